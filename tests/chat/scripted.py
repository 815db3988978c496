"""A server that does to each request exactly what a test's script says. No tests live here."""

import asyncio
import contextlib
import email
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from email.message import Message

from telegram import Bot

from bot.chat.transport import AiohttpRequest

TOKEN = "4242:canary-that-must-never-sing"


@dataclass(frozen=True, slots=True)
class Call:
    path: str
    headers: Message
    body: bytes


Script = Callable[[Call, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Server:
    script: Script
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    heard: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    hung_up: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    connections: list[asyncio.Task[None]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.current_task()
        assert connection is not None
        self.connections.append(connection)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                start, _, headers = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
                head = email.message_from_bytes(headers)
                body = await reader.readexactly(int(head["Content-Length"] or 0))
                self.calls.append(Call(start.split()[1].decode(), head, body))
                self.heard.release()
                await self.script(self.calls[-1], writer)
        self.hung_up.release()
        writer.close()


@contextlib.asynccontextmanager
async def served(script: Script, context: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server = Server(script)
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        async with asyncio.timeout(10):
            yield server
    finally:
        listener.close()
        for connection in server.connections:
            connection.cancel()
        await asyncio.gather(*server.connections)


def bot_at(base: str, client: AiohttpRequest) -> Bot:
    return Bot(TOKEN, base_url=base, request=client, get_updates_request=client)


@contextlib.asynccontextmanager
async def talking(script: Script, client: AiohttpRequest | None = None) -> AsyncIterator[tuple[Bot, Server]]:
    async with served(script) as server, client or AiohttpRequest() as opened:
        yield bot_at(f"http://127.0.0.1:{server.port}/bot", opened), server


def http(payload: bytes, status: int = 200, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(payload)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + payload


def result(value: object) -> bytes:
    return http(json.dumps({"ok": True, "result": value}).encode())


def saying(answer: bytes) -> Script:
    async def script(call: Call, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return script


async def silence(call: Call, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()
