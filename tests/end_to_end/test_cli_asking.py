"""Asking a workspace from the command line: lists, briefs, and text that means harm."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.end_to_end.newsroom import UNSAFE, VISIT, Shell, python_m_dragoman

HAPPENING_KEYS = [
    "id", "act", "mode", "states", "status", "status_history", "time", "events", "reports", "outlets", "origins",
    "conflicts", "links",
]  # fmt: skip
"""The keys of `happenings --json` in DESIGN's contract."""


SHOWN_KEYS = {"kind", "record", "articles", "words", "judgements", "original", "rejected", "undone"}


# --- asking ----------------------------------------------------------------------------------------------------------


def test_events_are_listed_with_their_words(asking: Shell) -> None:
    """JSON has the documented keys; elsewhere than on a terminal a line is tab-separated and ends with the id."""
    found = asking.json("events", "Kenya", "Uganda", "--json")
    assert found
    assert {frozenset(event) for event in found} == {frozenset({"article", "event", "words", "cursor"})}
    assert {event["event"]["status"] for event in found} >= {"planned", "happened"}
    lines = asking("events", "KEN", "UGA", "--plain")[0].decode().splitlines()
    assert [line.split("\t")[-1] for line in lines] == [event["event"]["id"] for event in found]
    assert {line.count("\t") for line in lines} == {4}


def test_events_are_narrowed_by_act_status_and_days(asking: Shell) -> None:
    """Words of closed sets may be typed in any case."""
    planned = asking.json("events", "Kenya", "--act", "consult", "--status", "PLANNED", "--json")
    assert planned
    assert {(event["event"]["act"], event["event"]["status"]) for event in planned} == {("CONSULT", "planned")}
    old = asking.json("events", "Kenya", "--until", "2020-01-01", "--json")
    assert ["2019" in event["event"]["time"]["edtf"] for event in old] == [True] * len(old) != []
    assert asking.json("events", "Kenya", "--since", "2031-01-01", "--json", "--limit", "1") == []


def test_happenings_have_the_keys_of_the_contract_and_no_others(asking: Shell) -> None:
    """In the documented order, down to the inner objects."""
    found = asking.json("happenings", "--json")
    assert found
    for happening in found:
        assert list(happening) == HAPPENING_KEYS
        assert set(happening["origins"]) == {"min", "max", "reasons"}
        assert {frozenset(point) for point in happening["status_history"]} == {
            frozenset({"status", "article", "as_of"})
        }
        assert {frozenset(event) for event in happening["events"]} == {
            frozenset({"event", "article", "external_id", "evidence"})
        }
        assert {frozenset(link) for link in happening["links"]} == {frozenset({"event", "reason"})}
        for conflict in happening["conflicts"]:
            assert set(conflict) == {"field", "accounts"}
            assert {frozenset(account) for account in conflict["accounts"]} == {
                frozenset({"article", "external_id", "evidence", "value"})
            }


def test_happenings_of_a_pair_are_those_of_both_states(asking: Shell) -> None:
    """One state narrows to what it takes part in; the limit is said when it cuts."""
    pair = asking.json("happenings", "Ugandan", "Rwanda", "--json")
    assert {tuple(happening["states"]) for happening in pair} == {("RWA", "UGA")}
    assert len(asking.json("happenings", "Uganda", "--json")) > len(pair)
    assert "ask for more with --limit" in asking("happenings", "--limit", "1")[1]


def test_quotes_are_found_by_speaker_and_by_what_they_are_about(asking: Shell) -> None:
    """JSON has the documented keys; the chain goes from the article to the speaker."""
    (found,) = [
        one for one in asking.json("quotes", "--by", "wekesa", "--json") if one["statement"]["kind"] == "direct"
    ]
    assert set(found) == {"article", "statement", "words", "cursor"}
    assert "We will keep the road open" in " ".join(found["words"])
    assert b"The Meridian Courier \xe2\x86\x90 Amina Wekesa" in asking("quotes", "--by", "Wekesa")[0]
    about = asking.json("quotes", "--about", "Rwandan", "--json")
    assert all("Rwanda" in " ".join(one["words"]) for one in about)


def test_search_finds_articles_by_words_and_phrases(asking: Shell) -> None:
    """JSON has the documented keys, and matches give back the words looked for."""
    (hit,) = asking.json("search", "border", '"guest"', "--json")
    assert set(hit) == {"article", "snippet", "words", "matches"}
    assert hit["article"]["outlet"] == "The Lakeside Record"
    (hit,) = asking.json("search", '"border agreement"', "--json")
    assert [VISIT[start:end] for start, end in hit["matches"]] == ["border agreement"]
    assert asking.json("search", '"agreement border"', "--json") == []


def test_a_search_has_no_syntax(asking: Shell) -> None:
    """Quotation marks, stars and SQL are words that are not found, never an error."""
    for words in ('"', "bor* OR x:y", "'; DROP TABLE article; --", "NEAR(", "\x00"):
        asking.json("search", words, "--json")
    assert asking.json("search", "border", "--json") != []


def test_any_record_is_shown(asking: Shell) -> None:
    """By the id that the lists give: words, articles and the record itself."""
    event = asking.json("events", "Uganda", "Rwanda", "--json")[0]
    happening = asking.json("happenings", "Uganda", "Rwanda", "--json")[0]["id"]
    for identifier in (event["event"]["id"], event["article"]["id"], "state:UGA", happening):
        shown = asking.json("show", identifier, "--json")
        assert set(shown) == SHOWN_KEYS
        assert shown["record"]["id"] == identifier
        out, _ = asking("show", identifier)
        assert identifier.encode() in out
    assert "no record" in asking("show", "evt-none", gives=4)[1]


