"""What a document is, by its name and by its first characters."""

import re

PLAIN, HTML, JSON, SNIFF = "plain", "html", "json", "sniff"

BY_EXTENSION = {
    ".txt": SNIFF,
    ".text": SNIFF,
    ".md": PLAIN,
    ".markdown": PLAIN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": JSON,
    ".ndjson": JSON,
    ".json": JSON,
}
"""How a known extension is read; `.txt` is looked into, because saved pages often bear it, and so is `.html`."""

# White space, comments and an XML declaration may stand before the first element.
_BEFORE = re.compile(r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?xml[^<>]*+>)*+", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|section|p)[\s>]", re.IGNORECASE)
_FULL_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}[\s/>]", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*+(?:\{\s*+(?:"|\Z)|\[\s*+(?:\{|\Z))')


def looks_like_page(text: str) -> bool:
    """Whether a text of unknown kind is HTML: its first element is one that pages and saved fragments begin with."""
    return _PAGE.match(text, _BEFORE.match(text).end()) is not None  # type: ignore[union-attr]  # matches the empty string


def looks_like_full_page(text: str) -> bool:
    """Whether a text is HTML beyond doubt. Markdown may begin with a `<p>`, not with a doctype or `<html>`."""
    return _FULL_PAGE.match(text, _BEFORE.match(text).end()) is not None  # type: ignore[union-attr]  # as above


def has_markup(text: str) -> bool:
    """Whether there is any tag at all; a `.html` file without one is plain text."""
    return _TAG.search(text) is not None


def looks_like_feed(text: str) -> bool:
    """Whether a text is an RSS or Atom feed, or a site map, which are lists of articles and none themselves."""
    return _FEED.match(text, _BEFORE.match(text).end()) is not None  # type: ignore[union-attr]  # as above


def looks_like_json(beginning: bytes) -> bool:
    """Whether a document begins as a JSON object or as an array of objects; no article does."""
    return _JSON.match(beginning) is not None
