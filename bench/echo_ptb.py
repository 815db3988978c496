"""The bare echo bot on python-telegram-bot, all settings as shipped: `python -m bench.echo_ptb ADDRESS [PORT]`.

With a port it serves a webhook there, else it polls.
"""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bench.bots import TOKEN


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message is not None and message.text is not None
    await message.reply_text(message.text)


def main(address: str, port: str | None = None) -> None:
    app = Application.builder().token(TOKEN).base_url(f"{address}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    if port is None:
        app.run_polling()
    else:
        app.run_webhook("127.0.0.1", int(port), "updates", webhook_url=f"http://127.0.0.1:{port}/updates")


if __name__ == "__main__":
    main(*sys.argv[1:])
