"""Plain text and Markdown in the shapes that people type them in."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import read_document, read_profile

PLAIN = """ILSE MARIT VARGA
================
Data Engineer
ilse.varga@example.org | +44 20 7946 0018 | Leeds, UK

EXPERIENCE
----------
Data Engineer, Oakfield Analytics Ltd          Mar 2021 – present
  * Built the nightly loads of all sales data for the team of
    twelve, cutting run time by 40%
  * Moved reports to pipelines

Analyst, Lärkspür Föds                         2017 – 2021
  * Counted stock

EDUCATION
---------
BSc Statistics, University of Aldmoor          2013 – 2016

SKILLS
------
Python, SQL, Airflow
"""
BULLETS = ["Built the nightly loads of all sales data for the team of twelve, cutting run time by 40%", "Moved reports to pipelines"]


def read(data: bytes, name: str = "cv.txt") -> Profile:
    document = read_document(data, kind="cv", name=name)
    assert all(0 <= line.start < line.end <= len(document.text) for line in document.lines)
    return read_profile(document)


def check(profile: Profile) -> None:
    resume = profile.json_resume()
    assert resume["basics"]["name"] == "ILSE MARIT VARGA" and resume["basics"]["label"] == "Data Engineer"
    assert [
        (work["name"], work["position"], work.get("startDate"), work.get("endDate"), work["highlights"]) for work in resume["work"]
    ] == [
        ("Oakfield Analytics Ltd", "Data Engineer", "2021-03", None, BULLETS),
        ("Lärkspür Föds", "Analyst", "2017", "2021", ["Counted stock"]),
    ]
    assert [study["institution"] for study in resume["education"]] == ["University of Aldmoor"]
    assert [group["keywords"] for group in resume["skills"]] == [["Python", "SQL", "Airflow"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_encodings_with_and_without_a_mark(encoding: str) -> None:
    check(read(PLAIN.encode(encoding)))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    check(read(PLAIN.replace("\n", end).encode()))


@pytest.mark.parametrize("mark", ["o", "·", "–", "•", "-", "+"])
def test_marks_of_lists(mark: str) -> None:
    check(read(PLAIN.replace("  * ", f"  {mark} ").encode()))


@pytest.mark.parametrize("quote", ["> ", ">> ", ">"])
def test_a_quoted_mail_reads_as_what_it_quotes(quote: str) -> None:
    check(read("".join(f"{quote}{line}".rstrip(" ") + "\n" for line in PLAIN.splitlines()).encode()))


def test_a_form_feed_parts_pages() -> None:
    check(read(PLAIN.replace("\nEDUCATION", "\n\fEDUCATION").encode()))


def test_columns_set_with_spaces_are_read_one_after_the_other() -> None:
    left = [
        "EXPERIENCE",
        "Data Engineer, Oakfield Analytics Ltd",
        "Mar 2021 - present",
        "- Built loads",
        "- Moved reports",
        "",
        "EDUCATION",
    ]
    right = ["SKILLS", "Python", "SQL", "Airflow", "Terraform", "LANGUAGES", "English"]
    body = "".join(f"{one:<56}{other}".rstrip() + "\n" for one, other in zip(left, right, strict=True))
    text = f"ILSE MARIT VARGA\nilse.varga@example.org\n\n{body}BSc Statistics, University of Aldmoor, 2013 - 2016\n"
    resume = read(text.encode()).json_resume()
    assert [(work["name"], work["highlights"]) for work in resume["work"]] == [("Oakfield Analytics Ltd", ["Built loads", "Moved reports"])]
    assert [study["institution"] for study in resume["education"]] == ["University of Aldmoor"]
    assert [group["keywords"] for group in resume["skills"]] == [["Python", "SQL", "Airflow", "Terraform"]]
    assert resume["meta"]["loopready"]["languages"] == ["English"]


def test_dates_at_the_right_are_no_column() -> None:
    rows = [f"{title:<50}{years}" for title, years in (("Analyst, Oak Ltd", "2019 - 2021"), ("Clerk, Elm Ltd", "2017 - 2019"))]
    text = "Jo Brandt\njo@example.org\n\nExperience\n" + "".join(f"{row}\n- Counted\n" for row in rows)
    assert read_document(text.encode(), kind="cv", name="cv.txt").text == text
    assert [work["startDate"] for work in read(text.encode()).json_resume()["work"]] == ["2019", "2017"]


def test_a_posting_stays_as_it_is_written() -> None:
    text = "> Cook\n> ----\n> You bake bread.\n"
    document = read_document(text.encode(), kind="job", name="job.txt")
    assert document.text == text and len(document.lines) == 3


MARKED = """---
name: Ilse Marit Varga
email: ilse.varga@example.org
layout: cv
---

# Ilse Marit Varga

Experience
==========

Oakfield Analytics
------------------
**Data Engineer** | *Mar 2021 – present* | Leeds

* Built the nightly loads
    * nested point
1. Moved reports to <b>pipelines</b>

Education
=========

| Degree | School | Year |
|--------|--------|------|
| BSc Statistics | University of Aldmoor | 2013 – 2016 |

Skills
======

`Python` `SQL` `Airflow`
"""


def test_markdown_front_matter_tables_lists_and_html() -> None:
    resume = read(MARKED.encode(), "cv.md").json_resume()
    assert resume["basics"]["name"] == "Ilse Marit Varga" and resume["basics"]["email"] == "ilse.varga@example.org"
    (work,) = resume["work"]
    assert (work["name"], work["position"], work["location"]) == ("Oakfield Analytics", "Data Engineer", "Leeds")
    assert [line.removeprefix("1. ") for line in work["highlights"]] == [
        "Built the nightly loads",
        "nested point",
        "Moved reports to pipelines",
    ]
    (study,) = resume["education"]
    assert (study["institution"], study["studyType"], study["area"]) == ("University of Aldmoor", "BSc", "Statistics")
    assert [group["keywords"] for group in resume["skills"]] == [["Python", "SQL", "Airflow"]]
    assert "layout" not in read_document(MARKED.encode(), kind="cv", name="cv.md").text


def test_a_greater_sign_within_a_line_is_no_quotation() -> None:
    document = read_document(b"# Jo\n\n## Skills\n\nlatency a > b, c\n", kind="cv", name="cv.md")
    assert "latency a > b, c" in document.text
