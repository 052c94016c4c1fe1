"""The shapes of answers and requests beside the records themselves; OpenAPI is made from them."""

from dragoman.records import (
    Actor,
    Event,
    Happening,
    Judgement,
    Record,
    Statement,
    Tie,
    Verdict,
)
from dragoman.store import (
    ArticleHead,
    Hit,
    Overview,
    PairCount,
    StoredActor,
    StoredEvent,
    StoredStatement,
    StoredTie,
)
from dragoman.workspace.reports import Words


class ArticleList(Record, frozen=True, kw_only=True):
    """A page of articles; `next` is the address of the page after it, null at the end."""

    items: tuple[ArticleHead, ...]
    next: str | None = None


class EventList(Record, frozen=True, kw_only=True):
    """A page of events, each with its words and the head of its article."""

    items: tuple[StoredEvent, ...]
    next: str | None = None


class StatementList(Record, frozen=True, kw_only=True):
    """A page of statements, each with its words and the head of its article."""

    items: tuple[StoredStatement, ...]
    next: str | None = None


class TieList(Record, frozen=True, kw_only=True):
    """A page of claims about the state of relations."""

    items: tuple[StoredTie, ...]
    next: str | None = None


class ActorList(Record, frozen=True, kw_only=True):
    """A page of actors of single articles."""

    items: tuple[StoredActor, ...]
    next: str | None = None


class HappeningList(Record, frozen=True, kw_only=True):
    """A page of happenings."""

    items: tuple[Happening, ...]
    next: str | None = None


class PairList(Record, frozen=True, kw_only=True):
    """A page of pairs, those with the most happenings first."""

    items: tuple[PairCount, ...]
    next: str | None = None


class HitList(Record, frozen=True, kw_only=True):
    """The articles that hold what was looked for, best first; `next` is null, for the best have no place to go on."""

    items: tuple[Hit, ...]
    next: str | None = None
    complete: bool


class JudgementItem(Record, frozen=True, kw_only=True):
    """A decision, and whether it was taken back."""

    judgement: Judgement
    undone: bool


class JudgementList(Record, frozen=True, kw_only=True):
    """A page of decisions, the latest first."""

    items: tuple[JudgementItem, ...]
    next: str | None = None


class JudgementDraft(Record, frozen=True, kw_only=True):
    """A decision to keep. `other` goes with same and not_same, `field` and `value` with correct, `note` with any."""

    record: str
    verdict: Verdict
    other: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None


class Annotations(Record, frozen=True, kw_only=True):
    """All records of one article as judged; spans are [start, end) in code points of its text."""

    article: str
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    ties: tuple[Tie, ...]


class EventAnswer(Record, frozen=True, kw_only=True):
    """One event as judged, with its words and what people decided. A rejected one is left out of lists."""

    event: Event
    article: ArticleHead
    words: tuple[Words, ...]
    judgements: tuple[Judgement, ...] = ()
    undone: tuple[str, ...] = ()
    rejected: bool = False
    original: Event | None = None


class HappeningAnswer(Record, frozen=True, kw_only=True):
    """One happening with the words of each of its events, and what people decided."""

    happening: Happening
    articles: tuple[ArticleHead, ...]
    words: tuple[Words, ...]
    judgements: tuple[Judgement, ...] = ()
    undone: tuple[str, ...] = ()


class PairAnswer(Record, frozen=True, kw_only=True):
    """What is kept about two states, oldest first. `cut` names the kinds of which there are more than `limit`."""

    pair: tuple[str, str]
    articles: tuple[ArticleHead, ...]
    events: tuple[StoredEvent, ...]
    third_party: tuple[StoredEvent, ...]
    statements: tuple[StoredStatement, ...]
    ties: tuple[StoredTie, ...]
    happenings: tuple[Happening, ...]
    cut: tuple[str, ...] = ()


class WorkspaceAnswer(Record, frozen=True, kw_only=True):
    """What the workspace holds, and which Dragoman answers; `adding` is whether articles are being added now."""

    name: str
    dragoman: str
    codebook: str
    adding: bool
    counts: Overview
