"""The monthly series of a pair: scores of happenings by month and status, each point with what it is made of."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.knowledge.cameo import Cameo
from dragoman.merge.profiles import states_of
from dragoman.merge.tie_claims import Pair
from dragoman.merge.windows import is_dated
from dragoman.records import (
    DONE,
    CodedArticle,
    Event,
    Happening,
    Interval,
    Series,
    SeriesPoint,
    StatusGroup,
    TieAccount,
)

SEVERAL_MONTHS, UNDATED = "several_months", "undated"


def monthly_series(
    pair: Pair,
    happenings: Iterable[Happening],
    articles: Iterable[CodedArticle],
    accounts: Iterable[TieAccount],
    cameo: Cameo,
) -> tuple[Series, ...]:
    """One series for each group of statuses, all five, in their order.

    A happening counts where one of the two acts towards the other or both act together, once, with the score of its
    act: what is planned scores as it would if done, but in a series of its own. It counts in a month only where all
    days that it may have lie in this month. `articles` hold the events of the happenings.
    """
    sides = {event.id: _is_between(pair, event, coded) for coded in articles for event in coded.events}
    found: dict[tuple[StatusGroup, str], list[Happening]] = {}
    for one in happenings:
        if any(sides.get(link.event, False) for link in one.links):
            found.setdefault((group_of(one), month_of(one.time)), []).append(one)
    ties: dict[tuple[StatusGroup, str], list[str]] = {}
    for account in accounts:
        ties.setdefault((StatusGroup.DONE, month_of(account.time)), []).append(account.id)
    return tuple(_series(group, found, ties, cameo) for group in StatusGroup)


def group_of(happening: Happening) -> StatusGroup:
    """The series that a happening counts in."""
    return StatusGroup.DONE if happening.status in DONE else StatusGroup(happening.status.value)


def month_of(time: Interval | None) -> str:
    """The month in which all days of an interval lie ("2022-08"), else `several_months` or `undated`."""
    if time is None or not is_dated(time):
        return UNDATED
    first, last = (time.earliest or "")[:7], (time.latest or "")[:7]
    return first if first and first == last else SEVERAL_MONTHS


def scores_of(cameo: Cameo) -> str:
    """What the scores are, with the version of the codebook that gives them."""
    return f"Goldstein, by {cameo.name} {cameo.version}"


def _series(
    group: StatusGroup,
    found: Mapping[tuple[StatusGroup, str], Sequence[Happening]],
    ties: Mapping[tuple[StatusGroup, str], Sequence[str]],
    cameo: Cameo,
) -> Series:
    months = {month for kind, month in (*found, *ties) if kind is group}
    points = (
        _point(month, found.get((group, month), ()), ties.get((group, month), ()), cameo)
        for month in sorted(months)  # digits sort before the words of the two last points
    )
    return Series(group=group, points=tuple(points))


def _point(month: str, happenings: Sequence[Happening], ties: Sequence[str], cameo: Cameo) -> SeriesPoint:
    scores = [cameo.root_of(one.act, one.mode).score for one in happenings]
    total = round(sum(scores), 4)
    return SeriesPoint(
        month=month,
        count=len(scores),
        sum=total,
        mean=round(total / len(scores), 4) if scores else None,
        cooperative=sum(score > 0 for score in scores),
        conflictual=sum(score < 0 for score in scores),
        happenings=tuple(sorted(one.id for one in happenings)),
        ties=tuple(sorted(ties)),
    )


def _is_between(pair: Pair, event: Event, coded: CodedArticle) -> bool:
    """Whether one state acts towards the other, or both act together; two that act on a third do nothing between."""
    plural = {actor.id: actor.states for actor in coded.actors if actor.states}
    sources, targets = states_of(event.sources, plural), states_of(event.targets, plural)
    if event.symmetric:
        return set(pair) <= sources | targets
    if not targets:
        targets = states_of(event.hosts, plural)
    one, other = pair
    return (one in sources and other in targets) or (other in sources and one in targets)
