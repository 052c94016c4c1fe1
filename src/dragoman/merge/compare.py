"""Whether two events can be about one happening, and why: every rule that binds or parts them."""

from dragoman.merge.names import are_two_persons, fold_name, same_person
from dragoman.merge.profiles import BROAD, Profile
from dragoman.merge.reach import NEAR_DAYS_ALIKE, RECALLED_DAYS, looks_back
from dragoman.merge.windows import FORCE, WindowKind
from dragoman.records import AHEAD, DONE, Act, RegionKind, Status

NEAR_DAYS = 1
"""Accounts of one act slip by a day (time zones, press days); they stay together, with a conflict."""

LEAST_SHARED = 0.5
"""Two clauses are alike that share two words, or a word and a number, and this part of the shorter one."""

_MUTUAL = frozenset({Act.CONSULT, Act.AGREE, Act.COOPERATE})
_REPEATED = frozenset(
    {Act.CONSULT, Act.ASSAULT, Act.MOBILIZE, Act.PROTEST, Act.ACCUSE, Act.REQUEST, Act.REJECT, Act.THREATEN}
)
"""Acts that two states do again within days, in the same words."""


def why_same(one: Profile, other: Profile) -> str | None:
    """Why two events of one block (same parties, same family of acts) can be one happening; null where not.

    Symmetric: `why_same(a, b)` is null exactly where `why_same(b, a)` is.
    """
    return None if are_apart(one, other) else why_not_apart(one, other)


def why_not_apart(one: Profile, other: Profile) -> str | None:
    """Why two events that nothing keeps apart can be one happening; null where too little binds them."""
    if not (_kinds_fit(one, other) and _claims_fit(one, other)):
        return None
    time = _time_reason(one, other)
    if time is None:
        return None
    parties = " and ".join(sorted(one.states)) or "the same parties"
    acts = " or ".join(sorted({one.event.act, other.event.act}))
    return f"same pair {parties}, act {acts}, {time}"


def are_apart(one: Profile, other: Profile) -> bool:
    """Whether something keeps two events from being one happening, whatever else they may share.

    Where that is not so they may still lack a reason to be one; then a third account can bind them.
    """
    # First, because it parts most events of a long-lived block and costs least.
    if WindowKind.UNKNOWN not in (one.window.kind, other.window.kind):
        gap = _gap(one, other)
        if gap > NEAR_DAYS_ALIKE and not _recalls(one, other):
            return True
        if gap and one.window.kind is other.window.kind is WindowKind.DATED and _slip_reason(one, other) is None:
            return True
    if not (_stories_fit(one, other) and _roles_fit(one, other) and _persons_fit(one, other)):
        return True
    if one.event.act is not other.event.act and not (are_alike(one, other) or _is_headline_of(one, other)):
        return True
    return not _places_fit(one, other)


def affinity(one: Profile, other: Profile) -> int:
    """How much two compatible events share beyond what binds them; only compared, never shown.

    Persons weigh most, because they tell meetings of the same pair apart; wording, mode, place and date follow.
    """
    score = 4 * _shared_persons(one, other)
    score += 2 * (one.event.mode is not None and one.event.mode == other.event.mode)
    score += 2 * (bool(one.place) and one.place == other.place)
    score += 2 * (one.window.kind is WindowKind.DATED and one.window == other.window)
    score += min(4, len(one.content & other.content)) + 2 * _shares_number(one, other)
    if _is_headline_of(one, other):
        score += 3 * bool(one.predicate & other.predicate) + 2 * (one.is_lead or other.is_lead)
    return score + (one.event.status == other.event.status)


def are_alike(one: Profile, other: Profile) -> bool:
    """Whether two clauses share so many words or numbers that they tell one thing."""
    shared = len(one.content & other.content)
    shorter = min(len(one.content), len(other.content))
    return bool(shared) and shared + _shares_number(one, other) >= 2 and shared >= LEAST_SHARED * shorter


def _shares_number(one: Profile, other: Profile) -> bool:
    """Whether both give the same number of the same things."""
    return any(
        a.units & b.units and (a.least, a.most) == (b.least, b.most) for a in one.quantities for b in other.quantities
    )


