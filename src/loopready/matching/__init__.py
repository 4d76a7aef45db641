"""Profile x Posting x Guide -> Match: evidence per requirement and signal, reasons by name, caps."""

from __future__ import annotations

from loopready.matching.matching import match
from loopready.matching.signals import texts_of_guide

__all__ = ["match", "texts_of_guide"]
