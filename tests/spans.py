"""Every span of a coded article, whatever record it stands in, for tests of what is always true."""

from collections.abc import Iterator

import msgspec

from dragoman.records import Actor, CodedArticle, Event, Span, Statement, Tie

SPAN_FIELDS = frozenset({"span", "cue", "trigger", "evidence"})
"""The fields of the output contract that hold one span; `content` of a statement holds several."""


def spans_of(coded: CodedArticle) -> Iterator[tuple[str, Span]]:
    """Each span with where it stands ("events[3].time.span"); regions and mentions give theirs in two fields."""
    yield from _spans("", msgspec.to_builtins(coded))


def _spans(path: str, value: object) -> Iterator[tuple[str, Span]]:
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield path, (value["start"], value["end"])
        for field, inner in value.items():
            place = f"{path}.{field}".lstrip(".")
            if field in SPAN_FIELDS and inner is not None:
                yield place, tuple(inner)
            elif field == "content":
                yield from ((place, tuple(part)) for part in inner)
            else:
                yield from _spans(place, inner)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _spans(f"{path}[{number}]", inner)


def ids_of(coded: CodedArticle) -> list[str]:
    """The identifiers of all actors, events, statements and ties."""
    groups: tuple[tuple[Actor | Event | Statement | Tie, ...], ...]
    groups = (coded.actors, coded.events, coded.statements, coded.ties)
    return [record.id for group in groups for record in group]
