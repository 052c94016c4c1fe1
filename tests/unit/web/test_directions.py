"""Which texts have paragraphs that run either way."""

import pytest

from dragoman.web.highlights import LONGEST_BOTH_WAYS, is_both_ways


@pytest.mark.parametrize(
    ("text", "is_both"),
    [
        ("Israel thanked Azerbaijan.", False),
        ("Он прибыл в Баку 你好 👩‍👩‍👧", False),
        ("\u202eeslaf\u202c \u200f", False),
        ("He said “وصل الوزير”.", True),
        ("השר הגיע", True),
        ("\ufeb3\ufefc", True),
        ("و" + "x" * LONGEST_BOTH_WAYS, False),
    ],
)
def test_letters_that_run_from_the_right_make_a_text_both_ways(text: str, is_both: bool) -> None:
    """Controls do not, and neither do texts so long that a browser would take too long over them."""
    assert is_both_ways(text) == is_both
