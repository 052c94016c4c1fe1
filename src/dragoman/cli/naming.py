"""What people type: states by name, ISO code, demonym or capital, and days."""

import difflib
from datetime import date
from typing import TYPE_CHECKING

import typer

from dragoman.records import Act, is_own_act

if TYPE_CHECKING:
    from dragoman.knowledge.codebook import Codebook
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


def asked_act(name: str | None, codebook: "Codebook") -> tuple[Act | None, str | None]:
    """The act of an option and, for an own act, the mode that it is kept as; case does not matter.

    Raises:
        BadParameter: the codebook has no such act; the message names the nearest.
    """
    if name is None:
        return None, None
    folded = name.upper()
    if folded in set(Act):
        return Act(folded), None
    own = {mode.name: entry.name for entry in codebook.act for mode in entry.mode if is_own_act(mode.name)}
    if folded in own:
        return own[folded], folded
    near = difflib.get_close_matches(folded, [*Act, *own], n=1)
    hint = f'; did you mean "{near[0]}"?' if near else f"; choose one of {', '.join([*Act, *own])}"
    raise typer.BadParameter(f'"{name}" is no act of {codebook.name} or of the codebook in dragoman.toml{hint}')


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
