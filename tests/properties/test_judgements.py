"""What is always true of judgements: a layer that can be taken away, and that loses nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.codebook import load_codebook
from dragoman.merge import merge_events
from dragoman.merge.anchors import anchor_of, records_of
from dragoman.merge.judged import judge_article
from dragoman.merge.standing import Docket
from dragoman.records import Act, CodedArticle, Judgement, Status, Verdict
from tests.properties.test_merging import articles

CODEBOOK = load_codebook()
CORRECTIONS = [
    ("act", "ASSAULT"), ("act", "CONSULT"), ("mode", "visit"), ("mode", ""), ("status", "denied"),
    ("status", "happened"), ("detail", "possible"), ("targets", ""), ("sources", ""), ("place", "Lima, PER"),
    ("time", "2025-04"), ("time", ""), ("symmetric", "true"),
]  # fmt: skip


@st.composite
def judged_articles(draw: st.DrawFn) -> tuple[list[CodedArticle], list[Judgement]]:
    """Articles, and some judgements on their events, each of a minute of its own."""
    given_articles = draw(articles())
    events = sorted({event.id: one for one in given_articles for event in one.events}.items())
    made: list[Judgement] = []
    for number in range(draw(st.integers(0, 6)) if events else 0):
        record, coded = draw(st.sampled_from(events))
        verdict = draw(
            st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT, Verdict.SAME, Verdict.NOT_SAME])
        )
        field, value = draw(st.sampled_from(CORRECTIONS)) if verdict is Verdict.CORRECT else (None, None)
        is_pair = verdict in (Verdict.SAME, Verdict.NOT_SAME)
        other, there = draw(st.sampled_from(events)) if is_pair else (None, None)
        anchor, second = anchor_of(coded, record), anchor_of(there, other) if there and other else None
        made.append(
            Judgement(
                id=f"j{number}", record=record, verdict=verdict, other=other, field=field, value=value, who="Amina",
                at=f"2025-05-01T10:{number:02}", anchors=(anchor,) if anchor else (),
                other_anchors=(second,) if second else (),
            )
        )  # fmt: skip
    return given_articles, made


def undoing(judgements: list[Judgement]) -> list[Judgement]:
    """An undo of each."""
    return [
        Judgement(id=f"u-{one.id}", record=one.id, verdict=Verdict.UNDO, who="Amina", at=f"2025-06-01T10:{n:02}")
        for n, one in enumerate(judgements)
    ]


@settings(max_examples=60, deadline=None)
@given(judged_articles(), st.randoms())
def test_the_order_in_which_judgements_come_does_not_matter(drawn, random):
    """Nor does one that comes twice, nor the order of the articles."""
    given_articles, judgements = drawn
    shuffled, mixed = [*given_articles], [*judgements, *judgements[:1]]
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert merge_events(shuffled, mixed) == merge_events(given_articles, judgements)


@settings(max_examples=60, deadline=None)
@given(judged_articles(), st.randoms())
def test_unrelated_judgements_may_be_made_in_any_order(drawn, random):
    """Of those about different records and fields, whichever was first gives the same records."""
    given_articles, judgements = drawn
    unrelated = list({(one.record, one.verdict is Verdict.CORRECT and one.field): one for one in judgements}.values())
    places = list(range(len(unrelated)))
    random.shuffle(places)
    again = [
        Judgement(**{**as_dict(one), "at": f"2025-05-02T10:{n:02}"}) for n, one in zip(places, unrelated, strict=True)
    ]
    for coded in given_articles:
        assert judge_article(coded, Docket(again), CODEBOOK) == judge_article(coded, Docket(unrelated), CODEBOOK)


def as_dict(judgement: Judgement) -> dict[str, object]:
    """The fields of a judgement."""
    return {name: getattr(judgement, name) for name in judgement.__struct_fields__}


@settings(max_examples=60, deadline=None)
@given(judged_articles())
def test_judging_and_undoing_gives_back_the_same(drawn):
    """Records and happenings are those of the coding, to the last field."""
    given_articles, judgements = drawn
    undone = [*judgements, *undoing(judgements)]
    for coded in given_articles:
        assert judge_article(coded, Docket(undone), CODEBOOK).kept == coded
    assert merge_events(given_articles, undone) == merge_events(given_articles)


@settings(max_examples=60, deadline=None)
@given(judged_articles())
def test_no_event_is_lost(drawn):
    """Every event that is not itself rejected is in exactly one happening; records keep ids, spans and order."""
    given_articles, judgements = drawn
    rejected: set[str] = set()
    kept = []
    for coded in given_articles:
        judged = judge_article(coded, Docket(judgements), CODEBOOK)
        assert [one.id for one in records_of(judged.coded)] == [one.id for one in records_of(coded)]
        assert [one.evidence for one in judged.coded.events] == [one.evidence for one in coded.events]
        rejected |= judged.rejected
        kept += [event.id for event in judged.kept.events]
    linked = [link.event for happening in merge_events(given_articles, judgements) for link in happening.links]
    assert sorted(linked) == sorted(kept)
    assert rejected <= {one.record for one in judgements if one.verdict is Verdict.REJECT}


@settings(max_examples=60, deadline=None)
@given(judged_articles())
def test_judging_what_is_judged_changes_nothing(drawn):
    """And the type that PLOVER gives always follows from act and status, once one of them was corrected."""
    given_articles, judgements = drawn
    docket = Docket(judgements)
    for coded in given_articles:
        once = judge_article(coded, docket, CODEBOOK).coded
        assert judge_article(once, docket, CODEBOOK).coded == once
        touched = {one.record for one in docket.standing if one.field in ("act", "status")}
        for event in once.events:
            assert isinstance(event.act, Act)
            assert isinstance(event.status, Status)
            if event.id in touched:
                assert event.plover == CODEBOOK.plover_type(event.act, event.status)
