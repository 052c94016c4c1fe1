"""Plans that were put off: the date that was announced binds no longer, so that the act can follow on another day."""

from collections.abc import Iterable, Mapping

import msgspec

from dragoman.merge.names import same_person
from dragoman.merge.profiles import Profile
from dragoman.merge.windows import EXPECTED_DAYS, Window, WindowKind, publication_days
from dragoman.records import Status, StatusDetail


def with_plans_put_off(profiles: Mapping[str, Profile], accounts: Iterable[Profile]) -> dict[str, Profile]:
    """The same profiles, those of plans that a later one of the accounts says were put off reaching as far as an
    undated plan.

    A plan is held for the one put off where parties, act and mode are the same, no persons differ, and its date lies
    no more than `EXPECTED_DAYS` from the news that it was put off.
    """
    put_off: dict[tuple[object, ...], list[Profile]] = {}
    for profile in accounts:
        if is_news_of_delay(profile):
            put_off.setdefault(_key(profile), []).append(profile)
    return {
        event: _loosened(profile) if _is_put_off(profile, put_off.get(_key(profile), [])) else profile
        for event, profile in profiles.items()
    }


def is_news_of_delay(profile: Profile) -> bool:
    """Whether an account tells on a known day that a plan was put off."""
    return profile.event.detail is StatusDetail.POSTPONED and publication_days(profile.article) is not None


def _key(profile: Profile) -> tuple[object, ...]:
    return (profile.parties, profile.event.act, profile.event.mode)


def _is_put_off(plan: Profile, news: list[Profile]) -> bool:
    """Whether some news of a postponement is later than a plan and about it."""
    published = publication_days(plan.article)
    if plan.event.status is not Status.PLANNED or published is None or plan.window.kind is not WindowKind.DATED:
        return False
    for one in news:
        when = publication_days(one.article)
        if when is None or when[1] < published[0] or abs(plan.window.first - when[0]) > EXPECTED_DAYS:
            continue
        shared = plan.persons.keys() & one.persons.keys()
        if all(any(same_person(a, b) for a in plan.persons[s] for b in one.persons[s]) for s in shared):
            return True
    return False


def _loosened(plan: Profile) -> Profile:
    """A plan without the date that no longer holds."""
    first, last = publication_days(plan.article) or (plan.window.first, plan.window.last)
    window = Window(first=first, last=last + EXPECTED_DAYS, kind=WindowKind.ESTIMATED)
    return msgspec.structs.replace(plan, window=window)
