"""Any presses, lines and commands of three lifters, in any order, through crashes and jumps of the clock: no set is lost, none
is there twice, and the chat says what is kept.

Coach, inbox and database are the real ones; the chat is a simple one, and outlives each crash. Beside them everybody keeps a
diary, with which the database must agree after every step. `SPOTTER_EXAMPLES` and `SPOTTER_STEPS` make the search longer.
"""

import asyncio
import logging
import os
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from bot.coach.records import Spot
from bot.screens.screen import Button
from bot.screens.taps import Verb
from tests.coach.open_gym import GYM, LIFTERS
from tests.coach.scene import A_REST, SURELY_SILENT, Scene
from tests.training.gym import ARMS, BACK, HOLDS

EXAMPLES = int(os.environ.get("SPOTTER_EXAMPLES", "200"))
STEPS = int(os.environ.get("SPOTTER_STEPS", "40"))
SEARCH = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    derandomize="SPOTTER_EXAMPLES" not in os.environ,  # the same search each time, unless a longer one is asked for
    deadline=None,
    phases=(Part.generate, Part.shrink),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
NO_SETS = ("hm", "10x", "x", "kg", "0 x 45 kg", "500 x 10 kg", "10 x 5000 kg", "a 10 x 45 kg b", "-", None)
COMMANDS = (
    "workout",
    "workout back",
    "workout arms",
    "workout holds",
    "undo",
    "undo",
    "cancel",
    "help",
    "exercises",
    "settings",
    "no",
)
EACH_MUST_HAPPEN = (
    "sets",
    "deaths in the middle",
    "presses on old buttons",
    "rests that rang",
    "holds that rang",
    "pains told",
    "sessions closed by silence",
)

lifters = st.sampled_from(LIFTERS)
anywhere = st.integers(0, 999)
in_the_gym = st.sampled_from([False, False, False, True])
amounts = st.integers(4, 400).map(lambda quarters: Decimal(quarters) / 4)
spans = st.sampled_from([1, 20, 60, 90, 91, 300, 1850, 4000, 11_000, 90_000]).map(lambda s: timedelta(seconds=s))


