"""Profile x Posting x Guide -> Match: evidence per requirement and signal, reasons by name, caps."""

from __future__ import annotations

from loopready.matching.matching import match

__all__ = ["match"]