@pytest.mark.parametrize(
    "line",
    [
        ["events", "Peru"],
        ["happenings", "Peru", "Chile"],
        ["quotes", "--by", "Zebedee"],
        ["search", "xylophone"],
        ["brief", "Peru", "Chile"],
    ],
)
def test_nothing_matched_is_4_only_when_asked(asking: Shell, line: list[str]) -> None:
    """Otherwise 0, with a note on stderr."""
    assert "noth" in asking(*line)[1]
    asking(*line, "--fail-empty", gives=4)


# --- brief -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kenya", "Uganda"), ("KEN", "uga"), ("Kenyan", "Ugandan"), ("Nairobi", "kampala"), ("uganda", "KENYA")],
)
def test_a_brief_takes_names_codes_demonyms_and_capitals(asking: Shell, one: str, other: str) -> None:
    """In any case and order it is a brief about the same two."""
    made = asking.json("brief", one, other, "--json")
    assert sorted(made["pair"]) == ["KEN", "UGA"]
    assert made["articles"] == 3


@pytest.mark.parametrize(("typed", "nearest"), [("Ugnada", "Uganda"), ("kenia", "Kenya"), ("Azerbajan", "Azerbaijan")])
def test_an_unknown_state_gives_the_nearest(asking: Shell, typed: str, nearest: str) -> None:
    """2, and what was probably meant."""
    assert f'no state is called "{typed}"; did you mean "{nearest}"?' in asking("brief", typed, "Peru", gives=2)[1]


def test_nothing_like_a_state_says_what_may_be_given(asking: Shell) -> None:
    """2, and the forms that are accepted."""
    assert "give a name, an ISO code" in asking("brief", "xqzzy", "Peru", gives=2)[1]


def test_a_plan_is_never_told_as_done(asking: Shell) -> None:
    """The visit that two articles announce is told, and every sentence that tells of it leaves it open."""
    made = asking.json("brief", "Kenya", "Uganda", "--json")
    told = [sentence["text"] for section in made["sections"] for sentence in section["sentences"]]
    assert [text for text in told if re.search(r"\b(is|was|were|would|will|due|plans?|planned|set)\b.*\bvisit\b", text)]
    assert not [text for text in told if re.search(r"\b(visited|travelled|arrived|met)\b", text)]


def test_every_citation_gives_its_exact_words(asking: Shell) -> None:
    """The offsets of a citation point at its words in the article that it names."""
    made = asking.json("brief", "Kenya", "Uganda", "--json")
    for citation in made["citations"]:
        (article,) = asking.json("show", citation["article"], "--json")["articles"]
        assert article["text"][citation["start"] : citation["end"]] == citation["words"]
    cited = {
        number for section in made["sections"] for sentence in section["sentences"] for number in sentence["citations"]
    }
    assert cited <= {citation["number"] for citation in made["citations"]}


# --- hostile text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ["events", "Kenya"],
        ["events", "Kenya", "--json"],
        ["happenings", "--json"],
        ["quotes"],
        ["quotes", "--json"],
        ["search", "border"],
        ["search", "border", "--json"],
        ["brief", "Kenya", "Uganda"],
        ["brief", "Kenya", "Uganda", "--json"],
    ],
)
def test_no_control_character_of_an_article_is_printed(asking: Shell, line: list[str]) -> None:
    """Neither by lists nor by briefs, nor inside JSON, which escapes them."""
    out, err = asking(*line)
    assert not [found for found in UNSAFE if found in out + err.encode()]
    assert b"Evil" in out or "happenings" in line


def test_a_shown_record_is_harmless_and_its_json_complete(asking: Shell) -> None:
    """JSON decodes to the text as found, escapes and all."""
    (hit,) = asking.json("search", "weekend", "--json")
    identifier = hit["article"]["id"]
    assert asking.json("show", identifier, "--json")["articles"][0]["text"].find("\x1b[31mspying") > 0
    for options in ((), ("--json",)):
        assert not [found for found in UNSAFE if found in asking("show", identifier, *options)[0]]


def test_an_article_makes_no_markdown_and_no_html(asking: Shell) -> None:
    """Tags, pipes and stars of an article are text in a brief."""
    told = asking("brief", "Kenya", "Uganda", "--plain")[0].decode()
    assert "spying" in told
    assert not re.search(r"(?<!\\)(<script|\|)", told)
    assert r"\*\*border\*\*" in told


def test_a_terminal_gets_tables_without_the_articles_escapes(asking: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal lists are tables that never cut an id; colours are ours alone."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for line in (["events", "Kenya"], ["brief", "Kenya", "Uganda"]):
        out, _ = asking(*line)
        assert b"\x1b[31m" not in out
        assert b"\xe2\x80\xae" not in out
    happening = asking.json("happenings", "--json")[0]["id"]
    assert happening.encode() in asking("happenings")[0]


# --- pipes -----------------------------------------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_error(asking: Shell, filled: Path) -> None:
    """`| head -1` is quiet: no traceback, no message, exit code 0."""
    child = python_m_dragoman(["-w", filled, "events", "--json"], asking.folder)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    with child:
        err = child.stderr.read()
    assert (child.returncode, err) == (0, b"")


def test_output_survives_a_terminal_without_unicode(asking: Shell, filled: Path) -> None:
    """What an encoding lacks is escaped, never a traceback."""
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "DRAGOMAN_WORKSPACE": str(filled)}
    child = python_m_dragoman(["brief", "Kenya", "Uganda"], asking.folder, env=environment)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, b"")
    assert b"\\u201c" in out
