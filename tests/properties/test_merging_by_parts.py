"""Merging in portions gives what one merge of everything gives, whatever was judged or coded again in between."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dragoman.merge import merge_events
from dragoman.merge.anchors import anchor_of
from dragoman.records import Credit, CreditKind, Judgement, Verdict
from dragoman.store import HappeningQuery, Store
from dragoman.store.sql import open_store
from dragoman.workspace.merging import merge_changes
from tests.records_made import Page, on, outlet, person, state, unnamed, vaguely

ACTORS = [state("PER"), state("CHL"), state("USA"), person("Lucía Ríos", "PER"), person("Vega", "CHL")]

TIMES = [None, on("2025"), on("2025-04"), on("2025-04-12"), on("2025-04-13"), on("2025-06-20"), vaguely("soon")]
DAYS = [None, "2025-03-30", "2025-04-14", "2025-04-20", "2025-05-20", "2025-09-01"]
STATUSES = ["happened", "happened", "planned", "called_off", "denied"]
WIRE = " ".join(f"word{number}" for number in range(60))
TEXTS = ["They met again.", "A visit had been made by 12 envoys.", f"{WIRE} met.", f"{WIRE} spoke to 9 envoys."]

MORE = [Verdict.UNDO, Verdict.CORRECT]
CORRECTIONS = [("act", "ASSAULT"), ("act", "CONSULT"), ("time", "2025-04-12"), ("targets", ""), ("status", "planned")]

events = st.tuples(
    st.sampled_from(["CONSULT", "ASSAULT", "AGREE", "SUPPORT"]),
    st.sampled_from(ACTORS),
    st.sampled_from(ACTORS),
    st.sampled_from(STATUSES),
    st.sampled_from([None, None, None, "postponed", "habitual"]),
    st.sampled_from(TIMES),
    st.sampled_from([[], [], [outlet("A")], [unnamed()]]),
    st.sampled_from([None, "visit", "phone"]),
)


@st.composite
def codings(draw: st.DrawFn) -> list[list[Any]]:
    """Some articles, each as one or two codings make it: the same article with other events."""
    made = []
    for number in range(draw(st.integers(2, 7))):
        words = draw(st.sampled_from(TEXTS))
        text = f"{words} Report {number}."
        published, publisher = draw(st.sampled_from(DAYS)), draw(st.sampled_from(["A", "B", "C", None]))
        is_wire = draw(st.booleans())
        versions = []
        for _ in range(draw(st.integers(1, 2))):
            page = Page(text, outlet=publisher, published=published)
            if is_wire:
                page.article = _credited(page)
            for act, source, target, status, detail, time, chain, mode in draw(st.lists(events, max_size=4)):
                page.event(
                    act, text, [source], [target], status=status, detail=detail, time=time, chain=chain, mode=mode,
                    symmetric=mode is None,
                )  # fmt: skip
            versions.append(page.coded())
        made.append(versions)
    return made


def _credited(page: Page) -> Any:
    return replace(page.article, credits=(Credit(kind=CreditKind.AGENCY, name="Reuters", span=(0, 4)),))


def happenings_in(store: Store) -> list[Any]:
    """The stored happenings by id."""
    merge_changes(store)
    return sorted((one.happening for one in store.happenings(HappeningQuery(limit=10_000))), key=lambda one: one.id)


def check(store: Store, coded: dict[str, Any], judgements: list[Judgement]) -> None:
    """What is stored is what one merge of all that is stored gives."""
    assert happenings_in(store) == list(merge_events(coded.values(), judgements))


@settings(max_examples=15, deadline=None)
@given(codings(), st.data())
def test_any_order_and_any_portions_give_the_happenings_of_one_merge(articles, data):
    """Articles are added, coded again and judged in any order, merged whenever; adding twice changes nothing."""
    store = open_store(None)
    steps = [(number, version) for number, versions in enumerate(articles) for version in range(len(versions))]
    steps = data.draw(st.permutations([*steps, *steps[:2]]))
    coded: dict[str, Any] = {}
    judgements: list[Judgement] = []
    for place, (number, version) in enumerate(steps):
        article = articles[number][version]
        store.add(article, coding=f"coding {version}")
        coded[article.article.id] = article
        known = sorted({event.id for one in coded.values() for event in one.events})
        if len(known) > 1 and data.draw(st.integers(0, 3)) == 0:
            judgements.append(_anchored(_judgement(data, known, judgements, place), coded, data.draw(st.booleans())))
            store.judge(judgements[-1])
        if data.draw(st.booleans()):
            check(store, coded, judgements)
    check(store, coded, judgements)
    assert merge_changes(store) is False
    store.close()


def _anchored(judgement: Judgement, coded: dict[str, Any], is_anchored: bool) -> Judgement:
    """The judgement with where its records stand, so that it holds for what another coding makes of them."""
    if not is_anchored:
        return judgement
    anchors = {
        record: tuple(found for one in coded.values() if record and (found := anchor_of(one, record)))
        for record in (judgement.record, judgement.other)
    }
    return replace(judgement, anchors=anchors[judgement.record], other_anchors=anchors[judgement.other])


def _judgement(data: Any, known: list[str], judgements: list[Judgement], place: int) -> Judgement:
    verdict = data.draw(st.sampled_from([Verdict.SAME, Verdict.SAME, Verdict.NOT_SAME, Verdict.REJECT, *MORE]))
    if verdict is Verdict.UNDO and not judgements:
        verdict = Verdict.REJECT
    one, other = data.draw(st.permutations(known))[:2]
    record = data.draw(st.sampled_from(judgements)).id if verdict is Verdict.UNDO else one
    pair = other if verdict in (Verdict.SAME, Verdict.NOT_SAME) else None
    at = f"2025-01-01T00:00:{place:02}Z"
    field, value = data.draw(st.sampled_from(CORRECTIONS)) if verdict is Verdict.CORRECT else (None, None)
    return Judgement(
        id=f"jdg-{place}", record=record, verdict=verdict, other=pair, who="tester", at=at, field=field, value=value
    )
