"""Who "he", "the minister", "his country", "both sides" and "the latter" are, in reading order within one story."""

import msgspec

from dragoman.find.drafts import Desk, Draft, of_states, slug
from dragoman.find.found import MentionRole
from dragoman.find.quotations import quoted_tokens
from dragoman.find.readings import STATE_BODIES
from dragoman.find.roles import Descriptor
from dragoman.records import ActorKind
from dragoman.text.marked import Token

# Sentences back in which an antecedent is looked for; the seeds need 2 ("the two nations"), more invites errors.
REACH = 3
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
_IT = ("it", "its", "itself")
_THEY = ("they", "them", "their", "themselves")
_WE = ("we", "our", "us", "ours")
_STATELIKE = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GROUP, ActorKind.OUTLET)
_SPEAKING = (ActorKind.STATE, ActorKind.PERSON, ActorKind.OFFICE, ActorKind.ORGANISATION, ActorKind.ANONYMOUS)
# Sectors whose unnamed people belong to the state last spoken of ("told lawmakers"); sources and analysts do not.
_OF_THE_PLACE = ("LEG", "MIL", "COP", "JUD", "CRM", "REB", "UAF", "CVL", "LAB", "AGR", "MED", "OPP", "PTY")


class Memory(msgspec.Struct, kw_only=True):
    """What has been named so far in the story, in reading order."""

    seen: list[Draft] = []
    story: int = -1


