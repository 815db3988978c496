"""One broken page for every kind of problem, and the line it must print. The tests that use them are elsewhere."""

from dataclasses import dataclass

from tests.content.folder import GOOD, MORE


@dataclass(frozen=True)
class Broken:
    """A page of the good folder with one piece replaced, and what the check then says."""

    file: str
    old: str
    new: str
    says: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file} {self.new[:30]!r}"

    def files(self) -> dict[str, str]:
        files = GOOD | MORE
        text = files[self.file]
        assert self.old in text
        return files | {self.file: text.replace(self.old, self.new, 1)}


def row(old: str, new: str, *says: str) -> Broken:
    return Broken("exercises/row.md", old, new, tuple(f"exercises/row.md:{line}" for line in says))


def pull(old: str, new: str, *says: str) -> Broken:
    return Broken("workouts/pull.md", old, new, tuple(f"workouts/pull.md:{line}" for line in says))


def floor(old: str, new: str, *says: str) -> Broken:
    return Broken("workouts/floor.md", old, new, tuple(f"workouts/floor.md:{line}" for line in says))


def lunge(old: str, new: str, *says: str) -> Broken:
    return Broken("exercises/lunge.md", old, new, tuple(f"exercises/{line}" for line in says))


def both(old: str, new: str, *says: str) -> Broken:
    return Broken("programs/both.md", old, new, tuple(f"programs/both.md:{line}" for line in says))


_LONG = "x" * 41
_ITEMS = ", ".join("abcdefghijklmnopqrstu")
_NO_FRONT = "no front matter: the first line is '---', then the fields, then '---' again"
_ORDER = "the order is Set up, Move, Breathe, Watch out"
_HTML = "HTML is not read here; write plain words"
_LINKS = "links are not shown here; name the source in words"
_ONLY_BOLD = "the only mark within a line is **bold**"

TEXT = (
    row("Sit down.", "Sit\tdown.", "14:4: a tab; use spaces"),
    row("Sit down.", "Sit down.\x00", "14:10: a character that cannot be seen (\\x00); delete it"),
    row("Sit down.", "\u202eSit down.", "14:1: a character that cannot be seen (\\u202e); delete it"),
    row("Sit down.\n", "Sit down.\r\r\n", "14:10: a character that cannot be seen (\\r); delete it"),
    row("Sit down.\n", "Sit\u2028down.\ufeff\n", "14:4: a character that cannot be seen (\\u2028); delete it"),
)

FRONT_MATTER = (
    row("---\nname", "name", f"1:1: {_NO_FRONT}"),
    row("5 lb\n---\n", "5 lb\n", "1:1: the front matter that begins here has no closing '---'"),
    row("name: Row", "name: Row: heavy", "2:10: not YAML: mapping values are not allowed here"),
    row("[rowing]", '["\\U00110000"]', "1:1: not YAML: it holds an escape or a directive that means nothing"),
    row("[rowing]", '["\\UFFFFFFFF"]', "1:1: not YAML: it holds an escape or a directive that means nothing"),
    row("name: Row", "x: " + "y" * 9000, "1:1: the front matter is longer than 8192 characters"),
    row(
        "[rowing]",
        "&a [rowing]",
        "3:10: anchors and aliases (& and *) are not read here; write it out, or quote it",
    ),
    row("[rowing]", "[*a]", "3:11: anchors and aliases (& and *) are not read here; write it out, or quote it"),
    row("Row", "!!python/object:x Row", "2:7: tags (!) are not read here; leave it out, or quote it"),
    row("[rowing]", "[[[[rowing]]]]", "3:12: nested too deep"),
    row("[rowing]", f"[{_ITEMS}]", "3:71: a list has at most 20 items"),
    row("name: Row", "name: Row\n...\n--- x", "4:1: a second YAML document begins here"),
    row("[rowing]", '["row\\x07"]', "3:11: an escape for a character that cannot be seen"),
    row("name: Row", "name: Row\n[a]: b", "3:1: a field's name is a plain word"),
    row("lumbar: low", "lumbar: low\nrest: 2:00", "11:1: the field 'rest' stands here again (first in line 9)"),
    both(
        "name: Both\nabout: One after the other.",
        "Both",
        "1:1: the front matter holds fields, each like 'name: Seated row'",
    ),
)

