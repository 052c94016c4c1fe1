"""The tense that governs a span: whether what it dates lies before or after the day of writing."""

from enum import StrEnum

from dragoman.knowledge.time_words import Lexicon
from dragoman.records import Span
from dragoman.text.marked import Marked, Token

_FINITE_PAST = frozenset({"VBD", "VBN"})
_PRESENT = frozenset({"VBZ", "VBP", "VBG"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj"})


class Tense(StrEnum):
    """Where the governing verb puts an act; `unknown` where no verb governs it directly and nothing else tells.

    `present` is a simple or progressive present: with a date it is a timetable, so that the date lies ahead.
    """

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"

    @property
    def is_ahead(self) -> bool:
        """Whether a date that the clause names is still to come."""
        return self in (Tense.PRESENT, Tense.FUTURE)


def governor_of(marked: Marked, span: Span) -> Token | None:
    """The verb whose clause holds the span, or null where no verb stands above it."""
    root = marked.root_of(span)
    if root is None:
        return None
    if root.pos in ("VERB", "AUX") and root.dep in _CLAUSAL:
        return root
    return next((token for token in marked.ancestors(root.index) if token.pos in ("VERB", "AUX")), None)


def tense_at(marked: Marked, span: Span, lexicon: Lexicon) -> Tense:
    """The tense of the clause that holds the span.

    English goes by the parse. Other languages, for which there is no parser, go by the words of the sentence.
    """
    if lexicon.language != "en":
        return _tense_by_words(marked, span, lexicon)
    root = marked.root_of(span)
    if root is None:
        return Tense.UNKNOWN
    path: list[Token] = [root]
    for token in marked.ancestors(root.index):
        path.append(token)
        if token.pos in ("VERB", "AUX"):
            break
    if _is_modified_as_future(marked, path, lexicon):
        return Tense.FUTURE
    verb = path[-1]
    if len(path) == 3 and path[1].lemma in ("for", "to", "until") and verb.pos == "VERB":
        return Tense.FUTURE  # "scheduled for Friday", "postponed to April"
    if path[0].lemma in ("until", "till") and verb.lemma in lexicon.tense.put_off_verbs:
        return Tense.FUTURE  # "extended until Friday"
    if verb.pos not in ("VERB", "AUX"):
        return Tense.UNKNOWN
    tense = tense_of_verb(marked, verb, lexicon)
    hangs_on_noun = any(token.pos in ("NOUN", "PROPN") for token in path[1:-1])
    return Tense.UNKNOWN if hangs_on_noun and (tense is Tense.PAST or _is_pledged(marked, verb)) else tense


def _is_pledged(marked: Marked, verb: Token) -> bool:
    """Whether a verb is an infinitive under a finite past: "agreed to reopen it at talks on 10 August" is open."""
    is_infinitive = any(child.tag == "TO" for child in marked.children(verb.index))
    head = marked.head(verb.index)
    return is_infinitive and verb.dep == "xcomp" and head.tag == "VBD"


def tense_of_verb(marked: Marked, verb: Token, lexicon: Lexicon) -> Tense:
    """Whether a verb's group puts its act before or after the day of writing; a scheduled present is future."""
    words = lexicon.tense
    helpers = [child for child in marked.children(verb.index) if child.dep in ("aux", "auxpass")]
    lemmas = {helper.lemma for helper in helpers} | {helper.text.lower() for helper in helpers}
    is_infinitive = any(helper.tag == "TO" for helper in helpers)
    has_perfect = any(helper.lemma in ("have", "'ve") and helper.dep == "aux" for helper in helpers)
    if verb.lemma in words.future_verbs and _is_awaiting(verb, helpers):
        return Tense.FUTURE
    if lemmas & words.future_modals and not has_perfect:
        return Tense.FUTURE
    if is_infinitive:
        return _tense_of_infinitive(marked, verb, lexicon)
    if any(helper.tag in ("VBD", "VBN") or helper.lemma == "have" for helper in helpers):
        return Tense.PAST
    if verb.tag in _FINITE_PAST:
        is_present_passive = any(helper.lemma == "be" and helper.tag in _PRESENT for helper in helpers)
        return Tense.UNKNOWN if is_present_passive else Tense.PAST
    if verb.tag == "VBG" and not helpers:
        return _tense_above(marked, verb, lexicon)
    if verb.tag in ("VBZ", "VBP", "VBG"):
        return Tense.PAST if verb.lemma in words.reporting_verbs else Tense.PRESENT
    return _tense_above(marked, verb, lexicon)


def _is_awaiting(verb: Token, helpers: list[Token]) -> bool:
    """Whether a verb of planning is used of what is still to come ("is due", "expects"), not narrated ("set off")."""
    if verb.tag in _PRESENT or any(helper.lemma == "be" for helper in helpers):
        return True
    return verb.tag == "VBN" and not helpers


def _tense_of_infinitive(marked: Marked, verb: Token, lexicon: Lexicon) -> Tense:
    """Future: "is to visit", "is set to visit", "plans to visit"; "managed to visit" is as past as its head."""
    head = marked.head(verb.index)
    if head.index == verb.index:  # a headline: "Minister to visit Oslo"
        return Tense.FUTURE
    if head.lemma in lexicon.tense.future_verbs or head.lemma == "be" or head.pos in ("NOUN", "ADJ", "PROPN"):
        return Tense.FUTURE
    if verb.dep == "relcl":
        return Tense.FUTURE
    return tense_of_verb(marked, head, lexicon) if head.pos in ("VERB", "AUX") else Tense.UNKNOWN


def _tense_above(marked: Marked, verb: Token, lexicon: Lexicon) -> Tense:
    head = marked.head(verb.index)
    if head.index == verb.index or head.pos not in ("VERB", "AUX"):
        return Tense.UNKNOWN
    return tense_of_verb(marked, head, lexicon)


def _is_modified_as_future(marked: Marked, path: list[Token], lexicon: Lexicon) -> bool:
    """Whether a noun or preposition on the way up says that it is still to come ("upcoming talks", "ahead of")."""
    modifiers = lexicon.tense.future_modifiers
    for token in path:
        if token.lemma == "ahead":
            return True
        if token.pos in ("NOUN", "PROPN", "ADJ") and (
            token.lemma in ("due", "likely")
            or any(child.text.lower() in modifiers for child in marked.children(token.index) if child.dep == "amod")
        ):
            return True
    return False


def _tense_by_words(marked: Marked, span: Span, lexicon: Lexicon) -> Tense:
    sentence = marked.sentence_at(span[0])
    if sentence is None:
        return Tense.UNKNOWN
    words = [token.text.lower() for token in marked.sentence_tokens(sentence)]
    known = lexicon.tense
    if any(word in known.future_words for word in words):
        return Tense.FUTURE
    if any(word in known.past_words for word in words):
        return Tense.PAST
    if known.past_endings and any(len(word) > 3 and word.endswith(known.past_endings) for word in words):
        return Tense.PAST
    return Tense(known.default)
