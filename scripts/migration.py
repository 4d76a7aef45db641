"""Write the next database migration from what changed in the tables: python scripts/migration.py "what changes"."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from loopready.adapters.database import Database, upgrade
from loopready.adapters.database.upgrading import alembic_config


def main(message: str) -> None:
    """Compare an upgraded empty database with the tables, and write the difference as a revision."""
    config = alembic_config()
    last = ScriptDirectory.from_config(config).get_current_head()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "empty.sqlite")
        if last is not None:
            upgrade(database)
        with database.engine.execution_options(loopready_writes=True).connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            made = command.revision(config, message=message, autogenerate=True, rev_id=f"{int(last or 0) + 1:04}")
        database.close()
    written = [script.path for script in (made if isinstance(made, list) else [made]) if script]
    subprocess.run([sys.executable, "-m", "ruff", "format", *written], check=True)
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", *written], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
