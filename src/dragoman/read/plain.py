"""Plain text and Markdown → Article. The text is the decoded input itself, unchanged."""

from dragoman.errors import ReadError
from dragoman.read.front_matter import find_front_matter
from dragoman.read.making import author_names, make_article
from dragoman.records import Article, Region, RegionKind


def read_plain(text: str) -> Article:
    """An article whose text is `text` as it stands; metadata comes from explicit front matter only.

    Front matter stays in the text, marked as a `byline` region. What else the text says about itself (a headline, a
    byline) is for `dragoman.text` to find.

    Raises:
        ReadError: there is no text, or nothing but front matter.

    """
    front = find_front_matter(text)
    if front is None:
        return make_article(text=text)
    start, end = front.span
    if not (text[:start].strip() or text[end:].strip()):
        raise ReadError("the document holds front matter and no article text; add the text below it")
    authors = front.values.get("authors", ())
    return make_article(
        text=text,
        external_id=front.first("id"),
        title=front.first("title"),
        outlet=front.first("outlet"),
        authors=author_names(authors[0]) if len(authors) == 1 else authors,
        published=front.first("published"),
        language=front.first("language"),
        url=front.first("url"),
        regions=(Region(kind=RegionKind.BYLINE, start=start, end=end),),
    )
