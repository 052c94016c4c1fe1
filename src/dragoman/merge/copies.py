"""Articles that print one text: copies of a wire report, excerpts of it, and later versions.

Texts are compared by the runs of five words in their bodies (Broder 1997). Every eighth run, chosen by its hash and so
the same in every text, is a *mark*; articles that share enough marks are compared in full, whatever their lengths.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from dragoman.merge.windows import publication_days
from dragoman.records import Article, CreditKind, RegionKind
from dragoman.records.copies import CopyLink, Sketch

RUN_WORDS = 5
"""Words in a run: shorter ones fall twice by chance, longer ones break at every edit."""

MARK_EVERY = 8
"""One run in so many is a mark: of 30 shared runs none is with a chance of 1.8 %, of 100 with 2 in a million."""

LEAST_MARKS, LEAST_MARKED = 2, 0.2
"""Shared marks, and their part of the shorter text's, from which two texts are compared in full."""

LEAST_RUNS = 30
"""Shared runs below which nothing is a copy: a paragraph of boilerplate or a quotation has fewer than this."""

LEAST_SHARE = 0.5
"""The part of the shorter text's runs that a copy, excerpt or later version shares with the other."""

COPY_DAYS = 14
"""Copies come within a fortnight; only articles that credit an agency are looked for beyond it."""

_WORD = re.compile(r"\w+")
_AGENCY = frozenset({CreditKind.AGENCY, CreditKind.REPUBLISHED})


CopyLinks: TypeAlias = Mapping[tuple[str, str], CopyLink]
NO_COPIES: CopyLinks = MappingProxyType({})


def sketch_of(article: Article) -> Sketch:
    """The sketch of an article's own body; a text without runs has no marks and no copies."""
    days = publication_days(article)
    marks = {mark for run in runs_of(article) if (mark := zlib.crc32(run.encode("utf-8", "replace"))) % MARK_EVERY == 0}
    return Sketch(
        article=article.id,
        day=days[0] if days else 0,
        is_credited=any(credit.kind in _AGENCY for credit in article.credits),
        marks=tuple(sorted(marks)),
    )


def runs_of(article: Article) -> frozenset[str]:
    """The runs of five words in the article's own body; boilerplate that reading marked is not of it."""
    runs: set[str] = set()
    spans = [one.span for one in article.regions if one.kind is RegionKind.BODY and one.story == 0]
    for span in spans if article.regions else [(0, len(article.text))]:
        words = _WORD.findall(article.words(span).casefold())
        runs.update(" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))
    return frozenset(runs)


def are_in_time(one: Sketch, other: Sketch) -> bool:
    """Whether one can be a copy of the other by their days, or because an agency is credited."""
    if one.is_credited or other.is_credited:
        return True
    return 0 not in (one.day, other.day) and abs(one.day - other.day) <= COPY_DAYS


def enough_marks(shared: int, one: int, other: int) -> bool:
    """Whether two texts that share so many of their marks are worth a comparison in full."""
    return shared >= max(LEAST_MARKS, LEAST_MARKED * min(one, other))


def compare_texts(one: Article, other: Article) -> CopyLink | None:
    """How much text two articles share; null where too little."""
    first, second = sorted((one, other), key=lambda article: article.id)
    runs, others = runs_of(first), runs_of(second)
    shared = len(runs & others)
    if shared < LEAST_RUNS or shared < LEAST_SHARE * min(len(runs), len(others)):
        return None
    return CopyLink(one=first.id, other=second.id, shared=shared, one_runs=len(runs), other_runs=len(others))


def find_copies(articles: Iterable[Article]) -> CopyLinks:
    """All pairs among the articles that share text."""
    return link_copies((article, sketch_of(article)) for article in articles)


def link_copies(drawn: Iterable[tuple[Article, Sketch]]) -> CopyLinks:
    """All pairs among articles with their sketches that share text."""
    known: dict[str, tuple[Article, Sketch]] = {}
    by_mark: dict[int, list[str]] = {}
    found: dict[tuple[str, str], CopyLink] = {}
    for article, sketch in drawn:
        counts: dict[str, int] = {}
        for mark in sketch.marks:
            for other in by_mark.setdefault(mark, []):
                counts[other] = counts.get(other, 0) + 1
            by_mark[mark].append(article.id)
        for other, shared in counts.items():
            earlier, its = known[other]
            if are_in_time(sketch, its) and enough_marks(shared, len(sketch.marks), len(its.marks)):
                link = compare_texts(article, earlier)
                if link is not None:
                    found[link.one, link.other] = link
        known[article.id] = (article, sketch)
    return found
