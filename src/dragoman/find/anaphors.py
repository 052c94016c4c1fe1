"""Nouns that point back: "the two countries", "his country", "its neighbour", "the latter"."""

from dragoman.find.arguments import subject_of
from dragoman.find.atom import Atom
from dragoman.find.disjoint import barred_from_country
from dragoman.find.drafts import Draft, states_of
from dragoman.find.found import MentionRole
from dragoman.find.pronouns import pronoun
from dragoman.find.stories import (
    Story,
    anaphor_of,
    mentions_before,
    phrase_of,
    salient_state,
    states_before,
    states_draft,
)
from dragoman.records import ActorKind
from dragoman.text.marked import Token


def former_or_latter(story: Story, token: Token, lower: str) -> Draft | None:
    """Which of the two persons, or else the two actors, named last "the former" or "the latter" is."""
    names = [
        one for one in reversed(mentions_before(story, token.index, 1))
        if one.role in (MentionRole.TITLE, MentionRole.NAME, MentionRole.METONYM) and one.kind is not ActorKind.PLACE
    ]  # fmt: skip
    following = story.desk.marked.tokens[token.index + 1] if token.index + 1 < len(story.desk.marked.tokens) else None
    if following is not None and following.pos in ("NOUN", "PROPN", "ADJ"):
        return None
    distinct: list[Draft] = []
    for one in names:
        if all(known.resolved.name != one.resolved.name for known in distinct):
            distinct.append(one)
    persons = [one for one in distinct if one.kind is ActorKind.PERSON]
    pair = persons if len(persons) >= 2 else distinct
    if len(pair) < 2:
        return None
    chosen = pair[-2] if lower == "former" else pair[-1]
    return anaphor_of(
        story,
        token.index,
        token.index + 1,
        token.index,
        MentionRole.ANAPHOR,
        chosen,
        f'"the {lower}" of two named before',
    )


def neighbour(story: Story, token: Token) -> Draft | None:
    """What stands for "its larger neighbour": the name beside it, else the only other state of the passage."""
    first, words = phrase_of(story, token)
    named = _apposed_state(story, token)
    if named is not None:
        last = max((child.index for child in _until_apposition(story, token)), default=token.index) + 1
        return anaphor_of(story, first, last, token.index, MentionRole.DESCRIPTOR, named, "in apposition to its name")
    owner = next((index for index in range(first, token.index) if story.desk.marked.tokens[index].tag == "PRP$"), None)
    if owner is None:
        return None
    possessor = possessor_of(story, owner, None)
    states = states_of(possessor) if possessor is not None else ()
    if len(states) != 1 or token.tag not in ("NN", "NNP"):
        return None
    others = states_before(story, token.index, states)
    if len(others) != 1 or not story.desk.gazetteer.words.directions.isdisjoint(words):
        return None  # better nobody than the wrong neighbour
    text = story.desk.words(first, token.index + 1)
    return states_draft(
        story, first, token.index + 1, token.index, (others[0],), f'"{text}": the other state of the passage'
    )


def _until_apposition(story: Story, token: Token) -> list[Token]:
    """The complements between the noun and the name beside it ("ally *of Azerbaijan*, Türkiye")."""
    return [
        below
        for child in story.desk.marked.children(token.index)
        if child.dep == "prep" and child.index > token.index
        for below in story.desk.marked.descendants(child.index)
        if below.dep != "appos"
    ]


def _apposed_state(story: Story, token: Token) -> Draft | None:
    """The state that stands in apposition to "ally", "neighbour", …, before or after it."""
    beside = [child.index for child in story.desk.marked.children(token.index) if child.dep == "appos"]
    if token.dep == "appos":
        beside.append(token.head)
    found = (story.by_head.get(index) for index in beside)
    return next((one for one in found if one is not None and one.kind is ActorKind.STATE), None)


