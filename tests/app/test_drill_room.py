"""The drill room: a draft in words has its vectors made while it is typed, and a number has none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loopready.adapters.database import Database
from loopready.app import drilling
from loopready.app.content import current_library
from loopready.app.drilling import DrillRoom, drills_of
from loopready.app.service import Service

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
ID = next(id for id, drill in drills_of(current_library()) if {"text", "number"} <= {each.kind for each in drill.questions})


def test_only_words_are_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(drilling, "embed_ahead", lambda text, embedder, beside: read.append(text))
    with Service(database=Database(tmp_path / "room.sqlite")) as service:
        room = DrillRoom(service)
        held = room.start(ID, now=NOW, level=1)
        for kind, said in (("number", "4.3"), ("text", "Anna stops the wave. We write to ninety.")):
            question = next(each for each in held.run.instance.questions if each.kind == kind)
            held = room.save(held.exercise.id, question.id, said, version=held.exercise.version, now=NOW)
    assert read == ["Anna stops the wave. We write to ninety."]
