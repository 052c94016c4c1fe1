"""Who "he", "the minister", "his country", "both sides" and "the latter" are."""

import msgspec
import pytest

from dragoman.find.actors import find_actors
from dragoman.knowledge import Knowledge
from dragoman.records import Region, RegionKind
from dragoman.text.parse import mark_article
from tests.texts import article_of
from tests.unit.find.test_actors import actor_at

_SINGULAR = [
    ("Brazil's Ana Souza came. She signed.", "She", "BRA"),
    ("Prime Minister Luis Vega of Chile came. His country is poor.", "His country", "CHL"),
    ("Kenya closed the border. It also expelled an envoy.", "It", "KEN"),
    ("Kenya recalled its envoy.", "its envoy", "KEN"),
    ("The prime minister of Kenya spoke. The prime minister denied it.", "prime minister", "KEN"),
    ("The Ministry of Defence of Ghana spoke. The ministry denied it.", "ministry", "GHA"),
    ("Morocco and Spain spoke. The kingdom recalled its envoy.", "kingdom", "MAR"),
    ("Ghana accused Togo. The country denied it.", "country", "GHA"),
    ("Ghana said its neighbour Togo lied. Ghana warned its larger neighbour.", "its larger neighbour", "TGO"),
    ("Iran may object, as the neighboring country to Armenia is wary.", "neighboring country", "IRN"),
    ("Chile's Luis Vega said: “We want peace.”", "We", "CHL"),
    ("Fijian lawmakers met. Chile's Luis Vega met his Fijian counterpart.", "his Fijian counterpart", "FJI"),
    ("Fiji raised prices. Tonga suspended trade with the country.", "country", "FJI"),
    ("Fiji raised prices. Tonga suspended trade, accusing it of greed.", "it", "FJI"),
    ("Pakistan expelled two envoys. India warned it of consequences.", "it", "PAK"),
    ("Ghana accused Togo, saying the country had lied.", "country", "TGO"),
    # Where a visitor goes is the country, but for what the visitor says of the own one.
    (
        "Norway's Lars Hagen flew to Ghana, where he will meet leaders of the West African nation.",
        "West African nation",
        "GHA",
    ),
    ("The Finnish minister flew to Lima to meet the country's leadership.", "country", "PER"),
    (
        "Danish minister Karin Holm is in Tonga for a visit to deepen ties with the Pacific nation.",
        "Pacific nation",
        "TON",
    ),
    ("Kenya's minister flew to Oslo, saying the country would double its exports.", "country", "KEN"),
    # Whoever greets somebody in a participle is not of the same state.
    (
        "Presidents of Peru and Ghana held talks in Lima. Warmly welcoming his Ghanaian counterpart, the Head of State "
        "noted the importance of this visit.",
        "Head of State",
        "PER",
    ),
    ("Ghana's king came. Speaking in Lima, the Head of State smiled.", "Head of State", "GHA"),
    ("Moldova's president said Russia was meddling in the country.", "country", "MDA"),
    ("Kazakhstan banned sales of wheat in the country.", "country", "KAZ"),
    ("Chile's minister left. The ministry in Oslo was silent.", "ministry", "NOR"),
    ("Oman's foreign ministry spoke. Kenya left. The foreign ministry in Oslo was silent.", "foreign ministry", "NOR"),
    ("Chad's minister denied that Mali's president would visit the country.", "country", "TCD"),
    ("Malawi accused its larger neighbour, Mozambique, of theft.", "its larger neighbour", "MOZ"),
]


@pytest.mark.parametrize(("text", "words", "state"), _SINGULAR)
def test_anaphors_of_one_state(knowledge: Knowledge, text: str, words: str, state: str) -> None:
    """The antecedent stands before, in the same story."""
    nth = text.count(words) - 1
    actor = actor_at(text, words, knowledge, nth)
    assert actor is not None
    assert actor.state == state


_PLURAL = [
    ("Ghana and Togo met. The two countries agreed.", "two countries", {"GHA", "TGO"}),
    ("Ghana accused Togo. Both sides are armed.", "Both sides", {"GHA", "TGO"}),
    ("Ghana’s minister met Togo’s envoy. The two nations traded.", "two nations", {"GHA", "TGO"}),
    ("Fiji watched as Ghana and Togo met. The two nations agreed.", "two nations", {"GHA", "TGO"}),
    (
        "Ghana's Kofi Mensah met Togo's envoy. Mensah said: “Our countries are friends.”",
        "Our countries",
        {"GHA", "TGO"},
    ),
    ("It mediated between Ghana and Togo, who are at odds.", "who", {"GHA", "TGO"}),
]


@pytest.mark.parametrize(("text", "words", "states"), _PLURAL)
def test_anaphors_of_two_states(knowledge: Knowledge, text: str, words: str, states: set[str]) -> None:
    """The last two states spoken of; places do not count."""
    actor = actor_at(text, words, knowledge)
    assert actor is not None
    assert set(actor.states) == states


