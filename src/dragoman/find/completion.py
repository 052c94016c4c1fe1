"""What a mention leaves open: the state of a role without an owner, and the person or body it names again."""

from dragoman.find.anaphors import possessor_of
from dragoman.find.arguments import OBJECT_DEPS, subject_of
from dragoman.find.atom import Atom
from dragoman.find.bearers import BODIES, INTERNATIONAL, complete_person, sector_from
from dragoman.find.bodies import take_up_body
from dragoman.find.complements import MASSES
from dragoman.find.descriptors import Descriptor
from dragoman.find.disjoint import rival_subject
from dragoman.find.drafts import Draft, is_international, of_states, states_of
from dragoman.find.found import MentionRole
from dragoman.find.naming import Person
from dragoman.find.plurals import is_one_of_both, is_together, owned_by_sides, plural
from dragoman.find.readings import STATE_BODIES
from dragoman.find.stories import (
    REACH,
    SUBJECTS,
    Story,
    governing_state,
    last_state,
    only_place,
    only_state,
    state_of_report,
    states_before,
)
from dragoman.records import ActorKind

# Sectors whose unnamed people belong to the state last spoken of ("told lawmakers"); sources and analysts do not.
# Those who fight or rob belong to it only where no other state is in sight ("gunmen" on a border are anybody's).
_OF_THE_ONLY_PLACE = ("CRM", "REB", "UAF")
_OF_THE_PLACE = ("LEG", "MIL", "COP", "JUD", "CVL", "LAB", "AGR", "OPP", "PTY")
# Private callings need a state spoken of: a place alone ("dentists met in Oslo") does not make them its people.
_CIVIL = ("MED",)
# How many mentions back "the minister" may find the minister: some two pages.
FARTHEST = 200


def complete(story: Story, draft: Draft) -> None:
    """Fills the state of a role phrase without an owner, and finds the person or body it names again."""
    descriptor = draft.descriptor
    if draft.kind is ActorKind.PERSON:
        complete_person(story, draft)
    if draft.states or draft.person is not None or descriptor is None:
        if descriptor is not None and draft.kind is ActorKind.OFFICE and not draft.is_plural:
            _same_office(story, draft)
        elif draft.kind is ActorKind.PLACE and not draft.states and not draft.is_known:
            _fill(story, draft, only_state(story, draft), "the only state in reach")
            if not draft.states:
                _fill(story, draft, last_state(story, draft, 0), "ambiguous: the state spoken of beside it")
        return
    if draft.sector in INTERNATIONAL or _named_together(story, draft) or take_up_body(story, draft):
        return
    if descriptor.named is not None or descriptor.possessor is not None:
        _of_possessor(story, draft)
    elif descriptor.definite and _is_known_before(story, draft, descriptor):
        return
    is_named_crowd = draft.kind is ActorKind.ANONYMOUS and descriptor.named is not None  # "M23 rebels"
    if not draft.states and draft.same_as is None and not is_named_crowd:
        _of_surroundings(story, draft)


def _named_together(story: Story, draft: Draft) -> bool:
    """Reads "the two leaders" as the states of the persons named last."""
    token = story.desk.marked.tokens[draft.head]
    if not (draft.is_plural or is_one_of_both(story, token)) or not is_together(story, token):
        return False
    together = plural(story, token)
    if together is None:
        return False
    draft.states, draft.role = together.states, MentionRole.ANAPHOR
    draft.name, draft.reason = together.name, together.reason
    if token.lemma == "party":
        draft.kind, draft.sector, draft.identity = ActorKind.STATE, None, None  # of talks, not of a parliament
    elif draft.kind is ActorKind.ANONYMOUS and together.kind is ActorKind.OFFICE:
        draft.kind = ActorKind.OFFICE
    return True


def _of_possessor(story: Story, draft: Draft) -> None:
    """Gives a role the state of its possessor ("his delegation"); a counterpart the other state of the passage."""
    descriptor = draft.descriptor
    if descriptor is None:
        return
    owner = possessor_of(story, descriptor.possessor, descriptor.named)
    states = states_of(owner) if owner is not None else ()
    if owner is not None:
        draft.sector = sector_from(owner, draft.sector)
        if owner.sector and descriptor.row.phrase in story.desk.gazetteer.words.relational:
            draft.sector = owner.sector
    if descriptor.row.kind == "counterpart" and len(states) == 1:
        other = _other_state(story, draft, states[0])
        states = (other,) if other else ()
    if states:
        draft.states = states
        draft.reason += "; state of its possessor"
        if draft.kind in BODIES and descriptor.named is None:
            draft.name = of_states(story.desk, draft.name, states)


