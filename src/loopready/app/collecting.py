"""How often Python looks for unused rings of objects, in the programs that make briefs.

A brief is some hundred thousand objects, nearly all of them freed without the collector. Left as it is, it went through everything that is
held (the library, the lexicons) at every other brief: a sixth of the processor time, and the longest waits.
"""

from __future__ import annotations

import gc

_YOUNG, _OLDER, _ALL = 20_000, 10, 5
"""So many new objects before the young are looked at; so many of those looks before the next older; so many of those before all: at every
other brief, since what a brief leaves behind in rings is megabytes."""


def seldom() -> None:
    """Look less often, from here on in this process."""
    gc.set_threshold(_YOUNG, _OLDER, _ALL)


def settled() -> None:
    """What is held now stays as long as the process does: it is not looked through again. To be called once all is loaded."""
    gc.collect()
    gc.freeze()
