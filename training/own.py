"""A user's own codebook as training text: its examples, and the labels that they add to the model's.

Near misses teach nothing here, for they do not say what they are; they serve nearest-description matching alone.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.coding.encoder import Encoder
from dragoman.coding.nearest import Nearest
from dragoman.knowledge.trained import trained_as
from dragoman.records import Act, MarkedExample, OwnCodebook, OwnEntry
from training.annotated import Named, Sentence, Told
from training.labels import OWN_NOTE

# How often each own example stands in the training text: a handful among thousands would not be learnt otherwise.
REPEATED = 8
UNSURE = "?"
"""The mode of a built-in sentence that may be of an own kind; no loss counts it."""


def example_sentences(own: OwnCodebook) -> Iterator[Sentence]:
    """The examples of all entries as annotated sentences, each a group of its own."""
    for entry in own.entries:
        for number, example in enumerate(entry.examples, start=1):
            yield _sentence(own, entry, number, example)


def _sentence(own: OwnCodebook, entry: OwnEntry, number: int, example: MarkedExample) -> Sentence:
    between_equals = len(example.sources) > 1 and not example.targets
    told = Told(
        entry.act.value, entry.name, example.status.value, None, example.sources, example.targets, (), (),
        between_equals, example.predicate,
    )  # fmt: skip
    actors = tuple(Named(span, ()) for span in (*example.sources, *example.targets))
    return Sentence(own.name, number, f"{own.name}-{entry.name}-{number}", "body", example.text, actors, (told,))


class Doubtful:
    """Tells which built-in events may be of an own kind: PLOVER's text has no label for what a user adds."""

    def __init__(self, own: OwnCodebook) -> None:
        self._nearest = Nearest(Encoder(), own.entries)

    def mode_of(self, sentence: Sentence, told: Told) -> str | None:
        """The annotated mode, or `UNSURE`."""
        if told.act not in self._nearest.acts:
            return told.mode
        (vector,) = self._nearest.vectors([(sentence.text, told.trigger)])
        fit = self._nearest.fits(Act(told.act), vector)
        return told.mode if fit is None or fit.entry.act != told.act else UNSURE


def note_file(events: Path) -> Path:
    """Where `training.prepare` notes the codebook beside its rows."""
    return events.with_suffix(OWN_NOTE)


def write_note(events: Path, own: OwnCodebook | None) -> None:
    """Notes the codebook and its labels beside the rows, or takes an older note away."""
    file = note_file(events)
    if own is None:
        file.unlink(missing_ok=True)
        return
    labels = [entry.label for entry in own.entries]
    file.write_text(json.dumps({"codebook": trained_as(own), "labels": labels}), encoding="utf-8")
