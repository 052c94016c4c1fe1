"""The protocol of a store: what every database behind Dragoman must be able to do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from dragoman.records import NOW, Act, Article, CodedArticle, Horizon, Judgement, SavedSearch
from dragoman.records.copies import CopyLink, Sketch
from dragoman.store.queries import (
    ActorCount,
    ActorQuery,
    ArticleHead,
    ArticleQuery,
    BlockEvent,
    DatedQuery,
    DirtyBlock,
    DocumentState,
    EventQuery,
    Former,
    HappeningQuery,
    Hit,
    Layer,
    LedgerEntry,
    NamesakeQuery,
    Overview,
    PairCount,
    Placed,
    Revision,
    RunEntry,
    Settlement,
    StatementQuery,
    StoredActor,
    StoredEvent,
    StoredHappening,
    StoredStatement,
    StoredTie,
    TieQuery,
)
from dragoman.store.tallying import PairTallies, PlaceTallies, TallyQuery


class Ledger(Protocol):
    """Which documents were taken up, by which run, and how that ended."""

    def begin_run(self, coding: str, at: str) -> int:
        """The number of a new run that starts at an ISO 8601 time."""

    def end_run(self, run: RunEntry) -> None:
        """Writes the counts and the end of a run."""

    def runs(self) -> tuple[RunEntry, ...]:
        """All runs, oldest first."""

    def entry(self, location: str) -> LedgerEntry | None:
        """The entry of a location; null where it was never taken up."""

    def record(self, entries: Sequence[LedgerEntry]) -> None:
        """Writes entries in one transaction, each in place of the one at its location."""

    def entries(self, state: DocumentState, run: int | None = None) -> Iterator[LedgerEntry]:
        """The entries in a state, of one run or of all, by location; one may record others while walking over them."""


class Blocks(Protocol):
    """What merging needs to merge only what changed. Every method that writes is one transaction.

    An article that was added is unplaced until its events stand in their blocks; those have no knot until the block is
    settled. So whatever ends a run of merging, the next one goes on from there.
    """

    def begin(self, version: int) -> None:
        """Forgets all that another version of merging made, so that every article is placed again."""

    def finish(self, records: int) -> None:
        """Notes that the happenings are as new as the records were at this count."""

    def unplaced(self) -> tuple[CodedArticle, ...]:
        """Some hundreds of the articles that are not placed yet; none where all are."""

    def alike(self, sketch: Sketch, days: int) -> tuple[tuple[Sketch, int], ...]:
        """Sketches of other articles with the number of marks that they share with this one.

        Those published within so many days of it, and those that credit an agency; all where this one credits one.
        """

    def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """The articles of some ids."""

    def place(self, placed: Sequence[Placed]) -> None:
        """Puts the events of articles into their blocks."""

    def dirty(self) -> tuple[str, ...]:
        """The keys of the blocks that are due."""

    def read(self, block: str) -> DirtyBlock:
        """A block that is due."""

    def members(self, block: str, knots: Iterable[int] | None = None) -> tuple[BlockEvent, ...]:
        """The events of some knots of a block; all of it where `knots` is null."""

    def near(self, block: str, since: int, last: int) -> tuple[BlockEvent, ...]:
        """The events of a block that reach into some days."""

    def news(self, block: str) -> tuple[BlockEvent, ...]:
        """The events of a block that tell of a delay."""

    def blocks_of(self, events: Iterable[str]) -> dict[str, str]:
        """The blocks of events by the events' ids."""

    def copies(self, articles: Iterable[str]) -> tuple[CopyLink, ...]:
        """Which of some articles share text."""

    def bind(self, bonds: frozenset[tuple[str, str, str]]) -> None:
        """Notes which pairs of events people bind together or part, as (one, other, verdict).

        The blocks of the events of bonds that are new, or are no more, are due as a whole.
        """

    def settle(self, settlement: Settlement) -> bool:
        """Writes what a merge made; False, and nothing written, where a block has changed since it was read."""


class Searches(Protocol):
    """Searches that somebody saved under a name."""

    def keep(self, search: SavedSearch) -> None:
        """Keeps a search, or what changed of one that is kept; all that is in the store counts as seen by a new one."""

    def all(self) -> tuple[SavedSearch, ...]:
        """All searches in the order of making, removed ones too."""

    def look(self, identifier: str, at: str) -> None:
        """Notes that somebody looked at a search at an ISO 8601 time: nothing is new to it now."""

    def count_new(self, identifier: str, query: DatedQuery) -> int:
        """How many records that answer a query stand in articles added since, up to the query's limit."""


