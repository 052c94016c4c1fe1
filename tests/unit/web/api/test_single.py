"""Single records, pairs and briefs of the API, and decisions made by it."""

import pytest

from dragoman.output import render_markdown
from tests.unit.web.api.conftest import Asking
from tests.unit.web.room import Room


def test_an_article_comes_with_its_text_and_its_records(api: Asking) -> None:
    """Three addresses: the article, its text alone, its records; spans give back the words."""
    head = api("/articles?limit=1").json()["items"][0]
    article = api(f"/articles/{head['id']}").json()
    text = api(f"/articles/{head['id']}/text").text
    records = api(f"/articles/{head['id']}/annotations").json()
    assert (article["text"], article["title"]) == (text, head["title"])
    (event,) = records["events"]
    assert text[slice(*event["evidence"])] == "Harel is set to visit Azerbaijan in the near future"
    assert len(records["ties"]) == len(records["statements"]) == 1


def test_an_event_is_told_with_its_words_and_decisions(api: Asking) -> None:
    """As judged, with what was read where that was corrected; a rejected one says so."""
    found = api("/events?status=denied").json()["items"][0]
    identifier = found["event"]["id"]
    api("/judgements", 201, "POST", {"record": identifier, "verdict": "correct", "field": "status", "value": "planned"})
    told = api(f"/events/{identifier}").json()
    assert (told["event"]["status"], told["original"]["status"]) == ("planned", "denied")
    assert told["words"][0]["words"] == found["words"]
    assert len(told["judgements"]) == 1
    api("/judgements", 201, "POST", {"record": identifier, "verdict": "reject"})
    assert api(f"/events/{identifier}").json()["rejected"] is True
    assert identifier not in api("/events").text
    assert identifier in api("/events?rejected=true").text


def test_a_happening_is_told_with_the_words_of_its_accounts(api: Asking) -> None:
    """Each event of it has its words."""
    listed = next(one for one in api("/happenings").json()["items"] if one["reports"] > 1)
    told = api(f"/happenings/{listed['id']}").json()
    assert told["happening"] == listed
    assert len(told["words"]) == len(listed["links"]) == len(told["articles"])


def test_a_pair_is_told_whole_or_says_what_is_cut(api: Asking) -> None:
    """The newest of each kind; those of which there are more are named."""
    whole = api("/pairs/Azerbaijan/israeli").json()
    assert (whole["pair"], whole["cut"]) == (["AZE", "ISR"], [])
    assert len(whole["events"]) == 4
    part = api("/pairs/AZE/ISR?limit=1").json()
    assert part["events"] == whole["events"][-1:]
    assert "events" in part["cut"]
    early = api("/pairs/AZE/ISR?as_of=2026-02-05").json()
    assert {one["article"]["published"] for one in early["events"]} == {"2026-02-04"}
    for day, count in (("2026-02-28", 0), ("2026-03-01", 1), ("2026-03-02", 2)):
        known = api(f"/pairs/AZE/ISR?added_until={day}").json()
        assert len(known["events"]) == count
        assert [one["event"] for one in api(f"/events?pair=AZE,ISR&added_until={day}").json()["items"]] == [
            one["event"] for one in known["events"]
        ]
        assert len(api(f"/happenings?pair=AZE,ISR&added_until={day}").json()["items"]) == min(count, 1)


def test_a_brief_comes_as_data_or_markdown(api: Asking, room: Room) -> None:
    """The same brief as that of the page."""
    data = api("/briefs/AZE/ISR").json()
    answer = api("/briefs/AZE/ISR", accept="text/markdown")
    assert data["title"] == "Azerbaijan and Israel: relations as reported"
    assert answer.text == render_markdown(room.desk.brief("AZE", "ISR", None)[0])
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "<script" not in answer.text.replace("\\<", "")
    assert api("/briefs/AZE/ISR?as_of=2026-02-05&short=true").json()["as_of"] == "2026-02-05"
    assert api("/briefs/AZE/ISR?added_until=2026-03-01").json()["added_until"] == "2026-03-01"


def test_the_workspace_is_counted(api: Asking) -> None:
    """By its folder's name; not where it lies."""
    told = api("/workspace").json()
    assert (told["name"], told["counts"]["articles"], told["counts"]["events"]) == ("ws", 4, 5)
    assert "/" not in told["name"]


def test_a_decision_is_kept_listed_and_taken_back(api: Asking) -> None:
    """By the name of who sits at the desk; undoing twice is a conflict, and undoing an undo is none."""
    record = api("/events?limit=1").json()["items"][0]["event"]["id"]
    answer = api("/judgements", 201, "POST", {"record": record, "verdict": "accept", "note": "seen"})
    made = answer.json()
    assert (made["who"], made["record"], made["verdict"], made["note"]) == ("Ruth", record, "accept", "seen")
    assert answer.headers["location"] == f"/api/v1/judgements/{made['id']}"
    assert api(f"/judgements/{made['id']}").json() == {"judgement": made, "undone": False}
    undo = api(f"/judgements/{made['id']}/undo", 201, "POST").json()
    assert api(f"/judgements/{made['id']}").json()["undone"] is True
    assert "undone already" in api(f"/judgements/{made['id']}/undo", 409, "POST").json()["detail"]
    api(f"/judgements/{undo['id']}/undo", 201, "POST")
    listed = api(f"/judgements?record={record}").json()["items"]
    assert [one["undone"] for one in listed] == [False, True, False]
    assert listed == api("/judgements").json()["items"]


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        ({"record": "evt-none", "verdict": "accept"}, "No record"),
        ({"record": "EVENT", "verdict": "correct", "field": "act", "value": "VISIT"}, "VISIT"),
        ({"record": "EVENT", "verdict": "correct"}, "needs a field and a value"),
        ({"record": "EVENT", "verdict": "same"}, "two records"),
        ({"record": "EVENT", "verdict": "note"}, "note is empty"),
        ({"record": "EVENT", "verdict": "accept", "note": "x" * 10_001}, "10000 characters"),
        ({"record": "EVENT", "verdict": "like"}, "verdict"),
        ({"record": "EVENT"}, "verdict"),
        ({"record": "EVENT", "verdict": "accept", "more": 1}, "more"),
        ({"record": 1, "verdict": "accept"}, "record"),
        ([], ""),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(api: Asking, room: Room, draft: object, says: str) -> None:
    """With what does, and nothing is kept."""
    if isinstance(draft, dict) and draft["record"] == "EVENT":
        draft = {**draft, "record": room.desk.workspace.events()[0].event.id}
    problem = api("/judgements", 422, "POST", draft).json()
    assert says in problem["detail"]
    assert room.desk.workspace.judgements() == ()


def test_the_description_needs_nothing_from_elsewhere(api: Asking) -> None:
    """OpenAPI 3.1 made from the records, with a description for each operation and parameter."""
    answer = api("/openapi.json")
    described = answer.json()
    assert described["openapi"].startswith("3.1")
    operations = [one for path in described["paths"].values() for one in path.values()]
    assert all(one["description"] and one["tags"] for one in operations)
    parameters = [parameter for one in operations for parameter in one.get("parameters", ())]
    assert all(one.get("description") or one["schema"].get("description") for one in parameters)
    assert all(path.startswith("/api/v1/") for path in described["paths"])
    assert "Event" in str(described["components"]["schemas"])
    assert "cdn" not in answer.text
