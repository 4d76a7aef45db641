from __future__ import annotations

import random
import subprocess
import sys
from importlib import resources
from itertools import pairwise, product

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


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_the_best_run_is_the_best_of_all_runs(length: int) -> None:
    """The decoder against every run of states of short sentences, weights drawn from a fixed seed."""
    draw = random.Random(7 + length)
    weights = [[draw.randint(-40, 40) for _ in spans.STATES] for _ in spans.STATES]
    may = {(before, now) for now, names in enumerate(spans._BEFORE) for before in map(spans.STATES.index, names)}
    steps = [[(before, weights[before][now]) for before in range(5) if (before, now) in may] for now in range(5)]
    scores = [[draw.randint(-40, 40) for _ in spans.STATES] for _ in range(length)]
    runs = [run for run in product(range(5), repeat=length) if run[0] in (0, 1, 4) and run[-1] in (0, 3, 4) and set(pairwise(run)) <= may]
    worth = {run: sum(scores[i][s] for i, s in enumerate(run)) + sum(weights[a][b] for a, b in pairwise(run)) for run in runs}
    assert worth[tuple(spans._best(scores, steps))] == max(worth.values())


def test_no_words_have_no_states() -> None:
    assert spans._best([], []) == []


def test_the_notice_names_licence_and_source_and_the_data_are_small() -> None:
    notice = FOLDER.joinpath("NOTICE").read_text(encoding="utf-8")
    assert "MIT License" in notice and "SkillSpan" in notice and "Copyright (c)" in notice and "Apache License 2.0" in notice
    data = ("weights.tsv.gz", "words.tsv.gz", "phrases.txt.gz", "network.tsv.gz", "pieces.tsv.gz")
    assert sum(len(FOLDER.joinpath(name).read_bytes()) for name in data) < 2_000_000


def test_the_weights_are_letters_ten_a_feature() -> None:
    lines = [line.split("\t") for line in data_lines("weights.tsv.gz")]
    assert [name for name, _ in lines[:2]] == list(spans.KINDS)
    assert all(len([int(number) for number in numbers.split(" ")]) == 25 for _, numbers in lines[:2])
    assert all(len(letters) == 10 and letters != "P" * 10 for _, letters in lines[2:])
    assert {letter for _, letters in lines[2:] for letter in letters} <= {chr(number) for number in range(33, 127)}
    names = [name for name, _ in lines[2:]]
    assert names == sorted(set(names))


def test_the_sums_of_a_word_are_those_of_its_letters() -> None:
    lines = dict(line.split("\t") for line in data_lines("weights.tsv.gz")[2:])
    names = [*list(lines)[:: len(lines) // 90], "no such feature"]
    assert len(names) > 90
    assert spans._scores(names) == [sum(ord(lines[name][at]) - ord("P") for name in names[:-1]) for at in range(10)]
    assert spans._scores(["no such feature"]) == [0] * 10


def test_tagging_needs_no_numpy() -> None:
    code = "import sys; from loopready.reading.job import spans as s; s.knowledge_in(['Solid Python']); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_word_knows_its_neighbours_and_its_posting() -> None:
    first, second = features([["Requirements:"], ["Solid", "Python", "3.9"]])
    assert "h=requirements" in first[0] and "first" in first[0] and "last" in first[0]
    assert {"-1w=solid", "1w=0.0", "cap", "g=B"} <= set(second[1])
