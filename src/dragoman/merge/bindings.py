"""What people decided about events, as bonds that merging must keep."""

from collections.abc import Iterable

from dragoman.records import Judgement, Record, Verdict


class Bindings(Record, frozen=True, kw_only=True):
    """Events to leave out, pairs that must stay together, pairs that must stay apart."""

    rejected: frozenset[str] = frozenset()
    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def parts(self, one: str, other: str) -> bool:
        """Whether a person judged that two events are not the same."""
        return pair_of(one, other) in self.different


def bindings_of(judgements: Iterable[Judgement]) -> Bindings:
    """The bonds that hold after all judgements: the last about an event or a pair wins, undone ones do not count."""
    verdicts: dict[str, Verdict] = {}
    pairs: dict[tuple[str, str], Verdict] = {}
    for judgement in standing(judgements):
        match judgement.verdict:
            case Verdict.SAME | Verdict.NOT_SAME if judgement.other:
                pairs[pair_of(judgement.record, judgement.other)] = judgement.verdict
            case Verdict.ACCEPT | Verdict.REJECT:
                verdicts[judgement.record] = judgement.verdict
            case _:
                pass
    return Bindings(
        rejected=frozenset(record for record, verdict in verdicts.items() if verdict is Verdict.REJECT),
        same=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.SAME),
        different=frozenset(pair for pair, verdict in pairs.items() if verdict is Verdict.NOT_SAME),
    )


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold, in the order in which they were made: undone ones and undos are left out."""
    ordered = sorted(judgements, key=lambda judgement: (judgement.at, judgement.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):  # from the last, so that an undo that was itself undone does not count
        if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
            undone.add(judgement.record)
    return tuple(one for one in ordered if one.id not in undone and one.verdict is not Verdict.UNDO)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """An unordered pair of identifiers."""
    return (one, other) if one <= other else (other, one)
