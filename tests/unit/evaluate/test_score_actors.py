"""What counts as right for a marked mention."""

import pytest

from dragoman.evaluate.actors import score

_GOLD = {"id": "1", "expected": {"kind": "org", "state": "PER", "sector": "PTY", "other_sectors": ["OPP"]}, "tag": "t"}


@pytest.mark.parametrize(
    ("prediction", "figures"),
    [
        ({"id": "1", "kind": "org", "state": "PER", "states": [], "sector": "OPP"}, (1.0, 1.0, 1.0)),
        ({"id": "1", "kind": "group", "state": "CHL", "states": [], "sector": "GOV"}, (0.0, 0.0, 0.0)),
        ({"id": "1", "kind": "org", "state": None, "states": ["PER", "CHL"], "sector": None}, (0.0, 1.0, 0.0)),
    ],
)
def test_state_kind_and_sector_are_scored_apart(prediction: dict[str, object], figures: tuple[float, ...]) -> None:
    """A second sector is as right as the first; a set of states must be equal."""
    result = score([_GOLD], [prediction])
    assert (result["state"], result["kind"], result["sector"]) == figures


def test_a_country_of_the_plover_manual_is_right_too() -> None:
    """Kosovo may be said as XKX or as PLOVER's KOS."""
    gold = {"id": "1", "expected": {"kind": "state", "state": "XKX", "sector": None, "plover_country": "KOS"}}
    given = {"id": "1", "kind": "state", "state": "KOS", "states": [], "sector": None}
    assert score([gold], [given])["state"] == 1.0


def test_a_state_given_to_the_stateless_is_counted() -> None:
    """Unnamed sources belong to nobody."""
    gold = {"id": "1", "expected": {"kind": "anonymous", "state": None, "sector": None}}
    result = score([gold], [{"id": "1", "kind": "anonymous", "state": "PER", "states": [], "sector": None}])
    assert (result["falsely_given"], result["stateless"], result["state"]) == (1, 1, 0.0)


def test_an_item_without_a_prediction_is_wrong() -> None:
    """Nothing said of a state is not the state."""
    assert score([_GOLD], [])["state"] == 0.0
