"""Quotation marks: which stretches of the raw text stand in them, paragraph by paragraph.

The scan reads characters and not the parse, so that it works where a parser stumbles; a paragraph with a missing mark
spoils only itself. Marks inside an open quotation of another style are part of it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.records import Article, Span

# Opening mark → its closing marks. Straight and British marks, which also close or apostrophise, are told apart below.
_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‟": "”"}
_SINGLES = {"‘": "’", "'": "'", "‚": "‘’"}
_MARKS = re.compile(r"''|[“”„«»‹›‟‘’‚'\"]")
_STRAIGHT = ('"', "''")
# What may stand right before an opening mark that looks the same as a closing one.
_BEFORE_OPENING = frozenset(" \t\u00a0([{—–-/:“‘\"'")
# A closing mark is sought among this many marks: the longest quotation of a real article holds fewer than 60, and
# without a bound a line of nothing but opening marks would cost quadratic time.
_FURTHEST_MARK = 200
# A name in capitals and a colon, perhaps with a title: broadcasters' transcripts write speakers so.
_TURN = re.compile(r"((?:[A-ZÀ-Þ][a-z]{0,3}\.? )?[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}):\s")
_LONGEST_LABEL = 50


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """One quotation with its marks; several parts where it runs over paragraphs that repeat the opening mark."""

    parts: tuple[Span, ...]
    mark: str
    is_closed: bool

    @property
    def start(self) -> int:
        """Where its first opening mark stands."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Behind its last closing mark, or the end of the paragraph where that is missing."""
        return self.parts[-1][1]

    def holds(self, offset: int) -> bool:
        """Whether a code point stands inside it."""
        return any(start <= offset < end for start, end in self.parts)


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """The quotations of an article, outermost only, in reading order."""
    found: list[Quotation] = []
    pending: Quotation | None = None
    for paragraph in paragraphs(article):
        for place, quotation in enumerate(_scan(article.text, paragraph)):
            opens = quotation.start == paragraph[0]
            joins = opens and place == 0 and not begins_turn(article.text, quotation)
            if pending is not None and joins and quotation.mark == pending.mark:
                found[-1] = Quotation(
                    parts=(*pending.parts, *quotation.parts), mark=quotation.mark, is_closed=quotation.is_closed
                )
            else:
                found.append(quotation)
        pending = found[-1] if found and not found[-1].is_closed and found[-1].end == paragraph[1] else None
    return tuple(found)


def begins_turn(text: str, quotation: Quotation) -> re.Match[str] | None:
    """The name of another speaker right after the opening mark, as in a printed transcript (“KESNER: We agree.”)."""
    start = quotation.start + len(quotation.mark)
    return _TURN.match(text, start, min(start + _LONGEST_LABEL, quotation.end))


def quotation_at(quotations: Sequence[Quotation], offset: int) -> int | None:
    """The place of the quotation that holds a code point, or null."""
    place = bisect_right(quotations, offset, key=lambda quotation: quotation.start) - 1
    return place if place >= 0 and quotations[place].holds(offset) else None


def paragraphs(article: Article) -> Iterator[Span]:
    """The lines of every region without their outer white space."""
    spans = [region.span for region in article.regions] or [(0, len(article.text))]
    for start, end in spans:
        place = start
        for line in article.text[start:end].splitlines(keepends=True):
            stripped = line.strip()
            if stripped:
                first = place + len(line) - len(line.lstrip())
                yield (first, first + len(stripped))
            place += len(line)


def _scan(text: str, paragraph: Span) -> Iterator[Quotation]:
    """The quotations of one paragraph."""
    marks = list(_MARKS.finditer(text, *paragraph))
    place = 0
    while place < len(marks):
        opening = marks[place]
        if not _opens(text, paragraph, opening):
            place += 1
            continue
        closing = _closing(text, paragraph, marks, place)
        if closing is None:
            unclosed = _unclosed(text, paragraph, marks, place)
            if unclosed is not None:
                yield unclosed
                place = next((n for n in range(place + 1, len(marks)) if marks[n].start() >= unclosed.end), len(marks))
            else:
                place += 1
            continue
        yield Quotation(parts=((opening.start(), marks[closing].end()),), mark=opening.group(), is_closed=True)
        place = closing + 1


