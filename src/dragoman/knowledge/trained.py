"""What the model of an own codebook was trained with, so that only the rest is coded by nearest description."""

import hashlib
from pathlib import Path

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.records import OwnCodebook, OwnEntry

MODEL = "model"
"""The coder that a trained model serves."""


class _Trained(msgspec.Struct, frozen=True):
    """The part of a model's settings that says what it was trained with: "name digest", and labels "ACT/mode"."""

    modes: tuple[str, ...] = ()
    codebook: str | None = None


def trained_as(own: OwnCodebook) -> str:
    """How a model's settings name the codebook that it was trained with."""
    return f"{own.name} {own.digest}"


def stamp_of(own: OwnCodebook) -> str:
    """The codebook and its model, if any, as one word for the ledger: it changes where what they code may."""
    digest = hashlib.blake2b(own.digest.encode(), digest_size=5)
    for name in ("model.json", "heads.npz", "encoder.onnx") if own.model is not None else ():
        file = Path(own.model or "") / name
        digest.update(file.read_bytes() if file.is_file() else b"")
    return f"{own.name}-{digest.hexdigest()}"


def entries_to_match(own: OwnCodebook, coder: str = MODEL) -> tuple[OwnEntry, ...]:
    """The entries that the codebook's model was not trained for; all where there is no model.

    A model of another codebook knows none of them, whatever its labels are called.

    Raises:
        KnowledgeError: the codebook names a model that is not there.

    """
    trained = _trained(own) if coder == MODEL else None
    if trained is None or not trained.codebook or trained.codebook.split()[0] != own.name:
        return own.entries
    return tuple(entry for entry in own.entries if entry.label not in trained.modes)


def coverage_note(own: OwnCodebook, coder: str = MODEL) -> str | None:
    """What to tell a user of how the entries are coded; null where a model was trained with this very codebook.

    Raises:
        KnowledgeError: as `entries_to_match`.

    """
    missing = entries_to_match(own, coder)
    if missing:
        names = ", ".join(entry.name for entry in missing)
        return f"codebook {own.name}: by nearest description, with lower confidence: {names}"
    trained = _trained(own)
    if trained is not None and trained.codebook != trained_as(own):
        return f"codebook {own.name}: changed since its model was trained; `make train CODEBOOK=…` takes up the change"
    return None


def _trained(own: OwnCodebook) -> _Trained | None:
    if own.model is None:
        return None
    file = Path(own.model) / "model.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Trained)
    except (OSError, msgspec.MsgspecError) as error:
        raise KnowledgeError(
            f'{file}: {error}; train it with `make train CODEBOOK=…`, or take "model" out of codebook {own.name}'
        ) from error
