"""Settings from the environment: what is taken, and the one clear line for each that cannot be."""

import pytest

from bot.config import DEFAULT_DATABASE, TELEGRAM, BadSetting, read_config

TOKEN = "123456:ABC-def_1"


def test_an_empty_environment_is_the_sandbox_with_defaults() -> None:
    config = read_config({})
    assert (config.token, config.api_url, config.database_url) == ("", TELEGRAM, DEFAULT_DATABASE)
    assert (config.port, config.log_level, config.log_format, config.admin_chat) == (
        None,
        "INFO",
        "text",
        None,
    )


def test_what_is_set_is_taken() -> None:
    config = read_config({
        "BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:8081/", "PORT": "9000", "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON", "ADMIN_CHAT_ID": "-100123", "DATABASE_URL": "postgres://me@host/db",
    })  # fmt: skip
    assert config.token == TOKEN and config.api_url == "http://127.0.0.1:8081"
    assert (config.port, config.log_level, config.log_format, config.admin_chat) == (
        9000,
        "DEBUG",
        "json",
        -100123,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "hello"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_API_URL", "127.0.0.1:8081"),
        ("BOT_API_URL", "ftp://host"),
        ("BOT_API_URL", "http://host:99999"),
        ("PORT", "0"),
        ("PORT", "http"),
        ("PORT", "65536"),
        ("PORT", "٨٠"),
        ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"),
        ("ADMIN_CHAT_ID", "@me"),
        ("WEBHOOK_URL", "https://example.org"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: ") as mistake:
        read_config({name: value})
    assert "\n" not in str(mistake.value)


def test_a_bad_token_is_never_repeated() -> None:
    with pytest.raises(BadSetting) as mistake:
        read_config({"BOT_TOKEN": "sekret token"})
    assert "sekret" not in str(mistake.value)
