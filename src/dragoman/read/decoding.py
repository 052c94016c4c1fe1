"""Bytes → text, exactly: byte order mark, strict UTF-8, the page's own label, then a guess; or a reason why not.

The order is measured: chardet found 289 of 291 legacy encodings, but took UTF-8 cut in mid character for something
else; strict UTF-8 first is never wrong in practice. Nothing is replaced: a text with a wrong byte is refused, not
repaired, because offsets must point into the text as found.
"""

import codecs
import re

import chardet

from dragoman.errors import ReadError

# UTF-32's little-endian mark begins with UTF-16's, so it must be tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# First bytes of the formats that people drop among articles by mistake; source: each format's own specification.
_MAGIC = (
    (b"%PDF-", "a PDF file; export its text first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image; only text can be read"),
    (b"\xff\xd8\xff", "a JPEG image; only text can be read"),
    (b"GIF8", "a GIF image; only text can be read"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI); only text can be read"),
    (b"PK\x03\x04", "a ZIP archive (or an Office or EPUB document); unpack it, or export its text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; export its text first"),
    (b"{\\rtf", "an RTF document; export its text first"),
    (b"SQLite format 3\x00", "a SQLite database; only text can be read"),
    (b"\x7fELF", "a program; only text can be read"),
    (b"PAR1", "a Parquet file; convert it to JSON Lines first"),
)

_LABEL = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LABEL_HOLDER = re.compile(rb"<meta\s[^<>]{0,300}|<\?xml\s[^<>]{0,200}", re.IGNORECASE)
_CHARSET = re.compile(
    r"(?:windows-?|cp|ibm|iso[-_]?8859|latin|koi8|gb|big5|euc|shift|sjis|ks_c|tis|mac|utf-?16)[\w.:-]*", re.ASCII
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")

# Bytes looked at: a label must stand in the first kilobyte or so (HTML Living Standard says 1,024; pages are late),
# and a guess does not get better after 100 KB.
_LABEL_WINDOW = 4_096
_GUESS_WINDOW = 100_000
# Random bytes hold about one control in ten, articles none, text scraped out of PDF a few in ten thousand.
_CONTROL_SHARE = 0.01


def decode(data: bytes) -> str:
    """The text of a document, without its byte order mark and otherwise unchanged, line ends included.

    UTF-8 that ends in the middle of a character (a download cut off) is read without that character.

    Raises:
        ReadError: the bytes are empty, blank, binary, or in no charset that can be told with certainty.

    """
    _refuse_binary(data)
    text = _decode(data)
    if not text.strip():
        raise ReadError("the document holds only blanks; give it text, or leave it out")
    null = text.find("\x00")
    if null >= 0:
        raise ReadError(f"the document holds a NUL character (at character {null:,}); it is binary or damaged")
    sample = text[:_GUESS_WINDOW]
    if len(_CONTROLS.findall(sample)) > len(sample) * _CONTROL_SHARE:
        raise ReadError("the document is binary (full of control characters); only text can be read")
    return text


def _refuse_binary(data: bytes) -> None:
    if not data:
        raise ReadError("the document is empty; give it text, or leave it out")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"the document is {what}")


def _decode(data: bytes) -> str:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], charset)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = _without_cut_character(data, error)
        if cut is not None:
            return cut
        _refuse_damaged_utf8(data, error)
    labelled = _decode_labelled(data)
    return labelled if labelled is not None else _decode_guessed(data)


def _decode_marked(data: bytes, charset: str) -> str:
    # An incremental decoder holds back a character that the end of the data cuts in two.
    try:
        return codecs.getincrementaldecoder(charset)().decode(data)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"the document says that it is {charset.upper()}, but byte {error.start:,} is not; save it again as UTF-8"
        ) from error


def _without_cut_character(data: bytes, error: UnicodeDecodeError) -> str | None:
    r"""UTF-8 without a last character that was cut in two; null when the end may be a letter of another charset.

    A single high byte after pure ASCII ("caf\xe9") is Latin-1 far more often than a cut.
    """
    if error.reason != "unexpected end of data" or error.end != len(data):
        return None
    whole = data[: error.start]
    return whole.decode("utf-8") if len(data) - error.start > 1 or not whole.isascii() else None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuses UTF-8 with a few wrong bytes: any other charset would turn all of its letters into rubbish.

    Three valid multi-byte characters for each wrong byte cannot be chance: in legacy charsets nearly all high bytes
    are wrong as UTF-8.
    """
    replaced = data.decode("utf-8", "replace")
    wrong = replaced.count("\ufffd")
    right = len(replaced) - wrong - len(replaced.encode("ascii", "ignore"))
    if right >= 3 * wrong:
        raise ReadError(
            f"the document is UTF-8 with wrong bytes ({wrong:,}, the first is byte {error.start:,}); "
            "repair them, or save it again as UTF-8"
        )


def _decode_labelled(data: bytes) -> str | None:
    """The text by the charset that a page's `meta` element or XML declaration names; null when that cannot be."""
    holder = _LABEL_HOLDER.finditer(data[:_LABEL_WINDOW])
    labels = [match[1].decode("ascii").lower() for part in holder for match in _LABEL.finditer(part[0])]
    for label in labels:
        if not _CHARSET.fullmatch(label):
            continue
        # Browsers read "iso-8859-1" as Windows-1252, and pages are written for browsers (WHATWG Encoding Standard).
        charsets = ("cp1252", "latin-1") if label in {"iso-8859-1", "latin1", "latin-1"} else (label,)
        for charset in charsets:
            try:
                return data.decode(charset)
            except (UnicodeError, LookupError):
                continue
    return None


def _decode_guessed(data: bytes) -> str:
    high = _HIGH.search(data)
    start = max(0, high.start() - 1_000) if high is not None else 0
    charset = chardet.detect(data[start : start + _GUESS_WINDOW])["encoding"]
    if charset is not None:
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            pass
    if b"\x00" in data:
        raise ReadError("the document holds NUL bytes and no byte order mark; it is binary or damaged")
    raise ReadError("the charset of the document cannot be told; save it again as UTF-8")
