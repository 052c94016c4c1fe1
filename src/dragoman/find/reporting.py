"""Reporting clauses: the verbs, nouns and phrases by which the text gives something as somebody's own."""

from collections.abc import Iterator

import msgspec

from dragoman.find.complements import Complement, complement_of, has_to, own_clause, without
from dragoman.find.found import FoundActors
from dragoman.find.sources import SUBJECTS, is_document, is_source, noun_phrase, subject_of
from dragoman.knowledge.cues import CueClass, Cues, Frame, Preposition
from dragoman.records import Span
from dragoman.text.marked import Marked, Token

# Nouns of these classes attribute even where nobody is named ("amid reports that the bridge was closed").
_OWNERLESS = frozenset((CueClass.REPORT, CueClass.CLAIM, CueClass.ACCUSE, CueClass.EXPECT, CueClass.DENY))


class CueClause(msgspec.Struct, frozen=True, kw_only=True):
    """A cue with its source and content. `trigger`, `speaker` and `addressee` are token indices.

    `extent` is the reporting clause without its content; `content` is empty where only quotation marks can fill it.
    `speaker` is null where the text names none ("it was reported that").
    """

    trigger: int
    cue: Span
    cue_class: CueClass
    frame: str
    speaker: int | None
    content: tuple[Span, ...]
    extent: Span
    addressee: int | None = None
    negated: bool = False
    passive: bool = False
    can_quote: bool = False
    declines_comment: bool = False


def find_clauses(marked: Marked, actors: FoundActors, cues: Cues) -> tuple[CueClause, ...]:
    """Every reporting clause of the text, in reading order of its cue."""
    found: list[CueClause] = []
    for token in marked.tokens:
        frames = cues.verbs.get(token.lemma)
        if frames is not None and _is_verb(token):
            clause = _verb_clause(marked, token, frames, actors, cues)
            if clause is not None:
                found.append(clause)
        elif token.lemma in cues.content_nouns and token.pos == "NOUN":
            found.extend(_noun_clause(marked, token, actors, cues))
    found.extend(_phrase_clauses(marked, cues))
    return tuple(sorted(found, key=lambda clause: (clause.cue, clause.trigger)))


def _is_verb(token: Token) -> bool:
    """Whether a token is used as a verb, and not as an attribute of a noun."""
    if token.dep == "compound":
        # "Said Ellis: …": the parser takes an inverted cue at the head of a sentence for a title.
        return token.tag == "VBD" and token.text[:1].isupper() and token.head == token.index + 1
    return token.pos in ("VERB", "AUX") and token.dep not in ("amod", "compound", "aux", "auxpass", "det")


def _verb_clause(
    marked: Marked, verb: Token, frames: dict[str, CueClass], actors: FoundActors, cues: Cues
) -> CueClause | None:
    """The clause of an attributing verb, or null where it does not attribute here."""
    kids = marked.children(verb.index)
    passive = any(kid.dep in ("auxpass", "agent", "nsubjpass") for kid in kids) or (
        verb.tag == "VBN" and verb.dep == "acl"
    )
    speaker = marked.head(verb.index) if verb.dep == "compound" else subject_of(marked, verb.index)
    complement = _passive_complement(marked, verb, frames) if passive else complement_of(marked, verb, frames)
    if complement is None:
        complement = (
            _relative_gap(marked, verb, frames) or _as_said(marked, verb, frames) or _aside(marked, verb, frames)
        )
    can_quote = Frame.QUOTE in frames or Frame.TOLD in frames or Frame.NAME in frames
    if complement is None and not can_quote:
        return None
    negated = any(kid.dep == "neg" for kid in kids)
    cue_class = _refined(
        verb, complement.cue_class if complement else next(iter(frames.values())), passive, negated, speaker, cues
    )
    if speaker is not None:
        if _is_impersonal(speaker, verb, passive, cues):
            if complement is None or not passive:
                return None
            speaker = None
        elif speaker.lemma == "it":
            pass
        elif cue_class is CueClass.SHOW or is_document(speaker, cues):
            if not is_document(speaker, cues) or Frame.CLAUSE not in frames:
                return None
        elif not is_source(marked, speaker, actors, cues) and not _can_say(cue_class, complement):
            speaker = _outer_subject(marked, verb, complement)
            if speaker is None or not is_source(marked, speaker, actors, cues):
                return None
    elif not passive or complement is None:
        return None
    content = complement.content if complement else ()
    return CueClause(
        trigger=verb.index,
        cue=verb.span,
        cue_class=cue_class,
        frame=complement.frame if complement else Frame.QUOTE,
        speaker=speaker.index if speaker else None,
        content=content,
        extent=_extent(marked, verb, content),
        addressee=complement.addressee if complement else _addressee(marked, verb, frames),
        negated=negated,
        passive=passive,
        can_quote=can_quote,
        declines_comment=cue_class is CueClass.REFUSE and _is_about_comment(marked, verb, cues),
    )


