"""Own acts and modes by nearest description: events that are more like a user's examples than like others of their act.

What is compared are the states of the words that carry the act, read in their sentence by the shipped encoder: their
mean over the words' pieces. How alike a word is to some examples is the mean of its two greatest cosines with them.
How well that works is measured by `python -m benchmarks.codebooks`; see docs/adr/0019.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from dragoman.coding.coder import Coder, Coding, OpinionatedCoder
from dragoman.coding.encoder import Encoder, Floats
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.find.found import FoundActors
from dragoman.find.opinions import Opinion
from dragoman.knowledge import Knowledge
from dragoman.knowledge.contrast import contrast_examples
from dragoman.records import Act, MarkedExample, OwnEntry, Span
from dragoman.text.marked import Marked

# How alike an event must be to an entry's examples, and how far from them at most for each step that it is from the
# examples that it is told from; what is .9 alike is .1 far. Swept on training sentences, precision before recall, over
# fifteen kinds of event that played own ones: this beat a fixed margin, which asks too much of near misses.
LEAST_ALIKE, NEARER = 0.55, 0.75
# PLOVER's examples of an act may show the very thing that the user names; those as like its examples as this do.
KIN = 0.6
# What is left of an event's confidence: the share of own modes that were right where the act was, on sentences that the
# model had not seen.
NEAREST = 0.75


class _Shelf(NamedTuple):
    """An entry with the vectors of its examples and of what it is told from, one row each."""

    entry: OwnEntry
    examples: Floats
    others: Floats


class _Fit(NamedTuple):
    entry: OwnEntry
    alike: float
    other: float


class Nearest:
    """Finds the entry that an event's words are nearest to; safe to call from one thread at a time."""

    def __init__(self, encoder: Encoder, entries: Sequence[OwnEntry]) -> None:
        self._encoder = encoder
        self._shelves = tuple(self._shelf(entry) for entry in entries)
        self.acts = frozenset(act for entry in entries for act in (entry.act, *entry.seen_as))

    def fits(self, act: Act, vector: Floats) -> _Fit | None:
        """The entry that is most alike, where one is alike enough for words that claim an act."""
        found = [
            _Fit(shelf.entry, alike(vector, shelf.examples), alike(vector, shelf.others))
            for shelf in self._shelves
            if act is shelf.entry.act or act in shelf.entry.seen_as
        ]
        fitting = [fit for fit in found if fit.alike >= LEAST_ALIKE and 1 - fit.alike <= NEARER * (1 - fit.other)]
        return max(fitting, key=lambda fit: (fit.alike, fit.entry.name), default=None)

    def of_candidates(self, marked: Marked, candidates: Iterable[Candidate]) -> Floats:
        """The vectors of candidates' predicates, in their order; there must be one at least."""
        return self.vectors(_words_of(marked, candidate) for candidate in candidates)

    def vectors(self, places: Iterable[tuple[str, Span]]) -> Floats:
        """For the words at a span of a text, the mean of their states; rows have length 1."""
        texts: list[list[int]] = []
        pieces: list[tuple[int, int]] = []
        for text, (start, end) in places:
            ids, first, last = self._around(text, start, end)
            texts.append(ids)
            pieces.append((first, last))
        states = self._encoder.states(texts)
        rows = np.stack([rows[first:last].mean(axis=0) for rows, (first, last) in zip(states, pieces, strict=True)])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def _around(self, text: str, start: int, end: int) -> tuple[list[int], int, int]:
        """Token numbers with the words as near the middle as a long text allows, and the pieces of the words."""
        coded = self._encoder.tokenizer.encode(text, add_special_tokens=False)
        inside = [i for i, (begins, ends) in enumerate(coded.offsets) if begins < end and ends > start] or [0]
        room = self._encoder.settings.max_tokens - 2
        low = max(0, min(inside[0] - room // 2, len(coded.ids) - room))
        ids = [self._encoder.number("[CLS]"), *coded.ids[low : low + room], self._encoder.number("[SEP]")]
        first = inside[0] - low + 1
        return ids, first, min(inside[-1] - low + 2, len(ids) - 1)

    def _shelf(self, entry: OwnEntry) -> _Shelf:
        examples = self._of(entry.examples)
        builtin = contrast_examples()
        others = self._of([one for act in (entry.act, *entry.seen_as) for one in builtin.get(act, ())])
        told_from = others[[alike(row, examples) < KIN for row in others]]
        if entry.near_misses:
            told_from = np.concatenate([told_from, self._of(entry.near_misses)])
        return _Shelf(entry, examples, told_from)

    def _of(self, examples: Sequence[MarkedExample]) -> Floats:
        return self.vectors((one.text, one.predicate) for one in examples)


def alike(vector: Floats, rows: Floats) -> float:
    """The mean of the two greatest cosines of a vector with some rows, all of length 1; -1 where there are none."""
    cosines = np.sort(rows @ vector)[-2:]
    return float(cosines.mean()) if len(cosines) else -1.0


class NearestCoder:
    """A coder whose events are coded as a user's own acts and modes where they are nearest to these."""

    def __init__(self, coder: Coder, nearest: Nearest, codebook: str) -> None:
        self._coder, self._nearest = coder, nearest
        self.name = f"{coder.name}+nearest:{codebook}"

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """The coder's codings; those that fit an own act or mode are coded as that, with less confidence."""
        codings = list(self._coder.code(marked, candidates, scopes, knowledge))
        places = [i for i, coding in enumerate(codings) if coding is not None and coding.act in self._nearest.acts]
        if not places:
            return tuple(codings)
        vectors = self._nearest.of_candidates(marked, (candidates[i] for i in places))
        for i, vector in zip(places, vectors, strict=True):
            coding = codings[i]
            fit = self._nearest.fits(coding.act, vector) if coding is not None else None
            if coding is not None and fit is not None:
                codings[i] = _as_own(coding, fit)
        return tuple(codings)


class OpinionatedNearestCoder(NearestCoder):
    """The same for a coder that has opinions before it codes."""

    def __init__(self, coder: Coder, opinionated: OpinionatedCoder, nearest: Nearest, codebook: str) -> None:
        super().__init__(coder, nearest, codebook)
        self._opinionated = opinionated

    def opinions(
        self,
        marked: Marked,
        actors: FoundActors,
        candidates: Sequence[Candidate],
        scopes: Sequence[Scope],
        knowledge: Knowledge,
    ) -> Sequence[Opinion]:
        """The coder's own; see `OpinionatedCoder.opinions`."""
        return self._opinionated.opinions(marked, actors, candidates, scopes, knowledge)


def _words_of(marked: Marked, candidate: Candidate) -> tuple[str, Span]:
    sentence = marked.sentences[candidate.sentence]
    start, end = candidate.trigger
    return marked.words(sentence.span), (start - sentence.start, end - sentence.start)


def _as_own(coding: Coding, fit: _Fit) -> Coding:
    entry = fit.entry
    return msgspec.structs.replace(
        coding,
        act=entry.act,
        mode=entry.name,
        directed=all(example.targets for example in entry.examples),
        confidence=round(coding.confidence * NEAREST, 3),
        reason=f"{coding.reason}; nearest: {entry.name}, like its examples {fit.alike:.2f}, others {fit.other:.2f}",
    )
