"""MiniLM: a sentence's vector does not depend on its batch; meaning is kept; the fake is deterministic."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import tokenizers

from loopready.adapters import embedder as module
from loopready.adapters.embedder import FOLDER, HashEmbedder, MiniLM
from loopready.model import OutsideError

LONG = "She ran the platform of a ferry company through two winters, " * 8
SENTENCES = [
    "Cut the cost of storage by a quarter with tiering.",
    "Reduced storage spend by 25%.",
    "Nurse in charge of a ward of 28 beds.",
    "SQL",
    LONG,
]


@pytest.fixture(scope="module")
def alone() -> np.ndarray:
    return np.array([MiniLM().embed([sentence])[0] for sentence in SENTENCES])


def test_vector_does_not_depend_on_the_batch(alone: np.ndarray) -> None:
    together = np.array(MiniLM().embed(SENTENCES))
    same_length = MiniLM().embed([SENTENCES[0], "Cut the price of paper by a quarter with printing.", SENTENCES[0].upper()])
    longer = MiniLM().embed([LONG + LONG, SENTENCES[0], LONG])
    assert np.abs(together - alone).max() <= 1e-6
    assert np.abs(np.array(same_length[0]) - alone[0]).max() <= 1e-6
    assert np.abs(np.array(longer[1]) - alone[0]).max() <= 1e-6


def _as_the_graph_is_written(sentences: list[str]) -> np.ndarray:
    """The vectors of onnxruntime with every rewriting of the graph off: float32 arithmetic, the same on each processor."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(module.MOST_TOKENS)
    rows = [np.array([tokenizer.encode(sentence).ids], dtype=np.int64) for sentence in sentences]
    return np.array([session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0] for ids in rows])


def test_arithmetic_is_the_graphs_own_on_every_processor(alone: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounding to 8 bits within a product differs between processors by 4e-3, which turns verdicts over; float32 by 1e-7."""
    written = _as_the_graph_is_written(SENTENCES)
    assert np.abs(alone - written).max() <= 1e-6
    monkeypatch.setattr(module, "_FLOAT32", "session.force_spinning_stop")
    rounded = np.array([MiniLM().embed([sentence])[0] for sentence in SENTENCES])
    assert np.abs(rounded - written).max() > 1e-4, "onnxruntime no longer rounds by itself: the setting may go"


def test_vectors_are_of_length_one_and_keep_the_meaning(alone: np.ndarray) -> None:
    assert alone.shape == (len(SENTENCES), 384)
    assert np.allclose(np.linalg.norm(alone, axis=1), 1.0, atol=1e-5)
    likeness = alone @ alone.T
    assert likeness[0, 1] > 0.6
    assert likeness[0, 1] > likeness[0, 2] + 0.3


def test_kept_vectors_come_back_in_order_and_the_store_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    model = MiniLM()
    first = model.embed(["one", "two", "three", "four", "one"])
    assert first[0] == first[4]
    assert model.embed(["four", "one"]) == [first[3], first[0]]
    assert len(model._kept) <= 3


def test_learned_vectors_come_from_the_file_and_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    MiniLM().learn(SENTENCES, folder=tmp_path / "vectors")
    (file,) = (tmp_path / "vectors").iterdir()
    later = MiniLM()
    monkeypatch.setattr(later, "_keep", lambda sentences: pytest.fail(f"made again: {sentences}"))
    later.learn([*SENTENCES, SENTENCES[0]], folder=file.parent)
    assert np.abs(np.array(later.embed(SENTENCES)) - np.array(MiniLM().embed(SENTENCES))).max() <= 1e-6


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"\x93NUMPY\x01\x00", None])
def test_a_broken_file_of_vectors_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    MiniLM().learn(SENTENCES[:2], folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-4] + b"\xff\xff\xff\xff" if damage is None else damage)
    MiniLM().learn(SENTENCES[:2], folder=tmp_path)
    assert file.read_bytes() == whole


def test_a_folder_that_can_not_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    model = MiniLM()
    model.learn(SENTENCES[:1], folder=tmp_path / "file")
    assert model._kept.keys() == {SENTENCES[0]}


def test_words_after_the_limit_change_nothing() -> None:
    words = "ferry " * 300
    cut, longer = MiniLM().embed([words, words + "submarine"])
    assert cut == longer


def test_empty_and_odd_sentences_have_vectors() -> None:
    vectors = np.array(MiniLM().embed(["", " ", "\u200b", "日本語", "<b>&amp;</b>"]))
    assert np.isfinite(vectors).all()
    assert MiniLM().embed([]) == []


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match="install loopready again"):
        MiniLM(folder=tmp_path).embed(["a"])


def test_notice_names_the_hash_of_the_files_it_comes_with() -> None:
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    for file in ("model.onnx", "tokenizer.json"):
        assert hashlib.sha256((FOLDER / file).read_bytes()).hexdigest() in notice
    assert "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" in notice
    assert "Apache License 2.0" in notice


def test_importing_the_adapter_loads_no_runtime() -> None:
    code = (
        "import loopready.adapters.embedder, sys, json; print(json.dumps([m for m in ('onnxruntime', 'tokenizers') if m in sys.modules]))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == []


def test_fake_is_deterministic_and_sees_shared_words() -> None:
    fake = HashEmbedder()
    first, again, near, far = np.array(fake.embed(["led two teams", "Led two teams!", "led three teams", "nurse on a ward"]))
    assert (first == again).all()
    assert first @ near > first @ far
    assert np.allclose(np.linalg.norm(fake.embed(["", "a b"]), axis=1), 1.0)
