"""The codebook: acts, modes, contexts and sectors of an ontology, and how a type follows from act and status."""

from functools import cached_property

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge.files import data_root, read_toml
from dragoman.records import Act, Status


class Mode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act is done. `score` is on the manual's conflict-cooperation scale, -10 to +10.

    An `own` one comes from a user's codebook; where it stands for a mode of PLOVER's, `exports_as` names that.
    """

    name: str
    description: str
    score: float | None = None
    own: bool = False
    exports_as: str | None = None


class ActEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One root type. `plover` gives the exported type by status; a status that is not listed has none."""

    name: Act
    quad: str
    description: str
    score: float
    recipient_required: bool
    plover: dict[Status, Act]
    mode: tuple[Mode, ...] = ()


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an act is about; an event may have several."""

    name: str
    description: str


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sector of society, or a non-state country code (UNO, EUR, IGO, NGO …)."""

    code: str
    description: str


class Codebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """An ontology as data; every export names its version."""

    name: str
    version: str
    source: str
    act: tuple[ActEntry, ...]
    context: tuple[Context, ...]
    sector: tuple[Sector, ...]

    @cached_property
    def acts(self) -> dict[Act, ActEntry]:
        """The entries by act."""
        return {entry.name: entry for entry in self.act}

    def plover_type(self, act: Act, status: Status) -> Act | None:
        """The type that PLOVER gives to an act of a status; null for denied and hypothetical acts.

        Source: PLOVER manual 2.0: a planned visit is AGREE, an announced hostile act THREATEN, a cancelled
        meeting REJECT.
        """
        return self.acts[act].plover.get(status)

    def score(self, act: Act, mode: str | None) -> float:
        """The conflict-cooperation score of an act in a mode, -10 (conflict) to +10 (cooperation)."""
        entry = self.acts[act]
        by_mode = {m.name: m.score for m in entry.mode}
        found = by_mode.get(mode) if mode else None
        return entry.score if found is None else found

    def has_mode(self, act: Act, mode: str) -> bool:
        """Whether an act has a mode."""
        return any(one.name == mode for one in self.acts[act].mode)

    def exported_mode(self, act: Act, mode: str | None) -> str | None:
        """The mode that PLOVER knows: a mode of its own, or the one that an own act or mode exports as."""
        found = next((one for one in self.acts[act].mode if one.name == mode), None)
        if found is None:
            return None
        return found.exports_as if found.own else found.name


def load_codebook(name: str = "plover") -> Codebook:
    """A codebook from the package's own data.

    Raises:
        KnowledgeError: the file is not as it should be, or an act has no entry.

    """
    codebook = read_toml(data_root() / "codebook" / f"{name}.toml", Codebook)
    missing = set(Act) - set(codebook.acts)
    if missing:
        raise KnowledgeError(f"codebook/{name}.toml: no entry for {', '.join(sorted(missing))}")
    return codebook
