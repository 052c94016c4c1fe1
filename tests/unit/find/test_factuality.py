"""Factuality: text, a stretch of it and its status → how far each source commits itself."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.find.attribution import NOT_SAID, chain_at, find_scopes
from dragoman.find.factuality import AUTHOR, clause_value, factuality_of
from dragoman.find.hedges import hedge_at
from dragoman.knowledge import Knowledge
from dragoman.records import Factuality, Status, StatusDetail
from dragoman.text.parse import mark_article
from tests.texts import article_of, quote


def values(text: str, words: str, status: Status, knowledge: Knowledge, *, hedged: bool = False) -> dict[str, str]:
    """The commitments to the act at `words`, its own hedge counted."""
    article, span = article_of(text), quote(text, words)
    marked = mark_article(article, knowledge)
    scopes = find_scopes(marked, find_actors(marked, knowledge), knowledge)
    around = [scope for scope in scopes if scope.governs(span)]
    predicate = marked.root_of(span)
    hedge = hedge_at(marked, predicate.index, knowledge.cues) if predicate else None
    found = factuality_of(chain_at(span, scopes, article), around, status, hedged=hedged, hedge=hedge)
    return {name: value.value for name, value in found.items()}


HAPPENED, PLANNED, DENIED = Status.HAPPENED, Status.PLANNED, Status.DENIED


@pytest.mark.parametrize(
    ("text", "words", "status", "expected"),
    [
        ("Lima shelled the village.", "shelled", HAPPENED, {"author": "CT+"}),
        ("Lima will visit Quito.", "visit", PLANNED, {"author": "PR+"}),
        ("Kesner said that Lima shelled the village.", "shelled", HAPPENED, {"author": "Uu", "Kesner": "CT+"}),
        ("Kesner acknowledged that Lima shelled it.", "shelled", HAPPENED, {"author": "CT+", "Kesner": "CT+"}),
        ("Kesner denied that Lima shelled it.", "shelled", HAPPENED, {"author": "Uu", "Kesner": "CT-"}),
        ("Kesner denied that Lima shelled it.", "shelled", DENIED, {"author": "Uu", "Kesner": "CT-"}),
        ("Kesner believes that Lima shelled it.", "shelled", HAPPENED, {"author": "Uu", "Kesner": "PR+"}),
        ("Kesner hopes to visit Lima.", "visit", PLANNED, {"author": "Uu", "Kesner": "Uu"}),
        ("Kesner refused to visit Lima.", "visit", HAPPENED, {"author": "Uu", "Kesner": "CT-"}),
        ("It can be assumed that Lima shelled it.", "shelled", HAPPENED, {"author": "PR+"}),
    ],
)
def test_each_source_has_its_own_commitment(
    text: str, words: str, status: Status, expected: dict[str, str], knowledge: Knowledge
) -> None:
    """The innermost source has what clause and cue say; the author follows only a factive cue."""
    found = values(text, words, status, knowledge)
    assert {name: found[name] for name in expected} == expected


def test_outlet_that_only_passes_on_is_uncommitted(knowledge: Knowledge) -> None:
    """Of an outlet and the sources it cites, the sources hold the claim."""
    text = "Lima shelled the village, the Jerusalem Post reported, citing unnamed sources."
    found = values(text, "shelled", HAPPENED, knowledge)
    assert found == {"author": "Uu", "Jerusalem Post": "Uu", "unnamed sources": "CT+"}


def test_hedged_clause_weakens_the_claim(knowledge: Knowledge) -> None:
    """A hedge makes a certain claim a probable one."""
    assert values("Lima probably shelled it.", "shelled", HAPPENED, knowledge, hedged=True) == {"author": "PR+"}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Lima reportedly shelled it.", "shelled", "PR+"),
        ("Lima allegedly shelled it.", "shelled", "PS+"),
        ("Lima has apparently begun to send guns.", "send", "PR+"),
        ("Perhaps Lima shelled it.", "shelled", "PS+"),
        ("It is likely that Lima shelled it.", "shelled", "PR+"),
        ("Lima openly shelled it.", "shelled", "CT+"),
        ("Lima shelled the likely site of the talks.", "shelled", "CT+"),
        ("Lima, the alleged buyer, shelled it.", "shelled", "CT+"),
    ],
)
def test_hedge_lowers_the_commitment_of_the_author(text: str, words: str, expected: str, knowledge: Knowledge) -> None:
    """A hedge leaves the author at probable or possible; a word that hedges something else leaves him certain."""
    assert values(text, words, HAPPENED, knowledge)[AUTHOR] == expected


def test_whoever_reported_it_is_more_certain_than_the_author(knowledge: Knowledge) -> None:
    """The word "reportedly" leaves a claim to others, who held it for a fact."""
    found = values("Lima reportedly shelled it.", "shelled", HAPPENED, knowledge)
    assert found == {AUTHOR: "PR+", NOT_SAID: "CT+"}


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_value(status: Status) -> None:
    """A clause of any status claims something definite, or nothing."""
    assert isinstance(clause_value(status), Factuality)
    assert clause_value(status, StatusDetail.CONDITIONAL) is Factuality.UNCOMMITTED


def test_author_comes_first(knowledge: Knowledge) -> None:
    """The order is that of the chain."""
    assert next(iter(values("Kesner said Lima shelled it.", "shelled", HAPPENED, knowledge))) == AUTHOR
