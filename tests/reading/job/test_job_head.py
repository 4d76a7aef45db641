"""Title, firm, place, level, pay and team."""

from __future__ import annotations

import pytest

from loopready.model import Document, Leaf
from loopready.reading.job import read_posting


def said(leaf: Leaf | None) -> str | None:
    return leaf.value if leaf else None


@pytest.mark.parametrize(
    ("top", "title", "firm", "location", "level"),
    [
        ("Senior Baker\nMill Lane Bakery Ltd, Leeds", "Senior Baker", "Mill Lane Bakery Ltd", "Leeds", "Senior"),
        ("Glazier\nTern & Daughters in Duluth, MN", "Glazier", "Tern & Daughters", "Duluth, MN", None),
        ("Welder – Oakley, CA\nSedge Boats e.V.", "Welder", "Sedge Boats e.V.", "Oakley, CA", None),
        ("Welder – Ribe\nSedge Boats KG", "Welder", "Sedge Boats KG", "Ribe", None),
        ("Logistics Planner\nWren & Rowe Haulage | Ribe", "Logistics Planner", "Wren & Rowe Haulage", "Ribe", None),
        ("Bookkeeper\nFinch, Finch & Co\nHexham", "Bookkeeper", "Finch, Finch & Co", "Hexham", None),
        ("Cook\nSorrel Contract Kitchens, Leeds", "Cook", "Sorrel Contract Kitchens", "Leeds", None),
        ("Baker\nDunn Bros. Bakery, Ribe", "Baker", "Dunn Bros. Bakery", "Ribe", None),
        ("Clerk\nCouncil Office, City of Marsh | Guelph, ON", "Clerk", "Council Office, City of Marsh", "Guelph, ON", None),
        ("Nurse\nBirch Hospital, Leeds, United Kingdom", "Nurse", "Birch Hospital", "Leeds, United Kingdom", None),
        ("Staff Nurse | Birch Hospital | Oslo", "Staff Nurse", "Birch Hospital", "Oslo", "Staff"),
        ("Job title: Clerk\nCompany: Otter & Sons\nLocation: Porto", "Clerk", "Otter & Sons", "Porto", None),
        ("Software Engineer III at Kestrel Maps", "Software Engineer III", "Kestrel Maps", None, "III"),
        ("Engineering Manager - Kestrel Maps - remote in the EU", "Engineering Manager", "Kestrel Maps", "remote in the EU", "Manager"),
        (
            "# Head of Tax\n*Vale Advisers LLP, Dublin. Reports to the finance director.*",
            "Head of Tax",
            "Vale Advisers LLP",
            "Dublin",
            "Head of",
        ),
    ],
)
def test_head(top: str, title: str, firm: str, location: str | None, level: str | None) -> None:
    posting = read_posting(Document.of(kind="job", name="job.txt", text=f"{top}\n\nRequirements\n- Two years of the like\n"))
    assert (said(posting.title), said(posting.firm), said(posting.location), said(posting.level)) == (title, firm, location, level)


def test_a_field_of_research_is_no_place() -> None:
    text = "Technician\nInstitute for Research in Medicine, Oslo\n\nRequirements\n- Two years of the like\n"
    posting = read_posting(Document.of(kind="job", name="job.txt", text=text))
    assert (said(posting.firm), said(posting.location)) == ("Institute for Research in Medicine", "Oslo")


def test_firm_from_its_own_words() -> None:
    text = "Warehouse Clerk\n\nAbout us\nKestrel Parcels moves two million boxes a week.\n\nRequirements\n- Forklift licence\n"
    assert said(read_posting(Document.of(kind="job", name="job.txt", text=text)).firm) == "Kestrel Parcels"


def test_firm_whose_name_is_the_host_of_the_address_to_write_to() -> None:
    text = "Filing Clerk\n\nRequirements\n- Two years at a desk like ours at Otter Paper Works\n\nSend a letter to jobs@otterpaper.co.uk\n"
    assert said(read_posting(Document.of(kind="job", name="job.txt", text=text)).firm) == "Otter Paper"


def test_title_after_who_is_hiring() -> None:
    text = "Otter Paper is hiring: Filing Clerk\n\nRequirements\n- Two years of filing\n"
    posting = read_posting(Document.of(kind="job", name="job.txt", text=text))
    assert (said(posting.title), said(posting.firm)) == ("Filing Clerk", "Otter Paper")


def test_title_from_a_sentence_where_no_line_names_it() -> None:
    text = "About us\nWe repair bells. We are looking for a bell founder to join us.\n\nRequirements\n- Two years of casting\n"
    assert said(read_posting(Document.of(kind="job", name="job.txt", text=text)).title) == "bell founder"


@pytest.mark.parametrize(
    "pay",
    [
        "£32,000 to £36,000 a year", "EUR 61,000-67,000", "CHF 120,000 per annum", "$45 per hour", "CHF 95'000–110'000", "US$ 90,000",
        "SEK 45 000 per month", "55–65k €", "45.000 € bis 55.000 €", "30 000 – 35 000 euros", "R$ 8.000", "C$80,000 to C$95,000",
        "16,50 € pro Stunde", "₹12,00,000 - ₹18,00,000 per annum", "$120k-$150k", "between 30,000 and 34,000 pounds a year",
    ],
)  # fmt: skip
def test_pay(pay: str) -> None:
    text = f"Clerk\n\nRequirements\n- Tidy filing\n\nBenefits\n{pay}, and a pension.\n"
    assert said(read_posting(Document.of(kind="job", name="job.txt", text=text)).pay) == pay


def test_team() -> None:
    duties = "What you'll do\n- Lead the two teams that run our ledger service\n"
    text = f"Engineering Manager\n\n{duties}\nRequirements\n- Five years of managing engineers\n"
    posting = read_posting(Document.of(kind="job", name="job.txt", text=text))
    assert said(posting.team) is not None
    assert "ledger service" in str(said(posting.team))
