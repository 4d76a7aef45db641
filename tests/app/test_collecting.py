"""The collector runs seldom in a program, and leaves alone what was loaded before."""

from __future__ import annotations

import subprocess
import sys


def _told(code: str) -> list[str]:
    """What a fresh interpreter prints: the collector's state is the process's own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    return done.stdout.split()


def test_what_is_held_is_not_looked_through_again() -> None:
    before, after, looked = _told(
        "import gc\nfrom loopready.app.collecting import settled\nheld = [[n] for n in range(1000)]\n"
        "before = gc.get_freeze_count()\nsettled()\nafter = gc.get_freeze_count()\n"
        "print(before, after, any(each is held for each in gc.get_objects()))"
    )
    assert int(before) == 0
    assert int(after) > 1000
    assert looked == "False"


def test_a_ring_made_later_is_still_freed() -> None:
    (alive,) = _told(
        "import gc, weakref\nfrom loopready.app.collecting import seldom, settled\n"
        "class Ring: pass\nseldom()\nsettled()\nring = Ring()\nring.self = ring\nseen = weakref.ref(ring)\ndel ring\ngc.collect()\n"
        "print(seen() is None)"
    )
    assert alive == "True"


def test_a_program_that_ends_looks_less_often() -> None:
    plain, less = _told(
        "import gc\nfrom loopready.app.collecting import seldom\nprint(gc.get_threshold()[0])\nseldom()\nprint(gc.get_threshold()[0])"
    )
    assert int(less) > 10 * int(plain)
