"""The guide of an exercise: sections of paragraphs, steps and points, with **bold** as the only mark.

Wrapped lines are joined, steps are numbered anew, and whatever a Telegram message cannot show (tables, HTML, links, deeper
headings) is a problem where it stands. What the sections mean to a lifter is not known here.
"""

import re
from dataclasses import dataclass, field

from bot.content.pages import Page, Word
from bot.content.problems import nearest, no_such, quoted
from bot.training.plan import Guide, Place, Section

REQUIRED_SECTIONS = ("Set up", "Move", "Breathe", "Watch out")
MOST_SECTIONS = 12
LONGEST_TITLE = 40
LONGEST_GUIDE = 3_600  # of Telegram's 4096: above it stand the exercise's name, muscles and equipment

_FORMS = (
    (re.compile(r"([-*_=] ?){3,}$"), "rules and underlined headings are not known here"),
    (re.compile(r"[*+] "), "a point begins with '- '"),
    (re.compile(r"[0-9]+\) "), "a step begins like '1. '"),
    (re.compile(r"\|"), "tables do not fit in a chat; write points"),
    (re.compile(r">"), "quotations are not known here"),
)
_MARKS = (
    (re.compile(r"<(?=[A-Za-z/!?])"), "HTML is not read here; write plain words"),
    (re.compile(r"&(?=#?\w{1,30};)"), "HTML is not read here; write the character itself"),
    (
        re.compile(r"!?\[[^\[\]]{0,200}\](?=[(\[])|https?://|www\."),
        "links are not shown here; name the source in words",
    ),
    (re.compile(r"`+|~~|_"), "the only mark within a line is **bold**"),
    (re.compile(r"\\"), "a backslash means nothing here; delete it"),
)
_HEADING = re.compile(r"(#+)( *)")
_STEP = re.compile(r"([0-9]{1,3})\. +")
_POINT = re.compile(r"- +")
_STARS = re.compile(r"\*+")


@dataclass(slots=True)
class _Line:
    """A paragraph, step or point in the making: how it begins, and the words of its wrapped lines."""

    lead: str
    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def at(self, offset: int) -> Place:
        for word in self.words:
            if offset <= len(word.text):
                return word.at(offset)
            offset -= len(word.text) + 1
        return self.words[-1].at(len(self.words[-1].text))


@dataclass(slots=True)
class _Draft:
    """A section in the making, and the number of its last step."""

    title: Word
    lines: list[_Line] = field(default_factory=list)
    steps: int = 0


def read_guide(page: Page, first_line: int) -> Guide:
    """The sections from this line on; what is wrong goes to the page's problems."""
    drafts = _drafts(page, first_line)
    titles = _check_titles(page, drafts)
    size = 0
    sections: list[Section] = []
    for draft, title in zip(drafts, titles, strict=True):
        lines = []
        for line in draft.lines:
            _check_marks(page, line)
            before, size = size, size + _size(line.lead + line.text) + 1
            if before <= LONGEST_GUIDE < size:
                page.add(
                    line.words[0].place,
                    f"the guide is longer than one message from here on ({LONGEST_GUIDE} characters)",
                )
            lines.append(line.lead + line.text)
        size += _size(title) + 2
        sections.append(Section(title, tuple(lines)))
    return Guide(tuple(sections))


