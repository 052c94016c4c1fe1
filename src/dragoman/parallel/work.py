"""What a worker does: document reference in, coded article out, both as bytes; knowledge is loaded once."""

from collections.abc import Callable
from typing import cast

import msgspec

from dragoman.coding.coder import Coder
from dragoman.coding.rules import RuleCoder
from dragoman.knowledge.bundle import fingerprint, load_knowledge
from dragoman.knowledge.language import DEFAULT_LANGUAGE
from dragoman.parallel.documents import CodingSettings
from dragoman.pipeline import code_article
from dragoman.plugins import load_plugin
from dragoman.read.documents import DocumentRef
from dragoman.read.sources import read_document
from dragoman.records import encode


def open_coder(settings: bytes) -> Callable[[bytes], bytes]:
    """The work function for documents, with knowledge and coder loaded.

    Raises:
        KnowledgeError: a data file is not as it should be, or the language is not installed.
        DragomanError: there is no coder of that name.

    """
    chosen = msgspec.msgpack.decode(settings, type=CodingSettings)
    knowledge = load_knowledge(chosen.language or DEFAULT_LANGUAGE)
    coder = coder_named(chosen.coder)
    documents = msgspec.msgpack.Decoder(DocumentRef)

    def code(document: bytes) -> bytes:
        return encode(code_article(read_document(documents.decode(document), chosen.options), knowledge, coder))

    return code


def coder_named(name: str) -> Coder:
    """The coder of a name: "rules", or one that another package brings under `dragoman.coders`.

    Raises:
        DragomanError: there is none of that name.

    """
    if name == "rules":
        return RuleCoder()
    # A plug-in gives a coder, or something that makes one; that it is one shows when it codes.
    found = load_plugin("dragoman.coders", name)
    return cast(Coder, found() if callable(found) else found)


def coding_of(settings: CodingSettings) -> str:
    """What codes: coder and fingerprint of the knowledge, so that what another would code is coded again."""
    return f"{coder_named(settings.coder).name} {fingerprint(settings.language or DEFAULT_LANGUAGE)}"
