"""What follows a role noun: "of A", "for the army", "of Foreign Affairs and Trade", "to B", "from C"."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.descriptors import Descriptor, RoleReader

OWNERS = (AtomKind.STATE, AtomKind.DEMONYM, AtomKind.EPITHET, AtomKind.PLACE, AtomKind.BODY)
# Behind "people" these say that they are sources: "people familiar with the talks".
_KNOWING = ("close", "familiar", "briefed", "privy")
# Nouns of people without a plural form of their own: "troops from A, B and C".
MASSES = ("troops", "police", "forces", "people", "peacekeepers", "military")
DASHES = ("-", "–", "‑", "—", "−")


def extend_right(reader: RoleReader, descriptor: Descriptor, known: dict[int, Descriptor]) -> None:
    """Takes in the complements after the role noun: owners, topics, hosts, and the phrases it leans on."""
    limit = reader.bounds(descriptor.core[0])[1]
    index = descriptor.last
    if reader.lower(index) in DASHES and reader.lower(index + 1) in reader.gazetteer.words.elect:
        descriptor.status = "elect"
        descriptor.last = descriptor.core[1] + 2
        descriptor.core = (descriptor.core[0], descriptor.last)
        index = descriptor.last
    if " of " in descriptor.row.phrase or " for " in descriptor.row.phrase:
        descriptor.last = index = _more_fields(reader, index, limit)
    index = _those_close_to(reader, descriptor, index)
    while index + 1 < limit:
        word = reader.lower(index)
        at = index + 1
        if reader.lower(at) in ("the", "a", "an", "its", "their", "his", "her"):
            at += 1
        if word == "from" and not _hangs_on(reader, descriptor, index):
            return
        taken = _complement(reader, descriptor, word, at, limit, known)
        if taken <= index:
            return
        descriptor.last = index = taken


def _those_close_to(reader: RoleReader, descriptor: Descriptor, index: int) -> int:
    """Takes in "close to X" behind people and sources: they are of X, and nobody's crowd."""
    if descriptor.row.kind not in ("anonymous", "group") or reader.lower(index) not in _KNOWING:
        return index
    if descriptor.row.sector == "CVL":
        descriptor.sector = None
    atom = reader.atoms.starting(index + 2 + (reader.lower(index + 2) == "the"))
    if reader.lower(index) != "close" or reader.lower(index + 1) != "to" or atom is None:
        return index
    if atom.kind in OWNERS:
        descriptor.owners.append(atom)
    elif atom.kind in (AtomKind.PERSON, AtomKind.NAME):
        descriptor.named = atom
    else:
        return index
    descriptor.last = atom.last
    return atom.last


def _hangs_on(reader: RoleReader, descriptor: Descriptor, preposition: int) -> bool:
    """Whether "from" says whose the role is: not when it has an owner, nor when the parser hangs it on a verb."""
    owned = bool(descriptor.owners) or descriptor.possessor is not None
    return not owned and descriptor.first <= reader.token(preposition).head < descriptor.last


def _complement(
    reader: RoleReader, descriptor: Descriptor, word: str, at: int, limit: int, known: dict[int, Descriptor]
) -> int:
    """Where the complement behind the preposition `word` ends; 0 when there is none."""
    inner = known.get(at)
    atom = reader.atoms.starting(at)
    is_host_role = (
        any(reader.lower(index) in reader.gazetteer.words.host_roles for index in range(*descriptor.core))
        or " ".join(reader.lower(index) for index in range(*descriptor.core)) in reader.gazetteer.words.host_roles
    )
    if word in ("of", "for", "from", "at", "within") or (word in ("to", "in", "on") and inner is not None):
        if inner is not None:
            is_body = inner.row.kind in ("org", "group", "office")
            return _lean_on(descriptor, inner) if is_body or word in ("of", "for") else 0
        if atom is not None and word in ("of", "for") and reader.lower(atom.last) == "affairs":
            return atom.last + 1  # "Special Envoy for Horn of Africa Affairs": a field, and nobody's state
        if atom is not None and word == "of" and descriptor.row.kind == "settlement" and descriptor.owners:
            descriptor.named = atom  # "the Belgian province of Luxembourg"
            return atom.last
        if atom is not None and word == "for" and atom.kind in OWNERS and descriptor.owners and not descriptor.plural:
            descriptor.hosts.append(atom)  # "Norway's envoy for Sudan" is no Sudanese
            return atom.last
        if atom is not None and word in ("of", "for", "from") and atom.kind in (*OWNERS, AtomKind.PERSON):
            return _take_owners(reader, descriptor, atom, limit)
        if atom is not None and word == "at" and atom.kind is AtomKind.BODY:
            return _take_owners(reader, descriptor, atom, limit)
        return _topic(reader, descriptor, at, limit) if word in ("of", "for") else 0
    if word in ("to", "in", "at") and atom is not None and atom.kind in OWNERS:
        if is_host_role or (word == "to" and descriptor.row.kind == "office" and not descriptor.plural):
            descriptor.hosts.append(atom)
            return atom.last
        descriptor.weak.extend(_listed(reader, descriptor, atom, limit))
    return 0


