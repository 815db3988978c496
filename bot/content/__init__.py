"""Reads the markdown of authors into a `Library`, and tells them what to mend, file:line:column.

It never raises for content, and knows neither the chat nor the store. Begin with `load`, `check` or `Shelf.open`.
"""

from bot.content.library import check, load
from bot.content.problems import Problem, format_problems
from bot.content.shelf import Change, Refreshed, Shelf

__all__ = ["Change", "Problem", "Refreshed", "Shelf", "check", "format_problems", "load"]
