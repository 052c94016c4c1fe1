"""Ties: claims about the state of the relations of two states, and how they move."""

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.find.attribution import Scope, chain_at
from dragoman.find.clauses import coordinated
from dragoman.find.found import FoundActors
from dragoman.find.tie_conditions import claims_of_absence, claims_of_condition
from dragoman.find.tie_cues import Claim, claim_of, claims_about, governing_verb, is_asserted, is_result_of, match_cue
from dragoman.find.tie_pairs import (
    Pair,
    make_pair,
    pair_of_noun,
    pairs_of_side,
    sides_at,
    sides_left,
    sides_of_subject,
    sides_right,
)
from dragoman.find.time_attachment import lasting, time_of
from dragoman.knowledge import Knowledge
from dragoman.knowledge.cues import CueClass
from dragoman.knowledge.tie_words import Form
from dragoman.records import Change, Interval, Ref, RegionKind, Span, Tie, Timex, content_id
from dragoman.text.marked import Marked, Sentence, Token

ENVOY_REACH = 12
"""Words after an envoy in which "in ten years" stands: "ambassador to the Republic of Korea in ten years"."""

_SKIPPED = frozenset({RegionKind.LINKS, RegionKind.PITCH, RegionKind.BYLINE})
# What somebody denies, wants, fears or plans is no claim that relations are so.
_UNREAL = frozenset(
    {
        CueClass.DENY,
        CueClass.HOPE,
        CueClass.WANT,
        CueClass.INTEND,
        CueClass.PROMISE,
        CueClass.THREATEN,
        CueClass.ORDER,
        CueClass.ASK,
        CueClass.REFUSE,
        CueClass.SUPPORT,
        CueClass.OPPOSE,
        CueClass.EXPECT,
        CueClass.OMIT,
    }
)

Found = tuple[Pair, Claim]


class _Desk(msgspec.Struct, frozen=True):
    """What every rule reads."""

    marked: Marked
    actors: FoundActors
    knowledge: Knowledge


def find_ties(
    marked: Marked,
    actors: FoundActors,
    timexes: tuple[Timex, ...],
    scopes: Iterable[Scope],
    knowledge: Knowledge,
) -> tuple[Tie, ...]:
    """The ties that an article claims, in reading order; the pair is ordered by the states' codes.

    A wish, a question, a condition, a plan or a denial makes no tie. The time is that of the predicate; null where
    its clause names none. Evidence is one stretch of one sentence.
    """
    desk = _Desk(marked, actors, knowledge)
    scopes = tuple(scopes)
    ties: dict[str, Tie] = {}
    for sentence in marked.sentences:
        if sentence.region in _SKIPPED:
            continue
        for pair, claim in _claims_in(desk, sentence):
            if not _is_unreal(marked, claim, scopes):
                tie = _tie(marked, timexes, scopes, pair, claim)
                ties.setdefault(tie.id, tie)
    return tuple(sorted(ties.values(), key=lambda tie: (tie.evidence, tie.id)))


def _claims_in(desk: _Desk, sentence: Sentence) -> Iterator[Found]:
    words = desk.knowledge.tie_words
    for token in desk.marked.sentence_tokens(sentence):
        if token.pos in ("NOUN", "PROPN", "VERB", "ADJ"):
            lemma = token.lemma.removesuffix("s") if token.lemma not in words.relation_nouns else token.lemma
            if lemma in words.relation_nouns or words.of(Form.NAMES, lemma):
                yield from _of_relations(desk, token)
            elif words.of(Form.SIDE, lemma):
                yield from _of_side(desk, token)
            elif lemma in words.mission_nouns:
                yield from _of_mission(desk, token)
            elif lemma in words.envoy_nouns:
                yield from _of_first_envoy(desk, token)
        elif token.lemma == "at":
            yield from _of_state_of_affairs(desk, token)


