"""What the event model sees of a sentence: its words, its mentions, and what parse and rules say of each.

Training and inference read sentences with these same functions. Features are words such as "dep:nsubj"; the model's
vocabulary numbers those that training saw often enough, others are passed over.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from dragoman.find.attribution import Scope
from dragoman.find.candidates import OPEN, Candidate, matches
from dragoman.find.found import FoundActors, FoundMention
from dragoman.find.status import status_of
from dragoman.knowledge import Knowledge
from dragoman.records import RegionKind, Span, overlaps
from dragoman.text.marked import Marked, Sentence, Token

# Parts of speech that can carry an act; the annotated triggers have no others.
CARRYING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV", "ADP", "NUM", "X", "INTJ"})
# Those whose status is read; adverbs and prepositions have none.
READ = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
# Patterns of at least this weight nearly always mean their act.
WEIGHTY = 0.8
# Paths longer than this on one side tell nothing that the encoder does not.
LONGEST_PATH = 5
# Upper bounds of the classes of distance, in tokens.
_DISTANCES = (1, 2, 4, 8, 16, 32)


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word that may carry an act: its token, its span in the sentence, its features."""

    token: int
    span: Span
    features: tuple[str, ...]


class SentenceInput(msgspec.Struct, frozen=True):
    """A sentence as the model reads it; `mentions` are those of `FoundActors` inside it, in their order."""

    sentence: int
    text: str
    words: tuple[Word, ...]
    mentions: tuple[FoundMention, ...]
    spans: tuple[Span, ...]


