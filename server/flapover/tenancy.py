"""A process's right to serve a PostgreSQL database: alone, or together with others on a bus.

An advisory lock of the database: exclusive for one that would not hear of others, shared for those
that do. It goes when the connection does, so it is looked after, and taken again when the database
was away; a process that then finds the place taken ends itself.
"""

import logging
import os
import signal
import threading
import time

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from flapover.journal import JournalUnavailable
from flapover.journal.engines import migrating_engine
from flapover.notes import note

log = logging.getLogger(__name__)
LOCK = 0x666C61706F766572
"""`flapover` in ASCII; advisory locks are numbers, and each database has its own."""

TRIES = 10
AGAIN_SECONDS = 0.3
"""A process that was just killed may not have been missed yet."""

LOOK_SECONDS = 5.0
NOTICE = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""So that the database misses a machine that went away without a word, and lets others in."""


class Tenancy:
    """The lock, and the connection that it lives on."""

    def __init__(self, url: str, *, shared: bool) -> None:
        """Prepare; `shared` is whether others may serve the same database."""
        self._engine = migrating_engine(url).execution_options(isolation_level="AUTOCOMMIT")
        self._ask = f"SELECT pg_try_advisory_lock{'_shared' if shared else ''}({LOCK})"
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock; False when somebody else has it and keeps it.

        Raises:
            JournalUnavailable: the database cannot be asked.

        """
        try:
            for _ in range(TRIES):
                if self._try():
                    return True
                time.sleep(AGAIN_SECONDS)
        except DBAPIError as error:
            self._let_go()
            # The driver's own message may repeat the URL, and the password in it.
            raise JournalUnavailable(
                f"the database cannot be opened: {type(error.orig).__name__}"
            ) from error
        self._let_go()
        return False

    def keep(self) -> None:
        """Look after the lock until the process ends."""
        threading.Thread(target=self._look_after, name="tenancy", daemon=True).start()

    def _try(self) -> bool:
        if self._connection is None:
            self._connection = self._engine.connect()
            for name, value in NOTICE.items():
                self._connection.execute(
                    text("SELECT set_config(:name, :value, false)"), {"name": name, "value": value}
                )
        return bool(self._connection.scalar(text(self._ask)))

    def _look_after(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                if self._connection is not None:
                    self._connection.scalar(text("SELECT 1"))
                elif not self.take():
                    note(log, "database_taken_over")
                    os.kill(os.getpid(), signal.SIGTERM)
                    return
            except (DBAPIError, JournalUnavailable):
                self._let_go()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()
