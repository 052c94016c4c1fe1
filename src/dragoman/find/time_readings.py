"""Readings that the rules of the time grammar share: a match as a date, its year, its part."""

from collections.abc import Callable

from msgspec.structs import replace

from dragoman.find.time_composition import after_today, before_today, part_of, the_reference
from dragoman.find.time_lexing import Match, Timed
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, dated
from dragoman.find.time_resolution import with_year

Read = tuple[str, Timed] | None


def as_date(rule: str, resolve: Resolver | None, is_end: bool = False) -> Read:
    """A match read as a date, unless there is nothing to resolve."""
    return ("date", Timed(rule=rule, resolve=resolve, is_end=is_end)) if resolve else None


def as_vague(rule: str, resolve: Resolver) -> Read:
    """A match read as a time without bounds."""
    return "vague", Timed(rule=rule, resolve=resolve)


def in_year(match: Match, write: Callable[[int], str]) -> Resolver | None:
    """A resolver for a date with the year that the match gives, tells relative to today or leaves out."""
    year = match.first("year")
    if year is not None:
        return with_year(write, year=int(year.value))
    if match.has("unit_year"):
        if match.has("that", "same", "previous", "following"):
            return _in_year_of_reference(match, write)
        return with_year(write, offset=offset_of(match))
    return with_year(write, day_of_week=match.value("weekday", "weekday_short"))


def _in_year_of_reference(match: Match, write: Callable[[int], str]) -> Resolver:
    shift = -1 if match.has("previous") else 1 if match.has("following") else 0
    fallback = with_year(write)

    def resolve(at: Vantage) -> Meaning | None:
        reference = the_reference(at)
        if reference.earliest is None:
            return fallback(at)
        return dated(write(reference.earliest.year + shift))

    return resolve


def offset_of(match: Match) -> int:
    """How many units off "last", "this" and "next" are."""
    if match.has("last", "past", "previous"):
        return -1
    return 1 if match.has("next", "coming", "following") else 0


def part_in(match: Match, resolve: Resolver | None) -> Resolver | None:
    """A third of the period, or its part before or after today, where the match says so."""
    if resolve is None:
        return None
    if match.has("earlier"):
        return before_today(resolve)
    if match.has("later"):
        return after_today(resolve)
    part = match.first("part")
    return part_of(resolve, part.name) if part else resolve


def fixed(text: str) -> Resolver:
    """The resolver of an EDTF string that does not depend on the day of writing."""
    return lambda _: dated(text)


def rest_of(match: Match, *names: str) -> Match:
    """What follows the first lexeme of the classes; the whole match where there is none."""
    first = match.first(*names)
    return replace(match, lexemes=match.lexemes[match.lexemes.index(first) + 1 :]) if first else match


def years_named(match: Match) -> tuple[int, int] | None:
    """The years that a match names, the same twice where it is one: "2024", "2024-25", "2024/2025".

    Null where the second is not after the first.
    """
    numbers = match.every("year", "day_number", "number_digits")
    first, last = int(numbers[0].value), int(numbers[-1].value)
    if len(numbers) == 1:
        return first, first
    if numbers[-1].name != "year":
        last = last + first // 100 * 100 if len(numbers[-1].text) == 2 else 0
    return (first, last) if last > first else None
