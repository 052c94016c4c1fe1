"""Marked text is the text: whatever overlaps, the letters come back and the spans nest."""

import html
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.highlights import Closing, Layer, Letters, Mark, Opening, mark_text
from dragoman.web.pages import environment

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab <>&\"'\n\t\r\u202e\u2066\u2069אب😀"), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=60,
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks anywhere in it."""
    text = draw(TEXTS)
    marks = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        layer = draw(st.sampled_from(Layer))
        marks.append(Mark(layer=layer, id=f"r{draw(st.integers(0, number))}", span=(start, end), note="1"))
    return text, marks


class Reader(HTMLParser):
    """What a browser would make of a page: its text, and whether its tags nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag is opened."""
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It is the innermost that is closed."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text is kept."""
        self.text += data


@given(marked())
def test_the_letters_are_the_text_and_the_spans_nest(case: tuple[str, list[Mark]]) -> None:
    """Every mark covers its own words, whatever cuts it."""
    text, marks = case
    letters, open_now = "", []
    covered: dict[int, str] = {}
    for piece in mark_text(text, marks):
        match piece:
            case Opening():
                open_now.append(piece.mark)
            case Closing():
                assert open_now.pop() is piece.mark
            case Letters():
                letters += piece.text
                for mark in open_now:
                    covered[id(mark)] = covered.get(id(mark), "") + piece.text
    assert letters == text
    assert open_now == []
    assert {id(mark): text[slice(*mark.span)] for mark in marks} == covered


@given(marked())
def test_the_page_gives_back_the_text(case: tuple[str, list[Mark]]) -> None:
    """Through the template and an HTML parser, the text is the same character for character."""
    text, marks = case
    template = environment().from_string("{% from 'marked.html' import marked %}{{ marked(pieces) }}")
    reader = Reader()
    reader.feed(template.render(pieces=list(mark_text(text, marks))))
    reader.close()
    assert reader.text == text.replace("\0", "\ufffd")
    assert reader.open == []


@given(marked())
def test_each_record_has_one_place_to_jump_to(case: tuple[str, list[Mark]]) -> None:
    """An id stands once on a page, however many pieces a record has."""
    text, marks = case
    first = [piece.mark.id for piece in mark_text(text, marks) if isinstance(piece, Opening) and piece.is_first]
    assert sorted(first) == sorted({mark.id for mark in marks})


def test_what_steers_a_display_stands_alone() -> None:
    """A right-to-left override is kept, named and isolated; its neighbours are plain letters."""
    pieces = list(mark_text("ab\u202ecd", []))
    assert [(p.text, p.code) for p in pieces if isinstance(p, Letters)] == [
        ("ab", ""),
        ("\u202e", "U+202E"),
        ("cd", ""),
    ]
    assert html.escape("<") == "&lt;"
