"""Ties → sentences: how relations are described, by whom, and since when; like descriptions are told together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.knowledge.phrases import Phrases
from dragoman.output.attributions import attribution_frame
from dragoman.output.claims import Told
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.output.dates import time_words
from dragoman.output.naming import Namer, finish, listed
from dragoman.output.quoting import balanced, nested
from dragoman.records import Act, CodedArticle, Event, Hop, HopKind, Quality, Span, Tie, contains, overlaps

TIE_LENGTH = 220
"""A clause of the article beside a description; the longest clauses of news run to about forty words."""

_CHANGES = frozenset({Act.SUPPORT, Act.AGREE, Act.SANCTION, Act.CONCEDE, Act.COOPERATE})
_HOSTILE = frozenset({Act.ACCUSE, Act.THREATEN, Act.REJECT, Act.REQUEST, Act.PROTEST, Act.COERCE, Act.ASSAULT})
"""Acts that say by themselves that relations are tense."""


class Description(NamedTuple):
    """Ties that say the same: one sentence, with the words of each."""

    ties: tuple[tuple[CodedArticle, Tie], ...]

    @property
    def lead(self) -> tuple[CodedArticle, Tie]:
        """The first of them."""
        return self.ties[0]


def without_told(
    ties: Iterable[tuple[CodedArticle, Tie]], told: Sequence[Told]
) -> tuple[tuple[CodedArticle, Tie], ...]:
    """The ties less those whose words a sure event tells already ("resumed diplomatic relations in August 2022")."""
    sure: dict[str, list[Event]] = {}
    for claim in (claim for one in told if not one.is_unsure for claim in one.accounts):
        sure.setdefault(claim.coded.article.id, []).append(claim.event)

    def is_told(coded: CodedArticle, tie: Tie) -> bool:
        acts = _CHANGES if tie.change is not None else _HOSTILE if tie.quality is Quality.TENSE else frozenset()
        here = sure.get(coded.article.id, ())
        return any(event.act in acts and overlaps(event.evidence, tie.evidence) for event in here)

    return tuple((coded, tie) for coded, tie in ties if not is_told(coded, tie))


def told_by_ties(told: Sequence[Told], ties: Iterable[tuple[CodedArticle, Tie]]) -> set[str]:
    """The ids of events that were read with doubt and whose words a tie tells better."""
    spans = {(coded.article.id, tie.evidence) for coded, tie in ties if tie.change is not None}
    return {
        one.lead.event.id
        for one in told
        if one.is_unsure and one.lead.event.act in _CHANGES
        if any(a == one.lead.coded.article.id and overlaps(s, one.lead.event.evidence) for a, s in spans)
    }


def descriptions_of(ties: Iterable[tuple[CodedArticle, Tie]]) -> tuple[Description, ...]:
    """Ties with the same quality, change, time and sources as one; a clause inside another of the same is left out."""
    groups: dict[tuple[object, ...], list[tuple[CodedArticle, Tie]]] = {}
    for coded, tie in ties:
        when = (tie.time.edtf or tie.time.phrase) if tie.time else None
        sources = tuple(hop.name for hop in _hops(coded, tie))
        group = groups.setdefault((tie.quality, tie.change, when, sources), [])
        inside = any(c.article.id == coded.article.id and contains(t.evidence, tie.evidence) for c, t in group)
        if not inside:
            group.append((coded, tie))
    return tuple(Description(tuple(group)) for group in groups.values())


def tell_description(
    description: Description, pair: tuple[str, str], namer: Namer, phrases: Phrases, *, is_short: bool = False
) -> str:
    """The sentence of a description, without its full stop; with a date as its label it is short."""
    coded, tie = description.lead
    hops = _hops(coded, tie)
    quality, change = (phrases.quality_said, phrases.change_said) if hops else (phrases.quality, phrases.change)
    templates = [quality[tie.quality]] if tie.quality else []
    templates += [change[tie.change]] if tie.change else []
    claims = [template.format(a=namer.state(pair[0]), b=namer.state(pair[1]), time="") for template in templates]
    time = "" if is_short else time_words(tie.time, phrases)
    text = attribution_frame(hops, coded.article.id, namer, phrases).replace("{claim}", _joined(claims) + time)
    if is_short:
        return finish(text)
    words = [phrases.part["words_of"].format(words=shown(c, t.evidence)) for c, t in description.ties]
    return finish(text + phrases.part["words_listed"].format(words=listed(list(dict.fromkeys(words)))))


def shown(coded: CodedArticle, span: Span) -> str:
    """The words of a tie as they stand inside quotation marks."""
    return nested(balanced(shorten(unquoted(plain(coded.article.words(span))), TIE_LENGTH)))


def _hops(coded: CodedArticle, tie: Tie) -> list[Hop]:
    return [hop for hop in tie.chain if hop.kind is not HopKind.AUTHOR and hop.name != coded.article.outlet]


def _joined(claims: Sequence[str]) -> str:
    """Two claims about one subject with the subject said once."""
    if len(claims) < 2:
        return "".join(claims)
    one, other = (claim.split() for claim in claims)
    shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    rest = other[shared - 1 :] if shared else other  # the verb "are" begins both, and is said twice
    return f"{claims[0]} and {' '.join(rest)}"
