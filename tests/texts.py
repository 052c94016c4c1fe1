"""Small articles for tests, and spans said by their words."""

from dragoman.records import Article, Region, RegionKind, Span, content_id


def article_of(text: str, published: str | None = None, outlet: str | None = "The Meridian Courier") -> Article:
    """An article whose whole text is one body region."""
    return Article(
        id=content_id("art", text),
        outlet=outlet,
        published=published,
        language="en",
        sha256="0" * 64,
        text=text,
        regions=(Region(kind=RegionKind.BODY, start=0, end=len(text)),),
    )


def quote(text: str, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of `words` in `text`; fails where it is absent."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return (start, start + len(words))