class Chats(RuleBasedStateMachine):
    """Three lifters, each in a chat of their own and all of them in the gym's."""

    loop: asyncio.Runner
    empty: Path
    warnings: list[str]
    happened: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene(self.loop, self.empty, self.warnings, self.happened)
        self.pressed: tuple[int, Spot, Button] | None = None

    def teardown(self) -> None:
        self.scene.ends()

    @initialize(
        sets=st.tuples(*[st.integers(0, 3)] * len(LIFTERS)), workout=st.sampled_from([BACK.id, ARMS.id, HOLDS.id])
    )
    def some_are_training_already(self, sets: tuple[int, ...], workout: str) -> None:
        for who, times in zip(LIFTERS, sets, strict=True):
            if times:
                self.scene.asks(who, who, f"workout {workout}")
                self.goes_on(who, times, waits=False)

    @rule(who=lifters, times=st.integers(1, 3), waits=st.booleans())
    def goes_on(self, who: int, times: int, waits: bool) -> None:
        """What most people do: lift what the card says, and rest."""
        for _ in range(times):
            found = self.scene.button_to_go_on(who)
            if found is None:
                self.scene.asks(who, who, "workout back")
            elif waits and found[1].tap.verb is Verb.SKIP_REST:
                self.scene.passes(A_REST)
            else:
                self.presses(who, *found)

    @rule(who=lifters, span=st.sampled_from([0, 1, 7, 20, 21, 45, 200]).map(lambda s: timedelta(seconds=s)))
    def holds_for_a_while(self, who: int, span: timedelta) -> None:
        if self.scene.diaries.open_of(who) is None:
            self.scene.asks(who, who, f"workout {HOLDS.id}")
        if (found := self.scene.button_to_hold(who)) is not None:
            self.presses(who, *found)
            self.scene.passes(span)

    @rule(who=lifters, gym=in_the_gym, button=anywhere)
    def presses_something_on_the_card(self, who: int, gym: bool, button: int) -> None:
        cards = [message for message in self.scene.chat.in_chat(GYM if gym else who) if message.buttons]
        if cards:
            self.presses(who, cards[-1].spot, cards[-1].buttons[button % len(cards[-1].buttons)])

    @rule(who=lifters, which=anywhere)
    def tells_of_pain(self, who: int, which: int) -> None:
        """From the card over where and how, or straight to the stop sign."""
        for asked in ((Verb.PAIN,), (Verb.PAIN, Verb.STOP_SIGN), (Verb.HURTS,)):
            cards = [message for message in self.scene.chat.in_chat(who) if message.buttons]
            found = [button for button in cards[-1].buttons if button.tap.verb in asked] if cards else []
            if not found:
                return
            self.presses(who, cards[-1].spot, found[which % len(found)])

    @rule(who=lifters, which=anywhere, button=anywhere)
    def presses_on_any_message(self, who: int, which: int, button: int) -> None:
        """Cards that were left behind, pages, and other people's messages."""
        near = [m for m in self.scene.chat.standing.values() if m.spot.chat in (who, GYM) and m.buttons]
        if near:
            message = near[which % len(near)]
            self.presses(who, message.spot, message.buttons[button % len(message.buttons)])

    @rule(who=lifters, which=anywhere)
    def presses_a_button_of_old(self, who: int, which: int) -> None:
        """One that its message may long have lost."""
        near = [shown for shown in self.scene.chat.ever if shown[0].chat in (who, GYM)]
        if near:
            self.happened["presses on old buttons"] += 1
            self.presses(who, *near[-1 - which % len(near)])

    @precondition(lambda self: self.pressed is not None)
    @rule()
    def a_press_is_sent_again_by_the_client(self) -> None:
        """With a new number, as a client does that has lost its connection."""
        assert self.pressed is not None
        self.presses(*self.pressed)

    @rule(which=anywhere)
    def an_update_is_delivered_again(self, which: int) -> None:
        self.scene.comes_again(which)

    @rule(who=lifters, gym=in_the_gym, reps=st.lists(st.integers(1, 30), max_size=3), amount=amounts)
    def types_sets_or_a_load(self, who: int, gym: bool, reps: list[int], amount: Decimal) -> None:
        self.scene.types(who, GYM if gym else who, reps, amount)

    @rule(who=lifters, gym=in_the_gym, words=st.sampled_from(NO_SETS))
    def says_something(self, who: int, gym: bool, words: str | None) -> None:
        self.scene.says(who, GYM if gym else who, words)

    @rule(who=lifters, gym=in_the_gym, command=st.sampled_from(COMMANDS))
    def asks(self, who: int, gym: bool, command: str) -> None:
        self.scene.asks(who, GYM if gym else who, command)

    @rule(who=lifters)
    def blocks_the_bot_or_comes_back(self, who: int) -> None:
        if who in self.scene.chat.blocked:
            self.scene.chat.blocked.discard(who)
        else:
            self.scene.blocks(who)

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.scene.passes(span)
        if span >= SURELY_SILENT:
            assert all(self.scene.diaries.open_of(who) is None for who in LIFTERS), (
                "an hour of silence closes a session"
            )

    @rule(points=st.lists(st.integers(0, 20), min_size=1, max_size=2))
    def the_next_thing_is_interrupted(self, points: list[int]) -> None:
        self.scene.dies_at = points

    @rule(away=st.just(timedelta()) | spans)
    def falls_and_is_opened_again(self, away: timedelta) -> None:
        self.scene.falls(away)

    def presses(self, who: int, spot: Spot, button: Button) -> None:
        self.pressed = who, spot, button
        self.scene.presses(who, spot, button)


class Notes(logging.Handler):
    """Takes down every warning: where nothing fails but the process itself, there is nothing to warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


def test_whatever_happens_the_database_agrees_with_the_diaries(migrated_sqlite: Path) -> None:
    happened: Counter[str] = Counter()
    notes = Notes()
    logging.getLogger().addHandler(notes)
    try:
        with asyncio.Runner() as loop:
            around = {"loop": loop, "empty": migrated_sqlite, "warnings": notes.heard, "happened": happened}
            run_state_machine_as_test(type("Chats", (Chats,), around), settings=SEARCH)
    finally:
        logging.getLogger().removeHandler(notes)
    counted = ", ".join(f"{number:,} {what}" for what, number in sorted(happened.items()))
    print(f"stateful: {EXAMPLES:,} × {STEPS} steps, {counted}")
    for what in EACH_MUST_HAPPEN:
        assert happened[what] >= EXAMPLES // 10, f"hardly any {what}: the search has lost its way"
