"""How much one person, one board and one address may ask. Says no; never waits, never queues."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic


@dataclass(slots=True)
class Bucket:
    """Tokens that refill with time."""

    tokens: float
    at: float


class Limit:
    """One bucket for each key that asked lately; a full one need not be remembered (P31).

    When there are too many to hold, the least recently used go first.
    """

    def __init__(
        self,
        burst: float,
        per_second: float,
        now: Callable[[], float] = monotonic,
        most_keys: int = 50_000,
    ) -> None:
        """Allow `burst` at once and `per_second` on the long run, per key."""
        self._burst = burst
        self._per_second = per_second
        self._now = now
        self._most_keys = most_keys
        self._full_after = burst / per_second
        """Seconds after which any bucket is full, whatever was taken."""
        self._buckets: OrderedDict[Hashable, Bucket] = OrderedDict()
        """The one that was used last is the last."""

    def allows(self, key: Hashable) -> bool:
        """Say whether there is one left for `key`, without taking it."""
        return self._bucket(key).tokens >= 1

    def take(self, key: Hashable) -> bool:
        """Take one for `key`; False when there is none left."""
        bucket = self._bucket(key)
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True

    def give_back(self, key: Hashable) -> None:
        """Return one that was taken for `key`."""
        bucket = self._bucket(key)
        bucket.tokens = min(self._burst, bucket.tokens + 1)

    def untouched(self, key: Hashable) -> bool:
        """Say whether `key` has all that it may have."""
        return self._bucket(key).tokens >= self._burst

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._buckets)

    def _bucket(self, key: Hashable) -> Bucket:
        """Return the bucket of `key` as it is now; a new one is full."""
        now = self._now()
        bucket = self._buckets.get(key)
        if bucket is None:
            self._forget(now)
            bucket = self._buckets[key] = Bucket(self._burst, now)
            return bucket
        self._buckets.move_to_end(key)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        return bucket

    def _forget(self, now: float) -> None:
        """Make room for one more: drop what is as good as new, and then what is oldest."""
        while self._buckets:
            oldest = next(iter(self._buckets.values()))
            full = now - oldest.at >= self._full_after
            if not full and len(self._buckets) < self._most_keys:
                return
            self._buckets.popitem(last=False)
