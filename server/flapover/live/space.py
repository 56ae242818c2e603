"""How much of the disk films may take, with what is still on its way counted as taken."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RESERVE_BYTES = 256 * 1024 * 1024
"""What films leave free on the disk: the journal must never lack room because of them."""

LARGEST_AT_ONCE = 50
"""How many films of the largest size there may be, of all boards together."""


@dataclass(slots=True, eq=False)
class Claim:
    """What one film may still bring."""

    left: int

    def took(self, size: int) -> None:
        """Count what was written: the disk knows of that by itself."""
        self.left = max(0, self.left - size)


class Space:
    """The bounds on a folder of films."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        """Bound a folder, by the largest size of one film."""
        self._folder = folder
        self._max_bytes = max_bytes
        self._claims: set[Claim] = set()

    @contextmanager
    def claim(self, announced: int) -> Iterator[Claim]:
        """Claim room for a film; one that does not say how large it is may be of the largest."""
        claim = Claim(announced or self._max_bytes)
        self._claims.add(claim)
        try:
            yield claim
        finally:
            self._claims.discard(claim)

    def fits(self) -> bool:
        """Say whether all that is claimed fits the disk and what films may take; reads the disk."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lying = sum(_size(path) for path in self._folder.glob("*"))
        return self.is_spare() and lying + self._left <= LARGEST_AT_ONCE * self._max_bytes

    def is_spare(self) -> bool:
        """Say whether the disk can take all that is claimed and have its reserve left."""
        return shutil.disk_usage(self._folder).free >= self._left + RESERVE_BYTES

    @property
    def _left(self) -> int:
        return sum(claim.left for claim in tuple(self._claims))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
