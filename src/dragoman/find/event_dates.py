"""Times told by an event that the sentence does not date: "since the beginning of the siege"."""

from datetime import date

from dragoman.find.time_composition import since
from dragoman.find.time_meaning import Meaning, undated
from dragoman.records import Grain, Interval, Span, Timex, TimexKind, contains, overlaps
from dragoman.text.marked import Marked, Token

# An event is named in a few words; a longer noun phrase holds clauses of its own.
LONGEST_EVENT = 80


def with_events(marked: Marked, timexes: tuple[Timex, ...]) -> tuple[Timex, ...]:
    """The time expressions with those of the form "since EVENT" added, in reading order.

    The event's date is taken from another place of the text that names it in the same words and dates it; otherwise
    the interval is relative (`event/..`).
    """
    added = [
        _since_event(marked, token.start, span, timexes)
        for token in marked.tokens
        if token.lemma == "since" and (span := _event_after(marked, token, timexes)) is not None
    ]
    return tuple(sorted((*timexes, *added), key=lambda timex: timex.span)) if added else timexes


def _event_after(marked: Marked, preposition: Token, timexes: tuple[Timex, ...]) -> Span | None:
    """The span of the noun phrase after "since", unless a time expression stands in it."""
    if preposition.dep not in ("prep", "mark"):
        return None
    noun = next((child for child in marked.children(preposition.index) if child.dep == "pobj"), None)
    if noun is None or noun.pos != "NOUN":
        return None
    start, end = marked.subtree(noun.index)
    comma = marked.words((noun.end, end)).find(",") if end > noun.end else -1
    span = (start, noun.end + comma if comma >= 0 else end)
    has_time = any(overlaps(timex.span, (preposition.start, span[1])) for timex in timexes)
    is_event = preposition.end <= span[0] and span[1] - span[0] <= LONGEST_EVENT
    return span if is_event and not has_time else None


def _since_event(marked: Marked, start: int, event: Span, timexes: tuple[Timex, ...]) -> Timex:
    meaning = _dated_elsewhere(marked, event, timexes) or undated("event/..", kind=TimexKind.VAGUE)
    span = (start, event[1])
    interval = Interval(
        edtf=meaning.edtf,
        earliest=meaning.earliest.isoformat() if meaning.earliest else None,
        latest=meaning.latest.isoformat() if meaning.latest else None,
        grain=meaning.grain,
        span=span,
        phrase=marked.words(span),
        relative=meaning.relative,
    )
    return Timex(span=span, phrase=marked.words(span), kind=meaning.kind, interval=interval, rule="since an event")


def _dated_elsewhere(marked: Marked, event: Span, timexes: tuple[Timex, ...]) -> Meaning | None:
    """The time since the event, from a place that says the same words followed by "in" or "on" and a date."""
    name = marked.words(event)
    place = marked.article.text.find(name)
    while place >= 0:
        end = place + len(name)
        for timex in timexes:
            is_next = timex.span[0] >= end and marked.words((end, timex.span[0])).strip() in ("in", "on", "of")
            dated = _date_of(timex) if is_next and not contains(event, timex.span) else None
            if dated is not None:
                return since(dated)
        place = marked.article.text.find(name, end)
    return None


def _date_of(timex: Timex) -> Meaning | None:
    interval = timex.interval
    if interval is None or interval.edtf is None or interval.earliest is None or interval.latest is None:
        return None
    return Meaning(
        kind=timex.kind,
        edtf=interval.edtf,
        earliest=date.fromisoformat(interval.earliest),
        latest=date.fromisoformat(interval.latest),
        grain=Grain(interval.grain),
    )
