from __future__ import annotations

import random
import re

import pytest
from tokenizers import Tokenizer

from loopready.adapters import embedder
from loopready.reading.job import spans
from loopready.reading.job.spans import network, pieces
from loopready.reading.job.spans.features import data_lines, features

SENTENCE = ["Solid", "knowledge", "of", "PostgreSQL/MySQL", "and", "naïve", "Bayes", "(", "Python", "3.9", ")", "."]


def rows() -> dict[str, list[int]]:
    """The network's rows as numbers."""
    return {
        name: [int(number) for number in numbers.split(" ")]
        for name, numbers in (line.split("\t") for line in data_lines("network.tsv.gz"))
    }


def test_pieces_are_those_of_the_sentence_model() -> None:
    tokenizer = Tokenizer.from_file(str(embedder.FOLDER / "tokenizer.json"))
    tokenizer.no_padding()
    for word in [
        *SENTENCE,
        "<ORGANIZATION>",
        "C++",
        "C#",
        "e.g.",
        "GraphQL-first",
        "Résumé",
        "B.Sc",
        "internationalisation",
        "24/7",
        "–",
        "’s",
    ]:
        assert pieces.pieces(word) == tokenizer.encode(word, add_special_tokens=False).tokens, word


def test_what_no_piece_covers_is_unknown() -> None:
    assert pieces.pieces("日本") == ["[UNK]", "[UNK]"]
    assert pieces.pieces("a" * 200) == ["[UNK]"]
    assert pieces.pieces("\ud800") == ["[UNK]"]


def test_a_vector_is_the_mean_of_its_pieces() -> None:
    held = dict(line.split("\t") for line in data_lines("pieces.tsv.gz"))
    assert all(len(letters) == pieces.SIZE for letters in held.values())
    parts = pieces.pieces("GraphQL")
    assert len(parts) > 1
    mean = [sum(ord(held[part][at]) - pieces.ZERO for part in parts) // len(parts) for at in range(pieces.SIZE)]
    assert list(pieces.vector("GraphQL")) == mean
    assert pieces.vector("") == (0,) * pieces.SIZE


def test_sums_of_rows_are_the_sums_of_their_numbers() -> None:
    draw = random.Random(3)
    numbers = [[draw.randint(-network.WEIGHT, network.WEIGHT) for _ in range(7)] for _ in range(40)]
    times = [draw.choice([0, draw.randint(-40, network.MOST)]) for _ in numbers]
    total = network._times(times, [network.packed(row) for row in numbers])
    assert network._unpacked(total, 7) == [sum(time * row[at] for time, row in zip(times, numbers, strict=True)) for at in range(7)]


def test_the_scores_are_those_of_the_plain_sums() -> None:
    names = features([SENTENCE])[0]
    held, size, hidden = rows(), len(SENTENCE), network.HIDDEN
    first = []
    for at in range(size):
        total = [pieces.UNIT * number for number in held["start"]]
        for other in range(max(0, at - 2), min(size, at + 3)):
            for place, number in enumerate(pieces.vector(SENTENCE[other])):
                total = [a + number * b for a, b in zip(total, held[f"near {other - at + 2} {place}"], strict=True)]
        for name in names[at]:
            if re.split("=", name)[0] in network.SEEN:
                total = [a + pieces.UNIT * b for a, b in zip(total, held.get(f"feature {name}", [0] * hidden), strict=True)]
        first.append([min(network.MOST, max(0, number) // pieces.UNIT) for number in total])
    for at, said in enumerate(network.scores(SENTENCE, names, width=10)):
        total = [network.SCALE * number for number in held["second"]]
        for other in range(max(0, at - 1), min(size, at + 2)):
            for place, number in enumerate(first[other]):
                total = [a + number * b for a, b in zip(total, held[f"beside {other - at + 1} {place}"], strict=True)]
        both = [a + min(network.MOST, max(0, b) // network.SCALE) for a, b in zip(first[at], total, strict=True)]
        assert said == [network.SCALE * held["last"][k] + sum(n * held[f"out {j}"][k] for j, n in enumerate(both)) for k in range(10)]
    assert network.scores([], [], width=10) == []


def test_no_sum_can_leave_its_bits() -> None:
    weights = [number for name, numbers in rows().items() if not name.startswith("steps") for number in numbers]
    assert max(map(abs, weights)) <= network.WEIGHT
    letters = max(abs(ord(letter) - pieces.ZERO) for line in data_lines("pieces.tsv.gz") for letter in line.split("\t")[1])
    seen = 100 * pieces.UNIT * network.WEIGHT
    assert (2 * network.REACH + 1) * pieces.SIZE * letters * network.WEIGHT + seen < 1 << 31
    assert 3 * network.HIDDEN * network.MOST * network.WEIGHT + network.SCALE * network.WEIGHT < 1 << 31
    assert 2 * network.HIDDEN * network.MOST * network.WEIGHT + network.SCALE * network.WEIGHT < 1 << 31


@pytest.mark.parametrize("kind", spans.KINDS)
def test_a_kind_has_its_steps(kind: str) -> None:
    assert len(network.steps(kind)) == len(spans.STATES) ** 2


def test_the_network_moves_spans() -> None:
    """Both voices are heard: with either one alone the states differ from the sum's somewhere."""
    words = features([SENTENCE])[0]
    deep = network.scores(SENTENCE, words, width=10)
    linear = [spans._scores(names) for names in words]
    assert any(any(row) for row in deep) and any(any(row) for row in linear)
