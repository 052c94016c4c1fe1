"""What people type: states by name, ISO code, demonym or capital, and days."""

from datetime import date
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dragoman.knowledge.gazetteer import Gazetteer


def state_code(name: str, gazetteer: "Gazetteer") -> str:
    """The ISO alpha-3 code of a state by name, code, demonym or capital.

    Raises:
        BadParameter: no state is called so; the message names the nearest.
    """
    code = gazetteer.state_of(name)
    if code is not None:
        return code
    near = gazetteer.nearest_state(name)
    hint = f'; did you mean "{near}"?' if near else "; give a name, an ISO code (AZE) or a demonym (Azerbaijani)"
    raise typer.BadParameter(f'no state is called "{name}"{hint}')


def calendar_day(day: str | None) -> str | None:
    """The ISO 8601 day of an option, or null where it is not given.

    Raises:
        BadParameter: it is no day of the calendar.
    """
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f'"{day}" is no day; write it as 2025-03-31') from error
