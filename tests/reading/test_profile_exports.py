"""A profile's own export: firm, whole length, seats with dates, length and place, told in lines without marks; set by Typst."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import read_pdf, read_profile

from .cv_layouts import compiled

PAGE = (
    '#set page(paper: "us-letter", margin: (x: 0pt, top: 0pt, bottom: 40pt))\n'
    '#set text(font: "Libertinus Serif", size: 10.5pt)\n#set par(spacing: 6pt, leading: 5pt)\n'
)
LEEDS = "Leeds, England, United Kingdom"
SUMMARY = (
    "#text(14pt)[Summary]\n\nFlorist who likes large rooms and early markets, and who writes down what a wedding costs before it is sold. "
    "Nine years in shops and on sites, four of them with people to lead and stock to answer for.\n\n"
)
Role = tuple[str, str, str, tuple[str, ...]]
Stay = tuple[str, str, tuple[Role, ...]]
STAYS: tuple[Stay, ...] = (
    (
        "Blue Door Flowers",
        "",
        (
            (
                "Owner",
                "August 2023 - Present (3 years 4 months)",
                LEEDS,
                ("Opened a second shop", "Hired nine florists and taught them to price"),
            ),
        ),
    ),
    (
        "Hartley and Thorn",
        "2 years 11 months",
        (
            ("Senior Florist", "August 2022 - July 2023 (1 year)", "York, England", ("Ran the wedding desk",)),
            (
                "Florist",
                "September 2020 - July 2022 (1 year 11 months)",
                "York, England",
                ("Bought at the market twice a week", "Cut waste"),
            ),
        ),
    ),
    ("The Petal Trust", "", (("Events Florist", "July 2018 - August 2020 (2 years 2 months)", "", ("Dressed forty rooms",)),)),
    (
        "Umbra",
        "1 year 9 months",
        (("Assistant", "July 2017 - June 2018 (1 year)", "Hull", ()), ("Trainee", "October 2016 - June 2017 (9 months)", "Hull", ())),
    ),
)


def small(text: str) -> str:
    """A line in small grey letters."""
    return f"#text(9pt, fill: gray)[{text}]\n\n" if text else ""


def exported(stays: tuple[Stay, ...], *, mark: str, bold: bool) -> Profile:
    """What is read from the export of these stays."""
    told = ""
    for firm, total, roles in stays:
        told += f"#text(11.5pt{', weight: 700' if bold else ''})[{firm}]\n\n{small(total)}"
        for seat, when, place, lines in roles:
            told += f"{seat}\n\n{small(when)}{small(place)}" + "".join(f"{mark}{line}\n\n" for line in lines) + "#v(10pt)\n"
    bar = "#text(12pt)[Contact]\n\nines.calder\\@example.org\n\n#text(12pt)[Top Skills]\n\nBouquets\n\nEvents\n\n"
    main = f"#text(24pt)[Ines Calder]\n\nHead of Floristry | rowing\n\n{small(LEEDS)}{SUMMARY}#text(14pt)[Experience]\n\n{told}"
    side = f"#block(fill: navy, inset: 12pt, width: 100%)[#set text(9pt, fill: white)\n{bar}]"
    return read_profile(
        read_pdf(compiled(PAGE + f"#grid(columns: (66mm, 1fr), [{side}], [#block(inset: 20pt)[{main}]])"), kind="cv", name="x.pdf")
    )


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("bold", [True, False])
@pytest.mark.parametrize("first", [0, 1, 2])
def test_each_seat_has_its_firm_its_place_and_what_is_told_of_it(mark: str, bold: bool, first: int) -> None:
    stays = STAYS[first:] + STAYS[:first]
    profile = exported(stays, mark=mark, bold=bold)
    said = [
        (work.name and work.name.value, work.position and work.position.value, work.location and work.location.value, len(work.highlights))
        for work in profile.work
    ]
    assert said == [(firm, seat, place or None, len(lines)) for firm, _, roles in stays for seat, _, place, lines in roles]
