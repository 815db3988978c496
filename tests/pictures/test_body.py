"""The muscle map as it is drawn: each muscle has its own place on the body, on the sides where it is seen, and no other's."""

from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from PIL import Image, ImageChops

from bot.pictures import back_of_body, body, front_of_body
from bot.pictures.canvas import WIDTH, Canvas
from bot.pictures.drawing import draw
from bot.pictures.frame import HEAD
from bot.pictures.outline import outline
from bot.pictures.shapes import Point
from bot.pictures.silhouette import ARM, TALL, TRUNK_BEHIND, TRUNK_IN_FRONT
from bot.pictures.theme import palette
from bot.screens.figures import BodyMap, Key, Picture, Theme, Tone
from bot.training.vocabulary import Muscle

BEHIND_ONLY = {Muscle.GLUTES, Muscle.HAMSTRINGS, Muscle.LOWER_BACK, Muscle.MIDDLE_BACK}
IN_FRONT_ONLY = {Muscle.BICEPS, Muscle.CHEST, Muscle.QUADRICEPS}
SCALE = 0.6
HEIGHT = round(TALL * SCALE)
ENOUGH = 140  # pixels of a muscle on a body as tall as this: about what there is on a phone


def standing(tones: dict[Muscle, Tone], theme: Theme = Theme.LIGHT) -> Image.Image:
    canvas = Canvas(HEIGHT, palette(theme).ground)
    body.bodies(canvas, palette(theme), tones, 0, SCALE)
    return canvas.image()


@pytest.fixture(scope="module")
def places() -> dict[Muscle, Image.Image]:
    """By muscle, where the picture changes when it is coloured: white there, black elsewhere."""
    bare = standing({})
    return {muscle: changed(bare, standing({muscle: Tone.MUCH})) for muscle in Muscle}


def changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """More than half of what it takes to change a pixel whole."""
    difference = ImageChops.difference(one, other).convert("L")
    most = max(shade for shade, count in enumerate(difference.histogram()) if count)
    return difference.point([255 * (2 * shade > most) for shade in range(256)])


def pixels(mask: Image.Image) -> int:
    return mask.histogram()[255]


def test_every_muscle_is_seen_on_the_sides_where_it_is(places: dict[Muscle, Image.Image]) -> None:
    for muscle, place in places.items():
        front, back = pixels(place.crop((0, 0, WIDTH // 2, HEIGHT))), pixels(place.crop((WIDTH // 2, 0, WIDTH, HEIGHT)))
        assert max(front, back) > ENOUGH, muscle
        assert (front == 0) is (muscle in BEHIND_ONLY), muscle
        assert (back == 0) is (muscle in IN_FRONT_ONLY), muscle


def test_no_muscle_colours_anothers_place(places: dict[Muscle, Image.Image]) -> None:
    for one, other in combinations(Muscle, 2):
        assert not pixels(ImageChops.multiply(places[one], places[other])), f"{one} and {other}"


def test_both_halves_of_a_body_are_alike(places: dict[Muscle, Image.Image]) -> None:
    for muscle, place in places.items():
        for middle in body.MIDDLES:
            left, right = (
                place.crop((round(middle) + a, 0, round(middle) + b, HEIGHT)) for a, b in ((-150, 0), (0, 150))
            )
            assert abs(pixels(left) - pixels(right)) <= 10 + 0.2 * pixels(right), muscle


@pytest.mark.parametrize(
    ("trunk", "pieces"), [(TRUNK_IN_FRONT, front_of_body.PIECES), (TRUNK_BEHIND, back_of_body.PIECES)]
)
def test_all_muscles_lie_within_the_body_and_beside_each_other(
    trunk: str, pieces: Sequence[tuple[Muscle | None, str]]
) -> None:
    shapes = outline(trunk), outline(ARM)
    for muscle, piece in pieces:
        for point in outline(piece, body.GAP / 2)[::2]:
            assert any(is_inside(point, shape) for shape in shapes), f"{muscle} at {point}"
    drawn = [(muscle, outline(piece, body.GAP / 2)) for muscle, piece in pieces]
    for (one, edge), (other, shape) in permutations(drawn, 2):
        inside = [point for point in edge[::4] if is_inside(point, shape)]
        assert not inside, f"{one} is on {other} at {inside[0]}"


def is_inside(point: Point, shape: tuple[Point, ...]) -> bool:
    """Whether a way from there to the right crosses the outline an odd number of times."""
    x, y = point
    crossed = False
    if not min(a for a, _ in shape) < x < max(a for a, _ in shape):
        return False
    for (a, b), (c, d) in zip(shape, (*shape[1:], shape[0]), strict=True):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            crossed = not crossed
    return crossed


@pytest.mark.parametrize("theme", Theme)
def test_every_tone_is_drawn_in_its_own_colour_light_and_dark(theme: Theme) -> None:
    tones = dict(zip(Muscle, list(Tone) * 3, strict=False))
    colours = {colour for _, colour in standing(tones, theme).getcolors(1 << 20) or ()}
    assert {palette(theme).tones[tone] for tone in Tone} | {palette(theme).skin, palette(theme).ground} <= colours
    assert palette(theme).ground == standing(tones, theme).getpixel((0, 0))


def test_the_map_has_its_words_and_its_legend_and_is_the_same_each_time() -> None:
    figure = BodyMap("Ready to train", "by what you did lately", {Muscle.LATS: Tone.READY}, (Key(Tone.READY, "ready"),))
    silent = BodyMap("", "", {Muscle.LATS: Tone.READY}, ())
    image, bare = body.draw(figure, Theme.LIGHT), body.draw(silent, Theme.LIGHT)
    assert image.height > bare.height, "a legend takes its room"
    top = (0, 0, WIDTH, HEAD)
    assert len(image.crop(top).getcolors(1 << 16) or ()) > len(bare.crop(top).getcolors(1 << 16) or ()) == 1
    assert draw(Picture(7, figure)) == draw(Picture(7, figure)) != draw(Picture(7, figure, Theme.DARK))