FIELDS = (
    row("aliases:", "alias:", "3:1: no field 'alias'; did you mean 'aliases'?"),
    row("lumbar: low\n", "", "1:1: the field 'lumbar' is missing"),
    row("name: Row", "name:", "2:1: the field 'name' is empty"),
    row("[lats, upper back]", "[]", "6:1: the field 'primary' is empty"),
    row("name: Row", "name: [Row]", "2:7: 'name' is one value, not a list or fields of its own"),
    row("[rowing]", "rowing", "3:10: 'aliases' is a list, like [one, two]"),
    row("[rowing]", "[[rowing]]", "3:11: an item of 'aliases' is one value"),
    row("[cable]", "[cable, bench, cable]", "5:27: 'cable' stands twice in 'equipment'"),
    row("[lats, upper back]", "[middle back, upper back]", "6:24: 'upper back' stands twice in 'primary'"),
    row("name: Row", f"name: {_LONG}", "2:47: a name has at most 40 characters, this one 41"),
    pull("Rows and curls.", "y" * 201, "3:208: at most 200 characters, this is 201"),
    row("weight x reps", "weight × rep", "4:7: no load 'weight × rep'; did you mean 'weight x reps'?"),
    row("lumbar: low", "lumbar: none", "8:9: no lumbar load 'none'; there is 'high', 'low', 'medium'"),
    row("[cable]", "[cables]", "5:13: no equipment 'cables'; did you mean 'cable'?"),
    row("[lats, ", "[lats, uper back, ", "6:17: no muscle 'uper back'; did you mean 'upper back'?"),
    row("[lats, ", "[lats, xyz, ", "6:17: no muscle 'xyz'"),
    row("secondary: [biceps]", "secondary: [traps, Lats]", "7:20: 'Lats' is a primary muscle already"),
    row("swaps: [curl]", "swaps: [curl, crul]", "9:15: no exercise 'crul'; did you mean 'curl'?"),
    row("swaps: [curl]", "swaps: [curl, row]", "9:15: an exercise does not swap with itself"),
    row("rest: 1:30", "rest: 2:75", "10:7: '2:75' is no rest in minutes and seconds, like '1:30'"),
    row("rest: 1:30", 'rest: "15:01"', "10:8: a rest is at most 15:00, not 15:01"),
    row("2.5 kg / 5 lb", "2.5 kg", "11:7: '2.5 kg' is no load step in both units, like '2.5 kg / 5 lb'"),
    row("2.5 kg / 5 lb", "2.5 kg / 0 lb", "11:16: a load step is more than zero"),
    row("2.5 kg / 5 lb", "0.0 kg / 5 lb", "11:7: a load step is more than zero"),
    pull(
        "rest_days: 1-2",
        "rest_days: few",
        "4:12: 'few' is no number or range of rest days, like '0' or '0-7'",
    ),
    pull("rest_days: 1-2", "rest_days: 1-8", "4:14: rest days go from 0 to 7, not 8"),
    pull("rest_days: 1-2", "rest_days: 2-1", "4:12: '2-1' runs backwards: write the smaller number first"),
    pull("sessions_a_week: 1-3", "sessions_a_week: 0-3", "5:18: sessions go from 1 to 7, not 0"),
    pull("    days: 1", "    days: 1-2", "8:11: '1-2' is a range; days are one number here"),
    pull("workout: arms", "workout: arm", "7:14: no workout 'arm'; did you mean 'arms'?"),
    pull("workout: arms", "workout: pull", "7:14: 'rest_days' already says when this workout may come again"),
    pull(
        "---\n- ",
        "  - {workout: arms, days: 2, reason: Again.}\n---\n- ",
        "10:15: a second rule about 'arms'",
    ),
    pull("    days: 1\n", "", "7:5: the field 'days' is missing"),
    pull(
        "    days: 1\n",
        "    day: 1\n",
        "7:5: the field 'days' is missing",
        "8:5: no field 'day'; did you mean 'days'?",
    ),
    pull(
        "  - workout",
        "    workout",
        "7:5: 'follow_ups' is a list whose items have fields, each begun with '- '",
    ),
)

