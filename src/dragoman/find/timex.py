"""Time expressions of an article, each with the interval that it means."""

from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.errors import TimexError
from dragoman.find.event_dates import with_events
from dragoman.find.tense import governor_of, tense_at
from dragoman.find.time_grammar import first_layer, second_layer
from dragoman.find.time_guards import guard
from dragoman.find.time_lexing import Lexeme, Timed, lex, rewrite
from dragoman.find.time_meaning import Meaning, Vantage, dated
from dragoman.find.time_resolution import period, shift
from dragoman.knowledge import Knowledge
from dragoman.knowledge.time_words import Lexicon
from dragoman.records import Article, Grain, Interval, Span, Timex, TimexKind, edtf
from dragoman.text.marked import Marked, Sentence

# A duration is closed by a date after a verb of ending, at most so many words later: "a decade of frozen ties … which
# ended in 2022". Longer gaps in news bring another clause.
CLOSING_REACH = 14

_FINE = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR)


def find_timexes(marked: Marked, knowledge: Knowledge) -> tuple[Timex, ...]:
    """The time expressions of an article, in reading order, seen from its day of publication.

    Where that day is not known, absolute dates still have their days, and relative ones keep their distance
    (`Interval.relative`). A publication known to the month or year gives what holds for all its days. Durations and
    sets have no interval. Spans do not overlap.

    Source: TimeML 1.2.1, TIMEX3; EDTF (ISO 8601-2); our profile is in docs/method/times.md.
    """
    lexicon = knowledge.time_words.of(marked.article.language)
    first, last = anchors(marked.article)
    found: list[Timex] = []
    reference: _Reference | None = None
    story = 0
    for block in _blocks(marked):
        if block[0].story != story:
            reference, story = None, block[0].story
        lexemes = guard(lex(marked.article.text, (block[0].start, block[-1].end), lexicon), marked, lexicon)
        lexemes = rewrite(rewrite(lexemes, first_layer()), second_layer())
        for place in range(len(lexemes)):
            for timed, timex, meaning in _resolved(marked, lexemes, place, lexicon, (first, last), reference):
                found.append(timex)
                if meaning is not None and _is_reference(timed, meaning):
                    reference = _Reference(marked, timex.span, meaning)
    dated = with_events(marked, tuple(found)) if lexicon.language == "en" else tuple(found)
    return _apart(dated)


def _apart(found: Iterable[Timex]) -> tuple[Timex, ...]:
    """The expressions in reading order, without those that reach into one already taken."""
    kept: list[Timex] = []
    for timex in sorted(found, key=lambda timex: (timex.span[0], -timex.span[1])):
        if not kept or kept[-1].span[1] <= timex.span[0]:
            kept.append(timex)
    return tuple(kept)


def anchors(article: Article) -> tuple[date | None, date | None]:
    """The first and the last day on which the article can have been published; null where that is not known."""
    if article.published_interval is not None:
        ends = article.published_interval.earliest, article.published_interval.latest
        if ends[0] and ends[1]:
            return date.fromisoformat(ends[0]), date.fromisoformat(ends[1])
    if article.published is not None:
        return (date.fromisoformat(article.published),) * 2
    return None, None


class _Reference:
    """The date last named, and the clause that it stands in."""

    def __init__(self, marked: Marked, span: Span, meaning: Meaning) -> None:
        self.meaning = meaning
        governor = governor_of(marked, span)
        self.governor = governor.index if governor else -1

    def is_near(self, marked: Marked, span: Span) -> bool:
        """Whether a span hangs on the same verb, or on one joined to it."""
        governor = governor_of(marked, span)
        if governor is None:
            return False
        while governor.index != self.governor and governor.dep == "conj":
            governor = marked.head(governor.index)
        return governor.index == self.governor


def _blocks(marked: Marked) -> Iterator[list[Sentence]]:
    """Runs of sentences of one line and region: a sentence wrongly ended at "Jan." does not break a date."""
    block: list[Sentence] = []
    for sentence in marked.sentences:
        if block and (
            sentence.region != block[-1].region
            or sentence.story != block[-1].story
            or "\n" in marked.article.text[block[-1].end : sentence.start]
        ):
            yield block
            block = []
        block.append(sentence)
    if block:
        yield block


Resolved = tuple[Timed, Timex, Meaning | None]


