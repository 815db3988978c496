"""The proof of the proofs: what keeps a promise is taken away, piece by piece, and the test that guards it must turn red.

`python -m tools.mutations` works on scratch copies of the tree, prints a table, and ends with exit code 1 if a test stayed
green. Each piece is taken away by plain text edits; one that no longer finds its place says so, and fails the proof as well.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDED = ("bot", "tests", "content", "pyproject.toml", "README.md")
AT_ONCE = 2
RED = 1  # pytest's exit code when tests ran and failed


@dataclass(frozen=True, slots=True)
class Edit:
    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """`edits` take `piece` away; `test` is what must notice, a path with pytest's own words after it."""

    piece: str
    test: tuple[str, ...]
    edits: tuple[Edit, ...]


MUTATIONS = (
    Mutation(
        "the durable inbox: Telegram is asked for more before what came is kept",
        ("tests/journeys/test_crashes.py", "-k", "worst_moment"),
        (
            Edit(
                "bot/chat/poller.py",
                "            await self._inbox.take(arrivals_of(updates, self._bot.username))\n",
                "            kept = self._inbox.take(arrivals_of(updates, self._bot.username))\n"
                "            asyncio.get_running_loop().call_later(0.1, asyncio.ensure_future, kept)\n",
            ),
        ),
    ),
    Mutation(
        "the inbox's memory: what arrives again is handled again",
        ("tests/chat/test_inbox.py", "-k", "arrives_again"),
        (
            Edit(
                "bot/store/statements.py",
                "update(inbox).where(this_arrival, UNHANDLED).values(inbound=None)",
                "update(inbox).where(this_arrival).values(inbound=None)",
            ),
            Edit(
                "bot/chat/inbox.py",
                "return [arrival for arrival in arrivals if tx.receive(arrival, now)]",
                "return [arrival for arrival in arrivals if tx.receive(arrival, now) or True]",
            ),
        ),
    ),
    Mutation(
        "the slot key: the database takes a second set for a slot",
        ("tests/store/test_contract.py", "-k", "slot_is_taken_once and sqlite"),
        (
            Edit(
                "bot/store/migrations/versions/0001_first.py",
                '        sa.PrimaryKeyConstraint("session", "position", "number", name="sets_key"),\n'
                '        _of_session("sets"),\n'
                "        sqlite_with_rowid=False,\n",
                '        _of_session("sets"),\n',
            ),
        ),
    ),
    Mutation(
        "the slot's check: the machine logs a slot that has its set",
        ("tests/training/test_walks.py", "-k", "only_once"),
        (
            Edit(
                "bot/training/doing.py",
                "    if logged_at(session, slot) is not None:\n"
                "        return decline(session, Reason.ALREADY_LOGGED)\n"
                "    if slot != next_slot(session):\n"
                "        return decline(session, Reason.NOT_NEXT)\n",
                "",
            ),
        ),
    ),
    Mutation(
        "the lease: a letter that one bot has in hand is taken by another",
        ("tests/journeys/test_two_bots.py",),
        (
            Edit(
                "bot/store/statements.py",
                '        free = or_(letters.c.held.is_(None), letters.c.held <= bindparam("now"))\n',
                '        free = or_(letters.c.id > 0, letters.c.held <= bindparam("now"))\n',
            ),
        ),
    ),
    Mutation(
        "the savepoint: a job that fails leaves what it wrote in the group",
        ("tests/store/test_group.py", "-k", "takes_back_nothing_of_the_others or only_its_own_job"),
        (
            Edit("bot/store/group.py", '        self._cursor.execute("SAVEPOINT job")\n', ""),
            Edit("bot/store/group.py", 'self._cursor.execute("ROLLBACK TO job")', "pass"),
            Edit("bot/store/group.py", '        self._cursor.execute("RELEASE job")\n', ""),
        ),
    ),
    Mutation(
        "the memory of floods: the next life writes to a chat before Telegram's time",
        ("tests/journeys/test_faults.py", "-k", "outlives_a_kill"),
        (
            Edit(
                "bot/chat/pace.py",
                "lanes.of(chat, moment).flooded_until = moment + (until - now).total_seconds()",
                "lanes.of(chat, moment)",
            ),
        ),
    ),
    Mutation(
        "wall time: instants are computed by a scheduler's cron trigger instead of by us",
        ("tests/year/test_year.py", "-k", "clocks"),
        (
            Edit(
                "bot/training/walltime.py",
                "    wall = datetime.combine(day, at, zone)\n",
                "    from apscheduler.triggers.cron import CronTrigger\n\n"
                "    trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=zone)\n"
                "    found = trigger.get_next_fire_time(None, datetime.combine(day, time(), zone))\n"
                "    return found.astimezone(UTC)\n"
                "    wall = datetime.combine(day, at, zone)\n",
            ),
        ),
    ),
    Mutation(
        "the second look: a reminder is said as it was planned, whatever has happened since",
        ("tests/year/test_year.py", "-k", "people"),
        (
            Edit(
                "bot/coach/reminding.py",
                "    verdict = _verdict(ahead, letter.reminder)\n",
                "    verdict = Say()\n",
            ),
        ),
    ),
    Mutation(
        "the reminder's key: one is posted again for the same day",
        ("tests/year/test_year.py", "-k", "clocks"),
        (
            Edit(
                "bot/store/reminding.py",
                "    new = {lifter for (lifter,) in db.rows(sql.remind, rows=_given(reminders))}\n",
                "    new = set(reminders)\n",
            ),
        ),
    ),
)


class Misplaced(Exception):
    """The place that an edit is for is not there, or not there once."""


def tried(mutation: Mutation) -> tuple[str, float]:
    """What came of taking a piece away, in a word, and how many seconds it took."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="spotter-mutation-") as folder:
        scratch = Path(folder)
        try:
            copied(scratch)
            for file, text in changed(mutation).items():
                (scratch / file).write_text(text, encoding="utf-8")
        except Misplaced as trouble:
            return str(trouble), time.monotonic() - began
        words = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutation.test]
        ran = subprocess.run(words, cwd=scratch, capture_output=True, text=True, check=False)
    return verdict(ran), time.monotonic() - began


def copied(scratch: Path) -> None:
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, scratch / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, scratch / name)


def changed(mutation: Mutation) -> dict[str, str]:
    """The files as they are once a piece is taken away."""
    files: dict[str, str] = {}
    for edit in mutation.edits:
        text = files.get(edit.file) or (ROOT / edit.file).read_text(encoding="utf-8")
        if text.count(edit.old) != 1:
            raise Misplaced(f"{edit.file} has changed: the text to be taken away is there {text.count(edit.old)} times")
        files[edit.file] = text.replace(edit.old, edit.new)
    return files


def verdict(ran: subprocess.CompletedProcess[str]) -> str:
    """`red`, or what else happened: a test that could not even begin has noticed nothing."""
    last = ran.stdout.strip().splitlines()[-1:] or [ran.stderr.strip()]
    if ran.returncode == RED and " failed" in last[0]:
        return "red"
    return "GREEN" if ran.returncode == 0 else f"not run: {last[0]}"


def main() -> int:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(tried, MUTATIONS))
    for mutation, (word, seconds) in zip(MUTATIONS, outcomes, strict=True):
        print(f"{word:6} {seconds:5.1f} s  {mutation.piece}\n                {' '.join(mutation.test)}")
    red = sum(word == "red" for word, _ in outcomes)
    print(f"mutations: {red} of {len(MUTATIONS)} turned their test red")
    return 0 if red == len(MUTATIONS) else 1


if __name__ == "__main__":
    sys.exit(main())
