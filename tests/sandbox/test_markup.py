"""Text with marks: HTML and given entities become Telegram's entities, to the UTF-16 unit and to the word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import utf16
from bot.sandbox.refusals import Refusal
from bot.sandbox.text import formatted_text
from tests.sandbox.rig import ROBIN, Rig


def html(source: str) -> tuple[str, list[tuple[int, int, str]]]:
    formatted = formatted_text(source, "HTML", None)
    return formatted.text, [(e["offset"], e["length"], e["type"]) for e in formatted.entities]


def refusal(source: str) -> str:
    with pytest.raises(Refusal) as refused:
        formatted_text(source, "HTML", None)
    return refused.value.words.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"),
        ("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough"),
        ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"), ("tg-spoiler", "spoiler"), ("B", "bold"),
    ],
)  # fmt: skip
def test_each_tag_means_its_entity(tag: str, kind: str) -> None:
    assert html(f"do <{tag}>ten</{tag}> reps") == ("do ten reps", [(3, 3, kind)])


def test_offsets_count_utf16_units_so_an_emoji_counts_twice() -> None:
    assert html("🏋🏽 <b>Back 💪</b> é <i>×</i>") == ("🏋🏽 Back 💪 é ×", [(5, 7, "bold"), (15, 1, "italic")])


def test_nested_tags_are_ordered_from_the_outside_in() -> None:
    text, entities = html("<i>a <b>b</b></i><u><s>c</s></u>")
    assert text == "a bc"
    assert entities == [(0, 3, "italic"), (2, 1, "bold"), (3, 1, "underline"), (3, 1, "strikethrough")]


def test_the_time_tag_carries_its_moment_and_format() -> None:
    source = 'Rest until <tg-time unix="1789000000" format="T">18:32:10</tg-time>'
    assert formatted_text(source, "HTML", None).entities == [
        {"offset": 11, "length": 8, "type": "date_time", "unix_time": 1789000000, "date_time_format": "T"}
    ]
    bare = formatted_text("<tg-time unix='1789000000'>soon</tg-time>", "HTML", None)
    assert bare.entities == [{"offset": 0, "length": 4, "type": "date_time", "unix_time": 1789000000}]
    assert html("<tg-time>soon</tg-time>") == ("soon", [])
    assert refusal('<tg-time unix="1789000000" format="x">soon</tg-time>') == "Invalid date format used"


def test_links_are_kept_as_telegram_writes_them() -> None:
    source = '<a href="https://example.org?a=1&amp;b=2">how</a> <a>example.org</a> <a href="nowhere">no</a>'
    formatted = formatted_text(source, "HTML", None)
    assert formatted.text == "how example.org no"
    assert [(e["offset"], e["length"], e["url"]) for e in formatted.entities] == [
        (0, 3, "https://example.org/?a=1&b=2"),
        (4, 11, "http://example.org/"),
    ]
    mention = formatted_text('<a href="tg://user?id=1001">Robin</a>', "HTML", None).entities[0]
    assert mention["type"] == "text_mention" and mention["user"]["id"] == 1001


def test_code_with_a_language_and_an_expandable_quote() -> None:
    pre = formatted_text('<pre><code class="language-python">x</code></pre>', "HTML", None).entities
    assert pre == [{"offset": 0, "length": 1, "type": "pre", "language": "python"}]
    assert html("<pre>a<code>b</code></pre>")[1] == [(0, 2, "pre"), (1, 1, "code")]
    assert html("<blockquote expandable>long</blockquote>")[1] == [(0, 4, "expandable_blockquote")]
    assert html('<span class="tg-spoiler">psst</span>')[1] == [(0, 4, "spoiler")]


def test_nothing_is_marked_inside_code_and_touching_marks_become_one() -> None:
    assert html("<b>a <code>b</code> c</b>")[1] == [(0, 2, "bold"), (2, 1, "code"), (3, 2, "bold")]
    assert html("<b>a</b><b>b</b>")[1] == [(0, 2, "bold")]


def test_references_stand_for_characters_and_unknown_ones_for_themselves() -> None:
    assert html("&lt;b&gt; &amp; &quot;&#215;&#xD7;&#128170;&quot;")[0] == '<b> & "××💪"'
    assert html("Q&A &nbsp; &#0; &") == ("Q&A &nbsp; &#0; &", [])
    assert "invalid Unicode" in refusal("&#xD800;")


def test_outer_blanks_go_and_entities_move_along() -> None:
    assert html(" \n <b>Set</b> 1 \n") == ("Set 1", [(0, 3, "bold")])
    # What is marked keeps its leading blanks; trailing ones go everywhere.
    assert html("<b>  Set </b>") == ("  Set", [(0, 5, "bold")])
    assert html("a\r\nb\tc") == ("a\nb c", [])
    assert html("a <b> </b>") == ("a", [])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
        ("3 <4", "Unclosed start tag at byte offset 2"),
        ("💪</b>", "Unexpected end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_what_cannot_be_parsed_is_named_with_its_place(source: str, words: str) -> None:
    assert refusal(source) == words


@given(st.text(alphabet=st.sampled_from('<>/&;="b i#x1💪é\n'), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_source_is_parsed_or_refused_and_entities_stay_inside_the_text(source: str) -> None:
    try:
        formatted = formatted_text(source, "HTML", None)
    except Refusal:
        return
    assert formatted.text == formatted.text.rstrip(" \n")
    for entity in formatted.entities:
        assert entity["offset"] >= 0 and entity["length"] > 0
        assert entity["offset"] + entity["length"] <= utf16(formatted.text)


def test_commands_and_links_are_marked_without_being_asked() -> None:
    text = "💪 /start@spotter_bot see https://example.org/a?b=c, not a/b or </c>"
    entities = formatted_text(text, "", None).entities
    assert [(e["offset"], e["length"], e["type"]) for e in entities] == [
        (3, 18, "bot_command"),
        (26, 25, "url"),
    ]
    assert formatted_text("<code>/start</code>", "HTML", None).entities[0]["type"] == "code"
    assert len(formatted_text("<code>/start</code>", "HTML", None).entities) == 1


async def test_entities_may_be_given_directly(rig: Rig) -> None:
    entities: list[dict[str, Any]] = [
        {"type": "bold", "offset": 5, "length": 7},
        {"type": "date_time", "offset": 14, "length": 4, "unix_time": 1789000000, "date_time_format": "r"},
        {"type": "bot_command", "offset": 0, "length": 2},
    ]
    sent = await rig.ok("sendMessage", chat_id=ROBIN, text=" 🏋 \r Back 💪 soon ", entities=entities)
    assert sent["text"] == "🏋  Back 💪 soon"
    assert [(e["offset"], e["length"], e["type"]) for e in sent["entities"]] == [
        (3, 7, "bold"),
        (12, 4, "date_time"),
    ]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "loud", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "bold", "length": 1}, 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
        ("bold", "can't parse MessageEntity: expected an Object"),
        ({"type": "date_time", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"unix_time\""),
    ],
)
async def test_wrong_entities_are_refused(rig: Rig, entity: object, words: str) -> None:
    assert await rig.refused("sendMessage", chat_id=ROBIN, text="hi", entities=[entity]) == f"Bad Request: {words}"
