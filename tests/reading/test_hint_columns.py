"""Dates and labels in a column beside the text, broken headings, indented columns: layouts of common templates, set by Typst."""

from __future__ import annotations

import pytest

from loopready.reading.cv.education import degree_weight

from .test_narrow_columns import profile_of, seats


def row(left: str, right: str) -> str:
    """A row of a hint column of 28 mm, set flush right in small letters, and the text beside it."""
    return f"#grid(columns: (28mm, 1fr), gutter: 5mm, align(right, text(8.6pt)[{left}]), [{right}])\n"


def heading(words: str) -> str:
    """A heading over the right column."""
    return row("", f"#text(14pt)[{words}]")


def test_wrapped_dates_and_labels_in_a_hint_column_belong_to_the_rows_beside_them() -> None:
    source = (
        heading("Experience")
        + row("November 2019 – September 2022", "*Ward Sister*, _Calder Clinic_, Leeds, UK.\n- Led the night team\n- Cut falls by a third")
        + row(
            "from December 2015 to October 2019",
            "*Staff Nurse*, _Hartley Hospital_, Leeds, UK.\n- Ran the drug round\n- Taught two students",
        )
        + heading("Education")
        + row("May 2012 – June 2015", "*BSc: Nursing*, _Umbra University_.")
        + heading("Skills")
        + row("Clinical", "Wound care, Cannulation, Triage, Medication reviews, Discharge planning, Infection control, Suture")
        + row("Languages", "Triage English, Makaton")
        + heading("Languages")
        + row("Polish", "*native*")
        + row("Urdu", "*B1*")
    )
    profile = profile_of(source)
    assert seats(profile) == [
        ("Ward Sister", "Calder Clinic", "2019-11", "2022-09"),
        ("Staff Nurse", "Hartley Hospital", "2015-12", "2019-10"),
    ]
    assert [len(work.highlights) for work in profile.work] == [2, 2]
    (study,) = profile.education
    assert study.end is not None and study.end.value == "2015-06"
    assert [group.name and group.name.value for group in profile.skills] == ["Clinical", "Languages"]
    assert [leaf.value for leaf in profile.skills[1].keywords] == ["Triage English", "Makaton"]


def test_a_sidebar_with_a_heading_is_no_hint_column() -> None:
    left = "#align(right)[#text(13pt)[*Skills*] \\ Wound care \\ Triage \\ Cannulation]"
    right = "#text(13pt)[*Experience*] \\ *Ward Sister*, Calder Clinic \\ 2019 – 2022 \\ - Led the night team"
    profile = profile_of(f"#grid(columns: (30mm, 1fr), gutter: 8mm, [{left}], [{right}])")
    assert [leaf.value for group in profile.skills for leaf in group.keywords] == ["Wound care", "Triage", "Cannulation"]


def test_towns_below_the_length_of_a_stay_are_places_and_one_broken_over_two_rows_is_whole() -> None:
    def job(firm: str, seat: str, told: str, when: str, length: str, town: str) -> str:
        side = f"#align(right, text(8.6pt)[{when} \\ {length} \\ {town}])"
        return f"#grid(columns: (1fr, 26mm), gutter: 6mm, [*{firm}* \\ {seat}{told}], [{side}])\n"

    source = (
        "== Experience\n"
        + job("Calder Gardens", "Florist", "", "05/2021 – 07/2023", "2 years 3 months", "Ravensmoor")
        + job("Umbra Gardens", "Shop Assistant", "\n- Ran the till", "05/2020 – 04/2021", "1 year", "Manchester, United Kingdom")
        + job("Hartley Gardens", "Trainee", "\n- Swept the yard\n- Fed the cats", "05/2018 – 04/2020", "2 years", "Leeds, UK")
    )
    profile = profile_of(source)
    assert [(seat, firm) for seat, firm, _, _ in seats(profile)] == [
        ("Florist", "Calder Gardens"),
        ("Shop Assistant", "Umbra Gardens"),
        ("Trainee", "Hartley Gardens"),
    ]
    assert [work.location and work.location.value for work in profile.work] == ["Ravensmoor", "Manchester, United Kingdom", "Leeds, UK"]


