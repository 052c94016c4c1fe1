"""Which row a shared name means: by the other states of the sentence and the article, else the likeliest one."""

from collections import Counter

from dragoman.find.atom import Atom, AtomKind, Atoms
from dragoman.knowledge.actor_entries import Entry
from dragoman.records import ActorKind
from dragoman.text.marked import Marked


def choose_entries(marked: Marked, atoms: Atoms) -> dict[int, tuple[Entry, str]]:
    """For each known name, by its first token: the row it means here, and why where rows compete.

    A name that several rows share takes the row whose state the same sentence names without doubt, then the article;
    a part of another state ("Georgia" in the United States) only beside a place of that state. Otherwise the likeliest
    row stands, and its reason says "ambiguous".
    """
    of_article: Counter[str] = Counter()
    of_sentence: dict[int, Counter[str]] = {}
    places: dict[int, Counter[str]] = {}
    for atom in atoms.atoms:
        if len({entry.state for entry in atom.entries}) == 1 and atom.entries[0].state:
            sentence = marked.tokens[atom.first].sentence
            state = atom.entries[0].state
            of_article[state] += 1
            of_sentence.setdefault(sentence, Counter())[state] += 1
            if atom.kind is AtomKind.PLACE:
                places.setdefault(sentence, Counter())[state] += 1
    chosen: dict[int, tuple[Entry, str]] = {}
    nothing: Counter[str] = Counter()
    for atom in atoms.atoms:
        if atom.entries:
            sentence = marked.tokens[atom.first].sentence
            chosen[atom.first] = _choose(
                marked, atom, of_sentence.get(sentence, nothing), places.get(sentence, nothing), of_article
            )
    return chosen


def _is_subject(marked: Marked, atom: Atom) -> bool:
    root = marked.root_of((marked.tokens[atom.first].start, marked.tokens[atom.last - 1].end))
    return root is not None and root.dep == "nsubj" and marked.head(root.index).pos == "VERB"


def _choose(
    marked: Marked, atom: Atom, of_sentence: Counter[str], places: Counter[str], of_article: Counter[str]
) -> tuple[Entry, str]:
    first = atom.entries[0]
    rivals = [entry for entry in atom.entries if entry.kind is not ActorKind.PERSON or first.kind is ActorKind.PERSON]
    if len({entry.state for entry in rivals}) <= 1:
        return first, ""
    if _is_subject(marked, atom) and any(entry.metonym for entry in rivals):
        capital = next(entry for entry in rivals if entry.metonym)
        return capital, f", the capital among {' '.join(sorted({entry.state or '-' for entry in rivals}))} for it acts"
    for counts, where in ((of_sentence, "sentence"), (of_article, "article")):
        named = [entry for entry in rivals if _weight(entry, first, counts, places)]
        if named:
            best = max(named, key=lambda entry: _weight(entry, first, counts, places))
            return best, f", chosen because the {where} names {best.state}"
    return first, ", ambiguous: the likeliest of " + " ".join(sorted({entry.state or "-" for entry in rivals}))


def _weight(entry: Entry, first: Entry, counts: Counter[str], places: Counter[str]) -> int:
    is_part_of_another = first.kind is ActorKind.STATE and entry.kind is ActorKind.PLACE
    return (places if is_part_of_another else counts)[entry.state or ""]
