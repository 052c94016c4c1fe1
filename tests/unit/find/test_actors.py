"""Who is named: text → mention → kind, state and sector, with near misses."""

import msgspec
import pytest

from dragoman.find.actors import find_actors
from dragoman.find.found import FoundActors
from dragoman.knowledge import Knowledge
from dragoman.records import Actor, Region, RegionKind
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article
from tests.texts import article_of, quote


def read(text: str, knowledge: Knowledge, published: str | None = None) -> tuple[Marked, FoundActors]:
    """The marked text and its actors."""
    marked = mark_article(article_of(text, published), knowledge)
    return marked, find_actors(marked, knowledge)


def actor_at(text: str, words: str, knowledge: Knowledge, nth: int = 0) -> Actor | None:
    """The actor of the mention with exactly these words."""
    _, found = read(text, knowledge)
    span = quote(text, words, nth)
    mention = next((mention for mention in found.mentions if mention.span == span), None)
    return found.actor(mention.actor) if mention else None


@pytest.mark.parametrize(
    ("text", "words", "coding"),
    [
        ("Kenya and Chad signed a treaty.", "Kenya", "state KEN -"),
        ("Kenya and Chad signed a treaty.", "Chad", "state TCD -"),
        ("Peruvian officials arrived late.", "Peruvian officials", "anonymous PER GOV"),
        ("Peruvian officials arrived late.", "Peruvian", "state PER -"),
        ("Laos-Thailand relations are warm.", "Thailand", "state THA -"),
        ("Japan's prime minister resigned.", "Japan's prime minister", "office JPN GOV"),
        ("The foreign minister of Ghana spoke.", "foreign minister of Ghana", "office GHA GOV"),
        ("The Embassy of Chile in Norway closed.", "Embassy of Chile in Norway", "org CHL GOV"),
        ("The Chilean embassy in Norway closed.", "Chilean embassy in Norway", "org CHL GOV"),
        ("Norway's ambassador to Chile left.", "Norway's ambassador to Chile", "office NOR GOV"),
        ("The Ministry of Foreign Affairs of Nepal protested.", "Ministry of Foreign Affairs of Nepal", "org NPL GOV"),
        ("Malian soldiers crossed the river.", "Malian soldiers", "anonymous MLI MIL"),
        ("Bolivia's parliament voted.", "Bolivia's parliament", "org BOL LEG"),
        ("An army spokesman of Uganda denied it.", "army spokesman of Uganda", "office UGA MIL"),
        ("Indian missiles hit the base.", "Indian missiles", "org IND MIL"),
        ("Many have praised the deal.", "Many", "anonymous - -"),
        ("People close to Peru expect a deal.", "People close to Peru", "anonymous PER -"),
        ("People familiar with the talks spoke.", "People", "anonymous - -"),
        ("Chilean and Peruvian prosecutors met in Lima.", "Peruvian", "state PER -"),
        ("Tunisian coast guards turned back.", "Tunisian coast guards", "anonymous TUN COP"),
        ("They met in Kenya with Otieno Sen.", "Kenya", "state KEN -"),
        ("It cited unnamed sources.", "unnamed sources", "anonymous - -"),
        ("Various media outlets reported it.", "Various media outlets", "anonymous - JRN"),
        ("The Tonga Observer said so.", "Tonga Observer", "outlet TON JRN"),
        ("NATO sent ships.", "NATO", "igo - IGO"),
        ("The United Nations said so.", "United Nations", "igo - IGO"),
        ("The Jewish state and Iran traded threats.", "Jewish state", "state ISR -"),
        ("Russo-Japanese talks stalled.", "Russo", "state RUS -"),
        ("The police chief of Panama resigned.", "police chief of Panama", "office PAN COP"),
        ("Former Polish president Jan Kowal spoke.", "Former Polish president Jan Kowal", "person POL ELI"),
        ("Ex-Kenyan minister Peter Otieno spoke.", "Ex-Kenyan minister Peter Otieno", "person KEN ELI"),
    ],
)
def test_mentions_are_read(knowledge: Knowledge, text: str, words: str, coding: str) -> None:
    """Kind, state and sector of a mention follow from its words."""
    actor = actor_at(text, words, knowledge)
    assert actor is not None
    assert f"{actor.kind.value} {actor.state or '-'} {actor.sector or '-'}" == coding


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The economist Jordan Whitfield spoke in Rome.", "Jordan"),
        ("The Tonga Observer said so.", "Tonga"),
        ("It was a polish of the text.", "polish"),
        ("An Iran-backed militia attacked.", "Iran-backed"),
        ("The general election was held.", "general"),
        ("The People's Congress Party spoke.", "People"),
    ],
)
def test_near_misses_name_nobody(knowledge: Knowledge, text: str, words: str) -> None:
    """A part of a longer name, a common word and a qualifier make no mention of their own."""
    assert actor_at(text, words, knowledge) is None


def test_a_backer_does_not_own_the_militia(knowledge: Knowledge) -> None:
    """In "Iran-backed Yemeni rebels" the rebels are Yemen's."""
    actor = actor_at("Iran-backed Yemeni rebels fired rockets.", "Iran-backed Yemeni rebels", knowledge)
    assert actor is not None
    assert actor.state == "YEM"


