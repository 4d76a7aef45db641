"""Fakes of the ports, for tests and for trying things out: the real contract, no outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from loopready.adapters.embedder import HashEmbedder
from loopready.model import Claim, Fetched, InputError, Picture, Word

__all__ = ["FakeFetcher", "FakeRecogniser", "FakeWriter", "HashEmbedder", "silent_writer"]


class FakeWriter:
    """A writer that puts each claim's text through a function; None lets the engine's sentence stand."""

    name = "fake"

    def __init__(self, says: Callable[[str], str | None]) -> None:
        self._says = says

    def phrase(self, claims: Sequence[Claim]) -> list[str | None]:
        """One phrase per claim, in order."""
        return [self._says(claim.text) for claim in claims]


def silent_writer() -> FakeWriter:
    """The writer called ``fake``: it leaves every sentence of the engine as it is."""
    return FakeWriter(lambda text: None)


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
