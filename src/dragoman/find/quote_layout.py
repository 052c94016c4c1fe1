"""How quotations lie in the paragraphs of an article: what stands before, after and around them."""

from bisect import bisect_right
from functools import cached_property
from itertools import chain, islice

import msgspec

from dragoman.find.quote_marks import Quotation, paragraphs, quotation_at
from dragoman.find.sources import SUBJECTS, subject_of
from dragoman.records import Span
from dragoman.text.marked import Marked, Token

# Signs that end a sentence, or a part of one, inside quotation marks.
FINAL = frozenset(".!?…,")
MARKS = "“”„«»‹›‘’'\" "


class Layout(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An article with its quotations, in reading order; a quotation is named by its place among them."""

    marked: Marked
    quotations: tuple[Quotation, ...]

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.marked.article.text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines of the article."""
        return tuple(paragraphs(self.marked.article))

    @cached_property
    def _starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [span[0] for span in self.paragraphs]

    def quotation_at(self, offset: int) -> int | None:
        """The place of the quotation that holds a code point, or null."""
        return quotation_at(self.quotations, offset)

    def overlapping(self, span: Span) -> list[int]:
        """The places of the quotations that share characters with a span."""
        place = max(bisect_right(self._starts, span[0]) - 1, 0)
        found = []
        while place < len(self.quotations) and self.quotations[place].start < span[1]:
            if any(part[0] < span[1] and span[0] < part[1] for part in self.quotations[place].parts):
                found.append(place)
            place += 1
        return found

    def paragraph_of(self, offset: int) -> Span:
        """The paragraph that holds a code point."""
        return self.paragraphs[self.number_of(offset)]

    def number_of(self, offset: int) -> int:
        """The number of the paragraph that holds a code point."""
        return max(bisect_right(self._paragraph_starts, offset) - 1, 0)

    def introduction(self, start: int) -> Span:
        """The paragraph before one that starts at `start` where it ends in a colon, else that paragraph itself."""
        number = self.number_of(start)
        before = self.paragraphs[number - 1] if number else None
        return before if before and self.text[before[1] - 1] == ":" else self.paragraphs[number]

    def before(self, quotation: Quotation) -> str:
        """The last sign before a quotation."""
        return self.text[max(quotation.start - 4, 0) : quotation.start].rstrip()[-1:]

    def begins_paragraph(self, quotation: Quotation) -> bool:
        """Whether a paragraph begins with a quotation."""
        return quotation.start == self.paragraph_of(quotation.start)[0]

    def begins_sentence(self, quotation: Quotation) -> bool:
        """Whether a quotation stands at the beginning of a sentence."""
        return self.begins_paragraph(quotation) or self.before(quotation) in (".", "!", "?", "…", "”", '"', ":")

    def fills_paragraph(self, quotation: Quotation) -> bool:
        """Whether a paragraph holds hardly anything but the quotation: not a word of four letters beside it."""
        first, last = self.paragraph_of(quotation.start), self.paragraph_of(quotation.end - 1)
        beside = chain(range(first[0], quotation.start), range(quotation.end, last[1]))
        # No more than four letters or digits are looked for, so that long paragraphs of quotations stay cheap.
        return len(list(islice((offset for offset in beside if self.text[offset].isalnum()), 4))) <= 3

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence of its own and not a mere word in marks: it ends as a sentence does."""
        inner = self.text[quotation.start : quotation.end].strip(MARKS)
        return " " in inner and (not quotation.is_closed or inner[-1:] in FINAL)

    def subject_before(self, offset: int) -> Token | None:
        """The subject of the sentence that ends before an offset, in the same paragraph or in its introduction."""
        first = self.introduction(self.paragraph_of(offset)[0])[0]
        end = offset
        while end > first and not self.text[end - 1].isalnum():
            end -= 1
        sentence = self.marked.sentence_at(end - 1) if end > first else None
        if sentence is None:
            return None
        tokens = [token for token in self.marked.sentence_tokens(sentence) if token.start < end]
        root = next((token for token in tokens if token.head == token.index), None)
        if root is not None:
            return subject_of(self.marked, root.index)
        # The parser may take the quoted words for the main clause and what introduces them for a mere part of it.
        subjects = [token for token in tokens if token.dep in SUBJECTS]
        whole = next((token for token in subjects if token.head < tokens[-1].index), None)
        last_verb = max((token.index for token in tokens if token.pos in ("VERB", "AUX")), default=-1)
        return whole or next((token for token in subjects if token.index < last_verb), None)
