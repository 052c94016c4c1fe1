"""A sourced brief about a pair of states, as data; Markdown and terminal only render it.

Template language only: no sentence without a record, and no record told as more than it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.knowledge.phrases import Phrases
from dragoman.output.citations import Citation, Citer
from dragoman.output.claims import Told, count_teasers, find_ties, find_told, find_words
from dragoman.output.dates import date_label, is_dated
from dragoman.output.limits import Support, hidden_of, limits_of, supports_of
from dragoman.output.naming import Namer
from dragoman.output.sentences import tell, tell_tie, tell_words
from dragoman.records import CodedArticle, Happening, Interval, Record, Statement, Tie

SECTION_LENGTH = 60
"""Sentences of one section; a brief is read at one sitting, and the list commands give the rest."""

SUMMARY_LENGTH = 5
_SUMMARY_ORDER = ("announced", "meetings", "mediation", "disputes", "cooperation")


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence without its full stop, and the numbers of the words that it rests on, at least one.

    `label` is the date at the head of a line of the chronology. `happening` is the happening's id, null for ties and
    quotes.
    """

    text: str
    citations: tuple[int, ...]
    happening: str | None = None
    label: str | None = None


class Section(Record, frozen=True, kw_only=True):
    """One section. `notes` are about the brief itself, never about the world, and need no citation."""

    key: str
    heading: str
    sentences: tuple[Sentence, ...] = ()
    notes: tuple[str, ...] = ()


