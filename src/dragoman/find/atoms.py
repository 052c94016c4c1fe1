"""The atoms of an article: known names, role nouns and runs of capitals over its tokens."""

from itertools import pairwise

import msgspec

from dragoman.find.atom import Atom, AtomKind, Atoms
from dragoman.find.name_runs import NAME_TAGS, find_runs
from dragoman.knowledge.actor_entries import Form
from dragoman.knowledge.folding import fold
from dragoman.knowledge.gazetteer import Gazetteer, Hit, RoleHit
from dragoman.records import ActorKind
from dragoman.text.marked import Marked, Sentence

# A line counts as a headline in title case when its verbs, nouns, adjectives and longer words all have capitals and
# this share of all words has; sentences of the founding articles stay below .5, their headlines are above .6.
TITLE_CASE_SHARE = 0.6
_OPEN_CLASS = ("VERB", "NOUN", "ADJ")
# Behind these a place is a place, whoever bears its name.
_WHERE = frozenset({"in", "at", "near", "around", "outside", "from", "to", "into", "off", "across", "through"})
_NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART")


_FORM_KINDS = {
    Form.DEMONYM: AtomKind.DEMONYM,
    Form.EPITHET: AtomKind.EPITHET,
    Form.PLACE: AtomKind.PLACE,
    Form.BODY: AtomKind.BODY,
    Form.LEADER: AtomKind.PERSON,
}


def find_atoms(marked: Marked, gazetteer: Gazetteer) -> Atoms:
    """The atoms of an article: known names win over role nouns, both over runs of capitals."""
    folded = fold(marked.article.text)
    labels = _labels(marked)
    title_case = frozenset(sentence.index for sentence in marked.sentences if _is_title_case(marked, sentence))
    taken = [False] * len(marked.tokens)
    atoms: list[Atom] = []
    text = marked.article.text
    edges = frozenset(edge for sentence in marked.sentences for edge in sentence.span)
    roles = gazetteer.find_roles(text, folded, edges)
    for atom in _known_names(marked, gazetteer, gazetteer.find(text, folded, edges), roles, title_case):
        if not any(taken[atom.first : atom.last]) and not _is_part_of_a_person(marked, atom, labels, gazetteer):
            _take(atoms, taken, atom)
    for role in roles:
        noun = _of_role(marked, role)
        if noun is not None and not any(taken[noun.first : noun.last]) and not _is_inside_a_name(marked, noun, taken):
            _take(atoms, taken, noun)
    for sentence in marked.sentences:
        for run in find_runs(marked, sentence, taken, labels, gazetteer, sentence.index in title_case):
            _take(atoms, taken, run)
    atoms = _with_outlets(marked, sorted(atoms, key=lambda atom: atom.first))
    atoms = _with_surnames(marked, atoms)
    at = [-1] * len(marked.tokens)
    for number, atom in enumerate(atoms):
        at[atom.first : atom.last] = [number] * (atom.last - atom.first)
    return Atoms(atoms=tuple(atoms), at=at, title_case=title_case)


def _with_outlets(marked: Marked, atoms: list[Atom]) -> list[Atom]:
    """The atoms, each unknown name labelled OUTLET that the article once calls one ("the broadcaster Kanal Zafon")."""
    called = {
        _texts(marked, atom.first, atom.last)
        for noun, atom in pairwise(atoms)
        if atom.kind is AtomKind.NAME and noun.role is not None and noun.role.row.kind == "outlet"
        and noun.last == atom.first and not noun.role.plural
    }  # fmt: skip
    if not called:
        return atoms
    return [
        msgspec.structs.replace(atom, label="OUTLET")
        if atom.kind is AtomKind.NAME and _texts(marked, atom.first, atom.last) in called
        else atom
        for atom in atoms
    ]


def _with_surnames(marked: Marked, atoms: list[Atom]) -> list[Atom]:
    """The atoms, each place that bears the surname of a person named in full read as that person ("Leon said").

    Not where a preposition of place stands before it, nor where the place is a capital.
    """
    surnames = {
        marked.tokens[atom.last - 1].text
        for atom in atoms
        if atom.last - atom.first > 1
        and (atom.kind is AtomKind.PERSON or (atom.kind is AtomKind.NAME and atom.label == "PERSON"))
    }
    return [
        Atom(atom.first, atom.last, AtomKind.NAME, label="PERSON") if _is_surname_here(marked, atom, surnames) else atom
        for atom in atoms
    ]


def _is_surname_here(marked: Marked, atom: Atom, surnames: set[str]) -> bool:
    if atom.kind is not AtomKind.PLACE or atom.last - atom.first > 1 or any(one.metonym for one in atom.entries):
        return False
    before = marked.tokens[atom.first - 1] if atom.first else None
    is_where = before is not None and (before.text.lower() in _WHERE or before.pos == "DET")
    return marked.tokens[atom.first].text in surnames and not is_where


