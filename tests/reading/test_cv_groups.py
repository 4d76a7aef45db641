"""Seats grouped under a firm, schools below degrees, forms of labels and values, running heads: small layouts of our own."""

from __future__ import annotations

import pytest

from loopready.model import Box, Document, Leaf, Line, Profile, Run
from loopready.reading import read_document, read_profile
from loopready.reading.pdf.rows import is_margin_text

STEP, LETTER = 12.0, 5.0


def read(text: str) -> Profile:
    """A CV as typed text."""
    return read_profile(read_document(text.encode(), kind="cv", name="cv.txt"))


def printed(*rows: str) -> Profile:
    """A page of rows flush left: ``*`` sets a row bold, ``~`` leaves a little white above it, a tab parts what stands at the right."""
    lines: list[Line] = []
    parts: list[str] = []
    at, y = 0, 60.0
    for row in rows:
        y += STEP + (5.0 if "~" in row[:2] else 0.0)
        bold, text = "*" in row[:2], row.lstrip("~*")
        if not text:
            continue
        left, tab, right = text.partition("\t")
        runs = [Run(start=at, end=at + len(left), x0=50, x1=50 + LETTER * len(left), size=10, bold=bold, colour="000000")]
        whole = left
        if tab:
            start = at + len(left) + 2
            x0 = 540 - LETTER * len(right)
            runs.append(Run(start=start, end=start + len(right), x0=x0, x1=540, size=10, gap=True, colour="000000"))
            whole = f"{left}  {right}"
        box = Box(x0=50, y0=y - 10, x1=runs[-1].x1, y1=y)
        lines.append(Line(start=at, end=at + len(whole), page=1, box=box, size=10.0, bold=bold, runs=tuple(runs)))
        parts.append(whole + "\n")
        at += len(whole) + 1
    return read_profile(Document.of(kind="cv", name="cv.pdf", text="".join(parts), lines=tuple(lines)))


def said(*leaves: Leaf | None) -> tuple[str | None, ...]:
    return tuple(leaf.value if leaf is not None else None for leaf in leaves)


def seats(profile: Profile) -> list[tuple[str | None, ...]]:
    return [said(work.position, work.name) for work in profile.work]


NAME = ("*Marit Oduya", "marit@example.org", "")


def test_a_firm_between_two_bodies_opens_a_group_though_the_first_entry_has_all_on_one_line() -> None:
    profile = printed(
        *NAME,
        "*Experience",
        "Warden, Tern Island Trust\t2022 - Present",
        "- Counted the terns each June and wrote the yearly report",
        "~*Kestrel Marine Surveys",
        "Boat Engineer\t2019 - 2022",
        "- Kept four boats at sea",
        "~Deckhand\t2017 - 2019",
        "- Painted and scraped hulls",
    )
    firms = ["Tern Island Trust", "Kestrel Marine Surveys", "Kestrel Marine Surveys"]
    assert seats(profile) == list(zip(["Warden", "Boat Engineer", "Deckhand"], firms, strict=True))
    assert [len(work.highlights) for work in profile.work] == [1, 1, 1]


def test_a_plain_line_below_bullets_is_no_firm() -> None:
    profile = printed(
        *NAME,
        "*Experience",
        "Warden, Tern Island Trust\t2022 - Present",
        "- Counted the terns each June and wrote the yearly report",
        "Left in good order",
        "Boat Engineer, Kestrel Marine Surveys\t2019 - 2022",
        "- Kept four boats at sea",
    )
    assert seats(profile)[1] == ("Boat Engineer", "Kestrel Marine Surveys")


def test_a_firm_with_its_whole_time_and_a_town_that_no_list_knows_is_no_seat() -> None:
    profile = printed(
        *NAME,
        "*Experience",
        "*Kestrel Marine Laboratories, Skarnholm\t2017 - 2022",
        "~Senior Engineer\t2019 - 2022",
        "- Kept four boats at sea",
        "~Junior Engineer\t2017 - 2019",
        "- Painted and scraped hulls",
    )
    assert [seat for seat, _ in seats(profile)] == ["Senior Engineer", "Junior Engineer"]
    assert all(firm is not None and firm.startswith("Kestrel") for _, firm in seats(profile))


@pytest.mark.parametrize(
    ("degree", "kind", "area"),
    [
        ("BSc, Marine Biology", "BSc", "Marine Biology"),
        ("Dr. rer. nat., Marine Biology", "Dr. rer. nat.", "Marine Biology"),
        ("Diploma in Boat Building", "Diploma", "Boat Building"),
    ],
)
@pytest.mark.parametrize("years", ["2011 - 2014", "2014"])
def test_the_school_stands_below_the_degree_and_its_dates(degree: str, kind: str, area: str, years: str) -> None:
    profile = printed(*NAME, "*Education", f"*{degree}\t{years}", "University of Skarnholm", "", "*Skills", "Diving, Welding, Sailing")
    (study,) = profile.education
    assert said(study.study_type, study.area, study.institution, study.end) == (kind, area, "University of Skarnholm", "2014")


