"""Years, degrees, skills and parts of single requirements."""

from __future__ import annotations

import pytest

from loopready.model import Document
from loopready.reading.job import read_posting
from loopready.reading.job.asks import degree_asked, years_asked
from loopready.reading.job.lexicon import fold, read_lexicon
from loopready.reading.job.parts import split_parts
from loopready.reading.job.skills import named_skills


@pytest.mark.parametrize(
    ("text", "least", "of"),
    [
        ("Five years or more as a ship's cook", 5, "ship's cook"),
        ("3+ yrs of warehouse work", 3, "warehouse work"),
        ("Minimum of 2 years' post-qualification experience", 2, "post-qualification experience"),
        ("At least ten (10) years in primary schools", 10, "primary schools"),
        ("3-5 years' experience in payroll", 3, "payroll"),
        ("18 months' experience on an acute ward", 1.5, "acute ward"),
        ("More than four years leading kitchens", 4, "leading kitchens"),
        ("You have taught for six years or more", 6, "taught"),
        ("SQL experience, 3+ years", 3, "SQL"),
        ("over three years in a clinical role", 3, "clinical role"),
        ("Mindestens 3 Jahre Berufserfahrung im Vertrieb", 3, "Vertrieb"),
        ("5 ans d'expérience en comptabilité", 5, "comptabilité"),
        ("Al menos 4 años de experiencia en ventas", 4, "ventas"),
        ("2 jaar ervaring als kok", 2, "kok"),
        ("Almeno 3 anni di esperienza in cucina", 3, "cucina"),
        ("6 anos de experiência em logística", 6, "logística"),
    ],
)
def test_years(text: str, least: float, of: str) -> None:
    asked = years_asked(text)
    assert asked is not None
    assert asked.min == least
    assert asked.of is not None
    assert of in asked.of


@pytest.mark.parametrize(
    "text",
    [
        "Several years of teaching",
        "Du bist mindestens 18 Jahre alt",
        "Cinq années d'études, soit 5 années d'études",
        "You are at least 18 years old",
        "A three-year degree in nursing",
        "We have been in business for 40 years in business",
        "Vetting includes five years of references",
        "Deliver the plan within two years",
        "A 3 year fixed contract",
    ],
)
def test_no_years(text: str) -> None:
    assert years_asked(text) is None


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("BA/BS in geology, or as much time in the field", "bachelor"),
        ("an upper second class degree", "bachelor"),
        ("A Bachelor's or a Master's in chemistry", "bachelor"),
        ("An MBA", "master"),
        ("MS or PhD in statistics", "master"),
        ("PhD in immunology", "doctorate"),
        ("JD from an accredited school", "professional"),
        ("Associate degree in nursing", "associate"),
        ("High school diploma or GED", "diploma"),
        ("HND in building services", "associate"),
        ("Scrum Master certificate", None),
        ("MS Office and Excel", None),
        ("A high degree of patience", None),
        ("Ovens at 200 degrees celsius", None),
    ],
)
def test_degree(text: str, degree: str | None) -> None:
    assert degree_asked(text) == degree


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Experience with services that run at night", ()),
        ("Experience in horticulture", ("horticulture",)),
        ("Experience with Kubernetes, Go or PostgreSQL", ("Kubernetes", "Go", "PostgreSQL")),
        ("You go to great lengths", ()),
        ("Ready to excel under pressure", ()),
        ("18th Edition and a full UK driving licence", ("18th Edition", "full UK driving licence")),
        ("Registered with the NMC, ACLS certified", ("NMC", "ACLS")),
        ("Proficiency in Otterware LoomPlan Pro", ("Otterware LoomPlan Pro",)),
        ("Working knowledge of stage lighting", ("stage lighting",)),
        ("BrineTrack experience", ("BrineTrack",)),
        ("Experience dealing with the public.", ()),
        ("Travel to Porto and Madrid", ()),
        ("told a full room the bad news", ()),
    ],
)
def test_skills_in_the_words_of_the_posting(text: str, skills: tuple[str, ...]) -> None:
    assert tuple(said for _, _, said, _ in named_skills(text)) == skills


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Python, Go or Java", [("Python", 1), ("Go", 1), ("Java", 1)]),
        ("Word, Excel and PowerPoint to a high standard", [("Word", None), ("Excel", None), ("PowerPoint", None)]),
        ("databases such as MySQL and Oracle Database", [("MySQL", 1), ("Oracle Database", 1)]),
        ("AWS/GCP", [("AWS", 1), ("GCP", 1)]),
        ("A biology degree or a laboratory diploma", [("A biology degree", 1), ("a laboratory diploma", 1)]),
        (
            "A numerate degree or equivalent experience",
            [("A numerate degree", 1), ("equivalent experience", 1)],
        ),
        (
            "Four years in social care and experience of supervising staff",
            [("Four years in social care", None), ("experience of supervising staff", None)],
        ),
        (
            "seven years or more in forestry, of which two on steep ground",
            [("seven years or more in forestry", None), ("two on steep ground", None)],
        ),
        (
            "Valid RN license and current BLS, ACLS or PALS certification",
            [("Valid RN license", None), ("current BLS", 1), ("ACLS", 1), ("PALS certification", 1)],
        ),
        ("Oracle, SAP S/4HANA or Xero", [("Oracle", 1), ("SAP S/4HANA", 1), ("Xero", 1)]),
        ("8+ years of teaching, including 3+ years with infants", [("8+ years of teaching", None), ("3+ years with infants", None)]),
        ("Search and rescue training", []),
        ("Clear spoken and written Danish", []),
        ("Design and build services for schools", []),
        ("Three or more years in a kitchen", []),
        ("Credit, market and operational risk", []),
        ("A calm voice on a full Saturday", []),
    ],
)
def test_parts(text: str, parts: list[tuple[str, int | None]]) -> None:
    document = Document.of(kind="job", name="job.txt", text=text)
    assert [(part.text, part.alternative) for part in split_parts(document, 0, len(text))] == parts


