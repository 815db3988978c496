"""What a lifter sees, as plain values: screens, buttons, phrases.

Knows the sport; never Telegram, the database or the clock.
"""
