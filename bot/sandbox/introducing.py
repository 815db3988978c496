"""Methods about the bot itself and its updates: who it is, its commands and texts, files, the webhook's settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.sandbox.files import LARGEST_DOWNLOAD
from bot.sandbox.refusals import bad
from bot.sandbox.webhook import MOST_CONNECTIONS, USUAL_CONNECTIONS, Settings

if TYPE_CHECKING:
    from bot.sandbox.call import Call
    from bot.sandbox.world import World

Json = dict[str, Any]

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
LONGEST = {"name": 64, "description": 512, "short_description": 120}
WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def get_me(world: World, call: Call) -> Json:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**world.profile.bot(), **abilities}


def set_my_commands(world: World, call: Call) -> bool:
    commands = call.structure("commands", "commands")
    if commands is None:
        commands = []
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    _write_commands(world, call, [_command(value) for value in commands])
    return True


def delete_my_commands(world: World, call: Call) -> bool:
    _write_commands(world, call, [])
    return True


def get_my_commands(world: World, call: Call) -> list[Json]:
    return world.profile.commands(_scope(world, call), _language(call))


def _write_commands(world: World, call: Call, commands: list[Json]) -> None:
    scope, language = _scope(world, call), _language(call)
    world.profile.set_commands(scope, language, commands)
    world.ledger.note("commands", scope=scope, language=language, commands=commands)
    for watcher in world.hub.watchers():
        chat, person = world.people.chats[watcher.chat], world.people.persons[watcher.person]
        menu = world.profile.menu(chat, watcher.person, person.get("language_code", ""))
        world.hub.tell("commands", chat=watcher.chat, person=watcher.person, commands=menu)


def _command(value: object) -> Json:
    if not isinstance(value, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in value:
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
        if not isinstance(value[name], str):
            raise bad(f'can\'t parse BotCommand: Field "{name}" must be of type String')
    command, description = value["command"].strip().removeprefix("/"), value["description"].strip()
    if not re.fullmatch("[a-z0-9_]{1,32}", command):
        raise bad("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= LONGEST_DESCRIPTION:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(world: World, call: Call) -> str:
    value = call.structure("scope", "BotCommandScope")
    if value is None:
        return "default"
    if not isinstance(value, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = value.get("type")
    if kind in WIDE_SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    inner = type(call)(call.method, {"chat_id": value.get("chat_id")})
    chat = world.chat_of(inner)
    return f"{kind} {chat.id} {value.get('user_id')}" if kind == "chat_member" else f"{kind} {chat.id}"


def _language(call: Call) -> str:
    language = call.text("language_code").strip()
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("invalid language code specified")
    return language


def set_my_text(kind: str, world: World, call: Call) -> bool:
    text = call.text(kind).strip()
    if len(text) > LONGEST[kind]:
        raise bad(f"bot {kind.replace('_', ' ')} is too long")
    world.profile.set_text(kind, _language(call), text)
    world.ledger.note("profile", field=kind, text=text)
    return True


def get_my_text(kind: str, world: World, call: Call) -> Json:
    return {kind: world.profile.text(kind, _language(call))}


def get_file(world: World, call: Call) -> Json:
    file_id = call.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    file = world.files.find(file_id)
    if file is None:
        raise bad("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def set_webhook(world: World, call: Call) -> bool:
    url = call.text("url").strip()
    if not url:
        return delete_webhook(world, call)
    try:
        parts = urlsplit(url)
        proper = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        proper = False
    if not proper:
        raise bad("invalid webhook URL specified")
    secret = call.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad("secret token contains unallowed characters")
    allowed = allowed_updates(call)
    world.updates.webhook_came()
    _drop_pending(world, call)
    world.updates.allow(allowed)
    world.webhook.set(
        Settings(
            url=url,
            secret=secret,
            max_connections=call.whole("max_connections", USUAL_CONNECTIONS, 1, MOST_CONNECTIONS),
            certificate="certificate" in call.uploads,
            ip_address=call.text("ip_address"),
        )
    )
    world.ledger.note("webhook", url=url)
    return True


def delete_webhook(world: World, call: Call) -> bool:
    _drop_pending(world, call)
    world.webhook.set(Settings())
    world.ledger.note("webhook", url="")
    return True


def _drop_pending(world: World, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        world.updates.forget_all()


def get_webhook_info(world: World, call: Call) -> Json:
    return world.webhook.info(len(world.updates), world.updates.allowed)


def allowed_updates(call: Call) -> list[str] | None:
    names = call.structure("allowed_updates", "allowed_updates")
    if names is None:
        return None
    # Telegram passes over names it does not know, and over anything that is no list.
    return [str(name) for name in names] if isinstance(names, list) else None


def depart(world: World, call: Call) -> bool:
    """logOut and close: the sandbox is nobody's server to leave, so it only takes note."""
    world.ledger.note("departed", method=call.method)
    return True
