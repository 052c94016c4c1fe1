"""News of talks and visits: who meets whom, who speaks, and what is no act at all."""

import pytest

from dragoman.coding.model import ModelCoder
from dragoman.coding.rules import RuleCoder
from dragoman.find.actors import find_actors
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.records import Event
from dragoman.text.parse import mark_article
from tests.specs.test_patterns import said
from tests.texts import article_of

MET = [
    # "… with A and B said": B is who says so, and no party to the talk.
    ("Finland's president spoke with Peru's king and Chile's prime minister said they reviewed a deal.",
     "FIN = PER CONSULT happened"),
    ("Finland's president met Peru's king and Chile's prime minister.", "CHL = FIN = PER CONSULT happened"),
    # The sidelines of a summit are no party.
    ("Norway and Chile agreed to meet on the sidelines of the U.N. General Assembly.", "CHL = NOR AGREE happened"),
    # A call to tell something is a call, a call on somebody a request.
    ("Oman's sultan called to thank the Kenyan president.", "KEN = OMN CONSULT/phone happened"),
    ("Oman's sultan called on the Kenyan president to resign.", "OMN > KEN REQUEST happened"),
]  # fmt: skip
# Text, words that tell no act (they only say, or are what was agreed on), and whether the model is asked.
UNTOLD = [
    ("Norwegian Foreign Minister Lars Hagen recalled that Chile had once sold him a boat.", "recalled"),
    ("Norway's Lars Hagen underscored that the forum would open chances for Chile.", "underscored"),
    ("Chad and Libya struck an accord to free fishermen and reopen two consulates.", "reopen"),
    ("Gomel is seeing protests over the price of fuel. Belarus met Russia.", "protests"),
]
NOBODY = [
    ("Ethnic Serbs held a fair in Mitrovica.", "SRB"),
    ("Chad and major Asian firms signed.", "MIL"),
]


def coded(text: str, knowledge: Knowledge, coder: RuleCoder | ModelCoder) -> tuple[Event, ...]:
    """The events of a text."""
    return code_article(article_of(text, published="2025-06-11"), knowledge, coder).events


@pytest.fixture(scope="module")
def model() -> ModelCoder:
    """The model that is shipped."""
    return ModelCoder()


@pytest.mark.parametrize(("text", "gives"), MET)
def test_who_meets_whom(text: str, gives: str, knowledge: Knowledge) -> None:
    """The sides of talks, without those who only tell of them or lend the room."""
    events = coded(text, knowledge, RuleCoder())
    assert gives in [said(event) for event in events]


@pytest.mark.parametrize(("text", "word"), UNTOLD)
def test_what_is_only_said_or_agreed_on_is_no_act(
    text: str, word: str, knowledge: Knowledge, model: ModelCoder
) -> None:
    """No event has the word as its trigger."""
    at = text.index(word)
    assert not [event for event in coded(text, knowledge, model) if event.trigger[0] == at]


def test_an_envoy_recalled_is_an_act(knowledge: Knowledge, model: ModelCoder) -> None:
    """Near miss: the same verb with an object."""
    events = coded("Norway recalled its ambassador to Chile.", knowledge, model)
    assert [said(event) for event in events] == ["NOR > CHL SANCTION/withdraw happened"]


@pytest.mark.parametrize(("text", "state"), NOBODY)
def test_no_actor_is_made_of_kin_and_size(text: str, state: str, knowledge: Knowledge) -> None:
    """People by descent are not of the state of their name, and "major" before a noun is no officer."""
    actors = find_actors(mark_article(article_of(text), knowledge), knowledge).actors
    assert not [actor for actor in actors if state in (actor.state, actor.sector)]


def test_an_airport_is_nobody(knowledge: Knowledge) -> None:
    """An airport that bears a name is not the person, who may be met beside it."""
    text = "Kenya's Ana Vidal landed at Luis Vega International Airport. Luis Vega smiled."
    names = [one.name for one in find_actors(mark_article(article_of(text), knowledge), knowledge).actors]
    assert "Ana Vidal" in names
    assert not [name for name in names if "International" in name]


def test_what_happened_has_no_day_to_come(knowledge: Knowledge) -> None:
    """What was agreed to be on 20 June was agreed before it was printed; a planned visit keeps its day."""
    agreed = coded("Norway and Chile agreed on talks on 20 June 2025.", knowledge, RuleCoder())
    assert agreed
    assert all(event.time is None for event in agreed if event.status == "happened")
    planned = coded("Norway's king will visit Chile on 20 June 2025.", knowledge, RuleCoder())
    assert [event.time.edtf for event in planned if event.time is not None] == ["2025-06-20"]
