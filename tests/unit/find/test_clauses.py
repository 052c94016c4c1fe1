"""Subjects and objects across passives, relatives, control and coordination; and repairs that actors allow."""

import pytest

from dragoman.find import clauses
from dragoman.find.actors import find_actors
from dragoman.find.repair import repair_parse
from dragoman.knowledge import Knowledge
from dragoman.predict import text_article
from dragoman.records import RegionKind
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article, mark_text

SUBJECTS = [
    ("Peru accused Chile.", "accused", ["Peru"]),
    ("Chile was accused by Peru.", "accused", ["Peru"]),
    ("Peru and Bolivia accused Chile.", "accused", ["Peru", "Bolivia"]),
    ("Peru plans to accuse Chile.", "accuse", ["Peru"]),
    ("Peru urged Bolivia to accuse Chile.", "accuse", ["Bolivia"]),
    ("Peru, which borders Chile, accused Brazil.", "borders", ["Peru"]),
    ("Peru met Chile and accused Brazil.", "accused", ["Peru"]),
    ("Peru is due to visit Chile.", "visit", ["Peru"]),
    ("Peru accused Chile of arming Brazil.", "arming", ["Chile"]),
]
OBJECTS = [
    ("Peru accused Chile.", "accused", ["Chile"]),
    ("Chile was accused by Peru.", "accused", ["Chile"]),
    ("Peru accused Chile and Brazil.", "accused", ["Chile", "Brazil"]),
]
REPAIRED = [
    (
        "The Assistant to the President of Kenya and Head of the Trade Department, Amina Wekesa, met with officials.",
        "met",
        "Wekesa",
    ),
    (
        "Amina Wekesa left early. Several papers reported that Wekesa mediated talks between Chad and Sudan.",
        "mediated",
        "Wekesa",
    ),
]


def words(marked: Marked, heads: tuple[int, ...]) -> list[str]:
    """The tokens at these indices, as written."""
    return [marked.tokens[head].text for head in heads]


def index(marked: Marked, word: str) -> int:
    """The index of the first token with this text."""
    return next(token.index for token in marked.tokens if token.text == word)


@pytest.mark.parametrize(("text", "verb", "expected"), SUBJECTS)
def test_subject_is_who_acts(text: str, verb: str, expected: list[str], knowledge: Knowledge) -> None:
    """The agent is found through passive, coordination, relative clause and control."""
    marked = mark_text(text, knowledge)
    assert words(marked, clauses.subjects(marked, index(marked, verb), knowledge.status_words)) == expected


@pytest.mark.parametrize(("text", "verb", "expected"), OBJECTS)
def test_object_is_who_is_acted_on(text: str, verb: str, expected: list[str], knowledge: Knowledge) -> None:
    """Direct object, or the subject of a passive."""
    marked = mark_text(text, knowledge)
    assert words(marked, clauses.objects(marked, index(marked, verb))) == expected


def test_agentless_passive_has_no_subject(knowledge: Knowledge) -> None:
    """Nobody is said to have done it, and nobody is guessed."""
    marked = mark_text("Two diplomats were expelled on Monday.", knowledge)
    assert clauses.subjects(marked, index(marked, "expelled"), knowledge.status_words) == ()


@pytest.mark.parametrize(("text", "verb", "name"), REPAIRED)
def test_actor_before_a_bare_verb_is_its_subject(text: str, verb: str, name: str, knowledge: Knowledge) -> None:
    """A long title, or a verb read as an adjective, does not cost the clause its subject."""
    marked = mark_text(text, knowledge)
    actors = find_actors(marked, knowledge)
    repaired = repair_parse(marked, actors, knowledge.status_words)
    heads = clauses.subjects(repaired, index(repaired, verb), knowledge.status_words)
    mention = actors.headed_by(heads[0])
    assert mention is not None
    assert name in marked.words(mention.span)


def test_repair_leaves_a_sound_parse_alone(knowledge: Knowledge) -> None:
    """Where every verb has its subject, the very same marks come back."""
    marked = mark_text("Peru accused Chile on Monday.", knowledge)
    assert repair_parse(marked, find_actors(marked, knowledge), knowledge.status_words) is marked


@pytest.mark.parametrize(
    ("text", "verb", "title", "objects"),
    [
        ("Two monks killed in Mali", "killed", True, ["monks"]),
        ("Togolese envoy summoned to ministry over remarks", "summoned", False, ["envoy"]),
        ("Rebels killed two monks", "killed", True, ["monks"]),
        ("Chad, in a swap, released to Niger two monks.", "released", False, []),
        ("The monks resumed talks in Mali", "resumed", True, ["talks"]),
    ],
)
def test_a_headline_names_who_suffered_it_without_an_auxiliary(
    text: str, verb: str, title: bool, objects: list[str], knowledge: Knowledge
) -> None:
    """What nobody does without an object is a passive there; an object makes it active."""
    region = RegionKind.TITLE if title else RegionKind.BODY
    marked = mark_article(text_article(text, region=region), knowledge)
    repaired = repair_parse(marked, find_actors(marked, knowledge), knowledge.status_words)
    found = words(repaired, clauses.objects(repaired, index(repaired, verb)))
    assert found == objects


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Chad and Niger accused each other.", "accused", True),
        ("Chad and Niger fired at one another.", "fired", True),
        ("Chad and Niger accused the other camp.", "accused", False),
    ],
)
def test_reciprocals_are_seen(text: str, verb: str, expected: bool, knowledge: Knowledge) -> None:
    """Two words make an act mutual: not "the other"."""
    marked = mark_text(text, knowledge)
    assert clauses.is_reciprocal(marked, index(marked, verb)) is expected
