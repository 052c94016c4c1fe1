"""What known names and role phrases stand for: state, government, place, office, body, outlet, unnamed people."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Desk, Draft, of_states, owner_states, sector_of, slug, title_of, without_article
from dragoman.find.found import MentionRole
from dragoman.find.metonyms import TERRITORIES, is_subject_of_act, stands_for_government
from dragoman.find.naming import Person
from dragoman.find.unknown_names import of_unknown_name
from dragoman.knowledge.actor_entries import Entry
from dragoman.knowledge.folding import fold_name
from dragoman.records import ActorKind

_ROLE_KINDS = {
    "office": ActorKind.OFFICE,
    "counterpart": ActorKind.OFFICE,
    "org": ActorKind.ORGANISATION,
    "hardware": ActorKind.ORGANISATION,
    "group": ActorKind.GROUP,
    "settlement": ActorKind.PLACE,
}
_BODY_KINDS = (ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GROUP, ActorKind.OUTLET)
# Two letters are too often somebody's initials.
_SHORTEST_ACRONYM = 3
# Ranks of which a state has one or few: heads, ministers, their deputies and ambassadors.
_TOP_RANKS = ("1", "2", "3")
# Bodies of a state that a bare "the ministry" or "parliament" can mean; a bare company or school is no actor.
STATE_BODIES = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")


def atom_drafts(desk: Desk, persons: dict[int, Person]) -> list[Draft]:
    """The mentions that known and unknown names make by themselves."""
    drafts: list[Draft] = []
    fields = {at for one in desk.descriptors.values() if one.topic for at in range(*one.topic)}
    named = {id(one.named) for one in desk.descriptors.values() if one.row.kind != "anonymous"}
    settled = {id(one.named): one for one in desk.descriptors.values() if one.named and one.row.kind == "settlement"}
    for atom in desk.atoms.atoms:
        if atom.kind is AtomKind.NAME:
            if atom.first not in persons and atom.first not in fields and id(atom) not in named:
                draft = of_unknown_name(desk, atom)
                drafts.extend([draft] if draft else [])
        elif atom.kind not in (AtomKind.PERSON, AtomKind.ROLE):
            entry = desk.entry(atom)
            if entry is not None:
                draft = _of_entry(desk, atom, entry)
                drafts.append(draft)
                if id(atom) in settled:
                    _read_as_settlement(desk, draft, settled[id(atom)])
    return drafts


def _read_as_settlement(desk: Desk, draft: Draft, descriptor: Descriptor) -> None:
    """Reads "the Belgian province of Luxembourg" as a place of Belgium."""
    states, _, note = owner_states(desk, descriptor)
    if states:
        draft.kind, draft.role, draft.sector, draft.states = ActorKind.PLACE, MentionRole.PLACE, None, states
        draft.identity, draft.reason = slug(draft.name), f"called a {descriptor.row.phrase} of {note}"


def join_outlets(drafts: list[Draft]) -> None:
    """Makes a shortened name of an outlet that outlet: "I24" beside "I24 News"."""
    outlets = [draft for draft in drafts if draft.kind is ActorKind.OUTLET]
    for draft in drafts:
        if draft.kind is ActorKind.ORGANISATION and draft.descriptor is None:
            whole = next((one for one in outlets if f"{one.name} ".startswith(draft.name + " ")), None)
            if whole is not None:
                draft.kind, draft.name, draft.identity = whole.kind, whole.name, whole.identity
                draft.states, draft.sector, draft.reason = whole.states, whole.sector, "short for " + whole.name


def join_acronyms(drafts: list[Draft]) -> None:
    """Makes an unknown acronym the body of the article whose initials it has: "CPC" beside "Caspian Policy Center"."""
    bodies: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.kind in _BODY_KINDS and draft.descriptor is None and len(draft.name.split()) > 1:
            bodies.setdefault(_initials(draft.name), []).append(draft)
    for draft in drafts:
        is_acronym = draft.kind is ActorKind.ORGANISATION and not draft.is_known and draft.name.isupper()
        wholes = bodies.get(draft.name, []) if is_acronym and len(draft.name) >= _SHORTEST_ACRONYM else []
        if wholes and len({whole.identity for whole in wholes}) == 1:
            whole = wholes[0]
            draft.kind, draft.name, draft.identity = whole.kind, whole.name, whole.identity
            draft.states, draft.sector, draft.reason = whole.states, whole.sector, "initials of " + whole.name


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _of_entry(desk: Desk, atom: Atom, entry: Entry) -> Draft:
    states = (entry.state,) if entry.state else entry.states
    draft = Draft(
        first=atom.first, last=atom.last, head=desk.root(atom.first, atom.last), kind=entry.kind,
        role=MentionRole.NAME, name=entry.name, states=states, sector=entry.sector, reason=desk.note(atom),
        identity=slug(entry.name), is_known=True,
    )  # fmt: skip
    if atom.kind is AtomKind.DEMONYM:
        draft.role, draft.reason = MentionRole.DEMONYM, f"demonym ({draft.reason})"
        if entry.kind is ActorKind.PLACE and entry.state:
            draft.kind = ActorKind.PLACE
    if atom.kind is AtomKind.EPITHET:
        draft.role, draft.reason = MentionRole.ANAPHOR, f"by-name ({draft.reason})"
    if draft.kind is ActorKind.STATE:
        draft.identity = None
    elif draft.kind is ActorKind.IGO:
        draft.identity = entry.code
    elif draft.kind is ActorKind.PLACE:
        _read_place(desk, draft, atom, entry)
    return draft


def _read_place(desk: Desk, draft: Draft, atom: Atom, entry: Entry) -> None:
    draft.role = MentionRole.PLACE
    is_metonym = bool(entry.metonym) and stands_for_government(desk.reader, atom)
    if is_metonym and entry.name.lower() in desk.gazetteer.words.subject_metonyms:
        is_metonym = is_subject_of_act(desk.reader, atom, "region")  # no seat of government: only where it must be one
    body = _body_seated(desk, entry) if is_metonym else None
    if body is not None:
        draft.kind, draft.role, draft.sector, draft.states = body.kind, MentionRole.METONYM, body.sector, body.states
        draft.name, draft.identity, draft.reason = body.name, body.code, f"seat of {body.row} ({draft.reason})"
    elif is_metonym:
        draft.kind, draft.role, draft.sector = ActorKind.STATE, MentionRole.METONYM, "GOV"
        draft.reason = f"capital as its government ({draft.reason})"
        if entry.metonym is not None and entry.metonym in desk.gazetteer.states:
            draft.name, draft.identity = desk.gazetteer.state_name(entry.metonym), None
            draft.states = (entry.metonym,)
    elif entry.place_kind in TERRITORIES and is_subject_of_act(desk.reader, atom, entry.place_kind):
        draft.kind, draft.role, draft.sector = ActorKind.ORGANISATION, MentionRole.METONYM, "GOV"
        draft.reason = f"a territory as its authorities ({draft.reason})"
    else:
        draft.reason = f"place ({draft.reason})"


def _body_seated(desk: Desk, entry: Entry) -> Entry | None:
    """The body that a capital stands for ("Brussels"); null where the article names the state itself."""
    seats = dict(line.split() for line in desk.gazetteer.words.seats_of_bodies)
    code = seats.get(entry.name.lower())
    if code is None or any(one.kind is ActorKind.STATE and one.state == entry.state for one, _ in desk.chosen.values()):
        return None
    bodies = desk.gazetteer.by_key.get(fold_name(code), ())
    return next((one for one in bodies if one.kind is ActorKind.IGO), None)


def descriptor_drafts(desk: Desk, persons: dict[int, Person]) -> list[Draft]:
    """The mentions that role phrases make by themselves; phrases bound to a name are left to their person."""
    bound = {
        descriptor.first
        for one in desk.bounds
        if one.atom.first in persons
        for descriptor in (*one.descriptors, *one.apposed)
    }
    drafts: list[Draft] = []
    for descriptor in desk.descriptors.values():
        if descriptor.first not in bound:
            draft = of_descriptor(desk, descriptor)
            if draft is not None:
                drafts.append(draft)
    return drafts


def of_descriptor(desk: Desk, descriptor: Descriptor) -> Draft | None:
    """The mention of one role phrase, its owners' states included; null where it names no actor."""
    states, igo_sector, note = owner_states(desk, descriptor)
    kind = _kind(descriptor)
    has_owner = bool(states or igo_sector or descriptor.possessor is not None or descriptor.named)
    text = without_article(desk.words(descriptor.first, descriptor.last))
    if descriptor.row.kind == "outlet":
        return _of_outlet_noun(desk, descriptor, states, note)
    if descriptor.row.kind in ("hardware", "settlement", "counterpart") and not has_owner:
        return None
    if kind is ActorKind.ORGANISATION and not has_owner and not _may_be_bare(desk, descriptor):
        return None
    title = title_of(desk, descriptor)
    if descriptor.row.kind == "hardware":
        title = "Armed Forces"
    is_office = kind in (ActorKind.OFFICE, ActorKind.ORGANISATION) and descriptor.named is None
    hosts = _hosts(desk, descriptor)
    sector = igo_sector if igo_sector and kind is not ActorKind.PLACE else sector_of(desk, descriptor)
    if descriptor.status == "former" and sector in ("GOV", "LEG"):
        sector = "ELI"
    return Draft(
        first=descriptor.first, last=descriptor.last, head=descriptor.head, kind=kind,
        role=MentionRole.PLACE if kind is ActorKind.PLACE else MentionRole.DESCRIPTOR,
        name=of_states(desk, title, states) + hosts if is_office else text, states=states,
        sector=None if kind is ActorKind.PLACE else sector, identity=slug(title + hosts if is_office else text),
        reason=f'role "{descriptor.row.phrase}" ({_table(descriptor)})' + (f" + {note}" if note else ""),
        descriptor=descriptor, is_plural=descriptor.plural,
    )  # fmt: skip


