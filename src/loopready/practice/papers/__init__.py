"""Marks a draft by its paper's written criteria: what is there, thin, missing, or would hurt, with the draft's words."""

from loopready.practice.papers.marker import cautions_of, mark_paper

__all__ = ["cautions_of", "mark_paper"]