def test_a_heading_broken_in_a_narrow_column_is_one_and_opens_one_section() -> None:
    studies = (
        "*MSc: Data Science* \\ Umbra Institute \\ 2012 – 2014 \\ *BSc, Mathematics* \\ Hartley School of Arts of \\ Calder \\ 2009 – 2012"
    )
    left = f"#text(12pt)[*ACADEMIC \\ HISTORY*] \\ {studies}"
    right = "#text(12pt)[*EXPERIENCE*] \\ *Analyst* \\ Calder Ltd | 2014 – 2020 \\ - Modelled demand for eleven depots in the north"
    profile = profile_of(f"#grid(columns: (44mm, 1fr), gutter: 10mm, [{left}], [{right}])")
    assert [study.institution and study.institution.value for study in profile.education] == [
        "Umbra Institute",
        "Hartley School of Arts of Calder",
    ]
    assert [heading.kind for heading in profile.headings] == ["education", "work"]


def test_the_last_word_of_a_school_below_its_name_is_no_heading() -> None:
    study = "#block(width: 76mm)[*05/2010 – 03/2013 \\ Diploma: Nursing, Oxmoor College of Further Education*]"
    profile = profile_of(f"#text(10pt)[*Employment*]\n\n*Nurse*, Calder Clinic, 2013 – 2015\n\n#text(10pt)[*Education*]\n\n{study}")
    assert [one.institution and one.institution.value for one in profile.education] == ["Oxmoor College of Further Education"]


def test_entries_set_in_from_their_heading_are_one_column_with_it() -> None:
    told = "".join(f"- Cooked for {n} guests\n" for n in (40, 60, 80, 90, 120))
    job = "#pad(left: 15pt)[*{0}* \\ {1} | {2}\n" + told + "]"
    jobs = "".join(
        job.format(*words)
        for words in (("Chef", "Calder Inn", "2020 – 2023"), ("Cook", "Umbra Inn", "2017 – 2020"), ("Waiter", "Hartley Inn", "2015 – 2017"))
    )
    left = "#v(25pt) *CONTACT* \\ 07700 900 448 \\ Leeds, UK \\ *SKILLS* \\ Pastry \\ Sauces \\ Menus \\ *LANGUAGES* \\ French: B1"
    right = f"*PROFILE* \\ Cook of large pots. \\ *PROFESSIONAL EXPERIENCE* \\ {jobs}"
    profile = profile_of(f"#grid(columns: (40mm, 1fr), gutter: 12mm, [{left}], [{right}])")
    assert [seat for seat, _, _, _ in seats(profile)] == ["Chef", "Cook", "Waiter"]


def test_a_degree_that_reads_as_a_sentence_is_an_entry_where_its_dates_are_set_apart() -> None:
    source = "== Éducation\n*Université de Calder*\n\nBrevet technique des métiers, pâtissier confiseur #h(1fr) 09/2013 – 08/2015\n"
    (study,) = profile_of(source).education
    assert study.end is not None and study.end.value == "2015-08"


@pytest.mark.parametrize("text", ["Meisterbrief", "City & Guilds, Joinery", "Brevet professionnel: coiffure", "Facharbeiterbrief"])
def test_names_of_vocational_degrees(text: str) -> None:
    assert degree_weight(text) > 0.4


def test_a_seat_under_the_name_that_reaches_into_the_column_leaves_it_a_hint_column() -> None:
    lines = ("Leeds, UK", "+44 113 496 0018", "ada\\@example.org", "linkedin.com/in/ada-example", "marsh.example.net")
    contact = "#align(right, text(9pt)[" + " \\ ".join(lines) + "])"
    head = f"#grid(columns: (1fr, 60mm), [#text(24pt)[Ada Marsh] \\ #text(12pt)[_QA Lead_]], [{contact}])\n#v(6mm)\n"
    source = (
        head
        + heading("Objective")
        + row("", "Tester with a developer's toolbox.")
        + heading("Academic history")
        + row("from March 2015 to February 2018", "*BEng, Computing*, _Umbra University_.")
        + heading("Technical skills")
        + row("Automation", "Appium, Cypress")
        + row("Method", "Exploratory testing")
        + heading("Experience")
        + row("from April 2024 to ongoing", "*QA Lead*, _Bank of Rye_, Leeds, UK.\n- Cut the suite to 35 minutes\n- Ran contract tests")
        + row("from August 2021 to February 2024", "*Test Engineer*, _Bank of Rye_, Leeds, UK.\n- Found a lock nobody had seen")
        + heading("Languages")
        + row("Spanish", "*fluent*")
        + row("German", "*B2*")
    )
    assert seats(profile_of(source, top="")) == [
        ("QA Lead", "Bank of Rye", "2024-04", None),
        ("Test Engineer", "Bank of Rye", "2021-08", "2024-02"),
    ]
