"""A language model as a guest of practice: asked only where the person turned one on, within seconds, and believed in nothing unchecked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from loopready.app.modelling import Modelling
from loopready.app.service import Service
from loopready.engines.json_shape import misfit
from loopready.model import Brief, InputError, LanguageModel, OutsideError, Profile, Prompt

CONVERSE_SECONDS = 5.0
"""What a follow-up may take; after that the engine's is asked."""
SECONDS = 10.0
AT_ONCE = 8
PRACTICE = "practice"
"""What costs are written down for where they are for no preparation."""
LATE = "gave no answer in time"
_HIDDEN = "your name and contacts, and the people whose names are found in it, go out as placeholders"
SENDS_CONVERSE = (
    f"Follow-ups are chosen and worded by {{name}}: the question and your answer are sent there; {_HIDDEN}. What it says may only ask for "
    "what loopready would ask."
)
SENDS_OPINION = f"Sends the question and your answer to {{name}}, once for each criterion; {_HIDDEN}."
SENDS_STORY = f"Sends the CV's line and post of this story to {{name}}; {_HIDDEN}."
SENDS_FIRM = f"Sends up to 48,000 letters of the document's text to {{name}}; {_HIDDEN}."


class Host(Protocol):
    """Who decides whether a model may be asked."""

    def model(
        self, *, person: Brief | tuple[Profile, str] | None, texts: Iterable[str], spoken: Iterable[str] = (), spent_for: str
    ) -> LanguageModel | None:  # fmt: skip
        """The model, sent placeholders for the person and whom ``texts`` name; None where it is not turned on.

        ``person`` is a brief, or a profile with its CV's text, of the person whose words go out; ``spoken`` are those of the texts that are
        an answer or a story; ``spent_for`` is what costs are noted for.

        Raises:
            InputError: the settings are no settings.
        """
        ...

    def name(self) -> str:
        """What the model is called, and where it runs; empty where none is turned on."""
        ...


class Guests:
    """The models that one account turned on."""

    def __init__(self, service: Service, owner: str) -> None:
        self._modelling = Modelling(service.database, owner)

    def model(
        self, *, person: Brief | tuple[Profile, str] | None, texts: Iterable[str], spoken: Iterable[str] = (), spent_for: str
    ) -> LanguageModel | None:  # fmt: skip
        """See ``Host.model``."""
        if not self._modelling.is_on():
            return None
        profile, cv = (person.profile, person.cv.text) if isinstance(person, Brief) else person or (Profile(document="none"), "")
        return self._modelling.masked(profile, cv, others=tuple(texts), spoken=tuple(spoken), brief=spent_for)

    def name(self) -> str:
        """See ``Host.name``."""
        with suppress(InputError):  # settings that are none turn it off here; their own page says what is wrong
            status = self._modelling.status()
            if status.on and status.server is not None:
                return f"{status.server.model} at {status.server.where}"
        return ""


def model_off(name: str) -> InputError:
    """Why nothing was asked."""
    return InputError("model_off", "no language model is turned on; see: loopready model status", name=name)


@dataclass
class Heard:
    """What came of prompts: the answers that have their schema's shape, and why others have none."""

    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    note: str = ""


def heard(model: LanguageModel, prompts: Mapping[str, Prompt], *, seconds: float | None = None, at_once: int = AT_ONCE) -> Heard:
    """Ask all prompts side by side. Never takes longer than ``seconds`` (default ``SECONDS``), and never raises for the model: what failed
    is not there."""
    out = Heard()
    if not prompts:
        return out
    until = time.monotonic() + (SECONDS if seconds is None else seconds)
    pool = ThreadPoolExecutor(max_workers=min(at_once, len(prompts)), thread_name_prefix="guest")
    asked = {id: pool.submit(_answer, model, prompt, until) for id, prompt in prompts.items()}
    try:
        for id, waiting in asked.items():
            try:
                out.answers[id] = waiting.result(timeout=max(0.0, until - time.monotonic()))
            except Late:
                out.note = out.note or f"{model.name} {LATE}"
            except OutsideError as error:
                out.note = out.note or str(error)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return out


def _answer(model: LanguageModel, prompt: Prompt, until: float) -> Mapping[str, Any]:
    left = until - time.monotonic()
    if left <= 0:
        raise OutsideError("model_late", LATE, name=model.name)
    text = model.complete(prompt, seconds=left).text
    try:
        value = json.loads(text)
    except ValueError:
        raise OutsideError("model_answer", "answered with no JSON", name=model.name) from None
    fault = misfit(value, prompt.answer_schema or {"type": "object"})
    if fault or not isinstance(value, dict):
        raise OutsideError("model_answer", f"gave an answer that can not be used: {fault or 'it is no object'}", name=model.name)
    return value
