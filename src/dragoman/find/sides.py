"""The sides of a story: states that one construction joins, for "both countries", "the two sides", "the pair"."""

from collections.abc import Iterator

from dragoman.find.arguments import objects_of, sides_below, subject_of
from dragoman.find.drafts import Draft
from dragoman.find.found import MentionRole
from dragoman.find.stories import REACH, Joined, Story, mentions_before
from dragoman.records import ActorKind
from dragoman.text.marked import Sentence, Token

# How strongly a construction makes its members the two sides: "between A and B", "A and B", "A accused B"; what a
# mediator does to or says of others makes it no side.
_BETWEEN, _LISTED, _ACTED, _MEDIATED = 3, 2, 1, 0
_DASHES = ("-", "–", "‑", "—")
# Labels of what stands before a noun, with those of the first half of a pair ("Chadian-Libyan").
_MODIFYING = ("amod", "compound", "nmod", "poss", "npadvmod")
_ARMED = ("REB", "UAF", "OPP", "CRM")
_ABSTRACT = ("side", "party")
# Sentences back to which a story is searched for its sides: some three pages, so that long pages stay cheap.
_FAR = 60


def sides_before(story: Story, token: Token, number: int, barred: frozenset[str]) -> tuple[str, ...]:
    """The states that a plural anaphor at `token` stands for, in reading order; nothing where the text does not say.

    Looked for, in this order: what was joined in the last sentences, then farther back in the story, then later in
    this sentence and in the next; then all states in reach, when they are just as many; last, what a mediator joined.
    `number` is 0 for any number from two on; `barred` states are left out.
    """
    is_abstract = token.lemma in _ABSTRACT
    near = list(_joined_backwards(story, token, REACH))
    for one in near:
        if one.strength > _MEDIATED and not one.states and is_abstract:
            return ()
        if one.strength > _MEDIATED and _fits(one, number, barred):
            return one.states
    far = _joined_backwards(story, token, _FAR)
    for one in (*(one for one in far if one.strength >= _ACTED), *_joined_ahead(story, token)):
        if _fits(one, number, barred):
            return one.states
    left = [state for state in _acting_states(story, token) if state not in barred]
    if len(left) == (number or 2):
        return tuple(reversed(left))
    mediated = next((one.states for one in near if _fits(one, number, barred)), ())
    return mediated or _states_of_sentence(story, token, number, barred)


def _states_of_sentence(story: Story, token: Token, number: int, barred: frozenset[str]) -> tuple[str, ...]:
    """All states that the sentence has named so far, places and adjectives too, when they are just as many."""
    states: dict[str, None] = {}
    for one in reversed(mentions_before(story, token.index, 0)):
        states.update(dict.fromkeys(state for state in one.resolved.states if state not in barred))
    return tuple(states) if len(states) == (number or 2) else ()


def _fits(one: Joined, number: int, barred: frozenset[str]) -> bool:
    size = len(one.states)
    return size >= 2 and number in (0, size) and not barred.intersection(one.states)


def _joined_backwards(story: Story, token: Token, reach: int) -> Iterator[Joined]:
    """What the sentences before a token join, the latest sentence first, the strongest of each first."""
    sentences = story.desk.marked.sentences
    yield from joined_in(story, sentences[token.sentence], 0, token.index)
    for number in range(token.sentence - 1, max(token.sentence - reach, 0) - 1, -1):
        sentence = sentences[number]
        if sentence.story != story.number:
            return
        if number not in story.joined:
            story.joined[number] = joined_in(story, sentence, 0, sentence.last)
        yield from story.joined[number]


def _joined_ahead(story: Story, token: Token) -> Iterator[Joined]:
    """What the rest of this sentence and the next one join, for "told both sides that … Kenya and Chad"."""
    for sentence in story.desk.marked.sentences[token.sentence : token.sentence + 2]:
        if sentence.story == story.number:
            yield from (one for one in joined_in(story, sentence, token.index + 1, sentence.last) if one.strength >= 1)


def joined_in(story: Story, sentence: Sentence, start: int, limit: int) -> list[Joined]:
    """What a sentence joins between two tokens, the strongest first, the later of equals first."""
    members: dict[int, Draft] = {}
    for index in range(max(sentence.first, start), min(sentence.last, limit)):
        one = story.by_head.get(index)
        if one is not None and one.kind not in (ActorKind.PLACE, ActorKind.OUTLET):
            members[index] = one
    if not members:
        return []
    found = [*_lists(story, members), *_acts(story, members, sentence)]
    return sorted(found, key=lambda one: (-one.strength, -one.at))


def _lists(story: Story, members: dict[int, Draft]) -> Iterator[Joined]:
    marked = story.desk.marked
    behind: set[int] = set()
    for index, one in members.items():
        if index in behind:
            continue
        chain = [one, *_conjuncts(story, members, index)]
        behind.update(other.head for other in chain)
        joined = _join(chain)
        if joined is not None:
            last = max(other.head for other in chain)
            strength = min(_strength(story, marked.tokens[index]), *(_called(story, other) for other in chain))
            yield Joined(states=joined, at=last, strength=strength)


