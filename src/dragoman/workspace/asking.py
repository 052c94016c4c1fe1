"""Questions that go beyond the store's own: what is looked for in names and words, and what was told up to a day."""

from collections.abc import Callable

from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.records import Happening, touches
from dragoman.store import HappeningQuery, StoredHappening, StoredStatement


def saying(by: str | None, about: str | None, gazetteer: Gazetteer | None) -> Callable[[StoredStatement], bool]:
    """Whether a statement is by a speaker of whose name `by` is a part, and is about a state (ISO alpha-3).

    It is about a state where its words name it or its target is of it. Null narrows nothing;
    the gazetteer is needed for `about` only.
    """

    def is_wanted(found: StoredStatement) -> bool:
        speaker = found.statement.speaker
        if by and (speaker is None or by.lower() not in speaker.name.lower()):
            return False
        if about is None or gazetteer is None:
            return True
        target = found.statement.target
        named = {hit.entry.code for hit in gazetteer.find(" ".join(found.words)) if hasattr(hit.entry, "code")}
        return about in named or (target is not None and target.state == about)

    return is_wanted


def is_within(happening: Happening, query: HappeningQuery) -> bool:
    """Whether a happening that did not come from the store fits a query, as it would there.

    Undated ones match no period.
    """
    if query.state is not None and query.state not in happening.states:
        return False
    if query.act not in (None, happening.act) or query.status not in (None, happening.status):
        return False
    return is_of_period(happening, query.since, query.until)


def is_of_period(happening: Happening, since: str | None, until: str | None) -> bool:
    """Whether a happening may lie in a period; undated ones match none, as in the store."""
    if since is None and until is None:
        return True
    time = happening.time
    if time is None or (time.earliest is None and time.latest is None):
        return False
    return touches(time.earliest, time.latest, since, until)


def placed(happening: Happening) -> StoredHappening:
    """A happening that did not come from the store, with its place: its first day and id, as there."""
    time = happening.time
    if time is None or (time.earliest is None and time.latest is None):
        day = min((point.as_of for point in happening.status_history if point.as_of), default="")
    else:
        day = time.earliest or "0001-01-01"
    return StoredHappening(happening=happening, cursor=f"{day}|{happening.id}")


def page_of(happenings: tuple[Happening, ...], query: HappeningQuery) -> tuple[StoredHappening, ...]:
    """The page of a query over happenings that did not come from the store."""
    found = [placed(happening) for happening in happenings if is_within(happening, query)]
    found.sort(key=_place, reverse=query.newest_first)
    if query.after is not None:
        day, _, identifier = query.after.partition("|")
        after = (day, identifier)
        found = [one for one in found if (_place(one) < after if query.newest_first else _place(one) > after)]
    return tuple(found[: query.limit])


def _place(found: StoredHappening) -> tuple[str, str]:
    day, _, identifier = found.cursor.partition("|")
    return day, identifier
