"""Ties: claims about the state of relations of a pair over an interval."""

from enum import StrEnum

from dragoman.records.actor import Ref
from dragoman.records.attribution import Hop
from dragoman.records.base import Record, Span, check_span
from dragoman.records.interval import Interval


class Quality(StrEnum):
    """How relations are said to be."""

    ALLIED = "allied"
    CLOSE = "close"
    NORMAL = "normal"
    TENSE = "tense"
    FROZEN = "frozen"
    SEVERED = "severed"
    AT_WAR = "at_war"


class Change(StrEnum):
    """How relations are said to move."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    RESUMED = "resumed"
    BROKEN_OFF = "broken_off"
    OPENED = "opened"


class Tie(Record, frozen=True, kw_only=True):
    """A claim about the relations of two states: their quality, their change, or both."""

    id: str
    pair: tuple[Ref, Ref]
    quality: Quality | None = None
    change: Change | None = None
    time: Interval | None = None
    chain: tuple[Hop, ...] = ()
    evidence: Span
    story: int = 0

    def __post_init__(self) -> None:
        check_span(self.evidence, "tie evidence")
        if self.quality is None and self.change is None:
            raise ValueError("tie: needs a quality or a change")
