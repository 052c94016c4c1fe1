"""Own codebooks: a TOML file, or a plug-in under `dragoman.codebooks`, checked entry by entry.

The format is described in docs/how-to/write-a-codebook.md.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.cameo import load_cameo
from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.knowledge.marked_examples import read_example
from dragoman.plugins import load_plugin
from dragoman.records import Act, MarkedExample, OwnCodebook, OwnEntry, Status

BASE = "plover"
"""The built-in codebook, which every own one extends."""

LEAST_EXAMPLES, MOST_EXAMPLES, MOST_ENTRIES = 3, 500, 100
LARGEST_FILE = 2_000_000
"""Bytes; a hundred entries with five hundred examples of ordinary length are not half of it."""

_BOOK = re.compile(r"[a-z][a-z0-9-]{0,39}")
_ACT = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
_MODE = re.compile(r"[a-z][a-z0-9-]{1,39}")
_FORMS = {
    "act": (_ACT, "capitals, digits and _, for instance SECOND_STAFF"),
    "mode": (_MODE, "small letters, digits and -, for instance rescue"),
}


class _Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    status: Status = Status.HAPPENED


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry as written; an act names its `parent`, a mode its `act`."""

    name: str
    description: str
    examples: tuple[str | _Example, ...]
    parent: str | None = None
    act: str | None = None
    near_misses: tuple[str | _Example, ...] = ()
    seen_as: tuple[str, ...] = ()
    exports_as: str | None = None
    cameo: str | None = None
    score: float | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    extends: str
    description: str = ""
    model: str | None = None
    act: tuple[_Raw, ...] = ()
    mode: tuple[_Raw, ...] = ()


def find_codebook(named: str, folder: Path | None = None) -> OwnCodebook | None:
    """The codebook that a setting or option names: a file, or a plug-in; null for "plover", which is built in.

    A name that ends in ".toml" or has a "/" is a file, as seen from `folder`.

    Raises:
        KnowledgeError: the file is not as it should be, or the plug-in gives no file.
        DragomanError: there is no plug-in of that name.

    """
    if named == BASE:
        return None
    if named.endswith(".toml") or "/" in named or "\\" in named:
        return read_codebook((folder or Path()) / named)
    made = load_plugin("dragoman.codebooks", named)
    made = made() if callable(made) else made
    if not isinstance(made, str | Path):
        raise KnowledgeError(f'dragoman.codebooks: "{named}" is {type(made).__name__}; it must give the path of a file')
    return read_codebook(Path(made))


