"""Loads to begin with, where no history says what a lifter can do: a short ladder by equipment, light ones first.

Pure and humble: the ladder only saves typing. A bar alone weighs 20 kg or 45 lb; dumbbells count one hand.
"""

from decimal import Decimal

from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.vocabulary import Counting, Equipment

_LADDERS = {
    Equipment.BARBELL: {
        Unit.KG: (20, 30, 40, 50, 60, 70, 80, 100),
        Unit.LB: (45, 65, 85, 95, 115, 135, 155, 185),
    },
    Equipment.EZ_BAR: {Unit.KG: (10, 15, 20, 25, 30, 35, 40, 45), Unit.LB: (20, 30, 40, 50, 60, 70, 80, 90)},
    Equipment.DUMBBELL: {Unit.KG: (6, 8, 10, 12, 14, 16, 20, 24), Unit.LB: (10, 15, 20, 25, 30, 35, 45, 55)},
    Equipment.KETTLEBELL: {
        Unit.KG: (8, 12, 16, 20, 24, 28, 32, 40),
        Unit.LB: (20, 25, 35, 45, 55, 60, 70, 90),
    },
}
_STACK = {Unit.KG: (15, 20, 25, 30, 40, 50, 60, 70), Unit.LB: (30, 40, 50, 65, 85, 110, 130, 155)}
_HELP = {Unit.KG: (50, 45, 40, 35, 30, 25, 20, 10), Unit.LB: (110, 100, 90, 75, 65, 55, 45, 20)}


def first_loads(exercise: Exercise, unit: Unit) -> tuple[Load, ...]:
    """Eight loads to choose from, the easiest first; on an assistance machine that is the most help."""
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        return tuple(Load(Weight(Decimal(-help), unit), on_body=True) for help in _HELP[unit])
    ladder = next((_LADDERS[kind] for kind in exercise.equipment if kind in _LADDERS), _STACK)
    return tuple(Load(Weight(Decimal(amount), unit), exercise.counting.on_body) for amount in ladder[unit])
