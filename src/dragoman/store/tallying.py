"""What the map and the network ask of a store, and what it answers: counts of happenings, no records."""

from dragoman.records import Act, Record, Status


class TallyQuery(Record, frozen=True, kw_only=True):
    """Which happenings are counted; the fields are those of `HappeningQuery`, `mode` one of an own codebook.

    `limit` is how many places or pairs are answered, those with the most happenings first.
    """

    pair: tuple[str, str] | None = None
    state: str | None = None
    act: Act | None = None
    mode: str | None = None
    status: Status | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 200


class PlaceTally(Record, frozen=True, kw_only=True):
    """A place as articles name it, and the happenings that any of their accounts puts there.

    `done` are those that happened or go on, `other` the denied, called-off and hypothetical ones. `reports` is the sum
    over the happenings of the articles that name the place. Days are the first and the last that any of them can mean,
    null where nothing tells; a happening without days of its own has that of its first report.
    """

    name: str
    state: str | None
    done: int
    planned: int
    other: int
    reports: int
    first: str | None
    last: str | None

    @property
    def happenings(self) -> int:
        """All of them."""
        return self.done + self.planned + self.other


class PairTally(Record, frozen=True, kw_only=True):
    """Two states, and the happenings in which one acts towards the other, or both act together.

    Those that happened or go on are `cooperative` or `hostile`; what is planned, and the denied, called-off and
    hypothetical ones under `other`, are in neither. Days as in `PlaceTally`.
    """

    pair: tuple[str, str]
    cooperative: int
    hostile: int
    planned: int
    other: int
    first: str | None
    last: str | None

    @property
    def done(self) -> int:
        """Those that happened or go on."""
        return self.cooperative + self.hostile

    @property
    def happenings(self) -> int:
        """All of them."""
        return self.done + self.planned + self.other


class Tallied(Record, frozen=True, kw_only=True):
    """How many happenings match, how many of these are in any place or pair, and how many places or pairs there are."""

    happenings: int
    within: int
    groups: int


class PlaceTallies(Record, frozen=True, kw_only=True):
    """Places with the most happenings, and the totals of all."""

    places: tuple[PlaceTally, ...]
    total: Tallied


class PairTallies(Record, frozen=True, kw_only=True):
    """Pairs with the most happenings, and the totals of all."""

    pairs: tuple[PairTally, ...]
    total: Tallied