def _gap(one: Profile, other: Profile) -> int:
    """Days between the two windows, 0 where they overlap."""
    return one.window.gap(other.window)


def _recalls(one: Profile, other: Profile) -> bool:
    """Whether the later of two accounts looks back without a date at what the earlier told, in like words."""
    later = other if one.window.first <= other.window.first else one
    if not looks_back(later) or _gap(one, other) > RECALLED_DAYS:
        return False
    if are_alike(one, other):
        return True
    return later.is_recalled and (bool(one.predicate & other.predicate) or _shares_number(one, other))


def _stories_fit(one: Profile, other: Profile) -> bool:
    """Stories of one page stay apart (a teaser is not the main story), habits do not mix, nor modes in other words."""
    if one.article.id == other.article.id and one.event.story != other.event.story:
        return False
    if one.is_habitual != other.is_habitual:
        return False
    modes = {one.event.mode, other.event.mode} - {None}
    return len(modes) < 2 or _is_headline_of(one, other) or are_alike(one, other)


def _is_headline_of(one: Profile, other: Profile) -> bool:
    """Whether one is told by the title of the article that tells the other: headlines are short, and of loose mode."""
    titles = [profile.event.region is RegionKind.TITLE for profile in (one, other)]
    return one.article.id == other.article.id and titles[0] != titles[1]


def _kinds_fit(one: Profile, other: Profile) -> bool:
    """A visit (somebody goes) is no meeting (two meet), a call does not keep a plan to meet, and broad acts must share
    a word of their predicates.

    Two broad acts on one day, or in one mode, need no shared word.
    """
    if _is_headline_of(one, other):
        return True
    if one.event.act is Act.CONSULT:
        modes = {one.event.mode, other.event.mode}
        if modes == {"phone", None}:
            return _tenses_fit(one, other)
        return modes != {"visit", None} or one.event.symmetric == other.event.symmetric
    if one.event.act not in BROAD or (one.event.mode is not None and one.event.mode == other.event.mode):
        return True
    if one.window == other.window and one.window.kind is WindowKind.DATED and one.window.days == 1:
        return True
    return bool(one.predicate & (other.content | other.predicate) or other.predicate & one.content)


def _claims_fit(one: Profile, other: Profile) -> bool:
    """A denial answers somebody who claims the act; what might be done some day is nothing to deny."""
    return {one.event.status, other.event.status} != {Status.DENIED, Status.HYPOTHETICAL}


def _roles_fit(one: Profile, other: Profile) -> bool:
    """Nobody is source in one account and target in the other, and mediators and hosts agree where both name them."""
    if _disjoint(one.mediators, other.mediators) or _disjoint(one.hosts, other.hosts):
        return False
    act, modes = one.event.act, (one.event.mode, other.event.mode)
    if act in _MUTUAL and modes != ("visit", "visit"):
        return True
    if one.event.symmetric or other.event.symmetric:
        return one.event.symmetric == other.event.symmetric or act in _MUTUAL
    return not one.sources or not other.sources or one.sources == other.sources


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _persons_fit(one: Profile, other: Profile) -> bool:
    """Where both accounts name persons of a state, one of them must be the same.

    Where they name two holders of an office that one person has, of a meeting with the same person on the same day, one
    of them is wrong: a conflict of accounts.
    """
    parted = [state for state in one.persons.keys() & other.persons.keys() if not _share_person(one, other, state)]
    return not parted or (
        bool(_shared_persons(one, other))
        and one.window == other.window
        and one.window.kind is WindowKind.DATED
        and one.window.days == 1
        and all(any(key.endswith(f"@{state}") for key in rival_offices(one, other)) for state in parted)
    )


def rival_offices(one: Profile, other: Profile) -> tuple[str, ...]:
    """The offices of one holder at a time to which two accounts give two persons, as "Foreign Minister@PER"."""
    return tuple(
        key
        for key in one.holders.keys() & other.holders.keys()
        if all(are_two_persons(fold_name(a), fold_name(b)) for a in one.holders[key] for b in other.holders[key])
    )


def _share_person(one: Profile, other: Profile, state: str) -> bool:
    """Whether both name a same person of a state."""
    return any(same_person(a, b) for a in one.persons[state] for b in other.persons[state])


