"""The grammar of role noun phrases: `[owner] [status] role [of owner] [to host]`, read over atoms and tokens."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.find.complements import DASHES, OWNERS, extend_right
from dragoman.find.descriptors import Descriptor, RoleReader
from dragoman.text.marked import Token

# A noun phrase before a role noun holds its owner, a status and a few modifiers; longer stretches are parse errors.
MOST_MODIFIERS = 6
_NAMED = (AtomKind.PERSON, AtomKind.NAME)
_MODIFIER_DEPS = (
    "compound",
    "amod",
    "nmod",
    "nummod",
    "poss",
    "quantmod",
    "advmod",
    "det",
    "npadvmod",
    "predet",
    "nounmod",
)


def read_descriptors(reader: RoleReader) -> dict[int, Descriptor]:
    """The role noun phrases of an article, by first token; inner ones ("the President" in "Assistant to …") too."""
    found: dict[int, Descriptor] = {}
    swallowed: set[int] = set()
    for atom in reversed(reader.atoms.atoms):
        if atom.kind is AtomKind.ROLE and atom.first not in swallowed:
            descriptor = _read(reader, atom, found, swallowed)
            found[descriptor.first] = descriptor
    return found


def _read(reader: RoleReader, atom: Atom, known: dict[int, Descriptor], swallowed: set[int]) -> Descriptor:
    assert atom.role is not None  # noqa: S101 - an atom of kind ROLE always carries its row
    row = atom.role.row
    root = reader.marked.root_of((reader.token(atom.first).start, reader.token(atom.last - 1).end))
    descriptor = Descriptor(
        first=atom.first, last=atom.last, core=(atom.first, atom.last), head=root.index if root else atom.last - 1,
        row=row, plural=atom.role.plural, sector=row.sector, owners=[], hosts=[], weak=[], modifiers=[],
    )  # fmt: skip
    _note_status(descriptor, reader.lower(atom.first), reader.gazetteer.words)
    _extend_left(reader, descriptor, swallowed)
    extend_right(reader, descriptor, known)
    return descriptor


def _extend_left(reader: RoleReader, descriptor: Descriptor, swallowed: set[int]) -> None:
    """Takes in owners, status, modifiers and the determiner before the role noun."""
    index = descriptor.core[0] - 1
    start = reader.bounds(descriptor.core[0])[0]
    modifiers = 0
    possessive = False
    while index >= start and modifiers < MOST_MODIFIERS:
        token = reader.token(index)
        atom = reader.atoms.covering(index)
        if token.tag == "POS":
            if not _takes_possessor(reader, descriptor, index):
                return
            possessive = True
            index -= 1
        elif atom is not None:
            if not _takes_atom(reader, descriptor, atom, possessive, swallowed):
                return
            descriptor.first = atom.first
            index = _take_coordinated(reader, descriptor, atom, start, possessive)
            possessive = False
            modifiers += 1
        elif possessive:
            return
        else:
            step = _take_word(reader, descriptor, token, start)
            if step == 0:
                return
            index -= step
            modifiers += 1


def _takes_possessor(reader: RoleReader, descriptor: Descriptor, index: int) -> bool:
    """Whether the possessive sign at `index` follows an owner; "the country's" is kept as an anaphoric possessor."""
    if reader.atoms.ending(index - 1) is not None:
        return True
    if reader.lower(index - 1) in reader.gazetteer.words.country_nouns:
        descriptor.possessor = index - 1
        descriptor.first = index - 1
        descriptor.definite = True
    return False


def _takes_atom(reader: RoleReader, descriptor: Descriptor, atom: Atom, possessive: bool, swallowed: set[int]) -> bool:
    """Whether an atom before the role belongs to the phrase; notes what it says."""
    if atom.kind in OWNERS:
        if not possessive and atom.kind is AtomKind.STATE and reader.token(atom.last).pos in ("NUM", "DET"):
            return False  # "gave Libya four boats"
        if (
            reader.lower(atom.first - 1) not in DASHES
            or reader.lower(atom.first - 2) not in reader.gazetteer.words.stances
        ):
            descriptor.owners.insert(0, atom)
        return True
    if atom.kind is AtomKind.ROLE and atom.role is not None:
        if atom.role.row.sector and descriptor.sector in (None, "GOV", "CVL"):
            descriptor.sector = atom.role.row.sector
        if not possessive:
            swallowed.add(atom.first)
        return True
    if possessive and atom.kind in _NAMED:
        descriptor.named = atom
        return True
    is_person = atom.kind is AtomKind.PERSON or atom.label == "PERSON"
    if is_person and descriptor.row.kind == "org" and descriptor.row.sector == "GOV" and descriptor.first == atom.last:
        descriptor.named = atom  # "the Assad government"
        return True
    if atom.kind is AtomKind.NAME and not is_person and descriptor.row.kind in ("org", "anonymous", "group"):
        descriptor.named = atom
        return True
    return False


def _take_coordinated(reader: RoleReader, descriptor: Descriptor, atom: Atom, start: int, possessive: bool) -> int:
    """Takes in the owners before "and", "," or a dash ("Kyrgyz and Tajik villagers"); gives the next token."""
    index = atom.first - 1
    while atom.kind in OWNERS and index - 1 >= start:
        joint = index
        word = reader.lower(index)
        if word == "and" and reader.lower(index - 1) == ",":
            joint = index - 1
        elif word not in ("and", ",", *DASHES):
            break
        before = reader.atoms.ending(joint - 1)
        # "Saudi and Houthi envoys": peoples and movements share a plural
        alike = before is not None and (before.kind is atom.kind or (descriptor.plural and before.kind in OWNERS))
        if before is None or not alike or not (descriptor.plural or word in DASHES or atom.kind is AtomKind.DEMONYM):
            break
        if word == "," and not (_is_list(reader, joint) or _is_headline_pair(reader, descriptor, before)):
            break
        if possessive and not descriptor.plural:
            break
        descriptor.owners.insert(0, before)
        descriptor.first = before.first
        atom, index = before, before.first - 1
    return index


def _is_list(reader: RoleReader, comma: int) -> bool:
    """Whether the comma joins owners of one list: an "and" follows before the role noun."""
    return any(reader.lower(at) == "and" for at in range(comma + 1, comma + 8))


def _is_headline_pair(reader: RoleReader, descriptor: Descriptor, first: Atom) -> bool:
    """Whether a comma joins two owners without "and", as headlines do: "Ethiopian, Egyptian FMs hold call"."""
    start = reader.bounds(first.first)[0]
    leads = first.first == start or reader.lower(first.first - 1) in (":", "as", "after", "—", "–", "-")
    return descriptor.plural and leads


def _take_word(reader: RoleReader, descriptor: Descriptor, token: Token, start: int) -> int:
    """How many tokens to go on to the left after a plain word; 0 ends the phrase."""
    words = reader.gazetteer.words
    lower = token.text.lower()
    index = token.index
    if _note_status(descriptor, lower, words):
        descriptor.first = index
        return 1
    if lower in DASHES:
        return _over_dash(reader, descriptor, index, start)
    if token.tag == "PRP$":
        descriptor.possessor, descriptor.first, descriptor.definite = index, index, True
        return 0
    if token.pos == "DET":
        descriptor.definite = lower == "the"
        descriptor.indefinite = lower in ("a", "an", "another", "some", "any")
        if lower not in ("the", "a", "an"):
            descriptor.first = index
        return 0
    if lower == "opposition" and descriptor.sector in (None, "GOV", "LEG", "PTY"):
        descriptor.sector = "OPP"
    if token.tag == "VBN" and index > start and reader.token(index - 1).pos == "AUX":
        return 0  # "has posted soldiers"
    is_modifier = token.pos in ("ADJ", "NOUN", "PROPN", "NUM") and token.dep in _MODIFIER_DEPS
    if is_modifier or (token.tag in ("VBN", "VBG", "JJS", "JJR") and token.head > index):
        descriptor.first = index
        descriptor.modifiers.append(index)
        return 1
    return 0


def _note_status(descriptor: Descriptor, lower: str, words: object) -> bool:
    for status in ("former", "acting", "elect"):
        if lower in getattr(words, status):
            descriptor.status = status
            return True
    return False


def _over_dash(reader: RoleReader, descriptor: Descriptor, index: int, start: int) -> int:
    """Passes a dash inside a compound; the atom in "Iran-backed militias" is passed over, for it is no owner."""
    if index - 1 < start or reader.token(index - 1).end != reader.token(index).start:
        return 0
    if (
        reader.atoms.covering(index + 1) is None
        and descriptor.first == index + 1
        and reader.token(index + 1).tag in ("VBN", "VBD", "VBG", "JJ")
    ):
        atom = reader.atoms.ending(index - 1)
        descriptor.first = atom.first if atom is not None else index - 1
        return index - descriptor.first + 1
    if reader.atoms.ending(index - 1) is not None:
        return 1
    descriptor.first = index - 1
    _note_status(descriptor, reader.lower(index - 1), reader.gazetteer.words)
    return 2
