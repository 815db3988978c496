"""The sandbox, driven from outside: its Bot API and its doors over real HTTP, its page in a real browser."""
