"""Judgements in a workspace: applied to all that is listed, kept through another coding, never lost."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import JudgementError
from dragoman.records import CodedArticle, Judgement, Verdict
from dragoman.store import EventQuery, StatementQuery
from dragoman.workspace import Workspace
from tests.records_made import Page, on, outlet, state
from tests.unit.quick_coding import WORK

PER, CHL, USA = state("PER"), state("CHL"), state("USA")
ACCUSED, MET = "Peru accused Chile of spying", "Peru met Chile in Lima"


def story(number: int, *, mode: str | None = None, accused: str = ACCUSED, has_met: bool = True) -> CodedArticle:
    """An article with an accusation and a meeting; another `mode` gives the events other ids."""
    text = f"{ACCUSED} on Monday. {MET} on Friday. “We are calm,” Chile said. Report {number}."
    page = Page(text, outlet=f"Outlet {number}", published="2025-04-14")
    page.event("ACCUSE", accused, [PER], [CHL], mode=mode, trigger="accused", time=on("2025-04-07"))
    if has_met:
        page.event("CONSULT", MET, [PER], [CHL], mode=mode, trigger="met", time=on("2025-04-11"), chain=[outlet("X")])
    return page.says("“We are calm,”", CHL).coded()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two articles, coded once."""
    with Workspace.open(tmp_path / "workspace", create=True, work=WORK) as opened:
        for number in (1, 2):
            opened.store.add(story(number), coding="first")
        yield opened


def events(workspace: Workspace, act: str) -> list[str]:
    """The ids of the events of an act that are listed."""
    return [one.event.id for one in workspace.events() if one.event.act == act]


def happening_of(workspace: Workspace, event: str) -> str:
    """The happening that an event belongs to."""
    return next(one.id for one in workspace.happenings() if event in {link.event for link in one.links})


def recode(workspace: Workspace, **changes: object) -> None:
    """Both articles coded again, with other ids."""
    for number in (1, 2):
        workspace.store.add(story(number, mode="other", **changes), coding="second")  # type: ignore[arg-type]


def sizes(workspace: Workspace) -> list[int]:
    """How many events each happening has."""
    return sorted(len(one.links) for one in workspace.happenings())


def test_correction_shows_in_lists_happenings_and_pairs(workspace: Workspace) -> None:
    """The act moves from one pair to the other everywhere; what it was and who changed it is shown."""
    event = story(1).events[0].id
    made = workspace.judge(event, Verdict.CORRECT, who="Amina", field="targets", value="United States")
    assert [one.event.id for one in workspace.events(EventQuery(pair=("PER", "USA")))] == [event]
    assert event not in [one.event.id for one in workspace.events(EventQuery(pair=("PER", "CHL")))]
    assert [one.states for one in workspace.happenings() if one.id == happening_of(workspace, event)] == [
        ("PER", "USA")
    ]
    pair = workspace.pair("PER", "USA")
    assert [one.id for coded in pair.articles for one in coded.events if one.targets[0].state == "USA"] == [event]
    shown = workspace.show(event)
    assert shown is not None
    assert (shown.record, shown.original) == (pair.events[0].event, story(1).events[0])
    assert shown.judgements == (made,)
    assert list(workspace.store.coded([event])) == [story(1)]


def test_rejected_is_left_out_and_undo_brings_it_back(workspace: Workspace) -> None:
    """Of lists, happenings and pairs; `rejected` lists it, showing it says so, and undo restores every field."""
    before = (workspace.events(), workspace.happenings(), workspace.pair("PER", "CHL"), workspace.statements())
    event, statement = story(1).events[1].id, story(1).statements[0].id
    for record in (event, statement):
        workspace.judge(record, Verdict.REJECT, who="Amina")
        shown = workspace.show(record)
        assert shown is not None
        assert shown.rejected
    assert event not in events(workspace, "CONSULT")
    assert sizes(workspace) == [1, 2]
    assert [one.event.id for one in workspace.events(EventQuery(rejected=True))] == [event]
    assert [one.statement.id for one in workspace.statements(StatementQuery(rejected=True))] == [statement]
    assert statement not in [one.statement.id for one in workspace.pair("PER", "CHL").statements]
    workspace.judge(event, Verdict.UNDO, who="Amina")
    workspace.judge(workspace.judgements(statement)[0].id, Verdict.UNDO, who="Amina")
    assert (workspace.events(), workspace.happenings(), workspace.pair("PER", "CHL"), workspace.statements()) == before


