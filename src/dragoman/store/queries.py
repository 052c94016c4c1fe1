"""What one may ask of a store, and what it answers: plain frozen data, no SQL.

Every query has `limit` and `after`: the answer's last `cursor`, given back as `after`, goes on where the page ended,
however much was added in between (keyset paging).

Days are ISO 8601 calendar days. An event or tie with no time of its own is placed at its article's day of publication;
one whose day nothing tells has none, sorts first and never matches `since` or `until`. Both match by overlap: an event
that may fall on any day from `earliest` to `latest` matches where that interval touches `[since, until]`.

Records are asked for and answered as judged. What people rejected is left out; with `rejected` only that is given.
"""

from enum import StrEnum
from typing import TypeAlias

from dragoman.records import (
    NOW,
    Act,
    Actor,
    ActorKind,
    Article,
    Change,
    CodedArticle,
    Event,
    Happening,
    Horizon,
    Quality,
    Record,
    Span,
    SpeechAct,
    Statement,
    Status,
    Tie,
)
from dragoman.records.copies import CopyLink, Sketch


class EventQuery(Record, frozen=True, kw_only=True):
    """Which events; fields that are null do not narrow.

    `pair` is two ISO alpha-3 codes in any order; it gives events whose sides are the two, and with `third_parties` also
    those in which one of the two mediates or hosts and the other is a side. `state` is one in any role but the place.
    """

    pair: tuple[str, str] | None = None
    third_parties: bool = False
    state: str | None = None
    act: Act | None = None
    mode: str | None = None
    plover: Act | None = None
    status: Status | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    outlet: str | None = None
    rejected: bool = False
    known: Horizon = NOW
    newest_first: bool = False
    limit: int = 100
    after: str | None = None


class StatementQuery(Record, frozen=True, kw_only=True):
    """Which statements. `state` is the speaker's; `pair` is the speaker's with the addressee's or the target's.

    A statement's day is its article's day of publication.
    """

    pair: tuple[str, str] | None = None
    state: str | None = None
    speech_act: SpeechAct | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    outlet: str | None = None
    rejected: bool = False
    known: Horizon = NOW
    newest_first: bool = False
    limit: int = 100
    after: str | None = None


class TieQuery(Record, frozen=True, kw_only=True):
    """Which ties: claims about the state of relations."""

    pair: tuple[str, str] | None = None
    quality: Quality | None = None
    change: Change | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    rejected: bool = False
    known: Horizon = NOW
    newest_first: bool = False
    limit: int = 100
    after: str | None = None


class ActorQuery(Record, frozen=True, kw_only=True):
    """Which actors; each article has its own, so a person named in two of them is given twice, side by side by id.

    `name` is a part of the name in any case of letters. Actors have no day: they are ordered by id.
    """

    state: str | None = None
    kind: ActorKind | None = None
    name: str | None = None
    article: str | None = None
    rejected: bool = False
    limit: int = 100
    after: str | None = None


class HappeningQuery(Record, frozen=True, kw_only=True):
    """Which happenings; `id` names one, `event` the one that an event belongs to.

    `places` are names with their states (empty where none is known), as in `PlaceTally`: any account puts it at one of
    them. `mode` is looked for in the records themselves, which have no index of it: narrow by its act as well.
    """

    id: str | None = None
    event: str | None = None
    pair: tuple[str, str] | None = None
    state: str | None = None
    act: Act | None = None
    mode: str | None = None
    places: tuple[tuple[str, str], ...] = ()
    status: Status | None = None
    since: str | None = None
    until: str | None = None
    newest_first: bool = False
    limit: int = 100
    after: str | None = None


class NamesakeQuery(Record, frozen=True, kw_only=True):
    """Which actors of one kind, by id; those of several articles that have one id are one.

    `words` must all be in the id, which is made from the name: "person:noa-harel@ISR". `state` is an ISO alpha-3 code.
    """

    kind: ActorKind = ActorKind.PERSON
    words: tuple[str, ...] = ()
    state: str | None = None
    limit: int = 100
    after: str | None = None


class ActorCount(Record, frozen=True, kw_only=True):
    """An actor, and how many articles name it. `cursor` is for paging."""

    id: str
    name: str
    state: str | None
    articles: int
    cursor: str


class ArticleQuery(Record, frozen=True, kw_only=True):
    """Which articles. `since` and `until` bound the day of publication; `actor` is the id of one that they name."""

    actor: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    known: Horizon = NOW
    newest_first: bool = False
    limit: int = 100
    after: str | None = None


DatedQuery: TypeAlias = ArticleQuery | EventQuery | StatementQuery | TieQuery | HappeningQuery
"""A question whose answers have a day."""


class ArticleHead(Record, frozen=True, kw_only=True):
    """What a list says of an article, without its text. `cursor` is for paging, and empty inside another record."""

    id: str
    external_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    cursor: str = ""


def head_of(article: Article) -> ArticleHead:
    """What a list says of an article."""
    return ArticleHead(
        id=article.id,
        external_id=article.external_id,
        title=article.title,
        outlet=article.outlet,
        published=article.published,
        language=article.language,
        url=article.url,
    )


