"""Reporting clauses: the verbs, nouns and phrases by which the text gives something as somebody's own."""

from collections.abc import Iterator
from itertools import islice

from dragoman.find.asides import aside_of, passive_complement
from dragoman.find.cue_adjectives import adjective_clause
from dragoman.find.cue_clause import CueClause
from dragoman.find.cue_complements import Complement, complement_of, is_second_report, own_clause
from dragoman.find.cue_nouns import noun_clauses
from dragoman.find.cue_phrases import phrase_clauses
from dragoman.find.found import FoundActors
from dragoman.find.media import media_of
from dragoman.find.sources import SUBJECTS, is_document, is_nobody, is_source, subject_of
from dragoman.knowledge.cues import PREPOSITIONS, CueClass, Cues, Frame
from dragoman.records import Span
from dragoman.text.marked import Marked, Sentence, Token

# Cues of one sentence, the first of which are kept: the fullest sentence of 204 articles has 8; a hostile text may nest
# thousands, each with a content as long as the sentence.
_MOST_CUES = 40
_ADJECTIVES = frozenset(("JJ", "JJR", "VBN", "VBD"))
# Classes whose verbs with a clause need a subject that can speak or think.
_SPEAKING = frozenset(
    (CueClass.SAY, CueClass.REPORT, CueClass.ANNOUNCE, CueClass.CLAIM, CueClass.DENY, CueClass.BELIEVE, CueClass.KNOW)
)


def find_clauses(marked: Marked, actors: FoundActors, cues: Cues) -> tuple[CueClause, ...]:
    """Every reporting clause of the text, in reading order of its cue."""
    found: list[CueClause] = []
    for sentence in marked.sentences:
        found.extend(islice(_clauses_in(marked, sentence, actors, cues), _MOST_CUES))
        found.extend(islice(phrase_clauses(marked, sentence, cues), _MOST_CUES))
    found.sort(key=lambda clause: (clause.cue, clause.trigger))
    return tuple(found)


def _clauses_in(marked: Marked, sentence: Sentence, actors: FoundActors, cues: Cues) -> Iterator[CueClause]:
    """The clauses of the verbs, adjectives and nouns of one sentence."""
    for token in marked.sentence_tokens(sentence):
        frames = cues.verbs.get(token.lemma)
        if frames is not None and _is_verb(marked, token):
            clause = _verb_clause(marked, token, frames, actors, cues)
            if clause is not None:
                yield clause
        if token.text.lower() in cues.adjectives and token.tag in _ADJECTIVES:
            described = adjective_clause(marked, token, actors, cues)
            if described is not None:
                yield described
        elif token.lemma in cues.content_nouns and token.pos == "NOUN":
            yield from noun_clauses(marked, token, actors, cues)


def _is_verb(marked: Marked, token: Token) -> bool:
    """Whether a token is used as a verb, and not as an attribute of a noun."""
    if token.pos in ("VERB", "AUX") and token.dep not in ("amod", "compound", "aux", "auxpass", "det"):
        return True
    return _is_inverted(marked, token) or _is_mistaken(marked, token)


def _is_inverted(marked: Marked, token: Token) -> bool:
    """Whether a verb before its subject was taken for an attribute ("Said Ellis: …", "…, argued Kesner")."""
    if token.tag not in ("VBD", "VBN") or token.dep not in ("amod", "compound") or token.head <= token.index:
        return False
    first = token.index == marked.sentences[token.sentence].first
    before = marked.tokens[token.index - 1].text if not first else ""
    return marked.head(token.index).pos == "PROPN" and (first or before in (",", "”", '"', "’", "'"))


def _is_mistaken(marked: Marked, token: Token) -> bool:
    """Whether the verb of a sentence was taken for a plural noun ("A leaked draft shows that …")."""
    return token.tag == "NNS" and token.dep == "ROOT" and _noun_before(marked, token) is not None


def _noun_before(marked: Marked, verb: Token) -> Token | None:
    """The noun right before a verb that was taken for a noun."""
    kids = marked.children(verb.index)
    has_clause = any(kid.dep in ("ccomp", "acl", "xcomp", "relcl", "dobj") for kid in kids)
    return next((kid for kid in kids if kid.dep == "compound" and kid.index == verb.index - 1 and has_clause), None)


