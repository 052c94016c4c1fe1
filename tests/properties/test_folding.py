"""Folding names: what is quick for plain names gives what the long way gives."""

import string

from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.names import _words_of, fold_name

PLAIN = st.text(alphabet=[*string.printable, "\x1c", "\x7f"]) | st.from_regex(r"([A-Z][a-z]+('s)? ?)+", fullmatch=True)


@given(PLAIN.filter(str.isascii))
def test_a_plain_name_folds_as_any_other(name: str) -> None:
    """Letters without accents need no decomposition; the words are the same."""
    long = [word.removesuffix("'s").strip("'") for word in _words_of(name)]
    assert fold_name(name) == tuple(word for word in long if word and word not in {"the", "a", "an"})
