"""Our own format from anybody's hand: read as it was written, or refused in one line that says where; never anything else."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exchange import own_json
from bot.exchange.past import Past
from bot.exchange.reading import Problem
from tests.exchange.belongings import ANN, sessions
from tests.exchange.test_export_json import file_of

BODY = file_of(ANN, *sessions())
Json = Any
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=5,
)


def whole() -> Json:
    return orjson.loads(BODY)


def in_order(value: Json) -> bytes:
    """Of several mistakes the first is told, so that what is to be told the same needs the same order."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def laid_out(root: Json) -> bytes:
    """As we lay it out, so that sessions are read line by line."""
    other = {name: value for name, value in root.items() if name < "sessions"}
    later = {name: value for name, value in root.items() if name > "sessions"}
    before, after = in_order(other), in_order(later)
    lines = b",\n".join(map(in_order, root["sessions"]))
    return before[:-1] + b',\n"sessions":[\n' + lines + b"\n],\n" + after[1:]


def told(root: Json) -> str:
    return refused(json.dumps(root).encode())


def refused(body: bytes) -> str:
    found = own_json.read(body)
    assert isinstance(found, Problem), "it was read"
    line = str(found)
    assert "\n" not in line and len(line) < 400
    return line


def session(root: Json, at: int = 1) -> Json:
    return root["sessions"][at]


def changed(change: Callable[[Json], object]) -> str:
    root = whole()
    change(root)
    return told(root)


def deep(levels: int) -> Json:
    found: Json = []
    for _ in range(levels):
        found = [found]
    return found


def put(into: Json, name: Json, value: Json) -> None:
    into[name] = value


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (BODY[: len(BODY) // 2], "JSON"),
        (b"[]", "format"),
        (b"null", "format"),
        (b'{"format":"spotter","version":NaN}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"a":' * 100_000, "JSON"),
        (BODY.replace(b"spotter", b"sp\x00tter", 1), "JSON"),
        (BODY.replace(b"spotter", b"sp\xfftter", 1), "JSON"),
        (BODY.replace(b'"Back"', b'"\\ud800"', 1), "JSON"),
        (BODY + b"{}", "JSON"),
        (BODY.decode().encode("utf-16"), "JSON"),
    ],
    ids=range(13),
)
def test_what_is_no_whole_json_is_said_to_be_none(body: bytes, why: str) -> None:
    assert why in refused(body)


def test_a_byte_order_mark_that_an_editor_has_left_is_no_matter() -> None:
    assert own_json.read(b"\xef\xbb\xbf" + BODY) == own_json.read(BODY)


