"""Single rules of matching: whose act a clause speaks of, what a line asks, how years alone are counted, and words kept apart."""

from __future__ import annotations

from typing import Any

import pytest

from loopready.adapters.embedder import HashEmbedder, MiniLM
from loopready.matching import asking, match, papers
from loopready.matching.cv import Cv
from loopready.matching.lexicon import alike, kept_apart
from loopready.matching.stance import clauses
from loopready.matching.words import nearness
from loopready.reading import read_document, read_profile

from .making import TODAY, make_cv, make_posting


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("In charge of the ward at night when no sister is on duty", ["own"]),
        ("Cut the bill by a third (the budget itself sits with the director)", ["own", "others"]),
        ("Ran the tills; stock belongs to the night manager", ["own", "others"]),
        ("The model is kept by the drawing office", ["others"]),
        ("Wrote the memo that said “not yet”", ["own"]),
        ("The tax group files the returns; I check the totals", ["others", "own"]),
        ("A sworn surveyor measures the plots, I peg them out", ["others", "own"]),
        ("Picked the seeds, procurement placed the order", ["own", "others"]),
        ("The yard team I lead loads forty carts", ["own"]),
        ("The team won the cup", ["own"]),
        ("A nurse registered with the council", ["own"]),
        ("Finance keeps the accounts by customer and sends me a copy", ["others"]),
        ("Samples go to our Tier 3 team, who do the analysis; I attach my notes", ["others", "own"]),
        ("When the mill was for sale, our CTO did the review and I read his report", ["others", "own"]),
        ("When the press stopped, led the repair with two fitters", ["own"]),
        ("Deliver my share of the three-year plan that our director writes", ["exposed"]),
        ("An executive MBA, probably from 2027", ["wished"]),
        ("Wrote the roadmap for the coming year", ["own"]),
        ("Built probably the largest mill in the county", ["own"]),
        ("Ran the roll-out of the new presses in two halls", ["own"]),
        ("Ran out-of-hours cover on weekends", ["own"]),
        ("Ran the press until the roll was done", ["own"]),
        ("Ticket seller until 2019", ["lapsed"]),
        ("Sat in on the choir's auditions", ["exposed"]),
        ("Opened the shop while the owner was away", ["exposed"]),
        ("Mended a leak caused by a supplier's valve", ["own"]),
        ("The leak was mended by a supplier", ["others"]),
        ("Brought the waiting list from 90 families to none", ["own"]),
        ("Moved from the mill to none of its branches", ["denied"]),
        ("Belonged to none of the guilds", ["denied"]),
        ("Moved the stock overnight, without losing a crate", ["own", "own"]),
        ("Moved the stock overnight with no crate lost", ["own"]),
        ("Not one ferry delayed in four winters", ["own"]),
        ("No experience of lost cargo", ["denied"]),
        ("Ran the ferry without a licence", ["denied"]),
        ("Called a no-sail on the night of the storm", ["own"]),
        ("Reported the day's catch to the harbour master", ["own"]),
        ("Set a fifth of the berths aside and reported it to the pilots", ["own"]),
        ("Reported to the harbour master", ["others"]),
        ("Kept the log, reporting directly to two mates", ["others"]),
        ("Loaded the carts, with no say over the route", ["own", "denied"]),
        ("No say over the route", ["denied"]),
        ("Never steered a ferry", ["denied"]),
        ("Looking for a seat where uptime is the product", ["wished"]),
        ("Seeking a senior role in ferry control", ["wished"]),
        ("Looking for the fault in the position sensor took two nights", ["own"]),
    ],
)
def test_the_clause_tells_whose_act_it_was(text: str, stances: list[str]) -> None:
    assert [clause.stance for clause in clauses(text)] == stances


def test_a_line_that_asks_twice_is_two_askings() -> None:
    assert len(asking.askings("Advanced Excel and working knowledge of a payroll tool")) == 2
    assert len(asking.askings("Planning and running of audits")) == 1


@pytest.mark.parametrize(
    ("heading", "line", "coverage"),
    [
        ("courses", "Basketry, a beginner's course", "missing"),
        ("courses", "Certificate in Basketry", "met"),
        ("certificates", "Basketry, 2021", "met"),
        ("certificates", "Basketry taster, one evening", "missing"),
    ],
)
def test_what_was_only_attended_is_no_paper(heading: str, line: str, coverage: str) -> None:
    text = f"Alex Example\n\nEXPERIENCE\nPorter, Lorne Mill\n2019-01 - 2021-02\n- Swept the yard\n\n{heading.upper()}\n- {line}\n"
    document = read_document(text.encode(), kind="cv", name="cv.txt")
    job, posting = make_posting([("must", "Certificate in Basketry")])
    profile = read_profile(document)
    found = match(profile, posting, documents={document.id: document, job.id: job}, embedder=HashEmbedder(), today=TODAY)
    assert found.rows[0].coverage == coverage


