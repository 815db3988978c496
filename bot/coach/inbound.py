"""What reaches the coach from the chat, in plain words: a press, a line of text, a place, a file, a command.

`message` is the id of the message it came with: for a press the one that holds the button, else the lifter's own.
"""

from dataclasses import dataclass

from bot.screens.taps import Tap


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed. `id` is what the answer goes to; a tap of None was not ours."""

    id: str
    lifter: int
    chat: int
    message: int
    tap: Tap | None


@dataclass(frozen=True, slots=True)
class Said:
    """The lifter wrote something, or sent what is no text at all (None)."""

    lifter: int
    chat: int
    message: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Located:
    """The lifter shared where they are, in degrees."""

    lifter: int
    chat: int
    message: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class SentFile:
    """The lifter sent a file, which waits at Telegram under the name `file`; `name` is what they call it, `size` its bytes."""

    lifter: int
    chat: int
    message: int
    file: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with the words after it; `name` is what the person is called."""

    lifter: int
    chat: int
    message: int
    command: str
    words: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The lifter has blocked the bot; they come back by writing."""

    lifter: int
    chat: int


Inbound = Press | Said | Located | SentFile | Asked | Blocked
