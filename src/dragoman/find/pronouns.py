"""Personal, possessive and relative pronouns, each with the actor that it stands for."""

from dragoman.find.disjoint import is_disjoint
from dragoman.find.drafts import Draft
from dragoman.find.found import MentionRole
from dragoman.find.stories import (
    REACH,
    SUBJECTS,
    Story,
    anaphor_of,
    coordinated_states,
    mentions_before,
    nearness,
    speaker_of,
    states_before,
    states_draft,
)
from dragoman.records import ActorKind
from dragoman.text.marked import Token

_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
_IT = ("it", "its", "itself")
_THEY = ("they", "them", "their", "themselves")
_WE = ("we", "our", "us", "ours")
_I = ("i", "me", "my", "myself")
_YOU = ("you", "your", "yours")
_BODIES = (ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GROUP)
_WHO = (ActorKind.PERSON, ActorKind.OFFICE, ActorKind.ANONYMOUS)
_STATELIKE = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GROUP, ActorKind.OUTLET)


def pronoun(story: Story, token: Token, lower: str) -> Draft | None:
    """What a personal or possessive pronoun stands for; "we" only inside a quotation, for the speaker's state."""
    here = (token.index, token.index + 1, token.index, MentionRole.PRONOUN)
    antecedent: Draft | None = None
    if lower in _HE or lower in _SHE:
        antecedent = _person_before(story, token, feminine=lower in _SHE)
    elif lower in _IT and not _is_empty_it(story, token):
        antecedent = (_controlled_by(story, token) if lower == "its" else None) or _body_before(story, token)
    elif lower in _THEY:
        antecedent = _plural_before(story, token)
    elif lower in _WE and token.index in story.quoted:
        speaker = speaker_of(story, token)
        if speaker is not None and len(speaker.resolved.states) == 1:
            state = speaker.resolved.states
            draft = states_draft(story, *here[:3], state, f'"{lower}" in the words of {speaker.resolved.name}')
            draft.role = MentionRole.PRONOUN
            return draft
    elif lower in _YOU and token.index in story.quoted:
        return _spoken_to(story, token, lower)
    elif lower in _I and token.index in story.quoted:
        antecedent = speaker_of(story, token)
    if antecedent is None:
        return None
    return anaphor_of(story, *here, antecedent, f'"{lower}" for {antecedent.resolved.name}')


def _spoken_to(story: Story, token: Token, lower: str) -> Draft | None:
    """The state whose people a quotation speaks to: the only other one that the passage names beside the speaker's."""
    speaker = speaker_of(story, token)
    if speaker is None or len(speaker.resolved.states) != 1:
        return None
    others = states_before(story, token.index, speaker.resolved.states)
    if len(others) != 1:
        return None
    why = f'"{lower}" in the words of {speaker.resolved.name}: the other state of the passage'
    draft = states_draft(story, token.index, token.index + 1, token.index, (others[0],), why)
    draft.role = MentionRole.PRONOUN
    return draft


def _person_before(story: Story, token: Token, feminine: bool) -> Draft | None:
    rivals = [
        one for one in mentions_before(story, token.index, REACH)
        if one.resolved.kind is ActorKind.PERSON
        and (one.resolved.person is None or one.resolved.person.feminine in (None, feminine))
        and not one.first <= token.index < one.last  # "his predecessor, X" is not X's
        and not is_disjoint(story, token, one)
    ]  # fmt: skip
    if not rivals:
        rivals = [
            one for one in mentions_before(story, token.index, 1)
            if one.kind is ActorKind.OFFICE and not one.is_plural and not is_disjoint(story, token, one)
        ]  # fmt: skip
    nearest = min(rivals, key=lambda one: nearness(story, token, one), default=None)
    if nearest is not None and nearest.resolved.person is not None:
        nearest.resolved.person.feminine = feminine  # one "she" decides for the rest of the article
    return nearest


def _body_before(story: Story, token: Token) -> Draft | None:
    for reach in (1, REACH):
        rivals = [
            one for one in mentions_before(story, token.index, reach)
            if one.kind in _STATELIKE and not one.is_plural and one.role is not MentionRole.DEMONYM
            and not is_disjoint(story, token, one)
        ]  # fmt: skip
        if rivals:
            return min(rivals, key=lambda one: nearness(story, token, one))
    return None


