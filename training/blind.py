"""A second reader's tenth: writes sentences without their events, and says how far two annotations agree.

python -m training.blind write training/review/tenth.txt
python -m training.blind agree training/review/tenth.txt
"""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from training.annotated import FOLDER, Sentence, Span, Told, read_annotated

SHARE = 0.1


def main(command: str, path: Path) -> None:
    """Writes the tenth with its actors, or compares a file that a second reader has filled."""
    sentences = [one for file in sorted(FOLDER.glob("*.txt")) for one in read_annotated(file)]
    if command == "write":
        chosen = random.Random(1).sample(sentences, int(len(sentences) * SHARE))  # noqa: S311 - not a secret
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(map(_blank, chosen)) + "\n", encoding="utf-8")
        print(f"{len(chosen)} sentences")
        return
    first = {one.text: one for one in sentences}
    pairs = [(first[two.text], two) for two in read_annotated(path) if two.text in first]
    print(f"{len(pairs)} sentences read twice")
    for name, same in (("act", _act), ("act and sides", _sides), ("act, sides and status", _status)):
        hits = sum(_common(one, two, same) for one, two in pairs)
        total = sum(len(one.events) + len(two.events) for one, two in pairs)
        print(f"{name}: F1 {2 * hits / max(1, total):.3f}")
    alike = sum(bool(one.events) == bool(two.events) for one, two in pairs)
    print(f"an event or none: {alike / max(1, len(pairs)):.3f}")


def _blank(one: Sentence) -> str:
    actors = " ; ".join(f"{_words(one.text, actor.span)}=-" for actor in one.actors)
    return f"#! {one.kind}\n{one.text}" + (f"\n  @ {actors}" if actors else "")


def _words(text: str, span: Span) -> str:
    """The words of a span, with "#2" where they are the second of their kind."""
    words = text[slice(*span)]
    nth = 1 + sum(hit.start() < span[0] for hit in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    return words if nth == 1 else f"{words}#{nth}"


def _common(one: Sentence, two: Sentence, same: Callable[[Told, Told], bool]) -> int:
    left = list(two.events)
    hits = 0
    for event in one.events:
        found = next((other for other in left if same(event, other)), None)
        if found is not None:
            left.remove(found)
            hits += 1
    return hits


def _act(one: Told, two: Told) -> bool:
    return one.act == two.act


def _sides(one: Told, two: Told) -> bool:
    if one.symmetric and two.symmetric:
        return one.act == two.act and bool(set(one.sources) & set(two.sources))
    return one.act == two.act and all(
        not (a or b) or set(a) & set(b) for a, b in ((one.sources, two.sources), (one.targets, two.targets))
    )


def _status(one: Told, two: Told) -> bool:
    return _sides(one, two) and one.status == two.status


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
