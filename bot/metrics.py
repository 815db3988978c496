"""The numbers that operators draw, as Prometheus reads them. They live in the parts; here they are only called by name.

Each has its line in docs/operations.md. Imported only where a port is configured.
"""

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import VERSION
from bot.chat.app import Chat
from bot.chat.poller import Poller
from bot.clock import SteadyClock
from bot.coach.records import Waiting
from bot.watchdog import Pulse


class Metrics(Collector):
    """One scrape after the other; `waiting` is what the database has just said, None if it said nothing."""

    def __init__(self, pulse: Pulse, chat: Chat, timekeeper: SteadyClock | None = None) -> None:
        self._pulse = pulse
        self._chat = chat
        self._timekeeper = timekeeper
        self._began = time.time()
        self._waiting: Waiting | None = None
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def text(self, waiting: Waiting | None) -> bytes:
        self._waiting = waiting
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("spotter", "What runs.", value={"version": VERSION})
        yield GaugeMetricFamily("spotter_start_time_seconds", "When it was started, as Unix time.", value=self._began)
        yield GaugeMetricFamily(
            "spotter_loop_beat_age_seconds", "Since the event loop last moved.", value=self._pulse.age
        )
        yield GaugeMetricFamily(
            "spotter_clock_ahead_seconds",
            "By how much the machine's clock is ahead of the time that Spotter goes by.",
            value=0.0 if self._timekeeper is None else self._timekeeper.machine_ahead,
        )
        yield CounterMetricFamily(
            "spotter_floods", "How often Telegram asked for silence (429).", value=self._chat.floods
        )
        yield from self._of_inbox()
        yield from self._of_intake()
        if self._waiting is not None:
            yield GaugeMetricFamily(
                "spotter_arrivals_waiting", "Arrivals in the database, not yet handled.", value=self._waiting.arrivals
            )
            yield GaugeMetricFamily(
                "spotter_letters_waiting",
                "Rings and summaries in the database, not yet sent.",
                value=self._waiting.letters,
            )

    def _of_inbox(self) -> Iterator[Metric]:
        inbox = self._chat.inbox
        if inbox is None:
            return
        yield CounterMetricFamily("spotter_updates", "Updates for the coach, taken in and kept.", value=inbox.taken)
        yield CounterMetricFamily("spotter_presses", "Presses of buttons, handled.", value=inbox.presses)
        yield GaugeMetricFamily("spotter_inbox_waiting", "Arrivals in memory, not yet handled.", value=inbox.waiting)
        yield GaugeMetricFamily(
            "spotter_inbox_longest_wait_seconds", "For how long the first of them waits.", value=inbox.longest_wait
        )
        yield CounterMetricFamily(
            "spotter_database_refusals", "How often the database refused an arrival.", value=inbox.refusals
        )

    def _of_intake(self) -> Iterator[Metric]:
        intake = self._chat.intake
        yield GaugeMetricFamily(
            "spotter_listening",
            "1 while updates come, polled or delivered.",
            value=intake is not None and not intake.deaf,
        )
        if isinstance(intake, Poller) and intake.age is not None:
            yield GaugeMetricFamily("spotter_poll_age_seconds", "Since a poll last succeeded.", value=intake.age)
