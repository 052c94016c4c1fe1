"""Clauses about relations in news prose, with near misses; what they tell is no act of breaking off."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.records import Act, CodedArticle, Tie
from tests.texts import article_of

SPECS = tomllib.loads(Path(__file__).with_name("ties.toml").read_text(encoding="utf-8"))


def coded(text: str, knowledge: Knowledge) -> CodedArticle:
    """The text coded by the rules, published on 10 March 2025."""
    return code_article(article_of(text, published="2025-03-10"), knowledge, RuleCoder())


def told(tie: Tie) -> str:
    """A tie as in the file: "EGY TUR frozen ../2022"."""
    time = tie.time.edtf if tie.time is not None else None
    return " ".join(part for part in (*(ref.state for ref in tie.pair), tie.quality, tie.change, time) if part)


@pytest.mark.parametrize("spec", SPECS["ties"], ids=lambda spec: spec["text"][:60])
def test_a_clause_gives_its_ties(knowledge: Knowledge, spec: dict[str, Any]) -> None:
    """All of them with their times, and no others."""
    assert sorted(map(told, coded(spec["text"], knowledge).ties)) == sorted(spec["gives"])


@pytest.mark.parametrize("spec", SPECS["no_break"], ids=lambda spec: spec["text"][:60])
def test_what_relations_were_in_is_no_act(knowledge: Knowledge, spec: dict[str, Any]) -> None:
    """A freeze that ended or lasted was no sanction at the time of its end; one that was put on is."""
    events = coded(spec["text"], knowledge).events
    assert sum(event.act is Act.SANCTION for event in events) == spec["breaks"]
