"""When a name of an article may be looked up in the table of leaders, and when it is somebody else's."""

import pytest

from dragoman.knowledge import Knowledge
from dragoman.records import Actor
from tests.unit.find.test_actors_tables import resolved


def coding(actor: Actor) -> str:
    """Name, state and sector of an actor."""
    return f"{actor.name} {actor.state or '-'} {actor.sector or '-'}"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Clarissa Smith and Tom Johnson spoke. Johnson laughed.", "Johnson laughed", "Tom Johnson - -"),
        ("Tom Johnson, a farmer, met Britain's envoy. Johnson laughed.", "Johnson laughed", "Tom Johnson - AGR"),
        ("Peter Macron visited Paris. Macron laughed.", "Macron laughed", "Peter Macron - -"),
        ("Recep Erdogan spoke. Erdogan laughed.", "Erdogan laughed", "Recep Tayyip Erdoğan TUR GOV"),
        ("Netanyahu's wife Sara Netanyahu left. Netanyahu wept.", "Netanyahu wept", "Benjamin Netanyahu ISR GOV"),
        ("Hunter Biden left. President Biden spoke.", "President Biden", "Joe Biden USA GOV"),
        ("Hunter Biden left. Biden laughed.", "Biden laughed", "Hunter Biden - -"),
        ("Boris Johnson spoke. Johnson laughed.", "Johnson laughed", "Boris Johnson GBR GOV"),
    ],
)
def test_a_surname_is_that_of_the_full_name_before_it(knowledge: Knowledge, text: str, words: str, found: str) -> None:
    """A namesake in the table never replaces a person named in full, unless it came first or its title says so."""
    assert coding(resolved(text, words, knowledge, "2020-05-01")) == found


@pytest.mark.parametrize(
    ("text", "words", "day", "found"),
    [
        ("Johnson criticised the plan.", "Johnson", "2020-05-01", "Johnson - -"),
        ("Johnson criticised the plan. Britain agreed.", "Johnson", "2020-05-01", "Boris Johnson GBR GOV"),
        ("Prime Minister Johnson criticised it.", "Prime Minister Johnson", "2020-05-01", "Boris Johnson GBR GOV"),
        ("Kenyan Foreign Minister Johnson left.", "Kenyan Foreign Minister Johnson", "2020-05-01", "Johnson KEN GOV"),
        ("Singh met Kenyan officials.", "Singh", "2024-05-01", "Singh - -"),
        ("Singh met Kenyan officials in Delhi.", "Singh", "2024-05-01", "Rajnath Singh IND MIL"),
        ("Premier Li visited Fiji. China agreed.", "Premier Li", "2023-07-01", "Li Qiang CHN GOV"),
        ("Defence Minister Li visited Fiji.", "Defence Minister Li", "2023-07-01", "Li Shangfu CHN MIL"),
        ("Merkel criticised the plan.", "Merkel", "2020-05-01", "Angela Merkel DEU GOV"),
    ],
)
def test_a_common_surname_needs_its_state_or_a_title(
    knowledge: Knowledge, text: str, words: str, day: str, found: str
) -> None:
    """What millions are called says nothing by itself; a rare surname is enough."""
    assert coding(resolved(text, words, knowledge, day)) == found


@pytest.mark.parametrize(
    ("text", "words", "day", "state"),
    [
        ("Chinese student Wang visited Fiji. Wang smiled.", "Wang smiled", "2024-05-01", "CHN"),
        ("Actor Boris Johnson visited Fiji.", "Actor Boris Johnson", "2020-05-01", None),
        ("Banker Macron visited Fiji.", "Banker Macron", "2020-05-01", None),
        ("Health Minister Macron visited Fiji.", "Health Minister Macron", "2020-05-01", None),
        ("President Macron visited Fiji. Macron, a former banker, left.", "Macron, a", "2020-05-01", "FRA"),
        ("Businessman Thaksin Shinawatra visited Fiji.", "Businessman Thaksin Shinawatra", "2012-05-01", "THA"),
    ],
)
def test_another_calling_blocks_the_table(
    knowledge: Knowledge, text: str, words: str, day: str, state: str | None
) -> None:
    """A student, a banker or a minister of another field is a namesake; who has left office may be a businessman."""
    actor = resolved(text, words, knowledge, day)
    assert actor.state == state
    assert ("leaders.tsv" in actor.reason) == (state in ("FRA", "THA"))


