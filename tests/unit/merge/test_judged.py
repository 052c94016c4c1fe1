"""An article as judged: verdict → effect, by tables; and what a correction may say."""

from collections.abc import Mapping
from typing import Any

import pytest

from dragoman.errors import JudgementError
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.merge.anchors import records_of
from dragoman.merge.judged import JudgedArticle, judge_article
from dragoman.merge.standing import Docket, standing, undone_of
from dragoman.merge.values import check_correction
from dragoman.records import CodedArticle, HopKind, Judgement, Verdict
from tests.records_made import Page, on, person, state

PER, CHL, USA = state("PER"), state("CHL"), state("USA")
RIOS, VEGA = person("Lucía Ríos", "PER"), person("Vega", "CHL")
TEXT = (
    "Peru will visit Chile in May, Lucía Ríos said. “We are calm,” Vega said. Peru and Chile are close and improving."
)


def coded() -> CodedArticle:
    """A planned visit, a statement of Vega's and a tie."""
    page = Page(TEXT, published="2025-04-14").knows(USA, RIOS)
    page.event(
        "CONSULT", "Peru will visit Chile in May", [PER], [CHL], mode="visit", status="planned", detail="possible",
        time=on("2025-05"), place=("Santiago", "CHL"), trigger="visit", confidence=0.4,
    )  # fmt: skip
    page.says("“We are calm,”", VEGA)
    return page.tie("Peru and Chile are close and improving", (PER, CHL), "close", "improving").coded()


CODED = coded()
EVENT, STATEMENT, TIE = CODED.events[0].id, CODED.statements[0].id, CODED.ties[0].id


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    """PLOVER."""
    return load_codebook()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The package's own names."""
    return load_gazetteer()


def said(number: int, record: str, verdict: str, **more: Any) -> Judgement:
    """The judgement of a number, which is also its minute."""
    at = f"2025-05-01T10:{number:02}:00+00:00"
    return Judgement(id=f"j{number}", record=record, verdict=Verdict(verdict), who="Amina", at=at, **more)


def corrected(number: int, record: str, field: str, value: str, gazetteer: Gazetteer, codebook: Codebook) -> Judgement:
    """A checked correction."""
    found = next(one for one in records_of(CODED) if one.id == record)
    checked = check_correction(found, field, value, CODED, codebook, gazetteer)
    return said(number, record, "correct", field=field, value=checked.value, refs=checked.refs)


def judged(*judgements: Judgement) -> JudgedArticle:
    """The article under judgements."""
    return judge_article(CODED, Docket(judgements), load_codebook())


def plain(value: Any) -> Any:
    """A value of a record in short."""
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    return getattr(value, "edtf", None) or getattr(value, "name", value) if not isinstance(value, str) else value


