"""Quotations and reporting clauses brought together: which quoted words belong to which cue and speaker."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from dragoman.find.cue_clause import CueClause
from dragoman.find.found import FoundActors
from dragoman.find.quote_marks import Quotation, paragraphs, quotation_at
from dragoman.find.references import ref_at, speaker_of
from dragoman.find.sources import SUBJECTS, cited_speaker, is_source, noun_phrase, source_kind, subject_of
from dragoman.find.statement_drafts import Draft, merged
from dragoman.knowledge.cues import CueClass, Cues, Frame
from dragoman.records import Ref, RegionKind, Span
from dragoman.text.marked import Marked, Token

# Between a cue and its quotation may stand the speaker, an addressee and adverbials ("told Reuters in Vienna on
# Friday, “…”): up to this many characters of the same sentence.
_LONGEST_LEAD = 160
# Where a name and a colon introduce words; "Author: Ana Kesner" in a byline does not.
_TOLD_REGIONS = frozenset((RegionKind.BODY, RegionKind.TITLE, RegionKind.STANDFIRST, RegionKind.TEASER))
_FINAL = frozenset(".!?…,")
# “No red lines.” — Ana Kesner; ‘No red lines’: Finnish president. The name ends the line.
_NAME_AFTER = re.compile(r"\s*([―—–:-])\s*([A-Z][^.,;:!?\n]{2,60}?)\s*\.?\s*$")
_AS_BEFORE = re.compile(r"\s(as)\s(?:an?\s|the\s)?$")
_NOT_SOURCE_COLON = re.compile(r"[.!?;]")


def quote_drafts(
    marked: Marked, actors: FoundActors, cues: Cues, clauses: Sequence[CueClause], quotations: Sequence[Quotation]
) -> list[Draft]:
    """The drafts of an article: clauses with their content, then quotations that a clause or the context claims."""
    room = _Room(marked, actors, cues, clauses, quotations)
    room.place_clauses()
    room.place_quotations()
    room.place_names()
    return room.drafts


class _Room:
    """The drafts of one article while they are put together."""

    def __init__(
        self,
        marked: Marked,
        actors: FoundActors,
        cues: Cues,
        clauses: Sequence[CueClause],
        quotations: Sequence[Quotation],
    ) -> None:
        self.marked = marked
        self.actors = actors
        self.cues = cues
        self.text = marked.article.text
        self.clauses = clauses
        self.quotations = quotations
        self.drafts: list[Draft] = []
        self.claimed: dict[int, Draft] = {}
        self.starts = [quotation.start for quotation in quotations]
        self.paragraphs = list(paragraphs(marked.article))
        self.paragraph_starts = [span[0] for span in self.paragraphs]

    # -- clauses that have content of their own

    def place_clauses(self) -> None:
        """One draft for each clause with content, stretched over the quotations that it enters."""
        for clause in self.clauses:
            if not clause.content or self.is_spent(clause):
                continue
            nested = self.quotation_at(clause.cue[0])
            parts: list[Span] = list(clause.content)
            used: list[int] = []
            if nested is None:
                parts, used = self.stretched(clause)
            content = merged(self.text, parts)
            if not content:
                continue
            draft = self.add(content, clause)
            draft.is_own_voice = nested is not None and self.is_own(clause)
            for place in used:
                self.claimed.setdefault(place, draft)

    def is_own(self, clause: CueClause) -> bool:
        """Whether the source of a clause is the quoted speaker himself, or the one he speaks to."""
        return clause.speaker is None or self.marked.tokens[clause.speaker].lemma in ("i", "we", "you", "me", "us")

    def is_spent(self, clause: CueClause) -> bool:
        """Whether a clause only names the source of another one ("…, citing unnamed officials")."""
        token = self.marked.tokens[clause.trigger]
        if any(cited_speaker(self.marked, below) for below in self.marked.descendants(clause.trigger)):
            # "Reuters quoted her as saying that …": the statement is hers, the chain keeps the outlet.
            return token.lemma in self.cues.phrases.citing.verbs
        return (
            token.lemma in self.cues.phrases.citing.verbs
            and clause.frame == Frame.OBJECT
            and token.dep in ("advcl", "relcl", "acl")
            and any(token.head in (other.trigger, other.speaker) for other in self.clauses if other is not clause)
        )

    def stretched(self, clause: CueClause) -> tuple[list[Span], list[int]]:
        """The content with every quotation that it overlaps taken whole, and the places of those quotations."""
        parts: list[Span] = []
        used: list[int] = []
        for part in clause.content:
            start, end = part
            for place in self.overlapping(part):
                quotation = self.quotations[place]
                if quotation.holds(clause.cue[0]):
                    continue
                used.append(place)
                parts.extend(quotation.parts)
                own = quotation.parts[0]
                if own[0] <= start < own[1]:
                    start = own[0]
                if own[0] < end <= own[1]:
                    end = own[1]
            parts.append((start, end))
        return parts, used

    def overlapping(self, span: Span) -> list[int]:
        """The places of the quotations that share characters with a span."""
        place = max(bisect_right(self.starts, span[0]) - 1, 0)
        found = []
        while place < len(self.quotations) and self.quotations[place].start < span[1]:
            if any(part[0] < span[1] and span[0] < part[1] for part in self.quotations[place].parts):
                found.append(place)
            place += 1
        return found

    def quotation_at(self, offset: int) -> int | None:
        """The place of the quotation that holds a code point, or null."""
        return quotation_at(self.quotations, offset)

    def add(self, content: tuple[Span, ...], clause: CueClause | None, speaker: Ref | None = None) -> Draft:
        """A new draft; the speaker is the clause's own where none is given."""
        if clause is not None and speaker is None:
            speaker = speaker_of(self.marked, self.actors, clause)
        draft = Draft(content=content, clause=clause, speaker=speaker)
        self.drafts.append(draft)
        return draft

    # -- quotations that no clause has claimed yet

    def place_quotations(self) -> None:
        """Gives each quotation left over to a clause beside it, to the quotation before it, or to the last speaker."""
        for place, quotation in enumerate(self.quotations):
            if place in self.claimed:
                continue
            clause = self.clause_beside(place)
            if clause is None:
                self.name_quotation(place)
            else:
                known = self.direct_draft(clause)
                if known is not None:
                    self.extend(known, place)
                else:
                    self.claimed[place] = self.add(merged(self.text, quotation.parts), clause)
        for place in range(len(self.quotations)):
            if place not in self.claimed and self.is_speech(place):
                self.join(place)

    def name_quotation(self, place: int) -> None:
        """Gives a quotation to the name after its dash or colon, or to the subject of a sentence before its colon."""
        quotation = self.quotations[place]
        named = _NAME_AFTER.match(self.text, quotation.end, self.paragraph_of(quotation.end - 1)[1])
        cue: Span | None = None
        if named is not None and not any(t.pos in ("VERB", "AUX") for t in self.marked.tokens_in(named.span(2))):
            head, cue = self.marked.root_of(named.span(2)), named.span(1)
        elif self.text[max(quotation.start - 4, 0) : quotation.start].rstrip().endswith(":"):
            head = self.subject_before(quotation.start)
        else:
            self.describe(place)
            return
        if head is not None and is_source(self.marked, head, self.actors, self.cues):
            speaker = ref_at(self.marked, self.actors, head.index)
            self.claimed[place] = draft = self.add(merged(self.text, quotation.parts), None, speaker)
            draft.cue = cue
            draft.kind = source_kind(self.marked, head, self.actors, self.cues)[0]

    def describe(self, place: int) -> None:
        """Gives a description in quotation marks to a verb that no list knows ("kept pounding Doe as a “fraud”")."""
        quotation = self.quotations[place]
        lead = _AS_BEFORE.search(self.text, max(quotation.start - 12, 0), quotation.start)
        link = self.marked.token_at(lead.start(1)) if lead else None
        verb = self.marked.head(link.index) if link else None
        if link is None or verb is None or verb.pos != "VERB" or verb.start > link.start:
            return
        subject = subject_of(self.marked, verb.index)
        if subject is None or subject.index > verb.index or not is_source(self.marked, subject, self.actors, self.cues):
            return
        target = next((kid for kid in self.marked.children(verb.index) if kid.dep in ("dobj", "pobj")), None)
        clause = CueClause(
            trigger=verb.index,
            cue=verb.span,
            cue_class=CueClass.NAME,
            frame=Frame.AS,
            speaker=subject.index,
            content=((verb.end, quotation.end),),
            extent=(subject.start, verb.end),
            addressee=target.index if target else None,
        )
        self.claimed[place] = self.add(merged(self.text, [(verb.end, quotation.end)]), clause)

    def subject_before(self, offset: int) -> Token | None:
        """The subject of the sentence that ends before an offset, in the same paragraph or the one before."""
        end = offset
        while end > 0 and not self.text[end - 1].isalnum():
            end -= 1
        sentence = self.marked.sentence_at(end - 1) if end else None
        if sentence is None or end < self.introduction(self.paragraph_of(min(offset, len(self.text) - 1))[0])[0]:
            return None
        tokens = self.marked.sentence_tokens(sentence)
        root = next((token for token in tokens if token.head == token.index), None)
        return subject_of(self.marked, root.index) if root is not None else None

    def direct_draft(self, clause: CueClause) -> Draft | None:
        """The draft of a clause that already holds quoted words, which more quoted words continue."""
        return next((d for d in self.claimed.values() if d.clause and d.clause.trigger == clause.trigger), None)

    def clause_beside(self, place: int) -> CueClause | None:
        """The clause right after or right before a quotation that can carry quoted words."""
        quotation = self.quotations[place]
        paragraph = self.paragraph_of(quotation.end - 1)
        best: tuple[int, CueClause] | None = None
        for clause in self.clauses_near(quotation):
            distance = self.distance(clause, quotation)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, clause)
        return best[1] if best else self.open_clause(quotation, paragraph)

    def clauses_near(self, quotation: Quotation) -> list[CueClause]:
        """The clauses in the paragraphs that a quotation begins and ends in, outside it."""
        first = self.paragraph_of(quotation.start)[0]
        if first == quotation.start:
            # The cue may stand alone in the line before ("The ministry said:").
            first = self.introduction(first)[0]
        last = self.paragraph_of(quotation.end - 1)[1]
        return [
            clause
            for clause in self.clauses
            if first <= clause.cue[0] < last
            and not quotation.holds(clause.cue[0])
            and self.quotation_at(clause.cue[0]) is None
        ]

    def distance(self, clause: CueClause, quotation: Quotation) -> int | None:
        """How far a clause stands from a quotation that it can carry, in characters; null where it cannot."""
        if clause.extent[0] >= quotation.end - 1:
            gap = self.text[quotation.end : clause.extent[0]]
            ends = self.text[quotation.end - 2 : quotation.end - 1] in _FINAL or gap.strip()[:1] == ","
            if clause.can_quote and not gap.strip(" ,—–-\u00a0") and ends:
                return len(gap)
            return None
        if clause.cue[1] > quotation.start:
            return None
        lead = self.text[clause.cue[1] : quotation.start]
        bare = lead.rstrip()
        if len(lead) > _LONGEST_LEAD or _NOT_SOURCE_COLON.search(lead):
            return None
        if bare.endswith(":") or (clause.can_quote and (not bare or bare.endswith((",", "that", "—", " but", " and")))):
            return len(lead)
        return None

    def open_clause(self, quotation: Quotation, paragraph: Span) -> CueClause | None:
        """A clause of a verb that no list knows, right after a comma and the closing mark (“…,” she shrugged)."""
        if (
            self.text[quotation.end - 2 : quotation.end - 1] != ","
            and self.text[quotation.end : quotation.end + 1] != ","
        ):
            return None
        following = self.marked.tokens_in((quotation.end, min(paragraph[1], quotation.end + 80)))[:9]
        for token in following:
            if token.pos != "VERB":
                continue
            for kid in self.marked.children(token.index):
                if (
                    kid.dep in SUBJECTS
                    and kid.start >= quotation.end - 1
                    and is_source(self.marked, kid, self.actors, self.cues)
                ):
                    start = min(noun_phrase(self.marked, kid.index)[0], token.start)
                    if self.text[quotation.end : start].strip(" ,—–-\u00a0"):
                        continue
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

    def join(self, place: int) -> None:
        """Adds a quotation without a cue to its neighbour in the paragraph, or to the last speaker before it."""
        quotation = self.quotations[place]
        paragraph = self.paragraph_of(quotation.start)
        before, after = self.claimed.get(place - 1), self.claimed.get(place + 1)
        if before is not None and self.quotations[place - 1].end > paragraph[0] and self.begins_sentence(quotation):
            self.extend(before, place)
        elif (
            after is not None
            and self.quotations[place + 1].start < self.paragraph_of(quotation.end - 1)[1]
            and self.begins_sentence(quotation)
            and not before
        ):
            self.extend(after, place)
        else:
            speaker = self.floating_speaker(quotation)
            if speaker is not None:
                self.claimed[place] = self.add(merged(self.text, quotation.parts), None, speaker)

    def floating_speaker(self, quotation: Quotation) -> Ref | None:
        """Who says a quotation without a cue: the last speaker for a whole paragraph, else the subject just before."""
        if self.fills_paragraph(quotation):
            return self.last_speaker(quotation.start)
        if not self.begins_sentence(quotation) or quotation.start == self.paragraph_of(quotation.start)[0]:
            return None
        subject = self.subject_before(quotation.start)
        if subject is None or not is_source(self.marked, subject, self.actors, self.cues):
            return None
        return ref_at(self.marked, self.actors, subject.index)

    def extend(self, draft: Draft, place: int) -> None:
        """Makes a quotation one more part of a draft."""
        draft.content = merged(self.text, (*draft.content, *self.quotations[place].parts))
        self.claimed[place] = draft

    def is_speech(self, place: int) -> bool:
        """Whether a quotation is a sentence of its own and not a mere word in marks: it ends as a sentence does."""
        quotation = self.quotations[place]
        inner = self.text[quotation.start : quotation.end].strip("“”„«»‹›‘’'\" ")
        return " " in inner and (not quotation.is_closed or inner[-1:] in _FINAL)

    def begins_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation stands at the beginning of a sentence."""
        before = self.text[max(quotation.start - 3, 0) : quotation.start].rstrip()
        at_start = quotation.start == self.paragraph_of(quotation.start)[0]
        return at_start or before[-1:] in (".", "!", "?", "…", "”", '"', ":")

    def fills_paragraph(self, quotation: Quotation) -> bool:
        """Whether a paragraph holds hardly anything but the quotation."""
        first, last = self.paragraph_of(quotation.start), self.paragraph_of(quotation.end - 1)
        outside = self.text[first[0] : quotation.start] + self.text[quotation.end : last[1]]
        return sum(c.isalnum() for c in outside) <= 3

    def last_speaker(self, offset: int) -> Ref | None:
        """The speaker of the nearest statement that ends before an offset, in the same or the paragraph before."""
        number = bisect_right(self.paragraph_starts, offset) - 1
        floor = self.paragraphs[max(number - 1, 0)][0]
        rivals = [d for d in self.drafts if d.speaker is not None and floor <= d.content[-1][1] <= offset]
        best = max(rivals, key=lambda draft: draft.content[-1][1], default=None)
        return best.speaker if best else None

    def paragraph_of(self, offset: int) -> Span:
        """The paragraph that holds a code point."""
        place = max(bisect_right(self.paragraph_starts, offset) - 1, 0)
        return self.paragraphs[place]

    def introduction(self, start: int) -> Span:
        """The paragraph before one that starts at `start` where it ends in a colon, else that paragraph itself."""
        number = max(bisect_right(self.paragraph_starts, start) - 1, 0)
        before = self.paragraphs[number - 1] if number else None
        return before if before and self.text[before[1] - 1] == ":" else self.paragraphs[number]

    # -- names and colons

    def place_names(self) -> None:
        """Words after a name and a colon ("Yerevan: Baku shelled village"), and before one (‘No deal’: minister)."""
        for paragraph in self.paragraphs:
            if self.region_of(paragraph) not in _TOLD_REGIONS:
                continue
            head = self.name_before_colon(paragraph)
            if head is None:
                continue
            token, colon = head
            content = merged(self.text, [(colon + 1, paragraph[1])])
            if content and not self.is_told(paragraph):
                draft = self.add(content, None, ref_at(self.marked, self.actors, token.index))
                draft.cue = (colon, colon + 1)

    def is_person(self, label: Span) -> bool:
        """Whether the statistical pipeline takes a label for a person's name; of one word, the text must repeat it."""
        return any(n.start <= label[0] and n.end >= label[1] and n.label == "PERSON" for n in self.marked.named)

    def region_of(self, span: Span) -> RegionKind | None:
        """The kind of region that a paragraph stands in."""
        sentence = self.marked.sentence_at(span[0])
        return sentence.region if sentence else None

    def is_told(self, paragraph: Span) -> bool:
        """Whether a statement already covers most of a paragraph."""
        half = (paragraph[1] - paragraph[0]) / 2
        return any(min(e, paragraph[1]) - max(s, paragraph[0]) > half for d in self.drafts for s, e in d.content)

    def name_before_colon(self, paragraph: Span) -> tuple[Token, int] | None:
        """The head of a name that fills the paragraph up to its first colon, and where the colon stands."""
        colon = self.text.find(":", paragraph[0], min(paragraph[0] + 60, paragraph[1]))
        if colon < 0 or self.text[colon + 1 : colon + 2] not in (" ", "\u00a0", "\n"):
            return None
        label: Span = (paragraph[0], colon)
        words = self.marked.words(label)
        tokens = self.marked.tokens_in(label)
        if not tokens or len(tokens) > 6:
            return None
        shouted = words.isupper() and sum(c.isalpha() for c in words) >= 3
        mention = self.actors.best_at(label)
        is_actor = mention is not None and mention.span == label
        is_person = self.is_person(label) and (" " in words.strip() or self.text.count(words) > 1)
        if not (shouted or is_actor or is_person):
            return None
        return tokens[-1], colon
