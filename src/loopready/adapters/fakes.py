"""Fakes of the ports, for tests and for trying things out: the real contract, no outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from loopready.adapters.embedder import HashEmbedder
from loopready.model import Claim, Fetched, InputError

__all__ = ["FakeFetcher", "FakeWriter", "HashEmbedder"]


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
