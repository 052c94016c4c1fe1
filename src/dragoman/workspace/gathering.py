"""What an export asks of a workspace: the records that a list with the same filter shows, with their articles."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dragoman.records import Act, CodedArticle, Event, Happening, Record, Statement, Status, Tie
from dragoman.records.tables import RecordKind, TableForm
from dragoman.store import ArticleQuery, EventQuery, HappeningQuery, StatementQuery, StoredHappening, TieQuery
from dragoman.store.paging import pages
from dragoman.workspace.around import happenings_around, statements_around

if TYPE_CHECKING:
    from dragoman.workspace.workspace import Workspace

PAGE = 200
"""Records asked for at a time; their articles are read beside them, some 20 MB."""

MOST_HITS = 10_000
"""Articles found by words, the best: more than anybody reads, and some 40 MB of hits."""

Articles: TypeAlias = Mapping[str, CodedArticle]
Found = TypeVar("Found")


class Wanted(Record, frozen=True, kw_only=True):
    """What is to leave: a kind of record, and which; what is null does not narrow. As in the lists, by any of a pair.

    `limit` is how many at most. `columns` are those of a table of events. `article`, `actor` (who acts, is acted on,
    mediates, hosts or speaks) and `happening` are ids. With `around`, happenings and statements of a pair are those
    that its page shows: also those of events to which one of the two is a third party. `words` must all be in an
    article.
    """

    records: RecordKind = RecordKind.EVENTS
    columns: TableForm = TableForm.DRAGOMAN
    state: str | None = None
    pair: tuple[str, str] | None = None
    act: Act | None = None
    mode: str | None = None
    status: Status | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    outlet: str | None = None
    article: str | None = None
    actor: str | None = None
    happening: str | None = None
    around: bool = False
    words: str | None = None

    @property
    def asked(self) -> dict[str, str | int]:
        """What narrows, in words; nothing for what does not."""
        values: dict[str, str | int | None] = {
            "state": self.state,
            "pair": " ".join(self.pair) if self.pair else None,
            "act": self.mode if self.mode else self.act.value if self.act else None,
            "status": self.status.value if self.status else None,
            "since": self.since,
            "until": self.until,
            "outlet": self.outlet,
            "article": self.article,
            "actor": self.actor,
            "happening": self.happening,
            "third_parties": "yes" if self.around else None,
            "words": self.words,
            "limit": self.limit,
        }
        return {name: value for name, value in values.items() if value is not None}

    @property
    def problem(self) -> str | None:
        """What a kind of record cannot be narrowed by; null where all goes together."""
        is_claim = self.records in (RecordKind.EVENTS, RecordKind.HAPPENINGS)
        if not is_claim and (self.act or self.status):
            return f"{self.records.value} have no act and no status; leave these out"
        if self.records is RecordKind.TIES and self.state:
            return "ties are between two states: give both, or none for all"
        if self.columns is not TableForm.DRAGOMAN and self.records is not RecordKind.EVENTS:
            return f"only events have {self.columns.value} columns"
        return self._beside

    @property
    def _beside(self) -> str | None:
        """What does not go with a kind of record, or with anything else."""
        for name, kinds in _ONLY_OF.items():
            if getattr(self, name) and self.records not in kinds:
                return f"{self.records.value} are not found by {name}"
        if self.records is RecordKind.ARTICLES and (self.state or self.pair):
            return "articles have no states; leave these out"
        alone = sum(1 for name in ("article", "actor", "happening") if getattr(self, name))
        if alone > 1 or (alone and (self.state or self.pair or self.act or self.mode or self.status)):
            return "an article, an actor or a happening narrows alone; leave the rest out"
        return None


_ONLY_OF = {
    "outlet": (RecordKind.EVENTS, RecordKind.STATEMENTS, RecordKind.ARTICLES),
    "article": (RecordKind.EVENTS, RecordKind.STATEMENTS, RecordKind.TIES),
    "actor": (RecordKind.EVENTS, RecordKind.STATEMENTS),
    "happening": (RecordKind.EVENTS, RecordKind.HAPPENINGS),
    "words": (RecordKind.ARTICLES,),
}
"""What is found by what."""


class Tally:
    """How many records have been written, and whether a limit cut them; `report` is told of each page."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.cut_by: str | None = None

    def add(self, name: str, number: int = 1) -> None:
        """Counts some more."""
        self.counts[name] = self.counts.get(name, 0) + number

    @property
    def done(self) -> int:
        """All records so far."""
        return sum(self.counts.values())

    def within(self, found: Iterator[Found], limit: int | None) -> Iterator[Found]:
        """At most so many; that there were more is noted."""
        if limit is None:
            yield from found
            return
        yield from islice(found, limit)
        if next(found, None) is not None:
            self.cut_by = "limit"


