"""Keeps a second Flapover away from a database that only one process may have open.

Two on one SQLite file would each keep their own rooms, and nobody would see the other half. The
lock is the kernel's, so it ends with the process, however that ends.
"""

import os
from pathlib import Path

from flapover.journal import JournalUnavailable
from flapover.journal.engines import normal_url

try:
    import fcntl
except ImportError:  # Windows; there the operator must see to it
    fcntl = None  # type: ignore[assignment]


class AnotherFlapover(Exception):
    """The database is in use; the message is one line for the person."""


def be_alone_with(url: str) -> int | None:
    """Take an SQLite file for this process, until it ends; other stores take more than one.

    Returns:
        The open file that holds the lock; None when none is needed.

    Raises:
        AnotherFlapover: another process has it.
        JournalUnavailable: there can be no file at that place.

    """
    parsed = normal_url(url)
    if parsed.get_backend_name() != "sqlite" or fcntl is None:
        return None
    path = Path(parsed.database or "")
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
