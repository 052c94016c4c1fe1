"""Regions: what each stretch of an article is. Clutter is labelled, never deleted, and whatever is in doubt is body."""

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.records import Article, Interval, Region, RegionKind, Span
from dragoman.text.credits import find_credits
from dragoman.text.date_lines import published_on
from dragoman.text.glue import cut_at_glue
from dragoman.text.labels import Label, label_lines
from dragoman.text.lines import Line, line_of
from dragoman.text.mastheads import authors_of, outlet_of
from dragoman.text.paragraphs import find_paragraphs


def mark_regions(article: Article, knowledge: Knowledge) -> Article:
    """The article with every stretch of its text labelled; title, authors, outlet and date filled where null,
    credits found.

    Regions do not overlap, stand in reading order and cover all text that is not blank. Regions that the article
    already has (front matter) are kept as they are. Nothing is filled that does not stand in the text.
    """
    lines = [
        line_of(article, piece, knowledge.clutter)
        for gap in _gaps(article)
        for paragraph in find_paragraphs(article.text, gap)
        for piece in cut_at_glue(article.text, paragraph, knowledge)
    ]
    labels = label_lines(article, lines, knowledge.clutter)
    regions = (*article.regions, *_merged(article.text, lines, labels))
    marked = _with_masthead(
        msgspec.structs.replace(article, regions=tuple(sorted(regions, key=lambda region: region.start))),
        lines,
        labels,
        knowledge,
    )
    return msgspec.structs.replace(marked, credits=find_credits(marked, knowledge))


def _gaps(article: Article) -> list[Span]:
    """The stretches of the text that no region covers yet."""
    gaps: list[Span] = []
    start = 0
    for region in sorted(article.regions, key=lambda region: region.start):
        if region.start > start:
            gaps.append((start, region.start))
        start = max(start, region.end)
    if start < len(article.text):
        gaps.append((start, len(article.text)))
    return gaps


def _merged(text: str, lines: list[Line], labels: list[Label]) -> list[Region]:
    """Regions from labelled lines; neighbours of one kind and story are one region unless they were glued."""
    regions: list[Region] = []
    for line, (kind, story) in zip(lines, labels, strict=True):
        last = regions[-1] if regions else None
        if last is not None and (last.kind, last.story) == (kind, story) and _joins(text[last.end : line.start], kind):
            regions[-1] = msgspec.structs.replace(last, end=line.end)
        else:
            regions.append(Region(kind=kind, start=line.start, end=line.end, story=story))
    return regions


def _joins(between: str, kind: RegionKind) -> bool:
    """Whether two neighbours are one region: over a line break, and over the blank between sentences of an appeal."""
    if between == " ":
        return kind is not RegionKind.BODY
    return not between.strip() and len(f"<{between}>".splitlines()) > 1


def _with_masthead(article: Article, lines: list[Line], labels: list[Label], knowledge: Knowledge) -> Article:
    """The article with title, authors, outlet and date from its own marked lines, where they were null."""
    own = [
        (line, kind, place) for place, (line, (kind, story)) in enumerate(zip(lines, labels, strict=True)) if story == 0
    ]
    bodies = [place for _, kind, place in own if kind is RegionKind.BODY]
    body = bodies[0] if bodies else len(lines)
    titles = [line.text for line, kind, _ in own if kind is RegionKind.TITLE]
    bylines = [(line, place) for line, kind, place in own if kind is RegionKind.BYLINE]
    authors = tuple(dict.fromkeys(name for line, _ in bylines for name in authors_of(line.text, knowledge.clutter)))
    outlets = (outlet_of(line.text, knowledge.clutter) for line, _ in bylines)
    dated = [line for line, place in bylines if place < body or line.cue is not None] + lines[body : body + 1]
    published = article.published_interval
    if article.published is None and published is None:
        published = next((found for line in dated if (found := _date_of(line, article, knowledge))), None)
    is_day = published is not None and published.earliest == published.latest
    return msgspec.structs.replace(
        article,
        title=article.title or _best_title(titles),
        authors=article.authors or authors,
        outlet=article.outlet or next((name for name in outlets if name), None),
        published=article.published or (published.earliest if published and is_day else None),
        published_interval=published,
    )


def _best_title(titles: list[str]) -> str | None:
    """The title as it was meant to be read: the first one with capitals, before its slug."""
    return next((title for title in titles if not title.islower()), titles[0] if titles else None)


def _date_of(line: Line, article: Article, knowledge: Knowledge) -> Interval | None:
    """The date that a line gives, with its place in the text."""
    found = published_on(line.text, knowledge.clutter)
    if found is None or found.phrase is None:
        return None
    start = article.text.find(found.phrase, line.start, line.end)
    return msgspec.structs.replace(found, span=(start, start + len(found.phrase))) if start >= 0 else found
