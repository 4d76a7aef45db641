"""Signs: what must stand beside a criterion's own words, such as a day, an amount, somebody who does it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from loopready.engines.lexicon import table
from loopready.practice.papers.reading import Part

_NAME = re.compile(r"(?:(?<=[a-z0-9,;:(] )|(?<=\())(?!I\b)[A-Z][a-z]{2,}\b")
_LONG = 6
_RULES = frozenset({"figure", "name", "long"})
_SAME = {"money": "amount"}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in table("papers")["signs"][name]), re.IGNORECASE)


def is_who(word: str) -> bool:
    """Whether a word is a role, a team or a department."""
    return _is_in("who", word)


@lru_cache(maxsize=65_536)
def _count_in(name: str, plain: str) -> int:
    return len({match.group().lower() for match in _pattern(name).finditer(plain)})


@lru_cache(maxsize=65_536)
def _is_in(name: str, plain: str) -> bool:
    return _pattern(name).search(plain) is not None


def _count(name: str, part: Part) -> int:
    if name == "figure":
        return max(len(part.sentence.figures), int(part.figure))
    if name == "name":
        return len(set(_NAME.findall(part.plain)) - _NO_NAMES)
    if name == "long":
        return int(len(part.said) >= _LONG)
    return _count_in(_SAME.get(name, name), part.plain)


_NO_NAMES = frozenset(
    """January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday
    Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun""".split()  # noqa: SIM905
)


def wanted(need: str) -> int:
    """How many of a sign a need asks for."""
    return int(need.partition("*")[2] or 1)


def holds(need: str, part: Part) -> bool:
    """Whether one part alone meets a need."""
    names, least = need.partition("*")[0].split("|"), wanted(need)
    if least == 1:
        return any(_is_in(_SAME.get(name, name), part.plain) if name not in _RULES else _count(name, part) > 0 for name in names)
    return any(_count(name, part) >= least for name in names)


def met(need: str, parts: tuple[Part, ...], headings: tuple[str, ...] = ()) -> bool:
    """Whether parts together meet a need; the words of headings over them count too."""
    least = wanted(need)
    names = [name for name in need.partition("*")[0].split("|") if name not in _RULES]
    if least == 1:
        return any(holds(need, part) for part in parts) or any(_is_in(_SAME.get(name, name), each) for name in names for each in headings)
    found = sum(max(_count(name, part) for name in need.partition("*")[0].split("|")) for part in parts)
    return found + sum(_count_in(_SAME.get(name, name), heading) for name in names for heading in headings) >= least
