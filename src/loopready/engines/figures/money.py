"""Currencies: how they are written, and rough rates for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loopready.engines import lexicon

_TABLE = "currencies"


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency. It is approximate whenever the currencies differ; ``as_of`` dates the rate."""

    value: float
    currency: str
    approximate: bool
    as_of: str


@cache
def codes() -> frozenset[str]:
    """The three-letter codes known."""
    return frozenset(lexicon.table(_TABLE)["per_usd"])


@cache
def _written() -> dict[str, str]:
    table = lexicon.table(_TABLE)
    return {
        **{code.lower(): code for code in codes()},
        **{word.lower(): code for word, code in {**table["symbols"], **table["words"]}.items()},
    }


@cache
def before_pattern() -> re.Pattern[str]:
    """A currency at the end of the text before a number."""
    signs = sorted((re.escape(sign) for sign in lexicon.table(_TABLE)["symbols"]), key=len, reverse=True)
    written = rf"(?<![A-Za-z])(?:{'|'.join(sorted(codes()))}|{'|'.join(signs)})|[$€£¥₹]"
    return re.compile(rf"(?:{written})[ \u00a0]?[~]?$")


@cache
def after_pattern() -> re.Pattern[str]:
    """A currency right after a number."""
    table = lexicon.table(_TABLE)
    names = sorted((re.escape(name) for name in [*codes(), *table["words"]]), key=len, reverse=True)
    return re.compile(rf"[ \u00a0-]?(?P<name>{'|'.join(names)})\b|[ \u00a0]?(?P<sign>[$€£¥₹₩₪₺]|zł)(?!\d)")


def currency_of(written: str) -> str | None:
    """The code of a currency's code, symbol or word; None for anything else."""
    return _written().get(written.strip().lower())


def in_currency(value: float, from_: str, to: str) -> Converted:
    """An amount in another currency at the data file's rough rate. ValueError for an unknown currency.

    Why: only thresholds are compared with it; the result says that it is approximate.
    """
    rates = lexicon.table(_TABLE)["per_usd"]
    unknown = [code for code in (from_, to) if code not in rates]
    if unknown:
        raise ValueError(f"no rate for {', '.join(unknown)}")
    return Converted(
        value=value * rates[to] / rates[from_], currency=to, approximate=from_ != to, as_of=str(lexicon.table(_TABLE)["as_of"])
    )
