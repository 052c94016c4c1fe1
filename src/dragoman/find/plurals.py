"""Nouns that stand for several states together: "both countries", "the two leaders", "neither side", "the pair"."""

from dragoman.find.disjoint import barred_states
from dragoman.find.drafts import Draft, slug
from dragoman.find.sides import sides_before
from dragoman.find.stories import (
    Story,
    mentions_before,
    phrase_of,
    speaker_of,
    states_before,
    states_draft,
)
from dragoman.records import ActorKind
from dragoman.text.marked import Token

_COUNTED = {"two": 2, "both": 2, "either": 2, "neither": 2, "three": 3, "four": 4}
PRONOMINAL = ("both", "neither", "each", "either", "two")
_EITHER = ("neither", "either", "each")
_SEVERAL = ("our", "their", "these", "those")
_FREE_DEPS = ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj")
_PERSONS = ("president", "minister", "leader", "premier", "man", "woman")
# Nouns for states that mean the sides without a number too: "the neighbours", "the parties agreed".
_BARE = ("side", "country", "nation", "neighbour", "neighbor", "rival", "party", "foe", "government", "capital")
_ONE_SIDE = ("side", "country", "government", "nation", "state", "party", "capital", "delegation")


def is_one_of_both(story: Story, token: Token) -> bool:
    """Whether a singular noun means one of two or both: "neither side", "each country", "the pair"."""
    before = story.desk.reader.lower(token.index - 1)
    if token.lemma == "pair":
        return before == "the" and story.desk.reader.lower(token.index + 1) != "of"
    return before in _EITHER and token.lemma in _ONE_SIDE


def is_together(story: Story, token: Token) -> bool:
    """Whether a plural role noun means those of the sides: "the two foreign ministers", "the leaders"."""
    if token.text.lower() in story.desk.gazetteer.words.plural_nouns or is_one_of_both(story, token):
        return True
    first, words = phrase_of(story, token)
    return any(word in _COUNTED for word in words) and _is_definite(story, first, words)


def plural(story: Story, token: Token) -> Draft | None:
    """What stands for "the two countries", "both sides", "our countries": the states that the story joins."""
    first, words = phrase_of(story, token)
    number = next((_COUNTED[word] for word in words if word in _COUNTED), 0)
    if is_one_of_both(story, token):
        number = 2
    several = [word for word in words if word in _SEVERAL]
    bare = story.desk.reader.lower(first - 1) == "the" and not words and token.lemma in (*_BARE, *_PERSONS[:4])
    bare = bare and story.desk.reader.lower(token.index + 1) != "of"  # "the leaders of the Gulf states" says whose
    barred = barred_states(story, token)
    if _is_mutual(story, first):
        number, first, barred = 2, first - 3, frozenset()
    elif not (number or several or bare) or not _is_definite(story, first, words):
        return None
    persons = token.lemma in _PERSONS and not several
    states = _of_persons(story, token, number) if persons else ()
    if not states and "our" in words:
        states = _of_speaker(story, token)
    states = states or sides_before(story, token, number, barred)
    if len(states) < 2:
        return None
    text = story.desk.words(first, token.index + 1)
    draft = states_draft(
        story, first, token.index + 1, token.index, states, f'"{text}": the states that the story joins'
    )
    if persons:
        draft.kind, draft.sector, draft.identity = ActorKind.OFFICE, "GOV", slug(text)
    return draft


def pronominal(story: Story, token: Token, lower: str) -> Draft | None:
    """The two states that "both", "neither", "each" or "the two" stand for where no noun follows: "thanked both"."""
    if token.dep not in _FREE_DEPS or (lower == "two" and story.desk.reader.lower(token.index - 1) != "the"):
        return None
    following = story.desk.reader.lower(token.index + 1)
    if following in ("of", "other", "sides") and lower != "both":
        return None
    states = sides_before(story, token, 2, frozenset())
    if len(states) != 2:
        return None
    return states_draft(
        story, token.index, token.index + 1, token.index, states, f'"{lower}": the states that the story joins'
    )


def owned_by_sides(story: Story, head: int) -> tuple[str, ...]:
    """The states behind a role noun in "of both countries", "from the two sides", "on both sides"; may be none."""
    marked = story.desk.marked
    for preposition in marked.children(head):
        if preposition.dep == "prep" and preposition.lemma in ("of", "from", "for", "on"):
            for noun in marked.children(preposition.index):
                if noun.text.lower() in story.desk.gazetteer.words.plural_nouns and (found := plural(story, noun)):
                    return found.states
    return ()


def _is_mutual(story: Story, first: int) -> bool:
    """Whether "each other's" stands before the phrase."""
    return [story.desk.reader.lower(at) for at in range(first - 3, first - 1)] == ["each", "other"]


def _is_definite(story: Story, first: int, words: list[str]) -> bool:
    """Whether a phrase points back: "two countries" alone speaks of any two."""
    if any(word in _SEVERAL or word in _EITHER or word == "both" for word in words):
        return True
    return story.desk.reader.lower(first - 1) in ("the", "both") or (bool(words) and words[0] == "the")


def _of_persons(story: Story, token: Token, number: int) -> tuple[str, ...]:
    """The states of the persons and office holders of this and the last sentence, when they are just as many."""
    states: dict[str, None] = {}
    for one in mentions_before(story, token.index, 1):
        if one.kind in (ActorKind.PERSON, ActorKind.OFFICE) and not one.is_plural:
            states.update(dict.fromkeys(one.resolved.states))
    return tuple(reversed(states)) if len(states) == (number or 2) else ()


def _of_speaker(story: Story, token: Token) -> tuple[str, ...]:
    """The speaker's state and the other side: "our countries"."""
    speaker = speaker_of(story, token)
    if speaker is None or len(speaker.resolved.states) != 1:
        return ()
    own = speaker.resolved.states[0]
    joined = sides_before(story, token, 2, frozenset())
    if own in joined:
        return joined
    others = states_before(story, token.index, (own,)) or _states_ahead(story, token, own)
    return (own, others[0]) if others else ()


def _states_ahead(story: Story, token: Token, own: str) -> list[str]:
    """The other states that the rest of the sentence names, places left out."""
    sentence = story.desk.marked.sentences[token.sentence]
    ahead = (story.by_head.get(index) for index in range(token.index + 1, sentence.last))
    named = (one for one in ahead if one is not None and one.kind not in (ActorKind.PLACE, ActorKind.OUTLET))
    return [state for one in named for state in one.resolved.states if state != own]
