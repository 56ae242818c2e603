"""What takes long is begun first, at every worker, and no test is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import pytest

from tests.conftest import longest_first


@dataclass
class Item:
    """A test that may be marked as long."""

    seconds: int = 0

    def get_closest_marker(self, _name: str) -> pytest.Mark | None:
        return pytest.mark.long(self.seconds).mark if self.seconds else None


def order(all_of_it: list[Item], hands: int) -> list[Item]:
    return cast("list[Item]", longest_first(cast("list[pytest.Item]", all_of_it), hands))


def test_each_worker_begins_with_the_longest_that_are_left() -> None:
    short = [Item() for _ in range(7)]
    parts = order([*short, Item(10), Item(60), Item(20)], hands=3)
    assert [parts[at].seconds for at in (0, 3, 6)] == [60, 20, 10]
    assert [one for one in parts if one.seconds == 0] == short


@pytest.mark.parametrize("hands", range(1, 6))
@pytest.mark.parametrize(("lasting", "short"), [(0, 5), (4, 0), (9, 2), (7, 1), (3, 40)])
def test_none_is_lost_and_none_comes_twice(hands: int, lasting: int, short: int) -> None:
    all_of_it = [Item(1) for _ in range(lasting)] + [Item() for _ in range(short)]
    assert sorted(map(id, order(all_of_it, hands))) == sorted(map(id, all_of_it))
