"""The shapes in which events leave as tables; apart from what writes them, so that the command line can name them."""

from enum import StrEnum


class TableForm(StrEnum):
    """The columns of a table of events."""

    DRAGOMAN = "dragoman"
    POLECAT = "polecat"
    CAMEO = "cameo"
