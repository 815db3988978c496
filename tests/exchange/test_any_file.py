"""Whatever the bytes, a reading or one line comes of them; whatever happens to an export on its way, too."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.exchange.reading import MOST_ODD, Problem, Reading
from bot.exchange.recognise import read
from bot.training.quantities import Unit
from bot.training.vocabulary import SetKind
from tests.exchange.files import BERLIN, LATEST, SAMPLES

FILES = [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
HEADERS = [body.partition(b"\n")[0] + b"\n" for body in FILES]
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b'"', b'""', b"\r", b"\n", b",", b";", b"\t", b"\0", b"-", b"9" * 30, b"1e99", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
)


def check(body: bytes, unit: Unit = Unit.KG) -> None:
    found = read(body, BERLIN, unit, LATEST)
    if isinstance(found, Problem):
        assert found.line
        assert "\n" not in found.line
        return
    sound(found)


def sound(found: Reading) -> None:
    sets = [one for session in found.sessions for exercise in session.exercises for one in exercise.sets]
    assert (len(sets), len(found.sessions)) == (found.sets, found.count)
    assert sum(name.sets for name in found.names) == found.sets
    assert all(one.reps >= 1 and one.load.weight.amount == round(one.load.weight.amount, 3) for one in sets)
    assert all(one.load.on_body or one.load.weight.amount > 0 for one in sets)
    assert all(session.started <= session.finished for session in found.sessions)
    assert all(session.started.tzinfo is not None for session in found.sessions)
    assert [one.started for one in found.sessions] == sorted(one.started for one in found.sessions)
    assert len(found.odd) <= MOST_ODD
    assert found.left_out + found.marked >= len(found.odd)
    assert sum(one.kind is SetKind.ODD for one in sets) <= found.marked


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(Unit))
def test_any_bytes(body: bytes, unit: Unit) -> None:
    check(body, unit)


@settings(deadline=None)
@given(st.sampled_from(HEADERS), st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@example(HEADERS[0], "\u0661,\u0662 Sep \u0662\u0660\u0662\u0665")
def test_any_text_below_a_header(header: bytes, text: str) -> None:
    check(header + text.encode())


CELLS = st.sampled_from(
    [
        "", "0", "5", "-5", "8.5", "82,5", "1,271", "NaN", "9" * 400, "½", "\u0000", "a\nb", "kg", "lbs", "true",
        "Squat (Barbell)", "W", "Note", "Rest Timer", "warmup", "failure", "1h 5m", "0:30", "7:00 AM",
        "2025-09-15 07:48:00", "15 Sep 2025, 07:48", "2025/09/15",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADERS), st.lists(st.lists(CELLS, min_size=1, max_size=24), max_size=8))
def test_any_cells_in_any_columns(header: bytes, rows: list[list[str]]) -> None:
    delimiter = ";" if b";" in header else ","
    lines = (delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    check(header + "\n".join(lines).encode() + b"\n")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_an_export_with_pieces_cut_out_and_put_in(body: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(len(body), start + 40)))
        body = body[:start] + data.draw(PIECES) + body[end:]
    check(body)