class InputReader(msgspec.Struct, frozen=True, dict=True):
    """All that features are read from, for one article."""

    marked: Marked
    actors: FoundActors
    candidates: Sequence[Candidate]
    scopes: Sequence[Scope]
    knowledge: Knowledge

    @cached_property
    def _by_token(self) -> dict[int, Candidate]:
        return {candidate.token: candidate for candidate in self.candidates}

    @cached_property
    def _mentions(self) -> dict[int, list[FoundMention]]:
        found: dict[int, list[FoundMention]] = {}
        for mention in self.actors.mentions:
            found.setdefault(self.marked.tokens[mention.head].sentence, []).append(mention)
        return found

    @cached_property
    def _scopes(self) -> dict[int, list[Scope]]:
        """The scopes that reach into each sentence or are told there, so that long articles stay cheap."""
        found: dict[int, list[Scope]] = {}
        for scope in self.scopes:
            touched = {token.sentence for part in scope.content for token in self._ends(part)}
            reached = set(range(min(touched), max(touched) + 1)) if touched else set()
            if scope.trigger is not None:
                reached.add(self.marked.tokens[scope.trigger].sentence)
            for sentence in reached:
                found.setdefault(sentence, []).append(scope)
        return found

    def _ends(self, span: Span) -> tuple[Token, ...]:
        inside = self.marked.tokens_in(span)
        return (inside[0], inside[-1]) if inside else ()

    def read(self, sentence: Sentence) -> SentenceInput:
        """One sentence with the features of its words."""
        by = sentence.start
        mentions = tuple(
            mention for mention in self._mentions.get(sentence.index, ())
            if sentence.start <= mention.span[0] and mention.span[1] <= sentence.end
        )  # fmt: skip
        words = tuple(
            Word(token.index, (token.start - by, token.end - by), tuple(self._of_word(token, sentence.region)))
            for token in self.marked.sentence_tokens(sentence)
            if token.pos in CARRYING and any(char.isalpha() for char in token.text)
        )
        return SentenceInput(
            sentence=sentence.index, text=self.marked.words(sentence.span), words=words, mentions=mentions,
            spans=tuple((mention.span[0] - by, mention.span[1] - by) for mention in mentions),
        )  # fmt: skip

    def _of_word(self, token: Token, region: RegionKind) -> Iterator[str]:
        """What the parse, the patterns, the status stage and the scopes say of a word."""
        yield f"pos:{token.pos}"
        yield f"tag:{token.tag}"
        yield f"dep:{token.dep}"
        yield f"region:{'title' if region is RegionKind.TITLE else 'body'}"
        candidate = self._by_token.get(token.index)
        yield from self._of_patterns(token, candidate)
        if token.pos in READ:
            yield from self._of_status(token, candidate)
            yield from self._of_scopes(token)

    def _of_patterns(self, token: Token, candidate: Candidate | None) -> Iterator[str]:
        fitting = matches(self.marked, token, self.knowledge)
        acts = list(dict.fromkeys(pattern.act.value for pattern, _ in fitting))
        for place, act in enumerate(acts[:2]):
            yield f"pattern{place}:{act}"
        if candidate is not None and candidate.pattern is OPEN:
            yield "open"
        elif candidate is not None:
            yield f"candidate:{candidate.pattern.act.value}"
            yield f"mode:{candidate.pattern.mode}"
            yield "weighty" if candidate.pattern.weight >= WEIGHTY else "light"

    def _of_status(self, token: Token, candidate: Candidate | None) -> Iterator[str]:
        words = self.knowledge.status_words
        reading = candidate.reading if candidate is not None else status_of(self.marked, token.index, words)
        yield f"status:{reading.status.value}"
        if reading.detail is not None:
            yield f"detail:{reading.detail.value}"
        yield from (name for name in ("negated", "refused", "hedged") if getattr(reading, name))

    def _of_scopes(self, token: Token) -> Iterator[str]:
        for scope in self._scopes.get(token.sentence, ()):
            if scope.governs(token.span):
                yield f"cue:{scope.cue_class.value}"
            elif scope.trigger == token.index:
                yield "telling"

    def link(self, word: Word, mention: FoundMention) -> tuple[str, ...]:
        """What parse and rules say of a mention as a role of a word."""
        trigger, head = self.marked.tokens[word.token], self.marked.tokens[mention.head]
        actor = self.actors.actor(mention.actor)
        gap = abs(trigger.index - head.index)
        size = next((bound for bound in _DISTANCES if gap <= bound), 64)
        side = "before" if head.index < trigger.index else "after"
        features = [
            f"path:{self._path(head, trigger)}",
            f"{side}:{size}",
            f"kind:{actor.kind.value}",
            f"role:{mention.role.value}",
            f"head:{head.dep}:{side}",
            f"carries:{trigger.pos}:{side}",
        ]
        if actor.sector:
            features.append(f"sector:{actor.sector}")
        if not actor.state and not actor.states:
            features.append("stateless")
        around = self._scopes.get(trigger.sentence, ())
        if any(_tells(scope, mention) for scope in around if scope.governs(trigger.span)):
            features.append("tells")
        candidate = self._by_token.get(word.token)
        if candidate is not None:
            kind = "open-" if candidate.pattern is OPEN else ""
            features.extend(
                f"{kind}{name}"
                for name in ("sources", "targets", "mediators", "hosts")
                if any(ref.span and overlaps(ref.span, mention.span) for ref in getattr(candidate, name))
            )
            if candidate.symmetric:
                features.append("symmetric")
        return tuple(features)

    def _path(self, head: Token, trigger: Token) -> str:
        """The path from a mention's head to a trigger: labels up, "/", labels down, prepositions by lemma."""
        above = [trigger.index, *(token.index for token in self.marked.ancestors(trigger.index))]
        up: list[str] = []
        token = head
        while token.index not in above:
            up.append(_label(token))
            if token.head == token.index or len(up) > LONGEST_PATH:
                return "far"
            token = self.marked.tokens[token.head]
        down = [_label(self.marked.tokens[index]) for index in above[: above.index(token.index)]]
        if len(down) > LONGEST_PATH:
            return "far"
        return f"{'^'.join(up)}/{'_'.join(down)}"


def _tells(scope: Scope, mention: FoundMention) -> bool:
    """Whether a mention names the source on which a scope hangs."""
    return scope.speaker is not None and scope.speaker.span is not None and overlaps(scope.speaker.span, mention.span)


def _label(token: Token) -> str:
    return f"{token.dep}={token.lemma}" if token.pos == "ADP" else token.dep