def _shared_persons(one: Profile, other: Profile) -> int:
    """On how many states' sides both name the same person."""
    shared = one.persons.keys() & other.persons.keys()
    return sum(_share_person(one, other, state) for state in shared)


def _places_fit(one: Profile, other: Profile) -> bool:
    """Different places part acts of force and undated acts; otherwise they are a conflict of accounts."""
    if not one.place or not other.place or one.place == other.place:
        return True
    here, there = one.event.place, other.event.place
    same_state = here is not None and there is not None and here.state is not None and here.state == there.state
    if same_state and (one.place_is_state or other.place_is_state):
        return True
    if one.event.act in FORCE:
        return False
    both_days = (
        one.window.kind is other.window.kind is WindowKind.DATED and max(one.window.days, other.window.days) <= 7
    )
    return same_state or both_days


def _time_reason(one: Profile, other: Profile) -> str | None:
    """Why the times of two events agree; null where they do not or where too little is known."""
    if one.window.kind is other.window.kind is WindowKind.DATED:
        return _dated_reason(one, other)
    same_article = one.article.id == other.article.id
    if same_article and not _tenses_fit(one, other):
        return None
    if len(one.states) < 2 and not same_article and not are_alike(one, other):
        return None  # one known state and no date is too little to bind two articles
    if WindowKind.UNKNOWN in (one.window.kind, other.window.kind):
        return _unknown_reason(one, other)
    if not one.window.overlaps(other.window):
        return "told again later in like words" if _recalls(one, other) else None
    dated = next((p for p in (one, other) if p.window.kind is WindowKind.DATED), None)
    if dated is None:
        return (
            "same article, no date in either" if same_article else f"no date in either, published {_days(one, other)}"
        )
    undated = other if dated is one else one
    return f"{_said(dated)} fits the undated account published {undated.article.published or 'then'}"


def _dated_reason(one: Profile, other: Profile) -> str | None:
    """Dates that overlap, or that slip by so little that they are a conflict of accounts."""
    if one.window.overlaps(other.window):
        return f"times overlap: {' and '.join(sorted({_said(one), _said(other)}))}"
    return _slip_reason(one, other)


def _slip_reason(one: Profile, other: Profile) -> str | None:
    """Dates that slip by so little that they are a conflict of accounts; null where they are two acts."""
    if max(one.window.days, other.window.days) > 7:
        return None
    same_article, gap = one.article.id == other.article.id, _gap(one, other)
    persons, alike = _shared_persons(one, other), are_alike(one, other)
    if one.event.act in _REPEATED:
        if same_article or one.event.act in FORCE:
            return None
        allowed = NEAR_DAYS_ALIKE if persons >= 2 else NEAR_DAYS
        shares = bool(persons) or affinity(one, other) >= 2
    else:
        shares = alike or (bool(one.predicate & other.predicate) and not same_article)
        allowed = NEAR_DAYS_ALIKE if shares else 0
    said = " and ".join(sorted({_said(one), _said(other)}))
    return f"times {gap} day(s) apart: {said}" if shares and gap <= allowed else None


def _unknown_reason(one: Profile, other: Profile) -> str | None:
    """At least one event has neither a date nor a day of publication to estimate it from."""
    if WindowKind.DATED in (one.window.kind, other.window.kind):
        return None
    if one.article.id == other.article.id:
        labels = {p.event.time.relative for p in (one, other) if p.event.time and p.event.time.relative}
        return None if len(labels) > 1 else "same article, no date in either"
    if _tenses_fit(one, other) and _shared_persons(one, other):
        return "no date known in either, the same person named"
    return None


def _tenses_fit(one: Profile, other: Profile) -> bool:
    """Whether no one account looks ahead where the other looks back; a denial fits either."""
    statuses = {one.event.status, other.event.status}
    return not (statuses & AHEAD and statuses & DONE)


def _said(profile: Profile) -> str:
    """The time as EDTF, or in the article's words."""
    time = profile.event.time
    return (time.edtf or time.phrase or "undated") if time else "undated"


def _days(one: Profile, other: Profile) -> str:
    days = sorted({p.article.published or "on an unknown day" for p in (one, other)})
    return " and ".join(days)