def _coverage(person: dict[str, Any], asked: str) -> str:
    (cv, profile), (job, posting) = make_cv(person), make_posting([("must", asked)])
    found = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=HashEmbedder(), today=TODAY)
    return found.rows[0].coverage


@pytest.mark.parametrize(("least", "coverage"), [(2, "met"), (3, "partial"), (5, "missing")])
def test_years_alone_are_counted_from_their_middle(least: int, coverage: str) -> None:
    baker: dict[str, Any] = {"posts": [{"title": "Baker", "firm": "Lorne Mill", "start": "2022", "end": "2024", "lines": ["Baked rye"]}]}
    assert _coverage(baker, f"{least} years of experience as a baker") == coverage


_CAREER: list[dict[str, Any]] = [
    {"title": "Engineering Manager", "firm": "Lorne Cloud", "start": "2023-01", "end": "2024-12", "lines": ["Led six engineers"]},
    {
        "title": "Senior Software Engineer",
        "firm": "Lorne Cloud",
        "start": "2017-01",
        "end": "2022-12",
        "lines": ["Wrote the placement service"],
    },
]


@pytest.mark.parametrize(
    ("asked", "coverage"),
    [
        ("2+ years managing software engineers", "met"),
        ("4+ years managing software engineers", "partial"),
        ("6+ years managing software engineers", "missing"),
        ("6 years of leading product development teams", "missing"),
        ("6+ years of software engineering experience", "met"),
        ("5 years of software engineering, of which 2 in a managing role", "met"),
        ("5 years of software engineering, of which 4 in a supervisory position", "partial"),
        ("3 years in a project management role", "missing"),
    ],
)
def test_years_of_managing_are_those_in_which_people_were_led(asked: str, coverage: str) -> None:
    assert _coverage({"posts": _CAREER}, asked) == coverage


_POST: dict[str, Any] = {"title": "Porter", "firm": "Lorne Mill", "start": "2019-01", "end": None, "lines": ["Swept the yard"]}


@pytest.mark.parametrize(
    ("person", "asked", "coverage"),
    [
        ({"certificates": ["RoBC registered since 2019"]}, "Registered with the Royal Basket Council", "met"),
        ({"certificates": ["Registered with the Guild of Basket and Cane Workers"]}, "GBCW registration", "met"),
        ({"certificates": ["RBM registered since 2019"]}, "Registered with the Royal Basket Council", "missing"),
        ({"skills": ["Loomsoft"]}, "Two years of experience with Loomsoft", "partial"),
        ({"skills": ["Terraform"]}, "Infrastructure as code", "partial"),
        ({"skills": ["Terraform"]}, "Terraform", "met"),
        ({"skills": ["SQL (Grundkenntnisse)"]}, "Gute SQL-Kenntnisse", "partial"),
        ({"skills": ["Kubernetes"]}, "Gute SQL-Kenntnisse", "missing"),
        ({"skills": ["Loomsoft"]}, "Knowledge of weaving software such as Loomsoft or Warpwright", "met"),
        ({"education": ["BSc Mathematics, First, 2015"]}, "Degree in mathematics, 2:1 or above", "met"),
        ({"lines": ["Swept the yard", "Quoted for jobs under £30k"]}, "Quoting for jobs up to £50k", "partial"),
        ({"languages": ["English", "German (B1)"]}, "Fluent German, at least B2", "partial"),
        ({"languages": ["English", "German (A1)"]}, "Fluent German, at least B2", "missing"),
        ({"education": ["Diploma of Higher Education in Weaving, 2015"]}, "Bachelor's degree in weaving", "partial"),
        ({"education": ["BA Theatre Studies, 2015"]}, "Guild of Weavers Diploma", "partial"),
        ({"lines": ["Swept the yard", "Copied tables for IFRS 9"]}, "IFRS 15", "missing"),
        ({"lines": ["Swept the yard", "Filled 50 L vats"]}, "Vats of 200 L or larger", "missing"),
    ],
)  # fmt: skip
def test_what_a_cv_holds_against_what_is_asked(person: dict[str, Any], asked: str, coverage: str) -> None:
    lines = person.pop("lines", _POST["lines"])
    assert _coverage({"posts": [{**_POST, "lines": lines}], **person}, asked) == coverage


