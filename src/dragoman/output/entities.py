"""Records as entities of FollowTheMoney, by a mapping of our own; lossy, as every manifest says.

Source: the public schemata Article, Event (an Interval and a Thing), PublicBody, Person and Organization of
FollowTheMoney 3 and 4.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from dragoman.output.clean import plain, shorten
from dragoman.output.markdown import link_target
from dragoman.records import Actor, ActorKind, Article, CodedArticle, Event, Happening, Ref

Entity: TypeAlias = dict[str, Any]  # one JSON object of the standard

_SCHEMATA = {ActorKind.STATE: "PublicBody", ActorKind.OFFICE: "PublicBody", ActorKind.PERSON: "Person"}
"""All other kinds are an Organization, the nearest that may take part in an Event."""

LONGEST_QUOTE = 10_000
"""Code points of the words of one account; only a text without any full stop has longer ones."""


class Entities:
    """Gives each entity once; `codes` are ISO 3166 alpha-2 codes by ours, as the standard writes countries."""

    def __init__(self, names: Mapping[str, str], codes: Mapping[str, str]) -> None:
        self._names = names
        self._codes = codes
        self._given: set[str] = set()

    def of_happening(self, happening: Happening, articles: Mapping[str, CodedArticle]) -> Iterator[Entity]:
        """A happening as an Event, after those who are involved and the articles that prove it."""
        involved: dict[str, None] = {}
        proof: dict[str, None] = {}
        places: dict[str, None] = {}
        words: list[str] = []
        for link in happening.links:
            coded = articles.get(link.article)
            event = next((one for one in coded.events if one.id == link.event), None) if coded else None
            if coded is None or event is None:
                continue
            proof[coded.article.id] = None
            words.append(plain(coded.article.words(link.evidence)))
            places.update({event.place.name: None} if event.place else {})
            yield from self._new(self._article(coded.article))
            for entity in self._parties(coded, event):
                involved[entity["id"]] = None
                yield from self._new(entity)
        act = f"{happening.act.value}/{happening.mode}" if happening.mode else happening.act.value
        states = " – ".join(self._names.get(code, code) for code in happening.states)
        time = happening.time
        properties: dict[str, list[str | None]] = {
            "name": [f"{states}: {act}, {happening.status.value}"],
            "keywords": [happening.act.value, happening.mode, happening.status.value],
            "startDate": [time.earliest if time else None],
            "endDate": [time.latest if time else None],
            "country": self._countries(happening.states),
            "location": list(places),
            "involved": list(involved),
            "description": [shorten(one, LONGEST_QUOTE) for one in words],
            "proof": list(proof),
            "recordId": [happening.id],
        }
        yield _entity(happening.id, "Event", properties)

    def _new(self, entity: Entity) -> Iterator[Entity]:
        if entity["id"] not in self._given:
            self._given.add(entity["id"])
            yield entity

    def _parties(self, coded: CodedArticle, event: Event) -> Iterator[Entity]:
        actors = {actor.id: actor for actor in coded.actors}
        refs: Iterable[Ref] = (*event.sources, *event.targets, *event.mediators, *event.hosts)
        for ref in refs:
            yield self._actor(coded.article.id, ref, actors.get(ref.actor))

    def _actor(self, article: str, ref: Ref, actor: Actor | None) -> Entity:
        if ref.state and (actor is None or actor.kind is ActorKind.STATE):
            name = self._names.get(ref.state, ref.state)
            return _entity(
                f"state:{ref.state}", "PublicBody", {"name": [name], "country": self._countries([ref.state])}
            )
        kind = actor.kind if actor else ActorKind.ORGANISATION
        schema = _SCHEMATA.get(kind, "Organization")
        offices = [office.title for office in actor.offices] if actor else []
        properties: dict[str, Iterable[str | None]] = {
            "name": [ref.name],
            "country": self._countries([ref.state] if ref.state else []),
            "position" if schema == "Person" else "keywords": offices,
        }
        # Actors without a state are those of one article: nothing says that two of one name are one.
        return _entity(f"{article}:{ref.actor}", schema, properties)

    def _article(self, article: Article) -> Entity:
        properties: dict[str, list[str | None]] = {
            "title": [article.title],
            "name": [article.title or "Untitled article"],
            "author": list(article.authors),
            "publisher": [article.outlet],
            "publishedAt": [article.published],
            "sourceUrl": [link_target(article.url)],
            "language": [article.language],
        }
        return _entity(article.id, "Article", properties)

    def _countries(self, codes: Iterable[str]) -> list[str | None]:
        return [self._codes[code].lower() for code in codes if code in self._codes]


def _entity(identifier: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Entity:
    """An entity with the properties that have a value."""
    shown = {name: [plain(value) for value in values if value and plain(value)] for name, values in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in shown.items() if values},
    }