@pytest.mark.parametrize(
    ("text", "words", "day", "sector"),
    [
        ("Bill Clinton visited Fiji.", "Bill Clinton", None, "GOV"),
        ("Bill Clinton visited Fiji.", "Bill Clinton", "2012-05-01", "ELI"),
        ("Former President Bill Clinton visited Fiji.", "Former President Bill Clinton", None, "ELI"),
        ("Ex-president Barack Obama visited Fiji.", "Ex-president Barack Obama", None, "ELI"),
        ("Former President Joe Biden visited Fiji.", "Former President Joe Biden", None, "ELI"),
        ("Fiji mourned the late Hugo Chávez.", "Hugo Chávez", None, "ELI"),
        ("Fiji waited, for late Hugo Chávez came.", "Hugo Chávez", None, "GOV"),
        ("Nancy Pelosi visited Fiji.", "Nancy Pelosi", "2024-05-01", "ELI"),
        ("Mark Milley visited Fiji.", "Mark Milley", "2024-05-01", "ELI"),
        ("Mark Milley visited Fiji.", "Mark Milley", "2022-05-01", "MIL"),
        ("Yossi Cohen visited Fiji.", "Yossi Cohen", "2024-05-01", "ELI"),
    ],
)
def test_only_a_date_or_the_text_makes_a_leader_a_former_one(
    knowledge: Knowledge, text: str, words: str, day: str | None, sector: str
) -> None:
    """Without a date an article may be of any day; officers and spies count as elites after their term."""
    assert resolved(text, words, knowledge, day).sector == sector


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("African Union Commission chair Moussa Faki spoke.", "Moussa Faki"),
        ("Moussa Faki spoke. The African Union Commission chairperson, Faki, left.", "Moussa Faki"),
        ("UN chief António Guterres spoke.", "António Guterres"),
        ("UN envoy Geir Pedersen spoke.", "Geir Pedersen"),
        ("European Commission President Ursula von der Leyen spoke.", "Ursula von der Leyen"),
    ],
)
def test_who_heads_an_organisation_is_of_no_state(knowledge: Knowledge, text: str, words: str) -> None:
    """An older national office in the table gives no state to the head of an organisation, with a date or without."""
    for day in (None, "2020-05-01"):
        actor = resolved(text, words, knowledge, day)
        assert (actor.state, actor.sector) == (None, "IGO")


def test_arabic_names_meet_with_and_without_their_article(knowledge: Knowledge) -> None:
    """Here "al-Ghazi", "Ghazi" and "El-Ghazi" are one person; "Alghazi" need not be."""
    text = "Ahmed al-Ghazi of Iraq spoke. Ghazi left. Al-Ghazi smiled. El-Ghazi wept. Algeria agreed."
    names = {resolved(text, words, knowledge).name for words in ("Ghazi left", "Al-Ghazi smiled", "El-Ghazi wept")}
    assert names == {"Ahmed al-Ghazi"}
    assert resolved("Sisi visited Fiji.", "Sisi", knowledge, "2020-05-01").state == "EGY"


def test_a_minister_is_not_of_the_country_visited(knowledge: Knowledge) -> None:
    """The only state of an article is not that of its visitor."""
    assert resolved("Trade Minister Ali Sow visited Fiji.", "Trade Minister Ali Sow", knowledge).state is None
    assert resolved("Trade Minister Ali Sow praised Fiji.", "Trade Minister Ali Sow", knowledge).state == "FJI"
