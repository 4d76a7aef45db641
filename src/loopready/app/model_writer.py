"""A writer made of any language model: claims in batches, batches side by side, and whatever comes in time."""

from __future__ import annotations

import json
import queue
import re
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

from loopready.app.model_budget import Prices, tokens_of
from loopready.engines import lexicon
from loopready.model import Claim, LanguageModel, OutsideError, PersonCite, Prompt, QuoteCite, Quoted, Writing

SECONDS = 10.0
"""All that a person waits for, whatever the server does."""
BATCH = 10
AT_ONCE = 8
MOST_QUOTE = 400
"""Letters of a quote that goes along with a claim."""
_LEAST = 25
"""Letters of a claim beside its quotations; what is little else than a quotation has no words to better."""
_QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
_ENDS_ALL = frozenset(("model_refused", "model_budget", "model_down"))
"""What the next call would meet too, so that none is made; those under way are waited for, but not on a server that is down."""


class ModelWriter:
    """Puts claims that speak of the person or the job to a model; claims of the library are written by people and stay.

    ``seconds`` bounds a whole ``stream`` from its begin on; the calls that are under way then are left to themselves and nothing of
    them is used. One writer is for one brief at a time.
    """

    def __init__(
        self, model: LanguageModel, *, seconds: float = SECONDS, batch: int = BATCH, at_once: int = AT_ONCE
    ) -> None:  # fmt: skip
        self.name = model.name
        self._model = model
        self._seconds, self._batch, self._at_once = seconds, batch, at_once
        self._told = Writing(by=self.name)

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """As ``Writer.phrase``: better words where they came in time."""
        out: list[str | None] = [None] * len(claims)
        for place, words in self.stream(claims):
            out[place] = words
        return out

    def stream(self, claims: Sequence[Claim]) -> Iterator[tuple[int, str]]:
        """Places and words as they come. Never raises for the model: ``told`` says what went wrong."""
        until = time.monotonic() + self._seconds
        batches = self.batches(claims)
        asked = sum(len(places) for places, _ in batches)
        run = _Run(self._model, batches, until=until, threads=min(self._at_once, len(batches)))
        answered = 0
        for places, phrases in run.answers():
            answered += len(places)
            for number, place in enumerate(places, start=1):
                if f"claim_{number}" in phrases:
                    yield place, phrases[f"claim_{number}"]
        self._told = Writing(by=self.name, asked=asked, late=asked - answered, note=run.note if answered < asked else "")

    def told(self) -> Writing:
        """How the last ``stream`` went."""
        return self._told

    def batches(self, claims: Sequence[Claim]) -> list[tuple[tuple[int, ...], Prompt]]:
        """The prompts that claims would be put in, and the places of their claims."""
        worth = [place for place, claim in enumerate(claims) if is_worth_phrasing(claim)]
        parts = [tuple(worth[i : i + self._batch]) for i in range(0, len(worth), self._batch)]
        return [(part, prompt_of([claims[place] for place in part])) for part in parts]

    def estimate(self, claims: Sequence[Claim], prices: Prices) -> tuple[int, int, int]:
        """How many claims would be sent, how many tokens go in and out at most, together, and what they cost at most (millionths)."""
        batches = self.batches(claims)
        tokens_in = sum(tokens_of(prompt) for _, prompt in batches)
        tokens_out = sum(prompt.max_tokens for _, prompt in batches)
        return sum(len(places) for places, _ in batches), tokens_in + tokens_out, prices.of(tokens_in, tokens_out)


def is_worth_phrasing(claim: Claim) -> bool:
    """Whether a claim is the engine's own sentence about the person or the job, and more than a quotation."""
    own = claim.made_by == "engine" and any(isinstance(cite, QuoteCite | PersonCite) for cite in claim.cites)
    return own and len(_QUOTATION.sub("", claim.text).strip()) >= _LEAST


def prompt_of(claims: Sequence[Claim]) -> Prompt:
    """The prompt of a batch: each claim ("claim_1" ...), and the words of the CV and the posting it rests on."""
    data: list[Quoted] = []
    for number, claim in enumerate(claims, start=1):
        data.append(Quoted(name=f"claim_{number}", text=claim.text))
        for source in ("cv", "job"):
            quotes = [cite.quote for cite in claim.cites if isinstance(cite, QuoteCite) and cite.source == source]
            if quotes:
                data.append(Quoted(name=f"claim_{number}_{source}", text="\n".join(quote[:MOST_QUOTE] for quote in dict.fromkeys(quotes))))
    names = [f"claim_{number}" for number in range(1, len(claims) + 1)]
    letters = sum(len(claim.text) for claim in claims)
    return Prompt(
        purpose="phrase", instructions=str(lexicon.table("prompts")["phrase"]), data=tuple(data), answer_schema=_schema(names),
        max_tokens=min(32_000, 100 + letters // 2 + 25 * len(claims)),
    )  # fmt: skip


def _schema(names: list[str]) -> dict[str, Any]:
    phrase = {
        "type": "object", "properties": {"claim": {"type": "string", "enum": names}, "text": {"type": "string"}},
        "required": ["claim", "text"], "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object", "properties": {"phrases": {"type": "array", "items": phrase, "maxItems": len(names)}},
        "required": ["phrases"], "additionalProperties": False,
    }  # fmt: skip


class _Run:
    """The calls of one stream, in threads that hold nobody up."""

    def __init__(self, model: LanguageModel, batches: list[tuple[tuple[int, ...], Prompt]], *, until: float, threads: int) -> None:
        self._model = model
        self._until = until
        self._left = len(batches)
        self._waiting: queue.SimpleQueue[tuple[tuple[int, ...], Prompt]] = queue.SimpleQueue()
        self._came: queue.SimpleQueue[tuple[tuple[int, ...], dict[str, str]] | BaseException | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self.note = ""
        for batch in batches:
            self._waiting.put(batch)
        for _ in range(threads):
            threading.Thread(target=self._work, name="writer", daemon=True).start()

    def answers(self) -> Iterator[tuple[tuple[int, ...], dict[str, str]]]:
        """Each batch that is answered, as it is, until all are or the time is over."""
        try:
            while self._left:
                try:
                    came = self._came.get(timeout=max(0.0, self._until - time.monotonic()))
                except queue.Empty:
                    self.note = self.note or "not all was answered in time"
                    return
                self._left -= 1
                if isinstance(came, OutsideError):
                    self.note = self.note or came.message
                    if came.code in _ENDS_ALL:
                        self._stop.set()
                    if came.code == "model_down":
                        return
                elif isinstance(came, BaseException):
                    raise came
                elif came is not None:
                    yield came
        finally:
            self._stop.set()

    def _work(self) -> None:
        while True:
            try:
                places, prompt = self._waiting.get_nowait()
            except queue.Empty:
                return
            left = self._until - time.monotonic()
            if left <= 0 or self._stop.is_set():
                self._came.put(None)
                continue
            with _Handing(self._came.put):
                self._came.put((places, _phrases(self._model.complete(prompt, seconds=left).text)))


class _Handing:
    """An error of a thread is handed to who waits for it."""

    def __init__(self, hand: Any) -> None:
        self._hand = hand

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            self._hand(error)
        return True


def _phrases(text: str) -> dict[str, str]:
    """Claim -> words of an answer; the first where a claim is answered twice."""
    out: dict[str, str] = {}
    for phrase in json.loads(text)["phrases"]:
        out.setdefault(phrase["claim"], phrase["text"])
    return out
