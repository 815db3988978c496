"""Plugs the house together and runs it until it is told to stop: content, store, chat, coach, alarms, sandbox.

What each of them does is their own business; here is only the order in which they start and stop.
"""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.alarms import Alarms
from bot.atlas import OfflineAtlas
from bot.chat.app import Chat, Stalled, UnknownToken
from bot.chat.hook import Refused
from bot.clock import SteadyClock
from bot.coach.coach import Coach
from bot.coach.ports import StoreTrouble
from bot.coach.world import Clock, Painter
from bot.config import DEFAULT_PORT, OWN_PATHS, Config
from bot.content import Change, Shelf, format_problems
from bot.pictures.painter import WorkshopPainter
from bot.store import OpenStore, open_store
from bot.watchdog import Pulse
from bot.workshop import Workshop

if TYPE_CHECKING:
    from starlette.applications import Starlette

log = logging.getLogger(__name__)

SANDBOX_TOKEN = "100000:sandbox"
SANDBOX_FOLDER = Path("data/sandbox")
WELCOME = """Spotter is ready to try: open {}
This is a sandbox on your machine, not Telegram. With BOT_TOKEN set, Spotter runs in Telegram."""
LOOK_AT_CONTENT_EVERY = 2.0
EVERYWHERE = "0.0.0.0"
STOP_WITHIN = 8.0  # seconds; whoever sent SIGTERM waits ten


class CannotStart(Exception):
    """Something outside is not as it must be; the message says what would be right."""


class MustRestart(Exception):
    """Spotter cannot go on and a new start will mend it; the message says what happened."""


async def run(config: Config, pulse: Pulse | None = None) -> None:
    """Spotter in Telegram, or in the sandbox where there is no token, until SIGTERM or SIGINT. A watchdog brings its pulse."""
    pulse = pulse or Pulse()
    beating = asyncio.create_task(pulse.beat())
    try:
        shelf = open_shelf(config.content)
        async with _store(config.database_url) as store:
            await (_in_telegram if config.token else _in_sandbox)(config, shelf, store, pulse)
    finally:
        beating.cancel()


def open_shelf(folder: Path) -> Shelf:
    shelf = Shelf.open(folder)
    if isinstance(shelf, Shelf):
        return shelf
    raise CannotStart(format_problems(shelf))


@asynccontextmanager
async def _store(url: str) -> AsyncIterator[OpenStore]:
    try:
        store = await open_store(url)
    except StoreTrouble as trouble:
        raise CannotStart(str(trouble)) from trouble
    try:
        yield store
    finally:
        await store.close()


async def _in_telegram(config: Config, shelf: Shelf, store: OpenStore, pulse: Pulse) -> None:
    clock = SteadyClock()
    spotter = Spotter(config, shelf, store, clock, timekeeper=clock)
    async with open_doors(spotter, config, pulse):
        await spotter.live()


@asynccontextmanager
async def open_doors(spotter: "Spotter", config: Config, pulse: Pulse) -> AsyncIterator[None]:
    """What is served on PORT, where there is one: open before Spotter starts and until it has stopped."""
    if config.port is None:
        yield
        return
    from bot.serving import listen, served  # not needed, and not loaded, where there is no port

    try:
        listener = listen(EVERYWHERE, config.port)
    except OSError as trouble:
        raise CannotStart(_taken(EVERYWHERE, config.port, trouble)) from trouble
    async with served(spotter.doors(pulse), listener):
        yield


async def _in_sandbox(config: Config, shelf: Shelf, store: OpenStore, pulse: Pulse) -> None:
    from bot.sandbox import Sandbox  # not needed, and not loaded, where there is a token

    sandbox = Sandbox(folder=SANDBOX_FOLDER, token=SANDBOX_TOKEN)
    sandbox.next_alarm = lambda: store.run(lambda tx: tx.next_due())
    port = config.port or DEFAULT_PORT
    try:
        address = await sandbox.start(port=port)
    except OSError as trouble:
        raise CannotStart(_no_sandbox(trouble, port)) from trouble
    try:
        here = replace(config, token=SANDBOX_TOKEN, api_url=address, webhook=None)
        spotter = Spotter(here, shelf, store, sandbox.clock)
        sandbox.clock.on_move(spotter.alarms.moved)
        sandbox.neighbours.update(dict.fromkeys(OWN_PATHS, spotter.doors(pulse)))
        await spotter.live(lambda: print(WELCOME.format(address), flush=True))
    finally:
        await sandbox.stop()


def _no_sandbox(trouble: OSError, port: int) -> str:
    if trouble.filename is not None:
        return f"The folder {SANDBOX_FOLDER} cannot be written ({trouble.strerror}); Spotter needs it for its sandbox"
    return _taken("127.0.0.1", port, trouble)


