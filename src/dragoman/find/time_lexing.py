"""Lexemes of time: words and numbers of a text by their class, and patterns over those classes.

A text becomes a string with one letter per lexeme, its class; a rule of the grammar is then a short regular
expression over classes, and its cost does not depend on the size of the vocabulary.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from dragoman.find.time_meaning import Resolver
from dragoman.knowledge.time_words import UNITS, WORD_CLASSES, Lexicon
from dragoman.records import Span

_LEXEME = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)|['’‘]\d0s\b|\d+(?:[.,:]\d+)*[^\W\d_]*"
    r"|['’](?:s|ll)\b|FY(?=\d)|[^\W\d_][^\W_]*|\S"
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ère|º)")
_DECADE = re.compile(r"(\d{3}0)s|['’‘](\d)0s")
_PUNCTUATION = {
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "‑": "dash",
    ",": "comma",
    "،": "comma",
    ".": "dot",
    "/": "slash",
}
FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits outside are amounts; news dates nothing before or after
FIRST_NEWS_YEAR, LAST_NEWS_YEAR = 1500, 2150  # what news calls by its year, without an era beside it
FIRST_ERA_YEAR, LAST_ERA_YEAR = 1000, 1600  # years that news counts from the Hijra, by moon or by sun

LEXER_CLASSES = (  # noqa: SIM905 - forty quoted words would hide what is in it
    "other open dash comma dot slash day_number number_digits year ordinal_number decade_number full_date "
    "quarter_code half_code date duration set vague"
).split()

_LETTERS = {name: chr(0xE000 + place) for place, name in enumerate([*LEXER_CLASSES, *sorted(WORD_CLASSES)])}
_ALIASES = {
    "unit": [f"unit_{unit}" for unit in UNITS],
    "amount": ["number", "day_number", "number_digits", "a"],
    "part": ["early", "mid", "late", "start", "end"],
    "nth": ["ordinal", "ordinal_number"],
    "day_of_month": ["day_number", "ordinal_number"],
    "month_name": ["month", "month_short"],
    "about": ["approx", "circa", "over"],
}


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule read: how to resolve it, or a duration (`count` 0: not given) that carries no date.

    `is_end`: the end of a period. `inner`: the expressions that it joins, to fall back on where the whole is none.
    """

    rule: str
    resolve: Resolver | None = None
    duration: str | None = None
    unit: str = ""
    count: int = 0
    is_about: bool = False
    is_end: bool = False
    inner: "tuple[Lexeme, ...]" = ()


class Lexeme(msgspec.Struct, frozen=True):
    """A word, number or sign with its class. `glued` is true when nothing stands between it and the one before.

    Lexemes that a rule made (`date`, `duration`, `set`, `vague`) carry what it read in `timed`.
    """

    name: str
    value: int | str
    start: int
    end: int
    text: str
    glued: bool = False
    timed: Timed | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def lex(text: str, span: Span, lexicon: Lexicon) -> list[Lexeme]:
    """The lexemes of a stretch of text, in reading order; phrases of the lexicon are one lexeme."""
    raw = [(match.group(), match.start(), match.end()) for match in _LEXEME.finditer(text, span[0], span[1])]
    lowered = [_lower(word, lexicon.language).replace("’", "'") for word, _, _ in raw]
    found: list[Lexeme] = []
    place = 0
    while place < len(raw):
        word, start, end = raw[place]
        name, value, length = _classify(lowered, raw, place, lexicon)
        end = raw[place + length - 1][2]
        glued = bool(found) and found[-1].end == start
        found.append(Lexeme(name, value, start, end, word if length == 1 else text[start:end], glued))
        place += length
    return found


def _lower(word: str, language: str) -> str:
    """Lower case; Turkish has a dotted and a dotless i."""
    return (word.replace("İ", "i").replace("I", "ı") if language == "tr" else word).lower()


def _classify(
    lowered: list[str], raw: list[tuple[str, int, int]], place: int, lexicon: Lexicon
) -> tuple[str, int | str, int]:
    """The class, value and number of raw words of the lexeme that begins at `place`."""
    word = lowered[place]
    is_capital = raw[place][0][:1].isupper()
    for parts, entry in lexicon.phrases.get(word, ()):
        if (is_capital or not entry.capital) and tuple(lowered[place : place + len(parts)]) == parts:
            return entry.word_class, entry.value, len(parts)
    known = lexicon.words.get(word)
    if known is not None and (is_capital or not known.capital):
        return known.word_class, known.value, 1
    if word[0].isdigit() or (word[0] in "'‘" and len(word) == 4):
        return (*_number(word), 1)
    if len(word) == 2 and word[0] in "qh" and word[1] in "1234" and is_capital:
        return "quarter_code" if word[0] == "q" else "half_code", int(word[1]), 1
    return _PUNCTUATION.get(word, "open" if word in "([" else "other"), 0, 1


def _number(word: str) -> tuple[str, int | str]:
    if word.isdecimal():
        value = int(word) if len(word) <= 4 else 0
        if len(word) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
            return "year", value
        if 1 <= value <= 31 and len(word) <= 2:
            return "day_number", value
        return ("number_digits", value) if value > 0 else ("other", 0)
    if ordinal := _ORDINAL.fullmatch(word):
        return "ordinal_number", int(ordinal[1])
    if decade := _DECADE.fullmatch(word):
        return "decade_number", int(decade[1]) if decade[1] else 1900 + 10 * int(decade[2])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{1,2}([./])\d{1,2}\1\d{4}", word):
        return "full_date", word
    return "other", 0


