"""The table of methods. Telegram does not mind the case of a name, so the proper one is looked up first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from bot.sandbox import albums, answering, editing, introducing, sending

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.call import Call
    from bot.sandbox.world import World

# getUpdates is missing on purpose: it alone waits, and is answered in `botapi`.
METHODS: dict[str, Callable[[World, Call], Any]] = {
    **sending.METHODS,
    **albums.METHODS,
    **editing.METHODS,
    **answering.METHODS,
    "getMe": introducing.get_me,
    "setMyCommands": introducing.set_my_commands,
    "getMyCommands": introducing.get_my_commands,
    "deleteMyCommands": introducing.delete_my_commands,
    "setMyName": partial(introducing.set_my_text, "name"),
    "getMyName": partial(introducing.get_my_text, "name"),
    "setMyDescription": partial(introducing.set_my_text, "description"),
    "getMyDescription": partial(introducing.get_my_text, "description"),
    "setMyShortDescription": partial(introducing.set_my_text, "short_description"),
    "getMyShortDescription": partial(introducing.get_my_text, "short_description"),
    "getFile": introducing.get_file,
    "setWebhook": introducing.set_webhook,
    "deleteWebhook": introducing.delete_webhook,
    "getWebhookInfo": introducing.get_webhook_info,
    "logOut": introducing.depart,
    "close": introducing.depart,
}

GET_UPDATES = "getUpdates"
_PROPER = {name.lower(): name for name in (*METHODS, GET_UPDATES)}


def proper_name(written: str) -> str:
    """The name as Telegram writes it; an unknown one stays as it is."""
    return _PROPER.get(written.lower(), written)
