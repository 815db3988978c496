"""Three lifters, their chats and a house that may die: what they do is done to the house, and written into their diaries.

After every step everything is checked that must be true then (`agreement`). What they do next is the test's business.
"""

import asyncio
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from bot.coach.inbound import Asked, Blocked, Press, Said
from bot.coach.records import Arrival, Spot
from bot.screens.screen import Button
from bot.screens.taps import Verb
from bot.training import events
from bot.training.session import OPEN, Phase
from tests.coach.agreement import (
    check_alarm,
    check_buttons,
    check_card,
    check_closed_card,
    check_kept,
    check_one_button_logs,
)
from tests.coach.diaries import Diaries
from tests.coach.kept import KeptSession, Reader
from tests.coach.mortal_house import MortalHouse
from tests.coach.open_gym import GYM, SmallShelf, StandingClock
from tests.coach.simple_chat import Message, SimpleChat

MEMORY = Path(
    "/dev/shm"
)  # who is killed, and not switched off, loses nothing that the system has: no disk is waited for
A_MOMENT, A_REST = timedelta(seconds=1), timedelta(seconds=90)
SETS_ALL_THE_SAME = ("note", "name", "muscle")  # where words are asked for, a set is still a set
DOUBT = "What did you mean?"
_WAITING = re.compile(r"type the (\d+) set")
SURELY_SILENT = timedelta(minutes=60)  # half an hour until the question, and another for an answer
MENDED_WITHIN = timedelta(minutes=5)  # of the last sign of life: a card of a silent session is mended at its next press
NO_RULE_BEYOND = timedelta(days=9)  # a week is the longest rest that content can ask for
STILL_WORTH_TELLING = timedelta(minutes=30)
BEYOND_THE_SESSION = (Verb.ALWAYS, Verb.LACK)  # they change the sessions to come, of which no diary knows
GOES_ON_WITH = (Verb.LOG, Verb.SKIP_REST, Verb.STOP_WORK, Verb.RESUME, Verb.LOAD, Verb.CARD)
Deadly = Callable[[Sequence[int]], Coroutine[Any, Any, None]]  # what the house undergoes, with the points it dies at


