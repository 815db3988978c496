"""One turn: what it is decided with (`Desk`), what was decided (`Turn`), and the step that most turns take (`happen`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.coach.agenda import replan
from bot.coach.carry_out import NOTHING, Carried, declined, earlier, keep, play
from bot.coach.errands import Errand
from bot.coach.ports import Transaction
from bot.coach.records import Card, Spot
from bot.coach.whereabouts import Found, LookUp, Where
from bot.screens import notes
from bot.screens.card import card
from bot.screens.pages import back_to_training
from bot.screens.screen import Row, Screen
from bot.training import events
from bot.training.effects import Reason
from bot.training.lifter import Lifter
from bot.training.machine import advance
from bot.training.own import library_of
from bot.training.plan import Library
from bot.training.session import Phase, Session

A_WHILE = timedelta(minutes=5)  # a look is kept as a sign of life no more often than that


@dataclass(frozen=True, slots=True)
class Desk:
    """The transaction, who is speaking in which chat, what the authors wrote, the time, what the atlas has been asked already,
    and the message that was pressed, if one was."""

    tx: Transaction
    lifter: Lifter
    chat: int
    authored: Library
    now: datetime
    atlas: Mapping[Where, Found] = field(default_factory=dict)
    pressed: int | None = None

    @property
    def library(self) -> Library:
        """What the authors wrote, and the lifter's own exercises beside it."""
        return library_of(self.lifter, self.authored)

    @property
    def between_us(self) -> bool:
        """Whether this is the lifter's own chat with the bot; in a group, most of what is said is not for us."""
        return self.chat == self.lifter.id


@dataclass(frozen=True, slots=True)
class Turn:
    """What travels from the database back to the chat.

    `screen` is shown as the card of `session`, or as a page of its own where there is none; None shows nothing.
    `before` is said first, as a message of its own. `note` answers a press in passing; `declined` is the reason when what was
    asked did not happen. `rings` are messages of passing interest that may go now, `stale` are messages whose buttons have had
    their time. An `errand` is begun after the commit; where it `ends_errands`, none of the lifter's others goes on.
    """

    screen: Screen | None = None
    session: Session | None = None
    card: Card | None = None
    before: Screen | None = None
    note: str = ""
    declined: Reason | None = None
    rings: tuple[Spot, ...] = ()
    stale: tuple[Spot, ...] = ()
    carried: Carried = NOTHING
    errand: Errand | None = None
    ends_errands: bool = False

    @property
    def shows(self) -> bool:
        """Whether the chat is to look different afterwards; a note alone leaves it as it is."""
        return bool(self.screen or self.before or self.carried.letters or self.rings or self.stale)


def kept(desk: Desk, **changes: Any) -> Desk:
    """Keeps changes of the lifter, and goes on with them."""
    lifter = replace(desk.lifter, **changes)
    if lifter != desk.lifter:
        desk.tx.keep_lifter(lifter)
    return replace(desk, lifter=lifter)


def shown(desk: Desk, session: Session, note: str = "", screen: Screen | None = None) -> Turn:
    """The session's card as it is, or a screen in its place. Nothing has changed."""
    return Turn(screen or card(session, desk.lifter), session, desk.tx.card(session.id), note=note)


def as_it_is(desk: Desk, note: str = "") -> Turn:
    """The open session's card, if there is one, and the note."""
    session = desk.tx.open_session(desk.lifter.id)
    return shown(desk, session, note) if session else Turn(note=note)


def happen(desk: Desk, session: Session, *happened: events.Event, note: str = "") -> Turn:
    """Lets events happen to a session and keeps what comes of it; a refusal changes nothing and says why."""
    step = play(session, happened, desk.now)
    if (reason := declined(step)) is not None:
        return replace(shown(desk, session, notes.why(reason)), declined=reason)
    place = desk.tx.card(session.id)
    carried = keep(desk.tx, session, step, place.chat if place else desk.chat, desk.now)
    if step.session.is_open != session.is_open:
        carried = replace(carried, wake=earlier(carried.wake, replan(desk.tx, desk.lifter, desk.library, desk.now)))
    stale = desk.tx.take_summaries(desk.lifter.id) if step.session.is_open and not session.is_open else ()
    return replace(shown(desk, step.session, note), carried=carried, stale=stale)


def back_from_pause(session: Session) -> tuple[events.Event, ...]:
    """What happens before anything else to whoever goes on training in a pause."""
    return (events.Resumed(),) if session.phase is Phase.PAUSED else ()


def found_at(desk: Desk, where: Where) -> Found:
    """What the atlas says; raises `LookUp` until it was asked."""
    if where not in desk.atlas:
        raise LookUp(where)
    return desk.atlas[where]


def back_rows(desk: Desk) -> tuple[Row, ...]:
    """The way back from a page to the card, where a session is open."""
    return (back_to_training(desk.lifter),) if desk.tx.open_session(desk.lifter.id) else ()


def heard(desk: Desk, session: Session) -> Session:
    """The session, with this sign of life on it: who only looks is there as well."""
    if not session.is_open or (session.asked is None and desk.now - session.touched < A_WHILE):
        return session
    after = advance(session, events.Stayed(), desk.now).session
    desk.tx.save_session(session, after)
    return after
