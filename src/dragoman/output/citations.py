"""Numbered citations: every sentence of a brief points to exact words of an article."""

from dragoman.records import CodedArticle, Record, Span


class Citation(Record, frozen=True, kw_only=True):
    """Exact words of one article. `words` equals `text[start:end]` of the article as found, in code points."""

    number: int
    article: str
    external_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    words: str
    start: int
    end: int


class Citer:
    """Gives out the numbers of one brief in reading order; the same words of an article have one number."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Span], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All that was cited so far, by number."""
        return tuple(self._found.values())

    def cite(self, coded: CodedArticle, span: Span) -> int:
        """The number of some words of an article."""
        article = coded.article
        found = self._found.get((article.id, span))
        if found is None:
            found = Citation(
                number=len(self._found) + 1,
                article=article.id,
                external_id=article.external_id,
                outlet=article.outlet,
                title=article.title,
                published=article.published,
                url=article.url,
                words=article.words(span),
                start=span[0],
                end=span[1],
            )
            self._found[(article.id, span)] = found
        return found.number
