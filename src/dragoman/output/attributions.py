"""Chains of attribution in words: outlets report, persons say, documents are according to."""

from collections.abc import Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.claims import Claim
from dragoman.output.clean import plain
from dragoman.output.naming import Namer, finish
from dragoman.records import Act, Anonymity, Article, Hop, HopKind, Status

REPORTERS = frozenset({HopKind.OUTLET, HopKind.OUTLET_UNSPECIFIED})
"""Sources whose telling is a report and not a saying."""

_SINGULAR = ("one ", "a ", "an ")
"""One of a group says; only a group is said to hold."""

_VERBAL = frozenset({Act.ACCUSE, Act.AGREE, Act.CONCEDE, Act.REJECT, Act.REQUEST, Act.SUPPORT, Act.THREATEN})


def hops_to_name(claim: Claim) -> list[Hop]:
    """The hops that the sentence must name: not the publisher, and not a speaker who acts by speaking."""
    article, event = claim.coded.article, claim.event
    hops = [hop for hop in event.chain if hop.kind is not HopKind.AUTHOR and hop.name != article.outlet]
    if (
        hops
        and event.act in _VERBAL
        and event.status is Status.HAPPENED
        and hops[-1].actor in {ref.actor for ref in event.sources}
    ):
        return hops[:-1]
    return hops


def attribution_frame(hops: Sequence[Hop], article: str, namer: Namer, phrases: Phrases) -> str:
    """The frame that says who says so, with `{claim}` where the claim goes; names hold no braces, see `safe`."""
    if not hops:
        return "{claim}"
    first, rest = hops[0], [safe(namer.hop(hop, article)) for hop in hops[1:]]
    if first.anonymity is Anonymity.IMPLICIT:
        return phrases.attribution["implicit"]
    who = safe(namer.hop(first, article))
    if first.kind is HopKind.DOCUMENT:
        said = set(who.casefold().split())
        named = [name for name in rest if not set(name.casefold().split()) <= said]  # "a tweet from the embassy"
        who = phrases.part["by_document"].format(document=who, who=named[-1]) if named else who
        return phrases.attribution["according"].format(who=who, claim="{claim}")
    whom = rest[0] if len(rest) == 1 else ""
    if len(rest) > 1:
        whom = phrases.part["citing"].format(who=rest[0], whom=rest[-1])
    key = "reported" if first.kind in REPORTERS else "said"
    if first.kind is HopKind.GROUP_UNSPECIFIED and not whom and not first.name.casefold().startswith(_SINGULAR):
        key = "thought"
    return phrases.attribution[f"{key}_citing" if whom else key].format(who=who, whom=whom, claim="{claim}")


def who_says(chain: Sequence[Hop], article: Article, namer: Namer, phrases: Phrases) -> str:
    """A chain in words, with its publisher: "A: B, citing an unnamed source, reported that …", or "A itself"."""
    outlet = plain(article.outlet or "")
    hops = [hop for hop in chain if hop.kind is not HopKind.AUTHOR and hop.name != article.outlet]
    if not hops:
        return phrases.part["own_voice"].format(outlet=safe(outlet or phrases.part["the_article"]))
    said = finish(attribution_frame(hops, article.id, namer, phrases).replace("{claim}", "…"))
    return phrases.part["in_outlet"].format(outlet=safe(outlet or phrases.part["an_outlet"]), said=said)


def safe(name: str) -> str:
    """A name without braces, so that it can never be taken for a placeholder."""
    return name.replace("{", "(").replace("}", ")")
