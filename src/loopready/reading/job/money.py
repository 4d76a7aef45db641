"""Amounts of pay: one figure or a range, its currency before or after it, the time it is for."""

from __future__ import annotations

import re

from loopready.reading.job.lexicon import pattern

_CURRENCY, _NUMBER, _TO, _AFTER, _PER = (f"(?:{pattern(f'pay_{name}').pattern})" for name in ("currency", "number", "to", "after", "per"))
_LED = rf"{_CURRENCY}\s?{_NUMBER}(?:{_TO}(?:{_CURRENCY}\s?)?{_NUMBER})?"
_BETWEEN = rf"\b(?:between|from|zwischen|entre|tussen)\s{_NUMBER}{_TO}{_NUMBER}(?: thousand)?{_AFTER}"
_FOLLOWED = rf"(?<![\w.,]){_NUMBER}(?:{_AFTER}?{_TO}{_NUMBER})?{_AFTER}"
MONEY = re.compile(rf"(?:{_LED}|{_BETWEEN}|{_FOLLOWED})(?:{_PER})?")
