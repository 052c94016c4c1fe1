"""Pages: main text, metadata from the markup, and pages that are refused."""

import pytest

from dragoman.errors import ReadError
from dragoman.read.html import read_html
from dragoman.read.html_guard import check_page
from tests.unit.read.pages import LEAD, SECOND, page_of

JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Courier site"},
{"@type": ["NewsArticle"], "headline": "Leader &amp; treaty", "datePublished": "2025-04-22T23:30:00+03:00",
"author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Li Wei"}],
"publisher": {"name": "The Meridian Courier"}}]}
</script>"""
OPEN_GRAPH = """<meta property="og:title" content="Leader to visit"><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2025-04-22"><meta name="author" content="Ana Ruiz and Li Wei">
<meta property="article:author" content="https://social.example/ana"><meta property="og:locale" content="tr_TR">
<link rel="canonical" href="https://courier.example/visit">"""


def test_the_story_is_kept_and_the_furniture_left_out() -> None:
    """Paragraphs word for word; menus and footers are no part of the text."""
    text = read_html(page_of()).text
    assert f"{LEAD}\n{SECOND}" in text
    assert "World news from our desks" not in text
    assert "Terms and conditions" not in text


def test_json_ld_comes_first() -> None:
    """Title, day as written, authors and outlet; entities decoded."""
    article = read_html(page_of(head=OPEN_GRAPH + JSON_LD))
    assert (article.title, article.published) == ("Leader & treaty", "2025-04-22")
    assert (article.authors, article.outlet) == (("Ana Ruiz", "Li Wei"), "The Meridian Courier")


def test_open_graph_and_meta_come_next() -> None:
    """Addresses of profiles are no authors."""
    article = read_html(page_of(head=OPEN_GRAPH))
    assert (article.title, article.outlet, article.authors) == ("Leader to visit", "Courier", ("Ana Ruiz", "Li Wei"))
    assert (article.published, article.url, article.language) == ("2025-04-22", "https://courier.example/visit", "tr")


def test_the_headline_is_the_title_of_a_page_without_metadata() -> None:
    """What a page does not say is null; its language is found."""
    article = read_html(page_of())
    assert article.title == "Tamarian leader to visit Ostavia"
    assert (article.outlet, article.authors, article.url, article.published) == (None, (), None, None)
    assert article.language == "en"


def test_the_sites_name_is_taken_off_the_title_element() -> None:
    """A page without headline has its title in the title element."""
    page = page_of(head='<meta property="og:site_name" content="The Meridian Courier">')
    assert read_html(page.replace("h1>", "h2>")).title == "Tamarian leader to visit Ostavia"


@pytest.mark.parametrize(
    "above",
    [
        '<time datetime="2025-04-22T10:00:00Z">Tuesday</time>',
        '<span itemprop="datePublished" content="2025-04-22">today</span>',
        '<span class="date">April 22, 2025</span>',
        '<p class="published">Published: 22/04/2025</p>',
    ],
)
def test_a_date_that_the_markup_supports_is_found(above: str) -> None:
    """Time elements and date lines are evidence."""
    assert read_html(page_of(above=above)).published == "2025-04-22"


def test_a_date_in_the_address_is_found() -> None:
    """News sites put the day of publication into the address."""
    page = page_of(head='<link rel="canonical" href="https://courier.example/2025/04/22/visit">')
    assert read_html(page).published == "2025-04-22"


@pytest.mark.parametrize(
    "page",
    [
        page_of(body=f"<p>On 5 March 1997 the two leaders signed the river treaty in Ostavia.</p><p>{LEAD}</p>"),
        page_of(above="<h2>The summit of 22 April 2025</h2>"),
        page_of(head='<meta property="og:image" content="https://courier.example/2019/05/06/a.jpg">'),
        page_of() + "<footer>Copyright 2024</footer>",
        page_of(above='<span class="date">03/04/2025</span>'),
        page_of(above='<time datetime="1970-01-01">unknown</time>'),
        page_of() + '<aside><time datetime="2025-04-20">Another story</time></aside>',
        page_of(above='<span class="date">2 hours ago</span>'),
        page_of(head='<meta property="article:published_time" content="1970-01-01T00:00:00Z">'),
    ],
)
def test_a_date_that_is_not_the_pages_own_is_null(page: str) -> None:
    """A date in the story, of a picture, of another story, or with two readings is never taken for the page's."""
    assert read_html(page).published is None


@pytest.mark.parametrize(
    "block", ["{not json", "[[[]]]", "[" * 5_000, '{"@type": "NewsArticle", "headline": "\\ud800"}', "3"]
)
def test_a_broken_block_of_json_ld_says_nothing(block: str) -> None:
    """The page is read by its other markup."""
    article = read_html(page_of(head=f'<script type="application/ld+json">{block}</script>'))
    assert article.title == "Tamarian leader to visit Ostavia"


def test_a_list_of_other_stories_is_not_the_article() -> None:
    """Items of a list in JSON-LD belong to other pages."""
    block = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another story"}]}'
    article = read_html(page_of(head=f'<script type="application/ld+json">{block}</script>'))
    assert article.title == "Tamarian leader to visit Ostavia"


MENU = "".join(f'<li><a href="/{number}">The news of section number {number}</a></li>' for number in range(30))


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (f"<html><body><nav><ul>{MENU}</ul></nav></body></html>", "no article text"),
        (
            f"<html><body><h1>Welcome to the Meridian Courier online</h1><ul>{MENU}</ul></body></html>",
            "no article text",
        ),
        ("<html></html>", "no article text"),
        ("<!-- only -->", "no markup"),
        ("<div " + " ".join(f'a{number}="x"' for number in range(200_000)) + ">", "attributes"),
        ("<div " + "a " * 200_000 + ">", "attributes"),
        ("<div>" * 100_000 + LEAD, "inside each other"),
        ("<b>" * 400 + f"<p>{LEAD}</p>", "nested too deep"),
        (f"<p>{'<i>Talks</i> on ' * 9_000}{LEAD}</p>", "a p element of the page holds more than 1,000"),
        ("<p>x</p>" * 200_000, "tags"),
    ],
)
def test_a_page_that_is_no_article_is_refused(page: str, reason: str) -> None:
    """Menus only, and pages made to make parsers hang."""
    with pytest.raises(ReadError) as caught:
        read_html(page)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        page_of(),
        "<p>One<li>Two" * 5_000,
        "<script>if (a < b) { document.write('<div>'.repeat(9)) }</script>" * 6_000,
        "<div>text</div><br><img src=a alt='<div>'/>" * 9_000,
        "<!-- " + "<div>" * 50_000 + " -->",
        f'<div data-state="{"a=1 " * 100_000}">{LEAD}</div>',
        '<a "' * 1_900,
    ],
)
def test_the_guard_lets_honest_pages_pass(page: str) -> None:
    """Unclosed paragraphs, markup in scripts, comments and values do not count as nesting or attributes."""
    check_page(page)