def events_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[CodedArticle, Event]]:
    """Events with their articles as judged, by their first possible day; an actor's by article, the newest first."""
    if wanted.actor is not None:
        for coded in _naming(workspace, wanted.actor):
            yield from ((coded, event) for event in coded.events if wanted.actor in parts_of(event))
        return
    if wanted.happening is not None:
        for happening, articles in happenings_of(workspace, wanted):
            held = {event.id: (coded, event) for coded in articles.values() for event in coded.events}
            yield from (held[link.event] for link in happening.links if link.event in held)
        return
    for page in pages(workspace.events, event_query(wanted)):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.event


def statements_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[CodedArticle, Statement]]:
    """Statements with their articles as judged, by day of publication; an actor's by article, the newest first."""
    if wanted.actor is not None:
        for coded in _naming(workspace, wanted.actor):
            said = (one for one in coded.statements if one.speaker is not None and one.speaker.actor == wanted.actor)
            yield from ((coded, one) for one in said)
        return
    asked = StatementQuery(**_asked(wanted), article=wanted.article, outlet=wanted.outlet)
    if wanted.around and wanted.pair is not None:
        yield from statements_around(workspace, asked)
        return
    for page in pages(workspace.statements, asked):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.statement


def ties_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[CodedArticle, Tie]]:
    """Ties with their articles as judged, by their first possible day."""
    asked = _asked(wanted)
    del asked["state"]
    for page in pages(workspace.ties, TieQuery(**asked, article=wanted.article)):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.tie


def happenings_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[Happening, Articles]]:
    """Happenings with the articles of their events as judged, by their first possible day."""
    workspace.merge()
    query = happening_query(wanted)
    found: Iterator[StoredHappening] = chain.from_iterable(pages(workspace.store.happenings, query))
    if wanted.around and wanted.pair is not None:
        found = happenings_around(workspace, query)
    while page := list(islice(found, PAGE)):
        told = [stored.happening for stored in page]
        articles = _articles(workspace, (link.article for one in told for link in one.links))
        yield from ((one, articles) for one in told)


def articles_of(workspace: "Workspace", wanted: Wanted) -> Iterator[CodedArticle]:
    """Articles as judged, by day of publication; those that hold some words best first."""
    if wanted.words is not None:
        hits = workspace.search(wanted.words, MOST_HITS)
        ids = (hit.article.id for hit in hits)
    else:
        asked = ArticleQuery(outlet=wanted.outlet, since=wanted.since, until=wanted.until, limit=PAGE)
        ids = (head.id for page in pages(workspace.articles, asked) for head in page)
    yield from _in_order(workspace, ids)


def event_query(wanted: Wanted) -> EventQuery:
    """The events that a filter names, where it names no actor and no happening."""
    return EventQuery(
        **_asked(wanted),
        act=wanted.act,
        mode=wanted.mode,
        status=wanted.status,
        third_parties=wanted.pair is not None,
        article=wanted.article,
        outlet=wanted.outlet,
    )


def happening_query(wanted: Wanted) -> HappeningQuery:
    """The happenings that a filter names."""
    return HappeningQuery(**_asked(wanted), act=wanted.act, mode=wanted.mode, status=wanted.status, id=wanted.happening)


def parts_of(event: Event) -> frozenset[str]:
    """The ids of all who have a part in an event."""
    return frozenset(ref.actor for ref in (*event.sources, *event.targets, *event.mediators, *event.hosts))


def _naming(workspace: "Workspace", actor: str) -> Iterator[CodedArticle]:
    """The articles that name an actor, as judged, newest first."""
    asked = ArticleQuery(actor=actor, newest_first=True, limit=PAGE)
    yield from _in_order(workspace, (head.id for page in pages(workspace.articles, asked) for head in page))


def _in_order(workspace: "Workspace", ids: Iterator[str]) -> Iterator[CodedArticle]:
    """Articles as judged in the order of their ids, some at a time."""
    while page := list(islice(ids, PAGE)):
        found = _articles(workspace, iter(page))
        yield from (found[name] for name in page if name in found)


def _asked(wanted: Wanted) -> dict[str, Any]:  # the values that all queries have
    return {
        "pair": wanted.pair,
        "state": wanted.state,
        "since": wanted.since,
        "until": wanted.until,
        "limit": PAGE,
    }


def _articles(workspace: "Workspace", ids: Iterator[str]) -> dict[str, CodedArticle]:
    return {coded.article.id: coded for coded in workspace.as_judged(set(ids))}
