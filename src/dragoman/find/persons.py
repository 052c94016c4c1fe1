"""Names of persons: who they are in this article, whose they are and what they are."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.binding import Bound
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk, Draft, owner_states, sector_of, slug, title_of
from dragoman.find.found import MentionRole
from dragoman.find.naming import Person, leader_of, name_parts, words_of
from dragoman.knowledge.actor_rows import LeaderRow
from dragoman.knowledge.gazetteer import was_in_office, was_lately_in_office
from dragoman.records import ActorKind, Office, RegionKind

# What a person is in a clause; a name before another noun is more often part of that one's name.
_ACTING_DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "dative", "appos", "ROOT")
_INTERNATIONAL = ("IGO", "UNO", "EUR", "NGO")
_BODY_LABELS = ("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "GPE", "LOC", "NORP")


def enter_persons(desk: Desk) -> dict[int, Person]:
    """The person behind each name, by the name's first token; longer names first, so that surnames find them."""
    persons: dict[int, Person] = {}
    fields = {at for one in desk.descriptors.values() if one.topic for at in range(*one.topic)}
    names = [bound for bound in desk.bounds if bound.atom.first not in fields]
    parted = [(bound, name_parts(_written(desk, bound.atom), desk.gazetteer)) for bound in names]
    for bound, parts in parted:
        if len(parts) > 1 and _is_person(desk, bound):
            persons[bound.atom.first] = _enter(desk, bound, parts)
    for bound, parts in parted:
        if bound.atom.first in persons or not parts:
            continue
        known = desk.persons[desk.story(bound.atom.first)].named(parts) or _of_any_story(desk, parts)
        if known is not None and not _is_acronym(desk, bound.atom):
            persons[bound.atom.first] = known
            _learn(desk, known, bound)
        elif _is_person(desk, bound):
            persons[bound.atom.first] = _enter(desk, bound, parts)
    return persons


def _written(desk: Desk, atom: Atom) -> str:
    entry = desk.entry(atom)
    return entry.name if entry is not None else words_of(desk.marked, atom)


def _of_any_story(desk: Desk, parts: tuple[str, ...]) -> Person | None:
    """Names alone are shared between the stories of a page."""
    return next((found for persons in desk.persons.values() if (found := persons.named(parts)) is not None), None)


def _is_acronym(desk: Desk, atom: Atom) -> bool:
    text = words_of(desk.marked, atom)
    return len(text) <= 6 and text.isupper() and atom.last - atom.first == 1 and atom.label != "PERSON"


def _is_person(desk: Desk, bound: Bound) -> bool:
    """Whether a name is a person's: by table, by title, by the parser's guess, or by "STATE's Given Surname"."""
    atom = bound.atom
    if atom.kind is AtomKind.PERSON:
        return True
    last = desk.marked.tokens[atom.last - 1].lemma
    if last in desk.gazetteer.words.body_nouns or last in desk.gazetteer.words.outlet_names or _is_acronym(desk, atom):
        return False
    if bound.descriptors or bound.apposed or bound.clause:
        return True
    sentence = desk.marked.sentences[desk.marked.tokens[atom.first].sentence]
    if sentence.region is RegionKind.BYLINE and atom.last - atom.first > 1:
        return True
    if _is_surname_of_leader(desk, bound):
        return True
    if atom.label == "PERSON":
        return atom.last - atom.first > 1 or not _follows_article(desk, atom)
    if bound.owner is not None and atom.last - atom.first > 1:
        return atom.label not in _BODY_LABELS or atom.label in ("GPE", "NORP")
    return False


def _is_surname_of_leader(desk: Desk, bound: Bound) -> bool:
    """Whether a bare name is the surname of one leader, whatever the parser calls it ("Aliyev praised …")."""
    atom = bound.atom
    if atom.last - atom.first > 1 or bound.owner is not None or _follows_article(desk, atom):
        return False
    token = desk.marked.tokens[atom.first]
    free = token.tag == "NNP" and token.dep in _ACTING_DEPS
    return free and bool(leader_of(desk.gazetteer, token.text, desk.day, (), set(desk.states)))


def _follows_article(desk: Desk, atom: Atom) -> bool:
    return desk.reader.lower(atom.first - 1) in ("the", "a", "an")


def _enter(desk: Desk, bound: Bound, parts: tuple[str, ...]) -> Person:
    story = desk.persons[desk.story(bound.atom.first)]
    known = story.named(parts) if len(parts) > 1 else None
    if known is None or (len(known.parts) > 1 and known.parts[-1] != parts[-1]):
        name = _written(desk, bound.atom)
        known = story.add(Person(name=name, parts=parts, story=desk.story(bound.atom.first), offices=[]))
    _learn(desk, known, bound)
    return known


def _learn(desk: Desk, person: Person, bound: Bound) -> None:
    """Adds to a person what one of its mentions says: states, sector, offices, then what the leaders' table holds."""
    for descriptor in (*bound.descriptors, *bound.apposed):
        _learn_title(desk, person, descriptor)
    owner = desk.entry(bound.owner) if bound.owner is not None else None
    if owner is not None and not person.states:
        person.states = (owner.state,) if owner.state and owner.kind is not ActorKind.IGO else owner.states
        person.sector = person.sector or (owner.sector if owner.kind is not ActorKind.PLACE else None)
        person.reason = person.reason or f"name with its owner {owner.name} ({owner.row})"
    if not person.terms:
        _learn_from_table(desk, person, bound)
    if owner is not None and person.sector is None:
        person.sector = "GOV"  # "Fiji's Sitiveni Rabuka" without a title is of its government


