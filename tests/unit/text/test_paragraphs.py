"""Paragraphs: each line is one, unless the text was wrapped at a fixed width."""

from dragoman.text.paragraphs import after_marks, find_paragraphs

WRAPPED = """The foreign ministers of Kenya and Uganda met in Kampala on Friday to
discuss the border at Migingo, which both states claim, and agreed to
send a joint team of surveyors in May.
Neither side spoke of the arrests.

A second meeting is to be held in Nairobi before the end of the year, at
a date that has not been named, officials said."""


def _lines(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text, (0, len(text)))]


def test_each_line_is_a_paragraph() -> None:
    """Blank lines, inner indentation and any kind of line end divide lines."""
    assert _lines("  Talks failed.\r\n\n\tBoth left.\u2028The end. ") == ["Talks failed.", "Both left.", "The end."]


def test_wrapped_lines_are_joined_and_a_short_line_ends_a_paragraph() -> None:
    """Wrapped text gives its three paragraphs."""
    paragraphs = _lines(WRAPPED)
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["The", "Neither", "A"]
    assert "to\ndiscuss" in paragraphs[0]


def test_headlines_one_below_the_other_are_not_joined() -> None:
    """A list of headlines of like length is no wrapped text."""
    headlines = "Kenya and Uganda to survey the border at Migingo again\n" * 3
    assert len(_lines(headlines)) == 3


def test_marks_of_markdown_are_left_out_before_a_paragraph() -> None:
    """A heading, quotation or list mark is not part of the words."""
    assert after_marks("## Talks fail", (0, 13)) == (3, 13)
    assert after_marks("#hashtag", (0, 8)) == (0, 8)
