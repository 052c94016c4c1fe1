"""Clauses: subject, object and prepositional arguments of a predicate, across passives, relatives and control.

Labels are ClearNLP dependencies as spaCy's English pipelines give them. Functions return indices into
`Marked.tokens`: the head tokens of the arguments, coordinated ones included.
"""

from dragoman.knowledge.status_words import StatusWords
from dragoman.text.marked import Marked, Token

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
RELATIVES = frozenset({"who", "which", "that", "whom"})
RECIPROCALS = (("each", "other"), ("one", "another"))
# A verb below one of these shares the subject of the clause above when it has none of its own.
SHARED_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
# How far up a chain of control is followed; longer chains in news are parser faults.
DEEPEST_CHAIN = 4
# Parts of speech that can name one of several actors; the parser also hangs verbs on nouns as conjuncts.
COORDINATED = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "X", "NUM"})


def is_passive(marked: Marked, verb: int) -> bool:
    """Whether the predicate is a passive participle, reduced ones ("troops deployed by Kyiv") included."""
    token = marked.tokens[verb]
    deps = {child.dep for child in marked.children(verb)}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    if token.tag != "VBN" or deps & {"aux", "dobj", "nsubj"}:
        return False
    if token.dep == "acl":
        return True
    return token.dep == "conj" and is_passive(marked, token.head)


def coordinated(marked: Marked, head: int) -> tuple[int, ...]:
    """The token and those coordinated with it ("Israel and Türkiye": both heads)."""
    found: list[int] = []
    pending = [head]
    while pending:
        found.append(pending.pop())
        members = (child for child in marked.children(found[-1]) if child.dep == "conj")
        pending += reversed([child.index for child in members if child.pos in COORDINATED])
    return tuple(found)


def subjects(marked: Marked, verb: int, words: StatusWords, depth: int = 0) -> tuple[int, ...]:
    """The agents of a predicate: active subject, passive "by" phrase, or the subject that control hands down."""
    if is_passive(marked, verb):
        return _agents(marked, verb)
    own = _own(marked, verb, SUBJECTS)
    if own:
        return _resolved(marked, own)
    if depth >= DEEPEST_CHAIN:
        return ()
    return _handed_down(marked, verb, words, depth)


def objects(marked: Marked, verb: int) -> tuple[int, ...]:
    """The patients of a predicate: direct object, passive subject, or the noun that a reduced clause modifies."""
    token = marked.tokens[verb]
    if is_passive(marked, verb):
        own = _own(marked, verb, PASSIVE_SUBJECTS)
        if own:
            return _resolved(marked, own)
        if token.dep == "acl":
            return coordinated(marked, token.head)
        if token.dep == "conj":
            return objects(marked, token.head)
        return ()
    direct = [child.index for child in marked.children(verb) if child.dep in ("dobj", "dative") and child.pos != "ADP"]
    if direct:
        return _resolved(marked, tuple(index for head in direct for index in coordinated(marked, head)))
    if token.dep == "relcl" and _own(marked, verb, SUBJECTS) and not _relative_subject(marked, verb):
        return coordinated(marked, token.head)  # "the envoy whom Rome expelled", with the pronoun gapped
    return ()


def prepositional(marked: Marked, head: int, prepositions: frozenset[str] | tuple[str, ...]) -> tuple[int, ...]:
    """The objects of the given prepositions directly below a predicate or a noun."""
    found: list[int] = []
    for child in marked.children(head):
        lower = child.text.lower()
        if child.dep in ("prep", "dative", "agent", "prt", "advmod", "mark") and lower in prepositions:
            found.extend(_prepositional_objects(marked, child))
    return _resolved(marked, tuple(found))


def is_reciprocal(marked: Marked, verb: int) -> bool:
    """Whether the subjects act on each other: "accused each other of", "fired at one another"."""
    heads = [child for child in marked.children(verb) if child.dep in ("dobj", "dative", "prep")]
    below = [kid for head in heads if head.dep == "prep" for kid in marked.children(head.index)]
    around = ((token.index + shift - 1, token.index + shift) for token in (*heads, *below) for shift in (0, 1))
    return any(
        first >= 0 and last < len(marked.tokens)
        and (marked.tokens[first].text.lower(), marked.tokens[last].text.lower()) in RECIPROCALS
        for first, last in around
    )  # fmt: skip


def preposition_tokens(marked: Marked, head: int) -> frozenset[str]:
    """The prepositions and particles directly below a token, in lower case."""
    return frozenset(
        child.text.lower()
        for child in marked.children(head)
        if child.dep in ("prep", "prt", "agent", "dative", "advmod") or child.pos == "ADP"
    )


def complement(marked: Marked, verb: int) -> Token | None:
    """The infinitive or clause that a predicate governs ("refused to meet"), or null."""
    for child in marked.children(verb):
        if child.dep in ("xcomp", "ccomp") and child.pos in ("VERB", "AUX"):
            return child
        if child.dep == "prep":
            for below in marked.children(child.index):
                if below.dep == "pcomp" and below.pos == "VERB":
                    return below
    return None


