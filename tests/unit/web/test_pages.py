"""Every page by its route: what it shows, what it says where there is nothing, and that hostile text stays text."""

import html
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dragoman.records import Act, MarkedExample, OwnCodebook, OwnEntry, Verdict
from dragoman.store import ArticleQuery, EventQuery
from tests.unit.web.room import BIDI, EVIL, Room, visits


def plain_text(page: str) -> str:
    """The text of a page as a browser would show it, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def planned_event(room: Room) -> str:
    """The id of the visit as the Meridian Courier announces it."""
    return visits()[0].events[0].id


def happening_page(room: Room) -> str:
    """The page of the visit."""
    return room.follow(f"/happenings/of/{planned_event(room)}")


def test_home_says_what_is_there_and_what_to_do_next(room: Room) -> None:
    """Counts of the workspace, the way to review, and its pairs."""
    text = plain_text(room.get("/"))
    assert "4 articles, 5 events" in text
    assert "Review events : 5 of 5 have had no decision yet." in text
    assert "Azerbaijan – Israel" in text


def test_articles_are_listed_newest_first_and_page_by_page(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page ends in a link that goes on by its last row, never by a number of rows."""
    monkeypatch.setattr("dragoman.web.reading.PAGE_ROWS", 3)
    first = room.get("/articles")
    rest = re.search(r'href="(/articles\?after=[^"]+)"', first)
    assert rest is not None
    titles = re.findall(r"data-open><bdi>([^<]*)</bdi>", first + room.get(html.unescape(rest[1])))
    assert len(titles) == 4
    assert titles[1:] == ["Baku denies date", "Azerbaijan expects a guest", "Deputy minister due in Baku"]


def test_articles_are_narrowed_by_outlet_and_day(room: Room) -> None:
    """What the address says is what is listed."""
    text = plain_text(room.get("/articles?outlet=Caspian+Ledger&since=2026-02-01"))
    assert "Azerbaijan expects a guest" in text
    assert "Baku denies date" not in text
    assert "look wider" in plain_text(room.get("/articles?outlet=Nobody"))


def test_an_article_shows_its_text_and_links_both_ways(room: Room) -> None:
    """Each event has its words and its card, each leading to the other without scripts."""
    coded = visits()[0]
    event = coded.events[0].id
    page = room.get(f"/articles/{coded.article.id}")
    assert f'id="at-{event}"' in page
    assert f'id="{event}"' in page
    assert f'href="#at-{event}"' in page
    assert f'class="ref event" href="#{event}"' in page
    assert "planned" in page
    text = plain_text(page)
    assert "Kanal Zafon outlet unnamed sources unnamed person, unnamed" in text
    assert "original page (leaves this machine)" in text


def test_the_record_address_leads_to_the_words(room: Room) -> None:
    """It lasts: ids are made from content."""
    coded = visits()[0]
    for record in (coded.events[0].id, coded.statements[0].id, coded.ties[0].id):
        answer = room.client.get(f"/r/{record}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/{coded.article.id}#at-{record}")
    assert room.client.get(f"/r/{coded.article.id}").headers["location"] == f"/articles/{coded.article.id}"
    assert "search for its words" in room.get("/r/evt-none", gives=404)


def test_search_finds_words_and_events(room: Room) -> None:
    """Words in texts; events by state, pair, act, status and day."""
    assert "Azerbaijan expects a guest" in plain_text(room.get("/search?q=guest"))
    planned = plain_text(room.get("/search?state=Azerbaijani&with=Israel&act=CONSULT&status=planned"))
    assert "state: Azerbaijan ✕ with: Israel ✕ act: consult ✕ status: planned ✕" in planned
    assert planned.count("words in the article") == 2
    assert "No article holds all of these words" in room.get("/search?q=walrus")
    assert "No such event is claimed" in room.get("/search?act=ASSAULT")


def test_one_box_is_understood_as_chips_that_can_be_taken_away(room: Room) -> None:
    """The same events as by the form; each chip has links without it, and with its words as words."""
    page = room.get("/search?q=azerbaijan+israel+visit+planned")
    text = plain_text(page)
    for chip in ("state: Azerbaijan ✕", "with: Israel ✕", "mode: visit ✕", "status: planned ✕"):
        assert chip in text
    assert text.count("words in the article") == 2
    away = re.search(r'href="([^"]+)" aria-label="Take away status: planned"', page)
    assert away is not None
    assert plain_text(room.get(html.unescape(away[1]))).count("words in the article") == 3
    as_words = re.search(r'href="([^"]+)" aria-label="Look for Israel as words in texts"', page)
    assert as_words is not None
    assert 'words in articles: "israel"' in plain_text(room.get(html.unescape(as_words[1])))
    assert "is not understood" in room.get("/search?q=since:soon")


