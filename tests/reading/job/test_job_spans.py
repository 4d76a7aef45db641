from __future__ import annotations

from importlib import resources
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.reading.job import spans
from loopready.reading.job.spans.features import data_lines, features

FOLDER = resources.files("loopready").joinpath("reading", "job", "spans")


def said(line: str) -> list[str]:
    return [line[start:end] for start, end in spans.knowledge_in([line])[0]]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("- Experience with Java, Kubernetes and PostgreSQL", ["Java", "Kubernetes", "PostgreSQL"]),
        ("You have a good understanding of machine learning.", ["machine learning"]),
        ("We offer free fruit and a gym.", []),
        ("", []),
        (",,, ()", []),
    ],
)
def test_knowledge_in_a_line(line: str, names: list[str]) -> None:
    assert said(line) == names


def test_spans_of_a_sentence_of_words() -> None:
    found = spans.tag([["Experience", "with", "Java", "and", "Python", "."], []])
    assert [(one.start, one.end, one.kind) for one in found[0] if one.kind == "knowledge"] == [(2, 3, "knowledge"), (4, 5, "knowledge")]
    assert found[1] == []


def test_a_sentence_reads_the_same_beside_longer_and_shorter_ones() -> None:
    one = ["Knowledge", "of", "TCP/IP", "networking", "and", "Linux", "administration", "is", "required", "."]
    long = ["the"] * 40
    alone = spans.tag([one])[0]
    assert spans.tag([long, one, ["a"] * 6])[1] == alone
    assert alone


@given(st.lists(st.text(max_size=60), max_size=5))
def test_every_place_lies_in_its_line_and_none_overlap(lines: list[str]) -> None:
    for line, places in zip(lines, spans.knowledge_in(lines), strict=True):
        edge = 0
        for start, end in places:
            assert edge <= start < end <= len(line)
            assert line[start:end].strip() == line[start:end]
            edge = end


def test_the_best_run_is_the_best_of_all_runs() -> None:
    """The decoder against every run of states of short sentences, weights drawn from a fixed seed."""
    rng = np.random.default_rng(7)
    steps = rng.normal(size=(5, 5)).astype(np.float32) + spans._forbidden()
    lengths = [3, 1, 4]
    scores = rng.normal(size=(sum(lengths), 5)).astype(np.float32)
    at = 0
    for length, states in zip(lengths, spans._best(scores, lengths, steps), strict=True):
        own = scores[at : at + length]
        runs = [np.unravel_index(number, (5,) * length) for number in range(5**length)]
        open_ends = [run for run in runs if run[0] not in (2, 3) and run[-1] not in (1, 2)]
        worth = {
            tuple(map(int, run)): sum(own[i, s] for i, s in enumerate(run)) + sum(steps[a, b] for a, b in pairwise(run))
            for run in open_ends
        }
        assert tuple(states) == max(worth, key=lambda run: worth[run])
        at += length


def test_the_notice_names_licence_and_source_and_the_data_are_small() -> None:
    notice = FOLDER.joinpath("NOTICE").read_text(encoding="utf-8")
    assert "MIT License" in notice and "SkillSpan" in notice and "Copyright (c)" in notice and "Apache License 2.0" in notice
    packed = sum(len(FOLDER.joinpath(name).read_bytes()) for name in ("weights.tsv.gz", "words.tsv.gz", "phrases.txt.gz"))
    assert packed < 1_500_000


def test_the_weights_are_letters_ten_a_feature() -> None:
    lines = [line.split("\t") for line in data_lines("weights.tsv.gz")]
    assert [name for name, _ in lines[:2]] == list(spans.KINDS)
    assert all(len([int(number) for number in numbers.split(" ")]) == 25 for _, numbers in lines[:2])
    assert all(len(letters) == 10 and letters != "P" * 10 for _, letters in lines[2:])
    assert {letter for _, letters in lines[2:] for letter in letters} <= {chr(number) for number in range(33, 127)}
    names = [name for name, _ in lines[2:]]
    assert names == sorted(set(names))


def test_letters_stand_for_sixteenths() -> None:
    assert spans._letters("PQO`").tolist() == [0.0, 1 / 16, -1 / 16, 1.0]


def test_a_word_knows_its_neighbours_and_its_posting() -> None:
    first, second = features([["Requirements:"], ["Solid", "Python", "3.9"]])
    assert "h=requirements" in first[0] and "first" in first[0] and "last" in first[0]
    assert {"-1w=solid", "1w=0.0", "cap", "g=B"} <= set(second[1])
