"""Headers and dates that a narrow column breaks, small capitals, labels of skills: layouts of common templates, set by Typst."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import dates, read_pdf, read_profile
from loopready.reading.cv.places import ends_on_place
from loopready.reading.cv.titles import parting_slashes
from loopready.reading.pdf.glyphs import Glyph, Style
from loopready.reading.pdf.pieces import pieces_of

from .cv_layouts import compiled

PAGE = '#set page(paper: "a4", margin: 15mm)\n#set text(font: "Libertinus Serif", size: 10pt)\n'
TOP = "#text(20pt)[Ines Calder]\n\nines.calder\\@example.org\n\n"


def profile_of(source: str, *, top: str | None = None) -> Profile:
    """What is read from a Typst source; ``top`` stands in place of the usual name and contact data."""
    return read_profile(read_pdf(compiled(PAGE + (TOP if top is None else top) + source), kind="cv", name="x.pdf"))


def seats(profile: Profile) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Seat, firm, start and end of each entry."""
    return [
        (
            work.position.value if work.position else None,
            work.name.value if work.name else None,
            work.start.value if work.start else None,
            work.end.value if work.end else None,
        )
        for work in profile.work
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "ongoing"),
    [
        ("9/20 - 8/23", "2020-09", "2023-08", False),
        ("11/24 – present", "2024-11", None, True),
        ("From: March 2018 To: Present", "2018-03", None, True),
        ("01.08.2025 – dato", "2025-08", None, True),
    ],
)
def test_ranges(text: str, first: str, last: str | None, ongoing: bool) -> None:
    (span,) = dates.find_dates(text)
    assert span.first is not None
    assert (span.first.value, span.last.value if span.last else None, span.ongoing) == (first, last, ongoing)


def test_a_month_with_a_short_year_alone_is_no_date() -> None:
    assert dates.find_dates("won 3/10 of the tenders") == []


def test_what_stands_behind_a_dash_is_not_the_place_before_it() -> None:
    assert ends_on_place("Calder & Low, Leeds, UK")
    assert not ends_on_place("Calder & Low, Kelowna, BC, Canada — Senior Floral")


def test_a_header_broken_for_want_of_room_is_the_next_entrys_and_not_the_last_ones_text() -> None:
    rows = [
        ("Blue Door Flowers, Leeds, UK — ", "Owner", "08/2023 – 07/2025"),
        ("Hartley and Thorn Flowers, Leeds, UK — ", "Senior Floral Designer", "08/2022 – 06/2023"),
        ("Umbra and Thorn Flowers, Leeds, UK — ", "Junior Floral Designer", "07/2021 – 06/2022"),
        ("Petals of Hull, Leeds, UK — ", "Florist", "02/2015 – 06/2021"),
    ]
    body = "".join(f"*{firm}* _{seat}_\n\n{when}\n\n" for firm, seat, when in rows)
    found = seats(profile_of(f"#block(width: 84mm)[\n== Experience\n{body}]"))
    assert [one[0] for one in found] == [seat for _, seat, _ in rows]


def test_a_place_below_dates_at_the_right_edge_does_not_part_seat_from_firm() -> None:
    def entry(firm: str, seat: str, first: str, last: str, place: str) -> str:
        when = f"#align(right)[{first} –\\ {last}\\ 9 months\\ {place}]"
        told = "- Dressed stone for two churches\n- Kept the yard tidy all winter"
        return f"#grid(columns: (1fr, 34mm), [*{firm}*\\ {seat}\n{told}], [{when}])\n"

    body = entry("Calder Works", "Stone Mason", "03/2018", "12/2020", "Leeds") + entry(
        "Abbey Works", "Apprentice", "01/2015", "02/2018", "York"
    )
    found = seats(profile_of(f"== Experience\n{body}"))
    assert found == [("Stone Mason", "Calder Works", "2018-03", "2020-12"), ("Apprentice", "Abbey Works", "2015-01", "2018-02")]


def test_a_date_that_ends_on_its_joining_word_goes_on_below() -> None:
    def entry(when: str, seat: str) -> str:
        return f"#grid(columns: (30mm, 1fr), [{when}\\ Gijón], [*{seat}*, _Clínica Norte_\n- Tratamiento de quince pacientes])\n"

    body = entry("sep 2023 a\\ actualmente", "Coordinadora") + entry("feb 2019 a\\ mar 2023", "Fisioterapeuta")
    profile = profile_of(f"== Experiencia laboral\n{body}")
    assert [(one[0], one[2], one[3]) for one in seats(profile)] == [
        ("Coordinadora", "2023-09", None),
        ("Fisioterapeuta", "2019-02", "2023-03"),
    ]


