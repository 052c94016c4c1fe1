"""The two states of a tie: who stands around a noun of relations, or is the subject of its verb."""

import msgspec

from dragoman.find.clauses import coordinated, subjects
from dragoman.find.found import FoundActors, FoundMention
from dragoman.knowledge.status_words import StatusWords
from dragoman.records import ActorKind, Ref
from dragoman.text.marked import Marked, Token

# How far from the noun its states stand: "the two neighbouring countries' long and difficult relationship" has eight
# words between; farther ones belong to other phrases.
REACH = 8

_GOVERNMENT = "GOV"
_OPENERS = frozenset({"with", "between", "of", "to", "towards", "toward", "and"})
_INSIDE_PHRASE = frozenset({"ADJ", "PROPN", "NOUN", "DET", "ADV", "PART", "PRON", "CCONJ", "NUM"})


class Pair(msgspec.Struct, frozen=True):
    """Two distinct states, ordered by code, and the last token of the phrase that names them."""

    refs: tuple[Ref, Ref]
    last: int

    @property
    def states(self) -> tuple[str, str]:
        """The two codes."""
        return (self.refs[0].state or "", self.refs[1].state or "")


def sides_at(actors: FoundActors, index: int) -> tuple[Ref, ...]:
    """The states that a token names as its head: one, or two for "the two countries". Persons stand for themselves."""
    mention = actors.headed_by(index)
    if mention is None:
        return ()
    actor = actors.actor(mention.actor)
    is_government = actor.kind in (ActorKind.ORGANISATION, ActorKind.OFFICE) and actor.sector == _GOVERNMENT
    if actor.kind not in (ActorKind.STATE, ActorKind.PLACE) and not is_government:
        return ()
    if actor.state is not None:
        return (actors.ref(mention),)
    return tuple(_member(actors, mention, state) for state in actor.states) if len(actor.states) == 2 else ()


def _member(actors: FoundActors, mention: FoundMention, state: str) -> Ref:
    """The reference to one state of a plural mention; its actor is the state's own where the article names it."""
    own = next((a for a in actors.actors if a.kind is ActorKind.STATE and a.state == state), None)
    actor = own or actors.actor(mention.actor)
    return Ref(actor=actor.id, name=own.name if own else state, state=state, span=mention.span)


def make_pair(refs: tuple[Ref, ...], last: int) -> Pair | None:
    """The pair of the first two distinct states, or null where there are not two."""
    first = refs[0] if refs else None
    second = next((ref for ref in refs if first is not None and ref.state != first.state), None)
    if first is None or second is None:
        return None
    ordered = sorted((first, second), key=lambda ref: ref.state or "")
    return Pair((ordered[0], ordered[1]), last)


def pair_of_noun(
    marked: Marked, actors: FoundActors, noun: Token, verb: Token | None, words: StatusWords
) -> Pair | None:
    """The states whose relations a noun names.

    "Turkish–Israeli ties", "Turkey's relations with Israel", "ties between X and Y", "X severed ties with Y", "X and Y
    … ties", "their ties" where that means two states.
    """
    left = sides_left(marked, actors, noun)
    right, last = sides_right(marked, actors, noun)
    subject = sides_of_subject(marked, actors, verb, words) if verb is not None and len(left + right) < 2 else ()
    pair = make_pair((*left[-2:], *right, *subject), last)
    if pair is None and verb is not None and verb.dep == "advcl" and noun.dep in ("nsubj", "nsubjpass"):
        # "sent a delegation after relations with Y had been frozen": whose, the clause above says.
        above = sides_of_subject(marked, actors, marked.head(verb.index), words)
        pair = make_pair((*left[-2:], *right, *above), last) if left or right else None
    return pair


def sides_left(marked: Marked, actors: FoundActors, noun: Token) -> tuple[Ref, ...]:
    """The states named before a noun in its own phrase, in reading order."""
    found: list[Ref] = []
    first = marked.sentences[noun.sentence].first
    for index in range(noun.index - 1, max(noun.index - REACH, first) - 1, -1):
        token = marked.tokens[index]
        is_participle = token.dep == "amod" or token.tag in ("VBN", "VBG")
        is_hyphen = token.text in ("-", "–", "—", "‑", "’", "'", "“", "‘")
        if token.pos not in _INSIDE_PHRASE and not is_hyphen and not is_participle:
            break
        found = [*sides_at(actors, index), *found]
    return tuple(found)


