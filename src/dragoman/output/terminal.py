"""A brief on the terminal; no character of an article can move the cursor, colour the line or reorder it."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.output.brief import Brief
from dragoman.output.clean import plain
from dragoman.output.markdown import heading_of, quoted, support_counts, support_marks
from dragoman.output.sections import Section, Sentence


def render_terminal(brief: Brief) -> Group:
    """The brief as a Rich renderable; print it on a console of any width, colours follow that console."""
    parts: list[RenderableType] = [Text(plain(brief.title), style="bold"), Text()]
    for section in brief.sections:
        parts += _section_parts(section)
        if section.key == "sources":
            parts += _support_parts(brief)
    if brief.citations:
        parts.append(Text(brief.headings["notes"], style="bold"))
    for citation in brief.citations:
        line = Text(f"[{citation.number}] ", style="bold")
        line.append(f"{heading_of(citation)}: ", style="")
        line.append(quoted(citation.words), style="italic")
        name = plain(citation.external_id or citation.article)
        line.append(f" ({name}, characters {citation.start}–{citation.end})", style="dim")
        parts.append(Padding(line, (0, 0, 0, 2), expand=False))
    return Group(*parts)


def _section_parts(section: Section) -> Iterable[RenderableType]:
    yield Text(plain(section.heading), style="bold")
    for sentence in section.sentences:
        yield Padding(_sentence_text(sentence), (0, 0, 0, 2), expand=False)
    for note in section.notes:
        yield Padding(Text(plain(note), style="dim"), (0, 0, 0, 2), expand=False)
    yield Text()


def _sentence_text(sentence: Sentence) -> Text:
    text = Text("• ")
    if sentence.label:
        text.append(f"{plain(sentence.label)}: ", style="bold")
    text.append(plain(sentence.text))
    text.append(" " + "".join(f"[{number}]" for number in sentence.citations), style="cyan")
    return text.append(".")


def _support_parts(brief: Brief) -> Iterable[RenderableType]:
    if not brief.supports:
        return
    yield Text(brief.headings["counts"], style="bold")
    for support in brief.supports:
        text = Text(support_marks(support), style="cyan")
        text.append(f" {plain(support_counts(support, brief.headings['each']))}", style="default")
        yield Padding(text, (0, 0, 0, 2), expand=False)
    yield Text()
