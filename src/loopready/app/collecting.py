"""How often Python looks for unused rings of objects, in the programs that make briefs.

A brief is some hundred thousand objects, nearly all of them freed without the collector. Left as it is, it goes through everything that is
held (the library, the lexicons) at every other brief: a tenth of the processor time, and the longest waits.
"""

from __future__ import annotations

import gc

_ONCE = 50_000
"""New objects before they are looked at, in a program that makes one brief and ends. In a server what is left in rings until then would
add up to 150 MB."""


def seldom() -> None:
    """Look less often: for a program that makes one thing and ends."""
    gc.set_threshold(_ONCE, 20, 50)


def settled() -> None:
    """What is held now stays as long as the process does: it is not looked through again. To be called once all is loaded."""
    gc.collect()
    gc.freeze()
