"""A ZIP that is sent while it is made: one long file, and small ones that are known when it ends."""

from collections.abc import Callable, Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PART = 65_536
"""Bytes that are held before they are sent on."""


class _Sink:
    """What a ZIP is written to: bytes on their way out, with no way back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        """Takes some bytes."""
        self._parts.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Does nothing: the parts are taken by whoever sends them."""

    def close(self) -> None:
        """Does nothing: what is written is sent by others."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = b"".join(self._parts)
        self._parts, self.size = [], 0
        return data


def zipped(name: str, data: Iterator[bytes], beside: Mapping[str, Callable[[], bytes]]) -> Iterator[bytes]:
    """The ZIP of a file and of those beside it, which are made after it has ended.

    It has no time of making: the same records give the same bytes.
    """
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        with archive.open(_entry(name), "w", force_zip64=True) as file:
            for part in data:
                file.write(part)
                if sink.size >= PART:
                    yield sink.taken()
        for other, make in beside.items():
            archive.writestr(_entry(other), make())
    yield sink.taken()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # its day is 1 January 1980, the first that a ZIP can say
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
