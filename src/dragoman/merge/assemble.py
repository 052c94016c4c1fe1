"""A cluster of events → one happening: its status, its time, its counts and its conflicts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from dragoman.merge.conflicts import find_conflicts
from dragoman.merge.copies import NO_COPIES, CopyLinks
from dragoman.merge.profiles import Profile
from dragoman.merge.sources import count_origins, count_outlets, count_reports
from dragoman.merge.windows import WindowKind
from dragoman.records import DONE, EventLink, Happening, Interval, Status, StatusPoint, content_id


class Link(NamedTuple):
    """An event of a cluster and why it was put there."""

    profile: Profile
    reason: str


def assemble(links: Sequence[Link], copies: CopyLinks = NO_COPIES) -> Happening:
    """The happening of a cluster; its id is made from the ids of its events. `copies` are articles that share text."""
    profiles = [link.profile for link in links]
    acts = Counter(p.event.act for p in profiles)
    act = min(acts, key=lambda act: (-acts[act], act))
    # An own act is kept as a mode, and is none of another act that some of the accounts tell.
    modes = Counter(p.event.mode for p in profiles if p.event.mode and (p.event.act is act or p.event.mode.islower()))
    history = status_history(profiles)
    return Happening(
        id=content_id("hap", *sorted(p.event.id for p in profiles)),
        act=act,
        mode=min(modes, key=lambda mode: (-modes[mode], mode)) if modes else None,
        states=tuple(sorted(frozenset().union(*(p.states for p in profiles)))),
        status=current_status(history),
        status_history=history,
        time=_time(profiles),
        links=tuple(_event_links(links)),
        reports=count_reports(profiles),
        outlets=count_outlets(profiles),
        origins=count_origins(profiles, copies),
        conflicts=find_conflicts(profiles),
    )


def status_history(profiles: Iterable[Profile]) -> tuple[StatusPoint, ...]:
    """Each status that each article gave, by day of publication; articles without one come first."""
    points = {
        StatusPoint(status=p.event.status, article=p.article.id, as_of=p.article.published): None for p in profiles
    }
    return tuple(sorted(points, key=lambda point: (point.as_of or "", point.article, point.status)))


def current_status(history: Sequence[StatusPoint]) -> Status:
    """The status that holds after all accounts.

    What happened is not undone by later accounts that still announce it, and a denial is one side's word: it shows as
    a conflict, and is the status only where nobody claims the act. Of plan and cancellation the later one holds.
    """
    statuses = {point.status for point in history}
    for status in (Status.HAPPENED, Status.ONGOING):
        if status in statuses:
            return status
    plans = [point for point in history if point.status in (Status.PLANNED, Status.CALLED_OFF)]
    if plans:
        last = max(plans, key=lambda point: (point.as_of or "", point.status is Status.CALLED_OFF))
        return last.status
    return Status.DENIED if Status.DENIED in statuses else Status.HYPOTHETICAL


def _time(profiles: Sequence[Profile]) -> Interval | None:
    """The most exact time that an account gives: a finished act's before a planned one's, then the most often given.

    It has no span, since it stands for several articles.
    """
    times = [p for p in profiles if p.event.time is not None]
    if not times:
        return None
    often = Counter(p.event.time.edtf for p in times if p.event.time)

    def rank(profile: Profile) -> tuple[object, ...]:
        time = profile.event.time
        edtf = time.edtf if time else None
        is_vague = profile.window.kind is not WindowKind.DATED
        days = 0 if is_vague else profile.window.days
        return (
            is_vague,
            profile.event.status not in DONE,
            days,
            -often[edtf],
            edtf or "",
            profile.article.id,
            profile.event.id,
        )

    best = min(times, key=rank).event.time
    return None if best is None else msgspec.structs.replace(best, span=None)


def _event_links(links: Sequence[Link]) -> Iterable[EventLink]:
    for profile, reason in links:
        yield EventLink(
            event=profile.event.id,
            article=profile.article.id,
            external_id=profile.article.external_id,
            evidence=profile.event.evidence,
            reason=reason,
        )
