"""One JSON object of JSON Lines (or of a JSON array) → Article."""

import json
from typing import TypeAlias

from dragoman.errors import ReadError
from dragoman.read.making import author_names, make_article
from dragoman.records import Article

Fields: TypeAlias = dict[str, object]

# The names in use: ours first, then those of FineWeb, CC-NEWS derivatives and newspaper scrapers.
_ALIASES = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "site", "publisher"),
    "authors": ("authors", "author"),
    "published": ("published", "date", "publish_date"),
    "language": ("language", "lang"),
    "url": ("url",),
    "id": ("id",),
}


def read_json(data: bytes) -> Article:
    """The article of one JSON object in UTF-8.

    `text` is needed; `id`, `title`, `outlet`, `authors`, `published`, `language` and `url` are read where given.
    Other fields are left aside. A date without one clear reading is null; a value of a wrong type is an error.

    Raises:
        ReadError: this is no JSON object, it has no text, or a field has the wrong type.

    """
    fields = _object(data)
    text = _string(fields, "text")
    if text is None:
        raise ReadError(f'no article text; give it as "text" (found {_names(fields)})')
    return make_article(
        text=text,
        external_id=_identifier(fields),
        title=_string(fields, "title"),
        outlet=_string(fields, "outlet"),
        authors=_authors(fields),
        published=_string(fields, "published"),
        language=_string(fields, "language"),
        url=_string(fields, "url"),
    )


def _object(data: bytes) -> Fields:
    try:
        value = json.loads(data.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 at byte {error.start:,}; JSON must be UTF-8, so save the file again") from error
    except json.JSONDecodeError as error:
        raise ReadError(
            f"not valid JSON at character {error.pos:,} ({error.msg}); correct it, or leave it out"
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: an integer of more than 4,300 digits
        raise ReadError("not readable JSON (nested too deep, or a number too long); correct it") from error
    if not isinstance(value, dict):
        raise ReadError(f'a JSON {_kind(value)}, not an object; write {{"text": "…"}}')
    return value


def _value(fields: Fields, field: str) -> tuple[str, object]:
    """The first name of a field that has a value, with the value."""
    for name in _ALIASES[field]:
        if fields.get(name) is not None:
            return name, fields[name]
    return field, None


def _string(fields: Fields, field: str) -> str | None:
    name, value = _value(fields, field)
    if value is not None and not isinstance(value, str):
        raise ReadError(f'"{name}" is a JSON {_kind(value)}; it must be a string')
    return value


def _identifier(fields: Fields) -> str | None:
    name, value = _value(fields, "id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise ReadError(f'"{name}" is a JSON {_kind(value)}; it must be a string or a whole number')
    return value


def _authors(fields: Fields) -> tuple[str, ...]:
    name, value = _value(fields, "authors")
    if value is None:
        return ()
    if isinstance(value, str):
        return author_names(value)
    if isinstance(value, list) and all(isinstance(author, str) for author in value):
        return tuple(value)
    raise ReadError(f'"{name}" is a JSON {_kind(value)}; it must be a string or an array of strings')


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _names(fields: Fields) -> str:
    if not fields:
        return "no fields"
    # The names are the input's own: shown as escapes and cut short, they can neither flood nor steer a terminal.
    return ", ".join(ascii(name[:30]) for name in list(fields)[:8])
