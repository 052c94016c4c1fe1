"""Status: whether the act of a predicate took place, is going on, is planned, called off, or only imagined.

The one owner of status: coders take it from here. Source: EventStatus corpus (Huang et al. 2016); the rules on
plans, refusals and cancellations follow the PLOVER manual 2.0.
"""

import msgspec

from dragoman.find.clauses import is_passive
from dragoman.knowledge.status_words import StatusWords
from dragoman.records import RegionKind, Status, StatusDetail
from dragoman.text.marked import Marked, Token

# Governing verbs are followed this far up; no news sentence of ours nests deeper without a parser fault.
DEEPEST_GOVERNOR = 5

PRESENT_FORMS = frozenset({"VBZ", "VBP"})
BEFORE_WORDS = frozenset({"before", "ahead", "pending", "until"})
AFTER_WORDS = frozenset({"after", "since", "following", "by", "upon", "through"})
# These lead to a fact ("accused of shelling", "thanked for sending") unless a noun of thought stands above ("hope of").
FACT_WORDS = frozenset({"for", "with", "over", "in", "of", "as"})
PREVENTING = frozenset(
    {"prevent", "ban", "stop", "bar", "block", "keep", "deter", "prohibit", "dissuade", "discourage"}
)
NOBODY = frozenset({"no", "neither", "none", "nobody"})
FIRSTS = frozenset({"first", "last", "only", "latest", "second", "third"})
HEADLINES = frozenset({RegionKind.TITLE, RegionKind.TEASER, RegionKind.LINKS})


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words around a predicate say of its act. `negated`: the clause says that it does, did or will not
    take place. `hedged`: "reportedly" and the like. `refused`: somebody refuses to do it.
    """

    status: Status
    detail: StatusDetail | None = None
    negated: bool = False
    refused: bool = False
    hedged: bool = False
    reason: str = ""


NAMED_AS_FACT = "named as a fact"
HAPPENED = Reading(status=Status.HAPPENED, reason="past or perfect")
POSSIBLE = Reading(status=Status.HYPOTHETICAL, detail=StatusDetail.POSSIBLE, reason="possible")
DESIRED = Reading(status=Status.HYPOTHETICAL, detail=StatusDetail.DESIRED, reason="desired")
CONDITIONAL = Reading(status=Status.HYPOTHETICAL, detail=StatusDetail.CONDITIONAL, reason="conditional")
PLANNED = Reading(status=Status.PLANNED, reason="planned")
ONGOING = Reading(status=Status.ONGOING, reason="present or progressive")


def status_of(marked: Marked, index: int, words: StatusWords) -> Reading:
    """The reading of the act whose predicate is the token at `index`."""
    token = marked.tokens[index]
    reading = _of_token(marked, token, words)
    sentence = marked.sentences[token.sentence]
    if "?" in marked.article.text[max(sentence.start, sentence.end - 3) : sentence.end]:
        reading = msgspec.structs.replace(POSSIBLE, reason="question")
    lemmas = {child.text.lower() for child in marked.children(index)}
    if lemmas & words.habitual_adverbs and reading.status in (Status.HAPPENED, Status.ONGOING):
        reading = msgspec.structs.replace(reading, status=Status.ONGOING, detail=StatusDetail.HABITUAL)
    if lemmas & words.hedge_adverbs:
        reading = msgspec.structs.replace(reading, hedged=True)
    return reading


def _of_token(marked: Marked, token: Token, words: StatusWords) -> Reading:
    """The reading by part of speech; an adjective has that of its verb ("is thankful")."""
    if token.pos in ("NOUN", "PROPN"):
        return _of_noun(marked, token, words, 0)
    head = marked.tokens[token.head]
    if token.pos == "ADJ" and head.pos in ("VERB", "AUX"):
        return _of_verb(marked, head, words, 0)
    return _of_verb(marked, token, words, 0)


def _of_verb(marked: Marked, verb: Token, words: StatusWords, depth: int) -> Reading:
    """The reading of a verb: its own tense and modals when finite, otherwise that of what governs it."""
    children = marked.children(verb.index)
    negated = any(_negates(child, verb) or _is_nobody(marked, child) for child in children)
    reading = _finite(marked, verb, words, children)
    if reading is None:
        reading = _governed(marked, verb, words, depth)
    elif _is_denied_claim(marked, verb, words):
        reading = Reading(status=Status.DENIED, reason="content of a denied claim")
    if _in_condition(marked, verb, words):
        reading = CONDITIONAL
    elif _has_condition(marked, verb, words) and reading.status in (Status.PLANNED, Status.HYPOTHETICAL):
        reading = msgspec.structs.replace(reading, detail=StatusDetail.CONDITIONAL)
    if negated:
        reading = msgspec.structs.replace(reading, negated=not reading.negated, reason=f"{reading.reason}, negated")
    return reading


def _negates(child: Token, verb: Token) -> bool:
    """Whether a child denies its verb; behind a full verb "not" denies another word ("paid 12, not 18")."""
    is_negative = child.dep == "neg" or child.text.lower() == "never"
    return is_negative and (child.index < verb.index or verb.pos == "AUX" or verb.lemma == "be")


def _is_nobody(marked: Marked, child: Token) -> bool:
    """Whether a child is a subject that nobody fills ("neither side", "none of them") or an object that is nothing

    ("promised no money").
    """
    if child.dep not in ("nsubj", "nsubjpass", "dobj"):
        return False
    words = {child.text.lower(), *(t.text.lower() for t in marked.children(child.index) if t.dep in ("det", "preconj"))}
    return bool(words & NOBODY)


def _is_denied_claim(marked: Marked, verb: Token, words: StatusWords) -> bool:
    """Whether the clause is what a rejected claim says ("rejected accusations that it had shelled the port")."""
    noun = marked.tokens[verb.head]
    if verb.dep not in ("acl", "ccomp", "relcl") or noun.lemma not in words.claim_nouns:
        return False
    governor = marked.tokens[noun.head]
    return governor.lemma in words.denied_verbs | words.refused_verbs


def _finite(marked: Marked, verb: Token, words: StatusWords, children: tuple[Token, ...]) -> Reading | None:
    """The reading from the verb's own form; null for a non-finite verb."""
    auxiliaries = [child for child in children if child.dep in ("aux", "auxpass")]
    modal = _modal(marked, verb, [aux.text.lower() for aux in auxiliaries])
    if modal is not None:
        return modal
    if any(aux.lemma == "to" or aux.tag == "TO" for aux in auxiliaries):
        return None
    sentence = marked.sentences[verb.sentence]
    tags = {aux.tag for aux in auxiliaries if aux.lemma in ("be", "have", "do", "get")}
    lemmas = {aux.lemma for aux in auxiliaries}
    if verb.tag == "VBD" or "have" in lemmas or "VBD" in tags:
        progressive = verb.tag == "VBG" and "have" in lemmas and "VBD" not in tags
        return ONGOING if progressive else HAPPENED
    if verb.tag == "VBG" and tags:
        return ONGOING
    if tags & PRESENT_FORMS:
        return HAPPENED if is_passive(marked, verb.index) and sentence.region in HEADLINES else ONGOING
    if verb.tag in PRESENT_FORMS:
        return HAPPENED if sentence.region in HEADLINES else ONGOING
    return _bare(marked, verb, words, sentence.region)


