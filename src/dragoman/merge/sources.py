"""Reports, outlets and origins: three different numbers, the last a range with its reasons.

An origin is the last hop of a chain after merging: whoever repeats another adds nothing. Chains are laid into one graph
from the citing to the cited; an origin is an end of that graph, or a ring of outlets that cite each other.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import pairwise

from dragoman.merge.copies import NO_COPIES, CopyLinks
from dragoman.merge.names import fold_name, same_person
from dragoman.merge.printings import printings_of
from dragoman.merge.profiles import Profile
from dragoman.records import Anonymity, CreditKind, Hop, HopKind, OriginCount, Record, RegionKind, Status

COPIED_WORDS = 8
"""Two own-voice clauses of so many equal words are one text: eight words in a row do not fall twice by chance."""

_UNSPECIFIED_KINDS = frozenset({HopKind.OUTLET_UNSPECIFIED, HopKind.GROUP_UNSPECIFIED})


class Certainty(IntEnum):
    """How an origin counts: surely one, perhaps the same as another hidden one, or perhaps nobody."""

    NAMED = 0
    UNNAMED = 1
    UNSPECIFIED = 2


class Source(Record, frozen=True, kw_only=True):
    """One source of a happening. `key` is equal where two hops are the same source; `name` is for people."""

    key: tuple[str, ...]
    name: str
    certainty: Certainty = Certainty.NAMED


def count_reports(profiles: Iterable[Profile]) -> int:
    """How many articles report it; a teaser of another story counts as a report of its own."""
    return len({(profile.article.id, profile.event.story) for profile in profiles})


def count_outlets(profiles: Iterable[Profile]) -> int:
    """How many distinct publishers are known; at least one, since somebody published each article."""
    return max(1, len({fold_name(profile.article.outlet) for profile in profiles if profile.article.outlet}))


def count_origins(profiles: Sequence[Profile], copies: CopyLinks = NO_COPIES) -> OriginCount:
    """The least and the greatest number of independent origins, with the reason for each merge and each doubt.

    `copies` says which articles print one text: their own voices are one origin.
    """
    ordered = sorted(_who_claim(profiles), key=lambda profile: (profile.article.id, profile.event.id))
    chains = [_sources_of(profile) for profile in ordered]
    printed = _lead_to_originals(ordered, chains, copies)
    alias, reasons = _aliases(ordered, chains)
    reasons = [*printed, *reasons]
    names: dict[tuple[str, ...], Source] = {}
    onward: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for chain in chains:
        keys = [alias.get(source.key, source.key) for source in chain]
        for key, source in zip(keys, chain, strict=True):
            names[key] = max(names.get(key, source), source, key=lambda s: (len(s.name), s.name))
            onward.setdefault(key, set())
        for citing, cited in pairwise(keys):
            if citing != cited:
                onward[citing].add(cited)
    ends = _ends(onward)
    origins = [names[min(ring)] for ring in ends]
    reasons += _ring_reasons(ends, names) + _citing_reasons(chains, alias, names, ends)
    return _range(origins, reasons)


def _who_claim(profiles: Sequence[Profile]) -> Sequence[Profile]:
    """The accounts that count: who only denies is no origin of a claim, and a headline is its text told short."""
    claiming = [profile for profile in profiles if profile.event.status is not Status.DENIED] or profiles
    told = {(p.article.id, p.event.story) for p in claiming if p.event.region is not RegionKind.TITLE}
    return [p for p in claiming if p.event.region is not RegionKind.TITLE or (p.article.id, p.event.story) not in told]


def _range(origins: Sequence[Source], reasons: list[str]) -> OriginCount:
    """Named origins count for one each; unnamed ones may all be one, or one of the named; unspecified ones nobody."""
    named = sorted(s.name for s in origins if s.certainty is Certainty.NAMED)
    unnamed = sorted(s.name for s in origins if s.certainty is Certainty.UNNAMED)
    unspecified = sorted(s.name for s in origins if s.certainty is Certainty.UNSPECIFIED)
    least = len(named) or min(1, len(unnamed))
    if named and unnamed:
        reasons.append(f"{_listed(unnamed)} may be one of the named sources ({_listed(named)})")
    elif len(unnamed) > 1:
        reasons.append(f"{_listed(unnamed)} may be the same")
    elif unnamed:
        reasons.append(f"all rests on {unnamed[0]}")
    elif len(named) == 1 and not unspecified:
        reasons.append(f"all rests on {named[0]}")
    elif len(named) == 1:
        reasons.append(f"{named[0]} is one")
    elif named:
        reasons.append(f"independent as far as the texts say: {_listed(named)}")
    reasons.extend(f"{name} names nobody and may add one or none" for name in unspecified)
    return OriginCount(
        min=least, max=len(named) + len(unnamed) + len(unspecified), reasons=tuple(dict.fromkeys(reasons))
    )


def _sources_of(profile: Profile) -> list[Source]:
    """The chain of an event as sources, the article's publisher first."""
    article = profile.article
    outlet = article.outlet
    publisher = Source(
        key=("outlet", *fold_name(outlet)) if outlet else ("article", article.id),
        name=outlet or f"the unknown publisher of “{article.title or article.external_id or article.id}”",
        certainty=Certainty.NAMED if outlet else Certainty.UNNAMED,
    )
    found = [publisher]
    credited = _credited(profile)
    if credited is not None and credited.key != publisher.key:
        found.append(credited)
    for hop in profile.event.chain:
        if hop.kind is not HopKind.AUTHOR:
            found.append(_source_of(hop, found[-1]))
    return found


