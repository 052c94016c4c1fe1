"""What is said of relations: the cue of a noun of relations, and whether the text asserts it."""

from collections.abc import Iterator

import msgspec

from dragoman.find.status import status_of
from dragoman.find.tie_pairs import REACH, Pair
from dragoman.knowledge import Knowledge
from dragoman.knowledge.tie_words import Form, TieCue
from dragoman.records import Change, Quality, Status, StatusDetail
from dragoman.text.marked import Marked, Token

# The further words of a phrase stand this near: "hit a new historic low".
PHRASE_REACH = 6
_COPULAS = frozenset({"be", "become", "remain", "grow", "get", "turn", "stay", "seem", "look", "keep"})
# Prepositions that presuppose what follows: "amid tensions between X and Y".
_PRESUPPOSING = frozenset({"amid", "amidst", "despite", "given", "over", "after", "because"})
# "years of frosty relations", "a long period of tension"
_MEASURES = frozenset({"year", "decade", "month", "week", "period", "spell", "generation", "century", "half-century"})
MEASURES = 3
"""How many measures may stand above each other."""

# What the end of a condition is; that of a mere chill or rift is an improvement.
ENDED: dict[Quality | None, Change] = {Quality.FROZEN: Change.RESUMED, Quality.SEVERED: Change.RESUMED}
_ENDLESS = frozenset({"begin", "start", "continue", "manage", "come", "help", "keep"})


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A cue with the token that carries its time and its status, and the tokens that the evidence must hold.

    `since` and `until` are verbs whose times are those of its begin and its end, where the text tells these.
    """

    quality: Quality | None = None
    change: Change | None = None
    predicate: int
    tokens: tuple[int, ...]
    since: int | None = None
    until: int | None = None


def claim_of(cue: TieCue, predicate: Token, *tokens: Token) -> Claim:
    """The claim of a cue."""
    return Claim(
        quality=cue.quality,
        change=cue.change,
        predicate=predicate.index,
        tokens=(predicate.index, *(token.index for token in tokens)),
    )


def _rest_of_phrase(marked: Marked, token: Token, cue: TieCue) -> tuple[Token, ...]:
    """The further words of the phrase that a token begins: "heights" after "reaching"."""
    rest = {word for phrase in cue.words for word in phrase.split()[1:] if phrase.split()[0] == token.lemma}
    end = min(token.index + 1 + PHRASE_REACH, marked.sentences[token.sentence].last)
    return tuple(t for t in marked.tokens[token.index + 1 : end] if t.lemma in rest)


def match_cue(marked: Marked, form: Form, token: Token, knowledge: Knowledge) -> TieCue | None:
    """The cue of a form that a token begins, with the further words of its phrase after it."""
    words = knowledge.tie_words
    end = min(token.index + 1 + PHRASE_REACH, marked.sentences[token.sentence].last)
    following = {t.lemma for t in marked.tokens[token.index + 1 : end]}
    following |= {t.lemma.removesuffix("s") for t in marked.tokens[token.index + 1 : end]}
    for key in dict.fromkeys((token.lemma, token.text.lower(), token.lemma.removesuffix("s"))):
        for phrase, cue in words.of(form, key):
            if set(phrase[1:]) <= following:
                return cue
    return None


def is_asserted(marked: Marked, index: int, knowledge: Knowledge) -> bool:
    """Whether the text says that it is or was so: no wish, question, plan, condition or denial."""
    token = marked.tokens[index]
    reading = status_of(marked, index, knowledge.status_words)
    is_real = reading.status in (Status.HAPPENED, Status.ONGOING) and not reading.negated and not reading.refused
    if not is_real or reading.detail not in (None, StatusDetail.HABITUAL):
        return False
    return is_finite(marked, token) if token.pos in ("VERB", "AUX") else True


def is_finite(marked: Marked, verb: Token, depth: int = 0) -> bool:
    """Whether a verb is told, not only named ("ways to deepen ties")."""
    helpers = [child for child in marked.children(verb.index) if child.dep in ("aux", "auxpass")]
    head = marked.head(verb.index)
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    if verb.tag in ("VBN", "VBG") and any(helper.lemma in ("have", "be", "'ve", "get") for helper in helpers):
        return not any(helper.tag == "TO" for helper in helpers)
    if verb.tag == "VBN" and verb.dep in ("acl", "ROOT", "relcl", "advcl"):
        return True
    if depth < 4 and head.index != verb.index:
        if verb.dep == "conj" or is_result_of(marked, verb):
            return is_finite(marked, head, depth + 1)
        return verb.dep == "xcomp" and head.lemma in _ENDLESS and is_finite(marked, head, depth + 1)
    return False


def is_result_of(marked: Marked, verb: Token) -> bool:
    """Whether a participle tells what its superior does with it: "returned its envoy, ending a rift"."""
    leads = (child for child in marked.children(verb.index) if child.dep in ("mark", "prep", "aux"))
    is_led = any(child.index < verb.index for child in leads)
    return verb.tag == "VBG" and verb.dep == "advcl" and not is_led


def governing_verb(marked: Marked, noun: Token) -> Token | None:
    """The verb above a noun, through prepositions and joined nouns; null for a noun on its own."""
    for token in marked.ancestors(noun.index):
        if token.pos in ("VERB", "AUX"):
            return token
        if token.pos not in ("ADP", "NOUN", "PROPN", "SCONJ"):
            return None
    return None


def claims_about(marked: Marked, noun: Token, verb: Token | None, pair: Pair, knowledge: Knowledge) -> list[Claim]:
    """All that the clause of a noun of relations says of them."""
    claims: list[Claim] = []
    if verb is not None and noun.head == verb.index:
        claims += _by_verb(marked, noun, verb, knowledge)
    aside, begin = _aside(marked, max(pair.last, noun.index) + 1, knowledge)
    if not claims or noun.dep not in ("nsubj", "nsubjpass"):
        claims += _by_next_words(marked, noun, begin, knowledge)
    claims += _by_modifier(marked, noun, verb, pair, knowledge)
    claims += _by_name(marked, noun, verb, knowledge)
    told = {claim.quality for claim in claims}
    return [*_merged(claims), *(one for one in aside if one.quality not in told)]


def _by_verb(marked: Marked, noun: Token, verb: Token, knowledge: Knowledge) -> list[Claim]:
    """The verb's own cue, its complement's, or that of a noun it leads to; null unless it is asserted."""
    if not is_asserted(marked, verb.index, knowledge) or _names_trouble(marked, noun, knowledge):
        return []
    if noun.dep in ("dobj", "nsubjpass"):
        by_whom = any(child.dep == "agent" for child in marked.children(verb.index))
        is_state = noun.dep == "nsubjpass" and not by_whom  # "have been strained since 2017", but "strained by a spy"
        forms = (Form.ADJECTIVE, Form.OBJECT) if is_state else (Form.OBJECT, Form.ADJECTIVE)
        cue = match_cue(marked, forms[0], verb, knowledge) or match_cue(marked, forms[1], verb, knowledge)
        return [claim_of(cue, verb, noun, *_rest_of_phrase(marked, verb, cue))] if cue else []
    if noun.dep != "nsubj":
        return []
    cue = match_cue(marked, Form.SUBJECT, verb, knowledge)
    claims = [claim_of(cue, verb, *_rest_of_phrase(marked, verb, cue))] if cue else []
    claims += [claim_of(cue, verb, word) for word, cue in _complements(marked, verb, knowledge)]
    if not claims:
        claims += _by_noun(marked, verb, knowledge)
    return claims


def _names_trouble(marked: Marked, noun: Token, knowledge: Knowledge) -> bool:
    """Whether the noun names what is wrong: who ends or deepens a rift does not end or deepen relations."""
    cue = match_cue(marked, Form.NAMES, noun, knowledge)
    return cue is not None and cue.quality in (Quality.TENSE, Quality.SEVERED)


def _complements(marked: Marked, verb: Token, knowledge: Knowledge) -> Iterator[tuple[Token, TieCue]]:
    """Adjectives said of the subject: "are tense", "remained close", "while already tense"."""
    for child in marked.children(verb.index):
        is_said = child.dep in ("acomp", "attr", "oprd", "xcomp", "ccomp") and verb.lemma in _COPULAS
        is_fronted = child.dep == "advcl" and not any(c.dep.startswith("nsubj") for c in marked.children(child.index))
        if child.pos in ("ADJ", "VERB") and (is_said or is_fronted) and not _is_taken_back(marked, child, knowledge):
            cue = match_cue(marked, Form.ADJECTIVE, child, knowledge)
            if cue is not None:
                yield child, cue


def _by_noun(marked: Marked, verb: Token, knowledge: Knowledge) -> list[Claim]:
    """A noun that the verb leads to: "went through a freeze", and its end where that is told too."""
    words = knowledge.tie_words
    if verb.lemma not in words.passing_verbs:
        return []
    claims: list[Claim] = []
    for token in marked.tokens[verb.index + 1 : marked.sentences[verb.sentence].last]:
        if token.pos in ("VERB", "AUX") and token.dep != "amod":
            break
        cue = match_cue(marked, Form.NOUN, token, knowledge) if token.pos in ("NOUN", "ADJ") else None
        if cue is None:
            continue
        claims.append(claim_of(cue, verb, token))
        claims.extend(
            Claim(change=ENDED.get(cue.quality, Change.IMPROVING), predicate=end.index, tokens=(token.index, end.index))
            for end in marked.children(token.index)
            if cue.quality is not None and end.dep == "relcl" and end.lemma in words.ending_verbs
        )
        break
    return claims


def _by_next_words(marked: Marked, noun: Token, begin: int, knowledge: Knowledge) -> list[Claim]:
    """The cue that follows the phrase at once: "relations with X[, which] have [recently] been shaky".

    Rescues what the parser hangs elsewhere: relatives on the wrong noun, verbs read as nouns.
    """
    end = marked.sentences[noun.sentence].last
    helper: Token | None = None
    for index in range(begin, min(begin - 1 + REACH, end)):
        token = marked.tokens[index]
        if token.text.lower() in knowledge.tie_words.unreal:
            return []
        if token.text in (",", ")") or token.lemma in ("which", "that") or token.pos == "ADV":
            continue
        if token.pos == "AUX" or token.lemma in _COPULAS:
            helper = token
            continue
        form = Form.ADJECTIVE if helper is not None and helper.lemma in _COPULAS else Form.SUBJECT
        cue = match_cue(marked, form, token, knowledge) or match_cue(marked, Form.SUBJECT, token, knowledge)
        predicate = helper if form is Form.ADJECTIVE and helper is not None else token
        if cue is None or (token.tag == "VBG" and helper is None) or _is_in_condition(marked, noun, knowledge):
            return []
        return [claim_of(cue, predicate, token, *_rest_of_phrase(marked, token, cue))]
    return []


def _aside(marked: Marked, begin: int, knowledge: Knowledge) -> tuple[list[Claim], int]:
    """What is said between two commas behind the phrase ("ties with X, frozen since 2019,"), and its closing comma."""
    end = marked.sentences[marked.tokens[begin - 1].sentence].last
    if begin >= end or marked.tokens[begin].text != ",":
        return [], begin
    inside = marked.tokens[begin + 1 : min(begin + 1 + REACH, end)]
    close = next((token.index for token in inside if token.text == ","), None)
    said = [token for token in inside if close is not None and token.index < close]
    first = next((token for token in said if token.pos != "ADV"), None)
    cue = match_cue(marked, Form.ADJECTIVE, first, knowledge) if first is not None else None
    if first is None or close is None or cue is None:
        return [], begin
    if first.tag not in ("VBN", "VBD", "JJ") or any(t.text.lower() in knowledge.tie_words.no_longer for t in said):
        return [], begin
    return [claim_of(cue, first)], close


def _is_in_condition(marked: Marked, noun: Token, knowledge: Knowledge) -> bool:
    first = marked.sentences[noun.sentence].first
    before = {token.text.lower() for token in marked.tokens[first : noun.index]}
    is_question = marked.words(marked.sentences[noun.sentence].span).rstrip("”’\"' ").endswith("?")
    return is_question or bool(before & knowledge.status_words.conditional_marks) or bool(before & {"if", "whether"})


def _by_modifier(marked: Marked, noun: Token, verb: Token | None, pair: Pair, knowledge: Knowledge) -> list[Claim]:
    """An adjective before the noun, where the phrase is held, known or told of: "have maintained close ties"."""
    modifiers = [
        child for child in marked.children(noun.index) if child.dep == "amod" and child.tag not in ("JJR", "JJS")
    ]
    for modifier in modifiers:
        cue = match_cue(marked, Form.ADJECTIVE, modifier, knowledge)
        if cue is None or _is_taken_back(marked, modifier, knowledge) or _is_taken_back(marked, noun, knowledge):
            continue
        if is_presupposed(marked, noun, verb, knowledge):
            return [claim_of(cue, _dated_by(marked, noun, verb), noun, modifier)]
    return []


def _by_name(marked: Marked, noun: Token, verb: Token | None, knowledge: Knowledge) -> list[Claim]:
    """A noun that says it itself: "tensions between X and Y"."""
    cue = match_cue(marked, Form.NAMES, noun, knowledge)
    if cue is None or _is_taken_back(marked, noun, knowledge) or not is_presupposed(marked, noun, verb, knowledge):
        return []
    return [claim_of(cue, _dated_by(marked, noun, verb), noun)]


def _dated_by(marked: Marked, noun: Token, verb: Token | None) -> Token:
    """What tells when relations were so: the verb, but not that of what came after them."""
    return noun if verb is None or _preposition_above(marked, noun) == "after" else verb


def _preposition_above(marked: Marked, noun: Token) -> str | None:
    """The preposition before a noun and what measures it: "after" in "after years of frosty relations"."""
    for _ in range(MEASURES):
        preposition = marked.head(noun.index)
        if noun.dep != "pobj":
            return None
        measure = marked.head(preposition.index)
        if preposition.lemma != "of" or measure.lemma not in _MEASURES:
            return preposition.lemma
        noun = measure
    return None


def is_presupposed(marked: Marked, noun: Token, verb: Token | None, knowledge: Knowledge) -> bool:
    """Whether the text takes it that the relations are so: they act, are held, are definite, or are a reason."""
    if verb is None:
        return not _is_in_condition(marked, noun, knowledge)
    if not is_asserted(marked, verb.index, knowledge):
        return False
    if noun.dep == "nsubj" or (noun.dep == "dobj" and verb.lemma in knowledge.tie_words.holding_verbs):
        return True
    if _preposition_above(marked, noun) in _PRESUPPOSING:
        return True
    is_known = any(
        child.dep == "poss" or (child.dep == "det" and child.lemma in ("the", "this", "these", "that"))
        for child in marked.children(noun.index)
    )
    return is_known and verb.lemma not in knowledge.status_words.desired_verbs


def _is_taken_back(marked: Marked, token: Token, knowledge: Knowledge) -> bool:
    """Whether a word beside it takes it back: no, no longer, less, once, former."""
    return any(child.text.lower() in knowledge.tie_words.no_longer for child in marked.children(token.index))


def _merged(claims: list[Claim]) -> list[Claim]:
    """A quality and a change told by one predicate are one claim: "while already tense, relations soured"."""
    if len(claims) == 2 and claims[0].predicate == claims[1].predicate:
        one, other = claims
        if (one.quality is None) != (other.quality is None) and (one.change is None) != (other.change is None):
            return [
                Claim(
                    quality=one.quality or other.quality,
                    change=one.change or other.change,
                    predicate=one.predicate,
                    tokens=(*one.tokens, *other.tokens),
                )
            ]
    return claims
