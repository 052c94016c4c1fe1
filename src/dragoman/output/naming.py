"""Actors in words: states by their names, persons with their office where they are first mentioned."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.clean import plain, shorten
from dragoman.records import Actor, ActorKind, CodedArticle, Hop, HopKind, Office, Record, Ref

CLOSE = "\0"
"""Closes an apposition: a comma, or nothing before other punctuation. No shown text can hold it, see `plain`."""

NAME_LENGTH = 120
OFFICES_SHOWN = 2
"""More than two offices make a sentence unreadable; all of them stand in the record."""

_STEM = 4
"""Letters of a state's name that its adjective shares: Azer(baijani), Isra(eli), Turk(ish)."""


_DETERMINERS = (
    "a", "an", "the", "his", "her", "its", "their", "this", "these", "that", "those", "some", "one", "either",
    "neither", "both", "each", "every", "any", "no", "most",
)  # fmt: skip
_NUMERALS = ("two", "three", "four", "five", "six", "several", "many", "various")
_PREPOSITIONS = ("of", "in", "with", "from", "at", "familiar", "close", "who", "for", "on", "near", "to", "inside")


class Party(Record, frozen=True, kw_only=True):
    """A side of an act in words, and whether its verb is plural."""

    words: str
    is_plural: bool


class Namer:
    """Names the actors of one brief in reading order; remembers who has been introduced."""

    def __init__(self, articles: Iterable[CodedArticle], names: Mapping[str, str], phrases: Phrases) -> None:
        self._names = names
        self._phrases = phrases
        self._introduced: set[str] = set()
        articles = tuple(articles)
        self._articles = {coded.article.id: coded.article for coded in articles}
        self._actors = {coded.article.id: {actor.id: actor for actor in coded.actors} for coded in articles}
        self._offices: dict[str, tuple[Office, ...]] = {}
        for _, actors in sorted(self._actors.items()):
            for _, actor in sorted(actors.items()):
                if actor.offices:
                    self._offices.setdefault(actor.name.casefold(), actor.offices)

    def state(self, code: str) -> str:
        """A state by its name, with its article."""
        name = plain(self._names.get(code, code))
        needs = code in self._phrases.with_article and not name.casefold().startswith("the ")
        return f"the {name}" if needs else name

    def party(self, refs: Sequence[Ref], article: str, *, is_inline: bool = True, keeps_places: bool = False) -> Party:
        """A side of an act: "X, office," where it stands alone in the line, "X (office) and Y (office)" elsewhere.

        A town that stands for its state is told as the state, unless `keeps_places`.
        """
        named = list(dict.fromkeys(self._key(ref, article) for ref in refs))
        by_key = {self._key(ref, article): ref for ref in refs}
        is_alone = is_inline and len(named) == 1
        words = [self.one(by_key[key], article, is_inline=is_alone, keeps_places=keeps_places) for key in named]
        words = list(dict.fromkeys(words))
        if not words:
            return Party(words=self._phrases.part["nobody"], is_plural=False)
        return Party(words=listed(words), is_plural=len(words) > 1 or self._is_plural(by_key[named[0]], article))

    def one(self, ref: Ref, article: str, *, is_inline: bool = False, keeps_places: bool = False) -> str:
        """One actor, introduced where it is met for the first time."""
        actor = self._actor(ref, article)
        code = (actor.state if actor else None) or ref.state
        is_place = actor is not None and actor.kind is ActorKind.PLACE and not keeps_places
        if code and actor is not None and (actor.kind is ActorKind.STATE or is_place):
            return self.state(code)
        name = shorten(plain(actor.name if actor else ref.name) or plain(ref.name), NAME_LENGTH)
        if not name:
            return self._phrases.part["nobody"]
        if actor is not None and actor.kind is ActorKind.ANONYMOUS and not self._is_plural_noun(name):
            return _with_article(name, is_common=True) if "’s " not in name else name
        if actor is None or actor.kind is not ActorKind.PERSON:
            return self._body(name, actor)
        return self._person(name, actor, is_inline)

    def hop(self, hop: Hop, article: str) -> str:
        """A source of a chain."""
        name = shorten(plain(hop.name), NAME_LENGTH)
        match hop.kind:
            case HopKind.UNNAMED_PERSON:
                return self._unnamed(name)
            case HopKind.DOCUMENT:
                return _with_article(name or "document")
            case HopKind.OUTLET if self._has_the(hop, article):
                return f"the {name}"
            case HopKind.OFFICE if hop.span and not self._state_of(hop, article):
                words = shorten(plain(self._articles[article].words(hop.span)), NAME_LENGTH) or name
                return words if self._is_plural_noun(words) else _with_article(words)
            case HopKind.NAMED_PERSON | HopKind.OFFICE | HopKind.STATE if hop.actor:
                return self.one(Ref(actor=hop.actor, name=hop.name), article)
            case HopKind.OFFICE:
                return self._body(name, None)
            case HopKind.OUTLET_UNSPECIFIED:
                return name if self._is_plural_noun(name) else _with_article(name, is_common=True)
            case _:
                return name or self._phrases.part["unnamed"]

    def _has_the(self, hop: Hop, article: str) -> bool:
        """Whether the text has "the" before the name of an outlet ("the Jerusalem Post")."""
        if hop.span is None or article not in self._articles or hop.name.casefold().startswith("the "):
            return False
        text, start = self._articles[article].text, hop.span[0]
        near = text[max(0, start - 4) : hop.span[1]].casefold()
        return f"the {hop.name}".casefold() in near

    def _state_of(self, hop: Hop, article: str) -> str | None:
        actor = self._actors.get(article, {}).get(hop.actor or "")
        return actor.state if actor is not None else None

    def introduce_all(self) -> None:
        """From here on nobody is introduced again."""
        for actors in self._actors.values():
            self._introduced.update(plain(actor.name).casefold() for actor in actors.values())

    def _actor(self, ref: Ref, article: str) -> Actor | None:
        return self._actors.get(article, {}).get(ref.actor)

    def _key(self, ref: Ref, article: str) -> str:
        """What makes two refs of one side the same name."""
        actor = self._actor(ref, article)
        if actor is not None and actor.kind is ActorKind.STATE and actor.state:
            return actor.state
        return (actor.name if actor else ref.name).casefold()

    def _person(self, name: str, actor: Actor, is_inline: bool) -> str:
        """A person, with office or state at the first mention."""
        if name.casefold() in self._introduced:
            return name
        self._introduced.add(name.casefold())
        offices = actor.offices or self._offices.get(actor.name.casefold(), ())
        titles = list(dict.fromkeys(title for office in offices if (title := self._office(office, actor.state))))
        if titles:
            role = " and ".join(titles[:OFFICES_SHOWN])
            return f"{name}, {role}{CLOSE}" if is_inline else f"{name} ({role})"
        return f"{name} ({self.state(actor.state)})" if actor.state else name

    def _office(self, office: Office, state: str | None) -> str:
        """An office with its state, unless the title names the state or its people."""
        title = shorten(plain(office.title), NAME_LENGTH)
        if not title:
            return ""
        form = self._phrases.part.get({"former": "former", "previous": "former"}.get(office.status, office.status))
        if form and office.status != "current":
            title = form.format(office=title)
        return self._of_state(title, office.state or state)

    def _of_state(self, title: str, code: str | None) -> str:
        name = plain(self._names.get(code or "", ""))
        short = self._phrases.short_names.get(code or "", ())
        if (
            not code
            or not name
            or name[:_STEM].casefold() in title.casefold()
            or not set(title.split()).isdisjoint(short)
        ):
            return title
        office, within, rest = title.partition(" in ")  # "the Embassy in Israel" is that of Peru in Israel
        told = self._phrases.part["of_state"].format(office=office, state=self.state(code))
        return f"{told}{within}{rest}"

    def _body(self, name: str, actor: Actor | None) -> str:
        """An office or a body: with "the" where its kind of name asks for it, and with its state."""
        for common in self._phrases.common_bodies:
            if name.startswith(common):
                name = name[:1].lower() + name[1:]
        name = self._with_articles_of_states(name)
        words = name.casefold().split()
        is_office = actor is not None and actor.kind is ActorKind.OFFICE and name[0].isupper()
        is_definite = is_office or _head(words) in self._phrases.definite_words
        if is_definite and words[0] not in ("the", "a", "an") and not words[0].endswith(("’s", "'s")):
            name = f"the {name}"
        return self._of_state(name, actor.state) if actor is not None and actor.kind is ActorKind.OFFICE else name

    def _with_articles_of_states(self, name: str) -> str:
        """The name with "the" where a state in it takes one ("Coast Guard of the Philippines")."""
        for code in self._phrases.with_article:
            state = plain(self._names.get(code, ""))
            if state and f" of {state}" in name:
                name = name.replace(f" of {state}", f" of {self.state(code)}")
        return name

    def _unnamed(self, name: str) -> str:
        """A source that the text hides, so that nobody takes it for a name: "an unnamed official"."""
        lower = name.casefold()
        if not name:
            return self._phrases.part["unnamed"]
        is_plural = self._is_plural_noun(name)
        if any(word in lower for word in ("unnamed", "anonym", "not named", "unidentified")):
            return name if is_plural else _with_article(name, is_common=True)
        first, _, rest = name.partition(" ")
        if rest and first.casefold() in (*_DETERMINERS, *_NUMERALS):
            name, first = rest, first.casefold()
        else:
            first = ""
        words = self._phrases.part["not_named"].format(who=name)
        if first in _NUMERALS:
            return f"{first} {words}"
        return words if is_plural else _with_article(words)

    def _is_plural_noun(self, name: str) -> bool:
        """Whether a common noun takes no "a": "officials", "two diplomats in the region", "local media"."""
        words = name.casefold().split()
        head = _head(words)
        is_regular = head.endswith("s") and not head.endswith(("ss", "us", "is"))
        return is_regular or head.endswith("men") or head in self._phrases.plural_words

    def _is_plural(self, ref: Ref, article: str) -> bool:
        """Whether a verb agrees in the plural: "Israeli officials" are, a body like "United Nations" is."""
        actor = self._actor(ref, article)
        if actor is None or actor.kind not in (ActorKind.GROUP, ActorKind.ANONYMOUS):
            return False
        return self._is_plural_noun(plain(actor.name))


def listed(words: Sequence[str]) -> str:
    """Words as an English list: "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def finish(text: str) -> str:
    """A sentence without its full stop: appositions closed, first letter large."""
    parts = text.split(CLOSE)
    joined = parts[0]
    for part in parts[1:]:
        joined += part if not part.strip() or part.lstrip()[0] in ".,;:()" else f",{part}"
    joined = " ".join(joined.split())
    first = joined.partition(" ")[0]
    return joined if first[1:] != first[1:].lower() else joined[:1].upper() + joined[1:]  # "i24NEWS" stays


def _head(words: Sequence[str]) -> str:
    """The noun that a common name is about: the last word before a preposition."""
    place = next((i for i, word in enumerate(words) if i and word in _PREPOSITIONS), len(words))
    return words[place - 1] if words else ""


def _with_article(name: str, *, is_common: bool = False) -> str:
    """A common noun with "a" or "an", unless it has a determiner or is a proper name."""
    first = name.split(maxsplit=1)[0]
    if first.casefold() in (*_DETERMINERS, *_NUMERALS) or (first[0].isupper() and not is_common):
        return name
    return f"{'an' if first[0].casefold() in 'aeiou' else 'a'} {name}"
