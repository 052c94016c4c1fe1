"""A brief as the text of a word processor (DOCX); needs the extra `docx`."""

import re
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.output.brief import Brief
from dragoman.output.clean import plain
from dragoman.output.markdown import heading_of, link_target, quoted, support_counts, support_marks

# Characters that XML 1.0 has no place for, escaped or not. Source: XML 1.0, section 2.2.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_word_file(brief: Brief, file: Path) -> None:
    """Writes the brief; addresses are plain text, so that nothing in the file leads anywhere by itself.

    Raises:
        DragomanError: python-docx is not installed.

    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DragomanError("a DOCX file needs python-docx; install it with `pip install dragoman[docx]`") from error
    document = docx.Document()
    document.core_properties.title = _text(brief.title)
    document.core_properties.author = "Dragoman"
    document.add_heading(_text(brief.title), level=0)
    for section in brief.sections:
        document.add_heading(_text(section.heading), level=1)
        for sentence in section.sentences:
            paragraph = document.add_paragraph(style="List Bullet")
            if sentence.label:
                paragraph.add_run(f"{_text(sentence.label)}: ").bold = True
            marks = "".join(f"[{number}]" for number in sentence.citations)
            paragraph.add_run(f"{_text(sentence.text)} {marks}.")
        for note in section.notes:
            document.add_paragraph(_text(note))
        if section.key == "sources" and brief.supports:
            document.add_heading(_text(brief.headings["counts"]), level=2)
            for one in brief.supports:
                line = f"{support_marks(one)} {support_counts(one, brief.headings['each'])}"
                document.add_paragraph(_text(line), style="List Bullet")
    if brief.citations:
        document.add_heading(_text(brief.headings["notes"]), level=1)
        for citation in brief.citations:
            name = citation.external_id or citation.article
            where = f"article {name}, characters {citation.start}–{citation.end}"
            address = link_target(citation.url)
            line = f"[{citation.number}] {heading_of(citation)}: {quoted(citation.words)} ({where})"
            document.add_paragraph(_text(f"{line} {address}" if address else line))
    with file.open("wb") as out:
        document.save(out)


def _text(text: str) -> str:
    return _NO_XML.sub(" ", plain(text))
