"""Actors: who acts, is acted on, speaks or is named."""

from enum import StrEnum

from dragoman.records.base import Record, Span, check_span


class ActorKind(StrEnum):
    """What an actor is. `place` is a location named as such; a capital that stands for its government is a `state`."""

    STATE = "state"
    OFFICE = "office"
    PERSON = "person"
    ORGANISATION = "org"
    IGO = "igo"
    GROUP = "group"
    OUTLET = "outlet"
    PLACE = "place"
    ANONYMOUS = "anonymous"


class Mention(Record, frozen=True, kw_only=True):
    """A span that names an actor, half-open, in code points of the article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        check_span((self.start, self.end), "mention")

    @property
    def span(self) -> Span:
        """The mention's `[start, end)`."""
        return (self.start, self.end)


class Office(Record, frozen=True, kw_only=True):
    """An office that the text gives to an actor; `status` is current, former, acting, elect or previous."""

    title: str
    state: str | None = None
    status: str = "current"
    span: Span | None = None


class Actor(Record, frozen=True, kw_only=True):
    """An actor of one article with all its mentions.

    `state` is the ISO 3166 alpha-3 code of the sovereign state (XKX, PSE, TWN and ESH kept apart); `states` lists
    several for plural actors ("the two nations"). `sector` is a PLOVER sector code or, for organisations of states,
    a non-state country code (UNO, EUR, IGO, NGO). `reason` says which rule and which rows decided.
    """

    id: str
    name: str
    kind: ActorKind
    state: str | None = None
    states: tuple[str, ...] = ()
    sector: str | None = None
    offices: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reason: str = ""


class Ref(Record, frozen=True, kw_only=True):
    """A reference to an actor at one place of the text. `span` is where the text names it, null when it is implied."""

    actor: str
    name: str
    state: str | None = None
    sector: str | None = None
    span: Span | None = None

    def __post_init__(self) -> None:
        check_span(self.span, "ref")
