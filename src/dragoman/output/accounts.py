"""The accounts of a happening side by side: who reports it together, who adds, who denies, where they differ."""

from collections.abc import Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.attributions import REPORTERS, attribution_frame, hops_to_name, safe
from dragoman.output.claims import Claim, Told
from dragoman.output.clean import plain, shorten
from dragoman.output.dates import date_label, is_dated
from dragoman.output.naming import Namer, listed
from dragoman.records import DONE, Account, Anonymity, HopKind, Status, StatusDetail

JOINED = 3
"""More than three sources before the verb push the act too far back; the others follow it."""


def joined_claims(told: Told, phrases: Phrases) -> tuple[Claim, ...]:
    """The accounts told in one frame with the followed one: outlets that report the same, or persons who say it."""
    lead = told.lead
    if not _is_joinable(lead):
        return (lead,)
    found = {_key(lead, phrases): lead}
    for claim in told.others:
        is_alike = claim.event.status is lead.event.status and claim.event.detail is lead.event.detail
        is_less = bool(lead.event.mediators) and not claim.event.mediators
        if is_alike and not is_less and _is_joinable(claim) and _is_report(claim) == _is_report(lead):
            found.setdefault(_key(claim, phrases), claim)
    return tuple(found.values())[:JOINED]


def joined_frame(claims: Sequence[Claim], namer: Namer, phrases: Phrases) -> str:
    """The frame that says who says so, with `{claim}` where the claim goes."""
    chains = [hops_to_name(claim) for claim in claims]
    if len(claims) == 1:
        lead = claims[0]
        hops = chains[0][:-1] if lead.event.status is Status.DENIED else chains[0]
        return attribution_frame(hops, lead.coded.article.id, namer, phrases)
    names = [
        [safe(namer.hop(hop, claim.coded.article.id)) for hop in hops]
        for claim, hops in zip(claims, chains, strict=True)
    ]
    if not _is_report(claims[0]):
        return phrases.attribution["said"].format(who=listed([name[0] for name in names]), claim="{claim}")
    who = listed([name[0] for name in names])
    if all(len(hops) == 2 and hops[1].anonymity is Anonymity.UNNAMED for hops in chains):
        whom = phrases.part["unnamed_each"]
        return phrases.attribution["reported_each"].format(who=who, whom=whom, claim="{claim}")
    citing = phrases.part["citing"]
    who = listed([citing.format(who=name[0], whom=name[-1]) if name[1:] else name[0] for name in names])
    return phrases.attribution["reported"].format(who=who, claim="{claim}")


def added_accounts(told: Told, joined: Sequence[Claim], namer: Namer, phrases: Phrases) -> str:
    """Who else reports it, who says so, and who denies it."""
    lead, part = told.lead, phrases.part
    seen = {_key(claim, phrases) for claim in joined}
    lists: dict[str, list[str]] = {"also": [], "also_without": [], "same_said": []}
    deniers: list[str] = []
    for claim in told.others:
        if claim.event.status is Status.DENIED and lead.event.status is not Status.DENIED:
            deniers.append(_denier(claim, namer))
            continue
        key = _key(claim, phrases)
        is_own_voice = not hops_to_name(claim) and claim.coded.article.id == lead.coded.article.id
        if key in seen or is_own_voice or not _says_the_same(claim, lead):
            continue
        seen.add(key)
        is_less = bool(lead.event.mediators) and not claim.event.mediators
        kind = "also_without" if is_less else "also" if _is_report(claim) else "same_said"
        lists[kind].append(_source(claim, namer, phrases))
    text = "".join(part[kind].format(who=listed(who)) for kind, who in lists.items() if who)
    named = [who for who in dict.fromkeys(deniers) if who]
    if named:
        return text + part["denied_by"].format(who=listed(named))
    return text + (part["denied_by_nobody"] if deniers else "")


def _says_the_same(claim: Claim, lead: Claim) -> bool:
    """Whether an account has the status of the followed one, and does not give another day for a plan."""
    one, other = claim.event, lead.event
    is_put_off = [event.detail is StatusDetail.POSTPONED for event in (one, other)]
    if one.status is not other.status or is_put_off[0] != is_put_off[1]:
        return False
    if one.status is not Status.PLANNED or one.time is None or other.time is None:
        return True
    return not (is_dated(one.time) and is_dated(other.time)) or one.time.edtf == other.time.edtf


