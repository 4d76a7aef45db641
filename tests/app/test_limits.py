"""How often somebody may do something."""

from __future__ import annotations

import pickle

import pytest

from loopready.app.limits import Backoff, Limiter, WorkLimits, in_words, network_of
from loopready.model import TooManyError


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def waits(limit: Limiter | Backoff, key: str = "a") -> int:
    """Seconds that one has to wait; 0 where one may go on."""
    try:
        limit.take(key) if isinstance(limit, Limiter) else limit.begin(key)
    except TooManyError as error:
        return error.seconds
    return 0


def test_a_limit_holds_in_any_window_and_per_key() -> None:
    clock = Clock()
    limit = Limiter(3, 60, says="too often", clock=clock)
    assert [waits(limit) for _ in range(3)] == [0, 0, 0]
    assert waits(limit) == 60 and waits(limit, "b") == 0
    clock.now += 59.5
    assert waits(limit) == 1
    clock.now += 0.5
    assert [waits(limit) for _ in range(4)] == [0, 0, 0, 60]


def test_the_delay_doubles_up_to_the_most_and_is_forgotten() -> None:
    clock = Clock()
    backoff = Backoff(free=2, most=5, says="too often", clock=clock)
    assert [waits(backoff) for _ in range(2)] == [0, 0]
    for expected in (1, 2, 4, 5, 5):
        assert waits(backoff) == expected
        clock.now += expected
        assert waits(backoff) == 0
    clock.now += 3600
    assert [waits(backoff) for _ in range(3)] == [0, 0, 1]


def test_tries_count_when_they_begin_so_that_many_at_once_do_not_slip_through() -> None:
    backoff = Backoff(free=3, most=60, says="too often", clock=Clock())
    assert [waits(backoff) for _ in range(10)].count(0) == 3


def test_success_takes_its_own_try_back_or_forgets_all() -> None:
    clock = Clock()
    backoff = Backoff(free=2, most=60, says="too often", clock=clock)
    waits(backoff)
    waits(backoff)
    backoff.succeeded("a", forget=False)
    assert waits(backoff) == 0 and waits(backoff) == 1, "somebody who can sign in does not clear the address for others"
    backoff.succeeded("a", forget=True)
    assert [waits(backoff) for _ in range(2)] == [0, 0]


def test_strangers_can_not_fill_the_memory() -> None:
    clock = Clock()
    limit, backoff = Limiter(1, 60, says="", clock=clock, most_keys=10), Backoff(free=1, most=9, says="", clock=clock, most_keys=10)
    for number in range(100):
        limit.take(str(number))
        backoff.begin(str(number))
    assert len(limit._held) == len(backoff._held) == 10


def test_work_is_limited_by_kind_and_owner() -> None:
    limits = WorkLimits(preparations=1, uploads=2, clock=Clock())
    limits.take("preparations", "a")
    limits.take("uploads", "a")
    limits.take("preparations", "b")
    with pytest.raises(TooManyError, match="over 1 briefs in an hour; try again in 60 minutes"):
        limits.take("preparations", "a")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_one_customer(address: str, key: str) -> None:
    assert network_of(address) == key


def test_waits_in_words() -> None:
    assert in_words(1) == "try again in 1 second"
    assert in_words(119) == "try again in 119 seconds" and in_words(121) == "try again in 3 minutes"


def test_the_error_survives_a_process() -> None:
    error = pickle.loads(pickle.dumps(TooManyError("too often", seconds=7, name="x")))
    assert error.seconds == 7 and str(error) == "x: too often"
