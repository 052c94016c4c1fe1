"""Anchors: what of a judged record is kept, and how the record is found again after another coding.

A record whose id is gone is the one of the same article and kind whose evidence shares words with the old one's and
that has the same sort (for events: family of acts) or the same words; the best pairs first, one to one among all that
stood there. What no record of the new coding fits, or two fit equally well, is not found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from dragoman.merge.names import fold_name
from dragoman.merge.profiles import family_of
from dragoman.merge.standing import ids_in
from dragoman.records import (
    Act,
    Actor,
    Anchor,
    CodedArticle,
    Event,
    Judgement,
    Ref,
    Span,
    Statement,
    Tie,
    content_id,
    overlaps,
)

Judged: TypeAlias = Event | Statement | Tie | Actor
Score: TypeAlias = tuple[bool, bool, float, float]

KINDS: dict[type[Judged], str] = {Event: "event", Statement: "statement", Tie: "tie", Actor: "actor"}


def anchor_of(coded: CodedArticle, identifier: str) -> Anchor | None:
    """The anchor of a record of an article; null where the article holds none of that id."""
    found = next((record for record in records_of(coded) if record.id == identifier), None)
    if found is None:
        return None
    anchors = [anchor for anchor in _bare(coded) if anchor.kind == KINDS[type(found)]]
    own = next(anchor for anchor in anchors if anchor.record == identifier)
    beside = tuple(anchor for anchor in anchors if anchor.record != identifier and _touch(own, anchor))
    return msgspec.structs.replace(own, beside=beside)


def match_anchors(coded: CodedArticle, judgements: Iterable[Judgement]) -> dict[str, str]:
    """The ids that judged records of an article have now, by the ids under which they were judged.

    Anchors of one coding are matched one to one; those of another coding by themselves, for two old ids may name what
    is one record now.
    """
    groups: dict[str, dict[str, Anchor]] = {}
    for judgement in judgements:
        for anchor in (*judgement.anchors, *judgement.other_anchors):
            if anchor.article == coded.article.id:
                known = groups.setdefault(anchor.coding, {})
                known.update({one.record: known.get(one.record, one) for one in anchor.beside})
                known[anchor.record] = anchor
    if not groups:
        return {}
    here = _bare(coded)
    matched: dict[str, str] = {}
    for coding in sorted(groups):
        matched.update(_assign(groups[coding].values(), here))
    return matched


def records_of(coded: CodedArticle) -> Iterator[Judged]:
    """All records of an article that can be judged."""
    yield from coded.events
    yield from coded.statements
    yield from coded.ties
    yield from coded.actors


def states_named(refs: Iterable[Ref | None]) -> tuple[str, ...]:
    """The states of references, or their names where they have none; sorted."""
    return tuple(sorted({ref.state or ref.name for ref in refs if ref is not None}))


def _assign(then: Iterable[Anchor], now: Sequence[Anchor]) -> dict[str, str]:
    """Old ids → new ids: the same id first, then the best pairs of what is left."""
    ids = {anchor.record for anchor in now}
    old = sorted(then, key=lambda anchor: anchor.record)
    matched = {anchor.record: anchor.record for anchor in old if anchor.record in ids}
    free = {anchor.record: anchor for anchor in now if anchor.record not in matched}
    pairs = [
        (score, anchor.record, other.record)
        for anchor in old
        if anchor.record not in matched
        for other in free.values()
        if (score := _score(anchor, other)) is not None
    ]
    for score in sorted({score for score, _, _ in pairs}, reverse=True):
        level = [(one, other) for found, one, other in pairs if found == score and one not in matched and other in free]
        olds, news = Counter(one for one, _ in level), Counter(other for _, other in level)
        sure = {one: other for one, other in level if olds[one] == news[other] == 1}
        matched.update(sure)
        for other in sure.values():
            del free[other]
    return matched


def _score(then: Anchor, now: Anchor) -> Score | None:
    """How well a record fits what stood there; null where it cannot be it."""
    if then.kind != now.kind or not _touch(then, now):
        return None
    same_words, same_sort = fold_name(then.words) == fold_name(now.words), _family(then) == _family(now)
    if not (same_words or same_sort):
        return None
    shared = len({*then.sides} & {*now.sides}) / max(1, len({*then.sides, *now.sides}))
    return (same_words and same_sort, same_words, round(shared, 3), round(_overlap(then.span, now.span), 3))


def _touch(one: Anchor, other: Anchor) -> bool:
    """Whether two records share words of the text; actors without a mention do where their names are equal."""
    if one.span is None or other.span is None:
        return one.words == other.words
    return overlaps(one.span, other.span) or (one.kind == "actor" and fold_name(one.words) == fold_name(other.words))


def _overlap(one: Span | None, other: Span | None) -> float:
    if one is None or other is None:
        return 0.0
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def _family(anchor: Anchor) -> str:
    return family_of(Act(anchor.sort)) if anchor.kind == "event" else anchor.sort


def _bare(coded: CodedArticle) -> list[Anchor]:
    """The anchors of all records of an article, each by itself."""
    coding = content_id("cod", *sorted(ids_in(coded)))
    anchors = []
    for record in records_of(coded):
        span, words, sort, sides = _content(coded, record)
        kind, article = KINDS[type(record)], coded.article.id
        anchors.append(
            Anchor(
                record=record.id,
                kind=kind,
                article=article,
                coding=coding,
                span=span,
                words=words,
                sort=sort,
                sides=sides,
            )
        )
    return anchors


def _content(coded: CodedArticle, record: Judged) -> tuple[Span | None, str, str, tuple[str, ...]]:
    """Span, words, sort and sides of a record."""
    words = coded.article.words
    match record:
        case Event():
            refs = (*record.sources, *record.targets)
            return record.evidence, words(record.trigger), record.act.value, states_named(refs)
        case Statement():
            extent = (min(start for start, _ in record.content), max(end for _, end in record.content))
            cue = words(record.cue) if record.cue else ""
            return extent, cue, record.speech_act.value, states_named([record.speaker])
        case Tie():
            sort = "/".join(part.value for part in (record.quality, record.change) if part)
            return record.evidence, words(record.evidence), sort, states_named(record.pair)
        case Actor():
            span = record.mentions[0].span if record.mentions else None
            return span, record.name, record.kind.value, record.states or ((record.state,) if record.state else ())
