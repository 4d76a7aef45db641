"""The Anki package: stable names, equal bytes, escaped words; taken in by the real Anki where that is installed (make test-anki)."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from loopready.model import CardText
from loopready.rendering.anki import NOTE_TYPE, UNANSWERED, anki_package

MOMENT = dt.datetime(2026, 11, 25, 18, 0, tzinfo=dt.UTC)
TEXTS = (
    CardText(key="concept/g/c/1", kind="concept", front="What <b>is</b> it?", back="Four & five", title="Arithmetic", item="concepts/c"),
    CardText(key="claim/p/x", kind="claim", front="One line\nand its probe {{c1::x}}", back="", title="The line", item="probes/x"),
)


def package(texts: tuple[CardText, ...] = TEXTS, *, moment: dt.datetime = MOMENT, deck: str = "Manager :: Firn") -> bytes:
    return anki_package(texts, deck=deck, id="abc", moment=moment)


def held(data: bytes, folder: Path) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        assert made.testzip() is None and sorted(made.namelist()) == ["collection.anki2", "media"]
        (folder / "collection.anki2").write_bytes(made.read("collection.anki2"))
    return sqlite3.connect(folder / "collection.anki2")


def test_equal_cards_give_equal_bytes() -> None:
    assert package() == package() != package(moment=MOMENT + dt.timedelta(seconds=1))


def test_the_collection_has_its_deck_note_type_and_notes(tmp_path: Path) -> None:
    base = held(package(), tmp_path)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    decks, models = (json.loads(text) for text in base.execute("SELECT decks, models FROM col").fetchone())
    notes = base.execute("SELECT guid, mid, flds, tags FROM notes ORDER BY id").fetchall()
    cards = base.execute("SELECT did, ord, type FROM cards").fetchall()
    base.close()
    deck = next(deck for deck in decks.values() if deck["name"].startswith("loopready"))
    assert deck["name"] == "loopready::Manager :  Firn".replace(":  ", ":  ") and str(NOTE_TYPE) in models
    assert {did for did, _, _ in cards} == {deck["id"]} and len(cards) == len(notes) == 2
    assert all(mid == NOTE_TYPE for _, mid, _, _ in notes) and [tags.strip() for *_, tags in notes] == ["concept", "claim"]
    first, second = (flds.split("\x1f") for _, _, flds, _ in notes)
    assert first == ["What &lt;b&gt;is&lt;/b&gt; it?", "Four &amp; five", "Arithmetic", "concept/g/c/1"]
    assert second[0].startswith("One line<br>and its probe") and second[1] == UNANSWERED


def test_a_note_is_known_again_by_its_key_alone(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    changed = (TEXTS[0].model_copy(update={"front": "Better words?"}), TEXTS[1])
    guids = []
    for folder, texts in (("a", TEXTS), ("b", changed)):
        base = held(package(texts), tmp_path / folder)
        guids.append([row[0] for row in base.execute("SELECT guid FROM notes ORDER BY id")])
        base.close()
    assert guids[0] == guids[1] and len(set(guids[0])) == 2


def test_the_real_anki_takes_it_in_once_and_then_updates_it(tmp_path: Path) -> None:
    anki = pytest.importorskip("anki.collection", reason="Anki itself is AGPL and installed by make test-anki alone")
    collection: Any = anki.Collection(str(tmp_path / "own.anki2"))
    try:
        changed = (TEXTS[0].model_copy(update={"back": "Six"}), TEXTS[1])
        counted = []
        for number, data in enumerate((package(), package(), package(changed, moment=MOMENT + dt.timedelta(days=1)))):
            file = tmp_path / f"{number}.apkg"
            file.write_bytes(data)
            made = collection.import_anki_package(
                anki.ImportAnkiPackageRequest(package_path=str(file), options=anki.ImportAnkiPackageOptions())
            )
            counted.append((len(made.log.new), len(made.log.updated)))
        assert counted[0] == (2, 0) and counted[1] == (0, 0) and counted[2][0] == 0 and counted[2][1] >= 1
        assert collection.note_count() == collection.card_count() == 2
        note = collection.get_note(collection.find_notes("tag:concept")[0])
        assert note.fields[1] == "Six" and "What &lt;b&gt;is" in note.cards()[0].question()
    finally:
        collection.close()
