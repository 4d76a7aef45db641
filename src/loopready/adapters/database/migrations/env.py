"""Alembic's environment: the connection is handed in by ``upgrading.upgrade``."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from loopready.adapters.database.tables import Base, Moment


def _written(type_: str, obj: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Migrations name the database's own types, so that they stand when ours move."""
    return "sa.DateTime(timezone=True)" if type_ == "type" and isinstance(obj, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_written,
)
with context.begin_transaction():
    context.run_migrations()
