"""Statements: quoted words and reported content, each with its source, cue and chain."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from dragoman.find.attribution import Scope, chain_at, draft_hops, scopes_of
from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.media import media_of, outlet_of
from dragoman.find.quote_marks import Quotation, find_quotations
from dragoman.find.quoting import quote_drafts
from dragoman.find.references import ref_at, slug
from dragoman.find.reporting import find_clauses
from dragoman.find.sources import is_nobody
from dragoman.find.statement_drafts import Draft, within_quotations
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import SPEECH_ACTS, CueClass, Cues, Frame
from dragoman.records import (
    Ref,
    RegionKind,
    Span,
    SpeechAct,
    Statement,
    StatementKind,
    contains,
    content_id,
)
from dragoman.text.marked import Marked

_TARGETED = frozenset((CueClass.ACCUSE, CueClass.CRITICISE, CueClass.PRAISE, CueClass.NAME))
# Characters of a block of scopes: about a paragraph or two, so that a block holds some dozen scopes.
_BLOCK = 1_000
# Frames in which the first noun phrase after a verb is spoken to.
_ADDRESSING = frozenset((Frame.CLAUSE, Frame.PERSON_TO, Frame.TOLD, Frame.QUOTE))
# Cues whose noun phrase is a mere topic of the author's, or whose content the author infers: no statement of anyone.
_AUTHORS_OWN = frozenset((CueClass.INFER, CueClass.APPEAR))


def find_statements(marked: Marked, actors: FoundActors, knowledge: Knowledge) -> tuple[Statement, ...]:
    """Every statement of an article, in reading order: direct, mixed and indirect; they may nest.

    Quoted words without a source (scare quotes, titles) are none, nor is what only the author says.
    """
    cues = knowledge.cues
    quotations = find_quotations(marked.article)
    clauses = within_quotations(marked, find_clauses(marked, actors, cues), quotations)
    drafts = quote_drafts(marked, actors, cues, clauses, quotations)
    scopes = scopes_of(marked, actors, cues, drafts)
    nearby = _by_block(scopes)
    found = [
        _statement(marked, actors, cues, draft, quotations, nearby)
        for draft in drafts
        if not draft.is_own_voice and (draft.clause is None or _is_given(marked, cues, draft.clause))
    ]
    return tuple(
        sorted({item.id: item for item in found}.values(), key=lambda item: (item.content, item.cue or (0, 0)))
    )


def _is_given(marked: Marked, cues: Cues, clause: CueClause) -> bool:
    """Whether a clause gives somebody's words, and neither the author's inference nor what nobody says."""
    is_silent = clause.speaker is not None and is_nobody(marked, marked.tokens[clause.speaker], cues)
    return clause.cue_class not in _AUTHORS_OWN and not is_silent


def outermost(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements that do not stand inside another's content: their cue lies in no other content."""
    given = tuple(statements)
    return tuple(item for item in given if not any(_is_inside(item, other) for other in given if other is not item))


def _is_inside(item: Statement, other: Statement) -> bool:
    if item.cue is not None:
        return any(contains(part, item.cue) for part in other.content)
    return all(any(contains(part, own) for part in other.content) for own in item.content) and item != other


def _by_block(scopes: Iterable[Scope]) -> dict[int, list[Scope]]:
    """The scopes by the blocks of text that they govern, so that long articles cost no quadratic search."""
    blocks: dict[int, list[Scope]] = {}
    for scope in scopes:
        touched = {block for start, end in scope.content for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1)}
        for block in touched:
            blocks.setdefault(block, []).append(scope)
    return blocks