def _table(descriptor: Descriptor) -> str:
    """The table that holds the role noun."""
    source = descriptor.row.source
    return source if source.startswith("grammar.toml") else "roles.tsv"


def _hosts(desk: Desk, descriptor: Descriptor) -> str:
    """Where the mission or envoy is posted, for its name: " in Israel"."""
    entries = [entry for atom in descriptor.hosts if (entry := desk.entry(atom)) is not None]
    names = dict.fromkeys(desk.gazetteer.state_name(entry.state) if entry.state else entry.name for entry in entries)
    joint = "in" if descriptor.row.kind == "org" else "to"
    return f" {joint} {' and '.join(names)}" if names else ""


def _kind(descriptor: Descriptor) -> ActorKind:
    is_one_each = len(descriptor.owners) >= 2 and descriptor.row.rank in _TOP_RANKS
    if descriptor.row.kind == "office" and descriptor.plural and not is_one_each:
        return ActorKind.ANONYMOUS  # "generals", "cabinet ministers": some of many; lists of owners name one each
    if descriptor.row.kind == "counterpart" and descriptor.plural:
        return ActorKind.ANONYMOUS
    if descriptor.row.kind == "org" and descriptor.plural and descriptor.row.phrase.endswith("guard"):
        return ActorKind.ANONYMOUS  # "coast guards" are people, "the coast guard" is a service
    if descriptor.row.kind == "group" and (descriptor.row.phrase == "people" or descriptor.plural):
        return ActorKind.ANONYMOUS
    if descriptor.row.kind == "person" and not descriptor.indefinite and not descriptor.plural:
        return ActorKind.OFFICE
    return _ROLE_KINDS.get(descriptor.row.kind, ActorKind.ANONYMOUS)


