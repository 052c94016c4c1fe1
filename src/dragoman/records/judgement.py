"""Judgements: a person's dated decisions about records; append-only, undoable."""

from enum import StrEnum

from dragoman.records.base import Record


class Verdict(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    SAME = "same"
    NOT_SAME = "not_same"
    NOTE = "note"
    UNDO = "undo"


class Judgement(Record, frozen=True, kw_only=True):
    """One decision about one record (`other` for same / not the same). `at` is an ISO 8601 time in UTC."""

    id: str
    record: str
    verdict: Verdict
    other: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None
    who: str
    at: str
