"""Citations on cards, and ids that are no more."""

import html

from dragoman.output.citing import citation_line
from tests.unit.web.room import EVIL, Room, visits


def test_cards_hold_their_citation_as_plain_text(room: Room) -> None:
    """It can be selected without scripts; hostile text is escaped in it too."""
    coded = visits()[1]
    line = citation_line(
        coded.article, "Azerbaijan expects Noa Harel of Israel on 20 February 2026", (), coded.events[0].id
    )
    page = room.get("/pairs/AZE/ISR")
    assert line in html.unescape(page)
    assert EVIL not in page
    assert line in html.unescape(room.follow(f"/happenings/of/{coded.events[0].id}"))


def test_a_happening_that_is_no_more_leads_to_its_parts(room: Room) -> None:
    """410 with links, at its own address and at the lasting one; what never was is 404."""
    first, second, _ = visits()
    old = room.desk.happening_of(first.events[0].id)
    assert old is not None
    room.post("/judge", record=first.events[0].id, other=second.events[0].id, verdict="not_same", back="/")
    now = room.desk.happening_of(first.events[0].id)
    assert now is not None
    assert now.id != old.id
    for path in (f"/happenings/{old.id}", f"/r/{old.id}"):
        assert f'href="/happenings/{now.id}"' in room.get(path, gives=410)
    room.get("/happenings/hap-00000000000000000000", gives=404)
    room.get("/review/evt-00000000000000000000", gives=404)
