"""What outlives the process: everything that a bot or a person was told, also when the process is killed."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.keep import FILE_NAME, Counter, FileKeep, NoKeep
from bot.sandbox.ledger import Ledger
from bot.sandbox.messages import ChatMessage, Messages
from tests.sandbox.rig import KIM, PATIENCE, PNG, ROBIN, Rig, Stopwatch, close_rig, envelope, open_rig

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

SERVE = """
import asyncio, pathlib, sys
from bot.sandbox import Sandbox

async def main():
    box = Sandbox(folder=pathlib.Path(sys.argv[1]))
    print(await box.start(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_killed_sandbox_comes_back_as_it_was(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    address = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode().strip()
    async with aiohttp.ClientSession() as http:
        before = Rig(Sandbox(), address, http)
        story = await live(before)
        process.send_signal(signal.SIGKILL)
        await process.wait()

    after = await open_rig(tmp_path)
    state = await after.state()
    assert state == story["state"] | {"clock": state["clock"]}
    assert state["clock"]["offset"] == 90_000
    assert await after.updates() == story["updates"]
    assert await after.ok("answerCallbackQuery", callback_query_id=story["query"]) is True
    assert (await after.ok("sendPhoto", chat_id=ROBIN, photo=story["photo"]))["message_id"] > story["last"]
    async with after.http.get(f"{after.address}/sandbox/file/{story['photo']}") as response:
        assert await response.read() == PNG
    assert (await after.door("people", first_name="Eve"))["person"]["id"] == 1004
    await after.say("still here", person=KIM)
    assert (await after.updates())[-1]["update_id"] > story["updates"][-1]["update_id"]
    words = await after.refused("editMessageText", chat_id=ROBIN, message_id=1, text="Set 1")
    assert words.startswith("Bad Request: message is not modified")
    await close_rig(after)


async def live(rig: Rig) -> Json:
    """A little of everything; returns what must come back."""
    card = await rig.ok("sendMessage", chat_id=ROBIN, text="Set 1", disable_notification=True)
    gone = await rig.ok("sendMessage", chat_id=ROBIN, text="gone")
    await rig.ok("deleteMessage", chat_id=ROBIN, message_id=gone["message_id"])
    board = {"keyboard": [["kg", "lb"]]}
    await rig.ok("sendMessage", chat_id=ROBIN, text="Units?", reply_markup=board)
    form = rig.form({"chat_id": str(ROBIN)}, photo=("a.png", PNG, "image/png"))
    async with rig.http.post(rig.url("sendPhoto"), data=form) as response:
        sent = (await envelope(response))["result"]
    await rig.ok("pinChatMessage", chat_id=ROBIN, message_id=card["message_id"])
    reaction = [{"type": "emoji", "emoji": "👍"}]
    await rig.ok("setMessageReaction", chat_id=ROBIN, message_id=card["message_id"], reaction=reaction)
    await rig.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await rig.ok("setMyName", name="Coach")
    await rig.door("people", first_name="Ada")
    await rig.door("clock", advance=90_000)
    await rig.say("confirmed")
    await rig.say("pending")
    query = await rig.press(card["message_id"])
    first = (await rig.updates())[0]["update_id"]
    return {
        "updates": await rig.updates(offset=first + 1),
        "state": await rig.state(),
        "query": query,
        "photo": sent["photo"][0]["file_id"],
        "last": sent["message_id"],
    }


async def test_blocking_and_wishes_are_kept_and_time_goes_on(tmp_path: Path) -> None:
    watch = Stopwatch()
    first = await open_rig(tmp_path, watch=watch)
    message = await first.say("hello")
    query = await first.press(message["message_id"])
    await first.updates(allowed_updates=["message"])
    await first.door("block", person=ROBIN, blocked=True)
    await close_rig(first)
    watch.now += 151

    second = await open_rig(tmp_path, watch=watch)
    assert (await second.state())["blocked"] is True
    assert [set(update) - {"update_id"} for update in await second.updates()] == [{"message"}]
    assert (await second.refused("answerCallbackQuery", callback_query_id=query)).startswith("Bad Request: query")
    assert (await second.ok("getWebhookInfo"))["allowed_updates"] == ["message"]
    await close_rig(second)


@pytest.mark.parametrize("damage", ["bytes", "foreign", "values"])
async def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    first = await open_rig(tmp_path)
    await first.ok("sendMessage", chat_id=ROBIN, text="Set 1")
    await close_rig(first)
    path = tmp_path / FILE_NAME
    spoil(path, damage)
    spoilt = path.read_bytes()

    for number in (1, 2):
        again = await open_rig(tmp_path)
        assert (await again.state())["messages"] == []
        await close_rig(again)
        assert (tmp_path / f"sandbox.broken-{number}.sqlite").read_bytes() == spoilt
        path.write_bytes(spoilt)

    warnings = [record.getMessage() for record in caplog.records if record.name.startswith("bot.sandbox")]
    assert len(warnings) == 2 and "sandbox.broken-1.sqlite" in warnings[0] and "\n" not in warnings[0]


def spoil(path: Path, damage: str) -> None:
    if damage == "bytes":
        path.write_bytes(b"no database at all" * 100)
        return
    with sqlite3.connect(path) as connection:
        if damage == "foreign":
            connection.execute("DROP TABLE shelves")
            connection.execute("CREATE TABLE shelves (other TEXT)")
        else:
            connection.execute("UPDATE shelves SET value = '[7]' WHERE shelf = 'messages'")
    connection.close()


async def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(OSError, match=r"sandbox\.sqlite"):
        await open_rig(tmp_path)
    assert (tmp_path / FILE_NAME).is_dir()
    (tmp_path / "held").mkdir()
    with sqlite3.connect(tmp_path / "held" / FILE_NAME) as holder:
        holder.execute("CREATE TABLE shelves (other TEXT)")
        holder.commit()
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OSError, match="locked"):
            await open_rig(tmp_path / "held")
    holder.close()
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        await open_rig(tmp_path / "file")


def test_all_of_a_step_is_kept_or_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    keep = FileKeep(path)
    keep.put("a", 1, {"x": 1})
    keep.put("a", 2, {"x": 2})
    keep.drop("a", 1)
    other = FileKeep(path)
    assert list(other.read("a")) == []
    keep.settle()
    assert list(other.read("a")) == [("2", {"x": 2})]
    other.close()
    keep.close()


def test_numbers_never_come_twice(tmp_path: Path) -> None:
    seen: list[int] = []
    for _ in range(3):
        keep = FileKeep(tmp_path / FILE_NAME)
        counter = Counter(keep, "message", 1)
        seen += [counter.take() for _ in range(150)]
        keep.close()
    assert seen == sorted(set(seen))


def test_the_oldest_messages_and_rows_make_way() -> None:
    messages = Messages(NoKeep(), most=3)
    for _ in range(5):
        messages.add(ChatMessage({"message_id": messages.number(), "chat": {"id": ROBIN}}))
    assert [message.id for message in messages.of_chat(ROBIN, 500)] == [3, 4, 5]
    assert messages.find(ROBIN, 1) is None and messages.ever_existed(1)

    ledger = Ledger(lambda: 0.0, limit=3)
    for number in range(5):
        ledger.note("said", text=str(number))
    cut, *rows = ledger.rows()
    assert cut == {"n": 2, "kind": "cut", "forgotten": 2}
    assert [row["n"] for row in rows] == [3, 4, 5]
    assert ledger.rows(after=4) == rows[-1:]
