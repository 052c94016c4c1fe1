"""Networks, annotations, entities and citations of records made by hand: what they count, and hostile text in them."""

import json
from xml.etree import ElementTree

import pytest

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge.happenings import merge_events
from dragoman.output.annotations import annotation_of, page_lines
from dragoman.output.citing import citation_line
from dragoman.output.entities import Entities
from dragoman.output.network import Network, graphml_lines
from dragoman.records import ActorKind, CodedArticle
from tests.records_made import NAMES, Page, on, other, outlet, person, speaker, state, unnamed

AZE, ISR, TUR = state("AZE"), state("ISR"), state("TUR")
HOSTILE = '"><script>alert(1)</script>&#0;\x00\ufffe\U0001f600\u202e'
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def network_of(*articles: CodedArticle) -> tuple[set[str | None], dict[tuple[str | None, str | None], dict[str, str]]]:
    """Nodes and edges of the events of articles, as an XML parser reads them."""
    network = Network(NAMES, load_codebook())
    for coded in articles:
        for event in coded.events:
            network.add_event(coded, event)
    root = ElementTree.fromstring(b"".join(graphml_lines(network, {"made_by": HOSTILE})))  # noqa: S314 - our own
    edges = {
        (edge.get("source"), edge.get("target")): {
            str(data.get("key")).removeprefix("edge-"): data.text or "" for data in edge.iterfind("g:data", SPACE)
        }
        for edge in root.iterfind(".//g:edge", SPACE)
    }
    return {node.get("id") for node in root.iterfind(".//g:node", SPACE)}, edges


def test_an_edge_counts_events_of_one_act_and_tells_their_statuses() -> None:
    """Two visits one way, one of them planned, are one edge of weight two with the days of both."""
    page = Page("Israel visited Azerbaijan. Israel will visit Azerbaijan.")
    page.event("CONSULT", "Israel visited Azerbaijan.", [ISR], [AZE], mode="visit", time=on("2026-01-02"))
    page.event("CONSULT", "Israel will visit", [ISR], [AZE], mode="visit", status="planned", time=on("2026-03"))
    nodes, edges = network_of(page.coded())
    assert nodes == {"ISR", "AZE"}
    edge = edges["ISR", "AZE"]
    assert (edge["weight"], edge["happened"], edge["planned"], edge["denied"]) == ("2", "1", "1", "0")
    assert (edge["first"], edge["last"], edge["symmetric"]) == ("2026-01-02", "2026-03-31", "false")
    assert len(edge["records"].split()) == 2


def test_what_is_mutual_stands_once() -> None:
    """From the first to the second by the alphabet, whoever is named first."""
    page = Page("Israel met Azerbaijan.").event("CONSULT", "Israel met Azerbaijan.", [ISR, AZE], symmetric=True)
    _, edges = network_of(page.coded())
    assert {key: edge["symmetric"] for key, edge in edges.items()} == {("AZE", "ISR"): "true"}


def test_actors_without_a_state_are_nodes_by_name() -> None:
    """However they are called; what XML cannot hold is left out."""
    group = other(HOSTILE, ActorKind.GROUP)
    page = Page("A group attacked Israel.").event("ASSAULT", "A group attacked Israel.", [group], [ISR])
    nodes, edges = network_of(page.coded())
    assert len(nodes) == 2
    assert len(edges) == 1


def test_annotations_count_code_points() -> None:
    """An emoji before the words is one; the target is the article's own address where that leads anywhere."""
    page = Page("😀 Israel met Azerbaijan.", url="https://example.org/a").event(
        "CONSULT", "Israel met Azerbaijan.", [ISR, AZE], symmetric=True
    )
    coded = page.coded()
    made = annotation_of(coded, coded.events[0], "dragoman 1")
    assert made["target"]["source"] == "https://example.org/a"
    position, quote = made["target"]["selector"]
    assert (position["start"], position["end"], quote["exact"]) == (2, 24, "Israel met Azerbaijan.")
    assert (quote["prefix"], quote["suffix"]) == ("😀 ", "")


def test_hostile_annotations_are_json_and_lead_nowhere() -> None:
    """A script's address is no target; direction marks are escaped."""
    page = Page(f"{HOSTILE} met Israel.", url="javascript:alert(1)", title=HOSTILE)
    page.event("CONSULT", "met Israel.", [person(HOSTILE, "AZE")], [ISR]).says(HOSTILE, person(HOSTILE))
    coded = page.coded()
    made = [annotation_of(coded, one, "d") for one in (*coded.events, *coded.statements)]
    data = b"".join(page_lines(made, "urn:x", {"filter": HOSTILE}))
    assert "\u202e".encode() not in data
    told = json.loads(data)
    assert [item["target"]["source"] for item in told["items"]] == [f"urn:dragoman:{coded.article.id}"] * 2


def test_entities_come_once_and_before_what_names_them() -> None:
    """Two visits of one person and state: each entity once, countries in the standard's two letters."""
    page = Page("Levi of Israel visited Azerbaijan. Levi met Turkey.", title="Visits", url="https://example.org/a")
    levi = person("Levi", "ISR", "Minister")
    page.event("CONSULT", "Levi of Israel visited Azerbaijan.", [levi], [AZE], mode="visit", time=on("2026-01-02"))
    page.event("CONSULT", "Levi met Turkey.", [levi], [TUR], mode="meet", time=on("2026-01-03"))
    coded = page.coded()
    entities = Entities(NAMES, {"ISR": "IL", "AZE": "AZ"})
    given = [e for one in merge_events([coded]) for e in entities.of_happening(one, {coded.article.id: coded})]
    assert sorted(entity["schema"] for entity in given) == [
        "Article", "Event", "Event", "Person", "PublicBody", "PublicBody",
    ]  # fmt: skip
    levi_again = next(entity for entity in given if entity["schema"] == "Person")
    assert levi_again["properties"] == {"name": ["Levi"], "country": ["il"], "position": ["Minister"]}


LEVI = person("Levi", "ISR")


@pytest.mark.parametrize(
    ("chain", "more", "line"),
    [
        ((), {}, "“Ties are close.”. The Meridian Courier, 4 February 2026. [Dragoman tie-1]"),
        ((speaker(LEVI),), {"title": "A guest"},
         "“Ties are close.” — Levi. The Meridian Courier, “A guest”, 4 February 2026. [Dragoman tie-1]"),
        ((outlet("Kanal Zafon"), unnamed()), {"url": "https://example.org/a"},
         "“Ties are close.” — Kanal Zafon, citing unnamed sources. The Meridian Courier, 4 February 2026. "
         "https://example.org/a [Dragoman tie-1]"),
        ((), {"url": "javascript:alert(1)", "title": "a\x1b[31m\u202eb\nc"},
         "“Ties are close.”. The Meridian Courier, “a [31m b c”, 4 February 2026. [Dragoman tie-1]"),
    ],
)  # fmt: skip
def test_a_citation_says_who_said_it_where_and_when(chain: tuple[object, ...], more: dict[str, str], line: str) -> None:
    """One line of plain text with the record's id; an address that leads to no page is left out."""
    article = Page("Ties are close.", published="2026-02-04", **more).article
    assert citation_line(article, "Ties are close.", chain, "tie-1") == line  # type: ignore[arg-type]
