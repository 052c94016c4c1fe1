"""Accounts that stand in copies of one text: whose words they are, and where a later version says something else."""

from collections.abc import Iterator, Sequence

from dragoman.merge.copies import CopyLinks
from dragoman.merge.names import fold_name
from dragoman.merge.profiles import Profile
from dragoman.merge.windows import WindowKind
from dragoman.records import HopKind
from dragoman.records.copies import CopyLink

SAME_CLAUSE = 0.8
"""The part of the shorter clause's words that two clauses share where an excerpt or later version left it alone."""


class Printing:
    """An account in a copy of another's text: its place and the original's among the accounts, and why it counts so."""

    __slots__ = ("copy", "original", "reason", "stands_alone")

    def __init__(self, copy: int, original: int, reason: str, *, stands_alone: bool) -> None:
        self.copy, self.original = copy, original
        self.reason, self.stands_alone = reason, stands_alone


def printings_of(profiles: Sequence[Profile], copies: CopyLinks, credited: Sequence[bool]) -> Iterator[Printing]:
    """For each account in an article's own voice, the original that it repeats, or a later version of which it changes.

    The original is what credits its agency, or the agency's own, else the earliest. `credited` says of each account
    whether it is one of these.
    """
    own = [at for at, profile in enumerate(profiles) if all(hop.kind is HopKind.AUTHOR for hop in profile.event.chain)]
    own.sort(key=lambda at: (not credited[at], profiles[at].article.published or "9999", profiles[at].article.id, at))
    for place, at in enumerate(own):
        found = None
        for before in own[:place]:
            link = copies.get(_pair(profiles[before], profiles[at]))
            if link is None:
                continue
            changed = _changed(profiles[before], profiles[at])
            is_repeated = link.is_same_text or _same_clause(profiles[before], profiles[at])
            if changed is None and is_repeated:
                found = Printing(at, before, _repeated(profiles[before], profiles[at], link), stands_alone=False)
                break
            if changed is not None and found is None:
                found = Printing(at, before, _edited(profiles[before], profiles[at], link, changed), stands_alone=True)
        if found is not None:
            yield found


def _pair(one: Profile, other: Profile) -> tuple[str, str]:
    low, high = sorted((one.article.id, other.article.id))
    return low, high


def _changed(one: Profile, other: Profile) -> str | None:
    """What of number, time and status a later version changes; null where it changes none of them."""
    if one.event.status is not other.event.status:
        return "status"
    windows = (one.window, other.window)
    if all(window.kind is WindowKind.DATED for window in windows) and one.window.gap(other.window):
        return "time"
    pairs = [(a, b) for a in one.quantities for b in other.quantities if a.units & b.units]
    return "number" if pairs and all(a.excludes(b) for a, b in pairs) else None


def _same_clause(one: Profile, other: Profile) -> bool:
    """Whether two clauses are one, but for a word here and there."""
    words, others = set(fold_name(one.words)), set(fold_name(other.words))
    return len(words & others) >= SAME_CLAUSE * max(1, min(len(words), len(others)))


def _repeated(one: Profile, other: Profile, link: CopyLink) -> str:
    names = " and ".join(sorted((_name(one), _name(other))))
    what = "the same text" if link.is_same_text else "parts of the same text"
    return f"{names} print {what} ({_percent(link)} of its runs of words in common): counted once"


def _edited(one: Profile, other: Profile, link: CopyLink, changed: str) -> str:
    return (
        f"{_name(other)} prints a later version of the text of {_name(one)} ({_percent(link)} of its runs of words "
        f"in common), with another {changed}: counted by itself"
    )


def _percent(link: CopyLink) -> str:
    return f"{int(100 * link.share)} %"


def _name(profile: Profile) -> str:
    article = profile.article
    return article.outlet or f"the unknown publisher of “{article.title or article.external_id or article.id}”"
