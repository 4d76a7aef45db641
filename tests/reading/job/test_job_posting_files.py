"""schema.org JobPosting: JSON-LD alone and in pages, microdata, several postings, and fields of every shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from loopready.model import Document, InputError, Posting
from loopready.reading import read_document, read_posting

ASKED = "<ul><li>Five years of baking bread at night</li><li>Food safety level 3</li></ul>"
FULL: dict[str, Any] = {
    "@context": "https://schema.org/", "@type": "JobPosting", "title": "Head Baker",
    "hiringOrganization": {"@type": "Organization", "name": "Oak & Rye"},
    "jobLocation": {"address": {"addressLocality": "Bath", "addressCountry": "GB"}},
    "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": {"minValue": 41000.0, "maxValue": 46500, "unitText": "YEAR"}},
    "description": "<p>We bake for the whole of the town and for two schools.</p>",
    "responsibilities": ["Run the night bake", "Train two apprentices"],
    "qualifications": ASKED, "skills": [{"@type": "DefinedTerm", "name": "Lamination"}, "Sourdough"],
    "educationRequirements": {"@type": "EducationalOccupationalCredential", "credentialCategory": "bachelor degree"},
    "experienceInPlaceOfEducation": True,
    "experienceRequirements": {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 36},
}  # fmt: skip


def read(data: object, name: str = "job.json") -> tuple[Document, Posting]:
    raw = data if isinstance(data, str) else json.dumps(data)
    document = read_document(raw.encode(), kind="job", name=name)
    return document, read_posting(document)


def asked(posting: Posting) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in posting.requirements]


def page(posting: object, *more: object, heading: str = "Cookies") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in (posting, *more))
    return f"<html><head>{scripts}</head><body><h1>{heading}</h1><p>We use cookies.</p></body></html>"


EVERYTHING = [
    ("responsibility", "Run the night bake"), ("responsibility", "Train two apprentices"),
    ("must", "Five years of baking bread at night"), ("must", "Food safety level 3"), ("must", "Lamination"), ("must", "Sourdough"),
    ("must", "bachelor degree or equivalent experience"), ("must", "3 years of experience"),
]  # fmt: skip


@pytest.mark.parametrize(
    "form", [FULL, [FULL], {"@graph": [{"@type": "WebSite"}, FULL]}, {"@type": "ItemList", "itemListElement": [{"item": FULL}]}]
)
@pytest.mark.parametrize("name", ["job.json", "job.jsonld", "job.html"])
def test_every_field_is_read_and_every_requirement_has_its_place(form: Any, name: str) -> None:
    document, posting = read(page(form) if name.endswith("html") else form, name)
    assert document.notices == ()
    assert posting.title and posting.firm and posting.location and posting.pay
    assert [leaf.value for leaf in (posting.title, posting.firm, posting.location)] == ["Head Baker", "Oak & Rye", "Bath, GB"]
    assert "GBP 41000 to 46500 a year" in document.text
    assert asked(posting) == EVERYTHING
    assert all(one.span.quote(document) == one.text for one in posting.requirements)
    degree = next(one for one in posting.requirements if one.degree is not None)
    assert degree.text.startswith("bachelor degree")
    assert [one.years.min for one in posting.requirements if one.years is not None] == [5, 3]


def test_names_of_the_vocabulary_and_things_pointed_at_read_the_same() -> None:
    spelt = {
        "@graph": [
            {"@id": "#firm", "@type": "schema:Organization", "schema:name": {"@value": "Oak & Rye", "@language": "en"}},
            {"@type": ["https://schema.org/JobPosting"], "schema:title": "Head Baker", "schema:hiringOrganization": {"@id": "#firm"},
             "https://schema.org/qualifications": ASKED},
        ]
    }  # fmt: skip
    document, posting = read(spelt)
    assert posting.firm and posting.firm.value == "Oak & Rye"
    assert ("must", "Food safety level 3") in asked(posting)
    assert "schema" not in document.text


def test_of_several_postings_one_is_read_and_the_others_are_told() -> None:
    other = {**FULL, "title": "Night Porter", "qualifications": "A driving licence"}
    for given, name in (([FULL, other], "job.json"), (page(FULL, other), "job.html")):
        document, posting = read(given, name)
        (notice,) = document.notices
        assert posting.title and posting.title.value == "Head Baker"
        assert notice.code == "several_postings" and "2 job postings" in notice.message and "“Head Baker”" in notice.message
    document, posting = read(page(FULL, other, heading="Night porter"), "job.html")
    assert posting.title and posting.title.value == "Night Porter" and len(document.notices) == 1


def test_the_same_posting_twice_and_a_list_of_titles_beside_it_are_no_others() -> None:
    links = {"@type": "ItemList", "itemListElement": [{"@type": "JobPosting", "title": "Night Porter", "url": "https://a.example"}]}
    document, posting = read(page(FULL, FULL, links), "job.html")
    assert document.notices == () and posting.title and posting.title.value == "Head Baker"


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("<p>You need 3+ years of experience in a bakery.</p>", False),
        ("<p>Three to five years in a kitchen are asked.</p>", False),
        ("<p>We have baked bread for 30 years.</p>", True),
    ],
)
def test_months_of_experience_are_said_once(description: str, told: bool) -> None:
    document, _ = read({**FULL, "description": description, "qualifications": None})
    assert ("3 years of experience" in document.text.splitlines()[-1]) is told


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        ({"currency": "EUR", "value": 18.5}, "Salary: EUR 18.5"),
        ({"currency": "USD", "value": {"value": 25, "unitText": "HOUR"}}, "Salary: USD 25 an hour"),
        ({"minValue": 300, "maxValue": 400, "unitText": "DAY"}, "Salary: CHF 300 to 400 a day"),
        ("£30,000", "Salary: CHF £30,000"),
        (["", {"value": {"maxValue": 9000}}], "Salary: CHF 9000"),
        (True, None),
        ({}, None),
    ],
)
def test_pay_in_its_shapes(pay: Any, said: str | None) -> None:
    document, _ = read({**FULL, "baseSalary": pay, "salaryCurrency": "CHF"})
    assert next((line for line in document.text.splitlines() if line.startswith("Salary")), None) == said


MARKED = """<html><body><nav><a href="/">Home</a></nav>
<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Head Baker</h1>
<span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><a itemprop="name" href="/oak">Oak &amp; Rye</a>
<p itemprop="description">A mill and four ovens.</p></span>
<span itemprop="jobLocation" itemscope itemtype="http://schema.org/Place"><span itemprop="address" itemscope>
<span itemprop="addressLocality">Bath</span>, <meta itemprop="addressCountry" content="GB"></span></span>
<div itemprop="baseSalary" itemscope><meta itemprop="currency" content="GBP"><span itemprop="value" itemscope>
<data itemprop="minValue" value="41000">forty-one</data><meta itemprop="unitText" content="YEAR"></span></div>
<div itemprop="description"><p>We bake for the whole of the town and for two schools, and for whoever comes by at night.</p></div>
<ul itemprop="responsibilities"><li>Run the night bake</li><li>Train two apprentices</li></ul>
<table><tr><td itemprop="qualifications">Five years of baking bread at night</td></tr>
<tr><td itemprop="qualifications">Food safety level 3<span style="display:none"> and rockets</span></td></tr></table>
<p itemprop="skills">Lamination</p></div>
<footer>Follow us</footer></body></html>"""


def test_a_posting_marked_in_the_page_is_read_by_its_fields() -> None:
    document, posting = read(MARKED, "job.html")
    assert posting.title and posting.firm and posting.location
    assert (posting.title.value, posting.firm.value, posting.location.value) == ("Head Baker", "Oak & Rye", "Bath, GB")
    assert asked(posting) == [
        ("responsibility", "Run the night bake"), ("responsibility", "Train two apprentices"),
        ("must", "Five years of baking bread at night"), ("must", "Food safety level 3"), ("must", "Lamination"),
    ]  # fmt: skip
    assert "GBP 41000 a year" in document.text
    assert not any(words in document.text for words in ("Follow us", "rockets", "ovens", "<td"))
    assert all(one.span.quote(document) == one.text for one in posting.requirements)


def test_where_only_a_part_is_marked_the_page_is_read() -> None:
    rest = "<h2>Requirements</h2><ul>" + "".join(f"<li>Has baked rye bread in oven number {i} at night</li>" for i in range(20)) + "</ul>"
    _, posting = read(MARKED.replace("<footer>", f"<main>{rest}</main><footer>"), "job.html")
    assert len([one for one in posting.requirements if "rye bread" in one.text]) == 20


def test_things_that_point_at_one_another_end() -> None:
    knot = [{"@id": f"#{i}", "name": [{"@id": f"#{(i + j) % 9}"} for j in range(150)]} for i in range(9)]
    document, _ = read({"@graph": [*knot, {**FULL, "hiringOrganization": {"@id": "#0"}}]})
    assert "Run the night bake" in document.text


def test_json_without_a_posting_says_what_is_missing() -> None:
    with pytest.raises(InputError, match="no JobPosting") as caught:
        read({"@type": "Recipe"})
    assert caught.value.code == "unknown_type"


def test_marked_elements_in_one_another_end() -> None:
    nested = '<div itemprop="description">' * 900 + "<p>Bake at night.</p>" * 2000 + "</div>" * 900
    document, _ = read(
        MARKED.replace("<footer>", f'<div itemscope itemtype="https://schema.org/JobPosting">{nested}</div><footer>'), "job.html"
    )
    assert "Train two apprentices" in document.text and "2 job postings" in document.notices[0].message
