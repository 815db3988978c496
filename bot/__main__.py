"""The command line: `python -m bot` runs Spotter; the other commands are for authors, the curious and operators.

Everything that can be wrong from outside ends here as one clear line and exit code 2.
"""

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dotenv import dotenv_values

from bot import logs
from bot.config import BadSetting, Config, read_config
from bot.watchdog import EXIT_CODE, Pulse, watch


def main(words: list[str]) -> int:
    """Runs one command. Returns the exit code: 0 well, 1 problems found, 2 it could not be done, 70 to be started again."""
    asked = _parser().parse_args(words)
    try:
        config = read_config(_environment())
        logs.set_up(config.log_level, config.log_format, secrets=config.secrets)
        match asked.command:
            case "content":
                return _check_content(asked.folder or config.content)
            case "db":
                return _prepare_database(config)
            case "backup":
                return _back_up(config, asked.file, asked.keep)
            case "restore":
                return _restore(config, asked.file)
            case "sandbox":
                return _run(replace(config, token=""))
            case _:
                return _run(config)
    except BadSetting as mistake:
        return _cannot(str(mistake))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Spotter, a strength coach in a Telegram chat.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run Spotter: in Telegram with BOT_TOKEN, else in the sandbox (the default)")
    content = commands.add_parser("content", help="check every exercise, workout and program, and print all problems")
    content.add_argument("folder", nargs="?", type=Path, help="the folder to check (CONTENT_DIR, or content/)")
    commands.add_parser("sandbox", help="run in the sandbox even where BOT_TOKEN is set")
    commands.add_parser("db", help="bring the database of DATABASE_URL to this version's schema")
    backup = commands.add_parser("backup", help="copy the database to one file, while Spotter runs or not")
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write; an older backup there is replaced")
    backup.add_argument(
        "--keep",
        type=_days,
        metavar="DAYS",
        help="delete other backups in FILE's folder that are older than that: people may have been forgotten since",
    )
    restore = commands.add_parser("restore", help="put a backup in the database's place, while Spotter does not run")
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup; what it replaces is kept beside it")
    return parser


def _days(word: str) -> timedelta:
    if not (word.isascii() and word.isdecimal() and 0 < int(word) <= 36_500):
        raise argparse.ArgumentTypeError(f"{word!r} is no number of days; 30 would be one")
    return timedelta(days=int(word))


def _environment() -> Mapping[str, str]:
    """The process's environment over `.env`: what is set outside wins."""
    try:
        file = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    except (OSError, UnicodeDecodeError) as trouble:
        raise BadSetting(f".env cannot be read ({trouble}); it must be a text file in UTF-8") from trouble
    return {**file, **os.environ}


def _check_content(folder: Path) -> int:
    from bot.content import check

    text, code = check(folder)
    print(text)
    return code


def _prepare_database(config: Config) -> int:
    from bot.store import StoreTrouble, migrate

    try:
        asyncio.run(migrate(config.database_url))
    except StoreTrouble as trouble:
        return _cannot(str(trouble))
    print("The database is ready.")
    return 0


def _back_up(config: Config, file: Path, keep: timedelta | None) -> int:
    from bot.store.backup import back_up
    from bot.store.expiry import expire

    code = _copied(back_up, config.database_url, file)
    if keep is None or code:
        return code
    return _copied(lambda url, place: expire(url, place, keep, datetime.now(UTC)), config.database_url, file)


def _restore(config: Config, file: Path) -> int:
    from bot.store.backup import restore

    return _copied(restore, config.database_url, file)


def _copied(copy: Callable[[str, Path], str], database_url: str, file: Path) -> int:
    from bot.store import StoreTrouble

    try:
        print(copy(database_url, file))
    except StoreTrouble as trouble:
        return _cannot(str(trouble))
    return 0


def _run(config: Config) -> int:
    gc.disable()  # nothing that a start makes is garbage, and to look for some takes a tenth of it; `bot.run` enables it again
    from bot.run import CannotStart, MustRestart, run

    pulse = Pulse()
    watch(pulse)
    try:
        asyncio.run(run(config, pulse))
    except (CannotStart, MustRestart) as trouble:
        code = _cannot(logs.Blotter(config.secrets)(str(trouble)))
        return EXIT_CODE if isinstance(trouble, MustRestart) else code
    return 0


def _cannot(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