def _known_names(
    marked: Marked,
    gazetteer: Gazetteer,
    hits: tuple[Hit, ...],
    roles: tuple[RoleHit, ...],
    title_case: frozenset[int],
) -> list[Atom]:
    """The names of the tables, but for those inside longer role phrases or inside unknown names of outlets."""
    longer = {at: role for role in roles for at in range(role.start, role.end)}
    found: list[Atom] = []
    outlets: set[tuple[str, ...]] = set()
    for hit in hits:
        role = longer.get(hit.start)
        size = hit.end - hit.start
        if role is not None and role.start <= hit.start and hit.end <= role.end and role.end - role.start > size:
            continue  # "State Duma" is no place
        atom = _of_hit(marked, hit)
        if atom is None or _is_adjective(marked, atom, gazetteer) or _is_ethnic(marked, atom):
            continue
        end = _end_of_outlet(marked, atom, gazetteer, title_case)
        if end is not None:
            atom = Atom(atom.first, end, AtomKind.NAME, label="ORG")
            outlets.add(_texts(marked, atom.first, end))
        found.append(atom)
    return [_as_outlet(marked, atom, outlets) for atom in found]


def _as_outlet(marked: Marked, atom: Atom, outlets: set[tuple[str, ...]]) -> Atom:
    """The atom, or the whole name where it begins the name of an outlet that is named elsewhere in the article."""
    for name in outlets:
        end = atom.first + len(name)
        is_longer = atom.kind is not AtomKind.NAME and len(name) > atom.last - atom.first
        if is_longer and _texts(marked, atom.first, end) == name:
            return Atom(atom.first, end, AtomKind.NAME, label="ORG")
    return atom


def _texts(marked: Marked, first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in marked.tokens[first:last])


def _is_inside_a_name(marked: Marked, atom: Atom, taken: list[bool]) -> bool:
    """Whether a capitalised role noun is the middle of a person's name ("Hassan Sheikh Mohamud")."""
    if atom.last - atom.first > 1 or atom.first == 0 or atom.last >= len(marked.tokens):
        return False
    inside, beside = marked.tokens[atom.first], (marked.tokens[atom.first - 1], marked.tokens[atom.last])
    free = all(one.tag in NAME_TAGS and one.text[0].isupper() and not taken[one.index] for one in beside)
    return free and inside.text[0].isupper() and all(one.sentence == inside.sentence for one in beside)


def _take(atoms: list[Atom], taken: list[bool], atom: Atom) -> None:
    atoms.append(atom)
    taken[atom.first : atom.last] = [True] * (atom.last - atom.first)


def _labels(marked: Marked) -> list[tuple[str, int, int] | None]:
    """For each token, the parser's label with the tokens it spans."""
    labels: list[tuple[str, int, int] | None] = [None] * len(marked.tokens)
    for named in marked.named:
        if named.label in _NAME_LABELS:
            inside = marked.tokens_in((named.start, named.end))
            if inside:
                first, last = inside[0].index, inside[-1].index + 1
                labels[first:last] = [(named.label, first, last)] * (last - first)
    return labels


def _is_title_case(marked: Marked, sentence: Sentence) -> bool:
    tokens = [token for token in marked.sentence_tokens(sentence) if token.text[0].isalpha()]
    lower = [one for one in tokens if one.text[0].islower()]
    if len(tokens) < 4 or any(one.pos in _OPEN_CLASS or (len(one.text) >= 5 and one.pos != "ADP") for one in lower):
        return False
    return sum(one.text[0].isupper() for one in tokens) / len(tokens) >= TITLE_CASE_SHARE


def _of_hit(marked: Marked, hit: Hit) -> Atom | None:
    inside = marked.tokens_in((hit.start, hit.end))
    if not inside:
        return None
    kind = _FORM_KINDS.get(hit.entry.form, AtomKind.STATE)
    if hit.entry.kind is ActorKind.PLACE and kind is AtomKind.STATE:
        kind = AtomKind.PLACE
    if kind is AtomKind.DEMONYM and inside[0].tag in ("VB", "VBP"):  # "Polish the draft"
        return None
    return Atom(inside[0].index, inside[-1].index + 1, kind, hit.entries)


def _is_adjective(marked: Marked, atom: Atom, gazetteer: Gazetteer) -> bool:
    """Whether a paper's name behind a small "the" only says of what kind the next noun is ("the Hindu temples")."""
    entry = atom.entry
    if entry is None or entry.kind is not ActorKind.OUTLET or not entry.written.startswith("The "):
        return False
    before, behind = marked.tokens[max(atom.first - 1, 0)], marked.tokens[min(atom.last, len(marked.tokens) - 1)]
    if before.text != "the" or behind.pos not in ("NOUN", "PROPN", "ADJ") or behind.index < atom.last:
        return False
    key = behind.text.lower()
    role = gazetteer.roles.get(key)
    return key not in gazetteer.words.outlet_nouns and (role is None or role[0].sector != "JRN")


