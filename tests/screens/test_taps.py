"""What buttons carry: it fits, it comes back the same, and nothing that is not ours gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.taps import MOST_BYTES, Tap, Verb, decode, encode

ABOUT = st.text("abcdefghijklmnopqrstuvwxyz0123456789.+-_", max_size=16)
TAPS = st.builds(
    Tap,
    st.sampled_from(Verb),
    st.integers(1, 2**52),
    ABOUT,
    st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=8),
    st.integers(0, 99999),
)


@given(TAPS)
def test_a_tap_fits_in_a_button_and_comes_back_the_same(tap: Tap) -> None:
    data = encode(tap)
    assert len(data.encode()) <= MOST_BYTES
    assert decode(data) == tap


@given(st.text(max_size=80) | st.from_regex(r"[a-zA-Z?]{1,3}:\d{0,25}:[a-z0-9]{0,20}:\d{0,12}:.{0,50}"))
def test_any_data_at_all_is_a_tap_or_nothing(data: str) -> None:
    tap = decode(data)
    assert tap is None or isinstance(tap.verb, Verb)


@pytest.mark.parametrize(
    "data",
    ["", "l", "l:7:s1:0", "zz:7:s1:0:", "l:7:S1:0:", "l::s1:0:", "l:7:s1::", "l:7:s1:0:<b>", "L:7:s1:0:"],
)
def test_what_is_not_ours_is_nothing(data: str) -> None:
    assert decode(data) is None


def test_a_tap_that_does_not_fit_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(Tap(Verb.EXERCISE, 2**52, "a" * 40, "abcdefgh", 99999))
