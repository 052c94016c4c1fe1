"""References to the sources of statements: an actor of the article, or the words as printed."""

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.sources import mention_at, namesake, noun_phrase, source_name
from dragoman.records import Ref
from dragoman.text.marked import Marked


def speaker_of(marked: Marked, actors: FoundActors, clause: CueClause) -> Ref | None:
    """The source of a clause as a reference; null where the text names none."""
    return None if clause.speaker is None else ref_at(marked, actors, clause.speaker)


def ref_at(marked: Marked, actors: FoundActors, head: int) -> Ref:
    """The actor that a noun phrase names, or an anonymous one with the words as printed."""
    mention = mention_at(marked, marked.tokens[head], actors)
    if mention is not None:
        return actors.ref(mention)
    token = namesake(marked, marked.tokens[head])
    name, span = source_name(marked, token, actors), noun_phrase(marked, token.index)
    nested = actors.best_at(span)
    if nested is not None and nested.span[0] <= token.start < nested.span[1]:
        return actors.ref(nested)
    return Ref(actor=f"anonymous:{slug(name)}", name=name, span=span)


def slug(words: str) -> str:
    """Printed words as the tail of an identifier: lower case, other signs as one hyphen."""
    return "-".join("".join(c if c.isalnum() else " " for c in words.lower()).split()) or "unknown"