def _credited(profile: Profile) -> Source | None:
    """The one agency or first publisher whose copy an article prints, by its own credits; null where it names several,
    since then nothing tells whose a claim is.
    """
    if profile.event.story != 0:
        return None
    kinds = (CreditKind.AGENCY, CreditKind.REPUBLISHED)
    names = {fold_name(credit.name): credit.name for credit in profile.article.credits if credit.kind in kinds}
    if len(names) != 1:
        return None
    ((words, name),) = names.items()
    return Source(key=("outlet", *words), name=name)


def _source_of(hop: Hop, parent: Source) -> Source:
    """A hop as a source; a nameless one is known only through whoever cites it."""
    name = " ".join(hop.name.split())
    if hop.kind in _UNSPECIFIED_KINDS or hop.anonymity in (Anonymity.UNSPECIFIED, Anonymity.IMPLICIT):
        return Source(
            key=("unspecified", *parent.key, *fold_name(name)),
            name=f"“{name}”" if name else f"whoever told {parent.name}",
            certainty=Certainty.UNSPECIFIED,
        )
    if hop.kind is HopKind.UNNAMED_PERSON or hop.anonymity is Anonymity.UNNAMED:
        return Source(
            key=("unnamed", *parent.key), name=f"the unnamed source of {parent.name}", certainty=Certainty.UNNAMED
        )
    group = {HopKind.NAMED_PERSON: "person", HopKind.OUTLET: "outlet", HopKind.DOCUMENT: "document"}.get(
        hop.kind, "body"
    )
    # A document is known by who cites it unless its name says more than "a statement"; two statements may be two texts.
    words = fold_name(name)
    is_vague = group == "document" and len(words) < 2
    return Source(key=(group, *words, *(parent.key if is_vague else ())), name=name or f"a source of {parent.name}")


def _lead_to_originals(profiles: Sequence[Profile], chains: Sequence[list[Source]], copies: CopyLinks) -> list[str]:
    """Lengthens the chains of accounts that repeat another's text by that text's own source; the reasons."""
    if not copies:
        return []
    agencies = {
        chain[1].key for profile, chain in zip(profiles, chains, strict=True) if _credited(profile) and chain[1:]
    }
    credited = [len(chain) > 1 or chain[0].key in agencies for chain in chains]
    reasons: list[str] = []
    for printing in printings_of(profiles, copies, credited):
        chain, original = chains[printing.copy], chains[printing.original][-1]
        if len(chain) > 1 or chain[0].key == original.key or chain[0].key == chains[printing.original][0].key:
            continue  # it names its agency itself, or one publisher printed both
        if not printing.stands_alone:
            chain.append(original)
        reasons.append(printing.reason)
    return reasons


def _aliases(
    profiles: Sequence[Profile], chains: Sequence[Sequence[Source]]
) -> tuple[dict[tuple[str, ...], tuple[str, ...]], list[str]]:
    """Keys that are another's: surnames of persons named in full, and publishers that printed one text."""
    alias: dict[tuple[str, ...], tuple[str, ...]] = {}
    reasons: list[str] = []
    persons = sorted(
        {s.key for chain in chains for s in chain if s.key[0] == "person"}, key=lambda key: (-len(key), key)
    )
    for place, key in enumerate(persons):
        longer = [other for other in persons[:place] if other not in alias and same_person(key[1:], other[1:])]
        if len(longer) == 1:  # a surname that two persons share stays its own
            alias[key] = longer[0]
    first: dict[tuple[str, ...], Source] = {}
    for profile, chain in zip(profiles, chains, strict=True):
        words = tuple(profile.words.casefold().split())
        if len(chain) > 1 or len(words) < COPIED_WORDS:
            continue
        earlier = first.setdefault(words, chain[0])
        if earlier.key != chain[0].key:
            alias[chain[0].key] = alias.get(earlier.key, earlier.key)
            reasons.append(f"{earlier.name} and {chain[0].name} print the same words: counted once")
    return alias, reasons


def _ends(onward: dict[tuple[str, ...], set[tuple[str, ...]]]) -> list[frozenset[tuple[str, ...]]]:
    """The ends of the graph, each as the ring of sources that reach each other; sorted."""
    reach = {key: _reach(key, onward) for key in onward}
    ends = {frozenset(reached) for reached in reach.values() if all(reach[other] == reached for other in reached)}
    return sorted(ends, key=sorted)


def _reach(start: tuple[str, ...], onward: dict[tuple[str, ...], set[tuple[str, ...]]]) -> set[tuple[str, ...]]:
    """All that can be reached from a source, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        for key in onward[waiting.pop()] - reached:
            reached.add(key)
            waiting.append(key)
    return reached


def _ring_reasons(ends: Sequence[frozenset[tuple[str, ...]]], names: dict[tuple[str, ...], Source]) -> list[str]:
    return [
        f"{_listed(sorted(names[key].name for key in ring))} cite each other: counted once"
        for ring in ends
        if len(ring) > 1
    ]


def _citing_reasons(
    chains: Sequence[Sequence[Source]],
    alias: dict[tuple[str, ...], tuple[str, ...]],
    names: dict[tuple[str, ...], Source],
    ends: Sequence[frozenset[tuple[str, ...]]],
) -> list[str]:
    """One reason for each origin that several publishers repeat."""
    repeated: dict[tuple[str, ...], set[str]] = {}
    for chain in chains:
        last = alias.get(chain[-1].key, chain[-1].key)
        if len(chain) > 1 and any(last in ring for ring in ends):
            repeated.setdefault(last, set()).add(chain[0].name)
    return [
        f"{_listed(sorted(outlets))} go back to {names[key].name}: counted once"
        for key, outlets in sorted(repeated.items())
        if len(outlets) > 1
    ]


def _listed(names: Sequence[str]) -> str:
    """Names as an English list."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
