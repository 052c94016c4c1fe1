"""Headlines: what is a name keeps its capital for analysis, what is not loses it, and no letter moves."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.text.headlines import case_oracle, needs_case, sentence_case

BODY = (
    "The envoy of Kenya said that Mombasa would host the talks, and the Quartet of Nairobi agreed. "
    "After the vote, the Ivory group left Turkey for good."
)

HEADLINES = [
    (
        "UN Chief Urges Calm as China, Taiwan Trade Accusations",
        "UN chief urges calm as China, Taiwan trade accusations",
    ),
    ("TURKEY'S FOREIGN MINISTER TO VISIT US NEXT WEEK", "Turkey's foreign minister to visit US next week"),
    ("U.S. Denies Claim of Ceasefire in Sudan", "U.S. denies claim of ceasefire in Sudan"),
    ("Mombasa Hosts Envoy of the Quartet", "Mombasa hosts envoy of the Quartet"),
    ("A New Deal for the Black Sea", "A new deal for the Black Sea"),
    ("McDonald Meets a MacBook Maker", "McDonald meets a MacBook maker"),
    ("İZMİR TALKS END", "İzmİr talks end"),
]


@pytest.mark.parametrize(("headline", "expected"), HEADLINES)
def test_a_headline_is_read_in_sentence_case(headline: str, expected: str, knowledge: Knowledge) -> None:
    """The article's own sentences decide first, then vocabulary; the number of characters stays."""
    cased = sentence_case(headline, case_oracle(BODY), knowledge)
    assert (cased, len(cased)) == (expected, len(headline))


def test_a_line_in_ordinary_case_is_left_alone() -> None:
    """Only lines in capitals or in title case are changed."""
    assert needs_case("UN Chief Urges Calm")
    assert not needs_case("Ghana blames Togolese shelling for harm to a coastal market")
    assert not needs_case("Oman to host")
