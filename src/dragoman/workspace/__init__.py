"""A workspace: a folder with a store and its settings; the only place where the stages meet the store."""

from dragoman.workspace.former import Tombstone
from dragoman.workspace.reports import AddReport, Failure, History, ImportReport, PairRecords, Progress, Shown
from dragoman.workspace.settings import Settings
from dragoman.workspace.workspace import Workspace

__all__ = [
    "AddReport",
    "Failure",
    "History",
    "ImportReport",
    "PairRecords",
    "Progress",
    "Settings",
    "Shown",
    "Tombstone",
    "Workspace",
]
