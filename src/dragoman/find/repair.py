"""Repairs of the parse that known actors allow: a small parser loses subjects behind long titles.

"The Assistant to the President of X and Head of the Department of Y, Name, met …" leaves "met" without a subject,
and "Name mediated talks" becomes a noun phrase. Where an actor stands directly before a verb that lacks a subject, it
is that subject. Only our own plain tokens are changed, never the text.
"""

from functools import partial

import msgspec

from dragoman.find.found import FoundActors, FoundMention, MentionRole
from dragoman.find.status import HEADLINES
from dragoman.knowledge.status_words import StatusWords
from dragoman.records import ActorKind
from dragoman.text.marked import Marked, Sentence, Token

ACTING_KINDS = frozenset(
    {ActorKind.STATE, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GROUP}
)
NAMING_ROLES = frozenset({MentionRole.NAME, MentionRole.TITLE, MentionRole.METONYM, MentionRole.DESCRIPTOR})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# Verbs that nobody is the doer of without saying to whom: "Envoy expelled from Oslo" was done to the envoy.
DONE_TO = frozenset(
    {"summon", "expel", "arrest", "detain", "deport", "extradite", "jail", "imprison", "sentence", "sanction", "oust"}
    | {"evacuate", "abduct", "kidnap", "indict", "bar", "blacklist", "repatriate", "hospitalise", "hospitalize"}
)
PEOPLE = frozenset({ActorKind.ANONYMOUS, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.GROUP})
BODIES = frozenset({ActorKind.IGO, ActorKind.ORGANISATION, ActorKind.STATE})
# Labels of a clause's own predicate; a verb below any other label is inside a phrase and has its subject elsewhere.
CLAUSAL = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "dep", "acl"})


def repair_parse(marked: Marked, actors: FoundActors, words: StatusWords) -> Marked:
    """The same text with subjects given to verbs that stand directly behind an actor and have none."""
    ends = _ends(marked, actors)
    changed: dict[int, Token] = {}
    for sentence in marked.sentences:
        suffered = _suffered(marked, sentence, words)
        changed.update(suffered or _verb_from_participle(marked, actors, sentence))
        changed.update(_object_before_speaker(marked, sentence))
        changed.update(_verb_behind_label(marked, actors, sentence))
        changed.update(_passive_of_headline(marked, sentence))
        changed.update(_declared_unwelcome(marked, sentence))
    changed.update({token.index: token for token in map(partial(_infinitive, marked), marked.tokens) if token})
    for token in marked.tokens:
        if token.dep == "relcl":
            changed.update(_relative_clause(marked, actors, token))
        mention = _mention_before(marked, token, ends) if token.index not in changed else None
        if mention is None or mention.head == token.index:
            continue
        if token.dep == "amod" and token.tag in ("VBN", "VBD"):
            changed.update(_verb_from_modifier(marked, token, mention))
        elif _lacks_subject(marked, token) and not _is_inside(marked, token, mention):
            changed[mention.head] = _moved(marked.tokens[mention.head], token.index, "nsubj")
            if token.tag == "VBN" and _is_bare(marked, token):
                changed[token.index] = msgspec.structs.replace(token, tag="VBD")
        else:
            changed.update(_name_behind_description(marked, token, mention))
    if not changed:
        return marked
    tokens = tuple(changed.get(token.index, token) for token in marked.tokens)
    return msgspec.structs.replace(marked, tokens=_without_circles(tokens, marked.tokens))


def _suffered(marked: Marked, sentence: Sentence, words: StatusWords) -> dict[int, Token]:
    """For the headline “Two monks killed in Mali”, the passive that it is: nobody kills, arrests or expels nobody.

    Outside headlines only a line that is one noun phrase is read so, and only its own participle.
    """
    root = next((t for t in marked.sentence_tokens(sentence) if t.head == t.index), None)
    if root is None:
        return {}
    changed: dict[int, Token] = {}
    for verb in marked.sentence_tokens(sentence):
        kids = marked.children(verb.index)
        if verb.lemma not in words.suffered_verbs or verb.tag not in ("VBN", "VBD"):
            continue
        if any(kid.dep in ("dobj", "aux", "auxpass", "nsubjpass", "dative", "ccomp") for kid in kids):
            continue
        subject = next((kid for kid in kids if kid.dep == "nsubj" and kid.index < verb.index), None)
        if subject is not None and sentence.region in HEADLINES and verb.dep in ("ROOT", "ccomp", "conj"):
            changed[subject.index] = _moved(subject, verb.index, "nsubjpass")
            changed[verb.index] = msgspec.structs.replace(verb, tag="VBN")
        elif verb.dep == "acl" and verb.head == root.index < verb.index and root.pos == "NOUN":
            changed[root.index] = _moved(root, verb.index, "nsubjpass")
            changed[verb.index] = msgspec.structs.replace(verb, dep="ROOT", head=verb.index, tag="VBN")
            return changed
    return changed


