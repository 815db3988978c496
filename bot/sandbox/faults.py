"""Faults on demand: which calls go wrong, how, how often and with what chance.

It draws the fault and remembers what it told the client; carrying it out on the wire is `botapi`'s work.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bot.sandbox.refusals import Refusal, too_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.ledger import Ledger

Json = dict[str, Any]

ON_THE_WIRE = ("timeout_before", "timeout_after", "reset_before", "reset_after", "slow")
WORDS = {
    "400": "Bad Request: chat not found",
    "401": "Unauthorized",
    "403": "Forbidden: bot was blocked by the user",
    "404": "Not Found",
    "409": "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
}
LONGEST_DELAY = 600.0


@dataclass(slots=True)
class Rule:
    method: str
    chat: int | None
    kind: str
    retry_after: int
    times: int | None
    chance: float
    dice: random.Random
    delay: float
    words: str | None
    parameters: Json | None

    def strikes(self, method: str, chat: int | None) -> bool:
        if self.times == 0 or self.method not in ("*", method.lower()) or self.chat not in (None, chat):
            return False
        return self.chance >= 1 or self.dice.random() < self.chance

    def refusal(self) -> Refusal | None:
        """What the client is told, for the faults that are an answer."""
        if self.kind == "429":
            return too_many(self.retry_after)
        if not self.kind.isdigit():
            return None
        words = self.words or WORDS.get(self.kind) or HTTPStatus(int(self.kind)).phrase
        return Refusal(int(self.kind), words, self.parameters)


class Faults:
    def __init__(self, ledger: Ledger, real_time: Callable[[], float]) -> None:
        self._ledger = ledger
        self._real_time = real_time
        self._rules: list[Rule] = []
        self._told: dict[tuple[str, int | None], float] = {}
        self.latency = 0.0

    @property
    def active(self) -> bool:
        return bool(self._rules or self._told)

    def replace(self, rules: list[Rule], latency: float) -> None:
        self._rules = rules
        self._told.clear()
        self.latency = latency

    def strike(self, method: str, chat: int | None) -> Rule | None:
        """The fault that this call meets, if any."""
        if self._told:
            self._judge_patience(method, chat)
        for rule in self._rules:
            if rule.strikes(method, chat):
                if rule.times is not None:
                    rule.times -= 1
                self._ledger.note("fault", method=method, chat=chat, fault=rule.kind)
                if rule.kind == "429":
                    self._told[method, chat] = self._real_time() + rule.retry_after
                return rule
        return None

    def _judge_patience(self, method: str, chat: int | None) -> None:
        until = self._told.get((method, chat))
        if until is None:
            return
        early = until - self._real_time()
        if early > 0:
            self._ledger.note("too_early", method=method, chat=chat, seconds=round(early, 3))
        else:
            del self._told[method, chat]


def read_rules(raw: object) -> list[Rule]:
    """Rules as they come from outside; ValueError says in one line what is wrong with them."""
    if not isinstance(raw, list):
        raise ValueError("rules must be a list")
    return [_rule(value, number) for number, value in enumerate(raw, 1)]


def seconds(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_DELAY:
        raise ValueError(f"{name} must be 0 to {LONGEST_DELAY:.0f} seconds, not {value!r}")
    return float(value)


def _rule(value: object, number: int) -> Rule:
    if not isinstance(value, dict):
        raise ValueError(f"rule {number} must be an object")
    kind = str(value.get("kind", ""))
    if kind not in ON_THE_WIRE and not (kind.isascii() and kind.isdigit() and 400 <= int(kind) <= 599):
        raise ValueError(f"rule {number}: no fault of kind {kind!r}; try 429, 500, {', '.join(ON_THE_WIRE)}")
    times, chance, chat = value.get("times"), value.get("chance", 1), value.get("chat")
    for name, whole in (("times", times), ("chat", chat)):
        if whole is not None and (type(whole) is not int or (name == "times" and whole < 0)):
            raise ValueError(f"rule {number}: {name} must be a whole number or null, not {whole!r}")
    if isinstance(chance, bool) or not isinstance(chance, int | float) or not 0 <= chance <= 1:
        raise ValueError(f"rule {number}: chance must be 0 to 1, not {chance!r}")
    retry_after = value.get("retry_after", 1)
    if type(retry_after) is not int or not 0 < retry_after <= 86_400:
        raise ValueError(f"rule {number}: retry_after must be whole seconds, not {retry_after!r}")
    parameters = value.get("parameters")
    return Rule(
        method=str(value.get("method", "*")).lower(),
        chat=chat,
        kind=kind,
        retry_after=retry_after,
        times=times,
        chance=chance,
        dice=random.Random(str(value.get("seed"))),
        delay=seconds(value.get("delay", 0), f"rule {number}: delay"),
        words=str(value["description"]) if value.get("description") else None,
        parameters=parameters if isinstance(parameters, dict) else None,
    )
