"""Text and what is known about it → Article, with its checksum and the id made from its content."""

import hashlib
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from dragoman.errors import ReadError
from dragoman.read.dates import day_of, read_published
from dragoman.read.language import language_of
from dragoman.records import Article, Region, content_id

_SURROGATE = re.compile("[\ud800-\udfff]")
_BETWEEN_AUTHORS = re.compile(r"\s*(?:;|,\s*and\b|,|\band\b|&)\s*")
# Control and format characters (zero-width, direction marks), blanks of any kind, and signs: not one word among them.
_WORD = re.compile(r"[^\W_]")
_URL_LIMIT = 2_000  # characters; browsers and search engines stop at about as many
# Characters of a title, outlet or author: the longest titles of real pages have a few hundred; more is a body in the
# wrong field, and every list and brief would print it.
_NAME_LIMIT = 1_000
_ID_LIMIT = 1_000


def make_article(
    *,
    text: str,
    external_id: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    regions: tuple[Region, ...] = (),
) -> Article:
    """An article of a text exactly as given.

    `published` is in a form that `read_published` knows, `language` a tag of BCP 47. The id is made
    from the text's SHA-256 (in UTF-8), outlet, url and day of publication: the same input has it on every machine.
    Metadata is freed of surplus white space, the text never is. A title, outlet or author of more than 1,000
    characters is none, and left out.

    Raises:
        ReadError: the text is empty or without any word, or holds characters that no file can hold (NUL, half a
            surrogate pair); the id given is longer than 1,000 characters.

    """
    _check_text(text)
    names = tuple(name for name in (_name(author, "authors") for author in authors) if name)
    external_id = _tidy(external_id, "id")
    if external_id is not None and len(external_id) > _ID_LIMIT:
        raise ReadError(f'"id" is longer than {_ID_LIMIT:,} characters; give a shorter one')
    interval = read_published(published)
    day = day_of(interval)
    outlet = _name(outlet, "outlet")
    url = web_address(url)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(
        id=content_id("art", digest, outlet or "", url or "", day or ""),
        external_id=external_id,
        title=_name(title, "title"),
        outlet=outlet,
        authors=names,
        published=day,
        published_interval=interval,
        language=language_of(text, language),
        url=url,
        sha256=digest,
        text=text,
        regions=regions,
    )


def web_address(url: str | None) -> str | None:
    """The address if it is an absolute http or https one with a host, otherwise null."""
    address = (url or "").strip()
    if not address or len(address) > _URL_LIMIT or _SURROGATE.search(address) or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return address if is_web and " " not in address else None


def author_names(words: str) -> tuple[str, ...]:
    """The names in one author string: "Ana Ruiz and Li Wei" are two, "Ruiz, Ana" is one.

    Commas and "and" part names only where every part has at least two words.
    """
    line = re.sub(r"^\s*by\s+", "", words, flags=re.IGNORECASE)
    parts = tuple(part for part in _BETWEEN_AUTHORS.split(line) if part)
    if all(len(part.split()) >= 2 for part in parts):
        return parts
    return tuple(part.strip() for part in line.split(";") if part.strip())


def _check_text(text: str) -> None:
    if not text.strip():
        raise ReadError("the document holds no text, only blanks; give it text, or leave it out")
    if not _WORD.search(text):
        raise ReadError("the document holds no word, only signs or invisible characters; give it text, or leave it out")
    null = text.find("\x00")
    if null >= 0:
        raise ReadError(f"the text holds a NUL character (at character {null:,}); take it out")
    half = _SURROGATE.search(text)
    if half is not None:
        raise ReadError(
            f"the text holds half a surrogate pair (at character {half.start():,}); write it as UTF-8 again"
        )


def _name(value: str | None, field: str) -> str | None:
    """A title or a name, tidied; null when it is too long to be one."""
    name = _tidy(value, field)
    return name if name is not None and len(name) <= _NAME_LIMIT else None


def _tidy(value: str | None, field: str) -> str | None:
    """A value of metadata with single spaces; null when nothing is left."""
    if value is None:
        return None
    if _SURROGATE.search(value):
        raise ReadError(f'"{field}" holds half a surrogate pair; write it as UTF-8 again')
    return " ".join(value.replace("\x00", " ").split()) or None
