"""Judgements: a person's dated decisions about records; append-only, undoable."""

from enum import StrEnum

from dragoman.records.actor import Ref
from dragoman.records.base import Record, Span, check_span


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    SAME = "same"
    NOT_SAME = "not_same"
    NOTE = "note"
    UNDO = "undo"


class Anchor(Record, frozen=True, kw_only=True):
    """Where a judged record stood, by which it is found again when another coding has given it another id.

    `record` and `kind` (event, statement, tie or actor) are what it was, `coding` a digest of all ids of its article
    then. `words` are those of an event's trigger, a statement's cue or a tie's evidence, or an actor's name; `sort` is
    an event's act, a statement's speech act, a tie's quality or change, or an actor's kind; `sides` are the states or
    names of the actors it refers to. `beside` are the records of its kind that shared words with it.
    """

    record: str
    kind: str
    article: str
    coding: str
    span: Span | None = None
    words: str = ""
    sort: str = ""
    sides: tuple[str, ...] = ()
    beside: tuple["Anchor", ...] = ()

    def __post_init__(self) -> None:
        check_span(self.span, "anchor")


class Judgement(Record, frozen=True, kw_only=True):
    """One decision about one record (`other` for same / not the same). `at` is an ISO 8601 time in UTC.

    `value` is empty where a correction takes the field's value away. `refs` are the actors that it names. `anchors`
    say where the record stood (for a happening: each of its events), `other_anchors` the same of `other`.
    """

    id: str
    record: str
    verdict: Verdict
    other: str | None = None
    field: str | None = None
    value: str | None = None
    refs: tuple[Ref, ...] = ()
    note: str | None = None
    who: str
    at: str
    anchors: tuple[Anchor, ...] = ()
    other_anchors: tuple[Anchor, ...] = ()
