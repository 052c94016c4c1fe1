"""Quotations and reporting clauses brought together: which quoted words belong to which cue and speaker."""

from collections.abc import Sequence

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.quote_bounds import stretched
from dragoman.find.quote_cues import (
    clause_beside,
    describing_clause,
    name_before_colon,
    named_source,
    open_clause,
    turn_inside,
    worded_clause,
)
from dragoman.find.quote_layout import Layout
from dragoman.find.quote_marks import Quotation
from dragoman.find.references import ref_at, speaker_of
from dragoman.find.sources import cited_speaker, is_source, source_kind
from dragoman.find.statement_drafts import Draft, merged
from dragoman.knowledge.cues import Cues, Frame
from dragoman.records import Ref, RegionKind, Span
from dragoman.text.marked import Marked, Token

# Where a name and a colon introduce words; "Author: Ana Kesner" in a byline does not.
_TOLD_REGIONS = frozenset((RegionKind.BODY, RegionKind.TITLE, RegionKind.STANDFIRST, RegionKind.TEASER))


def quote_drafts(
    marked: Marked, actors: FoundActors, cues: Cues, clauses: Sequence[CueClause], quotations: Sequence[Quotation]
) -> list[Draft]:
    """The drafts of an article: clauses with their content, then quotations that a clause or the context claims.

    `clauses` are in reading order of their cues.
    """
    builder = _Builder(Layout(marked=marked, quotations=tuple(quotations)), actors, cues, clauses)
    builder.place_clauses()
    builder.place_quotations()
    builder.place_names()
    return builder.drafts


