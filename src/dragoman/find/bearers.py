"""The state of a titled person of whom the text does not say it beside the name."""

from dragoman.find.anaphors import possessor_of
from dragoman.find.arguments import OBJECT_DEPS
from dragoman.find.descriptors import Descriptor
from dragoman.find.drafts import Draft, states_of
from dragoman.find.found import MentionRole
from dragoman.find.readings import STATE_BODIES
from dragoman.find.stories import (
    SUBJECTS,
    Story,
    governing_state,
    mentions_before,
    only_state,
    speech_verb,
    states_before,
)
from dragoman.records import ActorKind

# Who is told something where a speaker is: "told reporters in Accra".
_AUDIENCES = ("reporter", "journalist", "delegate", "lawmaker", "parliament", "conference", "briefing", "rally")
INTERNATIONAL = ("IGO", "UNO", "EUR", "NGO")
BODIES = (ActorKind.OFFICE, ActorKind.ORGANISATION)


def complete_person(story: Story, draft: Draft) -> None:
    """Gives a titled person without a known state that of the title's possessor, else the one last spoken of."""
    person = draft.person
    if person is None:
        return
    descriptors = _descriptors(draft)
    if person.sector is None:
        person.sector = next((one.sector for one in descriptors if one.sector), None)
    if not person.states and person.sector not in INTERNATIONAL and person.offices and draft.bound is not None:
        for descriptor in descriptors:
            owner = possessor_of(story, descriptor.possessor, descriptor.named)
            if owner is not None:
                person.states = states_of(owner)
                person.sector = sector_from(owner, person.sector)
        if not person.states and holds_national_office(draft):
            state = _state_of_untold(story, draft)
            person.states = (state,) if state is not None else ()
            person.reason += f"; state {state} from the passage" if state is not None else ""
    draft.states, draft.sector, draft.reason = person.states, person.sector, person.reason


def holds_national_office(draft: Draft) -> bool:
    """Whether the text gives a person an office of the kind that each state has."""
    holds = any(descriptor.row.kind == "office" for descriptor in _descriptors(draft))
    return holds and draft.person is not None and draft.person.sector in (*STATE_BODIES, "OPP")


def sector_from(owner: Draft, sector: str | None) -> str | None:
    """The sector of a role in a body: the chairman of a party is of the party."""
    in_body = owner.kind in (ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.IGO)
    return owner.sector if in_body and owner.sector and sector in (None, "GOV") else sector


def _state_of_untold(story: Story, draft: Draft) -> str | None:
    """The state of a titled person of whom the text does not say it.

    That of the noun phrase it hangs on ("an Israeli delegation led by Minister X"); of the one state named so far; of
    the only subject of what it speaks of ("A closed the border. Minister X said …"). Otherwise nothing is guessed.
    """
    if story.desk.reader.lower(draft.first - 1) in ("including", "like"):
        around = [one for one in mentions_before(story, draft.first, 0) if one.states and one.descriptor is not None]
        if around and len(around[0].states) == 1:
            return around[0].states[0]
    governing = governing_state(story, draft.head) or _state_of_list(story, draft) or _state_of_office(story, draft)
    if governing is not None:
        return governing
    named = states_before(story, draft.first)
    if len(named) == 1:
        return named[0]
    spoken = _state_of_content(story, draft) or _state_of_venue(story, draft)
    if named:
        topic = _state_of_topic(story, draft)
        return (topic if topic not in _dealt_with(story, draft) else None) or spoken or _other_of_two(story, draft)
    return spoken or _untitled_state(story, draft)


def _state_of_office(story: Story, draft: Draft) -> str | None:
    """The one state whose holder of the same office was just named: "Chad's president … President X".

    An office has one holder: where another person has it for that state, it is not this one.
    """
    titles = _titles(draft)
    found: set[tuple[str, ...]] = set()
    for one in mentions_before(story, draft.first, 2):
        phrase = one.descriptor.row.phrase if one.person is None and one.descriptor is not None else ""
        is_named = phrase in titles or (
            phrase and phrase.split()[-1] in titles
        )  # "the foreign minister … the minister, X"
        if is_named and one.kind is ActorKind.OFFICE and len(one.resolved.states) == 1:
            found.add(one.resolved.states)
    held = {one.person.states for one in story.seen if one.person is not None and _titles(one) & titles}
    left = found - held
    return next(iter(left))[0] if len(left) == 1 else None


def _titles(draft: Draft) -> set[str]:
    """The titles that the text gives to a person beside this name."""
    return {one.row.phrase for one in _descriptors(draft)}


def _descriptors(draft: Draft) -> tuple[Descriptor, ...]:
    return (*draft.bound.descriptors, *draft.bound.apposed) if draft.bound is not None else ()