def sides_right(marked: Marked, actors: FoundActors, noun: Token) -> tuple[tuple[Ref, ...], int]:
    """The states named after a noun by "with X", "between X and Y", "of X and Y"; and the last token of that phrase."""
    end = marked.sentences[noun.sentence].last
    index = noun.index + 1
    if index >= end or marked.tokens[index].lemma not in _OPENERS - {"and"}:
        return (), noun.index
    wanted = 2 if marked.tokens[index].lemma == "between" else 1
    found: list[Ref] = []
    last = index
    for place in range(index + 1, min(index + 1 + REACH, end)):
        token = marked.tokens[place]
        sides = sides_at(actors, place)
        if sides:
            if place + 1 < end and marked.tokens[place + 1].tag == "POS":
                break
            found.extend(sides)
            last = place
            if len(found) >= wanted and not _is_joined(marked, place, end):
                break
        elif token.pos not in ("DET", "ADJ", "PROPN", "CCONJ") and token.lemma not in ("both", "and", "its"):
            break
    return tuple(found), last


def _is_joined(marked: Marked, place: int, end: int) -> bool:
    return place + 1 < end and marked.tokens[place + 1].lemma == "and"


def sides_of_subject(marked: Marked, actors: FoundActors, verb: Token, words: StatusWords) -> tuple[Ref, ...]:
    """The states that are subject of a verb: "X and Y", "the two countries", or one."""
    relative = next((c for c in marked.children(verb.index) if c.dep == "nsubj" and c.lemma in ("who", "which")), None)
    if relative is not None and verb.dep == "relcl" and marked.tokens[relative.index - 1].text == ",":
        before = sides_left(marked, actors, marked.tokens[relative.index - 1])
        if before:  # what stands before the comma, whatever the parser hung the clause on
            return before
    heads = dict.fromkeys(
        inner for index in subjects(marked, verb.index, words) for inner in coordinated(marked, index)
    )
    return tuple(ref for index in heads for ref in sides_at(actors, index))


def pairs_of_side(
    marked: Marked, actors: FoundActors, noun: Token, verb: Token | None, words: StatusWords
) -> tuple[Pair, ...]:
    """The states of "an ally": "X and Y are allies", "X is an ally of Y", "ally of Y, X", "X, an ally of Y".

    Where two states are allies of a third, each is paired with that.
    """
    right, last = sides_right(marked, actors, noun)
    left = sides_left(marked, actors, noun)
    if verb is not None and noun.dep in ("attr", "pobj", "oprd"):
        named = (*left[-1:], *right[:1])
        sides = sides_of_subject(marked, actors, verb, words)
        pairs = [make_pair((*named, side), last) for side in sides] if named else [make_pair(sides, last)]
        if any(pairs):
            return tuple(pair for pair in pairs if pair is not None)
    beside = _apposed_left(marked, actors, noun) or _apposed_right(marked, actors, last)
    apposed = make_pair((*left[-1:], *right[:1], *beside), last) if beside else None
    return (apposed,) if apposed is not None else ()


def _apposed_left(marked: Marked, actors: FoundActors, noun: Token) -> tuple[Ref, ...]:
    """The state before the comma in "X, a close ally of Y"."""
    first = marked.sentences[noun.sentence].first
    for index in range(noun.index - 1, max(noun.index - REACH, first), -1):
        token = marked.tokens[index]
        if token.text == ",":
            return sides_at(actors, index - 1)
        if token.pos not in ("DET", "ADJ", "ADV", "NUM"):
            return ()
    return ()


def _apposed_right(marked: Marked, actors: FoundActors, last: int) -> tuple[Ref, ...]:
    """The state that follows: "ally of Y, X" and "Y's ally X"."""
    index = last + 1
    if index < len(marked.tokens) and marked.tokens[index].text == ",":
        index += 1
    for place in range(index, min(index + 3, len(marked.tokens))):
        sides = sides_at(actors, place)
        if sides or marked.tokens[place].pos not in ("DET", "PROPN"):
            return sides
    return ()
