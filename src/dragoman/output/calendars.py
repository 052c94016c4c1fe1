"""Planned visits and meetings as a calendar, for the programs that people keep their days in.

Source: RFC 5545 (iCalendar); lines are folded at 75 octets (3.1), text is escaped (3.3.11).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dragoman.output.citing import short_citation
from dragoman.output.clean import plain, shorten
from dragoman.output.markdown import link_target
from dragoman.records import Act, CodedArticle, Event, Grain, Happening, Status

STATUSES = {
    Status.PLANNED: "TENTATIVE",
    Status.CALLED_OFF: "CANCELLED",
    Status.DENIED: "CANCELLED",
}
"""What stands in a calendar. What happened is no plan any more, and what is imagined never was one."""

LONGEST = 31
"""Days from the first to the last; a longer span ("in the first half of the year") is no entry of a calendar."""

OCTETS = 75


def is_planned_meeting(happening: Happening) -> bool:
    """Whether a happening is a visit or meeting that is planned, or was."""
    return happening.act is Act.CONSULT and happening.status in STATUSES


def days_of_plan(happening: Happening) -> tuple[date, date] | None:
    """First and last day; null where the words name no day: a month is an interval of ours, not a visit of a month."""
    time = happening.time
    if time is None or time.grain is not Grain.DAY or time.earliest is None or time.latest is None:
        return None
    first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
    return (first, last) if (last - first).days < LONGEST and last < date.max else None


def calendar_lines(
    happenings: Iterable[tuple[Happening, Mapping[str, CodedArticle]]],
    names: Mapping[str, str],
    version: str,
    about: str,
) -> Iterator[bytes]:
    """The calendar; every happening must have days. Each comes with the articles of its accounts, by id."""
    yield from _lines("BEGIN", "VCALENDAR")
    yield from _lines("VERSION", "2.0")
    yield from _lines("PRODID", _text(f"-//Dragoman//{version}//EN"))
    yield from _lines("METHOD", "PUBLISH")
    yield from _lines("X-WR-CALNAME", _text("Planned visits and meetings"))
    yield from _lines("X-WR-CALDESC", _text(about))
    for happening, articles in happenings:
        yield from _entry(happening, articles, names)
    yield from _lines("END", "VCALENDAR")


def _entry(happening: Happening, articles: Mapping[str, CodedArticle], names: Mapping[str, str]) -> Iterator[bytes]:
    days = days_of_plan(happening)
    if days is None:
        return
    events = list(_events_of(happening, articles))
    states = " – ".join(names.get(code, code) for code in happening.states)
    what = (happening.mode or happening.act.value).replace("_", " ").lower()
    counts = (
        f"{happening.reports} reports, {happening.outlets} outlets, "
        f"{happening.origins.min}–{happening.origins.max} independent origins"
    )
    told = [happening.status.value.replace("_", " "), *_quotes(happening, articles), counts, happening.id]
    stamped = max((point.as_of for point in happening.status_history if point.as_of), default="1970-01-01")
    act = happening.act.value
    values = {
        "UID": f"{happening.id}@dragoman",
        "DTSTAMP": f"{date.fromisoformat(stamped):%Y%m%d}T000000Z",
        "DTSTART;VALUE=DATE": f"{days[0]:%Y%m%d}",
        "DTEND;VALUE=DATE": f"{days[1] + timedelta(days=1):%Y%m%d}",
        "SUMMARY": _text(f"{what.capitalize()}: {states}" if states else what.capitalize()),
        "DESCRIPTION": "\\n".join(map(_text, told)),
        "STATUS": STATUSES[happening.status],
        "TRANSP": "TRANSPARENT",
        "CATEGORIES": ",".join(map(_text, (act, happening.mode) if happening.mode else (act,))),
        "LOCATION": next((_text(event.place.name) for event in events if event.place), ""),
        "URL": _address(happening, articles),
    }
    yield from _lines("BEGIN", "VEVENT")
    for name, value in values.items():
        if value:
            yield from _lines(name, value)
    yield from _lines("END", "VEVENT")


def _events_of(happening: Happening, articles: Mapping[str, CodedArticle]) -> Iterator[Event]:
    wanted = {link.event for link in happening.links}
    for link in happening.links:
        if link.article in articles:
            yield from (event for event in articles[link.article].events if event.id in wanted)


def _quotes(happening: Happening, articles: Mapping[str, CodedArticle]) -> Iterator[str]:
    """The words of the first account, with where they stand."""
    for link in happening.links[:1]:
        if link.article in articles:
            article = articles[link.article].article
            yield shorten(short_citation(article, article.words(link.evidence)), 1000)


def _address(happening: Happening, articles: Mapping[str, CodedArticle]) -> str:
    found = (articles[link.article].article.url for link in happening.links if link.article in articles)
    return next((target for url in found if (target := link_target(url))), "")


def _text(text: str) -> str:
    """Any text as a value of RFC 5545: in one line, escaped."""
    escaped = plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _lines(name: str, value: str) -> Iterator[bytes]:
    """A content line in pieces of 75 octets at most, never cutting a character."""
    line = b""
    for char in f"{name}:{value}":
        octets = char.encode("utf-8", "replace")
        if len(line) + len(octets) > OCTETS:
            yield line + b"\r\n"
            line = b" "
        line += octets
    yield line + b"\r\n"
