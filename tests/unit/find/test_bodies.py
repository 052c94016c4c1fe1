"""Bodies of several states that a bare noun takes up: "the bloc", "the bank", "the council"."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.knowledge import Knowledge
from dragoman.predict import text_article
from dragoman.text.parse import mark_article

NAMED_AGAIN = [
    ("The European Union condemned Chad. The bloc cut its aid on Monday.", "The bloc", "European Union"),
    ("ECOWAS suspended Niger. On Tuesday the 12-member bloc met.", "the 12-member bloc",
     "Economic Community of West African States"),
    ("The World Bank met Peru. The bank lent 10 million dollars to Peru.", "The bank", "World Bank"),
    ("NATO met in Oslo. The alliance urged Serbia to wait.", "The alliance", "NATO"),
    ("The Security Council met. The council condemned Eritrea.", "council", "United Nations Security Council"),
    ("The International Criminal Court sat on Monday. The court asked Italy to arrest him.", "court",
     "International Criminal Court"),
    ("The World Food Programme said Chad was in need. The agency sent grain.", "The agency", "World Food Programme"),
]  # fmt: skip
NOT_NAMED_AGAIN = [
    ("A bank in Kenya lent money to Uganda. The bank said it was safe.", "bank"),
    ("The European Union met. A bank lent money to Uganda.", "bank"),
    ("The European Union met. The bank said it was safe.", "bank"),
    ("The International Criminal Court sat. The Kenyan Supreme Court ruled. The court gave no reason.", "court"),
]


def actors_at(text: str, words: str, knowledge: Knowledge) -> list[str]:
    """The names of the actors whose mentions end where the last of the words ends."""
    marked = mark_article(text_article(text, "2025-06-11"), knowledge)
    found = find_actors(marked, knowledge)
    end = text.rindex(words) + len(words)
    return [found.actor(one.actor).name for one in found.mentions if one.span[1] == end]


@pytest.mark.parametrize(("text", "words", "name"), NAMED_AGAIN)
def test_a_bare_noun_is_the_body_named_before(text: str, words: str, name: str, knowledge: Knowledge) -> None:
    """The mention is of that body, which then acts."""
    assert actors_at(text, words, knowledge) == [name]


@pytest.mark.parametrize(("text", "words"), NOT_NAMED_AGAIN)
def test_a_noun_that_fits_no_body_named_before_is_none(text: str, words: str, knowledge: Knowledge) -> None:
    """No body of that kind, a national one since, or a new one ("a bank")."""
    bodies = {"European Union", "International Criminal Court", "World Bank"}
    assert not bodies & set(actors_at(text, words, knowledge))