def _of_relations(desk: _Desk, noun: Token) -> Iterator[Found]:
    """Ties told by a noun of relations: "X's relations with Y have soured"."""
    verb = governing_verb(desk.marked, noun)
    pair = pair_of_noun(desk.marked, desk.actors, noun, verb, desk.knowledge.status_words)
    if pair is not None:
        claims = claims_about(desk.marked, noun, verb, pair, desk.knowledge)
        claims += claims_of_condition(desk.marked, noun, verb, desk.knowledge)
        for claim in claims or claims_of_absence(desk.marked, noun, desk.knowledge):
            yield pair, claim


def _of_side(desk: _Desk, noun: Token) -> Iterator[Found]:
    """Ties told by what one side is to the other: "an ally of Y"."""
    marked = desk.marked
    cue = match_cue(marked, Form.SIDE, noun, desk.knowledge)
    verb = governing_verb(marked, noun)
    before = marked.tokens[max(noun.index - 4, marked.sentences[noun.sentence].first) : noun.index]
    is_taken_back = any(token.text.lower() in desk.knowledge.tie_words.no_longer for token in before)
    if cue is None or is_taken_back or noun.dep == "compound":
        return
    is_predicate = noun.dep in ("attr", "oprd") or (noun.dep == "pobj" and marked.head(noun.index).lemma == "as")
    if is_predicate and verb is not None and not is_asserted(marked, verb.index, desk.knowledge):
        return
    for pair in pairs_of_side(marked, desk.actors, noun, verb, desk.knowledge.status_words):
        yield pair, claim_of(cue, verb if is_predicate and verb else noun, noun)


def _of_state_of_affairs(desk: _Desk, preposition: Token) -> Iterator[Found]:
    """Ties told by "at odds", "at war": of the subject, or of the subject and what follows "with"."""
    marked = desk.marked
    noun = next((child for child in marked.children(preposition.index) if child.dep == "pobj"), None)
    cue = match_cue(marked, Form.AT, noun, desk.knowledge) if noun is not None else None
    if noun is None or cue is None:
        return
    head = marked.head(preposition.index)
    right, last = sides_right(marked, desk.actors, noun)
    if head.pos in ("VERB", "AUX"):
        if not is_asserted(marked, head.index, desk.knowledge):
            return
        sides = sides_of_subject(marked, desk.actors, head, desk.knowledge.status_words)
    else:
        beside = coordinated(marked, head.index)
        sides = tuple(side for index in beside for side in sides_at(desk.actors, index))
    pairs = [make_pair((side, right[0]), last) for side in sides] if right else [make_pair(sides, last)]
    for pair in pairs:
        if pair is not None:
            yield pair, claim_of(cue, head, noun)


def _of_mission(desk: _Desk, noun: Token) -> Iterator[Found]:
    """Ties told by an embassy that opens or closes: its owner, and the state where it stands."""
    marked, words = desk.marked, desk.knowledge.tie_words
    verb = marked.head(noun.index)
    is_opened, is_closed = verb.lemma in words.mission_open_verbs, verb.lemma in words.mission_close_verbs
    if noun.dep not in ("dobj", "nsubjpass", "nsubj") or not (is_opened or is_closed):
        return
    if not is_asserted(marked, verb.index, desk.knowledge):
        return
    owner = (
        *sides_left(marked, desk.actors, noun),
        *sides_right(marked, desk.actors, noun)[0],
        *(sides_of_subject(marked, desk.actors, verb, desk.knowledge.status_words) if noun.dep == "dobj" else ()),
    )
    host = _host(desk, noun, verb)
    pair = make_pair((*owner[:1], *host), noun.index) if host else None
    if pair is not None:
        change = Change.OPENED if is_opened else Change.WORSENING
        tokens = (verb.index, noun.index)
        yield pair, Claim(change=change, predicate=verb.index, tokens=tokens)