def _infinitive(marked: Marked, token: Token) -> Token | None:
    """A noun that carries the "to" of an infinitive, as the verb it is: "offered to host talks"."""
    if token.pos != "NOUN" or not any(kid.tag == "TO" and kid.dep == "aux" for kid in marked.children(token.index)):
        return None
    return msgspec.structs.replace(token, pos="VERB", tag="VB")


def _ends(marked: Marked, actors: FoundActors) -> dict[int, FoundMention]:
    """The longest acting mention that ends at each token index."""
    found: dict[int, FoundMention] = {}
    for mention in actors.mentions:
        if mention.role not in NAMING_ROLES or actors.actor(mention.actor).kind not in ACTING_KINDS:
            continue
        inside = marked.tokens_in(mention.span)
        if inside and (inside[-1].index not in found):
            found[inside[-1].index] = mention
    return found


def _mention_before(marked: Marked, token: Token, ends: dict[int, FoundMention]) -> FoundMention | None:
    """The actor directly before a verb, with nothing between but a comma, auxiliaries and adverbs."""
    if token.pos not in ("VERB", "ADJ") or not token.tag.startswith("VB"):
        return None
    index = token.index - 1
    while index >= 0 and marked.tokens[index].sentence == token.sentence:
        before = marked.tokens[index]
        if index in ends:
            return ends[index]
        if before.text != "," and before.pos not in ("AUX", "ADV"):
            return None
        index -= 1
    return None


def _lacks_subject(marked: Marked, verb: Token) -> bool:
    """Whether a finite verb of a clause has no subject of its own."""
    children = marked.children(verb.index)
    finite = (
        verb.tag in FINITE
        or (verb.tag == "VBN" and _is_bare(marked, verb))
        or any(child.dep in ("aux", "auxpass") and child.tag != "TO" for child in children)
    )
    return finite and verb.dep in CLAUSAL and not any(child.dep in SUBJECTS for child in children)


def _is_bare(marked: Marked, verb: Token) -> bool:
    """Whether a participle heads a clause with an object and no auxiliary: a past tense that the tagger missed."""
    deps = {child.dep for child in marked.children(verb.index)}
    return "dobj" in deps and not deps & {"aux", "auxpass"} and verb.dep in ("ROOT", "ccomp")


def _is_inside(marked: Marked, verb: Token, mention: FoundMention) -> bool:
    """Whether the verb hangs below the actor, as in "the envoy who, Paris said, left": then it says whose it is."""
    return any(ancestor.index == mention.head for ancestor in marked.ancestors(verb.index))


def _verb_from_modifier(marked: Marked, verb: Token, mention: FoundMention) -> dict[int, Token]:
    """For “Name mediated talks”: the participle becomes the clause's verb, its noun the object."""
    noun = marked.tokens[verb.head]
    if noun.index < verb.index or noun.pos not in ("NOUN", "PROPN"):
        return {}
    is_root = noun.head == noun.index
    label = "ccomp" if noun.dep in ("dobj", "ccomp") else "ROOT" if is_root else noun.dep
    above = verb.index if is_root else noun.head
    changed = {
        verb.index: msgspec.structs.replace(verb, pos="VERB", tag="VBD", dep=label, head=above),
        noun.index: _moved(noun, verb.index, "dobj"),
        mention.head: _moved(marked.tokens[mention.head], verb.index, "nsubj"),
    }
    for child in marked.children(noun.index):
        if child.dep in ("mark", "nsubj", "advmod") and child.index < verb.index and child.index != mention.head:
            changed[child.index] = _moved(child, verb.index, child.dep)
    return changed


