"""Labels of lines: rules of high precision in a fixed order; what no rule claims is body.

The order: cues of a line alone; stories of others at the top, up to an appeal; the article's own title; lists under a
heading ("Related articles"); headlines after the last paragraph; a second page glued on.
"""

from collections import Counter
from itertools import takewhile

from dragoman.knowledge.clutter import Clutter, ClutterKind
from dragoman.records import Article, RegionKind
from dragoman.text.lines import LONGEST_STANDFIRST, Line, cover, same_words

Label = tuple[RegionKind, int]
"""Kind and story of a line."""

# Share of a headline's content words found in the long lines, see `cover`: from .4 on a headline is the article's own,
# and it takes .5 to prefer a line over the first one.
OWN = 0.4
SURELY_OWN = 0.5
# A second page is opened only by a title whose words stand so much more in what follows than in what came before.
OTHER_PAGE = 0.2
# A sentence of an appeal shares fewer words with the story than any sentence of the story does.
STRANGE = 0.2
# No list of links between paragraphs has more lines.
LONGEST_LIST = 12
# Outlet lines that are looked at; each costs a pass over the text, so that a hostile one must not hold thousands.
MOST_PAGES = 20
# Where a title can stand: below a menu of that many lines.
HEAD = 40

_OF_CUE = {
    ClutterKind.PITCH: RegionKind.PITCH,
    ClutterKind.HEADING: RegionKind.LINKS,
    ClutterKind.LINKS: RegionKind.LINKS,
    ClutterKind.BYLINE: RegionKind.BYLINE,
    ClutterKind.CAPTION: RegionKind.CAPTION,
}


def label_lines(article: Article, lines: list[Line], clutter: Clutter) -> list[Label]:
    """Kind and story of each line. The lone line of a text is body whatever it says."""
    if len(lines) < 2:
        return [_lone_label(article, line) for line in lines]
    labels: list[Label | None] = [_cue_label(line) for line in lines]
    if all(label is not None for label in labels):
        # A text of nothing but cues is no page; its words are all that there is to read.
        labels = [
            (RegionKind.BODY, 0) if line.is_sentence else label for line, label in zip(lines, labels, strict=True)
        ]
    pages = _pages(lines, labels)
    for story, (first, last) in enumerate(pages):
        page, marks = lines[first:last], labels[first:last]
        _label_page(article if story == 0 else None, page, marks)
        labels[first:last] = marks if story == 0 else [_moved(mark, story) for mark in marks]
    return [label or (RegionKind.BODY, 0) for label in labels]


def _moved(label: Label | None, story: int) -> Label:
    """A label of a later page; its own story has that page's number."""
    return (label[0], label[1] or story) if label else (RegionKind.BODY, story)


def _lone_label(article: Article, line: Line) -> Label:
    """Title where the lone line is the article's title, else body."""
    is_title = article.title is not None and same_words(line.text, article.title)
    return (RegionKind.TITLE if is_title else RegionKind.BODY, 0)


def _cue_label(line: Line) -> Label | None:
    """The label of a line that its own words decide."""
    if line.cue is not None:
        return (_OF_CUE[line.cue], 0)
    if line.is_date:
        return (RegionKind.BYLINE, 0)
    return None


def _label_page(article: Article | None, lines: list[Line], labels: list[Label | None]) -> None:
    """Labels the lines of one page in place."""
    _label_beside_appeals(lines, labels)
    story = _label_teasers(lines, labels)
    body = _first_body(lines, labels)
    title = _label_title(article, lines, labels, body)
    _label_outlets(lines, labels, body)
    _label_head(lines, labels, title, body, story)
    _label_lists(lines, labels)
    _label_tail(lines, labels)


def _telling(lines: list[Line], labels: list[Label | None]) -> list[Line]:
    """The paragraphs that no rule has claimed; all free sentences where none is long."""
    free = [line for line, label in zip(lines, labels, strict=True) if label is None]
    return [line for line in free if line.is_long] or [line for line in free if line.is_sentence]


