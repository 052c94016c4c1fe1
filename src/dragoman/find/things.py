"""Things that belong to a state and are named again without it: "a Chilean trawler … the ship"."""

from dragoman.find.drafts import Draft
from dragoman.find.stories import Story, states_draft
from dragoman.records import ActorKind
from dragoman.text.marked import Token

# Sentences back in which the thing is looked for: a page of news.
REACH = 15
_BACK = ("the", "this", "that", "these", "those")
_OWNERS = ("poss", "amod", "compound", "nmod")
_OF = ("of", "from")


def thing(story: Story, token: Token, lower: str) -> Draft | None:
    """The state of a ship, town or convoy that points back to one whose state the story has said; null for others."""
    kinds = story.desk.gazetteer.words.kinds_of_things
    kind = kinds.get(lower)
    if kind is None or story.desk.reader.lower(token.index - 1) not in _BACK:
        return None
    if _states_of(story, token):
        return None  # "the Chilean ship": its own words say whose it is
    first = story.desk.marked.sentences[max(0, token.sentence - REACH)].first
    found: set[tuple[str, ...]] = set()
    for index in range(first, token.index):
        earlier = story.desk.marked.tokens[index]
        if kinds.get(earlier.text.lower()) == kind and _is_in_story(story, earlier):
            states = _states_of(story, earlier)
            if states:
                found.add(states)
    if len(found) != 1:
        return None  # of two ships either may be meant
    (states,) = found
    here = (token.index, token.index + 1, token.index)
    return states_draft(story, *here, states, f'"the {lower}" named before as of {", ".join(states)}')


def _is_in_story(story: Story, token: Token) -> bool:
    return story.desk.marked.sentences[token.sentence].story == story.number


def _states_of(story: Story, noun: Token) -> tuple[str, ...]:
    """The one state of who owns, qualifies or lies around a thing."""
    marked = story.desk.marked
    owners = [child.index for child in marked.children(noun.index) if child.dep in _OWNERS]
    for child in marked.children(noun.index):
        if child.dep == "prep" and child.lemma in _OF:
            owners.extend(below.index for below in marked.children(child.index) if below.dep == "pobj")
    for index in (noun.index, *owners):
        one = story.by_head.get(index)
        if one is not None and one.kind is not ActorKind.OUTLET and len(one.resolved.states) == 1:
            return one.resolved.states
    return ()
