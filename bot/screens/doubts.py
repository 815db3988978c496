"""How a doubtful set is asked about. The corrections are buttons, written as sets are everywhere."""

from bot.screens.words import set_words
from bot.training.plan import Exercise
from bot.training.plausible import Doubt, Doubtful

_FAR = {
    Doubtful.HEAVY: "far heavier than your",
    Doubtful.MANY: "far more than your",
    Doubtful.LIGHT: "far lighter than your",
}


def question(doubt: Doubt, exercise: Exercise) -> str:
    """`10 × 450 kg: far heavier than your 10 × 45 kg. What did you mean?`"""
    if doubt.usual is None or doubt.why is Doubtful.BEYOND:
        against = "more than anybody does, as far as I know"
    else:
        against = f"{_FAR[doubt.why]} {set_words(doubt.usual.reps, doubt.usual.load, exercise)}"
    return f"{set_words(doubt.reps, doubt.load, exercise)}: {against}. What did you mean?"
