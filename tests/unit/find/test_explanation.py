"""What `explain` tells of a contested name beside its reading."""

import pytest

from dragoman.find.explanation import explain
from dragoman.knowledge import Knowledge
from dragoman.text.parse import mark_article
from tests.texts import article_of


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("Abkhazia", "ABH", ("ABH", "ABH GEO", "NIC NRU RUS SYR VEN")),
        ("Abkhazian", "ABH", ("ABH", "ABH GEO", "NIC NRU RUS SYR VEN")),
        ("Golan Heights", "Golan Heights", ("ISR", "SYR ISR", "")),
        ("Kosovo", "XKX", ("XKX", "SRB XKX", "")),
        ("Kenya", "KEN", ("", "", "")),
        ("Mombasa", "Mombasa", ("", "", "")),
    ],
)
def test_a_row_tells_who_holds_claims_and_recognises(
    knowledge: Knowledge, name: str, row: str, told: tuple[str, str, str]
) -> None:
    """Where nothing is contested, nothing is told."""
    rows = explain(mark_article(article_of(name), knowledge), knowledge).rows
    found = next(one for one in rows if one.row == row)
    states = (found.administered_by, found.claimed_by, found.recognised_by)
    assert tuple(" ".join(codes) for codes in states) == told


def test_what_is_contested_does_not_change_the_reading(knowledge: Knowledge) -> None:
    """Crimea is held by Russia and stays a place of its nominal sovereign."""
    actor = explain(mark_article(article_of("Crimea"), knowledge), knowledge).actor
    assert (actor.kind.value, actor.state) == ("place", "UKR")
