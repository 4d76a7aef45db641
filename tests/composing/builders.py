"""Small hand-made nouns for the composer's tests."""

from __future__ import annotations

from loopready.model import DateLeaf, Document, Leaf, Profile, Span, Work


class Page:
    """Writes a text line by line and hands out leaves of it."""

    def __init__(self, kind: str = "cv") -> None:
        self.kind = kind
        self.text = ""

    def leaf(self, words: str) -> Leaf:
        """A line of the text as a leaf."""
        start = len(self.text)
        self.text += words + "\n"
        return Leaf(value=words, source=Span(document=self.id, start=start, end=start + len(words)))

    def date(self, iso: str) -> DateLeaf:
        """A date standing in the text."""
        leaf = self.leaf(iso)
        return DateLeaf(value=iso, source=leaf.source)

    @property
    def id(self) -> str:
        """A fixed id: the text is still growing."""
        return f"{self.kind}-test"

    def document(self) -> Document:
        """The finished document."""
        return Document(id=self.id, kind="cv" if self.kind == "cv" else "job", name=f"{self.kind}.txt", text=self.text)


def work(page: Page, id: str, position: str, name: str, start: str, end: str | None, *lines: str) -> Work:
    """A work entry; ``end`` None is ongoing."""
    return Work(
        id=id,
        position=page.leaf(position),
        name=page.leaf(name),
        start=page.date(start),
        end=page.date(end) if end else None,
        ongoing=end is None,
        highlights=tuple(page.leaf(line) for line in lines),
    )


def profile(page: Page, *entries: Work) -> Profile:
    """A profile of these entries."""
    return Profile(document=page.id, work=entries, coverage=1.0)
