"""Keeps a second Flapover away from a database that only one process may have open.

Two that cannot hear each other would each keep their own rooms, and nobody would see the other
half. So an SQLite file takes one process, and PostgreSQL takes several only if all have a bus. The
lock is the kernel's or the database's, so it ends with the process, however that ends.
"""

import os
from pathlib import Path

from flapover.journal import JournalUnavailable
from flapover.journal.engines import normal_url
from flapover.tenancy import Tenancy

try:
    import fcntl
except ImportError:  # Windows; there the operator must see to it
    fcntl = None  # type: ignore[assignment]


class AnotherFlapover(Exception):
    """The database is in use; the message is one line for the person."""


def be_alone_with(url: str, *, bus: bool) -> int | Tenancy | None:
    """Take a database for this process until it ends, alone or together with others on a bus.

    Returns:
        What holds the lock, to be kept; None when there is none to be had.

    Raises:
        AnotherFlapover: another process has it, or will not share it.
        JournalUnavailable: it cannot be opened.

    """
    parsed = normal_url(url)
    if parsed.get_backend_name() == "sqlite":
        if bus:
            raise AnotherFlapover(
                "FLAPOVER_REDIS_URL joins several on one PostgreSQL; an SQLite file takes one alone"
            )
        return _lock_file(Path(parsed.database or ""))
    tenancy = Tenancy(url, shared=bus)
    if not tenancy.take():
        raise AnotherFlapover(
            "another Flapover serves this database, without FLAPOVER_REDIS_URL"
            if bus
            else "another Flapover serves this database; for several, give each FLAPOVER_REDIS_URL"
        )
    tenancy.keep()
    return tenancy


def _lock_file(path: Path) -> int | None:
    if fcntl is None:
        return None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise JournalUnavailable(f"the database cannot be opened: {wrong.strerror}") from wrong
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise AnotherFlapover(f"another Flapover has {path} open") from None
    except OSError:
        # A file system without locks, as some networks have: no worse than before.
        pass
    return lock
