"""A brief from all that a store keeps about a pair: one maker for commands, pages, API, Python and files."""

from collections.abc import Mapping

from dragoman.knowledge.phrases import Phrases
from dragoman.output import Brief, make_brief
from dragoman.records import NOW, Horizon
from dragoman.workspace.reports import PairRecords


def brief_of(
    found: PairRecords,
    names: Mapping[str, str],
    phrases: Phrases,
    since: str | None = None,
    known: Horizon = NOW,
) -> Brief:
    """The brief of a pair's records; `names` of states by ISO alpha-3 code, `since` and `known` as asked for."""
    return make_brief(found.pair, found.articles, found.happenings, names, phrases, since, known, found.relations)
