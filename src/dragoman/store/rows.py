"""Records → rows: the columns by which a record is found again."""

from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

import msgspec

from dragoman.records import Actor, Article, CodedArticle, Event, Happening, Interval, Ref, Statement, Tie

Row: TypeAlias = dict[str, object]

UNKNOWN_DAY = ""
FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
SIDES, THIRD_PARTY = "sides", "third"


def pair_of(one: str, other: str) -> str:
    """The key of an unordered pair of states: "AZE|ISR" whichever comes first."""
    return "|".join(sorted((one.upper(), other.upper())))


def day_of(article: Article) -> str:
    """The first day on which an article can have been published, empty where nothing tells."""
    interval = article.published_interval
    return article.published or (interval.earliest if interval else None) or UNKNOWN_DAY


def days_of(time: Interval | None, otherwise: str) -> tuple[str, str]:
    """First and last possible day of an interval; an open end is the end of the calendar.

    An interval without any day gives `otherwise`, the day of publication, for both.
    """
    if time is None or (time.earliest is None and time.latest is None):
        return otherwise, otherwise
    return time.earliest or FIRST_DAY, time.latest or LAST_DAY


def states_of(refs: Iterable[Ref], actors: dict[str, Actor]) -> tuple[str, ...]:
    """The states that references stand for, sorted; a plural actor ("the two nations") gives all of its states."""
    found: set[str] = set()
    for ref in refs:
        actor = actors.get(ref.actor)
        found.update((ref.state,) if ref.state else actor.states if actor else ())
    return tuple(sorted(found))


def event_pairs(event: Event, actors: dict[str, Actor]) -> dict[str, str]:
    """The pairs that an event concerns, each with its role: both are sides, or one is a third party to the other.

    Sides are sources with targets and, where the act is symmetric, all sides with each other. Third parties are
    mediators and hosts: who mediates between two states has a relation to each, but is never a side. A host is one
    where only one state acts ("met officials in Baku").
    """
    sources, targets = states_of(event.sources, actors), states_of(event.targets, actors)
    sides = sorted({*sources, *targets})
    couples = combinations(sides, 2) if event.symmetric else ((s, t) for s in sources for t in targets if s != t)
    pairs = {pair_of(one, other): SIDES for one, other in couples}
    hosts = states_of(event.hosts, actors)
    if len(sides) == 1:
        pairs.update({pair_of(sides[0], host): SIDES for host in hosts if host != sides[0]})
    for third in (*states_of(event.mediators, actors), *hosts):
        for side in sides:
            if third != side:
                pairs.setdefault(pair_of(third, side), THIRD_PARTY)
    return pairs


def statement_pairs(statement: Statement, actors: dict[str, Actor]) -> tuple[str, ...]:
    """The pairs of a statement: its speaker's states with those of the addressee and of the target."""
    speakers = states_of(_present(statement.speaker), actors)
    others = states_of((*_present(statement.addressee), *_present(statement.target)), actors)
    return tuple(sorted({pair_of(one, other) for one in speakers for other in others if one != other}))


def tie_pair(tie: Tie, actors: dict[str, Actor]) -> str | None:
    """The pair of a tie; null where not exactly two states are known."""
    states = states_of(tie.pair, actors)
    return pair_of(*states) if len(states) == 2 else None


def article_row(article: Article, row: int, coding: str) -> Row:
    """The row of an article; its body leaves out the text, which has a column of its own for the search."""
    return {
        "row": row,
        "id": article.id,
        "external_id": article.external_id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "day": day_of(article),
        "coding": coding,
        "body": json_of(msgspec.structs.replace(article, text="")),
        "text": article.text,
    }


