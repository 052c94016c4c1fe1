"""What a workspace answers beside the store's own answers."""

from collections.abc import Callable
from typing import TypeAlias

from dragoman.records import (
    Actor,
    Article,
    CodedArticle,
    Event,
    Happening,
    Judgement,
    Record,
    Relations,
    Span,
    Statement,
    Tie,
    TieAccount,
    TieConflict,
)
from dragoman.store import StoredEvent, StoredStatement, StoredTie


class Progress(Record, frozen=True, kw_only=True):
    """How far a run is. `total` counts all documents found; `done` = `added` + `known` + `failed`.

    `per_second` is documents coded per second of this run; `seconds_left` is null until there is a rate to tell it by.
    """

    done: int
    total: int
    added: int
    known: int
    failed: int
    per_second: float
    seconds_left: float | None = None


Reporting: TypeAlias = Callable[[Progress], None]


class Failure(Record, frozen=True, kw_only=True):
    """A document that could not be read or coded, and why; `attempts` is how often that was tried."""

    location: str
    reason: str
    attempts: int = 0


class AddReport(Record, frozen=True, kw_only=True):
    """What a run of adding came to. `known` were in the store already, by the same coding."""

    added: int
    known: int
    failed: int
    failures: tuple[Failure, ...]
    seconds: float


class ImportReport(Record, frozen=True, kw_only=True):
    """What taking a file in came to; known articles and judgements were here already. A failure is of one line."""

    articles: int
    known_articles: int
    judgements: int
    known_judgements: int
    failures: tuple[Failure, ...]


class Words(Record, frozen=True, kw_only=True):
    """A stretch of an article and its characters as found."""

    article: str
    span: Span
    words: str


class Shown(Record, frozen=True, kw_only=True):
    """A record with the articles it stands in, its words there, and what people decided about it.

    `kind` is article, actor, event, statement, tie or happening. A happening has the words of each of its events.
    `record` is as judged and `original` as it was coded, null where nobody changed it; `judgements` are all about it,
    of which those in `undone` do not hold. A rejected record is left out of lists, happenings and briefs.
    """

    kind: str
    record: Article | Actor | Event | Statement | Tie | Happening
    articles: tuple[Article, ...]
    words: tuple[Words, ...]
    judgements: tuple[Judgement, ...] = ()
    original: Actor | Event | Statement | Tie | None = None
    rejected: bool = False
    undone: tuple[str, ...] = ()


class History(Record, frozen=True, kw_only=True):
    """A judgement as it stands now: whether it was undone, and the ids that its records have now.

    It is orphaned where it holds, and what it is about is no longer found: another coding made nothing like it.
    """

    judgement: Judgement
    undone: bool = False
    now: tuple[str, ...] = ()
    other_now: tuple[str, ...] = ()
    orphaned: bool = False


class HappeningClaims(Record, frozen=True, kw_only=True):
    """A happening with the claims that it is made of, in the order of its links."""

    happening: Happening
    claims: tuple[StoredEvent, ...]


class ConflictClaims(Record, frozen=True, kw_only=True):
    """A conflict about ties with the accounts that its claims belong to, oldest first."""

    conflict: TieConflict
    accounts: tuple[TieAccount, ...]


class ClaimsBeside(Record, frozen=True, kw_only=True):
    """Claims side by side: those of happenings, by day, and those about ties that differ. `articles` hold them."""

    happenings: tuple[HappeningClaims, ...]
    ties: tuple[ConflictClaims, ...]
    articles: tuple[CodedArticle, ...]


class PairRecords(Record, frozen=True, kw_only=True):
    """All that is kept about a pair of states, oldest first: what a brief is made from.

    `third_party` are events in which one of the two mediates or hosts and the other is a side. `statements` are those
    between the two, and those whose words tell of one of the events or ties. `relations` are the accounts of
    ties, merged from all articles; `articles` hold all of these.
    """

    pair: tuple[str, str]
    articles: tuple[CodedArticle, ...]
    events: tuple[StoredEvent, ...]
    third_party: tuple[StoredEvent, ...]
    statements: tuple[StoredStatement, ...]
    ties: tuple[StoredTie, ...]
    happenings: tuple[Happening, ...]
    relations: Relations
