"""Statements: text → kind, speech act, speaker, cue and content, each pattern with near misses."""

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

# Parts of a content are joined by " … ".
STATEMENTS: list[tuple[str, list[Row]]] = [
    (
        "“We will reopen the consulate,” Kesner said.",
        [
            ("direct", "assert", "Kesner", "said", "“We will reopen the consulate,”"),
        ],
    ),
    (
        "“We will reopen the consulate,” said Foreign Minister Ana Kesner.",
        [
            ("direct", "assert", "Foreign Minister Ana Kesner", "said", "“We will reopen the consulate,”"),
        ],
    ),
    (
        "“The corridor is ours,” complained a senior adviser to the president.",
        [
            ("direct", "assert", "senior adviser to the president", "complained", "“The corridor is ours,”"),
        ],
    ),
    (
        "“We will reopen the consulate,” Kesner said. “It is time.”",
        [
            ("direct", "assert", "Kesner", "said", "“We will reopen the consulate,” … “It is time.”"),
        ],
    ),
    (
        "“The ceasefire,” she added, “is holding only because of the snow.”",
        [
            ("direct", "assert", "she", "added", "“The ceasefire,” … “is holding only because of the snow.”"),
        ],
    ),
    (
        "Kesner told the Meridian Courier: “We have waited long enough.”",
        [
            ("direct", "assert", "Kesner", "told", "“We have waited long enough.”"),
        ],
    ),
    (
        "Kesner said, “We have waited long enough. Nobody listened.”",
        [
            ("direct", "assert", "Kesner", "said", "“We have waited long enough. Nobody listened.”"),
        ],
    ),
    (
        '"We have waited," Kesner said.',
        [
            ("direct", "assert", "Kesner", "said", '"We have waited,"'),
        ],
    ),
    (
        "'We don't want the neighbours' quarrels', Kesner said.",
        [
            ("direct", "assert", "Kesner", "said", "'We don't want the neighbours' quarrels'"),
        ],
    ),
    (
        "‘We don’t want the neighbours’ quarrels’, Kesner said.",
        [
            ("direct", "assert", "Kesner", "said", "‘We don’t want the neighbours’ quarrels’"),
        ],
    ),
    (
        "‘It is up to [Quito] to decide’, she said.",
        [
            ("direct", "assert", "she", "said", "‘It is up to [Quito] to decide’"),
        ],
    ),
    (
        "«We are ready», said President Okoye.",
        [
            ("direct", "assert", "President Okoye", "said", "«We are ready»"),
        ],
    ),
    (
        "„We are ready“, said President Okoye.",
        [
            ("direct", "assert", "President Okoye", "said", "„We are ready“"),
        ],
    ),
    (
        "Talks have stalled, two people said.",
        [
            ("indirect", "assert", "two people", "said", "Talks have stalled"),
        ],
    ),
    (
        "The delegation, according to a diplomat, included two bankers.",
        [
            ("indirect", "assert", "diplomat", "according to", "The delegation … included two bankers."),
        ],
    ),
    (
        "According to the ministry, the border reopened on Monday.",
        [
            ("indirect", "assert", "ministry", "According to", "the border reopened on Monday."),
        ],
    ),
    (
        "The border reopened on Monday, according to the ministry.",
        [
            ("indirect", "assert", "ministry", "according to", "The border reopened on Monday"),
        ],
    ),
    (
        "The corridor, which Tehran says would violate its borders, remains closed.",
        [
            ("indirect", "assert", "Tehran", "says", "would violate its borders"),
        ],
    ),
    (
        "It was a pact that Delgado claimed he had drafted alone.",
        [
            ("indirect", "assert", "Delgado", "claimed", "he had drafted alone"),
        ],
    ),
    (
        "Delgado left early, saying that the pact was dead.",
        [
            ("indirect", "assert", "Delgado", "saying", "that the pact was dead"),
        ],
    ),
    (
        "Kesner denied that troops had crossed the river.",
        [
            ("indirect", "deny", "Kesner", "denied", "that troops had crossed the river"),
        ],
    ),
    (
        "Lima neither confirmed nor denied the strike.",
        [
            ("indirect", "decline_comment", "Lima", "denied", "the strike"),
        ],
    ),
    (
        "The ministry declined to comment.",
        [
            ("indirect", "decline_comment", "ministry", "declined", "to comment"),
        ],
    ),
    (
        "The ministry did not respond to a request for comment.",
        [
            ("indirect", "decline_comment", "ministry", "respond", "a request for comment"),
        ],
    ),
    (
        "Kesner made no mention of the base.",
        [
            ("indirect", "non_mention", "Kesner", "mention", "the base"),
        ],
    ),
    (
        "The minister did not mention the base.",
        [
            ("indirect", "non_mention", "minister", "mention", "the base"),
        ],
    ),
    (
        "Lima vowed to retaliate.",
        [
            ("indirect", "promise", "Lima", "vowed", "to retaliate"),
        ],
    ),
    (
        "Lima threatened to close the strait.",
        [
            ("indirect", "threaten", "Lima", "threatened", "to close the strait"),
        ],
    ),
    (
        "Quito urged Lima to withdraw its troops.",
        [
            ("indirect", "request", "Quito", "urged", "Lima to withdraw its troops"),
        ],
    ),
    (
        "Quito ordered its envoy to return.",
        [
            ("indirect", "request", "Quito", "ordered", "its envoy to return"),
        ],
    ),
    (
        "Lima wants to reopen the border.",
        [
            ("indirect", "assert", "Lima", "wants", "to reopen the border"),
        ],
    ),
    (
        "Kesner believes that the pact is dead.",
        [
            ("indirect", "assert", "Kesner", "believes", "that the pact is dead"),
        ],
    ),
    (
        "Nairobi hopes to host the talks.",
        [
            ("indirect", "assert", "Nairobi", "hopes", "to host the talks"),
        ],
    ),
    (
        "The two states plan to sign the pact in May.",
        [
            ("indirect", "announce", "The two states", "plan", "to sign the pact in May"),
        ],
    ),
    (
        "Kesner called the accord “a surrender in slow motion”.",
        [
            ("mixed", "name_call", "Kesner", "called", "the accord “a surrender in slow motion”"),
        ],
    ),
    (
        "Kesner described Lima as ‘an old friend’.",
        [
            ("mixed", "name_call", "Kesner", "described", "Lima as ‘an old friend’"),
        ],
    ),
    (
        "Kesner dismissed the accord as a trap.",
        [
            ("indirect", "accuse", "Kesner", "dismissed", "the accord as a trap"),
        ],
    ),
    (
        "Quito accused Lima of shelling a village.",
        [
            ("indirect", "accuse", "Quito", "accused", "Lima of shelling a village"),
        ],
    ),
    (
        "Kesner praised Lima for its restraint.",
        [
            ("indirect", "praise", "Kesner", "praised", "Lima for its restraint"),
        ],
    ),
    (
        "With Okoye calling Delgado the ‘butcher of the bay’, the summit ended.",
        [
            ("mixed", "name_call", "Okoye", "calling", "Delgado the ‘butcher of the bay’"),
        ],
    ),
    (
        "Kesner condemned the attack on the embassy.",
        [
            ("indirect", "accuse", "Kesner", "condemned", "the attack on the embassy"),
        ],
    ),
    (
        "Ambassador Quist sounded relieved. “We can breathe again.”",
        [
            ("direct", "assert", "Ambassador Quist", None, "“We can breathe again.”"),
        ],
    ),
    (
        "The pact would work “as if nothing had happened”, Kesner said.",
        [
            ("mixed", "assert", "Kesner", "said", "The pact would work “as if nothing had happened”"),
        ],
    ),
    (
        "Kesner emphasised the importance of the pact: “It will hold for years.”",
        [
            ("indirect", "assert", "Kesner", "emphasised", "the importance of the pact"),
            ("direct", "assert", "Kesner", "emphasised", "“It will hold for years.”"),
        ],
    ),
    (
        "Reuters quoted a senior diplomat as saying that the port would close.",
        [
            ("indirect", "assert", "senior diplomat", "saying", "that the port would close"),
        ],
    ),
    (
        "Delgado was quoted by the agency as saying that talks had failed.",
        [
            ("indirect", "assert", "Delgado", "saying", "that talks had failed"),
        ],
    ),
    (
        "It was reported that the envoy had resigned.",
        [
            ("indirect", "assert", None, "reported", "that the envoy had resigned"),
        ],
    ),
    (
        "The envoy is reported to have resigned.",
        [
            ("indirect", "assert", None, "reported", "The envoy … to have resigned"),
        ],
    ),
    (
        "Many believe that the pact is dead.",
        [
            ("indirect", "assert", "Many", "believe", "that the pact is dead"),
        ],
    ),
    (
        "Observers expect the pact to fail.",
        [
            ("indirect", "assert", "Observers", "expect", "the pact to fail"),
        ],
    ),
    (
        "Lima reportedly shelled the village.",
        [
            ("indirect", "assert", None, "reportedly", "Lima … shelled the village."),
        ],
    ),
    (
        "A leaked draft shows that both sides would withdraw.",
        [
            ("indirect", "assert", "draft", "shows", "that both sides would withdraw"),
        ],
    ),
    (
        "The ministry’s statement said that the road was open.",
        [
            ("indirect", "assert", "The ministry’s statement", "said", "that the road was open"),
        ],
    ),
    (
        "Tirana’s claim that Belgrade had armed the rebels was not new.",
        [
            ("indirect", "assert", "Tirana", "claim", "that Belgrade had armed the rebels"),
        ],
    ),
    (
        "News spread amid reports that troops had crossed the river.",
        [
            ("indirect", "assert", None, "reports", "that troops had crossed the river"),
        ],
    ),
    (
        "Yerevan: Baku shelled village",
        [
            ("indirect", "assert", "Yerevan", ":", "Baku shelled village"),
        ],
    ),
    (
        "KESNER: We have no choice.",
        [
            ("indirect", "assert", "KESNER", ":", "We have no choice."),
        ],
    ),
    (
        "‘No red lines’: Finnish president",
        [
            ("direct", "assert", "Finnish president", ":", "‘No red lines’"),
        ],
    ),
    (
        "“No deal is better than a bad deal.” — Ana Kesner",
        [
            ("direct", "assert", "Ana Kesner", "—", "“No deal is better than a bad deal.”"),
        ],
    ),
    (
        "As Kesner said on Monday, the bridge is closed.",
        [
            ("indirect", "assert", "Kesner", "said", "the bridge is closed."),
        ],
    ),
    (
        "In a post on Telegram, Kesner said the bridge was closed.",
        [
            ("indirect", "assert", "Kesner", "said", "the bridge was closed"),
        ],
    ),
    (
        "In an interview with Le Matin, Kesner said the bridge was closed.",
        [
            ("indirect", "assert", "Kesner", "said", "the bridge was closed"),
        ],
    ),
    (
        "Athens insists the islet is Greek, while Ankara maintains that it is not.",
        [
            ("indirect", "assert", "Athens", "insists", "the islet is Greek"),
            ("indirect", "assert", "Ankara", "maintains", "that it is not"),
        ],
    ),
    (
        "Kesner asked whether the port would reopen.",
        [
            ("indirect", "request", "Kesner", "asked", "whether the port would reopen"),
        ],
    ),
    (
        "“The bridge is closed,” shrugged Kesner.",
        [
            ("direct", "assert", "Kesner", "shrugged", "“The bridge is closed,”"),
        ],
    ),
    (
        "Kesner kept pounding Delgado as a “serial liar”.",
        [
            ("mixed", "name_call", "Kesner", "pounding", "Delgado as a “serial liar”"),
        ],
    ),
    (
        "Officials who spoke on condition of anonymity said the base was shut.",
        [
            ("indirect", "assert", "Officials", "said", "the base was shut"),
        ],
    ),
    (
        "Kesner, quoting a diplomat, said the base was shut.",
        [
            ("indirect", "assert", "Kesner", "said", "the base was shut"),
        ],
    ),
    (
        "The law is a mistake, argued Kesner, who leads the party.",
        [
            ("indirect", "assert", "Kesner", "argued", "The law is a mistake"),
        ],
    ),
    (
        "Amid rain the port, Kesner added, stays shut.",
        [
            ("indirect", "assert", "Kesner", "added", "Amid rain the port … stays shut."),
        ],
    ),
    (
        "The ministry made the following comment: “The bridge is closed.”",
        [
            ("direct", "assert", "ministry", None, "“The bridge is closed.”"),
        ],
    ),
]