def link_mentions(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their open states filled and the anaphors of the article among them, sorted by place."""
    ordered = sorted(drafts, key=lambda draft: (draft.first, -draft.last))
    by_head: dict[int, Draft] = {}
    for draft in drafts:
        known = by_head.get(draft.head)
        if known is None or known.last - known.first < draft.last - draft.first:
            by_head[draft.head] = draft
    anaphors = _Anaphors(desk=desk, by_head=by_head, quoted=quoted_tokens(desk.marked), memory=Memory(seen=[]))
    taken = {index for draft in drafts for index in range(draft.first, draft.last)}
    heads = {draft.head for draft in drafts}
    found: list[Draft] = []
    place = 0
    for token in desk.marked.tokens:
        story = desk.marked.sentences[token.sentence].story
        if story != anaphors.memory.story:
            anaphors.memory = Memory(seen=[], story=story)
        while place < len(ordered) and ordered[place].first == token.index:
            draft = ordered[place]
            place += 1
            anaphors.complete(draft)
            found.append(draft)
            anaphors.memory.seen.append(draft)
        linked = anaphors.of_token(token, token.index in taken, heads)
        if linked is not None:
            found.append(linked)
            by_head.setdefault(linked.head, linked)
            anaphors.memory.seen.append(linked)
    return sorted(found, key=lambda draft: (draft.first, -draft.last))


class _Anaphors(msgspec.Struct, kw_only=True):
    """Resolves one mention after another against the memory of the story."""

    desk: Desk
    by_head: dict[int, Draft]
    quoted: frozenset[int]
    memory: Memory

    def of_token(self, token: Token, is_taken: bool, heads: set[int]) -> Draft | None:
        """The mention that a pronoun or an anaphoric noun makes, or null."""
        lower = token.text.lower()
        if token.tag in ("WP", "WDT", "WP$"):
            return self._relative(token)
        if token.tag in ("PRP", "PRP$"):
            return self._pronoun(token, lower)
        if token.index in heads:
            return None
        words = self.desk.gazetteer.words
        if lower in ("former", "latter") and self.desk.reader.lower(token.index - 1) == "the":
            return self._former_or_latter(token, lower)
        if lower in words.plural_nouns and token.tag in ("NNS", "NNPS") and not is_taken:
            return self._plural(token)
        if token.pos in ("NOUN", "PROPN") and lower in words.neighbour_nouns:
            return self._neighbour(token)
        if lower in words.country_nouns and token.pos in ("NOUN", "PROPN") and token.tag in ("NN", "NNP"):
            return self._country(token)
        return None

    def complete(self, draft: Draft) -> None:
        """Fills the state of a role phrase without an owner, and finds the person or body it names again."""
        descriptor = draft.descriptor
        if draft.kind is ActorKind.PERSON:
            self._complete_person(draft)
        if draft.states or draft.person is not None or descriptor is None:
            if descriptor is not None and draft.kind is ActorKind.OFFICE and not draft.is_plural:
                self._same_office(draft)
            elif draft.kind is ActorKind.PLACE and not draft.states:
                self._fill(draft, self._only_state(draft), "the only state in reach")
            return
        if draft.sector in ("IGO", "UNO", "EUR", "NGO"):
            return
        if descriptor.named is not None or descriptor.possessor is not None:
            self._of_possessor(draft)
        elif (
            descriptor.definite
            and (draft.kind in (ActorKind.OFFICE, ActorKind.ORGANISATION))
            and self._same_office(draft)
        ):
            return
        if not draft.states and draft.same_as is None:
            self._of_surroundings(draft)

    def _complete_person(self, draft: Draft) -> None:
        person = draft.person
        if person is None:
            return
        if not person.states and person.sector not in ("IGO", "UNO", "EUR", "NGO") and person.offices:
            for bound in self.desk.bounds:
                if bound.atom.first <= draft.last - 1 < bound.atom.last or bound.first == draft.first:
                    for descriptor in (*bound.descriptors, *bound.apposed):
                        if descriptor.possessor is not None or descriptor.named is not None:
                            person.states = self._possessor_states(descriptor.possessor, descriptor.named)
            if not person.states and person.sector in ("GOV", "MIL", "LEG", "OPP", "COP", "JUD", "SPY"):
                state = self._recent_state(draft, REACH) or self._only_state(draft)
                if state is not None:
                    person.states = (state,)
                    person.reason += f"; state {state} from the passage"
        draft.states, draft.sector, draft.reason = person.states, person.sector, person.reason

    def _possessor_states(self, possessor: int | None, named: object) -> tuple[str, ...]:
        if named is not None:
            first = getattr(named, "first", -1)
            owner = next((one for one in reversed(self.memory.seen) if one.first <= first < one.last), None)
            return owner.resolved.states if owner is not None else ()
        if possessor is None:
            return ()
        owner = next((one for one in reversed(self.memory.seen) if one.first <= possessor < one.last), None)
        if owner is None:
            token = self.desk.marked.tokens[possessor]
            owner = self._pronoun(token, token.text.lower()) if token.tag == "PRP$" else self._country(token)
        return owner.resolved.states if owner is not None else ()

    def _of_possessor(self, draft: Draft) -> None:
        descriptor = draft.descriptor
        if descriptor is None:
            return
        states = self._possessor_states(descriptor.possessor, descriptor.named)
        if descriptor.row.kind == "counterpart" and len(states) == 1:
            other = self._other_state(draft, states[0])
            states = (other,) if other else ()
        if states:
            draft.states = states
            draft.reason += "; state of its possessor"
            if draft.kind in (ActorKind.OFFICE, ActorKind.ORGANISATION) and descriptor.named is None:
                draft.name = of_states(self.desk, draft.name, states)

    def _same_office(self, draft: Draft) -> bool:
        """Links "the (Colombian) president" to a person with that office, "the ministry" to the ministry named before."""
        descriptor = draft.descriptor
        if descriptor is None or descriptor.indefinite or descriptor.possessor is not None:
            return False
        key = descriptor.row.phrase.split()[-1]
        hosts = self._host_states(descriptor)
        for other in reversed(self.memory.seen):
            actor = other.resolved
            if hosts & set(actor.states):
                continue
            if draft.states and actor.states != draft.states:
                continue
            if actor.person is not None and draft.kind is ActorKind.OFFICE:
                held = any(key in office.title.lower().split() for office in actor.person.offices) or any(
                    key in (term.office or "").lower().split() for term in actor.person.terms
                )
                if held and (descriptor.definite or draft.states):
                    draft.same_as, draft.role = actor, MentionRole.ANAPHOR
                    return True
            if (
                not draft.states
                and actor.kind is draft.kind
                and actor.descriptor is not None
                and actor.states
                and actor.descriptor.row.phrase.split()[-1] == key
            ):
                draft.same_as, draft.role = actor, MentionRole.ANAPHOR
                return True
        return False

    def _of_surroundings(self, draft: Draft) -> None:
        descriptor = draft.descriptor
        if descriptor is None or draft.sector is None or draft.kind is ActorKind.PLACE:
            return
        joined = self._joined(draft)
        if joined is not None:
            draft.states = joined.resolved.states
            draft.reason += "; owner shared in a list"
            return
        if draft.kind is ActorKind.ANONYMOUS and any(
            self.desk.marked.tokens[index].text[0].isupper() for index in descriptor.modifiers if index > descriptor.first
        ):
            return
        hosts = self._host_states(descriptor)
        if hosts:
            others = self._states_before(draft.first, tuple(hosts))
            self._fill(draft, others[0] if others else None, "the state last spoken of besides the host")
            return
        for atom in descriptor.weak:
            entry = self.desk.entry(atom)
            if entry is not None and entry.state:
                self._fill(draft, entry.state, f"it is placed in {entry.name}")
                return
        bodies = (ActorKind.OFFICE, ActorKind.ORGANISATION)
        is_body = draft.kind in bodies and not descriptor.indefinite and draft.sector in (*STATE_BODIES, "OPP", "PTY", "ELI")
        crowd = draft.kind is ActorKind.ANONYMOUS and draft.is_plural and not descriptor.row.phrase.startswith("people")
        if is_body or (crowd and draft.sector in _OF_THE_PLACE):
            self._fill(draft, self._recent_state(draft, REACH) or self._only_state(draft), "the state last spoken of")

    def _host_states(self, descriptor: Descriptor) -> set[str]:
        entries = (self.desk.entry(atom) for atom in descriptor.hosts)
        return {entry.state for entry in entries if entry is not None and entry.state}

    def _joined(self, draft: Draft) -> Draft | None:
        """The role phrase before "and" whose owner a bare one shares: "Azerbaijan's ministers and high officials"."""
        token = self.desk.marked.tokens[draft.head]
        descriptor = draft.descriptor
        if token.dep != "conj" or descriptor is None or descriptor.definite or descriptor.indefinite:
            return None
        before = self.by_head.get(token.head)
        if before is None or before.descriptor is None or before.head >= draft.head:
            return None
        return before if before.resolved.states else None

    def _fill(self, draft: Draft, state: str | None, why: str) -> None:
        if state is None:
            return
        draft.states = (state,)
        draft.reason += f"; {state}: {why}"
        if draft.kind in (ActorKind.OFFICE, ActorKind.ORGANISATION) and draft.descriptor is not None:
            draft.name = of_states(self.desk, draft.name, draft.states)

    def _only_state(self, draft: Draft) -> str | None:
        """The one state that the sentence or else the article names."""
        sentence = self.desk.marked.sentences[self.desk.marked.tokens[draft.first].sentence]
        here = {
            entry.state
            for atom in self.desk.atoms.atoms
            if sentence.first <= atom.first < sentence.last
            and (entry := self.desk.entry(atom)) is not None
            and entry.state
            and entry.kind is not ActorKind.OUTLET
        }
        if len(here) == 1:
            return here.pop()
        return next(iter(self.desk.states)) if len(self.desk.states) == 1 and not here else None

    def _recent(self, draft_first: int, reach: int) -> list[Draft]:
        """The mentions before a token, latest first, at most `reach` sentences back."""
        sentence = self.desk.marked.tokens[draft_first].sentence
        recent: list[Draft] = []
        for other in reversed(self.memory.seen):
            if sentence - self.desk.marked.tokens[other.first].sentence > reach:
                break
            recent.append(other)
        return recent

    def _recent_state(self, draft: Draft, reach: int) -> str | None:
        """The state spoken of last: a subject of this or the last sentences before any other mention."""
        recent = [
            one for one in self._recent(draft.first, reach)
            if len(one.resolved.states) == 1 and one.kind not in (ActorKind.PLACE, ActorKind.OUTLET) and one is not draft
        ]  # fmt: skip
        sentence = self.desk.marked.tokens[draft.first].sentence
        near = [one for one in recent if self.desk.marked.tokens[one.first].sentence == sentence]
        for group in (near, recent):
            subjects = [one for one in group if self.desk.marked.tokens[one.head].dep in _SUBJECTS]
            if subjects or group:
                return (subjects or group)[0].resolved.states[0]
        return None

    def _states_before(self, first: int, without: tuple[str, ...] = ()) -> list[str]:
        """The states spoken of before a token, latest first, each once; places and outlets do not count."""
        states: dict[str, None] = {}
        for one in self._recent(first, REACH):
            if one.kind not in (ActorKind.PLACE, ActorKind.OUTLET):
                states.update(dict.fromkeys(state for state in reversed(one.resolved.states) if state not in without))
        return list(states)

    def _other_state(self, draft: Draft, state: str) -> str | None:
        return next(iter(self._states_before(draft.first, (state,))), None)

    def _anaphor(self, first: int, last: int, head: int, role: MentionRole, actor: Draft, why: str) -> Draft:
        target = actor.resolved
        return Draft(
            first=first, last=last, head=head, kind=target.kind, role=role, name=target.name, states=target.states,
            sector=target.sector, reason=why, same_as=target,
        )  # fmt: skip

    def _of_state_code(self, first: int, last: int, head: int, states: tuple[str, ...], why: str) -> Draft:
        names = sorted(self.desk.gazetteer.state_name(state) for state in states)
        return Draft(
            first=first, last=last, head=head, kind=ActorKind.STATE, role=MentionRole.ANAPHOR, name=" + ".join(names),
            states=states, reason=why, identity=None, is_plural=len(states) > 1,
        )  # fmt: skip

    def _pronoun(self, token: Token, lower: str) -> Draft | None:
        here = (token.index, token.index + 1, token.index, MentionRole.PRONOUN)
        antecedent: Draft | None = None
        if lower in _HE or lower in _SHE:
            antecedent = self._person_before(token, feminine=lower in _SHE)
        elif lower in _IT and not self._is_empty_it(token):
            antecedent = self._body_before(token)
        elif lower in _THEY:
            antecedent = self._plural_before(token)
        elif lower in _WE and token.index in self.quoted:
            speaker = self._speaker(token)
            if speaker is not None and len(speaker.resolved.states) == 1:
                state = speaker.resolved.states
                draft = self._of_state_code(*here[:3], state, f'"{lower}" in the words of {speaker.resolved.name}')
                draft.role = MentionRole.PRONOUN
                return draft
        if antecedent is None:
            return None
        return self._anaphor(*here, antecedent, f'"{lower}" for {antecedent.resolved.name}')

    def _rank(self, token: Token, one: Draft) -> tuple[int, int]:
        """Sentence distance first, then subjects before others."""
        other = self.desk.marked.tokens[one.head]
        return (token.sentence - other.sentence, 0 if other.dep in _SUBJECTS else 1)

    def _person_before(self, token: Token, feminine: bool) -> Draft | None:
        rivals = [
            one for one in self._recent(token.index, REACH)
            if one.resolved.kind is ActorKind.PERSON
            and (one.resolved.person is None or one.resolved.person.feminine in (None, feminine))
        ]  # fmt: skip
        if not rivals:
            rivals = [
                one for one in self._recent(token.index, 1) if one.kind is ActorKind.OFFICE and not one.is_plural
            ]  # fmt: skip
        return min(rivals, key=lambda one: self._rank(token, one), default=None)

    def _body_before(self, token: Token) -> Draft | None:
        rivals = [
            one for one in self._recent(token.index, 1)
            if one.kind in _STATELIKE and not one.is_plural and one.role is not MentionRole.DEMONYM
        ]  # fmt: skip
        return min(rivals, key=lambda one: self._rank(token, one), default=None)

    def _is_empty_it(self, token: Token) -> bool:
        """Whether "it" names nothing ("it can be assumed that …") or an event ("it would be his third trip")."""
        if token.text.lower() != "it" or token.dep not in (*_SUBJECTS, "expl"):
            return False
        verb = self.desk.marked.head(token.index)
        deps = {child.dep for child in self.desk.marked.children(verb.index)}
        if verb.lemma in ("be", "seem", "appear", "become", "happen"):
            return bool(deps & {"attr", "acomp", "ccomp", "csubj", "advcl"})
        return token.dep == "nsubjpass" and "ccomp" in deps

    def _plural_before(self, token: Token) -> Draft | None:
        for one in sorted(self._recent(token.index, 1), key=lambda one: self._rank(token, one)):
            if one.is_plural or one.kind is ActorKind.GROUP:
                return one
            pair = self._coordinated(one)
            if pair is not None:
                return pair
        return None

    def _coordinated(self, one: Draft) -> Draft | None:
        """The plural actor of "Israel and Turkey", when the mention heads such a list."""
        states = list(one.resolved.states)
        kinds = {one.resolved.kind}
        last = one.last
        for child in self.desk.marked.descendants(one.head):
            other = self.by_head.get(child.index)
            if child.dep == "conj" and other is not None and other is not one:
                states.extend(state for state in other.resolved.states if state not in states)
                kinds.add(other.resolved.kind)
                last = max(last, other.last)
        if len(states) < 2 or kinds != {ActorKind.STATE}:
            return None
        return self._of_state_code(one.first, last, one.head, tuple(states), "coordinated states")

    def _speaker(self, token: Token) -> Draft | None:
        """Who speaks the quotation around a token: a subject outside it in the sentence, else the last speaker."""
        sentence = self.desk.marked.sentences[token.sentence]
        words = self.desk.gazetteer.words
        for index in range(sentence.first, sentence.last):
            one = self.by_head.get(index)
            other = self.desk.marked.tokens[index]
            if one is not None and index not in self.quoted and other.dep in _SUBJECTS and one.kind in _SPEAKING:
                if self.desk.marked.head(index).lemma in words.speech_verbs:
                    return one
        said = [
            one for one in self._recent(token.index, REACH + 2)
            if one.head not in self.quoted and one.kind in _SPEAKING
            and self.desk.marked.tokens[one.head].dep in _SUBJECTS
        ]  # fmt: skip
        return said[0] if said else None

    def _relative(self, token: Token) -> Draft | None:
        """What stands for "who", "which", "that" with the actor that the relative clause is about."""
        verb = self.desk.marked.head(token.index)
        if token.dep == "poss":
            verb = self.desk.marked.head(verb.index)
        for clause in (verb, self.desk.marked.head(verb.index)):
            if clause.dep == "relcl":
                noun = self.desk.marked.head(clause.index)
                antecedent = self.by_head.get(noun.index)
                if antecedent is None or noun.index >= token.index:
                    return None
                plural = (
                    clause.tag == "VBP"
                    or any(
                        child.text.lower() in ("are", "were", "have")
                        for child in self.desk.marked.children(clause.index)
                    )
                    or clause.text.lower() in ("are", "were")
                )
                if noun.dep == "conj" and plural:
                    first = self.by_head.get(self.desk.marked.head(noun.index).index)
                    antecedent = (self._coordinated(first) if first is not None else None) or antecedent
                return self._anaphor(
                    token.index, token.index + 1, token.index, MentionRole.PRONOUN, antecedent,
                    f'"{token.text.lower()}" for {antecedent.resolved.name}',
                )  # fmt: skip
        return None

    def _former_or_latter(self, token: Token, lower: str) -> Draft | None:
        names = [
            one for one in reversed(self._recent(token.index, 1))
            if one.role in (MentionRole.TITLE, MentionRole.NAME, MentionRole.METONYM) and one.kind is not ActorKind.PLACE
        ]  # fmt: skip
        following = self.desk.marked.tokens[token.index + 1] if token.index + 1 < len(self.desk.marked.tokens) else None
        if following is not None and following.pos in ("NOUN", "PROPN", "ADJ"):
            return None
        distinct: list[Draft] = []
        for one in names:
            if all(known.resolved.name != one.resolved.name for known in distinct):
                distinct.append(one)
        persons = [one for one in distinct if one.kind is ActorKind.PERSON]
        pair = persons if len(persons) >= 2 else distinct
        if len(pair) < 2:
            return None
        chosen = pair[-2] if lower == "former" else pair[-1]
        return self._anaphor(
            token.index, token.index + 1, token.index, MentionRole.ANAPHOR, chosen, f'"the {lower}" of two named before'
        )

    def _phrase(self, token: Token) -> tuple[int, list[str]]:
        """The first token of the noun phrase of `token` without an article, and its lower-case words before the noun."""
        first = token.index
        start = self.desk.marked.sentences[token.sentence].first
        while first - 1 >= start and first > token.index - 4:
            before = self.desk.marked.tokens[first - 1]
            if before.pos not in ("DET", "ADJ", "NUM", "PRON", "NOUN", "PROPN") or before.tag in ("PRP", "WP", "WDT"):
                break
            first -= 1
            if before.tag == "PRP$":
                break
        words = [self.desk.reader.lower(index) for index in range(first, token.index)]
        while words and words[0] in ("the", "a", "an"):
            words, first = words[1:], first + 1
        return first, words

    def _plural(self, token: Token) -> Draft | None:
        """What stands for "the two countries", "both sides", "our countries": the last states spoken of."""
        first, words = self._phrase(token)
        article = self.desk.reader.lower(first - 1) == "the"
        counted = {"two": 2, "both": 2, "either": 2, "neither": 2, "three": 3, "four": 4}
        number = next((counted[word] for word in words if word in counted), 0)
        owners = [word for word in words if word in ("our", "their", "these", "those")]
        bare = article and not words and token.lemma in ("side", "country", "nation")
        if not (number or owners or bare) or token.lemma in ("president", "minister", "leader", "man", "woman"):
            return self._plural_persons(token, first, number)
        states = list(reversed(self._states_before(token.index)[: number or 2]))
        if "our" in words:
            speaker = self._speaker(token)
            own = speaker.resolved.states[0] if speaker is not None and len(speaker.resolved.states) == 1 else None
            others = [state for state in self._states_before(token.index) if state != own]
            states = [own, others[0]] if own and others else states
        if len(states) < 2:
            return None
        text = self.desk.words(first, token.index + 1)
        return self._of_state_code(
            first, token.index + 1, token.index, tuple(states), f'"{text}": the states last spoken of'
        )

    def _plural_persons(self, token: Token, first: int, number: int) -> Draft | None:
        """What stands for "the two leaders": the states of the persons named last."""
        if number < 2 or token.lemma not in ("president", "minister", "leader", "man", "woman"):
            return None
        states: dict[str, None] = {}
        for one in self._recent(token.index, REACH):
            if one.kind in (ActorKind.PERSON, ActorKind.OFFICE):
                states.update(dict.fromkeys(one.resolved.states))
        chosen = tuple(reversed(list(states)[:number]))
        if len(chosen) < 2:
            return None
        text = self.desk.words(first, token.index + 1)
        draft = self._of_state_code(first, token.index + 1, token.index, chosen, f'"{text}": the persons last named')
        draft.kind, draft.sector, draft.identity = ActorKind.OFFICE, "GOV", slug(text)
        return draft

    def _neighbour(self, token: Token) -> Draft | None:
        """What stands for "its larger neighbour": the other state of the passage."""
        first, _ = self._phrase(token)
        named = self._apposed_state(token)
        if named is not None:
            last = max((child.index for child in self._until_apposition(token)), default=token.index) + 1
            return self._anaphor(first, last, token.index, MentionRole.DESCRIPTOR, named, "in apposition to its name")
        owner = next(
            (index for index in range(first, token.index) if self.desk.marked.tokens[index].tag == "PRP$"), None
        )
        if owner is None:
            return None
        states = self._possessor_states(owner, None)
        if len(states) != 1 or token.tag not in ("NN", "NNP"):
            return None
        others = self._states_before(token.index, states)
        if not others:
            return None
        text = self.desk.words(first, token.index + 1)
        return self._of_state_code(
            first, token.index + 1, token.index, (others[0],), f'"{text}": the other state of the passage'
        )

    def _until_apposition(self, token: Token) -> list[Token]:
        """The complements between the noun and the name beside it ("ally *of Azerbaijan*, Türkiye")."""
        return [
            below
            for child in self.desk.marked.children(token.index)
            if child.dep == "prep" and child.index > token.index
            for below in self.desk.marked.descendants(child.index)
            if below.dep != "appos"
        ]

    def _apposed_state(self, token: Token) -> Draft | None:
        """The state that stands in apposition to "ally", "neighbour", …, before or after it."""
        beside = [child.index for child in self.desk.marked.children(token.index) if child.dep == "appos"]
        if token.dep == "appos":
            beside.append(token.head)
        found = (self.by_head.get(index) for index in beside)
        return next((one for one in found if one is not None and one.kind is ActorKind.STATE), None)

    def _country(self, token: Token) -> Draft | None:
        """What stands for "his country", "the kingdom", "neighbouring country to X": one state spoken of before."""
        first, words = self._phrase(token)
        own = next((index for index in range(first, token.index) if self.desk.marked.tokens[index].tag == "PRP$"), None)
        text = self.desk.words(first, token.index + 1)
        here = (first, token.index + 1, token.index)
        if own is not None:
            states = self._possessor_states(own, None)
            return self._of_state_code(*here, states, f'"{text}": of its possessor') if len(states) == 1 else None
        article = self.desk.reader.lower(first - 1) in ("the", "this") or "this" in words
        if not article or token.lemma == "government" or (token.lemma == "state" and not words):
            return None
        if any(word.startswith("neighbo") for word in words):
            last = token.index + 1
            near = self.desk.atoms.starting(last + 1) if self.desk.reader.lower(last) in ("to", "of") else None
            entry = self.desk.entry(near) if near is not None else None
            without = (entry.state,) if entry is not None and entry.state else ()
            others = self._states_before(token.index, without)
            return self._of_state_code(*here, (others[0],), f'"{text}": the other state') if others else None
        states = tuple(self._states_before(token.index))
        if token.lemma not in ("country", "nation", "island"):
            called = tuple(state for state in states if self._is_called(state, token.lemma))
            states = called or states
        subject = self._recent_subject_state(token)
        chosen = subject if subject in states else states[0] if states else None
        return self._of_state_code(*here, (chosen,), f'"{text}": the state last spoken of') if chosen else None

    def _recent_subject_state(self, token: Token) -> str | None:
        for one in self._recent(token.index, REACH):
            subject = self.desk.marked.tokens[one.head].dep in _SUBJECTS
            if subject and one.kind is ActorKind.STATE and len(one.resolved.states) == 1:
                return one.resolved.states[0]
        return None

    def _is_called(self, state: str, noun: str) -> bool:
        row = self.desk.gazetteer.states.get(state)
        return row is not None and any(noun in name.lower() for name in (*row.official, *row.epithets, *row.aliases))