def _conjuncts(story: Story, members: dict[int, Draft], index: int) -> Iterator[Draft]:
    """The members that a list goes on with: by the parse, or by "A and B" and "A–B" as printed."""
    marked = story.desk.marked
    for kid in marked.children(index):
        if kid.dep == "conj" and kid.index in members:
            yield members[kid.index]
            yield from _conjuncts(story, members, kid.index)
    one = members[index]
    joint = story.desk.reader.lower(one.last)
    if one.kind is ActorKind.STATE and joint in ("and", *_DASHES):
        at = one.last + 1 + (story.desk.reader.lower(one.last + 1) == "the")
        other = next((two for two in members.values() if two.first == at and two.kind is ActorKind.STATE), None)
        if other is not None and marked.tokens[other.head].head != index:
            yield other


def _join(chain: list[Draft]) -> tuple[str, ...] | None:
    """The states of a list; empty for sides of other kinds, null where nothing is joined."""
    states: dict[str, None] = {}
    for one in chain:
        states.update(dict.fromkeys(one.resolved.states))
    if len(states) >= 2 and all(one.resolved.states for one in chain):
        return tuple(states)
    distinct = {one.resolved.identity or one.resolved.states for one in chain}
    kinds = {one.resolved.kind for one in chain}
    is_inner = any(one.resolved.kind is ActorKind.GROUP or one.resolved.sector in _ARMED for one in chain)
    if len(distinct) >= 2 and len(chain) == 2 and (is_inner or (ActorKind.IGO in kinds and states)):
        return ()
    return None


def _strength(story: Story, token: Token) -> int:
    marked = story.desk.marked
    if token.dep == "pobj" and marked.head(token.index).lemma == "between":
        return _BETWEEN
    if token.dep in _MODIFYING:
        noun = marked.head(token.index)
        while noun.dep in _MODIFYING and noun.head > noun.index:  # "the Chadian-Libyan border dispute"
            noun = marked.head(noun.index)
        if noun.dep == "pobj" and marked.head(noun.index).lemma == "between":
            return _BETWEEN
        if _is_matter(story, noun):
            return _MEDIATED
    if _mediates(story, token):
        return _MEDIATED
    verb = marked.head(token.index)
    is_speaker = token.dep == "nsubj" and verb.lemma in story.desk.gazetteer.words.speech_verbs
    return _ACTED if is_speaker else _LISTED


def _is_matter(story: Story, noun: Token) -> bool:
    """Whether a noun is what others speak of: "the zone of the Chadian-Libyan conflict" joins no sides of a story."""
    marked = story.desk.marked
    if noun.lemma not in story.desk.gazetteer.words.matters:
        return False
    while noun.dep == "conj" and noun.head < noun.index:
        noun = marked.head(noun.index)
    return noun.dep == "pobj" and marked.head(noun.index).dep == "prep"


def _called(story: Story, one: Draft) -> int:
    """The most that a member's relative clause or apposition lets it be: "France, which hosts the talks"."""
    return _MEDIATED if _is_called_mediator(story, one.head) else _BETWEEN


def _mediates(story: Story, subject: Token) -> bool:
    """Whether a subject mediates by its verb, by its relative clause, or by being called the mediator."""
    verb = story.desk.marked.head(subject.index)
    by_verb = subject.dep == "nsubj" and verb.lemma in story.desk.gazetteer.words.mediating
    return by_verb or _is_called_mediator(story, subject.index)


def _is_called_mediator(story: Story, head: int) -> bool:
    words = story.desk.gazetteer.words.mediating
    return any(
        (kid.dep == "relcl" and kid.lemma in words) or (kid.dep == "appos" and kid.lemma in ("mediator", "host"))
        for kid in story.desk.marked.children(head)
    )


def _acts(story: Story, members: dict[int, Draft], sentence: Sentence) -> Iterator[Joined]:
    """The pairs of subject and object of verbs, and of nouns between two states ("Chad's war on Togo").

    A place is a side as an object ("flew to Lima"). What a relative clause tells is background and joins weakly.
    """
    marked = story.desk.marked
    for token in marked.sentence_tokens(sentence):
        if token.pos == "VERB":
            subject = subject_of(marked, token)
            if subject is None or subject.index not in members:
                continue
            rest = [story.by_head[one.index] for one in objects_of(marked, token) if one.index in story.by_head]
            is_weak = _mediates(story, subject) or token.lemma in story.desk.gazetteer.words.mediating
            is_weak = is_weak or subject.tag in ("WP", "WDT")
            yield from _pairs(members[subject.index], rest, _MEDIATED if is_weak else _ACTED)
        elif token.pos == "NOUN" and token.index not in members:
            rest = [members[one.index] for one in sides_below(marked, token) if one.index in members]
            yield from _pairs(rest[0], rest[1:], _ACTED) if rest else ()


def _pairs(one: Draft, rest: list[Draft], strength: int) -> Iterator[Joined]:
    for other in rest:
        joined = _join([one, other])
        if joined is not None and len(joined) in (0, 2):
            yield Joined(states=joined, at=max(one.head, other.head), strength=strength)
            return


def _acting_states(story: Story, token: Token) -> list[str]:
    """The states in reach before a token, latest first, without places, mediators and mere adjectives."""
    states: dict[str, None] = {}
    for one in mentions_before(story, token.index, REACH):
        is_side = one.kind not in (ActorKind.PLACE, ActorKind.OUTLET) and one.role is not MentionRole.DEMONYM
        if is_side and not _mediates(story, story.desk.marked.tokens[one.head]):
            states.update(dict.fromkeys(reversed(one.resolved.states)))
    return list(states)