def _long_stems(lines: list[Line], labels: list[Label | None]) -> frozenset[str]:
    """The content words of the paragraphs that tell the story."""
    return frozenset().union(*(line.stems for line in _telling(lines, labels)))


def _label_beside_appeals(lines: list[Line], labels: list[Label | None]) -> None:
    """Marks the first sentences of a paragraph that ends as an appeal, where they have no words of the long lines."""
    long = [line for line, label in zip(lines, labels, strict=True) if label is None and line.is_long]
    told = Counter(stem for line in long for stem in line.stems)
    for place in range(len(lines) - 2, -1, -1):
        line = lines[place]
        if labels[place] is None and labels[place + 1] == (RegionKind.PITCH, 0) and line.goes_on:
            # A long line is among those that tell the story and must not be its own witness.
            own = int(line.is_long)
            elsewhere = frozenset(stem for stem in line.stems if told[stem] > own)
            if len(long) > own and cover(line, elsewhere) < STRANGE:
                labels[place] = (RegionKind.PITCH, 0)


def _label_teasers(lines: list[Line], labels: list[Label | None]) -> int:
    """Marks headlines of other stories, with their standfirsts, that stand above an appeal; gives how many.

    The words of such a headline are strange to what follows the appeal, and so are those of the lines below it.
    """
    pitch = next((place for place, label in enumerate(labels[:HEAD]) if label == (RegionKind.PITCH, 0)), 0)
    below = _long_stems(lines[pitch:], labels[pitch:])
    head = [place for place in range(pitch) if labels[place] is None and not lines[place].is_outlet]
    if not head or not below or not lines[head[0]].is_headline_like or len(head) > 12:
        return 0
    if any(cover(lines[place], below) >= OWN or lines[place].words > LONGEST_STANDFIRST for place in head):
        return 0
    story = 0
    for place in head:
        story += lines[place].is_headline_like
        is_of_appeal = place + 1 == pitch and lines[place].goes_on
        labels[place] = (RegionKind.PITCH, 0) if is_of_appeal else (RegionKind.TEASER, story)
    return story


def _first_body(lines: list[Line], labels: list[Label | None]) -> int:
    """The place of the first paragraph: a long free line, or in a text of short lines the first free sentence."""
    free = [place for place, label in enumerate(labels) if label is None]
    long = next((place for place in free if lines[place].is_long), None)
    if long is not None:
        # A short sentence directly above ("The talks failed.") belongs to the body too.
        above = list(
            takewhile(lambda place: labels[place] is None and lines[place].is_sentence, range(long - 1, -1, -1))
        )
        return above[-1] if above else long
    return next((place for place in free if lines[place].is_sentence), len(lines))


def _label_title(article: Article | None, lines: list[Line], labels: list[Label | None], body: int) -> int | None:
    """Marks the article's own title and its variants above the body; gives the place of the first."""
    known = article.title if article is not None else None
    head = [place for place in range(min(body, len(lines))) if place < HEAD]
    if known is not None:
        places = [place for place in head if same_words(lines[place].text, known)]
    else:
        places = _title_places(lines, labels, [place for place in head if labels[place] is None], body)
    for place in places:
        labels[place] = (RegionKind.TITLE, 0)
    return places[0] if places else None


def _title_places(lines: list[Line], labels: list[Label | None], head: list[int], body: int) -> list[int]:
    """The headline that the body's words cover best, with its variants; the first one where all are strange to it."""
    candidates = [place for place in head if lines[place].is_headline_like and not lines[place].is_outlet]
    if not candidates or body >= len(lines):
        return []
    stems = _long_stems(lines[body:], labels[body:])
    covers = {place: cover(lines[place], stems) for place in candidates}
    first = candidates[0]
    best = max(candidates, key=lambda place: covers[place])
    if covers[first] >= SURELY_OWN or covers[best] < SURELY_OWN or lines[best].words < 4:
        best = next((place for place in candidates if lines[place].words >= 4), first)
    return [place for place in candidates if same_words(lines[place].text, lines[best].text)]


