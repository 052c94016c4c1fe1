"""Names of persons: who they are in this article, whose they are and what they are."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.binding import Bound
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk, Draft, owner_states, sector_of, slug, title_of
from dragoman.find.found import MentionRole
from dragoman.find.leaders import DEMOTED, fits, is_name_of, learn_from_table, terms_of
from dragoman.find.naming import Person, name_parts, words_of, written_name
from dragoman.records import ActorKind, Office, RegionKind

# What a person is in a clause; a name before another noun is more often part of that one's name.
_ACTING_DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "dative", "appos", "ROOT")
_BODY_LABELS = ("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "GPE", "LOC", "NORP")


def enter_persons(desk: Desk) -> dict[int, Person]:
    """The person behind each name, by the name's first token; longer names first, so that surnames find them.

    What the text says of a person anywhere is learned before the table of leaders is asked.
    """
    persons: dict[int, Person] = {}
    fields = {at for one in desk.descriptors.values() if one.topic for at in range(*one.topic)}
    names = [bound for bound in desk.bounds if bound.atom.first not in fields]
    parted = [(bound, name_parts(_written(desk, bound.atom), desk.gazetteer)) for bound in names]
    longer: dict[str, list[tuple[str, ...]]] = {}
    for bound, parts in parted:
        if len(parts) > 1 and _is_person(desk, bound, {}):
            persons[bound.atom.first] = _enter(desk, bound, parts)
        elif len(parts) > 1:
            longer.setdefault(parts[-1], []).append(parts)
    for bound, parts in parted:
        if bound.atom.first in persons or not parts:
            continue
        known = desk.persons[desk.story(bound.atom.first)].named(parts) or _of_any_story(desk, parts)
        if known is not None and _is_leader_rather(desk, bound, known, persons):
            known = None
        if known is not None and not _is_acronym(desk, bound.atom):
            persons[bound.atom.first] = known
            _learn(desk, known, bound)
        elif _is_person(desk, bound, longer):
            persons[bound.atom.first] = _enter(desk, bound, parts)
    _ask_table(desk, [(persons[one.atom.first], one) for one in names if one.atom.first in persons], longer)
    return persons


def _is_leader_rather(desk: Desk, bound: Bound, known: Person, persons: dict[int, Person]) -> bool:
    """Whether a surname is a leader's and not that of the namesake who is named in full.

    Where it comes first ("Netanyahu's wife Sara Netanyahu"), or with a title that fits ("President Biden" beside
    Hunter Biden). Later surnames are then the leader's too.
    """
    if len(known.parts) == 1:
        return False
    terms = terms_of(desk, bound, None, {})
    if not terms or is_name_of(known.parts, terms, desk.gazetteer):
        return False
    is_first = all(bound.atom.first < first for first, person in persons.items() if person is known)
    return is_first or any(fits(title, row) for title in (*bound.descriptors, *bound.apposed) for row in terms)


def _ask_table(desk: Desk, named: list[tuple[Person, Bound]], longer: dict[str, list[tuple[str, ...]]]) -> None:
    for person, bound in named:
        if not person.terms:
            learn_from_table(desk, person, bound, longer)
    for person, bound in named:
        if person.sector is None and bound.owner is not None and desk.entry(bound.owner) is not None:
            person.sector = "GOV"  # "Fiji's Sitiveni Rabuka" without a title is of its government


def _written(desk: Desk, atom: Atom) -> str:
    return written_name(desk.marked, atom, desk.entry(atom), desk.gazetteer)


def _of_any_story(desk: Desk, parts: tuple[str, ...]) -> Person | None:
    """Names alone are shared between the stories of a page."""
    return next((found for persons in desk.persons.values() if (found := persons.named(parts)) is not None), None)


def _is_acronym(desk: Desk, atom: Atom) -> bool:
    text = words_of(desk.marked, atom)
    return len(text) <= 6 and text.isupper() and atom.last - atom.first == 1 and atom.label != "PERSON"


def _is_person(desk: Desk, bound: Bound, longer: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether a name is a person's: by table, by title, by the parser's guess, or by "STATE's Given Surname"."""
    atom = bound.atom
    if _names_a_building(desk, atom):
        return False
    if atom.kind is AtomKind.PERSON:
        return True
    if atom.label == "OUTLET":
        return False
    last = desk.marked.tokens[atom.last - 1].lemma
    if last in desk.gazetteer.words.body_nouns or last in desk.gazetteer.words.outlet_names or _is_acronym(desk, atom):
        return False
    if bound.descriptors or bound.apposed or bound.clause:
        return True
    sentence = desk.marked.sentences[desk.marked.tokens[atom.first].sentence]
    if sentence.region is RegionKind.BYLINE and atom.last - atom.first > 1:
        return True
    if _is_surname_of_leader(desk, bound, longer):
        return True
    if atom.label == "PERSON":
        return atom.last - atom.first > 1 or not _follows_article(desk, atom)
    if bound.owner is not None and atom.last - atom.first > 1:
        return atom.label not in _BODY_LABELS or atom.label in ("GPE", "NORP")
    return False


def _names_a_building(desk: Desk, atom: Atom) -> bool:
    """Whether a name only opens that of a place that bears it ("the Ana Vidal International Airport")."""
    tokens = desk.marked.tokens
    behind = [
        token.text for token in tokens[atom.last : atom.last + 2] if token.sentence == tokens[atom.first].sentence
    ]
    if behind and behind[0] == "International":
        behind = behind[1:]
    last = tokens[atom.last - 1].text
    is_named = bool(behind) and behind[0][0].isupper() and behind[0].lower() in desk.gazetteer.words.physical_nouns
    return is_named and (last == "International" or atom.last - atom.first > 1)


def _is_surname_of_leader(desk: Desk, bound: Bound, longer: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether a bare name is the surname of one leader, whatever the parser calls it ("Aliyev praised …")."""
    atom = bound.atom
    if atom.last - atom.first > 1 or bound.owner is not None or _follows_article(desk, atom):
        return False
    token = desk.marked.tokens[atom.first]
    free = token.tag == "NNP" and token.dep in _ACTING_DEPS
    return free and bool(terms_of(desk, bound, None, longer))


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
    """Adds to a person what one of its mentions says: states, sector and offices."""
    for descriptor in (*bound.descriptors, *bound.apposed):
        _learn_title(desk, person, descriptor)
        person.titles.append(descriptor)
    owner = desk.entry(bound.owner) if bound.owner is not None else None
    if owner is not None and not person.states:
        person.states = (owner.state,) if owner.state and owner.kind is not ActorKind.IGO else owner.states
        person.sector = person.sector or (owner.sector if owner.kind is not ActorKind.PLACE else None)
        person.reason = person.reason or f"name with its owner {owner.name} ({owner.row})"
    if _is_called_late(desk, bound):
        person.former, person.sector = True, person.sector or "ELI"


def _is_called_late(desk: Desk, bound: Bound) -> bool:
    """Whether "late" stands before the name, and not as an adverb ("arrived late")."""
    at = bound.first - 1
    return desk.reader.lower(at) == "late" and desk.reader.lower(at - 1) in ("the", "'s", "’s", "his", "her", "their")


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
    if is_former and (gained is None or gained in DEMOTED):
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
