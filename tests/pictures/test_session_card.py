"""The card of a session as it is drawn: of one size, nothing over its edge, and a body in it whatever else there is."""

from dataclasses import replace

import pytest
from PIL import Image

from bot.pictures import session_card
from bot.pictures.canvas import WIDTH
from bot.pictures.frame import MARGIN
from bot.pictures.session_card import FOOT, HEIGHT
from bot.pictures.theme import Colour, palette
from bot.screens.figures import Key, SessionCard, Sum, Theme, Tone
from bot.training.vocabulary import Muscle

CARD = SessionCard(
    "Back",
    "Tuesday 3 March 2026",
    (Sum("22", "sets"), Sum("6,480 kg", "lifted"), Sum("58 min", "of training")),
    (),
    {Muscle.LATS: Tone.MUCH, Muscle.CALVES: Tone.LITTLE},
)
RECORD = "Seated row. Best for 10 reps: 47.5 kg (45 before)"
LONG = "Chest-supported row with the wide handle on the low pulley. Best estimate for one rep: 72.5 kg (70 before)"
FULL = replace(
    CARD,
    records=(LONG,) * 3,
    more="and 3 more records",
    legend=(Key(Tone.MUCH, "a lot"), Key(Tone.SOME, "some"), Key(Tone.LITTLE, "a little")),
)
ENDLESS = replace(FULL, title="Back " * 50, below="Tuesday " * 50, sums=(Sum("1,000,000,000 kg", "lifted " * 9),) * 3)


def rows_of(image: Image.Image, colour: Colour) -> list[int]:
    """In which rows a colour stands."""
    return [
        y
        for y in range(image.height)
        if any(one == colour for _, one in image.crop((0, y, WIDTH, y + 1)).getcolors(WIDTH) or ())
    ]


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("figure", [CARD, replace(CARD, sums=()), replace(CARD, records=(RECORD,)), FULL, ENDLESS])
def test_nothing_stands_over_the_edge(figure: SessionCard, theme: Theme) -> None:
    image = session_card.draw(figure, theme)
    assert image.size == (WIDTH, HEIGHT)
    for left, right in ((0, MARGIN), (WIDTH - MARGIN, WIDTH)):
        edge = image.crop((left, 0, right, HEIGHT - FOOT)).getcolors() or ()
        assert [colour for _, colour in edge] == [palette(theme).ground], "the margin is free, down to the mark"


def test_records_take_their_room_from_the_body_and_never_cover_it() -> None:
    colours = palette(Theme.LIGHT)
    calves = {number: drawn_with(number) for number in (0, 1, 3)}
    feet = [max(rows_of(image, colours.tones[Tone.LITTLE])) for image in calves.values()]
    assert feet == sorted(feet, reverse=True) and feet[2] < feet[0] - 150
    for number in (1, 3):
        assert feet[list(calves).index(number)] < min(rows_of(calves[number], colours.record))


def drawn_with(records: int) -> Image.Image:
    return session_card.draw(replace(CARD, records=(RECORD,) * records), Theme.LIGHT)


def test_each_record_has_its_star_and_a_long_one_two_lines() -> None:
    def stars(figure: SessionCard) -> int:
        rows = rows_of(session_card.draw(figure, Theme.LIGHT), palette(Theme.LIGHT).record)
        return sum(here - before > 1 for before, here in zip((-9, *rows), rows, strict=False))

    assert (stars(CARD), stars(replace(CARD, records=(RECORD,))), stars(FULL)) == (0, 1, 3)
    assert [len(session_card._in_lines(record)) for record in (RECORD, LONG)] == [1, 2]
    assert " ".join(session_card._in_lines(LONG)) == LONG
