"""Training rows from authored sentences and verb phrases: actors, neighbours and negatives by construction.

A row is text with a source and a target span and a label (a PLOVER type or NONE). Everything is drawn from one
seeded generator, so that the same files and seed give the same rows.
"""

import json
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
SYMMETRIC = {"CONSULT", "COOPERATE", "AGREE", "SUPPORT"}
JOINTS = (", while ", "; ", " and ", ", as ", ", hours after ", ", even though ", " on the day that ", ", whereas ")
PREFIXES = (
    "On {day}, ",
    "Officials said on {day} that ",
    "According to a statement, ",
    "Last week, ",
    "State media reported that ",
    "In {place}, ",
    "The agency said ",
    "",
    "",
    "",
    "",
    "",
    "Late on {day}, ",
    "Earlier this month ",
    "It emerged that ",
)
SUFFIXES = (
    ", officials said",
    " on {day}",
    ", according to two diplomats",
    " in {place}",
    ", state television reported",
    "",
    "",
    "",
    "",
    "",
    " after months of tension",
    ", a spokesman said",
    " last week",
    " despite warnings",
    ", the ministry said",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = (
    "Geneva",
    "Nairobi",
    "Vienna",
    "the capital",
    "Doha",
    "Hanoi",
    "Lima",
    "the border area",
    "New York",
    "Astana",
)
ACTORS = (
    "Norway",
    "Peru",
    "Vietnam",
    "Kenya",
    "Turkey",
    "the United States",
    "Russia",
    "China",
    "Iran",
    "Israel",
    "Sudan",
    "the Kenyan government",
    "Ghana's president",
    "Prime Minister Haldane",
    "the Polish foreign ministry",
    "Tokyo",
    "Ankara",
    "President Okello",
    "the European Union",
    "the United Nations",
    "Ethiopian troops",
    "rebels in the north",
    "the army",
    "police",
    "the Tamil opposition",
    "protesters",
    "NATO",
    "the Serbian foreign minister",
    "Caracas",
    "South Korean officials",
    "the Houthi movement",
    "Foreign Minister Lindqvist",
    "Algiers",
    "the Chilean senate",
    "Amnesty International",
    "Libya",
    "India",
    "Pakistan",
    "Colombia",
    "Beijing",
    "Kyiv",
    "the Vatican",
    "Mexico",
    "the Dutch prime minister",
    "militants",
    "Nigerian forces",
    "the opposition",
    "villagers",
    "Indonesia",
    "Cuba",
    "the central bank",
    "Cairo",
    "Brasilia",
    "the French embassy",
    "students",
    "Azerbaijan",
    "Armenia",
    "the junta",
)
NEUTRAL = (
    "{a} borders {b}",
    "{a} has a larger population than {b}",
    "the weather in {a} was worse than in {b}",
    "{a} lies north of {b}",
    "analysts compared {a} with {b}",
    "{a} was once a colony, unlike {b}",
    "exports from {a} and {b} fell",
    "{a} finished ahead of {b} in the table",
    "{a} and {b} were in the news",
    "experts differ on what {a} wants from {b}",
    "a book about {a} and {b} was published",
    "{a} is older than {b}",
)


@dataclass(frozen=True)
class Row:
    """Text with the spans of source and target, and the label."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int] | None  # null where the sentence names nobody acted on
    label: str
    fixed: bool = False  # a headline, or one of several pairs of its sentence: put nothing around it


def read_marked(path: Path) -> list[tuple[Row, str]]:
    """The rows of a file of marked sentences, each with its group (sentences that must stay on one side of a split)."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        row = unmark(record["marked"], record["root"])
        if record.get("set") == "headlines" or "group" in record:
            row = replace(row, fixed=True)
        rows.append((row, str(record.get("group", f"{path.stem}-{number}"))))
    return rows


def unmark(marked: str, label: str) -> Row:
    """The row of a sentence with <s>…</s> and <t>…</t> around source and target."""
    text, spans, opened, at = "", {}, {}, 0
    for found in re.finditer(r"<(/?)([st])>", marked):
        text += marked[at : found.start()]
        at = found.end()
        if found.group(1):
            spans[found.group(2)] = (opened[found.group(2)], len(text))
        else:
            opened[found.group(2)] = len(text)
    text += marked[at:]
    return Row(text, spans["s"], spans["t"], label)


def read_phrases(path: Path) -> list[tuple[str, str]]:
    """Verb phrases with S, T and P for source, target and place, each with its label from the heading above it."""
    label, phrases = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            label = line[1:].strip()
        elif line.strip():
            phrases.append((line.strip(), label))
    return phrases


def fill(phrase: str, label: str, dice: random.Random, banned: tuple[str, ...] = ()) -> Row | None:
    """A phrase with actors drawn for S and T; null when the phrase has no place for both."""
    source, target = dice.sample([actor for actor in ACTORS if actor not in banned], 2)
    text, spans, at = "", {}, 0
    for found in re.finditer(r"\b[STP]\b", phrase):
        text += phrase[at : found.start()]
        word = {"S": source, "T": target, "P": target if " T" not in phrase else dice.choice(PLACES)}[found.group()]
        key = "s" if found.group() == "S" else "t"
        if key not in spans and (found.group() != "P" or " T" not in phrase):
            spans[key] = (len(text), len(text) + len(word))
        text += word
        at = found.end()
    text += phrase[at:]
    if "s" not in spans or "t" not in spans:
        return None
    return Row(text, spans["s"], spans["t"], label)


def shifted(row: Row, before: str, after: str) -> Row:
    """The row with text put around it."""
    by = len(before)
    return Row(
        before + row.text + after,
        (row.source[0] + by, row.source[1] + by),
        (row.target[0] + by, row.target[1] + by),
        row.label,
    )


def in_context(row: Row, dice: random.Random) -> Row:
    """The row with a lead-in or a tail as news puts them."""
    slots = {"day": dice.choice(DAYS), "place": dice.choice(PLACES)}
    before, after = dice.choice(PREFIXES).format(**slots), dice.choice(SUFFIXES).format(**slots)
    return sentence_case(shifted(row, before, after))


def sentence_case(row: Row) -> Row:
    """The row with a capital first letter and a full stop."""
    text = row.text[:1].upper() + row.text[1:]
    return Row(text if text.endswith((".", "?", "!", "”", '"')) else text + ".", row.source, row.target, row.label)


def joined(one: Row, other: Row, dice: random.Random) -> tuple[Row, Row, Row]:
    """Two events in one sentence: the first marked, the second marked, and a crossed pair that holds no event.

    Each comes first as often as second, since a model that sees the marked event mostly first leans on it.
    """
    first, second = (one, other) if dice.random() < 0.5 else (other, one)
    joint = dice.choice(JOINTS)
    head = first.text.rstrip(".")
    by = len(head) + len(joint)
    tail = second.text[0].lower() + second.text[1:] if second.text[:4] in ("The ", "Late", "Last") else second.text
    text = head + joint + tail
    moved_source = (second.source[0] + by, second.source[1] + by)
    moved_target = (second.target[0] + by, second.target[1] + by)
    return (
        Row(text, first.source, first.target, first.label),
        Row(text, moved_source, moved_target, second.label),
        Row(text, first.source, moved_target, "NONE"),
    )


def neutral(dice: random.Random) -> Row:
    """A sentence that names two actors and claims no act."""
    template = dice.choice(NEUTRAL)
    one, other = dice.sample(ACTORS, 2)
    before, after = template.split("{a}")[0], template.split("{b}")[1]
    middle = template.split("{a}")[1].split("{b}")[0]
    text = before + one + middle + other + after
    start = len(before)
    second = start + len(one) + len(middle)
    return Row(text, (start, start + len(one)), (second, second + len(other)), "NONE")


def epoch_rows(sentences: list[Row], phrases: list[tuple[str, str]], filled: int, dice: random.Random) -> list[Row]:
    """The rows of one epoch: authored sentences in changing context, filled phrases, joined events and negatives."""
    rows = [in_context(row, dice) if not row.fixed and dice.random() < 0.5 else row for row in sentences]
    drawn = [fill(*dice.choice(phrases), dice) for _ in range(filled)]
    made = [in_context(row, dice) for row in drawn if row is not None]
    rows.extend(made)
    single = [row for row in sentences if not row.fixed and row.label != "NONE"]
    short = [row for row in single if len(row.text) < 160]
    for _ in range(filled // 6):
        rows.extend(joined(dice.choice(made), dice.choice(short if dice.random() < 0.5 else made), dice))
    rows.extend(in_context(neutral(dice), dice) for _ in range(filled // 25))
    turned = [row for row in dice.sample(made, len(made) // 14) if row.label not in SYMMETRIC]
    rows.extend(Row(row.text, row.target, row.source, "NONE") for row in turned)
    rows.extend(Row(row.text, row.source, None, row.label) for row in dice.sample(single, len(single) // 25))
    dice.shuffle(rows)
    return rows
