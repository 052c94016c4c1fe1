"""Briefs and other things to read, from records."""

from dragoman.output.brief import Brief, make_brief
from dragoman.output.markdown import render_markdown
from dragoman.output.terminal import render_terminal

__all__ = ["Brief", "make_brief", "render_markdown", "render_terminal"]
