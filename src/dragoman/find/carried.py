"""Targets that a sentence leaves unsaid because the story has named them: "Norway suspended the aid", that for Chad.

A coder that reads one sentence cannot know them. They are taken from another sentence, and the event says so.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.find.candidates import Candidate
from dragoman.find.roles_of_events import party_of
from dragoman.records import Act, Ref, RegionKind
from dragoman.text.marked import Marked

# Sentences between the two clauses at most: a page of news.
FARTHEST = 30
# From here on a coder is sure enough of an act that the other side of a story of two is meant, whatever act named it.
SURE = 0.9
# Acts that need nobody to suffer them, so that nobody is missing.
TOWARDS_NOBODY = frozenset({Act.PROTEST, Act.MOBILIZE})
# Acts over people and things, which in a story of two are the other side's where the story knows them already.
OVER_THINGS = frozenset({Act.COERCE, Act.ASSAULT, Act.RETREAT})
DEFINITE = frozenset({"the", "its", "their", "these", "those", "both"})
# Acts that several do together where the text names no other side: "A and B exchanged prisoners".
MUTUAL = frozenset({Act.AGREE, Act.CONSULT, Act.COOPERATE, Act.SUPPORT, Act.RETREAT, Act.CONCEDE})
# Acts that answer another's, those that want an answer, and within how many sentences it comes.
ANSWERS = frozenset({Act.REJECT, Act.AGREE, Act.CONCEDE})
ANSWERED = frozenset({Act.REQUEST, Act.ACCUSE, Act.THREATEN})
ANSWERED_WITHIN = 2

# The share of a side's acts in a story that are with one other side, from which on nobody else is meant.
ALONE = 0.75
# One act alone says little of with whom a side has to do, where others have parts in the story.
TWICE = 2
# From so many acts with it on, people without a name who suffer the side's force belong to that other side.
OFTEN = 3
NAMELESS = ("anonymous:", "place:")
# Verbs of whose meeting it is.
CONVENING = frozenset({"convene", "chair", "preside", "convoke"})
# What somebody accused rejects.
CLAIMS = frozenset({"accusation", "allegation", "charge", "claim"})

States = frozenset[str]
Partners = dict[tuple[int, str], Counter[str]]


def with_carried_sides(marked: Marked, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with missing targets and partners filled from the story where it tells them.

    They are taken from the nearest sentence before (for a headline: after) that tells the same act of the same source;
    for an answer, from who has just done something to its source; where its source deals with one other side alone or
    nearly so in the whole story, from any of its sentences.
    """
    mutual = [_as_mutual(candidate) for candidate in candidates]
    whole = [candidate for candidate in mutual if _is_whole(candidate)]
    partners = _partners_in_stories(marked, whole)
    return tuple(_filled(marked, candidate, whole, partners) for candidate in mutual)


def _act(candidate: Candidate) -> Act:
    return candidate.opinion.act if candidate.opinion is not None else candidate.pattern.act


def _as_mutual(candidate: Candidate) -> Candidate:
    """States that do together what is done to each other, where no other side is named."""
    is_listed = len(_states(candidate.sources)) > 1 and not candidate.targets and candidate.opinion is not None
    if candidate.symmetric or not is_listed or _act(candidate) not in MUTUAL:
        return candidate
    return msgspec.structs.replace(candidate, symmetric=True)


def _is_whole(candidate: Candidate) -> bool:
    """Whether a candidate names both sides, of different states or bodies."""
    sources, targets = _states(candidate.sources), _states(candidate.targets)
    if candidate.symmetric:
        both = (*candidate.sources, *candidate.targets)
        unsided = {ref.actor for ref in both if party_of(ref) is None and ref.actor.startswith("anonymous:")}
        return len(sources | targets | unsided) > 1  # "officials and rebels met" names both
    return bool(sources and targets) and sources != targets


