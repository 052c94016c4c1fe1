"""Dragoman as a library: a workspace opened by `dragoman.open`, with lists of records that show and convert themselves.

Each module imports what converts (pyarrow, pandas, networkx) where it is used: all three are optional.
"""

from dragoman.library.lists import Records
from dragoman.library.opened import OpenWorkspace, open  # noqa: A004 - as gzip and tarfile name theirs
from dragoman.library.pairs import Pair

__all__ = ["OpenWorkspace", "Pair", "Records", "open"]
