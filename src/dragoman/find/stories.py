"""What one story has named so far, in reading order, and what later mentions look up in it."""

import msgspec

from dragoman.find.drafts import Desk, Draft
from dragoman.find.found import MentionRole
from dragoman.records import ActorKind
from dragoman.text.marked import Token

# Sentences back in which an antecedent is looked for; the seeds need 2 ("the two nations"), more invites errors.
REACH = 3
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PART_PREPOSITIONS = ("including", "under", "of", "with")
_SPEAKING = (ActorKind.STATE, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.ANONYMOUS)


class Joined(msgspec.Struct, frozen=True, gc=False):
    """States that one construction joins ("A and B", "A accused B"), the place of the last, and how strong it is.

    `states` is empty where the sides are not states: a state and an organisation, a government and its rebels.
    """

    states: tuple[str, ...]
    at: int
    strength: int


class Story(msgspec.Struct, kw_only=True):
    """The mentions of one story, the outermost mention of each head token, and the tokens inside quotation marks.

    `joined` keeps, for each sentence that is behind, what it joins.
    """

    desk: Desk
    by_head: dict[int, Draft]
    quoted: frozenset[int]
    number: int = -1
    seen: list[Draft] = []
    joined: dict[int, list[Joined]] = {}


def mentions_before(story: Story, first: int, reach: int) -> list[Draft]:
    """The mentions before a token, latest first, at most `reach` sentences back."""
    sentence = story.desk.marked.tokens[first].sentence
    recent: list[Draft] = []
    for other in reversed(story.seen):
        if sentence - story.desk.marked.tokens[other.first].sentence > reach:
            break
        recent.append(other)
    return recent


def states_before(story: Story, first: int, without: tuple[str, ...] = ()) -> list[str]:
    """The states spoken of before a token, latest first, each once; places and outlets do not count."""
    states: dict[str, None] = {}
    for one in mentions_before(story, first, REACH):
        if one.kind not in (ActorKind.PLACE, ActorKind.OUTLET):
            states.update(dict.fromkeys(state for state in reversed(one.resolved.states) if state not in without))
    return list(states)


def last_state(story: Story, draft: Draft, reach: int) -> str | None:
    """The state spoken of last: a subject of this or the last sentences before any other mention."""
    recent = [
        one for one in mentions_before(story, draft.first, reach)
        if len(one.resolved.states) == 1 and one.kind not in (ActorKind.PLACE, ActorKind.OUTLET) and one is not draft
        and not _is_mission(one)
    ]  # fmt: skip
    sentence = story.desk.marked.tokens[draft.first].sentence
    near = [one for one in recent if story.desk.marked.tokens[one.first].sentence == sentence]
    for group in (near, recent):
        subjects = [one for one in group if story.desk.marked.tokens[one.head].dep in SUBJECTS]
        if subjects or group:
            return (subjects or group)[0].resolved.states[0]
    return None


def _is_mission(one: Draft) -> bool:
    """Whether a mention is a building abroad: police and crowds before it are of the country around it."""
    return one.descriptor is not None and one.descriptor.row.phrase in ("embassy", "consulate", "high commission")


def only_place(story: Story, draft: Draft) -> str | None:
    """The one state whose places the sentence of a mention names, on either side of it."""
    sentence = story.desk.marked.sentences[story.desk.marked.tokens[draft.first].sentence]
    near = (story.by_head.get(index) for index in range(sentence.first, sentence.last))
    placed = [one for one in near if one is not None and MentionRole.PLACE in (one.role, one.resolved.role)]
    states = {state for one in placed for state in one.resolved.states}
    return next(iter(states)) if len(states) == 1 else None


def speech_verb(story: Story, draft: Draft) -> Token | None:
    """The verb of speech whose subject a mention is."""
    verb = story.desk.marked.head(draft.head)
    is_subject = story.desk.marked.tokens[draft.head].dep in SUBJECTS
    return verb if is_subject and verb.lemma in story.desk.gazetteer.words.speech_verbs else None


