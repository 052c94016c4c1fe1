"""Scopes and chains: text and a stretch of it → the hops through which it came."""

import pytest

from dragoman.find.actors import find_actors
from dragoman.find.attribution import Scope, chain_at, find_scopes
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.records import Anonymity, Hop, HopKind
from dragoman.text.parse import mark_article
from tests.texts import article_of, quote

Link = tuple[str, str, str, str | None]


def chain_of(text: str, words: str, knowledge: Knowledge) -> tuple[Hop, ...]:
    article = article_of(text)
    marked = mark_article(article, knowledge)
    return chain_at(quote(text, words), find_scopes(marked, find_actors(marked, knowledge), knowledge), article)


def scopes_of(text: str, knowledge: Knowledge) -> tuple[Scope, ...]:
    marked = mark_article(article_of(text), knowledge)
    return find_scopes(marked, find_actors(marked, knowledge), knowledge)


# text, words, then (name, kind, anonymity, cue) of each hop after the article's own.
CHAINS: list[tuple[str, str, list[Link]]] = [
    (
        "President Kesner is due to visit Lima, the Danish newspaper Jyllands-Posten reported on "
        "Sunday, citing two unnamed aides.",
        "visit",
        [
            ("Jyllands-Posten", "outlet", "none", "reported"),
            ("two unnamed aides", "unnamed_person", "unnamed", "citing"),
        ],
    ),
    (
        "The trip had first been reported by the Straits Times, which had cited an unnamed source.",
        "trip",
        [("Straits Times", "outlet", "none", "reported"), ("unnamed source", "unnamed_person", "unnamed", "cited")],
    ),
    (
        "Various media outlets wrote that Kesner mediated talks.",
        "mediated",
        [("Various media outlets", "outlet_unspecified", "unspecified", "wrote")],
    ),
    (
        "Many have credited foreign arms as helping Baku.",
        "helping",
        [("Many", "group_unspecified", "unspecified", "credited")],
    ),
    (
        "President Kesner said that Lima had vowed to retaliate.",
        "retaliate",
        [("Kesner", "named_person", "none", "said"), ("Peru", "state", "none", "vowed")],
    ),
    (
        "Reuters quoted a senior diplomat as saying that the port would close.",
        "close",
        [("Reuters", "outlet", "none", "quoted"), ("senior diplomat", "unnamed_person", "unnamed", "saying")],
    ),
    (
        "It was reported that the envoy had resigned.",
        "resigned",
        [("source not named", "group_unspecified", "implicit", "reported")],
    ),
    (
        "Lima reportedly shelled the village.",
        "shelled",
        [("source not named", "group_unspecified", "implicit", "reportedly")],
    ),
    ("It can be assumed that the bay was a topic.", "topic", [("this article", "author", "none", "assumed")]),
    (
        "In an interview with Le Matin, Kesner said the bridge was closed.",
        "closed",
        [
            ("Le Matin", "outlet", "none", None),
            ("Kesner", "named_person", "none", "said"),
        ],
    ),
    ("Lima shelled the village, and the ministry said nothing.", "shelled", []),
    ("The visit shows that Lima shelled the village.", "shelled", []),
]


@pytest.mark.parametrize(("text", "words", "expected"), CHAINS, ids=[text[:50] for text, _, _ in CHAINS])
def test_chain_names_every_hop(text: str, words: str, expected: list[Link], knowledge: Knowledge) -> None:
    """Hops stand outermost first, each with its kind, its anonymity and its own cue."""
    chain = chain_of(text, words, knowledge)
    found = [(h.name, h.kind.value, h.anonymity.value, text[h.cue[0] : h.cue[1]] if h.cue else None) for h in chain]
    assert found[1:] == expected


def test_first_hop_is_the_article_itself(knowledge: Knowledge) -> None:
    """The publisher is a hop that no clause says, so it is inferred; it alone stands at the author's own words."""
    (own,) = chain_of("Lima shelled the village.", "shelled", knowledge)
    assert (own.kind, own.name, own.inferred, own.span) == (HopKind.AUTHOR, "The Meridian Courier", True, None)


