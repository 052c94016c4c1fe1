"""The search box: what is typed → chips, and words for the texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge import Knowledge
from dragoman.web.asking import understand


@pytest.mark.parametrize(
    ("typed", "fields", "words"),
    [
        (
            "kenya uganda visit planned since:2024-01",
            {"state": "KEN", "with": "UGA", "mode": "visit", "status": "planned", "since": "2024-01-01"},
            "",
        ),
        ("Azerbaijani embassy", {"state": "AZE"}, "embassy"),
        ("south korea north korea talks", {"state": "KOR", "with": "PRK", "act": "CONSULT"}, ""),
        ("called off", {"status": "called_off"}, ""),
        ("called", {}, "called"),
        ("until:2024", {"until": "2024-12-31"}, ""),
        ("in:2024-02 oil", {"since": "2024-02-01", "until": "2024-02-29"}, "oil"),
        ("from:2024-03-05 to:2024-03-06", {"since": "2024-03-05", "until": "2024-03-06"}, ""),
        ("act:accuse status:called_off", {"act": "ACCUSE", "status": "called_off"}, ""),
        ("mode:drone", {"mode": "drone"}, ""),
        ('outlet:"Caspian Ledger" gas', {"outlet": "Caspian Ledger"}, "gas"),
        ("state:az", {"state": "AZE"}, ""),
        ("AZE", {"state": "AZE"}, ""),
        ("can and are", {}, "can and are"),
        ("tell us", {}, "tell us"),
        ("US", {"state": "USA"}, ""),
        ('"kenya" planned', {"status": "planned"}, '"kenya"'),
        ("kenya uganda rwanda", {"state": "KEN", "with": "UGA"}, "rwanda"),
        ("planned denied", {"status": "planned"}, "denied"),
        ("https://example.org", {}, "https://example.org"),
        ("", {}, ""),
    ],
)
def test_words_become_chips(typed: str, fields: dict[str, str], words: str, knowledge: Knowledge) -> None:
    """States by name, demonym or capital letters of their code; a field once; what is quoted stays words."""
    found = understand(typed, knowledge.gazetteer)
    assert (found.fields, found.words, found.unclear) == (fields, words, ())


@pytest.mark.parametrize("typed", ["since:soon", "status:maybe", "state:Atlantis", "act:MEET", "in:../2024"])
def test_a_field_without_such_a_value_is_told(typed: str, knowledge: Knowledge) -> None:
    """It is looked for as words, and the page says that it was not understood."""
    found = understand(typed, knowledge.gazetteer)
    assert (found.chips, found.words, found.unclear) == ((), typed, (typed,))


def test_a_chip_can_be_taken_away_or_turned_into_words(knowledge: Knowledge) -> None:
    """Both are what is left to type."""
    chips = understand("chad visit since:2024", knowledge.gazetteer).chips
    assert [chip.without for chip in chips] == ["visit since:2024", "chad since:2024", "chad visit"]
    assert chips[0].as_words == '"chad" visit since:2024'
    assert understand(chips[0].as_words, knowledge.gazetteer).words == '"chad"'


def test_fields_of_the_form_are_not_read_out_of_the_words(knowledge: Knowledge) -> None:
    """The form holds; the words are looked for. A state of the form takes one more for its partner."""
    found = understand("kenya uganda planned", knowledge.gazetteer, ("state", "status"))
    assert (found.fields, found.words) == ({"with": "KEN"}, "uganda planned")


@given(st.text())
def test_nothing_that_is_typed_breaks_it(knowledge: Knowledge, typed: str) -> None:
    """And each chip's words were typed."""
    for chip in understand(typed, knowledge.gazetteer).chips:
        assert all(word in typed for word in chip.words.split())