def state_of_report(story: Story, draft: Draft) -> str | None:
    """The state that acts in what a body reports: "Kuwait is to deport Egyptians, the interior ministry said"."""
    marked, verb = story.desk.marked, speech_verb(story, draft)
    if verb is None:
        return None
    told = next((kid for kid in marked.children(verb.index) if kid.dep == "ccomp" and kid.index < verb.index), None)
    if told is None:
        return None
    for kid in marked.children(told.index):
        one = story.by_head.get(kid.index) if kid.dep in SUBJECTS else None
        if one is not None and one.kind is not ActorKind.PLACE and len(one.resolved.states) == 1:
            return one.resolved.states[0]
    return None


def governing_state(story: Story, head: int) -> str | None:
    """The state of the noun phrase that a token hangs on: "an Israeli delegation led by Minister X", "a team of …"."""
    marked = story.desk.marked
    below = marked.tokens[head]
    for above in marked.ancestors(head):
        one = story.by_head.get(above.index) or _owner_of(story, above)
        is_harmed = below.lemma in story.desk.gazetteer.words.harming_verbs and below.tag != "VBN"
        is_part = below.dep == "prep" and below.lemma in _PART_PREPOSITIONS
        hangs = is_part or (below.dep in ("acl", "relcl") and not is_harmed)
        if one is not None and hangs and one.kind is not ActorKind.PLACE and len(one.resolved.states) == 1:
            return one.resolved.states[0] if one.head < head else None
        if above.pos in ("VERB", "AUX") and above.dep not in ("acl", "relcl"):
            return None
        below = above
    return None


def _owner_of(story: Story, noun: Token) -> Draft | None:
    """The actor that owns or qualifies a noun which is no mention itself: "a Chadian team"."""
    kids = story.desk.marked.children(noun.index)
    owners = (story.by_head.get(kid.index) for kid in kids if kid.dep in ("amod", "poss", "compound"))
    return next((one for one in owners if one is not None), None)


def only_state(story: Story, draft: Draft) -> str | None:
    """The one state that the sentence or else the article names."""
    here = story.desk.states_in.get(story.desk.marked.tokens[draft.first].sentence, set())
    if len(here) == 1:
        return next(iter(here))
    return next(iter(story.desk.states)) if len(story.desk.states) == 1 and not here else None


def salient_state(story: Story, token: Token, barred: frozenset[str]) -> str | None:
    """The state spoken of last: of each sentence back, its subjects first; places, adjectives and outlets do not count.

    A verb's object comes before its subject for what the subject says of it ("A accused B, saying the country …").
    """
    addressee = _addressee(story, token)
    if addressee is not None and addressee not in barred:
        return addressee
    best: dict[tuple[int, int], str] = {}
    for one in mentions_before(story, token.index, REACH):
        head = story.desk.marked.tokens[one.head]
        states = one.resolved.states
        counts = one.kind not in (ActorKind.PLACE, ActorKind.OUTLET) and one.role is not MentionRole.DEMONYM
        counts = counts and head.tag not in ("WP", "WDT")
        if counts and len(states) == 1 and states[0] not in barred and one.head < token.index:
            best.setdefault((token.sentence - head.sentence, 0 if head.dep in SUBJECTS else 1), states[0])
    return best[min(best)] if best else None


def _addressee(story: Story, token: Token) -> str | None:
    """The state that is the object of the verb above the clause of a participle of saying, which holds the token."""
    marked = story.desk.marked
    for verb in marked.ancestors(token.index):
        if verb.dep == "advcl" and verb.tag == "VBG" and verb.lemma in story.desk.gazetteer.words.speech_verbs:
            kids = marked.children(verb.head)
            objects = [story.by_head.get(kid.index) for kid in kids if kid.dep in ("dobj", "nsubjpass")]
            states = [one.resolved.states for one in objects if one is not None and one.head < token.index]
            return next((one[0] for one in states if len(one) == 1), None)
    return None