@pytest.mark.parametrize("path", ["/search", "/happenings"])
def test_one_state_named_twice_narrows_to_that_state(room: Room, path: str) -> None:
    """A pair needs two; the same state twice, or only as the second, is asked for by itself."""
    alone = plain_text(room.get(f"{path}?state=ISR"))
    assert plain_text(room.get(f"{path}?state=ISR&with=Israel")) == alone
    assert plain_text(room.get(f"{path}?with=ISR")) == alone


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/search?state=Azerbijan", "Did you mean Azerbaijan?"),
        ("/search?since=tomorrow", "Write it as 2025-03-31."),
        ("/search?status=maybe", "is none of happened"),
        ("/articles?after=x", "is no cursor"),
        ("/pairs/AZE/AZE", "A pair is two different states."),
        ("/pairs?one=Israel&other=Narnia", "No state is called “Narnia”."),
        ("/nowhere", "There is no such page."),
        ("/articles/art-none", "No article has this id."),
        ("/happenings/hap-none", "Happenings are made anew"),
        ("/review/evt-none", "No event has this id."),
    ],
)
def test_what_cannot_be_answered_says_what_to_do(room: Room, path: str, why: str) -> None:
    """A plain sentence on a page with links onward."""
    answer = room.client.get(path)
    assert answer.status_code in (400, 404, 500)
    assert why in html.unescape(answer.text)
    assert '<a href="/">Home</a>' in answer.text


def test_a_pair_has_its_planned_dated_and_undated_events(room: Room) -> None:
    """What has no day is in a tray of its own, never at a guessed day."""
    assert room.client.get("/pairs?one=Israeli&other=AZE").headers["location"] == "/pairs/ISR/AZE"
    page = room.get("/pairs/AZE/ISR")
    planned, dated, undated, happenings, relations, words = re.split(r"<section ", page)[1:7]
    assert plain_text(planned).count("words in the article") == 2
    assert "2026" in plain_text(dated)
    assert "in the near future" in plain_text(undated)
    assert "3 reports · 3 outlets" in plain_text(happenings)
    assert "close" in plain_text(relations)
    assert "Noa Harel" in plain_text(words)


def test_the_brief_of_a_pair_cites_every_sentence(room: Room) -> None:
    """Numbers lead to notes with the exact words."""
    page = room.get("/pairs/AZE/ISR/brief")
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page
    assert "Harel is set to visit Azerbaijan in the near future" in plain_text(page)


def test_a_brief_says_what_it_leaves_out_and_how_to_get_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """It rests on the newest records; a link takes as many as the command does."""
    assert "There are more records" not in room.get("/pairs/AZE/ISR/brief")
    monkeypatch.setattr("dragoman.web.pairing.BRIEF_ROWS", 2)
    text = room.get("/pairs/AZE/ISR/brief?since=2020-01-01")
    assert "the newest 2 of each kind" in text
    rest = re.search(r'href="([^"]+)">Take the newest 1,000', text)
    assert rest is not None
    assert "There are more records" not in room.get(html.unescape(rest[1]))


def test_a_happening_shows_accounts_chains_counts_and_conflicts(room: Room) -> None:
    """Three numbers with their reasons, and each account with its words and why it is there."""
    text = plain_text(happening_page(room))
    assert "3 reports" not in text.partition("How many say so")[0]
    assert re.search(r"reports 3 outlets 3 independent origins \d", text)
    for words in ("Harel is set to visit", "Azerbaijan expects Noa Harel", "Harel would visit"):
        assert words in text
    assert "Kanal Zafon" in text
    assert text.count("Here because:") == 3
    assert "What was said of it, by day" in text
    assert "happenings" in room.get("/happenings?state=AZE&status=planned")


def test_review_leads_through_the_events_that_have_no_decision(room: Room) -> None:
    """Accepting one leads on to the next; none comes twice, and the end says so."""
    place, seen = "/review", []
    while True:
        answer = room.client.get(place)
        if answer.status_code == 200:
            break
        page = room.get(answer.headers["location"])
        record = re.search(r'name="record" value="(evt-[^"]+)"', page)
        back = re.search(r'name="back" value="(/review\?[^"]+)"', page)
        assert record is not None
        assert back is not None
        seen.append(record[1])
        place = room.post("/judge", record=record[1], verdict="accept", back=html.unescape(back[1]))
    assert len(set(seen)) == len(seen) == 5
    assert "That was the last one" in answer.text
    assert "has had a decision" in room.get("/review")