# record, field, typed value → fields of that record afterwards
CORRECTIONS: list[tuple[str, str, str, Mapping[str, Any]]] = [
    (EVENT, "act", "support", {"act": "SUPPORT", "mode": None, "plover": "AGREE", "status": "planned"}),
    (EVENT, "act", "CONSULT", {"act": "CONSULT", "mode": "visit", "plover": "AGREE"}),
    (EVENT, "mode", "phone", {"mode": "phone", "plover": None}),
    (EVENT, "mode", "none", {"mode": None}),
    (EVENT, "status", "happened", {"status": "happened", "detail": None, "plover": "CONSULT"}),
    (EVENT, "status", "Called off", {"status": "called_off", "plover": "REJECT"}),
    (EVENT, "status", "denied", {"status": "denied", "plover": None}),
    (EVENT, "detail", "desired", {"detail": "desired", "status": "planned"}),
    (EVENT, "sources", "Lucía Ríos", {"sources": ("Lucía Ríos",), "targets": ("Chile",)}),
    (EVENT, "targets", "American", {"targets": ("United States",)}),
    (EVENT, "targets", "Chile; Uganda", {"targets": ("Chile", "Uganda")}),
    (EVENT, "mediators", "Vega, Peru", {"mediators": ("Vega", "Peru")}),
    (EVENT, "targets", "none", {"targets": (), "sources": ("Peru",)}),
    (EVENT, "symmetric", "yes", {"symmetric": True, "sources": ("Peru", "Chile"), "targets": ()}),
    (EVENT, "place", "Lima", {"place": "Lima"}),
    (EVENT, "place", "none", {"place": None}),
    (EVENT, "time", "2025-06-01/2025-06-03", {"time": "2025-06-01/2025-06-03"}),
    (EVENT, "time", "", {"time": None}),
    (STATEMENT, "speaker", "Lucía Ríos", {"speaker": "Lucía Ríos"}),
    (STATEMENT, "speaker", "none", {"speaker": None}),
    (TIE, "quality", "tense", {"quality": "tense", "change": "improving"}),
    (TIE, "change", "none", {"quality": "close", "change": None}),
    (VEGA.id, "state", "Peru", {"state": "PER", "name": "Vega"}),
    (VEGA.id, "kind", "office", {"kind": "office"}),
    (VEGA.id, "sector", "gov", {"sector": "GOV"}),
    (VEGA.id, "name", "Carlos Vega", {"name": "Carlos Vega"}),
]


@pytest.mark.parametrize(("record", "field", "value", "gives"), CORRECTIONS)
def test_correction_changes_its_field_and_what_follows_from_it(
    record: str, field: str, value: str, gives: Mapping[str, Any], gazetteer: Gazetteer, codebook: Codebook
) -> None:
    """The record keeps its id and its spans; the coded article is not touched."""
    before = coded()
    made = judged(corrected(1, record, field, value, gazetteer, codebook)).coded
    found = next(one for one in records_of(made) if one.id == record)
    assert {name: plain(getattr(found, name)) for name in gives} == gives
    assert before == CODED
    assert len(list(records_of(made))) == len(list(records_of(CODED)))


# record, field, typed value → a word of the refusal, which names what fits
REFUSED = [
    (EVENT, "evidence", "x", "act, mode, status"),
    (STATEMENT, "act", "AID", "speaker"),
    (EVENT, "act", "CONSLT", 'did you mean "CONSULT"'),
    (EVENT, "act", "none", "must have a value"),
    (EVENT, "mode", "strike", "visit, third-party"),
    (EVENT, "status", "maybe", "happened, ongoing"),
    (EVENT, "time", "next week", "2025-04-23"),
    (EVENT, "time", "2025-06-03/2025-06-01", "2025-04-23"),
    (EVENT, "targets", "Atlantis", "near: "),
    (EVENT, "sources", "x" * 400, "characters"),
    (EVENT, "symmetric", "perhaps", "true, yes"),
    (STATEMENT, "speaker", "Vega; Peru", "one speaker"),
    (TIE, "quality", "frosty", "allied, close"),
    (VEGA.id, "state", "Atlantis", "AZE"),
    (VEGA.id, "sector", "XYZ", "GOV"),
]


@pytest.mark.parametrize(("record", "field", "value", "told"), REFUSED)
def test_value_that_does_not_fit_is_refused(
    record: str, field: str, value: str, told: str, gazetteer: Gazetteer, codebook: Codebook
) -> None:
    """The message names what does."""
    with pytest.raises(JudgementError, match=told):
        corrected(1, record, field, value, gazetteer, codebook)


def test_a_record_is_never_corrected_into_nothing(gazetteer: Gazetteer, codebook: Codebook) -> None:
    """The last side of an event and the last word of a tie stay, also where two corrections take them together."""
    both = [said(n, EVENT, "correct", field=side, value="") for n, side in ((1, "sources"), (2, "targets"))]
    made = judged(*both).coded.events[0]
    assert (made.sources, made.targets) == (CODED.events[0].sources, CODED.events[0].targets)
    empty = [said(n, TIE, "correct", field=field, value="") for n, field in ((1, "quality"), (2, "change"))]
    assert judged(*empty).coded.ties == CODED.ties


