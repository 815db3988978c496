"""Spotter: a strength coach that lives in a Telegram chat. ARCHITECTURE.md draws the house."""
