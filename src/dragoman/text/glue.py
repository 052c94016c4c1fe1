"""Glue points: where two lines of a page were run together without a blank."""

import re
from collections.abc import Iterator
from itertools import pairwise

from dragoman.knowledge import Knowledge
from dragoman.knowledge.clutter import Clutter, ClutterKind
from dragoman.records import Span
from dragoman.text.mastheads import is_byline, is_outlet_line
from dragoman.text.paragraphs import is_final

# A button is short; the longest in our cue list has seven words.
LONGEST_BUTTON = 60
# What is looked at on either side of a glue point, in characters: more than any appeal in one breath, and a bound on
# the work that a hostile line can cause.
WINDOW = 600

_CASE = re.compile(r"(?<![^\W\d_])[^\W\d_]+?(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’']{2,})")
_STOP = re.compile(r"(?<=[a-zà-öø-ÿ]{2})[.!?…][\"”’)\]]*(?=[\"“‘]?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:[\s,]|$))")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘]?[A-ZÀ-ÖØ-Þ0-9])")
_QUOTED = re.compile(r'"[^"]{0,2000}(?:"|$)|“[^“”]{0,2000}(?:”|$)|‘[^‘’]{0,600}’(?!\w)')
_BUTTON_END = re.compile(r"(?=[A-ZÀ-ÖØ-Þ“‘\"][\w’'])")
_ADDRESS = re.compile(r"[@/]|www\.", re.IGNORECASE)


def cut_at_glue(text: str, span: Span, knowledge: Knowledge) -> tuple[Span, ...]:
    """The pieces of a paragraph, cut where another line was glued to it and around appeals inside it.

    Names with a capital inside (MacBook, TikTok, McDonald, iPhone, isiZulu) are left whole.
    Source: on 856 real pages a lower-case word directly followed by a capital gave 4 hits in bodies, all of them true
    faults, when names that begin with a capital were left out; a full stop before a capital 13 of 17.
    """
    clutter = knowledge.clutter
    pieces: list[Span] = []
    for page in _split(text, span, _stop_cuts(text, span, clutter)):
        for line in _split(text, page, _case_cuts(text, page, clutter)):
            for part in _split(text, line, _button_cuts(text, line, clutter)):
                pieces.extend(_cut_appeals(text, part, clutter))
    return tuple(pieces)


def _split(text: str, span: Span, cuts: Iterator[int]) -> Iterator[Span]:
    """The parts of a span between cuts, without their outer white space and without blank ones."""
    start = span[0]
    for cut in (*cuts, span[1]):
        if text[start:cut].strip():
            yield _strip(text, (start, cut))
            start = cut


def _button_cuts(text: str, span: Span, clutter: Clutter) -> Iterator[int]:
    """Places after buttons ("Become a member") and bylines that are glued to what follows at the head of a line."""
    start = span[0]
    while (cut := _button_end(text, (start, span[1]), clutter)) is not None:
        yield cut
        start = cut


def _button_end(text: str, span: Span, clutter: Clutter) -> int | None:
    """Where the button or byline at the head of a line ends, or null where there is none with text glued to it."""
    for place in _BUTTON_END.finditer(text, span[0] + 3, min(span[1], span[0] + LONGEST_BUTTON)):
        cut = place.start()
        left = text[span[0] : cut]
        # In "ADVERTISEMENTThe" the last capital belongs to the right-hand word, which must go on in lower case.
        if not (left[-1].isalnum() or left[-1] in ".!?…»)|") or (left[-1].isupper() and not text[cut + 1].islower()):
            continue
        rest = text[cut : min(span[1], cut + WINDOW)]
        if clutter.whole_kind(left) is not None and (" " in left.strip() or _opens_sentence(rest)):
            return cut
        if is_byline(left, clutter) and _opens_sentence(rest) and _glued_word(left) not in clutter.camel_prefixes:
            return cut
    return None