def _filled(marked: Marked, candidate: Candidate, whole: Iterable[Candidate], partners: Partners) -> Candidate:
    if candidate.opinion is None or _is_whole(candidate) or _act(candidate) in TOWARDS_NOBODY:
        return candidate
    if _is_convened(marked, candidate):
        return candidate
    if _states(candidate.targets) or not candidate.sources or _has_a_partner(candidate):
        return candidate
    if candidate.symmetric and _is_new(marked, candidate):
        return candidate
    model = _nearest(marked, candidate, [other for other in whole if _act(other) is _act(candidate)])
    pair = _pair_of(marked, candidate, partners)
    if candidate.targets and model is None and not _is_of_the_other(marked, candidate, partners):
        return candidate  # "killed two soldiers": of whom, only the same act can say
    if model is None and _act(candidate) in ANSWERS:
        model = _answered(marked, candidate, whole) or _accused(marked, candidate, whole)
    is_of_thing = _act(candidate) is Act.ASSAULT and not candidate.targets  # "damaged power stations": of whom?
    if model is None and _is_sure(candidate) and pair and not is_of_thing:
        between = [other for other in whole if _all_states(other) == pair]
        model = _nearest(marked, candidate, between) or _first_after(marked, candidate, between)
    if model is None:
        return candidate
    if candidate.targets and len(_all_states(model) - _states(candidate.sources)) > 1:
        return candidate  # a thing is of one side; of which of several, the other clause does not say
    filled = _like(candidate, model)
    return _with_states(filled, candidate, whole) if candidate.targets and not candidate.symmetric else filled


def _is_new(marked: Marked, candidate: Candidate) -> bool:
    """Whether an event noun with "a" brings in what was not told before: "attended a meeting"."""
    token = marked.tokens[candidate.token]
    return token.pos == "NOUN" and any(kid.text.lower() in ("a", "an") for kid in marked.children(token.index))


def _is_convened(marked: Marked, candidate: Candidate) -> bool:
    """Whether a meeting is one's own ("convened a meeting", "chaired talks"), so that no partner is missing."""
    token = marked.tokens[candidate.token]
    verbs = (token, marked.head(token.index))
    return _act(candidate) is Act.CONSULT and any(verb.lemma in CONVENING for verb in verbs)


def _has_a_partner(candidate: Candidate) -> bool:
    """Whether a mutual act names somebody whose state or body nobody tells ("A's envoy met Ines Coral")."""
    persons = {ref.actor for ref in candidate.sources if ref.actor.startswith("person:")}
    return candidate.symmetric and bool(persons) and len({ref.actor for ref in candidate.sources}) > 1


def _with_states(filled: Candidate, candidate: Candidate, whole: Iterable[Candidate]) -> Candidate:
    """What belongs to somebody's state belongs to no person of it: a ship is not the minister's who was named."""
    named = {
        ref.state: ref for one in whole for ref in (*one.sources, *one.targets) if ref.actor == f"state:{ref.state}"
    }
    added = filled.targets[len(candidate.targets) :]
    states = {ref.state: named.get(ref.state, ref) for ref in added if ref.state}
    if not states:
        return candidate  # villagers are no part of a body that was attacked before
    return msgspec.structs.replace(filled, targets=(*candidate.targets, *states.values()))


def _is_of_the_other(marked: Marked, candidate: Candidate, partners: Partners) -> bool:
    """Whether those who suffer an act of force, of no state by the words, are the other side's.

    They are where the story knows them already; and people without a name ("killed three people") or a town that no
    gazetteer knows, where the doer has time and again to do with one other side and nothing places it in its own state.
    """
    if _act(candidate) not in OVER_THINGS:
        return False
    if _is_known_thing(marked, candidate):
        return True
    sources = _states(candidate.sources)
    is_at_home = candidate.place is not None and candidate.place.state in sources
    story = marked.sentences[candidate.sentence].story
    times = max((sum(partners.get((story, one), Counter()).values()) for one in sources), default=0)
    return times >= OFTEN and not is_at_home and all(ref.actor.startswith(NAMELESS) for ref in candidate.targets)


def _is_known_thing(marked: Marked, candidate: Candidate) -> bool:
    """Whether what suffers an act of force, or its end, is known to the story: "freed the crew", "seized its ship"."""
    first = candidate.targets[0].span
    if first is None:
        return False
    index = marked.tokens_in(first)[0].index
    return index > 0 and marked.tokens[index - 1].text.lower() in DEFINITE


