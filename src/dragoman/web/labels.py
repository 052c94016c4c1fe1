"""Labels beside circles of a drawing, set where they cover nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.output.clean import plain, shorten

LETTER, LINE, GAP = 8.0, 15.0, 4.0
"""Units that a letter of 13 units takes across (a wide one), that its line takes down, and between circle and words."""

LONGEST = 28
"""Characters of a label; the whole name stands in the table."""


class Box(NamedTuple):
    """A part of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "Box":
        """The box of a circle."""
        return cls(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: "Box") -> bool:
        """Whether the two have any part in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )  # fmt: skip


class Side(NamedTuple):
    """A label with its place: `x` and `y` are the start, middle or end (`anchor`) of its base line."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


def free_side(
    x: float, y: float, radius: float, text: str, taken: Iterable[Box], size: tuple[float, float]
) -> Side | None:
    """The first side of a circle where its label covers nothing and stays on the drawing; null where there is none."""
    shown = shorten(plain(text), LONGEST)
    boxes = list(taken)
    for side in sides(x, y, radius, shown):
        box = side.box
        is_inside = box.left >= 0 and box.top >= 0 and box.right <= size[0] and box.bottom <= size[1]
        if is_inside and not any(box.meets(other) for other in boxes):
            return side
    return None


def sides(x: float, y: float, radius: float, text: str) -> tuple[Side, ...]:
    """The label to the right, to the left, below and above of a circle."""
    wide, away = len(text) * LETTER, radius + GAP
    below, above = y + away + LINE - 3, y - away
    return (
        _side(text, x + away, y + 4, "start", x + away, wide),
        _side(text, x - away, y + 4, "end", x - away - wide, wide),
        _side(text, x, below, "middle", x - wide / 2, wide),
        _side(text, x, above, "middle", x - wide / 2, wide),
    )


def _side(text: str, x: float, base: float, anchor: str, left: float, wide: float) -> Side:
    return Side(text, round(x, 1), round(base, 1), anchor, Box(left, base - LINE + 3, left + wide, base + 3))
