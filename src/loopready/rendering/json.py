"""JSON: the public contract's shape, as text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from loopready.model import Brief
from loopready.rendering.contract import brief_json

_SURROGATE = re.compile("[\ud800-\udfff]")


def render_brief(brief: Brief) -> str:
    """The brief as indented JSON that ends in a line break."""
    return to_text(brief_json(brief))


def to_text(value: Mapping[str, Any]) -> str:
    """A value as indented JSON. Letters stay as they are; a lone surrogate, which no UTF-8 file can hold, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def to_line(value: Mapping[str, Any]) -> str:
    """A value as JSON on one line, without a line break; otherwise as ``to_text``."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