def _source_of(marked: Marked, verb: Token, cues: Cues) -> Token | None:
    """The source of a verb, also where the parser took the verb for something else."""
    if verb.pos == "NOUN":
        return _noun_before(marked, verb)
    if verb.dep in ("amod", "compound"):
        return marked.head(verb.index)
    if is_second_report(marked, verb):
        return subject_of(marked, marked.head(marked.head(verb.index).index).index)
    late = _late_subject(marked, verb) or _object_for_subject(marked, verb)
    return late or subject_of(marked, verb.index) or _crowd_before(marked, verb, cues)


def _late_subject(marked: Marked, verb: Token) -> Token | None:
    """The subject after a cue that a comma sets off, though words before it seem one ("No deal, says minister")."""
    before = marked.tokens[verb.index - 1].text if verb.index else ""
    if verb.tag not in ("VBZ", "VBD") or before not in (",", "”", '"', "’", "''"):
        return None
    return next((kid for kid in marked.children(verb.index) if kid.dep in SUBJECTS and kid.index > verb.index), None)


def _crowd_before(marked: Marked, verb: Token, cues: Cues) -> Token | None:
    """A bare quantifier that the parser took for a determiner of the verb ("Some fear that …")."""
    kids = (kid for kid in marked.children(verb.index) if kid.dep == "det" and kid.index == verb.index - 1)
    return next((kid for kid in kids if kid.lemma in cues.nouns.unspecified.heads), None)


def _object_for_subject(marked: Marked, verb: Token) -> Token | None:
    """The subject after an inverted cue, which the parser takes for an object ("“…,” complained an adviser")."""
    kids = marked.children(verb.index)
    if verb.tag not in ("VBD", "VBZ", "VBP") or any(kid.dep in SUBJECTS for kid in kids):
        return None
    has_content = any(kid.dep == "ccomp" and kid.index < verb.index for kid in kids)
    after = (kid for kid in kids if kid.dep in ("dobj", "attr") and kid.index > verb.index)
    return next(after, None) if has_content else None


def _is_passive(verb: Token, kids: tuple[Token, ...]) -> bool:
    """Whether a verb is a passive."""
    return any(kid.dep in ("auxpass", "agent", "nsubjpass") for kid in kids) or (
        # "Asked about the base, the premier said": others asked him.
        verb.tag == "VBN" and (verb.dep == "acl" or (verb.dep == "advcl" and not any(kid.dep == "aux" for kid in kids)))
    )


def _verb_clause(
    marked: Marked, verb: Token, frames: dict[str, CueClass], actors: FoundActors, cues: Cues
) -> CueClause | None:
    """The clause of an attributing verb, or null where it does not attribute here."""
    kids = marked.children(verb.index)
    passive, negated = _is_passive(verb, kids), _is_negated(marked, verb, kids)
    subject = _source_of(marked, verb, cues)
    complement = passive_complement(marked, verb, frames) if passive else complement_of(marked, verb, frames)
    complement = complement or aside_of(marked, verb, subject, frames)
    can_quote = Frame.QUOTE in frames or Frame.TOLD in frames or Frame.NAME in frames
    if complement is None and not can_quote:
        return None
    known = complement.cue_class if complement else next(iter(frames.values()))
    cue_class = _refined(verb, known, passive, negated, subject, cues)
    speaker = _speaker(marked, verb, subject, complement, cue_class, actors, cues)
    if speaker is None and (not passive or complement is None or not _is_sourceless(subject, verb, passive, cues)):
        return None
    content = _without_medium(marked, verb, complement, cues) if complement else ()
    if complement is not None and complement.frame not in (Frame.CLAUSE, Frame.QUOTE):
        content = tuple(_without_aside(marked, part) for part in content)
    return CueClause(
        trigger=verb.index,
        cue=verb.span,
        cue_class=cue_class,
        frame=complement.frame if complement else Frame.QUOTE,
        speaker=speaker.index if speaker else None,
        content=content,
        extent=_extent(marked, verb, content),
        addressee=complement.addressee if complement else _addressee(marked, verb, frames),
        negated=negated or (speaker is not None and is_nobody(marked, speaker, cues)),
        passive=passive,
        can_quote=can_quote,
        declines_comment=cue_class is CueClass.REFUSE and _is_about_comment(marked, verb, cues),
    )


