"""What requests about exercises hold: JSON, as ``bodies`` reads it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_WORDS = 20_000
_Version = Annotated[int, Field(ge=0, le=2**31 - 1, description="The version that was read; another one means that it changed since.")]
_Item = Annotated[str, Field(min_length=1, max_length=100)]
_Seed = Annotated[
    int | None, Field(ge=0, le=2**31 - 1, description="Equal seeds give equal events and numbers; left out, another one each time.")
]
_Inputs = Annotated[
    dict[Annotated[str, Field(max_length=100)], Annotated[str, Field(max_length=4_000_000)]],
    Field(max_length=5000, description="Field -> what is typed; a table's cell as rows.0.cell. What is left out is as in the example."),
]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class IncidentBody(_Closed):
    """Which incident to begin."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"item": "thursday", "seed": 7}]})
    item: _Item = Field(description="The incident's id, as the list has it.")
    seed: _Seed = None


class IncidentMoveBody(_Closed):
    """A move in an incident."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"move": "declare", "options": {"severity": "sev1"}, "seen": "0.12"}]})
    move: _Item = Field(description="The move's id, as the state offers it.")
    options: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=400)]] = Field(
        default={}, max_length=10, description="Field -> the value chosen; several are parted by commas."
    )
    words: str = Field(default="", max_length=MOST_WORDS, description="Own words, for a move that takes some.")
    seen: str = Field(max_length=40, description="The state's `seen`: a move on a state that is gone is refused.")


class IncidentWaitBody(_Closed):
    """How long to wait: minutes, or until something happens, or to the end."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"minutes": 5, "seen": "0.12"}, {"until": "news", "seen": "1.13"}]})
    minutes: int | None = Field(default=None, ge=1, le=120, description="Minutes; exactly one of these two is given.")
    until: Literal["news", "end"] | None = Field(
        default=None, description="`news`: until somebody says something; `end`: let it run to its end without you."
    )
    seen: str = Field(max_length=40, description="The state's `seen`.")


class ConversationBody(_Closed):
    """Whom to sit opposite."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"item": "teo"}, {}]})
    item: _Item | None = Field(default=None, description="A case's id, as the list has it; left out, whoever was met least.")
    seed: _Seed = None


class ConversationMoveBody(_Closed):
    """A move in a conversation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"move": "ask_load", "words": "", "version": 1}]})
    move: _Item = Field(description="The move's id, as the state offers it; `say` for own words only, `next_week`, `to_end`.")
    words: str = Field(default="", max_length=4_000, description="Own words, in place of those of the move.")
    version: _Version


class DesignBody(_Closed):
    """Which design question to talk about."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"item": "data_api"}]})
    item: _Item = Field(description="The prompt's id, as the list has it.")


class TurnBody(_Closed):
    """Something said in a design talk."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"said": "Who uses it, and for what?", "version": 1}]})
    said: str = Field(max_length=MOST_WORDS)
    version: _Version


class VersionBody(_Closed):
    """The version that was read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"version": 2}]})
    version: _Version


class PaperBody(_Closed):
    """Which paper to begin, and with what."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"item": "rfc", "start": "skeleton"}]})
    item: _Item = Field(description="The paper's id, as the list has it.")
    start: Literal["skeleton", "empty", "example"] = "skeleton"


class DraftBody(_Closed):
    """A draft as it stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "# Status\n\n...", "version": 1}]})
    text: str = Field(max_length=60_000)
    version: _Version


class ToolBody(_Closed):
    """What to work a tool with."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"inputs": {"regions.0.minutes": "50 min"}}]})
    inputs: _Inputs = {}


class KeptToolBody(ToolBody):
    """A tool's inputs, to be kept."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"tool": "sla", "title": "The one in May", "inputs": {}}]})
    tool: _Item = Field(description="The tool's id, as the list has it.")
    title: str = Field(default="", max_length=120)


class KeptChangeBody(ToolBody):
    """Other inputs for what is kept."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "The one in May", "inputs": {}, "version": 1}]})
    title: str = Field(default="", max_length=120)
    version: _Version


PRACTICE_BODIES = (
    IncidentBody, IncidentMoveBody, IncidentWaitBody, ConversationBody, ConversationMoveBody, DesignBody, TurnBody, VersionBody, PaperBody,
    DraftBody, ToolBody, KeptToolBody, KeptChangeBody,
)  # fmt: skip