def _taken(host: str, port: int, trouble: OSError) -> str:
    return f"PORT: cannot listen on {host}:{port} ({trouble.strerror}); set PORT to a free one"


class Spotter:
    """Chat, coach and alarms, wired to each other. Where the clock is the machine's, it has a timekeeper."""

    def __init__(
        self,
        config: Config,
        shelf: Shelf,
        store: OpenStore,
        clock: Clock,
        timekeeper: SteadyClock | None = None,
        painter: Painter | None = None,
    ) -> None:
        self._studio, self._workshop = Workshop(), Workshop()  # a picture need not wait behind a long file
        self._chat = Chat(
            config.token,
            config.api_url,
            painter or WorkshopPainter(self._studio),
            config.admin_chat,
            config.messages_per_second,
            config.webhook,
        )
        self.alarms = Alarms(clock, lambda: self._coach.ring())
        self._coach = Coach(store, self._chat.messenger, self.alarms, clock, shelf, OfflineAtlas(), self._workshop)
        self._shelf = shelf
        self._store = store
        self._clock = clock
        self._timekeeper = timekeeper
        self._webhook = config.webhook
        self._besides: list[asyncio.Task[None]] = []

    def doors(self, pulse: Pulse) -> "Starlette":
        """What is served: how Spotter does, and where Telegram delivers."""
        from bot.health import Health
        from bot.metrics import Metrics
        from bot.web import doors  # none of them is needed, or loaded, where there is no port

        return doors(
            Health(pulse, self._store, self._chat),
            Metrics(pulse, self._chat, self._timekeeper),
            self._chat,
            self._webhook,
        )

    async def live(self, ready: Callable[[], None] = lambda: None) -> None:
        """Starts, says that it is ready, waits for the signal to stop, and stops in good order."""
        stop = _stop_signal()
        try:
            await _until(stop, self._start_and_stay(ready))
        except UnknownToken as refusal:
            raise CannotStart(
                "BOT_TOKEN: Telegram does not know this token; @BotFather shows the right one"
            ) from refusal
        except Refused as refusal:
            raise CannotStart(f"WEBHOOK_URL: Telegram will not deliver there ({refusal})") from refusal
        except StoreTrouble as trouble:
            raise CannotStart(str(trouble)) from trouble
        except Stalled as stall:
            raise MustRestart(f"{stall}: ending, to be started again") from stall
        finally:
            try:
                async with asyncio.timeout(STOP_WITHIN):
                    await self.stop()
            except TimeoutError:
                await self._chat.abandon()
                log.warning(
                    "not everything was finished in time; what is left waits in the database for the next start"
                )

    async def _start_and_stay(self, ready: Callable[[], None]) -> None:
        await self.start()
        ready()
        await self._chat.failed()

    async def start(self) -> None:
        """Begins to listen, says what was left unsaid, and rings what is overdue."""
        gc.freeze()  # what there is by now stays: to look through it for garbage again and again would hold up the loop
        gc.enable()
        await self._chat.reach()
        if self._timekeeper is not None:
            await self._keep_time(self._timekeeper)
        await self._chat.start(self._coach, self._store, self._clock)
        self.alarms.start()
        self._besides += [asyncio.create_task(self._coach.catch_up()), asyncio.create_task(self._watch_content())]
        log.info("ready")

    async def _keep_time(self, timekeeper: SteadyClock) -> None:
        """Whose time it is comes first: everything that is due is due by it."""
        await timekeeper.settle(self._chat.time)
        timekeeper.on_move(self.alarms.moved)
        self._besides.append(asyncio.create_task(timekeeper.keep(self._chat.time)))

    async def stop(self) -> None:
        """Takes no more updates, finishes what is in hand, and falls silent."""
        for task in self._besides:
            task.cancel()
        self.alarms.stop()
        await self._coach.stop()
        await self._chat.stop()
        await self._coach.quiet()
        await self._workshop.close()
        await self._studio.close()
        await self._chat.close()
        if self._besides:
            log.info("stopped")

    async def _watch_content(self) -> None:
        """A changed library is taken up if it is good; if not, the last good one stays, and that is said."""
        while True:
            await asyncio.sleep(LOOK_AT_CONTENT_EVERY)  # files do not tell when they change; they are looked at
            refreshed = await asyncio.to_thread(self._shelf.refresh)
            if refreshed.change is Change.RELOADED:
                log.info("content was changed and is in use now")
            elif refreshed.change is Change.KEPT:
                text = "content was changed and has problems; the last good library stays in use:\n"
                log.error("%s", text + format_problems(refreshed.problems))
                await self._chat.tell_admin(text + format_problems(refreshed.problems[:10]))


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Works until told to stop; raises what the work raises."""
    working = asyncio.create_task(work)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        await working
    else:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
