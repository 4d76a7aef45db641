"""A brief without the person's name or contact data: covered everywhere, with every span in place."""

from __future__ import annotations

import json

import pytest

from loopready import prepare
from loopready.app.redacting import COVER, Hidden, covered
from loopready.app.sample import JOB
from loopready.model import Brief, QuoteCite
from loopready.rendering import render

CV = """STRONG MARK O'NEIL-SØRENSEN
12 Harbour Road, 90210 Westhaven
strong.mark@mail.example | +47 (22) 55 01 99 | www.mark-oneil.example/cv | linkedin.com/in/strongmark

Experience
Engineering Manager, Harbour Cloud, Mar 2019 - Present
- Mark led two teams of 14 engineers; write to strong.mark@mail.example or call 0047 2255 0199 before 2019 - 2021 plans
- Raised availability from 99.9% to 99.97% in 2020
Team Lead, Sørensen & Sons, Jan 2015 - Feb 2019
- Cut the cost of storage by 31%
"""


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    cv, job = (tmp_path_factory.mktemp("hidden") / name for name in ("Strong-Mark-CV.txt", "job.txt"))
    cv.write_text(CV, encoding="utf-8")
    job.write_text(JOB, encoding="utf-8")
    return prepare(str(cv), str(job), today="2026-11-25")


def test_the_text_keeps_its_length_and_its_lines(brief: Brief) -> None:
    made = covered(brief, ["name", "contact"])
    assert len(made.cv.text) == len(brief.cv.text)
    assert [len(line) for line in made.cv.text.splitlines()] == [len(line) for line in brief.cv.text.splitlines()]
    assert all(new in (old, COVER) for old, new in zip(brief.cv.text, made.cv.text, strict=True))


def test_every_quote_still_stands_at_its_place(brief: Brief) -> None:
    made = covered(brief, ["name", "contact"])
    before = [cite for claim in brief.claims() for cite in claim.cites if isinstance(cite, QuoteCite)]
    after = [cite for claim in made.claims() for cite in claim.cites if isinstance(cite, QuoteCite)]
    assert [(cite.source, cite.start, cite.end) for cite in after] == [(cite.source, cite.start, cite.end) for cite in before]
    texts = {"cv": made.cv.text, "job": made.job.text}
    assert all(texts[cite.source][cite.start : cite.end] == cite.quote for cite in after)


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_nothing_of_it_is_left_in_a_file(brief: Brief, format: str) -> None:
    made = str(render(covered(brief, ["name", "contact"]), format=format)).casefold()
    for words in (
        "strong.mark@mail",
        "55 01 99",
        "2255 0199",
        "mark-oneil.example",
        "linkedin.com/in/strongmark",
        "o'neil-sørensen",
        "mark-cv",
    ):
        assert words.casefold() not in made, words


def test_figures_years_and_verdicts_stay(brief: Brief) -> None:
    made = covered(brief, ["name", "contact"])
    assert made.match.verdict == brief.match.verdict
    for words in ("99.9% to 99.97% in 2020", "2019 - 2021", "Mar 2019 - Present", "14 engineers", "Harbour Cloud"):
        assert words in made.cv.text


@pytest.mark.parametrize(("hidden", "kept", "gone"), [("name", "+47 (22) 55 01 99", "O'NEIL"), ("contact", "O'NEIL", "+47 (22) 55 01 99")])
def test_each_choice_covers_its_own(brief: Brief, hidden: Hidden, kept: str, gone: str) -> None:
    text = json.dumps(covered(brief, [hidden]).model_dump(mode="json"), ensure_ascii=False)
    assert kept in text and gone not in text


def test_no_choice_changes_nothing(brief: Brief) -> None:
    assert covered(brief, []) is brief
