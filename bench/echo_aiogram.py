"""The bare echo bot on aiogram, all settings as shipped: `python -m bench.echo_aiogram ADDRESS [PORT]`.

With a port it serves a webhook there, else it polls. Needs the extra `bench`.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from bench.bots import TOKEN


async def echo(message: Message) -> None:
    assert message.text is not None
    await message.answer(message.text)


def main(address: str, port: str | None = None) -> None:
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    if port is None:
        asyncio.run(dispatcher.start_polling(bot))
    else:
        serve(dispatcher, bot, int(port))


def serve(dispatcher: Dispatcher, bot: Bot, port: int) -> None:
    async def announce() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/updates")

    dispatcher.startup.register(announce)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/updates")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
