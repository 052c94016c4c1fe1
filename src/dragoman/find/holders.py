"""The states of titled persons whom the text gives none, from the story as a whole.

"Foreign Minister X, who arrived in Nepal on Wednesday" in a story of Serbia and Nepal is Serbia's. Reading in order
cannot know it; this looks back when the story has been read, and guesses only where a story is between two states.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.find.arguments import OBJECT_DEPS, SUBJECT_DEPS, subject_of
from dragoman.find.bearers import holds_national_office
from dragoman.find.drafts import Desk, Draft, states_of
from dragoman.find.found import MentionRole
from dragoman.find.naming import Person
from dragoman.find.stories import Story, state_of_report
from dragoman.records import ActorKind, RegionKind
from dragoman.text.datelines import LONGEST, dateline_at
from dragoman.text.marked import Token

# A state in the headline counts as so many mentions, and a third state may have at most this share of the second's.
TITLE_COUNTS, THIRD_SHARE = 3, 0.5
_WAYS = frozenset({"in", "to", "at", "for"})
_STATE_LIKE = (ActorKind.STATE, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.PERSON)


class _Case(msgspec.Struct):
    """What the story says of one person: states that it is not of, and those that it is likely of, with the words."""

    person: Person
    drafts: list[Draft]
    barred: dict[str, str] = {}
    likely: dict[str, str] = {}


def settle_holders(story: Story, drafts: Iterable[Draft]) -> None:
    """Gives titled persons without a state one of the two states of their story, where its words tell which.

    A visitor, caller or accuser is not of the state that is visited, called or accused, nor is a counterpart; who
    announces an act of a state is of that state, and whoever is named without a state is of the dateline's.
    """
    by_story: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_story.setdefault(story.desk.story(draft.first), []).append(draft)
    for own in by_story.values():
        cases = _cases(own)
        pair = _pair_of(story.desk, own) if cases else None
        if pair is not None:
            _settle(story, cases, own, pair)


def _cases(drafts: Iterable[Draft]) -> list[_Case]:
    cases: dict[int, _Case] = {}
    for draft in drafts:
        person = draft.person
        if person is None or (person.states and id(person) not in cases):
            continue
        if id(person) not in cases and not person.former:
            cases[id(person)] = _Case(person=person, drafts=[])
        if id(person) in cases:
            cases[id(person)].drafts.append(draft)
    return [case for case in cases.values() if any(holds_national_office(draft) for draft in case.drafts)]


def _pair_of(desk: Desk, drafts: Iterable[Draft]) -> tuple[str, str] | None:
    """The two states that a story is between; null where a third is told of nearly as much."""
    counts: Counter[str] = Counter()
    where: Counter[str] = Counter()
    for draft in drafts:
        states = states_of(draft.resolved)
        if len(states) != 1:
            continue
        if _is_where(desk, draft):
            where[states[0]] += 1
        elif draft.kind in _STATE_LIKE:
            in_title = desk.marked.sentences[desk.marked.tokens[draft.first].sentence].region is RegionKind.TITLE
            counts[states[0]] += TITLE_COUNTS if in_title else 1
    if len(counts) == 1:  # "opened an embassy in Nepal"
        counts.update({state: number for state, number in where.items() if state not in counts})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] > THIRD_SHARE * ranked[1][1]):
        return None
    return ranked[0][0], ranked[1][0]


def _settle(story: Story, cases: list[_Case], drafts: list[Draft], pair: tuple[str, str]) -> None:
    for case in cases:
        for draft in case.drafts:
            case.barred.update(_dealt_with(story, draft, pair))
            announced = state_of_report(story, draft)
            if announced in pair and announced is not None and not _leans_on_another(story.desk, case):
                case.likely.setdefault(announced, "whose act is announced")
    open_cases = [case for case in cases if not _decide(case, pair)]
    for _ in range(2):  # who meets whom may decide the one and then the other
        for case in open_cases:
            for draft in case.drafts:
                case.barred.update(_met(story, draft, pair))
        open_cases = [case for case in open_cases if not _decide(case, pair)]
    home = _dateline(story.desk, drafts)
    home = home if home in pair and home in _lead_states(story.desk, drafts) else None  # else only where they meet
    for case in open_cases:
        is_home = home is not None and not _leans_on_another(story.desk, case)
        likely = case.likely | ({home: "the dateline's"} if home is not None and is_home else {})
        if len(likely) == 1 and not case.barred.keys() & likely.keys():
            ((state, why),) = likely.items()
            _give(case, state, why)
    for case in cases:  # met by somebody who was only now decided
        if not case.person.states:
            for draft in case.drafts:
                case.barred.update(_met(story, draft, pair))
            _decide(case, pair)


def _decide(case: _Case, pair: tuple[str, str]) -> bool:
    """Gives a person the other state of two where it is surely not of the one."""
    left = [state for state in pair if state not in case.barred]
    if len(left) != 1:
        return False
    _give(case, left[0], next(why for state, why in case.barred.items() if state in pair))
    return True


def _give(case: _Case, state: str, why: str) -> None:
    case.person.states = (state,)
    case.person.reason += f"; state {state}, one of the story's two: {why}"
    for draft in case.drafts:
        draft.states, draft.reason = case.person.states, case.person.reason


def _leans_on_another(desk: Desk, case: _Case) -> bool:
    """Whether all titles of a person are of somebody else's: a spokesman, an envoy."""
    titles = {office.title.lower() for office in case.person.offices}
    return titles <= desk.gazetteer.words.relational


