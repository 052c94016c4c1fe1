"""Quotes: as much of a sentence as a reader needs, and never other words than the article's."""

import pytest

from dragoman.output.quoting import LEAST_LENGTH, SENTENCE_LENGTH, balanced, clause_around, quote_around
from tests.records_made import Page
from tests.texts import quote

ABBREVIATIONS = ("gen", "mr", "st")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("They met. Peru agreed. They left.", "Peru", "Peru agreed"),
        ("They met. Gen. Vega of Peru agreed.", "Vega", "Gen. Vega of Peru agreed"),
        ("The U.S. Peru envoy agreed. They left.", "envoy", "The U.S. Peru envoy agreed"),
        ("Trade rose 3.5 percent. Peru agreed!", "rose", "Trade rose 3.5 percent"),
        ("Peru agrees\nThey met in Arica.", "agrees", "Peru agrees"),
        ("He said: “Peru agrees. Chile does not.”", "Chile does not", "Chile does not"),
        ("He said: “Peru agrees. Chile does not.”", "Peru agrees", "He said: ‘Peru agrees.’"),
        ("Peru “agrees.” Chile does not.", "agrees", "Peru ‘agrees.’"),
        ("We trust… Peru agrees…. They left.", "trust", "We trust…"),
    ],
)
def test_a_quote_is_the_sentence_around_the_words(text, words, expected):
    """Text and words in it → what stands between the brief's quotation marks."""
    article = Page(text).article
    found = quote_around(article, quote(text, words), ABBREVIATIONS)
    assert found.text == expected
    assert words in article.words(found.span)


def test_a_long_sentence_gives_the_clause_with_its_cuts_marked():
    """Short clauses are widened to the next joints; what is left out is marked."""
    text = f"In the spring, {'x' * 70}, Peru agreed, and {'y' * 300}; then nothing."
    found = quote_around(Page(text).article, quote(text, "Peru agreed"), ABBREVIATIONS)
    assert found.text.startswith("… ")
    assert "Peru agreed" in found.text
    assert LEAST_LENGTH <= found.span[1] - found.span[0] <= SENTENCE_LENGTH


def test_acts_of_one_sentence_have_their_own_clauses():
    """A clause ends where another begins."""
    text = "Peru recalled its ambassador from Chile in November of that bad year, and in May it stopped all trade."
    found = clause_around(Page(text).article, quote(text, "it stopped all trade"), ABBREVIATIONS)
    assert found.text == "… and in May it stopped all trade" or found.text.endswith("it stopped all trade")


@pytest.mark.parametrize(
    ("text", "expected"), [("a “b", "a “b”"), ("a b”", "a b"), ("a “b”", "a “b”"), ("don’t", "don’t")]
)
def test_marks_are_closed_or_left_out(text, expected):
    """A cut leaves no mark without its other half."""
    assert balanced(text) == expected
