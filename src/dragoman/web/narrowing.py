"""How a list is narrowed by the address of its page: states, act, status, days; and the address of its next page."""

from typing import Any

from dragoman.records import Act, Record, Status
from dragoman.web.desk import Desk
from dragoman.web.frame import PAGE_ROWS, HasQuery, WebRequest, address, asked, asked_day, asked_state, asked_word

NAMES = ("state", "with", "act", "status", "since", "until")
"""What the form of a list asks, by the names in the address."""


class Narrowing(Record, frozen=True, kw_only=True):
    """What a page was asked for. `other` is the second state of a pair; null where one state, or twice the same, is.

    `own` is an act of the workspace's own codebook, kept under `act`; `own_acts` are those that one may choose.
    """

    state: str | None
    other: str | None
    act: Act | None
    own: str | None
    own_acts: tuple[str, ...]
    status: Status | None
    since: str | None
    until: str | None
    after: str | None

    @property
    def is_any(self) -> bool:
        """Whether anything narrows the list."""
        return any((self.state, self.act, self.status, self.since, self.until))

    @property
    def query(self) -> dict[str, Any]:  # Any: the values of an event's or a happening's query
        """The fields that queries of events and of happenings have in common: newest first, a page and one more."""
        return {
            "pair": (self.state, self.other) if self.state and self.other else None,
            "state": None if self.other else self.state,
            "act": self.act,
            "mode": self.own,
            "status": self.status,
            "since": self.since,
            "until": self.until,
            "newest_first": True,
            "limit": PAGE_ROWS + 1,
            "after": self.after,
        }

    @property
    def chosen(self) -> dict[str, str | None]:
        """What narrows the list, by the names in the address."""
        chosen = (self.state, self.other, self.own or self.act, self.status, self.since, self.until)
        return dict(zip(NAMES, chosen, strict=True))

    @property
    def page(self) -> dict[str, Any]:  # Any: what templates show
        """What the form of the list shows."""
        return {"chosen": self.chosen, "acts": (*Act, *self.own_acts), "statuses": tuple(Status)}


def asked_narrowing(request: HasQuery, desk: Desk) -> Narrowing:
    """What the address of a list asks for.

    Raises:
        ValidationException: a state, day, act or status is unknown.

    """
    first, second = asked_state(request, desk, "state"), asked_state(request, desk, "with")
    state = first or second
    own = asked(request, "act") if asked(request, "act") in desk.own_acts else None
    return Narrowing(
        state=state,
        other=second if second != state else None,
        act=desk.own_acts[own] if own else asked_word(request, "act", Act),
        own=own,
        own_acts=tuple(desk.own_acts),
        status=asked_word(request, "status", Status),
        since=asked_day(request, "since"),
        until=asked_day(request, "until"),
        after=asked(request, "after") or None,
    )


def next_page(request: WebRequest, path: str, cursors: list[str], *more: str) -> str | None:
    """The address of the next page where the answers, by their cursors, are more than a page; `more` names are kept."""
    if len(cursors) <= PAGE_ROWS:
        return None
    return address(path, **{name: asked(request, name) for name in (*more, *NAMES)}, after=cursors[PAGE_ROWS - 1])
