"""What nobody should send, and somebody will: texts, callback data, commands and whole updates without reason.

All of it comes from one random generator, so that a seed tells it again. No tests live here.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from bot.coach.pages import COMMANDS
from bot.screens.taps import Verb

Json = dict[str, Any]

PIECES = (
    *("10", "45", "8", "x", "×", "х", "*", " ", ",", ".", "-", "−", "+", "@8", "@", "kg", "кг", "lb", "bw", "rpe"),
    *("10x45", "45x10 10 9", "82,5 кг 8", "bw+5 x 8", "10x45 @8", "9" * 30, "1e9", "0x10", "NaN", "Infinity", "1_000"),
    *("٤٥", "١٠x٤٥", "１０", "४५", "𝟏𝟎", "²", "½", "Ⅷ", "௧௦", "〇"),
    *("<b>", "</b>", "&amp;", "&#0;", "&#xD800;", "<tg-time unix=", "<a href='tg://user?id=1'>", "]]>"),
    *("%s", "{}", "{0}", "\\", "'", '"'),
    *("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u202e", "\u2066", "\u2069"),
    *("ة", "שלום", "e" + "\u0301" * 40, "ﷺ", "ẞ", "ŉ", "İ", "ﬃ", "\u1e9e"),
    *("🏋️‍♀️", "👩‍👩‍👧‍👦", "🇩🇪", "💪🏽", "\U0001f1e6", "\ufe0f"),
    *("\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\n", "\r\n", "\t", "\v", "\u2028", "\u2029"),
    *("\ud800", "\udfff", "\udc80", "\ud83d", "\ufffe", "\uffff", "\U0010ffff"),
)
LENGTHS = (1, 1, 2, 2, 3, 5, 8, 20, 200)
HUGE = ("8" * 4096, "💪" * 4096, "10x45 " * 1000, "x" * 4097, "\u0301" * 5000, "0" * 1_000_000, "\ud800" * 20_000)
WHAT = (
    *("", "0.0", "1.0_r_1", "0.0_w_-3", "0.0_r_-999999999", "99.99", "0.0_45_kg", "0.0_NaN_kg", "0.0_1e999_lb"),
    *("-1", "0", "7_7", "1", "0_0", "2"),
)
NUMBERS = (
    0,
    1,
    -1,
    7,
    2**31,
    2**53,
    2**63 - 1,
    2**63,
    -(2**63),
    2**64 - 1,
    10**30,
    1.5,
    -0.0,
    1e308,
    True,
    False,
    None,
)
KEYS = (
    *(
        "update_id",
        "message",
        "callback_query",
        "my_chat_member",
        "from",
        "chat",
        "id",
        "message_id",
        "data",
        "text",
        "type",
    ),
    *("date", "status", "new_chat_member", "is_bot", "first_name", "entities", "photo", "edited_message", "", "\ud800"),
)


class Noise:
    def __init__(self, seed: object) -> None:
        self.rng = random.Random(str(seed))

    def one_of(self, *ways: Callable[[], Any]) -> Any:
        return self.rng.choice(ways)()

    def text(self) -> str:
        if self.rng.random() < 0.004:
            return self.rng.choice(HUGE)
        return "".join(self._piece() for _ in range(self.rng.choice(LENGTHS)))

    def command(self) -> str:
        name = self.rng.choice([*COMMANDS, "workout", "WORKOUT", "nonsense", "", "/", "start" * 20])
        at = self.rng.choice(["", "", "@SpotterBot", "@spotterbot", "@another_bot", "@", "@@"])
        gap = self.rng.choice(["", " ", " ", " ", "  ", "\n", "\u00a0", "\x00"])
        after = self.rng.choice(["", "back", "biceps", "a" * 64, "Ym9vPWZhcg", "long " * 900, self.text()])
        return f"/{name}{at}{gap}{after}"

    def data(self, real: str, strange: str) -> str:
        """`real` is what stands on a button of one's own, `strange` on one of somebody else's."""
        return str(
            self.one_of(
                lambda: real[: self.rng.randint(0, len(real))],
                lambda: self._flipped(real),
                lambda: self._flipped(strange),
                lambda: self._crossed(real, strange),
                lambda: self._forged(real),
                lambda: real + self.text()[:70],
                lambda: self.rng.randbytes(self.rng.randint(0, 80)).decode("latin-1"),
                lambda: self.text()[: self.rng.choice([5, 64, 65, 200])],
            )
        )

    def json(self, depth: int = 3) -> Any:
        if depth == 0 or self.rng.random() < 0.3:
            return self.one_of(lambda: self.rng.choice(NUMBERS), lambda: self.rng.choice(NUMBERS), self.text)
        size = self.rng.randint(0, 4)
        if self.rng.random() < 0.3:
            return [self.json(depth - 1) for _ in range(size)]
        return {self.rng.choice(KEYS): self.json(depth - 1) for _ in range(size)}

    def damaged(self, update: Json) -> Any:
        """The update with a piece of it left out, or replaced by what does not belong there."""
        if self.rng.random() < 0.1:
            return self.json()
        *way, last = self.rng.choice([*_pieces(update), [self.rng.choice(KEYS)]])
        copy: Json = deepcopy(update)
        part = copy
        for key in way:
            part = part[key]
        part[last] = self.one_of(lambda: self.rng.choice(NUMBERS), lambda: self.rng.choice(NUMBERS), self.json)
        if self.rng.random() < 0.2:
            del part[last]
        return copy

    def page(self, real: str, slips: Sequence[str]) -> bytes:
        """A page of content after some slips of the hand, and perhaps of the disk."""
        for _ in range(self.rng.randint(1, 5)):
            at = self.rng.randint(0, len(real))
            put = self.rng.choice([self.rng.choice(slips), self.text(), real[at : at + 40]])
            real = real[:at] + put + real[at + self.rng.choice([0, 0, 1, 3, 30, 300]) :]
        written = bytearray(real.encode("utf-8", "surrogatepass"))
        for _ in range(self.rng.choice([0, 0, 1, 5])):
            written[self.rng.randrange(len(written))] = self.rng.randrange(256)
        return bytes(written)

    def _piece(self) -> str:
        if self.rng.random() < 0.7:
            return self.rng.choice(PIECES)
        return chr(
            self.rng.choice([self.rng.randrange(0x250), self.rng.randrange(0x10000), self.rng.randrange(0x110000)])
        )

    def _flipped(self, data: str) -> str:
        """With one bit turned; what is no longer UTF-8 becomes halves of characters."""
        some = bytearray(data.encode("utf-8", "surrogatepass") or b"\0")
        some[self.rng.randrange(len(some))] ^= 1 << self.rng.randrange(8)
        return some.decode("utf-8", "surrogateescape")

    def _crossed(self, one: str, other: str) -> str:
        """Each word from either."""
        pairs = zip(one.split(":"), other.split(":"), strict=False)
        return ":".join(self.rng.choice(pair) for pair in pairs)

    def _forged(self, real: str) -> str:
        words: Sequence[str] = real.split(":")
        if len(words) != 5:
            return real
        _, lifter, session, revision, _ = words
        verb = self.rng.choice([verb.value for verb in Verb])
        revision = self.rng.choice([revision, revision, str(self.rng.randint(0, 40)), "999999999"])
        return (
            f"{verb}:{lifter}:{self.rng.choice([session, session, '', 'zzzzzzzz'])}:{revision}:{self.rng.choice(WHAT)}"
        )


def _pieces(of: Json) -> Iterator[list[str]]:
    """The way to each piece of it."""
    for key, value in of.items():
        yield [key]
        if isinstance(value, dict):
            yield from ([key, *rest] for rest in _pieces(value))


def message(number: int, who: int, chat: int, id: int, text: str, name: str = "Robin") -> Json:
    kind = "private" if chat == who else "supergroup"
    said = {"message_id": id, "date": 1, "chat": {"id": chat, "type": kind}, "from": _person(who, name), "text": text}
    return {"update_id": number, "message": said}


def press(number: int, who: int, chat: int, id: int, data: str) -> Json:
    kind = "private" if chat == who else "supergroup"
    on = {"message_id": id, "date": 1, "chat": {"id": chat, "type": kind}}
    query = {"id": f"q{number}", "from": _person(who), "message": on, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}


def farewell(number: int, who: int) -> Json:
    """They have blocked the bot."""
    change = {"chat": {"id": who, "type": "private"}, "from": _person(who), "new_chat_member": {"status": "kicked"}}
    return {"update_id": number, "my_chat_member": change}


def _person(who: int, name: str = "Robin") -> Json:
    return {"id": who, "is_bot": False, "first_name": name}
