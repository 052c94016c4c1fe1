"""Words between states, by table: who says what to whom, in the constructions of real news; each beside a near miss."""

import pytest

from dragoman.coding.model import ModelCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.records import Event
from tests.specs.test_patterns import in_order, said
from tests.texts import article_of

GIVES = [
    # Who was accused rejects a claim whose maker is named in it, before it, or only after it.
    ("Bhutan dismissed the Nepali allegations as nonsense.", "BTN > NPL REJECT happened"),
    (
        "Malawi has rejected accusations that it arms rebels.\n\nZambia accused Malawi of arming rebels on Monday.",
        "MWI > ZMB REJECT happened",
    ),
    ("Norway's minister met the envoy of the African Union, Tumi Okeke, in Oslo.", "NOR = tumi-okeke CONSULT happened"),
    # "We" and "your" in a quotation, whoever is spoken of in the sentence before.
    (
        "Ghana accused Togo of theft.\n\nTogo's minister Kofi Asamo denied it. He said Ghana was lying. “We urge Ghana"
        " to stop,” he added.",
        "TGO > GHA REQUEST happened",
    ),
    (
        "Chile accused Peru of theft. “I invite your government to correct it,” Chilean President Ana Rojas said.",
        "CHL > PER AGREE happened",
    ),
    # Summoned to a ministry: the passive tells who did it.
    ("The Fijian envoy was summoned to the Tongan foreign ministry.", "TON > FJI ACCUSE/disapprove happened"),
    # Who attacks: people in a state, not the state; a body, not the sides named before it.
    ("Niger fears rebels in Mali, who attacked Gao on Monday.", "MLI > MLI ASSAULT happened"),
    ("Iran accused the Europeans of breaking the deal.", "IRN > europeans ACCUSE/allege happened"),
    ("The Yemeni incursion onto Omani soil lasted a day.", "YEM > OMN ASSAULT happened"),
    # Whose plan it is stands behind the noun.
    ("A plan by Chad to expel Libya's envoy angered Rome.", "TCD > LBY SANCTION/expel planned"),
    # A label before a colon is no part of the clause.
    ("Update: Ghana to recall its ambassador to Togo", "GHA > TGO SANCTION/withdraw planned"),
]
SILENT = [
    ("Malawi has rejected accusations that it arms rebels in Zambia.", "MWI > ZMB REJECT", "not its maker"),
    ("Peru warned the monitors of raids from Bolivia.", "PER > BOL", "spoken of, not warned"),
    ("India warned Nepal. If the raids went on, Indian forces would respond.", "IND > IND", "one's own army"),
    ("The army said rebels killed a man near its border with Chad and Niger.", "NER", "where it was"),
    ("Opposition leaders in Lima called for a march in Cusco.", "PER > PER REQUEST", "no place is asked"),
    ("Oman's minister Ali Saidi stressed Oman's categorical denial of the raid.", "OMN > OMN", "who tells of it"),
    ("Kenya met Uganda. Philippine officials convened a meeting on Monday.", "PHL = ", "their own meeting"),
]


@pytest.fixture(scope="module")
def coder() -> ModelCoder:
    """The model that is shipped."""
    return ModelCoder()


def events_of(text: str, knowledge: Knowledge, coder: ModelCoder) -> tuple[Event, ...]:
    """The events of a text, published on a known day."""
    return code_article(article_of(text, published="2025-06-11"), knowledge, coder).events


@pytest.mark.parametrize(("text", "gives"), GIVES)
def test_words_are_told_with_their_sides(text: str, gives: str, knowledge: Knowledge, coder: ModelCoder) -> None:
    """An act is told with who says or does it, and to whom."""
    found = [said(event) for event in events_of(text, knowledge, coder)]
    assert in_order(gives) in found, found


@pytest.mark.parametrize(("text", "gives", "why"), SILENT)
def test_who_is_spoken_of_is_no_side(text: str, gives: str, why: str, knowledge: Knowledge, coder: ModelCoder) -> None:
    """Nobody is made a side who is only named in what is said, or where it is said."""
    found = [said(event) for event in events_of(text, knowledge, coder)]
    assert not [claim for claim in found if gives in claim], why
