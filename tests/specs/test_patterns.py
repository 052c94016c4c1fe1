"""Every pattern's examples give what they say, and its counter-examples do not fire it."""

import pytest

from dragoman.coding.rules import RuleCoder
from dragoman.knowledge import Knowledge
from dragoman.knowledge.patterns import load_patterns
from dragoman.pipeline import code_article
from dragoman.records import CodedArticle, Event, Ref
from tests.texts import article_of

PATTERNS = load_patterns().patterns
EXAMPLES = [(p.id, example.text, example.gives) for p in PATTERNS for example in p.examples]
COUNTER_EXAMPLES = [(p.id, example.text, example.why) for p in PATTERNS for example in p.counter_examples]


def code(text: str, knowledge: Knowledge) -> CodedArticle:
    """The coded article of one sentence, published on a known day."""
    return code_article(article_of(text, published="2025-06-11"), knowledge, RuleCoder())


def side(refs: tuple[Ref, ...]) -> str:
    """State codes, or the code of an organisation of states, joined by "+"; "?" for nobody."""
    return "+".join(sorted({ref.state or ref.actor.split(":")[-1].split("@")[0] for ref in refs})) or "?"


def said(event: Event) -> str:
    """An event in the short form that examples use."""
    act = f"{event.act.value}/{event.mode}" if event.mode else event.act.value
    via = f" via {side(event.mediators)}" if event.mediators else ""
    if event.symmetric:
        pair = " = ".join(sorted({side((ref,)) for ref in (*event.sources, *event.targets)}))
    else:
        pair = f"{side(event.sources)} > {side(event.targets)}"
    return f"{pair} {act} {event.status.value}{via}"


def in_order(gives: str) -> str:
    """The short form with the two sides of a symmetric act in alphabetical order."""
    if " = " not in gives:
        return gives
    one, _, rest = gives.partition(" = ")
    other, _, tail = rest.partition(" ")
    return f"{' = '.join(sorted((one, other)))} {tail}"


@pytest.mark.parametrize(("identifier", "text", "gives"), EXAMPLES)
def test_example_gives_what_its_pattern_says(identifier: str, text: str, gives: str, knowledge: Knowledge) -> None:
    """A pattern's example gives the claim that stands beside it."""
    events = code(text, knowledge).events
    assert in_order(gives) in [said(event) for event in events], f"{identifier}: {[said(e) for e in events]}"


@pytest.mark.parametrize(("identifier", "text", "why"), COUNTER_EXAMPLES)
def test_counter_example_does_not_fire_its_pattern(identifier: str, text: str, why: str, knowledge: Knowledge) -> None:
    """A pattern stays silent on its counter-examples."""
    events = code(text, knowledge).events
    assert not [event for event in events if f"pattern {identifier};" in event.reason], why
