"""How much one may ask: a burst, then a rate, each key for itself."""

from __future__ import annotations

import pytest

from flapover.http.house import WrongCodes, neighbourhood
from flapover.live.limits import Limit


class Seconds:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_burst_is_allowed_and_then_a_rate() -> None:
    now = Seconds()
    limit = Limit(burst=20, per_second=5, now=now)
    assert [limit.take("ann") for _ in range(21)] == [True] * 20 + [False]
    now.at += 0.2
    assert [limit.take("ann") for _ in range(2)] == [True, False]
    now.at += 3600
    assert sum(limit.take("ann") for _ in range(100)) == 20


def test_one_who_asks_too_much_takes_nothing_from_another() -> None:
    limit = Limit(burst=1, per_second=1, now=Seconds())
    assert limit.take("ann")
    assert not limit.take("ann")
    assert limit.take("ben")


def test_asking_whether_there_is_one_left_takes_none() -> None:
    limit = Limit(burst=1, per_second=1, now=Seconds())
    assert all(limit.allows("ann") for _ in range(10))
    assert limit.take("ann")
    assert not limit.allows("ann")


def test_P31_no_more_keys_are_remembered_than_there_may_be() -> None:
    limit = Limit(burst=1, per_second=1, now=Seconds(), most_keys=10)
    for key in range(1000):
        limit.take(key)
    assert len(limit) == 10
    assert not limit.allows(999), "the latest are the ones that are remembered"


def test_P31_who_has_all_that_they_may_have_is_not_remembered() -> None:
    now = Seconds()
    limit = Limit(burst=20, per_second=5, now=now)
    for board in range(1000):
        for person in range(12):
            assert limit.take((board, person))
        now.at += 1
    assert len(limit) <= 12 * 5, "four seconds after the last message a bucket is full"


def test_who_emptied_a_bucket_is_remembered_until_it_is_full() -> None:
    now = Seconds()
    limit = Limit(burst=20, per_second=5, now=now)
    while limit.take("ann"):
        pass
    now.at += 3.5
    assert limit.take("ben"), "which makes room"
    assert sum(limit.take("ann") for _ in range(100)) == 17


def test_P33_wrong_codes_run_out_for_one_address_and_not_for_the_next() -> None:
    codes = WrongCodes()
    tried = 0
    while codes.take("1.2.3.4") is not None:
        tried += 1
    assert tried == 5
    assert codes.take("5.6.7.8")


def test_P33_a_right_code_costs_nothing() -> None:
    codes = WrongCodes()
    for _ in range(100):
        paid = codes.take("1.2.3.4")
        assert paid is not None
        paid.give_back()


def test_P33_the_addresses_of_one_network_guess_as_one() -> None:
    codes = WrongCodes()
    tried = sum(codes.take(f"2001:db8:1:2::{number:x}") is not None for number in range(100))
    assert tried == 5
    assert codes.take("2001:db8:1:3::1")


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_counts_as_the_network_that_one_person_has(address: str, counts_as: str) -> None:
    assert neighbourhood(address) == counts_as
