"""A brief as one HTML page that stands alone: no script, no request, article text as text only."""

from html import escape

from dragoman.output.brief import Brief
from dragoman.output.citations import Citation
from dragoman.output.clean import plain
from dragoman.output.markdown import heading_of, link_target, quoted, support_counts
from dragoman.output.sections import Section, Sentence

STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1b1b1b; --paper: #fffdf8; --quiet: #5a5a5a; --line: #d9d4c8; --link: #1a4f8a;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #17181a; --quiet: #a8a8a8; --line: #3a3b3e; --link: #9cc4f0; }
}
body {
  color: var(--ink); background: var(--paper); font: 1.0625rem/1.55 Georgia, "Times New Roman", serif;
  max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
}
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
li { margin: .35rem 0; }
a { color: var(--link); }
sup a { text-decoration: none; padding: 0 .1em; }
.words, .notes { color: var(--quiet); font-size: .95rem; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
@media print {
  body { max-width: none; margin: 0; }
  a { color: inherit; text-decoration: none; }
  h2 { break-after: avoid; }
}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render_page(brief: Brief, language: str = "en") -> str:
    """The brief as an HTML document; each sentence links to its exact words below, and these to their article."""
    body = [f"<h1>{_text(brief.title)}</h1>"]
    for section in brief.sections:
        body.append(_section(section))
        if section.key == "sources" and brief.supports:
            body.append(f"<h3>{_text(brief.headings['counts'])}</h3><ul>")
            for one in brief.supports:
                marks = " · ".join("".join(_mark(number) for number in marks) for marks in one.claims)
                body.append(f"<li>{marks} {_text(support_counts(one, brief.headings['each']))}</li>")
            body.append("</ul>")
    if brief.citations:
        body.append(f'<h2 id="words">{_text(brief.headings["notes"])}</h2><ol class="words">')
        body += [_citation(citation) for citation in brief.citations]
        body.append("</ol>")
    head = [
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_text(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
    ]
    return "\n".join([*head, *body, "</main>\n</body>\n</html>\n"])


def _text(text: str) -> str:
    """Any text as HTML text in one line, without control and bidi characters."""
    return escape(plain(text), quote=True)


def _section(section: Section) -> str:
    parts = [f"<h2>{_text(section.heading)}</h2>"]
    if section.sentences:
        parts.append("<ul>")
        parts += [_sentence(sentence) for sentence in section.sentences]
        parts.append("</ul>")
    parts += [f'<p class="notes">{_text(note)}</p>' for note in section.notes]
    return "\n".join(parts)


def _sentence(sentence: Sentence) -> str:
    label = f"<strong>{_text(sentence.label)}:</strong> " if sentence.label else ""
    marks = "".join(_mark(number) for number in sentence.citations)
    return f"<li>{label}<bdi>{_text(sentence.text)}</bdi>.{marks}</li>"


def _mark(number: int) -> str:
    return f'<sup><a href="#w{number}">[{number}]</a></sup>'


def _citation(citation: Citation) -> str:
    target = link_target(citation.url)
    name = _text(citation.external_id or citation.article)
    where = f"article {name}, characters {citation.start}–{citation.end}"
    link = f' <a href="{escape(target, quote=True)}" rel="noreferrer noopener">link</a>' if target else ""
    return (
        f'<li id="w{citation.number}" value="{citation.number}"><bdi>{_text(heading_of(citation))}: '
        f"{_text(quoted(citation.words))}</bdi> ({where}){link}</li>"
    )
