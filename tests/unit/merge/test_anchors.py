"""Anchors: a judged record is found again after another coding, one to one and by content, or not at all."""

import msgspec
import pytest

from dragoman.merge.anchors import anchor_of, match_anchors
from dragoman.records import CodedArticle, Judgement, Verdict
from tests.records_made import Page, person, state

TEXT = "Peru accused Chile of spying on Monday. Chile rejected the charge. Peru met Chile later."
PER, CHL = state("PER"), state("CHL")

# What the next coding makes of the same text: events as (act, words, source, target, trigger), and which is the one.
AGAIN = {
    "the same act in fewer words": ([("ACCUSE", "Peru accused Chile", PER, CHL, "accused")], 0),
    "another act by the same trigger": ([("THREATEN", "Peru accused Chile of spying", PER, CHL, "accused")], 0),
    "the same act by another trigger": ([("ACCUSE", "accused Chile of spying", PER, CHL, "spying")], 0),
    "the better of two": (
        [("ACCUSE", "Chile of spying", CHL, PER, "spying"), ("ACCUSE", "Peru accused Chile", PER, CHL, "accused")],
        1,
    ),
    "the one with the same sides": (
        [("ACCUSE", "Peru accused Chile", CHL, PER, "accused"), ("ACCUSE", "Peru accused Chile", PER, CHL, "accused")],
        None,  # the states are the same two, so nothing tells them apart
    ),
    "the same act elsewhere": ([("ACCUSE", "Chile rejected the charge", CHL, PER, "charge")], None),
    "the same words, another act and trigger": ([("CONSULT", "Peru accused Chile", PER, CHL, "Chile")], None),
    "nothing": ([], None),
}


def coded_with(*events: tuple, mode: str | None = None) -> CodedArticle:
    """The article with events."""
    page = Page(TEXT)
    for act, words, source, target, trigger in events:
        page.event(act, words, [source], [target], trigger=trigger, mode=mode)
    return page.coded()


def about(coded: CodedArticle, *records: str) -> list[Judgement]:
    """Judgements on records of an article."""
    return [
        Judgement(
            id=f"j{number}", record=record, verdict=Verdict.REJECT, who="Amina", at=f"2025-01-0{number + 1}",
            anchors=(found,),
        )
        for number, record in enumerate(records)
        if (found := anchor_of(coded, record)) is not None
    ]  # fmt: skip


ACCUSED = ("ACCUSE", "Peru accused Chile of spying", PER, CHL, "accused")


@pytest.mark.parametrize(("again", "which"), AGAIN.values(), ids=AGAIN.keys())
def test_event_is_found_again(again: list[tuple], which: int | None) -> None:
    """Overlapping evidence, and the same family of acts or the same trigger; two that fit alike are left."""
    first, then = coded_with(ACCUSED, mode="allege"), coded_with(*again)
    judged = first.events[0].id
    expected = {} if which is None else {judged: then.events[which].id}
    assert match_anchors(then, about(first, judged)) == expected


def test_record_that_kept_its_id_is_itself() -> None:
    """Whatever else fits."""
    coded = coded_with(ACCUSED, ("ACCUSE", "accused Chile of spying", PER, CHL, "accused"))
    judged = coded.events[0].id
    assert match_anchors(coded, about(coded, judged))[judged] == judged


def test_what_stood_beside_it_is_not_taken_for_it() -> None:
    """A duplicate was rejected and is gone: the event that it repeated is still there, and not rejected."""
    double = ("ACCUSE", "accused Chile of spying", PER, CHL, "spying")
    first, then = coded_with(ACCUSED, double), coded_with(ACCUSED)
    assert first.events[1].id not in match_anchors(then, about(first, first.events[1].id))
    renamed = coded_with(ACCUSED, mode="allege")
    matched = match_anchors(renamed, about(first, first.events[1].id))
    assert first.events[1].id not in matched
    assert matched[first.events[0].id] == renamed.events[0].id


def test_two_old_events_never_become_one() -> None:
    """One to one: the better keeps it."""
    first = coded_with(ACCUSED, ("ACCUSE", "accused Chile of spying", PER, CHL, "spying"))
    then = coded_with(("ACCUSE", "Peru accused Chile", PER, CHL, "accused"), mode="allege")
    matched = match_anchors(then, about(first, *(event.id for event in first.events)))
    assert matched == {first.events[0].id: then.events[0].id}


def test_ids_of_two_codings_may_name_one_record() -> None:
    """Each was that event when it was judged."""
    first, second = coded_with(ACCUSED), coded_with(ACCUSED, mode="allege")
    third = coded_with(("ACCUSE", "Peru accused Chile", PER, CHL, "accused"))
    judgements = [*about(first, first.events[0].id), *about(second, second.events[0].id)]
    assert set(match_anchors(third, judgements).values()) == {third.events[0].id}
    assert len(match_anchors(third, judgements)) == 2


def test_statements_ties_and_persons_are_found_again() -> None:
    """By cue, by pair and by name."""
    vega = person("Vega", "CHL")
    text = "“We are calm,” Vega said. Relations of Peru and Chile are tense."
    first = Page(text).says("“We are calm,”", vega).tie("Peru and Chile are tense", (PER, CHL), "tense").coded()
    again = (
        Page(text).says("We are calm", vega).tie("Relations of Peru and Chile are tense", (PER, CHL), "tense").coded()
    )
    renamed = msgspec.structs.replace(
        again, actors=tuple(msgspec.structs.replace(one, id=f"{one.id}-2") for one in again.actors)
    )
    records = (first.statements[0].id, first.ties[0].id, vega.id)
    matched = match_anchors(renamed, about(first, *records))
    assert matched[records[0]] == again.statements[0].id
    assert matched[records[1]] == again.ties[0].id
    assert matched[records[2]] == f"{vega.id}-2"
