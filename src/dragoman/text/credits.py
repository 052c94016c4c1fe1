"""Credits: where an article says that it comes from, in its dateline, its byline and the lines below its body.

An article that prints an agency's copy is no second origin. Names are looked up among the known outlets; a name that
stands only in a label ("Source: …") counts only when it is one of them.
"""

import re
from collections.abc import Iterator

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.knowledge.credits import CreditWords
from dragoman.records import ActorKind, Article, Credit, CreditKind, RegionKind, Span
from dragoman.text.datelines import dateline_at
from dragoman.text.mastheads import persons_in
from dragoman.text.paragraphs import find_paragraphs

# A credit line is short; the longest of ours ("A version of this article was first published by …") has 20 words.
_LONGEST_LINE = 300
_MOST_WORDS = 40
_OUTER = " \t*_()[]—–-|•"
# "… on Sunday. (AFP)", "… on Sunday. — Reuters": behind the last full stop of the last line.
_LAST_WORDS = re.compile(r"[.!?”\"’]\s*(?:\(([^()]{2,60})\)|\[([^\[\]]{2,60})\]|[—–/-]{1,2}\s*([^.!?()]{2,60}))\s*$")
_BREAK = re.compile(r"\s*(?:;|\.\s+|\band (?=(?:editing|writing)\b))\s*")
_NAME = re.compile(r"(?:the )?[A-ZÀ-Þ][\w’'&.-]*(?: (?:of|de|du|and|the|[A-ZÀ-Þ0-9][\w’'&.-]*)){0,5}")
_CREDITED = frozenset((RegionKind.BODY, RegionKind.BYLINE, RegionKind.STANDFIRST, RegionKind.PITCH))


def find_credits(article: Article, knowledge: Knowledge) -> tuple[Credit, ...]:
    """The credits of an article whose regions are marked, in reading order; none for its own publisher."""
    lines = list(_lines(article))
    bodies = [span for kind, span in lines if kind is RegionKind.BODY]
    found: list[Credit] = []
    for kind, span in lines:
        if bodies and span == bodies[0]:
            found.extend(_dateline(article, knowledge, span))
        if span[1] - span[0] <= _LONGEST_LINE and article.text.count(" ", *span) < _MOST_WORDS:
            is_last = bool(bodies) and span[0] >= bodies[-1][0]
            found.extend(_of_line(article, knowledge, span, is_byline=kind is RegionKind.BYLINE, is_last=is_last))
        if bodies and span == bodies[-1]:
            found.extend(_last_words(article, knowledge, span))
    known = {credit.span: credit for credit in found if credit.name != article.outlet}
    return tuple(known[span] for span in sorted(known))


def _lines(article: Article) -> Iterator[tuple[RegionKind, Span]]:
    """The lines of the article's own story that may hold credits, in reading order."""
    for region in article.regions:
        if region.story == 0 and region.kind in _CREDITED:
            for start, end in find_paragraphs(article.text, region.span):
                yield region.kind, (start, end)