def speaker_of(story: Story, token: Token) -> Draft | None:
    """Who speaks the quotation around a token: a subject outside it in the sentence, else the last speaker."""
    sentence = story.desk.marked.sentences[token.sentence]
    words = story.desk.gazetteer.words
    outside = [
        one for index in range(sentence.first, sentence.last)
        if (one := story.by_head.get(index)) is not None and one.kind in _SPEAKING and index not in story.quoted
        and story.desk.marked.tokens[index].dep in SUBJECTS
    ]  # fmt: skip
    for one in outside:
        if story.desk.marked.head(one.head).lemma in words.speech_verbs:
            return one
    if len(outside) == 1 and story.desk.marked.head(outside[0].head).dep in ("ROOT", "parataxis", "ccomp"):
        return outside[0]  # "joked the minister": any verb beside a quotation may tell who speaks
    said = [
        one for one in mentions_before(story, token.index, REACH + 2)
        if one.head not in story.quoted and one.kind in _SPEAKING
        and story.desk.marked.tokens[one.head].dep in SUBJECTS
    ]  # fmt: skip
    speaking = (one for one in said if story.desk.marked.head(one.head).lemma in words.speech_verbs)
    return next(speaking, said[0]) if said else None


def nearness(story: Story, token: Token, one: Draft) -> tuple[int, int]:
    """Sentence distance first, then subjects before others."""
    other = story.desk.marked.tokens[one.head]
    return (token.sentence - other.sentence, 0 if other.dep in SUBJECTS else 1)


def coordinated_states(story: Story, one: Draft) -> Draft | None:
    """The plural actor of "Israel and Turkey", when the mention heads such a list."""
    states = list(one.resolved.states)
    kinds = {one.resolved.kind}
    last = one.last
    for child in story.desk.marked.descendants(one.head):
        other = story.by_head.get(child.index)
        if child.dep == "conj" and other is not None and other is not one:
            states.extend(state for state in other.resolved.states if state not in states)
            kinds.add(other.resolved.kind)
            last = max(last, other.last)
    if len(states) < 2 or kinds != {ActorKind.STATE}:
        return None
    return states_draft(story, one.first, last, one.head, tuple(states), "coordinated states")


def anaphor_of(story: Story, first: int, last: int, head: int, role: MentionRole, actor: Draft, why: str) -> Draft:
    """A mention that names the actor of another mention again."""
    target = actor.resolved
    return Draft(
        first=first, last=last, head=head, kind=target.kind, role=role, name=target.name, states=target.states,
        sector=target.sector, reason=why, same_as=target,
    )  # fmt: skip


def states_draft(story: Story, first: int, last: int, head: int, states: tuple[str, ...], why: str) -> Draft:
    """A mention that stands for a state, or for several together."""
    names = sorted(story.desk.gazetteer.state_name(state) for state in states)
    return Draft(
        first=first, last=last, head=head, kind=ActorKind.STATE, role=MentionRole.ANAPHOR, name=" + ".join(names),
        states=states, reason=why, identity=None, is_plural=len(states) > 1,
    )  # fmt: skip


def phrase_of(story: Story, token: Token) -> tuple[int, list[str]]:
    """The first token of the noun phrase of `token` without an article, and its lower-case words before the noun."""
    first = token.index
    start = story.desk.marked.sentences[token.sentence].first
    while first - 1 >= start and first > token.index - 4:
        before = story.desk.marked.tokens[first - 1]
        if before.pos not in ("DET", "ADJ", "NUM", "PRON", "NOUN", "PROPN") or before.tag in ("PRP", "WP", "WDT"):
            break
        first -= 1
        if before.tag == "PRP$":
            break
    words = [story.desk.reader.lower(index) for index in range(first, token.index)]
    while words and words[0] in ("the", "a", "an"):
        words, first = words[1:], first + 1
    return first, words