def test_the_meaning_of_a_line_is_that_of_its_own_clauses() -> None:
    line = "The tax group files the returns; I check the totals"
    document, profile = make_cv({"posts": [{**_POST, "lines": [line, "The tax group files the returns"]}]})
    cv = Cv(profile, document, embedder=MiniLM(), today=TODAY)
    mixed, others = (next(s.number for s in cv.statements if s.text == text) for text in (line, "The tax group files the returns"))
    likeness = cv.likeness("the tax group files the returns")
    assert likeness[others] == 0
    assert likeness[mixed] < 0.6 < cv.likeness("checking totals")[mixed]


def test_words_that_mean_the_same_are_near_and_opposites_are_not() -> None:
    assert nearness("relativ", "famili") > 0
    assert nearness("buyer", "seller") == 0
    assert [pair for pair in kept_apart() if len(pair) == 2 and sorted(pair)[1] in alike().get(sorted(pair)[0], {})] == []


_STORE: dict[str, Any] = {"title": "Engineering Manager, Block Storage", "firm": "Lorne Cloud", "start": "2019-01", "end": None}


@pytest.mark.parametrize(
    ("lines", "skills", "asked", "coverage", "quote"),
    [
        (["Cut the create time from 38 s to 11 s"], [], "Experience with storage systems", "met", "Engineering Manager, Block Storage"),
        (["Hired 11 engineers in two years"], [], "Work with principal engineers on the move to erasure coding", "missing", None),
        (["Ran the rota"], ["capacity planning"], "Experience with capacity planning and cost ownership", "partial", "capacity planning"),
        (["Ran the rota"], ["capacity planning"], "Experience with fleet repair and cost ownership", "missing", None),
        (["Ran the rota"], ["FinOps"], "A FinOps or efficiency programme with cost attributed to teams", "partial", "FinOps"),
    ],
)
def test_what_is_named_counts_before_what_is_only_near(
    lines: list[str], skills: list[str], asked: str, coverage: str, quote: str | None
) -> None:
    person = {"posts": [{**_STORE, "lines": lines}], "skills": skills}
    (cv, profile), (job, posting) = make_cv(person), make_posting([("must", asked)])
    (row,) = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=MiniLM(), today=TODAY).rows
    assert row.coverage == coverage
    assert quote is None or quote in row.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Own the monthly availability contract and its credits", None),
        ("High availability of the fleet", None),
        ("Keep availability of the payment API above target", None),
        ("Availability on two evenings", "availability"),
        ("Must be available at weekends", "availability"),
    ],
)
def test_availability_is_a_condition_only_of_a_person(text: str, kind: str | None) -> None:
    assert papers.condition_of(text) == kind


def test_an_act_before_a_colon_is_asked_with_its_list() -> None:
    found = asking.parts("Set the yearly plan as one document: features, reliability, cost")
    assert [part.item for part in found] == ["Set the yearly plan as one document", "features", "reliability", "cost"]
    assert next(part.text for part in asking.parts("Storage engines: replication, coding, recovery")) == "Storage engines replication"
    assert [part.text for part in asking.parts("Skills: Figma, Sketch, Penpot")] == ["Figma", "Sketch", "Penpot"]


def test_a_paper_only_offered_is_missing_with_the_line_that_says_so() -> None:
    person = {
        "posts": [{**_POST, "lines": ["Cared for eight medical patients a shift"]}],
        "courses": ["Non-medical prescribing: place offered"],
    }
    (cv, profile), (job, posting) = make_cv(person), make_posting([("nice", "Non-medical prescribing qualification")])
    row = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=MiniLM(), today=TODAY).rows[0]
    assert row.coverage == "missing" and "place offered" in row.evidence[0].quote


def test_a_degree_in_another_subject_is_shown_beside_the_years_that_stand_in() -> None:
    post = {"title": "Software Engineer", "firm": "Orrin Labs", "start": "2012-01", "end": None, "lines": ["Built services in Go"]}
    person = {"posts": [post], "education": ["BSc Marine Biology, University of Wye, 2011"]}
    (cv, profile), (job, posting) = make_cv(person), make_posting([("must", "Bachelor's degree in computer science or equivalent")])
    row = match(profile, posting, documents={cv.id: cv, job.id: job}, embedder=MiniLM(), today=TODAY).rows[0]
    assert row.coverage == "met" and "Marine Biology" in row.evidence[0].quote
