"""Planned visits as a calendar: days, status, escaping and folding, read by a library that is not ours."""

from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.merge.happenings import merge_events
from dragoman.output.calendars import calendar_lines, days_of_plan, is_planned_meeting
from dragoman.records import Interval
from tests.records_made import NAMES, Page, on, state, vaguely

AZE, ISR = state("AZE"), state("ISR")


def entries(time: Interval | None, status: str = "planned", act: str = "CONSULT", **more: str) -> list[icalendar.Event]:
    """The entries that a calendar has of one visit."""
    place = more.pop("place", "Baku")
    page = Page("Israel will visit Azerbaijan.", published="2026-02-04", **more)
    page.event(
        act, "Israel will visit Azerbaijan.", [ISR], [AZE], mode="visit", status=status, time=time, place=(place, "AZE")
    )
    coded = page.coded()
    found = [one for one in merge_events([coded]) if is_planned_meeting(one) and days_of_plan(one)]
    lines = b"".join(calendar_lines(((one, {coded.article.id: coded}) for one in found), NAMES, "1", "all"))
    assert all(len(line) <= 75 for line in lines.split(b"\r\n"))
    return list(icalendar.Calendar.from_ical(lines).walk("VEVENT"))


@pytest.mark.parametrize(
    ("time", "days"),
    [
        (on("2026-02-20"), (date(2026, 2, 20), date(2026, 2, 21))),
        (on("2026-02-20", "2026-02-22"), (date(2026, 2, 20), date(2026, 2, 23))),
        (on("2026-02-20", "2026-06-22"), None),
        (on("2026-03"), None),
        (on("2026"), None),
        (vaguely("in the near future"), None),
        (None, None),
    ],
)
def test_only_days_stand_in_a_calendar(time: Interval | None, days: tuple[date, date] | None) -> None:
    """A day is all-day, days are from the first to the one after the last; months and the undated are no entries."""
    found = [(one["DTSTART"].dt, one["DTEND"].dt) for one in entries(time)]
    assert found == ([days] if days else [])


@pytest.mark.parametrize(
    ("status", "told"),
    [("planned", "TENTATIVE"), ("called_off", "CANCELLED"), ("denied", "CANCELLED"), ("happened", None),
     ("hypothetical", None), ("ongoing", None)],
)  # fmt: skip
def test_a_plan_is_tentative_and_never_confirmed(status: str, told: str | None) -> None:
    """What happened is no plan; what is imagined never was one."""
    assert [one["STATUS"] for one in entries(on("2026-02-20"), status)] == ([told] if told else [])


def test_other_acts_are_no_meetings() -> None:
    """A planned strike is no appointment."""
    assert entries(on("2026-02-20"), act="ASSAULT") == []


def test_an_entry_says_where_it_comes_from() -> None:
    """Its words, outlet and day, the page's address, and the happening's id as UID."""
    (entry,) = entries(on("2026-02-20"), url="https://example.org/due", title="A guest")
    assert str(entry["UID"]).startswith("hap-")
    assert "“Israel will visit Azerbaijan.”. The Meridian Courier, “A guest”, 4 February 2026." in entry["DESCRIPTION"]
    assert entry["URL"] == "https://example.org/due"
    assert entry["SUMMARY"] == "Visit: Azerbaijan – Israel"


@pytest.mark.parametrize(
    "evil",
    [
        "x\r\nBEGIN:VALARM",
        "a;b,c\\n",
        "\u202eevil\x1b[31m",
        "END:VCALENDAR\nBEGIN:VCALENDAR",
        "ש" * 300,
        "\U0001f600" * 90,
    ],
)
def test_no_text_makes_lines_of_its_own(evil: str) -> None:
    """Text is escaped and folded between characters: one entry, no property that we did not write."""
    (entry,) = entries(on("2026-02-20"), place=evil, title=evil)
    assert entry.subcomponents == []
    assert set(entry) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS", "TRANSP",
                          "CATEGORIES", "LOCATION", "URL"}  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200))
def test_any_place_comes_back(place: str) -> None:
    """Whatever a place is called, one entry with that place in one line."""
    (entry,) = entries(on("2026-02-20"), place=place)
    from dragoman.output.clean import plain

    assert str(entry.get("LOCATION", "")) == plain(place)
