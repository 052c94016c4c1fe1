"""A workspace as JSON lines: every article as it was coded, then every judgement in the order in which it was made.

Happenings and briefs follow from these, so what is taken in again elsewhere gives the same records under the same ids.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TypeAlias

import msgspec

from dragoman.records import (
    Actor,
    Article,
    CodedArticle,
    Event,
    Judgement,
    Record,
    SavedSearch,
    Statement,
    Tie,
)
from dragoman.store import Store

PACKING = 2
"""The version of the form; a newer one is refused by an older Dragoman. 2 has saved searches; without any it is 1."""

PACKED_AT_ONCE = 100
"""Articles whose codings are asked for together."""


class HeadLine(Record, frozen=True, kw_only=True, tag_field="line", tag="workspace"):
    """The first line: the version of the form, and what wrote it."""

    packing: int
    made_by: str
    codebook: str


class ArticleLine(Record, frozen=True, kw_only=True, tag_field="line", tag="article"):
    """One article with its records as in the output contract, as coded; what coded it, and when it was first added."""

    coding: str
    added: str | None = None
    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def coded(self) -> CodedArticle:
        """The article as the pipeline gives it."""
        return CodedArticle(
            article=self.article,
            actors=self.actors,
            events=self.events,
            statements=self.statements,
            ties=self.ties,
        )


class JudgementLine(Record, frozen=True, kw_only=True, tag_field="line", tag="judgement"):
    """One judgement; undone ones and undos are among them."""

    judgement: Judgement


class SearchLine(Record, frozen=True, kw_only=True, tag_field="line", tag="search"):
    """One saved search; removed ones are among them."""

    search: SavedSearch


class EndLine(Record, frozen=True, kw_only=True, tag_field="line", tag="end"):
    """The last line: how many there were, so that a file that was cut shows."""

    articles: int
    judgements: int


PackedLine: TypeAlias = HeadLine | ArticleLine | JudgementLine | SearchLine | EndLine


def packed_lines(store: Store, made_by: str, codebook: str) -> Iterator[PackedLine]:
    """All that a workspace keeps and cannot make again from itself, a hundred articles held at a time."""
    searches = store.searches.all()
    yield HeadLine(packing=PACKING if searches else 1, made_by=made_by, codebook=codebook)
    articles = judgements = 0
    everything = store.coded()
    while page := tuple(islice(everything, PACKED_AT_ONCE)):
        ids = [coded.article.id for coded in page]
        codings, days = store.codings(ids), store.days_added(ids)
        for coded in page:
            articles += 1
            article = coded.article.id
            yield ArticleLine(coding=codings[article], added=days.get(article), **msgspec.structs.asdict(coded))
    for judgement in store.judgements():
        judgements += 1
        yield JudgementLine(judgement=judgement)
    for search in searches:
        yield SearchLine(search=search)
    yield EndLine(articles=articles, judgements=judgements)
