"""The coders by name: the package's own, and those of other packages under the entry point `dragoman.coders`."""

from dragoman.coding.coder import Coder
from dragoman.coding.model import ModelCoder
from dragoman.coding.rules import RuleCoder
from dragoman.plugins import load_plugin

OWN_CODERS = ("model", "rules")


def make_coder(name: str = "model") -> Coder:
    """The coder of a name; a plug-in's entry point is called without arguments.

    Raises:
        CoderError: the model's files are missing.
        DragomanError: there is no coder of that name.
    """
    if name == "rules":
        return RuleCoder()
    if name == "model":
        return ModelCoder()
    made: Coder = load_plugin("dragoman.coders", name)()
    return made
