"""Runs of capitalised tokens that no table holds: names of persons, bodies and places."""

from dragoman.find.atom import Atom, AtomKind
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.text.marked import Marked, Sentence, Token

NAME_TAGS = ("NNP", "NNPS")


def find_runs(
    marked: Marked,
    sentence: Sentence,
    taken: list[bool],
    labels: list[tuple[str, int, int] | None],
    gazetteer: Gazetteer,
    title_case: bool,
) -> list[Atom]:
    """The runs of capitalised tokens that nothing else covers: names of persons, bodies and places."""
    found: list[Atom] = []
    index = sentence.first
    while index < sentence.last:
        if not _starts_name(marked.tokens[index], taken, labels, gazetteer, title_case, sentence):
            index += 1
            continue
        last = _end_of_run(marked, index, sentence.last, taken, labels, gazetteer, title_case)
        label = next((labels[at] for at in range(index, last) if labels[at] is not None), None)
        found.append(Atom(index, last, AtomKind.NAME, label=label[0] if label else None))
        index = last
    return found


def _starts_name(
    token: Token,
    taken: list[bool],
    labels: list[tuple[str, int, int] | None],
    gazetteer: Gazetteer,
    title_case: bool,
    sentence: Sentence,
) -> bool:
    key = token.text.lower()
    if taken[token.index] or not token.text[0].isupper() or key in gazetteer.words.not_names:
        return False
    if key in gazetteer.words.honorifics and token.index + 1 < sentence.last:
        return False
    label = labels[token.index]
    if title_case:
        return label is not None and label[0] == "PERSON" and label[2] - label[1] <= 4
    if token.tag in NAME_TAGS:
        return True
    is_word = token.pos in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "NUM")
    return label is not None and not is_word and (label[2] - label[1] > 1 or token.index > sentence.first)


def _end_of_run(
    marked: Marked,
    first: int,
    limit: int,
    taken: list[bool],
    labels: list[tuple[str, int, int] | None],
    gazetteer: Gazetteer,
    title_case: bool,
) -> int:
    last = first + 1
    while last < limit and not taken[last]:
        token = marked.tokens[last]
        glued = token.start == marked.tokens[last - 1].end
        if (
            (_is_name_part(token, gazetteer) and (not title_case or labels[last] == labels[first]))
            or (glued and token.text in ("-", "‑", "–", "'", "’", "."))
            or (
                token.text.lower() in gazetteer.words.particles
                and _capital_follows(marked, last, limit, taken, gazetteer)
            )
            or (glued and marked.tokens[last - 1].text in ("-", "‑", "–") and token.text.isalpha())
        ):
            last += 1
        else:
            break
    while last > first + 1 and not marked.tokens[last - 1].text[0].isalnum():
        last -= 1
    return last


def _is_name_part(token: Token, gazetteer: Gazetteer) -> bool:
    return (
        token.text[0].isupper()
        and (token.tag in NAME_TAGS or token.pos in ("PROPN", "NOUN", "ADJ", "X"))
        and (token.text.lower() not in gazetteer.words.not_names or token.text.lower() in gazetteer.words.outlet_names)
    )


def _capital_follows(marked: Marked, index: int, limit: int, taken: list[bool], gazetteer: Gazetteer) -> bool:
    """Whether after the particle at `index` (and a second one, or a hyphen) a capitalised free token stands."""
    for at in range(index + 1, min(index + 4, limit)):
        text = marked.tokens[at].text
        if text[0].isupper():
            return not taken[at]
        if text.lower() not in gazetteer.words.particles and text not in ("-", "'", "’"):
            return False
    return False
