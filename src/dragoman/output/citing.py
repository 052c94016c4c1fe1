"""A record as one line to copy: its words with who said them, where, when, and the id by which it is found again."""

from collections.abc import Iterable
from typing import Protocol

from dragoman.output.clean import plain, shorten
from dragoman.output.dates import day_words
from dragoman.output.markdown import link_target, quoted
from dragoman.records import Hop, HopKind

LONGEST_QUOTE = 1_000
"""Code points of the words; a longer paragraph is cut, and an ellipsis says so."""


class Published(Protocol):
    """What a citation says of an article: an article itself, or its head in a list."""

    @property
    def title(self) -> str | None: ...  # noqa: D102 - as of an article
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def url(self) -> str | None: ...  # noqa: D102


def citation_line(article: Published, words: str, chain: Iterable[Hop], identifier: str) -> str:
    """The words, who is said to have said them, outlet, title, day, address and id, as far as they are known.

    The speakers are the hops after the article's own voice, the last one first, as one says it: "a said, citing b".
    """
    shown = quoted(shorten(plain(words), LONGEST_QUOTE))
    said = [plain(hop.name) for hop in chain if hop.kind is not HopKind.AUTHOR and plain(hop.name)]
    speaker = f" — {', citing '.join(said)}" if said else ""
    return f"{shown}{speaker}. {_source(article)} [Dragoman {plain(identifier)}]"


def short_citation(article: Published, words: str) -> str:
    """The words, outlet, title, day and address."""
    return f"{quoted(shorten(plain(words), LONGEST_QUOTE))}. {_source(article)}"


def _source(article: Published) -> str:
    day = day_words(article.published) if article.published else "day of publication not known"
    parts = [plain(article.outlet or "") or "Outlet not known"]
    if article.title and plain(article.title):
        parts.append(quoted(article.title))
    parts.append(day)
    address = link_target(article.url)
    return ", ".join(parts) + (f". {address}" if address else ".")