def test_document_comes_before_the_office_that_wrote_it(knowledge: Knowledge) -> None:
    """A tweet from an embassy is two hops inside one noun phrase."""
    text = "According to a tweet from the Embassy of Peru in Quito, the two ministers met."
    assert [hop.kind for hop in chain_of(text, "met", knowledge)][1:] == [HopKind.DOCUMENT, HopKind.OFFICE]


def test_relative_clause_with_a_gap_hangs_on_its_speaker(knowledge: Knowledge) -> None:
    """What Kesner said he had helped to draft is his claim, although the object stands before "said"."""
    text = "The dispute ended in 2019 — a treaty that President Kesner said he had helped to draft."
    assert [hop.name for hop in chain_of(text, "draft", knowledge)][1:] == ["Kesner"]
    assert len(chain_of(text, "ended", knowledge)) == 1


def test_non_mention_carries_over_the_source_of_the_sentence_before(knowledge: Knowledge) -> None:
    """The one who did not mention the date is the outlet just cited; the hop is inferred."""
    text = "The port is shut, the Straits Times reported. The date of the visit was not mentioned."
    chain = chain_of(text, "date", knowledge)
    assert [(hop.name, hop.inferred) for hop in chain][1:] == [("Straits Times", True)]
    assert scopes_of(text, knowledge)[-1].cue_class is CueClass.OMIT


def test_quotation_is_governed_whole(knowledge: Knowledge) -> None:
    """Every sentence of a quotation hangs on its speaker, also the one after the cue."""
    text = "“Lima shelled us,” Kesner said. “Quito helped.”"
    assert [hop.name for hop in chain_of(text, "helped", knowledge)][1:] == ["Kesner"]


def test_source_in_a_quotation_governs_nothing_outside_it(knowledge: Knowledge) -> None:
    """What a quoted speaker reports ends with the quotation."""
    text = "“Lima said it would leave,” Kesner said. Quito shelled the village."
    assert [hop.name for hop in chain_of(text, "leave", knowledge)][1:] == ["Kesner", "Peru"]
    assert len(chain_of(text, "shelled", knowledge)) == 1


@pytest.mark.parametrize(
    ("text", "cue_class"),
    [
        ("Kesner denied that troops had crossed.", CueClass.DENY),
        ("Lima vowed to retaliate.", CueClass.PROMISE),
        ("Lima threatened to close the strait.", CueClass.THREATEN),
        ("Quito urged Lima to withdraw.", CueClass.ORDER),
        ("Quito ordered its envoy to return.", CueClass.ORDER),
        ("Nairobi hopes to host the talks.", CueClass.HOPE),
        ("Kesner believes that the pact is dead.", CueClass.BELIEVE),
        ("Kesner acknowledged that the pact is dead.", CueClass.KNOW),
        ("Kesner claimed that the pact is dead.", CueClass.CLAIM),
        ("Quito accused Lima of shelling a village.", CueClass.ACCUSE),
        ("Lima plans to reopen the embassy.", CueClass.INTEND),
        ("Lima refused to leave the pact.", CueClass.REFUSE),
    ],
)
def test_scope_says_what_its_source_does(text: str, cue_class: CueClass, knowledge: Knowledge) -> None:
    """The class of a scope is that of its cue in its frame."""
    assert [scope.cue_class for scope in scopes_of(text, knowledge)] == [cue_class]


def test_unnamed_and_unspecified_are_told_apart(knowledge: Knowledge) -> None:
    """A diplomat who hides is unnamed; "observers" are nobody in particular."""
    unnamed = chain_of("The port is shut, according to a diplomat.", "shut", knowledge)[-1]
    unspecified = chain_of("Observers expect the pact to fail.", "fail", knowledge)[-1]
    assert (unnamed.anonymity, unspecified.anonymity) == (Anonymity.UNNAMED, Anonymity.UNSPECIFIED)
