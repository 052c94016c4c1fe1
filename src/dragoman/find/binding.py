"""Titles bound to names: "Prime Minister X", "X, adviser to Y", "A's X", "X of A", "X, who leads A"."""

import msgspec

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.descriptors import Descriptor, RoleReader

_POSSESSIVES = ("'s", "’s", "'", "’")
_ENDINGS = (",", ".", ";", ":", "—", "–", "-", ")", "?", "!", "”", '"', "and", "who", "")
_PEOPLE_KINDS = ("office", "person", "anonymous", "relative", "counterpart")


class Bound(msgspec.Struct, kw_only=True):
    """A name with the titles that the text gives it; tokens `[first, last)` hold the name and what stands beside it.

    `owner` is an atom that says whose the person is without a title ("Fiji's Sitiveni Rabuka").
    """

    atom: Atom
    first: int
    last: int
    descriptors: list[Descriptor]
    apposed: list[Descriptor]
    owner: Atom | None = None
    clause: tuple[int, int] | None = None


def bind_names(reader: RoleReader, descriptors: dict[int, Descriptor]) -> list[Bound]:
    """Every name of an article that can be a person's, with its titles, in reading order."""
    by_last: dict[int, list[Descriptor]] = {}
    for descriptor in sorted(descriptors.values(), key=lambda one: one.first):
        by_last.setdefault(descriptor.last, []).append(descriptor)
    used: set[int] = set()
    found: list[Bound] = []
    for atom in reader.atoms.atoms:
        if atom.kind in (AtomKind.PERSON, AtomKind.NAME):
            bound = Bound(atom=atom, first=atom.first, last=atom.last, descriptors=[], apposed=[])
            _bind_before(reader, bound, by_last, used)
            _bind_after(reader, bound, descriptors, used)
            found.append(bound)
    return found


def _bind_before(reader: RoleReader, bound: Bound, by_last: dict[int, list[Descriptor]], used: set[int]) -> None:
    start = reader.bounds(bound.atom.first)[0]
    index = bound.atom.first
    while index > start and reader.lower(index - 1) in reader.gazetteer.words.honorifics:
        index -= 1
        bound.first = index
    if index <= start:
        return
    before = reader.lower(index - 1)
    direct = _free(by_last.get(index, []), used, any_core=index)
    if direct is not None:
        _use(bound, direct, used)
        bound.first = direct.first
        _bind_coordinated(reader, bound, direct, by_last, used)
    elif before in (",", "–", "—"):
        apposed = _free(by_last.get(index - 1, []), used)
        if apposed is not None and _is_apposition(reader, bound, apposed, index - 1):
            _use(bound, apposed, used)
            bound.first = apposed.first
            _bind_coordinated(reader, bound, apposed, by_last, used)
    elif before in _POSSESSIVES:
        owner = reader.atoms.ending(index - 2)
        if owner is not None and owner.kind in (AtomKind.STATE, AtomKind.PLACE, AtomKind.BODY, AtomKind.EPITHET):
            bound.owner = owner
            bound.first = owner.first


def _free(descriptors: list[Descriptor], used: set[int], any_core: int | None = None) -> Descriptor | None:
    """The outermost unbound phrase that one person can bear."""
    for descriptor in descriptors:
        is_person = descriptor.row.kind in _PEOPLE_KINDS and not descriptor.plural
        touches = any_core is None or descriptor.core[1] == any_core
        if is_person and touches and descriptor.first not in used:
            return descriptor
    return None


def _use(bound: Bound, descriptor: Descriptor, used: set[int]) -> None:
    bound.descriptors.append(descriptor)
    used.add(descriptor.first)


def _is_apposition(reader: RoleReader, bound: Bound, descriptor: Descriptor, comma: int) -> bool:
    """Whether "TITLE , NAME" is one person: a comma or the sentence's end closes the name, or the parse says so."""
    closed = reader.lower(bound.atom.last) in _ENDINGS or bound.atom.last >= reader.bounds(bound.atom.first)[1]
    root = reader.marked.root_of((reader.token(bound.atom.first).start, reader.token(bound.atom.last - 1).end))
    is_apposed = root is not None and root.dep == "appos"
    starts_clause = descriptor.row.kind == "anonymous" and descriptor.indefinite
    return (closed or is_apposed) and not starts_clause and comma > descriptor.first


