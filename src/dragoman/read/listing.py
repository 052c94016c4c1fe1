"""Files, folders, globs and standard input → the addresses of the documents in them, without reading the documents.

Cheap enough to run before the work, for a progress bar's total: files whose extension says what they are, are not
opened; JSON Lines are scanned for line ends. Nothing fails here: what is wrong with a location becomes the `problem`
of one address, so that it is listed with the other failures.
"""

# Names of odd bytes go through `os` untouched, and a Path for each of 10^6 files is slow.
# ruff: noqa: PTH112, PTH116, PTH118, PTH122, PTH123, PTH207, PTH208

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import DragomanError, ReadError
from dragoman.plugins import load_plugin, plugin_names
from dragoman.read.documents import DocumentRef, ReadOptions, shown
from dragoman.read.entries import ByteStream, Entry, find_entries, find_json_entries
from dragoman.read.sniffing import BY_EXTENSION, HTML, JSON, PLAIN, SNIFF, looks_like_json

READERS = "dragoman.readers"
_FORMATS = {"plain": PLAIN, "text": PLAIN, "markdown": PLAIN, "html": HTML, "json": JSON, "jsonl": JSON}
_HEAD = 4_096  # bytes of a file of unknown extension that are looked at


def list_documents(
    locations: Iterable[str | Path], *, stdin: BinaryIO | None = None, options: ReadOptions | None = None
) -> Iterator[DocumentRef]:
    """The address of each document in files, folders, globs and "-" (standard input), in a stable order.

    `**` in a glob stands for any folders. Folders are walked in order of names; hidden files and folders are passed
    over, links are followed, loops of links are not. What is read from standard input travels inside its address.

    Raises:
        ReadError: `options.format` names no reader.

    """
    options = options or ReadOptions()
    plugins = frozenset(plugin_names(READERS))
    if options.format is not None and options.format not in _FORMATS and options.format not in plugins:
        known = ", ".join(sorted({*_FORMATS, *plugins}))
        raise ReadError(f'no reader is called "{options.format}"; known: {known}')
    for location in locations:
        if str(location) == "-":
            yield from _list_stream(stdin or sys.stdin.buffer, "standard input", options)
        else:
            yield from _list_location(os.fspath(location), options, plugins)


def _list_location(location: str, options: ReadOptions, plugins: frozenset[str]) -> Iterator[DocumentRef]:
    if "\x00" in location:
        yield DocumentRef(location=ascii(location), problem="a file name cannot hold a NUL character; correct it")
        return
    paths = [location]
    if glob.has_magic(location) and not os.path.lexists(location):
        # "**" gives folders besides what is in them; walking these too would read everything twice.
        found = sorted(glob.iglob(location, recursive=True))
        paths = [path for path in found if "**" not in location or not os.path.isdir(path)]
        if not paths:
            yield DocumentRef(location=shown(location), problem="no file matches; check the pattern")
    for path in paths:
        yield from _list_path(path, options, plugins)


def _list_path(path: str, options: ReadOptions, plugins: frozenset[str]) -> Iterator[DocumentRef]:
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            yield from _list_folder(path, options, plugins)
        elif stat.S_ISREG(mode):
            yield from _list_file(path, options, plugins)
        else:
            with open(path, "rb") as stream:
                yield from _list_stream(stream, shown(path), options)
    except OSError as error:
        yield DocumentRef(location=shown(path), problem=reason_of(error))


def _list_folder(folder: str, options: ReadOptions, plugins: frozenset[str]) -> Iterator[DocumentRef]:
    """The documents below a folder. A folder that was seen before (by device and inode) is a loop or a second link."""
    pending, seen, is_empty = [folder], set[tuple[int, int]](), True
    while pending:
        path = pending.pop()
        try:
            found = os.stat(path)
            if stat.S_ISREG(found.st_mode):
                is_empty = False
                yield from _list_file(path, options, plugins)
            elif not stat.S_ISDIR(found.st_mode):
                # A pipe in a folder would be waited for for ever.
                is_empty = False
                yield DocumentRef(location=shown(path), problem="no regular file; name it by itself to read from it")
            elif (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
                pending.extend(os.path.join(path, name) for name in names)
        except OSError as error:
            is_empty = False
            yield DocumentRef(location=shown(path), problem=reason_of(error))
    if is_empty:
        yield DocumentRef(location=shown(folder), problem="the folder holds no files; check the path")


def _list_file(path: str, options: ReadOptions, plugins: frozenset[str]) -> Iterator[DocumentRef]:
    extension = os.path.splitext(path)[1].lower()
    plugin = options.format or extension.removeprefix(".")
    if plugin in plugins and plugin not in _FORMATS:
        yield from _list_plugin(plugin, path, options)
        return
    reader = _FORMATS[options.format] if options.format else BY_EXTENSION.get(extension)
    if reader is not None and reader != JSON:
        yield DocumentRef(location=shown(path), path=os.fsencode(path), reader=reader)
        return
    with open(path, "rb") as file:
        if reader is None and not looks_like_json(file.read(_HEAD)):
            yield DocumentRef(location=shown(path), path=os.fsencode(path), reader=SNIFF)
            return
        file.seek(0)
        is_empty = True
        for entry in find_json_entries(file, options.max_bytes):
            is_empty = False
            yield _ref(entry, shown(path), JSON, path=os.fsencode(path))
        if is_empty:
            yield DocumentRef(location=shown(path), problem="the file is empty; give it documents, or leave it out")


def _list_stream(stream: ByteStream, location: str, options: ReadOptions) -> Iterator[DocumentRef]:
    reader = _FORMATS.get(options.format or "", SNIFF)
    find = find_json_entries if reader == JSON else find_entries
    for entry in find(stream, options.max_bytes):
        is_json = reader == JSON or (reader == SNIFF and looks_like_json(entry.data[:_HEAD]))
        yield _ref(entry, location, JSON if is_json or entry.line or entry.entry else reader)


def _ref(entry: Entry, location: str, reader: str, path: bytes | None = None) -> DocumentRef:
    is_inline = path is None and entry.problem is None
    return DocumentRef(
        location=location,
        path=path,
        reader=reader,
        line=entry.line,
        entry=entry.entry,
        offset=entry.offset if path is not None else None,
        length=len(entry.data) if path is not None else None,
        data=entry.data if is_inline else None,
        problem=entry.problem,
    )


def _list_plugin(name: str, path: str, options: ReadOptions) -> Iterator[DocumentRef]:
    """The articles of another package's reader, which alone knows where they lie: they travel in their addresses."""
    entry = 1
    try:
        for article in load_plugin(READERS, name)(Path(path), options):
            yield DocumentRef(location=shown(path), reader=name, entry=entry, article=article)
            entry += 1
    except DragomanError as error:
        yield DocumentRef(location=shown(path), entry=entry, problem=str(error))
    except Exception as error:  # another package's code, which must not stop the run
        problem = f'the reader "{name}" broke ({type(error).__name__}: {error}); tell the authors of that plug-in'
        yield DocumentRef(location=shown(path), entry=entry, problem=problem)


def reason_of(error: OSError) -> str:
    """What a failed look at a file means, in plain words."""
    match error:
        case FileNotFoundError():
            return "no such file; check the path"
        case PermissionError():
            return "not allowed to read it; check its permissions"
        case _:
            return f"cannot be opened ({error.strerror or type(error).__name__}); check the path"
