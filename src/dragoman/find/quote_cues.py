"""What attributes a quotation: the clause, the name, the dash or the colon beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.quote_layout import FINAL, Layout
from dragoman.find.quote_marks import Quotation, begins_turn
from dragoman.find.sources import SUBJECTS, is_source, noun_phrase, phrase_head, subject_of
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.records import ActorKind, Span
from dragoman.text.marked import Token

# Between a cue and its quotation may stand the speaker, an addressee and adverbials ("told Reuters in Vienna on
# Friday, “…”"): up to this many characters of the same sentence.
_LONGEST_LEAD = 160
# No cue is sought farther off than this: after a quotation a subject with title, office and apposition may come first.
_FURTHEST_CUE = 400
# A verb that no list knows is sought among this many tokens after the quotation: a speaker with title and name.
_LONGEST_SPEAKER = 9
# “No red lines.” — Ana Kesner; ‘No red lines’: Finnish president. The name ends the line.
_NAME_AFTER = re.compile(r"\s*([―—–:-])\s*([A-Z][^.,;:!?\n]{2,60}?)\s*\.?\s*$")
_AS_BEFORE = re.compile(r"\s(as)\s(?:an?\s|the\s)?$")
# Words of editors before a colon, in capitals or not: what follows them is nobody's speech.
LABELS = frozenset(
    {
        "exclusive",
        "breaking",
        "update",
        "urgent",
        "analysis",
        "opinion",
        "watch",
        "video",
        "live",
        "factbox",
        "explainer",
    }
)
# Actors whose bare name before a colon introduces what they say.
_SPEAKING = frozenset((ActorKind.OFFICE, ActorKind.IGO, ActorKind.OUTLET))
_SENTENCE_END = re.compile(r"[.!?;]")
_BETWEEN = " ,—–-\u00a0"


def clause_beside(layout: Layout, clauses: Sequence[CueClause], quotation: Quotation) -> CueClause | None:
    """The nearest clause right after or right before a quotation that can carry quoted words."""
    best: tuple[int, CueClause] | None = None
    for clause in _clauses_near(layout, clauses, quotation):
        distance = _distance(layout.text, clause, quotation)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, clause)
    return best[1] if best else None


def _clauses_near(layout: Layout, clauses: Sequence[CueClause], quotation: Quotation) -> list[CueClause]:
    """The clauses in the paragraphs that a quotation begins and ends in, outside all quotations."""
    first = layout.paragraph_of(quotation.start)[0]
    if first == quotation.start:
        # The cue may stand alone in the line before ("The ministry said:").
        first = layout.introduction(first)[0]
    last = layout.paragraph_of(quotation.end - 1)[1]
    first = max(first, quotation.start - _FURTHEST_CUE)
    last = min(last, quotation.end + _FURTHEST_CUE)
    near = (*_between(clauses, first, quotation.start), *_between(clauses, quotation.end - 1, last))
    return [clause for clause in near if layout.quotation_at(clause.cue[0]) is None]


def _between(clauses: Sequence[CueClause], start: int, end: int) -> Sequence[CueClause]:
    """The clauses whose cue begins in a stretch."""
    low = bisect_left(clauses, (start, start), key=lambda clause: clause.cue)
    return clauses[low : bisect_left(clauses, (end, end), key=lambda clause: clause.cue)]


def _distance(text: str, clause: CueClause, quotation: Quotation) -> int | None:
    """How far a clause stands from a quotation that it can carry, in characters; null where it cannot."""
    if clause.extent[0] >= quotation.end - 1:
        gap = text[quotation.end : clause.extent[0]]
        ends = text[quotation.end - 2] in FINAL or gap.strip()[:1] == ","
        return len(gap) if clause.can_quote and ends and not gap.strip(_BETWEEN) else None
    lead = text[clause.cue[1] : quotation.start]
    if clause.cue[1] > quotation.start or len(lead) > _LONGEST_LEAD or _SENTENCE_END.search(lead):
        return None
    bare = lead.rstrip()
    leads = not bare or bare.endswith((",", "that", "—", " but", " and"))
    return len(lead) if bare.endswith(":") or (clause.can_quote and leads) else None


def open_clause(layout: Layout, actors: FoundActors, cues: Cues, quotation: Quotation) -> CueClause | None:
    """A clause of a verb that no list knows, right after a comma and the closing mark (“…,” she shrugged)."""
    text, marked = layout.text, layout.marked
    if "," not in (text[quotation.end - 2], text[quotation.end : quotation.end + 1]):
        return None
    last = layout.paragraph_of(quotation.end - 1)[1]
    for token in marked.tokens_in((quotation.end, min(last, quotation.end + _LONGEST_LEAD)))[:_LONGEST_SPEAKER]:
        kids = marked.children(token.index) if token.pos == "VERB" else ()
        if token.tag in ("VBD", "VBN") and token.dep in ("amod", "compound"):
            # “…,” shrugged Kesner: an inverted cue, which the parser takes for an attribute of the name.
            kids = (marked.head(token.index),)
        for kid in kids:
            start = min(noun_phrase(marked, kid.index)[0], token.start)
            beside = quotation.end - 1 <= start and not text[quotation.end : start].strip(_BETWEEN)
            is_subject = kid.dep in SUBJECTS or (kid.index > token.index and start == token.start)
            if is_subject and beside and is_source(marked, kid, actors, cues):
                return CueClause(
                    trigger=token.index,
                    cue=token.span,
                    cue_class=CueClass.SAY,
                    frame=Frame.QUOTE,
                    speaker=kid.index,
                    content=(),
                    extent=(start, max(token.end, kid.end)),
                    can_quote=True,
                )
    return None


def worded_clause(layout: Layout, cues: Cues, quotation: Quotation) -> CueClause | None:
    """A subject and a verb of saying between a closing mark and the next stop, where the parser saw neither.

    "“They know it is ours,” a voice-over in the clip states.": the words decide, as the comma before the mark tells
    that something said follows.
    """
    text, marked = layout.text, layout.marked
    if text[quotation.end - 2] not in ",!?":
        return None
    last = layout.paragraph_of(quotation.end - 1)[1]
    run: list[Token] = []
    for token in marked.tokens_in((quotation.end, min(last, quotation.end + _LONGEST_LEAD)))[: _LONGEST_SPEAKER + 1]:
        if token.pos == "PUNCT" and token.tag != "HYPH":
            break
        run.append(token)
    if len(run) < 2 or not text[quotation.end : run[0].start].isspace():
        return None
    # "“Out!” shouted the protesters."; the last word is the verb in all other orders.
    is_first = run[0].tag == "VBD" and Frame.QUOTE in cues.verbs.get(run[0].lemma, {})
    verb, phrase = (run[0], run[1:]) if is_first else (run[-1], run[:-1])
    head = phrase_head(phrase) or (phrase[-1] if phrase[-1].pos == "ADJ" else None)
    if head is None or Frame.QUOTE not in cues.verbs.get(_stem(verb), {}):
        return None
    return CueClause(
        trigger=verb.index,
        cue=verb.span,
        cue_class=cues.verbs[_stem(verb)][Frame.QUOTE],
        frame=Frame.QUOTE,
        speaker=head.index,
        content=(),
        extent=(run[0].start, verb.end),
        can_quote=True,
    )


def _stem(verb: Token) -> str:
    """The lemma of a verb that may have been taken for a noun ("states", "read")."""
    return verb.lemma if verb.pos != "PROPN" else verb.text.lower()


def describing_clause(layout: Layout, actors: FoundActors, cues: Cues, quotation: Quotation) -> CueClause | None:
    """A clause with a quoted description of a verb that no list knows ("kept pounding Doe as a “fraud”")."""
    marked = layout.marked
    lead = _AS_BEFORE.search(layout.text, max(quotation.start - 12, 0), quotation.start)
    link = marked.token_at(lead.start(1)) if lead else None
    verb = marked.head(link.index) if link else None
    if link is None or verb is None or verb.pos != "VERB" or verb.start > link.start:
        return None
    subject = subject_of(marked, verb.index)
    if subject is None or subject.index > verb.index or not is_source(marked, subject, actors, cues):
        return None
    target = next((kid for kid in marked.children(verb.index) if kid.dep in ("dobj", "pobj")), None)
    return CueClause(
        trigger=verb.index,
        cue=verb.span,
        cue_class=CueClass.NAME,
        frame=Frame.AS,
        speaker=subject.index,
        content=((verb.end, quotation.end),),
        extent=(subject.start, verb.end),
        addressee=target.index if target else None,
    )


def named_source(layout: Layout, quotation: Quotation) -> tuple[Token, Span | None] | None:
    """The name after a quotation's dash or colon with that sign, or the subject of a sentence that ends in a colon."""
    marked = layout.marked
    named = _NAME_AFTER.match(layout.text, quotation.end, layout.paragraph_of(quotation.end - 1)[1])
    if named is not None and not any(token.pos in ("VERB", "AUX") for token in marked.tokens_in(named.span(2))):
        head = marked.root_of(named.span(2))
        return (head, named.span(1)) if head else None
    if layout.before(quotation) == ":":
        head = _name_before(layout, quotation) or layout.subject_before(quotation.start)
        return (head, None) if head else None
    return None


