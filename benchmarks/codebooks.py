"""How well own acts and modes are coded by nearest description, on annotated sentences that the model never saw.

    python -m benchmarks.codebooks [--seeds 5] [FILE…]

Fifteen kinds of event play a user's own modes. Seven are none of PLOVER's and have no label in training: they are told
apart by the words of their annotated trigger. Eight are modes of PLOVER's, which the model learnt as labels, so that
their figures flatter. Each is given 8 examples and 4 near misses from training sentences, drawn by a seed; near misses
are drawn from the more similar ones, as a user would choose them. An event is right where its act and trigger are the
annotated ones and it is of the kind.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from training.annotated import DAY, FOLDER, Sentence, Told, is_held_out, read_annotated, region_of
from training.prepare import shipped_files

from dragoman.coding.coder import Coding
from dragoman.coding.encoder import Encoder, Floats
from dragoman.coding.model import ModelCoder
from dragoman.coding.nearest import Nearest, alike
from dragoman.find.attribution import Scope
from dragoman.find.candidates import Candidate
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.pipeline import code_marked
from dragoman.predict import text_article
from dragoman.records import Act, MarkedExample, OwnEntry, overlaps
from dragoman.text.marked import Marked
from dragoman.text.parse import mark_article

EXAMPLES, NEAR_MISSES = 8, 4


def _words(pattern: str, around: str = "") -> Callable[[Sentence, Told], bool]:
    """A kind by the words of the trigger and by what stands around it (15 characters before, 60 behind)."""

    def is_kind(sentence: Sentence, told: Told) -> bool:
        start, end = told.trigger
        near = sentence.text[max(0, start - 15) : end + 60]
        return bool(re.search(pattern, sentence.text[start:end], re.I) and re.search(around, near, re.I))

    return is_kind


NEW: dict[tuple[Act, str], Callable[[Sentence, Told], bool]] = {
    (Act.AID, "rescue"): _words(r"rescu|evacuat|distress|picked up|safety|search|saved?$|airlift(ed)?$|flown home"),
    (Act.AID, "refuge"): _words(r"asylum|shelter|taken in|taking in|took in|refuge|harbour|doors|hosts?$"),
    (Act.AID, "loan"): _words(
        r"loan|\blen[dt]|deposit|tranche|deferr?|wrote off|restructur|credit", r"\$|million|billion|debt|repay|IMF|bank"
    ),
    (Act.AID, "training"): _words(r"train|teach|instruct|course"),
    (Act.COOPERATE, "exercise"): _words("", r"exercise|drill|manoeuvre|war game|live-fire"),
    (Act.SUPPORT, "thanks"): _words(r"thank|grat|tribute"),
    (Act.SUPPORT, "embassy"): _words(
        r"open|reopen|restor|resum|establish|return|upgrad|ties|appoint|sent|relations",
        r"embass|consulate|diplomatic (ties|relations)|ambassador",
    ),
}
KNOWN = {
    (Act.CONSULT, "visit"), (Act.CONSULT, "phone"), (Act.COERCE, "seize"), (Act.SANCTION, "expel"),
    (Act.RETREAT, "release"), (Act.ASSAULT, "abduct"), (Act.REQUEST, "assist"), (Act.MOBILIZE, "weapons"),
}  # fmt: skip
Kind = tuple[Act, str]


class Coded(NamedTuple):
    """One event that the coder told on a test sentence, or (without vector) an annotated one that it did not."""

    act: Act
    told: frozenset[Kind] | None
    vector: Floats | None


class Figures(NamedTuple):
    """Of a kind: precision and recall among events of the right act, and recall of all annotated ones."""

    precision: float
    recall: float
    f1: float
    recall_of_all: float
    annotated: int


class RecordingCoder(ModelCoder):
    """The model coder, which remembers the vector of each candidate that it codes."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(encoder)
        self._nearest = Nearest(encoder, ())
        self.coded: list[tuple[Candidate, Coding, Floats]] = []

    def code(
        self, marked: Marked, candidates: Sequence[Candidate], scopes: Sequence[Scope], knowledge: Knowledge
    ) -> tuple[Coding | None, ...]:
        """As `ModelCoder.code`."""
        codings = super().code(marked, candidates, scopes, knowledge)
        kept = [(one, coding) for one, coding in zip(candidates, codings, strict=True) if coding is not None]
        vectors = self._nearest.of_candidates(marked, [one for one, _ in kept]) if kept else ()
        self.coded = [(one, coding, vector) for (one, coding), vector in zip(kept, vectors, strict=True)]
        return codings


def kinds_of(sentence: Sentence, told: Told) -> frozenset[Kind]:
    """The kinds that an annotated event is of."""
    act = Act(told.act)
    found = {kind for kind, is_kind in NEW.items() if kind[0] is act and is_kind(sentence, told)}
    return frozenset(found | ({(act, told.mode)} & KNOWN if told.mode else set()))