def _bare(marked: Marked, verb: Token, words: StatusWords, region: RegionKind) -> Reading | None:
    """A form without auxiliaries: shared tense in coordination, reduced clauses, headline participles."""
    if verb.dep == "conj":
        head = marked.tokens[verb.head]
        if head.pos in ("VERB", "AUX"):
            return _of_verb(marked, head, words, 1)
    if verb.tag == "VBN" and verb.dep in ("acl", "ROOT", "advcl", "ccomp", "amod"):
        return HAPPENED
    if verb.tag == "VBG" and verb.dep in ("acl", "advcl"):
        governor = marked.tokens[verb.head]
        if verb.dep == "advcl" and governor.pos in ("VERB", "AUX"):
            return _of_verb(marked, governor, words, 1)
        return ONGOING
    if verb.dep == "ROOT":
        return HAPPENED if region in HEADLINES or verb.tag == "VBN" else ONGOING
    return None


def _modal(marked: Marked, verb: Token, auxiliaries: list[str]) -> Reading | None:
    """The reading that a modal gives. Source: Quirk et al., modal meanings, as news uses them."""
    for word in auxiliaries:
        if word in ("will", "shall", "'ll", "’ll", "wo"):
            return PLANNED
        if word in ("may", "might", "could", "can", "ca"):
            return POSSIBLE
        if word in ("should", "must", "ought", "need"):
            return DESIRED
        if word in ("would", "'d", "’d"):
            return _would(marked, verb)
    return None


