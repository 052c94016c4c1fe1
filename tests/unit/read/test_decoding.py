"""Bytes become text exactly, or a plain reason."""

import codecs
import gzip

import pytest

from dragoman.errors import ReadError
from dragoman.read.decoding import decode

RUSSIAN = "Президент Алиев встретился в Баку с министром иностранных дел соседнего государства."
SPANISH = "El ministro de Asuntos Exteriores se reunió en Bogotá con el señor Muñoz; la misión durará dos días más."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (RUSSIAN.encode("utf-8"), RUSSIAN),
        (codecs.BOM_UTF8 + RUSSIAN.encode("utf-8"), RUSSIAN),
        (RUSSIAN.encode("utf-16"), RUSSIAN),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), RUSSIAN),
        (RUSSIAN.encode("utf-32"), RUSSIAN),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (SPANISH.encode("latin-1"), SPANISH),
        (SPANISH.encode("cp1252"), SPANISH),
        (b"<meta charset=utf-8><p>" + RUSSIAN.encode("cp1251"), "<meta charset=utf-8><p>" + RUSSIAN),
        (b'<meta charset="windows-1251"><p>' + "Баку".encode("cp1251"), '<meta charset="windows-1251"><p>Баку'),
        (b"<meta charset=iso-8859-1><p>\x93Yes\x94", "<meta charset=iso-8859-1><p>“Yes”"),
        (b"<meta charset=unicode_escape><p>caf\xe9 \\u0041", "<meta charset=unicode_escape><p>café \\u0041"),
        (RUSSIAN.encode("utf-8")[:-1] + b"\xd0", RUSSIAN[:-1]),
        (b"The envoy left for Bogot\xe1", "The envoy left for Bogotá"),
    ],
)
def test_text_is_decoded_exactly(data: bytes, text: str) -> None:
    """Byte order mark, then strict UTF-8, then the page's label, then a guess."""
    assert decode(data) == text


@pytest.mark.parametrize(
    "text", ["One.\r\nTwo.\nThree.\rFour.\u2028Five.\x85Six.", " \n\tlead \u00a0\u200b\n", "a\ufeffb"]
)
def test_white_space_is_kept_as_found(text: str) -> None:
    """Line ends of every kind, no-break and zero-width spaces are part of the text."""
    assert decode(text.encode("utf-8")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "only blanks"),
        ("\u00a0\u2003".encode(), "only blanks"),
        (codecs.BOM_UTF8, "only blanks"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (gzip.compress(b"text"), "gzip; unpack"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"abc\x00def", "NUL character (at character 3)"),
        (b"\x00\xff\xfe\x00\x80", "NUL"),
        (b"\x01\x02\x03\x04" * 50, "control characters"),
        (
            RUSSIAN.encode("utf-8") + b" \xff " + RUSSIAN.encode("utf-8"),
            "UTF-8 with wrong bytes (1, the first is byte 158)",
        ),
        (codecs.BOM_UTF16_LE + b"\x00\xdca", "UTF-16-LE, but byte 0 is not"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """A reason is plain, and says what to do."""
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert reason in str(caught.value)
