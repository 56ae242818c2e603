"""How much of it all: 1 is what docs/performance.md speaks of, less is a trial."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """The share of all boards, cards and rates, and how long each measurement takes."""

    share: float
    seconds: float

    def of(self, count: int) -> int:
        """Return the share of a count; at least one."""
        return max(1, round(count * self.share))
