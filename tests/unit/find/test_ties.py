"""Claims about the state of relations: whose, how they are, how they move, since when, and who says so."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.find.attribution import find_scopes
from dragoman.find.ties import find_ties
from dragoman.find.timex import find_timexes
from dragoman.knowledge.tie_words import load_tie_words
from dragoman.records import Change, Quality
from dragoman.text.parse import mark_article
from tests.texts import article_of

CUES = load_tie_words().cues
EXAMPLES = [(cue.id, example.text, example.gives) for cue in CUES for example in cue.examples]
COUNTER_EXAMPLES = [(cue.id, example.text) for cue in CUES for example in cue.counter_examples]

PAIRS = [
    ("Greek–Turkish ties soured.", "GRC TUR worsening"),
    ("Greek and Turkish relations soured.", "GRC TUR worsening"),
    ("Turkey's relations with Greece soured.", "GRC TUR worsening"),
    ("Relations between Turkey and Greece soured.", "GRC TUR worsening"),
    ("Greece severed ties with Turkey.", "GRC TUR severed broken_off"),
    ("Greece and Turkey severed ties.", "GRC TUR severed broken_off"),
    ("Greece opened an embassy in Nairobi in 2019.", "GRC KEN opened"),
    ("Greece and Turkey met. The two countries have enjoyed a close relationship.", "GRC TUR close"),
    ("Both Greece and Turkey are allies of Egypt.", "EGY GRC allied; EGY TUR allied"),
    ("Mali hosted Greece and Turkey, who are at odds over islands.", "GRC TUR tense"),
]

NO_PAIRS = [
    "Greek ties with the union soured.",
    "The minister's relations with the press soured.",
    "Greek officials' relations with their own ministry are tense.",
    "Greece improved after the storm, and so did its relations.",
    "The neckties from Greece and Turkey are close at hand.",
]

TIMES = [
    ("Turkish–Greek ties have been tense since 2020.", "2020/.."),
    ("Turkey and Greece resumed diplomatic relations in August 2022.", "2022-08"),
    ("Turkish–Greek ties went through nearly a decade of freeze which ended in 2022.", "2012~/2022"),
    ("Turkey's ties with Greece have soured since the crisis in 2021.", "2021/.."),
    ("Turkey's ties with Greece have soured.", None),
]


def ties_of(knowledge, text, published="2024-06-12"):
    """The ties of a text, and the marked text."""
    marked = mark_article(article_of(text, published=published), knowledge)
    actors = find_actors(marked, knowledge)
    scopes = find_scopes(marked, actors, knowledge)
    return find_ties(marked, actors, find_timexes(marked, knowledge), scopes, knowledge)


def told(ties):
    """Ties as in the data file: "AZE ISR close improving"."""
    return "; ".join(
        " ".join(part for part in (*(ref.state for ref in tie.pair), tie.quality, tie.change) if part) for tie in ties
    )


@pytest.mark.parametrize(("cue", "text", "gives"), EXAMPLES)
def test_each_cue_gives_what_its_example_says(knowledge, cue, text, gives):
    """The examples of data/cues/ties.toml."""
    assert told(ties_of(knowledge, text)) == gives


@pytest.mark.parametrize(("cue", "text"), COUNTER_EXAMPLES)
def test_no_cue_fires_on_its_counter_example(knowledge, cue, text):
    """Wishes, questions, conditions, plans and denials make no tie."""
    assert ties_of(knowledge, text) == ()


def test_every_cue_has_examples_of_both_kinds():
    """A cue without a near miss is not known to be right."""
    assert [cue.id for cue in CUES if not cue.examples or not cue.counter_examples] == []


@pytest.mark.parametrize(("text", "gives"), PAIRS)
def test_the_pair_is_found_around_the_noun_or_as_subject(knowledge, text, gives):
    """Two distinct states, ordered by code."""
    assert told(ties_of(knowledge, text)) == gives


@pytest.mark.parametrize("text", NO_PAIRS)
def test_relations_of_less_than_two_states_make_no_tie(knowledge, text):
    """Nothing is guessed from the rest of the article."""
    assert ties_of(knowledge, text) == ()


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_the_time_is_that_of_the_predicate(knowledge, text, expected):
    """Null where the clause names none."""
    time = ties_of(knowledge, text)[0].time
    assert (time and time.edtf) == expected


def test_a_prior_state_and_a_change_in_one_clause_are_one_tie(knowledge):
    """The fronted adjective is the quality, the verb the change."""
    (tie,) = ties_of(knowledge, "While already tense, Turkey's relations with Greece have soured even further.")
    assert (tie.quality, tie.change) == (Quality.TENSE, Change.WORSENING)


def test_the_end_of_a_freeze_is_a_second_tie(knowledge):
    """Frozen over the interval, resumed at its end."""
    text = "Turkish–Greek ties went through a decade of diplomatic freeze that ended in 2022."
    assert [(tie.quality, tie.change, tie.time.edtf) for tie in ties_of(knowledge, text)] == [
        (Quality.FROZEN, None, "2012/2022"),
        (None, Change.RESUMED, "2022"),
    ]


def test_a_relative_clause_after_the_other_state_is_about_the_ties(knowledge):
    """The parser hangs it on the state; the words before it are relations."""
    text = "Turkey has started to mend ties with Greece, which have been shaky since 2016."
    assert told(ties_of(knowledge, text)) == "GRC TUR improving; GRC TUR tense"


def test_a_tie_that_somebody_claims_carries_the_chain(knowledge):
    """Said is not done: the speaker is a hop after the article's own."""
    text = "Greek–Turkish ties have improved, President Alexander Stubb of Finland said."
    (tie,) = ties_of(knowledge, text)
    assert len(tie.chain) == 2
    assert tie.chain[0].name == "The Meridian Courier"


def test_evidence_is_one_stretch_that_holds_pair_and_cue(knowledge):
    """The quote shows what was read."""
    text = "In Doha, Indian-Omani relations are reaching new heights, an official beamed."
    (tie,) = ties_of(knowledge, text)
    assert text[slice(*tie.evidence)] == "Indian-Omani relations are reaching new heights"
