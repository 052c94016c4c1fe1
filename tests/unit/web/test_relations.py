"""The pair page: accounts of ties with their counts, and conflicts with both wordings."""

import html
import re

from dragoman.records import Grain, Interval
from tests.records_made import Page, on, state
from tests.unit.web.room import Room

PER, CHL = state("PER"), state("CHL")
DECADE = Interval(edtf="2012~/2022", earliest="2012-01-01", latest="2022-12-31", grain=Grain.YEAR)


def relations_of(room: Room) -> tuple[str, str]:
    """The relations of Peru and Chile on their page, as HTML and as text."""
    found = re.search(r'<section aria-labelledby="relations">.*?</section>', room.get("/pairs/PER/CHL"), re.DOTALL)
    assert found is not None
    return found[0], " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[0])).split())


def test_a_pair_shows_accounts_and_where_they_differ(room: Room) -> None:
    """One account for two claims, with its counts; each claim leads to its words, and text of articles stays text."""
    one = Page("More than a decade of <b>freeze</b> ended in 2022.", outlet="Andes Post", published="2025-01-01")
    one.tie("More than a decade of <b>freeze</b>", (PER, CHL), "frozen", time=DECADE)
    one.tie("ended in 2022", (PER, CHL), change="resumed", time=on("2022"))
    other = Page("Ties broke off in 2018 and resumed in August 2022.", outlet="Coast Daily", published="2025-01-02")
    other.tie("Ties broke off in 2018", (PER, CHL), change="broken_off", time=on("2018"))
    other.tie("resumed in August 2022", (PER, CHL), change="resumed", time=on("2022-08"))
    for page in (one, other):
        room.desk.workspace.store.add(page.coded(), coding="hand")
    markup, text = relations_of(room)
    assert "2 reports · 2 outlets · 2 independent origins" in text
    assert text.count("Accounts differ on when the break began") == 1
    assert "about 2012 More than a decade of <b>freeze</b> Andes Post" in text
    assert "2018 Ties broke off in 2018 Coast Daily" in text
    assert "They agree that relations were resumed" in text
    assert "<b>" not in markup
    for tie in (*one.ties, *other.ties):
        assert f"#at-{tie.id}" in markup


def test_a_pair_and_its_brief_are_shown_as_they_were_known_earlier(room: Room) -> None:
    """The page says so, keeps the days in its form and in the way to the brief, and leads back to now."""
    now = room.get("/pairs/AZE/ISR")
    assert "As it was known earlier" not in now
    then = room.get("/pairs/AZE/ISR?as_of=2026-02-28&added_until=2026-03-01")
    assert "published up to 28 February 2026 and added up to 1 March 2026" in " ".join(then.split())
    assert then.count("evt-") < now.count("evt-")
    assert "/pairs/AZE/ISR/brief?as_of=2026-02-28&amp;added_until=2026-03-01" in then
    brief = room.get("/pairs/AZE/ISR/brief?added_until=2026-03-01")
    assert "As it was known earlier" in brief
    assert 'name="added_until" value="2026-03-01"' in brief
    assert "only articles added up to that day count" in brief


def test_the_monthly_series_is_drawn_with_done_and_planned_apart(room: Room) -> None:
    """A bar for each month and group, the same in a table, and the version of the scores; without happenings none."""
    assert 'id="series"' not in room.get("/pairs/PER/CHL")
    words = ("Peru visited Chile in May.", "Peru expelled envoys of Chile in July.", "Peru will visit Chile in May.")
    page = Page(" ".join(words), published="2025-08-01")
    page.event("CONSULT", words[0], [PER], [CHL], mode="visit", time=on("2025-05"))
    page.event("SANCTION", words[1], [PER], [CHL], mode="expel", time=on("2025-07"))
    page.event("CONSULT", words[2], [PER], [CHL], mode="visit", status="planned", time=on("2026-05"))
    room.desk.workspace.store.add(page.coded(), coding="hand")
    shown = room.get("/pairs/PER/CHL")
    section = shown[shown.index('id="series"') : shown.index("At most")]
    assert [section.count(f'<rect class="{group}"') for group in ("done", "planned", "denied")] == [2, 1, 0]
    assert re.findall(r"<td>([a-z ]+)</td><td>(\d{4}-\d\d)</td>", section) == [
        ("done", "2025-05"),
        ("done", "2025-07"),
        ("planned", "2026-05"),
    ]
    assert "Goldstein, by CAMEO" in section


def test_accounts_alone_are_no_conflict(room: Room) -> None:
    """A pair whose ties agree has none; one without ties says so."""
    assert relations_of(room)[1].endswith("None.")
    page = Page("Ties are close.", published="2025-01-01").tie("Ties are close", (PER, CHL), "close")
    room.desk.workspace.store.add(page.coded(), coding="hand")
    assert "differ" not in relations_of(room)[1]
