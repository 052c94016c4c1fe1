"""Records of every kind as flat rows for tables: CSV, data frames, Arrow. Cells are raw values; null is not known.

A flat row loses the spans of single actors and hops and the reasons; the JSON of a record has them all.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Protocol, TypeAlias

from dragoman.knowledge.codebook import Codebook
from dragoman.output.clean import plain
from dragoman.records import Actor, Event, Happening, Hop, Interval, Judgement, Ref, Statement, Tie

Cell: TypeAlias = str | int | float | bool | None
Cells: TypeAlias = dict[str, Cell]

# What spreadsheets take for a formula at the start of a cell. Source: OWASP, CSV injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Head(Protocol):
    """What rows say of an article: a record of it, or what a list of a store holds."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def external_id(self) -> str | None:
        """The input's own id."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def published(self) -> str | None:
        """The day of publication, ISO 8601."""

    @property
    def language(self) -> str | None:
        """Its language, ISO 639."""

    @property
    def url(self) -> str | None:
        """Where it stands."""


def article_cells(head: Head) -> Cells:
    """An article without its text."""
    return {"id": head.id, "external_id": head.external_id, **_headed(head), "language": head.language}


def event_cells(head: Head, event: Event, words: str, codebook: Codebook) -> Cells:
    """An event with its words; `score` is the codebook's, from -10 (conflict) to +10 (cooperation)."""
    return {
        "id": event.id,
        "act": event.act.value,
        "mode": event.mode,
        "plover": event.plover.value if event.plover else None,
        "status": event.status.value,
        "detail": event.detail.value if event.detail else None,
        "sources": listed(ref.name for ref in event.sources),
        "source_states": listed(ref.state or "" for ref in event.sources),
        "targets": listed(ref.name for ref in event.targets),
        "target_states": listed(ref.state or "" for ref in event.targets),
        "mediators": listed(ref.name for ref in event.mediators),
        "hosts": listed(ref.name for ref in event.hosts),
        "symmetric": event.symmetric,
        "place": event.place.name if event.place else None,
        "place_state": event.place.state if event.place else None,
        **_timed(event.time),
        "score": codebook.score(event.act, event.mode),
        "contexts": listed(event.contexts),
        "chain": _chained(event.chain),
        "confidence": round(event.confidence, 3),
        "coder": event.coder,
        "words": words,
        "start": event.evidence[0],
        "end": event.evidence[1],
        "article": head.id,
        "external_id": head.external_id,
        **_headed(head),
    }


def statement_cells(head: Head, statement: Statement, words: Iterable[str]) -> Cells:
    """A statement; the parts of its content are joined by an ellipsis, `start` and `end` reach around all of them."""
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "speech_act": statement.speech_act.value,
        **_named("speaker", statement.speaker),
        **_named("addressee", statement.addressee),
        **_named("target", statement.target),
        "medium": statement.medium.name if statement.medium else None,
        "chain": _chained(statement.chain),
        "words": " … ".join(words),
        "start": min(start for start, _ in statement.content),
        "end": max(end for _, end in statement.content),
        "article": head.id,
        **_headed(head),
    }


def tie_cells(head: Head, tie: Tie, words: str) -> Cells:
    """A claim about the state of relations."""
    return {
        "id": tie.id,
        "states": listed(ref.state or ref.name for ref in tie.pair),
        "quality": tie.quality.value if tie.quality else None,
        "change": tie.change.value if tie.change else None,
        **_timed(tie.time),
        "chain": _chained(tie.chain),
        "words": words,
        "start": tie.evidence[0],
        "end": tie.evidence[1],
        "article": head.id,
        **_headed(head),
    }


def actor_cells(head: Head, actor: Actor) -> Cells:
    """An actor of one article."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "state": actor.state,
        "states": listed(actor.states),
        "sector": actor.sector,
        "offices": listed(office.title for office in actor.offices),
        "mentions": len(actor.mentions),
        "reason": actor.reason,
        "article": head.id,
        **_headed(head),
    }


def happening_cells(happening: Happening) -> Cells:
    """A happening with its three counts; what accounts say differently is named, not told."""
    return {
        "id": happening.id,
        "act": happening.act.value,
        "mode": happening.mode,
        "states": listed(happening.states),
        "status": happening.status.value,
        **_timed(happening.time),
        "reports": happening.reports,
        "outlets": happening.outlets,
        "origins_min": happening.origins.min,
        "origins_max": happening.origins.max,
        "conflicts": listed(conflict.field for conflict in happening.conflicts),
        "events": listed(link.event for link in happening.links),
        "articles": listed(dict.fromkeys(link.article for link in happening.links)),
    }


def judgement_cells(judgement: Judgement, *, is_undone: bool) -> Cells:
    """A person's decision."""
    return {
        "id": judgement.id,
        "record": judgement.record,
        "verdict": judgement.verdict.value,
        "other": judgement.other,
        "field": judgement.field,
        "value": judgement.value,
        "note": judgement.note,
        "who": judgement.who,
        "at": judgement.at,
        "undone": is_undone,
    }


def csv_text(rows: Iterable[Mapping[str, Cell]]) -> str:
    """Rows as CSV with a header (RFC 4180), safe to open in a spreadsheet; empty where there is no row."""
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(buffer, fieldnames=list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: safe_cell(text_of(value)) for name, value in row.items()})
    return buffer.getvalue()


def text_of(value: Cell) -> str:
    """A cell as text: yes and no, numbers as short as they are, nothing for null."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def safe_cell(value: str) -> str:
    """Text that no spreadsheet runs: one line, and an apostrophe before what would begin a formula."""
    shown = plain(value)
    is_number = shown[:1] in "+-" and shown[1:2].isdigit() and shown[1:].replace(".", "", 1).isdigit()
    return f"'{shown}" if shown.startswith(_FORMULA) and not is_number else shown


def listed(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)


def _headed(head: Head) -> Cells:
    return {"title": head.title, "outlet": head.outlet, "published": head.published, "url": head.url}


def _timed(time: Interval | None) -> Cells:
    return {
        "time": time.edtf if time else None,
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
    }


def _named(role: str, ref: Ref | None) -> Cells:
    return {role: ref.name if ref else None, f"{role}_state": ref.state if ref else None}


def _chained(chain: Iterable[Hop]) -> str:
    return " ← ".join(hop.name for hop in chain)
