from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.text import fold, sentences, short_hash, slug, stem, words

steady = settings(deadline=None, derandomize=True, max_examples=150)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_words_keep_their_places_and_odd_names_whole() -> None:
    text = "C++ and .NET on k8s, 99.95% for R&D; don't page on-call"
    found = words(text)
    assert [word.text for word in found] == ["C++", "and", ".NET", "on", "k8s", "99.95", "for", "R&D", "don't", "page", "on", "call"]
    assert all(text[word.start : word.end] == word.text for word in found)


@steady
@given(st.text(max_size=200))
def test_words_and_sentences_lie_in_order_in_any_text(text: str) -> None:
    for spans in ([(word.start, word.end) for word in words(text)], sentences(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@steady
@given(st.text(max_size=200))
def test_every_letter_is_in_a_sentence(text: str) -> None:
    covered = "".join(text[start:end] for start, end in sentences(text))
    assert [letter for letter in covered if not letter.isspace()] == [letter for letter in text if not letter.isspace()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Led e.g. two teams. Cut cost by 4.3 per cent.", ["Led e.g. two teams.", "Cut cost by 4.3 per cent."]),
        ("• Led a team\n• Cut cost", ["• Led a team", "• Cut cost"]),
        ("EXPERIENCE\nSenior Engineer", ["EXPERIENCE", "Senior Engineer"]),
        ("Moved the whole ledger to a new store with the\nteam", ["Moved the whole ledger to a new store with the\nteam"]),
        ("Worked with\nAmazon on it", ["Worked with\nAmazon on it"]),
        ("Is it? Yes! Good.", ["Is it?", "Yes!", "Good."]),
    ],
)  # fmt: skip
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    "forms",
    [
        ["hire", "hires", "hired", "hiring"],
        ["plan", "plans", "planned", "planning"],
        ["policy", "policies"],
        ["lead", "led", "leads", "leading"],
        ["process", "processes", "processed", "processing"],
        ["run", "ran", "runs", "running"],
        ["manage", "manages", "managed", "managing"],
        ["control", "controls", "controlled", "controlling"],
        ["Résumé", "resume", "resumes"],
    ],
)
def test_forms_of_a_word_share_a_stem(forms: list[str]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("manager", "manage"), ("sing", "s"), ("string", "str"), ("going", "go"), ("bus", "bu"), ("analysis", "analysi")]
)
def test_different_words_keep_their_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_fold_slug_and_hash() -> None:
    assert fold("Zürich’S") == "zurich's"
    assert slug("Cut Zürich’s cost by 27%!") == "cut_zurichs_cost_by_27"
    assert slug("Cut the storage cost", limit=9) == "cut_the"
    assert slug("漢字") == "x"
    assert short_hash("a") == "ca978112"
    assert len(short_hash("a", length=12)) == 12
