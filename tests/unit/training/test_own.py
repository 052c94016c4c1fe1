"""An own codebook as training text."""

import json
from pathlib import Path

from training.annotated import read_annotated
from training.labels import OWN_NOTE
from training.own import example_sentences, write_note

from dragoman.knowledge.codebook import load_codebook
from dragoman.knowledge.extending import extend_codebook
from dragoman.knowledge.own_codebook import read_codebook

OWN = read_codebook(Path(__file__).parents[3] / "examples" / "codebook" / "peace-support.toml")


def test_every_example_is_an_annotated_sentence_with_one_event() -> None:
    """Its label is act and own mode; its sides are the marked ones; each is a group of its own."""
    sentences = list(example_sentences(OWN))
    assert len(sentences) == sum(len(entry.examples) for entry in OWN.entries) == len({one.group for one in sentences})
    first = sentences[0]
    (told,) = first.events
    assert (told.act, told.mode, told.status) == ("AID", "SECOND_STAFF", "happened")
    words = [first.text[slice(*span)] for span in (*told.sources, told.trigger, *told.targets)]
    assert words == ["Kenya", "seconded", "Uganda"]


def test_annotated_sentences_may_use_own_acts_and_modes(tmp_path: Path) -> None:
    """An own act is written as an act, and kept under the one that it belongs to."""
    file = tmp_path / "more.txt"
    text = "Kenya lent Uganda a judge.\n  @ Kenya=KEN ; Uganda=UGA\n  {} | Kenya > Uganda | lent\n"
    for written in ("SECOND_STAFF happened", "AID/SECOND_STAFF happened"):
        file.write_text(text.format(written), encoding="utf-8")
        (told,) = read_annotated(file, extend_codebook(load_codebook(), OWN))[0].events
        assert (told.act, told.mode) == ("AID", "SECOND_STAFF")


def test_the_note_beside_the_rows_says_the_codebook_and_goes_with_it(tmp_path: Path) -> None:
    """Rows that are made anew without a codebook must not be taken for its rows."""
    rows = tmp_path / "help-events.jsonl"
    write_note(rows, OWN)
    note = json.loads(rows.with_suffix(OWN_NOTE).read_text(encoding="utf-8"))
    assert note["codebook"] == f"peace-support {OWN.digest}"
    assert note["labels"][0] == "AID/SECOND_STAFF"
    write_note(rows, None)
    assert not rows.with_suffix(OWN_NOTE).exists()
