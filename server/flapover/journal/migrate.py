"""Brings a database's tables up to date, and tells whether they are."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from flapover.journal.engines import migrating_engine

# Any number will do, as long as every node takes the same.
MIGRATION_LOCK = 0x666C6170


def upgrade(url: str) -> None:
    """Apply every migration that is missing, all or none.

    Harmless when none is missing, and when two nodes do it at once.

    Raises:
        sqlalchemy.exc.DBAPIError: the database cannot be reached or changed.

    """
    engine = migrating_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Tell whether the database has exactly the tables of this version.

    Raises:
        sqlalchemy.exc.DBAPIError: the database cannot be reached.

    """
    engine = migrating_engine(url)
    try:
        with engine.connect() as connection:
            return (
                _revision(connection) == ScriptDirectory.from_config(_config()).get_current_head()
            )
    finally:
        engine.dispose()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
