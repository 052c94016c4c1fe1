"""What is always true of actors, whatever the text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.find.actors import find_actors, resolve_span
from dragoman.knowledge import Knowledge
from dragoman.knowledge.folding import fold
from dragoman.text.parse import mark_article
from tests.texts import article_of

_PIECES = (
    "Peru", "Chile’s", "Israeli", "–", "-", "and", ",", ".", "the", "of", "foreign minister", "ministers", "Ana",
    "Souza",
    "officials", "Lima", "said", "met", "both sides", "his country", "who", "leads", "“we", "”", "NATO", "U.S.", "\n",
    "Tu\u0308rkiye", "’s", "in", "former", "ex", "news agency", "The", "Observer", "(", ")",
    "counterpart", "\x00", "🙂",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_mentions_lie_in_the_text_and_lead_to_actors(knowledge: Knowledge, text: str) -> None:
    """Every mention has a span with its head in it and an actor, and every actor lists exactly its mentions."""
    marked = mark_article(article_of(text + "."), knowledge)
    found = find_actors(marked, knowledge)
    for mention in found.mentions:
        head = marked.tokens[mention.head]
        assert mention.span[0] <= head.start < head.end <= mention.span[1] <= len(text) + 1
        assert mention.span in [one.span for one in found.actor(mention.actor).mentions]
        assert resolve_span(marked, found, mention.span, knowledge).name
    assert find_actors(marked, knowledge) == found


@given(st.text(max_size=60))
def test_folding_gives_every_span_back(text: str) -> None:
    """A folded character leads to its own character in the text."""
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.original(index, index + 1)
        assert fold(text[start:end]).text == folded.text[index]
