"""How far back an event can be bound to another: what lies further away is never compared."""

from dragoman.merge.profiles import Profile
from dragoman.merge.windows import EXPECTED_DAYS, FIRST_DAY, LAST_DAY, WindowKind, publication_days
from dragoman.records import AHEAD, Act, Status

NEAR_DAYS_ALIKE = 3
"""With the same persons on both sides, or in like words, a slip of three days is likelier than a second act."""

RECALLED_DAYS = 120
"""How long after an act an undated account in like words still looks back at it: some months of news."""


RETOLD_WITH_CARE = frozenset({Act.CONSULT, Act.ASSAULT})
"""Acts that the same two do again within weeks: only a clause that says so looks back at an earlier one."""


def looks_back(profile: Profile) -> bool:
    """Whether an account may tell an act again long after it: undated, of something done."""
    return (
        profile.window.kind is WindowKind.ESTIMATED
        and profile.event.status not in AHEAD
        and (profile.is_recalled or profile.event.act not in RETOLD_WITH_CARE)
    )


def reach_of(profile: Profile) -> tuple[int, int]:
    """The first and last day (ordinals) that an event reaches: two whose reaches do not touch have no reason to be one.

    A plan may be put off, so that it reaches as far as an undated one.
    """
    window = profile.window
    since, last = window.first - (RECALLED_DAYS if looks_back(profile) else NEAR_DAYS_ALIKE), window.last
    published = publication_days(profile.article)
    if profile.event.status is Status.PLANNED and published is not None:
        since, last = min(since, published[0]), max(last, published[1] + EXPECTED_DAYS)
    return max(FIRST_DAY, since), min(LAST_DAY, last)
