"""What must be true after every step: the database holds what the diaries say, and the chat shows what the database holds."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from bot.screens.screen import Style
from bot.screens.taps import Verb
from bot.training.logged import Slot
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import OPEN
from tests.coach.diary import Diary, Page, set_on
from tests.coach.kept import KeptSession
from tests.coach.simple_chat import Message
from tests.training.gym import SIDE_PLANK
from tests.training.model import TIMED

COUNTS = re.compile(r"(\d+) sets? done, (\d+) sets? (?:to go|still planned)")
CLOSED = re.compile(r"(?:done|ended): (\d+) sets?")
TODAY = re.compile(r"^.*today (.+)$", re.MULTILINE)
JUST_DONE = re.compile(r"^✓ .+: .+$", re.MULTILINE)

NO_LOAD = Load(Weight(Decimal(0), Unit.KG), on_body=True)


def alike(one: Load, other: Load) -> bool:
    """The body alone is the same in either unit."""
    return one == other or (one.on_body and other.on_body and not one.weight.amount and not other.weight.amount)


def check_kept(kept: dict[str, KeptSession], diaries: dict[str, Diary]) -> None:
    assert kept.keys() == diaries.keys()
    for id, session in kept.items():
        page = diaries[id].page
        assert session.phase == page.phase.value, id
        assert session.rest == page.rest, id
        assert session.hold == (page.hold.due if page.hold else None), id
        assert session.pains == list(page.model.pains), f"{id}: the pains as they were told"
        assert list(session.sets) == list(page.model.sets), f"{id}: the sets in the order they were done"
        for slot, (reps, load) in page.model.sets.items():
            there = session.sets[slot]
            assert (there.exercise, there.reps) == (page.done[slot].exercise, reps), f"{id} {slot}"
            assert alike(there.load, load), f"{id} {slot}: {there.load} is kept, {load} was done"
            diaries[id].learns(slot, there.load)
    running = [session.lifter for session in kept.values() if session.phase in OPEN]
    assert len(running) == len(set(running)), "one session at a time"


def check_card(id: str, session: KeptSession, page: Page, card: Message | None) -> None:
    """The card of an open session stands in the chat, can be pressed, and says what was done."""
    assert card is not None, f"{id} has no card"
    if card.buttons and not any(button.tap.session for button in card.buttons):
        return  # a page that was opened from the card and stands in its place
    own = [button for button in card.buttons if button.tap.session == id]
    assert own, f"nothing of {id} can be pressed on its card:\n{card.text}"
    assert {button.tap.revision for button in own} == {session.revision}, f"the card is behind:\n{card.text}"
    for button in own:
        slot = _slot(button.tap.about)
        if button.tap.verb is Verb.LOG:
            assert slot == page.model.left[0], button.label
        if button.tap.verb is Verb.SET:
            assert slot is not None and set_on(button.label) == shown(page, slot), button.label
        if button.tap.verb is Verb.TAKE:
            assert slot is not None and set_on(card.text) == shown(page, slot), card.text
    check_words(page, card)


def check_words(page: Page, card: Message) -> None:
    if found := COUNTS.search(card.text):
        assert (int(found[1]), int(found[2])) == (len(page.model.sets), len(page.model.left)), card.text
    if found := TODAY.search(card.text):
        assert found[1] == today(page, page.model.left[0].position), card.text
    if card.live is not None:
        runs_until = page.hold.due if page.hold else page.rest
        assert runs_until is not None and card.live == int(runs_until.timestamp()), card.text
        if found := JUST_DONE.search(card.text):
            assert set_on(found[0]) == shown(page, [*page.model.sets][-1]), card.text


def check_closed_card(page: Page, card: Message | None) -> None:
    if card is not None and (found := CLOSED.search(card.text)):
        assert int(found[1]) == len(page.model.sets), card.text


def check_buttons(message: Message) -> None:
    assert sum(button.style is Style.GO for button in message.buttons) <= 1, message.text
    assert all(button.tap.verb is Verb.LOG for button in message.buttons if button.style is Style.GO), message.text


def check_one_button_logs(id: str, messages: Iterable[Message]) -> None:
    going = [b for message in messages for b in message.buttons if b.style is Style.GO and b.tap.session == id]
    assert len(going) <= 1, f"{len(going)} buttons log the set"


def shown(page: Page, slot: Slot) -> tuple[int, Load]:
    """A set as it reads on a button, where the body alone has no unit."""
    reps, load = page.model.sets[slot]
    return (reps, NO_LOAD) if page.done[slot].exercise in TIMED else set_on(f"{reps} × {load}")


def today(page: Page, position: int) -> str:
    """`10 · 10 at 45 kg, 8 at 50 kg`."""
    sets = page.model.sets
    done = [it for slot, it in sets.items() if slot.position == position]
    held = {page.done[slot].exercise for slot in sets if slot.position == position} & TIMED
    if held:
        in_all = sum(reps for reps, _ in done)
        both = f"{in_all // 2} s per side" if in_all % 2 == 0 else f"{in_all} s in all"
        return both if held == {SIDE_PLANK.id} else f"{' · '.join(str(reps) for reps, _ in done)} s"
    runs = [(load, [str(reps) for reps, _ in group]) for load, group in groupby(done, key=lambda it: it[1])]
    return ", ".join(f"{' · '.join(reps)} at {load}" for load, reps in runs)


def check_alarm(expected: datetime | None, due: datetime | None) -> None:
    assert due is None or (expected is not None and expected <= due), "nobody would wake for what is due"


def _slot(about: str) -> Slot | None:
    found = re.match(r"(\d+)\.(\d+)", about)
    return Slot(int(found[1]), int(found[2])) if found else None
