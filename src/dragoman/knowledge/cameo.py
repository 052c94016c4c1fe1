"""CAMEO root codes: which one an event has by its PLOVER type and mode, with Goldstein's score."""

from functools import cached_property

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Act


class CameoRoot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A root code; `score` is Goldstein's, -10 (conflict) to +10 (cooperation). Without `modes` it is its type's."""

    code: str
    name: str
    score: float
    type: Act
    modes: tuple[str, ...] = ()


class Cameo(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The root codes with their source. Source: CAMEO codebook 1.1b3."""

    name: str
    version: str
    source: str
    root: tuple[CameoRoot, ...]

    @cached_property
    def _by_type(self) -> dict[tuple[Act, str | None], CameoRoot]:
        return {(root.type, mode): root for root in self.root for mode in root.modes or (None,)}

    def root_of(self, plover: Act, mode: str | None) -> CameoRoot:
        """The root code of a PLOVER type in a mode."""
        return self._by_type.get((plover, mode)) or self._by_type[plover, None]


def load_cameo() -> Cameo:
    """The root codes.

    Raises:
        KnowledgeError: the file is not as it should be, or a type has no code.

    """
    cameo = read_toml(data_root() / "codebook" / "cameo.toml", Cameo)
    missing = set(Act) - {root.type for root in cameo.root if not root.modes}
    if missing:
        raise KnowledgeError(f"codebook/cameo.toml: no root code for {', '.join(sorted(missing))}")
    return cameo
