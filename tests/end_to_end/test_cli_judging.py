"""Judging from the command line: decisions are kept, shown, listed and taken back."""

import shutil
from pathlib import Path

import pytest

from tests.end_to_end.newsroom import UNSAFE, Shell


@pytest.fixture
def desk(shell: Shell, filled: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line with a filled workspace of its own, to change."""
    shutil.copytree(filled, shell.folder / "ws")
    monkeypatch.setenv("DRAGOMAN_WORKSPACE", str(shell.folder / "ws"))
    return shell


def listed(desk: Shell, *states: str) -> dict[str, str]:
    """The acts of the events of some states, by id."""
    return {one["event"]["id"]: one["event"]["act"] for one in desk.json("events", *states, "--json")}


def test_a_wrong_side_is_corrected_seen_and_undone(desk: Shell) -> None:
    """The event moves to the other pair, `show` tells what it was, and undo brings everything back."""
    before = desk("happenings", "--json")[0], desk("events", "--json")[0]
    event = next(iter(listed(desk, "Uganda", "Rwanda")))
    made = desk.json(
        "judge",
        event,
        "correct",
        "--field",
        "targets",
        "--value",
        "Kenyan",
        "--who",
        "Amina",
        "--note",
        "page 2",
        "--json",
    )
    assert (made["record"], made["field"], made["value"], made["who"]) == (event, "targets", "Kenya", "Amina")
    assert event in listed(desk, "Uganda", "Kenya")
    assert event not in listed(desk, "Uganda", "Rwanda")
    shown = desk.json("show", event, "--json")
    assert [ref["state"] for ref in shown["record"]["targets"]] == ["KEN"]
    assert [ref["state"] for ref in shown["original"]["targets"]] == ["RWA"]
    text = desk("show", event)[0].decode()
    assert "targets: Kenya, by Amina" in text
    assert "(was Rwanda)" in text
    undone = desk("judge", made["id"], "undo")[0].decode()
    assert undone.startswith("jdg-")
    assert "(undone)" in desk("show", event)[0].decode()
    assert (desk("happenings", "--json")[0], desk("events", "--json")[0]) == before


def test_what_is_rejected_leaves_lists_and_briefs(desk: Shell) -> None:
    """`--rejected` lists it alone; the happening goes with its only event."""
    events = listed(desk, "Uganda", "Rwanda")
    for event in events:
        desk("judge", event, "reject", "--who", "Amina")
    assert listed(desk, "Uganda", "Rwanda") == {}
    assert {one["event"]["id"] for one in desk.json("events", "--rejected", "--json")} == set(events)
    assert desk.json("happenings", "Uganda", "Rwanda", "--json") == []
    assert not any(event in desk("brief", "Uganda", "Rwanda", "--format", "json")[0].decode() for event in events)
    quote = desk.json("quotes", "--json")[0]["statement"]["id"]
    desk("judge", quote, "reject")
    assert [one["statement"]["id"] for one in desk.json("quotes", "--rejected", "--json")] == [quote]
    assert quote not in desk("quotes")[0].decode()


def test_happenings_are_judged_the_same(desk: Shell) -> None:
    """Two become one with the events of both; verdicts may be written with a hyphen."""
    found = desk.json("happenings", "--json")
    one, other = found[0], found[1]
    desk("judge", one["id"], "same", "--other", other["id"])
    after = desk.json("happenings", "--json")
    assert len(after) == len(found) - 1
    together = {event["event"] for event in (*one["events"], *other["events"])}
    assert together in [{event["event"] for event in each["events"]} for each in after]
    first, second = sorted(together)[:2]
    desk("judge", first, "not-same", "--other", second)
    parted = desk.json("happenings", "--json")
    assert together not in [{event["event"] for event in each["events"]} for each in parted]


def test_the_history_is_listed(desk: Shell) -> None:
    """With what holds; as JSON with the documented keys. None is orphaned here."""
    event = next(iter(listed(desk, "Uganda", "Rwanda")))
    desk("judge", event, "accept", "--who", "Amina")
    note = desk.json("judge", event, "note", "--note", "ask \x1b[31mthe \u202edesk", "--json")
    desk("judge", note["id"], "undo")
    rows = [line.split("\t") for line in desk("judgements", event)[0].decode().splitlines()]
    assert [row[4] for row in rows] == ["holds", "undone", "holds"]
    assert rows[0][1] == "Amina"
    out = desk("judgements")[0] + desk("show", event)[0]
    assert not any(escape in out for escape in UNSAFE)
    told = desk.json("judgements", event, "--json")
    assert {frozenset(one) for one in told} == {frozenset({"judgement", "undone", "now", "other_now", "orphaned"})}
    assert desk.json("judgements", "--orphaned", "--json", "--fail-empty", gives=4) == []
    assert "nothing matched" in desk("judgements", "evt-none")[1]


def test_wrong_judgements_are_said_in_one_line(desk: Shell) -> None:
    """1 with what fits, 2 for a verdict that there is not; nothing is kept."""
    event = next(iter(listed(desk, "Uganda", "Rwanda")))
    for arguments, told in (
        (["evt-none", "accept"], "`dragoman events` lists ids"),
        ([event, "correct", "--value", "x"], "--field"),
        ([event, "correct", "--field", "evidence", "--value", "x"], "act, mode, status"),
        ([event, "correct", "--field", "act", "--value", "CONSLT"], 'did you mean "CONSULT"'),
    ):
        out, notes = desk("judge", *arguments, gives=1)
        assert (out, notes.count("\n")) == (b"", 1)
        assert told in notes
    assert "accept, correct, reject" in desk("judge", event, "approve", gives=2)[1].replace("\n", " ")
    assert desk.json("judgements", "--json") == []


def test_ties_are_listed_with_who_says_so(desk: Shell) -> None:
    """One state alone has no relations."""
    folder: Path = desk.folder / "more.txt"
    folder.write_text("Relations between Kenya and Uganda are tense, Uganda's foreign minister said on Monday.\n")
    desk("add", folder, "--jobs", "0")
    (found,) = desk.json("ties", "--json")
    assert found["tie"]["quality"] == "tense"
    (account,) = desk.json("ties", "Kenya", "Uganda", "--json")["accounts"]
    assert (account["quality"], account["reports"]) == ("tense", 1)
    assert "two states" in desk("ties", "Kenya", gives=2)[1]
    desk("ties", "Fiji", "Tonga", "--fail-empty", gives=4)
