"""What an export asks of a workspace: the records that a list with the same filter shows, with their articles."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from dragoman.records import Act, CodedArticle, Event, Happening, Record, Statement, Status, Tie
from dragoman.records.tables import RecordKind, TableForm
from dragoman.store import EventQuery, HappeningQuery, StatementQuery, TieQuery
from dragoman.store.paging import pages

if TYPE_CHECKING:
    from dragoman.workspace.workspace import Workspace

PAGE = 200
"""Records asked for at a time; their articles are read beside them, some 20 MB."""

Articles: TypeAlias = Mapping[str, CodedArticle]
Found = TypeVar("Found")


class Wanted(Record, frozen=True, kw_only=True):
    """What is to leave: a kind of record, and which; what is null does not narrow. As in the lists, by any of a pair.

    `limit` is how many at most. `columns` are those of a table of events.
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
        return None


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
    """Events with their articles as judged, by their first possible day."""
    query = EventQuery(
        **_asked(wanted), act=wanted.act, mode=wanted.mode, status=wanted.status, third_parties=wanted.pair is not None
    )
    for page in pages(workspace.events, query):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.event


def statements_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[CodedArticle, Statement]]:
    """Statements with their articles as judged, by day of publication."""
    for page in pages(workspace.statements, StatementQuery(**_asked(wanted))):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.statement


def ties_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[CodedArticle, Tie]]:
    """Ties with their articles as judged, by their first possible day."""
    asked = _asked(wanted)
    del asked["state"]
    for page in pages(workspace.ties, TieQuery(**asked)):
        articles = _articles(workspace, (one.article.id for one in page))
        for one in page:
            yield articles[one.article.id], one.tie


def happenings_of(workspace: "Workspace", wanted: Wanted) -> Iterator[tuple[Happening, Articles]]:
    """Happenings with the articles of their events as judged, by their first possible day."""
    workspace.merge()
    query = HappeningQuery(**_asked(wanted), act=wanted.act, mode=wanted.mode, status=wanted.status)
    for page in pages(workspace.store.happenings, query):
        told = [stored.happening for stored in page]
        articles = _articles(workspace, (link.article for one in told for link in one.links))
        yield from ((one, articles) for one in told)


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
