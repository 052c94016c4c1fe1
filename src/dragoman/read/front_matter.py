"""Front matter: metadata that stands at the head of a plain text, and where it stands.

Two forms: a block between two lines of `---` with `key: value` lines (Jekyll, Hugo and most Markdown tools), and
leading header lines (`Title: …`, `Outlet: …`) up to the first blank line. Anything else is text.
"""

import re

import msgspec

from dragoman.records import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PAIR = re.compile(r"([A-Za-z][A-Za-z_-]{0,30})[ \t]{0,8}:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"\s{0,8}-\s+(.+)")
# Front matter longer than this is something else; the longest met in documentation sites has about forty lines.
_MAX_LINES = 100

_BLOCK_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "site": "outlet",
    "publisher": "outlet",
    "published": "published",
    "date": "published",
    "publish_date": "published",
    "url": "url",
    "link": "url",
    "author": "authors",
    "authors": "authors",
    "language": "language",
    "lang": "language",
    "id": "id",
}
# "Source: officials in the capital" is a sentence; in header lines only words that are nothing else count.
_HEADER_KEYS = {key: name for key, name in _BLOCK_KEYS.items() if key not in {"source", "site", "link", "id"}}


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """Values as written, and their span in the text.

    The fields are title, outlet, published, url, authors, language and id.
    """

    values: dict[str, tuple[str, ...]]
    span: Span

    def first(self, field: str) -> str | None:
        """The first value of a field; null when it has none."""
        return next(iter(self.values.get(field, ())), None)


def find_front_matter(text: str) -> FrontMatter | None:
    """The metadata at the head of a text, or null; blank lines before it are allowed."""
    lines: list[re.Match[str]] = []
    for match in _LINE.finditer(text):
        if match[0] and (lines or match[0].strip()):
            lines.append(match)
        if len(lines) > _MAX_LINES or match.end() == len(text):
            break
    if not lines:
        return None
    return _read_block(lines) if lines[0][0].strip() == "---" else _read_headers(lines)


def _read_block(lines: list[re.Match[str]]) -> FrontMatter | None:
    end = next((number for number, line in enumerate(lines) if number and line[0].strip() in {"---", "..."}), None)
    if end is None:
        return None
    values: dict[str, tuple[str, ...]] = {}
    field: str | None = None
    for line in lines[1:end]:
        words = line[0].rstrip()
        item, pair = _ITEM.fullmatch(words), _PAIR.fullmatch(words)
        if pair is not None:
            field = _BLOCK_KEYS.get(pair[1].lower())
            _put(values, field, _listed(pair[2] or ""))
        elif item is not None:
            _put(values, field, (_unquoted(item[1]),))
        elif words.strip() and not words.startswith((" ", "\t", "#")):
            return None
    return _front_matter(values, lines[0], lines[end])


def _read_headers(lines: list[re.Match[str]]) -> FrontMatter | None:
    values: dict[str, tuple[str, ...]] = {}
    last = lines[0]
    for line in lines:
        words = line[0].strip()
        if not words:
            return _front_matter(values, lines[0], last)
        pair = _PAIR.fullmatch(words)
        field = _HEADER_KEYS.get(pair[1].lower()) if pair is not None else None
        if pair is None or field is None:
            return None
        _put(values, field, ((pair[2] or "").strip(),))
        last = line
    return None


def _front_matter(values: dict[str, tuple[str, ...]], first: re.Match[str], last: re.Match[str]) -> FrontMatter | None:
    if not values:
        return None
    indent = len(first[0]) - len(first[0].lstrip())
    return FrontMatter(values=values, span=(first.start() + indent, last.start() + len(last[0].rstrip())))


def _put(values: dict[str, tuple[str, ...]], field: str | None, found: tuple[str, ...]) -> None:
    found = tuple(value for value in found if value)
    if field is not None and found:
        values[field] = values.get(field, ()) + found


def _listed(value: str) -> tuple[str, ...]:
    """The values of one line: `[a, b]` is a list."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return tuple(_unquoted(part) for part in value[1:-1].split(","))
    return (_unquoted(value),)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'" else value
