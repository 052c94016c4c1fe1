"""Batches as bytes: documents coded in supervised worker processes, so that a bad one costs itself only."""

from dragoman.parallel.documents import CodingSettings, DocumentOutcome, code_documents
from dragoman.parallel.messages import Limits, Outcome, Task
from dragoman.parallel.pool import supervise

__all__ = ["CodingSettings", "DocumentOutcome", "Limits", "Outcome", "Task", "code_documents", "supervise"]
