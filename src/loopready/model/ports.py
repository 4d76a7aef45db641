"""The ports: what the stages need of the outside. Adapters stand behind them, fakes beside those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from loopready.model.base import Noun
from loopready.model.brief import Brief, Claim, Writing
from loopready.model.language import Completion, Prompt
from loopready.model.picture import Picture, Word


class Embedder(Protocol):
    """Turns sentences into vectors of length one. A sentence's vector does not depend on the others of its batch."""

    name: str

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        """One vector per sentence, in order."""
        ...


class Writer(Protocol):
    """Phrases claims. What it returns is checked against the cites and dropped where it adds anything."""

    name: str

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """Better words per claim, in order; None where the engine's own should stand."""
        ...


Judge = Callable[[int, str], Sequence[tuple[str, str]]]
"""Of the place of a claim and words for it: what keeps them from standing, each a kind and the words that show it; empty for nothing."""


@runtime_checkable
class StreamingWriter(Protocol):
    """A writer that tells phrases as they come, and in the end how it went."""

    name: str

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """As ``Writer.phrase``."""
        ...

    def stream(self, claims: Sequence[Claim], judge: Judge | None = None) -> Iterator[tuple[int, str]]:
        """The place of a claim and better words for it, in whatever order they come; ends in time, also where the outside fails.

        With a ``judge``, words that may not stand may be sought once more; the last words are told, whether they may stand or not.
        """
        ...

    def told(self) -> Writing:
        """How the last ``stream`` went; ``stand`` and ``refused`` are for others to say."""
        ...


Heard = Callable[[str], None]
"""Is told the pieces of an answer as they come."""


@runtime_checkable
class LanguageModel(Protocol):
    """Completes prompts, one or several at a time from different threads. What it says is a guest's word: its callers check it."""

    name: str
    """What a person would call it: the model, and where it runs."""

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        """The answer; JSON of the prompt's schema where it has one. ``seconds`` are all that it may take, retries and all.

        ``heard`` is told pieces of an answer that is still to be checked, and is called from the thread that asks.

        Raises:
            OutsideError: ``model_late`` not in time; ``model_down`` no server, or one that failed; ``model_answer`` an answer that is
                none of the schema, also when asked again; ``model_refused`` the server takes no such request (key, name, size);
                ``model_budget`` what the person allowed is spent.
        """
        ...


class Recogniser(Protocol):
    """Reads the words of pictures of pages (OCR)."""

    name: str
    """What a person would call it, with its version."""

    def recognise(self, pictures: Sequence[Picture], *, seconds: float) -> list[list[Word] | None]:
        """The words of each picture, in order; None for one that the time did not suffice for. OutsideError where the engine fails."""
        ...


FindRecogniser = Callable[[], Recogniser | None]
"""Looks for an OCR engine when a page needs one; None where there is none."""


def no_ocr() -> None:
    """Finds no OCR engine."""
    return


class Store(Protocol):
    """Keeps briefs."""

    def save(self, brief: Brief) -> str:
        """Keep a brief; returns its id."""
        ...

    def load(self, id: str | None = None) -> Brief:
        """The brief with this id, or the last one saved; InputError where there is none."""
        ...


class Fetched(Noun):
    """What stood at an address: where it came from in the end, the name to call it by (no query), its bytes, the encoding it names."""

    url: str
    name: str
    data: bytes
    charset: str | None = None


class Fetcher(Protocol):
    """Fetches a posting's page. The only thing that goes out is the address."""

    def fetch(self, url: str) -> Fetched:
        """The page; InputError where the address is at fault or wants a person, OutsideError where the network is."""
        ...


RunStage = Callable[[str, int, str, str], bool]
"""Runs one stage: preparation, run, stage, executor. True where the next stage may run; False where the run has ended: it failed and
that is recorded, the preparation is gone, or a newer run has begun. A stage that is finished already is not run again."""


class Jobs(Protocol):
    """Runs the stages of preparations, durably or not."""

    def start(self, preparation: str, run: int) -> None:
        """Begin a run; returns at once. Starting the same run twice runs no stage twice. OutsideError where it can not be begun."""
        ...

    def forget(self, preparation: str) -> None:
        """Stop the runs of a preparation, and remove what is kept about them."""
        ...

    def close(self) -> None:
        """Take no new runs, and end."""
        ...
