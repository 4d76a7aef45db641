"""The small judgements: seat or firm, place, heading, degree, the cleaned value of a span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.reading.cv.education import degree_weight, school_weight
from loopready.reading.cv.headings import guess_kind, kind_of, names_tongue
from loopready.reading.cv.places import is_place
from loopready.reading.cv.titles import leaning
from loopready.reading.marks import bullet_length, clean

SEATS = (
    "Ward Sister", "Head of Mathematics", "Co-Founder & CTO", "Chef de Partie", "Engineering Manager, Platform", "Pflegedienstleiterin",
    "Profesora de Secundaria", "Infirmière", "Software Engineer II", "Sonographer", "Glass Blower", "Vice President of Sales", "Stagista",
)  # fmt: skip
FIRMS = (
    "St Orrin's Hospital", "Kvasir Analytics GmbH", "Tinder & Rye Bakery", "Farmacéutica Lorca S.L.", "Brightwell Teacher Training College",
    "Papierfabrik Oderwald AG", "backlight.io", "Ministry of Works", "Baker & Miller LLP", "Engineer Group plc",
)  # fmt: skip


@pytest.mark.parametrize("text", SEATS)
def test_seats_lean_to_seats(text: str) -> None:
    assert leaning(text) > 0.1


@pytest.mark.parametrize("text", FIRMS)
def test_firms_lean_to_firms(text: str) -> None:
    assert leaning(text) < 0.3
    assert leaning(text) < min(leaning(seat) for seat in ("Ward Sister", "Sous Chef"))


@pytest.mark.parametrize(
    "text", ["Leeds, UK", "Portland, OR", "Remote", "Gdańsk, Poland", "Washington, DC", "69003 Lyon", "London E17", "Smallville, KS"]
)
def test_places(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text", ["Nordlys Freight, Remote", "Ward Sister", "Solgård Games, Malmö", "Amberline Retail Co., Austin, TX", "Baker", ""]
)
def test_what_is_no_place(text: str) -> None:
    assert not is_place(text)


HEADINGS = {
    "WORK EXPERIENCE": "work",
    "Work & Education": "work",
    "Berufserfahrung": "work",
    "Expérience professionnelle": "work",
    "E X P E R I E N C E": "work",
    "2. Education": "education",
    "Skills / Tools": "skills",
    "About me": "summary",
    "Certifications": "certificates",
    "Sprachen:": "languages",
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings_by_their_words(text: str) -> None:
    assert kind_of(text) == HEADINGS[text]


def test_other_lines_are_no_headings_and_new_ones_are_guessed_by_a_word() -> None:
    assert kind_of("Ran the experience lab for two years") is None
    assert guess_kind("Kitchen experience abroad") == "work"
    assert guess_kind("Five-a-side") is None
    assert names_tongue("Hindi (native)") and not names_tongue("Go, Rust, Python")


def test_degrees_and_schools() -> None:
    assert degree_weight("BSc (Hons) Nursing") == 1.0 and degree_weight("Licenciatura en Química") == 1.0
    assert degree_weight("University of Hexby") == 0.0
    assert school_weight("Université de Valmont") == 1.0 and school_weight("Adult Nursing") < 0.3


VALUES = {
    "• Shaped 400\n  loaves": "Shaped 400 loaves",
    "low-resource language mod-\neling": "low-resource language modeling",
    "a paper-\nbased log": "a paper-based log",
    "the Oduya-\nKlein fund": "the Oduya-Klein fund",
    "a 22-\nbed unit": "a 22-bed unit",
    "anti\u00ad\ncoagulation": "anticoagulation",
    "\uf0b7 Kept  three": "Kept three",
    "**Led** four": "Led four",
    "-5% waste": "-5% waste",
}


@pytest.mark.parametrize("raw", VALUES)
def test_the_value_of_raw_characters(raw: str) -> None:
    assert clean(raw) == VALUES[raw]


@pytest.mark.parametrize(
    ("line", "length"), [("• a", 2), ("- a", 2), ("‣a", 1), ("o a", 2), ("-5 °C", 0), ("one", 0), ("–", 0), ("* a", 2)]
)
def test_bullets(line: str, length: int) -> None:
    assert bullet_length(line) == length


@given(st.text(max_size=80))
def test_cleaning_leaves_single_spaces_and_is_at_rest(raw: str) -> None:
    once = clean(raw)
    assert once == " ".join(once.split())
    assert "\n" not in once