def test_a_file_that_is_too_large_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_json, "MOST_BYTES", len(BODY) - 1)
    assert "larger" in refused(BODY)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda root: put(root, "version", 2), "version 1"),
        (lambda root: put(root, "version", True), "version 1"),
        (lambda root: put(root, "version", 1.0), "version 1"),
        (lambda root: put(root, "extra", 1), "extra"),
        (lambda root: root.pop("weighings"), "weighings"),
        (lambda root: root.pop("profile"), "profile"),
        (lambda root: put(root, "sessions", {}), "sessions"),
        (lambda root: root["sessions"].append(deepcopy(session(root))), "same id"),
        (lambda root: root["exercises"].append(root["exercises"][0]), "same id"),
        (lambda root: root["weighings"].append(root["weighings"][0]), "a day has two weights"),
        (lambda root: put(root["weighings"][1], "weight", "1e400"), "weighings[1].weight"),
        (lambda root: put(root["weighings"][1], "weight", 80.5), "weighings[1].weight"),
        (lambda root: put(root["weighings"][1], "day", "2026-02-30"), "no such day"),
        (lambda root: put(session(root), "id", "../../etc"), "sessions[1].id"),
        (lambda root: put(session(root), "started", "2026-02-30T10:00:00Z"), "no such instant"),
        (lambda root: put(session(root), "started", "2026-02-03 10:00"), "sessions[1].started"),
        (lambda root: put(session(root), "started", "0001-01-01T00:00:00+14:00"), "no such instant"),
        (lambda root: put(session(root), "started", "1969-12-31T23:59:59Z"), "1970"),
        (lambda root: put(session(root), "finished", "2100-01-01T00:00:00Z"), "2100"),
        (lambda root: put(session(root), "finished", "2000-01-01T00:00:00Z"), "ends before it begins"),
        (lambda root: put(session(root)["sets"][0], "reps", 0), "sessions[1].sets[0].reps"),
        (lambda root: put(session(root)["sets"][0], "reps", True), "sessions[1].sets[0].reps"),
        (lambda root: put(session(root)["sets"][0], "reps", 10**18), "sessions[1].sets[0].reps"),
        (lambda root: put(session(root)["sets"][0], "weight", "٤٥"), "sessions[1].sets[0].weight"),
        (lambda root: put(session(root)["sets"][0], "weight", "Infinity"), "sessions[1].sets[0].weight"),
        (lambda root: put(session(root)["sets"][0], "weight", "45.0001"), "at most three places"),
        (lambda root: put(session(root)["sets"][0], "kind", "best"), "one of these"),
        (lambda root: put(session(root)["sets"][0], "slot", [0]), "sessions[1].sets[0].slot"),
        (lambda root: put(session(root)["sets"][0], "slot", [9, 0]), "more than the 3 exercises"),
        (lambda root: put(session(root)["sets"][1], "slot", session(root)["sets"][0]["slot"]), "the same slot"),
        (lambda root: put(session(root)["sets"][0], "exercise", "a b"), "sessions[1].sets[0].exercise"),
        (lambda root: put(session(root), "opened", [7]), "opened"),
        (lambda root: put(session(root), "swapped", {"7": "seated-row"}), "more than the 3 exercises"),
        (lambda root: put(session(root), "swapped", {"1": "nobody-knows"}), "what nobody-knows is"),
        (lambda root: put(session(root)["pains"][0], "position", 99), "more than the 3 exercises"),
        (lambda root: put(session(root)["plan"][0]["exercises"][0], "sets", []), "plan"),
        (lambda root: put(session(root)["plan"][0]["exercises"][0]["sets"][0], "times", 10**9), "times"),
        (lambda root: put(session(root)["plan"][0]["exercises"][0]["sets"][0], "reps", [9, 8]), "wrong way round"),
        (lambda root: put(session(root), "plan", deep(900)), "sessions[1].plan"),
        (lambda root: put(session(root), "name", "a\x00b"), "cannot be shown"),
        (lambda root: put(session(root), "name", "x" * 101), "sessions[1].name"),
        (lambda root: put(root["profile"], "zone", "../../etc/passwd"), "profile.zone"),
        (lambda root: put(root["profile"], "zone", "Mars/Olympus_Mons"), "no time zone"),
        (lambda root: put(root["profile"], "own", ["seated-row"]), "profile.own"),
        (lambda root: put(root["profile"]["habits"], "days", [0, 0]), "profile.habits.days"),
        (lambda root: put(root["profile"]["habits"], "hour", "25:00"), "no such hour"),
        (lambda root: put(root["profile"]["notes"], "seated-row", "x" * 2000), "profile.notes"),
        (lambda root: put(root["exercises"][0], "step", {"kg": "-1", "lb": "5"}), "exercises[0].step.kg"),
    ],
    ids=range(48),
)
def test_whatever_is_changed_is_said_where_it_is(change: Callable[[Json], object], where: str) -> None:
    assert where in changed(change)


def test_an_own_exercise_that_no_lifter_can_make_is_refused() -> None:
    """Its page could not be shown."""

    def change(root: Json) -> None:
        (mine,) = [one for one in root["exercises"] if one["id"] in root["profile"]["own"]]
        mine["counting"] = "bodyweight + weight"

    assert "no exercise that a lifter can make" in changed(change)


def test_whoever_lays_it_out_anew_changes_nothing() -> None:
    root = whole()
    for body in (orjson.dumps(root), orjson.dumps(root, option=orjson.OPT_INDENT_2), laid_out(root)):
        assert own_json.read(body) == own_json.read(BODY)


def test_sessions_may_stand_in_any_order_and_come_out_in_theirs() -> None:
    root = whole()
    root["sessions"].reverse()
    assert own_json.read(orjson.dumps(root)) == own_json.read(BODY)


def _ways(value: Json, way: tuple[Json, ...] = ()) -> Iterator[tuple[Json, ...]]:
    if way:
        yield way
    if isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield from _ways(value[name], (*way, name))


WAYS = list(_ways(whole()))


@settings(max_examples=150, deadline=None)
@given(way=st.sampled_from(WAYS), value=json_values)
def test_anything_anywhere_is_read_or_refused(way: tuple[Json, ...], value: Json) -> None:
    root = whole()
    inside = root
    for name in way[:-1]:
        inside = inside[name]
    inside[way[-1]] = value
    found = own_json.read(in_order(root))
    assert isinstance(found, Past) or "\n" not in str(found)
    if isinstance(root["sessions"], list):
        assert own_json.read(laid_out(root)) == found, "it says the same line by line"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(BODY)))
def test_any_bytes_are_read_or_refused(some: bytes, at: int) -> None:
    for body in (some, BODY[:at] + some + BODY[at:]):
        found = own_json.read(body)
        assert isinstance(found, Past) or "\n" not in str(found)


def test_how_long_a_list_is_to_be_is_said_as_one_would() -> None:
    assert "slot: a list of 2 is wanted, not of 3." in changed(
        lambda root: put(session(root)["sets"][0], "slot", [0, 0, 0])
    )
    assert "aliases: a list of 0 to " in changed(lambda root: put(root["exercises"][0], "aliases", ["x"] * 5000))
