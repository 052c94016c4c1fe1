"""What a page says about itself: JSON-LD first, then OpenGraph and `meta` elements, then the page's own elements.

Measured on 258 news pages of 41 countries: dates exact .965, author lists .814, titles .853, ahead of the general
libraries; pages of 2023 .768, .718, .786.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import msgspec
from lxml.html import HtmlElement

from dragoman.read.making import author_names, web_address

Json: TypeAlias = dict[str, Any]  # decoded JSON-LD of strangers: any shape

# Names of `meta` elements (property, name or itemprop), best first. Sources: ogp.me, schema.org, Dublin Core, and
# the publishing systems Parsely, Sailthru and Chartbeat.
_TITLE = ("og:title", "headline", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "article.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "date",
)
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author")
_LANGUAGE = ("og:locale", "content-language", "dc.language")
_ARTICLE_TYPE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report)\Z")
_BEFORE_SITE = re.compile(r"\s+[-–—|·:»]\s+")
# Nodes of JSON-LD looked at; pages with a whole shop or archive in it hold more, and say nothing of the article there.
_MAX_NODES = 500


class PageMetadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says about itself, as written; null where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None


def read_metadata(page: HtmlElement) -> PageMetadata:
    """The metadata of a parsed page."""
    node = _article_node(page)
    meta = _meta_values(page)
    outlet = _name(node.get("publisher")) or _first(meta, _OUTLET)
    return PageMetadata(
        title=_text(node.get("headline")) or _first(meta, _TITLE) or _title_on_page(page, outlet),
        outlet=outlet,
        authors=_authors(node.get("author")) or _meta_authors(meta),
        published=_text(node.get("datePublished")) or _first(meta, _PUBLISHED) or _marked_time(page),
        language=_text(node.get("inLanguage")) or page.get("lang") or _first(meta, _LANGUAGE),
        url=_canonical(page) or web_address(_first(meta, ("og:url",))) or web_address(_text(node.get("url"))),
    )


def _article_node(page: HtmlElement) -> Json:
    """The first node of the page's JSON-LD that is an article; items of lists are other stories and are passed over."""
    for number, node in enumerate(_nodes(page)):
        types = node.get("@type")
        kinds = types if isinstance(types, list) else [types]
        if any(isinstance(kind, str) and _ARTICLE_TYPE.match(kind) for kind in kinds):
            return node
        if number > _MAX_NODES:
            break
    return {}


def _nodes(page: HtmlElement) -> Iterator[Json]:
    for script in page.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            pending = [json.loads(script.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue  # a broken block says nothing; the `meta` elements may
        while pending:
            value = pending.pop(0)
            if isinstance(value, list):
                pending[:0] = value[:_MAX_NODES]
            elif isinstance(value, dict):
                yield value
                pending.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _meta_values(page: HtmlElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = _text(element.get("content"))
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and content:
                values.setdefault(name.lower(), []).append(content)
    return values


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _meta_authors(meta: dict[str, list[str]]) -> tuple[str, ...]:
    """The names of the first `meta` that has any; addresses of profile pages are no names."""
    for key in _AUTHOR:
        found = [name for value in meta.get(key, ()) for name in author_names(value) if "://" not in name]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = [part for one in values if (name := _name(one)) for part in author_names(name) if "://" not in part]
    return tuple(dict.fromkeys(names))


def _name(value: object) -> str | None:
    """The name of a person or organisation of JSON-LD, which may be a string, an object, or a list of them."""
    if isinstance(value, list):
        return next((name for one in value if not isinstance(one, list) and (name := _name(one))), None)
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    """A string with its entities decoded (JSON-LD often escapes them twice); null for all else, and for blanks."""
    if not isinstance(value, str):
        return None
    decoded = " ".join(html.unescape(value).split())
    try:
        decoded.encode("utf-8")
    except UnicodeEncodeError:
        return None  # half a surrogate pair, escaped in JSON-LD: it cannot be stored
    return decoded or None


def _title_on_page(page: HtmlElement, outlet: str | None) -> str | None:
    """The only `h1`, otherwise the `title` element without the site's name."""
    headings = [words for heading in page.iter("h1") if (words := _text(heading.text_content()))]
    if len(headings) == 1:
        return headings[0]
    title = _text(page.findtext(".//title"))
    if title is None or outlet is None:
        return title
    parts = _BEFORE_SITE.split(title)
    return _text(title[: title.rindex(parts[-1])].rstrip(" -–—|·:»")) if parts[-1] == outlet and parts[1:] else title


def _marked_time(page: HtmlElement) -> str | None:
    """The time that the page's own markup calls that of publication."""
    for element in page.iter("time", "span", "abbr"):
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower():
            return _text(element.get("datetime") or element.get("content") or element.text_content())
    return None


def _canonical(page: HtmlElement) -> str | None:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return web_address(link.get("href"))
    return None
