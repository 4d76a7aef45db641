"""JSON Schemas of the nouns, for editors and for readers in other languages."""

from __future__ import annotations

from typing import Any

from loopready.model import Brief, Drill, Fact, Firm, Guide, Match, Noun, Posting, Profile

_TYPES: dict[str, type[Noun]] = {
    "guide": Guide,
    "fact": Fact,
    "firm": Firm,
    "brief": Brief,
    "posting": Posting,
    "profile": Profile,
    "match": Match,
    "drill": Drill,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Name -> JSON Schema (2020-12) of guide, fact, firm, brief, posting, profile, match and drill."""
    return {name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **noun.model_json_schema()} for name, noun in _TYPES.items()}
