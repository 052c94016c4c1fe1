"""Records as edges between states or names, for networks."""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import DragomanError
from dragoman.library.missing import needed
from dragoman.records import Happening, Ref
from dragoman.store import StoredEvent, StoredHappening, StoredStatement, StoredTie
from dragoman.workspace.cells import Listed, cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx


class Node(NamedTuple):
    """An end of an edge: a state by its ISO alpha-3 code, or whatever else by its name."""

    key: str
    name: str
    state: str | None


def graph_of(records: "Iterable[Listed]") -> "networkx.MultiDiGraph[Any]":
    """A graph with one edge from each source to each target of each record, keyed by the record's id.

    Its attributes are those of the record's flat row. Symmetric events, happenings and ties have one edge each way; an
    event without source or target has none.

    Raises:
        DragomanError: networkx is missing, or the records are articles or actors, which relate nothing.

    """
    graph: networkx.MultiDiGraph[Any] = needed("networkx", "networkx").MultiDiGraph()
    for record in records:
        cells = {name: value for name, value in cells_of(record).items() if value is not None}
        for source, target in _edges(record):
            for node in (source, target):
                graph.add_node(node.key, name=node.name, **({"state": node.state} if node.state else {}))
            graph.add_edge(source.key, target.key, key=cells["id"], **cells)
    return graph


def _edges(record: Listed) -> Iterator[tuple[Node, Node]]:
    match record:
        case StoredEvent():
            event = record.event
            sources, targets = _nodes(event.sources), _nodes(event.targets)
            if event.symmetric:
                yield from _both_ways([*sources, *targets])
            else:
                yield from ((source, target) for source in sources for target in targets if source != target)
        case StoredStatement():
            said = record.statement
            others = [ref for ref in (said.addressee, said.target) if ref is not None]
            if said.speaker is not None:
                yield from ((_node(said.speaker), other) for other in _nodes(others))
        case StoredTie():
            yield from _both_ways(_nodes(record.tie.pair))
        case Happening() | StoredHappening():
            happening = record.happening if isinstance(record, StoredHappening) else record
            yield from _both_ways([Node(state, state, state) for state in happening.states])
        case _:
            raise DragomanError(
                f"{type(record).__name__}: no graph; only events, statements, ties and happenings relate"
            )


def _both_ways(nodes: list[Node]) -> Iterator[tuple[Node, Node]]:
    for one, other in combinations(dict.fromkeys(nodes), 2):
        yield one, other
        yield other, one


def _nodes(refs: "Iterable[Ref]") -> list[Node]:
    return list(dict.fromkeys(map(_node, refs)))


def _node(ref: Ref) -> Node:
    return Node(ref.state, ref.state, ref.state) if ref.state else Node(ref.name, ref.name, None)