def _lead_states(desk: Desk, drafts: Iterable[Draft]) -> set[str]:
    """The states that the headline names, or else the first sentence that names any."""
    leads: dict[int, set[str]] = {}
    for draft in drafts:
        sentence = desk.marked.sentences[desk.marked.tokens[draft.first].sentence]
        if not _is_where(desk, draft):
            place = -1 if sentence.region is RegionKind.TITLE else sentence.index
            leads.setdefault(place, set()).update(draft.resolved.states)
    return next((leads[place] for place in sorted(leads) if leads[place]), set())


def _is_where(desk: Desk, draft: Draft) -> bool:
    """Whether a mention only says where something is: "talks in Mauritius"."""
    before = desk.reader.lower(draft.first - 1) if draft.first else ""
    return draft.role is MentionRole.PLACE or before in desk.gazetteer.words.place_prepositions


def _dateline(desk: Desk, drafts: Iterable[Draft]) -> str | None:
    """The state of the place in the dateline of a story."""
    text = desk.marked.article.text
    for draft in drafts:
        sentence = desk.marked.sentences[desk.marked.tokens[draft.first].sentence]
        found = dateline_at(text, (sentence.start, min(len(text), sentence.start + 2 * LONGEST)))
        if found is not None and found.place is not None and found.place[0] == desk.marked.tokens[draft.first].start:
            return draft.states[0] if len(draft.states) == 1 else None
    return None


