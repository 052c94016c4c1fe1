"""A table of paragraphs and their statements, by the words of content, speaker and cue."""

import tomllib
from pathlib import Path

import pytest

from dragoman.find.actors import find_actors
from dragoman.find.statements import find_statements
from dragoman.knowledge import Knowledge
from dragoman.records import Statement
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from tests.texts import article_of

TABLE = tomllib.loads((Path(__file__).parent / "statements.toml").read_text(encoding="utf-8"))["paragraph"]
TOLD = [row for row in TABLE if row.get("statements")]
NEAR_MISSES = [row["text"] for row in TABLE if not row.get("statements")]
# Issue 4 asks for .90 of the expected statements, with contents that share .8 of their characters.
SHARE, OVERLAP = 0.90, 0.8


def read(text: str, knowledge: Knowledge) -> tuple[Marked, tuple[Statement, ...]]:
    """A paragraph with its statements."""
    marked = mark_article(article_of(text), knowledge)
    return marked, find_statements(marked, find_actors(marked, knowledge), knowledge)


def places(text: str, content: str) -> frozenset[int]:
    """The letters and digits of a content that is given by its words, one part after the other."""
    found: set[int] = set()
    after = 0
    for part in (content,) if content in text else content.split(" … "):
        after = text.index(part, after)
        found.update(n for n in range(after, after + len(part)) if text[n].isalnum())
        after += len(part)
    return frozenset(found)


def overlap(marked: Marked, statement: Statement, wanted: frozenset[int]) -> float:
    """The share of characters that two contents have in common."""
    text = marked.article.text
    got = {n for start, end in statement.content for n in range(start, end) if text[n].isalnum()}
    return len(got & wanted) / len(got | wanted)


def bare(words: str | None) -> str | None:
    """A name without its article."""
    first, _, rest = (words or "").partition(" ")
    return rest if first.lower() in ("the", "a", "an") else words


def is_right(marked: Marked, statement: Statement, expected: dict[str, str]) -> bool:
    """Whether content, speaker, kind and speech act are those of the table."""
    span = statement.speaker.span if statement.speaker else None
    said_by = marked.words(span) if span else None
    return (
        overlap(marked, statement, places(marked.article.text, expected["content"])) >= OVERLAP
        and bare(said_by) == bare(expected.get("speaker"))
        and statement.kind.value == expected["kind"]
        and statement.speech_act.value == expected["act"]
    )


def test_table_is_long_enough() -> None:
    """Every pattern of news English stands there, with near misses."""
    assert len(TABLE) >= 150
    assert len(NEAR_MISSES) >= 40


def test_expected_statements_are_found(knowledge: Knowledge) -> None:
    """At least nine in ten statements have the right content, speaker, kind and speech act."""
    missed = []
    count = 0
    for row in TOLD:
        marked, statements = read(row["text"], knowledge)
        for expected in row["statements"]:
            count += 1
            if not any(is_right(marked, statement, expected) for statement in statements):
                missed.append((row["text"], expected["content"]))
    assert len(missed) <= (1 - SHARE) * count, f"{len(missed)} of {count} missed: {missed}"


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_words_of_the_author_are_no_statement(text: str, knowledge: Knowledge) -> None:
    """Scare quotes, titles, apostrophes, labels and what a fact shows are nobody's statement."""
    assert read(text, knowledge)[1] == ()


def test_every_content_begins_and_ends_with_words(knowledge: Knowledge) -> None:
    """Contents begin and end with words, marks or brackets, never with white space."""
    for row in TABLE:
        marked, statements = read(row["text"], knowledge)
        for statement in statements:
            assert all(marked.words(part) == marked.words(part).strip() != "" for part in statement.content)
