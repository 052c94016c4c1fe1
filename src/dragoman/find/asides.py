"""Reporting clauses that stand beside their content: in the middle, at the end, after "as", or as a passive."""

from dragoman.find.cue_complements import Complement, own_clause, without
from dragoman.find.sources import noun_phrase
from dragoman.knowledge.cues import CueClass, Frame
from dragoman.text.marked import Marked, Token

# Marks after which a reporting clause may begin.
_BREAKS = (",", "—", "–", "”", '"', "’", "'")


def aside_of(marked: Marked, verb: Token, subject: Token | None, frames: dict[str, CueClass]) -> Complement | None:
    """The content of a verb of saying that has none below it in the parse; null where none stands beside it."""
    return (
        _interrupted(marked, verb, frames) or _as_said(marked, verb, frames) or _before(marked, verb, subject, frames)
    )


def _interrupted(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """The clause that a reporting clause interrupts ("The delegation, a diplomat said, included …")."""
    cue_class = frames.get(Frame.CLAUSE)
    if cue_class is None or verb.dep != "parataxis":
        return None
    content = without(marked, marked.subtree(marked.head(verb.index).index), own_clause(marked, verb))
    return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=content) if content else None


def _as_said(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """The clause that "as police said", "as reported by the agency" comments on."""
    cue_class = frames.get(Frame.CLAUSE)
    link = next((kid for kid in marked.children(verb.index) if kid.lemma == "as" and kid.index < verb.index), None)
    if cue_class is None or link is None or verb.dep != "advcl":
        return None
    extent = (link.start, marked.subtree(verb.index)[1])
    content = without(marked, marked.subtree(marked.head(verb.index).index), extent)
    return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=content) if content else None


def _before(marked: Marked, verb: Token, subject: Token | None, frames: dict[str, CueClass]) -> Complement | None:
    """A reporting clause at the end of a sentence, after a comma ("The base is shut, two people said.").

    This reads the words and not the parse, which often takes such a clause for one of a series.
    """
    cue_class = frames.get(Frame.QUOTE)
    if cue_class is None or Frame.CLAUSE not in frames or subject is None or subject.sentence != verb.sentence:
        return None
    if any(kid.tag == "MD" for kid in marked.children(verb.index)):
        return None  # "if it went on, the army would answer": nobody has said anything yet
    sentence = marked.sentences[verb.sentence]
    start = verb.start if verb.start < subject.start else noun_phrase(marked, subject.index)[0]
    before = marked.words((sentence.start, start)).rstrip()
    if not before.endswith(_BREAKS) or not _ends_clause(marked, verb, subject, sentence.last):
        return None
    content = (sentence.start, sentence.start + len(before.rstrip(",—– ")))
    if content[1] - content[0] < 3:
        return None
    return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=(content,))


def _ends_clause(marked: Marked, verb: Token, subject: Token, last: int) -> bool:
    """Whether nothing but adverbials and punctuation stands after a verb and its subject."""
    below = {token.index for head in (verb, subject) for token in marked.descendants(head.index)}
    rest = range(max(verb.index, subject.index) + 1, last)
    participle = next((i for i in rest if marked.tokens[i].tag == "VBG" and marked.tokens[i].dep == "advcl"), None)
    if participle is not None:
        # "…, citing officials": the parser may hang it on the content and not on the reporting verb.
        below |= {token.index for token in marked.descendants(participle)}
    return all(index in below or marked.tokens[index].pos == "PUNCT" for index in rest) and not any(
        kid.dep in ("dobj", "attr", "ccomp", "xcomp", "acomp") and kid.index > verb.index
        for kid in marked.children(verb.index)
    )


def passive_complement(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """What a passive gives: a clause after "it", or the subject with an infinitive ("is expected to visit")."""
    kids = marked.children(verb.index)
    subject = next((kid for kid in kids if kid.dep == "nsubjpass"), None)
    clause = next((kid for kid in kids if kid.dep in ("ccomp", "xcomp") and kid.index > verb.index), None)
    if clause is not None and clause.dep == "ccomp" and Frame.CLAUSE in frames:
        return Complement(frame=Frame.CLAUSE, cue_class=frames[Frame.CLAUSE], content=(marked.subtree(clause.index),))
    if subject is None:
        return None
    parts = [noun_phrase(marked, subject.index)]
    if clause is not None and verb.lemma not in ("ask", "tell"):
        cue_class = frames.get(Frame.PERSON_TO) or frames.get(Frame.CLAUSE) or frames.get(Frame.INFINITIVE)
        parts.append(marked.subtree(clause.index))
        if cue_class is not None:
            return Complement(frame=Frame.INFINITIVE, cue_class=cue_class, content=tuple(parts))
    agent = any(kid.dep == "agent" for kid in kids)
    described = next((kid for kid in kids if kid.text == "as" and kid.index > verb.index), None)
    if described is not None and Frame.AS in frames and agent:
        parts.append(marked.subtree(described.index))
        return Complement(frame=Frame.AS, cue_class=frames[Frame.AS], content=tuple(parts))
    omitted = verb.lemma in ("mention", "disclose", "specify", "reveal") and any(kid.dep == "neg" for kid in kids)
    if (agent or omitted) and (Frame.OBJECT in frames or Frame.CLAUSE in frames):
        cue_class = frames.get(Frame.OBJECT) or frames[Frame.CLAUSE]
        return Complement(frame=Frame.OBJECT, cue_class=cue_class, content=tuple(parts))
    return None
