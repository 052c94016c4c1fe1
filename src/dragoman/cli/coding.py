"""`dragoman code`: articles in, one JSON object each out; needs no workspace."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli import exits
from dragoman.cli.printing import json_line, note
from dragoman.records import OwnCodebook


def code(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files, folders or globs; - reads standard input.")
    ],
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 codes in this one.")] = 1,
    coder: Annotated[str, typer.Option(help="Coder: model, rules, or a plug-in's name.")] = "model",
    codebook: Annotated[
        str, typer.Option("--codebook", help="Acts and modes of your own: a TOML file, or a plug-in's name.")
    ] = "plover",
    form: Annotated[
        str | None, typer.Option("--format", help="plain, html, jsonl, or a plug-in reader; by content if not given.")
    ] = None,
    offices: Annotated[
        Path | None, typer.Option("--offices", help="Terms of office beside the table's: what `offices --json` prints.")
    ] = None,
    events_only: Annotated[bool, typer.Option("--events", help="Print the events only, one a line.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit with 4 when no event was found.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON lines; the default, here for symmetry.", show_default=False)
    ] = True,
) -> int:
    """Read and code articles, and print one JSON object per article.

    Spans are [start, end) in code points of article.text. A bad document costs itself only: it is named on stderr
    and the exit code is 3.

    For instance:

      dragoman code report.txt

      dragoman code --jobs 2 archive/ > coded.jsonl

      dragoman code --codebook help.toml report.txt

      curl -s https://example.org/report.html | dragoman code -
    """
    from dragoman.parallel import CodingSettings, code_documents
    from dragoman.read.documents import ReadOptions
    from dragoman.read.listing import list_documents
    from dragoman.workspace.office_files import read_offices

    options = ReadOptions(format=form)
    documents = list_documents(files, stdin=sys.stdin.buffer, options=options)
    known, own = read_offices(offices) if offices else (), _own(codebook, coder)
    settings = CodingSettings(coder=coder, options=options, offices=known, codebook=own)
    found = failed = 0
    for outcome in code_documents(documents, jobs=jobs, settings=settings, is_ordered=True):
        if outcome.coded is None:
            failed += 1
            note(f"{outcome.location}: {outcome.reason}")
            continue
        found += len(outcome.coded.events)
        if events_only:
            for event in outcome.coded.events:
                json_line(event)
        else:
            json_line(outcome.coded)
    if failed:
        return exits.SOME_FAILED
    return exits.NOTHING_MATCHED if fail_empty and not found else exits.OK


def _own(codebook: str, coder: str) -> OwnCodebook | None:
    """The codebook of an option, and on stderr how its acts and modes are coded."""
    from dragoman.knowledge.own_codebook import find_codebook
    from dragoman.knowledge.trained import coverage_note

    own = find_codebook(codebook)
    said = coverage_note(own, coder) if own is not None else None
    if said is not None:
        note(said)
    return own