NAMES = (
    row("[rowing]", "[CURL]", "3:11: 'CURL' already names 'curl'"),
    row("name: Row", "name: Curl", "2:7: 'Curl' already names 'curl'"),
    row("[rowing]", "[rowing, Rowing]", "3:19: 'Rowing' names this one twice"),
    pull("name: Pull", "name: Arms", "2:7: 'Arms' already names 'arms'"),
    row(
        "swaps: [curl]",
        "avoid_if: [back problems]\nswaps: []",
        "9:12: 'back problems': none of the swaps suits then (lumbar: low is needed)",
    ),
    row("swaps: [curl]", "avoid_if: [knee problems]", "9:12: 'knee problems': none of the swaps suits then"),
    row(
        "swaps: [curl]",
        "avoid_if: [knees]",
        "9:12: no condition 'knees'; there is 'back problems', 'knee problems', 'shoulder problems'",
    ),
)

GUIDES = (
    row("## Breathe\nOut, then in.\n", "", "18:1: the section '## Breathe' is missing"),
    row("## Breathe", "## Breath", "17:4: no section 'Breath'; did you mean 'Breathe'?"),
    row(
        "## Set up\nSit down.\n## Move\n1. Pull.\n",
        "## Move\n1. Pull.\n## Set up\nSit.\n",
        f"15:4: 'Set up' stands too late; {_ORDER}",
    ),
    row(
        "## Breathe",
        "## Variants\nNone.\n## Breathe",
        "17:4: 'Variants' stands too early; 'Watch out' comes before it",
    ),
    row("- Slowly.\n", "- Slowly.\n## Move\nOn.\n", "21:4: a second section 'Move'"),
    row("Sit down.\n", "\n", "13:4: the section 'Set up' is empty"),
    row("- Slowly.\n", "- Slowly.\n##\nOn.\n", "21:1: a title comes after '## '"),
    row("- Slowly.\n", f"- Slowly.\n## {_LONG}\nOn.\n", "21:44: a section's title has at most 40 characters"),
    row("- Slowly.\n", "- Slowly.\n## **More**\nOn.\n", "21:4: a title needs no marks"),
    row(
        "- Slowly.\n",
        "- Slowly.\n" + "".join(f"## {n}\nb\n" for n in range(9)),
        "37:1: a guide has at most 12 sections",
    ),
    row("## Set up", "Hello.\n## Set up", "13:1: text before the first section; begin with '## Set up'"),
    row("Sit down.", "Sit down.\n### Deeper", "15:1: headings are '## Title', neither higher nor deeper"),
    row("## Set up", "# Row\n## Set up", "13:1: headings are '## Title', neither higher nor deeper"),
    row("Sit down.", "Sit down.\n---", "15:1: rules and underlined headings are not known here"),
    row("- Slowly.", "* Slowly.", "19:4: the section 'Watch out' is empty", "20:1: a point begins with '- '"),
    row("1. Pull.", "1. Pull.\n2) Rest.", "17:1: a step begins like '1. '"),
    row("Sit down.", "Sit down.\n| a | b |", "15:1: tables do not fit in a chat; write points"),
    row("Sit down.", "Sit down.\n> Ha.", "15:1: quotations are not known here"),
    row("- Slowly.", "- Slowly.\n  - Slower.", "21:3: lists do not nest; begin this line at the margin"),
    row("Sit down.", "Sit <b>down</b>.", f"14:5: {_HTML}"),
    row("Sit down.", "Sit &amp; row.", "14:5: HTML is not read here; write the character itself"),
    row("Sit down.", "Sit [down](x).", f"14:5: {_LINKS}"),
    row("Sit down.", "Sit\nat www.example.org.", f"15:4: {_LINKS}"),
    row("Sit down.", "Sit _down_.", f"14:5: {_ONLY_BOLD}"),
    row("Sit down.", "Sit *down*.", f"14:5: {_ONLY_BOLD}"),
    row("Sit down.", "Sit\\down.", "14:4: a backslash means nothing here; delete it"),
    row("Sit down.", "Sit **down.", "14:5: bold begins here and is never closed"),
    row("- Slowly.", "- Very\n  **slowly.", "21:3: bold begins here and is never closed"),
    row("Sit down.", "Sit ** down **.", "14:5: no spaces between ** and the bold words"),
    row(
        "1. Pull.",
        "1. Pull.\n2. " + "z" * 3600,
        "17:4: the guide is longer than one message from here on (3600 characters)",
    ),
)

