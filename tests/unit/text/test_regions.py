"""Regions of whole articles: what is the story, what is glued to it, and what fills the masthead."""

from pathlib import Path

import msgspec
import pytest

from dragoman.knowledge import Knowledge
from dragoman.records import Article, Region, RegionKind, content_id
from dragoman.text.regions import mark_regions
from tests.texts import quote

# Pages in the style of those found, with invented outlets.
PAGES = Path(__file__).parent / "articles"
GLUED_PITCH = (PAGES / "glued_pitch.txt").read_text(encoding="utf-8")
THINK_TANK = (PAGES / "think_tank.txt").read_text(encoding="utf-8")
WIRE = (PAGES / "wire.txt").read_text(encoding="utf-8")
ONE_LINE = (
    "Ghana and Togo agreed on Friday to open the border at Aflao. The foreign ministers met in Lome and named a joint "
    "commission. Burkina Faso, which became a member of the bloc in 1975, was not asked."
)


def _bare(text: str, **known: object) -> Article:
    """An article as a reader gives it: no regions, nothing known but what is said."""
    article = Article(id=content_id("art", text), sha256="0" * 64, text=text)
    return msgspec.structs.replace(article, **known)


def _rows(article: Article) -> list[tuple[str, int, str, str]]:
    """Kind, story, first and last word of each region."""
    words = [(region, article.words(region.span).split()) for region in article.regions]
    return [(str(region.kind), region.story, found[0], found[-1]) for region, found in words]


def test_a_pitch_glued_to_the_lead_is_cut_off_exactly(knowledge: Knowledge) -> None:
    """The headline above an appeal is another story's; the lead begins at its first letter."""
    article = mark_regions(_bare(GLUED_PITCH), knowledge)
    assert _rows(article) == [
        ("teaser", 1, "Bolivia", "plant."),
        ("pitch", 0, "Small", "member"),
        ("body", 0, "Kenyan", "war."),
    ]
    assert article.regions[1].end == article.regions[2].start == quote(GLUED_PITCH, "Kenyan")[0]
    assert (article.title, article.published) == (None, None)


def test_a_think_tank_page_gives_its_masthead_and_keeps_lists_apart(knowledge: Knowledge) -> None:
    """Outlet line, slug and title, byline with date, body with its subheading, and headlines of other articles."""
    article = mark_regions(_bare(THINK_TANK), knowledge)
    assert _rows(article) == [
        ("byline", 0, "ILS", "Studies"),
        ("title", 0, "vietnam’s", "Ties"),
        ("links", 0, "Recent", "Articles"),
        ("byline", 0, "Author:", "2023"),
        ("body", 0, "Vietnamese-Philippine", "follow."),
        ("links", 0, "Related", "Copper?"),
    ]
    assert article.title == "Vietnam’s Deputy Minister Visits Manila and Praises Growing Maritime Ties"
    assert (article.outlet, article.authors) == ("Institute of Lagoon Studies", ("Rosa Lindqvist",))
    assert article.published == "2023-06-14"
    assert article.published_interval is not None
    assert article.published_interval.span == quote(THINK_TANK, "14 June 2023")


def test_a_wire_story_keeps_its_dateline_and_quotes_as_body(knowledge: Knowledge) -> None:
    """Credits, captions and links between paragraphs are marked; a dateline without a year gives no date."""
    article = mark_regions(_bare(WIRE), knowledge)
    assert _rows(article) == [
        ("title", 0, "Ecuador", "crossing"),
        ("body", 0, "QUITO,", "customs."),
        ("caption", 0, "FILE", "January."),
        ("body", 0, "“Help", "late."),
        ("links", 0, "Read", "Caracas"),
        ("body", 0, "The", "statement."),
        ("byline", 0, "(Reporting", "reserved."),
    ]
    assert (article.title, article.published, article.authors) == (
        "Ecuador and Peru reopen border crossing",
        None,
        ("Ana Reyes",),
    )


