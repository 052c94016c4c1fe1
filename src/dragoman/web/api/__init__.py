"""The REST API under /api/v1: the same records as the pages, as JSON, CSV and lines of JSON."""

PREFIX = "/api/v1"
"""Where everything of the API stands; a change that breaks a script gets another number."""


def is_api(path: str) -> bool:
    """Whether a path is of the API, whose errors are data and not pages."""
    return path == "/api" or path.startswith("/api/")
