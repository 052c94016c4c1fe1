"""The built-in look-ups with an own codebook's acts and modes in them."""

import msgspec

from dragoman.knowledge.bundle import Knowledge
from dragoman.knowledge.cameo import Cameo
from dragoman.knowledge.codebook import Codebook, Mode
from dragoman.records import OwnCodebook


def extend_codebook(codebook: Codebook, own: OwnCodebook) -> Codebook:
    """The codebook with own acts and modes among the modes of their acts."""
    modes = {entry.name: entry.mode for entry in codebook.act}
    for one in own.entries:
        made = Mode(name=one.name, description=one.description, score=one.score, own=True, exports_as=one.exports_as)
        modes[one.act] = (*modes[one.act], made)
    acts = tuple(msgspec.structs.replace(entry, mode=modes[entry.name]) for entry in codebook.act)
    version = f"{codebook.version} + {own.name} {own.digest}"
    return msgspec.structs.replace(codebook, version=version, act=acts)


def extend_cameo(cameo: Cameo, own: OwnCodebook) -> Cameo:
    """The root codes with those that own acts and modes name."""
    by_code = {root.code: root for root in cameo.root}
    roots = tuple(
        msgspec.structs.replace(by_code[one.cameo], type=one.act, modes=(one.name,))
        for one in own.entries
        if one.cameo is not None
    )
    return msgspec.structs.replace(cameo, root=(*cameo.root, *roots))


def with_codebook(knowledge: Knowledge, own: OwnCodebook | None) -> Knowledge:
    """The knowledge with an own codebook; its fingerprint tells which. Null leaves it as it is."""
    if own is None:
        return knowledge
    return msgspec.structs.replace(
        knowledge,
        codebook=extend_codebook(knowledge.codebook, own),
        fingerprint=f"{knowledge.fingerprint}+{own.name}-{own.digest}",
    )
