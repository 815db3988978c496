"""The chat itself: the only folder that knows Telegram.

Updates become presses, lines and commands for the coach; screens become messages. Nothing here knows what a set is.
"""
