"""What is held in memory: bounded, made once, dropped with its preparation."""

from __future__ import annotations

import threading

import pytest

from loopready.app.held import Held


def test_the_longest_unused_goes_first_and_the_bound_holds() -> None:
    held = Held(most_bytes=10)
    for name in ("a", "b"):
        held.get((name,), lambda: "12345", size=len)
    held.get(("a",), lambda: pytest.fail("is held"), size=len)
    held.get(("c",), lambda: "12345", size=len)
    assert held.bytes == 10
    held.get(("a",), lambda: pytest.fail("is held"), size=len)
    assert held.get(("b",), lambda: "anew!", size=len) == "anew!"
    held.get(("big",), lambda: "x" * 99, size=len)
    assert held.bytes <= 10


def test_many_who_ask_at_a_time_wait_for_one() -> None:
    held, made, begun = Held(most_bytes=100), [], threading.Event()

    def make() -> str:
        made.append(1)
        begun.wait(5)
        return "once"

    threads = [threading.Thread(target=lambda: held.get(("a",), make, size=len)) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_can_not_be_made_is_told_and_tried_again() -> None:
    held = Held(most_bytes=100)

    def fails() -> str:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            held.get(("a",), fails, size=len)
    assert held.get(("a",), lambda: "now", size=len) == "now"


def test_a_preparation_is_dropped_whole() -> None:
    held = Held(most_bytes=100)
    for key in (("p", "1"), ("p", "2"), ("q", "1")):
        held.get(key, lambda: "12345", size=len)
    held.drop("p")
    assert held.bytes == 5
