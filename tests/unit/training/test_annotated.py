"""The annotated sentences: their format, its errors, and what the shipped files must hold."""

from collections import Counter
from pathlib import Path

import pytest
from training.annotated import MalformedError, Sentence, is_held_out, read_annotated

FOLDER = Path(__file__).parents[3] / "training" / "sentences" / "events"
SHAPE = """\
#! lead
Chad accused Togo on Monday of shelling a village in Kanem, a charge Togo rejected.
  @ Chad=TCD ; Togo=TGO ; a village in Kanem=TCD ; Togo#2=TGO
  ACCUSE/allege happened | Chad > Togo | accused
  ASSAULT/heavy-weapons denied | Togo > a village in Kanem | shelling
  REJECT happened | Togo#2 > Chad | rejected

#! headline
Kenya, Ghana envoys meet in Oslo
  @ Kenya, Ghana envoys=KEN,GHA ; Oslo=NOR
  CONSULT/third-party happened | Kenya, Ghana envoys = ? | meet | host: Oslo
No Kenya, Ghana talks before May
  @ Kenya=KEN ; Ghana=GHA
"""


@pytest.fixture(scope="module")
def shipped() -> list[Sentence]:
    """All sentences of the project."""
    return [one for path in sorted(FOLDER.glob("*.txt")) for one in read_annotated(path)]


def written(folder: Path, text: str) -> Path:
    """A file with a text."""
    (folder / "made.txt").write_text(text, encoding="utf-8")
    return folder / "made.txt"


def test_a_sentence_has_its_actors_and_events(tmp_path: Path) -> None:
    """Spans give back the words, "#2" is the second occurrence, "=" joins the sides of a symmetric act."""
    first, second, third = read_annotated(written(tmp_path, SHAPE))
    said = [
        (e.act, e.mode, e.status, first.text[slice(*e.trigger)], first.text[slice(*e.sources[0])]) for e in first.events
    ]
    assert said == [
        ("ACCUSE", "allege", "happened", "accused", "Chad"),
        ("ASSAULT", "heavy-weapons", "denied", "shelling", "Togo"),
        ("REJECT", None, "happened", "rejected", "Togo"),
    ]
    assert first.events[1].sources[0] < first.events[2].sources[0]
    assert [actor.states for actor in first.actors] == [("TCD",), ("TGO",), ("TCD",), ("TGO",)]
    assert (second.kind, second.events[0].symmetric, len(second.events[0].hosts)) == ("headline", True, 1)
    assert (second.group, third.events) == (third.group, ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("  @ Chad", "state codes"),
        ("  @ Chad=Chad", "alpha-3"),
        ("  @ Mali=MLI", "stands 0 times"),
        ("  BOMB happened | Chad > Togo | accused", "no such act"),
        ("  ACCUSE/shell happened | Chad > Togo | accused", "no such mode; there are disapprove"),
        ("  ACCUSE done | Chad > Togo | accused", "status is one of happened"),
        ("  ACCUSE happened | Chad, Togo | accused", "source > target"),
        ("  ACCUSE happened | Chad > Togo | accused", "not on the"),
        ("  ACCUSE happened | Chad > Togo", "an event is"),
        ("  ACCUSE happened | ? > ? | accused | by: Chad", "other roles are med, host"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str, message: str) -> None:
    """The message says file, line and what to do."""
    path = written(tmp_path, f"Chad accused Togo.\n{line}\n")
    with pytest.raises(MalformedError, match=rf"made\.txt:1: .*{message}"):
        read_annotated(path)


def test_the_shipped_sentences_are_many_and_of_all_kinds(shipped: list[Sentence]) -> None:
    """At least 6,000 sentences, a third without an event, all acts and statuses; no sentence stands twice."""
    events = [event for one in shipped for event in one.events]
    acts, statuses = Counter(e.act for e in events), Counter(e.status for e in events)
    assert len(shipped) >= 6000
    assert len({one.text for one in shipped}) == len(shipped)
    assert sum(not one.events for one in shipped) > len(shipped) * 0.3
    assert len(acts) == 16
    assert min(acts.values()) >= 200
    assert len(statuses) == 6
    assert min(statuses.values()) >= 150


def test_a_tenth_is_held_out_and_groups_stay_together(shipped: list[Sentence]) -> None:
    """The split is by name of the group, so that it is the same on every machine and as files grow."""
    held: dict[str, set[bool]] = {}
    for one in shipped:
        held.setdefault(one.group, set()).add(is_held_out(one))
    assert all(len(sides) == 1 for sides in held.values())
    assert 0.07 < sum(map(is_held_out, shipped)) / len(shipped) < 0.13