def _is_ethnic(marked: Marked, atom: Atom) -> bool:
    """Whether a people is named by descent, which need not be of its state: "ethnic Albanians", "ethnic-Kazakh"."""
    before = marked.tokens[max(atom.first - 1, 0)]
    if before.text == "-" and before.index > 0:
        before = marked.tokens[before.index - 1]
    return atom.kind is AtomKind.DEMONYM and before.text.lower() in ("ethnic", "ethnically") and atom.first > 0


def _of_role(marked: Marked, hit: RoleHit) -> Atom | None:
    inside = marked.tokens_in((hit.start, hit.end))
    if not inside or inside[0].start != hit.start or inside[-1].end != hit.end:
        return None
    last = inside[-1]
    behind = marked.tokens[last.index + 1 : last.index + 3]
    if last.text == "People" and len(behind) == 2 and behind[0].tag == "POS" and behind[1].text[0].isupper():
        return None  # "the People's Liberation Army"
    ahead = (token for token in marked.tokens[last.index + 1 : last.index + 4] if token.pos != "ADJ")
    following = next(ahead, None)  # "major European powers"
    if last.pos == "ADJ" and following is not None and following.pos == "NOUN":  # "general election"
        return None
    if last.pos == "VERB" and last.tag != "VBG" and not last.text[0].isupper() and len(inside) == 1:
        return None
    return Atom(inside[0].index, last.index + 1, AtomKind.ROLE, role=hit)


def _end_of_outlet(marked: Marked, atom: Atom, gazetteer: Gazetteer, title_case: frozenset[int]) -> int | None:
    """Where the name of an outlet ends that no table holds: a state or place with a capitalised word for a paper

    ("Samoa Observer"), or any capitalised name behind a noun for media ("news agency Israel Tamid").
    """
    if atom.kind not in (AtomKind.STATE, AtomKind.PLACE) or atom.last >= len(marked.tokens):
        return None
    following = marked.tokens[atom.last]
    if following.sentence in title_case:
        return None
    goes_on = following.text[0].isupper() and following.tag in NAME_TAGS
    key = following.text.lower()
    if goes_on and key in gazetteer.words.body_nouns and key not in gazetteer.roles and atom.kind is AtomKind.STATE:
        return atom.last + 1  # "Qatar Airways"
    if goes_on and key in gazetteer.words.outlet_names:
        end = atom.last + 1
        while end < len(marked.tokens) and marked.tokens[end].tag in NAME_TAGS and marked.tokens[end].text[0].isupper():
            end += 1  # "Saudi Press Agency"
        return end
    article = atom.first > 0 and marked.tokens[atom.first - 1].text == "The"
    at = atom.first - 1 - article
    behind_noun = at >= 0 and marked.tokens[at].text.lower() in gazetteer.words.outlet_nouns
    if behind_noun and goes_on and key not in gazetteer.roles:
        return atom.last + 1
    return atom.last if behind_noun and article and atom.kind is AtomKind.PLACE else None


def _is_part_of_a_person(
    marked: Marked, atom: Atom, labels: list[tuple[str, int, int] | None], gazetteer: Gazetteer
) -> bool:
    """Whether a place or an ambiguous state name is a part of a person's name ("Jordan Whitcombe", "Jack London")."""
    if atom.kind is AtomKind.NAME:
        return False
    entry = atom.entries[0]
    if atom.kind is AtomKind.PERSON:
        return atom.last - atom.first == 1 and _continues(marked, atom.first - 1, gazetteer)
    if atom.kind not in (AtomKind.PLACE, AtomKind.STATE) or not (atom.kind is AtomKind.PLACE or entry.ambiguous):
        return False
    label = labels[atom.first]
    if label is None or label[0] != "PERSON" or label[1:] == (atom.first, atom.last):
        return False
    before = label[1] < atom.first and _continues(marked, _before_particles(marked, atom.first, gazetteer), gazetteer)
    after = label[2] > atom.last and _continues(marked, atom.last, gazetteer)
    return before or after


def _before_particles(marked: Marked, first: int, gazetteer: Gazetteer) -> int:
    """The token before a name and the particles in it: in "Rui Costa de Braga", before "de Braga" it is "Costa"."""
    at = first - 1
    while at > 0 and marked.tokens[at].text in gazetteer.words.particles:
        at -= 1
    return at


def _continues(marked: Marked, index: int, gazetteer: Gazetteer) -> bool:
    """Whether the token at `index` is a capitalised name that no table and no role holds."""
    if not 0 <= index < len(marked.tokens):
        return False
    token = marked.tokens[index]
    key = token.text.lower()
    if not token.text[0].isupper() or token.tag not in NAME_TAGS or key in gazetteer.words.honorifics:
        return False
    return key not in gazetteer.by_key and key not in gazetteer.roles and key not in gazetteer.words.not_names
