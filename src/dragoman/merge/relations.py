"""Relations of pairs over time, from coded articles: accounts of ties, their conflicts, the series; pure functions."""

from collections.abc import Iterable, Sequence

from dragoman.knowledge.cameo import load_cameo
from dragoman.merge.copies import CopyLinks, find_copies
from dragoman.merge.intensity import monthly_series, scores_of
from dragoman.merge.tie_accounts import account_of, group_ties, in_time
from dragoman.merge.tie_claims import Pair, told_ties
from dragoman.merge.tie_conflicts import conflicts_of
from dragoman.merge.windows import is_dated
from dragoman.records import NOW, CodedArticle, Happening, Horizon, Relations, TieAccount, TieConflict, touches


def merge_ties(
    articles: Iterable[CodedArticle], pair: Pair | None = None, copies: CopyLinks | None = None
) -> tuple[tuple[TieAccount, ...], tuple[TieConflict, ...]]:
    """The accounts of ties, oldest first, and the conflicts between their claims, of one pair of states or of all.

    `articles` are as judged, without what was rejected; their order and repetition change nothing. `copies` are the
    articles that share text; they are looked for where it is not given.
    """
    coded = {one.article.id: one for one in articles if one.ties}
    told = told_ties(coded.values(), None if pair is None else (min(pair), max(pair)))
    if copies is None:
        held = {one.claim.article for one in told}
        copies = find_copies(one.article for one in coded.values() if one.article.id in held)
    groups = group_ties(told)
    accounts = in_time(account_of(group, copies) for group in groups)
    return accounts, conflicts_of(told, groups)


def relate(
    pair: Pair,
    articles: Iterable[CodedArticle],
    *,
    since: str | None = None,
    until: str | None = None,
    known: Horizon = NOW,
    copies: CopyLinks | None = None,
    happenings: Sequence[Happening] | None = None,
) -> Relations:
    """Relations of a pair over time: accounts that may hold in a period (ISO 8601 days), conflicts among their claims.

    Accounts of unknown days lie where they were published. Counts are those of all claims of an account. With
    `happenings` (of the period) also the monthly series; the articles must hold their events. `known` says up to
    when articles were chosen; the answer only says so.
    """
    coded = tuple(articles)
    accounts, conflicts = merge_ties(coded, pair, copies)
    kept = tuple(one for one in accounts if _is_of_period(one, since, until))
    ties = {claim.tie for account in kept for claim in account.claims}
    shown = tuple(one for one in conflicts if any(claim.tie in ties for side in one.sides for claim in side.claims))
    low, high = sorted(pair)
    cameo = None if happenings is None else load_cameo()
    return Relations(
        pair=(low, high),
        as_of=known.as_of,
        added_until=known.added_until,
        accounts=kept,
        conflicts=shown,
        series=None if cameo is None else monthly_series(pair, happenings or (), coded, kept, cameo),
        scores=None if cameo is None else scores_of(cameo),
    )


def _is_of_period(account: TieAccount, since: str | None, until: str | None) -> bool:
    """Whether an account may lie in a period; where its days are not known, by the days of publication."""
    if since is None and until is None:
        return True
    time = account.time
    days = [(time.earliest, time.latest)] if time is not None and is_dated(time) else []
    days = days or [(claim.published, claim.published) for claim in account.claims if claim.published]
    return any(touches(first, last, since, until) for first, last in days)