class Scene:
    """`dies_at` is at which points the house dies in the middle of what comes next; `happened` counts."""

    def __init__(self, loop: asyncio.Runner, empty: Path, warnings: list[str], happened: Counter[str]) -> None:
        self.chat, self.clock, self.diaries = SimpleChat(), StandingClock(), Diaries()
        self.arrivals: list[tuple[datetime, Arrival]] = []
        self.dies_at: Sequence[int] = ()
        self.happened = happened
        self._loop, self._warnings = loop, warnings
        self._folder = Path(tempfile.mkdtemp(prefix="spotter-", dir=MEMORY if MEMORY.is_dir() else None))
        self._house = MortalHouse(
            Path(shutil.copyfile(empty, self._folder / "0.db")), self.chat, self.clock, SmallShelf()
        )
        self._loop.run(self._house.opens())
        self._reading, self._reader = self._house.database, Reader(self._house.database)
        self._kept: dict[str, KeptSession] = {}
        self._away: set[int] = set()  # who has blocked the bot, and may not have seen since what there is to see
        self._behind: set[str] = set()  # sessions whose card an alarm may have left behind
        self._torn = False  # a death, or a chat out of reach, may have left a second card behind
        self._loads = count(406)

    def ends(self) -> None:
        self._reader.close()
        self._loop.run(self._house.ends())
        shutil.rmtree(self._folder)

    def presses(self, who: int, spot: Spot, button: Button) -> None:
        if button.tap.verb in BEYOND_THE_SESSION or not self._reaches_us(who, spot.chat):
            return
        number, interrupted = self._next_number(), self._house.interrupted
        self._hears(Press(f"q{number}", who, spot.chat, spot.message, button.tap))
        assert self._house.interrupted > interrupted or f"q{number}" in self.chat.answers, "a press without an answer"
        revisions = {id: session.revision for id, session in self._kept.items()}
        begun = self.diaries.pressed(who, button, revisions, self.clock.now())
        self._agrees(who, begun, may_wait=button.tap.verb is not Verb.ANYWAY)

    def asks(self, who: int, chat: int, command: str) -> None:
        if self._reaches_us(who, chat):
            name, _, words = command.partition(" ")
            self._hears(Asked(who, chat, self.chat.next_number(), name, words))
            if name == "workout":
                self._away.discard(who)  # it shows them where they are
            self._agrees(who, self.diaries.asked(who, name, words, self.clock.now()))

    def types(self, who: int, chat: int, reps: list[int], amount: Decimal) -> None:
        """`10 x 45 kg 9 8`; without repetitions a load, and one that nobody has chosen before."""
        weight = amount if reps else Decimal(next(self._loads)) / 4
        more = "".join(f" {times}" for times in reps[1:])
        if self._reaches_us(who, chat):
            words = f"{reps[0]} x {weight} kg{more}" if reps else f"{weight} kg"
            asked, interrupted = self._reader.asking(who) if chat == who else None, self._house.interrupted
            self._hears(Said(who, chat, self.chat.next_number(), words))
            if asked is None or (reps and asked in SETS_ALL_THE_SAME):
                doubted = self._first_doubted(who, chat, len(reps), self._house.interrupted > interrupted)
                if doubted is None or doubted > 0:
                    self.diaries.typed(who, reps[:doubted], weight, self.clock.now())
            self._agrees()

    def _first_doubted(self, who: int, chat: int, typed: int, died: bool) -> int | None:
        """At which of the typed sets it asked what was meant, as it says below them; None if it took them all. Where it died
        before it could say so, what it has kept has to tell."""
        said = "".join(message.text for message in self.chat.in_chat(chat)[-1:])
        if DOUBT in said:
            waiting = _WAITING.search(said)
            self.happened["doubts"] += 1
            return max(typed, 1) - 1 - (int(waiting[1]) if waiting else 0)
        running = self.diaries.open_of(who)
        if not died or running is None:
            return None
        before, now = self._kept[running], self._read()[running]
        if now.revision == before.revision:
            return 0
        return len(now.sets) - len(before.sets) if typed else None

    def says(self, who: int, chat: int, words: str | None) -> None:
        """Something that is no set."""
        if self._reaches_us(who, chat):
            self._hears(Said(who, chat, self.chat.next_number(), words))
            self._agrees()

    def blocks(self, who: int) -> None:
        self.chat.blocked.add(who)
        self._away.add(who)
        self._torn = True
        self._hears(Blocked(who, who))
        self._agrees()

    def comes_again(self, at: int) -> None:
        """One of the updates of the last day, which is how long Telegram keeps them."""
        recent = [arrival for when, arrival in self.arrivals if self.clock.now() - when < timedelta(hours=24)]
        if recent:
            before = self._kept
            self._undergoes(lambda deaths: self._house.hears(recent[-1 - at % len(recent)], deaths))
            self._agrees()
            assert self._kept == before

    def falls(self, away: timedelta) -> None:
        """It dies while nothing is going on, and nobody hears the alarms that go off until it is opened again."""
        self._alarms_go_off(lambda deaths: self._house.falls(away, deaths))

    def passes(self, span: timedelta) -> None:
        """Time passes, and alarms go off on time."""
        until = self.clock.now() + span
        while self._house.alarm.due is not None and self._house.alarm.due <= until:
            self.clock.instant = max(self.clock.now(), self._house.alarm.due)
            self._alarms_go_off(self._house.wakes)
        self.clock.instant = max(self.clock.now(), until)

    def button_to_go_on(self, who: int) -> tuple[Spot, Button] | None:
        """On the card of their session, or on the page that says that it is a rest day."""
        id = self.diaries.open_of(who)
        if id is None:
            last = next((m for m in reversed(self.chat.in_chat(who)) if m.buttons), None)
            anyway = [button for button in last.buttons if button.tap.verb is Verb.ANYWAY] if last else []
            return (last.spot, anyway[0]) if last and anyway else None
        return self._button(id, GOES_ON_WITH)

    def button_to_hold(self, who: int) -> tuple[Spot, Button] | None:
        id = self.diaries.open_of(who)
        return self._button(id, (Verb.START_WORK,)) if id is not None else None

    def _button(self, id: str, verbs: Sequence[Verb]) -> tuple[Spot, Button] | None:
        """The first of these on a session's card."""
        card = self.chat.standing.get(self._kept[id].card or Spot(0, 0))
        if card is None:
            return None
        found = [button for verb in verbs for button in card.buttons if button.tap.verb is verb]
        return (card.spot, found[0]) if found else None

    def _reaches_us(self, who: int, chat: int) -> bool:
        """Nobody can speak where they have blocked the bot."""
        if chat != GYM and who in self.chat.blocked:
            return False
        self.passes(A_MOMENT)
        return True

    def _next_number(self) -> int:
        return len(self.arrivals) + 1

    def _hears(self, inbound: Press | Asked | Said | Blocked) -> None:
        arrival = Arrival(self._next_number(), inbound)
        self.arrivals.append((self.clock.now(), arrival))
        self.happened["updates"] += 1
        self._undergoes(lambda deaths: self._house.hears(arrival, deaths))

    def _undergoes(self, what: Deadly) -> int:
        """How often it died in the middle of it."""
        deaths, before = self.dies_at, self._house.interrupted
        self.dies_at = ()
        self._loop.run(what(deaths))
        died = self._house.interrupted - before
        self.happened["deaths in the middle"] += died
        self._torn |= died > 0
        return died

    def _alarms_go_off(self, how: Deadly) -> None:
        """Each rest that ends rings once; a death in the middle of it may make that twice."""
        before = len(self.chat.rung)
        if died := self._undergoes(how):
            since = self.clock.now() - MENDED_WITHIN
            self._behind |= {id for id, touched in self.diaries.touched.items() if touched < since}
        held = self._holds_have_ended()
        for_holds = sum(message.text.startswith(("Time!", "Change sides!")) for message in self.chat.rung[before:])
        self.happened["holds that rang"] += for_holds
        assert self._away or held <= for_holds <= held + died, f"{held} sides were held, {for_holds} rang"
        ended = self._time_has_come()
        rung = sum(message.text.startswith("Rest ") for message in self.chat.rung[before:])
        self.happened["rests that rang"] += rung
        assert self._away or ended <= rung <= ended + died, f"{ended} rests ended, {rung} rang"
        self._agrees()

    def _holds_have_ended(self) -> int:
        """How many sides and holds are over, the last one in each hold: a side whose other side is over too rings no more."""
        now = self.clock.now()
        over = [dues for diary in self.diaries.of.values() if (dues := diary.hold_is_over(now))]
        return sum(now - dues[-1] <= STILL_WORTH_TELLING for dues in over)

    def _time_has_come(self) -> int:
        """How many rests have ended lately; sessions that were closed after a silence are closed in the diaries too."""
        now = self.clock.now()
        ended = [due for diary in self.diaries.of.values() if (due := diary.time_comes(now)) is not None]
        for id, session in self._read().items():
            diary = self.diaries.of[id]
            if diary.is_open and Phase(session.phase) not in OPEN:
                assert now - self.diaries.touched[id] >= SURELY_SILENT, "a session was closed too early"
                assert diary.happens(events.IdleElapsed(), now)
                self.happened["sessions closed by silence"] += 1
        return sum(now - due <= STILL_WORTH_TELLING for due in ended)

    def _read(self) -> dict[str, KeptSession]:
        if self._reading != self._house.database:
            self._reader.close()
            self._reading, self._reader = self._house.database, Reader(self._house.database)
        return self._reader.sessions()

    def _agrees(self, who: int = 0, begun: str | None = None, may_wait: bool = True) -> None:
        """Everything that must be true now; `begun` is the workout that somebody has just begun, unless it is a rest day: only
        who has trained lately may be told so, and who says that they train anyway does."""
        kept = self._read()
        new_ones = kept.keys() - self.diaries.of.keys()
        if begun is not None and not new_ones and may_wait and self._has_trained_lately(who):
            self.happened["rest days"] += 1
        elif begun is not None:
            (new,) = new_ones
            assert kept[new].lifter == who
            self.diaries.begins(new, who, begun, self.clock.now())
            self.happened["sessions"] += 1
        check_kept(kept, self.diaries.of)
        check_alarm(self._house.alarm.due, self._reader.next_due())
        self.happened["sets"] += max(0, _sets_of(kept) - _sets_of(self._kept))
        self.happened["pains told"] += max(0, _pains_of(kept) - _pains_of(self._kept))
        self._kept = kept
        for message in self.chat.standing.values():
            check_buttons(message)
        for id, session in kept.items():
            self._check_card(id, session)
        assert not self.chat.refused, self.chat.refused
        assert not self._warnings, self._warnings

    def _has_trained_lately(self, who: int) -> bool:
        closed = (self.diaries.of[id].page.closed for id in self.diaries.sessions_of(who))
        return any(at is not None and self.clock.now() - at <= NO_RULE_BEYOND for at in closed)

    def _check_card(self, id: str, session: KeptSession) -> None:
        page = self.diaries.of[id].page
        card = self.chat.standing.get(session.card) if session.card else None
        if Phase(session.phase) not in OPEN:
            check_closed_card(page, card)
        elif session.lifter not in self._away and not self._is_behind(id, session, card):
            check_card(id, session, page, card)
            if not self._torn:
                check_one_button_logs(id, self.chat.standing.values())

    def _is_behind(self, id: str, session: KeptSession, card: Message | None) -> bool:
        """Once it has caught up it must keep up again."""
        if card is not None and any(b.tap.revision == session.revision for b in card.buttons if b.tap.session == id):
            self._behind.discard(id)
        return id in self._behind


def _pains_of(kept: dict[str, KeptSession]) -> int:
    return sum(len(session.pains) for session in kept.values())


def _sets_of(kept: dict[str, KeptSession]) -> int:
    return sum(len(session.sets) for session in kept.values())
