"""JSON Schemas of the nouns, for editors and for readers in other languages."""

from __future__ import annotations

from typing import Any

from loopready.model import Brief, Drill, Fact, Firm, Guide, Match, Noun, Paper, PaperMark, Posting, Profile
from loopready.model.conversation import ConversationBook, ConversationCase
from loopready.model.designing import DesignPrompt

_TYPES: dict[str, type[Noun]] = {
    "compiled_guide": Guide,
    "fact": Fact,
    "firm": Firm,
    "brief": Brief,
    "posting": Posting,
    "profile": Profile,
    "match": Match,
    "drill": Drill,
    "conversation_book": ConversationBook,
    "conversation_case": ConversationCase,
    "design_prompt": DesignPrompt,
    "paper": Paper,
    "paper_mark": PaperMark,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Name -> JSON Schema (2020-12): ``guide`` for the file an author writes, ``compiled_guide`` for a guide laid over its bases, and
    fact, firm, brief, posting, profile, match, drill, paper, paper_mark, and the files of conversations and design prompts.
    """
    found = {name: {"$schema": _DIALECT, **noun.model_json_schema()} for name, noun in _TYPES.items()}
    return {"guide": guide_file_schema(), **found}


def guide_file_schema() -> dict[str, Any]:
    """The schema of a file of a guide or base: every field may be missing, since a part, a base or what is extended may give it.

    Why: an editor that completes and checks names and types while one writes must not call half a guide wrong; lint asks for the whole.
    """
    schema = _relaxed(Guide.model_json_schema())
    del schema["properties"]["inherited"], schema["$defs"]["Inherited"]
    return {"$schema": _DIALECT, **schema, "title": "Guide file"}


def _relaxed(value: Any) -> Any:
    """The schema with nothing asked for but the ids by which items are told apart."""
    if isinstance(value, list):
        return [_relaxed(each) for each in value]
    if not isinstance(value, dict):
        return value
    out = {name: _relaxed(each) for name, each in value.items() if not (name == "required" and isinstance(each, list))}
    if "id" in value.get("required", ()) and "id" in value.get("properties", {}):
        out["required"] = ["id"]
    return out
