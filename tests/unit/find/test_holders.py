"""The state of titled persons whom a story gives none, and the stories in which nothing may be guessed."""

import pytest

from dragoman.knowledge import Knowledge
from tests.unit.find.test_actors import actor_at

_SERBIA = "Serbia opened its embassy in Nepal on Thursday. "
_TOLD = [
    # Who arrives, visits or comes on a visit is not of the country.
    (f"{_SERBIA}Foreign Minister Miloš Radenkov, who arrived in Nepal on Wednesday, cut the ribbon.",
     "Miloš Radenkov", "SRB"),
    (f"{_SERBIA}Prime Minister Ana Bjelić will visit Kathmandu in May, Nepal's foreign ministry said.",
     "Ana Bjelić", "SRB"),
    (f"{_SERBIA}Nepal was glad. Foreign Minister Miloš Radenkov made the promise on a visit to Kathmandu.",
     "Miloš Radenkov", "SRB"),
    # Who thanks or accuses a country is of the other.
    ("Fiji paid Tonga the first part on Thursday, Fiji said. Prime Minister Sione Havili thanked Fiji on Friday. "
     "Tonga was hit hard.", "Sione Havili", "TON"),
    # Who meets somebody of the one is of the other; a decided one decides the next.
    (f"{_SERBIA}Foreign Minister Miloš Radenkov arrived in Nepal on Wednesday. "
     "Mr Radenkov met Prime Minister Bishnu Karki on Thursday.", "Bishnu Karki", "NPL"),
    (f"{_SERBIA}Foreign Minister Miloš Radenkov and his Nepalese counterpart signed the paper.",
     "Miloš Radenkov", "SRB"),
    # The dateline of a side of the story.
    ("LUSAKA — Zambia accused Angola of shelling a town. It asked Angola for an answer. "
     "Defence Minister Kelvin Sitali said that six people had died.", "Kelvin Sitali", "ZMB"),
    # "The foreign minister of A … the minister, X".
    ("The foreign minister of Madagascar met an envoy of Norway in Mauritius. "
     "The minister, Rivo Andria, met her again on Friday.", "Rivo Andria", "MDG"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "state"), _TOLD)
def test_a_story_of_two_tells_whose_a_title_is(text: str, name: str, state: str, knowledge: Knowledge) -> None:
    """By what the person does to the one of the two states."""
    actor = actor_at(text, name, knowledge)
    assert actor is not None
    assert actor.state == state


_UNTOLD = [
    # Three states: the guest of the one may be of either other.
    ("Serbia, Nepal and India signed a paper. India and Serbia and Nepal were glad. "
     "Foreign Minister Miloš Radenkov arrived in Nepal on Wednesday.", "Miloš Radenkov"),
    # The dateline of the place where two others meet.
    ("PORT LOUIS — Norway and Madagascar held talks in Mauritius. Norway and Madagascar agreed on little. "
     "Foreign Minister Rivo Andria said that it was a beginning.", "Rivo Andria"),
    # A spokesman may speak for anybody.
    ("LUSAKA — Zambia accused Angola of shelling a town. Angola and Zambia had agreed on a truce in May. "
     "Spokesman Kelvin Sitali said that six people had died.", "Kelvin Sitali"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), _UNTOLD)
def test_where_the_story_does_not_tell_nothing_is_guessed(text: str, name: str, knowledge: Knowledge) -> None:
    """A third state, a host's dateline and a title that leans on another leave the state open."""
    actor = actor_at(text, name, knowledge)
    assert actor is None or actor.state is None
