"""The same relations over many invented pairs, each with a planted change that the check must see."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from loopready.adapters.embedder import MiniLM
from loopready.matching import match
from loopready.matching.papers import asks_language
from loopready.model import Match

from .making import TODAY, make_cv, make_posting

PAIRS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
MOST_FROM_A_LIST = 0.54
"""The highest strength of a partial row, which no list may pass; a work bullet that meets starts at 0.55."""
IDLE = "Looked after two goldfish and a fern by the window"
EMBEDDER = MiniLM()
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])


def _match(person: dict[str, Any], *, rows: list[Any] | None = None, name: str = "Alex Example") -> Match:
    asked = [(kind, text) for kind, text, _ in (person["rows"] if rows is None else rows)]
    (cv, profile), (job, posting) = make_cv(person, name=name), make_posting(asked)
    return match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=EMBEDDER, today=TODAY)


def _changes(one: Match, other: Match, *, strengths: bool = True) -> list[str]:
    """The requirements that two matches judge differently."""
    said = {row.requirement.text: (row.coverage, row.strength if strengths else None) for row in one.rows}
    return [row.requirement.text for row in other.rows if said[row.requirement.text] != (row.coverage, row.strength if strengths else None)]


def _with_posts(pair: dict[str, Any], posts: list[dict[str, Any]]) -> dict[str, Any]:
    return {**pair, "posts": posts}


def _with_line(pair: dict[str, Any], line: str) -> dict[str, Any]:
    first, *rest = pair["posts"]
    return _with_posts(pair, [{**first, "lines": [*first["lines"], line]}, *rest])


@each_pair
def test_doubling_every_line_changes_nothing(pair: dict[str, Any]) -> None:
    doubled = _with_posts(pair, [{**post, "lines": [line for line in post["lines"] for _ in range(2)]} for post in pair["posts"]])
    assert _changes(_match(pair), _match(doubled)) == []


@each_pair
def test_another_name_changes_nothing(pair: dict[str, Any]) -> None:
    assert _changes(_match(pair), _match(pair, name="Oluwaseun Brandt-Ibáñez")) == []


@each_pair
def test_shuffling_the_posting_changes_nothing(pair: dict[str, Any]) -> None:
    rows = list(pair["rows"])
    random.Random(len(rows)).shuffle(rows)
    one, other = _match(pair), _match(pair, rows=rows)
    assert _changes(one, other) == []
    assert one.verdict == other.verdict


@each_pair
def test_an_idle_line_changes_nothing(pair: dict[str, Any]) -> None:
    assert _changes(_match(pair), _match(_with_line(pair, IDLE))) == []


@each_pair
def test_the_order_of_lines_and_posts_keeps_every_verdict(pair: dict[str, Any]) -> None:
    turned = [{**post, "lines": post["lines"][::-1]} for post in pair["posts"][::-1]]
    assert _changes(_match(pair), _match(_with_posts(pair, turned)), strengths=False) == []


@each_pair
def test_a_stuffed_list_never_reaches_the_strength_of_work(pair: dict[str, Any]) -> None:
    acts = [text for _, text, want in pair["rows"] if want == "missing" and not asks_language(text)]
    rows = [["must", f"Hands-on experience of {text[:1].lower()}{text[1:]}", "missing"] for text in acts]
    bare = {**pair, "skills": []}
    stuffed = {**pair, "skills": [row[1].removeprefix("Hands-on experience of ") for row in rows]}
    before = {row.requirement.text: row for row in _match(bare, rows=rows).rows}
    after = _match(stuffed, rows=rows).rows
    assert any(row.coverage != before[row.requirement.text].coverage for row in after), "the list is read"
    gained = [row for row in after if row.strength > before[row.requirement.text].strength]
    assert [row.requirement.text for row in gained if row.strength > MOST_FROM_A_LIST] == []


@each_pair
def test_without_its_lines_of_work_no_act_is_met(pair: dict[str, Any]) -> None:
    """Rows whose evidence is a line of work fall when the CV loses its lines: they rest on what they quote."""
    full = _match(pair)
    acts = {
        row.requirement.text
        for row in full.rows
        if row.coverage == "met" and row.evidence and row.evidence[0].work and any(reason.name == "own action" for reason in row.reasons)
    }
    emptied = _match({**_with_posts(pair, [{**post, "lines": []} for post in pair["posts"]]), "skills": [], "summary": None})
    left = {row.requirement.text: row for row in emptied.rows}
    assert [text for text in acts if any(reason.name == "own action" for reason in left[text].reasons)] == []
    assert not acts or any(left[text].coverage != "met" for text in acts)


def test_the_checks_see_what_is_planted() -> None:
    pair = next(one for one in PAIRS if one["id"] == "platform lead")
    one = _match(pair)
    asked = "You have managed engineers as direct reports"
    assert asked in _changes(one, _match(_with_line(pair, "Managed six engineers as direct reports"))), "a line that says what is asked"
    assert _changes(one, _match(_with_posts(pair, pair["posts"][:1]))), "a post less"
    assert _changes(one, _match(_with_posts(pair, [{**post, "lines": []} for post in pair["posts"]]))), "lines gone"
