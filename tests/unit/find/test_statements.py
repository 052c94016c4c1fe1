"""Statements: what the table in tests/specs does not say. A row is kind, speech act, speaker, cue and content."""

import time

import pytest

from dragoman.find.actors import find_actors
from dragoman.find.attribution import find_scopes
from dragoman.find.statements import find_statements, outermost
from dragoman.knowledge import Knowledge
from dragoman.records import Statement
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from tests.texts import article_of

Row = tuple[str, str, str | None, str | None, str]


def read(text: str, knowledge: Knowledge) -> tuple[Marked, tuple[Statement, ...]]:
    marked = mark_article(article_of(text), knowledge)
    return marked, find_statements(marked, find_actors(marked, knowledge), knowledge)


def row(marked: Marked, statement: Statement) -> Row:
    speaker = statement.speaker.span if statement.speaker else None
    return (
        statement.kind.value,
        statement.speech_act.value,
        marked.words(speaker) if speaker else None,
        marked.words(statement.cue) if statement.cue else None,
        " … ".join(marked.words(part) for part in statement.content),
    )


def test_quotation_over_paragraphs_is_one_statement(knowledge: Knowledge) -> None:
    """A quotation that repeats its opening mark goes on in the next paragraph."""
    marked, statements = read("Kesner said: “The road is open.\n“The bridge is not.”", knowledge)
    assert [row(marked, statement) for statement in statements] == [
        ("direct", "assert", "Kesner", "said", "“The road is open. … “The bridge is not.”")
    ]


def test_quotation_that_fills_a_paragraph_belongs_to_the_last_speaker(knowledge: Knowledge) -> None:
    """Floating words are the last speaker's; the cue is null because none stands there."""
    marked, statements = read("“The road is open,” Kesner said.\n“The bridge is not.”", knowledge)
    assert row(marked, statements[1]) == ("direct", "assert", "Kesner", None, "“The bridge is not.”")


def test_missing_mark_spoils_only_its_own_paragraph(knowledge: Knowledge) -> None:
    """An unclosed quotation ends with its paragraph."""
    marked, statements = read("“The road is open, Kesner said.\nTalks have stalled, two people said.", knowledge)
    assert row(marked, statements[-1])[2:] == ("two people", "said", "Talks have stalled")


def test_first_person_inside_a_quotation_is_no_second_statement(knowledge: Knowledge) -> None:
    """What a quoted speaker says of himself is his own voice; another source inside his words is not."""
    marked, statements = read("“We hope to return. Lima said that the road was open,” Kesner said.", knowledge)
    assert sorted(row(marked, statement)[2] or "" for statement in statements) == ["Kesner", "Lima"]


def test_outermost_leaves_out_statements_in_statements(knowledge: Knowledge) -> None:
    """What Kesner says Lima said is one outermost statement: Kesner's."""
    marked, statements = read("Kesner said that Lima had vowed to retaliate.", knowledge)
    assert len(statements) == 2
    assert [row(marked, statement)[2] for statement in outermost(statements)] == ["Kesner"]


def test_medium_and_addressee_are_where_the_words_were_said(knowledge: Knowledge) -> None:
    """An interview gives the medium; whom the speaker told gives the addressee."""
    _, interview = read("In an interview with Le Matin, Kesner said the bridge was closed.", knowledge)
    _, told = read("Kesner told the Peruvian president that the bridge was closed.", knowledge)
    assert interview[0].medium is not None
    assert interview[0].medium.name == "Le Matin"
    assert told[0].addressee is not None
    assert told[0].addressee.state == "PER"


def test_segment_of_an_interview_is_its_medium(knowledge: Knowledge) -> None:
    """A compound names the medium by its first noun."""
    _, statements = read("During the same interview segment, Kesner said the bridge was closed.", knowledge)
    assert statements[0].medium is not None
    assert "interview" in statements[0].medium.name


def test_what_nobody_says_is_no_statement_but_stays_unclaimed(knowledge: Knowledge) -> None:
    """Nobody is no source; the author claims the words no more for that."""
    text = "No official said that troops had crossed the river."
    marked, statements = read(text, knowledge)
    scopes = find_scopes(marked, find_actors(marked, knowledge), knowledge)
    assert statements == ()
    assert [scope.negated for scope in scopes] == [True]


@pytest.mark.parametrize("words", ["Kesner said that Okoye said that ", "according to Kesner ", "She said. “No.” "])
def test_heap_of_cues_costs_no_more_than_the_parse(words: str, knowledge: Knowledge) -> None:
    """Nested or repeated cues are bounded: a hostile paragraph of 8 kB gives few statements a sentence, quickly."""
    text = words * (8_000 // len(words)) + "the port was shut."
    marked = mark_article(article_of(text), knowledge)
    actors = find_actors(marked, knowledge)
    started = time.process_time()
    statements = find_statements(marked, actors, knowledge)
    assert time.process_time() - started < 3
    assert len(statements) <= 80 * len(marked.sentences)


def test_target_is_whom_the_words_accuse_or_praise(knowledge: Knowledge) -> None:
    """The target is an actor that the text names; it is not the addressee."""
    _, statements = read("Quito accused Lima of shelling a village.", knowledge)
    assert statements[0].target is not None
    assert statements[0].target.state == "PER"
    assert statements[0].addressee is None


def test_speaker_without_an_actor_keeps_the_printed_words(knowledge: Knowledge) -> None:
    """A source that is no actor is anonymous, under the words as printed."""
    _, statements = read("Talks have stalled, two people said.", knowledge)
    assert statements[0].speaker is not None
    assert statements[0].speaker.actor.startswith("anonymous:")
    assert statements[0].speaker.name == "two people"


def test_same_text_gives_the_same_identifiers(knowledge: Knowledge) -> None:
    """Identifiers are made from content."""
    text = "“The road is open,” Kesner said."
    assert [s.id for s in read(text, knowledge)[1]] == [s.id for s in read(text, knowledge)[1]]
