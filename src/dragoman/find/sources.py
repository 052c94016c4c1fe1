"""Noun phrases as sources: whose words or thoughts a clause gives, and what kind of source that is."""

from collections.abc import Sequence

from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.knowledge.cues import Cues
from dragoman.records import ActorKind, Anonymity, HopKind, Span
from dragoman.text.marked import Marked, Token

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
PERSONAL = frozenset(("he", "she", "they", "we", "i", "you", "who", "him", "her", "them", "us", "me"))
# Words after which a noun phrase no longer names its head: a clause, an apposition set off, a bracket.
_LOOSE = frozenset(("relcl", "parataxis", "ccomp", "advcl"))


def subject_of(marked: Marked, verb: int) -> Token | None:
    """The head of the noun phrase that does what the verb says, through participles, infinitives and coordination.

    The antecedent stands for a relative pronoun; a passive gives its agent, and null where it has none.
    """
    visited: set[int] = set()
    current = verb
    while current not in visited:
        visited.add(current)
        token = marked.tokens[current]
        kids = marked.children(current)
        if any(kid.dep == "auxpass" for kid in kids) or any(kid.dep == "agent" for kid in kids):
            return _agent(marked, kids)
        subject = next((kid for kid in kids if kid.dep in SUBJECTS or kid.dep == "expl"), None)
        if subject is not None:
            return _antecedent(marked, subject, token)
        if token.dep in ("acl", "relcl"):
            return marked.head(current)
        if token.dep == "ROOT" or token.head == current:
            return None
        cited = cited_speaker(marked, token)
        if cited is not None:
            return cited
        current = _controller(marked, token)
    return None


def cited_speaker(marked: Marked, verb: Token) -> Token | None:
    """The person whom another source gives as speaking ("Reuters quoted her as saying", "he was cited as saying")."""
    link = marked.head(verb.index)
    if verb.dep != "pcomp" or link.text.lower() != "as":
        return None
    for kid in marked.children(link.head):
        if kid.dep in ("nsubjpass", "dobj"):
            return kid
    return None


def _agent(marked: Marked, kids: tuple[Token, ...]) -> Token | None:
    """The noun after "by" of a passive."""
    agent = next((kid for kid in kids if kid.dep == "agent"), None)
    if agent is None:
        return None
    return next((kid for kid in marked.children(agent.index) if kid.dep == "pobj"), None)


