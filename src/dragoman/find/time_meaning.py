"""Meanings of time expressions, the vantage they are seen from, and how they are written."""

from collections.abc import Callable
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from dragoman.find.tense import Tense
from dragoman.records import Grain, TimexKind, edtf

_ISO_UNITS = {"hour": "H", "day": "D", "weekend": "W", "week": "W", "month": "M", "year": "Y"}
MULTIPLES = {"fortnight": ("week", 2), "quarter": ("month", 3), "decade": ("year", 10), "century": ("year", 100)}
_GRAINS = {"hour": Grain.DAY, "weekend": Grain.WEEK, "fortnight": Grain.WEEK}


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """The days that an expression means; `edtf` and `relative` are as in `Interval`, never both.

    A period whose own ends are not known to the day lies somewhere in the interval: it has begun on `begins_by`, and
    its last day is not before `ends_from`. Both are null where the ends are known.
    """

    kind: TimexKind
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    grain: Grain = Grain.VAGUE
    relative: str | None = None
    duration: str | None = None
    begins_by: date | None = None
    ends_from: date | None = None

    @property
    def text(self) -> str:
        """The EDTF string, or the relative one."""
        return self.edtf or self.relative or ""

    @property
    def left(self) -> str:
        """The string of the end where it begins."""
        return self._end(0)

    @property
    def right(self) -> str:
        """The string of the end where it stops."""
        return self._end(-1)

    def _end(self, side: Literal[0, -1]) -> str:
        if self.text.startswith("["):
            when = self.earliest if side == 0 else self.latest
            return when.isoformat() if when else ""
        return self.text.split("/")[side]


class Vantage(msgspec.Struct, frozen=True, kw_only=True):
    """Where an expression is seen from. `reference` is the date last named; `nearby` one of the same clause;
    `year` is given from outside, by the other end of a range.
    """

    anchor: date | None
    tense: Tense = Tense.UNKNOWN
    reference: Meaning | None = None
    nearby: Meaning | None = None
    year: int | None = None


Resolver = Callable[[Vantage], Meaning | None]


def dated(text: str, kind: TimexKind | None = None) -> Meaning:
    """The meaning of an EDTF string.

    Raises:
        TimexError: the string is outside our profile.

    """
    earliest, latest = edtf.bounds(text)
    if kind is None:
        is_unknown = text.startswith("/") or text.endswith("/")
        kind = TimexKind.VAGUE if is_unknown else TimexKind.INTERVAL if "/" in text else TimexKind.DATE
    grain = Grain.VAGUE if text.startswith("/") or text.endswith("/") else edtf.grain(text)
    if grain is Grain.DAY and earliest and latest and (latest - earliest).days == 6 and earliest.weekday() == 0:
        grain = Grain.WEEK
    return Meaning(kind=kind, edtf=text, earliest=earliest, latest=latest, grain=grain)


def wide(text: str, grain: Grain, begins_by: date, ends_from: date) -> Meaning:
    """The meaning of an interval that surely holds a period of the grain, though its ends are not known to the day."""
    return replace(dated(text), grain=grain, begins_by=begins_by, ends_from=ends_from)


def undated(relative: str, grain: Grain = Grain.VAGUE, kind: TimexKind | None = None) -> Meaning:
    """A meaning that cannot be placed: its distance from an unknown day."""
    if kind is None:
        is_vague = grain is Grain.VAGUE or relative.startswith("/") or relative.endswith("/")
        kind = TimexKind.VAGUE if is_vague else TimexKind.INTERVAL if "/" in relative else TimexKind.DATE
    return Meaning(kind=kind, relative=relative, grain=grain)


def joined(text: str, *meanings: Meaning, kind: TimexKind | None = None) -> Meaning:
    """The meaning of a string made from the strings of others: placed only where all of them are."""
    if any(meaning.edtf is None for meaning in meanings):
        return undated(text, min((m.grain for m in meanings), key=list(Grain).index), kind)
    return dated(text, kind)


def iso_duration(unit: str, count: int, is_approximate: bool = False) -> str:
    """The ISO 8601 duration of so many units; count 0 stands for an amount that is not given (`PXD`, as in TIMEX3)."""
    base, factor = MULTIPLES.get(unit, (unit, 1))
    amount = str(count * factor) if count else "X"
    return f"P{'T' if base == 'hour' else ''}{amount}{_ISO_UNITS[base]}"


def signed(unit: str, count: int) -> str:
    """A signed ISO 8601 duration, for instance `-P1W`."""
    return ("-" if count < 0 else "+") + (iso_duration(unit, abs(count)) if count else f"P0{_ISO_UNITS[base_of(unit)]}")


def grain_of(unit: str) -> Grain:
    """The grain of a unit."""
    return _GRAINS.get(unit) or Grain(unit)


def base_of(unit: str) -> str:
    """The unit that a unit is a multiple of: a decade is ten years."""
    return MULTIPLES.get(unit, (unit, 1))[0]
