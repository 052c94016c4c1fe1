"""The sample articles, read and coded from end to end, and the events that a person wrote down for them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.evaluate.articles import is_found
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.predict import predict_articles
from dragoman.read import ReadFailure, read_articles
from dragoman.records import Act, Article, CodedArticle, Status, contains, encode_json
from dragoman.records.edtf import bounds
from tests.spans import ids_of, spans_of

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
GOLD: dict[str, list[dict[str, Any]]] = {
    line["file"]: line["events"]
    for line in map(msgspec.json.decode, (EXAMPLES / "gold.jsonl").read_bytes().splitlines())
}
TOLD_AS_DONE = ("happened", "ongoing")


def read_examples() -> list[Article | ReadFailure]:
    """All sample articles, in a stable order."""
    return list(read_articles([EXAMPLES / "articles"]))


@pytest.fixture(scope="module")
def coded(knowledge: Knowledge) -> list[CodedArticle]:
    """The sample articles, coded by the rules."""
    return [code_article(read, knowledge, RuleCoder()) for read in read_examples() if isinstance(read, Article)]


@pytest.fixture(scope="module")
def answers(knowledge: Knowledge) -> Mapping[str, Mapping[str, Any]]:
    """What Dragoman gives for each file of the gold file, as in the output contract."""
    items = [{"file": file} for file in GOLD]
    return {answer["file"]: answer for answer in predict_articles(items, EXAMPLES, knowledge, RuleCoder())}


def test_every_example_is_read() -> None:
    """No sample article fails; 13 files hold one each and the JSON Lines file holds three."""
    read = read_examples()
    assert [one for one in read if isinstance(one, ReadFailure)] == []
    assert len(read) == len({one.id for one in read if isinstance(one, Article)}) == 16


def test_every_example_says_when_it_was_published(coded: list[CodedArticle]) -> None:
    """The day stands in front matter, JSON-LD, a JSON field, a date line or a dateline."""
    assert [one.article.title for one in coded if one.article.published is None] == []


def test_every_span_gives_back_its_words(coded: list[CodedArticle]) -> None:
    """Every span of every record lies in its article's text and holds more than blanks."""
    for one in coded:
        text = one.article.text
        wrong = [
            (place, span) for place, span in spans_of(one) if span[1] > len(text) or not text[slice(*span)].strip()
        ]
        assert wrong == []


def test_evidence_holds_the_trigger(coded: list[CodedArticle]) -> None:
    """The words that an event rests on include its predicate."""
    events = [event for one in coded for event in one.events]
    assert events
    assert [event.id for event in events if not contains(event.evidence, event.trigger)] == []


def test_identifiers_are_unique_in_an_article(coded: list[CodedArticle]) -> None:
    """No two records of one article share an identifier."""
    assert [ids_of(one) for one in coded if len(ids_of(one)) != len(set(ids_of(one)))] == []


def test_reading_and_coding_again_gives_the_same_bytes(coded: list[CodedArticle], knowledge: Knowledge) -> None:
    """Records and identifiers are made from content alone."""
    again = [code_article(read, knowledge, RuleCoder()) for read in read_examples() if isinstance(read, Article)]
    assert [encode_json(one) for one in again] == [encode_json(one) for one in coded]


@pytest.mark.parametrize("file", GOLD)
def test_gold_events_stand_in_their_texts(file: str, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Every gold event has words in the text, known acts and statuses, states as ISO codes, and a valid EDTF time."""
    text = answers[file]["article"]["text"]
    for event in GOLD[file]:
        start, end = event["span"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip() != ""
        assert {Act(name) for name in event["types"]}
        assert {Status(name) for name in event["status"]}
        assert all(len(state) == 3 for role in ("source", "target", "others") for state in event[role])
        assert event["time"] is None or bounds(event["time"])


@pytest.mark.parametrize("file", GOLD)
def test_what_did_not_happen_is_not_told_as_done(file: str, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Nothing that the reader has only as planned, called off, denied or hypothetical is given as happened."""
    done = [event for event in GOLD[file] if set(event["status"]) & set(TOLD_AS_DONE)]
    undone = [event for event in GOLD[file] if not set(event["status"]) & set(TOLD_AS_DONE)]
    told = [event for event in answers[file]["events"] if event["status"] in TOLD_AS_DONE]
    wrong = [
        (event["act"], event["evidence"])
        for event in told
        if not any(is_found(event, gold) for gold in done)
        and any(is_found(event, {**gold, "span": event["evidence"], "status": None}) for gold in undone)
    ]
    assert wrong == []
