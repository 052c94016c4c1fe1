"""The desk: what all pages ask, over one workspace, from many threads."""

import threading
from collections.abc import Iterable, Mapping, Sequence, Sized
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.knowledge.phrases import Phrases, load_phrases
from dragoman.merge.judged import judge_article
from dragoman.merge.standing import Docket, articles_of
from dragoman.output import Brief
from dragoman.records import NOW, Act, Article, CodedArticle, Event, Happening, Horizon, Judgement, Verdict
from dragoman.store import HappeningQuery, StoredEvent, StoredHappening
from dragoman.web.adder import Adder
from dragoman.web.decisions import UNDECIDED, Decision, decisions_of
from dragoman.web.views import EventView, HeldArticle, stored_view
from dragoman.workspace import PairRecords, Workspace
from dragoman.workspace.briefing import brief_of
from dragoman.workspace.judging import judge_together
from dragoman.workspace.pairs import find_pair
from dragoman.workspace.taking import Kit, open_kit

PAIR_ROWS = 200
"""Records of one kind on a page about a pair: 1,000 took 0.6 s and gave 2 MB that nobody reads through."""

BRIEF_ROWS, ALL_BRIEF_ROWS = 250, 1000
"""Records of one kind that a brief on a page is made from, and those for `dragoman brief`, which a link asks for.

1,000 took 2.7 s on a busy core. The page says so where it leaves any out."""


class _Judged(NamedTuple):
    """All decisions as of a revision of the records; `corrected` are the articles in which anything was corrected."""

    revision: int
    decisions: Mapping[str, Decision]
    docket: Docket
    corrected: frozenset[str]


class Desk:
    """One workspace as the pages ask it; `who` is the person whose judgements are kept.

    While articles are being added, happenings are shown as they were merged last: merging anew for each page would
    take longer than the page.
    """

    def __init__(self, workspace: Workspace, who: str) -> None:
        self.workspace = workspace
        self.who = who
        self.adder = Adder(workspace)
        self._merging = threading.Lock()
        self._kept = _Judged(-1, {}, Docket(()), frozenset())

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of states."""
        return load_gazetteer()

    @cached_property
    def phrases(self) -> Phrases:
        """Words for briefs."""
        return load_phrases()

    @cached_property
    def kit(self) -> Kit:
        """What files to take away are made with; reading it takes longer than a page may."""
        return open_kit(self.workspace.own_codebook)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Common names of states by ISO alpha-3 code."""
        return self.gazetteer.names

    @cached_property
    def own_acts(self) -> Mapping[str, Act]:
        """The acts of the workspace's own codebook, each with the one that it is kept under."""
        own = self.workspace.own_codebook
        return {entry.name: entry.act for entry in own.entries if entry.is_act} if own is not None else {}

    def state_name(self, code: str) -> str:
        """The common name of a state, or its code."""
        return self.gazetteer.state_name(code)

    def state_code(self, name: str) -> str | None:
        """The ISO alpha-3 code of a state by name, code, demonym or capital; null where none is called so."""
        return self.gazetteer.state_of(name.strip())

    def nearest_state(self, name: str) -> str | None:
        """The name of a state that is written much like the one given."""
        return self.gazetteer.nearest_state(name.strip())

    def merge(self) -> None:
        """Brings the happenings up to date, unless articles are being added."""
        if not self.adder.is_going:
            with self._merging:
                self.workspace.merge()

    def happenings(self, query: HappeningQuery) -> tuple[StoredHappening, ...]:
        """A page of happenings."""
        self.merge()
        return self.workspace.store.happenings(query)

    def happening(self, identifier: str) -> Happening | None:
        """The happening of an id, as merged now."""
        found = self.happenings(HappeningQuery(id=identifier))
        return found[0].happening if found else None

    def happening_of(self, event: str) -> Happening | None:
        """The happening that an event belongs to; null for one that was rejected or is unknown."""
        found = self.happenings(HappeningQuery(event=event))
        return found[0].happening if found else None

    def coded(self, *ids: str) -> tuple[CodedArticle, ...]:
        """The articles that hold the given records."""
        return tuple(self.workspace.store.coded(ids))

    def texts(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """The articles of some ids, without their records: a tenth of the work of reading these too."""
        return self.workspace.store.blocks.articles(set(ids))

    def judged(self, *ids: str) -> tuple[HeldArticle, ...]:
        """The articles that hold the given records, as judged, with what was read out of them beside."""
        docket = self._judged().docket
        return tuple(
            HeldArticle(read=coded, judged=judge_article(coded, docket, load_codebook())) for coded in self.coded(*ids)
        )

    def event(self, identifier: str) -> tuple[HeldArticle, Event] | None:
        """An event as judged, with its article."""
        for held in self.judged(identifier):
            for event in held.records.events:
                if event.id == identifier:
                    return held, event
        return None

    def views(self, found: Iterable[StoredEvent]) -> list[EventView]:
        """Events of a list, as judged, with what was read where people changed that."""
        listed, judged = list(found), self._judged()
        changed = [one.event.id for one in listed if one.article.id in judged.corrected]
        read = {event.id: event for coded in self.coded(*changed) for event in coded.events} if changed else {}
        return [stored_view(one, read.get(one.event.id), judged.decisions) for one in listed]

    def pair(
        self,
        one: str,
        other: str,
        since: str | None,
        until: str | None,
        limit: int = PAIR_ROWS,
        known: Horizon = NOW,
    ) -> PairRecords:
        """All that is kept about two states, as far as articles count as known."""
        self.merge()
        return find_pair(self.workspace.store, (one, other), since=since, until=until, limit=limit, known=known)

    def brief(
        self, one: str, other: str, since: str | None, rows: int = BRIEF_ROWS, known: Horizon = NOW
    ) -> tuple[Brief, bool]:
        """A brief about two states, and whether there are more records of any kind than the `rows` that it rests on."""
        found = self.pair(one, other, since, None, rows, known)
        kinds: tuple[Sized, ...] = (found.events, found.happenings, found.statements, found.ties)
        made = brief_of(found, self.names, self.phrases, since, known)
        return made, any(len(kind) >= rows for kind in kinds)

    def decisions(self) -> Mapping[str, Decision]:
        """What people decided, by record."""
        return self._judged().decisions

    def _judged(self) -> _Judged:
        """What people decided; read again only where something changed."""
        revision = self.workspace.store.revision.records
        if self._kept.revision != revision:
            judgements = self.workspace.judgements()
            self._kept = _Judged(revision, decisions_of(judgements), Docket(judgements), _corrected(judgements))
        return self._kept

    def decision(self, record: str) -> Decision:
        """What people decided about one record."""
        return self.decisions().get(record, UNDECIDED)

    def judge(
        self,
        record: str,
        verdict: Verdict,
        *,
        other: str | None = None,
        field: str | None = None,
        value: str | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Keeps a decision of the person at the desk.

        Times go to the microsecond: two decisions of one second are told apart by which came later.

        Raises:
            WorkspaceError: there is no such record.

        """
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        return self.workspace.judge(
            record, verdict, who=self.who, other=other, field=field, value=value, note=note, at=at
        )

    def judge_together(self, records: Sequence[str], verdict: Verdict, note: str | None = None) -> None:
        """Keeps one decision about several records, all or none.

        Raises:
            WorkspaceError: a record is named twice, or there is no such record.

        """
        judge_together(self.workspace, records, verdict, who=self.who, note=note)


def _corrected(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The articles in which records were corrected, undone or not."""
    made = (one for one in judgements if one.verdict is Verdict.CORRECT)
    return frozenset(article for one in made for article in articles_of(one))