def _name_before(layout: Layout, quotation: Quotation) -> Token | None:
    """The name right before a colon where it is an object or stands alone ("It did not surprise Ana Kesner: “…”")."""
    marked = layout.marked
    before = marked.tokens_in((layout.paragraph_of(quotation.start)[0], quotation.start))
    if len(before) < 2 or before[-1].text != ":":
        return None
    name = before[-2]
    is_part = name.dep in ("dobj", "ROOT", "appos", "conj") or (
        name.dep == "pobj" and marked.head(name.index).text == "From"
    )
    return name if is_part and name.pos == "PROPN" else None


def turn_inside(layout: Layout, quotation: Quotation) -> tuple[Token, int] | None:
    """The speaker that a transcript names inside the opening mark, and where the colon stands."""
    turn = begins_turn(layout.text, quotation)
    tokens = layout.marked.tokens_in(turn.span(1)) if turn else ()
    return (tokens[-1], turn.end(1)) if turn and tokens else None


def name_before_colon(layout: Layout, actors: FoundActors, paragraph: Span) -> tuple[Token, int] | None:
    """The head of a name that fills a paragraph up to its first colon, and where the colon stands.

    The name is an actor's, or in capitals as in a transcript, or a person's; a person's one word has to stand
    elsewhere in the text too, or any label ("Explainer: …") would do.
    """
    text, marked = layout.text, layout.marked
    colon = text.find(":", paragraph[0], min(paragraph[0] + 60, paragraph[1]))
    if colon < 0 or not text[colon + 1 : colon + 2].isspace():
        return None
    label: Span = (paragraph[0], colon)
    tokens, words = marked.tokens_in(label), marked.words(label)
    if not tokens or len(tokens) > 6:
        return None
    mention = actors.best_at(label)
    kind = actors.actor(mention.actor).kind if mention is not None and mention.span == label else None
    is_person = kind is ActorKind.PERSON or any(
        named.start <= label[0] and named.end >= label[1] and named.label == "PERSON" for named in marked.named
    )
    is_place = kind in (ActorKind.STATE, ActorKind.PLACE)
    is_shouted = (
        words.lower() not in LABELS and words.isupper() and sum(c.isalpha() for c in words) >= 3 and not is_place
    )
    # A place before a colon speaks in a headline; in an article it is where the story was filed ("LIMA: Two men …").
    speaks = kind in _SPEAKING or (is_place and text[paragraph[1] - 1] not in FINAL and not words.isupper())
    if speaks or is_shouted or (is_person and (" " in words or text.count(words) > 1)):
        return tokens[-1], colon
    return None
