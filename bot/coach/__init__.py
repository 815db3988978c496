"""One turn of the conversation: a tap or an alarm in, a transaction, and what the lifter sees then.

The only room that reads the clock. It knows the database and the chat as Protocols (`ports`), never by name.
"""
