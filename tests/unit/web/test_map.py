"""The map: what is drawn where, what is not, and what its page says of that."""

import html
import re
from math import isclose

import pytest

from dragoman.knowledge import Knowledge
from dragoman.knowledge.world_map import load_world_map
from dragoman.store import PlaceTally
from dragoman.web.atlas import BIGGEST, WIDTH, draw_atlas, project, spot_of
from tests.records_made import Page, on, state
from tests.unit.web.room import EVIL, Room

PER, CHL = state("PER"), state("CHL")


def told(name: str, code: str | None, done: int = 1, planned: int = 0, other: int = 0) -> PlaceTally:
    """A place with its happenings."""
    return PlaceTally(
        name=name, state=code, done=done, planned=planned, other=other, reports=done, first=None, last=None
    )


@pytest.mark.parametrize(
    ("name", "code", "spot"),
    [
        ("Baku", "AZE", "town"),
        ("Kiev", "UKR", "town"),  # an alias of Kyiv
        ("Singapore", "SGP", "town"),
        ("Azerbaijan", "AZE", "AZE"),
        ("Negev", "ISR", "ISR"),  # a region: somewhere in the state
        ("the market", "PER", "PER"),
        ("Greenland", "DNK", "GRL"),
        ("Bahrain", "BHR", "BHR"),  # too small for an outline: a ring at its capital
        ("Tacna", None, "town"),  # the one place of this name
        ("Tripoli", None, None),  # in Libya and in Lebanon
        ("Baku", "CHL", "CHL"),  # not the one in Azerbaijan
        ("Middle East", None, None),
        ("the market", None, None),
        ("", None, None),
        (EVIL, "ZZZ", None),
    ],
)
def test_a_place_is_where_its_words_put_it_and_never_guessed(
    knowledge: Knowledge, name: str, code: str | None, spot: str | None
) -> None:
    """A town is a point, anything else of a known state is that state, and the rest has no spot."""
    found = spot_of(told(name, code), knowledge.gazetteer, load_world_map())
    assert (found and ("town" if found.is_town else found.code)) == spot


@pytest.mark.parametrize(
    ("point", "at"),
    [((180.0, 0.0), (2.7354, 0.0)), ((-90.0, 0.0), (-1.3677, 0.0)), ((0.0, 90.0), (0.0, 1.4224))],
)  # fmt: skip
def test_the_projection_is_natural_earth(point: tuple[float, float], at: tuple[float, float]) -> None:
    """As its authors give it: half of the equator is 0.8707 pi long, and a meridian ends at 1.4224."""
    assert all(isclose(got, wanted, abs_tol=3e-3) for got, wanted in zip(project(point), at, strict=True))


def test_circles_go_by_numbers_and_lie_inside(knowledge: Knowledge) -> None:
    """Four times as many happenings are twice as wide; planned and denied lie around what is done."""
    places = [
        told("Baku", "AZE", 16),
        told("Tel Aviv", "ISR", 4),
        told("Ankara", "TUR", 0, 3),
        told("Oman", "OMN", 2, 2, 2),
    ]
    drawn = draw_atlas(places, knowledge.gazetteer, load_world_map(), {"OMN": "Oman"})
    marks = {mark.name: mark for mark in drawn.marks}
    assert isclose(marks["Baku"].done, 2 * marks["Tel Aviv"].done, abs_tol=0.1)
    assert (marks["Ankara"].done, marks["Ankara"].other) == (0, 0)
    assert 0 < marks["Oman"].done < marks["Oman"].planned < marks["Oman"].other
    assert drawn.tinted == {"OMN"}
    assert {label.text for label in drawn.labels} == {"Baku", "Tel Aviv", "Ankara", "Oman"}
    for mark in drawn.marks:
        assert mark.radius <= BIGGEST
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= drawn.height


def test_places_of_one_state_share_its_ring(knowledge: Knowledge) -> None:
    """The most told first; what has no spot is named as not drawn; the whole world holds more than the near view."""
    places = [told("Negev", "ISR", 1), told("Israel", "ISR", 5), told("nowhere", None)]
    near = draw_atlas(places, knowledge.gazetteer, load_world_map(), {})
    (mark,) = near.marks
    assert [place.name for place in mark.places] == ["Israel", "Negev"]
    assert near.unknown == (told("nowhere", None),)
    whole = draw_atlas(places, knowledge.gazetteer, load_world_map(), {}, is_whole=True)
    assert {land.code for land in near.lands} < {land.code for land in whole.lands}
    assert {"PER", "ISR", "NZL"} <= {land.code for land in whole.lands}


def test_nothing_to_draw_is_the_empty_world(knowledge: Knowledge) -> None:
    """No mark, and no fault."""
    drawn = draw_atlas([], knowledge.gazetteer, load_world_map(), {})
    assert drawn.marks == drawn.labels == ()
    assert len(drawn.lands) > 150


def text_of(markup: str) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def test_the_page_counts_what_is_not_on_it(room: Room) -> None:
    """Of the visit and the two events of the hostile article, one is nowhere; each row leads to its list."""
    page = room.get("/map")
    text = text_of(page)
    assert re.search(r"\d+ of \d+ happenings have a place in their words; \d+ ha(s|ve) none", text)
    assert "1 place of the table is not drawn" in text
    row = re.search(r'<tr data-step><th scope="row"><a href="([^"]*)" data-open><bdi>Baku</bdi>', page)
    assert row is not None
    listed = text_of(room.get(html.unescape(row[1])))
    assert "Happenings in Baku (Azerbaijan)" in listed
    assert "visit" in listed
    assert page.count('class="town" href="/map/happenings?') == 1


def test_hostile_names_stay_words(room: Room) -> None:
    """In the table, in the picture and on the list of the place, which finds them again."""
    page = room.get("/map")
    assert "<script>alert(1)" not in page
    assert 'style="' not in page
    row = re.search(r'<a href="([^"]*)" data-open><bdi>&#34;&gt;&lt;script&gt;', page)
    assert row is not None
    listed = room.get(html.unescape(row[1]))
    assert "<script>alert(1)" not in listed
    assert "Azerbaijan met Israel." in listed


def test_the_map_is_narrowed_as_lists_are(room: Room) -> None:
    """By state, act, status and days; the links keep them; a filter that nothing matches says so."""
    page = Page("Peru met Chile in Tacna.", published="2025-01-02")
    page.event("CONSULT", "Peru met Chile", [PER], [CHL], place=("Tacna", "PER"), time=on("2025-01-01"))
    room.desk.workspace.store.add(page.coded(), coding="hand")
    narrowed = room.get("/map?state=Peru&status=happened")
    assert "1 of 1 happening has a place in its words." in text_of(narrowed)
    assert "Baku" not in narrowed
    assert "/map/happenings?state=PER&amp;status=happened&amp;at=Tacna%7CPER" in narrowed
    assert "No happening matches" in room.get("/map?state=Peru&status=denied")
    assert "No happening is put there" in room.get("/map/happenings?state=Peru&status=denied&at=Tacna%7CPER")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/map?state=Atlantis", "No state is called “Atlantis”"),
        ("/map?since=soon", "Write it as 2025-03-31"),
        ("/map/happenings", "No place is named. Open the map"),
        ("/map/happenings?at=Baku", "No place is named"),
        ("/network?act=EAT", "“EAT” is none of"),
    ],
)
def test_what_is_not_understood_is_refused(room: Room, path: str, says: str) -> None:
    """With what to do."""
    assert says in html.unescape(room.get(path, 400))