class StoredEvent(Record, frozen=True, kw_only=True):
    """An event with its article and the words of its evidence."""

    article: ArticleHead
    event: Event
    words: str
    cursor: str


class StoredStatement(Record, frozen=True, kw_only=True):
    """A statement with its article and the words of each part of its content."""

    article: ArticleHead
    statement: Statement
    words: tuple[str, ...]
    cursor: str


class StoredTie(Record, frozen=True, kw_only=True):
    """A tie with its article and the words of its evidence."""

    article: ArticleHead
    tie: Tie
    words: str
    cursor: str


class StoredActor(Record, frozen=True, kw_only=True):
    """An actor of one article."""

    article: ArticleHead
    actor: Actor
    cursor: str


class StoredHappening(Record, frozen=True, kw_only=True):
    """A happening as it was last merged."""

    happening: Happening
    cursor: str


class Hit(Record, frozen=True, kw_only=True):
    """An article that holds the words looked for, best first.

    `snippet` is the span around the first match and `words` its characters; `matches` are the spans of the words that
    matched, all in code points of the article's text. Where only the title matched, `matches` is empty.
    """

    article: ArticleHead
    snippet: Span | None
    words: str
    matches: tuple[Span, ...]


class DocumentState(StrEnum):
    """Where a document stands in the ledger."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class LedgerEntry(Record, frozen=True, kw_only=True):
    """What the ledger knows of one document.

    `location` names it; `size` (bytes) and `stamp` (time of change, or digest) tell whether it changed;
    `coding` is what coded it: coder, version and fingerprint of the knowledge. `document` is the reader's reference in
    bytes, so that it can be read again.
    """

    location: str
    size: int | None = None
    stamp: int | None = None
    coding: str = ""
    document: bytes = b""
    article: str | None = None
    run: int | None = None
    state: DocumentState = DocumentState.PENDING
    reason: str | None = None
    attempts: int = 0


class Former(Record, frozen=True, kw_only=True):
    """An id that is no more: the kind of its record, a few words of what it was, and the ids that took its place.

    Successors may themselves be former by now. An event leads to its happening, and where nothing of its article took
    its place, to the article.
    """

    id: str
    kind: str
    was: str
    successors: tuple[str, ...]


class RunEntry(Record, frozen=True, kw_only=True):
    """One run of adding; times are ISO 8601 in UTC, `ended` is null for a run that was interrupted."""

    run: int
    coding: str
    started: str
    ended: str | None = None
    added: int = 0
    known: int = 0
    failed: int = 0


class Revision(Record, frozen=True, kw_only=True):
    """How often records changed, and the counts that happenings and the layer of judgements were made from.

    They are stale where these differ.
    """

    records: int
    happenings: int
    judged: int = 0


class BlockEvent(Record, frozen=True, kw_only=True):
    """An event where it is merged: its block, the days (ordinals) that it reaches, and in `body` what is compared.

    `is_news` is true where it tells of a delay, which moves other events of its block. `knot` is the part of the block
    that is merged together, 0 until that is known.
    """

    event: str
    block: str
    since: int
    last: int
    is_news: bool
    body: bytes
    knot: int = 0


class Placed(Record, frozen=True, kw_only=True):
    """An article as merging sees it: its events in their blocks, and which earlier articles it shares text with."""

    article: str
    events: tuple[BlockEvent, ...]
    sketch: Sketch
    copies: tuple[CopyLink, ...] = ()


class DirtyBlock(Record, frozen=True, kw_only=True):
    """A block that is due: how many events it holds, which of them are not tied yet, and which knots changed.

    Knot 0 among `knots` stands for the whole block. `stamp` tells whether anything changed since this was read.
    """

    block: str
    size: int
    untied: tuple[BlockEvent, ...]
    knots: frozenset[int]
    highest_knot: int
    stamp: tuple[int, ...]


class Settlement(Record, frozen=True, kw_only=True):
    """What merging made of parts of one or more blocks: happenings in place of those of the knots that were merged.

    `replaced` are knots by block, null for all of a block; `knots` says which knot of its block each event is in, where
    that changed; `happenings` stand with their block and knot.
    """

    stamps: dict[str, tuple[int, ...]]
    replaced: dict[str, frozenset[int] | None]
    knots: dict[str, int]
    happenings: tuple[tuple[str, int, Happening], ...]


class Overview(Record, frozen=True, kw_only=True):
    """How many of each kind a store keeps; `failed` and `pending` are documents of the ledger."""

    articles: int
    events: int
    statements: int
    ties: int
    happenings: int
    judgements: int
    failed: int
    pending: int


class PairCount(Record, frozen=True, kw_only=True):
    """How many happenings a pair of states has, as they were last merged."""

    pair: tuple[str, str]
    happenings: int


class Layer(Record, frozen=True, kw_only=True):
    """An article's records as judged, all of them, and the ids of those that are left out."""

    coded: CodedArticle
    rejected: frozenset[str] = frozenset()
