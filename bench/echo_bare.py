"""An echo bot without any framework, one aiohttp session and nothing else: `python -m bench.echo_bare ADDRESS`.

What it reaches is near the most that any bot can reach with this HTTP client and this Bot API.
"""

import asyncio
import signal
import sys
from typing import Any

import aiohttp
import orjson

from bench.bots import TOKEN

AT_ONCE = 64


async def main(address: str) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def call(method: str, **params: Any) -> Any:
            data = aiohttp.BytesPayload(orjson.dumps(params), content_type="application/json")
            async with session.post(f"{address}/bot{TOKEN}/{method}", data=data) as response:
                return orjson.loads(await response.read())["result"]

        offset = 0
        while True:
            updates = await call("getUpdates", offset=offset, timeout=10)
            said = [update["message"] for update in updates]
            await asyncio.gather(*(call("sendMessage", chat_id=one["chat"]["id"], text=one["text"]) for one in said))
            offset = updates[-1]["update_id"] + 1 if updates else offset


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(main(sys.argv[1]))