def country(story: Story, token: Token) -> Draft | None:
    """What stands for "his country", "the kingdom", "neighbouring country to X": one state spoken of before."""
    first, words = phrase_of(story, token)
    own = next((index for index in range(first, token.index) if story.desk.marked.tokens[index].tag == "PRP$"), None)
    text = story.desk.words(first, token.index + 1)
    here = (first, token.index + 1, token.index)
    if own is not None:
        possessor = possessor_of(story, own, None)
        states = states_of(possessor) if possessor is not None else ()
        return states_draft(story, *here, states, f'"{text}": of its possessor') if len(states) == 1 else None
    article = story.desk.reader.lower(first - 1) in ("the", "this") or "this" in words
    if not article or token.lemma == "government" or (token.lemma == "state" and not words):
        return None
    if any(word.startswith("neighbo") for word in words):
        last = token.index + 1
        near = story.desk.atoms.starting(last + 1) if story.desk.reader.lower(last) in ("to", "of") else None
        entry = story.desk.entry(near) if near is not None else None
        without = (entry.state,) if entry is not None and entry.state else ()
        others = states_before(story, token.index, without)
        other = salient_state(story, token, frozenset(without)) if without else None
        if other is None and len(others) == 1:
            other = others[0]
        return states_draft(story, *here, (other,), f'"{text}": the other state') if other else None
    visited = _visited_place(story, token)
    if visited is not None:
        return states_draft(story, *here, (visited,), f'"{text}": where the clause has somebody go')
    barred, is_sure = barred_from_country(story, token)
    if token.lemma not in ("country", "nation", "island"):
        states = tuple(state for state in states_before(story, token.index) if state not in barred)
        called = tuple(state for state in states if _is_called(story, state, token.lemma))
        uncalled = frozenset(states) - frozenset(called) if called else frozenset()
        chosen = salient_state(story, token, barred | uncalled)
    else:
        chosen = salient_state(story, token, barred)
    if chosen is None and not is_sure:
        chosen = salient_state(story, token, frozenset())
    return states_draft(story, *here, (chosen,), f'"{text}": the state last spoken of') if chosen else None


def _visited_place(story: Story, token: Token) -> str | None:
    """The state of the place to which persons go, for what they do there: "flew to Chad to meet the country's leaders".

    Only below the verb or noun of the journey, and not in what they say: "arrived in Chad, saying the country would".
    """
    marked, words = story.desk.marked, story.desk.gazetteer.words
    for above in marked.ancestors(token.index):
        if above.dep == "ccomp" or above.lemma in words.speech_verbs:
            return None
        journeys = above.lemma in words.arriving_verbs or above.lemma in words.visit_nouns
        stays = above.lemma == "be" and any(_is_visit(story, kid) for kid in marked.descendants(above.index))
        if not (journeys or stays):
            continue
        subject = subject_of(marked, above) if above.pos in ("VERB", "AUX") else None
        goer = story.by_head.get(subject.index) if subject is not None else None
        if goer is None or goer.resolved.kind is ActorKind.STATE or goer.head >= token.index:
            continue
        for kid in marked.children(above.index):
            for place in (kid, *marked.children(kid.index)):
                one = story.by_head.get(place.index)
                is_goal = place.dep in ("dobj", "pobj") and place.index < token.index and one is not goer
                if is_goal and one is not None and len(one.resolved.states) == 1:
                    return one.resolved.states[0] if one.resolved.states != goer.resolved.states else None
    return None


def _is_visit(story: Story, token: Token) -> bool:
    return token.dep == "pobj" and token.lemma in story.desk.gazetteer.words.visit_nouns


def _is_called(story: Story, state: str, noun: str) -> bool:
    row = story.desk.gazetteer.states.get(state)
    return row is not None and any(noun in name.lower() for name in (*row.official, *row.epithets, *row.aliases))


def possessor_of(story: Story, possessor: int | None, named: Atom | None) -> Draft | None:
    """Whoever owns a role: a person named before it, a possessive pronoun, or "the country's"."""
    if named is not None:
        inside = (one for one in mentions_before(story, named.first, 0) if one.first <= named.first < one.last)
        owner = next(inside, None) or story.by_head.get(named.last - 1)
    elif possessor is not None:
        token = story.desk.marked.tokens[possessor]
        owner = pronoun(story, token, token.text.lower()) if token.tag == "PRP$" else country(story, token)
    else:
        owner = None
    return owner.resolved if owner is not None else None