def test_corrected_speaker_speaks_in_the_chain(gazetteer: Gazetteer, codebook: Codebook) -> None:
    """So that a brief says who said it."""
    made = judged(corrected(1, STATEMENT, "speaker", "Lucía Ríos", gazetteer, codebook)).coded.statements[0]
    assert [(hop.name, hop.kind) for hop in made.chain][1:] == [("Lucía Ríos", HopKind.NAMED_PERSON)]


def test_correcting_an_actor_corrects_what_refers_to_it(gazetteer: Gazetteer, codebook: Codebook) -> None:
    """References repeat name, state and sector of their actor."""
    made = judged(corrected(1, VEGA.id, "state", "USA", gazetteer, codebook)).coded.statements[0].speaker
    assert made is not None
    assert (made.name, made.state) == ("Vega", "USA")


# verdicts in their order → the ids that are left out, and the confidence of the event
VERDICTS = {
    "nothing": ([], set(), 0.4),
    "accept": ([(EVENT, "accept")], set(), 1.0),
    "reject": ([(EVENT, "reject")], {EVENT}, 0.4),
    "the last of two": ([(EVENT, "reject"), (EVENT, "accept")], set(), 1.0),
    "a note": ([(EVENT, "note")], set(), 0.4),
    "undone": ([(EVENT, "reject"), ("j1", "undo")], set(), 0.4),
    "undone, and that undone": ([(EVENT, "reject"), ("j1", "undo"), ("j2", "undo")], {EVENT}, 0.4),
    "the article": (
        [(CODED.article.id, "reject")],
        {CODED.article.id, EVENT, STATEMENT, TIE, *(actor.id for actor in CODED.actors)},
        0.4,
    ),
    "the article, then taken up again": (
        [(STATEMENT, "reject"), (CODED.article.id, "reject"), (CODED.article.id, "accept")], {STATEMENT}, 0.4,
    ),
    "an actor": ([(CHL.id, "reject")], {CHL.id, TIE}, 0.4),
    "a record of another article": ([("evt-0", "reject")], set(), 0.4),
}  # fmt: skip


@pytest.mark.parametrize(("verdicts", "rejected", "confidence"), VERDICTS.values(), ids=VERDICTS.keys())
def test_verdict_has_its_effect(verdicts: list[tuple[str, str]], rejected: set[str], confidence: float) -> None:
    """Rejected records are marked and left out of what is kept; an accepted event is no guess."""
    made = judged(*(said(n, record, verdict) for n, (record, verdict) in enumerate(verdicts, start=1)))
    assert made.rejected == rejected
    assert made.coded.events[0].confidence == confidence
    assert {one.id for one in records_of(made.kept)} == {one.id for one in records_of(CODED)} - rejected


def test_rejecting_an_actor_takes_it_out_of_events_but_keeps_these() -> None:
    """An event whose only side it was stays as it is."""
    made = judged(said(1, CHL.id, "reject")).coded.events[0]
    assert (len(made.sources), len(made.targets)) == (1, 0)
    both = judged(said(1, CHL.id, "reject"), said(2, PER.id, "reject")).coded.events[0]
    assert (len(both.sources), len(both.targets)) == (1, 1)


def test_undos_are_told_apart_whatever_their_order() -> None:
    """An undo of an undo holds again, also where all were made in one instant."""
    at = "2025-05-01T10:00:00+00:00"
    chain = [Judgement(id="z", record="evt", verdict=Verdict.REJECT, who="A", at=at)]
    for name, undone in (("a", "z"), ("y", "a"), ("b", "y")):
        chain.append(Judgement(id=name, record=undone, verdict=Verdict.UNDO, who="A", at=at))
    assert undone_of(chain) == undone_of(chain[::-1]) == {"z", "y"}
    assert standing(chain) == ()
    assert [one.id for one in standing(chain[:3])] == ["z"]
