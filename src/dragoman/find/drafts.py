"""Drafts of mentions: what a stretch of text names, before the article as a whole has been read."""

import re
from collections import Counter

import msgspec

from dragoman.find.ambiguity import choose_entries
from dragoman.find.atom import Atom, Atoms
from dragoman.find.atoms import find_atoms
from dragoman.find.binding import Bound, bind_names
from dragoman.find.descriptors import Descriptor, RoleReader
from dragoman.find.found import MentionRole
from dragoman.find.naming import Person, Persons
from dragoman.find.roles import read_descriptors
from dragoman.knowledge.actor_entries import Entry
from dragoman.knowledge.folding import fold_name
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.records import ActorKind, Span
from dragoman.text.marked import Marked

_NOT_WORD = re.compile(r"[^\w]+")
_ARTICLES = ("the", "a", "an")
_INTERNATIONAL_BODIES = frozenset(
    {"court", "tribunal", "judge", "judges", "secretariat", "arbitrators", "panel", "headquarters"}
)


class Draft(msgspec.Struct, kw_only=True):
    """A mention over tokens `[first, last)` with what is known so far of the actor behind it.

    `same_as` points to the draft whose actor this one names again. `identity` is the part of the actor's id that is
    made from its name; null where the actor has an id by its state alone. `is_known` says that a table names it.
    """

    first: int
    last: int
    head: int
    kind: ActorKind
    role: MentionRole
    name: str
    reason: str
    states: tuple[str, ...] = ()
    sector: str | None = None
    identity: str | None = None
    person: Person | None = None
    bound: Bound | None = None
    descriptor: Descriptor | None = None
    same_as: "Draft | None" = None
    is_plural: bool = False
    is_known: bool = False

    @property
    def resolved(self) -> "Draft":
        """The draft at the end of the chain of `same_as`."""
        draft = self
        while draft.same_as is not None:
            draft = draft.same_as
        return draft


class Desk(msgspec.Struct, kw_only=True):
    """All that is read from one article before mentions are resolved."""

    marked: Marked
    gazetteer: Gazetteer
    reader: RoleReader
    atoms: Atoms
    chosen: dict[int, tuple[Entry, str]]
    descriptors: dict[int, Descriptor]
    bounds: list[Bound]
    persons: dict[int, Persons]
    day: str | None
    states: Counter[str]
    states_in: dict[int, set[str]]

    def entry(self, atom: Atom) -> Entry | None:
        """The row that a known name means here."""
        pair = self.chosen.get(atom.first)
        return pair[0] if pair else None

    def note(self, atom: Atom) -> str:
        """Why a row was chosen among rivals, for a reason string."""
        pair = self.chosen.get(atom.first)
        return f"{pair[0].row}{pair[1]}" if pair else "no table"

    def words(self, first: int, last: int) -> str:
        """The words of tokens `[first, last)` with single spaces."""
        return " ".join(self.marked.words(self.span(first, last)).split())

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens `[first, last)`."""
        end = self.marked.tokens[last - 1]
        text = end.text
        is_last = last == self.marked.sentences[end.sentence].last
        # The tokenizer reads "Hun Sen." at a sentence's end as an abbreviation; the point is not of the name.
        point = is_last and len(text) > 2 and text[-1] == "." and "." not in text[:-1]
        return (self.marked.tokens[first].start, end.end - point)

    def root(self, first: int, last: int) -> int:
        """The head token of tokens `[first, last)`."""
        token = self.marked.root_of(self.span(first, last))
        return token.index if token is not None else last - 1

    def story(self, token: int) -> int:
        """The story of the page to which the token's sentence belongs."""
        return self.marked.sentences[self.marked.tokens[token].sentence].story


