"""Match x Guide -> Brief: sections of claims, each citing what it rests on; refuses an ungrounded claim."""

from loopready.composing.compose import Refused, compose

__all__ = ["Refused", "compose"]