def _statement(
    marked: Marked,
    actors: FoundActors,
    cues: Cues,
    draft: Draft,
    quotations: Sequence[Quotation],
    nearby: Mapping[int, Sequence[Scope]],
) -> Statement:
    """The record of a draft."""
    clause, content = draft.clause, draft.content
    sentence = marked.sentence_at((clause.cue if clause else content[0])[0])
    speaker = draft.speaker
    anchor = clause.cue if clause else content[0]
    scopes = nearby.get(anchor[0] // _BLOCK, ())
    around = [scope for scope in scopes if scope.content != content and scope.governs(anchor)]
    outer = chain_at(anchor, around, marked.article)
    own = draft_hops(marked, actors, cues, draft)
    if own is None and clause is not None:
        place = nearby.get(content[0][0] // _BLOCK, ())
        own = next((scope.hops for scope in place if scope.trigger == clause.trigger), ())
    if speaker is None and own and own[-1].inferred:
        speaker = Ref(actor=own[-1].actor or f"anonymous:{slug(own[-1].name)}", name=own[-1].name)
    addressee = _addressee(marked, actors, clause)
    return Statement(
        id=content_id("stm", marked.article.id, content, clause.cue if clause else None),
        kind=kind_of(marked, content, quotations),
        content=content,
        cue=clause.cue if clause else draft.cue,
        speaker=speaker,
        addressee=addressee,
        medium=_medium(marked, actors, cues, clause),
        speech_act=_speech_act(clause, cues),
        target=_target(marked, actors, clause, speaker),
        chain=(*outer, *(own or ())),
        region=sentence.region if sentence else RegionKind.BODY,
        story=sentence.story if sentence else 0,
    )


def kind_of(marked: Marked, content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Direct where all words stand in quotation marks, indirect where none do, else mixed. Source: PARC 3."""
    text = marked.article.text
    inside = outside = 0
    spans = sorted(part for quotation in quotations for part in quotation.parts)
    for start, end in content:
        # Quotations do not overlap, so those that touch a part stand side by side.
        place, offset = bisect_left(spans, start + 1, key=lambda span: span[1]), start
        while place < len(spans) and spans[place][0] < end:
            first, last = max(spans[place][0], start), min(spans[place][1], end)
            outside += any(c.isalnum() for c in text[offset:first])
            inside += any(c.isalnum() for c in text[first:last])
            place, offset = place + 1, last
        outside += any(c.isalnum() for c in text[offset:end])
    if not inside:
        return StatementKind.INDIRECT
    return StatementKind.MIXED if outside else StatementKind.DIRECT


def _speech_act(clause: CueClause | None, cues: Cues) -> SpeechAct:
    """What the speaker does by the cue; declining and leaving out win over the cue's own class."""
    if clause is None:
        return SpeechAct.ASSERT
    if clause.cue_class is CueClass.REFUSE and clause.declines_comment:
        return SpeechAct.DECLINE_COMMENT
    return SPEECH_ACTS.get(clause.cue_class, SpeechAct.ASSERT)


def _addressee(marked: Marked, actors: FoundActors, clause: CueClause | None) -> Ref | None:
    """Who is spoken to, for verbs of telling and asking."""
    if clause is None or clause.addressee is None or clause.frame not in _ADDRESSING:
        return None
    return ref_at(marked, actors, clause.addressee)


def _target(marked: Marked, actors: FoundActors, clause: CueClause | None, speaker: Ref | None) -> Ref | None:
    """Who is accused, praised or called names: only an actor that the text names there."""
    if clause is None or clause.cue_class not in _TARGETED or clause.addressee is None:
        return None
    mention = actors.headed_by(clause.addressee)
    if mention is None or (speaker is not None and mention.actor == speaker.actor):
        return None
    return actors.ref(mention)


def _medium(marked: Marked, actors: FoundActors, cues: Cues, clause: CueClause | None) -> Ref | None:
    """Where it is said: the interview's outlet where an actor stands there, else the medium as printed."""
    for noun in media_of(marked, cues, clause.trigger) if clause else ():
        outlet = outlet_of(marked, actors, cues, noun)
        return ref_at(marked, actors, noun.index if outlet is None else outlet.index)
    return None
