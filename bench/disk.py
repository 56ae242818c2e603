"""What the disk under the measured servers takes to keep something for good."""

import os
import statistics
import time

from bench.process import ON_DISK, new_folder

PAGE = b"f" * 4096
TIMES = 100


def fsync_ms() -> float:
    """Return how long one page takes to be appended and on disk, in milliseconds."""
    with new_folder(ON_DISK) as folder:
        descriptor = os.open(folder / "page", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            return statistics.median(_once(descriptor) for _ in range(TIMES)) * 1e3
        finally:
            os.close(descriptor)


def _once(descriptor: int) -> float:
    began = time.perf_counter()
    os.write(descriptor, PAGE)
    os.fsync(descriptor)
    return time.perf_counter() - began