def _without_medium(marked: Marked, verb: Token, complement: Complement, cues: Cues) -> tuple[Span, ...]:
    """The content of a noun phrase without where it was said ("attacked Lima in a speech on Monday")."""
    content = complement.content
    if complement.frame in (Frame.CLAUSE, Frame.QUOTE) or len(content) != 1:
        return content
    for noun in media_of(marked, cues, verb.index):
        link = marked.head(noun.index)
        if content[0][0] < link.start < content[0][1]:
            return ((content[0][0], link.start),)
    return content


def _without_aside(marked: Marked, part: Span) -> Span:
    """A noun-phrase content without a relative clause after a comma at its end, which is the reporter's ("condemned
    the attack, which killed ten").
    """
    tokens = marked.tokens_in(part)
    for token in tokens:
        if token.dep != "relcl" or marked.head(token.index).start < part[0]:
            continue
        start, end = marked.subtree(token.index)
        before = marked.words((part[0], start)).rstrip()
        if end >= part[1] - 1 and start > part[0] and before.endswith(","):
            return (part[0], part[0] + len(before) - 1)
    return part


def _is_sourceless(subject: Token | None, verb: Token, passive: bool, cues: Cues) -> bool:
    """Whether a passive names no source at all, and not one that cannot speak."""
    return subject is None or _is_impersonal(subject, verb, passive, cues)


def _speaker(
    marked: Marked,
    verb: Token,
    subject: Token | None,
    complement: Complement | None,
    cue_class: CueClass,
    actors: FoundActors,
    cues: Cues,
) -> Token | None:
    """The subject where it can be a source of the class: a person, an institution, a document that shows."""
    if subject is None or _is_impersonal(subject, verb, False, cues):
        return None
    if subject.lemma == "it":
        return subject
    if cue_class is CueClass.SHOW or is_document(subject, cues):
        # "Figures point to a slowdown" is the author's reading of them; "the figures show that" is theirs.
        tells = Frame.CLAUSE in cues.verbs[verb.lemma] and (complement is None or complement.frame not in PREPOSITIONS)
        return subject if tells and is_document(subject, cues) else None
    if is_source(marked, subject, actors, cues) or _can_say(verb, cue_class, complement, cues):
        return subject
    outer = _outer_subject(marked, verb, complement)
    return outer if outer is not None and is_source(marked, outer, actors, cues) else None


def _is_negated(marked: Marked, verb: Token, kids: tuple[Token, ...]) -> bool:
    """Whether a verb is negated, by "not" or by "neither … nor"."""
    if any(kid.dep == "neg" or kid.lemma in ("nor", "neither") for kid in kids):
        return True
    if verb.dep != "conj":
        return False
    return any(kid.lemma == "nor" for kid in marked.children(verb.head))


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
    if negated and (verb.lemma in cues.phrases.comment.verbs or cue_class is CueClass.DENY):
        return CueClass.REFUSE
    if negated and verb.lemma in cues.phrases.mentioning.verbs:
        return CueClass.OMIT
    if passive and speaker is None and verb.lemma in cues.phrases.inferential.verbs:
        return CueClass.EXPECT if cue_class is CueClass.EXPECT else CueClass.INFER
    return cue_class


def _is_about_comment(marked: Marked, verb: Token, cues: Cues) -> bool:
    """Whether what is refused is to say something ("declined to comment", "neither confirmed nor denied")."""
    own = verb.lemma in cues.phrases.comment.verbs or Frame.CLAUSE in cues.verbs[verb.lemma]
    telling = cues.phrases.comment.verbs | cues.phrases.mentioning.verbs
    return own or any(kid.lemma in telling for kid in marked.children(verb.index) if kid.dep == "xcomp")


def _is_impersonal(subject: Token, verb: Token, passive: bool, cues: Cues) -> bool:
    """Whether a subject is a place holder ("it was reported that") or a fact ("it shows that"), and no institution."""
    if subject.lemma == "it" and subject.dep != "expl":
        return passive or verb.lemma in cues.showing
    return subject.dep == "expl" or subject.lemma in ("this", "that", "there", "which", "what", "these", "those", "it")


def _can_say(verb: Token, cue_class: CueClass, complement: Complement | None, cues: Cues) -> bool:
    """Whether a noun that no list knows may still be the source: only of a clause, with a verb that takes no thing for
    its subject ("the fund predicted that"; not "the visit suggested that").
    """
    return (
        cue_class in _SPEAKING
        and verb.lemma not in cues.showing
        and complement is not None
        and complement.frame in (Frame.CLAUSE, Frame.QUOTE)
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