def _same_office(story: Story, draft: Draft) -> bool:
    """Links "the (Colombian) president" to a person with that office, "the ministry" to the ministry named before."""
    descriptor = draft.descriptor
    if descriptor is None or descriptor.indefinite or descriptor.possessor is not None:
        return False
    hosts = _host_states(story, descriptor)
    placed = _states_at(story, descriptor.weak)
    for other in story.seen[: -FARTHEST - 1 : -1]:
        actor = other.resolved
        states = states_of(actor)
        elsewhere = placed and not placed & set(states)  # "the ministry in Oslo"
        if hosts & set(states) or elsewhere or (draft.states and states != draft.states):
            continue
        if actor.person is not None:
            is_same = draft.kind is ActorKind.OFFICE and (descriptor.definite or bool(draft.states))
            is_same = is_same and _holds(actor.person, descriptor)
        else:
            is_same = (
                not draft.states and bool(states) and actor.kind is draft.kind and _is_same_role(actor, descriptor)
            )
        if is_same:
            draft.same_as, draft.role = actor, MentionRole.ANAPHOR
            return True
    return False


def _is_known_before(story: Story, draft: Draft, descriptor: Descriptor) -> bool:
    """Links "the ministry" and "the sailors" to those named before; whether there are any."""
    if draft.kind is ActorKind.ANONYMOUS:
        return _same_people(story, draft, descriptor)
    return draft.kind in BODIES and _same_office(story, draft)


def _same_people(story: Story, draft: Draft, descriptor: Descriptor) -> bool:
    """Gives "the sailors" the state of the sailors named before, where these are of one state alone."""
    near = story.seen[: -FARTHEST - 1 : -1]
    found = {
        states for other in near
        if other.kind is ActorKind.ANONYMOUS and _is_same_role(other, descriptor) and (states := other.resolved.states)
    }  # fmt: skip
    if len(found) != 1:
        return False
    (draft.states,) = found
    draft.reason += f"; of {', '.join(draft.states)}, as the same people before"
    return True


def _holds(person: Person, descriptor: Descriptor) -> bool:
    """Whether one of a person's offices is what a role phrase names; of one word ("minister"), its noun is enough."""
    titles = [office.title.lower() for office in person.offices]
    titles.extend((term.office or "").lower() for term in person.terms)
    wanted = {descriptor.row.phrase, (descriptor.row.office or descriptor.row.phrase).lower()}
    if " " not in descriptor.row.phrase:
        return any(title.split(" of ")[0].split(" to ")[0].endswith(descriptor.row.phrase) for title in titles)
    return any(title == one or title.startswith(f"{one} of ") for title in titles for one in wanted)


def _is_same_role(actor: Draft, descriptor: Descriptor) -> bool:
    if actor.descriptor is None:
        return False
    known, wanted = actor.descriptor.row.phrase, descriptor.row.phrase
    return known == wanted or (" " not in wanted and known.split()[-1 if " of " not in known else 0] == wanted)


def _of_surroundings(story: Story, draft: Draft) -> None:
    """Gives a role without an owner the state of its list, its place, or the passage; sources and analysts get none."""
    descriptor = draft.descriptor
    if descriptor is None or draft.sector is None or draft.kind is ActorKind.PLACE:
        return
    if draft.kind is ActorKind.ANONYMOUS and descriptor.row.phrase.startswith("peacekeep"):
        draft.sector = "IGO"  # where they serve is never whose they are
        return
    if _of_the_words_around(story, draft, descriptor):
        return
    if draft.kind is ActorKind.ORGANISATION and descriptor.named is not None:
        _fill(story, draft, only_state(story, draft), "the only state in reach")
    elif _is_of_one_state(draft, descriptor):
        topic = state_of_report(story, draft)
        if topic is not None:
            _fill(story, draft, topic, "the state whose act it tells")
        else:
            _of_the_passage(story, draft)
    elif _is_crowd(draft, descriptor):
        if draft.sector in _CIVIL:
            _fill(story, draft, last_state(story, draft, REACH), "the state last spoken of")
        elif draft.sector in _OF_THE_PLACE:
            _of_the_passage(story, draft)
        elif draft.sector in _OF_THE_ONLY_PLACE:
            _fill(story, draft, only_state(story, draft), "the only state in reach")