def observed(sentences: Iterable[Sentence], encoder: Encoder) -> list[Coded]:
    """All events of test sentences: what the coder told, and what it missed."""
    knowledge, coder = load_knowledge(), RecordingCoder(encoder)
    found: list[Coded] = []
    for sentence in sentences:
        marked = mark_article(text_article(sentence.text, DAY, region=region_of(sentence)), knowledge)
        triggers = {event.trigger for event in code_marked(marked, knowledge, coder).events}
        left = list(sentence.events)
        for candidate, coding, vector in coder.coded:
            if candidate.trigger not in triggers:
                continue
            told = next(
                (one for one in left if overlaps(one.trigger, candidate.trigger) and one.act == coding.act), None
            )
            if told is not None:
                left.remove(told)
            found.append(Coded(coding.act, kinds_of(sentence, told) if told is not None else None, vector))
        found += [Coded(Act(one.act), kinds_of(sentence, one), None) for one in left]
    return found


def entry_of(kind: Kind, pool: Sequence[tuple[Act, frozenset[Kind], MarkedExample, Floats]], seed: int) -> OwnEntry:
    """The kind as a user's own entry, with examples and near misses from training sentences."""
    dice = random.Random(seed)  # noqa: S311 - not a secret
    own = [one for one in pool if kind in one[1]]
    others = [one for one in pool if one[0] is kind[0] and kind not in one[1]]
    examples = dice.sample(own, min(EXAMPLES, len(own)))
    rows = np.stack([vector for *_, vector in examples])
    likely = sorted(dice.sample(others, min(60, len(others))), key=lambda one: -alike(one[3], rows))[:20]
    return OwnEntry(
        name=kind[1], act=kind[0], description="a kind of event that plays an own mode",
        examples=tuple(one[2] for one in examples),
        near_misses=tuple(one[2] for one in dice.sample(likely, NEAR_MISSES)),
    )  # fmt: skip


def figures_of(kind: Kind, events: Sequence[Coded], nearest: Nearest) -> Figures:
    """Figures of one kind with one draw of examples."""
    hits = found = right_act = annotated = 0
    for event in events:
        is_kind = event.told is not None and kind in event.told
        annotated += is_kind
        if event.vector is None or event.act is not kind[0]:
            continue
        fits = nearest.fits(event.act, event.vector) is not None
        right_act += is_kind
        found += fits and event.told is not None  # where the act is wrong already, the kind cannot make it worse
        hits += fits and is_kind
    precision, recall = hits / max(1, found), hits / max(1, right_act)
    f1 = 2 * hits / max(1, found + right_act)
    return Figures(precision, recall, f1, hits / max(1, annotated), annotated)


def main() -> None:
    """Prints one JSON object: figures by kind, and their means over the new and the known ones."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("files", nargs="*", type=Path, help="test files; by default the held-out sentences of all")
    options = parser.parse_args()
    shipped, encoder = shipped_files(), Encoder()
    files = options.files or sorted(FOLDER.glob("*.txt"))
    tested = (one for path in files for one in read_annotated(path) if options.files or is_held_out(one))
    events = observed(tested, encoder)
    pool = pool_of((one for path in shipped for one in read_annotated(path) if not is_held_out(one)), encoder)
    by_kind = {kind: _mean(kind, events, pool, encoder, options.seeds) for kind in [*NEW, *sorted(KNOWN)]}
    table = {f"{act}/{name}": _rounded(figures) for (act, name), figures in by_kind.items()}
    for name, kinds in (("new", list(NEW)), ("known", list(KNOWN)), ("all", list(by_kind))):
        means = np.mean([by_kind[kind][:4] for kind in kinds], axis=0)
        table[name] = dict(zip(Figures._fields[:4], (round(float(value), 3) for value in means), strict=True))
    print(json.dumps(table, indent=1))


def pool_of(
    sentences: Iterable[Sentence], encoder: Encoder
) -> list[tuple[Act, frozenset[Kind], MarkedExample, Floats]]:
    """Annotated events as examples, with their kinds and vectors."""
    rows = [
        (Act(told.act), kinds_of(one, told), MarkedExample(text=one.text, predicate=told.trigger, sources=told.sources))
        for one in sentences
        for told in one.events
    ]
    vectors = Nearest(encoder, ()).vectors((example.text, example.predicate) for *_, example in rows)
    return [(*row, vector) for row, vector in zip(rows, vectors, strict=True)]


def _mean(
    kind: Kind,
    events: Sequence[Coded],
    pool: Sequence[tuple[Act, frozenset[Kind], MarkedExample, Floats]],
    encoder: Encoder,
    seeds: int,
) -> Figures:
    """The mean over draws of examples."""
    drawn = [figures_of(kind, events, Nearest(encoder, [entry_of(kind, pool, seed)])) for seed in range(seeds)]
    *shares, annotated = np.mean(np.array(drawn), axis=0)
    return Figures(*map(float, shares), int(annotated))


def _rounded(figures: Figures) -> dict[str, float]:
    return {name: round(value, 3) for name, value in figures._asdict().items()}


if __name__ == "__main__":
    main()