def test_no_way_to_say_a_skill_belongs_to_two_skills() -> None:
    seen: dict[str, str] = {}
    for name, entry in read_lexicon("skills")["skills"].items():
        for way in {fold(name), *(fold(alias) for alias in entry.get("aliases", ()))}:
            assert seen.setdefault(way, name) == name
    assert len(seen) > 800


def test_no_skill_implies_itself() -> None:
    parents = {
        fold(name): [fold(parent) for parent in entry.get("parents", ())] for name, entry in read_lexicon("skills")["skills"].items()
    }
    for name, above in parents.items():
        reached, queue = set(), list(above)
        while queue:
            one = queue.pop()
            if one not in reached:
                reached.add(one)
                queue += parents.get(one, [])
        assert name not in reached


def test_what_the_tagger_alone_finds_joins_the_skills_and_says_so() -> None:
    text = "Requirements\n- You are strong in SQL, immunology and molecular biology\n- Bachelor's degree in computer science\n"
    document = Document.of(kind="job", name="job.txt", text=text)
    first, second = read_posting(document).requirements
    assert [each.text for each in first.named if each.origin == "words"] == ["SQL"]
    assert "molecular biology" in [each.text for each in first.named if each.origin == "tagger"]
    assert all(each.span.quote(document) == each.text for each in first.named)
    assert first.skills[0] == "SQL"
    assert sorted(first.skills) == sorted(each.text for each in first.named)
    assert second.degree == "bachelor"
    assert "tagger" not in [each.origin for each in second.named]


def test_a_place_that_touches_a_named_skill_or_says_nothing_is_not_added() -> None:
    text = "Knowledge of PostgreSQL clusters and tools"
    at, tools = text.index("PostgreSQL"), text.index("tools")
    named = named_skills(text, tagged=[(at, at + len("PostgreSQL clusters")), (tools, tools + len("tools"))])
    assert [origin for _, _, _, origin in named] == ["words"] * len(named)
