"""Sentence embedders behind ``loopready.model.Embedder``: MiniLM on onnxruntime, and a fake made of word hashes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loopready.engines.whole_file import whole_file
from loopready.model import OutsideError

if TYPE_CHECKING:
    import numpy as np

FOLDER = Path(__file__).with_name("minilm")
WIDTH = 384
"""Numbers of a vector."""
MOST_TOKENS = 256
"""Longer sentences are cut here, as the model was trained."""
BATCH = 32
"""Most sentences in one run: keeps memory flat."""
_SPINNING = "session.intra_op.allow_spinning"
"""Off: a thread that waits for work in a loop doubles the processor time of a sentence and holds up whatever else runs."""
_FLOAT32 = "session.disable_quant_qdq"
"""On: weights are unfolded once and multiplied as float32. Left to itself onnxruntime rounds what goes into a product to 8 bits, and in
another way on each kind of processor: the same CV then got other verdicts on another machine."""
KEPT = 8192
"""Vectors held in memory (1.5 kB each); the oldest go first."""


class MiniLM:
    """all-MiniLM-L6-v2 with int8 weights and float32 activations: 384 numbers a sentence, length one.

    The model is loaded at the first call (about 0.2 s with its imports). Vectors are kept by the sentence's text.
    Why: sentences of one length run together, without padding, so a vector is the same alone and in any batch (to 1e-6),
    and this is also the fastest order measured: 100 sentences of 21 tokens in 0.28 s on two cores, 0.32 s one by one.
    """

    name = "minilm-l6-v2-int8w-f32"

    def __init__(self, *, folder: Path = FOLDER, threads: int = 2) -> None:
        self._folder = folder
        self._threads = threads
        self._loaded: tuple[Any, Any] | None = None
        self._kept: dict[str, np.ndarray[Any, Any]] = {}
        self._lock = threading.Lock()

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        """One vector per sentence, in order. OutsideError where the model's files are missing or broken."""
        with self._lock:
            new = sorted({sentence for sentence in sentences if sentence not in self._kept})
            if new:
                self._keep(new)
            vectors = [self._kept[sentence] for sentence in sentences]
            while len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return [vector.tolist() for vector in vectors]

    def learn(self, sentences: Sequence[str], *, folder: Path) -> None:
        """Have the vectors of sentences that are nobody's own (a guide's examples) ready, read from a file below ``folder``.

        They are made, and the file is written, where it is not there or broken. A folder that can not be written is no fault.
        Why: they are two thirds of the sentences of the first brief a process makes, and the same for everybody.
        """
        wanted = sorted(set(sentences))
        path = folder / f"{_digest(self.name, wanted)}.npy"
        with self._lock:
            if all(sentence in self._kept for sentence in wanted):
                return
            rows = _read(path, len(wanted))
            if rows is not None:
                self._kept.update(zip(wanted, rows, strict=True))
                return
            self._keep([sentence for sentence in wanted if sentence not in self._kept])
            _write(path, [self._kept[sentence] for sentence in wanted])

    def warm(self) -> None:
        """Load the model now."""
        with self._lock:
            self._load()

    def _keep(self, sentences: Sequence[str]) -> None:
        import numpy as np

        tokenizer, session = self._load()
        encoded = sorted(((tokenizer.encode(sentence).ids, sentence) for sentence in sentences), key=lambda pair: len(pair[0]))
        for _, group in groupby(encoded, key=lambda pair: len(pair[0])):
            for batch in _chunks(list(group), BATCH):
                ids = np.array([pair[0] for pair in batch], dtype=np.int64)
                rows = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
                for (_, sentence), row in zip(batch, rows, strict=True):
                    self._kept[sentence] = row.copy()

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import onnxruntime
            import tokenizers

            model, words = self._folder / "model.onnx", self._folder / "tokenizer.json"
            if not model.is_file() or not words.is_file():
                raise OutsideError("embedder_missing", "the sentence model is missing; install loopready again", name=str(self._folder))
            tokenizer = tokenizers.Tokenizer.from_file(str(words))
            tokenizer.no_padding()
            tokenizer.enable_truncation(MOST_TOKENS)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
            options.log_severity_level = 3
            options.add_session_config_entry(_SPINNING, "0")
            options.add_session_config_entry(_FLOAT32, "1")
            session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._loaded = (tokenizer, session)
        return self._loaded


class HashEmbedder:
    """The fake: a bag of word hashes, so that sentences that share words lie near each other. Deterministic, loads nothing."""

    name = "hash"

    def __init__(self, *, width: int = 64) -> None:
        self._width = width

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        """One vector of length one per sentence, in order."""
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: str) -> list[float]:
        vector = [0.0] * self._width
        for word in re.findall(r"\w+", sentence.lower()):
            digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest()
            vector[int.from_bytes(digest[:3], "big") % self._width] += 1.0 if digest[3] % 2 else -1.0
        size = sum(value * value for value in vector) ** 0.5
        if size == 0.0:
            return [1.0] + [0.0] * (self._width - 1)
        return [value / size for value in vector]


def _digest(name: str, sentences: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps([name, *sentences]).encode()).hexdigest()[:24]


def _read(path: Path, count: int) -> np.ndarray[Any, Any] | None:
    """The vectors of a file; None where it is not there or is not what was written."""
    import numpy as np

    try:
        with path.open("rb") as file:
            rows = np.lib.format.read_array(file, allow_pickle=False)
    except (OSError, ValueError):
        return None
    return rows if rows.shape == (count, WIDTH) and rows.dtype == np.float32 and np.isfinite(rows).all() else None


def _write(path: Path, rows: Sequence[np.ndarray[Any, Any]]) -> None:
    import numpy as np

    with contextlib.suppress(OSError), whole_file(path) as out:  # a read-only or full disk only costs making them again
        np.save(out, np.asarray(rows, dtype=np.float32), allow_pickle=False)


def _chunks(rows: Sequence[tuple[list[int], str]], size: int) -> Iterable[Sequence[tuple[list[int], str]]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
