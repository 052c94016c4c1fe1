"""Complements of attributing verbs: which stretch of the text a verb gives as somebody's words, thoughts or wishes."""

import msgspec

from dragoman.knowledge.cues import PREPOSITIONS, CueClass, Frame
from dragoman.records import Span
from dragoman.text.marked import Marked, Token

# What may stand after the content of a clause but does not belong to it when it hangs on the cue itself.
_ADVERBIAL = frozenset(("advmod", "npadvmod", "advcl", "punct", "cc", "conj", "prt", "aux", "auxpass", "neg", "mark"))
# Relative pronouns and signs alone are no part of a content ("which, Tehran says, …").
_EMPTY = frozenset(("WDT", "WP", "IN", "CC", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "_SP"))
# Prepositions by which the reporter says when, and not what ("attacked Lima during a rally").
_CIRCUMSTANTIAL = frozenset(("during", "since", "after", "before", "until", "amid", "while", "ahead"))
_OBJECTS = frozenset(("dobj", "dative", "oprd", "attr"))


class Complement(msgspec.Struct, frozen=True, kw_only=True):
    """The content that a verb governs, and the frame and class that its words give."""

    frame: str
    cue_class: CueClass
    content: tuple[Span, ...]
    addressee: int | None = None


def complement_of(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """The first complement of a verb in one of its frames, richest first; null where it has none."""
    kids = [kid for kid in marked.children(verb.index) if kid.dep not in _ADVERBIAL]
    return (
        _clause(marked, verb, kids, frames)
        or _infinitive(marked, verb, kids, frames)
        or _object(marked, verb, kids, frames)
        or _preposition(marked, verb, kids, frames)
    )


def _clause(marked: Marked, verb: Token, kids: list[Token], frames: dict[str, CueClass]) -> Complement | None:
    """A that-clause, a bare clause or an indirect question, before or after the verb."""
    cue_class = frames.get(Frame.CLAUSE) or frames.get(Frame.QUOTE) or frames.get(Frame.TOLD)
    if cue_class is None:
        return None
    clause = next((kid for kid in kids if kid.dep == "ccomp"), None) or _stray_clause(marked, verb, frames)
    if clause is None:
        return None
    if Frame.CLAUSE not in frames and Frame.TOLD not in frames and clause.index > verb.index:
        return None
    if Frame.PERSON_TO in frames and has_to(marked, clause) and clause.index > verb.index:
        return Complement(
            frame=Frame.PERSON_TO, cue_class=frames[Frame.PERSON_TO], content=(marked.subtree(clause.index),)
        )
    span = marked.subtree(clause.index)
    if span[0] < verb.start < span[1]:
        content = without(marked, span, own_clause(marked, verb, clause))
    elif clause.index < verb.index:
        content = (_up_to(marked, span, own_clause(marked, verb, clause)[0]),)
    else:
        content = (_gap(marked, verb, clause, span),)
    addressee = next((kid for kid in kids if kid.dep in ("dobj", "dative") and kid.index > verb.index), None)
    return Complement(
        frame=Frame.CLAUSE,
        cue_class=cue_class,
        content=content,
        addressee=addressee.index if addressee and addressee.index < clause.index else None,
    )


def _stray_clause(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Token | None:
    """The content clause that the parser hung elsewhere: "told a meeting of ministers that …", "has not said when …",
    "said after the summit he would …".
    """
    if Frame.CLAUSE not in frames:
        return None
    for kid in marked.children(verb.index):
        if kid.index < verb.index:
            continue
        below = marked.children(kid.index)
        if kid.dep == "advcl" and (
            marked.tokens[verb.index + 1].tag in ("WRB", "WDT", "WP") if verb.index + 1 < len(marked.tokens) else False
        ):
            return kid
        if kid.dep == "advcl" and any(k.dep == "nsubj" for k in below) and not _is_subordinate(below):
            return kid
        if kid.dep == "prep":
            late = next((k for k in below if k.dep == "pcomp" and k.tag != "VBG"), None)
            if late is not None and any(k.dep == "nsubj" for k in marked.children(late.index)):
                return late
        if kid.dep in ("dobj", "dative") and Frame.TOLD in frames:
            return next((t for t in marked.descendants(kid.index) if _is_that_clause(marked, t)), None)
    return None


def _is_contrast(marked: Marked, clause: Token) -> bool:
    """Whether a clause sets somebody else against the first ("…, while Ankara maintains that …")."""
    return any(kid.dep == "mark" and kid.lemma in ("while", "whereas") for kid in marked.children(clause.index))


def _is_subordinate(kids: tuple[Token, ...]) -> bool:
    """Whether a clause has a conjunction of its own ("because", "when") and so is an adverbial."""
    return any(kid.dep == "mark" or kid.tag in ("WRB", "IN") for kid in kids)


def _is_that_clause(marked: Marked, token: Token) -> bool:
    """Whether a token heads a clause that begins with "that" and has another subject."""
    kids = marked.children(token.index)
    return token.pos in ("VERB", "AUX") and any(kid.dep == "mark" and kid.lemma == "that" for kid in kids)


def _gap(marked: Marked, verb: Token, clause: Token, span: Span) -> Span:
    """A clause after the verb, without what stands before the verb but was hung on the clause by mistake, and without
    a participle or contrast after a comma at its end, which as often as not is the reporter's ("…, citing delays").
    """
    end = span[1]
    last = max(
        (kid for kid in marked.children(clause.index) if kid.dep == "advcl"), key=lambda k: k.index, default=None
    )
    if last is not None and last.index > clause.index and (last.tag == "VBG" or _is_contrast(marked, last)):
        start, stop = marked.subtree(last.index)
        before = marked.words((span[0], start)).rstrip()
        if before.endswith(",") and stop >= end - 1:
            end = span[0] + len(before) - 1
    second = next((kid for kid in marked.children(clause.index) if is_second_report(marked, kid)), None)
    if second is not None:
        link = next((kid for kid in marked.children(clause.index) if kid.dep == "cc"), second)
        end = min(end, link.start if clause.index < link.index < second.index else second.start)
    return (max(span[0], verb.end), end)


def is_second_report(marked: Marked, verb: Token) -> bool:
    """Whether a past tense goes on with the reporting verb, though the parser took it into the content.

    "Quito said it would close the port and warned of reprisals": "warned" cannot share "would".
    """
    head = marked.head(verb.index)
    if verb.dep != "conj" or verb.tag != "VBD" or head.dep != "ccomp" or marked.head(head.index).tag != "VBD":
        return False
    own = any(kid.dep in ("nsubj", "nsubjpass", "expl") for kid in marked.children(verb.index))
    return not own and any(kid.tag == "MD" for kid in marked.children(head.index))


def _up_to(marked: Marked, span: Span, end: int) -> Span:
    """A clause before the verb, cut where the reporting clause begins."""
    return (span[0], min(span[1], end) if end > span[0] else span[1])


def _infinitive(marked: Marked, verb: Token, kids: list[Token], frames: dict[str, CueClass]) -> Complement | None:
    """A to-infinitive or -ing clause; a person between verb and infinitive belongs to the content and is addressed."""
    clause = next((kid for kid in kids if kid.dep == "xcomp" and kid.index > verb.index), None)
    if clause is None or clause.pos not in ("VERB", "AUX"):
        return None
    person = next(
        (kid for kid in kids if kid.dep in ("dobj", "dative") and verb.index < kid.index < clause.index), None
    )
    span = marked.subtree(clause.index)
    if clause.tag == "VBG" and Frame.GERUND in frames:
        return Complement(frame=Frame.GERUND, cue_class=frames[Frame.GERUND], content=(span,))
    if not has_to(marked, clause):
        return None
    if person is not None and (Frame.PERSON_TO in frames or Frame.TOLD in frames):
        cue_class = frames.get(Frame.PERSON_TO, CueClass.ORDER)
        whole = (marked.subtree(person.index)[0], span[1]) if Frame.PERSON_TO in frames else span
        return Complement(frame=Frame.PERSON_TO, cue_class=cue_class, content=(whole,), addressee=person.index)
    if Frame.INFINITIVE in frames:
        return Complement(frame=Frame.INFINITIVE, cue_class=frames[Frame.INFINITIVE], content=(span,))
    return None


def _object(marked: Marked, verb: Token, kids: list[Token], frames: dict[str, CueClass]) -> Complement | None:
    """A noun phrase, with its description ("as a trap", "a trap") where the verb takes one."""
    after = [kid for kid in kids if kid.index > verb.index]
    head = next((kid for kid in after if kid.dep in _OBJECTS), None)
    if head is None:
        return None
    end = max(marked.subtree(kid.index)[1] for kid in after if kid.dep in (*_OBJECTS, "acomp", "xcomp", "ccomp"))
    start = marked.subtree(head.index)[0]
    described = next((kid for kid in after if kid.text == "as" and kid.index > head.index), None)
    if described is None:
        described = next((kid for kid in marked.children(head.index) if kid.text == "as"), None)
    if described is not None and Frame.AS in frames:
        span = (start, _tail(marked, verb, head.index, max(end, marked.subtree(described.index)[1]), is_described=True))
        return Complement(frame=Frame.AS, cue_class=frames[Frame.AS], content=(span,), addressee=head.index)
    if Frame.NAME in frames:
        return Complement(frame=Frame.NAME, cue_class=frames[Frame.NAME], content=((start, end),), addressee=head.index)
    if Frame.OBJECT in frames:
        span = (start, _tail(marked, verb, head.index, end))
        return Complement(frame=Frame.OBJECT, cue_class=frames[Frame.OBJECT], content=(span,), addressee=head.index)
    if Frame.TOLD in frames and head.dep == "dobj" and Frame.CLAUSE not in frames:
        return None
    return None


def _tail(marked: Marked, verb: Token, head: int, end: int, *, is_described: bool = False) -> int:
    """Where a noun-phrase content ends: what the parser hung on the verb after it belongs to it up to a comma."""
    own = ("prep", "xcomp", "acl", "advcl", "ccomp") if is_described else ("prep", "xcomp", "acl")
    for kid in marked.children(verb.index):
        if kid.index <= head or kid.end <= end:
            continue
        if kid.dep not in own or kid.lemma in _CIRCUMSTANTIAL or "," in marked.words((end, kid.start)):
            break
        end = max(end, marked.subtree(kid.index)[1])
    return end


def _preposition(marked: Marked, verb: Token, kids: list[Token], frames: dict[str, CueClass]) -> Complement | None:
    """What stands after a preposition that the verb attributes with ("called for calm")."""
    for kid in marked.children(verb.index):
        word = kid.lemma
        if kid.index < verb.index or word not in PREPOSITIONS or word not in frames:
            continue
        inner = [grandchild for grandchild in marked.children(kid.index) if grandchild.dep in ("pobj", "pcomp")]
        if not inner and kid.dep == "prep":
            # "called for talks to resume": the parser hangs the clause on the verb, beside an empty preposition.
            inner = [other for other in kids if other.dep == "ccomp" and marked.subtree(other.index)[0] > kid.start]
        if not inner and kid.dep == "prt":
            inner = [other for other in kids if other.dep == "dobj" and other.index > kid.index]
        # "on condition of anonymity" says how somebody speaks, not of what.
        if inner and inner[0].lemma != "condition":
            start = min(marked.subtree(part.index)[0] for part in inner)
            ends = [marked.subtree(part.index)[1] for part in inner]
            ends.append(_tail(marked, verb, inner[-1].index, max(ends)))
            return Complement(frame=word, cue_class=frames[word], content=((start, max(ends)),))
    return None


def has_to(marked: Marked, clause: Token) -> bool:
    """Whether a clause is a to-infinitive."""
    return any(kid.tag == "TO" for kid in marked.children(clause.index))


def own_clause(marked: Marked, verb: Token, clause: Token | None = None) -> Span:
    """The reporting clause itself: the verb with its subject and adverbials, without the content `clause`."""
    start, end = verb.span
    for kid in marked.children(verb.index):
        if (clause is not None and kid.index == clause.index) or kid.dep in ("punct", "ccomp"):
            continue
        span = marked.subtree(kid.index)
        start, end = min(start, span[0]), max(end, span[1])
    if clause is not None and clause.index < verb.index:
        # A subject or adverbial that the parser hung on the wrong side must not swallow the content.
        start = max(start, clause.end)
    return (start, end)


def without(marked: Marked, span: Span, hole: Span) -> tuple[Span, ...]:
    """A span without the hole in it: one or two parts, white space and commas trimmed by the reader of spans."""
    parts = ((span[0], max(hole[0], span[0])), (min(hole[1], span[1]), span[1]))
    return tuple(part for part in parts if any(t.tag not in _EMPTY for t in marked.tokens_in(part)))
