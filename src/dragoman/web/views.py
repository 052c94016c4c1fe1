"""Records as pages show them: with their words, their chains and what people decided about them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.merge.judged import JudgedArticle
from dragoman.records import (
    Article,
    CodedArticle,
    Event,
    Happening,
    Hop,
    Record,
    Region,
    RegionKind,
    Span,
    Statement,
    Tie,
)
from dragoman.records.happening import EventLink
from dragoman.store import ArticleHead, Hit, StoredEvent
from dragoman.store.queries import head_of
from dragoman.web.decisions import UNDECIDED, Decision
from dragoman.web.highlights import Layer, Mark

CONTEXT = 400
"""Code points around the words of an event that a page about it alone shows: two or three sentences on each side."""

OWN_KINDS = frozenset({RegionKind.BODY, RegionKind.TITLE, RegionKind.STANDFIRST, RegionKind.CAPTION})


class HeldArticle(NamedTuple):
    """An article with its records as they were read and as people judged them."""

    read: CodedArticle
    judged: JudgedArticle

    @property
    def article(self) -> Article:
        """The article."""
        return self.read.article

    @property
    def records(self) -> CodedArticle:
        """The article with all its records as judged, rejected ones too."""
        return self.judged.coded


class EventView(Record, frozen=True, kw_only=True):
    """An event as judged, as it was read, its article's head, its words, and what people decided."""

    event: Event
    read: Event
    head: ArticleHead
    words: str
    decision: Decision = UNDECIDED

    @property
    def is_aside(self) -> bool:
        """Whether it stands in another story of the page, such as a teaser."""
        return self.event.story > 0 or self.event.region is RegionKind.TEASER


class HopView(Record, frozen=True, kw_only=True):
    """A hop with the words that name it and the words that attribute; empty where it is implied."""

    hop: Hop
    words: str = ""
    cue: str = ""


class AccountView(Record, frozen=True, kw_only=True):
    """One account of a happening: why it is there, its event, and its chain."""

    link: EventLink
    view: EventView
    hops: tuple[HopView, ...]


class Context(Record, frozen=True, kw_only=True):
    """The words of a record with what stands before and after; a cut end begins or ends at a space."""

    before: str
    words: str
    after: str


def stored_view(found: StoredEvent, read: Event | None, decisions: Mapping[str, Decision]) -> EventView:
    """The view of an event from a list; `read` is the event as it was read, null where nobody changed it."""
    decision = decisions.get(found.event.id, UNDECIDED)
    event = found.event
    return EventView(event=event, read=read or event, head=found.article, words=found.words, decision=decision)


def event_view(held: HeldArticle, event: Event, decisions: Mapping[str, Decision]) -> EventView:
    """The view of an event (as judged) from its article."""
    words = held.article.words(event.evidence)
    decision = decisions.get(event.id, UNDECIDED)
    read = next((one for one in held.read.events if one.id == event.id), event)
    return EventView(event=event, read=read, head=head_of(held.article), words=words, decision=decision)


def hops_of(chain: Iterable[Hop], article: Article) -> tuple[HopView, ...]:
    """A chain with its words."""
    words: Callable[[Span | None], str] = lambda span: "" if span is None else article.words(span)  # noqa: E731
    return tuple(HopView(hop=hop, words=words(hop.span), cue=words(hop.cue)) for hop in chain)


def accounts_of(
    happening: Happening, articles: Iterable[HeldArticle], decisions: Mapping[str, Decision]
) -> tuple[AccountView, ...]:
    """The accounts of a happening in the order of its links; those whose article was coded anew are left out."""
    found = {event.id: (held, event) for held in articles for event in held.records.events}
    accounts = []
    for link in happening.links:
        if link.event in found:
            held, event = found[link.event]
            view = event_view(held, event, decisions)
            accounts.append(AccountView(link=link, view=view, hops=hops_of(event.chain, held.article)))
    return tuple(accounts)


def leads_of(happenings: Iterable[Happening], articles: Iterable[Article]) -> dict[str, str]:
    """The words of the first account of each happening, by its id."""
    texts = {article.id: article for article in articles}
    firsts = {happening.id: happening.links[0] for happening in happenings if happening.links}
    return {name: texts[link.article].words(link.evidence) for name, link in firsts.items() if link.article in texts}


