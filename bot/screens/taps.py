"""What a button carries: a few words in at most 64 bytes, opaque to everyone but this file.

A tap names its lifter, its session, the revision of the card it was on and what it is about, so that a stale or foreign one can
be told from a fresh one. Decoding never raises: anything that is not ours decodes to None.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import blake2b

MOST_BYTES = 64


class Verb(StrEnum):
    """What a press asks for; the value is what travels."""

    # on the card of a session
    LOG = "l"
    NUDGE = "n"
    LOAD = "w"
    SKIP_REST = "rs"
    MOVE_REST = "rm"
    START_WORK = "ws"
    STOP_WORK = "we"
    CANCEL_WORK = "wc"
    UNDO = "u"
    CARD = "c"
    HOW = "h"
    SWAPS = "ss"
    SWAP = "s"
    PAIN = "p"
    MORE = "m"
    SETS = "st"
    SET = "se"
    AMEND = "sa"
    TAKE = "sx"
    SKIP_EXERCISE = "x"
    PAUSE = "pa"
    RESUME = "re"
    ASK_FINISH = "f?"
    FINISH = "f"
    ABANDON = "a"
    STAY = "y"
    ADD_BLOCK = "b"
    WHY = "wy"
    RUNG = "rg"
    ALWAYS = "sw"
    LACK = "sl"
    MEANT = "ok"
    RESERVE = "ri"
    PLATES = "pl"
    HURTS = "ph"
    STOP_SIGN = "ps"
    # outside a session
    WORKOUTS = "W"
    BEGIN = "B"
    EXERCISES = "E"
    EXERCISE = "X"
    ADDABLE = "AL"
    ADD_EXERCISE = "AX"
    NOTE = "NO"
    REMOVE_NOTE = "NX"
    # the lifter's own exercises, and what they train with
    MUSCLE = "OM"
    KIND = "OK"
    RENAME = "OR"
    ASK_DELETE = "OD"
    DELETE = "OX"
    EQUIPMENT = "EQ"
    BAR = "EB"
    PLATE = "EP"
    EFFORT = "EF"
    UNIT = "U"
    # the plan, and what Spotter asks a lifter about themselves
    ANYWAY = "BA"
    READY = "BR"
    PLAN = "P"
    COURSES = "PC"
    COURSE = "PW"
    PAUSES = "PA"
    AWAY = "PP"
    REMINDED = "R"
    SETTINGS = "S"
    QUESTION = "Q"
    SKIP = "QS"
    ZONE = "Z"
    ZONES = "ZZ"
    PLACE = "ZP"
    DAYS = "D"
    HOUR = "H"
    QUIET = "N"
    SOUND = "O"
    BACK_TROUBLE = "K"
    READINESS = "KR"
    WEIGHT = "VW"
    REVIEW = "VR"
    # what was done so far, and what becomes of it
    PROGRESS = "G"
    THEME = "GT"
    EXPORT = "XP"
    IMPORT = "IM"
    FORGET = "FG"
    # past sessions
    HISTORY = "hi"
    PAST = "hp"
    PAST_EXERCISE = "he"
    PAST_SET = "hs"
    PAST_AMEND = "ha"
    PAST_MEANT = "ho"
    PAST_TAKE = "hx"
    PAST_ADD = "hf"
    PAST_MOVE = "hm"
    PAST_DELETE = "hd"
    PAST_UNDO = "hu"


@dataclass(frozen=True, slots=True)
class Tap:
    """A press that `lifter` may make. `session` is empty outside of sessions; `about` is read as the verb has it."""

    verb: Verb
    lifter: int
    about: str = ""
    session: str = ""
    revision: int = 0


_FORM = re.compile(r"([a-zA-Z?]{1,2}):([0-9]{1,19}):([a-z0-9]{0,16}):([0-9]{0,9}):([a-zA-Z0-9.+\-_/]{0,40})")
_VERBS = frozenset(verb.value for verb in Verb)


@cache
def mark(id: str) -> str:
    """A short sign for the id of an exercise, which may be too long for a button."""
    return blake2b(id.encode(), digest_size=5).hexdigest()


def encode(tap: Tap) -> str:
    """The tap as callback data; one that would not come back the same is a programmer's mistake."""
    data = f"{tap.verb}:{tap.lifter}:{tap.session}:{tap.revision}:{tap.about}"
    if (
        len(data) > MOST_BYTES or _FORM.fullmatch(data) is None
    ):  # the form has nothing but ASCII, and reads back one way only
        raise ValueError(f"{tap} does not fit in a button")
    return data


def decode(data: str) -> Tap | None:
    form = _FORM.fullmatch(data)
    if form is None or form[1] not in _VERBS or not form[4]:
        return None
    return Tap(Verb(form[1]), int(form[2]), form[5], form[3], int(form[4]))