def _bind_coordinated(
    reader: RoleReader, bound: Bound, descriptor: Descriptor, by_last: dict[int, list[Descriptor]], used: set[int]
) -> None:
    """Binds the title before "and" too: "the Assistant to … and Azerbaijan's Head of …, NAME"."""
    index = descriptor.first - 1
    if reader.lower(index) in ("the", "a"):
        index -= 1
    if reader.lower(index) != "and" or descriptor.plural:
        return
    before = _free(by_last.get(index, []), used)
    if before is not None and not (descriptor.core[1] == bound.atom.first and before.owners and descriptor.owners):
        _use(bound, before, used)
        bound.first = before.first


def _bind_after(reader: RoleReader, bound: Bound, descriptors: dict[int, Descriptor], used: set[int]) -> None:
    limit = reader.bounds(bound.atom.first)[1]
    index = bound.atom.last
    if reader.lower(index) in ("of", "from") and not bound.owner:
        at = index + 1 + (reader.lower(index + 1) == "the")
        owner = reader.atoms.starting(at)
        if owner is not None and owner.kind is AtomKind.STATE:
            bound.owner, bound.last = owner, owner.last
            index = owner.last
    if index + 1 >= limit or reader.lower(index) not in (",", "–", "—", "("):
        return
    at = index + 1
    if reader.lower(at) == "who":
        _bind_clause(reader, bound, at, limit, descriptors)
        return
    if reader.lower(at) in ("the", "a", "an"):
        at += 1
    apposed = descriptors.get(at)
    while apposed is not None and apposed.first not in used and _follows_as_apposition(reader, apposed, limit):
        bound.apposed.append(apposed)
        used.add(apposed.first)
        at = apposed.last
        if reader.lower(at) != "and":
            return
        at += 1 + (reader.lower(at + 1) in ("the", "a"))
        apposed = descriptors.get(at)
        if apposed is not None and apposed.owners and not apposed.inner and apposed.core[1] == apposed.last:
            return  # "X, minister of A, and B's envoy" are two persons


def _follows_as_apposition(reader: RoleReader, descriptor: Descriptor, limit: int) -> bool:
    is_person = descriptor.row.kind in _PEOPLE_KINDS and not descriptor.plural
    closed = descriptor.last >= limit or reader.lower(descriptor.last) in _ENDINGS
    named_next = reader.atoms.starting(descriptor.core[1])
    is_title_of_other = named_next is not None and named_next.kind in (AtomKind.PERSON, AtomKind.NAME)
    return is_person and closed and not is_title_of_other


def _bind_clause(reader: RoleReader, bound: Bound, who: int, limit: int, descriptors: dict[int, Descriptor]) -> None:
    """Binds "X, who leads A": the owner is the object of a verb of leading; or "who is A's minister"."""
    verb = who + 1
    while verb < limit and reader.token(verb).pos in ("AUX", "ADV"):
        verb += 1
    if verb >= limit:
        return
    at = verb + (reader.lower(verb) in ("the", "a", "an"))
    apposed = descriptors.get(at)
    if apposed is not None and reader.lower(verb - 1) in ("is", "was", "became"):
        bound.apposed.append(apposed)
        return
    if reader.token(verb).lemma not in reader.gazetteer.words.lead_verbs:
        return
    at = verb + 1 + (reader.lower(verb + 1) in ("the", "a", "an"))
    inner = descriptors.get(at)
    atom = reader.atoms.starting(at)
    if inner is not None:
        bound.owner = inner.owners[0] if inner.owners else None
        bound.clause = (who, inner.last)
        return
    if atom is not None and atom.kind in (AtomKind.STATE, AtomKind.DEMONYM, AtomKind.PLACE, AtomKind.BODY):
        bound.owner = atom
        bound.clause = (who, atom.last)