def record_rows(coded: CodedArticle, article: int, next_row: dict[str, int]) -> dict[str, list[Row]]:
    """All rows of an article's records by table; `next_row` says the first free row number of each table."""
    actors = {actor.id: actor for actor in coded.actors}
    day = day_of(coded.article)
    rows: dict[str, list[Row]] = {
        "actors": [_actor_row(actor, article, row) for row, actor in enumerate(coded.actors, next_row["actors"])],
        "events": [],
        "event_pairs": [],
        "event_states": [],
        "statements": [],
        "statement_pairs": [],
        "ties": [_tie_row(tie, article, row, day, actors) for row, tie in enumerate(coded.ties, next_row["ties"])],
    }
    for row, event in enumerate(coded.events, next_row["events"]):
        _add_event(rows, event, article, row, day, actors)
    for row, statement in enumerate(coded.statements, next_row["statements"]):
        rows["statements"].append(_statement_row(statement, article, row, day))
        rows["statement_pairs"].extend(
            {"pair": pair, "day": day, "id": statement.id, "statement": row}
            for pair in statement_pairs(statement, actors)
        )
    return rows


def happening_rows(happening: Happening, row: int) -> dict[str, list[Row]]:
    """The rows of one happening by table."""
    first, last = days_of(happening.time, _first_report(happening))
    key: Row = {"first_day": first, "id": happening.id, "happening": row}
    body: Row = {
        "row": row,
        "id": happening.id,
        "act": happening.act.value,
        "status": happening.status.value,
        "first_day": first,
        "last_day": last,
        "body": json_of(happening),
    }
    states = sorted(set(happening.states))
    return {
        "happenings": [body],
        "happening_pairs": [{"pair": pair_of(*couple), **key} for couple in combinations(states, 2)],
        "happening_states": [{"state": state, **key} for state in states],
        "happening_events": [
            {"event": event, "happening": row} for event in sorted({e.event for e in happening.links})
        ],
    }


def json_of(record: msgspec.Struct) -> str:
    """The JSON body of a record.

    Raises:
        UnicodeError: a string holds half a surrogate pair, which no encoding can carry.

    """
    return msgspec.json.encode(record).decode("utf-8")


def _add_event(
    rows: dict[str, list[Row]], event: Event, article: int, row: int, day: str, actors: dict[str, Actor]
) -> None:
    """Adds the rows of one event to those of its article."""
    first, last = days_of(event.time, day)
    found_by: Row = {
        "first_day": first,
        "last_day": last,
        "id": event.id,
        "act": event.act.value,
        "plover": event.plover.value if event.plover else None,
        "status": event.status.value,
    }
    start, end = event.evidence
    body: Row = {"row": row, "article": article, "mode": event.mode, "start": start, "end": end, **_plain(event)}
    rows["events"].append({**body, **found_by})
    for pair, role in event_pairs(event, actors).items():
        rows["event_pairs"].append({"pair": pair, "role": role, "event": row, **found_by})
    for state in states_of((*event.sources, *event.targets, *event.mediators, *event.hosts), actors):
        rows["event_states"].append({"state": state, "event": row, **found_by})


def _plain(record: msgspec.Struct) -> Row:
    """The body of a record that nobody judged yet."""
    return {"body": json_of(record), "judged": None, "rejected": 0}


def _actor_row(actor: Actor, article: int, row: int) -> Row:
    return {
        "row": row,
        "article": article,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "state": actor.state,
        **_plain(actor),
    }


def _statement_row(statement: Statement, article: int, row: int, day: str) -> Row:
    return {
        "row": row,
        "article": article,
        "id": statement.id,
        "kind": statement.kind.value,
        "speech_act": statement.speech_act.value,
        "speaker_state": statement.speaker.state if statement.speaker else None,
        "day": day,
        "start": min(start for start, _ in statement.content),
        "end": max(end for _, end in statement.content),
        **_plain(statement),
    }


def _tie_row(tie: Tie, article: int, row: int, day: str, actors: dict[str, Actor]) -> Row:
    first, last = days_of(tie.time, day)
    return {
        "row": row,
        "article": article,
        "id": tie.id,
        "pair": tie_pair(tie, actors),
        "quality": tie.quality.value if tie.quality else None,
        "change": tie.change.value if tie.change else None,
        "first_day": first,
        "last_day": last,
        "start": tie.evidence[0],
        "end": tie.evidence[1],
        **_plain(tie),
    }


def _first_report(happening: Happening) -> str:
    """The first day on which an article told of a happening; empty where none is dated."""
    return min((point.as_of for point in happening.status_history if point.as_of), default=UNKNOWN_DAY)


def _present(ref: Ref | None) -> tuple[Ref, ...]:
    return () if ref is None else (ref,)
