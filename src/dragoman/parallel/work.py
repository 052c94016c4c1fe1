"""What a worker does: document reference in, coded article out, both as bytes; knowledge is loaded once."""

from collections.abc import Callable
from importlib.metadata import version

import msgspec

from dragoman.coding.coders import OWN_CODERS, make_coder
from dragoman.coding.rules import RuleCoder
from dragoman.knowledge.bundle import fingerprint, load_knowledge
from dragoman.knowledge.extending import with_codebook
from dragoman.knowledge.language import DEFAULT_LANGUAGE
from dragoman.knowledge.office_memory import digest_of, remember_offices
from dragoman.knowledge.trained import stamp_of
from dragoman.parallel.documents import CodingSettings
from dragoman.pipeline import code_article
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
    knowledge = remember_offices(load_knowledge(chosen.language or DEFAULT_LANGUAGE), chosen.offices)
    knowledge = with_codebook(knowledge, chosen.codebook)
    coder = make_coder(chosen.coder, chosen.codebook)
    documents = msgspec.msgpack.Decoder(DocumentRef)

    def code(document: bytes) -> bytes:
        return encode(code_article(read_document(documents.decode(document), chosen.options), knowledge, coder))

    return code


def coding_of(settings: CodingSettings) -> str:
    """What codes: coder, its version and the fingerprint of the knowledge; what another has coded is coded again.

    Our own coders are not loaded for this: their model is one of the files that the fingerprint covers.
    """
    coder = settings.coder if settings.coder in OWN_CODERS else make_coder(settings.coder).name
    known = fingerprint(settings.language or DEFAULT_LANGUAGE)
    remembered = f" offices {digest_of(settings.offices)}" if settings.offices else ""
    own = f" codebook {stamp_of(settings.codebook)}" if settings.codebook else ""
    return f"{coder} {RuleCoder.name} {version('dragoman')} {known}{remembered}{own}"