def _lean_on(descriptor: Descriptor, inner: Descriptor) -> int:
    descriptor.inner = inner
    if inner.sector and descriptor.sector in (None, "GOV"):
        descriptor.sector = inner.sector
    return inner.last


def _take_owners(reader: RoleReader, descriptor: Descriptor, atom: Atom, limit: int) -> int:
    """Takes in an owner and, after a plural role, the others of its list ("the foreign ministers of A, B and C")."""
    if atom.kind is AtomKind.PERSON:
        descriptor.named = atom
        return atom.last
    owners = _listed(reader, descriptor, atom, limit)
    descriptor.owners.extend(owners)
    return owners[-1].last


def _listed(reader: RoleReader, descriptor: Descriptor, atom: Atom, limit: int) -> list[Atom]:
    """An owner and, after a plural role, the others of its list: "of A, B and C"."""
    listed, index = [atom], atom.last
    is_several = descriptor.plural or (descriptor.core[1] - descriptor.core[0] == 1 and descriptor.row.phrase in MASSES)
    while is_several and index + 1 < limit:
        at = index
        while reader.lower(at) in (",", "and") and at < index + 2:
            at += 1
        if reader.lower(at) == "the":
            at += 1
        following = reader.atoms.starting(at)
        if (
            at == index
            or following is None
            or following.kind is not atom.kind
            or reader.lower(following.last) in ("'s", "’s")
        ):
            break
        listed.append(following)
        index = following.last
    return listed


def _topic(reader: RoleReader, descriptor: Descriptor, at: int, limit: int) -> int:
    """Where the field of an office ends ("of energy", "of Foreign Affairs and Trade"); 0 when no field follows."""
    if descriptor.row.kind not in ("office", "org", "person"):
        return 0
    words = reader.gazetteer.words
    index = at
    while index < min(limit, at + 7):
        token = reader.token(index)
        atom = reader.atoms.covering(index)
        free = atom is None or (atom.kind is AtomKind.NAME and _may_be_field(reader, atom))
        is_field = (
            free
            and token.pos in ("NOUN", "PROPN", "ADJ")
            and (token.text[0].isupper() or token.text.lower() in words.topic_words or token.pos == "ADJ")
        )
        joins = token.text.lower() in ("and", "&", ",") and index > at and _goes_on(reader, index + 1)
        if not is_field and not joins:
            break
        index += 1
    while index > at and not _is_field_noun(reader, index - 1):
        index -= 1
    if index == at:
        return 0
    descriptor.topic = (at, index)
    return index


def _may_be_field(reader: RoleReader, atom: Atom) -> bool:
    """Whether a run of capitals can be a field; the parser also calls "Trade Policy Affairs" a person."""
    return atom.label != "PERSON" or reader.lower(atom.last - 1) in reader.gazetteer.words.topic_words


def _more_fields(reader: RoleReader, index: int, limit: int) -> int:
    """Where the fields of an office end whose phrase already names one: "minister of energy *and petroleum*"."""
    while index + 1 < limit and reader.lower(index) in ("and", "&", ",") and _goes_on(reader, index + 1):
        index += 2
    return index


def _goes_on(reader: RoleReader, index: int) -> bool:
    """Whether after "and" the field goes on with a capital or a topic noun that is no atom of another kind."""
    atom = reader.atoms.covering(index)
    if atom is not None and (atom.kind is not AtomKind.NAME or not _may_be_field(reader, atom)):
        return False
    return reader.lower(index) in reader.gazetteer.words.topic_words


def _is_field_noun(reader: RoleReader, index: int) -> bool:
    return reader.token(index).pos in ("NOUN", "PROPN")
