"""Office memory: who held which office, as far as the articles say it beside a name, with the words that say so.

`dragoman.knowledge.office_memory` gives it to the resolution of later articles, where a user asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.knowledge.office_memory import MEMORY
from dragoman.merge.names import fold_name, same_person
from dragoman.records import (
    ActorKind,
    CodedArticle,
    OfficeConflict,
    OfficeConflictKind,
    OfficeEvidence,
    OfficeTerm,
)

# Statuses in which an office is held: two holders at one time contradict each other only in these.
_HELD = ("current", "acting")

Folded = tuple[str, ...]


class _Seen(msgspec.Struct, frozen=True):
    """One title bound to a name in one article."""

    name: str
    folded: Folded
    title: str
    state: str | None
    status: str
    evidence: OfficeEvidence


def learn_offices(articles: Iterable[CodedArticle]) -> tuple[OfficeTerm, ...]:
    """The terms of office that articles state, by state, title, day and person; the order of articles is no matter.

    A bare surname counts for the fuller name that has the same title, where there is only one. Terms that cannot all
    be true are kept and marked.
    """
    seen = [one for coded in articles for one in _seen_in(coded)]
    groups: dict[tuple[Folded, str, str | None, str], list[_Seen]] = {}
    fuller = _fuller_names(seen)
    for one in seen:
        person = fuller.get((one.folded, one.title.casefold(), one.state), one.folded)
        groups.setdefault((person, one.title.casefold(), one.state, one.status), []).append(one)
    terms = [_term(group) for group in groups.values()]
    ordered = sorted(terms, key=lambda term: (term.state or "", term.title, term.first or "", term.person, term.status))
    return _marked(ordered)


def _seen_in(coded: CodedArticle) -> Iterable[_Seen]:
    article = coded.article
    for actor in coded.actors:
        if actor.kind is not ActorKind.PERSON or not fold_name(actor.name):
            continue
        for office in actor.offices:
            evidence = OfficeEvidence(article=article.id, published=article.published, span=office.span)
            is_remembered = MEMORY in actor.reason  # what memory gave must not come back to it as evidence
            state = office.state or (None if is_remembered else actor.state)
            yield _Seen(actor.name, fold_name(actor.name), office.title, state, office.status, evidence)


def _fuller_names(seen: Sequence[_Seen]) -> Mapping[tuple[Folded, str, str | None], Folded]:
    """For each bare surname with a title and state: the one fuller name that bears both."""
    names: dict[tuple[str, str | None], set[Folded]] = {}
    for one in seen:
        names.setdefault((one.title.casefold(), one.state), set()).add(one.folded)
    found: dict[tuple[Folded, str, str | None], Folded] = {}
    for (title, state), bearers in names.items():
        for bare in (name for name in bearers if len(name) == 1):
            longer = [name for name in bearers if len(name) > 1 and same_person(bare, name)]
            if len(longer) == 1:
                found[(bare, title, state)] = longer[0]
    return found


def _term(group: Sequence[_Seen]) -> OfficeTerm:
    ordered = sorted(
        group, key=lambda one: (one.evidence.published or "", one.evidence.article, one.evidence.span or ())
    )
    days = [one.evidence.published for one in ordered if one.evidence.published]
    longest = max(ordered, key=lambda one: (len(one.name), one.name))
    return OfficeTerm(
        person=longest.name,
        title=min(one.title for one in ordered),
        state=longest.state,
        status=longest.status,
        first=min(days, default=None),
        last=max(days, default=None),
        evidence=tuple(dict.fromkeys(one.evidence for one in ordered)),
    )


def _marked(terms: Sequence[OfficeTerm]) -> tuple[OfficeTerm, ...]:
    """The terms with their conflicts; only terms of one title are compared."""
    by_title: dict[str, list[OfficeTerm]] = {}
    for term in terms:
        by_title.setdefault(term.title.casefold(), []).append(term)
    return tuple(
        msgspec.structs.replace(term, conflicts=tuple(_conflicts(term, by_title[term.title.casefold()])))
        for term in terms
    )


def _conflicts(term: OfficeTerm, rivals: Iterable[OfficeTerm]) -> Iterable[OfficeConflict]:
    for other in rivals:
        if other is term or not {term.status, other.status} <= set(_HELD) or not _overlap(term, other):
            continue
        is_same = same_person(fold_name(term.person), fold_name(other.person))
        if is_same and term.state != other.state and term.state and other.state:
            yield OfficeConflict(kind=OfficeConflictKind.STATES, person=other.person, state=other.state)
        if not is_same and term.state == other.state and term.state:
            yield OfficeConflict(kind=OfficeConflictKind.HOLDERS, person=other.person, state=other.state)


def _overlap(one: OfficeTerm, other: OfficeTerm) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last
