"""Spotter: a strength coach that lives in a Telegram chat. ARCHITECTURE.md draws the house."""

VERSION = "0.1.0"  # as in pyproject.toml; a test holds the two together
