"""Quotation marks on raw characters: which stretches stand in them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.find.quote_marks import find_quotations
from tests.texts import article_of

QUOTATIONS = [
    ("“The road is open,” he said. “The bridge is not.”", ["“The road is open,”", "“The bridge is not.”"]),
    ('"The road is open," he said, "at last."', ['"The road is open,"', '"at last."']),
    ("''The road is open,'' he said.", ["''The road is open,''"]),
    ("‘The neighbours’ quarrel doesn’t last’, she said.", ["‘The neighbours’ quarrel doesn’t last’"]),
    ("‘friendly ties’ with the neighbours’ help", ["‘friendly ties’"]),
    ("'It isn't over', she said of the '90s.", ["'It isn't over'"]),
    ("‘It is up to [Quito’s men] now’, he said.", ["‘It is up to [Quito’s men] now’"]),
    ("«Da», he said, „nein“, then “no”.", ["«Da»", "„nein“", "“no”"]),
    ("“He called it ‘a trap’ twice,” she said.", ["“He called it ‘a trap’ twice,”"]),
    ('“Mixed marks," he said, "like this.”', ['“Mixed marks,"', '"like this.”']),
    ("The 6'2\" guard “ran”.", ["“ran”"]),
    ("The neighbours’ boats and the ministers’ cars", []),
    ("It rained in the ’90s and the '80s.", []),
    ("He opened “and never closed", ["“and never closed"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_marks_hold_their_words(text: str, expected: list[str]) -> None:
    """Each style opens and closes by its own rules; an apostrophe is no mark."""
    assert [text[q.start : q.end] for q in find_quotations(article_of(text))] == expected


def test_repeated_opening_mark_continues_the_quotation() -> None:
    """An unclosed paragraph and one that repeats the mark are one quotation of two parts."""
    text = "“One.\n“Two.”\nHe left."
    (quotation,) = find_quotations(article_of(text))
    assert [text[start:end] for start, end in quotation.parts] == ["“One.", "“Two.”"]
    assert quotation.is_closed


@given(st.text(alphabet="ab .,\n“”‘’'\"«»„[]", max_size=80))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    """Whatever the marks, every part lies in the text, after the part before."""
    parts = [part for quotation in find_quotations(article_of(text or "a")) for part in quotation.parts]
    assert all(0 <= start < end <= max(len(text), 1) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))
