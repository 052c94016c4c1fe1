"""Sides that a sentence leaves unsaid because the story has named them."""

import pytest

from dragoman.coding.model import ModelCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.records import Act, Event
from tests.texts import article_of

ABOUT = [
    (
        "Norway suspended its aid for Chad on Monday. The ministry in Oslo said that Norway had cut off the money.",
        Act.SANCTION, 2, {"NOR", "TCD"},
    ),
    ("Norway asked Chad to free two sailors. Chad refused on Monday.", Act.REJECT, 1, {"NOR", "TCD"}),
    ("Kenyan soldiers shelled the Ethiopian town of Moyale. Kenyan soldiers killed six people.", Act.ASSAULT, 2,
     {"KEN", "ETH"}),
    ("Portugal protested to Argentina on Tuesday. The Argentine coast guard seized the trawler on Sunday.", Act.COERCE,
     1, {"ARG", "PRT"}),
    (
        "Kenya accused Uganda of theft. Uganda rejected Kenya's claim. Kenya asked Uganda for an apology. "
        "Oman thanked Peru. Kenyan marines killed three people on Monday.",
        Act.ASSAULT, 1, {"KEN", "UGA"},
    ),
]  # fmt: skip
ALONE = [
    (
        "Kenya accused Uganda of theft. Uganda rejected Kenya's claim. Kenya asked Uganda for an apology. "
        "Kenyan marines killed three people in Kenya.",
        Act.ASSAULT,
        {"KEN"},
    ),
    (
        "Kenya accused Uganda of theft. Uganda rejected Kenya's claim. Kenya asked Oman and Peru for help. "
        "Kenyan marines killed three people on Monday.",
        Act.ASSAULT,
        {"KEN"},
    ),
    (
        "Sudan thanked the African Union. The African Union asked Sudan to wait. The African Union met on Monday.",
        Act.CONSULT,
        set(),
    ),
    ("Norway asked Chad to free two sailors. Peru refused on Monday.", Act.REJECT, {"PER"}),
    ("Norway suspended its aid for Chad. Peru suspended the money.", Act.SANCTION, {"PER"}),
    (
        "The ministers of Ghana and Togo will meet on Friday. On Monday the Ghanaian president attended a meeting.",
        Act.CONSULT,
        {"GHA"},
    ),
    ("Portugal protested to Argentina on Tuesday. The Argentine coast guard seized a trawler.", Act.COERCE, {"ARG"}),
    (
        "Portugal protested to Argentina, and Chile thanked Argentina. The Argentine coast guard seized the trawler.",
        Act.COERCE,
        {"ARG"},
    ),
]


@pytest.fixture(scope="module")
def coder() -> ModelCoder:
    """The model that is shipped."""
    return ModelCoder()


def coded(text: str, act: Act, knowledge: Knowledge, coder: ModelCoder) -> list[Event]:
    """The events of an act."""
    events = code_article(article_of(text, published="2025-06-11"), knowledge, coder).events
    return [event for event in events if event.act is act]


def states(event: Event) -> set[str | None]:
    """The states of both sides."""
    return {ref.state for ref in (*event.sources, *event.targets)} - {None}


@pytest.mark.parametrize(("text", "act", "count", "sides"), ABOUT)
def test_a_target_is_that_of_the_same_act_before(
    text: str, act: Act, count: int, sides: set[str], knowledge: Knowledge, coder: ModelCoder
) -> None:
    """The event says that a side stands elsewhere, and the side's span is where it stands."""
    events = coded(text, act, knowledge, coder)
    assert len(events) == count
    assert states(events[-1]) == sides
    assert "a side as told elsewhere in the story" in events[-1].reason
    spans = [ref.span for ref in events[-1].targets if ref.state]
    assert all(span is not None and span[1] <= events[-1].evidence[0] for span in spans)


@pytest.mark.parametrize(("text", "act", "sides"), ALONE)
def test_a_side_is_not_taken_from_what_others_did(
    text: str, act: Act, sides: set[str], knowledge: Knowledge, coder: ModelCoder
) -> None:
    """What Norway did to Chad says nothing of Peru."""
    for event in coded(text, act, knowledge, coder):
        if "PER" in states(event):
            assert states(event) == sides


def test_states_that_do_it_together_do_it_to_each_other(knowledge: Knowledge, coder: ModelCoder) -> None:
    """Two states that exchange prisoners, and name nobody else, are both sides."""
    (event,) = coded("Lithuania and Belarus exchanged prisoners on Monday.", Act.RETREAT, knowledge, coder)
    assert event.symmetric or event.targets
    assert states(event) == {"LTU", "BLR"}
