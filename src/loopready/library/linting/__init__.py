"""Lint: all faults of the content in one pass, each with its file, line and column."""

from loopready.library.linting.fault import CODES, Fault
from loopready.library.linting.likeness import AlikePair, Similarity
from loopready.library.linting.own import MUST, lint_own
from loopready.library.linting.run import lint, similarity

__all__ = ["CODES", "MUST", "AlikePair", "Fault", "Similarity", "lint", "lint_own", "similarity"]
