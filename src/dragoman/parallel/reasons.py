"""Why a document failed, in one line that is safe on a terminal."""

import signal
import traceback
import unicodedata

from dragoman.errors import DragomanError

LONGEST_REASON = 400
"""Characters of a reason: a message may quote the article, and a list of failures must stay a list."""


def one_line(text: str, longest: int = LONGEST_REASON) -> str:
    """The text on one line, without control characters and not longer than `longest`."""
    visible = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    line = " ".join(visible.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def reason_of_error(error: BaseException) -> str:
    """What was raised; for an error that is not Dragoman's own, also the place, for whoever mends it."""
    if isinstance(error, DragomanError):
        return one_line(str(error))
    if isinstance(error, MemoryError):
        return "ran out of memory"
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({'/'.join(frames[-1].filename.split('/')[-2:])}, line {frames[-1].lineno})" if frames else ""
    return one_line(f"{type(error).__name__}: {error}") + place


def reason_of_death(code: int, last_words: str) -> str:
    """How a worker ended that said nothing: its signal or exit status, and the last line that it wrote, if any."""
    if code < 0:
        names = {number.value: number.name for number in signal.Signals}
        how = names.get(-code, f"signal {-code}")
        how += ", perhaps for want of memory" if how == "SIGKILL" else ""
    else:
        how = f"exit status {code}"
    lines = last_words.strip().splitlines()
    return f"killed its worker ({how}{f': {one_line(lines[-1], 160)}' if lines else ''})"
