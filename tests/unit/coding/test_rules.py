"""The rule coder on single candidates: refusals, denials, commitments, regions, and outlets that only report."""

import pytest

from dragoman.coding.coder import Coding
from dragoman.coding.model import ModelCoder
from dragoman.coding.rules import RuleCoder, decided
from dragoman.errors import CoderError
from dragoman.find.status import CONDITIONAL, DESIRED, HAPPENED, ONGOING, PLANNED, Reading
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.pipeline import code_article
from dragoman.records import Act, Region, RegionKind, Status, StatusDetail
from tests.texts import article_of, quote

REFUSED = Reading(status=Status.PLANNED, negated=True)


@pytest.mark.parametrize(
    ("act", "reading", "classes", "expected"),
    [
        (Act.CONSULT, HAPPENED, set(), (Act.CONSULT, None, Status.HAPPENED, None)),
        (Act.CONSULT, PLANNED, set(), (Act.CONSULT, None, Status.PLANNED, None)),
        (Act.CONSULT, REFUSED, set(), (Act.REJECT, "meet", Status.HAPPENED, None)),
        (Act.AID, REFUSED, set(), (Act.REJECT, "assist", Status.HAPPENED, None)),
        (Act.RETREAT, REFUSED, set(), (Act.REJECT, "yield", Status.HAPPENED, None)),
        (Act.ASSAULT, REFUSED, set(), None),
        (Act.CONSULT, Reading(status=Status.HAPPENED, negated=True), set(), None),
        (Act.ASSAULT, HAPPENED, {CueClass.DENY}, (Act.ASSAULT, None, Status.DENIED, None)),
        (Act.AID, DESIRED, set(), None),
        (Act.AID, CONDITIONAL, set(), (Act.AID, None, Status.HYPOTHETICAL, StatusDetail.CONDITIONAL)),
        (Act.REQUEST, ONGOING, set(), (Act.REQUEST, None, Status.HAPPENED, None)),
        (Act.COERCE, ONGOING, set(), (Act.COERCE, None, Status.ONGOING, None)),
        (Act.CONSULT, PLANNED, {CueClass.HOPE}, None),
    ],
)
def test_act_and_status_follow_the_codebook(
    act: Act, reading: Reading, classes: set[CueClass], expected: tuple[object, ...] | None
) -> None:
    """Refusals become REJECT, denials stay the act denied, wishes are nothing, words are done by being said."""
    assert decided(act, None, reading, classes) == expected


def test_a_people_of_several_states_may_stand_where_kinds_are_asked_for(knowledge: Knowledge) -> None:
    """States that only a plural names are no actors of their own, and were looked up as if they were."""
    text = "The king received Druze elders."
    assert code_article(article_of(text), knowledge, RuleCoder()).article.text == text


def test_pitch_and_links_hold_no_event(knowledge: Knowledge) -> None:
    """An act told in a membership pitch is not coded; the same words in the body are."""
    text = "Peru accused Chile.\nPeru accused Bolivia."
    parts = (quote(text, "Peru accused Chile."), quote(text, "Peru accused Bolivia."))
    regions = tuple(
        Region(kind=kind, start=span[0], end=span[1])
        for kind, span in zip((RegionKind.BODY, RegionKind.PITCH), parts, strict=True)
    )
    article = article_of(text)
    coded = code_article(
        type(article)(**{f: getattr(article, f) for f in article.__struct_fields__} | {"regions": regions}),
        knowledge,
        RuleCoder(),
    )
    assert [event.targets[0].state for event in coded.events] == ["CHL"]


def test_reporting_outlet_is_not_the_actor(knowledge: Knowledge) -> None:
    """An outlet that reports an act is a hop of its chain and never its source."""
    text = "Israel Hayom reported that Greece had condemned Egypt."
    (event,) = code_article(article_of(text), knowledge, RuleCoder()).events
    assert [ref.state for ref in event.sources] == ["GRC"]
    assert event.chain[1].name == "Israel Hayom"


def test_coder_that_loses_a_candidate_is_refused(knowledge: Knowledge) -> None:
    """One coding, or null, is due for each candidate."""

    class Careless:
        name = "careless"

        def code(self, *_: object) -> tuple[Coding | None, ...]:
            return ()

    with pytest.raises(CoderError, match="careless: 0 codings for 1"):
        code_article(article_of("Peru accused Chile."), knowledge, Careless())


def test_an_interview_is_no_meeting_of_states(knowledge: Knowledge) -> None:
    """Whatever the coder, an outlet that is talked to is no party of a consultation."""
    text = "Kenyan minister Amina Wekesa gave an interview to the Jerusalem Post."
    events = code_article(article_of(text), knowledge, ModelCoder()).events
    assert not [event for event in events if event.act is Act.CONSULT]
