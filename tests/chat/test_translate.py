"""Updates as Telegram sends them, and as nobody should: what each says to the coach, and that none of them is an accident."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.translate import LONGEST_NAME, LONGEST_TEXT, arrivals_of, inbound_of, number_of
from bot.coach.inbound import Asked, Blocked, Located, Press, Said, SentFile
from bot.screens.taps import Tap, Verb, encode

ME = {"id": 1001, "is_bot": False, "first_name": "Robin"}
HERE = {"id": 1001, "type": "private", "first_name": "Robin"}
GYM = {"id": -100, "type": "supergroup", "title": "The gym"}
TAP = Tap(Verb.WORKOUTS, 1001)

Json = dict[str, Any]


def message(**fields: Any) -> Json:
    return {"update_id": 7, "message": {"message_id": 5, "date": 1, "chat": HERE, "from": ME, **fields}}


def press(**fields: Any) -> Json:
    on = {"message_id": 4, "date": 1, "chat": HERE, "from": {"id": 1, "is_bot": True, "first_name": "Spotter"}}
    query = {"id": "43", "from": ME, "message": on, "chat_instance": "5", "data": encode(TAP), **fields}
    return {"update_id": 7, "callback_query": query}


def member(status: str, chat: Json = HERE) -> Json:
    new = {"user": {"id": 1, "is_bot": True, "first_name": "Spotter"}, "status": status}
    return {"update_id": 7, "my_chat_member": {"chat": chat, "from": ME, "date": 1, "new_chat_member": new}}


SHEET = {"file_id": "BQAC", "file_unique_id": "AQAD", "file_name": "strong.csv", "file_size": 12}
HERE_I_AM = message(location={"latitude": 52.5, "longitude": 13.4})


@pytest.mark.parametrize(
    ("update", "means"),
    [
        (message(text="10x45"), Said(1001, 1001, 5, "10x45")),
        (message(chat=GYM, text="10x45"), Said(1001, -100, 5, "10x45")),
        (message(photo=[]), Said(1001, 1001, 5, None)),
        (message(document=SHEET), SentFile(1001, 1001, 5, "BQAC", "strong.csv", 12)),
        (message(chat=GYM, document=SHEET, caption="/import"), SentFile(1001, -100, 5, "BQAC", "strong.csv", 12)),
        (message(document={"file_id": "BQAC"}), SentFile(1001, 1001, 5, "BQAC", "", 0)),
        *(
            (message(document=SHEET | {"file_name": given}), SentFile(1001, 1001, 5, "BQAC", name, 12))
            for given, name in (
                ("a\r\nb\x00\u202egpj.csv", "a b gpj.csv"),
                ("half \ud83d.csv", "half ?.csv"),
                ("x" * 10_000, "x" * LONGEST_NAME),
                ("  \t ", ""),
                (7, ""),
            )
        ),
        *(
            (message(document=SHEET | {"file_size": size}), SentFile(1001, 1001, 5, "BQAC", "strong.csv", 0))
            for size in (-1, 12.5, True, "12", 10**400, None)
        ),
        (message(document={"file_name": "strong.csv"}), Said(1001, 1001, 5, None)),
        (message(document={"file_id": ""}), Said(1001, 1001, 5, None)),
        (message(document=[SHEET]), Said(1001, 1001, 5, None)),
        *(
            (message(**{kind: SHEET}, caption="10x45"), Said(1001, 1001, 5, None))
            for kind in ("audio", "video", "voice")
        ),
        (message(photo=[SHEET], caption="10x45"), Said(1001, 1001, 5, None)),
        (message(text="half a \ud83d character"), Said(1001, 1001, 5, "half a ? character")),
        (message(text="8" * 5000), Said(1001, 1001, 5, "8" * LONGEST_TEXT)),
        (message(location={"latitude": 52.5, "longitude": 13.4}), Located(1001, 1001, 5, 52.5, 13.4)),
        (message(chat=GYM, location={"latitude": -90, "longitude": 180}), Located(1001, -100, 5, -90.0, 180.0)),
        (
            message(location={"latitude": 52.5, "longitude": 13.4, "live_period": 900}),
            Located(1001, 1001, 5, 52.5, 13.4),
        ),
        (message(location={"latitude": 90.1, "longitude": 13.4}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": 52.5, "longitude": float("nan")}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": 52.5, "longitude": float("-inf")}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": 52.5, "longitude": 10**400}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": "52.5", "longitude": 13.4}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": True, "longitude": 13.4}), Said(1001, 1001, 5, None)),
        (message(location={"latitude": 52.5}), Said(1001, 1001, 5, None)),
        (message(location=[52.5, 13.4]), Said(1001, 1001, 5, None)),
        ({"update_id": 7, "edited_message": message(location={"latitude": 1, "longitude": 2})["message"]}, None),
        (message(text="/Workout  biceps "), Asked(1001, 1001, 5, "workout", "biceps", "Robin")),
        (message(text="/undo@SpotterBot", chat=GYM), Asked(1001, -100, 5, "undo", "", "Robin")),
        (message(text="/undo@another_bot", chat=GYM), None),
        (message(text="hi", **{"from": ME | {"is_bot": True}}), None),
        (message(new_chat_members=[ME]), None),
        (message(pinned_message={"message_id": 1}), None),
        (press(), Press("43", 1001, 1001, 4, TAP)),
        (press(data="nonsense"), Press("43", 1001, 1001, 4, None)),
        (press(message={"message_id": 4, "date": 0, "chat": GYM}), Press("43", 1001, -100, 4, TAP)),
        (member("kicked"), Blocked(1001, 1001)),
        (member("member"), None),
        (member("kicked", GYM), None),
        ({"update_id": 7, "edited_message": {"message_id": 5}}, None),
    ],
)
def test_what_an_update_says(update: Json, means: object) -> None:
    assert inbound_of(update, "spotterbot") == means


@pytest.mark.parametrize(
    ("update", "number"),
    [
        ({"update_id": 7}, 7),
        ({"update_id": 0}, 0),
        ({"update_id": -7}, None),
        ({"update_id": True}, None),
        ({"update_id": 7.0}, None),
        ({"update_id": "7"}, None),
        ({"update_id": 2**63}, None),
        ({}, None),
        ([7], None),
        (None, None),
    ],
)
def test_only_a_whole_number_that_can_be_kept_is_one(update: object, number: int | None) -> None:
    assert number_of(update) == number


def test_one_that_cannot_be_told_from_others_is_passed_over_and_said(caplog: pytest.LogCaptureFixture) -> None:
    nameless = {"message": message(text="8")["message"]}
    found = arrivals_of(
        [message(text="10"), nameless, message(photo=[]) | {"update_id": 8}, member("left")], "spotterbot"
    )
    assert [arrival.number for arrival in found] == [7, 8]
    assert [record.getMessage() for record in caplog.records] == [
        "an update came without a number, and was passed over"
    ]


NAMES = (
    "update_id", "message", "callback_query", "my_chat_member", "from", "chat", "id", "message_id", "data", "text", "type",
    "is_bot", "first_name", "new_chat_member", "status", "pinned_message", "location", "latitude", "longitude", "document",
    "file_id", "file_name", "file_size",
)  # fmt: skip
WORDS = ("private", "kicked", "/start", "/start@x y", encode(TAP), "10x45", "\ud800", "\x00", "/" * 5000)
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from((0, 7, -7, 2**31, 2**63 - 1, -(2**63), 2**63, 10**400))
    | st.floats()
    | st.text()
    | st.sampled_from(WORDS)
)
anything = st.recursive(
    plain, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner), max_leaves=40
)


@given(anything)
@example(json.loads("[" * 100 + "]" * 100))
@example({"callback_query": {"message": {"message": {"message": {}}}}})
def test_nothing_that_comes_is_an_accident(update: object) -> None:
    for inbound in (inbound_of(update, "spotterbot"), *(a.inbound for a in arrivals_of([update], "spotterbot"))):
        assert inbound is None or orjson.dumps(inbound), "what is understood can be kept"


@given(
    st.sampled_from((message(text="10x45"), message(document=SHEET), HERE_I_AM, press(), member("kicked"))), st.data()
)
def test_a_known_shape_with_anything_in_any_place_is_no_accident_either(update: Json, data: st.DataObject) -> None:
    spoiled = json.loads(json.dumps(update))
    place = spoiled
    while True:
        name = data.draw(st.sampled_from(sorted(place)))
        if not isinstance(place[name], dict) or not place[name] or data.draw(st.booleans()):
            break
        place = place[name]
    place[name] = data.draw(anything)
    inbound = inbound_of(spoiled, "spotterbot")
    assert inbound is None or orjson.dumps(inbound)
