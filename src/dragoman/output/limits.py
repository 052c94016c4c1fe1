"""What a brief rests on: counts of sources, undated claims, hidden origins, and what was left out."""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.citations import Citation, Citer
from dragoman.output.claims import UNSURE_BELOW, Told
from dragoman.output.clean import plain
from dragoman.output.dates import is_dated
from dragoman.output.quoting import Quote
from dragoman.records import Anonymity, CodedArticle, Happening, HopKind, OriginCount, Record, TieAccount


class Support(Record, frozen=True, kw_only=True):
    """How many reports, outlets and origins some claims have, and why.

    `claims` has the numbers of the words of each claim; claims with the same counts and reasons stand together.
    """

    claims: tuple[tuple[int, ...], ...]
    counts: str


def supports_of(
    told: Iterable[Told],
    citer: Citer,
    quotes: Mapping[str, Quote],
    phrases: Phrases,
    ties: Iterable[tuple[tuple[int, ...], TieAccount]] = (),
) -> tuple[Support, ...]:
    """The counts of every happening and tie account, in the order in which their words are first cited.

    `ties` are accounts with the numbers of their words.
    """
    found: dict[str, list[tuple[int, ...]]] = {}
    for one in told:
        happening = one.happening
        if happening is None:
            continue
        counts = counts_in_words(happening, phrases)
        marks = marks_of(one, citer, quotes)
        if marks not in found.setdefault(counts, []):
            found[counts].append(marks)
    for marks, account in ties:
        counts = counts_in_words(account, phrases)
        if marks not in found.setdefault(counts, []):
            found[counts].append(marks)
    supports = [Support(claims=tuple(sorted(claims)), counts=counts) for counts, claims in found.items()]
    return tuple(sorted(supports, key=lambda support: support.claims))


def counts_in_words(counted: Happening | TieAccount, phrases: Phrases) -> str:
    """Reports, outlets and origins with their reasons: "2 reports in 2 outlets; 1–2 origins, because A may be B"."""
    return phrases.limit["counts"].format(
        reports=phrases.counted(counted.reports, "report"),
        outlets=phrases.counted(counted.outlets, "outlet"),
        origins=_origins(counted.origins, phrases),
    )


def marks_of(told: Told, citer: Citer, quotes: Mapping[str, Quote]) -> tuple[int, ...]:
    """The numbers of the words of all accounts of a happening."""
    return tuple(sorted({citer.cite(claim.coded, quotes[claim.event.id].span) for claim in told.accounts}))


def limits_of(
    told: Sequence[Told],
    articles: Sequence[CodedArticle],
    citations: Sequence[Citation],
    phrases: Phrases,
    *,
    teasers: int,
) -> tuple[str, ...]:
    """Notes on what was searched, what is undated or unsure, what rests on one hidden source, what was left out."""
    cited = {citation.article for citation in citations}
    limit, counted = phrases.limit, phrases.counted
    notes: list[str] = []
    if cited:
        notes.append(limit["searched"].format(articles=counted(len(articles), "article"), cited=f"{len(cited):,}"))
    unpublished = sum(coded.article.id in cited and coded.article.published is None for coded in articles)
    if unpublished:
        notes.append(limit["unpublished"].format(articles=counted(unpublished, "article")))
    whole = counted(len(told), "claim").split()[0]
    undated = sum(not is_dated(one.lead.event.time) for one in told)
    if undated:
        notes.append(limit["undated"].format(part=undated, whole=whole))
    if teasers:
        notes.append(limit["teasers"].format(claims=counted(teasers, "claim")))
    unsure = sum(one.is_unsure for one in told)
    if unsure:
        notes.append(limit["unsure"].format(part=unsure, whole=whole, floor=UNSURE_BELOW))
    return tuple(notes)


def hidden_of(
    told: Sequence[Told], citer: Citer, quotes: Mapping[str, Quote], phrases: Phrases
) -> list[tuple[str, tuple[int, ...]]]:
    """What rests on one unnamed origin, and what on sources that nobody can count, with the numbers of the words."""
    found = []
    for key, is_hidden in (("unnamed", _is_unnamed), ("unspecified", _is_nobody)):
        marks = {mark for one in told if is_hidden(one) for mark in marks_of(one, citer, quotes)}
        if marks:
            found.append((phrases.limit[key], tuple(sorted(marks))))
    return found


def _origins(origins: OriginCount, phrases: Phrases) -> str:
    """A range of origins with its reasons: "1 origin: all rests on A", "1–2 origins, because A may be B"."""
    most = phrases.counted(origins.max, "origin")
    counted = most if origins.min == origins.max else f"{origins.min}–{origins.max} {most.split()[1]}"
    reasons = "; ".join(plain(reason) for reason in origins.reasons)
    if not reasons:
        return counted
    return counted + phrases.limit["reasons" if origins.min == origins.max else "range"].format(reasons=reasons)


def _is_unnamed(told: Told) -> bool:
    """Whether a claim may rest on one unnamed source and on nobody else."""
    if told.happening is None or told.happening.origins.min > 1:
        return False
    last = [claim.event.chain[-1] for claim in told.accounts if claim.event.chain]
    return bool(last) and all(hop.kind is HopKind.UNNAMED_PERSON or hop.anonymity is Anonymity.UNNAMED for hop in last)


def _is_nobody(told: Told) -> bool:
    """Whether only unspecified sources stand behind a claim."""
    return told.happening is not None and told.happening.origins.min == 0
