"""Whether a capital stands for its government ("Baku rejected …") or for itself ("in Baku"), from its surroundings."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.descriptors import RoleReader
from dragoman.text.marked import Token

_ATTACKS = frozenset({"attack", "strike", "march", "raid", "assault", "advance", "missile", "siege", "fall", "bombing"})
_LEAVINGS = frozenset({"leave", "depart", "bind", "head", "set", "bound", "flight", "fly", "embark"})
_WAYS = frozenset({"to", "towards", "toward", "from"})
_SUBJECTS = ("nsubj", "csubj", "agent")
_BACKERS = frozenset(
    {"backed", "led", "aligned", "sponsored", "allied", "supported", "funded", "installed", "brokered"}
)
_REGIONS = ("region", "admin1", "island")
TERRITORIES = ("disputed", "dependency", *_REGIONS)
_DASHES = ("-", "–", "‑", "—")


def stands_for_government(reader: RoleReader, atom: Atom, depth: int = 0) -> bool:
    """Whether the capital is the government: as subject or object of acts and speech, after "with" or "against", …

    After place prepositions, with nouns and verbs of place, and in datelines it is the place.
    """
    root = reader.marked.root_of((reader.token(atom.first).start, reader.token(atom.last - 1).end))
    token = root or reader.token(atom.last - 1)
    before = reader.lower(atom.first - 1) if atom.first > reader.bounds(atom.first)[0] else ""
    after = reader.lower(atom.last)
    if after == "(" or (after == "," and _is_own_state(reader, atom)):
        return False
    if before in reader.gazetteer.words.place_prepositions or before in ("for", "of", "on"):
        return _after_preposition(reader, atom, before)
    if token.sentence in reader.atoms.title_case and atom.first == reader.bounds(atom.first)[0]:
        return not _is_physical(reader, reader.token(min(atom.last, len(reader.marked.tokens) - 1)))
    if after in _DASHES or before in _DASHES:
        return _beside_dash(reader, atom)
    if token.dep == "conj" and depth < 3:
        first = reader.atoms.covering(token.head)
        if first is not None and first.kind in (AtomKind.PLACE, AtomKind.STATE) and first.first < atom.first:
            return first.kind is AtomKind.STATE or stands_for_government(reader, first, depth + 1)
    if after in ("'s", "’s", "'", "’"):
        return not _is_physical(reader, reader.marked.head(token.index))
    return _by_dependency(reader, token)


def is_subject_of_act(reader: RoleReader, atom: Atom, place_kind: str) -> bool:
    """Whether a territory is the subject of a verb that only its authorities can do.

    With authorities of its own (a dependency, a breakaway republic) any verb of doing is theirs; a region, which is
    a landscape too, acts only where it speaks, signs, votes, …
    """
    root = reader.marked.root_of((reader.token(atom.first).start, reader.token(atom.last - 1).end))
    if root is None or root.dep != "nsubj" or reader.lower(atom.last) in ("'s", "’s"):
        return False
    verb = reader.marked.head(root.index)
    words = reader.gazetteer.words
    if place_kind in _REGIONS:
        return verb.lemma in words.governing_verbs or verb.lemma in words.speech_verbs
    return verb.pos == "VERB" and verb.lemma not in words.location_verbs


def _is_own_state(reader: RoleReader, atom: Atom) -> bool:
    following = reader.atoms.starting(atom.last + 1)
    return (
        following is not None
        and following.entry is not None
        and atom.entry is not None
        and following.kind is AtomKind.STATE
        and following.entry.state == atom.entry.state
    )


def _after_preposition(reader: RoleReader, atom: Atom, before: str) -> bool:
    words = reader.gazetteer.words
    preposition = reader.token(atom.first - 1)
    governor = reader.marked.head(preposition.index).lemma
    role = reader.atoms.covering(reader.marked.head(preposition.index).index)
    if before == "from" and role is not None and role.kind is AtomKind.ROLE:
        return True
    if before == "from" and governor in words.taking_words:
        return True
    if before in _WAYS:
        return governor in words.transfer_words or governor in words.speech_verbs
    if before == "for":
        return governor not in _LEAVINGS
    if before == "on":
        return governor not in _ATTACKS and governor not in words.motion_verbs
    if before == "of":
        outward = reader.lower(atom.first - 2) in ("out", "outside", "north", "south", "east", "west", "inside")
        physical = governor in words.physical_nouns or governor in words.settlement_nouns or governor in _ATTACKS
        return not outward and not physical
    return False


def _beside_dash(reader: RoleReader, atom: Atom) -> bool:
    if reader.lower(atom.last) in _DASHES:
        return reader.atoms.starting(atom.last + 1) is not None or reader.lower(atom.last + 1) in _BACKERS
    return reader.atoms.ending(atom.first - 2) is not None


def _is_physical(reader: RoleReader, head: Token) -> bool:
    words = reader.gazetteer.words
    return head.lemma in words.physical_nouns or head.lemma in words.settlement_nouns


def _by_dependency(reader: RoleReader, token: Token) -> bool:
    words = reader.gazetteer.words
    head = reader.marked.head(token.index)
    if token.dep in ("compound", "nmod", "amod", "npadvmod") and head.index > token.index:
        role = reader.atoms.covering(head.index)
        is_office = (
            role is not None
            and role.kind is AtomKind.ROLE
            and role.role is not None
            and (role.role.row.kind in ("office", "org", "anonymous") and role.role.row.sector in ("GOV", "MIL", "SPY"))
        )
        return head.lemma in words.government_nouns or head.text.lower() in words.government_nouns or is_office
    if token.dep == "nsubjpass":
        return head.lemma in words.speech_verbs
    if token.dep in _SUBJECTS:
        return head.lemma not in words.location_verbs and not _is_said_to_be_a_place(reader, head)
    if token.dep in ("dobj", "obj"):
        return head.lemma not in words.motion_verbs
    return True


def _is_said_to_be_a_place(reader: RoleReader, verb: Token) -> bool:
    """Whether it reads "Baku is the capital of …": the complement of "be" is a noun of places."""
    return verb.lemma in ("be", "become", "remain") and any(
        child.dep in ("attr", "oprd") and child.lemma in reader.gazetteer.words.settlement_nouns
        for child in reader.marked.children(verb.index)
    )
