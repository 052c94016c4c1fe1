"""Mastheads and date lines: authors, outlet and day, as far as a line of its own says so."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.text.date_lines import is_date_line, published_on
from dragoman.text.mastheads import authors_of, outlet_of

BYLINES = [
    ("Author: Josephine Freund", ("Josephine Freund",)),
    ("By Ana Reyes and Tom Oduya in Lagos", ("Ana Reyes", "Tom Oduya")),
    ("By ANA REYES, Staff Writer", ("Ana Reyes",)),
    ("By Mohammed bin Yusuf al-Fahim | 3 April 2024", ("Mohammed bin Yusuf al-Fahim",)),
    ("Written by Linh Tran, Ana Reyes & Tom Oduya", ("Linh Tran", "Ana Reyes", "Tom Oduya")),
    ("By Tuesday evening, talks failed", ()),
    ("By land and sea", ()),
    ("By Reuters", ()),
    ("(Editing by Tom Oduya)", ()),
    ("Reporting by state media shows", ()),
    ("Written by hand, the letter was sent to Tunis.", ()),
    ("Bylaws of the Union", ()),
]

DATES = [
    ("23 April 2025", "2025-04-23"),
    ("Published: April 23, 2025", "2025-04-23"),
    ("2025-04-23", "2025-04-23"),
    ("Wed, 23 Apr. 2025 14:05 GMT", "2025-04-23"),
    ("By Ana Reyes | Sept. 3, 2024", "2024-09-03"),
    ("23/04/2025", "2025-04-23"),
    ("BAKU, April 23, 2025 (Meridian) — The president said", "2025-04-23"),
    ("Published April 23, 2025 | Updated April 24, 2025", "2025-04-23"),
    ("April 2025", "2025-04"),
    ("Updated: April 24, 2025", None),
    ("03/04/2025", None),
    ("April 31, 2025", None),
    ("BAKU, April 23 (Meridian) — The president said", None),
    ("The treaty was signed on 23 April 2025", None),
    ("Ankara signed 2 May 2024", None),
]

OUTLETS = [
    ("CPC - Caspian Policy Center", "Caspian Policy Center"),
    ("The Meridian Courier", "The Meridian Courier"),
    ("Harbour Gazette", "Harbour Gazette"),
    ("Talks fail in Geneva", None),
    ("Iran - Israel Relations Review", None),
    ("U.S. - Iran talks", None),
    ("The minister reads the Harbour Gazette.", None),
]


@pytest.mark.parametrize(("line", "authors"), BYLINES)
def test_a_byline_names_its_authors(line: str, authors: tuple[str, ...], knowledge: Knowledge) -> None:
    """Persons only; a sentence that begins with "By" has none."""
    assert authors_of(line, knowledge.clutter) == authors


@pytest.mark.parametrize(("line", "edtf"), DATES)
def test_a_date_line_gives_its_day_and_never_a_guess(line: str, edtf: str | None, knowledge: Knowledge) -> None:
    """Ambiguous figures, days that no calendar has, updates and dates inside sentences give nothing."""
    found = published_on(line, knowledge.clutter)
    assert (found.edtf if found else None) == edtf


def test_an_ambiguous_date_is_still_a_date_line(knowledge: Knowledge) -> None:
    """03/04/2025 is no body although its day is not known."""
    assert is_date_line("03/04/2025", knowledge.clutter)


@pytest.mark.parametrize(("line", "outlet"), OUTLETS)
def test_an_outlet_line_is_a_name_and_nothing_else(line: str, outlet: str | None, knowledge: Knowledge) -> None:
    """An acronym must be made from the capitals of the name beside it."""
    assert outlet_of(line, knowledge.clutter) == outlet