def _outer_subject(marked: Marked, verb: Token, complement: Complement | None) -> Token | None:
    """The subject further up for a second verb of saying that the parser took into the content of the first.

    "Quito said the port would close and added that …": "added" hangs on "close", whose subject cannot speak.
    """
    if verb.dep != "conj" or complement is None or complement.frame != Frame.CLAUSE:
        return None
    if any(kid.dep in SUBJECTS for kid in marked.children(verb.index)):
        return None
    head = marked.head(verb.index)
    return subject_of(marked, head.head) if head.dep == "ccomp" else None


def _refined(
    verb: Token, cue_class: CueClass, passive: bool, negated: bool, speaker: Token | None, cues: Cues
) -> CueClass:
    """The class of a cue in its clause: left out ("was not mentioned"), inferred by the author ("can be assumed")."""
    if negated and verb.lemma in cues.phrases.mentioning.verbs:
        return CueClass.OMIT
    if passive and speaker is None and verb.lemma in cues.phrases.inferential.verbs:
        return CueClass.EXPECT if cue_class is CueClass.EXPECT else CueClass.INFER
    return cue_class


def _is_about_comment(marked: Marked, verb: Token, cues: Cues) -> bool:
    """Whether what is refused is to say something ("declined to comment")."""
    return any(kid.lemma in cues.phrases.comment.verbs for kid in marked.children(verb.index))


def _is_impersonal(subject: Token, verb: Token, passive: bool, cues: Cues) -> bool:
    """Whether a subject is a place holder ("it was reported that") or a fact ("it shows that"), and no institution."""
    if subject.lemma == "it" and subject.dep != "expl":
        return passive or verb.lemma in cues.showing
    return subject.dep == "expl" or subject.lemma in ("this", "that", "there", "which", "what", "these", "those", "it")


def _can_say(cue_class: CueClass, complement: Complement | None) -> bool:
    """Whether a noun that no list knows may still be the source: only of plain saying with a clause."""
    return (
        cue_class in (CueClass.SAY, CueClass.REPORT, CueClass.ANNOUNCE)
        and complement is not None
        and complement.frame in (Frame.CLAUSE, Frame.QUOTE)
    )


