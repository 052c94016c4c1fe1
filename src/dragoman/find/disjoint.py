"""Whom an object cannot name: the subject of its own clause ("Chad warned the country", "accusing it of")."""

from dragoman.find.arguments import OBJECT_DEPS, SIDE_PREPOSITIONS, SUBJECT_DEPS, clause_verb, subject_of
from dragoman.find.drafts import Draft
from dragoman.find.stories import Story
from dragoman.records import ActorKind
from dragoman.text.marked import Token

# Behind these a person or a body deals with another state; "left the country", "runs the country" speak of its own.
_DEALING = ("with", "against")


def rival_subject(story: Story, token: Token) -> tuple[Draft, Token, bool] | None:
    """The subject of the clause in which a token stands outside the subject, the verb, and whether it is its object.

    An object stands below the verb itself or behind a preposition of sides; all else is a circumstance or a part.
    """
    marked = story.desk.marked
    place = clause_verb(marked, token.index)
    if place is None or place[1].dep in SUBJECT_DEPS:
        return None
    verb, below = place
    subject = subject_of(marked, verb)
    one = story.by_head.get(subject.index) if subject is not None else None
    if one is None or one.kind is ActorKind.ANONYMOUS or one.head >= token.index:
        return None
    behind = marked.head(token.index)
    is_object = below is token and token.dep in (*OBJECT_DEPS, "nsubjpass", "attr", "oprd")
    return one, verb, is_object or (behind is below and behind.lemma in SIDE_PREPOSITIONS)


def barred_states(story: Story, token: Token) -> frozenset[str]:
    """The states that a plural object cannot stand for: those of the subject of its own clause.

    "Oman thanked both governments" and "Oman hosted talks between the two countries" leave out Oman; "Chad wants better
    ties between the two countries" does not leave out Chad.
    """
    found = rival_subject(story, token)
    if found is None:
        return frozenset()
    one, verb, is_object = found
    mediates = verb.lemma in story.desk.gazetteer.words.mediating
    return frozenset(one.resolved.states) if is_object or mediates else frozenset()


def barred_from_country(story: Story, token: Token) -> tuple[frozenset[str], bool]:
    """The states that "the country" as an object is not, and whether that is sure.

    Of "Russia meddled in the country" it is likely only: "Kenya banned plastic in the country" means Kenya.
    """
    found = rival_subject(story, token)
    behind = story.desk.marked.head(token.index)
    if token.dep == "poss":  # "met with the country's minister"
        behind = story.desk.marked.head(behind.index)
    if found is None:
        return frozenset(), True
    one, verb, is_object = found
    states = frozenset(one.resolved.states)
    if one.resolved.kind is ActorKind.STATE:
        deals = is_object or behind.lemma in _DEALING
        return states, deals
    words = story.desk.gazetteer.words
    speaks = is_object and (verb.lemma in words.speech_verbs or verb.lemma in words.outward_verbs)
    return (states, True) if speaks or behind.lemma in _DEALING else (frozenset(), True)


def is_disjoint(story: Story, token: Token, rival: Draft) -> bool:
    """Whether an object pronoun cannot name a rival: it, or its state, is the subject of the pronoun's clause."""
    if token.dep not in (*OBJECT_DEPS, "pobj") or token.text.lower().endswith("self"):
        return False
    found = rival_subject(story, token)
    if found is None or not (found[2] or token.dep in OBJECT_DEPS):
        return False
    subject, actor = found[0].resolved, rival.resolved
    is_same_state = (
        bool(subject.states)
        and subject.states == actor.states
        and ActorKind.PERSON
        not in (
            subject.kind,
            actor.kind,
        )
    )
    is_same_person = actor.person is not None and actor.person is subject.person
    return actor is subject or is_same_state or is_same_person
