"""A writer made of any language model: claims in batches, batches side by side, refused words once more, and whatever comes in time."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from loopready.app.model_budget import Prices, tokens_of
from loopready.app.writer_prompts import Hide, Refused, is_worth_phrasing, most_again, prompt_again, prompt_of
from loopready.model import Claim, Judge, LanguageModel, OutsideError, Prompt, Writing

SECONDS = 10.0
"""All that a person waits for, whatever the server does."""
BATCH = 10
AT_ONCE = 8
_ENDS_ALL = frozenset(("model_refused", "model_budget", "model_down"))
"""What the next call would meet too, so that none is made; those under way are waited for, but not on a server that is down."""


class Batch(NamedTuple):
    """Claims of one call: by claim the places at which it stands, and of a second try the words that were refused."""

    places: tuple[tuple[int, ...], ...]
    prompt: Prompt
    refused: tuple[Refused, ...] = ()

    @property
    def size(self) -> int:
        """How many places it is for."""
        return sum(len(each) for each in self.places)


class ModelWriter:
    """Puts claims that speak of the person or the job to a model; claims of the library are written by people and stay.

    ``seconds`` bounds a whole ``stream`` from its begin on; the calls that are under way then are left to themselves and nothing of
    them is used. ``hide`` is how texts go out (``MaskedModel.hidden``), so that no word of what is hidden there is told apart from it.
    One writer is for one brief at a time.
    """

    def __init__(
        self, model: LanguageModel, *, hide: Hide = str, seconds: float = SECONDS, batch: int = BATCH, at_once: int = AT_ONCE
    ) -> None:  # fmt: skip
        self.name = model.name
        self._model, self._hide = model, hide
        self._seconds, self._batch, self._at_once = seconds, batch, at_once
        self._told = Writing(by=self.name)

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """As ``Writer.phrase``: better words where they came in time."""
        out: list[str | None] = [None] * len(claims)
        for place, said in self.stream(claims):
            out[place] = said
        return out

    def stream(self, claims: Sequence[Claim], judge: Judge | None = None) -> Iterator[tuple[int, str]]:
        """Places and words as they come; words that the ``judge`` refuses are asked for once more, all of a batch in one call.

        What is refused again, or not answered again, is told as it was said last. Never raises for the model: ``told`` says what went
        wrong.
        """
        until = time.monotonic() + self._seconds
        batches = self.batches(claims)
        asked = sum(batch.size for batch in batches)
        run = _Run(self._model, batches, until=until, threads=min(self._at_once, len(batches)))
        answered = again = 0
        waiting: dict[tuple[int, ...], str] = {}
        for batch, phrases in run.answers():
            answered += 0 if batch.refused else batch.size
            refused: dict[tuple[int, ...], Refused] = {}
            for places, said in _by_place(batch, phrases):
                waiting.pop(places, None)
                faults = tuple(judge(places[0], said)) if judge is not None and not batch.refused else ()
                if faults:
                    refused[places], waiting[places] = Refused(said, faults), said
                else:
                    yield from ((place, said) for place in places)
            if refused:
                again += sum(len(places) for places in refused)
                run.ask(Batch(tuple(refused), self._again(claims, refused), tuple(refused.values())))
        yield from ((place, said) for places, said in waiting.items() for place in places)
        note = run.note if answered < asked else ""
        self._told = Writing(by=self.name, asked=asked, late=asked - answered, again=again, note=note)

    def told(self) -> Writing:
        """How the last ``stream`` went."""
        return self._told

    def batches(self, claims: Sequence[Claim]) -> list[Batch]:
        """What claims would be put in. What stands word by word at several places is asked for once."""
        places: dict[str, list[int]] = {}
        for place, claim in enumerate(claims):
            if is_worth_phrasing(claim):
                places.setdefault(claim.text, []).append(place)
        worth = [tuple(each) for each in places.values()]
        parts = [tuple(worth[i : i + self._batch]) for i in range(0, len(worth), self._batch)]
        return [Batch(part, prompt_of([claims[at[0]] for at in part], hide=self._hide)) for part in parts]

    def estimate(self, claims: Sequence[Claim], prices: Prices) -> tuple[int, int, int]:
        """How many claims would be sent, how many tokens go in and out at most, together, and what they cost at most (millionths).

        At most: every sentence refused and asked for once more.
        """
        batches = self.batches(claims)
        prompts = [batch.prompt for batch in batches]
        prompts += [most_again([claims[at[0]] for at in batch.places], hide=self._hide) for batch in batches]
        tokens_in, tokens_out = sum(map(tokens_of, prompts)), sum(prompt.max_tokens for prompt in prompts)
        return sum(batch.size for batch in batches), tokens_in + tokens_out, prices.of(tokens_in, tokens_out)

    def _again(self, claims: Sequence[Claim], refused: Mapping[tuple[int, ...], Refused]) -> Prompt:
        return prompt_again([claims[places[0]] for places in refused], list(refused.values()), hide=self._hide)


def _by_place(batch: Batch, phrases: Mapping[str, str]) -> Iterator[tuple[tuple[int, ...], str]]:
    for number, places in enumerate(batch.places, start=1):
        if f"claim_{number}" in phrases:
            yield places, phrases[f"claim_{number}"]


class _Run:
    """The calls of one stream, in threads that hold nobody up."""

    def __init__(self, model: LanguageModel, batches: Sequence[Batch], *, until: float, threads: int) -> None:
        self._model = model
        self._until = until
        self._threads = threads
        self._left = 0
        self._waiting: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._came: queue.SimpleQueue[tuple[Batch, dict[str, str]] | BaseException | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self.note = ""
        for batch in batches:
            self.ask(batch)
        for _ in range(threads):
            threading.Thread(target=self._work, name="writer", daemon=True).start()

    def ask(self, batch: Batch) -> None:
        """One call more."""
        self._left += 1
        self._waiting.put(batch)

    def answers(self) -> Iterator[tuple[Batch, dict[str, str]]]:
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
            for _ in range(self._threads):
                self._waiting.put(None)

    def _work(self) -> None:
        while (batch := self._waiting.get()) is not None:
            left = self._until - time.monotonic()
            if left <= 0 or self._stop.is_set():
                self._came.put(None)
                continue
            with _Handing(self._came.put):
                self._came.put((batch, _phrases(self._model.complete(batch.prompt, seconds=left).text)))


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
