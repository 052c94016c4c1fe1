"""Whatever text comes in, the records that come out keep the output contract."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.coding.rules import RuleCoder
from dragoman.knowledge import Knowledge
from dragoman.pipeline import code_article
from dragoman.read import make_article
from dragoman.records import CodedArticle, contains, decode, decode_json, encode, encode_json
from tests.spans import ids_of, spans_of

SENTENCES = (
    "Peru accused Chile of moving a border stone.",
    "Chile denied that its soldiers had crossed into Peru.",
    "Kenya and Uganda signed a treaty on lake fisheries in March 2019.",
    "The Norwegian prime minister is due to visit Reykjavik next week.",
    "Talks between Oman and Yemen, mediated by Kuwait, broke down on Sunday.",
    "Tokyo will not send an envoy to Pyongyang, officials said.",
    "A planned meeting of the two ministers was cancelled at the last minute.",
    "If Ghana closes the border, Togo will take the matter to the United Nations.",
    "Denmark gave Ukraine nineteen fighter jets.",
    "Ankara recalled its ambassador from Stockholm after the protest.",
    "“We are not at war with anybody,” the Serbian president said.",
    "‘It is over’, she told the Nordhavn Post.",
    "According to two people familiar with the matter, Jordan has asked Egypt for gas.",
    "The Harbour Gazette reported, citing an unnamed diplomat, that Malta had rejected the offer.",
    "Bolivia and Chile have had no ambassadors for more than four decades.",
    "Relations between Japan and South Korea have warmed since 2023.",
    "Rwandan troops shelled a village in eastern Congo, the governor of North Kivu said.",
    "The mediator from Qatar met neither side.",
    "Moldova expelled a Russian diplomat earlier this year.",
    "Guatemala, Honduras and El Salvador agreed to patrol their border together.",
    "Iran threatened to close the strait.",
    "France condemned the coup in Niger and suspended aid.",
    "Hundreds of people marched through Tunis to demand new elections.",
    "The Philippines summoned China’s ambassador.",
    "Canada imposed sanctions on 12 Belarusian officials in 2021.",
    "Foreign Minister Ada Okonjo-Bell of Nigeria thanked Brazil.",
    "He added that nobody had been hurt.",
    "Nobody knows who attacked the convoy near Timbuktu.",
    "Neither Spain nor Morocco wanted to comment.",
    "Georgia has repeatedly called on Russia to withdraw from Abkhazia.",
    "BAKU, April 23, 2025 (Agency) — Azerbaijan opened an embassy in Nairobi.",
    "CUBA, JAMAICA HOLD TALKS ON FISHING",
    "Egypt to Host Sudan Peace Talks",
    "By Ana Reyes-Lund in Lima",
    "Published: 14 May 2024",
    "Related articles",
    "Become a memberThe Turkish foreign minister flew to Doha.",
    "Sign up for our newsletter.",
    "“I said, ‘No,’ and they left,” the envoy recalled.",
    "The U.S. and the U.K. struck targets in Yemen on Jan. 11, 2024.",
    "The two countries’ leaders last spoke by phone in the spring.",
)
# White space and marks that break tokenizers: zero width, right to left, combining, surrogate pairs, long runs.
ODD = (
    "\u200b",
    "\u00ad",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\u2028",
    "\x0b",
    "🇵🇪",
    "𝔄",
    "!" * 70,
    "  ",
    "”",
    "‘",
    '"',
    "(",
    "[",
    "\r",
)

odd_sentence = st.builds(
    lambda sentence, odd, share: (
        sentence[: len(sentence) * share // 100] + odd + sentence[len(sentence) * share // 100 :]
    ),
    st.sampled_from(SENTENCES),
    st.sampled_from(ODD),
    st.integers(0, 100),
)
joined = st.builds(
    lambda parts: "".join(sentence + joint for sentence, joint in parts),
    st.lists(
        st.tuples(st.sampled_from(SENTENCES) | odd_sentence, st.sampled_from([" ", "\n", "\n\n", "\r\n", "", "\t"])),
        min_size=1,
        max_size=7,
    ),
)
days = st.none() | st.sampled_from(["2025-04-23", "2025-04", "2024"])
# Examples are few because each one is parsed; the suite as a whole must stay short.
some = settings(deadline=None, max_examples=60)


def coded_of(text: str, published: str | None, knowledge: Knowledge) -> CodedArticle:
    """The text as an article without outlet, coded by the rules."""
    return code_article(make_article(text=text, published=published, language="en"), knowledge, RuleCoder())


@some
@given(joined, days)
def test_any_article_keeps_the_contract(knowledge: Knowledge, text: str, published: str | None) -> None:
    """Spans hold words of the untouched text, evidence holds its trigger, identifiers are unique, bytes come back."""
    coded = coded_of(text, published, knowledge)
    assert coded.article.text == text
    for place, (start, end) in spans_of(coded):
        assert 0 <= start < end <= len(text), place
        assert text[start:end].strip(), place
    assert all(contains(event.evidence, event.trigger) for event in coded.events)
    assert len(set(ids_of(coded))) == len(ids_of(coded))
    assert decode_json(encode_json(coded)) == coded == decode(encode(coded))


@some
@given(joined, days)
def test_references_point_to_actors_of_the_article(knowledge: Knowledge, text: str, published: str | None) -> None:
    """Every role of every event is filled by an actor that the article lists."""
    coded = coded_of(text, published, knowledge)
    actors = {actor.id for actor in coded.actors}
    for event in coded.events:
        refs = (*event.sources, *event.targets, *event.mediators, *event.hosts)
        assert {ref.actor for ref in refs} <= actors


def test_sentences_give_records(knowledge: Knowledge) -> None:
    """The sentences that texts are built from do hold events and statements, so that the properties say something."""
    coded = coded_of("\n".join(SENTENCES), "2025-04-23", knowledge)
    assert len(coded.events) >= 15
    assert len(coded.statements) >= 5
