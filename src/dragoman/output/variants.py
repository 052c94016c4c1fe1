"""Other shapes of a brief: one page of it, and what changed since an older one."""

import msgspec

from dragoman.knowledge.phrases import Phrases
from dragoman.output.brief import Brief
from dragoman.output.citations import Citation
from dragoman.output.markdown import escape
from dragoman.output.sections import Section, Sentence
from dragoman.records import Record

ONE_PAGE = ("in_brief", "announced", "relations", "differ", "sources")
"""The sections of a one-page brief: what matters most, what is to come, how relations stand, what it rests on."""

ONE_PAGE_LENGTH = 6
"""Sentences of one section on one page."""

Words = frozenset[tuple[str, int, int]]


class Change(Record, frozen=True, kw_only=True):
    """A sentence that one brief has and the other has not, or has with another text; null where there is none."""

    section: str
    heading: str
    old: str | None = None
    new: str | None = None


class BriefChanges(Record, frozen=True, kw_only=True):
    """What a brief says that an older one did not, in reading order. Days are those of the two briefs' `as_of`."""

    title: str
    since: str | None = None
    until: str | None = None
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()


def on_one_page(brief: Brief) -> Brief:
    """The brief cut to a page: the same sentences, fewer of them, with the words that they cite."""
    sections = tuple(
        msgspec.structs.replace(section, sentences=section.sentences[:ONE_PAGE_LENGTH])
        for section in brief.sections
        if section.key in ONE_PAGE
    )
    cited = {number for section in sections for sentence in section.sentences for number in sentence.citations}
    return msgspec.structs.replace(
        brief,
        sections=sections,
        supports=(),
        citations=tuple(citation for citation in brief.citations if citation.number in cited),
    )


def changes_between(old: Brief, new: Brief) -> BriefChanges:
    """What changed from an older brief about the same pair to a newer one.

    A sentence is the same where its section and its text are; it is changed where it rests on some of the same words,
    or tells the same happening, in another text. Chronology and summary repeat the other sections and are left out.
    """
    before, after = _sentences(old), _sentences(new)
    texts = {(section.key, sentence.text) for section, sentence, _ in before}
    now = {(section.key, sentence.text) for section, sentence, _ in after}
    gone = [entry for entry in before if (entry[0].key, entry[1].text) not in now]
    added: list[Change] = []
    changed: list[Change] = []
    for section, sentence, words in after:
        if (section.key, sentence.text) in texts:
            continue
        earlier = next((entry for entry in gone if _is_of_one(entry, sentence, words)), None)
        if earlier is None:
            added.append(Change(section=section.key, heading=section.heading, new=sentence.text))
        else:
            gone.remove(earlier)
            changed.append(Change(section=section.key, heading=section.heading, old=earlier[1].text, new=sentence.text))
    lost = tuple(Change(section=s.key, heading=s.heading, old=sentence.text) for s, sentence, _ in gone)
    return BriefChanges(
        title=new.title, since=old.as_of, until=new.as_of, added=tuple(added), changed=tuple(changed), gone=lost
    )


def render_changes(changes: BriefChanges, phrases: Phrases) -> str:
    """The changes in Markdown; ends with one line feed."""
    heading = phrases.heading
    lines = [f"# {escape(changes.title)}: {escape(heading['changes'])}", ""]
    for name in ("added", "changed", "gone"):
        entries: tuple[Change, ...] = getattr(changes, name)
        if not entries:
            continue
        lines += [f"## {escape(heading[name])}", ""]
        for one in entries:
            text = escape(one.new or one.old or "")
            before = f" ({escape(heading['before'])}: {escape(one.old)})" if one.new and one.old else ""
            lines.append(f"- **{escape(one.heading)}:** {text}{before}.")
        lines.append("")
    if not (changes.added or changes.changed or changes.gone):
        lines.append(f"{escape(heading['unchanged'])}")
    return "\n".join(lines).rstrip("\n") + "\n"


_REPEATING = frozenset({"in_brief", "chronology"})


def _sentences(brief: Brief) -> list[tuple[Section, Sentence, Words]]:
    by_number = {citation.number: citation for citation in brief.citations}
    return [
        (section, sentence, _words(sentence, by_number))
        for section in brief.sections
        if section.key not in _REPEATING
        for sentence in section.sentences
    ]


def _words(sentence: Sentence, by_number: dict[int, Citation]) -> Words:
    cited = (by_number[number] for number in sentence.citations if number in by_number)
    return frozenset((one.article, one.start, one.end) for one in cited)


def _is_of_one(earlier: tuple[Section, Sentence, Words], sentence: Sentence, words: Words) -> bool:
    _, before, cited = earlier
    return bool(cited & words) or (before.happening is not None and before.happening == sentence.happening)
