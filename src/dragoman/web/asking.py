"""The search box: what is typed, understood as chips that a person can take away; the rest is looked for as words.

"kenya uganda visit planned since:2024-01" means two states, a mode, a status and a first day. What stands in quotation
marks is always looked for as words, so whatever is misunderstood can be put right by these.
"""

import re
from collections.abc import Iterable, Mapping

from dragoman.errors import TimexError
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.search_words import load_search_words
from dragoman.records import Act, Record, Status, edtf

LONGEST_NAME = 5
"""Words of a name of a state: "Democratic Republic of the Congo"."""

NOT_NAMES = frozenset({"us", "it", "is", "in", "to", "no", "at"})
"""Words of a sentence that would also be short names or codes; capitals make them names."""

CODE = 3
"""Letters of an ISO code: only in capitals, since "and", "can" and "are" are codes too."""

LONGEST_QUESTION = 400
"""Characters of what is typed; the rest is no question."""

FIELDS = ("state", "with", "act", "mode", "status", "since", "until", "outlet")
KEYS = {"from": "since", "to": "until", "after": "since", "before": "until", **{name: name for name in FIELDS}}

_TOKEN = re.compile(r'[^\s":]+:"[^"]*"|"[^"]*"|\S+')


class Chip(Record, frozen=True, kw_only=True):
    """A field of events with its value, and the words that said so; `without` and `as_words` are what is left to type.

    The one has the words of the chip taken away, the other in quotation marks.
    """

    field: str
    value: str
    words: str
    without: str = ""
    as_words: str = ""


class Question(Record, frozen=True, kw_only=True):
    """What was typed: chips, and the words that are looked for in texts.

    `unclear` tells what could not be understood; `all_as_words` is all of it, each word in quotation marks.
    """

    chips: tuple[Chip, ...] = ()
    words: str = ""
    unclear: tuple[str, ...] = ()
    all_as_words: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The values by field."""
        return {chip.field: chip.value for chip in self.chips}


def understand(typed: str, gazetteer: Gazetteer, given: Iterable[str] = ()) -> Question:
    """What is typed as chips and words. Fields that are `given` otherwise are not read out of it."""
    tokens = _TOKEN.findall(typed[:LONGEST_QUESTION])
    taken = {"state", "with"} if {"state", "with"} <= set(given) else set(given)
    chips: list[tuple[int, int, str, str]] = []
    words: list[str] = []
    unclear: list[str] = []
    place = 0
    while place < len(tokens):
        length, found, problem = _read(tokens, place, gazetteer)
        fresh = [(field, value) for name, value in found if (field := _free(name, taken)) is not None]
        if found and len(fresh) == len(found):
            taken |= {field for field, _ in fresh}
            chips += [(place, place + length, field, value) for field, value in fresh]
        else:
            words += tokens[place : place + length]
        if problem:
            unclear.append(problem)
        place += length
    return Question(
        chips=tuple(_chip(tokens, *chip) for chip in chips),
        words=" ".join(words),
        unclear=tuple(unclear),
        all_as_words=" ".join(_quoted(token) for token in tokens),
    )


def _free(field: str, taken: set[str]) -> str | None:
    """The field that a value may still fill: a second state is the first one's partner; null where it is full."""
    if field in ("state", "with"):
        return next((name for name in ("state", "with") if name not in taken), None)
    return None if field in taken else field


def _read(tokens: list[str], place: int, gazetteer: Gazetteer) -> tuple[int, list[tuple[str, str]], str | None]:
    """How many tokens belong together, what they mean, and what is wrong with them."""
    token = tokens[place]
    if token.startswith('"'):
        return 1, [], None
    key, colon, value = token.partition(":")
    field = KEYS.get(key.lower())
    if colon and value and (field or key.lower() == "in"):
        found = _said(field or "in", value.strip('"'), gazetteer)
        return (1, found, None) if found else (1, [], token)
    meanings: Mapping[str, tuple[str, str]] = load_search_words()
    for length in range(min(LONGEST_NAME, len(tokens) - place), 0, -1):
        together = " ".join(tokens[place : place + length])
        code = _state(together, gazetteer)
        if code is not None:
            return length, [("state", code)], None
        if together.lower() in meanings:
            return length, [meanings[together.lower()]], None
    return 1, [], None


def _state(name: str, gazetteer: Gazetteer) -> str | None:
    """The code of a state that a person typed without saying that it is one."""
    if len(name) == CODE and name.isupper() and name in gazetteer.states:
        return name
    if name in NOT_NAMES:
        return None
    return gazetteer.state_named(name)


def _said(field: str, value: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """What a word with its field in front means; nothing where the value is none of the field's."""
    match field:
        case "state" | "with":
            code = gazetteer.state_of(value)
            return [("state", code)] if code else []
        case "since" | "until" | "in":
            return _days(field, value)
        case "act":
            known = {act.value.lower(): act.value for act in Act} | _meant("act")
        case "mode" | "status":
            words = {status.value for status in Status} if field == "status" else set()
            known = {word: word for word in words} | _meant(field)
            known |= {one: one for one in known.values()}
        case _:
            return [(field, value)]
    found = known.get(value.lower().replace(" ", "_"), known.get(value.lower()))
    return [(field, found)] if found else []


def _meant(field: str) -> dict[str, str]:
    return {word: value for word, (name, value) in load_search_words().items() if name == field}


def _days(field: str, value: str) -> list[tuple[str, str]]:
    """The first or last day that a date can mean, as in "since:2024-01"; both for "in"."""
    try:
        first, last = edtf.bounds(value)
    except (TimexError, ValueError):
        return []
    if first is None or last is None:
        return []
    days = [("since", first.isoformat()), ("until", last.isoformat())]
    return days if field == "in" else [one for one in days if one[0] == field]


def _chip(tokens: list[str], start: int, end: int, field: str, value: str) -> Chip:
    words = " ".join(tokens[start:end])
    before, after = tokens[:start], tokens[end:]
    return Chip(
        field=field,
        value=value,
        words=words,
        without=" ".join([*before, *after]),
        as_words=" ".join([*before, _quoted(words), *after]),
    )


def _quoted(words: str) -> str:
    """Words in quotation marks, without the field in front of them."""
    key, colon, value = words.partition(":")
    bare = value if colon and key.lower() in (*KEYS, "in") else words
    return f'"{bare.replace(chr(34), "")}"'