def _would(marked: Marked, verb: Token) -> Reading:
    """The future of then where “would” stands below a past reporting verb ; elsewhere a condition."""
    governor = marked.tokens[verb.head]
    if (
        verb.dep in ("ccomp", "relcl", "conj")
        and governor.pos in ("VERB", "AUX")
        and governor.tag in ("VBD", "VBN", "VBG")
    ):
        return msgspec.structs.replace(PLANNED, reason="future in the past")
    return CONDITIONAL


def _governed(marked: Marked, verb: Token, words: StatusWords, depth: int) -> Reading:
    """The reading of a non-finite verb from the word that governs it."""
    governor = marked.tokens[verb.head]
    if governor.index == verb.index and any(kid.dep in ("nsubj", "nsubjpass") for kid in marked.children(verb.index)):
        return PLANNED  # a headline: "A to visit B"
    if depth >= DEEPEST_GOVERNOR or governor.index == verb.index:
        return POSSIBLE
    if verb.dep == "pcomp" or governor.pos == "ADP":
        return _after_preposition(marked, governor, words, depth)
    if verb.dep == "advcl":
        return msgspec.structs.replace(DESIRED, reason="purpose")
    if governor.pos in ("NOUN", "PROPN"):
        return _below_noun(marked, governor, words, depth)
    return _below_predicate(marked, verb, governor, words, depth)


def _below_predicate(marked: Marked, verb: Token, governor: Token, words: StatusWords, depth: int) -> Reading:
    """As in "plans to", "is set to", "refused to", "managed to"."""
    above = _of_verb(marked, governor, words, depth + 1)
    lemma, plain = governor.lemma, governor.text.lower()
    if lemma == "be" or plain in words.planned_adjectives:
        return msgspec.structs.replace(PLANNED, negated=above.negated, reason=f"“{plain} to”")
    if plain in words.willing_adjectives or lemma in words.planned_verbs:
        return msgspec.structs.replace(
            PLANNED, negated=above.negated, detail=above.detail, reason=f"governed by “{plain}”"
        )
    if lemma in words.refused_verbs:
        return msgspec.structs.replace(PLANNED, negated=True, refused=True, reason=f"governed by “{plain}”")
    if lemma in words.failed_verbs:
        return msgspec.structs.replace(HAPPENED, negated=True, reason=f"governed by “{plain}”")
    if lemma in words.desired_verbs:
        return msgspec.structs.replace(DESIRED, reason=f"governed by “{plain}”")
    if lemma in words.possible_verbs:
        return msgspec.structs.replace(POSSIBLE, reason=f"governed by “{plain}”")
    if lemma in words.ongoing_verbs and above.status is Status.HAPPENED:
        return msgspec.structs.replace(above, reason=f"governed by “{plain}”")
    if lemma in words.ongoing_verbs or lemma in words.actual_verbs or verb.dep == "conj":
        return above
    return POSSIBLE


def _below_noun(marked: Marked, noun: Token, words: StatusWords, depth: int) -> Reading:
    """As in "a plan to visit", "the threat to strike"; "the first to open" has opened."""
    modifiers = {child.text.lower() for child in marked.children(noun.index)}
    if modifiers & FIRSTS or noun.text.lower() in FIRSTS:
        governor = marked.tokens[noun.head]
        return _of_verb(marked, governor, words, depth + 1) if governor.pos in ("VERB", "AUX") else HAPPENED
    if noun.lemma in words.plan_nouns:
        return msgspec.structs.replace(PLANNED, reason=f"“{noun.text.lower()}”")
    return msgspec.structs.replace(POSSIBLE, reason=f"“{noun.text.lower()}”")


