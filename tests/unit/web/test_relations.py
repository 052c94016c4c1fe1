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


def test_accounts_alone_are_no_conflict(room: Room) -> None:
    """A pair whose ties agree has none; one without ties says so."""
    assert relations_of(room)[1].endswith("None.")
    page = Page("Ties are close.", published="2025-01-01").tie("Ties are close", (PER, CHL), "close")
    room.desk.workspace.store.add(page.coded(), coding="hand")
    assert "differ" not in relations_of(room)[1]
