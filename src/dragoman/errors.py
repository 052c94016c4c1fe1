"""The errors Dragoman raises, one family under one root.

    DragomanError
    ├── ReadError        a document cannot be read as an article
    ├── KnowledgeError   a data file is not as it should be
    ├── TimexError       a time expression or an EDTF string that cannot be resolved
    ├── CoderError       a coder broke its contract
    ├── StoreError       the store refused, or is of another version
    └── WorkspaceError   a workspace or its settings are not as they should be
        └── JudgementError   a judgement does not fit what it is about

A message says what was wrong, where, and what to do. Not knowing is not an error: it is a value.
"""


class DragomanError(Exception):
    """Any error that Dragoman raises on purpose."""


class ReadError(DragomanError):
    """A document cannot be read as an article; the run goes on without it."""


class KnowledgeError(DragomanError):
    """A data file under `data/` (or a user's own) is not as it should be; names file and entry."""


class TimexError(DragomanError):
    """A time expression, or an EDTF string, that cannot be resolved."""


class CoderError(DragomanError):
    """A coder broke its contract, for instance by quoting words that the article does not hold."""


class StoreError(DragomanError):
    """The store refused a change, or was written by another version."""


class WorkspaceError(DragomanError):
    """A workspace or its settings are missing, unreadable or mistyped."""


class JudgementError(WorkspaceError):
    """A judgement does not fit what it is about: no such record, no such field, or a value that cannot be."""
