"""Examples with marks: "[Kenya] *seconded* engineers to {Uganda}."

Square brackets stand around who acts, curly ones around who is acted on, asterisks around the words that carry the
act. Between equals both sides stand in square brackets.
"""

import re

from dragoman.errors import KnowledgeError
from dragoman.records import MarkedExample, Span, Status

LONGEST_EXAMPLE = 600
"""Characters; sentences of news seldom have 400, and the model reads about as much at a time."""

_MARKED = re.compile(r"\[(?P<source>[^\[\]{}*]+)\]|\{(?P<target>[^\[\]{}*]+)\}|\*(?P<predicate>[^\[\]{}*]+)\*")


def read_example(written: str, status: Status = Status.HAPPENED) -> MarkedExample:
    """An example without its marks, with the spans that they stood around.

    Raises:
        KnowledgeError: a mark is missing or stands alone, or the example is empty or too long.

    """
    if len(written) > LONGEST_EXAMPLE:
        raise KnowledgeError(f"{len(written)} characters, at most {LONGEST_EXAMPLE}; give the one sentence that counts")
    if any(ord(letter) < ord(" ") for letter in written):
        raise KnowledgeError("a line break or control character; write one sentence on one line")
    text, at = "", 0
    spans: dict[str, list[Span]] = {"source": [], "target": [], "predicate": []}
    for found in _MARKED.finditer(written):
        text += written[at : found.start()]
        kind = str(found.lastgroup)
        spans[kind].append((len(text), len(text) + len(found[kind])))
        text += found[kind]
        at = found.end()
    text += written[at:]
    if any(mark in text for mark in "[]{}*"):
        raise KnowledgeError("a mark without its partner; write [who acts], {who is acted on}, *the words of the act*")
    if len(spans["predicate"]) != 1:
        raise KnowledgeError(f"{len(spans['predicate'])} stretches in asterisks; mark the words of the act, once")
    return MarkedExample(
        text=text,
        predicate=spans["predicate"][0],
        sources=tuple(spans["source"]),
        targets=tuple(spans["target"]),
        status=status,
    )