def _label_outlets(lines: list[Line], labels: list[Label | None], body: int) -> None:
    """Marks lines that are the name of an outlet, above the body and at the very end."""
    for place, line in enumerate(lines):
        if line.is_outlet and labels[place] is None and (place < body or place == len(lines) - 1):
            labels[place] = (RegionKind.BYLINE, 0)


def _label_head(lines: list[Line], labels: list[Label | None], title: int | None, body: int, story: int) -> None:
    """Marks what stands between the top and the body: section names, other headlines, standfirsts."""
    if title is None:
        return
    stems = _long_stems(lines[body:], labels[body:])
    for place in range(min(body, len(lines))):
        line = lines[place]
        if labels[place] is not None:
            continue
        if place > title:
            labels[place] = (RegionKind.STANDFIRST, 0)
        elif 1 <= line.words <= 3 and not line.is_sentence:
            labels[place] = (RegionKind.LINKS, 0)
        elif line.is_headline_like and cover(line, stems) < OWN:
            story += 1
            labels[place] = (RegionKind.TEASER, story)
    # Sentences between the title and a byline are a standfirst although they look like paragraphs.
    byline = next(
        (p for p in range(title + 1, min(title + 5, len(lines))) if labels[p] == (RegionKind.BYLINE, 0)), None
    )
    between = [place for place in range(title + 1, byline or 0) if labels[place] is None]
    if byline is not None and all(lines[place].words <= LONGEST_STANDFIRST for place in between):
        for place in between:
            labels[place] = (RegionKind.STANDFIRST, 0)


def _label_lists(lines: list[Line], labels: list[Label | None]) -> None:
    """Marks the headlines under a heading ("Related articles") as links, until a paragraph or byline ends them."""
    for place, line in enumerate(lines):
        if line.cue is not ClutterKind.HEADING:
            continue
        for below in range(place + 1, min(place + 1 + LONGEST_LIST, len(lines))):
            label = labels[below]
            is_cut_off = lines[below].text.endswith(("...", "…"))  # the first words of another story
            if label is None and (lines[below].is_headline_like or is_cut_off):
                labels[below] = (RegionKind.LINKS, 0)
            elif label is None or (label[0] not in (RegionKind.LINKS, RegionKind.PITCH) and not lines[below].is_date):
                break


def _label_tail(lines: list[Line], labels: list[Label | None]) -> None:
    """Marks two or more headlines in a row after the last paragraph, strange to the body, as links."""
    free = [place for place, label in enumerate(labels) if label is None]
    last = next((place for place in reversed(free) if lines[place].is_long), None)
    if last is None:
        return
    stems = _long_stems(lines, labels)
    strange = [
        place for place in range(last + 1, len(lines)) if labels[place] is None and _is_strange(lines[place], stems)
    ]
    for place in strange:
        if place - 1 in strange or place + 1 in strange:
            labels[place] = (RegionKind.LINKS, 0)


def _is_strange(line: Line, stems: frozenset[str]) -> bool:
    """Whether a line is a headline with few words of the body; items of a numbered list are not."""
    return line.is_headline_like and line.words >= 4 and not line.text[:1].isdigit() and cover(line, stems) < OWN


def _pages(lines: list[Line], labels: list[Label | None]) -> list[tuple[int, int]]:
    """The bounds of the pages in a text: a second page begins with an outlet's line and a title of its own.

    The title must stand within six lines of the outlet's, and its words in what follows but not in what came before.
    """
    starts = [0]
    outlets = [place for place, line in enumerate(lines) if line.is_outlet and place > 0]
    for place in outlets[:MOST_PAGES]:
        above = _long_stems(lines[starts[-1] : place], labels[starts[-1] : place])
        below = _long_stems(lines[place + 1 :], labels[place + 1 :])
        if above and any(_opens_page(lines[p], above, below) for p in range(place + 1, min(place + 7, len(lines)))):
            starts.append(place)
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _opens_page(line: Line, above: frozenset[str], below: frozenset[str]) -> bool:
    """Whether a line is the title of what follows and not of what came before."""
    own = cover(line, below)
    return line.is_headline_like and own >= SURELY_OWN and own - cover(line, above) >= OTHER_PAGE