def test_rejecting_a_happening_rejects_its_events(workspace: Workspace) -> None:
    """And not the rest of their articles."""
    workspace.judge(happening_of(workspace, story(1).events[0].id), Verdict.REJECT, who="Amina")
    assert events(workspace, "ACCUSE") == []
    assert sizes(workspace) == [2]


def test_judgements_survive_another_coding(workspace: Workspace) -> None:
    """The ids are gone; the events that claim the same are still rejected and corrected, and shown by either id."""
    accused, met = (event.id for event in story(1).events)
    workspace.judge(accused, Verdict.REJECT, who="Amina", note="it was Bolivia")
    workspace.judge(met, Verdict.CORRECT, who="Amina", field="place", value="Lima")
    recode(workspace, accused="Peru accused Chile")
    again = story(1, mode="other", accused="Peru accused Chile").events
    assert again[0].id not in {accused, *events(workspace, "ACCUSE")}
    assert len(events(workspace, "ACCUSE")) == 1
    places = {one.event.id: one.event.place for one in workspace.events(EventQuery()) if one.event.act == "CONSULT"}
    assert [place.name for place in (places.pop(again[1].id),) if place] == ["Lima"]
    assert list(places.values()) == [None]
    assert [one.judgement.note for one in workspace.history(again[0].id)] == ["it was Bolivia"]
    assert [one.now for one in workspace.history(accused)] == [(again[0].id,)]
    assert sizes(workspace) == [1, 2]


def test_what_is_not_found_again_is_orphaned_and_comes_back(workspace: Workspace) -> None:
    """A judgement is never lost: the coding that makes its event again finds it."""
    met = story(1).events[1].id
    workspace.judge(met, Verdict.REJECT, who="Amina")
    recode(workspace, has_met=False)
    assert [(one.orphaned, one.now) for one in workspace.history()] == [(True, ())]
    workspace.store.add(story(1, mode="third"), coding="third")
    assert [(one.orphaned, one.now) for one in workspace.history()] == [(False, (story(1, mode="third").events[1].id,))]
    assert events(workspace, "CONSULT") == []
    workspace.judge(met, Verdict.UNDO, who="Amina")
    assert len(events(workspace, "CONSULT")) == 1


@pytest.mark.parametrize("is_recoded", [False, True])
def test_happenings_are_bound_and_parted(workspace: Workspace, is_recoded: bool) -> None:
    """By the events that they had when they were judged, whatever their ids are now."""
    one, other = (story(number).events[0].id for number in (1, 2))
    assert sizes(workspace) == [2, 2]
    met = happening_of(workspace, story(1).events[1].id)
    made = workspace.judge(happening_of(workspace, one), Verdict.SAME, other=met, who="Amina")
    if is_recoded:
        recode(workspace)
    assert sizes(workspace) == [4]
    workspace.judge(made.id, Verdict.UNDO, who="Amina")
    assert sizes(workspace) == [2, 2]
    if not is_recoded:
        workspace.judge(one, Verdict.NOT_SAME, other=other, who="Amina")
        assert sizes(workspace) == [1, 1, 2]
        recode(workspace)
        assert sizes(workspace) == [1, 1, 2]
        assert not any(told.orphaned for told in workspace.history())


def test_two_happenings_are_parted_for_good(workspace: Workspace) -> None:
    """Not the same of two happenings keeps each event of one from each of the other."""
    one, other = story(1).events[0].id, story(2).events[0].id
    undo = workspace.judge(one, Verdict.NOT_SAME, other=other, who="Amina")
    first, second = happening_of(workspace, one), happening_of(workspace, other)
    workspace.judge(first, Verdict.NOT_SAME, other=second, who="Amina")
    workspace.judge(undo.id, Verdict.UNDO, who="Amina")
    assert sizes(workspace) == [1, 1, 2]
    recode(workspace)
    assert sizes(workspace) == [1, 1, 2]


