"""A screen as parameters of the Bot API: text or caption, buttons, a key beneath the chat. What is called with them, and what
is answered, is not known here.
"""

from typing import Any

from bot.coach.records import Spot
from bot.screens.screen import Button, NoKey, PlaceKey, Screen
from bot.screens.taps import encode

_NO_PREVIEW = {"is_disabled": True}


def place(spot: Spot) -> dict[str, Any]:
    return {"chat_id": spot.chat, "message_id": spot.message}


def content(screen: Screen) -> dict[str, Any]:
    return {"text": str(screen.text), "parse_mode": "HTML", "link_preview_options": _NO_PREVIEW}


def caption(screen: Screen) -> dict[str, Any]:
    return {"caption": str(screen.text), "parse_mode": "HTML"}


def keyboard(screen: Screen) -> dict[str, Any]:
    rows = [[_button(button) for button in row] for row in screen.rows if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def key(screen: Screen, chat: int) -> dict[str, Any]:
    match screen.key:
        case PlaceKey() as asking if _is_private(chat):
            rows = [[{"text": asking.label, "request_location": True}]]
            looks = {"one_time_keyboard": True, "resize_keyboard": True, "input_field_placeholder": asking.hint}
            return {"reply_markup": {"keyboard": rows, **looks}}
        case NoKey() if _is_private(chat):
            return {"reply_markup": {"remove_keyboard": True}}
        case _:
            return {}


def _is_private(chat: int) -> bool:
    """Telegram numbers groups below zero."""
    return chat > 0


def _button(button: Button) -> dict[str, str]:
    plain = {"text": button.label, "callback_data": encode(button.tap)}
    return {**plain, "style": button.style.value} if button.style else plain
