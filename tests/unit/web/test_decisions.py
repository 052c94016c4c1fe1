"""What holds for a record after all that people decided about it."""

from dragoman.records import Judgement, Verdict
from dragoman.web.decisions import UNDECIDED, decisions_of


def judged(number: int, record: str, verdict: Verdict, **more: str) -> Judgement:
    """The numbered decision of a day."""
    return Judgement(id=f"j{number}", record=record, verdict=verdict, who="Ruth", at=f"2026-02-0{number}", **more)


def test_the_last_verdict_and_the_last_correction_of_each_field_hold() -> None:
    """Other fields and other records are left alone."""
    made = [
        judged(1, "e", Verdict.ACCEPT),
        judged(2, "e", Verdict.CORRECT, field="status", value="planned"),
        judged(3, "e", Verdict.CORRECT, field="status", value="denied"),
        judged(4, "e", Verdict.CORRECT, field="place", value="Baku"),
        judged(5, "e", Verdict.REJECT),
        judged(6, "f", Verdict.NOTE, note="ask"),
    ]
    found = decisions_of(made)
    assert found["e"].verdict is Verdict.REJECT
    assert {field: one.value for field, one in found["e"].corrections.items()} == {"status": "denied", "place": "Baku"}
    assert (found["f"].is_made, len(found["f"].notes)) == (False, 1)
    assert not UNDECIDED.is_made


def test_undo_brings_back_what_held_before_and_can_be_undone() -> None:
    """The history keeps all of them, the undos with the record that they are about."""
    made = [
        judged(1, "e", Verdict.ACCEPT),
        judged(2, "e", Verdict.REJECT),
        judged(3, "j2", Verdict.UNDO),
    ]
    one = decisions_of(made)["e"]
    assert (one.verdict, one.undone, [past.id for past in one.history]) == (Verdict.ACCEPT, {"j2"}, ["j1", "j2", "j3"])
    assert one.last is not None
    assert one.last.id == "j1"
    again = decisions_of([*made, judged(4, "j3", Verdict.UNDO)])["e"]
    assert (again.verdict, again.undone) == (Verdict.REJECT, frozenset())


def test_same_and_not_the_same_stand_in_both_histories() -> None:
    """They are about two records, and no verdict on either."""
    found = decisions_of([judged(1, "e", Verdict.SAME, other="f")])
    assert [past.id for past in found["e"].history] == [past.id for past in found["f"].history] == ["j1"]
    assert not found["e"].is_made


def test_an_undo_of_nothing_is_harmless() -> None:
    """As is a ring of undos, which no page makes."""
    ring = [judged(1, "j2", Verdict.UNDO), judged(2, "j1", Verdict.UNDO)]
    assert set(decisions_of([judged(3, "nothing", Verdict.UNDO), *ring])) >= {"nothing"}