def test_a_field_is_corrected_shown_and_undone(room: Room) -> None:
    """The person's value holds and what was read stands struck behind it, on every page; undo turns that."""
    event = planned_event(room)
    back = f"/review/{event}"
    assert room.post("/judge", record=event, verdict="correct", field="targets", value="Georgia", back=back) == back
    article = visits()[0].article.id
    for page in (room.get(back), room.get("/pairs/GEO/ISR"), happening_page(room), room.get(f"/articles/{article}")):
        assert "Georgia (GEO) was Azerbaijan (AZE)" in plain_text(page)
        assert re.search(r"<ins><bdi>Georgia \(GEO\)</bdi></ins>", page)
        assert re.search(r"<del><bdi>Azerbaijan \(AZE\)</bdi></del>", page)
    (made,) = room.desk.workspace.judgements(event)
    assert (made.who, made.field, made.value) == ("Ruth", "targets", "Georgia")
    room.post("/judge", record=made.id, verdict="undo", back=back)
    page = room.get(back)
    assert "<ins" not in page
    assert 'class="undone"' in page
    assert [one.verdict for one in room.desk.workspace.judgements()] == [Verdict.CORRECT, Verdict.UNDO]
    assert "2 decisions" in plain_text(room.get("/judgements"))


def test_what_follows_from_a_correction_is_shown_as_what_holds(room: Room) -> None:
    """A mode that the new act does not have goes with it; a renamed actor is renamed in events and statements."""
    coded = visits()[0]
    event, path = coded.events[0], f"/articles/{coded.article.id}"
    room.post("/judge", record=event.id, verdict="correct", field="status", value="happened", back="/")
    room.post("/judge", record=event.id, verdict="correct", field="act", value="ACCUSE", back="/")
    text = plain_text(room.get(path))
    assert "● happened was planned accuse was consult · visit" in text
    room.post(
        "/judge", record=coded.statements[0].speaker.actor, verdict="correct", field="name", value="N. Harel", back="/"
    )
    text = plain_text(room.get(path))
    assert "N. Harel (ISR) was Noa Harel (ISR)" in text
    assert "N. Harel was Noa Harel assert, direct" in text


