"""/export in the chat: three files in one go, or one of them; what they say is what was lifted."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar

from bot.exchange import own_json
from bot.exchange.past import Past
from tests.coach.days import plans
from tests.coach.past import trains
from tests.house import House
from tests.phone import Json, Phone, text

BERLIN = ZoneInfo("Europe/Berlin")
READY = "Your training, to take with you"


def files(phone: Phone) -> list[Json]:
    return [message for message in phone.from_bot if "document" in message]


def named(phone: Phone, kind: str) -> Json:
    return next(m for m in files(phone) if m["document"]["file_name"].endswith(kind))


async def exports(robin: Phone, words: str = "") -> None:
    before = len(files(robin))
    await robin.says(f"/export {words}".strip())
    await robin.until(lambda: len(files(robin)) > before and not _under_way(robin), "the files")


def _under_way(phone: Phone) -> bool:
    return any("Writing your files" in text(message) for message in phone.from_bot)


async def test_one_command_brings_all_three_in_an_album(spotter: House, robin: Phone) -> None:
    await robin.says("/start")
    await plans(robin, "mon thu 18:00", "Berlin")
    await trains(robin, "40x10 10 9 8")
    await exports(robin)
    names = [message["document"]["file_name"] for message in files(robin)]
    day = datetime.fromtimestamp(files(robin)[0]["date"], BERLIN).date()
    assert names == [f"spotter-{day}.{kind}" for kind in ("csv", "json", "ics")]
    assert len({message["media_group_id"] for message in files(robin)}) == 1
    told = text(await robin.sees(READY))
    assert "1 session, 4 sets" in told and "/import" in told
    table = list(csv.DictReader(io.StringIO((await robin.downloads(named(robin, "csv"))).decode())))
    assert [(row["exercise_title"], row["weight_kg"], row["reps"]) for row in table] == [
        ("High row machine", "40", reps) for reps in ("10", "10", "9", "8")
    ]
    past = own_json.read(await robin.downloads(named(robin, "json")))
    assert isinstance(past, Past) and past.profile is not None
    assert past.profile.habits.days == frozenset({0, 3})
    calendar = icalendar.Calendar.from_ical(await robin.downloads(named(robin, "ics")))
    assert {str(event["summary"]) for event in calendar.walk("VEVENT")} == {"Back, top to bottom", "Biceps"}