@pytest.mark.parametrize(("word", "name"), [("former", "Ana Souza"), ("latter", "Luis Vega")])
def test_the_former_and_the_latter(knowledge: Knowledge, word: str, name: str) -> None:
    """They are the two persons named last."""
    text = f"Brazil's Ana Souza met Chilean President Luis Vega. The {word} left early."
    actor = actor_at(text, word, knowledge)
    assert actor is not None
    assert actor.name == name


def test_the_president_is_the_person_with_that_office(knowledge: Knowledge) -> None:
    """A definite title after the name names the person again."""
    text = "Chilean President Luis Vega met Ana Souza, Brazil's foreign minister. The Chilean president smiled."
    actor = actor_at(text, "Chilean president", knowledge)
    assert actor is not None
    assert actor.id == "person:luis-vega@CHL"


def test_another_office_of_the_same_state_is_another_actor(knowledge: Knowledge) -> None:
    """Near miss: the Chilean president is not the Chilean minister named before."""
    text = "Chilean Foreign Minister Luis Vega spoke. The Chilean president smiled."
    actor = actor_at(text, "Chilean president", knowledge)
    assert actor is not None
    assert actor.id == "office:president@CHL"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ghana left. It is clear that talks failed.", "It"),
        ("Kofi sold two islands of fruit.", "two islands"),
        ("We met in Accra.", "We"),
        ("He spoke.", "He"),
        ("Tonga suspended trade with the country.", "country"),
        ("Ghana and Togo met. Its northern neighbour was not invited.", "Its northern neighbour"),
        ("Niger, Mali and Chad spoke. Niger accused its neighbour of theft.", "its neighbour"),
        ("Niger accused a neighbouring country of theft. Mali denied it.", "neighbouring country"),
    ],
)
def test_empty_words_name_nobody(knowledge: Knowledge, text: str, words: str) -> None:
    """An empty "it", a "we" outside quotation marks, a pronoun without antecedent."""
    assert actor_at(text, words, knowledge) is None


def test_another_story_of_the_page_gives_no_antecedent(knowledge: Knowledge) -> None:
    """The teaser's states are not "both sides" of the story below it."""
    teaser, body = "Ghana accuses Togo.", "Both sides met."
    text = f"{teaser}\n{body}"
    article = article_of(text)
    regions = (
        Region(kind=RegionKind.TEASER, start=0, end=len(teaser), story=1),
        Region(kind=RegionKind.BODY, start=len(teaser) + 1, end=len(text)),
    )
    marked = mark_article(msgspec.structs.replace(article, regions=regions), knowledge)
    found = find_actors(marked, knowledge)
    assert all(marked.words(mention.span) != "Both sides" for mention in found.mentions)


_THINGS = [
    ("Peru boarded a Chilean trawler. Marines searched the ship.", "ship", "CHL"),
    ("Peru boarded a Chilean trawler and a Bolivian ship. Marines searched the ship.", "ship", None),
    ("Peru boarded a trawler. Marines searched the ship.", "ship", None),
    ("Peruvian mortars hit the Chilean town of Arvan. Peru held the town.", "town", "CHL"),
    ("Peru held two Chilean sailors. Kenya asked for news of the sailors.", "the sailors", "CHL"),
    ("Peru held two Chilean sailors and a Kenyan sailor. Togo asked for news of the sailors.", "the sailors", None),
]


@pytest.mark.parametrize(("text", "words", "state"), _THINGS)
def test_things_and_people_named_again_are_of_the_same_state(
    knowledge: Knowledge, text: str, words: str, state: str | None
) -> None:
    """A ship, a town or sailors that point back to one whose state was said; of two, either may be meant."""
    noun = words.removeprefix("the ")
    actor = actor_at(text, noun, knowledge, text.count(noun) - 1)
    found = actor.state if actor is not None else None
    assert (found == state) if state is not None else found not in ("CHL", "BOL")


_TITLED = [
    ("Chad's prime minister left for Togo. Prime Minister Ali Doum was due on Monday.", "Ali Doum", "TCD"),
    ("Togo helped Chad on Monday. Prime Minister Ali Doum thanked Togo.", "Ali Doum", "TCD"),
    ("Togo helped Chad and Mali on Monday. Prime Minister Ali Doum thanked Togo.", "Ali Doum", None),
    ("Chad's Ali Doum left. His predecessor, Issa Mara, stayed.", "Issa Mara", "TCD"),
    ("Saudi and Houthi envoys met.", "Saudi and Houthi envoys", None),
]


@pytest.mark.parametrize(("text", "words", "state"), _TITLED)
def test_whose_a_titled_person_is(knowledge: Knowledge, text: str, words: str, state: str | None) -> None:
    """Of the office named before, of the other side of two, of who went before; nobody's where the text leaves it."""
    actor = actor_at(text, words, knowledge)
    assert actor is not None
    assert actor.state == state


def test_peoples_and_movements_share_a_plural(knowledge: Knowledge) -> None:
    """The envoys of "Saudi and Houthi envoys" are of both."""
    actor = actor_at("Saudi and Houthi envoys met.", "Saudi and Houthi envoys", knowledge)
    assert actor is not None
    assert actor.states == ("SAU", "YEM")
