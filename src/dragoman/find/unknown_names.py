"""Names that no table holds: a body, an outlet or a place by their form, their label and what stands beside them."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk, Draft, slug
from dragoman.find.found import MentionRole
from dragoman.records import ActorKind


def of_unknown_name(desk: Desk, atom: Atom) -> Draft | None:
    """A name that no table holds: a body by its last word, its label or its capitals; a place by its label."""
    name = desk.words(atom.first, atom.last)
    half = _half(desk, atom, name)
    if half is not None:
        return Draft(
            first=atom.first, last=atom.last, head=atom.last - 1, kind=ActorKind.STATE, role=MentionRole.ANAPHOR,
            name=desk.gazetteer.state_name(half), states=(half,), reason=f'"{name}" in an article on Korea',
        )  # fmt: skip
    last = desk.marked.tokens[atom.last - 1].text.lower()
    kind = _kind_of_unknown(desk, atom, name, last)
    if kind is None:
        return None
    draft = Draft(
        first=atom.first, last=atom.last, head=desk.root(atom.first, atom.last), kind=kind, role=MentionRole.NAME,
        name=name, identity=slug(name),
        reason=f"unknown name, read as {kind} by its form and the parser's label {atom.label}",
    )  # fmt: skip
    if kind is ActorKind.PLACE:
        draft.role = MentionRole.PLACE
        draft.states, note = _state_beside(desk, atom)
        draft.reason += note
    elif kind in (ActorKind.ORGANISATION, ActorKind.OUTLET):
        draft.states, note = _owner_beside(desk, atom)
        draft.reason += note
        is_firm = last in ("bank", "company", "corporation", "airlines", "holding", "oil", "gas")
        draft.sector = "JRN" if kind is ActorKind.OUTLET else "BUS" if is_firm else None
    return draft


def _capital(desk: Desk, index: int) -> bool:
    return desk.marked.tokens[index].text[0].isupper()


def _half(desk: Desk, atom: Atom, name: str) -> str | None:
    """The half of a divided country that "the North" means, where the article names that country."""
    halves = dict(line.upper().split() for line in desk.gazetteer.words.halves)
    state = halves.get(name.upper())
    if state is None or not any(half in desk.states for half in halves.values()):
        return None
    beside = desk.reader.lower(atom.first - 1) == "the" or desk.reader.lower(atom.last) in ("and", "'s", "’s")
    return state if beside else None


def _kind_of_unknown(desk: Desk, atom: Atom, name: str, last: str) -> ActorKind | None:
    if atom.label == "OUTLET" or (last in desk.gazetteer.words.outlet_names and atom.last - atom.first > 1):
        return ActorKind.OUTLET
    if last in desk.gazetteer.words.body_nouns and atom.last - atom.first > 1:
        return ActorKind.ORGANISATION
    if last in desk.gazetteer.words.settlement_nouns:
        return ActorKind.PLACE
    if _is_called_a_settlement(desk, atom):
        return ActorKind.PLACE
    by_label = {
        "GPE": ActorKind.PLACE, "LOC": ActorKind.PLACE, "FAC": ActorKind.PLACE, "ORG": ActorKind.ORGANISATION,
        "NORP": ActorKind.GROUP,
    }  # fmt: skip
    before = desk.reader.lower(atom.first - 1)
    at_place = before in ("in", "near", "off", "outside") or (before in ("at", "to", "from") and atom.label != "ORG")
    is_acronym = name.isupper() and atom.last - atom.first == 1
    if atom.label in ("GPE", "LOC", "FAC") or (at_place and not is_acronym and atom.label not in ("NORP", "PERSON")):
        return ActorKind.PLACE
    at = atom.first - 1 - (before == "the")
    if desk.reader.lower(at) in desk.gazetteer.words.outlet_nouns and (
        before != "the" or _capital(desk, atom.first - 1)
    ):
        return ActorKind.OUTLET
    if is_acronym and len(name) >= 2:
        return ActorKind.ORGANISATION
    kind = by_label.get(atom.label or "")
    # "Muslim", "Jewish" before a noun say of what kind it is; they name nobody.
    is_adjective = desk.marked.tokens[atom.last - 1].pos == "ADJ"
    return None if kind is ActorKind.GROUP and is_adjective else kind


def _is_called_a_settlement(desk: Desk, atom: Atom) -> bool:
    return _apposed_settlement(desk, atom) is not None


def _apposed_settlement(desk: Desk, atom: Atom) -> Descriptor | None:
    """The phrase of "X, a border village in Y", where it follows."""
    if desk.reader.lower(atom.last) != ",":
        return None
    at = atom.last + 1 + (desk.reader.lower(atom.last + 1) in ("a", "an", "the"))
    descriptor = desk.descriptors.get(at)
    return descriptor if descriptor is not None and descriptor.row.kind == "settlement" else None


def _state_beside(desk: Desk, atom: Atom) -> tuple[tuple[str, ...], str]:
    """The state of an unknown place: from "X, a village in Y", "X, Y", or "Y's X"."""
    settlement = _apposed_settlement(desk, atom)
    if settlement is not None:
        for owner in (*settlement.owners, *settlement.weak, *settlement.hosts):
            entry = desk.entry(owner)
            if entry is not None and entry.state:
                return (entry.state,), f"; called a {settlement.row.phrase} of {entry.name}"
    if desk.reader.lower(atom.last) == ",":
        following = desk.atoms.starting(atom.last + 1)
        entry = desk.entry(following) if following is not None else None
        if entry is not None and entry.state and entry.kind in (ActorKind.STATE, ActorKind.PLACE):
            return (entry.state,), f"; followed by {entry.name}"
    return _owner_beside(desk, atom)


def _owner_beside(desk: Desk, atom: Atom) -> tuple[tuple[str, ...], str]:
    """The state of "Azerbaijan's SOCAR", "Serbian Post" or "Samoa Observer"."""
    for last in range(atom.last - 1, atom.first, -1):
        inside = desk.gazetteer.state_named(desk.words(atom.first, last))
        if inside is not None:
            return (inside,), f"; its name begins with {desk.words(atom.first, last)}"
    at = atom.first - 1
    if desk.reader.lower(at) in ("'s", "’s", "'", "’"):
        at -= 1
    owner = desk.atoms.ending(at)
    entry = desk.entry(owner) if owner is not None else None
    is_owner = entry is not None and entry.state and owner is not None
    if is_owner and owner is not None and owner.kind in (AtomKind.STATE, AtomKind.DEMONYM, AtomKind.PLACE):
        assert entry is not None and entry.state  # noqa: S101, PT018 - just checked
        return (entry.state,), f"; {desk.words(owner.first, owner.last)} stands before it"
    return (), ""
