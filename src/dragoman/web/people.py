"""People and offices: who is named, the offices told of them, whom they met, what they said; each with its words."""

from collections.abc import Iterable

from litestar import Response, get
from litestar.params import FromPath

from dragoman.merge.names import fold_name, same_person
from dragoman.records import Act, Actor, ActorKind, Event, Interval, Office, Record, Ref, Statement
from dragoman.store import ActorCount, ArticleHead, ArticleQuery, NamesakeQuery
from dragoman.store.queries import head_of
from dragoman.web.desk import Desk
from dragoman.web.frame import PAGE_ROWS, DeskOfApp, WebRequest, address, asked, asked_state, missing, show
from dragoman.web.offers import Number, offer
from dragoman.web.views import EventView, HeldArticle, event_view, spoken

ARTICLES = 60
"""Articles that the page of one person rests on, the newest: a screen for each of what it tells."""

NAMESAKES = 200
"""Actors with one surname that are looked through for who may be the same."""


class OfficeView(Record, frozen=True, kw_only=True):
    """An office as told, with the articles that say so, newest first, and the words for it where they are known."""

    office: Office
    told: tuple[tuple[ArticleHead, str], ...]


class SaidView(Record, frozen=True, kw_only=True):
    """A statement with its words and its article."""

    statement: Statement
    words: str
    head: ArticleHead


@get("/people", sync_to_thread=True)
def people(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """Persons, or offices, by name, page by page."""
    is_office = asked(request, "kind") == "office"
    kind = ActorKind.OFFICE if is_office else ActorKind.PERSON
    name, state = asked(request, "name"), asked_state(request, desk, "state")
    query = NamesakeQuery(
        kind=kind, words=fold_name(name), state=state, limit=PAGE_ROWS + 1, after=asked(request, "after") or None
    )
    found = desk.workspace.store.actor_counts(query)
    more = None
    if len(found) > PAGE_ROWS:
        after = found[PAGE_ROWS - 1].cursor
        more = address("/people", kind=kind if is_office else None, name=name, state=state, after=after)
    return show(
        request, desk, "people.html", "People and offices",
        people=found[:PAGE_ROWS], more=more, name=name, state=state, is_office=is_office,
    )  # fmt: skip


@get("/people/{identifier:str}", sync_to_thread=True)
def person(request: WebRequest, desk: DeskOfApp, identifier: FromPath[str]) -> Response[bytes]:
    """One person or office, as the newest articles that name it tell."""
    heads = desk.workspace.articles(ArticleQuery(actor=identifier, newest_first=True, limit=ARTICLES + 1))
    held = desk.judged(*(head.id for head in heads[:ARTICLES])) if heads else ()
    named = [(one, actor) for one in held for actor in one.records.actors if actor.id == identifier]
    if not named:
        raise missing("Nobody with this id is named in the articles. The list of people has those who are.")
    held = tuple(sorted(held, key=lambda one: one.article.published or "", reverse=True))
    actor = max((actor for _, actor in named), key=lambda one: (len(one.name), one.name))
    events, said = _events(held, identifier, desk), _statements(held, identifier)
    is_cut = len(heads) > ARTICLES
    return show(
        request, desk, "person.html", actor.name,
        actor=actor,
        offices=_offices(held, identifier),
        met=_met(events, identifier),
        events=events,
        said=said,
        articles=heads[:ARTICLES],
        is_cut=is_cut,
        offers=offer(
            {"events": Number(len(events), is_more=is_cut), "statements": Number(len(said), is_more=is_cut)},
            {"actor": identifier},
        ),
        others=_others(desk, actor),
    )  # fmt: skip


def _offices(held: Iterable[HeldArticle], identifier: str) -> list[OfficeView]:
    """The offices that articles give to an actor, each title once."""
    found: dict[tuple[str, str | None, str], list[tuple[Office, ArticleHead, str]]] = {}
    for one in held:
        for office in (office for actor in one.records.actors if actor.id == identifier for office in actor.offices):
            words = one.article.words(office.span) if office.span else ""
            key = (office.title.casefold(), office.state, office.status)
            found.setdefault(key, []).append((office, head_of(one.article), words))
    return [
        OfficeView(office=told[0][0], told=tuple((head, words) for _, head, words in told)) for told in found.values()
    ]


def _events(held: Iterable[HeldArticle], identifier: str, desk: Desk) -> list[EventView]:
    """The events in which an actor has a part, but for rejected ones, newest first."""
    decisions = desk.decisions()
    views = [
        event_view(one, event, decisions)
        for one in held
        for event in one.records.events
        if event.id not in one.judged.rejected and any(ref.actor == identifier for ref in _parts(event))
    ]
    return sorted(views, key=lambda view: _order(view.event.time), reverse=True)


def _order(time: Interval | None) -> str:
    return "" if time is None else time.earliest or time.latest or ""


def _parts(event: Event) -> tuple[Ref, ...]:
    return (*event.sources, *event.targets, *event.mediators, *event.hosts)


def _met(events: Iterable[EventView], identifier: str) -> list[tuple[Ref, int]]:
    """With whom an actor is told to have met or talked, or to plan to, most often first."""
    found: dict[str, tuple[Ref, int]] = {}
    for view in events:
        if view.event.act is Act.CONSULT:
            for ref in {ref.actor: ref for ref in _parts(view.event) if ref.actor != identifier}.values():
                found[ref.actor] = (ref, found.get(ref.actor, (ref, 0))[1] + 1)
    return sorted(found.values(), key=lambda one: (-one[1], one[0].name))


def _statements(held: Iterable[HeldArticle], identifier: str) -> list[SaidView]:
    """What an actor said, but for rejected statements, newest first."""
    return [
        SaidView(statement=said, words=spoken(said, one.article), head=head_of(one.article))
        for one in held
        for said in one.records.statements
        if said.id not in one.judged.rejected and said.speaker is not None and said.speaker.actor == identifier
    ]


def _others(desk: Desk, actor: Actor) -> list[ActorCount]:
    """Other actors of the kind that may be the same person: the same surname, and no given names that differ."""
    folded = fold_name(actor.name)
    if not folded:
        return []
    found = desk.workspace.store.actor_counts(NamesakeQuery(kind=actor.kind, words=folded[-1:], limit=NAMESAKES))
    return [one for one in found if one.id != actor.id and same_person(folded, fold_name(one.name))]