def _may_be_bare(desk: Desk, descriptor: Descriptor) -> bool:
    """Whether a body without an owner can be meant as an actor: "the ministry", "parliament", "High Court"."""
    first = desk.marked.tokens[descriptor.core[0]].text
    definite = descriptor.definite or first[0].isupper() or not descriptor.indefinite
    return descriptor.sector in STATE_BODIES and definite


def _of_outlet_noun(desk: Desk, descriptor: Descriptor, states: tuple[str, ...], note: str) -> Draft | None:
    """The outlet of "Israeli media outlet NAME"; "various media outlets" are unnamed media."""
    behind = descriptor.core[1]
    named = desk.atoms.starting(behind)
    if named is None and desk.reader.lower(behind) == "the":
        named = desk.atoms.starting(behind + 1)
    text = without_article(desk.words(descriptor.first, descriptor.last))
    phrase = f'role "{descriptor.row.phrase}" (grammar.toml outlet-nouns)' + (f" + {note}" if note else "")
    if named is not None and named.kind in (AtomKind.BODY, AtomKind.NAME) and descriptor.last == descriptor.core[1]:
        entry = desk.entry(named)
        name = entry.name if entry is not None else desk.words(named.first, named.last)
        return Draft(
            first=descriptor.first, last=named.last, head=desk.root(descriptor.first, named.last),
            kind=ActorKind.OUTLET, role=MentionRole.TITLE, name=name, identity=slug(name), sector="JRN",
            states=(entry.state,) if entry is not None and entry.state else states, reason=f"{phrase} before its name",
        )  # fmt: skip
    if not (states or descriptor.plural or descriptor.indefinite or descriptor.row.phrase in ("media", "press")):
        return None
    return Draft(
        first=descriptor.first, last=descriptor.last, head=descriptor.head, kind=ActorKind.ANONYMOUS,
        role=MentionRole.DESCRIPTOR, name=text, identity=slug(text), sector="JRN", states=states, reason=phrase,
        descriptor=descriptor, is_plural=descriptor.plural,
    )  # fmt: skip
