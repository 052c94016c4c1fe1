"""Events as rows of tables that others use: our own columns, POLECAT's, and CAMEO root codes.

PLOVER and CAMEO have no place for what was only imagined or denied, so such events are no rows of theirs.
"""

from collections.abc import Callable, Iterable, Mapping

from dragoman.knowledge.cameo import Cameo
from dragoman.knowledge.codebook import Codebook
from dragoman.output.clean import plain
from dragoman.output.flat_rows import event_cells, listed, text_of
from dragoman.records import Actor, ActorKind, Article, CodedArticle, Event, Record, Ref, Span
from dragoman.records.tables import TableForm

_NOTHING = "None"

Row = dict[str, str]


class Tables(Record, frozen=True, kw_only=True):
    """What rows are made with: `cow` gives Correlates of War numbers by state."""

    codebook: Codebook
    cameo: Cameo
    cow: Mapping[str, str]
    version: str


def rows_of(coded: CodedArticle, events: Iterable[Event], form: TableForm, tables: Tables) -> list[Row]:
    """The rows of some events of an article; all cells are plain text in one line."""
    make: Callable[[CodedArticle, Event, Tables], Row] = _MAKERS[form]
    wanted = (event for event in events if form is TableForm.DRAGOMAN or event.plover is not None)
    return [plain_row(make(coded, event, tables)) for event in wanted]


def plain_row(row: Row) -> Row:
    """The row with every cell in one line, without control and direction characters."""
    return {name: plain(value) for name, value in row.items()}


def _own(coded: CodedArticle, event: Event, tables: Tables) -> Row:
    cells = event_cells(coded.article, event, coded.article.words(event.evidence), tables.codebook)
    return {name: text_of(value) for name, value in cells.items()} | {"confidence": f"{event.confidence:.3f}"}


def _polecat(coded: CodedArticle, event: Event, tables: Tables) -> Row:
    """The published columns of POLECAT; what Dragoman does not know (Wikipedia keys, coordinates) says None."""
    plover = event.plover or event.act
    entry, mode = tables.codebook.acts[plover], event.mode if plover is event.act else None
    actors = {actor.id: actor for actor in coded.actors}
    named = {kind: listed(a.name for a in coded.actors if a.kind is kind) or _NOTHING for kind in ActorKind}
    place = event.place
    return {
        "Event ID": f"{event.id}_{plover.value}",
        "Event Date": _day(event, coded.article),
        "Event Type": plover.value,
        "Event Mode": tables.codebook.exported_mode(plover, mode) or _NOTHING,
        "Intensity": number(tables.codebook.score(plover, mode)),
        "Quad Code": entry.quad.replace("_", " ").upper(),
        "Contexts": listed(event.contexts) or _NOTHING,
        **_side("Actor", event.sources, actors, coded.article, tables),
        **_side("Recipient", event.targets, actors, coded.article, tables),
        "Placename": place.name if place else _NOTHING,
        **dict.fromkeys(("City", "District", "Province"), _NOTHING),
        "Country": (place.state if place else None) or _NOTHING,
        **dict.fromkeys(("Latitude", "Longitude", "GeoNames ID"), _NOTHING),
        "Raw Placename": coded.article.words(place.span) if place and place.span else _NOTHING,
        "Feature Type": _NOTHING,
        "Source": coded.article.outlet or _NOTHING,
        "Publication Date": coded.article.published or _NOTHING,
        "Story People": named[ActorKind.PERSON],
        "Story Organizations": named[ActorKind.ORGANISATION],
        "Story Locations": named[ActorKind.PLACE],
        "Language": coded.article.language or _NOTHING,
        "Version": f"dragoman {tables.version}, {event.coder}",
    }


def _side(role: str, refs: Iterable[Ref], actors: Mapping[str, Actor], article: Article, tables: Tables) -> Row:
    refs = tuple(refs)
    offices = ((actors[ref.actor].offices if ref.actor in actors else ()) for ref in refs)
    sectors = listed(ref.sector or _NOTHING for ref in refs) or _NOTHING
    return {
        f"{role} Name": listed(ref.name for ref in refs) or _NOTHING,
        f"{role} Country": listed(ref.state or _NOTHING for ref in refs) or _NOTHING,
        f"{role} COW": listed(tables.cow.get(ref.state or "", _NOTHING) for ref in refs) or _NOTHING,
        f"Primary {role} Sector": (next(iter(refs)).sector if refs else None) or _NOTHING,
        f"{role} Sectors": sectors,
        f"{role} Title": listed(next((office.title for office in each), _NOTHING) for each in offices) or _NOTHING,
        f"{role} Name Raw": listed(_raw(ref.span, article) for ref in refs) or _NOTHING,
        f"Wikipedia {role} ID": _NOTHING,
    }


def _raw(span: Span | None, article: Article) -> str:
    return article.words(span) if span is not None else _NOTHING


def _cameo(coded: CodedArticle, event: Event, tables: Tables) -> Row:
    """Root codes with Goldstein's scores, one row for each pair of a source and a target."""
    root = tables.cameo.root_of(event.plover or event.act, event.mode if event.plover is event.act else None)
    return {
        "id": event.id,
        "date": _day(event, coded.article),
        "source": listed(_code(ref) for ref in event.sources),
        "target": listed(_code(ref) for ref in event.targets),
        "root": root.code,
        "name": root.name,
        "goldstein": number(root.score),
        "status": event.status.value,
        "outlet": coded.article.outlet or "",
        "published": coded.article.published or "",
        "url": coded.article.url or "",
        "words": coded.article.words(event.evidence),
    }


def _code(ref: Ref) -> str:
    """State and sector as CAMEO writes actors: "GHAGOV"."""
    return f"{ref.state or ''}{ref.sector or ''}" or ref.name


def _day(event: Event, article: Article) -> str:
    """The day of an event where its time is one day, else that of publication; POLECAT does the same."""
    time = event.time
    if time is not None and time.earliest is not None and time.earliest == time.latest:
        return time.earliest
    return article.published or _NOTHING


def number(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:g}"


_MAKERS: Mapping[TableForm, Callable[[CodedArticle, Event, Tables], Row]] = {
    TableForm.DRAGOMAN: _own,
    TableForm.POLECAT: _polecat,
    TableForm.CAMEO: _cameo,
}
