"""A brief in Markdown; article text is data and can make no markup, no HTML and no link of its own."""

import re
from urllib.parse import quote, urlsplit

from dragoman.output.brief import Brief
from dragoman.output.citations import Citation
from dragoman.output.clean import plain, unquoted
from dragoman.output.dates import day_words
from dragoman.output.limits import Support
from dragoman.output.sections import Section, Sentence

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$!])")
_LINE_START = re.compile(r"^([#+\-=]|\d+(?=[.)]))")
_URL_START = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|(www)(\.)|(@)")


def render_markdown(brief: Brief) -> str:
    """The brief as CommonMark; ends with one line feed."""
    lines = [f"# {escape(brief.title)}", ""]
    for section in brief.sections:
        lines += _section_lines(section)
        if section.key == "sources":
            lines += _support_lines(brief)
    if brief.citations:
        lines += [f"## {escape(brief.headings['notes'])}", ""]
        lines += [_citation_line(citation) for citation in brief.citations]
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Any text as one line of Markdown text: no markup, no HTML, no entity, no link that names itself."""
    escaped = _MARKUP.sub(r"\\\1", plain(text).replace("&", "&amp;"))
    escaped = _URL_START.sub(_broken_link, escaped)
    return _LINE_START.sub(lambda match: _escaped_start(match[1]), escaped)


def link_target(url: str | None) -> str | None:
    """The URL with all that could end a link percent-encoded; null unless it is http(s) with a host."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc or plain(url) != url.strip():
        return None
    return quote(url.strip(), safe=":/?#@!$&*+,;=%~-._")


def _broken_link(match: re.Match[str]) -> str:
    """The first sign of an automatic link, with its joint escaped."""
    if match[5]:
        return r"\@"
    return f"{match[1]}\\:" if match[1] else f"{match[3]}\\."


def _escaped_start(start: str) -> str:
    """A sign that would open a heading or a list; a number keeps its digits and gives up its joint."""
    return f"{start}\\" if start[0].isdigit() else f"\\{start}"


def _section_lines(section: Section) -> list[str]:
    lines = [f"## {escape(section.heading)}", ""]
    lines += [_sentence_line(sentence) for sentence in section.sentences]
    if section.sentences and section.notes:
        lines.append("")
    notes = [escape(note) for note in section.notes]
    lines += [f"- {note}" for note in notes] if len(notes) > 1 else notes
    return [*lines, ""]


def _sentence_line(sentence: Sentence) -> str:
    label = f"**{escape(sentence.label)}:** " if sentence.label else ""
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return f"- {label}{escape(sentence.text)} {marks}."


def _support_lines(brief: Brief) -> list[str]:
    """The counts of every claim, with their reasons."""
    if not brief.supports:
        return []
    lines = [f"### {escape(brief.headings['counts'])}", ""]
    each = brief.headings["each"]
    lines += [f"- {support_marks(one)} {escape(support_counts(one, each))}" for one in brief.supports]
    return [*lines, ""]


def support_marks(support: Support) -> str:
    """The numbers of the words of some claims, those of one claim together: "[1][2] · [5]"."""
    return " · ".join("".join(f"[{number}]" for number in marks) for marks in support.claims)


def support_counts(support: Support, each: str) -> str:
    """The counts, said to be those of each claim where there are several."""
    return each.format(counts=support.counts) if len(support.claims) > 1 else support.counts


def _citation_line(citation: Citation) -> str:
    """Outlet, title and day, the exact words, and where they stand."""
    target = link_target(citation.url)
    link = f" [link]({target})" if target else ""
    name = escape(citation.external_id or citation.article)
    return (
        f"{citation.number}. {escape(heading_of(citation))}: {escape(quoted(citation.words))} "
        f"(article {name}, characters {citation.start}–{citation.end}){link}"
    )


def quoted(words: str) -> str:
    """Exact words in quotation marks, in those of the article where it has them around all of it."""
    shown = plain(words)
    return shown if shown[:1] == "“" and shown[-1:] == "”" and unquoted(shown) != shown else f"“{shown}”"


def heading_of(citation: Citation) -> str:
    """Outlet, title and day of a citation's article, as far as known."""
    outlet = plain(citation.outlet or "") or "Outlet not known"
    title = f", “{plain(citation.title)}”" if citation.title else ""
    return f"{outlet}{title}, {day_words(citation.published) if citation.published else 'day of publication not known'}"
