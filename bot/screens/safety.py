"""Every word about pain and safety, in one place, so that a professional can review them. No logic, no layout.

Spotter is no doctor: it never grades pain and never says to push through it.
"""

from bot.screens.screen import bold, lines

PAIN = lines(
    "Stop this exercise. Pain is a reason to stop, not a test to pass.",
    "Do another one that feels fine, or leave it out today.",
    "",
    bold("Stop training altogether and get help at once")
    + ": pressure or pain in chest, jaw or arm; feeling faint; too short of breath to talk; an irregular heartbeat; "
    "sudden weakness, numbness or trouble seeing. If it does not settle, call the emergency number.",
    "",
    "Spotter is no doctor. If it comes back, ask one.",
)

GREETING = "One thing once: Spotter is no doctor. If you are ill, pregnant or unsure, ask one before you train."
