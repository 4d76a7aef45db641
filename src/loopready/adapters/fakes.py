"""Fakes of the ports, for tests and for trying things out: the real contract, no outside."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock

from loopready.adapters.embedder import HashEmbedder
from loopready.model import Claim, Completion, Fetched, Heard, InputError, LoopreadyError, OutsideError, Picture, Prompt, Word

__all__ = ["FakeFetcher", "FakeModel", "FakeRecogniser", "FakeWriter", "HashEmbedder"]

Scripted = str | LoopreadyError
"""An answer that is given, or an error that is raised in its place."""


class FakeModel:
    """A language model that says what it is told to say.

    ``says`` is a function of the prompt, or the answers in order (``model_down`` after the last). ``delay`` is how long each call
    takes, in seconds; a call with less time than that takes its time and raises ``model_late``. ``asked`` holds every prompt.
    """

    def __init__(self, says: Callable[[Prompt], Scripted] | Iterable[Scripted], *, delay: float = 0.0, name: str = "fake") -> None:
        self.name = name
        self.asked: list[Prompt] = []
        self._delay = delay
        self._lock = Lock()
        self._says = says if callable(says) else _in_order(says)

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        """The scripted answer, told to ``heard`` word by word. Four letters are a token."""
        with self._lock:
            self.asked.append(prompt)
        said = self._says(prompt)
        time.sleep(max(0.0, min(self._delay, seconds)))
        if self._delay > seconds:
            raise OutsideError("model_late", f"gave no answer within {seconds:g} s", name=self.name)
        if isinstance(said, LoopreadyError):
            raise said
        if prompt.answer_schema is not None:
            _check_json(said, self.name)
        if heard is not None:
            for piece in said.split(" "):
                heard(f"{piece} ")
        asked = len(prompt.instructions) + len(prompt.quoted())
        return Completion(text=said, model=self.name, tokens_in=asked // 4, tokens_out=len(said) // 4)


def _in_order(answers: Iterable[Scripted]) -> Callable[[Prompt], Scripted]:
    left, lock = iter(answers), Lock()

    def says(_: Prompt) -> Scripted:
        with lock:
            return next(left, OutsideError("model_down", "has no further answer", name="fake"))

    return says


def _check_json(text: str, name: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        raise OutsideError("model_answer", "answered with no JSON", name=name) from None


class FakeWriter:
    """A writer that puts each claim's text through a function; None lets the engine's sentence stand."""

    name = "fake"

    def __init__(self, says: Callable[[str], str | None]) -> None:
        self._says = says

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """One phrase per claim, in order."""
        return [self._says(claim.text) for claim in claims]


class FakeFetcher:
    """A fetcher of pages that are given beforehand, by address; ``asked`` keeps what was asked for."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self._pages = dict(pages)
        self.asked: list[str] = []

    def fetch(self, url: str) -> Fetched:
        """The page given for an address; InputError ``gone`` where there is none."""
        self.asked.append(url)
        name = url.partition("?")[0]
        if url not in self._pages:
            raise InputError("gone", "there is no such page any more; look for it in a browser", name=name)
        return Fetched(url=url, name=name, data=self._pages[url])


class FakeRecogniser:
    """A recogniser that gives the same words for every picture, whatever it shows; ``unread`` pages from the end it leaves out."""

    name = "fake"

    def __init__(self, words: Sequence[Word], *, unread: int = 0) -> None:
        self._words = list(words)
        self._unread = unread

    def recognise(self, pictures: Sequence[Picture], *, seconds: float) -> list[list[Word] | None]:
        """The words per picture, in order."""
        read = len(pictures) - self._unread
        return [list(self._words) if i < read else None for i in range(len(pictures))]
