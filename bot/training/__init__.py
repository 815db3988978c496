"""The sport itself: quantities, plans, sessions and the rules of training.

Standard library only: no clock, no database, no chat. Whoever needs the time passes `now`.
"""