class Brief(Record, frozen=True, kw_only=True):
    """A brief as data; an empty one has no section with sentences and says in its notes how many articles it saw."""

    pair: tuple[str, str]
    title: str
    since: str | None = None
    articles: int
    sections: tuple[Section, ...] = ()
    supports: tuple[Support, ...] = ()
    citations: tuple[Citation, ...] = ()
    headings: dict[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing about the pair was found."""
        return not self.citations


class _Material(NamedTuple):
    """What a brief is made from, after filtering by pair and period."""

    told: tuple[Told, ...]
    ties: tuple[tuple[CodedArticle, Tie], ...]
    words: tuple[tuple[CodedArticle, Statement], ...]
    left_out: int


class _Writer(NamedTuple):
    """What every section needs to write itself."""

    pair: tuple[str, str]
    phrases: Phrases
    namer: Namer
    citer: Citer


def make_brief(
    pair: tuple[str, str],
    articles: Sequence[CodedArticle],
    happenings: Sequence[Happening],
    names: Mapping[str, str],
    phrases: Phrases,
    since: str | None = None,
) -> Brief:
    """What the articles say about two states (ISO 3166 alpha-3), each sentence with its words.

    `names` gives the states' names, `since` (an ISO 8601 day) leaves out what is older or of unknown age.
    """
    unique = {coded.article.id: coded for coded in articles}
    articles = [unique[article] for article in sorted(unique)]
    material = _material(pair, articles, happenings, since)
    writer = _Writer(pair, phrases, Namer(articles, names, phrases), Citer())
    a, b = writer.namer.state(pair[0]), writer.namer.state(pair[1])
    title = phrases.heading["title"].format(a=a, b=b)
    title = title[:1].upper() + title[1:]
    if not (material.told or material.ties or material.words):
        note = phrases.empty["all"].format(a=a, b=b, articles=phrases.counted(len(articles), "article"))
        notes = (note, *limits_of(material.told, articles, (), phrases, teasers=count_teasers(pair, articles)))
        notes += _since_notes(since, material.left_out, phrases)
        sections: tuple[Section, ...] = (_section("in_brief", (), phrases, notes=notes),)
        return Brief(pair=pair, title=title, since=since, articles=len(articles), sections=sections)
    sections = tuple(_sections(writer, material))
    supports = supports_of(material.told, writer.citer, phrases)
    citations = writer.citer.citations
    notes = limits_of(material.told, articles, citations, phrases, teasers=count_teasers(pair, articles))
    notes += _since_notes(since, material.left_out, phrases)
    hidden = [Sentence(text=text, citations=marks) for text, marks in hidden_of(material.told, citations, phrases)]
    return Brief(
        pair=pair,
        title=title,
        since=since,
        articles=len(articles),
        sections=(*sections, _section("sources", hidden, phrases, notes=notes)),
        supports=supports,
        citations=citations,
        headings={key: phrases.heading[key] for key in ("notes", "counts", "articles")},
    )


def _material(
    pair: tuple[str, str], articles: Sequence[CodedArticle], happenings: Iterable[Happening], since: str | None
) -> _Material:
    """The records about the pair; with `since`, those dated or reported since then."""
    told, ties, words = find_told(pair, articles, happenings), find_ties(pair, articles), find_words(pair, articles)
    if since is None:
        return _Material(told, ties, words, 0)
    kept = _Material(
        tuple(t for t in told if any(_is_since(c.event.time, c.coded, since) for c in t.accounts)),
        tuple(one for one in ties if _is_since(one[1].time, one[0], since)),
        tuple(one for one in words if _is_since(None, one[0], since)),
        0,
    )
    return kept._replace(
        left_out=len(told) + len(ties) + len(words) - len(kept.told) - len(kept.ties) - len(kept.words)
    )


def _is_since(time: Interval | None, coded: CodedArticle, since: str) -> bool:
    """Whether something is dated since a day, or, where it has no date, was published since then."""
    if time is not None and is_dated(time):
        return (time.latest or "9999") >= since
    return (coded.article.published or "") >= since


def _sections(writer: _Writer, material: _Material) -> Iterable[Section]:
    """The sections in their order; names are introduced in the first one that needs them."""
    phrases = writer.phrases
    yield _section("in_brief", _summary(writer, material), phrases)
    for key in ("meetings", "cooperation", "disputes", "mediation", "announced"):
        yield _section(key, [_told_sentence(writer, t) for t in material.told if t.section == key], phrases)
    yield _section("relations", _tie_sentences(writer, material.ties), phrases)
    yield _section("words", _word_sentences(writer, material.words), phrases)
    dated, undated = _chronology(writer, material)
    yield _section("chronology", dated, phrases)
    if undated:
        yield _section("undated", undated, phrases)


def _section(key: str, sentences: Sequence[Sentence], phrases: Phrases, notes: tuple[str, ...] = ()) -> Section:
    """A section with what it holds, or with the note that says that it holds nothing."""
    if not sentences and not notes:
        notes = (phrases.empty[key],)
    if len(sentences) > SECTION_LENGTH:
        more = phrases.counted(len(sentences) - SECTION_LENGTH, "claim")
        notes += (phrases.limit["more"].format(claims=more),)
        sentences = sentences[-SECTION_LENGTH:]  # the latest, since sections run from old to new
    return Section(key=key, heading=phrases.heading[key], sentences=tuple(sentences), notes=notes)


def _summary(writer: _Writer, material: _Material) -> list[Sentence]:
    """The best supported and latest sure claim of each kind, then others, then the last word on relations."""

    def weight(told: Told) -> tuple[object, ...]:
        happening, time = told.happening, told.lead.event.time
        latest = (time.latest or "") if time is not None and is_dated(time) else told.lead.coded.article.published or ""
        return (
            not told.is_unsure,
            happening.outlets if happening else 1,
            latest,
            told.lead.event.confidence,
            told.lead.event.id,
        )

    ranked = sorted(material.told, key=weight, reverse=True)
    sure = [told for told in ranked if not told.is_unsure]
    best = [next((told for told in sure if told.section == key), None) for key in _SUMMARY_ORDER]
    chosen = [told for told in best if told is not None]
    room = SUMMARY_LENGTH - (1 if material.ties else 0)
    chosen += [told for told in ranked if told not in chosen][: max(0, 3 - len(chosen))]
    sentences = [_told_sentence(writer, told, is_short=True) for told in chosen[:room]]
    sentences += _tie_sentences(writer, material.ties)[-1:]
    return sentences or _word_sentences(writer, material.words)[:2]


def _told_sentence(writer: _Writer, told: Told, *, is_short: bool = False, label: str | None = None) -> Sentence:
    """A happening in one sentence, with the words of all its accounts."""
    text = tell(told, writer.namer, writer.phrases, is_short=is_short, has_label=label is not None)
    numbers = [writer.citer.cite(claim.coded, claim.event.evidence) for claim in told.accounts]
    return Sentence(
        text=text,
        citations=tuple(dict.fromkeys(numbers)),
        happening=told.happening.id if told.happening else None,
        label=label,
    )


def _tie_sentences(writer: _Writer, ties: Iterable[tuple[CodedArticle, Tie]]) -> list[Sentence]:
    """One sentence for each tie; the same words under two readings are told once."""
    found: dict[str, Sentence] = {}
    for coded, tie in ties:
        text = tell_tie(coded, tie, writer.pair, writer.namer, writer.phrases)
        if text not in found:
            found[text] = Sentence(text=text, citations=(writer.citer.cite(coded, tie.evidence),))
    return list(found.values())


def _word_sentences(writer: _Writer, words: Iterable[tuple[CodedArticle, Statement]]) -> list[Sentence]:
    """One sentence for each quote; a quote that several articles print has all their citations."""
    found: dict[tuple[str, str], Sentence] = {}
    for coded, statement in words:
        spoken = " ".join(coded.article.words(part) for part in statement.content).casefold()
        key = (statement.speaker.name if statement.speaker else "", " ".join(spoken.split()))
        numbers = tuple(writer.citer.cite(coded, part) for part in statement.content)
        if key in found:
            earlier = found[key]
            numbers = tuple(dict.fromkeys((*earlier.citations, *numbers)))
            found[key] = Sentence(text=earlier.text, citations=numbers)
        else:
            found[key] = Sentence(text=tell_words(coded, statement, writer.namer, writer.phrases), citations=numbers)
    return list(found.values())


def _chronology(writer: _Writer, material: _Material) -> tuple[list[Sentence], list[Sentence]]:
    """All claims and ties in short, dated ones oldest first, undated ones apart."""
    writer.namer.introduce_all()
    dated: list[tuple[tuple[str, str, str], Sentence]] = []
    undated: list[Sentence] = []
    for told in material.told:
        time = told.lead.event.time
        if time is None or not is_dated(time):
            undated.append(_told_sentence(writer, told, is_short=True))
            continue
        sentence = _told_sentence(writer, told, is_short=True, label=date_label(time))
        dated.append(((*_day_order(time), told.lead.event.id), sentence))
    for coded, tie in material.ties:
        if tie.time is not None and is_dated(tie.time):
            text = tell_tie(coded, tie, writer.pair, writer.namer, writer.phrases, is_short=True)
            numbers = (writer.citer.cite(coded, tie.evidence),)
            sentence = Sentence(text=text, citations=numbers, label=date_label(tie.time))
            dated.append(((*_day_order(tie.time), tie.id), sentence))
    return [sentence for _, sentence in sorted(dated, key=lambda entry: entry[0])], undated


def _day_order(time: Interval) -> tuple[str, str]:
    """Oldest first; of two that begin together, the more exact one."""
    return (time.earliest or time.latest or "", time.latest or "9999")


def _since_notes(since: str | None, left_out: int, phrases: Phrases) -> tuple[str, ...]:
    if since is None:
        return ()
    return (phrases.limit["since"].format(since=since, claims=phrases.counted(left_out, "claim")),)
