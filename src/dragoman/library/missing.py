"""Optional packages: loaded where they are used, and what to install where they are not there."""

import importlib
from types import ModuleType

from dragoman.errors import DragomanError


def needed(module: str, extra: str) -> ModuleType:
    """An optional package.

    Raises:
        DragomanError: it is not installed; says how to.

    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise DragomanError(f"this needs {module}, which is optional: pip install 'dragoman[{extra}]'") from error
