"""Numbers that a clause gives for the size of an act: how many, or how much, of what."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.knowledge.merge_words import load_merge_words
from dragoman.merge.names import fold_name
from dragoman.records import Record

STEM = 4
"""Letters by which two forms of a word are one: thank(ed), thank(ful); sign(s), sign(ed)."""

UNIT_WORDS = 3
"""A unit stands at most so many words after its number: "three Czech diplomats"."""


class Quantity(Record, frozen=True, kw_only=True):
    """A number between `least` and `most` (null: open), as the text has it, of things whose word stems are `units`."""

    least: float
    most: float | None
    words: str
    units: frozenset[str]

    def excludes(self, other: "Quantity") -> bool:
        """Whether two numbers of one kind of thing cannot both be right."""
        if not self.units & other.units:
            return False
        below = self.most is not None and self.most < other.least
        return below or (other.most is not None and other.most < self.least)


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    """Bound, currency, number, multiplier, and the rest of the clause up to its next mark."""
    numbers = load_merge_words().numbers
    bounds = "|".join(sorted(map(re.escape, (*numbers.at_least, *numbers.at_most, *numbers.about)), key=len)[::-1])
    signs = "".join(map(re.escape, numbers.currencies))
    spelt = "|".join(sorted(numbers.words, key=len)[::-1])
    more = "|".join(sorted(numbers.multipliers, key=len)[::-1])
    return re.compile(
        rf"(?:\b(?P<bound>{bounds})\s+)?(?P<sign>(?:\b[A-Z]{{1,3}})?[{signs}])?(?<![\w.,/-])"
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{spelt})(?:-(?:{spelt}))?)"
        rf"(?:[ -]?(?P<more>{more})\b)?(?![\w/:%]|\.\d|,\d|-\d)(?P<rest>[^,;:.!?()\"“”\d]*)",
        re.IGNORECASE,
    )


def quantities_in(clause: str) -> Iterator[Quantity]:
    """The sizes that a clause gives; days, years, times and ages are none."""
    words = load_merge_words()
    for match in _grammar().finditer(clause):
        units = _units(match["rest"], words.numbers.currencies.get((match["sign"] or " ")[-1]))
        if not units or (match["sign"] is None and _is_of_time(match["rest"], clause[: match.start()])):
            continue
        value = _value(match["number"], match["more"])
        if value is not None:
            least, most = _bounds(value, (match["bound"] or "").casefold())
            said = clause[match.start() : match.start("rest")].strip()
            yield Quantity(least=least, most=most, words=said, units=units)


def _units(rest: str, currency: str | None) -> frozenset[str]:
    if currency is not None:
        return frozenset({currency})
    words = load_merge_words()
    following: list[str] = []
    for word in fold_name(rest):
        if word in words.of_units:
            continue
        if (word in words.skipped and word not in words.persons) or len(following) == UNIT_WORDS:
            break
        following.append(word[:STEM])
    return frozenset(following)


def _is_of_time(rest: str, before: str) -> bool:
    """Whether a number is a day, an hour, a year or an age: by the word after it, or "on 5" and "in 2016" before."""
    words = load_merge_words()
    following = (*fold_name(rest), "")[0]
    if following.rstrip("s") in words.skipped_units or following in words.skipped_units:
        return True
    preceding = ("", *fold_name(before))[-1]
    return preceding in words.skipped_units


def _value(number: str, multiplier: str | None) -> float | None:
    numbers = load_merge_words().numbers
    if number[0].isdigit():
        value = float(number.replace(",", ""))
    else:
        parts = number.casefold().split("-")
        if len(parts) > 1 and (numbers.words[parts[0]] < 20 or numbers.words[parts[1]] > 9):
            return None  # "two-one" is no number
        value = sum(numbers.words[part] for part in parts)
    return value * (numbers.multipliers[multiplier.casefold()] if multiplier else 1.0)


def _bounds(value: float, bound: str) -> tuple[float, float | None]:
    numbers = load_merge_words().numbers
    if bound in numbers.at_least:
        return value, None
    if bound in numbers.at_most:
        return 0.0, value
    if bound in numbers.about:
        return value * (1 - numbers.round_share), value * (1 + numbers.round_share)
    return value, value
