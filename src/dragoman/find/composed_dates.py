"""Time expressions made of others: ranges, alternatives, since and until, deadlines, steps from a dated event."""

from collections.abc import Callable

from msgspec.structs import replace

from dragoman.find.tense import Tense
from dragoman.find.time_composition import (
    after,
    approximately,
    before,
    deadline,
    one_of,
    range_of,
    since,
    starting,
    step,
    until,
    wrapped,
)
from dragoman.find.time_lexing import Match, Timed
from dragoman.find.time_meaning import Meaning, Resolver, Vantage, signed, undated
from dragoman.find.time_readings import Read, as_date, as_vague

_WRAPS: dict[str, Callable[[Meaning, Vantage], Meaning | None]] = {
    "since": since,
    "until": until,
    "through": until,
    "by": deadline,
    "before": before,
    "pre": before,
    "after": after,
    "post": after,
    "from": starting,
    "starting": starting,
}


def _resolvers(match: Match) -> list[Resolver]:
    return [lexeme.timed.resolve for lexeme in match.every("date") if lexeme.timed and lexeme.timed.resolve]


def read_range(match: Match) -> Read:
    """`from 2008 to 2014`, `between March and May 2023`, `5 May – 3 June`, `2014-2019`."""
    ends = _resolvers(match)
    return as_date("range", range_of(ends[0], ends[1])) if len(ends) == 2 else None


def read_alternative(match: Match) -> Read:
    """`June or July`: one of two."""
    ends = _resolvers(match)
    return as_date("one of two", one_of(ends[0], ends[1])) if len(ends) == 2 else None


def read_wrapped(match: Match) -> Read:
    """`since 1993`, `until 31 August`, `by Friday`, `prior to 2011`, `after March`, `from Monday`, `pre-2011`."""
    ends = _resolvers(match)
    opener = match.first(*_WRAPS)
    if not ends or opener is None:
        return None
    dates = match.every("date")
    is_before_end = opener.name == "before" and dates[0].timed is not None and dates[0].timed.is_end
    inner = _ahead(ends[0]) if opener.name in ("by", "until") else ends[0]
    inner = _behind(inner) if opener.name == "since" else inner
    return as_date(f"{opener.name} a date", wrapped(inner, until if is_before_end else _WRAPS[opener.name]))


def _ahead(resolve: Resolver) -> Resolver:
    """A deadline, or the end of a state, is still to come where no verb says otherwise."""
    return lambda at: resolve(replace(at, tense=Tense.FUTURE) if at.tense is Tense.UNKNOWN else at)


def _behind(resolve: Resolver) -> Resolver:
    """What holds since a date began before now, however the verb is read ("have been holding talks since May")."""
    return lambda at: resolve(replace(at, tense=Tense.PAST))


def read_wrapped_event(match: Match) -> Read:
    """`after the 2003 invasion`: an event that is dated by its modifier."""
    noun = match.lexemes[-1]
    return read_wrapped(match) if noun.text.islower() else None


def read_as_of(match: Match) -> Read:
    """`as of Monday`: that day."""
    ends = _resolvers(match)
    return as_date("as of a date", ends[0]) if ends else None


def read_approximate(match: Match) -> Read:
    """`circa 2012`, `around March 2020`."""
    ends = _resolvers(match)
    return as_date("approximate date", wrapped(ends[0], approximately)) if ends else None


def read_shifted(match: Match) -> Read:
    """`a year after 2014`, `two days before the 7 October attack`: so many units from a date in the text."""
    ends, length = _resolvers(match), _length(match)
    if not ends or length is None or not length.count or not length.unit:
        return None
    return as_date("units from a date", step(length.unit, _sign(match) * length.count, ends[0]))


def read_shifted_from_event(match: Match) -> Read:
    """`a year after the war began`: a distance from an event that the words do not date."""
    following, length = match.after, _length(match)
    if length is None or not length.count or following is None or following.name in ("comma", "dot", "dash", "date"):
        return None
    relative = f"event{signed(length.unit, _sign(match) * length.count)}"
    return as_vague("units from an event", lambda _: undated(relative))


def _length(match: Match) -> Timed | None:
    duration = match.first("duration")
    return duration.timed if duration else None


def _sign(match: Match) -> int:
    return -1 if match.has("before") else 1
