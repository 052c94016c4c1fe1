"""Reports, outlets and origins are three different numbers."""

import pytest
from msgspec.structs import replace

from dragoman.merge import merge_events
from dragoman.records import Credit, CreditKind, Hop, HopKind, OriginCount
from tests.records_made import Page, on, outlet, person, speaker, state, unnamed, unspecified
from tests.texts import quote

PER, CHL = state("PER"), state("CHL")
RIOS = person("Lucía Ríos", "PER")
SURNAME = person("Ríos", "PER")
OTHER = person("Tomás Vega", "CHL")
TWEET = Hop(kind=HopKind.DOCUMENT, name="the joint communiqué of Arica")
NOTE = Hop(kind=HopKind.DOCUMENT, name="a statement")


def counted(*accounts: tuple[str | None, list[Hop]], words: str | None = None) -> tuple[int, int, OriginCount]:
    """The three counts of one happening told by publishers with chains."""
    articles = []
    for number, (publisher, chain) in enumerate(accounts):
        text = words or f"Talk {number}."
        page = Page(text, outlet=publisher, published="2025-04-23", url=f"https://example.org/{number}")
        articles.append(
            page.event("CONSULT", text, [PER, CHL], symmetric=True, time=on("2025-04"), chain=chain).coded()
        )
    (happening,) = merge_events(articles)
    return happening.reports, happening.outlets, happening.origins


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([("A", [])], (1, 1, 1, 1)),
        ([("A", []), ("B", [])], (2, 2, 2, 2)),
        ([("A", []), ("The A", [])], (2, 1, 1, 1)),
        ([("A", [outlet("B"), unnamed()]), ("C", [outlet("D"), unnamed()])], (2, 2, 1, 2)),
        ([("A", [outlet("B"), unnamed()]), ("C", [outlet("B"), unnamed()])], (2, 2, 1, 1)),
        ([("A", [speaker(RIOS)]), ("B", [speaker(SURNAME)])], (2, 2, 1, 1)),
        ([("A", [speaker(RIOS)]), ("B", [speaker(OTHER)])], (2, 2, 2, 2)),
        ([("A", [speaker(RIOS)]), ("B", [unnamed()])], (2, 2, 1, 2)),
        ([("A", []), ("B", [outlet("A")])], (2, 2, 1, 1)),
        ([("A", [outlet("B")]), ("B", [outlet("A")])], (2, 2, 1, 1)),
        ([("A", [speaker(RIOS)]), ("B", [outlet("A")])], (2, 2, 1, 1)),
        ([("A", [unspecified()])], (1, 1, 0, 1)),
        ([("A", []), ("B", [unspecified()])], (2, 2, 1, 2)),
        ([("A", [TWEET]), ("B", [TWEET])], (2, 2, 1, 1)),
        ([("A", [NOTE]), ("B", [NOTE])], (2, 2, 2, 2)),
        ([(None, []), ("B", [])], (2, 1, 1, 2)),
    ],
)
def test_counts(accounts, expected):
    """Chains → reports, outlets, least and greatest number of origins."""
    reports, outlets, origins = counted(*accounts)
    assert (reports, outlets, origins.min, origins.max) == expected
    assert origins.reasons


@pytest.mark.parametrize(
    ("named", "story", "expected"),
    [
        ([["Reuters"], ["Reuters"]], 0, (2, 1, 1)),
        ([["Reuters"], []], 0, (2, 2, 2)),
        ([["Reuters"], ["Agence France-Presse"]], 0, (2, 2, 2)),
        ([["Reuters", "Agence France-Presse"], ["Reuters"]], 0, (2, 2, 2)),
        ([["Reuters"], ["Reuters"]], 1, (2, 2, 2)),
    ],
)
def test_article_that_credits_an_agency_counts_as_the_agency(named, story, expected):
    """Two papers that print one agency's copy are one origin; several agencies, or another story, tell nothing."""
    articles = []
    for number, names in enumerate(named):
        text = f"Talk {number}. {' '.join(names)}"
        page = Page(text, outlet=f"Paper {number}", published="2025-04-23")
        page.event("CONSULT", f"Talk {number}.", [PER, CHL], symmetric=True, time=on("2025-04"), story=story)
        given = tuple(Credit(kind=CreditKind.AGENCY, name=name, span=quote(text, name)) for name in names)
        coded = page.coded()
        articles.append(replace(coded, article=replace(coded.article, credits=given)))
    (happening,) = merge_events(articles)
    assert (happening.outlets, happening.origins.min, happening.origins.max) == expected


def test_publisher_and_paper_that_credits_it_are_one_origin():
    """What the agency itself prints and a paper with its copy go back to the agency."""
    agency = Page("Talk 0.", outlet="Reuters", published="2025-04-23")
    paper = Page("Talk 1. Reuters", outlet="Paper", published="2025-04-23")
    for page, words in ((agency, "Talk 0."), (paper, "Talk 1.")):
        page.event("CONSULT", words, [PER, CHL], symmetric=True, time=on("2025-04"))
    credit = Credit(kind=CreditKind.AGENCY, name="Reuters", span=(8, 15))
    coded = paper.coded()
    coded = replace(coded, article=replace(coded.article, credits=(credit,)))
    (happening,) = merge_events([agency.coded(), coded])
    assert (happening.origins.min, happening.origins.max) == (1, 1)


def test_one_text_printed_twice_is_one_origin():
    """Publishers that print the same words in their own voice are counted once, with the reason."""
    words = "The two ministers met on the bridge at Arica and shook hands."
    _, outlets, origins = counted(("A", []), ("B", []), words=words)
    assert (outlets, origins.min, origins.max) == (2, 1, 1)
    assert "print the same words" in origins.reasons[0]


def test_sources_without_number_have_a_reason_of_their_own():
    """Beside a named source they may add one or none."""
    _, _, origins = counted(("A", []), ("B", [unspecified()]))
    assert "“various media outlets” names nobody and may add one or none" in origins.reasons
    assert "A is one" in origins.reasons


def test_each_merge_has_its_reason():
    """Whoever repeats one source is named."""
    _, _, origins = counted(("A", [speaker(RIOS)]), ("B", [speaker(SURNAME)]))
    assert "A and B go back to Lucía Ríos: counted once" in origins.reasons


def test_who_only_denies_is_no_origin_of_the_claim():
    """The claim rests on the unnamed source; the ministry that denies it adds no origin."""
    claim = Page("They met, it is said.", outlet="A", published="2025-05-01")
    claim.event("CONSULT", "They met, it is said.", [PER], [CHL], mode="visit", chain=[unnamed()])
    denial = Page("They did not, she said.", outlet="B", published="2025-05-02")
    denial.event(
        "CONSULT", "They did not, she said.", [PER], [CHL], mode="visit", status="denied",
        chain=[speaker(RIOS)],
    )  # fmt: skip
    (happening,) = merge_events([claim.coded(), denial.coded()])
    assert (happening.origins.min, happening.origins.max) == (1, 1)


def test_a_headline_is_no_origin_beside_its_text():
    """The paper's own voice in the title tells what its text has from a ministry."""
    page = Page("Visit made. He came, she said.", outlet="A", published="2025-05-01")
    page.event("CONSULT", "Visit made.", [PER], [CHL], mode="visit", region="title")
    page.event("CONSULT", "He came, she said.", [PER], [CHL], mode="visit", chain=[speaker(RIOS)])
    (happening,) = merge_events([page.coded()])
    assert happening.origins.reasons == ("all rests on Lucía Ríos",)
