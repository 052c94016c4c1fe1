"""The publication date of a page whose metadata has none: from its markup, or null.

htmldate always finds some date; on a page without one, it takes any out of the story, which then places every "last
week" of the article in the wrong year. So it is shown only what speaks of the page's date: `meta` elements, the
address, `time` elements and short elements whose class says "date", "published" or the like.
"""

import re
from datetime import date

from htmldate import find_date
from lxml.html import Element, HtmlElement

_DATE_CLASS = re.compile(r"date|time|publish|posted|byline|dateline", re.IGNORECASE)
_ASIDE = frozenset({"aside", "nav", "footer"})
_ASIDE_CLASS = re.compile(r"related|sidebar|comment|footer|recommend|more-|latest|popular", re.IGNORECASE)
_MAX_WORDS = 100  # characters; an element with more than a date line in it is a part of the story
# htmldate's default is today, and a reading must not depend on the day it is made.
_LAST_DAY = "9998-12-31"


def find_published(page: HtmlElement) -> str | None:
    """The day of publication that the page's markup supports, in ISO 8601, or null.

    A date whose day and month could be exchanged ("03/04/2025") is null.
    """
    evidence = _evidence(page)
    found: str | None = find_date(evidence, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    if found is None or found == "1970-01-01" or _is_ambiguous(date.fromisoformat(found), evidence):
        return None
    return found


def _evidence(page: HtmlElement) -> HtmlElement:
    """A small page that holds only what speaks of the page's date."""
    root, head, body = Element("html"), Element("head"), Element("body")
    root.append(head)
    root.append(body)
    for element in page.iter("meta", "link"):
        # An image's address holds the day of the picture.
        if "image" not in " ".join(element.values()).lower():
            head.append(_bare(element))
    for element in page.iter("time", "abbr", "span", "div", "p", "li"):
        if _speaks_of_date(element) and not _stands_aside(element):
            body.append(_bare(element))
    return root


def _speaks_of_date(element: HtmlElement) -> bool:
    if element.tag not in {"time", "abbr"} and not _DATE_CLASS.search(_class_of(element)):
        return False
    return len(element) <= 8 and len(element.text_content().strip()) <= _MAX_WORDS


def _stands_aside(element: HtmlElement) -> bool:
    return any(above.tag in _ASIDE or _ASIDE_CLASS.search(_class_of(above)) for above in element.iterancestors())


def _class_of(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def _bare(element: HtmlElement) -> HtmlElement:
    """A copy with attributes and text, without children."""
    copy = Element(str(element.tag))
    copy.attrib.update(element.attrib)
    copy.text = " ".join(element.text_content().split()) or None
    return copy


def _is_ambiguous(day: date, evidence: HtmlElement) -> bool:
    """Whether the evidence for a day is only in figures of which the first two could be exchanged."""
    if day.day > 12 or day.day == day.month:
        return False
    first, second = f"0?{day.day}", f"0?{day.month}"
    either = rf"(?<!\d)(?:{first}[/.-]{second}|{second}[/.-]{first})[/.-](?:{day.year}|{day.year % 100:02})(?!\d)"
    words = " ".join([evidence.text_content(), *(value for element in evidence.iter() for value in element.values())])
    clear = re.search(rf"{day.year}[-/.]?0?{day.month}[-/.]?0?{day.day}(?!\d)", words)
    return clear is None and re.search(either, words) is not None