def _controlled_by(story: Story, token: Token) -> Draft | None:
    """The object that an infinitive's pronoun means: in "pressed Ankara to lift its blockade", Ankara."""
    marked = story.desk.marked
    for verb in marked.ancestors(token.index):
        if verb.dep in ("xcomp", "ccomp", "advcl") and verb.tag == "VB":
            children = marked.children(verb.head)
            objects = [
                child for child in children if child.dep in ("dobj", "dative", "obj") and child.index < verb.index
            ]
            subjects = [child for child in marked.children(verb.index) if child.dep == "nsubj"]
            found = [story.by_head.get(child.index) for child in (*subjects, *objects) if child.index < token.index]
            return next((one for one in found if one is not None and one.kind in _STATELIKE), None)
        if verb.dep in ("ROOT", "relcl"):
            return None
    return None


def _is_empty_it(story: Story, token: Token) -> bool:
    """Whether "it" names nothing ("it can be assumed that …") or an event ("it would be his third trip")."""
    if token.text.lower() != "it" or token.dep not in (*SUBJECTS, "expl"):
        return False
    verb = story.desk.marked.head(token.index)
    deps = {child.dep for child in story.desk.marked.children(verb.index)}
    if verb.lemma in ("be", "seem", "appear", "become", "happen"):
        return bool(deps & {"attr", "acomp", "ccomp", "csubj", "advcl"})
    return token.dep == "nsubjpass" and "ccomp" in deps


def _plural_before(story: Story, token: Token) -> Draft | None:
    for one in sorted(mentions_before(story, token.index, 1), key=lambda one: nearness(story, token, one)):
        if one.is_plural or one.kind is ActorKind.GROUP:
            return one
        pair = coordinated_states(story, one)
        if pair is not None:
            return pair
    return None


def relative_pronoun(story: Story, token: Token) -> Draft | None:
    """What "who", "which" or "that" of a relative clause stands for; the whole list after a plural verb."""
    marked = story.desk.marked
    verb = marked.head(token.index) if token.dep != "poss" else marked.head(marked.head(token.index).index)
    clause = next((one for one in (verb, marked.head(verb.index)) if one.dep == "relcl"), None)
    if clause is None:
        return None
    noun = marked.head(clause.index)
    antecedent = story.by_head.get(noun.index) if noun.index < token.index else None
    if antecedent is None:
        antecedent = next((one for one in mentions_before(story, token.index, 0) if _touches(one, token)), None)
        if antecedent is not None and noun.lemma in story.desk.gazetteer.words.harm_nouns and _is_where(antecedent):
            return None  # "an attack in eastern Kenya that killed two": the attack did
    if antecedent is None:
        return None
    if token.text.lower() == "which" and (antecedent.kind in _WHO or not _touches(antecedent, token)):
        near = [one for one in mentions_before(story, token.index, 0) if _touches(one, token) and one.kind in _BODIES]
        antecedent = near[0] if near else antecedent
    if token.text.lower() == "who" and antecedent.kind in (ActorKind.STATE, ActorKind.PLACE):
        antecedent = _people_above(story, noun) or antecedent  # "rebels in Chad, who attacked": not Chad
    if _is_plural_verb(story, clause):
        first = story.by_head.get(marked.head(antecedent.head).index)
        lists = [one for one in (antecedent, first) if one is not None and marked.tokens[one.head].index < token.index]
        antecedent = next(filter(None, (coordinated_states(story, one) for one in lists)), antecedent)
    why = f'"{token.text.lower()}" for {antecedent.resolved.name}'
    return anaphor_of(story, token.index, token.index + 1, token.index, MentionRole.PRONOUN, antecedent, why)


def _people_above(story: Story, noun: Token) -> Draft | None:
    """The people whose place or side a noun names: the rebels of "rebels in Chad"."""
    marked = story.desk.marked
    for above in marked.ancestors(noun.index):
        if above.pos in ("VERB", "AUX"):
            return None
        # The parser may hang "in Chad" on the verb: then the people stand right before the preposition.
        one = story.by_head.get(above.index - 1 if above.pos == "ADP" else above.index)
        if one is not None and one.kind in (*_WHO, ActorKind.GROUP):
            return one
    return None


def _touches(one: Draft, token: Token) -> bool:
    """Whether a mention ends right before the token, or before a comma there."""
    return one.last in (token.index, token.index - 1) and one.role is not MentionRole.PRONOUN


def _is_where(one: Draft) -> bool:
    return one.role is MentionRole.PLACE or one.kind is ActorKind.PLACE


def _is_plural_verb(story: Story, clause: Token) -> bool:
    verbs = (clause, *story.desk.marked.children(clause.index))
    return clause.tag == "VBP" or any(verb.text.lower() in ("are", "were", "have") for verb in verbs)