WORKOUTS = (
    pull("- row", "- rwo", "11:3: no exercise 'rwo'; did you mean 'row'?"),
    pull(
        "- curl: 3x8-12",
        "- curl 3x8-12",
        "12:7: after the exercise come ':' and its sets, like ': 4x10, rest 1:30'",
    ),
    pull("4x10", "4y10", "11:29: '4y10' is not sets x reps, like '4x10' or '3x8-12'"),
    pull("4x10", "21x10", "11:29: sets go from 1 to 20, not 21"),
    pull("3x8-12", "3x0-12", "12:11: reps go from 1 to 100, not 0"),
    pull("3x8-12", "3x8-101", "12:13: reps go from 1 to 100, not 101"),
    pull("3x8-12", "3x12-8", "12:11: '12-8' runs backwards: write the smaller number first"),
    pull("rest 2:00", "rest 2:75", "11:40: '2:75' is no rest in minutes and seconds, like '1:30'"),
    pull("4x10, rest 2:00", "rest 2:00, 4x10", "11:40: the rest comes last"),
    pull("4x10,", "4x10 at 50%,", "11:34: only a warm-up or a drop set names its share of the load"),
    pull("4x10,", "4x10 slow,", "11:34: 'slow' means nothing here"),
    pull("1x12 at 50%", "1x12", "11:16: a warm-up names its share of the load, like 'warm-up 1x12 at 50%'"),
    pull("at 50%", "at half", "11:21: 'at half' is no share of the load, like 'at 50%'"),
    pull("at 50%", "at 100%", "11:24: a warm-up's share goes from 1% to 99%, not 100%"),
    pull(", 4x10", "", "11:3: 'row' has no working sets, like '4x10'"),
    pull("3x8-12", "3x8, warm-up 1x8 at 50%", "12:3: 'curl' warms up after working sets; warm-ups come first"),
    pull("3x8-12", "20x8, 1x9", "12:3: 'curl' has 21 sets; at most 20"),
    pull(
        "- curl",
        "curl",
        "12:1: a line here is '- exercise: 4x10, rest 1:30', or a heading like '## Superset'",
    ),
    pull(
        "- row",
        "# Main\n- row",
        "11:1: headings are '## ' and then one of 'Straight sets', 'Superset', 'Optional'",
    ),
    pull("- row", "## Supersett: A\n- row", "11:4: no heading 'Supersett'; did you mean 'Superset'?"),
    pull("- row", f"## Superset: {_LONG}\n- row", "11:54: a name has at most 40 characters, this one 41"),
    pull("- row", "## Optional\n## Superset\n- row", "11:1: no exercises under this heading"),
    pull("- curl", "## Superset\n- curl", "12:1: a superset has two exercises or more"),
    pull("- curl", "## Superset\n- curl: 3x9\n- curl", "14:3: 'curl' stands twice in one block"),
    pull(
        "- row",
        "## Optional\n- row",
        "13:1: a workout needs exercises, each like '- seated-row: 4x10, rest 1:30'",
    ),
    pull("- curl", "- row: 1x9\n" * 29 + "- curl", "41:1: a workout has at most 30 exercises"),
    pull(
        "- curl",
        "- row: 20x9\n" * 5 + "- curl",
        "16:1: a workout has at most 100 sets; this line goes beyond",
    ),
)