def _name_behind_description(marked: Marked, verb: Token, mention: FoundMention) -> dict[int, Token]:
    """For “Staunch ally of X, Name, has …”: the name between commas is the subject, the description its apposition."""
    subject = next((child for child in marked.children(verb.index) if child.dep in ("nsubj", "nsubjpass")), None)
    inside = marked.tokens_in(mention.span)
    if subject is None or subject.pos != "NOUN" or not inside or subject.index >= inside[0].index:
        return {}
    before, after = marked.tokens[inside[0].index - 1], marked.tokens[inside[-1].index + 1]
    between = [t for t in marked.ancestors(mention.head) if t.pos in ("VERB", "AUX") and t.index != verb.index]
    below_verb = any(t.index > subject.index and t.index < verb.index for t in between)
    if before.text != "," or after.text != "," or below_verb:
        return {}
    return {
        mention.head: _moved(marked.tokens[mention.head], verb.index, subject.dep),
        subject.index: _moved(subject, mention.head, "appos"),
    }


def _verb_from_participle(marked: Marked, actors: FoundActors, sentence: Sentence) -> dict[int, Token]:
    """For “Name, which has …, called on X to …”, read as one noun phrase: the participle becomes the clause's verb."""
    root = next((t for t in marked.sentence_tokens(sentence) if t.head == t.index), None)
    if root is None or root.pos not in ("PROPN", "NOUN"):
        return {}
    mention = actors.headed_by(root.index)
    if mention is None or actors.actor(mention.actor).kind not in ACTING_KINDS:
        return {}
    for verb in marked.children(root.index):
        deps = {child.dep for child in marked.children(verb.index)}
        if verb.dep == "acl" and verb.tag in ("VBN", "VBD") and verb.index > root.index and not deps & {"agent", "aux"}:
            return {
                verb.index: msgspec.structs.replace(verb, dep="ROOT", head=verb.index, tag="VBD"),
                root.index: _moved(root, verb.index, "nsubj"),
            }
    return {}


def _object_before_speaker(marked: Marked, sentence: Sentence) -> dict[int, Token]:
    """For “spoke with A and B said …”, read as if he had spoken with both, or both had said it: B is the subject."""
    for verb in marked.sentence_tokens(sentence):
        if verb.dep != "conj" or verb.tag not in FINITE or verb.index == sentence.first:
            continue
        subject = next((kid for kid in marked.children(verb.index) if kid.dep in SUBJECTS), None)
        speaker = _joined_before(marked, verb)
        first = marked.head(speaker.index) if speaker is not None else None
        if speaker is None or first is None or marked.head(verb.index).index >= first.index:
            continue
        changed = {speaker.index: _moved(speaker, verb.index, "nsubj")}
        changed.update({k.index: _moved(k, verb.head, "cc") for k in marked.children(first.index) if k.dep == "cc"})
        if subject is None and first.dep in ("pobj", "dobj"):
            return changed
        start = min((token.index for token in marked.descendants(first.index)), default=first.index)
        before = marked.tokens[max(min(start, first.index) - 1, 0)]
        is_empty = before.dep == "prep" and not any(kid.dep == "pobj" for kid in marked.children(before.index))
        if subject is not None and subject.index == first.index and is_empty:
            return {**changed, first.index: _moved(first, before.index, "pobj")}
    return {}


def _joined_before(marked: Marked, verb: Token) -> Token | None:
    """The second of two nouns joined by "and" whose phrase ends right before a verb."""
    below = marked.tokens[verb.index - 1]
    for token in (below, *marked.ancestors(below.index)):
        if token.dep == "conj" and token.pos in ("NOUN", "PROPN"):
            links = [kid for kid in marked.children(token.head) if kid.dep in ("cc", "conj")]
            is_pair = [kid.dep for kid in links] == ["cc", "conj"] and links[0].lemma == "and"
            return token if is_pair and marked.head(token.index).pos in ("NOUN", "PROPN") else None
        if token.pos == "VERB":
            return None
    return None


def _verb_behind_label(marked: Marked, actors: FoundActors, sentence: Sentence) -> dict[int, Token]:
    """For “Update: A to expel B's envoy”, read as one noun phrase: what stands behind the label is the clause."""
    label, colon = (*marked.sentence_tokens(sentence)[:2], None, None)[:2]
    if label is None or colon is None or colon.text != ":" or label.head != label.index:
        return {}
    if actors.headed_by(label.index) is not None or label.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return {}
    verb = next(
        (kid for kid in marked.children(label.index) if kid.pos == "VERB" and kid.dep in ("acl", "relcl")), None
    )
    if verb is None:
        return {}
    moved = {kid.index: _moved(kid, verb.index, kid.dep) for kid in marked.children(label.index)}
    return moved | {verb.index: _moved(verb, verb.index, "ROOT"), label.index: _moved(label, verb.index, "dep")}


