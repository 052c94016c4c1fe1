"""What people decided about records, as pages show it: the verdict that holds, corrected fields, notes, the history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dragoman.merge.standing import standing
from dragoman.records import Judgement, Record, Verdict


class Decision(Record, frozen=True, kw_only=True):
    """What holds for one record, after undos.

    `history` has all judgements, oldest first, and `undone` the ids of those that do not hold. `verdict` is accept,
    reject or null; `corrections` has the last one of each field.
    """

    verdict: Verdict | None = None
    corrections: dict[str, Judgement] = {}
    notes: tuple[Judgement, ...] = ()
    history: tuple[Judgement, ...] = ()
    undone: frozenset[str] = frozenset()

    @property
    def is_made(self) -> bool:
        """Whether somebody accepted, rejected or corrected the record."""
        return self.verdict is not None or bool(self.corrections)

    @property
    def last(self) -> Judgement | None:
        """The latest judgement that holds: what undo takes back."""
        held = [one for one in self.history if one.id not in self.undone and one.verdict is not Verdict.UNDO]
        return held[-1] if held else None


UNDECIDED = Decision()


def decisions_of(judgements: Iterable[Judgement]) -> Mapping[str, Decision]:
    """The decision on each record that any judgement names; undos stand with what they undo."""
    every = tuple(judgements)
    holding = standing(every)
    held = {one.id for one in holding}
    by_id = {one.id: one for one in every}
    history: dict[str, list[Judgement]] = defaultdict(list)
    for one in every:
        for record in _subjects(one, by_id):
            history[record].append(one)
    by_record: dict[str, list[Judgement]] = defaultdict(list)
    for one in holding:
        by_record[one.record].append(one)
    return {record: _decision(by_record[record], past, held) for record, past in history.items()}


def _subjects(judgement: Judgement, by_id: Mapping[str, Judgement]) -> tuple[str, ...]:
    """The records that a judgement is about: an undo is about those of what it takes back."""
    seen: set[str] = set()
    while judgement.verdict is Verdict.UNDO and judgement.record in by_id and judgement.id not in seen:
        seen.add(judgement.id)
        judgement = by_id[judgement.record]
    return (judgement.record,) if judgement.other is None else (judgement.record, judgement.other)


def _decision(holding: list[Judgement], past: list[Judgement], held: set[str]) -> Decision:
    verdict = None
    corrections: dict[str, Judgement] = {}
    notes = []
    for one in holding:
        match one.verdict:
            case Verdict.ACCEPT | Verdict.REJECT:
                verdict = one.verdict
            case Verdict.CORRECT if one.field:
                corrections[one.field] = one
            case Verdict.NOTE:
                notes.append(one)
            case _:
                pass
    undone = frozenset(one.id for one in past if one.id not in held and one.verdict is not Verdict.UNDO)
    return Decision(verdict=verdict, corrections=corrections, notes=tuple(notes), history=tuple(past), undone=undone)
