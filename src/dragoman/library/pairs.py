"""Two states of an open workspace, and what is kept between them."""

from typing import TYPE_CHECKING, Any

from dragoman.knowledge.phrases import load_phrases
from dragoman.library.asked import day, horizon
from dragoman.library.lists import Records
from dragoman.output import Brief
from dragoman.records import Happening
from dragoman.store import StoredEvent, StoredStatement, StoredTie
from dragoman.workspace import PairRecords
from dragoman.workspace.briefing import brief_of

if TYPE_CHECKING:
    from dragoman.library.opened import OpenWorkspace


class Pair:
    """Two states of an open workspace (ISO alpha-3), and what is kept between them."""

    def __init__(self, opened: "OpenWorkspace", codes: tuple[str, str]) -> None:
        self._opened = opened
        self.codes = codes

    def __repr__(self) -> str:
        return f"<pair {self.codes[0]}–{self.codes[1]}>"

    def events(self, **narrowed: Any) -> Records[StoredEvent]:  # Any: the keywords of `OpenWorkspace.events`
        """Their events; keywords are those of `OpenWorkspace.events`."""
        return self._opened.events(*self.codes, **narrowed)

    def statements(self, **narrowed: Any) -> Records[StoredStatement]:  # Any: as above
        """What one says to or of the other; keywords are those of `OpenWorkspace.statements`."""
        return self._opened.statements(*self.codes, **narrowed)

    def ties(self, **narrowed: Any) -> Records[StoredTie]:  # Any: as above
        """What is claimed of their relations; keywords are those of `OpenWorkspace.ties`."""
        return self._opened.ties(*self.codes, **narrowed)

    def happenings(self, **narrowed: Any) -> Records[Happening]:  # Any: as above
        """Their happenings; keywords are those of `OpenWorkspace.happenings`."""
        return self._opened.happenings(*self.codes, **narrowed)

    def records(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        added_until: str | None = None,
    ) -> PairRecords:
        """All that a brief is made from, up to 1,000 of each kind."""
        since, until = day(since, "since"), day(until, "until")
        return self._opened.workspace.pair(*self.codes, since=since, until=until, known=horizon(as_of, added_until))

    def brief(self, *, since: str | None = None, as_of: str | None = None, added_until: str | None = None) -> Brief:
        """A sourced brief."""
        found = self.records(since=since, as_of=as_of, added_until=added_until)
        known = horizon(as_of, added_until)
        return brief_of(found, self._opened.gazetteer.names, load_phrases(), since, known)
