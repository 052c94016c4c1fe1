"""Which time expression dates which act: by clause, not by nearness."""

from datetime import date
from itertools import pairwise

import msgspec

from dragoman.find.counted import counts_only
from dragoman.find.time_composition import after, before, since, until
from dragoman.find.time_meaning import Meaning, dated
from dragoman.records import Interval, Span, Timex, TimexKind, contains
from dragoman.text.marked import Marked, Token

_WRAPS = {"since": since, "until": until, "till": until, "after": after, "following": after, "before": before}
_SAME_TIME = frozenset({"when"})  # "as" and "while" contrast more often than they date
# Prepositions after which an event noun happens when and where the verb does: "met at the summit in March".
_PLACING = frozenset({"at", "in", "during", "on", "for"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep"})
_MODIFIERS = frozenset({"nummod", "amod", "compound", "poss", "nmod"})


def time_of(marked: Marked, timexes: tuple[Timex, ...], token_index: int) -> Interval | None:
    """The time of the act whose predicate is the token at `token_index`, or null where its clause names none."""
    return next(iter(times_of(marked, timexes, token_index)), None)


def times_of(marked: Marked, timexes: tuple[Timex, ...], token_index: int) -> tuple[Interval, ...]:
    """All coordinated times of an act, in reading order: "visited in 1997 … and then again in 2016" has two.

    A time belongs to the nearest verb above it. The time beside a reporting verb is that of the report, a time inside
    a noun phrase that of the noun, a time in a subordinate clause that of the clause ("since it opened in 2023" gives
    its superior `2023/..`).
    """
    predicate = marked.tokens[token_index]
    sentence = marked.sentences[predicate.sentence]
    here = [
        timex
        for timex in timexes
        if timex.interval is not None
        and contains(sentence.span, timex.span)
        and not counts_only(marked, timex, predicate)
    ]
    if not here:
        return ()
    found = [(timex, time) for timex in here if (time := _attached(marked, timex, predicate)) is not None]
    if not found:
        found = _from_light_verb(marked, here, predicate) or _from_chain(marked, here, predicate)
    if not found:
        found = _from_subordinate(marked, here, predicate)
    return _chosen(marked, found, predicate)


Found = list[tuple[Timex, Interval]]


def _attached(marked: Marked, timex: Timex, predicate: Token) -> Interval | None:
    """The interval of a time expression that hangs on the predicate itself."""
    path = _path(marked, timex.span, predicate)
    if not path or path[-1].index != predicate.index or timex.interval is None:
        return None
    if _is_beside_cue(marked, timex.span, predicate):
        return None
    wrap = next((token for token in reversed(path) if token.dep == "prep" and token.lemma in _WRAPS), None)
    if wrap is None and len(path) > 2:
        wrap = _since_beside(marked, path[-2], predicate)
    if wrap is not None and not contains(timex.span, wrap.span):
        return _wrapped(timex.interval, wrap.lemma)
    if predicate.pos in ("VERB", "AUX") and not _reaches_verb(marked, path):
        return None
    return timex.interval


def _since_beside(marked: Marked, preposition: Token, predicate: Token) -> Token | None:
    """The "since" whose phrase ends where "in 2021" begins: "since the crisis in 2021", split by the parser."""
    if preposition.dep != "prep" or preposition.index == 0:
        return None
    before = marked.tokens[preposition.index - 1]
    above = (token for token in marked.ancestors(before.index) if token.lemma == "since")
    return next((token for token in above if token.dep == "prep" and token.head == predicate.index), None)


def _path(marked: Marked, span: Span, predicate: Token) -> list[Token]:
    """The tokens from a span up to the predicate, or up to the first other verb of its own clause."""
    root = marked.root_of(span)
    if root is None:
        return []
    path = [root]
    while path[-1].index != predicate.index and not (path[-1].pos in ("VERB", "AUX") and path[-1].dep in _CLAUSES):
        head = marked.head(path[-1].index)
        if head.index == path[-1].index:
            break
        path.append(head)
    return path


def _reaches_verb(marked: Marked, path: list[Token]) -> bool:
    """Whether a time that passes through nouns still dates the verb: "signed an agreement in 2019" does, "condemned
    the attack in March" and "launched its 2023 offensive" date the noun.
    """
    for below, noun in pairwise(path[:-1]):
        if noun.pos not in ("NOUN", "PROPN") or below.index == noun.index:
            continue
        if below.dep in _MODIFIERS:
            return False
        if noun.pos == "PROPN" or (noun.dep in ("npadvmod", "dobj", "attr") and not _is_definite(marked, noun)):
            continue
        head = marked.head(noun.index)
        if noun.dep == "pobj" and head.lemma in _PLACING:
            continue
        return False
    return True


def _is_definite(marked: Marked, noun: Token) -> bool:
    """Whether a noun phrase names something known: the attack, its offensive, Friday's vote."""
    return any(
        child.dep == "poss" or (child.dep == "det" and child.lemma in ("the", "this", "that", "these", "those"))
        for child in marked.children(noun.index)
    )


def _cue_of(marked: Marked, predicate: Token) -> Token | None:
    """The verb in whose complement the predicate stands: "said" in "said that it had left"."""
    token = predicate
    while marked.head(token.index).index != token.index:
        head = marked.head(token.index)
        if token.dep in ("ccomp", "parataxis") and head.pos in ("VERB", "AUX"):
            return head
        token = head
    return None


def _is_beside_cue(marked: Marked, span: Span, predicate: Token) -> bool:
    """Whether a time stands with the reporting verb although the parser hung it on the act: "…, it said on Friday"."""
    cue = _cue_of(marked, predicate)
    if cue is None:
        return False
    if predicate.index < cue.index:
        return span[0] >= cue.end
    between = marked.tokens_in((cue.end, span[0])) if span[0] > cue.end else ()
    is_next = span[0] >= cue.end and len([token for token in between if token.start >= cue.end]) <= 1
    return is_next and span[1] <= predicate.start


def _from_light_verb(marked: Marked, here: list[Timex], predicate: Token) -> Found:
    """The times of the verb that carries an event noun: "the talks took place on Monday", "paid a visit"."""
    if predicate.pos not in ("NOUN", "PROPN") or predicate.dep not in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
        return []
    if any(child.dep == "mark" for child in marked.children(predicate.index)):
        return []  # "reported that Aliyev mediated talks", parsed as if talks had been reported
    verb = marked.head(predicate.index)
    if verb.dep == "prep" and verb.lemma in _PLACING:
        verb = marked.head(verb.index)
    if verb.pos not in ("VERB", "AUX") or any(child.dep == "ccomp" for child in marked.children(verb.index)):
        return []
    return [(timex, time) for timex in here if (time := _attached(marked, timex, verb)) is not None]


def _from_chain(marked: Marked, here: list[Timex], predicate: Token) -> Found:
    """Times that the parser hung on a verb above: "is set to visit … next week"; those that lead joined verbs."""
    head = marked.head(predicate.index)
    if head.index == predicate.index or head.pos not in ("VERB", "AUX", "ADJ"):
        return []
    above = [(timex, time) for timex in here if (time := _attached(marked, timex, head)) is not None]
    if predicate.dep == "xcomp" and head.lemma in ("begin", "start", "continue"):
        return above
    if predicate.dep == "xcomp":
        is_plan = head.pos == "ADJ" or any(
            child.dep in ("aux", "auxpass") and child.lemma == "be" for child in marked.children(head.index)
        )
        return [
            pair for pair in above if pair[0].span[0] >= predicate.end or (is_plan and pair[0].span[1] <= head.start)
        ]
    if predicate.dep == "conj":
        subject = next((child for child in marked.children(head.index) if child.dep.startswith("nsubj")), head)
        return [pair for pair in above if pair[0].span[1] <= subject.start]
    return []


def _from_subordinate(marked: Marked, here: list[Timex], predicate: Token) -> Found:
    """The time of a clause that says since, after or before what: "since it opened in 2023" gives `2023/..`."""
    found: Found = []
    for clause in marked.children(predicate.index):
        if clause.dep != "advcl":
            continue
        mark = next((child for child in marked.children(clause.index) if child.dep in ("mark", "advmod")), None)
        if mark is None or mark.lemma not in _WRAPS.keys() | _SAME_TIME:
            continue
        for timex in here:
            time = _attached(marked, timex, clause)
            wrapped = time if time is None or mark.lemma in _SAME_TIME else _wrapped(time, mark.lemma)
            if wrapped is not None:
                found.append((timex, wrapped))
    return found


def lasting(begin: Interval | None, end: Interval | None) -> Interval | None:
    """From a begin to an end, where either may be unknown: since 2018, until 2022, from 2018 to 2022."""
    if begin is None or end is None:
        whole, word = (begin, "since") if end is None else (end, "until")
        return None if whole is None else _wrapped(whole, word)
    if begin.edtf is None or end.edtf is None or "/" in begin.edtf + end.edtf:
        return begin
    made = dated(f"{begin.edtf}/{end.edtf}")
    return msgspec.structs.replace(begin, edtf=made.edtf, latest=end.latest, grain=made.grain)


def _wrapped(interval: Interval, word: str) -> Interval | None:
    """The interval since, until, after or before another; one that has an open end already is kept."""
    meaning = Meaning(
        kind=TimexKind.DATE,
        edtf=interval.edtf,
        relative=interval.relative,
        grain=interval.grain,
        earliest=date.fromisoformat(interval.earliest) if interval.earliest else None,
        latest=date.fromisoformat(interval.latest) if interval.latest else None,
    )
    if interval.edtf is None or meaning.earliest is None or meaning.latest is None:
        return interval
    made = _WRAPS[word](meaning, None)
    if made is None:
        return interval
    return Interval(
        edtf=made.edtf,
        earliest=made.earliest.isoformat() if made.earliest else None,
        latest=made.latest.isoformat() if made.latest else None,
        grain=made.grain,
        span=interval.span,
        phrase=interval.phrase,
        relative=made.relative,
    )


def _chosen(marked: Marked, found: Found, predicate: Token) -> tuple[Interval, ...]:
    """The best time, and those coordinated with it; dates go before vague times, the finer of two that agree wins."""
    dated = [pair for pair in found if pair[0].kind is not TimexKind.VAGUE] or found
    if len(dated) < 2:
        return tuple(interval for _, interval in dated)
    groups: Found = [dated[0]]
    chosen: Found = []
    for pair in dated[1:]:
        if _is_coordinated(marked, groups[-1][0], pair[0]):
            chosen.append(_best(groups, predicate))
            groups = [pair]
        else:
            groups.append(pair)
    chosen.append(_best(groups, predicate))
    return tuple(interval for _, interval in chosen)


def _is_coordinated(marked: Marked, one: Timex, other: Timex) -> bool:
    between = marked.tokens_in((one.span[1], other.span[0])) if one.span[1] < other.span[0] else ()
    has_link = any(token.lemma in ("and", "again") for token in between)
    return has_link and not any(token.pos == "VERB" for token in between)


def _best(group: Found, predicate: Token) -> tuple[Timex, Interval]:
    """The finest of a group; of equally fine ones the nearest to the predicate."""
    return min(group, key=lambda pair: (_days(pair[1]), abs(pair[0].span[0] - predicate.start)))


def _days(interval: Interval) -> int:
    if interval.earliest is None or interval.latest is None:
        return 10**6  # after any stretch that has both ends
    return (date.fromisoformat(interval.latest) - date.fromisoformat(interval.earliest)).days
