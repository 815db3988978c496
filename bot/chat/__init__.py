"""The chat itself: the only folder that knows Telegram.

Updates become presses, lines and commands for the coach; screens become messages. Nothing here knows what a set is.
"""

import os

# python-telegram-bot 22 is moving its waits to timedelta, and warns at every 429 of those who have not moved yet.
os.environ.setdefault("PTB_TIMEDELTA", "1")
