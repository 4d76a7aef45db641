"""The on-call report: what it says follows from the limits."""

from __future__ import annotations

from loopready.engines.tools.oncall import work
from loopready.model import Report
from loopready.model.tools.oncall import OncallInputs, OncallPerson
from loopready.practice.tools.oncall import report


def made(**given: object) -> Report:
    inputs = OncallInputs(**given)  # type: ignore[arg-type]
    return report(inputs, work(inputs))


def calm(people: int) -> tuple[OncallPerson, ...]:
    return tuple(OncallPerson(person=f"p{at}", primary=1, secondary=1, pages=1) for at in range(people))


def test_the_example_says_what_is_broken():
    of = made()
    assert of.lead[0] == "The rota has 7 people where the published least is 8: one person too few."
    tones = {figure.label: figure.tone for figure in of.figures}
    assert tones["People in the rota"] == tones["Time on call, each"] == tones["Pages at night"] == "warn"
    assert "AB had more pages than their shifts explain" in of.model_dump_json()
    assert "AB, GH, KL: no extra shift" in of.model_dump_json()


def test_a_calm_rota_is_told_so_and_still_protected():
    of = made(people=calm(8), weeks=8, fixes=(), night_limit=2)
    assert of.lead[0] == "The rota has 8 people; the published least is 8."
    assert "The rota stands at its least" in of.model_dump_json() and "No reliability work is listed" in of.model_dump_json()


def test_gaps_and_double_counting_are_told():
    assert "cover 50% of the window" in made(people=calm(8), weeks=16, fixes=()).model_dump_json()
    assert "come to 200% of the window" in " ".join(made(people=calm(8), weeks=4, fixes=()).warnings)


def test_names_and_health_do_not_belong():
    assert "initials" in made().warnings[0] and "health" in made().warnings[0]


def test_a_rota_that_eats_a_whole_person_says_so():
    of = made(people=tuple(OncallPerson(person=f"p{at}", primary=1, pages=100, events=5) for at in range(8)), weeks=8, fixes=())
    assert "of one person's 40 hours" in of.model_dump_json()


def test_a_third_post_at_two_sites_is_said_to_be_scaled():
    assert "scaled" in " ".join(made(people=calm(12), weeks=12, sites="two", posts=3, fixes=()).warnings)
