"""Credits: where an article says that it comes from; text → kinds and names, each with near misses."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.records import Article, content_id
from dragoman.text.regions import mark_regions

BODY = (
    "Peru and Chile agreed on Sunday to reopen their border after four days of talks in Lima.\n\n"
    "The foreign ministers of both countries said the crossing at Tacna would open on Monday morning."
)


def credits_of(text: str, knowledge: Knowledge, outlet: str | None = "The Meridian Courier") -> list[tuple[str, str]]:
    """The kinds and names of an article's credits."""
    article = Article(id=content_id("art", text), outlet=outlet, sha256="0" * 64, text=text)
    marked = mark_regions(article, knowledge)
    for credit in marked.credits:
        assert marked.words(credit.span).strip() == marked.words(credit.span) != ""
    return [(credit.kind.value, credit.name) for credit in marked.credits]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("CAIRO, April 3 (Reuters) — ", [("dateline", "Cairo"), ("agency", "Reuters")]),
        ("LIMA — ", [("dateline", "Lima")]),
        ("Lima (AFP) - ", [("dateline", "Lima"), ("agency", "Agence France-Presse")]),
        ("PORT MORESBY, Oct 2 (Sahel Record) -- ", [("dateline", "Port Moresby"), ("agency", "Sahel Record")]),
        ("(AP) — ", [("agency", "Associated Press")]),
        ("NATO — an alliance of 32 states — watched on. ", []),
        ("Lima (population ten million) is calm. ", []),
    ],
)
def test_dateline_credits_its_place_and_agency(
    opening: str, expected: list[tuple[str, str]], knowledge: Knowledge
) -> None:
    """A dateline says where a story was filed, and in brackets by whom."""
    assert credits_of(opening + BODY, knowledge) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Reporting by Ana Reyes in Lima; Editing by Tom Oduya)", ["contributor Ana Reyes", "contributor Tom Oduya"]),
        ("Additional reporting by Ana Reyes and Tom Oduya.", ["contributor Ana Reyes", "contributor Tom Oduya"]),
        ("Ana Reyes contributed to this report.", ["contributor Ana Reyes"]),
        ("The Associated Press contributed to this report.", ["agency Associated Press"]),
        ("Source: Tanjug", ["agency Tanjug"]),
        ("Sources: Reuters, AFP", ["agency Reuters", "agency Agence France-Presse"]),
        ("With material from AFP", ["agency Agence France-Presse"]),
        ("(With inputs from Reuters)", ["agency Reuters"]),
        ("(AP)", ["agency Associated Press"]),
        ("AFP/Reuters", ["agency Agence France-Presse", "agency Reuters"]),
        ("This article was first published by Le Monde.", ["republished Le Monde"]),
        ("This story originally appeared in the Bay Gazette.", ["republished Bay Gazette"]),
        ("Republished with permission from The Conversation", ["republished The Conversation"]),
        ("A version of this article first appeared on Eurasianet.", ["republished Eurasianet"]),
        ("Source: World Bank", []),
        ("Source: the border police, who asked not to be named.", []),
        ("Reporting by journalists has become hard along the border since the talks began.", []),
        ("The letter was first published by Le Monde in 1998, when the border was closed.", []),
        ("The ministers spoke to reporters of the Associated Press (AP).", []),
        ("By Reuters' count, the border was closed for nine years.", []),
        ("Tanjug, the Serbian agency, did not cover the talks.", []),
        ("“The source: it was Reuters!”", []),
    ],
)
def test_line_below_the_body_credits_agencies_people_and_publishers(
    line: str, expected: list[str], knowledge: Knowledge
) -> None:
    """Credit lines name whose copy it is; sentences with the same words are the story's own."""
    assert [" ".join(pair) for pair in credits_of(f"{BODY}\n\n{line}", knowledge)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Agence France-Presse", ["agency Agence France-Presse"]),
        ("By Ana Reyes, Associated Press", ["agency Associated Press"]),
        ("By Ana Reyes", []),
    ],
)
def test_byline_credits_the_agency_that_it_names(line: str, expected: list[str], knowledge: Knowledge) -> None:
    """An agency in the byline wrote the article; a person there is an author and no credit."""
    text = f"Peru and Chile to reopen border\n\n{line}\n\n{BODY}"
    assert [" ".join(pair) for pair in credits_of(text, knowledge)] == expected


def test_agency_behind_the_last_sentence_is_credited(knowledge: Knowledge) -> None:
    """Many papers print the agency behind the last full stop."""
    assert credits_of(f"{BODY} (Reuters)", knowledge) == [("agency", "Reuters")]
    assert credits_of(f"{BODY} — Xinhua", knowledge) == [("agency", "Xinhua")]


def test_publisher_is_no_credit_of_its_own_article(knowledge: Knowledge) -> None:
    """What Reuters prints under its own name is its own."""
    assert credits_of(f"LIMA (Reuters) - {BODY}", knowledge, outlet="Reuters") == [("dateline", "Lima")]