def purpose(marked: Marked, verb: int) -> Token | None:
    """The infinitive that says what a predicate was done for ("called to thank him"), or null."""
    for child in marked.children(verb):
        is_infinitive = child.tag == "VB" and any(kid.tag == "TO" for kid in marked.children(child.index))
        if child.dep == "advcl" and child.index > verb and is_infinitive:
            return child
    return None


def clause_head(marked: Marked, index: int) -> Token:
    """The nearest verb at or above a token: the predicate of its clause."""
    token = marked.tokens[index]
    while token.pos not in ("VERB", "AUX") and token.head != token.index:
        token = marked.tokens[token.head]
    return token


def _own(marked: Marked, verb: int, labels: tuple[str, ...]) -> tuple[int, ...]:
    heads = [child.index for child in marked.children(verb) if child.dep in labels]
    return tuple(index for head in heads for index in coordinated(marked, head))


def _agents(marked: Marked, verb: int) -> tuple[int, ...]:
    """The "by" phrase of a passive."""
    found: list[int] = []
    for child in marked.children(verb):
        if child.dep == "agent" or (child.dep == "prep" and child.text.lower() == "by"):
            found.extend(_prepositional_objects(marked, child))
    return tuple(found)


def _prepositional_objects(marked: Marked, preposition: Token) -> list[int]:
    found: list[int] = []
    for child in marked.children(preposition.index):
        if child.dep in ("pobj", "dobj", "npadvmod") or (child.dep == "nsubj" and child.pos == "PROPN"):
            found.extend(coordinated(marked, child.index))
        elif child.dep == "prep":  # "from within Syria"
            found.extend(_prepositional_objects(marked, child))
    return found


def _resolved(marked: Marked, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads with relative pronouns replaced by the nouns they stand for."""
    found: list[int] = []
    for head in heads:
        token = marked.tokens[head]
        antecedent = _antecedent(marked, token) if token.text.lower() in RELATIVES else None
        found.extend(coordinated(marked, antecedent) if antecedent is not None else (head,))
    return tuple(found)


def _antecedent(marked: Marked, pronoun: Token) -> int | None:
    """The noun that a relative pronoun stands for."""
    for ancestor in (pronoun, *marked.ancestors(pronoun.index)):
        if ancestor.dep == "relcl":
            return ancestor.head
    return None


def _relative_subject(marked: Marked, verb: int) -> bool:
    return any(child.dep in SUBJECTS and child.text.lower() in RELATIVES for child in marked.children(verb))


def _handed_down(marked: Marked, verb: int, words: StatusWords, depth: int) -> tuple[int, ...]:
    """The subject that a verb without one of its own takes from the clause above it."""
    token = marked.tokens[verb]
    head = marked.tokens[token.head]
    if token.dep == "acl" and token.tag == "VBG":
        return coordinated(marked, head.index)
    if token.dep == "acl" and head.pos in ("NOUN", "PROPN"):  # "a pledge to send", "its decision to expel"
        owners = tuple(child.index for child in marked.children(head.index) if child.dep == "poss")
        owners = owners or prepositional(marked, head.index, ("by",))  # "a plan by A to sue B"
        return owners or subjects(marked, clause_head(marked, head.index).index, words, depth + 1)
    if token.dep == "relcl":
        return coordinated(marked, head.index) if _relative_gap(marked, verb) else ()
    if token.dep == "pcomp":
        governor = clause_head(marked, head.index)
        if governor.lemma in words.object_control_verbs and objects(marked, governor.index):
            return objects(marked, governor.index)
        return subjects(marked, governor.index, words, depth + 1)
    if token.dep in SHARED_SUBJECT and head.index != token.index:
        return _controller(marked, token, head, words, depth)
    return ()


def _controller(marked: Marked, token: Token, head: Token, words: StatusWords, depth: int) -> tuple[int, ...]:
    """The argument of the verb above that is understood as the subject of the verb below."""
    if head.pos in ("NOUN", "PROPN"):
        return tuple(child.index for child in marked.children(head.index) if child.dep == "poss")
    if head.pos == "ADJ" and head.head != head.index:  # "is due to visit"
        return subjects(marked, head.head, words, depth + 1)
    if token.dep == "conj" and token.tag in FINITE and head.tag not in FINITE:
        # "accused X of ramming a boat, and summoned the envoy": the tense joins the accusing, not the ramming.
        above = next((t for t in marked.ancestors(head.index) if t.tag in FINITE), None)
        if above is not None:
            return subjects(marked, above.index, words, depth + 1)
    if token.dep in ("xcomp", "ccomp") and head.lemma in words.object_control_verbs:
        handed = objects(marked, head.index) or prepositional(marked, head.index, ("on", "to", "for"))
        if handed:
            return handed
    if token.dep in ("xcomp", "conj", "advcl") and is_passive(marked, head.index):
        passive = _own(marked, head.index, PASSIVE_SUBJECTS)
        if passive:
            return _resolved(marked, passive)
    return subjects(marked, head.index, words, depth + 1)


def _relative_gap(marked: Marked, verb: int) -> bool:
    """Whether a relative clause lacks a subject of its own, so that the noun above is it."""
    return not any(child.dep in SUBJECTS + PASSIVE_SUBJECTS for child in marked.children(verb))
