"""Every word about pain, stop signs and readiness, in one place, so that a professional can review it. No logic, no layout.

Spotter is no doctor: it never grades pain, never says what it is, and never says to push through it. What it rests on:
- the signs to stop at: American College of Sports Medicine, Guidelines for Exercise Testing and Prescription; American Heart
  Association, the warning signs of heart attack and stroke, with its advice not to wait before calling;
- the seven questions: PAR-Q+ (PAR-Q+ Collaboration: Warburton, Jamnik, Bredin and Gledhill), in our own words;
- what is kind to which part of the body: the rules of the exercises' authors (`avoid_if`, `lumbar` in content/).
What is said where, and who should review it, is in docs/safety.md.
"""

from markupsafe import Markup

from bot.screens.screen import bold, filled, italic, lines

GREETING = "One thing once: Spotter is no doctor. If you are ill, pregnant or unsure, ask one before you train."

# pain in a session

STOP_SIGNS = (
    "pressure or pain in the chest, or spreading to jaw or arm",
    "fainting or dizziness",
    "too little breath to talk",
    "an irregular heartbeat",
    "sudden weakness, numbness, or trouble seeing or speaking",
)
YES_A_STOP_SIGN = "Yes, one of these: stop"
STOPPED = lines(
    bold("Stop. No more training today."),
    "Sit down where somebody can see you, and tell them how you feel.",
    "",
    filled("{} (112, 911, 999 or your own)", bold("Call the emergency number")),
    "• at once: for chest pressure or pain, fainting, no breath, or a sudden change of face, arm, leg, speech or sight, even "
    "one that has passed",
    "• otherwise: if it has not settled after a few minutes of sitting",
    "If you are not sure, call.",
    "",
    "See a doctor before you train again.",
)
BY_MISTAKE = "Pressed by mistake: undo"
STOPPED_IN_SHORT = (
    "You stopped at a warning sign. If it does not settle, call the emergency number. "
    "See a doctor before you train again."
)

AFTER_A_STOP = "Last time you stopped at a warning sign. If no doctor has looked at it yet, please let one do so first."

SHARP, DULL = "Sharp", "Dull"
HOW_SHARP = "stabbing, sudden, or worse with every repetition"
HOW_DULL = "an ache or a pull that came slowly"
IN_DOUBT = "If you cannot tell, take sharp."

SHARP_ENDS_IT = "Sharp pain is a reason to stop, so nothing more of it today. What you did is kept."
DULL_IS_NOTED = "You need not go on with it: do something kinder, leave the rest of it out, or stop for today."
KINDER = "Kind to that part, by their authors’ rules:"
CANNOT_TELL = "I cannot tell which of these is kind to that part. Take one only if nothing hurts."
NOTHING_KINDER = "Nothing I know takes its place and spares that part."
IT_WAITS = "Until you have done it once without pain, I ask for no more weight and no more repetitions of it."
TO_A_DOCTOR = "If it stays or comes back, have a doctor or a physiotherapist look at it."


def first_of_all(exercise: str) -> Markup:
    """What the pain button says first: signs to stop at, before anything else is asked."""
    return lines(
        bold("First of all: is it one of these?"),
        *(f"• {sign}" for sign in STOP_SIGNS),
        "",
        bold("If not: where does it hurt?"),
        italic(exercise),
    )


def sharp_or_dull(where: str) -> Markup:
    return lines(
        bold(f"{where}: how does it feel?"),
        filled("{}: {}", bold(SHARP), HOW_SHARP),
        filled("{}: {}", bold(DULL), HOW_DULL),
        italic(IN_DOUBT),
    )


def told_today(of_what: str) -> str:
    return f"You told of pain today: {of_what}. {TO_A_DOCTOR}"


def asks_the_same(exercises: str) -> str:
    """Others that still come today and ask for the part that hurts."""
    return f"Still to come, and hard on the same part: {exercises}. Swap or skip when you get there."


# readiness, once, at first contact

READINESS = lines(
    bold("Is any of this true of you?"),
    "1. A doctor has found a heart condition or high blood pressure.",
    "2. My chest hurts: at rest, in daily life, or when I exert myself.",
    "3. In the past year I fainted, or was so dizzy that I lost my balance.",
    "4. I have another long-term illness.",
    "5. I take prescribed medicine for a long-term illness.",
    "6. A bone, joint, muscle or tendon troubles me, or did in the past year, and more activity could make it worse.",
    "7. A doctor has told me to exercise under medical supervision only.",
    italic("After the PAR-Q+ (PAR-Q+ Collaboration: Warburton, Jamnik, Bredin, Gledhill), in our own words."),
)
NONE_OF_THESE = "None of these"
ONE_OR_MORE = "One or more"
ASK_FIRST = (
    "Talk to a doctor or a qualified exercise professional before you train hard. "
    "I block nothing: that is yours to decide."
)