def read_codebook(path: Path) -> OwnCodebook:
    """The codebook in a TOML file.

    Raises:
        KnowledgeError: what is wrong, with file, line, entry and key, and what to do.

    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeError(f"{path}: more than {LARGEST_FILE:,} bytes; keep fewer or shorter examples")
        text = path.read_text(encoding="utf-8")
        raw = msgspec.convert(tomllib.loads(text), _File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{path}: {error}; correct the file and load again") from error
    return _Reader(path, text, load_codebook()).codebook(raw)


class _Reader:
    """Checks what one file says; mistakes are named by the line on which their words first stand."""

    def __init__(self, path: Path, text: str, base: Codebook) -> None:
        self._path, self._lines, self._base = path, text.splitlines(), base
        self._roots = {root.code for root in load_cameo().root}

    def codebook(self, raw: _File) -> OwnCodebook:
        if not _BOOK.fullmatch(raw.name):
            raise self._wrong("name", raw.name, "use small letters, digits and -, for instance peace-support")
        if raw.extends != BASE:
            raise self._wrong("extends", raw.extends, f'only "{BASE}" can be extended')
        if not 0 < len(raw.act) + len(raw.mode) <= MOST_ENTRIES:
            raise self._wrong("act, mode", raw.name, f"give at least one [[act]] or [[mode]], at most {MOST_ENTRIES}")
        entries = (*(self._entry("act", one) for one in raw.act), *(self._entry("mode", one) for one in raw.mode))
        names: set[tuple[str, str]] = set()
        for entry in entries:
            key = (entry.name, "" if entry.is_act else entry.act.value)
            if key in names:
                raise self._wrong("name", entry.name, "it stands twice; rename one or join their examples")
            names.add(key)
        model = str((self._path.parent / raw.model).resolve()) if raw.model is not None else None
        return OwnCodebook(name=raw.name, description=raw.description, entries=entries, model=model)

    def _entry(self, kind: str, raw: _Raw) -> OwnEntry:
        pattern, form = _FORMS[kind]
        if not pattern.fullmatch(raw.name):
            raise self._wrong(f"[[{kind}]] name", raw.name, f"use {form}")
        if kind == "act" and raw.name in set(Act):
            raise self._wrong("[[act]] name", raw.name, "PLOVER has an act of that name; choose another, or a [[mode]]")
        where = f"{kind} {raw.name}"
        named, other = (raw.parent, raw.act) if kind == "act" else (raw.act, raw.parent)
        key = "parent" if kind == "act" else "act"
        if named is None or other is not None:
            raise self._wrong(where, raw.name, f'give "{key}", the PLOVER act that it belongs to, and nothing else')
        act = self._act(f"{where}, {key}", named)
        modes = {mode.name for mode in self._base.acts[act].mode}
        if kind == "mode" and raw.name in modes:
            raise self._wrong(where, raw.name, f"{act} has a mode of that name already; choose another")
        if raw.exports_as is not None and raw.exports_as not in modes:
            known = ", ".join(sorted(modes)) or "none, so leave the key out"
            raise self._wrong(f"{where}, exports_as", raw.exports_as, f"modes of {act}: {known}")
        if raw.cameo is not None and raw.cameo not in self._roots:
            raise self._wrong(f"{where}, cameo", raw.cameo, f"root codes: {', '.join(sorted(self._roots))}")
        if raw.score is not None and not -10 <= raw.score <= 10:
            raise self._wrong(f"{where}, score", str(raw.score), "it is from -10 (conflict) to 10 (cooperation)")
        if not raw.description.strip():
            raise self._wrong(f"{where}, description", raw.name, "say in a sentence what counts and what does not")
        if raw.seen_as and kind == "mode":
            raise self._wrong(f"{where}, seen_as", raw.name, "only an [[act]] may be seen as other acts")
        examples = self._examples(where, "examples", raw.examples)
        if not LEAST_EXAMPLES <= len(examples) <= MOST_EXAMPLES:
            advice = f"give {LEAST_EXAMPLES} to {MOST_EXAMPLES}; eight or more of different wording work best"
            raise self._wrong(f"{where}, examples", raw.name, f"there are {len(examples)}; {advice}")
        return OwnEntry(
            name=raw.name, act=act, description=raw.description.strip(), examples=examples,
            near_misses=self._examples(where, "near_misses", raw.near_misses),
            seen_as=tuple(self._act(f"{where}, seen_as", one) for one in raw.seen_as if one != act.value),
            exports_as=raw.exports_as, cameo=raw.cameo, score=raw.score,
        )  # fmt: skip

    def _examples(self, where: str, key: str, raw: Iterable[str | _Example]) -> tuple[MarkedExample, ...]:
        found: dict[str, MarkedExample] = {}
        for number, one in enumerate(raw, start=1):
            written, status = (one, Status.HAPPENED) if isinstance(one, str) else (one.text, one.status)
            try:
                example = read_example(written, status)
            except KnowledgeError as error:
                raise self._wrong(f"{where}, {key} {number}", written, str(error)) from error
            if key == "examples" and not (example.sources or example.targets):
                raise self._wrong(f"{where}, {key} {number}", written, "mark [who acts] and {who is acted on}")
            if example.text in found:
                raise self._wrong(f"{where}, {key} {number}", written, "it stands there twice; take one away")
            found[example.text] = example
        return tuple(found.values())

    def _act(self, where: str, name: str) -> Act:
        if name not in set(Act):
            near = difflib.get_close_matches(name.upper(), list(Act), n=1)
            hint = f'did you mean "{near[0]}"?' if near else f"acts: {', '.join(Act)}"
            raise self._wrong(where, name, f"PLOVER has no such act; {hint}")
        return Act(name)

    def _wrong(self, where: str, words: str, advice: str) -> KnowledgeError:
        line = next((number for number, text in enumerate(self._lines, start=1) if words in text), None)
        place = f", line {line}" if line is not None else ""
        shown = words if len(words) <= 60 else f"{words[:59]}…"
        return KnowledgeError(f'{self._path}{place}, {where}: "{shown}": {advice}')
