"""Brings a database's tables up to date, and tells whether they are.

Refuses tables that a newer version made: what it would read or write there nobody knows. Alembic
comes in only where something is missing: it takes a fifth of a second by itself.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from flapover.journal.engines import migrating_engine
from flapover.journal.journal import SchemaNotCurrent

if TYPE_CHECKING:
    from alembic.config import Config

# Any number will do, as long as every node takes the same.
MIGRATION_LOCK = 0x666C6170
NEWEST = "0002"
"""The last of the migrations; each has a number of four digits, one higher than the one before."""


def upgrade(url: str) -> None:
    """Apply every migration that is missing, all or none.

    Harmless when none is missing, and when two nodes do it at once.

    Raises:
        SchemaNotCurrent: the tables are of a newer version, and are left as they are.
        sqlalchemy.exc.DBAPIError: the database cannot be reached or changed.

    """
    engine = migrating_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            if not _is_newest(_revision(connection)):
                _migrate(connection)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Tell whether the database has exactly the tables of this version.

    Raises:
        SchemaNotCurrent: the tables are of a newer version.
        sqlalchemy.exc.DBAPIError: the database cannot be reached.

    """
    engine = migrating_engine(url)
    try:
        with engine.connect() as connection:
            return _is_newest(_revision(connection))
    finally:
        engine.dispose()


def alembic_config() -> "Config":
    """Return where Alembic finds the migrations."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _is_newest(revision: str | None) -> bool:
    if revision is not None and revision > NEWEST:
        raise SchemaNotCurrent(
            "the tables are of a newer version of Flapover: start that one, or a newer one"
        )
    return revision == NEWEST


def _migrate(connection: Connection) -> None:
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
