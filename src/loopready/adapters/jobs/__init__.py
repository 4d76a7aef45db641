"""Runners of preparations' stages."""

from __future__ import annotations

from loopready.adapters.jobs.threads import ThreadJobs

__all__ = ["ThreadJobs"]