def _opens(text: str, paragraph: Span, mark: re.Match[str]) -> bool:
    """Whether a mark opens a quotation, by what stands before and after it."""
    before = text[mark.start() - 1] if mark.start() > paragraph[0] else " "
    after = text[mark.end()] if mark.end() < paragraph[1] else " "
    kind = mark.group()
    if kind in _PAIRS:
        return True
    if kind in _SINGLES and kind != "'":
        return not before.isalnum() and not after.isspace() and not text[mark.end() : mark.end() + 2].isdigit()
    if kind in (*_STRAIGHT, "'"):
        is_year = kind == "'" and after.isdigit()
        return before in _BEFORE_OPENING and not after.isspace() and not is_year
    return False


def _closing(text: str, paragraph: Span, marks: list[re.Match[str]], place: int) -> int | None:
    """The index of the mark that closes the one at `place`, or null where none does."""
    kind = marks[place].group()
    if kind in _SINGLES:
        return _single_closing(text, paragraph, marks, place)
    for index in range(place + 1, min(len(marks), place + _FURTHEST_MARK)):
        mark = marks[index]
        if kind in _STRAIGHT:
            if mark.group() == kind and not _opens(text, paragraph, mark):
                return index
            # A straight mark between two spaces or after a bracket may be either; a second one has to close.
            if mark.group() == kind and text[mark.end() : mark.end() + 1] in ("", " ", ","):
                return index
            if mark.group() == "”" and _ends_speech(text, mark):
                return index
        elif mark.group() in _PAIRS[kind] or (kind == "“" and mark.group() == '"' and _ends_speech(text, mark)):
            return index
        elif mark.group() == kind:
            return None
    return None


def _ends_speech(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark of another style closes all the same: it follows a stop or comma and precedes a space."""
    return text[mark.start() - 1] in ".,!?…" and not text[mark.end() : mark.end() + 1].strip()


def _single_closing(text: str, paragraph: Span, marks: list[re.Match[str]], place: int) -> int | None:
    """The closing single mark: not an apostrophe inside a word, nor the one of a plural possessive."""
    opening = marks[place].group()
    doubtful: int | None = None
    for index in range(place + 1, min(len(marks), place + _FURTHEST_MARK)):
        mark = marks[index]
        if mark.group() == opening and opening != "'":
            break
        if mark.group() not in _SINGLES[opening]:
            continue
        after = text[mark.end()] if mark.end() < paragraph[1] else " "
        if after.isalnum() or _is_inside_bracket(text, marks[place].end(), mark.start()):
            continue
        before = text[mark.start() - 1]
        if before.isspace():
            continue
        if before not in ("s", "S") or not after.isspace():
            return index
        if doubtful is None:
            doubtful = index
        elif before in ("s", "S"):
            # Two possessive-like marks in a row say nothing more than the first.
            break
    return doubtful


def _is_inside_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was opened since `start` is still open at `end`."""
    return text.count("[", start, end) > text.count("]", start, end)


def _unclosed(text: str, paragraph: Span, marks: list[re.Match[str]], place: int) -> Quotation | None:
    """A quotation without its closing mark: up to the next opening one, or the end of the paragraph.

    A lone single mark inside a paragraph is an apostrophe; a lone straight one is taken only at the start of one.
    """
    opening = marks[place]
    kind = opening.group()
    at_start = opening.start() == paragraph[0]
    if kind in ("'", '"', "''") and not at_start:
        return None
    if kind in _SINGLES and not at_start and text[opening.start() - 2 : opening.start()] not in (", ", ": "):
        return None
    later = (marks[index] for index in range(place + 1, len(marks)))
    again = next((mark.start() for mark in later if mark.group() == kind and kind in _PAIRS), paragraph[1])
    end = opening.start() + len(text[opening.start() : again].rstrip())
    return Quotation(parts=((opening.start(), end),), mark=kind, is_closed=False)
