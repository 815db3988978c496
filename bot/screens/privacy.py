"""What is kept of a lifter and why, in ten lines; and what is said to somebody who wants to be forgotten."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.screens.screen import Button, Row, Screen, Style, bold, filled, lines
from bot.screens.taps import Tap, Verb
from bot.training.lifter import Lifter

ASKED_FOR = timedelta(hours=1)  # a page that asks is answered within that; an older one asks again
KEEP, _ERASE = "keep", "erase."
_A_MINUTE = timedelta(minutes=1)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00Z")


def privacy() -> Screen:
    return Screen(
        lines(
            bold("What I keep of you, and why"),
            filled(
                "{}: sets, loads, times, effort, pain you told me of. Your next targets follow from it.",
                bold("Training"),
            ),
            filled(
                "{}: your Telegram number, units, days and hours, of a shared location the time zone: to find you on time.",
                bold("You"),
            ),
            filled("{}: body weight, notes, bars and plates, exercises of your own.", bold("What you add")),
            filled(
                "{}: back trouble, and the result of your readiness check, not its answers: to spare what hurts.",
                bold("Health"),
            ),
            filled(
                "{}: a message until it is answered; a file until it is taken in or set aside, its name to take it back.",
                bold("What you send"),
            ),
            filled("{}: in one database of whoever runs me. Telegram carries and keeps our chat.", bold("Where")),
            filled("{}: you, and whoever runs me. In a group, the group sees what you do there.", bold("Who sees it")),
            filled("{}: until you end it. Backups are to be deleted after 30 days.", bold("How long")),
            filled("{}: /export gives you all of it, in files that others read.", bold("Take it")),
            filled("{}: /forget erases all of it, for good.", bold("End it")),
        )
    )


def ask_to_forget(lifter: Lifter, now: datetime) -> Screen:
    """Says what goes and what stays; its button works for a while."""
    return Screen(
        lines(
            bold("Shall I forget you?"),
            "",
            "Gone for good: every session and set, your records, your plan and reminders, your notes and exercises, your "
            "weight, the files you sent, and all you told me about yourself.",
            "",
            "What stays: the messages in this chat, which are Telegram's; delete the chat to be rid of them too. And backups "
            "of whoever runs me, until they are 30 days old.",
        ),
        (
            (Button("Export first", Tap(Verb.EXPORT, lifter.id)),),
            (Button("Erase everything", Tap(Verb.FORGET, lifter.id, f"{_ERASE}{_minute(now)}"), Style.DANGER),),
            (Button("Keep it", Tap(Verb.FORGET, lifter.id, KEEP)),),
        ),
    )


def wants_to_go(tap: Tap, now: datetime) -> bool:
    """Whether it is the button that erases, on a page that asked a short while ago."""
    minute = tap.about.removeprefix(_ERASE)
    if minute == tap.about or not minute.isdecimal():
        return False
    return 0 <= _minute(now) - int(minute) <= ASKED_FOR // _A_MINUTE


def nothing_erased(back: tuple[Row, ...]) -> Screen:
    return Screen(Markup("Nothing was erased. Glad you stay."), back)


def goodbye() -> Screen:
    return Screen(
        Markup(
            "It was good to lift with you. All I knew of you is being erased; write again any time, and we meet anew."
        )
    )


def _minute(now: datetime) -> int:
    return (now - _EPOCH) // _A_MINUTE