def _of_first_envoy(desk: _Desk, noun: Token) -> Iterator[Found]:
    """Ties that improve by an envoy where none was for long: "its first ambassador to Y in ten years"."""
    marked = desk.marked
    verb = marked.head(noun.index)
    if noun.dep not in ("dobj", "nsubjpass", "nsubj") or verb.lemma not in desk.knowledge.tie_words.envoy_verbs:
        return
    if not _is_first_for_long(marked, noun) or not is_asserted(marked, verb.index, desk.knowledge):
        return
    subject = sides_of_subject(marked, desk.actors, verb, desk.knowledge.status_words) if noun.dep == "dobj" else ()
    owner = (*sides_left(marked, desk.actors, noun), *subject)
    pair = make_pair((*owner[:1], *_host(desk, noun, verb), *owner[1:]), noun.index)
    if pair is not None:
        yield pair, Claim(change=Change.IMPROVING, predicate=verb.index, tokens=(verb.index, noun.index))


def _is_first_for_long(marked: Marked, noun: Token) -> bool:
    """Whether an envoy is the first in years, or since one."""
    if not any(child.lemma == "first" and child.index < noun.index for child in marked.children(noun.index)):
        return False
    after = marked.tokens[noun.index + 1 : min(noun.index + 1 + ENVOY_REACH, marked.sentences[noun.sentence].last)]
    lemmas = [token.lemma for token in after]
    return any(
        (lemma in ("in", "for") and {"year", "decade"} & set(lemmas[place + 1 : place + 5])) or lemma == "since"
        for place, lemma in enumerate(lemmas)
    )


def _host(desk: _Desk, noun: Token, verb: Token) -> tuple[Ref, ...]:
    """The state of the place after "in" or "to", below the mission or its verb."""
    for head in (noun, verb):
        for preposition in desk.marked.children(head.index):
            if preposition.lemma not in ("in", "to") or preposition.dep != "prep":
                continue
            for place in desk.marked.children(preposition.index):
                sides = sides_at(desk.actors, place.index)
                if sides:
                    return sides
                mention = desk.actors.headed_by(place.index)
                name = desk.marked.words(mention.span) if mention else place.text
                state = desk.knowledge.gazetteer.state_of(name)
                if mention is not None and state is not None:
                    return (msgspec.structs.replace(desk.actors.ref(mention), state=state),)
    return ()


def _is_unreal(marked: Marked, claim: Claim, scopes: tuple[Scope, ...]) -> bool:
    """Whether it stands in what a source denies, wants or plans."""
    span = marked.tokens[claim.predicate].span
    return any(scope.governs(span) and (scope.negated or scope.cue_class in _UNREAL) for scope in scopes)


def _time_of(marked: Marked, timexes: tuple[Timex, ...], claim: Claim) -> Interval | None:
    """The time of a claim: of its predicate, or from the begin to the end that the text tells."""
    begin = time_of(marked, timexes, claim.since) if claim.since is not None else None
    end = time_of(marked, timexes, claim.until) if claim.until is not None else None
    if begin is None and end is None:
        own = None if claim.since or claim.until else time_of(marked, timexes, claim.predicate)
        is_result = own is None and is_result_of(marked, marked.tokens[claim.predicate])
        return time_of(marked, timexes, marked.head(claim.predicate).index) if is_result else own
    return lasting(begin, end)


def _tie(marked: Marked, timexes: tuple[Timex, ...], scopes: tuple[Scope, ...], pair: Pair, claim: Claim) -> Tie:
    predicate = marked.tokens[claim.predicate]
    sentence = marked.sentences[predicate.sentence]
    time = _time_of(marked, timexes, claim)
    spans: list[Span] = [marked.tokens[index].span for index in claim.tokens]
    spans += [ref.span for ref in pair.refs if ref.span]
    spans += [time.span] if time is not None and time.span is not None else []
    inside = [span for span in spans if sentence.start <= span[0] and span[1] <= sentence.end]
    evidence = (min(start for start, _ in inside), max(end for _, end in inside))
    return Tie(
        id=content_id("tie", marked.article.id, predicate.span, pair.states, claim.quality, claim.change),
        pair=pair.refs,
        quality=claim.quality,
        change=claim.change,
        time=time,
        chain=chain_at(predicate.span, scopes, marked.article),
        evidence=evidence,
        story=sentence.story,
    )