def test_a_rejected_event_is_marked_on_the_page_of_its_article(room: Room) -> None:
    """It is not taken away: the words stay marked."""
    coded = visits()[0]
    room.post("/judge", record=coded.events[0].id, verdict="reject", back="/")
    room.post("/judge", record=coded.ties[0].id, verdict="reject", back="/")
    page = room.get(f"/articles/{coded.article.id}")
    assert plain_text(page).count("rejected") == 2
    assert f'id="at-{coded.events[0].id}"' in page


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"verdict": "correct", "field": "status", "value": "maybe"}, '"maybe" is no status'),
        ({"verdict": "correct", "field": "time", "value": "last week"}, "write a day 2025-04-23"),
        (
            {"verdict": "correct", "field": "id", "value": "x"},
            '"id" of a record of this kind (event) cannot be corrected',
        ),
        ({"verdict": "note"}, "The note is empty."),
        ({"verdict": "same"}, "Two records are needed"),
        ({"verdict": "bless"}, "names no decision"),
        ({"verdict": "accept", "record": "evt-none"}, "No record"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(room: Room, fields: dict[str, str], why: str) -> None:
    """Nothing is kept of it."""
    data = {"record": planned_event(room), "form_token": room.token()} | fields
    answer = room.client.post("/judge", data=data, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code in (400, 404)
    assert why in html.unescape(answer.text)
    assert room.desk.workspace.judgements() == ()


def test_not_the_same_parts_a_happening_and_same_joins_it_again(room: Room) -> None:
    """Accounts follow the person at the next page; undone decisions count for nothing."""
    events = [coded.events[0].id for coded in visits()]
    before = room.desk.happening_of(events[0])
    assert before is not None
    assert {link.event for link in before.links} == set(events)
    room.post("/judge", record=events[2], verdict="not_same", other=events[0], back=f"/happenings/of/{events[0]}")
    parted = room.desk.happening_of(events[0])
    assert parted is not None
    assert events[2] not in {link.event for link in parted.links}
    assert "Others of these states and this act" in room.follow(f"/happenings/{parted.id}")
    room.post("/judge", record=events[2], verdict="same", other=events[0], back="/")
    joined = room.desk.happening_of(events[0])
    assert joined is not None
    assert {link.event for link in joined.links} == set(events)


def test_a_rejected_event_leaves_its_happening_and_can_be_brought_back(room: Room) -> None:
    """Its page says so; the happening of now has one account less."""
    events = [coded.events[0].id for coded in visits()]
    room.post("/judge", record=events[1], verdict="reject", back="/review")
    assert room.desk.happening_of(events[1]) is None
    assert "rejected" in room.follow(f"/happenings/of/{events[1]}")
    (made,) = room.desk.workspace.judgements()
    room.post("/judge", record=made.id, verdict="undo", back="/review")
    assert room.desk.happening_of(events[1]) is not None


def test_notes_are_kept_on_events_and_happenings(room: Room) -> None:
    """With their writer, as text."""
    event = planned_event(room)
    room.post("/judge", record=event, verdict="note", note=EVIL, back="/")
    assert html.escape(EVIL, quote=False).split("&quot;")[-1][:20] in room.get(f"/review/{event}").replace("&#34;", '"')
    happening = room.desk.happening_of(event)
    assert happening is not None
    room.post("/judge", record=happening.id, verdict="note", note="ask the embassy", back="/")
    room.post("/judge", record=happening.id, verdict="accept", back="/")
    page = happening_page(room)
    assert "ask the embassy" in page
    assert ">accepted<" in page
    assert room.client.get(f"/r/{happening.id}").headers["location"] == f"/happenings/{happening.id}"


class Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps it."""
        self.found.append((tag, dict(attrs)))


def all_pages(room: Room) -> list[str]:
    """Every page that shows text of articles."""
    coded = list(room.desk.coded(*(head.id for head in room.desk.workspace.articles(ArticleQuery()))))
    paths = ["/", "/articles", "/pairs", "/happenings", "/pairs/AZE/ISR", "/pairs/AZE/ISR/brief"]
    paths += ["/search?q=Azerbaijan&state=ISR", "/add", "/failures", "/judgements", "/keys", "/review/list"]
    for one in coded:
        paths += [f"/articles/{one.article.id}", *(f"/review/{event.id}" for event in one.events)]
    pages = [room.get(path) for path in paths]
    return [*pages, *(room.follow(f"/happenings/of/{event.id}") for one in coded for event in one.events)]


def test_hostile_text_stays_text_on_every_page(room: Room) -> None:
    """Markup, template syntax, links that run and direction overrides of an article are shown and do nothing."""
    for found in room.desk.workspace.events(EventQuery()):
        room.post("/judge", record=found.event.id, verdict="note", note=EVIL + BIDI, back="/")
    shown = 0
    for page in all_pages(room):
        shown += "alert(1)" in page
        tags = Tags()
        tags.feed(page)
        assert {tag for tag, _ in tags.found} <= KNOWN_TAGS
        for tag, given in tags.found:
            assert not [name for name in given if name.startswith("on") or name in ("style", "srcdoc", "background")]
            for name in ("href", "src", "action"):
                value = given.get(name) or "/"
                assert value.startswith(("/", "#")) or (
                    value == "https://example.org/due" and "noreferrer" in str(given["rel"])
                )
            assert (tag == "script") <= (given.get("src") in ("/static/room.js", "/static/cite.js", "/static/batch.js"))
        assert "49" not in re.findall(r"onerror=alert\(2\)&gt;(\d+)", page)
        assert "\x1b" not in re.sub(r'<bdi class="control"[^>]*>.</bdi>', "", page, flags=re.DOTALL)
        assert "\u202e" not in re.sub(r'<bdi class="control"[^>]*>.</bdi>', "", page, flags=re.DOTALL)
    assert shown > 8


KNOWN_TAGS = set(
    """a aside bdi body button caption code datalist dd del details div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 head header html input ins kbd label legend li line link main mark meta nav ol optgroup option output p
    progress q rect script section select span strong summary svg table tbody td text textarea th thead time title tr
    ul""".split()  # noqa: SIM905 - a list to read
)


def test_pages_have_one_heading_labels_and_landmarks(room: Room) -> None:
    """What axe asks of every page, told from its tags: one h1, headings in steps, ids once, controls with names."""
    for page in all_pages(room):
        tags = Tags()
        tags.feed(page)
        names = [tag for tag, _ in tags.found]
        assert names.count("h1") == names.count("main") == names.count("title") == 1
        levels = [int(tag[1]) for tag in names if re.fullmatch(r"h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels
        ids = [given["id"] for _, given in tags.found if "id" in given]
        assert len(ids) == len(set(ids))
        for _, given in tags.found:
            for name in ("aria-labelledby", "for", "list"):
                assert name not in given or given[name] in ids
        assert '<html lang="en">' in page


def test_lists_are_narrowed_by_an_act_of_the_workspaces_own_codebook(room: Room) -> None:
    """It stands among the acts to choose, and finds only what is coded as it; without the codebook it is unknown."""
    room.get("/search?act=SECOND_STAFF", gives=400)
    examples = (MarkedExample(text="Kenya lent Uganda a judge.", predicate=(6, 10)),)
    entry = OwnEntry(name="SECOND_STAFF", act=Act.AID, description="experts are lent", examples=examples)
    room.desk.workspace.own_codebook = OwnCodebook(name="help", entries=(entry,))
    room.desk.__dict__.pop("own_acts", None)
    for path in ("/search", "/happenings"):
        shown = room.get(f"{path}?act=SECOND_STAFF")
        assert '<option value="SECOND_STAFF" selected>' in shown
        assert 'href="/review/' not in shown
