"""The store behind SQLAlchemy: SQLite or PostgreSQL."""

from __future__ import annotations

from loopready.adapters.database.connecting import Database
from loopready.adapters.database.files import Files
from loopready.adapters.database.notes import Notes
from loopready.adapters.database.preparations import Preparations
from loopready.adapters.database.stages import Stages
from loopready.adapters.database.upgrading import upgrade

__all__ = ["Database", "Files", "Notes", "Preparations", "Stages", "upgrade"]