def _learn_title(desk: Desk, person: Person, descriptor: Descriptor) -> None:
    states, sector, note = owner_states(desk, descriptor)
    title = title_of(desk, descriptor)
    is_former = descriptor.status == "former"
    if not person.states and states:
        person.states = states
    gained = sector or sector_of(desk, descriptor)
    is_open = descriptor.possessor is not None and descriptor.row.phrase in desk.gazetteer.words.relational
    if is_open and not states:
        gained = None  # "its chairman": of what, the table or the possessor says
    if is_former and gained in ("GOV", "LEG", None):
        gained = "ELI"
        person.former = person.sector in (None, "ELI")
    if person.sector in (None, "ELI") or (
        person.sector == "GOV" and gained not in (None, "ELI") and not person.offices
    ):
        person.sector = gained or person.sector
    office = Office(
        title=title, state=states[0] if len(states) == 1 else None, status=descriptor.status,
        span=desk.span(descriptor.first, descriptor.last),
    )  # fmt: skip
    if all((known.title, known.status) != (office.title, office.status) for known in person.offices):
        person.offices.append(office)
    if not person.reason:
        owner = f" + {note}" if note else ""
        person.reason = f'title "{descriptor.row.phrase}" (roles.tsv){owner} bound to the name'


def _learn_from_table(desk: Desk, person: Person, bound: Bound) -> None:
    name = _written(desk, bound.atom)
    terms = leader_of(desk.gazetteer, name, desk.day, person.states, set(desk.states))
    full = len(person.parts) > 1 or bound.atom.kind is AtomKind.PERSON or bool(bound.descriptors)
    if not terms or (not full and len({row.name for row in terms}) > 1):
        return
    is_person = bound.atom.label == "PERSON" or _is_surname_of_leader(desk, bound)
    if not full and not is_person and terms[0].state not in desk.states:
        return
    person.terms = terms
    if len(person.parts) == 1:
        person.name = terms[0].name
        person.parts = name_parts(terms[0].name, desk.gazetteer)
        desk.persons[person.story].add(person)
    holding = [row for row in terms if _is_held(desk, row)]
    row = holding[-1] if holding else terms[-1]
    if row.state and not person.states and person.sector not in _INTERNATIONAL:
        person.states = (row.state,)
    person.feminine = person.feminine if row.gender is None else row.gender.lower().startswith("f")
    if holding and (person.sector is None or person.former):
        person.sector = row.sector
    elif person.sector is None:
        person.sector = "ELI" if row.sector == "GOV" and _is_over(row.until, desk.day) else row.sector
    dates = f"{row.since or '?'} to {row.until or 'now'}"
    person.reason = "; ".join(
        part for part in (person.reason, f"leaders.tsv {row.name} ({row.office}, {dates})") if part
    )


def _is_held(desk: Desk, row: LeaderRow) -> bool:
    """Whether a term runs on the article's day, or, without a day, ran of late."""
    if desk.day is not None:
        return was_in_office(row, desk.day)
    return was_lately_in_office(row, desk.gazetteer.newest)


def _is_over(until: str | None, day: str | None) -> bool:
    return until is not None and (day is None or until < day[: len(until)])


def person_drafts(desk: Desk, persons: dict[int, Person]) -> list[Draft]:
    """The mentions of persons: name with title, bare name, and each title that stands apart from it."""
    drafts: list[Draft] = []
    for bound in desk.bounds:
        person = persons.get(bound.atom.first)
        if person is None:
            continue
        first_of_bound = len(drafts)
        name_head = desk.root(bound.atom.first, bound.atom.last)
        if (bound.first, bound.last) != (bound.atom.first, bound.atom.last):
            head = desk.root(bound.first, bound.last)
            drafts.append(_draft(bound.first, bound.last, head, MentionRole.TITLE, person))
        drafts.append(_draft(bound.atom.first, bound.atom.last, name_head, MentionRole.NAME, person))
        for descriptor in (*bound.descriptors, *bound.apposed):
            if descriptor.core[1] != bound.atom.first:
                draft = _draft(descriptor.first, descriptor.last, descriptor.head, MentionRole.DESCRIPTOR, person)
                draft.descriptor = descriptor
                drafts.append(draft)
        if bound.clause is not None:
            drafts.append(_draft(*bound.clause, bound.clause[0], MentionRole.DESCRIPTOR, person))
        for draft in drafts[first_of_bound:]:
            draft.bound = bound
    return drafts


def _draft(first: int, last: int, head: int, role: MentionRole, person: Person) -> Draft:
    return Draft(
        first=first, last=last, head=head, kind=ActorKind.PERSON, role=role, name=person.name, reason=person.reason,
        states=person.states, sector=person.sector, identity=slug(person.name), person=person,
    )  # fmt: skip