def _resolved(
    marked: Marked,
    lexemes: list[Lexeme],
    place: int,
    lexicon: Lexicon,
    days: tuple[date | None, date | None],
    reference: "_Reference | None",
) -> Iterator[Resolved]:
    """The time expression at a place of the lexemes with its meaning; its parts where the whole is none."""
    lexeme = lexemes[place]
    timed, span = lexeme.timed, (lexeme.start, lexeme.end)
    if timed is None:
        return
    nearby = reference.meaning if reference and reference.is_near(marked, span) else None
    seen = Vantage(
        anchor=days[0],
        tense=tense_at(marked, span, lexicon),
        reference=reference.meaning if reference else None,
        nearby=nearby,
    )
    meaning = _meaning(timed, seen, days[1])
    if meaning is None and timed.unit:
        meaning = _closed_duration(lexemes, place, seen)
    if meaning is None and lexeme.name not in ("set", "duration") and timed.duration is None:
        for inner in range(len(timed.inner)):
            yield from _resolved(marked, list(timed.inner), inner, lexicon, days, reference)
        return
    kind = meaning.kind if meaning else TimexKind.SET if lexeme.name == "set" else TimexKind.DURATION
    timex = Timex(
        span=span,
        phrase=marked.words(span),
        kind=kind,
        interval=_interval(marked, span, meaning) if meaning else None,
        rule=timed.rule,
        duration=timed.duration if meaning is None else None,
    )
    yield timed, timex, meaning


def _meaning(timed: Timed, seen: Vantage, last_anchor: date | None) -> Meaning | None:
    """What it means from the first and from the last day of publication; both together where they differ."""
    if timed.resolve is None:
        return None
    try:
        first = timed.resolve(seen)
        if seen.anchor == last_anchor or first is None or first.edtf is None:
            return first
        second = timed.resolve(
            Vantage(anchor=last_anchor, tense=seen.tense, reference=seen.reference, nearby=seen.nearby)
        )
    except (TimexError, OverflowError):
        return None  # outside the calendar: "3,000 years ago"
    return _both(first, second) if second is not None else None


def _both(one: Meaning, other: Meaning) -> Meaning | None:
    """Whatever either means, as one of a set of days; an end that is open in one is open."""
    if one.edtf == other.edtf:
        return one
    starts = [meaning.earliest for meaning in (one, other)]
    ends = [meaning.latest for meaning in (one, other)]
    earliest = None if None in starts else min(day for day in starts if day)
    latest = None if None in ends else max(day for day in ends if day)
    if earliest is None or latest is None:
        left = one.left if earliest is None else earliest.isoformat()
        right = other.right if latest is None else latest.isoformat()
        return dated(f"{left}/{right}", one.kind) if left + right not in ("", "..") else None
    whole = edtf.between(earliest, latest)
    return dated(whole if "/" not in whole else f"[{earliest}..{latest}]", one.kind)


def _closed_duration(lexemes: list[Lexeme], place: int, seen: Vantage) -> Meaning | None:
    """A duration whose end the sentence dates: "more than a decade of … which ended in 2022" is 2012~/2022."""
    timed = lexemes[place].timed
    if timed is None or not timed.count or timed.unit not in ("month", "year", "decade", "century"):
        return None
    closing = _closing_date(lexemes, place)
    if closing is None or closing.timed is None or closing.timed.resolve is None:
        return None
    end = closing.timed.resolve(seen)
    if end is None or end.earliest is None or end.edtf is None or "/" in end.edtf:
        return None
    return _before_end(timed, end)


def _closing_date(lexemes: list[Lexeme], place: int) -> Lexeme | None:
    """The date after a verb of ending, or the date of what came "after ten years"."""
    ahead = lexemes[place + 1 : place + 2 + CLOSING_REACH]
    stop = next((number for number, lexeme in enumerate(ahead) if lexeme.name == "dot"), len(ahead))
    ended = next((number for number, lexeme in enumerate(ahead[:stop]) if lexeme.name == "ended"), None)
    if ended is not None:
        return next((lexeme for lexeme in ahead[ended + 1 : ended + 4] if lexeme.name == "date"), None)
    if place and lexemes[place - 1].name == "after":
        behind = lexemes[max(place - 4, 0) : place - 1]
        return next((lexeme for lexeme in [*reversed(behind), *ahead[:stop]] if lexeme.name == "date"), None)
    return None


def _before_end(timed: Timed, end: Meaning) -> Meaning | None:
    if end.earliest is None or end.edtf is None:
        return None
    unit = "month" if timed.unit == "month" and end.grain in (Grain.DAY, Grain.MONTH) else "year"
    start = period(shift(end.earliest, timed.unit, -timed.count), unit)
    return dated(f"{edtf.approximate(start) if timed.is_about else start}/{end.edtf}", TimexKind.INTERVAL)


def _is_reference(timed: Timed, meaning: Meaning) -> bool:
    """Whether later expressions can count from it: a date with both ends, or a distance, that is not vague."""
    if meaning.kind not in (TimexKind.DATE, TimexKind.INTERVAL) or timed.rule.startswith(("since", "until", "before")):
        return False
    if meaning.edtf is None:
        return "/" not in meaning.text
    return meaning.earliest is not None and meaning.latest is not None and meaning.grain in _FINE


def _interval(marked: Marked, span: Span, meaning: Meaning) -> Interval:
    return Interval(
        edtf=meaning.edtf,
        earliest=meaning.earliest.isoformat() if meaning.earliest else None,
        latest=meaning.latest.isoformat() if meaning.latest else None,
        grain=meaning.grain,
        span=span,
        phrase=marked.words(span),
        relative=meaning.relative,
    )
