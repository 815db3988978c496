"""A person with a phone, over plain HTTP: says, presses, and waits until the chat looks as expected. No tests live here.

It sees only what the sandbox's chat shows a person, never the bot or its database.
"""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import orjson

Json = dict[str, Any]
PATIENCE = 20.0  # long enough for a loaded machine, short enough to see a hang for what it is
ROBIN = 1001
KIM = 1002
GYM = -100


class Phone:
    """One person's view of one chat. `messages` are as the chat shows them now, oldest first."""

    def __init__(self, http: aiohttp.ClientSession, address: str, person: int, chat: int) -> None:
        self._http = http
        self._address = address
        self.person = person
        self.chat = chat
        self._messages: dict[int, Json] = {}
        self._answers: dict[str, Json] = {}
        self._changed = asyncio.Condition()

    @property
    def messages(self) -> list[Json]:
        return [self._messages[id] for id in sorted(self._messages)]

    @property
    def from_bot(self) -> list[Json]:
        return [message for message in self.messages if message["from"]["is_bot"]]

    @property
    def card(self) -> Json:
        """The lowest message of the bot that has buttons."""
        with_buttons = [message for message in self.from_bot if buttons(message)]
        assert with_buttons, f"no message has buttons: {[text(m) for m in self.from_bot]}"
        return with_buttons[-1]

    @property
    def choices(self) -> list[str]:
        """What the lowest buttons would say if they were pressed; none at a moment when there are none."""
        with_buttons = [message for message in self.from_bot if buttons(message)]
        return [b["callback_data"] for b in buttons(with_buttons[-1])] if with_buttons else []

    async def offers_something_else(self, than: list[str]) -> None:
        """Waits until the lowest buttons are others than these."""
        await self.until(lambda: bool(self.choices) and self.choices != than, "other buttons")

    def button(self, label: str) -> Json | None:
        """The button of the card whose label begins so."""
        return next((button for button in buttons(self.card) if button["text"].startswith(label)), None)

    async def says(self, words: str) -> Json:
        answer = await self._post("say", person=self.person, chat=self.chat, text=words)
        return dict(answer["message"])

    async def presses(self, label: str, message: Json | None = None) -> str:
        """Presses the button whose label begins so, on the card or on another message; returns the passing note."""
        on = message or self.card
        found = [button for button in buttons(on) if button["text"].startswith(label)]
        assert found, f"no button {label!r} among {[b['text'] for b in buttons(on)]}"
        return await self.taps(on["message_id"], found[0]["callback_data"])

    async def taps(self, message: int, data: str) -> str:
        """Presses with this very data, which the card may long have lost."""
        query = await self.touches(message, data)
        await self.until(lambda: query in self._answers, "an answer to the press")
        return str(self._answers.pop(query)["text"] or "")

    async def touches(self, message: int, data: str) -> str:
        """Presses and waits for nothing, as if the bot might be dead; returns the number of the press."""
        answer = await self._post("press", person=self.person, chat=self.chat, message_id=message, data=data)
        return str(answer["callback_query_id"])

    def passing_note(self, press: str) -> str | None:
        """What was said in passing to a press that was touched; None before it is answered."""
        return str(self._answers[press]["text"] or "") if press in self._answers else None

    async def sees(self, words: str) -> Json:
        """Waits until a message of the bot holds these words; the lowest one that does."""
        await self.until(lambda: any(words in text(m) for m in self.from_bot), words)
        return [m for m in self.from_bot if words in text(m)][-1]

    async def sees_on_card(self, words: str) -> Json:
        """Waits until the lowest message with buttons holds these words."""
        await self.until(lambda: any(buttons(m) for m in self.from_bot) and words in text(self.card), words)
        return self.card

    async def until(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        async with self._changed:
            try:
                async with asyncio.timeout(patience):
                    await self._changed.wait_for(condition)
            except TimeoutError:
                seen = "\n---\n".join(text(m) + f"\n{[b['text'] for b in buttons(m)]}" for m in self.messages)
                raise AssertionError(f"never saw: {what}\nThe chat shows:\n{seen}") from None

    async def moves_clock(self, **how: Any) -> None:
        await self._post("clock", **how)

    async def shares(self, latitude: float, longitude: float) -> None:
        await self._post("location", person=self.person, chat=self.chat, latitude=latitude, longitude=longitude)

    async def sends(self, *files: tuple[str, bytes], kind: str = "document", caption: str = "") -> list[Json]:
        """Sends files, each given as (name, body): one message each, together an album. A photo is a `kind` as well."""
        form = aiohttp.FormData(quote_fields=False)
        for field, value in {"person": self.person, "chat": self.chat, "kind": kind, "caption": caption}.items():
            form.add_field(field, str(value))
        for name, body in files:
            form.add_field("file", io.BytesIO(body), filename=name)
        async with self._http.post(f"{self._address}/sandbox/upload", data=form) as answer:
            told: Json = orjson.loads(await answer.read())
            assert answer.status == 200, told
            return list(told["messages"])

    async def downloads(self, message: Json) -> bytes:
        """The bytes of the document or picture in a message."""
        file = message["document"] if "document" in message else message["photo"][-1]
        async with self._http.get(f"{self._address}/sandbox/file/{file['file_id']}") as answer:
            assert answer.status == 200
            return await answer.read()

    async def blocks(self, blocked: bool) -> None:
        await self._post("block", person=self.person, blocked=blocked)

    async def puts_in_the_way(self, *faults: Json) -> None:
        """Makes the Bot API fail as told; with nothing named it is well again."""
        await self._post("faults", rules=list(faults))

    async def ledger(self) -> list[Json]:
        async with self._http.get(f"{self._address}/sandbox/ledger") as answer:
            rows: list[Json] = orjson.loads(await answer.read())
            return rows

    async def met(self, kind: str) -> None:
        """Waits until the ledger has a row of this kind."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if any(row["kind"] == kind for row in await self.ledger()):
                    return
                await asyncio.sleep(0.05)  # the ledger does not tell of its rows by itself

    async def _post(self, door: str, **given: Any) -> Json:
        async with self._http.post(f"{self._address}/sandbox/{door}", json=given) as answer:
            body: Json = orjson.loads(await answer.read())
            assert answer.status == 200, body
            return body

    async def watch(self, connected: asyncio.Event) -> None:
        """Follows the chat until cancelled."""
        query = {"person": str(self.person), "chat": str(self.chat)}
        async with self._http.get(f"{self._address}/sandbox/events", params=query, timeout=NO_END) as stream:
            async with self._http.get(f"{self._address}/sandbox/state", params=query) as answer:
                state = orjson.loads(await answer.read())
            self._messages = {message["message_id"]: message for message in state["messages"]}
            connected.set()
            async for line in stream.content:
                if line.startswith(b"data:"):
                    await self._take(orjson.loads(line[5:]))

    async def _take(self, event: Json) -> None:
        async with self._changed:
            match event["type"]:
                case "message" | "edit":
                    self._messages[event["message"]["message_id"]] = event["message"]
                case "delete":
                    self._messages.pop(event["message_id"], None)
                case "answer":
                    self._answers[event["callback_query_id"]] = event
            self._changed.notify_all()


NO_END = aiohttp.ClientTimeout(total=None)


def text(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Json) -> list[Json]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


async def newcomers(address: str, number: int) -> list[int]:
    """People whom the sandbox has not known before."""
    async with aiohttp.ClientSession() as http:
        phone = Phone(http, address, ROBIN, ROBIN)
        found = [await phone._post("people", first_name=f"Lifter {n}") for n in range(1, number + 1)]
    return [body["person"]["id"] for body in found]


@asynccontextmanager
async def phone_at(address: str, person: int = ROBIN, chat: int | None = None) -> AsyncIterator[Phone]:
    """A phone that follows its chat at a sandbox's address."""
    async with aiohttp.ClientSession() as http:
        phone = Phone(http, address, person, chat or person)
        connected = asyncio.Event()
        watching = asyncio.create_task(phone.watch(connected))
        try:
            async with asyncio.timeout(PATIENCE):
                await connected.wait()
            yield phone
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError, aiohttp.ClientError):  # a house that was killed hangs up
                await watching
