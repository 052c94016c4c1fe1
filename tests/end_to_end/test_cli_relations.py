"""`ties` and `claims` of a pair, from articles that agree on a resumption and differ on the break before it."""

import shutil
from pathlib import Path

import pytest

from dragoman.cli.app import run
from tests.end_to_end.newsroom import UNSAFE, Shell

FREEZE = """\
---
title: Nairobi and Kampala look back
outlet: The Meridian Courier
published: 2025-03-03
---
Kenyan–Ugandan ties went through more than a decade of diplomatic freeze which ended in 2022.
Kenyan Foreign Minister Amina Wekesa visited Uganda on 1 March 2025.
"""

SHAKY = """\
---
title: Kampala mends its ties
outlet: The Lakeside Record
published: 2025-03-05
---
Uganda has begun to repair its ties with Kenya, which have been shaky since 2018.
Kenya and Uganda resumed diplomatic relations in August 2022.
Kenyan Foreign Minister Amina Wekesa visited Uganda on 2 March 2025.
"""

HOSTILE = """\
---
title: Kenya | Uganda
outlet: "Evil \u202etimes\x1b[31m"
published: 2025-04-07
---
Relations between Kenya and Uganda are tense, “\x1b[31mthe minister\x9b31m” said on Monday.
Traders at the lake said that the market was full as usual, that prices had hardly moved since the rains, and that
nobody had asked them for papers. The ministry did not answer questions that were sent to it before the weekend.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the three articles, added once."""
    folder = tmp_path_factory.mktemp("relations")
    for name, text in (("freeze.md", FREEZE), ("shaky.md", SHAKY), ("hostile.md", HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8")
    articles = map(str, sorted(folder.glob("*.md")))
    assert run(["-w", str(folder / "ws"), "add", *articles, "--jobs", "0"]) == 0
    return folder / "ws"


@pytest.fixture
def desk(shell: Shell, told: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line with that workspace named in the environment."""
    monkeypatch.setenv("DRAGOMAN_WORKSPACE", str(told))
    return shell


def test_ties_of_a_pair_are_accounts_with_counts_and_conflicts(desk: Shell) -> None:
    """Both articles agree on the resumption, and differ on when the break began: each with its own words."""
    found = desk.json("ties", "Kenya", "Uganda", "--json")
    by_key = {one["change"] or one["quality"]: one for one in found["accounts"]}
    assert (by_key["resumed"]["time"]["edtf"], by_key["resumed"]["reports"]) == ("2022-08", 2)
    assert (by_key["resumed"]["origins"]["min"], by_key["resumed"]["origins"]["max"]) == (2, 2)
    (conflict,) = found["conflicts"]
    assert conflict["kind"] == "break_began"
    sides = {side["value"]: side["claims"][0] for side in conflict["sides"]}
    assert sides["2012~"]["words"].endswith("more than a decade of diplomatic freeze")
    assert sides["2018"]["words"] == "its ties with Kenya, which have been shaky since 2018"
    assert {claim["outlet"] for claim in conflict["agreed"]} == {"The Meridian Courier", "The Lakeside Record"}
    assert (found["series"], found["as_of"]) == (None, None)


def test_the_series_names_its_scores_and_what_each_point_counts(desk: Shell) -> None:
    """Every happening of a point is one that `happenings` lists."""
    found = desk.json("ties", "Kenya", "Uganda", "--series", "--json")
    assert "CAMEO" in found["scores"]
    assert [one["group"] for one in found["series"]] == ["done", "planned", "called_off", "denied", "hypothetical"]
    listed = {one["id"] for one in desk.json("happenings", "Kenya", "Uganda", "--json")}
    points = {point["month"]: point for point in found["series"][0]["points"]}
    assert {name for point in points.values() for name in point["happenings"]} <= listed
    assert points["2025-03"]["count"] >= 1
    out, notes = desk("ties", "Kenya", "Uganda", "--series", "--plain")
    assert {line.split(b"\t")[0] for line in out.splitlines()} == {b"account", b"conflict", b"series"}
    assert "CAMEO" in notes


def test_what_was_known_on_a_day_knows_no_later_conflict(desk: Shell) -> None:
    """On 4 March only one of the articles was out; a period leaves out accounts of other years."""
    found = desk.json("ties", "Kenya", "Uganda", "--as-of", "2025-03-04", "--json")
    assert (found["conflicts"], found["as_of"]) == ([], "2025-03-04")
    assert {one["reports"] for one in found["accounts"]} == {1}
    late = desk.json("ties", "Kenya", "Uganda", "--since", "2025-01-01", "--json")
    assert "resumed" not in {one["change"] for one in late["accounts"]}
    desk("ties", "Kenya", "Uganda", "--as-of", "2025-03-01", "--fail-empty", gives=4)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["Kenya"], "give both"),
        (["Kenya", "Kenyan"], "is one state"),
        (["--series"], "give two states"),
        (["Kenya", "Uganda", "--rejected", "--series"], "give two states"),
    ],
)
def test_ties_need_a_pair_for_what_is_of_a_pair(desk: Shell, arguments: list[str], why: str) -> None:
    """Wrong usage is said in a sentence."""
    assert why in " ".join(desk("ties", *arguments, gives=2)[1].replace("│", " ").split())


def test_claims_stand_side_by_side(desk: Shell) -> None:
    """Each claim of a happening with who says so, and the conflict about ties with its accounts after them."""
    found = desk.json("claims", "Kenya", "Uganda", "--json")
    listed = {one["id"] for one in desk.json("happenings", "Kenya", "Uganda", "--json")}
    assert {one["happening"]["id"] for one in found["happenings"]} == listed
    for one in found["happenings"]:
        assert [claim["event"]["id"] for claim in one["claims"]] == [
            each["event"] for each in one["happening"]["events"]
        ]
        assert all(claim["who"] for claim in one["claims"])
    (ties,) = found["ties"]
    assert ties["conflict"]["kind"] == "break_began"
    assert {account["reports"] for account in ties["accounts"]} == {1, 2}
    assert desk.json("claims", "--only-conflicts", "--json")["ties"] == found["ties"]
    assert desk.json("claims", "Kenya", "--act", "consult", "--json")["ties"] == []
    known = desk.json("claims", "Kenya", "Uganda", "--as-of", "2025-03-04", "--json")
    assert {claim["article"]["published"] for one in known["happenings"] for claim in one["claims"]} == {"2025-03-03"}


def test_claims_that_differ_are_told_apart(desk: Shell) -> None:
    """The visit of 1 or of 2 March is one happening whose days differ; the plain form says so in its row."""
    found = desk.json("claims", "Kenya", "Uganda", "--only-conflicts", "--json")["happenings"]
    (visit,) = found
    assert [conflict["field"] for conflict in visit["happening"]["conflicts"]] == ["time"]
    assert len(visit["claims"]) == 2
    rows = [line.split("\t") for line in desk("claims", "Kenya", "Uganda", "--plain")[0].decode().splitlines()]
    assert {len(row) for row in rows} == {9}
    assert [row[5] for row in rows].count("time") == 2
    assert [row[5] for row in rows].count("break_began") == 4
    assert any("itself" in row[6] for row in rows)
    desk("claims", "Fiji", "Tonga", "--fail-empty", gives=4)


def test_a_brief_tells_one_account_once_and_both_wordings(desk: Shell) -> None:
    """The resumption has its counts, the break both its begins."""
    text = desk("brief", "Kenya", "Uganda", "--plain")[0].decode()
    relations = text.partition("## State of relations")[2].partition("\n## ")[0]
    assert relations.count("said to have been resumed in August 2022") == 1
    assert "2 reports in 2 outlets, 2 origins" in relations
    differ = text.partition("## Where accounts differ")[2].partition("\n## ")[0]
    for words in ("about 2012", "more than a decade of diplomatic freeze", "2018", "shaky since 2018", "August 2022"):
        assert words in differ


def test_a_rejected_tie_leaves_accounts_and_conflicts(desk: Shell, told: Path, tmp_path: Path) -> None:
    """It is listed with --rejected alone, and undo brings the conflict back."""
    shutil.copytree(told, tmp_path / "own")
    own = ("-w", str(tmp_path / "own"))
    conflict = desk.json(*own, "ties", "Kenya", "Uganda", "--json")["conflicts"][0]
    tie = conflict["sides"][1]["claims"][0]["tie"]
    desk(*own, "judge", tie, "reject", "--who", "Amina")
    assert desk.json(*own, "ties", "Kenya", "Uganda", "--json")["conflicts"] == []
    (rejected,) = desk.json(*own, "ties", "Kenya", "Uganda", "--rejected", "--json")
    assert rejected["tie"]["id"] == tie
    desk(*own, "judge", tie, "undo", "--who", "Amina")
    assert desk.json(*own, "ties", "Kenya", "Uganda", "--json")["conflicts"] == [conflict]


@pytest.mark.parametrize("command", [["ties", "Kenya", "Uganda"], ["claims", "Kenya"], ["brief", "Kenya", "Uganda"]])
def test_hostile_text_never_reaches_a_terminal(desk: Shell, command: list[str]) -> None:
    """Neither as rows nor as JSON."""
    for form in ("--json", "--plain"):
        out, notes = desk(*command, form)
        assert not any(unsafe in out + notes.encode() for unsafe in UNSAFE)
