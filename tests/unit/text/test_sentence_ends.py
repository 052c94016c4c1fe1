"""Sentence ends: the faults of a parser alone, each with its near miss."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.text.parse import mark_text
from dragoman.text.sentence_ends import LONGEST_SENTENCE

SENTENCES = [
    "“Will you go?” President Ruto asked. | He did not say.",
    "“Will you go?” he asked. | She left.",
    "“We will go!” Ramaphosa said. | They left.",
    "“We will go!” | They left on Friday.",
    "“We agree,” he said. | She left.",
    "Mr. Tran of Vietnam met Gen. Okello of Uganda on Jan. 5 in Kampala. | They agreed.",
    "The U.S. president left. | He met the U.N. chief at 5 p.m. on Monday.",
    "He met J. K. Mensah of Ghana. | Both left.",
    "The deal: Peru gets fuel; Bolivia gets grain – and more. | Both left.",
    "It is cooperation…. | Defence plays a role.",
    "Both left. | (He did not elaborate.) | She stayed.",
    "The minister said: “We must act. | France will help.” | The embassy declined.",
    "Was it war? | Nobody knew.",
    "3. Withdrawal of all troops from the border. | It was done.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_they_end(marked: str, knowledge: Knowledge) -> None:
    """The bar in the table shows where one sentence ends and the next begins."""
    text = marked.replace(" | ", " ")
    article = mark_text(text, knowledge)
    assert [article.words(sentence.span) for sentence in article.sentences] == marked.split(" | ")


def test_sentence_without_end_is_cut_for_analysis(knowledge: Knowledge) -> None:
    """A thousand clauses without a full stop are read in pieces, at commas, and no character of them is lost."""
    text = "Kenya met Uganda" + ", Peru warned Chile" * 1000 + "."
    marked = mark_text(text, knowledge)
    assert max(sentence.last - sentence.first for sentence in marked.sentences) <= LONGEST_SENTENCE
    assert all(text[sentence.end - 1] in ",." for sentence in marked.sentences)
    assert "".join(token.text for token in marked.tokens) == text.replace(" ", "")
