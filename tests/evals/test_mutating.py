"""The changed answers: their number and kinds, the markup they are made from, and the rewrites."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from evals.answers_check import HERE, lines
from evals.mutating import bases as made_bases
from evals.mutating import rewriting
from evals.mutating.bases import OWN_BASES, PARTS, Base, bases, faults
from evals.mutating.beside import CvCase, CvMoved, cv_cases
from evals.mutating.cases import MAKERS, Case, Way, cases, padding_at, texts, without

ASKED = {
    "result removed", "own decision removed", "team's work claimed", "figures removed", "padding", "other question",
    "keyword soup", "anchor text", "question repeated", "one word", "empty", "injection", "pasted code", "I to we",
    "second language", "hedges added", "other order", "said twice",
}  # fmt: skip


@pytest.fixture(scope="module")
def every_base() -> tuple[Base, ...]:
    return tuple(bases())


def test_the_markup_has_no_fault() -> None:
    assert list(faults()) == []


def test_a_sentence_that_is_not_the_answer_s_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "answers"
    shutil.copytree(HERE, folder)
    rows = lines(PARTS)
    rows[0]["parts"][0]["text"] = "Something else."
    (folder / PARTS).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (folder / OWN_BASES).write_text(json.dumps(lines(OWN_BASES)[0]), encoding="utf-8")
    monkeypatch.setattr(made_bases, "lines", lambda name: lines(name, folder=folder))
    assert list(faults()) == [f"{rows[0]['id']}: the parts are not the answer", f"{OWN_BASES}: at least twenty trades, no id twice"]


def test_there_are_enough_cases_of_every_kind(every_base: tuple[Base, ...]) -> None:
    made = list(cases(every_base))
    count = Counter(case.kind for case in made)
    assert len(made) >= 400
    assert set(count) >= ASKED
    assert min(count.values()) >= 10
    assert len({(case.kind, case.id) for case in made}) == len(made)
    assert [(case.kind, case.id, case.after) for case in cases(every_base)] == [(case.kind, case.id, case.after) for case in made]
    assert {maker.kind for maker in MAKERS} | {"empty"} >= set(count)


def test_a_change_changes_something(every_base: tuple[Base, ...]) -> None:
    for case in cases(every_base):
        assert case.before is None or (case.after, case.asked) != (case.before, case.asked_before), case


def test_padding_is_of_about_160_words_and_keeps_the_answer(every_base: tuple[Base, ...]) -> None:
    for text in texts()["padding"].values():
        assert 150 <= len(text.split()) <= 180
        for place in ("front", "middle", "end", "spread"):
            base = every_base[-1]
            padded = Counter(padding_at(base, text.strip(), place).split())
            assert padded == Counter(text.split()) + Counter(base.text.split()), place


def test_a_part_taken_out_leaves_the_others(every_base: tuple[Base, ...]) -> None:
    base = next(base for base in every_base if base.id == "m-05")
    assert "hay was gone" in base.text
    assert "hay was gone" not in without(base, "result")
    assert "ninety cows" in without(base, "result")


@pytest.mark.parametrize(
    ("way", "within", "before", "after", "right"),
    [
        ("down", 0, 60, 59, True),
        ("down", 0, 60, 60, False),
        ("down", 0, 60, None, True),
        ("not up", 2, 60, 62, True),
        ("not up", 2, 60, 63, False),
        ("not down", 2, 60, 58, True),
        ("not down", 2, 60, 57, False),
        ("not down", 2, 60, None, False),
        ("not down", 2, 60, 90, True),
        ("same", 5, 60, 65, True),
        ("same", 5, 60, 66, False),
        ("same", 5, None, 0, False),
        ("at most", 25, None, 25, True),
        ("at most", 25, None, 26, False),
        ("at most", 25, None, None, True),
        ("unscored", 0, None, None, True),
        ("unscored", 0, None, 0, False),
    ],
)
def test_which_way_is_right(
    way: Way, within: int, before: int | None, after: int | None, right: bool, every_base: tuple[Base, ...]
) -> None:
    case = Case(id="x", kind="x", way=way, within=within, asked=every_base[0].question, after="")
    assert case.moved_right(before, after) is right


def test_figures_are_taken_out() -> None:
    said = rewriting.without_figures("From 1,900 hosts on 14 March to twenty-one, 4.5 per cent, €300, a hundred and ninety, one left.")
    assert not any(char.isdigit() for char in said)
    assert "twenty" not in said
    assert "hundred" not in said
    assert "one left" in said


def test_the_first_person_is_made_plural() -> None:
    assert rewriting.as_we("I'm sure I was there, my boss told me.") == "We're sure we were there, our boss told us."


def test_hedges_go_before_sentences() -> None:
    assert rewriting.hedged(["The lift broke.", "I rang Anna.", "It took 9 days."], ["maybe", "I think"], turn=0) == (
        "Maybe the lift broke. I think I rang Anna. Maybe it took roughly 9 days."
    )


def test_a_second_language_drops_articles_and_slips() -> None:
    text = "I told the nurse that the man in the bed by a window had waited for two weeks."
    assert rewriting.second_language(text, strength=1) == "I told nurse that man in the bed by window had waited for two weeks."
    assert rewriting.second_language(text, strength=2) == "I have told nurse that man in the bed by window had waited since two weeks."


def test_a_figure_of_a_cv_is_changed_once(every_base: tuple[Base, ...]) -> None:
    made = list(cv_cases(every_base))
    assert len(made) >= 30
    assert all(case.words in case.answer and case.before != case.after for case in made)
    assert {case.plain for case in made} == {False, True}


@pytest.mark.parametrize(
    ("plain", "before", "after", "right"),
    [
        (False, {"supported"}, {"contradicted"}, True),
        (False, {"supported"}, {"absent"}, False),
        (False, {"contradicted"}, {"contradicted"}, False),
        (True, {"supported"}, {"supported"}, True),
        (True, {"supported"}, {"contradicted"}, False),
    ],
)
def test_a_changed_cv_accuses_and_another_form_does_not(plain: bool, before: set[str], after: set[str], right: bool) -> None:
    case = CvCase(id="x", answer="", words="", before="", after="", plain=plain)
    assert CvMoved(case, before, after).right is right
