"""The coders by name: the package's own, and those of other packages under the entry point `dragoman.coders`."""

from pathlib import Path

from dragoman.coding.coder import Coder, OpinionatedCoder
from dragoman.coding.encoder import Encoder
from dragoman.coding.model import ModelCoder
from dragoman.coding.nearest import Nearest, NearestCoder, OpinionatedNearestCoder
from dragoman.coding.rules import RuleCoder
from dragoman.knowledge.trained import entries_to_match
from dragoman.plugins import load_plugin
from dragoman.records import OwnCodebook

OWN_CODERS = ("model", "rules")


def make_coder(name: str = "model", own: OwnCodebook | None = None) -> Coder:
    """The coder of a name; a plug-in's entry point is called without arguments.

    With an own codebook the model is the one trained with it, if it names one, and what no model was trained for is
    coded by nearest description.

    Raises:
        CoderError: the model's files are missing.
        DragomanError: there is no coder of that name.
    """
    if own is None:
        return _coder(name, None)
    encoder = Encoder(own=Path(own.model) if own.model is not None and name == "model" else None)
    coder = _coder(name, encoder)
    missing = entries_to_match(own, name)
    if not missing:
        return coder
    nearest = Nearest(encoder, missing)
    if isinstance(coder, OpinionatedCoder):
        return OpinionatedNearestCoder(coder, coder, nearest, own.name)
    return NearestCoder(coder, nearest, own.name)


def _coder(name: str, encoder: Encoder | None) -> Coder:
    if name == "rules":
        return RuleCoder()
    if name == "model":
        return ModelCoder(encoder)
    made: Coder = load_plugin("dragoman.coders", name)()
    return made
