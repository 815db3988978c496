"""Keyboards that come with a message: checked and written down the way Telegram gives them back.

An inline keyboard belongs to its message. The other kinds belong to the chat, and Telegram never shows them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import clean
from bot.sandbox.links import checked_link, mentioned_user
from bot.sandbox.refusals import bad

if TYPE_CHECKING:
    from bot.sandbox.call import Call

Json = dict[str, Any]

STYLES = ("primary", "success", "danger")
MOST_IN_A_ROW = 8
MOST_BUTTONS = 100
LONGEST_DATA = 64
LONGEST_COPY = 256
SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat")
REQUESTS = ("request_contact", "request_location")


@dataclass(frozen=True, slots=True)
class InlineKeyboard:
    body: Json


@dataclass(frozen=True, slots=True)
class ReplyKeyboard:
    body: Json


@dataclass(frozen=True, slots=True)
class RemoveKeyboard:
    pass


@dataclass(frozen=True, slots=True)
class ForceReply:
    body: Json


Keyboard = InlineKeyboard | ReplyKeyboard | RemoveKeyboard | ForceReply


def keyboard_of(call: Call) -> Keyboard | None:
    value = call.structure("reply_markup", "reply keyboard markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    rows, inline_rows = value.get("keyboard"), value.get("inline_keyboard")
    if rows:
        return _reply(value, rows)
    if inline_rows:
        return _inline(inline_rows)
    if value.get("remove_keyboard") is True or value.get("hide_keyboard") is True:
        return RemoveKeyboard()
    if value.get("force_reply") is True:
        return ForceReply({"force_reply": True, **_extras(value, ("selective",))})
    return None


def inline_keyboard_of(call: Call) -> Json | None:
    """For edits, which know inline keyboards only."""
    keyboard = keyboard_of(call)
    if keyboard is None:
        return None
    if not isinstance(keyboard, InlineKeyboard):
        raise bad("inline keyboard expected")
    return keyboard.body


def _inline(rows: object) -> InlineKeyboard | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    written = [[_inline_button(button) for button in row] for row in rows if row]
    if not written:
        return None
    if sum(map(len, written)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in written):
        raise bad("reply markup is too long")
    return InlineKeyboard({"inline_keyboard": written})


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    written = _face(button, "can't parse inline keyboard button")
    written.update(_action(button))
    if not written["text"]:
        raise bad("inline keyboard button text must be non-empty")
    return written


def _face(button: Json, cannot: str) -> Json:
    text = button.get("text")
    if text is None:
        raise bad(f'{cannot}: Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad(f'{cannot}: Field "text" must be of type String')
    face: Json = {"text": clean(text).strip(" \n")}
    if icon := button.get("icon_custom_emoji_id"):
        face["icon_custom_emoji_id"] = str(icon)
    style = str(button.get("style") or "").lower()
    if style in STYLES:
        face["style"] = style
    elif style not in ("", "default"):
        raise bad(f"{cannot}: invalid button style specified")
    return face


def _action(button: Json) -> Json:
    """What the button does, the first that Telegram looks for."""
    if url := button.get("url"):
        return {"url": _link(str(url), "")}
    if data := button.get("callback_data"):
        if not isinstance(data, str) or len(data.encode()) > LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    for name in SWITCHES:
        if isinstance(button.get(name), str):
            return {name: button[name]}
    if isinstance(app := button.get("web_app"), dict):
        return {"web_app": {"url": _link(str(app.get("url", "")), "Web App ")}}
    if isinstance(copy := button.get("copy_text"), dict):
        text = copy.get("text")
        if not isinstance(text, str) or not 0 < len(text) <= LONGEST_COPY:
            raise bad("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": {"text": text}}
    raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _link(address: str, kind: str) -> str:
    if mentioned_user(address) is not None:
        return address
    link = checked_link(address)
    if link is None:
        raise bad(f"inline keyboard button {kind}URL '{address}' is invalid: Wrong HTTP URL")
    return link


def _reply(value: Json, rows: object) -> ReplyKeyboard:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "keyboard" must be an Array of Arrays')
    written = [[_reply_button(button) for button in row] for row in rows if row]
    extras = _extras(value, ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective"))
    return ReplyKeyboard({"keyboard": written, **extras})


def _extras(value: Json, flags: tuple[str, ...]) -> Json:
    extras: Json = {name: True for name in flags if value.get(name) is True}
    placeholder = value.get("input_field_placeholder")
    return {**extras, "input_field_placeholder": placeholder} if isinstance(placeholder, str) else extras


def _reply_button(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
    written = _face(button, "can't parse keyboard button")
    if not written["text"]:
        raise bad("keyboard button text must be non-empty")
    return {**written, **{name: True for name in REQUESTS if button.get(name) is True}}