class Store(Protocol):
    """Articles with their records, judgements and happenings. Every method that writes is one transaction.

    Errors: all methods raise `StoreError` when the database refuses.
    """

    @property
    def ledger(self) -> Ledger:
        """The ledger in the same database."""

    @property
    def blocks(self) -> Blocks:
        """What merging keeps in the same database."""

    @property
    def searches(self) -> Searches:
        """The saved searches in the same database."""

    @property
    def revision(self) -> Revision:
        """Whether the happenings are as new as the records."""

    def add(
        self,
        coded: CodedArticle,
        *,
        coding: str,
        entry: LedgerEntry | None = None,
        replaces: bool = True,
        added: str | None = None,
    ) -> bool:
        """Stores an article with its records and its ledger entry; False where it is known, coded by the same `coding`.

        An article that another coding had coded gets its records replaced: there is one coding of an article at a time.
        Without `replaces` it stays as it is, and is known. `added` is the day (ISO 8601, UTC), kept of an article that
        is new here and of no other.
        """

    def codings(self, ids: Iterable[str]) -> dict[str, str]:
        """What coded each of some articles, by their ids."""

    def days_added(self, ids: Iterable[str]) -> dict[str, str]:
        """The days on which some articles were first added, by their ids; unknown ones are left out."""

    def coded(
        self, ids: Iterable[str] | None = None, *, as_judged: bool = False, known: Horizon = NOW
    ) -> Iterator[CodedArticle]:
        """The coded articles that hold the given records, each once; all of them by id where `ids` is null.

        They are as they were coded, or `as_judged`: corrected, and without what was rejected.
        An id may be an article's own or that of an actor, event, statement or tie. Unknown ids give nothing, and
        articles beyond `known` are left out.
        """

    def articles(self, query: ArticleQuery) -> tuple[ArticleHead, ...]:
        """Heads of articles by day of publication."""

    def actor_counts(self, query: NamesakeQuery) -> tuple[ActorCount, ...]:
        """Actors of a kind by id, each once, with the number of articles that name them."""

    def events(self, query: EventQuery) -> tuple[StoredEvent, ...]:
        """Events by their first possible day."""

    def statements(self, query: StatementQuery) -> tuple[StoredStatement, ...]:
        """Statements by the day of publication."""

    def ties(self, query: TieQuery) -> tuple[StoredTie, ...]:
        """Ties by their first possible day."""

    def actors(self, query: ActorQuery) -> tuple[StoredActor, ...]:
        """Actors by id."""

    def happenings(self, query: HappeningQuery) -> tuple[StoredHappening, ...]:
        """Happenings as last merged, by their first possible day."""

    def count(self, query: DatedQuery) -> int:
        """How many records answer a query, up to its limit; happenings as last merged."""

    def former(self, identifier: str) -> Former | None:
        """What became of an id that is no more; null for one that is, or never was."""

    def search(self, text: str, limit: int = 20) -> tuple[Hit, ...]:
        """Articles that hold all the given words and "quoted phrases", best first; no character of `text` is syntax."""

    def overview(self) -> Overview:
        """How many of each kind of record, judgements included, the store keeps."""

    def pairs(self, limit: int = 20) -> tuple[PairCount, ...]:
        """The pairs of states with the most happenings, as last merged."""

    def tally_places(self, query: TallyQuery) -> PlaceTallies:
        """The places with the most happenings, as last merged, and the totals of all."""

    def tally_pairs(self, query: TallyQuery, cooperative: frozenset[Act]) -> PairTallies:
        """The pairs of which one acts towards the other most often, as last merged; other acts are hostile."""

    def judge(self, *made: Judgement) -> None:
        """Appends judgements, all or none, safe against loss of power when it returns; a known id adds nothing."""

    def judgements(self, record: str | None = None) -> tuple[Judgement, ...]:
        """The judgements on one record, or all, in the order in which they were made."""

    def put_judged(self, layers: Sequence[Layer], records: int | None = None) -> None:
        """Keeps articles as judged beside what was coded, which stays; records are found by what they are judged to be.

        `records` is the `Revision.records` that the layer of all articles is then as new as; null while there are more.
        """

    def close(self) -> None:
        """Ends all connections; the store is of no use after."""