@pytest.mark.parametrize(
    ("text", "capital", "is_government"),
    [
        ("Lima rejected the offer.", "Lima", True),
        ("Quito accused Lima of lying.", "Lima", True),
        ("Talks with Quito failed.", "Quito", True),
        ("It sold arms to Nairobi.", "Nairobi", True),
        ("Sanctions against Harare remain.", "Harare", True),
        ("Lima's offer was refused.", "Lima", True),
        ("The minister arrived in Lima.", "Lima", False),
        ("She flew to Nairobi on Monday.", "Nairobi", False),
        ("The president visited Lima.", "Lima", False),
        ("Lima's airport was closed.", "Lima", False),
        ("Lima is the capital of Peru.", "Lima", False),
        ("A bridge near Harare collapsed.", "Harare", False),
    ],
)
def test_a_capital_is_a_government_or_a_place(
    knowledge: Knowledge, text: str, capital: str, is_government: bool
) -> None:
    """As doer or addressee of acts it is the government; after place words it is the city."""
    actor = actor_at(text, capital, knowledge)
    assert actor is not None
    assert (actor.kind.value, actor.sector) == (("state", "GOV") if is_government else ("place", None))


@pytest.mark.parametrize(
    ("text", "territory", "coding"),
    [
        ("Somaliland signed a port deal.", "Somaliland", "org SOM GOV"),
        ("Greenland rejected the offer.", "Greenland", "org DNK GOV"),
        ("Puntland recalled its delegation.", "Puntland", "org SOM GOV"),
        ("Taiwan said no.", "Taiwan", "state TWN -"),
        ("Officials in Somaliland left.", "Somaliland", "place SOM -"),
        ("Denmark governs Greenland.", "Greenland", "place DNK -"),
        ("Greenland lies in the north.", "Greenland", "place DNK -"),
        ("Tatarstan has many rivers.", "Tatarstan", "place RUS -"),
        ("Crimea was annexed.", "Crimea", "place UKR -"),
    ],
)
def test_a_territory_acts_through_its_authorities(knowledge: Knowledge, text: str, territory: str, coding: str) -> None:
    """As subject of acts it is its authorities, counted under the sovereign; otherwise it is a place."""
    actor = actor_at(text, territory, knowledge)
    assert actor is not None
    assert f"{actor.kind.value} {actor.state} {actor.sector or '-'}" == coding


def test_coordinated_states_are_two_mentions(knowledge: Knowledge) -> None:
    """The text "Kenya and Chad" gives two mentions with their own heads, and none for the whole."""
    text = "Kenya and Chad signed a treaty."
    marked, found = read(text, knowledge)
    assert [(marked.words(mention.span), marked.tokens[mention.head].text) for mention in found.mentions] == [
        ("Kenya", "Kenya"),
        ("Chad", "Chad"),
    ]


def test_a_list_of_owners_gives_an_office_of_several_states(knowledge: Knowledge) -> None:
    """Here "the foreign ministers of A, B and C" belong to A, B and C."""
    actor = actor_at(
        "The foreign ministers of Kenya, Chad and Peru met.", "foreign ministers of Kenya, Chad and Peru", knowledge
    )
    assert actor is not None
    assert (actor.state, set(actor.states)) == (None, {"KEN", "TCD", "PER"})


def test_identifiers_are_the_same_in_every_article(knowledge: Knowledge) -> None:
    """They are made from kind, name and state alone."""
    _, found = read("Peruvian officials met Prime Minister Ana Souza of Brazil in Lima.", knowledge)
    assert {
        "state:PER",
        "anonymous:peruvian-officials@PER",
        "person:ana-souza@BRA",
        "state:BRA",
        "place:lima@PER",
    } <= {actor.id for actor in found.actors}


def test_every_actor_says_why(knowledge: Knowledge) -> None:
    """The reason names the rule and the rows."""
    _, found = read("Peruvian officials accused Quito. The minister denied it.", knowledge)
    assert all(actor.reason for actor in found.actors)
    assert "states.tsv PER" in found.actor("anonymous:peruvian-officials@PER").reason


def test_spans_quote_the_text_and_heads_stand_inside(knowledge: Knowledge) -> None:
    """Each mention's span lies in the text and holds its head token."""
    text = "Côte d’Ivoire’s president, Alassane Kouadio, told Mali’s envoy that “our country” would wait."
    marked, found = read(text, knowledge)
    for mention in found.mentions:
        head = marked.tokens[mention.head]
        assert mention.span[0] <= head.start
        assert head.end <= mention.span[1]


def test_an_empty_article_has_no_actors(knowledge: Knowledge) -> None:
    """Nothing is named by nothing."""
    _, found = read("...", knowledge)
    assert found.actors == ()


def test_a_name_glued_to_another_text_is_found(knowledge: Knowledge) -> None:
    """Where a pitch and a lead meet in one word, the regions bound the name."""
    pitch, body = "Become a member", "Chilean officials met."
    article = article_of(pitch + body)
    regions = (
        Region(kind=RegionKind.PITCH, start=0, end=len(pitch)),
        Region(kind=RegionKind.BODY, start=len(pitch), end=len(pitch + body)),
    )
    marked = mark_article(msgspec.structs.replace(article, regions=regions), knowledge)
    assert find_actors(marked, knowledge).actor("anonymous:chilean-officials@CHL").state == "CHL"
