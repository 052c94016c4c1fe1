"""The network of states: who acts towards whom, how often and how, as a picture and as a table."""

from litestar import Response, get

from dragoman.knowledge.cameo import load_cameo
from dragoman.records import Act
from dragoman.web.frame import DeskOfApp, WebRequest, address, show
from dragoman.web.mapping import tally_query
from dragoman.web.narrowing import Narrowing, asked_narrowing
from dragoman.web.network import MOST_EDGES, MOST_NODES, Kind, draw_network, kept_pairs, kind_of

ASKED_PAIRS = 500
"""Pairs that the drawn ones are chosen from: those of states that have no room are passed over."""


@get("/network", sync_to_thread=True)
def network(request: WebRequest, desk: DeskOfApp) -> Response[bytes]:
    """The pairs with the most happenings."""
    narrowed = asked_narrowing(request, desk)
    desk.merge()
    tallies = desk.workspace.store.tally_pairs(tally_query(narrowed, ASKED_PAIRS), cooperative_acts())
    pairs = kept_pairs(tallies.pairs)
    days = {"since": narrowed.since, "until": narrowed.until}
    return show(
        request,
        desk,
        "network.html",
        "Network",
        pairs=pairs,
        total=tallies.total,
        drawn=draw_network(pairs, desk.names),
        kind_of=kind_of,
        kinds=KINDS,
        most_nodes=MOST_NODES,
        most_edges=MOST_EDGES,
        of_pair=lambda pair: address("/pairs/" + "/".join(pair), **days),
        of_state=lambda code: _list_of(code, narrowed),
        map=address("/map", **narrowed.chosen),
        **narrowed.page,
    )


KINDS = {
    Kind.COOPERATIVE: "mostly cooperative",
    Kind.MIXED: "both",
    Kind.HOSTILE: "mostly hostile",
    Kind.PLANNED: "planned only",
    Kind.OTHER: "denied, called off or hypothetical only",
}


def _list_of(code: str, narrowed: Narrowing) -> str:
    """The address of the list of a state's happenings, with the one state that the network is narrowed to."""
    with_ = narrowed.state if narrowed.state != code and narrowed.other is None else None
    return address("/happenings", **{**narrowed.chosen, "state": code, "with": with_})


def cooperative_acts() -> frozenset[Act]:
    """The acts whose score is above zero; no mode has the other sign."""
    cameo = load_cameo()
    return frozenset(act for act in Act if cameo.root_of(act, None).score > 0)