def _after_preposition(marked: Marked, preposition: Token, words: StatusWords, depth: int) -> Reading:
    """As in "After meeting", "before signing", "accused of shelling", "without consulting"."""
    word = preposition.text.lower()
    above = marked.tokens[preposition.head]
    if word == "without":
        return msgspec.structs.replace(HAPPENED, negated=True, reason="“without”")
    if above.lemma in PREVENTING or word == "from":
        return msgspec.structs.replace(POSSIBLE, negated=True, reason=f"kept “{word}” happening")
    if word in BEFORE_WORDS or any(t.text.lower() in BEFORE_WORDS for t in marked.ancestors(preposition.index)):
        return msgspec.structs.replace(PLANNED, reason=f"“{word}”")
    if above.lemma in words.plan_nouns:
        return _below_noun(marked, above, words, depth)
    if above.pos == "VERB" and depth < DEEPEST_GOVERNOR:
        governing = _of_verb(marked, above, words, depth + 1)
        if governing.status in (Status.PLANNED, Status.HYPOTHETICAL):
            return governing
    if above.lemma in words.hypothetical_nouns or above.lemma in words.possible_verbs | words.desired_verbs:
        return msgspec.structs.replace(POSSIBLE, reason=f"“{above.text.lower()} {word}”")
    is_fact = word in AFTER_WORDS or word in FACT_WORDS
    if is_fact or depth >= DEEPEST_GOVERNOR:
        return HAPPENED
    return msgspec.structs.replace(DESIRED, reason=f"“{word}”")  # "toward strengthening ties": an aim


def _of_noun(marked: Marked, noun: Token, words: StatusWords, depth: int) -> Reading:
    """The reading of an event noun from its adjectives and from what governs it."""
    modifiers = {
        child.text.lower() for child in marked.children(noun.index) if child.dep in ("amod", "compound", "advmod")
    }
    if modifiers & words.called_off_adjectives:
        return Reading(status=Status.CALLED_OFF, reason="called off")
    if modifiers & words.possible_adjectives:
        return POSSIBLE
    turned = _turned(marked, noun, words)
    if turned is not None:
        return turned
    governed = _noun_governed(marked, noun, words, depth)
    if modifiers & words.planned_adjectives and governed.status in (Status.HAPPENED, Status.ONGOING):
        return PLANNED
    return governed


def _turned(marked: Marked, noun: Token, words: StatusWords) -> Reading | None:
    """As in the headlines "Trip to X postponed" and "Talks cancelled": a bare participle behind the noun."""
    head = marked.tokens[noun.head]
    verbs = [child for child in marked.children(noun.index) if child.dep in ("acl", "relcl", "amod")]
    if noun.dep == "nsubj" and not any(child.dep == "dobj" for child in marked.children(head.index)):
        verbs.append(head)
    for verb in verbs:
        if verb.tag not in ("VBN", "VBD"):
            continue
        if verb.lemma in words.postponed_verbs and verb.lemma != "put":
            return Reading(status=Status.PLANNED, detail=StatusDetail.POSTPONED, reason=f"“{verb.text.lower()}”")
        if verb.lemma in words.called_off_verbs and verb.lemma not in ("call", "drop", "withdraw"):
            return Reading(status=Status.CALLED_OFF, reason=f"“{verb.text.lower()}”")
        if verb.lemma in words.planned_verbs and verb.tag == "VBN" and verb.dep == "acl":
            return msgspec.structs.replace(PLANNED, reason=f"“{verb.text.lower()}”")
    return None


