"""Decisions from the command line: appended, listed, undone."""

from pathlib import Path

import pytest

from tests.end_to_end.newsroom import Shell, write_articles


@pytest.fixture
def judging(shell: Shell) -> Shell:
    """A workspace of its own, since decisions change it."""
    shell("add", write_articles(shell.folder / "articles"), "--jobs", "0")
    return shell


def test_a_rejected_event_is_in_no_happening_until_that_is_undone(judging: Shell) -> None:
    """The event itself stays; the decision says who made it and why."""
    before = judging.json("happenings", "--json")
    event = before[0]["events"][0]["event"]
    made = judging.json("judge", event, "reject", "--note", "not so", "--who", "Ada", "--json")
    assert (made["record"], made["verdict"], made["who"], made["note"]) == (event, "reject", "Ada", "not so")
    told = {link["event"] for one in judging.json("happenings", "--json") for link in one["events"]}
    assert event not in told
    assert "Ada" in judging("judgements", event, "--plain")[0].decode()
    judging("judge", made["id"], "undo", "--who", "Ada")
    assert judging.json("happenings", "--json") == before


def test_not_same_parts_and_same_joins(judging: Shell) -> None:
    """Two events that merging kept apart are one where a person says so."""
    first, second = (one["events"][0]["event"] for one in judging.json("happenings", "--json")[:2])
    judging("judge", first, "same", "--other", second)
    together = [{link["event"] for link in one["events"]} for one in judging.json("happenings", "--json")]
    assert any({first, second} <= events for events in together)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("same",), "--other"),
        (("correct", "--field", "act"), "--value"),
        (("note",), "--note"),
        (("perhaps",), "accept"),
    ],
)
def test_a_decision_that_lacks_something_says_what(judging: Shell, arguments: tuple[str, ...], says: str) -> None:
    """Wrong use is 2; an unknown record is 1 and names where ids are found."""
    assert says in judging("judge", "evt-1", *arguments, gives=2)[1]
    assert "no record" in judging("judge", "evt-1", "accept", gives=1)[1]


def test_ties_are_listed_with_who_says_so(judging: Shell) -> None:
    """One state alone has no relations."""
    folder: Path = judging.folder / "more.txt"
    folder.write_text("Relations between Kenya and Uganda are tense, Uganda's foreign minister said on Monday.\n")
    judging("add", folder, "--jobs", "0")
    (found,) = judging.json("ties", "Kenya", "Uganda", "--json")
    assert found["tie"]["quality"] == "tense"
    assert "two states" in judging("ties", "Kenya", gives=2)[1]
    judging("ties", "Fiji", "Tonga", "--fail-empty", gives=4)
