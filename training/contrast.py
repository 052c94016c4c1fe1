"""Chooses the examples of PLOVER's acts that own codebooks are told apart from, out of our annotated sentences.

    python -m training.contrast

Writes src/dragoman/data/codebook/contrast.tsv. The choice depends on the sentences alone, so it is the same each time;
sentences that are held out stay out.
"""

import hashlib
from pathlib import Path

from dragoman.records import overlaps
from training.annotated import Sentence, Span, Told, is_held_out, read_annotated
from training.prepare import shipped_files

OUT = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "codebook" / "contrast.tsv"
# Per act; with 80 precision rose by .02 more and reading them cost a second.
EACH = 30
LONGEST = 220
HEADER = """\
# Examples of PLOVER's acts, of no particular kind, that events are compared with where an own codebook is used. Written for this
# project and chosen by training/contrast.py; marks as in docs/how-to/write-a-codebook.md.
act\tmode\ttext\tsource
"""


def main() -> None:
    """Writes the file."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in shipped_files():
        for sentence in read_annotated(path):
            if is_held_out(sentence) or len(sentence.text) > LONGEST or set(sentence.text) & set("[]{}*\t|"):
                continue
            for told in sentence.events:
                if not (told.sources or told.targets):
                    continue
                row = f"{told.act}\t{told.mode or ''}\t{marked(sentence, told)}\t{path.name}"
                found.setdefault(told.act, []).append((hashlib.blake2b(row.encode()).hexdigest(), row))
    rows = [row for act in sorted(found) for _, row in sorted(found[act])[:EACH]]
    OUT.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


def marked(sentence: Sentence, told: Told) -> str:
    """The sentence with marks around the sides and the words of an event."""
    marks: list[tuple[Span, str]] = [(told.trigger, "**")]
    for spans, pair in ((told.sources, "[]"), (told.targets, "{}")):
        for span in spans:
            if not any(overlaps(span, other) for other, _ in marks):
                marks.append((span, pair))
    text = sentence.text
    for (start, end), pair in sorted(marks, reverse=True):
        text = f"{text[:start]}{pair[0]}{text[start:end]}{pair[1]}{text[end:]}"
    return text


if __name__ == "__main__":
    main()
