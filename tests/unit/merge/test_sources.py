"""Reports, outlets and origins are three different numbers."""

import pytest

from dragoman.merge import merge_events
from dragoman.records import Hop, HopKind, OriginCount
from tests.records_made import Page, on, outlet, person, speaker, state, unnamed, unspecified

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
