"""Runs the migrations on the connection that `migrate` hands over, inside its transaction."""

from alembic import context
from sqlalchemy import Connection

from flapover.journal.tables import METADATA

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run through flapover.journal.migrate")
# SQLite changes a table by copying it, which batch mode does.
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
