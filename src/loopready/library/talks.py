"""The conversations and the design prompts of the library, parsed when they are first asked for."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from pydantic import TypeAdapter

from loopready.library.loading import checked
from loopready.library.parsing import parse_yaml
from loopready.library.resources import content_root, yaml_files
from loopready.model.conversation import ConversationBook, ConversationCase
from loopready.model.designing import DesignPrompt

BOOK = "conversations/book.yaml"


@functools.cache
def conversation_book() -> ConversationBook:
    """What all conversations share."""
    file = next(each for each in yaml_files(content_root(), "conversations") if each.name == BOOK)
    return checked(TypeAdapter(ConversationBook), parse_yaml(file.read(), name=file.name), name=file.name)


@functools.cache
def conversation_cases() -> Mapping[str, ConversationCase]:
    """The cases by id."""
    found = (
        checked(TypeAdapter(ConversationCase), parse_yaml(file.read(), name=file.name), name=file.name)
        for file in yaml_files(content_root(), "conversations")
        if file.name != BOOK
    )
    return {each.id: each for each in found}


@functools.cache
def design_prompts() -> Mapping[str, DesignPrompt]:
    """The design prompts by id."""
    found = (
        checked(TypeAdapter(DesignPrompt), parse_yaml(file.read(), name=file.name), name=file.name)
        for file in yaml_files(content_root(), "designs")
    )
    return {each.id: each for each in found}