def _size(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 units, without the marks."""
    return len(text.replace("**", "").encode("utf-16-le")) // 2


def _drafts(page: Page, first_line: int) -> list[_Draft]:
    preface = _Draft(page.word(first_line) if first_line <= len(page.lines) else Word("", page.place()))
    drafts: list[_Draft] = []
    open_line: _Line | None = None
    for number in range(first_line, len(page.lines) + 1):
        whole = page.word(number)
        word = whole.part(0, len(whole.text))
        heading = _HEADING.match(word.text)
        if heading and len(drafts) == MOST_SECTIONS:
            page.add(word.place, f"a guide has at most {MOST_SECTIONS} sections")
            break
        if heading:
            drafts.extend(_opened(page, word, heading))
        if not word.text or heading or not _is_well_formed(page, word):
            open_line = None
        else:
            open_line = _take(page, drafts[-1] if drafts else preface, open_line, word)
    if preface.lines:
        page.add(
            preface.lines[0].words[0].place,
            f"text before the first section; begin with '## {REQUIRED_SECTIONS[0]}'",
        )
    return drafts


def _opened(page: Page, word: Word, heading: re.Match[str]) -> list[_Draft]:
    """The section that a heading opens; a heading of another level opens none."""
    if heading[1] != "##":
        page.add(word.place, "headings are '## Title', neither higher nor deeper")
        return []
    if not heading[2]:
        page.add(word.place, "a title comes after '## '")
    return [_Draft(word.part(heading.end(), len(word.text)))]


def _is_well_formed(page: Page, word: Word) -> bool:
    for form, message in _FORMS:
        if form.match(word.text):
            page.add(word.place, message)
            return False
    return True


def _take(page: Page, draft: _Draft, open_line: _Line | None, word: Word) -> _Line:
    """Adds a line of the file to the section: a new step, point or paragraph, or more of the one before."""
    step, point = _STEP.match(word.text), _POINT.match(word.text)
    if not step and not point and open_line is not None:
        open_line.words.append(word)
        return open_line
    if step:
        # Steps count on by themselves, and begin anew at a '1.' that does not follow a step.
        anew = int(step[1]) == 1 and not (draft.lines and draft.lines[-1].lead[:1].isdigit())
        draft.steps = 1 if anew else draft.steps + 1
    lead = f"{draft.steps}. " if step else "- " if point else ""
    match = step or point
    if match and word.place.column > 1:
        page.add(word.place, "lists do not nest; begin this line at the margin")
    line = _Line(lead, [word.part(match.end() if match else 0, len(word.text))])
    draft.lines.append(line)
    return line


def _check_titles(page: Page, drafts: list[_Draft]) -> list[str]:
    """The titles as they are shown; problems for those that are misnamed, missing, doubled or out of order."""
    titles = _named(page, drafts)
    for index, (draft, title) in enumerate(zip(drafts, titles, strict=True)):
        _check_title(page, draft, title)
        later = REQUIRED_SECTIONS[REQUIRED_SECTIONS.index(title) + 1 :] if title in REQUIRED_SECTIONS else ()
        if title in titles[:index]:
            page.add(draft.title.place, f"a second section {quoted(title)}")
        elif set(later) & set(titles[:index]):
            page.add(
                draft.title.place,
                f"{quoted(title)} stands too late; the order is {', '.join(REQUIRED_SECTIONS)}",
            )
        elif title not in REQUIRED_SECTIONS and set(REQUIRED_SECTIONS) & set(titles[index:]):
            page.add(
                draft.title.place,
                f"{quoted(title)} stands too early; {REQUIRED_SECTIONS[-1]!r} comes before it",
            )
    for title in REQUIRED_SECTIONS:
        if title not in titles:
            page.add(page.end, f"the section '## {title}' is missing")
    return titles


def _named(page: Page, drafts: list[_Draft]) -> list[str]:
    """The titles with the spelling of the required ones; a near miss is a problem and counts as what was meant."""
    required = {title.casefold(): title for title in REQUIRED_SECTIONS}
    titles = [required.get(draft.title.text.casefold(), draft.title.text) for draft in drafts]
    for index, draft in enumerate(drafts):
        missing = [title for title in REQUIRED_SECTIONS if title not in titles]
        meant = nearest(titles[index], missing)
        if titles[index] not in REQUIRED_SECTIONS and meant is not None:
            page.add(draft.title.place, no_such("section", titles[index], missing))
            titles[index] = meant
    return titles


def _check_title(page: Page, draft: _Draft, title: str) -> None:
    if len(title) > LONGEST_TITLE:
        page.add(draft.title.at(LONGEST_TITLE), f"a section's title has at most {LONGEST_TITLE} characters")
    if "*" in title:
        page.add(draft.title.at(title.index("*")), "a title needs no marks")
    _check_marks(page, _Line("", [draft.title]))
    if not draft.lines:
        page.add(draft.title.place, f"the section {quoted(title)} is empty")


def _check_marks(page: Page, line: _Line) -> None:
    """The first of each kind of wrong mark; more of them on the same line would tell an author nothing new."""
    text = line.text
    for mark, message in _MARKS:
        found = mark.search(text)
        if found:
            page.add(line.at(found.start()), message)
    opened: int | None = None
    for stars in _STARS.finditer(text):
        if len(stars[0]) != 2:
            page.add(line.at(stars.start()), "the only mark within a line is **bold**")
            return
        if opened is None:
            opened = stars.start()
            continue
        inner = text[opened + 2 : stars.start()]
        if inner != inner.strip():
            page.add(line.at(opened), "no spaces between ** and the bold words")
            return
        opened = None
    if opened is not None:
        page.add(line.at(opened), "bold begins here and is never closed")