def _of_the_passage(story: Story, draft: Draft) -> None:
    met = _met_in_participle(story, draft)
    if met:
        others = states_before(story, draft.first, tuple(met))
        _fill(story, draft, others[0] if len(others) == 1 else None, "the state last spoken of besides the guest")
        return
    here = last_state(story, draft, 0) or (only_place(story, draft) if _is_out_there(story, draft) else None)
    state = here or last_state(story, draft, REACH) or only_state(story, draft)
    if state not in _harmers(story, draft) or len(story.desk.states) < 2:
        _fill(story, draft, state, "the state last spoken of")


def _is_out_there(story: Story, draft: Draft) -> bool:
    """Whether a crowd or police acts, so that a place named with it says whose it is."""
    marked = story.desk.marked
    is_crowd = draft.kind is ActorKind.ANONYMOUS or (draft.sector == "COP" and draft.kind is ActorKind.ORGANISATION)
    is_backed = any(marked.tokens[index].text == "-" for index in range(draft.first, draft.head))  # "A-backed"
    return is_crowd and not is_backed and marked.tokens[draft.head].dep in SUBJECTS


def _harmers(story: Story, draft: Draft) -> frozenset[str]:
    """The states of who harms or expels the people: in a story of several states they need not be its own."""
    marked = story.desk.marked
    token = marked.tokens[draft.head]
    while token.dep in ("conj", "compound", "amod", "poss") and token.head != token.index:
        token = marked.tokens[token.head]
    verb = marked.head(token.index)
    if token.dep not in OBJECT_DEPS or verb.lemma not in story.desk.gazetteer.words.harming_verbs:
        return frozenset()
    subject = subject_of(marked, verb)
    one = story.by_head.get(subject.index) if subject is not None else None
    return frozenset(one.resolved.states) if one is not None else frozenset()


def _met_in_participle(story: Story, draft: Draft) -> set[str]:
    """The states of those whom a subject deals with in a participle before it: "Greeting the king, the premier …"."""
    marked = story.desk.marked
    if marked.tokens[draft.head].dep != "nsubj":
        return set()
    verb = marked.head(draft.head)
    participles = [kid for kid in marked.children(verb.index) if kid.dep == "advcl" and kid.tag == "VBG"]
    objects = [
        story.by_head.get(kid.index)
        for participle in participles
        for kid in marked.children(participle.index)
        if kid.dep in OBJECT_DEPS and kid.index < draft.first
    ]
    return {state for one in objects if one is not None for state in one.resolved.states}


def _of_the_words_around(story: Story, draft: Draft, descriptor: Descriptor) -> bool:
    """Whether the words beside a role say whose it is, or that nothing more is to be looked for; fills it."""
    sides = owned_by_sides(story, draft.head)
    joined = None if sides else _joined(story, draft)
    if sides or joined is not None:
        draft.states = sides or (joined.resolved.states if joined is not None else ())
        draft.reason += "; of the states that the story joins" if sides else "; owner shared in a list"
        return True
    if draft.kind is ActorKind.ANONYMOUS and any(
        story.desk.marked.tokens[index].text[0].isupper() for index in descriptor.modifiers if index > descriptor.first
    ):
        return True
    hosts = _host_states(story, descriptor)
    if hosts:
        others = states_before(story, draft.first, tuple(hosts))
        _fill(story, draft, others[0] if others else None, "the state last spoken of besides the host")
        return True
    return _of_clause(story, draft, descriptor)