def _relative_clause(marked: Marked, actors: FoundActors, verb: Token) -> dict[int, Token]:
    """For “rebels in A, who …” and “the envoy of B, which …”: the clause hangs on people, or on the body."""
    words = {kid.text.lower() for kid in marked.children(verb.index) if kid.tag in ("WP", "WDT")}
    noun = marked.tokens[verb.head]
    mention = actors.headed_by(noun.index)
    if mention is None or not words & {"who", "which"}:
        return {}
    kind = actors.actor(mention.actor).kind
    if "who" in words and kind in (ActorKind.STATE, ActorKind.PLACE):
        link = marked.tokens[marked.tokens_in(mention.span)[0].index - 1]
        people = actors.headed_by(link.index - 1) if link.pos == "ADP" and link.index else None
        is_people = people is not None and actors.actor(people.actor).kind in PEOPLE
        return {verb.index: _moved(verb, people.head, "relcl")} if people is not None and is_people else {}
    if "which" in words and kind in PEOPLE:
        pronoun = next(kid for kid in marked.children(verb.index) if kid.text.lower() == "which")
        before = actors.headed_by(pronoun.index - 2) if marked.tokens[pronoun.index - 1].text == "," else None
        is_body = before is not None and actors.actor(before.actor).kind in BODIES
        return {verb.index: _moved(verb, before.head, "relcl")} if before is not None and is_body else {}
    return {}


def _passive_of_headline(marked: Marked, sentence: Sentence) -> dict[int, Token]:
    """For “A's envoy summoned to ministry”, read as if the envoy had summoned: the subject suffers the act."""
    root = next((t for t in marked.sentence_tokens(sentence) if t.head == t.index), None)
    if root is None or root.pos != "VERB" or root.lemma not in DONE_TO or root.tag not in ("VBD", "VBN"):
        return {}
    kids = marked.children(root.index)
    subject = next((kid for kid in kids if kid.dep == "nsubj" and kid.index < root.index), None)
    if subject is None or any(kid.dep in ("dobj", "ccomp", "aux", "auxpass", "neg") for kid in kids):
        return {}
    return {
        root.index: msgspec.structs.replace(root, tag="VBN"),
        subject.index: _moved(subject, root.index, "nsubjpass"),
    }


def _declared_unwelcome(marked: Marked, sentence: Sentence) -> dict[int, Token]:
    """For “declared two envoys persona non grata”, read as one name: the envoys are whom it was declared of."""
    tokens = marked.sentence_tokens(sentence)
    for noun, token, non in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.text.lower() != "persona" or non.text.lower() != "non" or noun.pos not in ("NOUN", "PROPN"):
            continue
        verb = next((one for one in reversed(tokens[: token.index - sentence.first]) if one.lemma == "declare"), None)
        if verb is None or any(kid.dep == "nsubjpass" for kid in marked.children(verb.index)):
            return {}
        rest = [kid for kid in marked.children(token.index) if kid.index < noun.index and kid.dep != "punct"]
        changed = {kid.index: _moved(kid, noun.index, "nmod") for kid in rest}
        return changed | {
            noun.index: _moved(noun, verb.index, "dobj"),
            token.index: _moved(token, verb.index, "oprd"),
        }
    return {}


def _moved(token: Token, head: int, label: str) -> Token:
    return msgspec.structs.replace(token, head=head, dep=label)


def _without_circles(tokens: tuple[Token, ...], before: tuple[Token, ...]) -> tuple[Token, ...]:
    """The repaired tokens, unless a repair made a circle of heads in a sentence: that sentence stays as it was."""
    broken = {token.sentence for token in tokens if _circles(tokens, token)}
    return tuple(old if old.sentence in broken else new for new, old in zip(tokens, before, strict=True))


def _circles(tokens: tuple[Token, ...], token: Token) -> bool:
    seen = {token.index}
    while tokens[token.index].head != token.index:
        token = tokens[tokens[token.index].head]
        if token.index in seen:
            return True
        seen.add(token.index)
    return False
