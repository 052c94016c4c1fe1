"""EDTF strings of our profile and the days that they mean."""

import contextlib
import io
from datetime import date

import edtf as reference_edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import TimexError
from dragoman.records import Grain, edtf

MEANINGS = [
    ("2024-02-29", "2024-02-29", "2024-02-29", Grain.DAY),
    ("2023-02", "2023-02-01", "2023-02-28", Grain.MONTH),
    ("1961", "1961-01-01", "1961-12-31", Grain.YEAR),
    ("1961~", "1961-01-01", "1961-12-31", Grain.YEAR),
    ("198X", "1980-01-01", "1989-12-31", Grain.DECADE),
    ("18XX", "1800-01-01", "1899-12-31", Grain.CENTURY),
    ("2019-21", "2019-03-01", "2019-05-31", Grain.SEASON),
    ("2019-24", "2019-12-01", "2020-02-29", Grain.SEASON),
    ("2019-36", "2019-10-01", "2019-12-31", Grain.QUARTER),
    ("2008/2011-03", "2008-01-01", "2011-03-31", Grain.MONTH),
    ("2012~/2022", "2012-01-01", "2022-12-31", Grain.YEAR),
    ("1999/..", "1999-01-01", None, Grain.YEAR),
    ("../2010", None, "2010-12-31", Grain.YEAR),
    ("2024-06-18/", "2024-06-18", None, Grain.DAY),
    ("/2024-06-18", None, "2024-06-18", Grain.DAY),
    ("[2024-06,2024-08]", "2024-06-01", "2024-08-31", Grain.MONTH),
    ("[2024-06-03..2024-07-02]", "2024-06-03", "2024-07-02", Grain.DAY),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "grain"), MEANINGS)
def test_each_form_of_the_profile_has_its_days_and_its_grain(text, earliest, latest, grain):
    """Both ends are included; an open or unknown end is null."""
    first, last = edtf.bounds(text)
    assert (first and first.isoformat(), last and last.isoformat()) == (earliest, latest)
    assert edtf.grain(text) == grain


@pytest.mark.parametrize(
    "text", ["", "2023-02-30", "2023-13", "2023-00", "20233", "X", "2023/2021", "199X-04", "[2023", "yesterday", "٢٠٢٣"]
)
def test_a_string_outside_the_profile_is_refused_by_name(text):
    """The message quotes the string."""
    with pytest.raises(TimexError, match="EDTF"):
        edtf.bounds(text)


@given(st.dates(), st.dates())
def test_the_shortest_form_of_a_stretch_means_exactly_its_days(one, other):
    """`between` is the right inverse of `bounds`."""
    first, last = min(one, other), max(one, other)
    assert edtf.bounds(edtf.between(first, last)) == (first, last)


def test_whole_months_and_years_are_written_short():
    """The last day of February counts in leap years too."""
    assert edtf.between(date(2024, 2, 1), date(2024, 2, 29)) == "2024-02"
    assert edtf.between(date(2023, 1, 1), date(2023, 12, 31)) == "2023"
    assert edtf.between(date(2023, 1, 1), date(2024, 12, 31)) == "2023-01-01/2024-12-31"


def test_only_points_are_marked_approximate():
    """An interval keeps its ends, and nothing is marked twice."""
    assert [edtf.approximate(text) for text in ("1984", "1984~", "1984/1986")] == ["1984~", "1984~", "1984/1986"]


@pytest.mark.parametrize("text", [meaning[0] for meaning in MEANINGS if not meaning[0].startswith(("[", "../"))])
def test_the_reference_parser_reads_what_we_write(text):
    """Everything but sets and `../X` (which edtf 5.0 stumbles over) is read by the public parser."""
    with contextlib.redirect_stdout(io.StringIO()):  # edtf 5.0 prints debug lines
        assert reference_edtf.parse_edtf(text) is not None