def _nearest(marked: Marked, candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The nearest of the others that has the candidate's sources, before it or, for a headline, after it."""
    sentence = marked.sentences[candidate.sentence]
    is_title = sentence.region is RegionKind.TITLE
    best: tuple[int, Candidate] | None = None
    for other in others:
        back = candidate.sentence - other.sentence
        if is_title:
            back = -back
        if marked.sentences[other.sentence].story != sentence.story or not 0 < back <= FARTHEST:
            continue
        if _shares(candidate, other) and (best is None or back <= best[0]):
            best = (back, other)
    return best[1] if best is not None else None


def _first_after(marked: Marked, candidate: Candidate, others: Sequence[Candidate]) -> Candidate | None:
    """The first of the others in the story, for what a lead tells before the other side is named."""
    story = marked.sentences[candidate.sentence].story
    after = (one for one in others if one.sentence > candidate.sentence)
    return next((one for one in after if marked.sentences[one.sentence].story == story), None)


def _answered(marked: Marked, candidate: Candidate, whole: Iterable[Candidate]) -> Candidate | None:
    """The last act of the two sentences before that was done to the candidate's source: "A asked B …; B refused"."""
    story, named = marked.sentences[candidate.sentence].story, _states(candidate.sources)
    near = [
        other
        for other in whole
        if 0 <= candidate.sentence - other.sentence <= ANSWERED_WITHIN
        and other.token < candidate.token
        and _act(other) in ANSWERED
        and marked.sentences[other.sentence].story == story
        and bool(named)
        and named <= _states(other.targets)
    ]
    return near[-1] if near else None


def _accused(marked: Marked, candidate: Candidate, whole: Iterable[Candidate]) -> Candidate | None:
    """The act of the one side of the story that accuses the source, for a claim dismissed before its maker is named."""
    words = {marked.tokens[kid.index].lemma for kid in marked.children(candidate.token) if kid.dep == "dobj"}
    if _act(candidate) is not Act.REJECT or not words & CLAIMS:
        return None
    story, named = marked.sentences[candidate.sentence].story, _states(candidate.sources)
    accusing = [
        other
        for other in whole
        if _act(other) is Act.ACCUSE
        and not other.symmetric
        and marked.sentences[other.sentence].story == story
        and bool(named)
        and named <= _states(other.targets)
    ]
    return accusing[0] if len({_states(other.sources) for other in accusing}) == 1 else None


def _shares(candidate: Candidate, other: Candidate) -> bool:
    """Whether the other clause has the candidate's sources as its own, or as one side of a mutual or unlike act."""
    named = _states(candidate.sources)
    if candidate.symmetric or other.symmetric or _act(candidate) is not _act(other):
        return bool(named) and named < _all_states(other)
    return bool(named) and named <= _states(other.sources)


def _like(candidate: Candidate, model: Candidate) -> Candidate:
    """The candidate with the other side of a clause like it."""
    here = _states(candidate.sources)
    refs = model.targets if here <= _states(model.sources) and not model.symmetric else (*model.sources, *model.targets)
    refs = tuple(ref for ref in refs if party_of(ref) not in here)
    if not refs:
        return candidate
    if candidate.symmetric:
        return msgspec.structs.replace(candidate, sources=(*candidate.sources, *refs), carried=True)
    return msgspec.structs.replace(candidate, targets=(*candidate.targets, *refs), carried=True)


def _is_sure(candidate: Candidate) -> bool:
    opinion = candidate.opinion
    return opinion is not None and opinion.event * opinion.act_share >= SURE


def _partners_in_stories(marked: Marked, whole: Iterable[Candidate]) -> Partners:
    """How often each side of each story acts on, with or under each other side there."""
    found: Partners = {}
    for candidate in whole:
        story = marked.sentences[candidate.sentence].story
        sources, targets = _states(candidate.sources), _states(candidate.targets)
        if candidate.symmetric:
            sources = targets = sources | targets
        for one in sources:
            for other in targets - {one}:
                found.setdefault((story, one), Counter())[other] += 1
                if not candidate.symmetric:
                    found.setdefault((story, other), Counter())[one] += 1
    return found


def _pair_of(marked: Marked, candidate: Candidate, partners: Partners) -> States:
    """The one source of a candidate and the side with which it has to do in its story; empty where there are several.

    A body of states meets and agrees by itself, and of two who do so together none is missing.
    """
    sources = _states(candidate.sources)
    is_full = candidate.symmetric and (len(candidate.sources) > 1 or not any(ref.state for ref in candidate.sources))
    if len(sources) != 1 or is_full:
        return frozenset()
    story = marked.sentences[candidate.sentence].story
    (one,) = sources
    met = partners.get((story, one), Counter())
    if not met:
        return frozenset()
    (partner, times), total = met.most_common(1)[0], met.total()
    pair = sources | {partner}
    is_story_of_two = all(side in pair for number, side in partners if number == story)
    return pair if is_story_of_two or times >= max(TWICE, ALONE * total) else frozenset()


def _all_states(candidate: Candidate) -> States:
    return _states((*candidate.sources, *candidate.targets))


def _states(refs: Iterable[Ref]) -> States:
    """The states of references; bodies and groups without one stand for themselves."""
    return frozenset(state for ref in refs if (state := party_of(ref)))
