"""What a trained coder thinks of a word: the act and status that it claims, and who stands in its roles."""

import msgspec

from dragoman.find.found import FoundMention
from dragoman.records import Act, Status


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """A trained coder's reading of the word at `token` in `Marked.tokens`.

    `event` is the share (0 to 1) that it claims any act here; `act` the likeliest act, with `act_share` among the acts;
    `status_share` that of the status, `role_shares` that of the likeliest mention in each role. Roles are the mentions
    that the coder puts there; those named in `guessed` are likely and not the likeliest there.
    """

    token: int
    event: float
    act: Act
    act_share: float
    mode: str | None
    status: Status
    status_share: float
    symmetric: bool
    role_shares: dict[str, float] = {}
    sources: tuple[FoundMention, ...] = ()
    targets: tuple[FoundMention, ...] = ()
    mediators: tuple[FoundMention, ...] = ()
    hosts: tuple[FoundMention, ...] = ()
    guessed: tuple[str, ...] = ()
