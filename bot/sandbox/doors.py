"""The face for people: JSON under /sandbox/ for the page and for tests. The contract is in its docstrings' order.

It reads and checks what comes in and hands it to `acts`; bad input gets one clear line. The stream of events and the
files have a room of their own in `windows`.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import acts
from bot.sandbox.acts import Impossible
from bot.sandbox.call import ClientGone, Upload, read_body, read_multipart
from bot.sandbox.faults import read_rules, seconds
from bot.sandbox.files import LARGEST_FILE
from bot.sandbox.media import KINDS
from bot.sandbox.refusals import TOO_LARGE, Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from bot.sandbox.people import Chat
    from bot.sandbox.timetable import Timetable
    from bot.sandbox.world import World

Json = dict[str, Any]

MOST_JSON = 1024 * 1024
SHOWN_MESSAGES = 500
LONGEST_NAME = 64
MEGA = 1024 * 1024


def answered(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")


def complaint(words: str, status: int = 400) -> Response:
    return answered({"error": words}, status)


class Doors:
    def __init__(self, world: World, timetable: Timetable) -> None:
        self._world = world
        self._timetable = timetable

    def routes(self) -> list[Route]:
        read = {"state": self.state, "ledger": self.ledger}
        write = {
            "say": self.say, "press": self.press, "upload": self.upload, "location": self.location,
            "edit": self.edit, "block": self.block, "people": self.people, "clock": self.clock,
            "faults": self.faults,
        }  # fmt: skip
        return [
            *(Route(f"/sandbox/{name}", self._door(door), methods=["GET"]) for name, door in read.items()),
            *(Route(f"/sandbox/{name}", self._door(door), methods=["POST"]) for name, door in write.items()),
        ]

    def _door(self, door: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def opened(request: Request) -> Response:
            try:
                return await door(request)
            except (Impossible, ValueError) as problem:
                return complaint(str(problem))
            except Refusal as refusal:
                return complaint(refusal.words, refusal.code)
            except ClientGone:
                return Response(status_code=400)
            finally:
                self._world.keep.settle()

        return opened

    async def state(self, request: Request) -> Response:
        world = self._world
        person, chat = self.watched(request)
        bot = world.profile.bot()
        texts = {name: world.profile.text(name) for name in ("description", "short_description")}
        listening = world.updates.polled or bool(world.webhook.settings.url)
        messages = world.messages.of_chat(chat.id, SHOWN_MESSAGES)
        names = ("id", "type", "title", "first_name")
        chats = [world.people.chats[person["id"]], *(c for c in world.people.chats.values() if not c.private)]
        return answered(
            {
                "bot": {**bot, **texts, "listening": listening},
                "people": list(world.people.persons.values()),
                "chats": [{name: c.card[name] for name in names if name in c.card} for c in chats],
                "clock": await self._timetable.told(),
                "commands": world.profile.menu(chat, person["id"], person.get("language_code", "")),
                "messages": [message.shown() for message in messages],
                "pinned": chat.pinned[-1] if chat.pinned else None,
                "reply_keyboard": chat.reply_keyboard,
                "blocked": chat.blocked,
            }
        )

    async def ledger(self, request: Request) -> Response:
        return answered(self._world.ledger.rows(after=_number(request.query_params.get("after", "0"), "after")))

    async def say(self, request: Request) -> Response:
        given = await _json(request)
        person, chat = self._speaker(given)
        reply_to = None if given.get("reply_to") is None else _number(given["reply_to"], "reply_to")
        message = acts.say(self._world, person, chat, _text(given, "text"), reply_to)
        return answered({"message": message.shown()})

    async def press(self, request: Request) -> Response:
        given = await _json(request)
        person, chat = self._speaker(given)
        number = _number(given.get("message_id"), "message_id")
        query = acts.press(self._world, person, chat, number, _text(given, "data"))
        return answered({"callback_query_id": query})

    async def location(self, request: Request) -> Response:
        given = await _json(request)
        person, chat = self._speaker(given)
        latitude = _measure(given.get("latitude"), "latitude", 90)
        longitude = _measure(given.get("longitude"), "longitude", 180)
        message = acts.send_location(self._world, person, chat, latitude, longitude)
        return answered({"message": message.shown()})

    async def upload(self, request: Request) -> Response:
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Impossible("an upload comes as multipart/form-data")
        try:
            parts = await read_multipart(request.headers, await read_body(request.receive))
        except Refusal as refusal:
            if refusal.code == TOO_LARGE:
                raise Impossible(f"together the files may weigh {LARGEST_FILE // MEGA} MB at most") from refusal
            raise
        files = [part for name, part in parts if name == "file" and isinstance(part, Upload)]
        given: Json = {name: value for name, value in parts if isinstance(value, str)}
        kind = given.get("kind", "document")
        if kind not in KINDS:
            raise Impossible(f"kind must be document or photo, not {kind!r}")
        if not files:
            raise Impossible("an upload needs a file")
        person, chat = self._speaker(given)
        messages = acts.send_files(self._world, person, chat, kind, files, given.get("caption", ""))
        return answered({"messages": [message.shown() for message in messages]})

    async def edit(self, request: Request) -> Response:
        given = await _json(request)
        person, chat = self._speaker(given)
        number = _number(given.get("message_id"), "message_id")
        message = acts.edit(self._world, person, chat, number, _text(given, "text"))
        return answered({"message": message.shown()})

    async def block(self, request: Request) -> Response:
        given = await _json(request)
        person, _ = self._speaker(given)
        if not isinstance(given.get("blocked"), bool):
            raise Impossible("blocked must be true or false")
        acts.block(self._world, person, given["blocked"])
        return answered({"blocked": given["blocked"]})

    async def people(self, request: Request) -> Response:
        given = await _json(request)
        name = _text(given, "first_name").strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Impossible(f"first_name must have 1 to {LONGEST_NAME} characters")
        extras = [_text(given, key) if given.get(key) is not None else None for key in ("username", "language_code")]
        person = self._world.people.add(name, *extras)
        self._world.hub.tell("people", people=list(self._world.people.persons.values()))
        return answered({"person": person})

    async def clock(self, request: Request) -> Response:
        given = await _json(request)
        if "advance" in given:
            self._timetable.advance(_measure(given["advance"], "advance", 10 * 366 * 86_400, least=0))
        elif given.get("to") == "tomorrow":
            self._timetable.advance(timedelta(days=1).total_seconds())
        elif given.get("to") == "next_alarm":
            if not await self._timetable.to_next_alarm():
                return complaint("the bot has no alarm set", 409)
        else:
            raise Impossible('give {"advance": seconds} or {"to": "next_alarm"} or {"to": "tomorrow"}')
        return answered({"clock": await self._timetable.told()})

    async def faults(self, request: Request) -> Response:
        given = await _json(request)
        rules = read_rules(given.get("rules", []))
        latency = seconds(given.get("latency", 0), "latency")
        self._world.faults.replace(rules, latency)
        return answered({"rules": len(rules), "latency": latency})

    def watched(self, request: Request) -> tuple[Json, Chat]:
        """Who looks at which chat, from the query."""
        return self._speaker(dict(request.query_params))

    def _speaker(self, given: Json) -> tuple[Json, Chat]:
        number = _number(given.get("person"), "person")
        person = self._world.people.persons.get(number)
        if person is None:
            raise Impossible(f"there is no person {number} here")
        where = number if given.get("chat") in (None, "") else _number(given["chat"], "chat")
        chat = self._world.people.chats.get(where)
        if chat is None or (chat.private and chat.id != number):
            raise Impossible(f"{person['first_name']} is in no chat {where}")
        return person, chat


async def _json(request: Request) -> Json:
    try:
        given = orjson.loads(await read_body(request.receive, MOST_JSON))
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise Impossible("a JSON object is expected")
    return given


def _number(value: object, name: str) -> int:
    try:
        number = int(value) if isinstance(value, str) and len(value) < 20 else value
    except ValueError:
        number = None
    if isinstance(number, bool) or not isinstance(number, int):
        raise Impossible(f"{name} must be a whole number, not {str(value)[:40]!r}")
    return number


def _measure(value: object, name: str, most: float, least: float | None = None) -> float:
    low = -most if least is None else least
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Impossible(f"{name} must be a number")
    if not low <= value <= most:
        raise Impossible(f"{name} must be {low:g} to {most:g}")
    return float(value)


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise Impossible(f"{name} must be a text")
    return value
