"""From bytes to JSON, leniently: one update with a broken character must not stop all that come after it."""

import json

import orjson


def read_json(payload: bytes) -> object:
    """What the bytes say. Raises ValueError if they are no JSON, or nested beyond reason."""
    try:
        return orjson.loads(payload)
    except ValueError:
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