def _noun_governed(marked: Marked, noun: Token, words: StatusWords, depth: int) -> Reading:
    governor = marked.tokens[noun.head]
    if depth >= DEEPEST_GOVERNOR or governor.index == noun.index:
        return msgspec.structs.replace(HAPPENED, reason=NAMED_AS_FACT)
    if noun.dep in ("dobj", "nsubjpass") and governor.pos == "VERB":
        return _acted_on(marked, governor, words, depth)
    if noun.dep == "attr" and governor.pos in ("VERB", "AUX"):
        return _of_verb(marked, governor, words, depth + 1)
    if noun.dep == "conj":
        return _of_noun(marked, governor, words, depth + 1) if governor.pos == "NOUN" else HAPPENED
    if noun.dep == "nsubj" and governor.pos in ("VERB", "AUX"):
        return _acting(marked, governor, words, depth)
    if governor.pos == "ADP":
        return _after_preposition(marked, governor, words, DEEPEST_GOVERNOR)
    return msgspec.structs.replace(HAPPENED, reason=NAMED_AS_FACT)


def _acted_on(marked: Marked, verb: Token, words: StatusWords, depth: int) -> Reading:
    """As in "Cancelled the visit", "plans a visit", "held talks"."""
    called_off = _called_off(marked, verb, words)
    if called_off is not None:
        return called_off
    above = _of_verb(marked, verb, words, depth + 1)
    particles = {child.text.lower() for child in marked.children(verb.index) if child.dep in ("prt", "advmod", "prep")}
    lemma = verb.lemma
    if lemma in words.postponed_verbs and (lemma != "put" or "off" in particles):
        return Reading(status=Status.PLANNED, detail=StatusDetail.POSTPONED, reason=f"“{lemma}”")
    if lemma in words.denied_verbs:
        return Reading(status=Status.DENIED, reason=f"“{lemma}”")
    if lemma in words.refused_verbs:
        return msgspec.structs.replace(PLANNED, negated=True, refused=True, reason=f"“{lemma}”")
    if lemma in words.light_verbs and lemma not in ("announce", "offer"):
        return above
    if lemma in words.planned_verbs:
        return msgspec.structs.replace(PLANNED, negated=above.negated, reason=f"“{lemma}”")
    if lemma in words.desired_verbs:
        return msgspec.structs.replace(DESIRED, reason=f"“{lemma}”")
    if lemma in words.possible_verbs:
        return msgspec.structs.replace(POSSIBLE, reason=f"“{lemma}”")
    if above.status in (Status.PLANNED, Status.HYPOTHETICAL):
        return above
    return msgspec.structs.replace(HAPPENED, reason=NAMED_AS_FACT)


def _called_off(marked: Marked, verb: Token, words: StatusWords) -> Reading | None:
    """The reading of what a verb, or one joined to it, calls off ("was planned for May but was cancelled")."""
    for each in (verb, *(child for child in marked.children(verb.index) if child.dep == "conj")):
        particles = {child.text.lower() for child in marked.children(each.index)}
        if each.lemma in words.called_off_verbs and (each.lemma != "call" or "off" in particles):
            return Reading(status=Status.CALLED_OFF, reason=f"“{each.text.lower()}”")
    return None


def _acting(marked: Marked, verb: Token, words: StatusWords, depth: int) -> Reading:
    """As in "the visit is planned", "talks will take place", "if the visit pans out"; "the visit shows" is a fact."""
    if _in_condition(marked, verb, words):
        return CONDITIONAL
    called_off = _called_off(marked, verb, words)
    if called_off is not None:
        return called_off
    above = _of_verb(marked, verb, words, depth + 1)
    if above.status in (Status.PLANNED, Status.HYPOTHETICAL):
        return above
    return msgspec.structs.replace(HAPPENED, reason=NAMED_AS_FACT)


def _in_condition(marked: Marked, verb: Token, words: StatusWords) -> bool:
    """Whether the verb stands in a clause opened by "if" and the like."""
    marks = {child.text.lower() for child in marked.children(verb.index) if child.dep in ("mark", "advmod")}
    return bool(marks & words.conditional_marks) and verb.dep in ("advcl", "ccomp", "ROOT", "acl", "pcomp")


def _has_condition(marked: Marked, verb: Token, words: StatusWords) -> bool:
    """Whether the verb's clause has a conditional clause below it."""
    return any(
        child.dep == "advcl"
        and any(below.text.lower() in words.conditional_marks for below in marked.children(child.index))
        for child in marked.children(verb.index)
    )
