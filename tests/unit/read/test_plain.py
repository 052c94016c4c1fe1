"""Plain text and Markdown: kept as found; only explicit front matter is metadata."""

import pytest

from dragoman.errors import ReadError
from dragoman.read.plain import read_plain
from dragoman.records import RegionKind

STORY = "Ostavia and Tamaria exchanged prisoners on Sunday, the Ostavian ministry said.\n"


def test_front_matter_of_markdown_is_read_and_marked() -> None:
    """It stays in the text; a byline region says where it stands."""
    block = (
        '---\ntitle: "Prisoners go home"\noutlet: The Meridian Courier\nauthors:\n  - Ana Ruiz\n  - Li Wei\n'
        "published: 2025-04-27\nurl: https://courier.example/prisoners\nlanguage: en\ndraft: false\n---"
    )
    article = read_plain(f"{block}\n\n{STORY}")
    assert article.text == f"{block}\n\n{STORY}"
    assert (article.title, article.outlet, article.authors) == (
        "Prisoners go home",
        "The Meridian Courier",
        ("Ana Ruiz", "Li Wei"),
    )
    assert (article.published, article.url, article.language) == (
        "2025-04-27",
        "https://courier.example/prisoners",
        "en",
    )
    (region,) = article.regions
    assert (region.kind, article.words(region.span)) == (RegionKind.BYLINE, block)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_header_lines_are_read_up_to_the_blank_line(end: str) -> None:
    """Plain text may begin with header lines, with line ends of any kind."""
    header = end.join(["Title: Prisoners go home", "Author: Ana Ruiz and Li Wei", "Published: 27 April 2025"])
    article = read_plain(f"{end}{header}{end}{end}{STORY}")
    assert (article.title, article.authors, article.published) == (
        "Prisoners go home",
        ("Ana Ruiz", "Li Wei"),
        "2025-04-27",
    )
    assert article.words(article.regions[0].span) == header


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"Title: Prisoners go home\n{STORY}",
        f"Title: Prisoners go home\nWeather: rain\n\n{STORY}",
        f"Source: officials close to the talks\n\n{STORY}",
        f"Recent Articles\n\nAuthor: Ana Ruiz\n\n{STORY}",
        f"---\n{STORY}\n---\n",
        f"---\ntitle: never closed\n\n{STORY}",
        "Title: nothing below",
    ],
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    """A rule, an unknown header, a missing blank line: text, and no metadata."""
    article = read_plain(text)
    assert (article.text, article.title, article.authors, article.regions) == (text, None, (), ())


def test_front_matter_without_text_is_refused() -> None:
    """Metadata alone is no article."""
    with pytest.raises(ReadError, match="no article text"):
        read_plain("---\ntitle: Empty\n---\n\n")


@pytest.mark.parametrize(
    "url",
    ["ftp://courier.example/a", "javascript:alert(1)", "courier.example/a", "http://", "https://a b/", "http://[::1"],
)
def test_only_web_addresses_are_kept(url: str) -> None:
    """Anything that is no absolute http(s) address is null."""
    assert read_plain(f"Url: {url}\nTitle: Prisoners\n\n{STORY}").url is None


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("By Ana Ruiz, Li Wei and Omar Haddad", ("Ana Ruiz", "Li Wei", "Omar Haddad")),
        ("Ruiz, Ana; Wei, Li", ("Ruiz, Ana", "Wei, Li")),
        ("Reuters and AFP", ("Reuters and AFP",)),
        ("Sandra Andover", ("Sandra Andover",)),
    ],
)
def test_author_strings_are_parted_only_where_it_is_clear(written: str, names: tuple[str, ...]) -> None:
    """Commas and "and" part whole names only."""
    assert read_plain(f"Author: {written}\n\n{STORY}").authors == names


def test_the_language_is_found_where_not_given() -> None:
    """Short texts are null rather than guessed."""
    assert read_plain(STORY).language == "en"
    assert (
        read_plain("Il ministro degli Esteri ha incontrato a Roma il suo omologo per discutere del trattato.").language
        == "it"
    )
    assert read_plain("Talks.").language is None
