"""Accounts of ties → sentences: how relations are described, by whom, since when, and where the claims differ."""

from collections.abc import Iterable, Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.attributions import REPORTERS, attribution_frame
from dragoman.output.claims import Told
from dragoman.output.clean import plain, shorten, unquoted
from dragoman.output.dates import date_label, is_dated, time_words
from dragoman.output.naming import Namer, finish, listed
from dragoman.output.quoting import balanced, nested
from dragoman.records import (
    Act,
    Event,
    Grain,
    Hop,
    HopKind,
    Interval,
    Quality,
    Relations,
    TieAccount,
    TieClaim,
    TieConflict,
    TieConflictKind,
    contains,
    edtf,
    overlaps,
)

TIE_LENGTH = 220
"""A clause of the article beside a description; the longest clauses of news run to about forty words."""

WORDS_SHOWN = 4
"""Quotes in one sentence: more are not read there; all are cited."""

_CHANGES = frozenset({Act.SUPPORT, Act.AGREE, Act.SANCTION, Act.CONCEDE, Act.COOPERATE})
_HOSTILE = frozenset({Act.ACCUSE, Act.THREATEN, Act.REJECT, Act.REQUEST, Act.PROTEST, Act.COERCE, Act.ASSAULT})
"""Acts that say by themselves that relations are tense."""

_GRAINS = tuple(Grain)

NO_TIES = Relations(pair=("", ""))


def without_told(accounts: Iterable[TieAccount], told: Sequence[Told]) -> tuple[TieAccount, ...]:
    """The accounts less those of which sure events tell all words already ("resumed diplomatic relations in 2022")."""
    sure: dict[str, list[Event]] = {}
    for claim in (claim for one in told if not one.is_unsure for claim in one.accounts):
        sure.setdefault(claim.coded.article.id, []).append(claim.event)

    def is_told(tie: TieClaim) -> bool:
        acts = _CHANGES if tie.change is not None else _HOSTILE if tie.quality is Quality.TENSE else frozenset()
        here = sure.get(tie.article, ())
        return any(event.act in acts and overlaps(event.evidence, tie.evidence) for event in here)

    return tuple(account for account in accounts if not all(map(is_told, account.claims)))


def told_by_ties(told: Sequence[Told], accounts: Iterable[TieAccount]) -> set[str]:
    """The ids of events that were read with doubt and whose words a tie tells better."""
    ties = [claim for account in accounts for claim in account.claims if claim.change is not None]
    return {
        one.lead.event.id
        for one in told
        if one.is_unsure and one.lead.event.act in _CHANGES
        if any(
            tie.article == one.lead.coded.article.id and overlaps(tie.evidence, one.lead.event.evidence) for tie in ties
        )
    }


def tell_account(
    account: TieAccount, pair: tuple[str, str], namer: Namer, phrases: Phrases, *, is_short: bool = False
) -> str:
    """The sentence of an account, without its full stop; with a date as its label it is short.

    It follows a claim of the account's time, an article's own before a speaker's; who else says so comes after it.
    """
    lead = _lead(account)
    hops = _hops(lead)
    quality, change = (phrases.quality_said, phrases.change_said) if hops else (phrases.quality, phrases.change)
    templates = [quality[lead.quality]] if lead.quality else []
    templates += [change[lead.change]] if lead.change else []
    said = [template.format(a=namer.state(pair[0]), b=namer.state(pair[1]), time="") for template in templates]
    time = "" if is_short else time_words(account.time, phrases)
    text = attribution_frame(hops, lead.article, namer, phrases).replace("{claim}", _joined(said) + time)
    if is_short:
        return finish(text)
    text += _others(account, lead, namer, phrases) + _counts(account, phrases)
    words = [phrases.part["words_of"].format(words=shown(claim)) for claim in _to_quote(account)]
    return finish(text + phrases.part["words_listed"].format(words=listed(words)))


def tell_conflict(conflict: TieConflict, pair: tuple[str, str], namer: Namer, phrases: Phrases) -> str:
    """The sentence of a conflict, without its full stop: each version with its words and whose it is."""
    versions = [
        _version(side.value, claim, namer, phrases, conflict.kind)
        for side in conflict.sides
        for claim in _first_of_each_article(side.claims)[:WORDS_SHOWN]
    ]
    text = phrases.tie_conflict[conflict.kind].format(
        a=namer.state(pair[0]), b=namer.state(pair[1]), values=" / ".join(dict.fromkeys(versions))
    )
    if conflict.agreed:
        exact = min(conflict.agreed, key=_exactness)
        text += phrases.part["agreed_resumed"].format(time=time_words(exact.time, phrases))
    return finish(text)


def cited_of(conflict: TieConflict) -> tuple[TieClaim, ...]:
    """The claims that a conflict rests on, those of the sides first."""
    return (*(claim for side in conflict.sides for claim in side.claims), *conflict.agreed)


