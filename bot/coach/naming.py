"""What the names in a lifter's file mean to them: first what they have said of one, then what it surely is."""

from collections.abc import Mapping

from bot.exchange.naming import Register
from bot.screens.found import OUT, OWN
from bot.training.plan import Exercise


class Names:
    def __init__(self, exercises: Mapping[str, Exercise], said: Mapping[str, str]) -> None:
        self._exercises = exercises
        self._said = said
        self._register = Register(exercises.values())

    def surely(self, name: str) -> str | None:
        """The id of an exercise, or what else has been said of it; None if nobody can say."""
        said = self._said.get(name)
        if said in (OWN, OUT) or said in self._exercises:
            return said
        called = self._register.called(name)
        return called.id if called is not None else None

    def perhaps(self, name: str) -> tuple[str, ...]:
        """Those that may be meant, likeliest first."""
        return tuple(one.id for one in self._register.near(name))
