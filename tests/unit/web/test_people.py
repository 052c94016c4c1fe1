"""People and offices: the list, and the page of one person with offices, meetings and words."""

import html
import re

import pytest

from dragoman.records import Actor, ActorKind, Office
from tests.records_made import Page
from tests.unit.web.room import AZE, Room
from tests.unit.web.test_pages import plain_text

FULL = Actor(
    id="person:dara-okello@UGA",
    name="Dara Okello",
    kind=ActorKind.PERSON,
    state="UGA",
    offices=(Office(title="Foreign Minister", state="UGA", span=(0, 16)),),
)
BARE = Actor(id="person:okello@UGA", name="Okello", kind=ActorKind.PERSON, state="UGA")
OTHER = Actor(id="person:amos-okello@UGA", name="Amos Okello", kind=ActorKind.PERSON, state="UGA")
HOST = Actor(id="person:lena-voss@-", name="Lena Voss", kind=ActorKind.PERSON)


@pytest.fixture
def filled(room: Room) -> Room:
    """Two articles about one minister, one of them by surname only, and a namesake."""
    first = Page("Foreign Minister Dara Okello met Lena Voss.", published="2026-03-01", title="A meeting")
    first.event("CONSULT", "Foreign Minister Dara Okello met Lena Voss.", [FULL], [HOST])
    second = Page(
        "“We are ready”, Dara Okello said of Azerbaijan. Okello left. Amos Okello stayed.", published="2026-03-09"
    )
    second.says("“We are ready”", FULL, target=AZE).knows(BARE, OTHER)
    for page in (first, second):
        room.desk.workspace.store.add(page.coded(), coding="hand")
    return room


def test_people_are_listed_by_name_and_narrowed(filled: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each id once, with the articles that name it; pages go on by the last row."""
    text = plain_text(filled.get("/people?name=okello&state=Uganda"))
    assert "Amos Okello Uganda 1 Dara Okello Uganda 2 Okello Uganda 1" in text
    assert "Nobody of this name" in filled.get("/people?name=nobody")
    assert "Nobody of this name" in filled.get("/people?kind=office")
    monkeypatch.setattr("dragoman.web.people.PAGE_ROWS", 2)
    more = re.search(r'href="(/people\?[^"]+)" rel="next"', filled.get("/people?name=okello"))
    assert more is not None
    rest = plain_text(filled.get(html.unescape(more[1])))
    assert "Okello Uganda 1" in rest
    assert "Dara" not in rest


def test_a_person_has_offices_meetings_and_words_each_with_its_article(filled: Room) -> None:
    """As told: who says so, and as of when."""
    page = filled.get(f"/people/{FULL.id}")
    text = plain_text(page)
    assert "person · Uganda · named in 2 articles" in text
    assert "Foreign Minister (UGA) as of 1 March 2026 and 9 March 2026" in text
    assert "Foreign Minister A meeting" in text
    assert re.search(r"Meetings and talks with Lena Voss 1 account", text)
    assert "assert, direct of Azerbaijan “We are ready”" in text
    assert page.count("words in the article") >= 3


def test_who_may_be_the_same_is_told_and_not_merged(filled: Room) -> None:
    """A bare surname fits both fuller names; two given names that differ do not fit each other."""
    bare = plain_text(filled.get(f"/people/{BARE.id}"))
    assert "Perhaps the same" in bare
    assert "Dara Okello UGA" in bare
    assert "Amos Okello UGA" in bare
    full = plain_text(filled.get(f"/people/{FULL.id}"))
    assert "Amos Okello" not in full
    assert "Nobody with this id" in filled.get("/people/person:nobody@-", gives=404)