def _dealt_with(story: Story, draft: Draft, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The states that a person visits or deals with as the subject of a verb, and the state of a counterpart."""
    marked, words = story.desk.marked, story.desk.gazetteer.words
    for verb in _verbs_of(story, draft):
        moves = [verb] if verb.lemma in words.arriving_verbs else []
        for move in (*moves, *_trips(story, verb)):
            for state, token in _ways(story, move):
                if state in pair:
                    yield state, f"{verb.text} {marked.words((token.start, token.end))}"
        if verb.lemma in words.speech_verbs | words.outward_verbs | words.receiving:
            for kid in marked.children(verb.index):
                one = story.by_head.get(kid.index) if kid.dep in OBJECT_DEPS else None
                if one is not None and one.kind is ActorKind.STATE and len(one.states) == 1 and one.states[0] in pair:
                    yield one.states[0], f"{verb.text} {story.desk.words(one.first, one.last)}"
    for kid in marked.children(draft.head):  # "X and his Nepalese colleague, Y"
        other = story.by_head.get(kid.index) if kid.dep == "conj" else None
        is_peer = other is not None and other.descriptor is not None and other.descriptor.row.kind == "counterpart"
        if other is not None and is_peer and len(other.resolved.states) == 1 and other.resolved.states[0] in pair:
            yield other.resolved.states[0], f"has a counterpart in {story.desk.words(other.first, other.last)}"


def _verbs_of(story: Story, draft: Draft) -> Iterator[Token]:
    """The verbs whose subject a person is: of the clause, of its series, and of a relative clause behind the name."""
    marked = story.desk.marked
    head = marked.tokens[draft.head]
    if head.dep in SUBJECT_DEPS:
        verb = marked.head(draft.head)
        yield verb
        yield from (kid for kid in marked.children(verb.index) if kid.dep == "conj" and subject_of(marked, kid) is head)
    for kid in marked.children(draft.head):
        if kid.dep == "relcl" and any(one.tag == "WP" for one in marked.children(kid.index) if one.dep == "nsubj"):
            yield kid


def _trips(story: Story, verb: Token) -> Iterator[Token]:
    """The visit on which somebody does something: "made the promise on a visit to X"."""
    for kid in story.desk.marked.children(verb.index):
        if kid.dep == "prep" and kid.lemma in ("on", "during"):
            for noun in story.desk.marked.children(kid.index):
                if noun.dep == "pobj" and noun.lemma in story.desk.gazetteer.words.visit_nouns:
                    yield noun


def _ways(story: Story, verb: Token) -> Iterator[tuple[str, Token]]:
    """The states of places that a verb of motion leads to, as its object or behind "in", "to", "at" or "for"."""
    marked = story.desk.marked
    for kid in marked.children(verb.index):
        aims = [kid] if kid.dep in OBJECT_DEPS else []
        if kid.dep == "prep" and kid.lemma in _WAYS:
            aims = [below for below in marked.children(kid.index) if below.dep == "pobj"]
        for aim in aims:
            one = story.by_head.get(aim.index)
            if one is not None and one.kind in (ActorKind.PLACE, ActorKind.STATE) and len(one.states) == 1:
                yield one.states[0], aim


def _met(story: Story, draft: Draft, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The states of those whom a person meets or speaks with: in a story of two, the other side's."""
    marked, words = story.desk.marked, story.desk.gazetteer.words
    head = marked.tokens[draft.head]
    first = marked.tokens[head.head] if head.dep == "conj" else head
    verb = marked.head(first.index)
    others: list[Token] = []
    if first.dep in SUBJECT_DEPS and verb.lemma in words.talking_verbs:
        others = [first, *(kid for kid in marked.children(first.index) if kid.dep == "conj")]
        if head is first or head in others:
            for kid in marked.children(verb.index):
                others += [kid] if kid.dep in OBJECT_DEPS else []
                if kid.dep == "prep" and kid.lemma == "with":
                    others += [below for below in marked.children(kid.index) if below.dep == "pobj"]
    elif head.dep in OBJECT_DEPS or (head.dep == "pobj" and verb.lemma == "with"):
        above = verb if head.dep in OBJECT_DEPS else marked.head(verb.index)
        subject = subject_of(marked, above) if above.lemma in words.talking_verbs else None
        others = [subject] if subject is not None else []
    for token in others:
        one = story.by_head.get(token.index)
        if one is None or one.person is draft.person or one.resolved.person is draft.person:
            continue
        states = states_of(one.resolved)
        if len(states) == 1 and states[0] in pair and one.resolved.kind in (ActorKind.PERSON, ActorKind.OFFICE):
            yield states[0], f"{verb.text} {story.desk.words(one.first, one.last)}"
