"""An article as found: its text is never edited, its clutter is marked."""

from enum import StrEnum

from dragoman.records.base import Record, Span, check_span
from dragoman.records.interval import Interval


class RegionKind(StrEnum):
    """What a stretch of an article is; the story itself: `title`, `standfirst`, `body`, `caption` of story 0."""

    BODY = "body"
    TITLE = "title"
    STANDFIRST = "standfirst"
    TEASER = "teaser"
    PITCH = "pitch"
    BYLINE = "byline"
    LINKS = "links"
    CAPTION = "caption"


class Region(Record, frozen=True, kw_only=True):
    """A stretch of one kind. `story` is 0 for the article's own story, 1, 2, … for others glued to the page."""

    kind: RegionKind
    start: int
    end: int
    story: int = 0

    def __post_init__(self) -> None:
        check_span((self.start, self.end), "region")

    @property
    def span(self) -> Span:
        """The region's `[start, end)`."""
        return (self.start, self.end)


class CreditKind(StrEnum):
    """What a credit tells: where an article was filed, whose copy it prints, who published it first, who helped."""

    DATELINE = "dateline"
    AGENCY = "agency"
    REPUBLISHED = "republished"
    CONTRIBUTOR = "contributor"


class Credit(Record, frozen=True, kw_only=True):
    """One place, outlet or person that an article credits. `name` is an outlet's full name, else as printed."""

    kind: CreditKind
    name: str
    span: Span


class Article(Record, frozen=True, kw_only=True):
    """One text as found, with what is known of its publication; `null` where not known.

    `id` is made from the text's sha256, outlet, url and publication date as the input gave them.
    `published` is an ISO 8601 day; `published_interval` says how exact it is. `sha256` is that of `text` in UTF-8.
    """

    id: str
    external_id: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_interval: Interval | None = None
    language: str | None = None
    url: str | None = None
    sha256: str
    text: str
    regions: tuple[Region, ...] = ()
    credits: tuple[Credit, ...] = ()

    def words(self, span: Span) -> str:
        """The characters of the text in `span`, as found."""
        return self.text[span[0] : span[1]]