def _antecedent(marked: Marked, subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other subject as it is."""
    if subject.tag in ("WDT", "WP") and verb.dep == "relcl":
        return marked.head(verb.index)
    return subject


def _controller(marked: Marked, token: Token) -> int:
    """The verb whose subject an embedded verb without one shares."""
    head = marked.head(token.index)
    while head.pos in ("ADP", "SCONJ") and head.head != head.index:
        head = marked.head(head.index)
    return head.index


def noun_phrase(marked: Marked, head: int) -> Span:
    """The span of the noun phrase of a head, with its titles, "of" phrases and close appositions, without clauses."""
    start, end = marked.tokens[head].span
    stack = [head]
    while stack:
        for kid in marked.children(stack.pop()):
            if (
                kid.tag == "VBD"
                or kid.dep in _LOOSE
                or kid.dep in ("punct", "cc")
                or (kid.dep == "acl" and kid.index > head)
            ):
                continue
            start, end = min(start, kid.start), max(end, kid.end)
            stack.append(kid.index)
    text = marked.article.text
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    return (start, end)


def phrase_head(tokens: Sequence[Token]) -> Token | None:
    """The head of a noun phrase read off its words: the last noun before its first preposition, or null."""
    place = next((place for place, token in enumerate(tokens) if token.tag == "IN"), len(tokens))
    return next((token for token in reversed(tokens[:place]) if token.pos in ("NOUN", "PROPN", "PRON")), None)


def is_source(marked: Marked, head: Token, actors: FoundActors, cues: Cues) -> bool:
    """Whether a noun can say or think: a person, an institution, a state, an outlet, a crowd."""
    if head.pos == "PRON" or head.tag in ("PRP", "WP"):
        return head.lemma in PERSONAL or head.lemma in cues.nouns.unspecified.heads
    if head.pos == "PROPN" or (head.tag == "NN" and head.text[:1].isupper()):
        # A capital on a common noun is a name that the tagger did not know ("Kesner plans").
        return True
    mention = actors.headed_by(head.index)
    if mention is not None and mention.role is not MentionRole.PLACE:
        return True
    nouns = cues.nouns
    known = (nouns.unnamed, nouns.outlet, nouns.group, nouns.unspecified)
    if any(head.lemma in group.nouns for group in known) or head.lemma in nouns.unspecified.heads:
        return True
    return head.pos in ("NUM", "ADJ", "DET") or head.lemma.endswith(nouns.unnamed_endings)


def is_nobody(marked: Marked, head: Token, cues: Cues) -> bool:
    """Whether a subject says that nobody does it ("nobody", "no official", "neither side")."""
    words = {head.lemma, *(kid.lemma for kid in marked.children(head.index) if kid.dep in ("det", "preconj"))}
    return bool(words & cues.nouns.unspecified.nobody)


def is_document(head: Token, cues: Cues) -> bool:
    """Whether a noun is something written or recorded that can be cited."""
    return head.lemma in cues.nouns.document.nouns


def source_name(marked: Marked, head: Token, actors: FoundActors) -> str:
    """The actor's name, the proper name in apposition, or the words as printed without an article."""
    mention = mention_at(marked, head, actors)
    if mention is not None:
        return actors.actor(mention.actor).name
    head = namesake(marked, head)
    words = " ".join(marked.words(noun_phrase(marked, head.index)).split())
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else words


def mention_at(marked: Marked, head: Token, actors: FoundActors) -> FoundMention | None:
    """The mention that a source noun heads, itself or by its apposition; null where no actor stands there.

    A mention that holds only a part of a name gives way to the actor whose whole name stands there.
    """
    head = namesake(marked, head)
    mention = actors.headed_by(head.index)
    if mention is None or head.pos != "PROPN":
        return mention
    span = noun_phrase(marked, head.index)
    if span == mention.span:
        return mention
    words = marked.words(span)
    whole = next((actor for actor in actors.actors if actor.name == words), None)
    return FoundMention(span=span, actor=whole.id, role=MentionRole.NAME, head=head.index) if whole else mention


def namesake(marked: Marked, head: Token) -> Token:
    """The head of the proper name in apposition to a common noun ("the newspaper Le Matin"); else the noun itself."""
    if head.pos != "NOUN":
        return head
    kids = marked.children(head.index)
    return next((kid for kid in kids if kid.dep == "appos" and kid.pos == "PROPN" and kid.index > head.index), head)


def source_kind(marked: Marked, head: Token, actors: FoundActors, cues: Cues) -> tuple[HopKind, Anonymity]:
    """What kind of source a noun phrase is, and how it hides who it is."""
    phrase = noun_phrase(marked, head.index)
    words = {token.lemma for token in marked.tokens_in(phrase)}
    hidden = bool(words & cues.nouns.hidden.words)
    named = _named_kind(marked, head, actors)
    if named is HopKind.OFFICE and head.lemma in cues.nouns.outlet.nouns and namesake(marked, head) is not head:
        # "the daily Le Matin": the noun says what kind of organisation the name is.
        named = HopKind.OUTLET
    if named is not None and not hidden:
        return named, Anonymity.NONE
    return _listed_kind(marked, head, words, hidden, cues)


def _listed_kind(marked: Marked, head: Token, words: set[str], hidden: bool, cues: Cues) -> tuple[HopKind, Anonymity]:
    """The kind and anonymity by the lists of nouns, where no actor of the article stands."""
    nouns, lemma, plural = cues.nouns, head.lemma, head.tag in ("NNS", "NNPS")
    if head.pos == "PROPN" or lemma in PERSONAL:
        return _label_kind(marked, head), Anonymity.NONE
    if lemma in nouns.outlet.nouns and lemma not in nouns.unnamed.nouns:
        if namesake(marked, head) is not head:
            return HopKind.OUTLET, Anonymity.NONE
        return HopKind.OUTLET_UNSPECIFIED, Anonymity.UNSPECIFIED if plural or lemma == "media" else Anonymity.UNNAMED
    if is_document(head, cues):
        return HopKind.DOCUMENT, Anonymity.UNNAMED if hidden else Anonymity.NONE
    if lemma in nouns.unspecified.heads:
        return HopKind.GROUP_UNSPECIFIED, Anonymity.UNSPECIFIED
    if plural and not hidden and (lemma in nouns.unspecified.nouns or words & nouns.unspecified.modifiers):
        return HopKind.GROUP_UNSPECIFIED, Anonymity.UNSPECIFIED
    if lemma in nouns.group.nouns:
        return HopKind.OFFICE, Anonymity.NONE
    if namesake(marked, head) is not head and not hidden:
        return HopKind.NAMED_PERSON, Anonymity.NONE
    return HopKind.UNNAMED_PERSON, Anonymity.UNNAMED


def _label_kind(marked: Marked, head: Token) -> HopKind:
    """The kind that the statistical pipeline's label gives to a name."""
    label = next((named.label for named in marked.named if named.start <= head.start < named.end), "PERSON")
    return {"ORG": HopKind.OFFICE, "GPE": HopKind.STATE, "NORP": HopKind.GROUP_UNSPECIFIED}.get(
        label, HopKind.NAMED_PERSON
    )


_KINDS = {
    ActorKind.STATE: HopKind.STATE,
    ActorKind.PLACE: HopKind.STATE,
    ActorKind.OFFICE: HopKind.OFFICE,
    ActorKind.PERSON: HopKind.NAMED_PERSON,
    ActorKind.ORGANISATION: HopKind.OFFICE,
    ActorKind.IGO: HopKind.OFFICE,
    ActorKind.GROUP: HopKind.OFFICE,
    ActorKind.OUTLET: HopKind.OUTLET,
}


def _named_kind(marked: Marked, head: Token, actors: FoundActors) -> HopKind | None:
    """The kind that the actor at a head gives, or null where no named actor stands there."""
    mention = mention_at(marked, head, actors)
    if mention is None:
        return None
    return _KINDS.get(actors.actor(mention.actor).kind)