class Match(msgspec.Struct, frozen=True):
    """The lexemes that a pattern matched, with those just before and after."""

    lexemes: tuple[Lexeme, ...]
    before: Lexeme | None
    after: Lexeme | None

    def has(self, *names: str) -> bool:
        """Whether a lexeme of one of the classes is in it; aliases count."""
        return self.first(*names) is not None

    def first(self, *names: str) -> Lexeme | None:
        """The first lexeme of one of the classes."""
        wanted = {inner for name in names for inner in _ALIASES.get(name, [name])}
        return next((lexeme for lexeme in self.lexemes if lexeme.name in wanted), None)

    def every(self, *names: str) -> list[Lexeme]:
        """All lexemes of the classes, in reading order."""
        wanted = {inner for name in names for inner in _ALIASES.get(name, [name])}
        return [lexeme for lexeme in self.lexemes if lexeme.name in wanted]

    def value(self, *names: str) -> int:
        """The number of the first lexeme of the classes; 1 for an article, 0 where there is none."""
        lexeme = self.first(*names)
        if lexeme is None:
            return 0
        return 1 if lexeme.name == "a" else int(lexeme.value)

    @property
    def unit(self) -> str:
        """The unit of time in it ("day", "week" …), or the empty string."""
        lexeme = self.first("unit")
        return lexeme.name.removeprefix("unit_") if lexeme else ""

    @property
    def is_plural(self) -> bool:
        """Whether its unit stands in the plural."""
        lexeme = self.first("unit")
        return lexeme is not None and lexeme.value == 2


class Pattern(msgspec.Struct, frozen=True):
    """A compiled pattern, and the classes with which it can begin."""

    regex: re.Pattern[str]
    firsts: frozenset[str]


def letters_of(lexemes: Iterable[Lexeme]) -> str:
    """One letter per lexeme: its class."""
    return "".join([_LETTERS[lexeme.name] for lexeme in lexemes])


@cache
def compile_pattern(pattern: str) -> Pattern:
    """A pattern over classes: words are classes or aliases, `a|b` is either, `?` is optional, `( … )?` is a group."""
    parts: list[str] = []
    firsts: set[str] = set()
    depth, open_groups, is_still_first = 0, [False], True
    for piece in pattern.split():
        if piece in ("(", "|", ")", ")?"):
            parts.append({"(": "(?:"}.get(piece, piece))
            if piece == "(":
                depth += 1
                open_groups.append(is_still_first)
            elif piece == "|":
                is_still_first = open_groups[-1]
            else:
                began = open_groups.pop()
                is_still_first = began if piece == ")?" else is_still_first and began
            continue
        names = [inner for name in piece.rstrip("?").split("|") for inner in _ALIASES.get(name, [name])]
        parts.append("[" + "".join(_LETTERS[name] for name in names) + "]" + ("?" if piece.endswith("?") else ""))
        if is_still_first:
            firsts.update(names)
            is_still_first = piece.endswith("?")
    return Pattern(re.compile("".join(parts)), frozenset(_LETTERS[name] for name in firsts))


Maker = Callable[[Match], tuple[str, Timed] | None]
"""Reads a match: the class of the lexeme it becomes and what it means; null where the match is none after all."""


class Rules(msgspec.Struct, frozen=True):
    """Patterns by the letter they can begin with; each with what it makes of its match."""

    by_letter: dict[str, tuple[tuple[re.Pattern[str], Maker], ...]]


def gather_rules(rules: Sequence[tuple[str, Maker]]) -> Rules:
    """Rules ready to run, in the order given."""
    by_letter: dict[str, list[tuple[re.Pattern[str], Maker]]] = {}
    for text, maker in rules:
        pattern = compile_pattern(text)
        for letter in pattern.firsts:
            by_letter.setdefault(letter, []).append((pattern.regex, maker))
    return Rules({letter: tuple(group) for letter, group in by_letter.items()})


def rewrite(lexemes: list[Lexeme], rules: Rules) -> list[Lexeme]:
    """The lexemes with each longest match replaced by what its rule makes; of equal matches the earlier rule wins."""
    letters = letters_of(lexemes)
    result: list[Lexeme] = []
    place = 0
    while place < len(lexemes):
        made, end = _longest(lexemes, letters, place, rules)
        result.append(lexemes[place] if made is None else made)
        place = place + 1 if made is None else end
    return result


def _longest(lexemes: list[Lexeme], letters: str, place: int, rules: Rules) -> tuple[Lexeme | None, int]:
    candidates = rules.by_letter.get(letters[place], ())
    matches = [(match.end(), maker) for regex, maker in candidates if (match := regex.match(letters, place))]
    for end, maker in sorted(matches, key=lambda pair: -pair[0]):
        before = lexemes[place - 1] if place else None
        after = lexemes[end] if end < len(lexemes) else None
        reading = Match(tuple(lexemes[place:end]), before, after)
        made = maker(reading)
        if made is not None:
            return _made(reading, *made), end
    return None, place


def _made(match: Match, name: str, timed: Timed) -> Lexeme:
    first, last = match.lexemes[0], match.lexemes[-1]
    inner = tuple(lexeme for lexeme in match.lexemes if lexeme.timed is not None)
    return Lexeme(name, 0, first.start, last.end, "", first.glued, replace(timed, inner=inner))
