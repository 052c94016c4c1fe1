"""How the brief tells of ties: accounts in sentences, those that several tell, and those that differ."""

import pytest

from dragoman.merge.relations import relate
from dragoman.output import make_brief
from tests.records_made import (
    NAMES,
    Page,
    on,
    outlet,
    speaker,
)
from tests.unit.output.test_sentences import CHL, DECADE, PER, PHRASES, RIOS, WORDS, sentences


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"quality": "close"}, "Relations between Peru and Chile are described as close"),
        (
            {"change": "resumed", "time": on("2022-08")},
            "Relations between Peru and Chile are said to have been resumed in August 2022",
        ),
        (
            {"quality": "tense", "change": "worsening"},
            "Relations between Peru and Chile are described as tense and are said to be worsening",
        ),
        (
            {"quality": "at_war", "chain": [outlet("The Quill")]},
            "The Quill reported that Peru and Chile are at war",
        ),
    ],
)
def test_ties_are_told_as_descriptions(fields, expected):
    """The state of relations is what somebody says it is."""
    page = Page(WORDS).tie(WORDS, (CHL, PER), **fields)
    assert sentences(page, "relations") == [f"{expected}: “Words of the article”"]


def test_ties_that_say_the_same_are_one_sentence():
    """Three descriptions of close relations have three quotes and one claim."""
    page = Page("They are close. Close they stay. Friends they are.")
    for words in ("They are close.", "Close they stay.", "Friends they are."):
        page.tie(words, (PER, CHL), quality="close")
    assert sentences(page, "relations") == [
        "Relations between Peru and Chile are described as close: "
        "“They are close.”, “Close they stay.” and “Friends they are.”",
    ]


def related(*pages: Page, section: str = "relations") -> list[str]:
    """The sentences of one section of the brief about several pages."""
    coded = [page.coded() for page in pages]
    told = relate(("PER", "CHL"), coded)
    brief = make_brief(("PER", "CHL"), coded, (), NAMES, PHRASES, relations=told)
    return [sentence.text for part in brief.sections if part.key == section for sentence in part.sentences]


def test_an_account_that_several_tell_is_one_sentence_with_its_counts():
    """Another outlet reports it, a person says so; the sentence follows the most exact time."""
    one = Page("Ties were resumed in August.", outlet="A", published="2025-01-01")
    one.tie("Ties were resumed in August", (PER, CHL), change="resumed", time=on("2022-08"))
    other = Page("They resumed in 2022.", outlet="B", published="2025-01-02").tie(
        "They resumed in 2022", (PER, CHL), change="resumed", time=on("2022")
    )
    third = Page("Resumed in 2022, Lucía Ríos said.", outlet="C", published="2025-01-03")
    third.tie("Resumed in 2022", (PER, CHL), change="resumed", time=on("2022"), chain=[speaker(RIOS)])
    third.knows(RIOS)
    assert related(one, other, third) == [
        "Relations between Peru and Chile are said to have been resumed in August 2022; also reported by B; "
        "so said Lucía Ríos (3 reports in 3 outlets, 3 origins): “Ties were resumed in August”, "
        "“They resumed in 2022” and “Resumed in 2022”"
    ]


def test_accounts_that_differ_are_told_with_both_wordings():
    """Each version has its date, its words and its outlet; what both agree on follows."""
    one = Page("After more than a decade of freeze they resumed in 2022.", outlet="A")
    one.tie("more than a decade of freeze", (PER, CHL), "frozen", time=DECADE)
    one.tie("they resumed in 2022", (PER, CHL), change="resumed", time=on("2022"))
    other = Page("Ties broke off in 2018 and were resumed in August 2022.", outlet="B")
    other.tie("Ties broke off in 2018", (PER, CHL), change="broken_off", time=on("2018"))
    other.tie("were resumed in August 2022", (PER, CHL), change="resumed", time=on("2022-08"))
    assert related(one, other, section="differ") == [
        "Accounts differ on when the break between Peru and Chile began: about 2012 (“more than a decade of freeze”, "
        "A) / 2018 (“Ties broke off in 2018”, B); they agree that relations were resumed in August 2022"
    ]
    close = Page("They were close in 2015.", outlet="C").tie(
        "They were close in 2015", (PER, CHL), "close", time=on("2015-05-05")
    )
    assert related(close, one, section="differ") == [
        "Accounts of relations between Peru and Chile exclude each other: close (“They were close in 2015”, C) / "
        "frozen (“more than a decade of freeze”, A)"
    ]
    assert related(close, section="differ") == []


def test_an_act_and_a_tie_of_the_same_words_are_told_once():
    """The sure act is told as an act; where it was read with doubt, the tie tells it."""
    words = "Peru and Chile resumed diplomatic relations."
    page = Page(words)
    page.event("SUPPORT", words, [PER, CHL], symmetric=True, trigger="resumed", time=on("2022"))
    page.tie(words, (PER, CHL), change="resumed", time=on("2022"))
    assert sentences(page, "cooperation")[0].startswith("Peru and Chile resumed diplomatic relations in 2022")
    assert sentences(page, "relations") == []
    page = Page(words)
    page.event("SUPPORT", words, [PER, CHL], symmetric=True, trigger="resumed", confidence=0.3)
    page.tie(words, (PER, CHL), change="resumed", time=on("2022"))
    assert sentences(page, "unsure") == []
    assert len(sentences(page, "relations")) == 1
