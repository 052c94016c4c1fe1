"""Where something is said: the interview, the post, the speech, and the outlet it belongs to."""

from collections.abc import Iterator

from dragoman.find.found import FoundActors
from dragoman.knowledge.cues import Cues
from dragoman.records import ActorKind
from dragoman.text.marked import Marked, Token

_PLACING = ("in", "on", "during", "at", "via", "through", "to")


def media_of(marked: Marked, cues: Cues, trigger: int) -> list[Token]:
    """The nouns of "in an interview with", "in a post on" at a verb; empty for other cues."""
    verb = marked.tokens[trigger]
    if verb.pos not in ("VERB", "AUX") or verb.dep == "prep":
        return []
    nouns = cues.nouns.medium
    return [
        noun
        for noun in _placed(marked, verb)
        if noun.lemma in nouns.nouns
        or noun.text in nouns.platforms.names
        # "during the same interview segment": the first noun of a compound says what it is.
        or any(kid.dep == "compound" and kid.lemma in nouns.nouns for kid in marked.children(noun.index))
    ]


def _placed(marked: Marked, verb: Token) -> Iterator[Token]:
    """The nouns after prepositions of place at a verb, or at a clause before it that the parser made of a relative one
    ("In an interview she gave to Le Matin, Kesner said").
    """
    kids = list(marked.children(verb.index))
    for kid in marked.children(verb.index):
        if kid.dep == "advcl" and kid.index < verb.index:
            kids.extend(marked.children(kid.index))
    for kid in kids:
        if kid.dep == "prep" and kid.lemma in _PLACING:
            yield from (noun for noun in marked.children(kid.index) if noun.dep == "pobj")


def outlet_of(marked: Marked, actors: FoundActors, cues: Cues, medium: Token) -> Token | None:
    """The outlet that a medium belongs to ("an interview with Le Matin"), or null."""
    clause = marked.head(marked.head(medium.index).index)
    top = clause.index if clause.dep == "advcl" else medium.index
    below = sorted((t for t in marked.descendants(top) if t.index > medium.index), key=lambda token: token.index)
    known = next((token for token in below if is_outlet(actors, token.index)), None)
    nouns = cues.nouns.outlet.nouns
    known = known or next((token for token in below if token.lemma in nouns and token.dep == "pobj"), None)
    if known is not None or medium.lemma != "interview":
        return known
    # One gives an interview to an outlet: a name after "with" that is no person's is taken for one.
    people = [named for named in marked.named if named.label == "PERSON"]
    for token in below:
        if token.dep == "pobj" and token.pos == "PROPN" and marked.head(token.index).text in ("with", "to"):
            mention = actors.headed_by(token.index)
            is_person = mention is not None and actors.actor(mention.actor).kind is ActorKind.PERSON
            if not is_person and not any(named.start <= token.start < named.end for named in people):
                return token
    return None


def is_outlet(actors: FoundActors, head: int) -> bool:
    """Whether the actor at a head token is an outlet."""
    mention = actors.headed_by(head)
    return mention is not None and actors.actor(mention.actor).kind is ActorKind.OUTLET
