"""A page of HTML → Article.

The canonical text is the page's main text as trafilatura gives it (F1 .950 on 255 news pages of 41 countries, one page
under .5). It is *not* the page's source: offsets count in the extracted text, which is stored whole with the article,
so every span gives back its quote on any machine. The title goes into `title` and is not put in front of a text that
lacks it: that would be an edit. Where the headline stands in the extracted text, the region stage finds and marks it,
as in any other text.

Parsing strangers' pages is the one place where a library may fail in any way, so whatever it raises becomes the
reason for this one document.
"""

import logging

import lxml.html
import trafilatura
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser

from dragoman.errors import ReadError
from dragoman.read.dates import read_published
from dragoman.read.html_dates import find_published
from dragoman.read.html_guard import check_page, check_tree
from dragoman.read.html_metadata import read_metadata
from dragoman.read.making import make_article
from dragoman.records import Article

# A line this long (five English words, one Chinese sentence) that is no link and no heading makes an article; menus,
# tag pages and front pages have none.
_SENTENCE = 25


def read_html(page: str) -> Article:
    """The article of a page: main text, and title, authors, outlet, date, language and address from its markup.

    Raises:
        ReadError: the page is too large in tags, nesting or attributes, cannot be parsed, or holds no article text.

    """
    check_page(page)
    try:
        tree = _parse(page)
        metadata = read_metadata(tree)
        published = metadata.published if read_published(metadata.published) else find_published(tree)
        labels = _labels(tree)
        text = _main_text(tree)
    except ReadError:
        raise
    except Exception as error:  # libraries on hostile input: see the module's docstring
        raise ReadError(f"the page cannot be parsed ({type(error).__name__}); save the article as text") from error
    if text is None or not _has_story(text, labels):
        raise ReadError("no article text found on the page (menus or links only?); save the article as text")
    return make_article(
        text=text,
        title=metadata.title,
        outlet=metadata.outlet,
        authors=metadata.authors,
        published=published,
        language=metadata.language,
        url=metadata.url,
    )


def _parse(page: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8"), parser=parser)
    except LxmlError as error:
        raise ReadError("the page holds no markup that can be parsed; save the article as text") from error
    # The parser drops what lies deeper without a word; half an article must not pass for a whole one.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("the page is nested too deep, or too long in one piece, to be parsed whole; save it as text")
    check_tree(tree)
    return tree


def _main_text(tree: HtmlElement) -> str | None:
    """The main text, or null; uses up the tree."""
    _quieten()
    text: str | None = trafilatura.extract(tree, fast=False, include_comments=False)
    return text


def _quieten() -> None:
    """Keeps trafilatura's and htmldate's notes off a terminal that has no logging of its own; ours say more."""
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _labels(tree: HtmlElement) -> frozenset[str]:
    """The squeezed texts of links, headings and titles: what an extraction without an article consists of."""
    elements = tree.iter("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "title", "label", "option")
    return frozenset(_squeezed(element.text_content()) for element in elements)


def _has_story(text: str, labels: frozenset[str]) -> bool:
    lines = (_squeezed(line.removeprefix("- ")) for line in text.split("\n"))
    return any(len(line) >= _SENTENCE and line not in labels for line in lines)


def _squeezed(words: str) -> str:
    return "".join(words.split())
