"""Statements: what somebody is said to have said, with source, cue and content."""

from enum import StrEnum

from dragoman.records.actor import Ref
from dragoman.records.article import RegionKind
from dragoman.records.attribution import Hop
from dragoman.records.base import Record, Span, check_span


class StatementKind(StrEnum):
    """How the words are given: verbatim, in the reporter's words, or both. Source: PARC (Pareti 2012)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeechAct(StrEnum):
    """What the speaker does by speaking."""

    ASSERT = "assert"
    ANNOUNCE = "announce"
    DENY = "deny"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    PROMISE = "promise"
    REQUEST = "request"
    PRAISE = "praise"
    NAME_CALL = "name_call"
    DECLINE_COMMENT = "decline_comment"
    NON_MENTION = "non_mention"


class Statement(Record, frozen=True, kw_only=True):
    """An attribution relation. `content` may have several parts; `speaker` is null when the text names no source.

    Source: PARC attribution relations (source, cue, content); RiQuA for the addressee.
    """

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None = None
    speaker: Ref | None = None
    addressee: Ref | None = None
    medium: Ref | None = None
    speech_act: SpeechAct = SpeechAct.ASSERT
    target: Ref | None = None
    chain: tuple[Hop, ...] = ()
    region: RegionKind
    story: int = 0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("statement: content must have at least one part")
        for part in self.content:
            check_span(part, "statement content")
        check_span(self.cue, "statement cue")
