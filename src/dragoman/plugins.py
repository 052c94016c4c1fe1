"""Readers, coders, codebooks and exports of other packages, found through entry points."""

from importlib.metadata import entry_points
from typing import Any

from dragoman.errors import DragomanError

GROUPS = ("dragoman.readers", "dragoman.coders", "dragoman.codebooks", "dragoman.exports")


def plugin_names(group: str) -> tuple[str, ...]:
    """The names that installed packages have put under an entry-point group, sorted."""
    return tuple(sorted(entry.name for entry in entry_points(group=group)))


def load_plugin(group: str, name: str) -> Any:  # an entry point may be any object; its caller checks it
    """The object behind a name in an entry-point group.

    Raises:
        DragomanError: there is no such name in the group.

    """
    for entry in entry_points(group=group):
        if entry.name == name:
            return entry.load()
    known = ", ".join(plugin_names(group)) or "none installed"
    raise DragomanError(f'{group}: no plug-in called "{name}"; known: {known}')
