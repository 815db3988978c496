"""What the authors of the content ask for, read from their files anew: how long a workout rests, and what may follow it.

The checker's own reading; nothing of Spotter's is used. No tests live here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

HARD_SETS, HARD_DAYS, LIGHT_DAYS = 4, 2, 1  # 48 hours after a hard session of a muscle, 24 after a light one
PROGRAM = "back-and-biceps"  # the one that everybody of a year follows
_LISTED = re.compile(r"^[0-9]+\. +(.+)$", re.MULTILINE)
_LINE = re.compile(r"(?:- )([a-z-]+):(.*)")


@dataclass(frozen=True, slots=True)
class Workout:
    name: str
    rest_days: int
    most_a_week: int
    waits: Mapping[str, int]  # whole days until each other workout, by name
    movers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Done:
    """A session as the rules see it: its day, and the working sets of each muscle, helping ones by half."""

    workout: str
    day: date
    muscles: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """`workouts` of a program by name, `exercises` by name: the muscles that lift and those that help. `most_a_week` is the
    program's."""

    workouts: Mapping[str, Workout]
    exercises: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    most_a_week: int

    @classmethod
    def read(cls, content: Path, program: str = PROGRAM) -> "Rules":
        exercises = {path.stem: _head(path) for path in (content / "exercises").glob("*.md")}
        muscles = {id: (tuple(head["primary"]), tuple(head.get("secondary", ()))) for id, head in exercises.items()}
        page = content / f"programs/{program}.md"
        paths = [content / f"workouts/{id}.md" for id in _LISTED.findall(page.read_text("utf-8"))]
        workouts = {path.stem: (_head(path), path.read_text("utf-8")) for path in paths}
        names = {id: head["name"] for id, (head, _) in workouts.items()}
        found = {}
        for head, text in workouts.values():
            rules = [rule for rule in head.get("follow_ups", ()) if rule["workout"] in names]
            waits = {names[rule["workout"]]: int(rule["days"]) for rule in rules}
            movers = frozenset(m for id in _lifted(text) for m in muscles[id][0])
            rest, week = str(head["rest_days"]).split("-")[0], str(head["sessions_a_week"]).split("-")[-1]
            found[head["name"]] = Workout(head["name"], int(rest), int(week), waits, movers)
        strictest = min(workout.most_a_week for workout in found.values())
        most = str(_head(page).get("sessions_a_week", strictest)).split("-")[-1]
        return cls(found, {head["name"]: muscles[id] for id, head in exercises.items()}, int(most))

    def worked(self, sets: Sequence[tuple[str, int]]) -> Mapping[str, float]:
        """By muscle, from working sets by exercise."""
        found: dict[str, float] = {}
        for exercise, number in sets:
            primary, secondary = self.exercises[exercise]
            for muscle in primary:
                found[muscle] = found.get(muscle, 0.0) + number
            for muscle in secondary:
                found[muscle] = found.get(muscle, 0.0) + number / 2
        return found

    def forbids(self, workout: str, day: date, done: Sequence[Done]) -> str:
        """Why a workout may not be done that day; empty if it may."""
        one = self.workouts[workout]
        week = [session for session in done if timedelta() <= day - session.day < timedelta(days=7)]
        for session in done:
            since = (day - session.day).days
            if since < 0:
                continue
            wait = LIGHT_DAYS if session.muscles.keys() & one.movers else 0
            if any(session.muscles.get(muscle, 0) >= HARD_SETS for muscle in one.movers):
                wait = HARD_DAYS
            if since < wait:
                return f"{session.workout} on {session.day} worked the same muscles"
            if session.workout == workout and since <= one.rest_days:
                return f"{session.workout} on {session.day} asks for {one.rest_days} rest days"
            if since <= self.workouts[session.workout].waits.get(workout, 0):
                return f"{session.workout} on {session.day} may not be followed so soon"
        if len([session for session in week if session.workout == workout]) >= one.most_a_week:
            return f"{one.most_a_week} of it in seven days are the most"
        if len(week) >= self.most_a_week:
            return "the sessions of seven days are the most that the program allows"
        return ""

    def allows_any(self, day: date, done: Sequence[Done]) -> bool:
        return any(not self.forbids(workout, day, done) for workout in self.workouts)


def _head(path: Path) -> dict[str, Any]:
    head: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---")[1])
    return head


def _lifted(text: str) -> list[str]:
    """The exercises of a workout's body, those of optional blocks aside."""
    body = text.split("---", 2)[2]
    blocks = re.split(r"^## ", body, flags=re.MULTILINE)
    wanted = "\n".join(block for block in blocks if not block.startswith("Optional"))
    return [found[1] for line in wanted.splitlines() if (found := _LINE.match(line))]
