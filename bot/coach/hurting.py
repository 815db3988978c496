"""Pain that a lifter tells of: the way from the button over where and how to what can be done instead.

The session changes through its machine alone; the words are in `screens.safety`, and what is kinder in `training.hurting`.
"""

from dataclasses import replace

from bot.coach.coaching import Past
from bot.coach.turn import Desk, Turn
from bot.screens import pain as screens
from bot.screens.screen import Screen
from bot.screens.swaps import Offer
from bot.screens.taps import Tap
from bot.training.exchanging import refitted
from bot.training.hurting import is_on, kinder
from bot.training.order import prescriptions
from bot.training.pain import Area, Pain
from bot.training.session import Session


def pain_page(desk: Desk, session: Session, tap: Tap) -> Screen:
    """The stop signs and the places; once a place was tapped, how it feels there."""
    position, _, area = tap.about.replace("-", " ").partition("_")
    if not position.isdecimal() or area not in set(Area):
        return screens.where(session, desk.library)
    return screens.how_it_feels(session, int(position), Area(area))


def after_pain(desk: Desk, turn: Turn) -> Turn:
    """What can be done instead of what hurts, in the card's place, unless the session is over."""
    session = turn.session
    if turn.declined is not None or session is None or not session.is_open:
        return turn
    return replace(turn, screen=_afterwards(desk, session, session.pains[-1]))


def _afterwards(desk: Desk, session: Session, pain: Pain) -> Screen:
    offers: list[Offer] = []
    if is_on(session, pain):
        past, prescription = Past(desk), prescriptions(session)[pain.position]
        offers = [
            Offer(other, past.found(refitted(prescription, other)).target.load)
            for other in kinder(session, pain, desk.library.exercises, desk.lifter)
        ]
    return screens.afterwards(session, pain, offers)