def lay_out(marked: Marked, gazetteer: Gazetteer) -> Desk:
    """The atoms, role phrases and titled names of an article."""
    atoms = find_atoms(marked, gazetteer)
    reader = RoleReader(marked, atoms, gazetteer)
    descriptors = read_descriptors(reader)
    chosen = choose_entries(marked, atoms)
    states: Counter[str] = Counter()
    states_in: dict[int, set[str]] = {}
    for first, (entry, _) in chosen.items():
        if entry.state and entry.kind is not ActorKind.OUTLET:
            states[entry.state] += 1
            states_in.setdefault(marked.tokens[first].sentence, set()).add(entry.state)
    return Desk(
        marked=marked,
        gazetteer=gazetteer,
        reader=reader,
        atoms=atoms,
        chosen=chosen,
        descriptors=descriptors,
        bounds=bind_names(reader, descriptors),
        persons={sentence.story: Persons(by_key={}, by_part={}) for sentence in marked.sentences},
        day=marked.article.published,
        states=states,
        states_in=states_in,
    )


def slug(name: str) -> str:
    """A name as a part of an identifier: folded, words joined by "-"."""
    return _NOT_WORD.sub("-", fold_name(name)).strip("-") or "unnamed"


def states_of(draft: Draft) -> tuple[str, ...]:
    """The states of the actor behind a mention; a person's are those that the whole article gives."""
    return draft.person.states if draft.person is not None else draft.states


def without_article(name: str) -> str:
    """A phrase without its leading article."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in _ARTICLES and rest else name


def owner_states(desk: Desk, descriptor: Descriptor) -> tuple[tuple[str, ...], str | None, str]:
    """The states that own a role, the sector of an intergovernmental owner, and the words and rows that say so."""
    states: dict[str, None] = {}
    sector: str | None = None
    notes: list[str] = []
    for atom in descriptor.owners:
        entry = desk.entry(atom)
        if entry is None:
            continue
        if is_international(desk, descriptor, entry):
            return (), "IGO", f"{entry.name}, a seat of international bodies"
        notes.append(f"{desk.words(atom.first, atom.last)} ({desk.note(atom)})")
        if entry.kind is ActorKind.IGO or entry.sector == "NGO":
            sector = entry.sector
        else:
            states.update(dict.fromkeys((entry.state,) if entry.state else entry.states))
    if not states and sector is None and descriptor.inner is not None:
        return owner_states(desk, descriptor.inner)
    if not states and sector is None and descriptor.row.state and not descriptor.named:
        return (descriptor.row.state,), None, f"only {desk.gazetteer.state_name(descriptor.row.state)} has one"
    return tuple(states), None if states else sector, " + ".join(notes)


def is_international(desk: Desk, descriptor: Descriptor, owner: Entry) -> bool:
    """Whether a court or secretariat is of no state, though a city owns the words: "the Hague court"."""
    is_seat = owner.kind is ActorKind.PLACE and owner.name.lower() in desk.gazetteer.words.international_seats
    return is_seat and not _INTERNATIONAL_BODIES.isdisjoint(descriptor.row.phrase.split())


def sector_of(desk: Desk, descriptor: Descriptor) -> str | None:
    """The sector of a role; that of the named body that owns it where the role says little ("an ETA fighter")."""
    for atom in descriptor.owners:
        entry = desk.entry(atom)
        is_body = entry is not None and entry.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)
        if is_body and entry is not None and entry.sector and descriptor.sector in (None, "GOV", "UAF"):
            return entry.sector
    if descriptor.inner is not None and descriptor.sector in (None, "GOV", "UAF"):
        return sector_of(desk, descriptor.inner) or descriptor.sector
    return descriptor.sector


def title_of(desk: Desk, descriptor: Descriptor) -> str:
    """The office's usual title, with the field it is for ("Minister of Energy") and the body it leans on."""
    row = descriptor.row
    extra = [index for index in descriptor.modifiers if desk.marked.tokens[index].pos in ("NOUN", "PROPN")]
    words = [desk.marked.tokens[index].text for index in sorted(extra)]
    title = " ".join([*words, row.office or row.phrase]) if words else row.office or row.phrase
    title = title[0].upper() + title[1:]
    if descriptor.topic is not None:
        title = f"{title} of {desk.words(*descriptor.topic)}"
    elif descriptor.inner is not None:
        title = f"{title} of the {title_of(desk, descriptor.inner)}"
    return title


def of_states(desk: Desk, title: str, states: tuple[str, ...]) -> str:
    """A title with its states: "Foreign Minister of Chile"."""
    names = " and ".join(desk.gazetteer.state_name(state) for state in states)
    return f"{title} of {names}" if names else title
