"""Adding while pages are served: one run at a time, in a thread of its own, that can be stopped and goes on later."""

import hashlib
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DragomanError
from dragoman.records import Record
from dragoman.workspace import AddReport, Progress, Workspace

FOLDER = "incoming"
"""Where what is uploaded or pasted is kept, inside the workspace: the originals, so that they can be coded again."""

STEM_LENGTH = 60

ENDINGS = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
"""What readers know a document by."""

_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


class Run(Record, frozen=True, kw_only=True):
    """What the last run does or did. `report` is there when it ended, `problem` where it could not go on."""

    what: str
    is_going: bool
    is_stopped: bool = False
    progress: Progress | None = None
    report: AddReport | None = None
    problem: str | None = None


class _StoppedError(Exception):
    """Leaves a run between two documents; the ledger knows where to go on."""


class Adder:
    """Starts runs over one workspace; `now` says how the last one stands. Its methods may be called from any thread."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.now: Run | None = None

    @property
    def is_going(self) -> bool:
        """Whether a run is under way."""
        return self.now is not None and self.now.is_going

    def add_files(self, files: list[tuple[str, bytes]]) -> bool:
        """Keeps the originals and starts to code them; False where a run is under way.

        Raises:
            DragomanError: the workspace's folder cannot be written to.

        """
        paths = [keep_original(self._workspace.folder, name, data) for name, data in files]
        what = "1 document" if len(paths) == 1 else f"{len(paths)} documents"
        return self._start(what, lambda report: self._workspace.add(paths, progress=report))

    def retry(self) -> bool:
        """Goes on with what a stopped run left and tries again what failed; False where a run is under way."""

        def run(report: Callable[[Progress], None]) -> AddReport:
            self._workspace.resume(progress=report)
            return self._workspace.retry_failed(progress=report)

        return self._start("documents that waited or failed", run)

    def stop(self) -> None:
        """Ends the run after the document that it is on."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Waits until the run that is under way ends."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _start(self, what: str, work: Callable[[Callable[[Progress], None]], AddReport]) -> bool:
        with self._lock:
            if self.is_going:
                return False
            self._stop.clear()
            self.now = Run(what=what, is_going=True)
            self._thread = threading.Thread(target=self._run, args=(self.now, work), daemon=True, name="adding")
            self._thread.start()
        return True

    def _run(self, run: Run, work: Callable[[Callable[[Progress], None]], AddReport]) -> None:
        """Sets `now` as it goes; whatever ends the run is told on the page and never lost with the thread."""

        def report(progress: Progress) -> None:
            self.now = msgspec.structs.replace(run, progress=progress)
            if self._stop.is_set():
                raise _StoppedError

        reached: dict[str, Any] = {}
        try:
            reached["report"] = work(report)
        except _StoppedError:
            reached["is_stopped"] = True
        except DragomanError as error:
            reached["problem"] = str(error)
        except Exception as error:  # a thread's error would reach nobody else
            reached["problem"] = f"{type(error).__name__}: {error}"
        finally:
            progress = self.now.progress if self.now is not None else None
            self.now = msgspec.structs.replace(run, is_going=False, progress=progress, **reached)


def keep_original(folder: Path, name: str, data: bytes) -> Path:
    """Writes a document into the workspace under a name of its own and gives the path; what is there stays.

    Of the name only letters and digits are kept, and an ending that readers know; a digest of the bytes makes it
    unique, so that the same document comes to the same place.

    Raises:
        DragomanError: the folder cannot be written to.

    """
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    suffix = Path(bare).suffix.lower()
    stem = _UNSAFE.sub("-", bare[: len(bare) - len(suffix)] if suffix else bare).strip("-")[:STEM_LENGTH] or "document"
    digest = hashlib.sha256(data).hexdigest()[:16]
    path = folder / FOLDER / f"{stem}-{digest}{suffix if suffix in ENDINGS else ''}"
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            beside = path.with_name(f".{path.name}.part")
            beside.write_bytes(data)
            beside.replace(path)
    except OSError as error:
        raise DragomanError(f"{path.parent}: {error.strerror}; make the folder writable") from error
    return path


def is_document(name: str) -> bool:
    """Whether a file's name ends as documents do that readers know."""
    return Path(name).suffix.lower() in ENDINGS


def pasted(text: str, title: str = "", outlet: str = "", published: str = "", url: str = "") -> bytes:
    """A pasted text with what is known of it, as a document that a reader understands."""
    given = {"title": title, "outlet": outlet, "published": published, "url": url}
    # Browsers send line ends of forms as CR LF whatever was pasted.
    fields = {"text": text.replace("\r\n", "\n")} | {
        name: value.strip() for name, value in given.items() if value.strip()
    }
    return msgspec.json.encode(fields) + b"\n"