def test_old_judgements_without_anchors_still_work(workspace: Workspace) -> None:
    """While the id is there; then they are orphaned."""
    event = story(1).events[0].id
    old = Judgement(id="jdg-old", record=event, verdict=Verdict.REJECT, who="Amina", at="2024-01-01T00:00:00+00:00")
    workspace.store.judge(old)
    assert event not in events(workspace, "ACCUSE")
    assert [one.orphaned for one in workspace.history()] == [False]
    recode(workspace)
    assert len(events(workspace, "ACCUSE")) == 2
    assert [one.orphaned for one in workspace.history()] == [True]


def test_an_unlaid_layer_is_laid_when_next_asked(workspace: Workspace) -> None:
    """A judgement that was kept before the process ended holds, though nothing else was written."""
    event = story(1).events[0].id
    workspace.judge(event, Verdict.NOTE, who="Amina", note="to check")
    kept = workspace.judge(event, Verdict.REJECT, who="Amina")
    workspace.store.judge(msgspec.structs.replace(kept, id="jdg-2", record=story(2).events[0].id, anchors=()))
    assert workspace.store.revision.judged < workspace.store.revision.records
    assert events(workspace, "ACCUSE") == []
    assert workspace.store.revision.judged == workspace.store.revision.records


def test_who_is_of_the_settings_or_the_login(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless said."""
    event = story(1).events[0].id
    monkeypatch.setenv("LOGNAME", "jo")
    assert workspace.judge(event, Verdict.ACCEPT).who == "jo"
    (workspace.folder / "dragoman.toml").write_text('who = "Amina Wekesa"\n')
    with Workspace.open(workspace.folder, work=WORK) as again:
        assert again.judge(event, Verdict.ACCEPT).who == "Amina Wekesa"
        assert again.judge(event, Verdict.ACCEPT, who=" Li  Wei ").who == "Li Wei"


REFUSED = {
    "an id that is none": ("evt-none", Verdict.ACCEPT, {}, "dragoman events"),
    "a statement's id that is none": ("stm-none", Verdict.ACCEPT, {}, "dragoman quotes"),
    "a judgement's id that is none": ("jdg-none", Verdict.UNDO, {}, "dragoman judgements"),
    "undo of a record that nobody judged": ("EVENT", Verdict.UNDO, {}, "none that holds"),
    "correct without a field": ("EVENT", Verdict.CORRECT, {"value": "x"}, "--field"),
    "correct without a value": ("EVENT", Verdict.CORRECT, {"field": "act"}, "--value"),
    "a happening corrected": ("HAPPENING", Verdict.CORRECT, {"field": "act", "value": "AID"}, "evt-"),
    "an article corrected": ("ARTICLE", Verdict.CORRECT, {"field": "title", "value": "x"}, "as found"),
    "same without another": ("EVENT", Verdict.SAME, {}, "--other"),
    "same as itself": ("EVENT", Verdict.SAME, {"other": "EVENT"}, "itself"),
    "same as an actor": ("EVENT", Verdict.SAME, {"other": "act-PER"}, "actor"),
    "accept with another": ("EVENT", Verdict.ACCEPT, {"other": "act-PER"}, "same and not-same"),
    "accept with a field": ("EVENT", Verdict.ACCEPT, {"field": "act"}, "correct only"),
    "an empty note": ("EVENT", Verdict.NOTE, {"note": "  "}, "empty"),
    "half a surrogate": ("EVENT", Verdict.NOTE, {"note": "\udc9b"}, "UTF-8"),
}


@pytest.mark.parametrize(("record", "verdict", "more", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_judgement_that_does_not_fit_is_refused(
    workspace: Workspace, record: str, verdict: Verdict, more: dict[str, str], told: str
) -> None:
    """With what would; nothing is kept."""
    event = story(1).events[0].id
    ids = {"EVENT": event, "ARTICLE": story(1).article.id, "HAPPENING": happening_of(workspace, event)}
    given = {name: ids.get(value, value) for name, value in more.items()}
    with pytest.raises(JudgementError, match=told):
        workspace.judge(ids.get(record, record), verdict, who="Amina", **given)
    assert workspace.judgements() == ()