def _passive_complement(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
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


def _relative_gap(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """A relative clause around a verb of saying that the parser hung the other way ("which, Tehran says, violates")."""
    cue_class = frames.get(Frame.CLAUSE)
    if cue_class is None or verb.dep not in ("parataxis", "relcl"):
        return None
    if verb.dep == "parataxis":
        host = marked.head(verb.index)
        content = without(marked, marked.subtree(host.index), own_clause(marked, verb))
        return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=content) if content else None
    return None


def _as_said(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """The clause that "as police said", "as reported by the agency" comments on."""
    cue_class = frames.get(Frame.CLAUSE)
    link = next((kid for kid in marked.children(verb.index) if kid.lemma == "as" and kid.index < verb.index), None)
    if cue_class is None or link is None or verb.dep != "advcl":
        return None
    extent = (link.start, marked.subtree(verb.index)[1])
    content = without(marked, marked.subtree(marked.head(verb.index).index), extent)
    return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=content) if content else None


def _aside(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> Complement | None:
    """A reporting clause at the end of a sentence, after a comma ("The base is shut, two people said.").

    This reads the words and not the parse, which often takes such a clause for one of a series.
    """
    cue_class = frames.get(Frame.QUOTE)
    if cue_class is None or Frame.CLAUSE not in frames:
        return None
    subject = next((kid for kid in marked.children(verb.index) if kid.dep in SUBJECTS), None)
    if subject is None:
        return None
    sentence = marked.sentences[verb.sentence]
    start = min(verb.start, noun_phrase(marked, subject.index)[0])
    before = marked.words((sentence.start, start)).rstrip()
    if not before.endswith((",", "—", "–", "”", '"', "’", "'")) or not _ends_clause(
        marked, verb, subject, sentence.last
    ):
        return None
    content = (sentence.start, sentence.start + len(before.rstrip(",—– ")))
    if content[1] - content[0] < 3:
        return None
    return Complement(frame=Frame.QUOTE, cue_class=cue_class, content=(content,))


def _ends_clause(marked: Marked, verb: Token, subject: Token, last: int) -> bool:
    """Whether nothing but adverbials and punctuation stands after a verb and its subject."""
    below = {token.index for token in marked.descendants(verb.index)}
    rest = range(max(verb.index, subject.index) + 1, last)
    return all(index in below or marked.tokens[index].pos == "PUNCT" for index in rest) and not any(
        kid.dep in ("dobj", "attr", "ccomp", "xcomp", "acomp") and kid.index > verb.index
        for kid in marked.children(verb.index)
    )


def _addressee(marked: Marked, verb: Token, frames: dict[str, CueClass]) -> int | None:
    """The person that a verb of telling speaks to."""
    if Frame.TOLD not in frames and Frame.PERSON_TO not in frames:
        return None
    kids = marked.children(verb.index)
    return next((kid.index for kid in kids if kid.dep in ("dobj", "dative") and kid.index > verb.index), None)


def _extent(marked: Marked, verb: Token, content: tuple[Span, ...]) -> Span:
    """The reporting clause from subject to last adverbial, cut where the content begins or ends."""
    start, end = own_clause(marked, verb)
    for part in content:
        if part[0] >= verb.end:
            end = min(end, part[0])
        elif part[1] <= verb.start:
            start = max(start, part[1])
    return (min(start, verb.start), max(end, verb.end))


def _noun_clause(marked: Marked, noun: Token, actors: FoundActors, cues: Cues) -> Iterator[CueClause]:
    """A noun that holds what somebody says: "Tirana's claim that …", "its plan to …", "news of …"."""
    kids = marked.children(noun.index)
    owner = next((kid for kid in kids if kid.dep == "poss"), None)
    content = next(
        (k for k in kids if k.index > noun.index and k.dep in ("acl", "ccomp", "relcl") and _is_content(marked, k)),
        None,
    )
    if content is None and owner is not None:
        content = next(
            (k for k in kids if k.dep == "prep" and k.text in ("of", "for", "on", "about", "to", "in", "against")), None
        )
    if content is None or (owner is not None and not is_source(marked, owner, actors, cues)):
        return
    speaker = owner or _noun_owner(marked, noun, kids, content, actors, cues)
    cue_class = cues.content_nouns[noun.lemma]
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


def _phrase_clauses(marked: Marked, cues: Cues) -> Iterator[CueClause]:
    """Phrases before a source: "according to"; the content is the sentence around."""
    starts: dict[str, list[Preposition]] = {phrase.words[0]: [] for phrase in cues.phrases.preposition}
    for phrase in cues.phrases.preposition:
        starts[phrase.words[0]].append(phrase)
    for token in marked.tokens:
        for phrase in starts.get(token.text.lower(), ()):
            words = marked.tokens[token.index : token.index + len(phrase.words)]
            if tuple(word.text.lower() for word in words) == phrase.words:
                clause = _phrase_clause(marked, token, words[-1], phrase.cue_class)
                if clause is not None:
                    yield clause


def _phrase_clause(marked: Marked, first: Token, last: Token, cue_class: CueClass) -> CueClause | None:
    """One "according to" with its source and the clause around it."""
    source = next((kid for kid in marked.children(last.index) if kid.dep in ("pobj", "pcomp")), None)
    if source is None or source.sentence != first.sentence:
        return None
    extent = (first.start, marked.subtree(source.index)[1])
    host = marked.head(first.index)
    sentence = marked.sentences[first.sentence]
    span = sentence.span if host.head == host.index or host.pos != "VERB" else marked.subtree(host.index)
    if not span[0] <= first.start < span[1]:
        span = sentence.span
    content = without(marked, span, extent)
    if not content:
        return None
    return CueClause(
        trigger=first.index,
        cue=(first.start, last.end),
        cue_class=cue_class,
        frame=Frame.CLAUSE,
        speaker=source.index,
        content=content,
        extent=extent,
    )
