"""Adjectives that hold what somebody thinks or feels: "is sure that", "was critical of", "made clear that"."""

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.sources import is_source, noun_phrase, subject_of
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.records import Span
from dragoman.text.marked import Marked, Token

# Verbs between a subject and what it is like; "made clear that" joins an adjective as "is clear" does.
_COPULAS = frozenset(("be", "remain", "feel", "seem", "appear", "become", "stay", "sound", "grow", "'s", "’s"))


def adjective_clause(marked: Marked, word: Token, actors: FoundActors, cues: Cues) -> CueClause | None:
    """The clause of an adjective with a content and a source that can think; null where it attributes nothing."""
    frames = cues.adjectives[word.text.lower()]
    verb = _copula(marked, word)
    subject = subject_of(marked, verb.index) if verb is not None else None
    if verb is None or subject is None or not is_source(marked, subject, actors, cues):
        return None
    kids = (*marked.children(word.index), *(marked.children(verb.index) if verb is not word else ()))
    for kid in sorted(kids, key=lambda kid: kid.index):
        found = _content(marked, kid, frames) if kid.index > word.index else None
        if found is not None:
            frame, content = found
            return CueClause(
                trigger=word.index,
                cue=word.span,
                cue_class=frames[frame],
                frame=frame,
                speaker=subject.index,
                content=(content,),
                extent=(min(noun_phrase(marked, subject.index)[0], verb.start), max(word.end, verb.end)),
                negated=any(kid.dep == "neg" for kid in kids),
            )
    return None


def _copula(marked: Marked, word: Token) -> Token | None:
    """The verb that says an adjective of a subject; the word itself where the parser took it for a passive."""
    head = marked.head(word.index)
    if word.dep in ("acomp", "attr", "oprd") and head.lemma in _COPULAS:
        return head
    is_passive = word.tag == "VBN" and any(kid.dep == "auxpass" for kid in marked.children(word.index))
    return word if is_passive else None


def _content(marked: Marked, kid: Token, frames: dict[str, CueClass]) -> tuple[str, Span] | None:
    """The frame and content of one complement, where the adjective takes it."""
    if kid.dep in ("ccomp", "xcomp", "advcl"):
        below = marked.children(kid.index)
        frame = Frame.INFINITIVE if any(k.tag == "TO" for k in below) else Frame.CLAUSE
        marks = {k.lemma for k in below if k.dep == "mark"}
        is_complement = kid.dep != "advcl" or marks <= {"that"}
        return (frame, marked.subtree(kid.index)) if frame in frames and is_complement else None
    inner = next((k for k in marked.children(kid.index) if k.dep in ("pobj", "pcomp")), None)
    if kid.dep == "prep" and kid.lemma in frames and inner is not None:
        return kid.lemma, marked.subtree(inner.index)
    return None