def test_two_pages_glued_together_are_two_stories(knowledge: Knowledge) -> None:
    """The second page begins at the outlet's line, and all of its regions are of story 1."""
    article = mark_regions(_bare(GLUED_PITCH.rstrip() + THINK_TANK), knowledge)
    start = quote(article.text, "ILS - Institute")[0]
    assert {region.story for region in article.regions if region.start >= start} == {1}
    assert [region.end for region in article.regions if region.end == start]
    assert article.outlet is None


@pytest.mark.parametrize(
    "text",
    [
        ONE_LINE,
        "Turkey to host talks between Ethiopia and Somalia",
        "The talks failed.",
        "The talks failed.\nBoth delegations left Geneva on Friday.",
        "Mongolia opened an embassy in Oslo on Monday.\nNorway welcomed the step.\nThe talks failed.",
    ],
)
def test_a_short_text_is_all_body(text: str, knowledge: Knowledge) -> None:
    """One line or a few short sentences are never taken for clutter."""
    words = text.split()
    assert _rows(mark_regions(_bare(text), knowledge)) == [("body", 0, words[0], words[-1])]


@pytest.mark.parametrize("story", ["The talks ended on Friday.", "Peru left."])
def test_news_before_an_appeal_in_one_line_stays_body(story: str, knowledge: Knowledge) -> None:
    """Where nothing else tells the story, a sentence beside an appeal is not taken for a part of it."""
    article = mark_regions(_bare(f"{story} Sign up for our newsletter."), knowledge)
    assert [region.kind for region in article.regions] == [RegionKind.BODY, RegionKind.PITCH]


def test_two_headlines_above_a_body_are_told_apart(knowledge: Knowledge) -> None:
    """The headline whose words the body has is the title, the one above it is another story's."""
    text = (
        "Mongolia sells copper mine to miners’ union\n"
        "Ecuador and Peru reopen border crossing\n"
        "Ecuador and Peru reopened the border crossing at Huaquillas on Sunday after a closure of two months there.\n"
    )
    article = mark_regions(_bare(text), knowledge)
    assert [(region.kind, region.story) for region in article.regions] == [
        (RegionKind.TEASER, 1),
        (RegionKind.TITLE, 0),
        (RegionKind.BODY, 0),
    ]


def test_a_lone_subheading_between_paragraphs_is_body(knowledge: Knowledge) -> None:
    """A headline-like line inside the story is in doubt, and what is in doubt is body."""
    assert _rows(mark_regions(_bare(THINK_TANK), knowledge))[4][0] == "body"
    assert "A crowd of reporters" in THINK_TANK


def test_a_known_title_makes_only_its_own_line_a_title(knowledge: Knowledge) -> None:
    """Clean text with its title in the metadata is body; the first line is a title where it is that title."""
    text = "Peru recalls envoy\nLima recalled its ambassador from La Paz on Friday after the vote in the senate."
    named = mark_regions(_bare(text, title="Peru Recalls Envoy"), knowledge)
    other = mark_regions(_bare(text.split("\n")[1], title="Peru Recalls Envoy"), knowledge)
    assert [region.kind for region in named.regions] == [RegionKind.TITLE, RegionKind.BODY]
    assert [region.kind for region in other.regions] == [RegionKind.BODY]


def test_regions_set_by_the_reader_are_kept(knowledge: Knowledge) -> None:
    """Front matter stays what the reader made of it, and marking twice changes nothing."""
    text = "title: Envoy recalled\n\nLima recalled its ambassador from La Paz on Friday after the vote."
    front = Region(kind=RegionKind.BYLINE, start=0, end=21)
    article = mark_regions(_bare(text, regions=(front,)), knowledge)
    assert article.regions[0] == front
    assert article.regions[1].kind is RegionKind.BODY
    assert mark_regions(article, knowledge) == article


def test_what_is_known_is_never_overwritten(knowledge: Knowledge) -> None:
    """Title, outlet, authors and date of the metadata win over the lines of the page."""
    known = {"title": "Manila", "outlet": "Harbour Gazette", "authors": ("T. Oduya",), "published": "2023-06-15"}
    article = mark_regions(_bare(THINK_TANK, **known), knowledge)
    assert {name: getattr(article, name) for name in known} == known