def _of_clause(story: Story, draft: Draft, descriptor: Descriptor) -> bool:
    """Fills the state of who sends them, where they are, of the phrase around, or other than the receiver's."""
    sender = _sender(story, draft)
    placed = [entry for atom in descriptor.weak if (entry := story.desk.entry(atom)) is not None and entry.state]
    if placed and is_international(story.desk, descriptor, placed[0]):
        draft.sector = "IGO"
        return True
    if sender is not None:
        _fill(story, draft, sender, "the state that sends them")
    elif placed:
        _fill(story, draft, placed[0].state, f"it is placed in {' and '.join(entry.name for entry in placed)}")
        draft.states = tuple(dict.fromkeys(entry.state for entry in placed if entry.state))
    elif (governing := governing_state(story, draft.head)) is not None:
        _fill(story, draft, governing, "of the phrase it hangs on")
    elif draft.kind is ActorKind.OFFICE and _is_received(story, draft):
        others = states_before(story, draft.first, tuple(_receivers(story, draft)))
        _fill(story, draft, others[0] if others else None, "the state last spoken of besides the receiver")
    else:
        return False
    return True


def _is_of_one_state(draft: Draft, descriptor: Descriptor) -> bool:
    """Whether a bare role is a body or office that each state has, so that the passage says whose it is."""
    is_body = draft.kind in BODIES and draft.sector in (*STATE_BODIES, "OPP", "PTY", "ELI")
    is_party = draft.kind is ActorKind.GROUP and draft.sector in ("OPP", "PTY")
    return (is_body or is_party) and not descriptor.indefinite


def _is_crowd(draft: Draft, descriptor: Descriptor) -> bool:
    """Whether a role names unnamed people together: "lawmakers", "troops"; "people" alone says nothing."""
    is_several = draft.kind is ActorKind.ANONYMOUS and draft.is_plural
    is_mass = descriptor.row.phrase in MASSES
    return (is_several or is_mass) and not descriptor.row.phrase.startswith("people")


def _sender(story: Story, draft: Draft) -> str | None:
    """The state of the subject that sends people or forces somewhere: "Canberra sends troops to Honiara"."""
    marked = story.desk.marked
    token = marked.tokens[draft.head]
    verb = marked.head(draft.head)
    if token.dep not in OBJECT_DEPS or verb.lemma not in story.desk.gazetteer.words.sending_verbs:
        return None
    subject = subject_of(marked, verb)
    one = story.by_head.get(subject.index) if subject is not None else None
    return one.resolved.states[0] if one is not None and len(one.resolved.states) == 1 else None


def _is_received(story: Story, draft: Draft) -> bool:
    """Whether an office is the object of "summoned", "met", …: its holder is not the subject's."""
    verb = story.desk.marked.head(draft.head)
    is_object = story.desk.marked.tokens[draft.head].dep in OBJECT_DEPS
    return is_object and verb.lemma in story.desk.gazetteer.words.receiving


def _receivers(story: Story, draft: Draft) -> frozenset[str]:
    found = rival_subject(story, story.desk.marked.tokens[draft.head])
    return frozenset(found[0].resolved.states) if found is not None else frozenset()


def _host_states(story: Story, descriptor: Descriptor) -> set[str]:
    return _states_at(story, descriptor.hosts)


def _states_at(story: Story, atoms: list[Atom]) -> set[str]:
    entries = (story.desk.entry(atom) for atom in atoms)
    return {entry.state for entry in entries if entry is not None and entry.state}


def _joined(story: Story, draft: Draft) -> Draft | None:
    """The role phrase before "and" whose owner a bare one shares: "Azerbaijan's ministers and high officials"."""
    token = story.desk.marked.tokens[draft.head]
    descriptor = draft.descriptor
    if token.dep != "conj" or descriptor is None or descriptor.definite or descriptor.indefinite:
        return None
    before = story.by_head.get(token.head)
    if before is None or before.descriptor is None or before.head >= draft.head:
        return None
    return before if before.resolved.states else None


def _fill(story: Story, draft: Draft, state: str | None, why: str) -> None:
    if state is None:
        return
    draft.states = (state,)
    draft.reason += f"; {state}: {why}"
    if draft.kind in BODIES and draft.descriptor is not None:
        draft.name = of_states(story.desk, draft.name, draft.states)


def _other_state(story: Story, draft: Draft, state: str) -> str | None:
    return next(iter(states_before(story, draft.first, (state,))), None)
