"""Lint: all faults of the content in one pass, each with its file, line and column."""

from loopready.library.linting.fault import CODES, Fault
from loopready.library.linting.run import lint

__all__ = ["CODES", "Fault", "lint"]
