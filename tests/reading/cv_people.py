"""Invented people for the readers' tests."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """One position; ``end`` is None while ongoing."""

    title: str
    firm: str
    place: str
    start: str
    end: str | None
    bullets: tuple[str, ...]


@dataclass(frozen=True)
class Study:
    """One course of study."""

    degree: str
    area: str
    school: str
    end: str


@dataclass(frozen=True)
class Someone:
    """A person with a career."""

    name: str
    label: str
    email: str
    phone: str
    place: str
    link: str
    summary: str
    jobs: tuple[Job, ...]
    studies: tuple[Study, ...]
    skills: tuple[str, ...]
    extra: tuple[str, ...] = field(default=())


NURSE = Someone(
    name="Oyinda Marsh-Vale",
    label="Registered Nurse, Intensive Care",
    email="oyinda.mv@example.org",
    phone="+44 7700 900123",
    place="Leeds, UK",
    link="linkedin.com/in/oyinda-marsh-vale",
    summary="Critical care nurse with nine years on mixed medical and surgical units, calm in the first hour and careful with handover.",
    jobs=(
        Job(
            "Ward Sister",
            "St Orrin's Hospital",
            "Leeds, UK",
            "2021-03",
            None,
            (
                "Lead a team of 14 nurses and 6 healthcare assistants on a 22-bed intensive care unit.",
                "Cut catheter infections from 2.1 to 0.6 per 1,000 days with a daily checklist that "
                "the whole unit wrote together over one winter.",
                "Mentor newly qualified nurses through their first six months",
            ),
        ),
        Job(
            "Staff Nurse",
            "Calder Vale Infirmary",
            "Halifax, UK",
            "2017-09",
            "2021-02",
            (
                "Cared for ventilated patients and families at the end of life",
                "Trained 30 colleagues in the new infusion pumps",
            ),
        ),
        Job(
            "Healthcare Assistant",
            "Brackenridge Care Home",
            "York, UK",
            "2014-06",
            "2017-08",
            ("Night shifts for 18 residents, two of us on duty",),
        ),
    ),
    studies=(Study("BSc", "Adult Nursing", "University of Hexby", "2017"),),
    skills=("Advanced life support", "Haemofiltration", "Tracheostomy care", "SystmOne"),
)
CHEF = Someone(
    name="Matteo Brandvold",
    label="Sous Chef",
    email="matteo@brandvold.example.com",
    phone="(555) 014-7788",
    place="Portland, OR",
    link="www.brandvold.example.com",
    summary="Sous chef who came up through bakeries. Runs the pass for 180 covers and writes prep lists that people can follow.",
    jobs=(
        Job(
            "Sous Chef",
            "The Copper Ladle",
            "Portland, OR",
            "2020-05",
            None,
            (
                "Run the pass on six nights with a brigade of 11",
                "Brought food cost down from 34% to 28.5% by rewriting the ordering sheet",
            ),
        ),
        Job(
            "Chef de Partie",
            "Hotel Averholm",
            "Seattle, WA",
            "2017-01",
            "2020-04",
            (
                "Held the sauce section, then fish, then both for a summer",
                "Trained four commis",
                "Planned the staff meals for 60 on a budget of $3 a head",
            ),
        ),
        Job(
            "Baker",
            "Tinder & Rye Bakery",
            "Bend, OR",
            "2013-08",
            "2016-12",
            ("Shaped 400 loaves a night", "Kept three sourdough starters alive through a flood"),
        ),
    ),
    studies=(Study("Diploma", "Culinary Arts", "Cascade Culinary Institute", "2013"),),
    skills=("Menu costing", "HACCP", "Butchery", "Pastry"),
)
ACCOUNTANT = Someone(
    name="Ilse Van Kempen",
    label="Management Accountant",
    email="ilse.vankempen@example.com",
    phone="+31 20 555 0144",
    place="Utrecht, Netherlands",
    link="linkedin.com/in/ilsevankempen",
    summary="Accountant for makers of things: month-end in four days, costings that the shop floor believes.",
    jobs=(
        Job(
            "Financial Controller",
            "Dorsvlegel Machines B.V.",
            "Utrecht, Netherlands",
            "2019-11",
            "2024-08",
            (
                "Closed the books of three entities in four working days",
                "Moved 1,900 suppliers to e-invoicing, and 96% of invoices now post without a touch",
                "Reported to the board each month",
            ),
        ),
        Job(
            "Assistant Controller",
            "Waterkant Logistics",
            "Rotterdam, Netherlands",
            "2016-02",
            "2019-10",
            (
                "Built the cost model for the night fleet",
                "Reconciled 14 bank accounts a day",
            ),
        ),
        Job("Auditor", "Polder & Partners LLP", "Amsterdam, Netherlands", "2012-09", "2016-01", ("Audited nine municipalities",)),
    ),
    studies=(
        Study("MSc", "Accountancy", "Hogeschool Lindeveld", "2012"),
        Study("BSc", "Business Economics", "Universiteit Oosterdam", "2010"),
    ),
    skills=("IFRS", "SAP S/4HANA", "Power BI", "Cost accounting", "VAT"),
)
ENGINEER = Someone(
    name="Tomasz Achterberg",
    label="Engineering Manager",
    email="t.achterberg@example.org",
    phone="+48 22 555 01 99",
    place="Gdańsk, Poland",
    link="github.com/tachterberg-example",
    summary="Manager of platform teams. Hired 19 engineers, kept 17 of them past their second year.",
    jobs=(
        Job(
            "Engineering Manager, Platform",
            "Nordlys Freight",
            "Remote",
            "2022-04",
            None,
            (
                "Lead two teams (14 engineers) that own build, deploy and the service mesh",
                "Availability of the booking path from 99.91% to 99.98% in a year",
                "Set up a weekly review of incidents in which nobody is blamed and everybody writes",
            ),
        ),
        Job(
            "Senior Software Engineer",
            "Kvasir Analytics GmbH",
            "Berlin, Germany",
            "2018-07",
            "2022-03",
            (
                "Wrote the ingestion service in Go: 40,000 events per second on six machines",
                "Mentored three engineers to senior",
            ),
        ),
        Job(
            "Software Engineer",
            "Papierfabrik Oderwald AG",
            "Szczecin, Poland",
            "2014-10",
            "2018-06",
            ("Replaced a paper-based shift log", "On call one week in four"),
        ),
    ),
    studies=(Study("M.Sc.", "Computer Science", "Politechnika Bałtycka University", "2014"),),
    skills=("Go", "Kubernetes", "Terraform", "PostgreSQL", "Hiring", "Incident response"),
)
TEACHER = Someone(
    name="Adaeze Quillfeather",
    label="Teacher of Mathematics",
    email="a.quillfeather@example.org",
    phone="020 7946 0321",
    place="London, UK",
    link="quillfeather.example.org",
    summary="Mathematics teacher, eleven years in comprehensive schools, head of a department of eight.",
    jobs=(
        Job(
            "Head of Mathematics",
            "Greyfriars Academy",
            "London, UK",
            "2019-09",
            None,
            (
                "Raised the share of pupils with grade 5 or above from 48% to 63% in four years",
                "Lead eight teachers, two of them new to the profession each year",
            ),
        ),
        Job(
            "Mathematics Teacher",
            "Millbrook Community School",
            "Croydon, UK",
            "2013-09",
            "2019-08",
            (
                "Taught years 7 to 13",
                "Ran the chess club and the further mathematics evening",
            ),
        ),
    ),
    studies=(
        Study("PGCE", "Secondary Mathematics", "University of Hexby", "2013"),
        Study("BA", "Mathematics", "Thornbury College", "2012"),
    ),
    skills=("GeoGebra", "Safeguarding", "Timetabling"),
)

DOULA = Someone(
    name="Bronagh Tully",
    label="Doula",
    email="bronagh@tully.example.org",
    phone="+353 1 555 0147",
    place="Galway, Ireland",
    link="tully.example.org",
    summary="Birth companion since 2012: three hundred families, most of them twice and all of them tired but happy.",
    jobs=(
        Job(
            "Doula",
            "Selkie",
            "Galway, Ireland",
            "2018-02",
            None,
            ("Attend forty births a year", "Teach a course for partners on Saturdays"),
        ),
        Job(
            "Lactation Adviser", "Halden Row", "Limerick, Ireland", "2014-05", "2018-01", ("Visited families at home in their first week",)
        ),
        Job("Childminder", "Self-employed", "Ennis, Ireland", "2010-09", "2014-04", ("Looked after five children under five",)),
    ),
    studies=(Study("Diploma", "Childcare", "Corrib Institute", "2010"),),
    skills=("Breastfeeding support", "Driving"),
)
UPHOLSTERER = Someone(
    name="Zdeněk Hruška",
    label="Upholsterer",
    email="z.hruska@example.com",
    phone="+420 555 012 345",
    place="Brno, Czechia",
    link="hruska.example.com",
    summary="Upholsterer of seats for trams and of chairs for people, twenty years at the bench and still at it.",
    jobs=(
        Job(
            "Head Upholsterer",
            "Moravské Tramvaje",
            "Brno, Czechia",
            "2015-03",
            None,
            ("Re-covered 1,100 tram seats in a year", "Runs a bench of four"),
        ),
        Job(
            "Upholsterer",
            "Nábytek Vlček s.r.o.",
            "Olomouc, Czechia",
            "2008-01",
            "2015-02",
            ("Sofas and armchairs to order", "Cut waste of leather by a fifth"),
        ),
    ),
    studies=(Study("Apprenticeship", "Upholstery", "Střední škola Prostějov", "2007"),),
    skills=("Leather", "Hand stitching", "Industrial sewing machines"),
)

PEOPLE = (NURSE, CHEF, ACCOUNTANT, ENGINEER, TEACHER, DOULA, UPHOLSTERER)
