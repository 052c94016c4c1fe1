"""Pages: templates that always escape, the words that they use for values, and the files beside them."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response

from dragoman.output.citing import citation_line
from dragoman.output.clean import plain, shorten
from dragoman.output.dates import date_label, day_words, is_dated
from dragoman.output.markdown import link_target
from dragoman.records import Event, Happening, HopKind, Interval, OriginCount, Place, Ref, Status, Tie, is_own_act

STATIC_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}

SIGNS = {
    Status.HAPPENED: "●",
    Status.ONGOING: "◐",
    Status.PLANNED: "◌",
    Status.CALLED_OFF: "✕",
    Status.DENIED: "⊘",
    Status.HYPOTHETICAL: "…",
}
"""A shape for each status, beside its word: colour is never the only sign."""

HOPS = {
    HopKind.AUTHOR: "the article's own voice",
    HopKind.OUTLET: "outlet",
    HopKind.OUTLET_UNSPECIFIED: "outlets not named",
    HopKind.DOCUMENT: "document",
    HopKind.NAMED_PERSON: "named person",
    HopKind.UNNAMED_PERSON: "unnamed person",
    HopKind.OFFICE: "office or body",
    HopKind.STATE: "government",
    HopKind.GROUP_UNSPECIFIED: "a group not named",
}


class StaticFile(NamedTuple):
    """A file that pages refer to, held in memory; no path of a request ever reaches the disk."""

    data: bytes
    media_type: str
    etag: str


@cache
def environment() -> Environment:
    """The templates. Every value is escaped, whatever it is; a name that is missing is an error."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        line=line,
        short=lambda text, limit=120: shorten(line(text), limit),
        day=lambda day: day_words(day) if day else "day not known",
        when=when,
        word=lambda value: str(value).replace("_", " "),
        sign=lambda status: SIGNS[Status(status)],
        href=link_target,
        refs=names_of,
        where=where,
        tie=tie_of,
        speaker=lambda ref: line(ref.name) if ref else "Nobody named",
        act=act_of,
        citation=lambda view: citation_line(view.head, view.words, view.event.chain, view.event.id),
        hop=lambda kind: HOPS[HopKind(kind)],
        origins=origins_of,
        counted=lambda number, thing: f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s",
        language=language_of,
    )
    return made


def render(template: str, **values: Any) -> bytes:
    """The HTML of a template, in UTF-8."""
    return environment().get_template(template).render(values).encode("utf-8", "replace")


def page(template: str, **values: Any) -> Response[bytes]:
    """A page as a response; it is kept in no cache, since it holds the articles of a person."""
    headers = {"cache-control": "no-store"}
    return Response(render(template, **values), media_type="text/html; charset=utf-8", headers=headers)


def error_page(status: int, why: str) -> bytes:
    """A plain page that says what was wrong and what to do."""
    return render("error.html", status=status, why=why)


@cache
def static_files() -> dict[str, StaticFile]:
    """The style and the scripts by name."""
    found = {}
    for entry in (files("dragoman.web") / "static").iterdir():
        media_type = next((kind for suffix, kind in STATIC_TYPES.items() if entry.name.endswith(suffix)), None)
        if media_type is not None:
            data = entry.read_bytes()
            found[entry.name] = StaticFile(data, media_type, f'"{hashlib.sha256(data).hexdigest()[:32]}"')
    return found


def line(text: object) -> str:
    """A value as one line without control and direction characters; empty where it is null."""
    return "" if text is None else plain(str(text))


def when(time: Interval | None) -> str:
    """A time in words: its days where it has some, otherwise the article's own words for it."""
    if time is None:
        return "undated"
    if is_dated(time):
        return date_label(time)
    phrase = line(time.phrase)
    return f"“{phrase}”, undated" if phrase else "undated"


def where(place: Place | None) -> str:
    """A place with its state, as in "Baku (AZE)"."""
    if place is None:
        return "no place"
    return line(place.name) + (f" ({place.state})" if place.state else "")


def tie_of(tie: Tie) -> str:
    """Quality and change, as in "close, improving"."""
    return ", ".join(str(part).replace("_", " ") for part in (tie.quality, tie.change) if part)


def names_of(refs: tuple[Ref, ...]) -> str:
    """Names with their states, as in "Netanyahu (ISR), Israel"."""
    shown = (line(ref.name) + (f" ({ref.state})" if ref.state else "") for ref in refs)
    return ", ".join(shown) or "not said"


def act_of(record: Event | Happening) -> str:
    """Act and mode, as in "consult · visit"; an own act stands before the act that it belongs to."""
    act = record.act.value.lower()
    if record.mode is not None and is_own_act(record.mode):
        return f"{record.mode.replace('_', ' ').lower()} · {act}"
    return f"{act} · {record.mode.replace('_', ' ')}" if record.mode else act


def origins_of(count: OriginCount) -> str:
    """A range of origins, as in "1–2"."""
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def language_of(code: str | None) -> str:
    """A language code that HTML may carry; empty, which means unknown, for anything else."""
    is_code = code is not None and code.isascii() and code.isalpha() and len(code) in (2, 3)
    return (code or "").lower() if is_code else ""
