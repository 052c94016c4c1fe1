"""What people decided about events, as bonds that merging must keep."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from dragoman.merge.standing import standing
from dragoman.records import Anchor, Judgement, Record, Verdict


class Bindings(Record, frozen=True, kw_only=True):
    """Events to leave out, pairs that must stay together, pairs that must stay apart."""

    rejected: frozenset[str] = frozenset()
    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def parts(self, one: str, other: str) -> bool:
        """Whether a person judged that two events are not the same."""
        return pair_of(one, other) in self.different


def bindings_of(judgements: Iterable[Judgement], ids: Mapping[str, str] | None = None) -> Bindings:
    """The bonds that hold after all judgements: the last about an event or a pair wins, undone ones do not count.

    `ids` are the ids that events have now, by those under which they were judged; without it they have not changed.
    Judgements on happenings bind the events that these had then: all of both together, or each of one apart from each
    of the other.
    """
    verdicts: dict[str, Verdict] = {}
    pairs: dict[tuple[str, str], Verdict] = {}
    for one in standing(judgements):
        here = _now(one.record, one.anchors, ids)
        match one.verdict:
            case Verdict.SAME if one.other:
                together = sorted({*here, *_now(one.other, one.other_anchors, ids)})
                pairs.update({pair_of(together[0], event): one.verdict for event in together[1:]})
            case Verdict.NOT_SAME if one.other:
                there = _now(one.other, one.other_anchors, ids)
                pairs.update({pair_of(*pair): one.verdict for pair in product(here, there) if pair[0] != pair[1]})
            case Verdict.ACCEPT | Verdict.REJECT:
                verdicts.update(dict.fromkeys(here, one.verdict))
            case _:
                pass
    return Bindings(
        rejected=frozenset(record for record, verdict in verdicts.items() if verdict is Verdict.REJECT),
        same=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.SAME),
        different=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.NOT_SAME),
    )


def _now(record: str, anchors: Sequence[Anchor], ids: Mapping[str, str] | None) -> tuple[str, ...]:
    """The events of a judged record now; those that are not found are left out."""
    then = [anchor.record for anchor in anchors] or [record]
    if ids is None:
        return tuple(then)
    return tuple(dict.fromkeys(ids[event] for event in then if event in ids))


def pair_of(one: str, other: str) -> tuple[str, str]:
    """An unordered pair of identifiers."""
    return (one, other) if one <= other else (other, one)
