"""Status, by table: what a sentence says of its act; each rule beside a near miss."""

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.records import Act, Event, Status, StatusDetail
from tests.texts import article_of

VISITS = [
    ("The Kenyan president visited Peru.", "happened"),
    ("The Kenyan president has visited Peru.", "happened"),
    ("The Kenyan president is visiting Peru.", "ongoing"),
    ("The Kenyan president will visit Peru.", "planned"),
    ("The Kenyan president is set to visit Peru.", "planned"),
    ("The Kenyan president is due to visit Peru in May.", "planned"),
    ("The Kenyan president is to visit Peru.", "planned"),
    ("The Kenyan president plans to visit Peru.", "planned"),
    ("The Kenyan president agreed to visit Peru.", "planned"),
    ("Officials said the Kenyan president would visit Peru.", "planned"),
    ("The Kenyan president may visit Peru.", "hypothetical"),
    ("The Kenyan president could visit Peru.", "hypothetical"),
    ("The Kenyan president is considering visiting Peru.", "hypothetical"),
    ("The Kenyan president regularly visits Peru.", "ongoing habitual"),
    ("The Kenyan president cancelled a visit to Peru.", "called_off"),
    ("The Kenyan president has called off a planned visit to Peru.", "called_off"),
    ("A visit by the Kenyan president to Peru was planned for May but was cancelled.", "called_off"),
    ("The Kenyan president postponed a visit to Peru.", "planned postponed"),
    ("The Kenyan president managed to visit Peru.", "happened"),
    ("The Kenyan president's planned visit to Peru drew attention.", "planned"),
    ("The Kenyan president's visit to Peru drew attention.", "happened"),
    ("The Kenyan president visited Peru with no minister.", "happened"),
    ("The Kenyan president visited Peru in May, not in June.", "happened"),
    ("If the Kenyan president visited Peru, talks would follow.", "hypothetical conditional"),
]
SILENT = [
    ("The Kenyan president did not visit Peru.", "a thing that nobody did is no event"),
    ("The Kenyan president wants to visit Peru.", "a wish is no plan"),
    ("Neither Kenya nor Peru apologised; no Kenyan minister visited Peru.", "nobody did it"),
    ("The Kenyan president failed to visit Peru.", "it did not take place"),
    ("The Kenyan government held no talks with Peru.", "an act on nothing was not done"),
    ("Lawmakers urged the Kenyan president to visit Peru.", "what is asked for is no claim that it will be done"),
]
PLOVER = [
    ("The Danish foreign minister will visit Ghana.", Act.CONSULT, "AGREE"),
    ("The Danish foreign minister cancelled a visit to Ghana.", Act.CONSULT, "REJECT"),
    ("Denmark will send tents to Ghana.", Act.AID, "AGREE"),
    ("Denmark sent tents to Ghana.", Act.AID, "AID"),
    ("Denmark will impose sanctions on Ghana.", Act.SANCTION, "THREATEN"),
    ("Denmark imposed sanctions on Ghana.", Act.SANCTION, "SANCTION"),
    ("Denmark will withdraw its soldiers from Ghana.", Act.RETREAT, "CONCEDE"),
    ("Denmark refused to meet Ghana's negotiators.", Act.REJECT, "REJECT"),
    ("Denmark will not send tents to Ghana.", Act.REJECT, "REJECT"),
]


def first(text: str, knowledge: Knowledge, act: Act | None = None) -> Event | None:
    """The first event of a sentence (of an act), or null."""
    events = code_article(article_of(text, published="2025-06-11"), knowledge, RuleCoder()).events
    return next((event for event in events if act is None or event.act is act), None)


@pytest.mark.parametrize(("text", "expected"), VISITS)
def test_status_of_a_visit(text: str, expected: str, knowledge: Knowledge) -> None:
    """Tense, modals, plans and cancellations give the status, and the detail where there is one."""
    status, _, detail = expected.partition(" ")
    event = first(text, knowledge, Act.CONSULT)
    assert event is not None
    assert event.status is Status(status)
    assert not detail or event.detail is StatusDetail(detail)


@pytest.mark.parametrize(("text", "why"), SILENT)
def test_what_is_not_claimed_is_no_event(text: str, why: str, knowledge: Knowledge) -> None:
    """A sentence that claims no visit gives no CONSULT event."""
    assert first(text, knowledge, Act.CONSULT) is None, why


@pytest.mark.parametrize(("text", "act", "plover"), PLOVER)
def test_plover_type_follows_from_act_and_status(text: str, act: Act, plover: str, knowledge: Knowledge) -> None:
    """The act stays what would be done; the exported type folds its status in."""
    event = first(text, knowledge, act)
    assert event is not None
    assert event.plover == plover


def test_denied_act_is_kept_as_denied_and_has_no_plover_type(knowledge: Knowledge) -> None:
    """A denial is never the act denied, and the alleged act is never dropped."""
    event = first("Chad denied that it had shelled Sudan.", knowledge, Act.ASSAULT)
    assert event is not None
    assert (event.status, event.plover) == (Status.DENIED, None)


def test_accusation_gives_the_accuser_as_a_hop_of_the_alleged_act(knowledge: Knowledge) -> None:
    """In "B accuses A of shelling B" the shelling hangs on B's word."""
    text = "Sudan accused Chad of shelling Sudanese villages."
    events = code_article(article_of(text), knowledge, RuleCoder()).events
    accusation = next(event for event in events if event.act is Act.ACCUSE)
    assault = next(event for event in events if event.act is Act.ASSAULT)
    assert [ref.state for ref in accusation.sources] == ["SDN"]
    assert [ref.state for ref in assault.sources] == ["TCD"]
    assert "Sudan" in [hop.name for hop in assault.chain]
