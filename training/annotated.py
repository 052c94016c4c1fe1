"""Reads and checks the annotated sentences: each with all its actors and all its events, written by hand.

    python -m training.annotated training/sentences/events/*.txt

The format and the coding guidelines are in training/GUIDELINES.md.
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.records import RegionKind, Status, StatusDetail, is_own_act

Span = tuple[int, int]
FOLDER = Path(__file__).parent / "sentences" / "events"
DAY = "2025-03-05"
"""The day on which sentences are read as published; none of them says one."""
ROLES = {"med": "mediators", "host": "hosts"}


@dataclass(frozen=True)
class Named:
    """An actor mention: its span in the sentence and its states (ISO 3166 alpha-3, none where it has none)."""

    span: Span
    states: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One event of a sentence; roles are spans of mentions. A symmetric act has both sides in `sources`."""

    act: str
    mode: str | None
    status: str
    detail: str | None
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    mediators: tuple[Span, ...]
    hosts: tuple[Span, ...]
    symmetric: bool
    trigger: Span


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands, the block it belongs to, and all its actors and events."""

    file: str
    line: int
    group: str
    kind: str
    text: str
    actors: tuple[Named, ...]
    events: tuple[Told, ...]


class MalformedError(ValueError):
    """A line that does not follow the format; the message names file, line and what to do."""


def read_annotated(path: Path, codebook: Codebook | None = None) -> list[Sentence]:
    """The sentences of a file.

    Raises:
        MalformedError: the first line that does not follow training/GUIDELINES.md.
    """
    codebook = codebook or load_codebook()
    return [_sentence(path.stem, block, codebook) for block in _blocks(path)]


def _blocks(path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    """Line number, group, kind and lines of each sentence (its text first, its annotation lines after it)."""
    kind, group, block, start = "body", 0, [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("  ") and line.strip():
            if not block:
                raise MalformedError(f"{path.name}:{number}: an annotation line without a sentence above it")
            block.append(line.strip())
            continue
        if block:
            yield start, f"{path.stem}-{group}", kind, block
            block = []
        if line.startswith("#!"):
            kind = line[2:].strip()
        elif not line.strip():
            group += 1
        elif not line.startswith("#"):
            block, start = [line.strip()], number
    if block:
        yield start, f"{path.stem}-{group}", kind, block


def _sentence(stem: str, block: tuple[int, str, str, list[str]], codebook: Codebook) -> Sentence:
    number, group, kind, lines = block
    text = lines[0]
    try:
        actors: list[Named] = []
        events: list[Told] = []
        for line in lines[1:]:
            if line.startswith("@"):
                actors += [_actor(text, part) for part in line[1:].split(" ; ") if part.strip()]
            else:
                events.append(_event(text, line, {actor.span for actor in actors}, codebook))
    except MalformedError as error:
        raise MalformedError(f"{stem}.txt:{number}: {error}") from None
    return Sentence(stem, number, group, kind, text, tuple(actors), tuple(events))


def _actor(text: str, part: str) -> Named:
    words, _, states = part.strip().rpartition("=")
    if not words:
        raise MalformedError(f'"{part.strip()}": write the actor\'s words, "=" and its state codes ("-" for none)')
    codes = tuple(code.strip() for code in states.split(",") if code.strip() != "-")
    if any(not re.fullmatch(r"[A-Z]{3}", code) for code in codes):
        raise MalformedError(f'"{states}": states are ISO 3166 alpha-3 codes with commas between them, or "-"')
    return Named(_find(text, words.strip()), codes)


def _event(text: str, line: str, known: set[Span], codebook: Codebook) -> Told:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 3:
        raise MalformedError(f'"{line}": an event is "ACT/mode status | source > target | trigger"')
    label, _, state = parts[0].partition(" ")
    act, _, mode = label.partition("/")
    status, _, detail = state.strip().partition(".")
    if is_own_act(act):  # an own act is written as an act and kept as a mode
        owner = next((each.name.value for each in codebook.act if act in {mode.name for mode in each.mode}), act)
        act, mode = owner, mode or (act if owner != act else "")
    entry = next((each for each in codebook.act if each.name == act), None)
    if entry is None:
        raise MalformedError(f'"{act}": no such act')
    if mode and mode not in {each.name for each in entry.mode}:
        raise MalformedError(
            f'"{act}/{mode}": no such mode; there are {", ".join(m.name for m in entry.mode) or "none"}'
        )
    if status not in {each.value for each in Status}:
        raise MalformedError(f'"{status}": status is one of {", ".join(each.value for each in Status)}')
    if detail and detail not in {each.value for each in StatusDetail}:
        raise MalformedError(f'"{detail}": detail is one of {", ".join(each.value for each in StatusDetail)}')
    symmetric = " = " in parts[1]
    one, other = _sides(parts[1])
    roles = {"mediators": (), "hosts": ()}
    for part in parts[3:]:
        key, _, words = part.partition(":")
        if key not in ROLES:
            raise MalformedError(f'"{part}": other roles are {", ".join(ROLES)}')
        roles[ROLES[key]] = _roles(text, words, known)
    sources, targets = _roles(text, one, known), _roles(text, other, known)
    if symmetric:
        sources, targets = (*sources, *targets), ()
    return Told(
        act, mode or None, status, detail or None, sources, targets, roles["mediators"], roles["hosts"], symmetric,
        _find(text, parts[2]),
    )  # fmt: skip


def _sides(words: str) -> tuple[str, str]:
    for sign in (" > ", " = "):
        if sign in words:
            one, _, other = words.partition(sign)
            return one.strip(), other.strip()
    raise MalformedError(
        f'"{words}": sides are "source > target" or, where symmetric, "one = other"; "?" where unnamed'
    )


def _roles(text: str, words: str, known: set[Span]) -> tuple[Span, ...]:
    spans = tuple(_find(text, part.strip()) for part in words.split(" & ") if part.strip() != "?")
    for span in spans:
        if span not in known:
            raise MalformedError(f'"{text[slice(*span)]}" has a role but is not on the "@" line in these very words')
    return spans


def _find(text: str, words: str) -> Span:
    """The span of words; "words#2" is their second occurrence as whole words."""
    words, _, nth = words.partition("#") if re.search(r"#\d$", words) else (words, "", "1")
    found = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(found) < int(nth):
        raise MalformedError(f'"{words}" stands {len(found)} times in "{text}"')
    return found[int(nth) - 1]


def is_held_out(sentence: Sentence) -> bool:
    """Whether a sentence only measures: one group in ten, by its name, so that the split stays as files grow."""
    return hashlib.blake2b(sentence.group.encode(), digest_size=4).digest()[0] % 10 == 0


def region_of(sentence: Sentence) -> RegionKind:
    """Headlines are read as titles, all else as body."""
    return RegionKind.TITLE if sentence.kind == "headline" else RegionKind.BODY


def main(paths: list[str]) -> int:
    """Checks files and prints what is in them; 1 where one is malformed."""
    codebook, bad = load_codebook(), 0
    acts: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    total = empty = 0
    seen: dict[str, str] = {}
    for path in map(Path, paths):
        for block in _blocks(path):
            try:
                sentence = _sentence(path.stem, block, codebook)
            except MalformedError as error:
                print(error)
                bad += 1
                continue
            total += 1
            empty += not sentence.events
            kinds[sentence.kind] += 1
            acts.update(event.act for event in sentence.events)
            statuses.update(event.status for event in sentence.events)
            if sentence.text in seen:
                print(f"{path.name}:{sentence.line}: the same sentence stands at {seen[sentence.text]}")
                bad += 1
            seen[sentence.text] = f"{path.name}:{sentence.line}"
    print(f"{total} sentences, {empty} without an event, {sum(acts.values())} events, {bad} to mend")
    for name, counts in (("acts", acts), ("status", statuses), ("kinds", kinds)):
        print(f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.most_common()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
