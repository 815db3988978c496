"""A local Telegram: a Bot API over real HTTP and a chat page, so that the bot runs without a token.

It knows the Bot API and nothing else of the project, and is no Telegram: one machine, one bot, its own clock.
"""

from bot.sandbox.clock import MovableClock
from bot.sandbox.server import Sandbox

__all__ = ["MovableClock", "Sandbox"]
