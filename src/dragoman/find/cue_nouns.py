"""Nouns that hold what somebody says or thinks: "Tirana's claim that …", "its plan to …", "reports that …"."""

from collections.abc import Iterator

from dragoman.find.cue_clause import CueClause
from dragoman.find.cue_complements import has_to
from dragoman.find.found import FoundActors
from dragoman.find.sources import is_source, noun_phrase, subject_of
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.text.marked import Marked, Token

# Nouns of these classes attribute even where nobody is named ("amid reports that the bridge was closed").
_OWNERLESS = frozenset((CueClass.REPORT, CueClass.CLAIM, CueClass.ACCUSE, CueClass.EXPECT, CueClass.DENY))


def noun_clauses(marked: Marked, noun: Token, actors: FoundActors, cues: Cues) -> Iterator[CueClause]:
    """The clause of a noun that holds what somebody says, where it does."""
    kids = marked.children(noun.index)
    owner = next((kid for kid in kids if kid.dep == "poss"), None)
    content = next(
        (k for k in kids if k.index > noun.index and k.dep in ("acl", "ccomp", "relcl") and _is_content(marked, k)),
        None,
    )
    is_omitted = noun.lemma == "mention" and any(kid.lemma == "no" for kid in kids)
    if noun.lemma == "mention" and not is_omitted:
        return
    if content is None and (owner is not None or is_omitted):
        content = next(
            (k for k in kids if k.dep == "prep" and k.text in ("of", "for", "on", "about", "to", "in", "against")), None
        )
    if content is None or (owner is not None and not is_source(marked, owner, actors, cues)):
        return
    speaker = owner or _noun_owner(marked, noun, kids, content, actors, cues)
    cue_class = CueClass.OMIT if noun.lemma == "mention" else cues.content_nouns[noun.lemma]
    if speaker is None and (cue_class not in _OWNERLESS or has_to(marked, content)):
        return
    span = marked.subtree(content.index)
    if content.dep == "prep":
        span = (min(span[1] - 1, content.end + 1), span[1])
    yield CueClause(
        trigger=noun.index,
        cue=noun.span,
        cue_class=cue_class,
        frame=Frame.CLAUSE,
        speaker=speaker.index if speaker else None,
        content=(span,),
        extent=(min(noun.start, noun_phrase(marked, speaker.index)[0]) if speaker else noun.start, noun.end),
    )


def _is_content(marked: Marked, clause: Token) -> bool:
    """Whether a clause after a noun is what the noun holds: it begins with "that" or is a to-infinitive."""
    kids = marked.children(clause.index)
    return any(kid.dep == "mark" and kid.text.lower() == "that" for kid in kids) or (
        clause.dep == "acl" and any(kid.tag == "TO" for kid in kids)
    )


def _noun_owner(
    marked: Marked, noun: Token, kids: tuple[Token, ...], content: Token, actors: FoundActors, cues: Cues
) -> Token | None:
    """The source of a noun without a possessive: "a claim by Quito that", or the subject of "made a claim that"."""
    for kid in kids:
        if kid.text in ("by", "from", "of", "among") and kid.index < content.index:
            return next((k for k in marked.children(kid.index) if k.dep == "pobj"), None)
    head = marked.head(noun.index)
    if noun.dep == "dobj" and head.pos == "VERB":
        subject = subject_of(marked, head.index)
        if subject is not None and is_source(marked, subject, actors, cues):
            return subject
    return None
