"""JSON for terminals and files: what could control or reorder what is shown is escaped, and decodes to the same."""

import re
from typing import Any

import msgspec

# DEL, the C1 controls and the direction marks, in UTF-8; JSON escapes the other controls by itself.
_UNSAFE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def json_bytes(record: Any, indent: int | None = None) -> bytes:  # any record or built-in value
    """JSON that a terminal can show: control and bidi characters are escaped, so that it decodes to the same text."""
    encoded = msgspec.json.encode(record)
    if indent is not None:
        encoded = msgspec.json.format(encoded, indent=indent)
    return _UNSAFE.sub(lambda found: b"\\u%04x" % ord(found[0].decode()), encoded)
