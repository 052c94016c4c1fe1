"""The grammar of role noun phrases: `[owner] [status] role [of owner] [to host]`, read over atoms and tokens."""

import msgspec

from dragoman.find.atoms import Atom, AtomKind, Atoms
from dragoman.knowledge.actor_rows import RoleRow
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.text.marked import Marked, Token

# A noun phrase before a role noun holds its owner, a status and a few modifiers; longer stretches are parse errors.
MOST_MODIFIERS = 6
_OWNERS = (AtomKind.STATE, AtomKind.DEMONYM, AtomKind.EPITHET, AtomKind.PLACE, AtomKind.BODY)
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
_DASHES = ("-", "–", "‑", "—", "−")


class Descriptor(msgspec.Struct, kw_only=True):
    """A role noun phrase over tokens `[first, last)`, without its article; `core` bounds the role nouns themselves.

    `owners` are the atoms that say whose the role is, `hosts` where its bearer is posted; `inner` is the phrase it
    leans on ("spokesman *for the army*"). `possessor` is the token of a possessive pronoun or of an anaphoric noun.
    """

    first: int
    last: int
    core: tuple[int, int]
    head: int
    row: RoleRow
    plural: bool
    sector: str | None
    status: str = "current"
    definite: bool = False
    indefinite: bool = False
    owners: list[Atom] = []
    hosts: list[Atom] = []
    named: Atom | None = None
    possessor: int | None = None
    inner: "Descriptor | None" = None
    topic: tuple[int, int] | None = None
    weak: list[Atom] = []
    modifiers: list[int] = []

    @property
    def is_individual(self) -> bool:
        """Whether one named person can bear it."""
        return not self.plural and self.row.individual in ("yes", "true", "1") and self.row.kind != "org"


class RoleReader(msgspec.Struct, frozen=True):
    """What the grammar reads from."""

    marked: Marked
    atoms: Atoms
    gazetteer: Gazetteer

    def token(self, index: int) -> Token:
        """The token at `index`."""
        return self.marked.tokens[index]

    def lower(self, index: int) -> str:
        """The lower-case text of the token at `index`, empty beyond the article."""
        return self.marked.tokens[index].text.lower() if 0 <= index < len(self.marked.tokens) else ""

    def bounds(self, index: int) -> tuple[int, int]:
        """The tokens of the sentence that holds the token at `index`."""
        sentence = self.marked.sentences[self.marked.tokens[index].sentence]
        return sentence.first, sentence.last


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
    _extend_left(reader, descriptor, swallowed)
    _extend_right(reader, descriptor, known)
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
    if atom.kind in _OWNERS:
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
    if atom.kind is AtomKind.NAME and atom.label != "PERSON" and descriptor.row.kind in ("org", "anonymous", "group"):
        descriptor.named = atom
        return True
    return False


def _take_coordinated(reader: RoleReader, descriptor: Descriptor, atom: Atom, start: int, possessive: bool) -> int:
    """Takes in the owners before "and", "," or a dash ("Kyrgyz and Tajik villagers"); gives the next token to look at."""
    index = atom.first - 1
    while atom.kind in _OWNERS and index - 1 >= start:
        joint = index
        word = reader.lower(index)
        if word == "and" and reader.lower(index - 1) == ",":
            joint = index - 1
        elif word not in ("and", ",", *_DASHES):
            break
        before = reader.atoms.ending(joint - 1)
        alike = before is not None and before.kind is atom.kind
        if before is None or not alike or not (descriptor.plural or word in _DASHES or atom.kind is AtomKind.DEMONYM):
            break
        if word == "," and not _is_list(reader, joint):
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


def _take_word(reader: RoleReader, descriptor: Descriptor, token: Token, start: int) -> int:
    """How many tokens to go on to the left after a plain word; 0 ends the phrase."""
    words = reader.gazetteer.words
    lower = token.text.lower()
    index = token.index
    if _note_status(descriptor, lower, words):
        descriptor.first = index
        return 1
    if lower in _DASHES:
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
    if descriptor.first == index + 1 and reader.token(index + 1).tag in ("VBN", "VBD", "VBG", "JJ"):
        atom = reader.atoms.ending(index - 1)
        descriptor.first = atom.first if atom is not None else index - 1
        return index - descriptor.first + 1
    if reader.atoms.ending(index - 1) is not None:
        return 1
    descriptor.first = index - 1
    _note_status(descriptor, reader.lower(index - 1), reader.gazetteer.words)
    return 2


def _extend_right(reader: RoleReader, descriptor: Descriptor, known: dict[int, Descriptor]) -> None:
    """Takes in the complements after the role noun: owners, topics, hosts, and the phrases it leans on."""
    limit = reader.bounds(descriptor.core[0])[1]
    index = descriptor.last
    if reader.lower(index) in _DASHES and reader.lower(index + 1) in reader.gazetteer.words.elect:
        descriptor.status = "elect"
        descriptor.last = descriptor.core[1] + 2
        descriptor.core = (descriptor.core[0], descriptor.last)
        index = descriptor.last
    while index + 1 < limit:
        word = reader.lower(index)
        at = index + 1
        if reader.lower(at) in ("the", "a", "an", "its", "their", "his", "her"):
            at += 1
        taken = _complement(reader, descriptor, word, at, limit, known)
        if taken <= index:
            return
        descriptor.last = index = taken


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
        if inner is not None and inner.first == at:
            return _lean_on(descriptor, inner)
        if atom is not None and word in ("of", "for", "from") and atom.kind in (*_OWNERS, AtomKind.PERSON):
            return _take_owners(reader, descriptor, atom, limit)
        if atom is not None and word == "at" and atom.kind is AtomKind.BODY:
            return _take_owners(reader, descriptor, atom, limit)
        return _topic(reader, descriptor, at, limit) if word in ("of", "for") else 0
    if word in ("to", "in", "at") and atom is not None and atom.kind in _OWNERS:
        if is_host_role or (word == "to" and descriptor.row.kind == "office"):
            descriptor.hosts.append(atom)
            return atom.last
        descriptor.weak.append(atom)
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
    descriptor.owners.append(atom)
    index = atom.last
    while descriptor.plural and index + 1 < limit:
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
        descriptor.owners.append(following)
        index = following.last
    return index


def _topic(reader: RoleReader, descriptor: Descriptor, at: int, limit: int) -> int:
    """Where the field of an office ends ("of energy", "of Foreign Affairs and Trade"); 0 when no field follows."""
    if descriptor.row.kind not in ("office", "org", "person"):
        return 0
    words = reader.gazetteer.words
    index = at
    while index < min(limit, at + 7):
        token = reader.token(index)
        atom = reader.atoms.covering(index)
        free = atom is None or (atom.kind is AtomKind.NAME and atom.label != "PERSON")
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


def _goes_on(reader: RoleReader, index: int) -> bool:
    """Whether after "and" the field goes on with a capital or a topic noun that is no atom of another kind."""
    atom = reader.atoms.covering(index)
    if atom is not None and (atom.kind is not AtomKind.NAME or atom.label == "PERSON"):
        return False
    return reader.lower(index) in reader.gazetteer.words.topic_words


def _is_field_noun(reader: RoleReader, index: int) -> bool:
    return reader.token(index).pos in ("NOUN", "PROPN")