COUNTING = (
    floor("3x30-45 s", "3x30-45", "7:28: '30-45' is no time; this exercise is held, like '30-45 s' or '1:30'"),
    floor("3x30-45 s", "30-45 s", "7:26: '30-45' is not sets x time, like '3x30-45 s' or '2x1:30'"),
    floor("3x30-45 s", "3x0-45 s", "7:28: seconds go from 1 to 1800, not 0"),
    floor("3x30-45 s", "3x1:00-30:01", "7:33: seconds go from 1 to 1800, not 1801"),
    floor("3x30-45 s", "3x1:30-1:00", "7:28: '1:30-1:00' runs backwards: write the smaller number first"),
    floor("3x30-45 s", "3x1:75", "7:26: '3x1:75' is not sets x time, like '3x30-45 s' or '2x1:30'"),
    floor("3x30-45 s", "3x30-45 s per side", "7:36: this exercise is not done per side"),
    floor("1x20 s", "1x20 s at 50%", "7:25: this exercise counts no weight that a warm-up could take a share of"),
    floor(
        "3x30-45 s",
        "3x45 s, drop 1x20 s",
        "7:39: this exercise counts no weight that a drop set could take a share of",
    ),
    floor("3x8 per side", "3x8 s per side", "8:41: '8 s' is a time; this exercise counts repetitions"),
    floor("3x8 per side", "3x0:30", "8:41: '0:30' is a time; this exercise counts repetitions"),
    floor("3x8 per side", "3x8", "8:39: this exercise is done per side, like '3x8 per side'"),
    floor("3x8 per side", "3x8-101 per side", "8:43: reps per side go from 1 to 100, not 101"),
    floor("3x8 per side", "3x8 per side each", "8:52: 'each' means nothing here"),
    floor(
        "1x12 per side at 80%", "1x12 per side", "8:58: a drop set names its share of the load, like 'drop 1x12 at 80%'"
    ),
    floor("at 80%", "at 100%", "8:75: a drop set's share goes from 1% to 99%, not 100%"),
    floor(
        "at 80%",
        "at 80%, 1x8 per side",
        "8:3: 'lunge' has working sets after a drop set; drop sets come last",
    ),
    floor(
        "- plank",
        "## Superset\n- plank",
        "9:3: a drop set comes at once, so rounds of several exercises have no room for it",
    ),
    floor(  # all at once, and each at its own words
        "3x8 per side, drop",
        "3x8, 0x8 per side, drop",
        "8:39: this exercise is done per side, like '3x8 per side'",
        "8:44: sets go from 1 to 20, not 0",
    ),
    lunge("per_side: true", "per_side: yes", "lunge.md:7:11: 'yes' is neither 'true' nor 'false'"),
    lunge(
        "per_side: true", "per_side: true\nswaps: [plank]", "lunge.md:8:9: 'plank' counts seconds, this one repetitions"
    ),
)

LADDERS = (
    row("swaps: [curl]", "ladder: [crul, row]", "9:10: no exercise 'crul'; did you mean 'curl'?"),
    row("swaps: [curl]", "ladder: [row]", "9:10: a ladder has two rungs or more, the easiest first"),
    row("swaps: [curl]", "ladder: [curl, row, row]", "9:21: 'row' stands twice in 'ladder'"),
    row(
        "swaps: [curl]",
        "ladder: [row, curl]",
        "9:15: a ladder stands in the file of its hardest rung and ends with it: 'row'",
    ),
    row(
        "swaps: [curl]",
        "ladder: [plank, lunge, row]",
        "9:10: 'plank' counts seconds, this one repetitions",
        "9:17: 'lunge' counts sides otherwise; rungs are all per side, or none is",
    ),
    Broken(
        "exercises/row.md",
        "swaps: [curl]",
        "ladder: [squat, row]",
        ("exercises/row.md:9:10: 'squat' is on the ladder of 'press' already",),
    ),
)

PROGRAMS = (
    both("2. arms", "2. arm", "6:4: no workout 'arm'; did you mean 'arms'?"),
    both("2. arms", "- arms", "6:1: a line here is a number and a workout, like '1. back'"),
    both("2. arms", "2. arms\n" * 14, "19:1: a program has at most 14 workouts"),
    both("1. pull\n2. arms\n", "", "4:1: a program needs a list of workouts, each like '1. back'"),
)

MANY = (
    both(
        "1. pull\n2. arms\n",
        "no\n" * 101,
        *(f"{line}:1: a line here is a number and a workout, like '1. back'" for line in range(5, 105)),
        "105:1: more than 100 problems; the rest is not listed",
    ),
)

CASES = (*TEXT, *FRONT_MATTER, *FIELDS, *NAMES, *GUIDES, *WORKOUTS, *COUNTING, *LADDERS, *PROGRAMS, *MANY)
