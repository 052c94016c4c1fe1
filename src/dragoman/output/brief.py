"""A sourced brief about a pair of states, as data; Markdown and terminal only render it.

Template language only: no sentence without a record, and no record told as more than it is.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.knowledge.phrases import Phrases
from dragoman.output.citations import Citation, Citer
from dragoman.output.claims import count_teasers, find_told, find_words
from dragoman.output.dates import is_dated
from dragoman.output.limits import Support, hidden_of, limits_of, supports_of
from dragoman.output.naming import Namer
from dragoman.output.quoting import quotes_of
from dragoman.output.sections import (
    OPTIONAL,
    Material,
    Section,
    Sentence,
    Writer,
    made_section,
    sections_of,
    without_repeated,
)
from dragoman.output.state_of_relations import NO_TIES, cited_of, told_by_ties, without_told
from dragoman.records import NOW, CodedArticle, Happening, Horizon, Interval, Record, Relations, TieClaim


class Brief(Record, frozen=True, kw_only=True):
    """A brief as data; an empty one has no section with sentences and says in its notes how many articles it saw."""

    pair: tuple[str, str]
    title: str
    since: str | None = None
    as_of: str | None = None
    added_until: str | None = None
    articles: int
    sections: tuple[Section, ...] = ()
    supports: tuple[Support, ...] = ()
    citations: tuple[Citation, ...] = ()
    headings: dict[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing about the pair was found."""
        return not self.citations


def make_brief(
    pair: tuple[str, str],
    articles: Sequence[CodedArticle],
    happenings: Sequence[Happening],
    names: Mapping[str, str],
    phrases: Phrases,
    since: str | None = None,
    known: Horizon = NOW,
    relations: Relations = NO_TIES,
) -> Brief:
    """What the articles say about two states (ISO 3166 alpha-3), each sentence with its words.

    `names` gives the states' names, `since` (an ISO 8601 day) leaves out what is older or of unknown age. `known` says
    up to when the given articles and happenings were chosen; the brief only says so. `relations` are the
    accounts of the pair's ties and their conflicts, with all their articles among the given; ties are told from these.
    """
    unique = {coded.article.id: coded for coded in articles}
    articles = [unique[article] for article in sorted(unique)]
    material = _material(pair, articles, happenings, relations, since)
    quotes = quotes_of((claim for told in material.told for claim in told.accounts), phrases.abbreviations)
    material = material._replace(told=tuple(without_repeated(material, quotes, phrases)))
    writer = Writer(pair, phrases, Namer(articles, names, phrases), Citer(), quotes, unique)
    a, b = writer.namer.state(pair[0]), writer.namer.state(pair[1])
    title = phrases.heading["title"].format(a=a, b=b)
    title = title[:1].upper() + title[1:]
    days = msgspec.structs.asdict(known)
    if not (material.told or material.accounts or material.words):
        key = "all" if articles else "unread"
        note = phrases.empty[key].format(a=a, b=b, articles=phrases.counted(len(articles), "article"))
        notes = (note, *limits_of(material.told, articles, (), phrases, teasers=count_teasers(pair, articles)))
        notes += _since_notes(since, material.left_out, phrases) + _known_notes(known, phrases)
        sections: tuple[Section, ...] = (made_section("in_brief", (), phrases, notes=notes),)
        return Brief(pair=pair, title=title, since=since, articles=len(articles), sections=sections, **days)
    written = tuple(sections_of(writer, material))
    sections = tuple(section for section in written if section.sentences)
    ties = [(tuple(sorted(writer.cite(one.claims))), one) for one in material.accounts]
    supports = supports_of(material.told, writer.citer, quotes, phrases, ties)
    citations = writer.citer.citations
    nothing = [section.heading for section in written if not section.sentences and section.key not in OPTIONAL]
    notes = (phrases.limit["nothing"].format(sections="; ".join(nothing)),) if nothing else ()
    notes += limits_of(material.told, articles, citations, phrases, teasers=count_teasers(pair, articles))
    notes += _since_notes(since, material.left_out, phrases) + _known_notes(known, phrases)
    hidden = [
        Sentence(text=text, citations=marks) for text, marks in hidden_of(material.told, writer.citer, quotes, phrases)
    ]
    return Brief(
        pair=pair,
        title=title,
        since=since,
        articles=len(articles),
        sections=(*sections, made_section("sources", hidden, phrases, notes=notes)),
        supports=supports,
        citations=citations,
        headings={key: phrases.heading[key] for key in ("notes", "counts", "articles", "each")},
        **days,
    )


def _material(
    pair: tuple[str, str],
    articles: Sequence[CodedArticle],
    happenings: Iterable[Happening],
    relations: Relations,
    since: str | None,
) -> Material:
    """The records about the pair; with `since`, those dated or reported since then."""
    told, words = find_told(pair, articles, happenings), find_words(pair, articles)
    by_ties = told_by_ties(told, relations.accounts)
    told = tuple(one for one in told if one.lead.event.id not in by_ties)
    accounts = without_told(relations.accounts, told)
    if since is None:
        return Material(told, accounts, relations.conflicts, words, 0)

    def is_recent(time: Interval | None, published: str | None) -> bool:
        if time is not None and is_dated(time):
            return (time.latest or "9999") >= since
        return (published or "") >= since

    def is_held(claims: Iterable[TieClaim]) -> bool:
        return any(is_recent(claim.time, claim.published) for claim in claims)

    kept = Material(
        tuple(t for t in told if any(is_recent(c.event.time, c.coded.article.published) for c in t.accounts)),
        tuple(one for one in accounts if is_held(one.claims)),
        tuple(one for one in relations.conflicts if is_held(cited_of(one))),
        tuple(one for one in words if is_recent(None, one[0].article.published)),
        0,
    )
    found = (told, accounts, words)
    left = (kept.told, kept.accounts, kept.words)
    return kept._replace(left_out=sum(map(len, found)) - sum(map(len, left)))


def _since_notes(since: str | None, left_out: int, phrases: Phrases) -> tuple[str, ...]:
    if since is None:
        return ()
    return (phrases.limit["since"].format(since=since, claims=phrases.counted(left_out, "claim")),)


def _known_notes(known: Horizon, phrases: Phrases) -> tuple[str, ...]:
    """Up to when articles and decisions count, where that is an earlier day."""
    days = msgspec.structs.asdict(known)
    return tuple(phrases.limit[key].format(**days) for key, day in days.items() if day)
