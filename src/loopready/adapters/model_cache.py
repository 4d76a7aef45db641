"""Answers of language models on disk by what was asked: the same question twice costs nothing."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections import Counter
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from loopready.engines.whole_file import whole_file
from loopready.model import Completion, Heard, LanguageModel, Prompt

MOST_ANSWERS = 4_000
"""Kept at most; those that were used longest ago go."""
_FORM = "1"
"""Raised when a change makes an old answer one to another question."""
_forgotten: Counter[str] = Counter()
_lock = Lock()


class ModelCache:
    """One person's answers, as files below ``folder`` that no other user may read. A folder that can not be written is no fault."""

    def __init__(self, folder: Path, *, most: int = MOST_ANSWERS) -> None:
        self._folder = folder
        self._most = most

    def get(self, key: str) -> Completion | None:
        """The answer kept for a key."""
        path = self._path(key)
        try:
            kept = Completion.model_validate_json(path.read_bytes())
            os.utime(path)
        except (OSError, ValidationError):
            return None
        return kept.model_copy(update={"cached": True})

    def age(self) -> int:
        """How often the answers were forgotten in this process; what was asked before must not be kept after."""
        with _lock:
            return _forgotten[self._folder.name]

    def put(self, key: str, made: Completion, *, age: int) -> None:
        """Keep an answer, whole or not at all; nothing where all were forgotten since it was asked for at ``age``."""
        with _lock:
            if _forgotten[self._folder.name] == age:
                self._write(key, made)

    def _write(self, key: str, made: Completion) -> None:
        with contextlib.suppress(OSError):  # a read-only or full disk only costs asking again
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with whole_file(self._path(key)) as out:
                out.write(made.model_dump_json().encode())
            self._tidy()

    def forget(self) -> None:
        """Delete all answers, also those that are still on their way."""
        with _lock:
            _forgotten[self._folder.name] += 1
            shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _tidy(self) -> None:
        kept = list(self._folder.glob("*.json"))
        if len(kept) > self._most:
            for path in sorted(kept, key=_used)[: len(kept) - self._most]:
                path.unlink(missing_ok=True)


def _used(path: Path) -> float:
    with contextlib.suppress(OSError):  # another process removed it
        return path.stat().st_mtime
    return 0.0


class CachedModel:
    """A language model whose answers are kept. ``server`` tells one model at one address from another."""

    def __init__(self, model: LanguageModel, cache: ModelCache, *, server: str) -> None:
        self.name = model.name
        self._model = model
        self._cache = cache
        self._server = server

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        """The kept answer, told whole to ``heard``; else the model's own, which is kept. Errors as ``LanguageModel.complete``."""
        asked = json.dumps([_FORM, self._server, prompt.model_dump(mode="json")], sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        kept, age = self._cache.get(key), self._cache.age()
        if kept is None:
            kept = self._model.complete(prompt, seconds=seconds, heard=heard)
            self._cache.put(key, kept, age=age)
        elif heard is not None:
            heard(kept.text)
        return kept