NO_STATEMENTS = [
    "The so-called “friendship bridge” reopened.",
    "They sailed on the “Northern Lantern” to Lima.",
    "The ‘Group of Five’ met in Nairobi.",
    "The visit demonstrates an ever-stronger bond.",
    "Figures point to a slowdown in trade.",
    "The rocket's range isn't known.",
    "It rained in the '90s.",
    "The neighbours’ quarrel over the bay’s islets goes on.",
    "Explainer: Who is who in the cabinet",
    "Peace Agreement: Historic Achievement, but Not the End of the Story",
    "The army presented the new guns on Monday.",
    "It can be assumed that the bay was a topic.",
    "The move shows that Lima is ready.",
    "Kesner added two ministers to the cabinet.",
    "The company released the ship on Monday.",
    "LIMA: Two men crossed the river on Monday.",
    "She wore a “Peace Now” badge.",
    "The 6'2\" guard left the hall.",
    "The treaty includes a clause on fishing rights.",
]


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


@pytest.mark.parametrize(("text", "expected"), STATEMENTS, ids=[text[:60] for text, _ in STATEMENTS])
def test_text_gives_its_statements(text: str, expected: list[Row], knowledge: Knowledge) -> None:
    """Each pattern of attribution gives the statements of its row, and no other."""
    marked, statements = read(text, knowledge)
    assert [row(marked, statement) for statement in statements] == expected


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_words_of_the_author_are_no_statement(text: str, knowledge: Knowledge) -> None:
    """Scare quotes, titles, apostrophes and what a fact "shows" are nobody's statement."""
    assert read(text, knowledge)[1] == ()


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


def test_every_span_gives_words_of_the_text(knowledge: Knowledge) -> None:
    """Contents begin and end with words, marks or brackets, never with white space."""
    for text, _ in STATEMENTS:
        marked, statements = read(text, knowledge)
        for statement in statements:
            assert all(marked.words(part) == marked.words(part).strip() != "" for part in statement.content)