def _other_of_two(story: Story, draft: Draft) -> str | None:
    """The other state of a story of two, where the clause has the person deal with the one: "President X thanked A"."""
    spoken = {
        state
        for one in story.seen
        if one.kind not in (ActorKind.PLACE, ActorKind.OUTLET) and one.role is not MentionRole.DEMONYM
        for state in one.resolved.states
    }
    left = spoken - _dealt_with(story, draft)
    return next(iter(left)) if len(spoken) == 2 and len(left) == 1 else None


def _dealt_with(story: Story, draft: Draft) -> frozenset[str]:
    """The states that a person deals with as the subject of a verb: "President X thanked A" is not of A."""
    marked = story.desk.marked
    verb = marked.head(draft.head)
    if marked.tokens[draft.head].dep not in SUBJECTS or verb.pos != "VERB":
        return frozenset()
    objects = (story.by_head.get(kid.index) for kid in marked.children(verb.index) if kid.dep in OBJECT_DEPS)
    return frozenset(
        state for one in objects if one is not None and one.kind is ActorKind.STATE for state in one.resolved.states
    )


def _state_of_content(story: Story, draft: Draft) -> str | None:
    """The state that is the subject of what a titled person says: "Minister X said Chad understood the worries"."""
    verb = speech_verb(story, draft)
    told = [kid for kid in story.desk.marked.children(verb.index) if kid.dep == "ccomp"] if verb is not None else []
    for clause in told:
        for kid in story.desk.marked.children(clause.index):
            one = story.by_head.get(kid.index) if kid.dep in SUBJECTS and kid.index > draft.head else None
            if one is not None and one.kind is ActorKind.STATE and len(one.states) == 1:
                return one.states[0]
    return None


def _state_of_venue(story: Story, draft: Draft) -> str | None:
    """The state of the place where a titled person speaks: "the finance minister told reporters in Accra"."""
    verb = speech_verb(story, draft)
    if verb is None:
        return None
    for kid in story.desk.marked.descendants(verb.index):
        is_place = kid.dep == "pobj" and story.desk.marked.head(kid.index).lemma in ("in", "at")
        governor = story.desk.marked.head(story.desk.marked.head(kid.index).index) if is_place else None
        if governor is None or not (governor.index == verb.index or governor.lemma in _AUDIENCES):
            continue
        one = story.by_head.get(kid.index)
        if one is not None and one.kind is ActorKind.PLACE and len(one.states) == 1:
            return one.states[0]
    return None


def _state_of_list(story: Story, draft: Draft) -> str | None:
    """The state of the titled person before "and": "led by Minister X and General Y"."""
    if story.desk.reader.lower(draft.first - 1) != "and":
        return None
    near = (one for one in mentions_before(story, draft.first, 0) if one.last == draft.first - 1)
    person = next((one.person for one in near if one.person is not None and one.person.offices), None)
    return person.state if person is not None else None


def _state_of_topic(story: Story, draft: Draft) -> str | None:
    """The state that alone is a subject in what a speaker says, or else in the sentence before."""
    head = story.desk.marked.tokens[draft.head]
    if speech_verb(story, draft) is None:
        return None
    for back in (0, 1):
        subjects = {
            one.resolved.states
            for one in mentions_before(story, draft.first, back)
            if story.desk.marked.tokens[one.head].sentence == head.sentence - back
            and _is_subject(story, one)
            and one.kind in (ActorKind.STATE, *BODIES)
        }
        if subjects:
            only = next(iter(subjects))
            return only[0] if len(subjects) == 1 and len(only) == 1 else None
    return None


def _is_subject(story: Story, draft: Draft) -> bool:
    """Whether a mention is a subject, or stands in a list of them ("A and B agreed")."""
    token = story.desk.marked.tokens[draft.head]
    while token.dep == "conj" and token.head < token.index:
        token = story.desk.marked.tokens[token.head]
    return token.dep in SUBJECTS


def _untitled_state(story: Story, draft: Draft) -> str | None:
    """The only state in reach, unless it is another person's ("Prime Minister X met A's leader Y")."""
    state = only_state(story, draft)
    marked = story.desk.marked
    head = marked.tokens[draft.head]
    if head.dep in SUBJECTS and marked.head(head.index).lemma in story.desk.gazetteer.words.outward_verbs:
        return None  # "Minister X visited A"
    sentence = marked.sentences[marked.tokens[draft.first].sentence]
    near = (story.by_head.get(index) for index in range(sentence.first, sentence.last))
    others = [one.person for one in near if one is not None and one.person is not None]
    return None if any(state in other.states for other in others if other is not draft.person) else state
