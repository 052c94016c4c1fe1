"""Targets that a sentence leaves unsaid because the story has named them: "Norway suspended the aid", that for Chad.

A coder that reads one sentence cannot know them. They are taken from another sentence, and the event says so.
"""

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

States = frozenset[str]


def with_carried_sides(marked: Marked, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates with missing targets and partners filled from the story where it tells them.

    They are taken from the nearest sentence before (for a headline: after) that tells the same act of the same source;
    for an answer, from who has just done something to its source; where the whole story is between two states alone,
    from any of its sentences.
    """
    mutual = [_as_mutual(candidate) for candidate in candidates]
    whole = [candidate for candidate in mutual if _is_whole(candidate)]
    pairs = _pairs_of_stories(marked, whole)
    return tuple(_filled(marked, candidate, whole, pairs) for candidate in mutual)


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


def _filled(
    marked: Marked, candidate: Candidate, whole: Iterable[Candidate], pairs: dict[int, frozenset[str]]
) -> Candidate:
    if candidate.opinion is None or _is_whole(candidate) or _act(candidate) in TOWARDS_NOBODY:
        return candidate
    if _states(candidate.targets) or not candidate.sources:
        return candidate
    model = _nearest(marked, candidate, [other for other in whole if _act(other) is _act(candidate)])
    if candidate.targets and model is None and not _is_known_thing(marked, candidate):
        return candidate  # "killed two soldiers": of whom, only the same act can say
    if model is None and _act(candidate) in ANSWERS:
        model = _answered(marked, candidate, whole)
    if model is None and _is_sure(candidate) and _states(candidate.sources) < _pair_of(marked, candidate, pairs):
        model = _nearest(marked, candidate, [o for o in whole if _all_states(o) == _pair_of(marked, candidate, pairs)])
    if model is None:
        return candidate
    filled = _like(candidate, model)
    return _with_states(filled, candidate, whole) if candidate.targets and not candidate.symmetric else filled


def _with_states(filled: Candidate, candidate: Candidate, whole: Iterable[Candidate]) -> Candidate:
    """What belongs to somebody's state belongs to no person of it: a ship is not the minister's who was named."""
    named = {
        ref.state: ref for one in whole for ref in (*one.sources, *one.targets) if ref.actor == f"state:{ref.state}"
    }
    added = filled.targets[len(candidate.targets) :]
    states = {ref.state: named.get(ref.state, ref) for ref in added if ref.state}
    bodies = [ref for ref in added if not ref.state]
    return msgspec.structs.replace(filled, targets=(*candidate.targets, *states.values(), *bodies))


def _is_known_thing(marked: Marked, candidate: Candidate) -> bool:
    """Whether what suffers an act of force, or its end, is known to the story: "freed the crew", "seized its ship"."""
    first = candidate.targets[0].span
    if _act(candidate) not in OVER_THINGS or first is None:
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


def _pairs_of_stories(marked: Marked, whole: Iterable[Candidate]) -> dict[int, frozenset[str]]:
    """The two states between which all acts of a story take place; stories of more have none."""
    found: dict[int, set[States]] = {}
    for candidate in whole:
        found.setdefault(marked.sentences[candidate.sentence].story, set()).add(_all_states(candidate))
    return {story: next(iter(pairs)) for story, pairs in found.items() if len(pairs) == 1}


def _pair_of(marked: Marked, candidate: Candidate, pairs: dict[int, frozenset[str]]) -> frozenset[str]:
    pair = pairs.get(marked.sentences[candidate.sentence].story, frozenset())
    return pair if len(pair) == 2 else frozenset()


def _all_states(candidate: Candidate) -> States:
    return _states((*candidate.sources, *candidate.targets))


def _states(refs: Iterable[Ref]) -> States:
    """The states of references; bodies and groups without one stand for themselves."""
    return frozenset(state for ref in refs if (state := party_of(ref)))
