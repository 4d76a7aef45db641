"""Notes of one's own on the items of a brief: written, marked as done, kept when an item goes, and set into the brief for a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loopready.adapters.database import Notes
from loopready.model import Block, Brief, Claim, InputError, Item, ItemNote, PersonCite

MOST_LETTERS = 20_000
DOABLE = frozenset({"walkthrough", "questions", "probes", "concepts", "drills", "asks", "stories", "plan"})
"""Sections whose items can be marked as done."""
COUNTED = ("questions", "drills", "plan")
"""Sections whose progress is shown even where nothing is done yet."""
_GONE = "notes/gone"
_CITE = PersonCite(item="your note")


class NoteBook:
    """The notes of one preparation's brief."""

    def __init__(self, notes: Notes, preparation: str) -> None:
        self._notes = notes
        self._preparation = preparation

    def all(self) -> list[ItemNote]:
        """All notes, by item."""
        return self._notes.all(self._preparation)

    def of(self, item: str) -> ItemNote | None:
        """The note on an item; None where there is none."""
        return next((note for note in self.all() if note.item == item), None)

    def write(self, brief: Brief | None, item: str, text: str, *, version: int) -> ItemNote:
        """Keep the words of a note as they are typed.

        Raises:
            InputError: the brief has no such item (and no note is left of one), the text is too long, or it was changed elsewhere.
        """
        self._known(brief, item)
        if len(text) > MOST_LETTERS:
            raise InputError("too_large", f"a note holds up to {MOST_LETTERS:,} letters; this one has {len(text):,}", name="your note")
        return self._notes.write(self._preparation, item, text.replace("\r\n", "\n").rstrip(), version=version)

    def mark(self, brief: Brief | None, item: str, *, done: bool) -> ItemNote:
        """Mark an item as done or not. InputError where the brief has no such item."""
        self._known(brief, item)
        return self._notes.mark(self._preparation, item, done=done)

    def _known(self, brief: Brief | None, item: str) -> None:
        if (brief is None or item not in items_of(brief)) and self.of(item) is None:
            raise InputError("not_found", "the brief has no such part any more; reload its page", name=item[:80])


def items_of(brief: Brief) -> dict[str, Item]:
    """The items of a brief by id."""
    return {item.id: item for section in brief.sections for item in section.items}


def gone(brief: Brief, notes: Iterable[ItemNote]) -> list[ItemNote]:
    """Notes with words whose items the brief no longer has."""
    known = items_of(brief)
    return [note for note in notes if note.item not in known and note.text]


def with_notes(brief: Brief, notes: Sequence[ItemNote]) -> Brief:
    """The brief with a person's notes as lines of theirs, those on items that are gone at its end."""
    by_item = {note.item: note for note in notes if note.text or note.done}
    left = gone(brief, notes)
    if not by_item:
        return brief
    sections = [section.model_copy(update={"items": tuple(_noted(item, by_item.get(item.id)) for item in section.items)})
                for section in brief.sections]  # fmt: skip
    if left:
        blocks = [Block(role="text", claims=_said(f"{_GONE}/{place}", f"{note.item}: {note.text}"))
                  for place, note in enumerate(left, 1)]  # fmt: skip
        item = Item(id=_GONE, title="Your notes on parts that are gone", kind="note", blocks=tuple(blocks))
        sections[-1] = sections[-1].model_copy(update={"items": (*sections[-1].items, item)})
    made = brief.model_copy(update={"sections": tuple(sections)})
    added = len(made.claims()) - len(brief.claims())
    counted = brief.groundedness
    by_source = {**counted.by_source, "person": counted.by_source.get("person", 0) + added}
    return made.model_copy(update={"groundedness": counted.model_copy(update={"claims": counted.claims + added, "by_source": by_source})})


def _noted(item: Item, note: ItemNote | None) -> Item:
    if note is None:
        return item
    lines = (["Done."] if note.done else []) + [line for line in note.text.splitlines() if line.strip()]
    block = Block(role="your note", claims=_said(f"{item.id}/note", *lines))
    return item.model_copy(update={"blocks": (*item.blocks, block)})


def _said(at: str, *lines: str) -> tuple[Claim, ...]:
    return tuple(Claim(id=f"{at}/{place}", text=line, made_by="person", cites=(_CITE,)) for place, line in enumerate(lines, 1))
