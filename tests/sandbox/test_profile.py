"""How the bot introduces itself: commands by scope and language, names and descriptions by language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.rig import GYM, KIM, ROBIN, Rig, close_rig, open_rig


def command(name: str, description: str = "Help") -> dict[str, str]:
    return {"command": name, "description": description}


async def menu(rig: Rig, person: int = ROBIN, chat: int | None = None) -> list[str]:
    return [row["command"] for row in (await rig.state(person, chat))["commands"]]


async def test_commands_of_the_narrowest_scope_win(rig: Rig) -> None:
    await rig.ok("setMyCommands", commands=[command("start")])
    assert await menu(rig) == await menu(rig, ROBIN, GYM) == ["start"]
    await rig.ok("setMyCommands", commands=[command("workout")], scope={"type": "all_private_chats"})
    await rig.ok("setMyCommands", commands=[command("admin")], scope={"type": "chat", "chat_id": KIM})
    await rig.ok("setMyCommands", commands=[command("english")], language_code="en", scope='{"type":"default"}')

    assert (await menu(rig), await menu(rig, KIM), await menu(rig, ROBIN, GYM)) == (["workout"], ["admin"], ["english"])
    assert await rig.ok("getMyCommands") == [command("start")]
    assert await rig.ok("getMyCommands", language_code="en") == [command("english")]
    assert await rig.ok("getMyCommands", scope={"type": "chat", "chat_id": KIM}) == [command("admin")]
    await rig.ok("deleteMyCommands", scope={"type": "chat", "chat_id": KIM})
    assert await menu(rig, KIM) == ["workout"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"commands": [command("Start")]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("x" * 33)]}, "BOT_COMMAND_INVALID"),
        ({"commands": [command("x", "")]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command("x", "y" * 257)]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [command("x")] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "x"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": ["x"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": [], "scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ({"commands": [], "language_code": "English"}, "invalid language code specified"),
    ],
)
async def test_commands_that_telegram_refuses(rig: Rig, given: dict[str, Any], words: str) -> None:
    assert await rig.refused("setMyCommands", **given) == f"Bad Request: {words}"


async def test_names_and_descriptions(rig: Rig) -> None:
    await rig.ok("setMyName", name="Coach")
    await rig.ok("setMyDescription", description="Trains with you")
    await rig.ok("setMyShortDescription", short_description="Coach", language_code="")
    await rig.ok("setMyDescription", description="Trainiert mit dir", language_code="de")

    assert (await rig.ok("getMe"))["first_name"] == "Coach"
    assert await rig.ok("getMyName") == {"name": "Coach"}
    assert await rig.ok("getMyDescription", language_code="de") == {"description": "Trainiert mit dir"}
    assert await rig.ok("getMyShortDescription", language_code="fr") == {"short_description": "Coach"}
    bot = (await rig.state())["bot"]
    assert (bot["first_name"], bot["description"], bot["short_description"]) == ("Coach", "Trains with you", "Coach")
    assert (await rig.refused("setMyDescription", description="x" * 513)).startswith("Bad Request: ")


async def test_leaving_is_taken_note_of(rig: Rig) -> None:
    assert await rig.ok("logOut") is True
    assert await rig.ok("close") is True
    assert [row["method"] for row in await rig.ledger("departed")] == ["logOut", "close"]


async def test_a_fixed_token_locks_others_out() -> None:
    rig = await open_rig(token="42:secret")
    assert (await rig.ok("getMe"))["id"] == 42
    async with rig.http.get(rig.url("getMe", token="42:guess")) as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    await close_rig(rig)
    with pytest.raises(ValueError, match="token"):
        await open_rig(token="secret")


@pytest.mark.parametrize("token", ["", "x", "42", "x:y"])
async def test_what_is_no_token_at_all(rig: Rig, token: str) -> None:
    async with rig.http.get(rig.url("getMe", token=token)) as response:
        assert response.status == 401
