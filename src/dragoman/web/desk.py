"""The desk: what all pages ask, over one workspace, from many threads."""

import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property

import msgspec

from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.knowledge.phrases import Phrases, load_phrases
from dragoman.output import Brief, make_brief
from dragoman.records import Act, CodedArticle, Event, Happening, Judgement, Verdict
from dragoman.store import HappeningQuery, StoredEvent, StoredHappening
from dragoman.web.adder import Adder
from dragoman.web.decisions import UNDECIDED, Decision, decisions_of
from dragoman.workspace import PairRecords, Workspace
from dragoman.workspace.pairs import find_pair

PAIR_ROWS = 300
"""Records of one kind on a page about a pair: 1,000 took 0.6 s and gave 2 MB that nobody reads through."""

BRIEF_ROWS = 1000
"""Records of one kind that a brief is made from: as many as for `dragoman brief`, so that the two are the same."""


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
        self._judged: tuple[int, Mapping[str, Decision]] = (-1, {})

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of states."""
        return load_gazetteer()

    @cached_property
    def phrases(self) -> Phrases:
        """Words for briefs."""
        return load_phrases()

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

    def event(self, identifier: str) -> tuple[CodedArticle, Event] | None:
        """An event with its article."""
        for coded in self.coded(identifier):
            for event in coded.events:
                if event.id == identifier:
                    return coded, event
        return None

    def as_coded(self, found: Iterable[StoredEvent]) -> list[StoredEvent]:
        """Events of a list with what the machine read, which pages show beside corrections."""
        found, decisions = list(found), self.decisions()
        corrected = [one.event.id for one in found if decisions.get(one.event.id, UNDECIDED).corrections]
        read = {event.id: event for coded in self.coded(*corrected) for event in coded.events} if corrected else {}
        return [msgspec.structs.replace(one, event=read.get(one.event.id, one.event)) for one in found]

    def pair(self, one: str, other: str, since: str | None, until: str | None, limit: int = PAIR_ROWS) -> PairRecords:
        """All that is kept about two states."""
        self.merge()
        return find_pair(self.workspace.store, (one, other), since=since, until=until, limit=limit)

    def brief(self, one: str, other: str, since: str | None) -> Brief:
        """A brief about two states."""
        found = self.pair(one, other, since, None, BRIEF_ROWS)
        return make_brief((one, other), found.articles, found.happenings, self.names, self.phrases, since)

    def decisions(self) -> Mapping[str, Decision]:
        """What people decided, by record; read again only where something changed."""
        revision = self.workspace.store.revision.records
        if self._judged[0] != revision:
            self._judged = (revision, decisions_of(self.workspace.judgements()))
        return self._judged[1]

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
