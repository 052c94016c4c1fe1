"""Texts made to break a reader: each gives a plain reason or a result, in a time that bears comparison, and no more."""

import json
import time

import pytest

from dragoman.coding.coders import make_coder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.read import make_article
from tests.end_to_end.newsroom import Shell

NAMES = ("Kenya", "Uganda", "Peru", "Chile", "Japan", "Oman")

# All are of some 10,000 characters; such texts went beyond the stack, or took a minute. The model is not run here.
TRAPS = {
    "names joined by and, on both sides": " and ".join(NAMES * 100) + " met " + " and ".join(NAMES * 100) + ".",
    "a role in a role in a role": "the president " + "of the president " * 600 + "of Kenya met the press.",
    "brackets of two kinds": "[(" * 5000 + " Kenya met Uganda.",
    "said that said that": "Kenya said that Uganda said that " * 300 + "Peru met Chile.",
    "quotation marks": "“" * 5000 + '"' * 5000 + " Kenya met Uganda.",
    "clauses joined by commas": "Kenya met Uganda" + ", Peru warned Chile" * 500 + ".",
    "nouns of events without end": "visit to Kenya visit to Uganda " * 300,
}

# CPU seconds: the worst takes 1, and 10,000 characters of ordinary text 0.4; a slow machine is allowed for.
LONGEST = 8.0


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS.keys())
def test_trap_costs_no_more_than_a_long_article(text: str, knowledge: Knowledge) -> None:
    """No stage recurses without end or grows with the square of what a text repeats."""
    started = time.process_time()
    coded = code_article(make_article(text=text), knowledge, make_coder("rules"))
    assert coded.article.text == text
    assert time.process_time() - started < LONGEST


def test_text_without_a_word_is_refused(shell: Shell) -> None:
    """Zero-width characters, blanks and signs are no article; the reason says so."""
    (shell.folder / "empty.txt").write_text("\u200b\u200d \u00a0 ***\n", encoding="utf-8")
    _, notes = shell("code", "empty.txt", "--jobs", "0", gives=3)
    assert "holds no word" in notes


def test_title_as_long_as_a_body_is_none(shell: Shell) -> None:
    """A body in the wrong field does not fill every list; an id too long to be one is refused."""
    text = "Kenya condemned Uganda on Monday."
    lines = ({"text": text, "title": "x" * 5000, "outlet": "The Nairobi Ledger"}, {"text": text, "id": "y" * 5000})
    (shell.folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out, notes = shell("code", "a.jsonl", "--jobs", "0", gives=3)
    article = json.loads(out)["article"]
    assert (article["title"], article["outlet"]) == (None, "The Nairobi Ledger")
    assert '"id" is longer' in notes