def test_a_course_without_a_school_below_it_stays_a_certificate() -> None:
    rows = ("*Education", "*BSc, Marine Biology\t2014", "University of Skarnholm", "~*Sea Survival\t2016", "A week in the pool")
    assert len(printed(*NAME, *rows).education) == 1


FORM = """Curriculum vitae
Name            Marit Oduya
E-mail          marit@example.org

Work experience
Dates           03/2019 - 06/2022
Occupation or position held   Boat Engineer
Name and address of employer  Kestrel Marine Surveys, Bergen, Norway
- Kept four boats at sea

Dates           05/2017 - 02/2019
Occupation or position held   Deckhand
Name and address of employer  Tern Island Trust, Bergen, Norway
- Painted and scraped hulls

Education and training
Dates           09/2011 - 06/2014
Title of qualification awarded   Diploma in Boat Building
Institution     Skarnholm Seafaring
"""


def test_labels_of_a_form_say_what_stands_beside_them() -> None:
    profile = read(FORM)
    assert said(profile.person.name) == ("Marit Oduya",)
    assert seats(profile) == [("Boat Engineer", "Kestrel Marine Surveys"), ("Deckhand", "Tern Island Trust")]
    (study,) = profile.education
    assert said(study.institution, study.area) == ("Skarnholm Seafaring", "Boat Building")


def test_a_label_alone_on_its_line_is_no_name() -> None:
    assert said(read("Name\nMarit Oduya\nE-mail\nmarit@example.org\n").person.name) == ("Marit Oduya",)


def test_in_a_table_the_firm_below_the_seat_is_read_though_white_parts_them() -> None:
    rows = "\n\n".join(
        f"{years}  {seat}\n\n{firm}, Bergen, Norway\n\n- Kept boats at sea and wrote it down"
        for years, seat, firm in [("2019 - 2022", "Boat Engineer", "Kestrel's Yard"), ("2017 - 2019", "Deckhand", "Tern and Daughters")]
    )
    profile = read(f"Marit Oduya\nmarit@example.org\n\nExperience\n\n{rows}\n")
    assert seats(profile) == [("Boat Engineer", "Kestrel's Yard"), ("Deckhand", "Tern and Daughters")]


@pytest.mark.parametrize("text", ["November 2023 to", "April 2022 to October", "March 2019", "Bergen, Norway"])
def test_part_of_a_range_that_wraps_is_a_margin_of_dates(text: str) -> None:
    assert is_margin_text(text)


@pytest.mark.parametrize("text", ["Moved to October Road", "2022 to Kestrel Marine"])
def test_words_beside_a_date_are_no_margin(text: str) -> None:
    assert not is_margin_text(text)


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        ("marit-\noduya.example.net", "marit-oduya.example.net"),
        ("linkedin.com/in/marit\n-oduya-77", "linkedin.com/in/marit-oduya-77"),
        ("linkedin.com/in/marit-\noduya-77 | github.com/maroduya", "linkedin.com/in/marit-oduya-77"),
    ],
)
def test_an_address_broken_at_a_hyphen_is_whole(lines: str, address: str) -> None:
    profile = read(f"Marit Oduya\n{lines}\nmarit@example.org\n\nExperience\n\nWarden, Tern Island Trust, 2019 - 2022\n- Counted terns\n")
    links = [profile.person.url, *(link.url for link in profile.person.profiles)]
    assert address in said(*links)


def test_a_town_that_no_list_knows_is_cut_off_a_seat_where_other_entries_name_their_place() -> None:
    rows = [
        ("Warden, Oslo", "Tern Island Trust", "2020 - 2022"),
        ("Engineer, Skarnholm", "Kestrel Marine Surveys", "2017 - 2020"),
        ("Assistant, Bergen", "Port Laboratory", "2015 - 2017"),
    ]
    body = "\n\n".join(f"{seat}\n{firm}\n{years}\n- Kept boats at sea and wrote it down" for seat, firm, years in rows)
    profile = read(f"Marit Oduya\nmarit@example.org\n\nExperience\n\n{body}\n")
    assert [seat for seat, _ in seats(profile)] == ["Warden", "Engineer", "Assistant"]
    assert said(*(work.location for work in profile.work)) == ("Oslo", "Skarnholm", "Bergen")
