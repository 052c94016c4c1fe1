"""A linear look at a page before slow code sees it: pages made to make parsers hang are refused with a reason.

Measured: lxml is quadratic in the attributes of one tag (50,000 take 2.7 seconds), trafilatura is in the inline
elements of one parent (8,000 take 5 seconds, 100,000 more than ten minutes) and worse than linear in equal paragraphs
(50,000 take 4.5 seconds). The limits are several times above what honest article pages hold.
"""

import re

from lxml.html import HtmlElement

from dragoman.errors import ReadError

_MAX_ATTRIBUTES = 2_000  # in one tag; honest tags stay below 100
_MAX_TAGS = 50_000  # in one page; long live blogs have about 10,000
_MAX_INLINE = 1_000  # in one parent; a whole article written into one element with line breaks has some hundreds
_MAX_OPEN = 5_000  # left open at once; honest pages that forget to close `<b>` and `<font>` have a few hundred

# Possessive throughout, so each character is read once. An unclosed quote ends the tag there.
_PIECE = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>]*+)(?P<attributes>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+))"
)
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
# Their content is no markup.
_ENDS = {name: re.compile(end, re.IGNORECASE) for name, end in (("script", "</script"), ("style", "</style"))}
# Elements without content, and those that the next one closes (HTML Living Standard §13.1.2.4), do not nest.
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_CLOSED = ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp", "rt")
_FLAT = frozenset((*_EMPTY, *_CLOSED, "html", "head", "body"))


# Text-level elements (HTML Living Standard §4.5), and the old ones that pages still use.
_INLINE = frozenset(("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"))
_INLINE |= {"font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"}
_INLINE |= {"sup", "time", "tt", "u", "var"}


def check_page(page: str) -> None:
    """Refuses a page with too many tags, too many attributes in one tag, or too deep nesting. Linear in its length.

    Raises:
        ReadError: with what there is too much of.

    """
    position = tags = depth = 0
    while (piece := _PIECE.search(page, position)) is not None:
        position = piece.end()
        if piece["comment"]:
            end = page.find("-->", position)
            if end < 0:
                return  # what follows is comment to the end
            position = end
            continue
        name = piece["name"].lower()
        if piece["end"]:
            depth = max(0, depth - (name not in _FLAT))
            continue
        tags += 1
        if name not in _FLAT and not piece["attributes"].endswith("/"):
            depth += 1
        _check_counts(tags, depth, piece["attributes"])
        if name in _ENDS:
            closing = _ENDS[name].search(page, position)
            if closing is None:
                return  # what follows is script or style to the end
            position = closing.start()


def check_tree(tree: HtmlElement) -> None:
    """Refuses a parsed page with too many inline elements in one parent. Linear in its elements.

    Raises:
        ReadError: naming the parent.

    """
    for parent in tree.iter():
        # Counting children is linear in them, so only parents that may matter are looked at one by one.
        if len(parent) > _MAX_INLINE and sum(child.tag in _INLINE for child in parent) > _MAX_INLINE:
            raise ReadError(
                f"a {parent.tag} element of the page holds more than {_MAX_INLINE:,} links or other inline elements; "
                "save the article as text"
            )


def _check_counts(tags: int, depth: int, attributes: str) -> None:
    if tags > _MAX_TAGS:
        raise ReadError(f"the page has more than {_MAX_TAGS:,} tags; save the article alone, or as text")
    if depth > _MAX_OPEN:
        raise ReadError(f"the page has more than {_MAX_OPEN:,} tags inside each other; save the article as text")
    if _attributes_in(attributes) > _MAX_ATTRIBUTES:
        raise ReadError(f"a tag of the page has more than {_MAX_ATTRIBUTES:,} attributes; it is no article page")


def _attributes_in(written: str) -> int:
    """About how many attributes a tag has. Short tags are not counted: two characters make the shortest attribute."""
    if len(written) <= 2 * _MAX_ATTRIBUTES:
        return 0
    return len(_QUOTED.sub(" ", written).split())
