"""The maker of claims refuses what its cites do not hold."""

from __future__ import annotations

import pytest

from composing.builders import Page
from loopready.composing.claims import Claims, calculated
from loopready.model import CalculatedCite, Document, Fact, Leaf


@pytest.fixture
def page() -> Page:
    return Page()


def maker(page: Page, **more: object) -> Claims:
    job = Document(id="job-test", kind="job", name="job.txt", text="Lead 10 engineers\n")
    fact = Fact(id="f.one", statement="A day has 24 hours.", source_title="A clock", as_of="2026", confidence="high")
    return Claims(cv=page.document(), job=job, facts={"f.one": fact}, **more)  # type: ignore[arg-type]


def test_a_claim_held_by_its_quote_stands(page: Page) -> None:
    leaf = page.leaf("Led 8 engineers at Tallyhook")
    claims = maker(page)
    made = claims.say("fit/x/evidence", "8 engineers at Tallyhook", claims.of(leaf))
    assert made is not None
    assert made.id == "fit/x/evidence"
    assert claims.refused == []


@pytest.mark.parametrize(
    "text",
    ["Led 9 engineers at Tallyhook", "Led 8 engineers at Quillstone in earnest, with Oyelaran", "Raised revenue by 40% with 8 engineers"],
)
def test_an_invented_number_or_name_is_refused_and_remembered(page: Page, text: str) -> None:
    leaf = page.leaf("Led 8 engineers at Tallyhook")
    claims = maker(page)
    assert claims.say("fit/x/evidence", text, claims.of(leaf)) is None
    assert len(claims.refused) == 1


def test_a_claim_without_a_cite_is_not_made(page: Page) -> None:
    page.leaf("x")
    assert maker(page).say("fit/x/y", "Nothing in it") is None


def test_a_result_of_a_calculation_holds_its_number(page: Page) -> None:
    page.leaf("x")
    claims = maker(page)
    assert claims.say("a/b", "That is 4.3 minutes", calculated("slo.downtime_minutes", 4.32, target=99.99)) is not None
    assert claims.say("a/c", "That is 5.3 minutes", calculated("slo.downtime_minutes", 4.32, target=99.99)) is None


def test_the_same_place_twice_gets_two_ids(page: Page) -> None:
    leaf = page.leaf("Led 8 engineers")
    claims = maker(page)
    ids = [made.id for _ in range(2) if (made := claims.say("a/b", "8 engineers", claims.of(leaf)))]
    assert ids == ["a/b", "a/b~2"]


def test_a_retracted_claim_never_returns(page: Page) -> None:
    leaf = page.leaf("Led 8 engineers")
    claims = maker(page, retracted=frozenset({"a/b"}))
    assert claims.say("a/b", "8 engineers", claims.of(leaf)) is None
    assert claims.refused == []


def test_guide_prose_brings_its_own_cites_and_its_frame_is_checked(page: Page) -> None:
    leaf = page.leaf("Led 8 engineers")
    claims = maker(page)
    made = claims.teach("a/b", "A day has 24 hours [fact:f.one] and {{ 2 * 30 | int }} minutes an hour.", "concepts/day", "The day")
    assert made is not None
    assert made.text == "A day has 24 hours and 60 minutes an hour."
    assert {cite.source for cite in made.cites} == {"guide", "fact", "calculated"}
    assert [cite.result for cite in made.cites if isinstance(cite, CalculatedCite)] == [60]
    assert claims.teach("a/c", "Do it.", "concepts/day", "The day", claims.of(leaf), before="With 9 engineers: ") is None


def test_a_correction_is_cited_as_the_persons(page: Page) -> None:
    page.leaf("x")
    from loopready.model import Correction

    claims = maker(page, names={"c1": "Oyelaran Systems"})
    leaf = Leaf(value="Oyelaran Systems", source=Correction(id="c1"))
    made = claims.say("a/b", "Now at Oyelaran Systems", claims.of(leaf))
    assert made is not None
    assert [cite.source for cite in made.cites] == ["person"]