def history(told: Told, phrases: Phrases) -> str:
    """What became of a plan: announced beforehand, put off, announced for another day."""
    lead, part = told.lead, phrases.part
    delays = [claim for claim in told.others if claim.event.detail is StatusDetail.POSTPONED]
    plans = [claim for claim in told.others if claim.event.status is Status.PLANNED and claim not in delays]
    if lead.event.status in DONE:
        return part["put_off"] if delays else part["announced"] if plans else ""
    if lead.event.detail is StatusDetail.POSTPONED or lead.event.status is Status.CALLED_OFF:
        dated = [claim for claim in plans if is_dated(claim.event.time)]
        time = dated[0].event.time if dated else None
        return part["was_to"].format(time=date_label(time)) if time is not None else ""
    return part["after_delay"] if delays else ""


def differences(told: Told, phrases: Phrases) -> str:
    """On what the accounts differ, each version with its outlet; a denial is told by `added_accounts`."""
    text = ""
    for conflict in told.happening.conflicts if told.happening else ():
        if conflict.field == "status" and any(account.value == Status.DENIED for account in conflict.accounts):
            continue
        versions = [_version(conflict.field, account, told, phrases) for account in conflict.accounts]
        key = "differs_status" if conflict.field == "status" else "differs"
        field = phrases.part.get(f"field_{conflict.field}", conflict.field)
        text += phrases.part[key].format(field=field, values=" / ".join(dict.fromkeys(versions)))
    return text


def outlet_of(claim: Claim, phrases: Phrases) -> str:
    """The publisher of an account."""
    return plain(claim.coded.article.outlet or "") or phrases.part["an_outlet"]


def _version(field: str, account: Account, told: Told, phrases: Phrases) -> str:
    """One version of a field: its value, the article's words for a time, and whose version it is."""
    claim = next(
        (
            one
            for one in told.accounts
            if one.coded.article.id == account.article and one.event.evidence == account.evidence
        ),
        told.lead,
    )
    value, words = shorten(plain(account.value), 80), ""
    if field == "time" and claim.event.time is not None and is_dated(claim.event.time):
        value, words = date_label(claim.event.time), plain(claim.event.time.phrase or "")
    if field == "status":
        value = phrases.status_word[Status(account.value)]
    key = "version_words" if words and words.casefold() not in value.casefold() else "version"
    return phrases.part[key].format(value=value, words=shorten(words, 80), whose=outlet_of(claim, phrases))


def _is_joinable(claim: Claim) -> bool:
    """Whether an account names somebody who tells it and that can stand in a list before the verb."""
    hops = hops_to_name(claim)
    if not hops or claim.event.status is Status.DENIED or any(hop.anonymity is Anonymity.IMPLICIT for hop in hops):
        return False
    if hops[0].kind in (HopKind.DOCUMENT, HopKind.GROUP_UNSPECIFIED):
        return False
    return len(hops) == 1 or hops[0].kind in REPORTERS


def _is_report(claim: Claim) -> bool:
    hops = hops_to_name(claim)
    return not hops or hops[0].kind in REPORTERS


def _key(claim: Claim, phrases: Phrases) -> str:
    """Who gives an account, for comparison only."""
    hops = hops_to_name(claim)
    if not hops:
        return outlet_of(claim, phrases).casefold()
    return " < ".join(plain(hop.name).casefold() for hop in hops)


def _source(claim: Claim, namer: Namer, phrases: Phrases) -> str:
    """Who gives an account, as said in "also reported by …"."""
    hops = hops_to_name(claim)
    if not hops:
        return outlet_of(claim, phrases)
    who, *rest = (namer.hop(hop, claim.coded.article.id) for hop in hops)
    return phrases.part["citing"].format(who=who, whom=rest[-1]) if rest else who


def _denier(claim: Claim, namer: Namer) -> str:
    hops = hops_to_name(claim)
    return namer.hop(hops[-1], claim.coded.article.id) if hops else ""