def test_bold_names_of_groups_part_centred_lists() -> None:
    skills = "#align(center)[*Traction* — Electrostar · Class 66\\ *Working* — Route knowledge · Shunting]"
    groups = profile_of(f"== Skills\n{skills}").skills
    assert [(group.name.value if group.name else None, [word.value for word in group.keywords]) for group in groups] == [
        ("Traction", ["Electrostar", "Class 66"]),
        ("Working", ["Route knowledge", "Shunting"]),
    ]


def test_a_schools_name_broken_in_a_narrow_column_beside_a_wide_one_is_whole() -> None:
    left = (
        "== Education\n*TARNFORD TECHNICAL\\ INSTITUTE*\\ Diploma, Stonework\\ 01/2012 – 12/2014\n\n== Languages\nGerman (B2), French (A2)"
    )
    right = (
        "== Experience\n*Calder Works* | Stone Mason\\ 03/2018 – 12/2020\n- Dressed stone for two churches\n- Kept the yard tidy all winter"
    )
    profile = profile_of(f"#grid(columns: (45mm, 1fr), column-gutter: 7mm, [{left}], [{right}])")
    assert [study.institution.value for study in profile.education if study.institution] == ["TARNFORD TECHNICAL INSTITUTE"]


def test_the_gaps_of_small_capitals_are_measured_by_their_large_letters() -> None:
    large, small = (Style(size, False, False, (0, 0, 0), "x") for size in (9.6, 6.8))
    glyphs, at = [], 40.0
    for word in ("Chef", "de", "rang"):
        for letter in word:
            style = large if letter.isupper() else small
            glyphs.append(Glyph(letter, at, at + 0.62 * style.size, 100.0, style, space_before=bool(glyphs) and letter is word[0]))
            at += 0.66 * style.size
        at += 4.1
    (piece,) = pieces_of(glyphs)
    assert piece.text == "Chef de rang"
    assert not any(part.gap for part in piece.parts)


def test_a_salutation_is_no_name() -> None:
    letter = read_profile(read_pdf(compiled("Dear Ms Low,\n\nI have carved for ten years.\n\nYours, Ines"), kind="cv", name="x.pdf"))
    assert letter.person.name is None or not letter.person.name.value.startswith("Dear")


def _form(*, drawn: bool) -> bytes:
    """A PDF whose one page asks for a name and a post, answered in form fields; ``drawn``: the fields bring their own look."""

    def stream(body: bytes, more: bytes = b"") -> bytes:
        return b"<< /Length %d %s >>\nstream\n%b\nendstream" % (len(body), more, body)

    values = [
        (b"name", b"Ines Calder", b"180 776 400 794"),
        (b"when", b"Stone Mason, Calder Works, March 2018 - Present", b"60 686 480 704"),
    ]
    look = b"/Type /XObject /Subtype /Form /BBox [0 0 400 18] /Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 12 Tf 0 g) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> /Annots [6 0 R 7 0 R] >>",
        stream(b"BT /F1 12 Tf 60 780 Td (Name:) Tj 0 -70 Td (Work experience) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, (name, value, place) in enumerate(values):
        shown = b"/AP << /N %d 0 R >>" % (8 + at) if drawn else b""
        parts = (name, value, place, shown)
        objects.append(b"<< /Subtype /Widget /FT /Tx /F 4 /P 3 0 R /T (%b) /V (%b) /Rect [%b] /DA (/F1 12 Tf 0 g) %b >>" % parts)
    objects += [stream(b"BT /F1 12 Tf 2 4 Td (%b) Tj ET" % value, look) for _, value, _ in values] if drawn else []
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(objects) + 1, table, len(objects) + 1, len(out))


@pytest.mark.parametrize("drawn", [True, False])
def test_what_is_typed_into_form_fields_is_read(drawn: bool) -> None:
    profile = read_profile(read_pdf(_form(drawn=drawn), kind="cv", name="x.pdf"))
    assert profile.person.name is not None and profile.person.name.value == "Ines Calder"
    assert seats(profile) == [("Stone Mason", "Calder Works", "2018-03", None)]


def test_a_slash_parts_seat_from_firm_and_not_two_seats() -> None:
    def entry(when: str, head: str, told: str) -> str:
        return f"{when}\\ *{head}*\\ {told}\n\n"

    body = entry("03/2018 – 12/2020", "Stone Mason / Calder Works", "Dressed stone for two churches.\\ Kept the yard tidy.")
    body += entry("01/2015 – 02/2018", "Apprentice / Abbey Works", "Learned to set out.\\ Carved letters.")
    assert [one[:2] for one in seats(profile_of(f"== Experience\n{body}"))] == [
        ("Stone Mason", "Calder Works"),
        ("Apprentice", "Abbey Works"),
    ]
    assert parting_slashes("Developer / Analyst") == []