def shown(claim: TieClaim) -> str:
    """The words of a tie as they stand inside quotation marks."""
    return nested(balanced(shorten(unquoted(plain(claim.words)), TIE_LENGTH)))


def _lead(account: TieAccount) -> TieClaim:
    time = account.time.edtf if account.time else None

    def rank(claim: TieClaim) -> tuple[object, ...]:
        is_other = (claim.time.edtf if claim.time else None) != time
        is_said, is_plain = bool(_hops(claim)), account.quality is not None and claim.quality is None
        return (is_other, is_said, is_plain, claim.published or "", claim.article, claim.evidence, claim.tie)

    return min(account.claims, key=rank)


def _others(account: TieAccount, lead: TieClaim, namer: Namer, phrases: Phrases) -> str:
    """Who else tells it: outlets report, persons and bodies say so."""
    lists: dict[str, dict[str, None]] = {"also": {}, "same_said": {}}
    told = {_voice(lead, namer, phrases)[1]}
    for claim in account.claims:
        key, who = _voice(claim, namer, phrases)
        if who not in told and not (claim.article == lead.article and not _hops(claim)):
            lists[key][who] = None
    return "".join(phrases.part[key].format(who=listed(list(who))) for key, who in lists.items() if who)


def _voice(claim: TieClaim, namer: Namer, phrases: Phrases) -> tuple[str, str]:
    """Whether a claim is reported or said, and by whom."""
    hops = _hops(claim)
    if not hops:
        return "also", plain(claim.outlet or "") or phrases.part["an_outlet"]
    who, *rest = (namer.hop(hop, claim.article) for hop in hops)
    key = "also" if hops[0].kind in REPORTERS else "same_said"
    return key, phrases.part["citing"].format(who=who, whom=rest[-1]) if rest else who


def _counts(account: TieAccount, phrases: Phrases) -> str:
    """How many tell it, where more than one article does; the reasons stand with the other counts."""
    if account.reports < 2:
        return ""
    low, high = account.origins.min, account.origins.max
    origins = phrases.counted(high, "origin")
    return phrases.part["tie_counts"].format(
        reports=phrases.counted(account.reports, "report"),
        outlets=phrases.counted(account.outlets, "outlet"),
        origins=origins if low == high else f"{low}–{origins}",
    )


def _to_quote(account: TieAccount) -> list[TieClaim]:
    """The claims whose words a sentence shows: each once, and none inside another's of one article."""
    spans = {(claim.article, claim.evidence) for claim in account.claims}
    kept: dict[str, TieClaim] = {}
    for claim in account.claims:
        others = (span for article, span in spans if article == claim.article and span != claim.evidence)
        if not any(contains(span, claim.evidence) for span in others):
            kept.setdefault(shown(claim), claim)
    return list(kept.values())[:WORDS_SHOWN]


def _version(value: str, claim: TieClaim, namer: Namer, phrases: Phrases, kind: TieConflictKind) -> str:
    """One version: its date or quality, its words, and whose it is."""
    whose = plain(claim.outlet or "") or phrases.part["an_outlet"]
    hops = _hops(claim)
    if hops:
        whose = phrases.part["citing"].format(who=whose, whom=namer.hop(hops[-1], claim.article))
    return phrases.part["version_words"].format(
        value=version_in_words(kind, value, phrases), words=shown(claim), whose=whose
    )


def version_in_words(kind: TieConflictKind, value: str, phrases: Phrases) -> str:
    """The version of a side: a quality, or a date no more exact than it is."""
    if kind is TieConflictKind.QUALITIES:
        return value.replace("_", " ")
    if not value:
        return phrases.part["no_day"]
    first, last = edtf.bounds(value)
    interval = Interval(
        edtf=value,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        grain=edtf.grain(value),
    )
    label = date_label(interval) if is_dated(interval) else value
    return phrases.part["about_date"].format(date=label) if value.endswith("~") else label


def _first_of_each_article(claims: Iterable[TieClaim]) -> list[TieClaim]:
    found: dict[str, TieClaim] = {}
    for claim in claims:
        found.setdefault(claim.article, claim)
    return list(found.values())


def _exactness(claim: TieClaim) -> tuple[object, ...]:
    """Orders claims from the most exact time."""
    return (_GRAINS.index(claim.time.grain if claim.time else Grain.VAGUE), claim.published or "", claim.tie)


def _hops(claim: TieClaim) -> list[Hop]:
    return [hop for hop in claim.chain if hop.kind is not HopKind.AUTHOR and hop.name != claim.outlet]


def _joined(claims: Sequence[str]) -> str:
    """Two claims about one subject with the subject said once."""
    if len(claims) < 2:
        return "".join(claims)
    one, other = (claim.split() for claim in claims)
    shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    rest = other[shared - 1 :] if shared else other  # the verb "are" begins both, and is said twice
    return f"{claims[0]} and {' '.join(rest)}"