def _case_cuts(text: str, span: Span, clutter: Clutter) -> Iterator[int]:
    """Places where a lower-case word runs into a capitalised one: "memberIsraeli", "parisThe"."""
    for glued in _CASE.finditer(text, span[0], span[1]):
        word, cut = glued.group(), glued.end()
        if not word.islower() or word in clutter.camel_prefixes or _ADDRESS.search(text, max(span[0], cut - 40), cut):
            continue
        left, right = text[max(span[0], cut - WINDOW) : cut], text[cut : min(span[1], cut + WINDOW)]
        is_cue = len(left) < WINDOW and clutter.kind_of(left) is not None
        is_fault = len(word) >= 4 and left.count(" ") >= 2 and _opens_sentence(right) and _is_single(text, glued)
        if is_cue or is_fault:
            yield cut


def _is_single(text: str, glued: re.Match[str]) -> bool:
    """Whether the glued word stands nowhere else in the text; a name with a capital inside tends to come again."""
    token = re.compile(r"\w+").match(text, glued.start())
    return token is not None and text.count(token.group()) == 1


def _stop_cuts(text: str, span: Span, clutter: Clutter) -> Iterator[int]:
    """Places where a full stop is directly followed by a capital: "Karabakh.CPC - Caspian Policy Center"."""
    for stop in _STOP.finditer(text, span[0], span[1]):
        word = _glued_word(text[max(span[0], stop.start() - 40) : stop.start()]).lower()
        address = text[max(span[0], stop.start() - 40) : stop.start()].rsplit(" ", maxsplit=1)[-1]
        if word in clutter.abbreviations or _ADDRESS.search(address):
            continue
        rest = text[stop.end() : min(span[1], stop.end() + WINDOW)]
        # "Booking.Com", "Yahoo.Japan": a name with a stop inside begins with a capital; no new line follows.
        if address[:1].isupper() and not (_opens_sentence(rest) or is_outlet_line(rest, clutter)):
            continue
        yield stop.end()


def _cut_appeals(text: str, piece: Span, clutter: Clutter) -> Iterator[Span]:
    """The piece, cut around sentences that are appeals while their neighbours are not.

    A sentence between two appeals belongs to them; one beside an appeal is body, for it may be news.
    """
    spans = _sentences_outside_quotes(text, piece)
    kinds = [clutter.kind_of(text[first:last]) is ClutterKind.PITCH for first, last in spans]
    if len(spans) < 2 or not any(kinds):
        yield piece
        return
    kinds = [kind or (any(kinds[:place][-1:]) and any(kinds[place + 1 :][:1])) for place, kind in enumerate(kinds)]
    start = piece[0]
    for place in range(1, len(spans)):
        if kinds[place] != kinds[place - 1]:
            yield _strip(text, (start, spans[place][0]))
            start = spans[place][0]
    yield _strip(text, (start, piece[1]))


def _sentences_outside_quotes(text: str, piece: Span) -> list[Span]:
    """Rough sentences of a line; a quote of several sentences is not cut."""
    quoted = [(quote.start(), quote.end()) for quote in _QUOTED.finditer(text, piece[0], piece[1])]
    bounds = [piece[0]]
    for end in _SENTENCE_END.finditer(text, piece[0], piece[1]):
        while quoted and quoted[0][1] <= end.start():
            quoted.pop(0)
        if not quoted or not quoted[0][0] < end.start() < quoted[0][1] - 2:
            bounds.append(end.end())
    bounds.append(piece[1])
    return [(first, last) for first, last in pairwise(bounds) if last > first]


def _opens_sentence(rest: str) -> bool:
    """Whether the text goes on as a sentence does: six words or more, with a final stop."""
    ends = len(rest) >= WINDOW or is_final(rest) or _SENTENCE_END.search(rest) is not None
    return ends and len(rest.split(None, 6)) >= 6


def _glued_word(left: str) -> str:
    """The last run of letters and inner stops of `left`, in lower case from its last capital on."""
    run = re.search(r"[^\s\"“”‘(\[]*$", left)
    word = run.group() if run else ""
    capitals = [place for place, letter in enumerate(word) if letter.isupper()]
    return word[capitals[-1] :].lower() if capitals else word.lower()


def _strip(text: str, span: Span) -> Span:
    """The span without its outer white space."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)
