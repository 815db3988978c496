"""Files that lifters bring and take: what other apps export is read here, and what Spotter exports is written.

Bytes in, values out, and back; whose they are, when, and what becomes of them is for `coach`. Nothing here knows Telegram, the
store or the clock.
"""
