"""Events or happenings as a network in GraphML: states and other actors, joined by what is reported between them.

Source: GraphML 1.0, http://graphml.graphdrawing.org; attributes as Gephi, networkx and igraph read them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import combinations

from dragoman.knowledge.codebook import Codebook
from dragoman.output.clean import plain
from dragoman.records import Act, CodedArticle, Event, Happening, Interval, Ref, Status

RECORDS_NAMED = 100
"""Ids of records that an edge names; its weight counts all."""

# Characters that XML 1.0 has no place for, escaped or not. Source: XML 1.0, section 2.2.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NODE_KEYS = {"label": "string", "kind": "string"}
_EDGE_KEYS = {
    "act": "string",
    "weight": "int",
    "symmetric": "boolean",
    **{status.value: "int" for status in Status},
    "first": "string",
    "last": "string",
    "score": "double",
    "records": "string",
}


class Network:
    """Nodes and edges as they are counted; an edge is one act from one node to another."""

    def __init__(self, names: Mapping[str, str], codebook: Codebook) -> None:
        self._names = names
        self._codebook = codebook
        self.nodes: dict[str, tuple[str, str]] = {}
        self.edges: dict[tuple[str, str, Act, bool], _Edge] = {}

    def add_event(self, coded: CodedArticle, event: Event) -> int:
        """Counts an event between all of its sides; how many edges that touched."""
        kinds = {actor.id: actor.kind.value for actor in coded.actors}
        states = {actor.id: actor.states for actor in coded.actors}
        sources, targets = self._sides(event.sources, kinds, states), self._sides(event.targets, kinds, states)
        if event.symmetric:
            couples = list(combinations(sorted({*sources, *targets}), 2))
        else:
            couples = [(one, other) for one in sources for other in targets if one != other]
        for one, other in couples:
            self._count(one, other, event.act, event.mode, event.status, event.time, event.id, event.symmetric)
        return len(couples)

    def add_happening(self, happening: Happening) -> int:
        """Counts a happening between all of its states, without a direction; how many edges that touched."""
        nodes = sorted({self._state(code) for code in happening.states})
        couples = list(combinations(nodes, 2))
        for one, other in couples:
            act, mode, status = happening.act, happening.mode, happening.status
            self._count(one, other, act, mode, status, happening.time, happening.id, is_symmetric=True)
        return len(couples)

    def _sides(
        self, refs: Iterable[Ref], kinds: Mapping[str, str], states: Mapping[str, tuple[str, ...]]
    ) -> tuple[str, ...]:
        """The nodes of one side: states where they are known, otherwise the actor by name."""
        found: dict[str, None] = {}
        for ref in refs:
            for code in (ref.state,) if ref.state else states.get(ref.actor, ()):
                found[self._state(code)] = None
            if not ref.state and not states.get(ref.actor):
                name = plain(ref.name)
                node = f"actor:{name}"
                self.nodes.setdefault(node, (name, kinds.get(ref.actor, "anonymous")))
                found[node] = None
        return tuple(found)

    def _state(self, code: str) -> str:
        self.nodes.setdefault(code, (plain(self._names.get(code, code)), "state"))
        return code

    def _count(
        self,
        one: str,
        other: str,
        act: Act,
        mode: str | None,
        status: Status,
        time: Interval | None,
        record: str,
        is_symmetric: bool,
    ) -> None:
        edge = self.edges.setdefault((one, other, act, is_symmetric), _Edge())
        edge.statuses[status] += 1
        edge.score += self._codebook.score(act, mode)
        if len(edge.records) < RECORDS_NAMED:
            edge.records.append(record)
        if time is not None:
            edge.first = min(filter(None, (edge.first, time.earliest)), default=None)
            edge.last = max(filter(None, (edge.last, time.latest)), default=None)


class _Edge:
    """What is counted of an edge."""

    __slots__ = ("first", "last", "records", "score", "statuses")

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.score = 0.0
        self.first: str | None = None
        self.last: str | None = None
        self.records: list[str] = []


def graphml_lines(network: Network, about: Mapping[str, str]) -> Iterator[bytes]:
    """The file, line by line; `about` stands in it as attributes of the graph."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for scope, keys in (("graph", dict.fromkeys(about, "string")), ("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            line = f'<key id="{scope}-{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'
            yield line.encode()
    yield b'<graph edgedefault="directed">\n'
    for name, value in about.items():
        yield _data("graph", name, value)
    numbers = {node: number for number, node in enumerate(sorted(network.nodes))}
    for node, number in numbers.items():
        label, kind = network.nodes[node]
        identifier = node if not node.startswith("actor:") else f"actor-{number}"
        yield f'<node id="{_xml(identifier)}">'.encode()
        yield _data("node", "label", label) + _data("node", "kind", kind) + b"</node>\n"
    ids = {node: node if not node.startswith("actor:") else f"actor-{number}" for node, number in numbers.items()}
    for number, (key, edge) in enumerate(sorted(network.edges.items(), key=lambda one: one[0])):
        one, other, act, is_symmetric = key
        yield f'<edge id="e{number}" source="{_xml(ids[one])}" target="{_xml(ids[other])}">'.encode()
        weight = edge.statuses.total()
        values: dict[str, str] = {
            "act": act.value,
            "weight": str(weight),
            "symmetric": str(is_symmetric).lower(),
            **{status.value: str(edge.statuses[status]) for status in Status},
            "first": edge.first or "",
            "last": edge.last or "",
            "score": f"{edge.score / weight:g}",
            "records": " ".join(edge.records),
        }
        yield b"".join(_data("edge", name, value) for name, value in values.items()) + b"</edge>\n"
    yield b"</graph>\n</graphml>\n"


def _data(scope: str, name: str, value: str) -> bytes:
    return f'<data key="{scope}-{name}">{_xml(value)}</data>'.encode()


def _xml(text: str) -> str:
    """Any text as XML text or attribute."""
    return escape(_NO_XML.sub(" ", text), quote=True)
