"""The relation model: probabilities, marks, and roles that a sentence does not name."""

import pytest

from dragoman.coding.relation_model import MarkedPair, RelationModel
from dragoman.records import Act
from tests.texts import quote


@pytest.fixture(scope="module")
def model() -> RelationModel:
    """The shipped model, loaded once for the module."""
    return RelationModel()


def pair(text: str, source: str, target: str | None) -> MarkedPair:
    """A sentence with its roles said by their words."""
    return MarkedPair(text=text, source=quote(text, source), target=quote(text, target) if target else None)


@pytest.mark.parametrize(
    ("text", "source", "target", "act"),
    [
        ("Bolivia condemned Paraguay's decision.", "Bolivia", "Paraguay", Act.ACCUSE),
        ("Norway sent generators to Moldova.", "Norway", "Moldova", Act.AID),
        ("Tunisia expelled two Maltese diplomats.", "Tunisia", "two Maltese diplomats", Act.SANCTION),
        ("Vietnam urged Laos to reopen the crossing.", "Vietnam", "Laos", Act.REQUEST),
    ],
)
def test_plain_sentences_get_their_type(model: RelationModel, text: str, source: str, target: str, act: Act) -> None:
    """A sentence with one act between the marked pair gets the type of that act."""
    (shares,) = model.probabilities([pair(text, source, target)])
    assert max(shares, key=lambda each: shares[each]) is act


def test_probabilities_sum_to_one_and_do_not_depend_on_the_batch(model: RelationModel) -> None:
    """The same pair gets the same probabilities alone and among others, but for the noise of padding."""
    one = pair("Bolivia condemned Paraguay's decision.", "Bolivia", "Paraguay")
    long = pair("Norway " + "very " * 200 + "quickly sent generators to Moldova.", "Norway", "Moldova")
    alone = model.probabilities([one])[0]
    among = model.probabilities([long, one])[1]
    assert sum(alone.values()) == pytest.approx(1.0, abs=1e-5)
    assert among[Act.ACCUSE] == pytest.approx(alone[Act.ACCUSE], abs=0.15)


def test_a_role_that_is_not_named_is_allowed(model: RelationModel) -> None:
    """A pair without a target still gets an answer."""
    (shares,) = model.probabilities(
        [pair("Thousands of Kenyans marched through Nairobi.", "Thousands of Kenyans", None)]
    )
    assert len(shares) == 17


def test_no_pairs_give_no_answers(model: RelationModel) -> None:
    """An empty batch runs nothing."""
    assert model.probabilities([]) == []
