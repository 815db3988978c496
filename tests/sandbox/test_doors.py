"""The doors for the page and for tests: who is there, what was said, what is pushed, and the clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox import MovableClock
from bot.sandbox.hub import BACKLOG, Hub
from tests.sandbox.rig import GYM, KIM, PATIENCE, ROBIN, Rig, Stopwatch, close_rig, open_rig

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]


async def test_robin_and_kim_are_there_from_the_start(rig: Rig) -> None:
    state = await rig.state()
    assert [(p["id"], p["first_name"]) for p in state["people"]] == [(ROBIN, "Robin"), (KIM, "Kim")]
    assert state["chats"] == [
        {"id": ROBIN, "type": "private", "first_name": "Robin"},
        {"id": GYM, "type": "group", "title": "The gym"},
    ]
    empty: Json = {"messages": [], "pinned": None, "reply_keyboard": None, "blocked": False, "commands": []}
    assert {key: state[key] for key in empty} == empty
    assert state["bot"]["first_name"] and state["bot"]["listening"] is False


async def test_somebody_new_has_a_chat_at_once(rig: Rig) -> None:
    new = (await rig.door("people", first_name="Ada", username="ada", language_code="de"))["person"]
    assert new == {"id": 1003, "is_bot": False, "first_name": "Ada", "username": "ada", "language_code": "de"}
    await rig.ok("sendMessage", chat_id=1003, text="Hallo")
    assert [m["text"] for m in (await rig.state(1003))["messages"]] == ["Hallo"]


async def test_a_group_is_seen_by_all_and_a_private_chat_by_one(rig: Rig) -> None:
    await rig.say("hi", person=ROBIN, chat=GYM)
    await rig.say("hey", person=KIM, chat=GYM)
    await rig.say("psst", person=KIM)
    group = (await rig.state(ROBIN, GYM))["messages"]
    assert [(m["from"]["first_name"], m["text"]) for m in group] == [("Robin", "hi"), ("Kim", "hey")]
    assert (await rig.state(ROBIN))["messages"] == []
    assert len(await rig.updates()) == 3


async def test_an_answer_to_a_message_and_a_place(rig: Rig) -> None:
    asked = await rig.ok("sendMessage", chat_id=ROBIN, text="Where?")
    await rig.door("say", person=ROBIN, text="here", reply_to=asked["message_id"])
    await rig.door("location", person=ROBIN, latitude=-33.9, longitude=151)
    reply, place = [update["message"] for update in await rig.updates()]
    assert reply["reply_to_message"]["text"] == "Where?"
    assert place["location"] == {"latitude": -33.9, "longitude": 151.0}


@pytest.mark.parametrize(
    ("door", "given"),
    [
        ("say", {"person": ROBIN, "text": " "}),
        ("say", {"person": ROBIN, "text": "x" * 4097}),
        ("say", {"person": ROBIN, "text": 5}),
        ("say", {"person": ROBIN}),
        ("say", {"text": "x"}),
        ("say", {"person": 7, "text": "x"}),
        ("say", {"person": True, "text": "x"}),
        ("say", {"person": ROBIN, "chat": KIM, "text": "x"}),
        ("say", {"person": ROBIN, "chat": "x", "text": "x"}),
        ("say", {"person": ROBIN, "text": "x", "reply_to": 99}),
        ("edit", {"person": ROBIN, "message_id": 99, "text": "x"}),
        ("location", {"person": ROBIN, "latitude": 91, "longitude": 0}),
        ("location", {"person": ROBIN, "latitude": "x", "longitude": 0}),
        ("block", {"person": ROBIN, "blocked": "yes"}),
        ("people", {"first_name": ""}),
        ("people", {"first_name": "x" * 65}),
        ("people", {"first_name": "Ada", "username": 5}),
        ("clock", {}),
        ("clock", {"advance": -1}),
        ("clock", {"advance": "x"}),
        ("clock", {"to": "yesterday"}),
    ],
)
async def test_bad_input_gets_one_clear_line(rig: Rig, door: str, given: Json) -> None:
    assert len(await rig.complaint(door, **given)) > 10
    assert await rig.updates() == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"x"'])
async def test_what_is_no_json_object(rig: Rig, body: bytes) -> None:
    async with rig.http.post(f"{rig.address}/sandbox/say", data=body) as response:
        assert (response.status, await response.json()) == (400, {"error": "a JSON object is expected"})


async def test_only_ones_own_words_are_edited(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="hi")
    assert await rig.complaint("edit", person=ROBIN, message_id=sent["message_id"], text="ha")


async def test_who_blocked_the_bot_says_nothing_to_it(rig: Rig) -> None:
    await rig.door("block", person=ROBIN, blocked=True)
    assert (await rig.state())["blocked"] is True
    assert "blocked" in await rig.complaint("say", person=ROBIN, text="x")
    await rig.say("in the group still", chat=GYM)


class Screen:
    """A page watching a chat: the events in the order they come."""

    def __init__(self, events: AsyncIterator[Json]) -> None:
        self._events = events

    async def next(self) -> Json:
        return await asyncio.wait_for(anext(self._events), PATIENCE)


async def watching(rig: Rig, person: int = ROBIN, chat: int | None = None) -> Screen:
    screen = Screen(rig.events(person, chat))
    assert (await screen.next())["type"] == "hello"
    return screen


async def test_what_happens_in_a_chat_is_pushed_to_its_page(rig: Rig) -> None:
    screen = await watching(rig)
    said = await rig.say("hi")
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text="Set 1")
    where = {"chat_id": ROBIN, "message_id": sent["message_id"]}
    await rig.ok("editMessageText", **where, text="Set 2")
    await rig.ok("pinChatMessage", **where)
    await rig.ok("sendChatAction", chat_id=ROBIN, action="typing")
    await rig.ok("deleteMessage", **where)
    await rig.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await rig.door("people", first_name="Ada")

    events = [await screen.next() for _ in range(9)]

    kinds = ["message", "message", "edit", "pinned", "action", "delete", "pinned", "commands", "people"]
    assert [event["type"] for event in events] == kinds
    assert events[0]["message"] == said
    assert (events[1]["message"]["ringing"], events[2]["message"]["text"]) == (True, "Set 2")
    assert events[3]["message_id"] == events[5]["message_id"] == sent["message_id"]
    assert events[4]["action"] == "typing" and events[6]["message_id"] is None
    assert events[7]["commands"] == [{"command": "help", "description": "Help"}]
    assert [person["first_name"] for person in events[8]["people"]] == ["Robin", "Kim", "Ada"]


async def test_an_answer_is_for_the_one_who_pressed(rig: Rig) -> None:
    sent = await rig.ok("sendMessage", chat_id=GYM, text="Set 1")
    robin, kim = await watching(rig, ROBIN, GYM), await watching(rig, KIM, GYM)
    query = await rig.press(sent["message_id"], person=KIM, chat=GYM)
    await rig.ok("answerCallbackQuery", callback_query_id=query, text="Not yours", show_alert=True)
    await rig.say("hello", chat=GYM)

    answer = {"type": "answer", "callback_query_id": query, "text": "Not yours", "show_alert": True}
    assert await kim.next() == answer
    assert (await robin.next())["type"] == "message"


async def test_other_chats_are_not_pushed_but_the_clock_is(rig: Rig) -> None:
    screen = await watching(rig)
    await rig.ok("sendMessage", chat_id=KIM, text="x")
    keyboard = {"keyboard": [["kg"]]}
    await rig.ok("sendMessage", chat_id=KIM, text="x", reply_markup=keyboard)
    told = (await rig.door("clock", advance=60))["clock"]

    event = await screen.next()

    assert event["type"] == "clock"
    assert event["clock"]["offset"] == told["offset"] == 60


async def test_a_quiet_stream_shows_that_it_lives(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.windows.KEEP_ALIVE", 0.01)
    async with rig.http.get(f"{rig.address}/sandbox/events?person={ROBIN}") as response:
        lines = [await response.content.readline() for _ in range(4)]
    assert lines == [b'data: {"type":"hello"}\n', b"\n", b": still here\n", b"\n"]


async def test_a_page_that_falls_far_behind_is_let_go() -> None:
    hub = Hub()
    watcher = hub.watch(ROBIN, ROBIN)
    for _ in range(BACKLOG + 1):
        hub.tell("clock")
    assert not hub.watched
    seen = [watcher.events.get_nowait() for _ in range(watcher.events.qsize())]
    assert seen[-1] is None and len(seen) == BACKLOG


async def test_the_clock_moves_by_seconds_and_days_and_dates_follow(rig: Rig, watch: Stopwatch) -> None:
    before = (await rig.state())["clock"]
    assert before["offset"] == 0 and before["next_alarm"] is None
    after = (await rig.door("clock", advance=90.5))["clock"]
    assert after["unix"] - before["unix"] >= 90.5
    tomorrow = (await rig.door("clock", to="tomorrow"))["clock"]
    assert tomorrow["offset"] == 86_490.5
    now = datetime.fromisoformat(tomorrow["now"])
    assert now.tzinfo is not None and now.utcoffset() == timedelta()
    assert abs((await rig.say("hi"))["date"] - now.timestamp()) <= PATIENCE


async def test_the_clock_goes_to_the_next_alarm(rig: Rig) -> None:
    async def none() -> datetime | None:
        return None

    async def due() -> datetime | None:
        return alarm

    alarm = rig.box.clock.now() + timedelta(minutes=10)
    for hook in (None, none):
        rig.box.next_alarm = hook
        async with rig.http.post(f"{rig.address}/sandbox/clock", json={"to": "next_alarm"}) as response:
            assert (response.status, await response.json()) == (409, {"error": "the bot has no alarm set"})
    rig.box.next_alarm = due
    moved: list[datetime] = []
    rig.box.clock.on_move(lambda: moved.append(rig.box.clock.now()))

    told = (await rig.door("clock", to="next_alarm"))["clock"]

    assert told["next_alarm"] == alarm.astimezone(UTC).isoformat()
    assert len(moved) == 1 and alarm <= moved[0] < alarm + timedelta(seconds=PATIENCE)
    # An alarm that is due already moves nothing back.
    assert (await rig.door("clock", to="next_alarm"))["clock"]["offset"] == told["offset"]


async def test_a_broken_alarm_hook_breaks_no_page(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> datetime | None:
        raise RuntimeError("no database")

    rig.box.next_alarm = broken
    assert (await rig.state())["clock"]["next_alarm"] is None
    assert "next alarm" in caplog.text


async def test_the_clock_of_the_bot_may_be_brought_along() -> None:
    clock = MovableClock()
    clock.move(timedelta(days=1))
    rig = await open_rig(clock=clock)
    assert (await rig.state())["clock"]["offset"] == 86_400
    await close_rig(rig)


def test_a_clock_runs_at_the_real_pace_and_tells_of_its_moves() -> None:
    watch = Stopwatch()
    clock = MovableClock(watch)
    start = clock.now()
    moves: list[timedelta] = []
    leave = clock.on_move(lambda: moves.append(clock.offset))
    watch.now += 5
    clock.move(timedelta(minutes=1))
    leave()
    clock.move(timedelta(minutes=1))
    assert clock.now() - start == timedelta(seconds=125)
    assert clock.unix() == pytest.approx(clock.now().timestamp())
    assert moves == [timedelta(minutes=1)]
    for far in (timedelta(days=4_000_000), timedelta(days=-40_000)):
        with pytest.raises(OverflowError):
            clock.move(far)
    assert clock.offset == timedelta(minutes=2)
