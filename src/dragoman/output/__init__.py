"""Briefs and other things to read, from records."""

from dragoman.output.brief import Brief, make_brief
from dragoman.output.markdown import render_markdown
from dragoman.output.page import render_page
from dragoman.output.terminal import render_terminal
from dragoman.output.variants import BriefChanges, changes_between, on_one_page, render_changes

__all__ = [
    "Brief",
    "BriefChanges",
    "changes_between",
    "make_brief",
    "on_one_page",
    "render_changes",
    "render_markdown",
    "render_page",
    "render_terminal",
]