def _dateline(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The place of a dateline, and the agency in its brackets."""
    dateline = dateline_at(article.text, span)
    if dateline is None:
        return
    if dateline.place is not None:
        place = article.words(dateline.place).title() if article.words(dateline.place).isupper() else None
        yield Credit(kind=CreditKind.DATELINE, name=place or article.words(dateline.place), span=dateline.place)
    if dateline.agency is not None:
        name = _outlet_in(article, knowledge, dateline.agency)
        yield name or Credit(kind=CreditKind.AGENCY, name=article.words(dateline.agency), span=dateline.agency)


def _of_line(article: Article, knowledge: Knowledge, span: Span, *, is_byline: bool, is_last: bool) -> Iterator[Credit]:
    """The credits of one short line."""
    words = knowledge.credits
    inner = _trimmed(article.text, span)
    lowered = article.words(inner).lower()
    if (start := _after_republished(lowered, words)) is not None:
        yield from _publisher(article, knowledge, (inner[0] + start, inner[1]))
        return
    for part in _parts(article.text, inner):
        lowered = article.words(part).lower()
        opener = next((o for o in words.contributor.openers if _opens(lowered, o)), None)
        closer = next((c for c in words.contributor.closers if lowered.rstrip(" .").endswith(c)), None)
        if opener is not None or closer is not None:
            start = part[0] + len(opener) if opener else part[0]
            end = part[0] + lowered.rindex(closer) if closer else part[1]
            outlets = list(_outlets_in(article, knowledge, (start, end)))
            yield from outlets or _people(article, knowledge, (start, end))
            continue
        source = next((o for o in words.agency.openers if _opens(lowered, o)), None)
        if source is not None and not article.words(part).rstrip().endswith((".”", "!", "?")):
            yield from _named(article, knowledge, (part[0] + len(source), part[1]), is_byline=source == "by")
        elif is_byline or is_last:
            yield from _whole(article, knowledge, part)


def _named(article: Article, knowledge: Knowledge, span: Span, *, is_byline: bool) -> Iterator[Credit]:
    """The outlets after "Source:" and the like. After "By" they stand alone or close a list of names."""
    outlets = list(_outlets_in(article, knowledge, span))
    rest = article.words(span)
    for credit in reversed(outlets):
        rest = rest[: credit.span[0] - span[0]] + rest[credit.span[1] - span[0] :]
    links = len([word for word in re.findall(r"\b[a-zà-þ]{3,}", rest) if word not in ("and", "the", "for", "with")])
    # "By AFP", "By Ana Kesner, Reuters" but not "By Reuters' count, nine died": hardly a word in small letters is left.
    if outlets and links == 0 and not (is_byline and rest.rstrip().endswith(".") and len(rest) > 2):
        yield from outlets


def _whole(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The outlets of a line that holds nothing else ("AFP/Reuters", "(AP)")."""
    outlets = list(_outlets_in(article, knowledge, span))
    covered = sum(credit.span[1] - credit.span[0] for credit in outlets)
    if outlets and sum(c.isalnum() for c in article.words(span)) <= covered:
        yield from outlets


def _last_words(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The agency behind the last full stop of the body."""
    found = _LAST_WORDS.search(article.text, max(span[0], span[1] - 100), span[1])
    if found is not None:
        group = next(number for number in (1, 2, 3) if found.group(number))
        yield from _whole(article, knowledge, _trimmed(article.text, found.span(group)))


def _after_republished(lowered: str, words: CreditWords) -> int | None:
    """Where the name begins in "This article was first published by …"; null for any other line."""
    place = 0
    subject = next((s for s in words.republished.subjects if _opens(lowered, s)), None)
    if subject is not None:
        place = len(subject) + 1
        auxiliary = next((a for a in words.republished.auxiliaries if _opens(lowered[place:], a)), None)
        place += len(auxiliary) + 1 if auxiliary is not None else 0
    verb = next((v for v in words.republished.verbs if _opens(lowered[place:], v)), None)
    return None if verb is None else place + len(verb)


def _publisher(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The first outlet of a note of republication; a name that is not known counts as printed."""
    known = next(_outlets_in(article, knowledge, span), None)
    name = _NAME.match(article.text, _trimmed(article.text, span)[0], span[1])
    if known is not None and (name is None or known.span[0] <= name.end()):
        yield msgspec.structs.replace(known, kind=CreditKind.REPUBLISHED)
    elif name is not None:
        start = name.start() + (4 if name.group().startswith("the ") else 0)
        end = start + len(article.text[start : name.end()].rstrip("."))
        yield Credit(kind=CreditKind.REPUBLISHED, name=article.text[start:end], span=(start, end))


def _people(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The people in a list of names."""
    for name in persons_in(article.words(span), knowledge.clutter):
        start = article.text.find(name, *span)
        if start >= 0:
            yield Credit(kind=CreditKind.CONTRIBUTOR, name=name, span=(start, start + len(name)))


def _outlets_in(article: Article, knowledge: Knowledge, span: Span) -> Iterator[Credit]:
    """The known outlets in a stretch, under their full names."""
    # "AFP/Reuters": the gazetteer takes a name behind a slash for part of an address. It cannot read lone surrogates,
    # of which each becomes one question mark.
    words = article.words(span).replace("/", " ").encode("utf-8", "replace").decode()
    for hit in knowledge.gazetteer.find(words):
        entry = next((entry for entry in hit.entries if entry.kind is ActorKind.OUTLET), None)
        if entry is not None:
            yield Credit(kind=CreditKind.AGENCY, name=entry.name, span=(span[0] + hit.start, span[0] + hit.end))


def _outlet_in(article: Article, knowledge: Knowledge, span: Span) -> Credit | None:
    return next(_outlets_in(article, knowledge, span), None)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A line in the parts between its semicolons and full stops."""
    place = span[0]
    for found in _BREAK.finditer(text, *span):
        yield (place, found.start())
        place = found.end()
    yield (place, span[1])


def _trimmed(text: str, span: Span) -> Span:
    """A span without blanks, brackets and dashes at its edges."""
    start, end = span
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return (start, end)


def _opens(lowered: str, opener: str) -> bool:
    """Whether a text begins with an opener as words of their own."""
    return lowered.startswith(opener) and not lowered[len(opener) : len(opener) + 1].isalnum()