class _Builder:
    """The drafts of one article while they are put together; `claimed` gives the draft of each quotation."""

    def __init__(self, layout: Layout, actors: FoundActors, cues: Cues, clauses: Sequence[CueClause]) -> None:
        self.layout = layout
        self.marked = layout.marked
        self.text = layout.text
        self.actors = actors
        self.cues = cues
        self.clauses = clauses
        self.drafts: list[Draft] = []
        self.claimed: dict[int, Draft] = {}
        self.quoting: dict[int, Draft] = {}
        self.first_cue: dict[int, int] = {}
        for clause in clauses:
            self.first_cue.setdefault(self.marked.tokens[clause.trigger].sentence, clause.trigger)
        self.sayers = {place for clause in clauses for place in (clause.trigger, clause.speaker)}

    def place_clauses(self) -> None:
        """One draft for each clause with content, stretched over the quotations that it enters."""
        for clause in self.clauses:
            if not clause.content or self.is_spent(clause):
                continue
            is_nested = self.layout.quotation_at(clause.cue[0]) is not None
            parts, used = (list(clause.content), []) if is_nested else stretched(self.layout, self.clauses, clause)
            content = merged(self.text, parts)
            if not content:
                continue
            draft = self.add(content, clause)
            draft.is_own_voice = is_nested and self.is_own(clause)
            for place in used:
                self.claim(place, draft)

    def is_own(self, clause: CueClause) -> bool:
        """Whether the source of a clause is the quoted speaker himself, or the one he speaks to."""
        return clause.speaker is None or self.marked.tokens[clause.speaker].lemma in ("i", "we", "you", "me", "us")

    def is_spent(self, clause: CueClause) -> bool:
        """Whether a clause only names the source of another one ("…, citing officials", "quoted her as saying")."""
        token = self.marked.tokens[clause.trigger]
        if token.lemma not in self.cues.phrases.citing.verbs:
            return False
        if any(cited_speaker(self.marked, below) for below in self.marked.descendants(clause.trigger)):
            return True
        is_late = token.tag == "VBG" and self.first_cue.get(token.sentence, token.index) < token.index
        is_attached = token.dep in ("advcl", "relcl", "acl") and token.head in self.sayers
        return clause.frame == Frame.OBJECT and (is_late or is_attached)

    def add(self, content: tuple[Span, ...], clause: CueClause | None, speaker: Ref | None = None) -> Draft:
        """A new draft; the speaker is the clause's own where none is given."""
        if clause is not None and speaker is None:
            speaker = speaker_of(self.marked, self.actors, clause)
        draft = Draft(content=content, clause=clause, speaker=speaker)
        self.drafts.append(draft)
        return draft

    def claim(self, place: int, draft: Draft) -> None:
        """Gives a quotation to a draft, unless it has one already."""
        if self.claimed.setdefault(place, draft) is draft and draft.clause is not None:
            self.quoting.setdefault(draft.clause.trigger, draft)

    def extend(self, draft: Draft, place: int) -> None:
        """Makes a quotation one more part of a draft."""
        draft.content = merged(self.text, (*draft.content, *self.layout.quotations[place].parts))
        self.claim(place, draft)

    def place_quotations(self) -> None:
        """Gives each quotation left over to what stands beside it, to the one before it, or to the last speaker."""
        for place, quotation in enumerate(self.layout.quotations):
            if place not in self.claimed:
                self.attribute(place, quotation)
        for place, quotation in enumerate(self.layout.quotations):
            if place not in self.claimed and self.layout.is_speech(quotation):
                self.join(place, quotation)

    def attribute(self, place: int, quotation: Quotation) -> None:
        """Gives a quotation to the clause or name beside it; more words of one clause continue its draft."""
        turn = turn_inside(self.layout, quotation)
        if turn is not None:
            self.take_turn(place, quotation, *turn)
            return
        content = merged(self.text, quotation.parts)
        clause = clause_beside(self.layout, self.clauses, quotation)
        clause = clause or open_clause(self.layout, self.actors, self.cues, quotation)
        clause = clause or worded_clause(self.layout, self.cues, quotation)
        if clause is not None and clause.trigger in self.quoting:
            self.extend(self.quoting[clause.trigger], place)
        elif clause is not None:
            self.claim(place, self.add(content, clause))
        elif (named := named_source(self.layout, quotation)) is not None:
            head, cue = named
            if is_source(self.marked, head, self.actors, self.cues):
                draft = self.add(content, None, ref_at(self.marked, self.actors, head.index))
                draft.cue, draft.kind = cue, source_kind(self.marked, head, self.actors, self.cues)[0]
                self.claim(place, draft)
        elif (clause := describing_clause(self.layout, self.actors, self.cues, quotation)) is not None:
            self.claim(place, self.add(merged(self.text, clause.content), clause))

    def take_turn(self, place: int, quotation: Quotation, head: Token, colon: int) -> None:
        """One turn of a transcript: the words after the name, up to where the quotation ends."""
        (_, end), *rest = quotation.parts
        content = merged(self.text, ((colon + 1, end), *rest))
        if content:
            draft = self.add(content, None, ref_at(self.marked, self.actors, head.index))
            draft.cue, draft.kind = (colon, colon + 1), source_kind(self.marked, head, self.actors, self.cues)[0]
            self.claim(place, draft)

    def join(self, place: int, quotation: Quotation) -> None:
        """Adds a quotation without a cue to its neighbour in the paragraph, or to the last speaker before it."""
        quotations, layout = self.layout.quotations, self.layout
        before, after = self.claimed.get(place - 1), self.claimed.get(place + 1)
        begins = layout.begins_sentence(quotation)
        if before is not None and begins and quotations[place - 1].end > layout.paragraph_of(quotation.start)[0]:
            self.extend(before, place)
        elif (
            after is not None
            and before is None
            and begins
            and quotations[place + 1].start < layout.paragraph_of(quotation.end - 1)[1]
        ):
            self.extend(after, place)
        else:
            speaker = self.floating_speaker(quotation)
            if speaker is not None:
                self.claim(place, self.add(merged(self.text, quotation.parts), None, speaker))

    def floating_speaker(self, quotation: Quotation) -> Ref | None:
        """Who says a quotation without a cue: the last speaker for a whole paragraph, else the subject just before."""
        if self.layout.fills_paragraph(quotation):
            return self.last_speaker(quotation.start)
        if self.layout.begins_paragraph(quotation) or not self.layout.begins_sentence(quotation):
            return None
        subject = self.layout.subject_before(quotation.start)
        if subject is None or not is_source(self.marked, subject, self.actors, self.cues):
            return None
        return ref_at(self.marked, self.actors, subject.index)

    def last_speaker(self, offset: int) -> Ref | None:
        """The speaker of the nearest statement that ends before an offset, in the same or the paragraph before."""
        floor = self.layout.paragraphs[max(self.layout.number_of(offset) - 1, 0)][0]
        rivals = [d for d in self.drafts if d.speaker is not None and floor <= d.content[-1][1] <= offset]
        best = max(rivals, key=lambda draft: draft.content[-1][1], default=None)
        return best.speaker if best else None

    def place_names(self) -> None:
        """Words after a name and a colon ("Yerevan: Baku shelled village"; "KESNER: We have no choice.")."""
        for paragraph in self.layout.paragraphs:
            sentence = self.marked.sentence_at(paragraph[0])
            if sentence is None or sentence.region not in _TOLD_REGIONS:
                continue
            named = name_before_colon(self.layout, self.actors, paragraph)
            if named is None or self.is_told(paragraph):
                continue
            head, colon = named
            content = merged(self.text, [(colon + 1, paragraph[1])])
            if content:
                draft = self.add(content, None, ref_at(self.marked, self.actors, head.index))
                draft.cue, draft.kind = (colon, colon + 1), source_kind(self.marked, head, self.actors, self.cues)[0]
                for inner in self.drafts:
                    if inner.clause is not None and paragraph[0] <= inner.clause.cue[0] < paragraph[1]:
                        inner.is_own_voice = inner.is_own_voice or self.is_own(inner.clause)

    def is_told(self, paragraph: Span) -> bool:
        """Whether a statement already covers most of a paragraph."""
        half = (paragraph[1] - paragraph[0]) / 2
        return any(min(e, paragraph[1]) - max(s, paragraph[0]) > half for d in self.drafts for s, e in d.content)
