"""`dragoman actors`: a resolution explained by the rows that bear the name."""

import pytest

from dragoman.knowledge import Knowledge
from tests.end_to_end.newsroom import Shell


@pytest.fixture
def asked(shell: Shell, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line with the knowledge that all tests share."""
    monkeypatch.setattr("dragoman.knowledge.load_knowledge", lambda: knowledge)
    return shell


def test_the_term_of_the_day_decides_and_the_others_are_told(asked: Shell) -> None:
    """The rule names the row; rows of namesakes and of other terms stand behind it."""
    told = asked.json("actors", "Prime", "Minister", "Johnson", "--date", "2020-05-01", "--json")
    assert (told["name"], told["date"]) == ("Prime Minister Johnson", "2020-05-01")
    assert (told["actor"]["name"], told["actor"]["state"]) == ("Boris Johnson", "GBR")
    used = [(row["file"], row["office"]) for row in told["rows"] if row["used"]]
    assert used == [("leaders.tsv", "Prime Minister"), ("roles.tsv", "Prime Minister")]
    assert any(row["row"] == "Mike Johnson" and not row["used"] for row in told["rows"])
    assert "2019-07-24" in told["rule"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Johnson", "common surname"),
        ("Georgia", "ambiguous: the likeliest of GEO USA"),
        ("foreign minister of Chile", 'role "foreign minister" (roles.tsv) + Chile (states.tsv CHL)'),
        ("The Guardian", "outlets.tsv The Guardian"),
    ],
)
def test_the_rule_says_what_decided_or_what_is_missing(asked: Shell, name: str, rule: str) -> None:
    """The first line tells the reading and the rule, each further one a row of the tables."""
    first, *rows = asked("actors", name, "--plain")[0].decode().splitlines()
    assert rule in first
    assert all(row.split("\t")[0] in ("decided", "other") and ".t" in row for row in rows)


def test_the_rows_of_a_bare_word_are_told_though_it_is_not_read(asked: Shell) -> None:
    """Here "Guardian" without its article names no paper, but its rows are shown."""
    told = asked.json("actors", "Guardian", "--json")
    assert [row["used"] for row in told["rows"]] == [False] * len(told["rows"]) != []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Abkhazia", "states.tsv ABH: administered by ABH; claimed by ABH GEO; recognised by NIC NRU RUS SYR VEN"),
        ("Golan Heights", "places.tsv Golan Heights: administered by ISR; claimed by SYR ISR"),
        ("Kenya", ""),
    ],
)
def test_a_line_below_the_table_tells_what_is_contested(asked: Shell, name: str, line: str) -> None:
    """On stderr, so that the table stays a table; where nothing is contested there is none."""
    out, err = asked("actors", name, "--plain")
    assert err.strip() == line
    assert "claimed by" not in out.decode()


def test_a_name_that_no_row_bears_exits_with_4(asked: Shell) -> None:
    """It says how to add one."""
    out, err = asked("actors", "Zxqwv Brillig", gives=4)
    assert not out
    assert "add-a-name" in err


def test_a_day_that_is_none_is_wrong_usage(asked: Shell) -> None:
    """As with every command."""
    assert "is no day" in asked("actors", "Kenya", "--date", "soon", gives=2)[1]


def test_offices_are_listed_with_their_evidence(asking: Shell) -> None:
    """Each term quotes the article that states it; a state narrows the list, and an empty one may exit with 4."""
    terms = asking.json("offices", "--json")
    assert terms
    assert all(term["evidence"] and term["title"] for term in terms)
    states = {term["state"] for term in terms if term["state"]}
    for state in states:
        assert {term["state"] for term in asking.json("offices", state, "--json")} == {state}
    asking("offices", "Tuvalu", "--fail-empty", gives=4)
    assert terms[0]["person"] in asking("offices", "--plain")[0].decode()


TOLD = """\
---
title: Port talks open
outlet: The Meridian Courier
published: 2025-03-03
---
Kenya's Trade Minister Dorvan Kelesh opened the port talks on Monday.
"""
LATER = """\
---
title: Kelesh in Kampala
outlet: The Lakeside Record
published: 2025-03-20
---
Kelesh accused Uganda of blocking lorries at the border.
"""


def test_kept_offices_read_a_later_surname_and_forgetting_takes_them_away(shell: Shell) -> None:
    """By the tables alone the surname is nobody; with the kept term it is Kenya's minister, and the reason says so."""
    folder = shell.folder
    (folder / "told.txt").write_text(TOLD)
    (folder / "later.txt").write_text(LATER)
    shell("-w", "ws", "add", "--jobs", "0", "told.txt")
    assert "kept in" in shell("-w", "ws", "offices", "--remember")[1]
    offices = str(folder / "ws" / "offices.json")
    states = {
        kept: {actor["state"] for actor in shell.json(*command)["actors"] if "Kelesh" in actor["name"]}
        for kept, command in {
            False: ("code", "--jobs", "0", "later.txt"),
            True: ("code", "--jobs", "0", "--offices", offices, "later.txt"),
        }.items()
    }
    assert states == {False: {None}, True: {"KEN"}}
    shell("-w", "ws", "add", "--jobs", "0", "later.txt")
    (event,) = shell.json("-w", "ws", "events", "KEN", "UGA", "--json")
    assert [ref["name"] for ref in event["event"]["sources"]] == ["Dorvan Kelesh"]
    shell("-w", "ws", "offices", "--forget")
    assert not (folder / "ws" / "offices.json").exists()


def test_an_offices_file_that_is_none_is_named(shell: Shell) -> None:
    """The error says what such a file must be."""
    (shell.folder / "bad.json").write_text("[1]")
    (shell.folder / "later.txt").write_text(LATER)
    assert "offices --json" in shell("code", "--offices", "bad.json", "later.txt", gives=1)[1]
