"""Settings from the environment: what is taken, and the one clear line for each that cannot be."""

import pytest

from bot.config import DEFAULT_DATABASE, TELEGRAM, BadSetting, read_config

TOKEN = "123456:ABC-def_1"
SECRET = "c0rrect-horse_battery"
HOOKED = {
    "BOT_TOKEN": TOKEN,
    "WEBHOOK_URL": "https://spotter.example.org/updates",
    "WEBHOOK_SECRET": SECRET,
    "PORT": "9000",
}


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
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_SECRET", "a" * 257),
        ("WEBHOOK_SECRET", "no spaces or umläuts"),
        ("MESSAGES_PER_SECOND", "0"),
        ("MESSAGES_PER_SECOND", "1001"),
        ("MESSAGES_PER_SECOND", "many"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: ") as mistake:
        read_config({name: value})
    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("BOT_TOKEN", "sekret token"), ("WEBHOOK_SECRET", "sekret!"), ("BOT_API_URL", "ftp://me:sekret@host")],
)
def test_what_may_hold_a_secret_is_never_repeated(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as mistake:
        read_config({name: value})
    assert "sekret" not in str(mistake.value)


def test_a_webhook_has_its_address_its_path_and_its_secret() -> None:
    config = read_config(HOOKED)
    assert config.webhook is not None and config.port == 9000
    assert (config.webhook.url, config.webhook.path, config.webhook.secret) == (
        "https://spotter.example.org/updates",
        "/updates",
        SECRET,
    )


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org:8443/", "http://127.0.0.1:9000/a", "http://[::1]/a"]
)
def test_an_address_is_public_and_safe_or_at_home(url: str) -> None:
    assert read_config(HOOKED | {"WEBHOOK_URL": url}).webhook is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/updates",
        "ftp://example.org",
        "https://",
        "https://[",
        "https://host:port/",
        "https://me:sekret@example.org/",
        "https://example.org/updates?sekret=1",
        "https://example.org/updates#sekret",
        "https://example.org/a%2Fsekret",
        "https://example.org/ sekret",
        "https://example.org/a\nsekret",
        "https://example.org/ä-sekret",
        "https://example.org/metrics",
        "updates",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadSetting, match=r"^WEBHOOK_URL: ") as mistake:
        read_config(HOOKED | {"WEBHOOK_URL": url})
    assert "sekret" not in str(mistake.value) and "\n" not in str(mistake.value)


@pytest.mark.parametrize("missing", ["BOT_TOKEN", "WEBHOOK_SECRET", "PORT"])
def test_a_webhook_needs_more_than_an_address(missing: str) -> None:
    with pytest.raises(BadSetting, match=f"^WEBHOOK_URL: needs {missing} ") as mistake:
        read_config(HOOKED | {missing: ""})
    assert SECRET not in str(mistake.value) and TOKEN not in str(mistake.value)


def test_a_secret_that_waits_for_a_webhook_changes_nothing() -> None:
    assert read_config({"WEBHOOK_SECRET": SECRET}).webhook is None


def test_what_must_not_be_shown_is_known_whole_and_in_its_secret_parts() -> None:
    url = "postgres://me:s%2Fsame@host/db?password=sekond"
    config = read_config(HOOKED | {"DATABASE_URL": url, "BOT_API_URL": "http://me:th1rd@127.0.0.1:8081"})
    assert set(config.secrets) == {TOKEN, "ABC-def_1", SECRET, "s%2Fsame", "s/same", "sekond", "th1rd"}
    assert not [
        secret for secret in config.secrets if secret in repr(config.webhook) + repr(config).replace("th1rd", "")
    ]


def test_a_database_without_a_password_hides_nothing() -> None:
    assert read_config({}).secrets == ()


def test_how_fast_a_bot_may_speak() -> None:
    assert read_config({}).messages_per_second == 30
    assert read_config({"MESSAGES_PER_SECOND": "1000"}).messages_per_second == 1000
