"""Marks an answer: reading it, the evidence in it, the levels, what is missing."""

from loopready.practice.marking.marker import mark, overall

__all__ = ["mark", "overall"]