def found_parts(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """The snippet of a hit in parts, each with whether it is one of the words looked for."""
    if hit.snippet is None:
        return ()
    start, end = hit.snippet
    parts: list[tuple[str, bool]] = []
    place = start
    for first, last in hit.matches:
        if place <= first and last <= end:
            parts += [
                (hit.words[place - start : first - start], False),
                (hit.words[first - start : last - start], True),
            ]
            place = last
    return tuple(part for part in (*parts, (hit.words[place - start :], False)) if part[0])


def context_of(text: str, span: Span) -> Context:
    """The surroundings of some words."""
    start, end = max(0, span[0] - CONTEXT), min(len(text), span[1] + CONTEXT)
    if start > 0:
        start = text.find(" ", start, span[0]) + 1 or span[0]
    if end < len(text):
        end = max(text.rfind(" ", span[1], end), span[1])
    return Context(before=text[start : span[0]], words=text[slice(*span)], after=text[span[1] : end])


def numbers_of(coded: CodedArticle) -> dict[str, str]:
    """A short name for each event, quote and tie in reading order, as printed beside the words: e1, q1, t1."""
    numbers: dict[str, str] = {}
    places: tuple[tuple[str, list[tuple[Span, str]]], ...] = (
        ("e", [(event.evidence, event.id) for event in coded.events]),
        ("q", [(statement.content[0], statement.id) for statement in coded.statements]),
        ("t", [(tie.evidence, tie.id) for tie in coded.ties]),
    )
    for letter, spans in places:
        for number, (_, identifier) in enumerate(sorted(spans), start=1):
            numbers[identifier] = f"{letter}{number}"
    return numbers


def marks_of(coded: CodedArticle, numbers: Mapping[str, str]) -> Iterator[Mark]:
    """All that an article's page marks in its text."""
    for region in coded.article.regions:
        yield from _region_marks(region, coded.article.text)
    for statement in coded.statements:
        for number, part in enumerate(statement.content, start=1):
            note = numbers[statement.id] if number == len(statement.content) else ""
            yield Mark(layer=Layer.STATEMENT, id=statement.id, span=part, note=note)
    for event in coded.events:
        kind = event.status.value
        yield Mark(layer=Layer.EVENT, id=event.id, span=event.evidence, kind=kind, note=numbers[event.id])
    for tie in coded.ties:
        yield Mark(layer=Layer.TIE, id=tie.id, span=tie.evidence, note=numbers[tie.id])
    for span in sorted(_date_spans(coded)):
        yield Mark(layer=Layer.DATE, id=f"date-{span[0]}-{span[1]}", span=span)
    for actor in coded.actors:
        for mention in actor.mentions:
            yield Mark(layer=Layer.ACTOR, id=actor.id, span=mention.span, kind=actor.kind.value)


def _region_marks(region: Region, text: str) -> Iterator[Mark]:
    """A mark for what is no running text of the article's own story, with the blank lines after it."""
    from_elsewhere = region.story > 0
    if region.kind is RegionKind.BODY and not from_elsewhere:
        return
    label = region.kind.value if not from_elsewhere or region.kind is RegionKind.TEASER else "other"
    kind = f"{label} own" if region.kind in OWN_KINDS and not from_elsewhere else f"{label} clutter"
    end = region.end
    while end < len(text) and text[end] in "\r\n":
        end += 1
    yield Mark(layer=Layer.REGION, id=f"region-{region.start}", span=(region.start, end), kind=kind, note=LABELS[label])


LABELS = {
    "teaser": "Teaser of another story",
    "other": "Another story on this page",
    "pitch": "Pitch of the site",
    "links": "Links of the site",
    "byline": "Byline",
    "caption": "Caption",
    "title": "Title",
    "standfirst": "Standfirst",
}


def _date_spans(coded: CodedArticle) -> set[Span]:
    """Where the times of events and ties stand."""
    dated: tuple[Event | Tie, ...] = (*coded.events, *coded.ties)
    return {record.time.span for record in dated if record.time is not None and record.time.span is not None}


def spoken(statement: Statement, article: Article) -> str:
    """The words of a statement, its parts joined by an ellipsis."""
    return " … ".join(article.words(part) for part in statement.content)
