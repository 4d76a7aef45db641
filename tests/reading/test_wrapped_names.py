"""Names beside flush-right dates, dates that touch the next column, towns behind dates, labels above names, bullets read as letters."""

from __future__ import annotations

import pytest

from loopready.model import Word
from loopready.reading import read_document, read_profile
from loopready.reading.scan.words import Stretch, _bulleted_alike

from .test_narrow_columns import profile_of, seats

ROWS = (
    ("from May 2025 to ongoing", "Head of Quality", "Dubrovnik Systems", ()),
    ("from September 2024 to April 2025", "QA Lead", "Amberley Mobile GmbH", ()),
    ("from April 2023 to August 2024", "Senior Test Engineer", "Amberley Mobile GmbH", ()),
    ("from December 2021 to March 2023", "Test Engineer", "Castellani Systems", ("Hired a group of five", "Cut escaped defects by 60%")),
    ("from March 2019 to November 2021", "Tester", "Castellani Systems", ("Tested payments",)),
)


@pytest.mark.parametrize("width", [38, 40, 43, 44])
def test_dates_that_nearly_touch_the_column_beside_them_are_whole(width: int) -> None:
    rows = "".join(
        f"#grid(columns: ({width}mm, 1fr), gutter: 2.5mm, [{when}], [*{seat}* \\ {firm}, Leeds"
        + "".join(f"\n- {told}" for told in bullets)
        + "])\n"
        for when, seat, firm, bullets in ROWS
    )
    found = seats(profile_of(f"#set par(spacing: 4pt)\n== Experience\n{rows}"))
    assert [(seat, firm) for seat, firm, _, _ in found] == [(seat, firm) for _, seat, firm, _ in ROWS]
    assert [start for _, _, start, _ in found] == ["2025-05", "2024-09", "2023-04", "2021-12", "2019-03"]


def test_a_seat_that_wraps_beside_its_dates_is_whole() -> None:
    def job(seat: str, firm: str, when: str) -> str:
        rows = f"[*{seat}*], align(right)[{when}], [{firm}, Leeds, UK]"
        return f"#grid(columns: (46mm, 1fr), row-gutter: 4pt, {rows})\n- Closed the books\n- Trained others\n\n"

    source = "== Experience\n" + "".join(
        job(*words)
        for words in (
            ("Senior Management \\ Accountant", "Calder Foods plc", "MAR 2023 – FEB 2024"),
            ("Conducteur de travaux \\ principal", "Umbra plc", "MAR 2021 – FEB 2023"),
            ("Responsable de \\ administración", "Hartley plc", "MAR 2019 – FEB 2021"),
            ("Accountant", "Thorn plc", "MAR 2017 – FEB 2019"),
        )
    )
    profile = profile_of(f"#set par(spacing: 4pt)\n#block(width: 90mm)[{source}]")
    assert [seat for seat, _, _, _ in seats(profile)] == [
        "Senior Management Accountant",
        "Conducteur de travaux principal",
        "Responsable de administración",
        "Accountant",
    ]


def test_what_stands_behind_the_dates_is_a_town_though_no_list_knows_it() -> None:
    text = "Ines Calder\nines.calder@example.org\n\nEXPERIENCE\n\n" + "".join(
        f"{head}\n{when}, Ravensmoor\n- Told of {when}\n\n"
        for head, when in (
            ("Data Engineer, Foxglove Analytics Ltd", "04/2022 – 06/2023"),
            ("Analytics Engineer, Silverbeck Ltd", "09/2020 – 06/2021"),
        )
    )
    profile = read_profile(read_document(text.encode(), kind="cv", name="cv.txt"))
    assert [(seat, firm) for seat, firm, _, _ in seats(profile)] == [
        ("Data Engineer", "Foxglove Analytics Ltd"),
        ("Analytics Engineer", "Silverbeck Ltd"),
    ]
    assert {work.location.value for work in profile.work if work.location} == {"Ravensmoor"}


@pytest.mark.parametrize("label", ["Name:", "Vor- und Nachname:"])
def test_a_label_alone_names_the_person_below_it(label: str) -> None:
    text = (
        f"Lebenslauf\n\n{label}\nMarta Ravn\nE-Mail:\nmarta.ravn@example.org\n\nBerufserfahrung\n01/2020 – heute  Tischlerin, Umbra GmbH\n"
    )
    profile = read_profile(read_document(text.encode(), kind="cv", name="cv.txt"))
    assert profile.person.name is not None and profile.person.name.value == "Marta Ravn"


def words(*texts: tuple[str, float]) -> Stretch:
    """A stretch of words in letters of 30 pixels, each at its left edge."""
    return Stretch([Word(text=text, x0=x, y0=0, x1=x + 15 * len(text), y1=20, confidence=0.9) for text, x in texts], size=30)


def test_a_letter_in_the_column_of_bullets_is_one() -> None:
    seen = [words(("•", 100), ("Led", 130)), words(("e", 100), ("Directed", 130)), words(("¢«", 96), ("Managed", 131))]
    others = [words(("a", 100), ("Big", 130)), words(("e", 100), ("mail", 130)), words(("m", 300), ("Directed", 330))]
    _bulleted_alike([*seen, *others])
    assert [stretch.words[0].text for stretch in seen] == ["•", "•", "•"]
    assert [stretch.words[0].text for stretch in others] == ["a", "e", "m"]


def _headed(head: str) -> tuple[str, str]:
    import typst

    source = f"{head} \\\nada\\@example.org\n\n== Experience\n*Analyst*, Rye Ltd, 2019 -- present\n- Closed the books\n"
    person = read_profile(read_document(typst.compile(source.encode(), format="pdf"), kind="cv", name="cv.pdf")).person
    return (person.name.value if person.name else "", person.label.value if person.label else "")


def test_a_seat_in_smaller_letters_beside_a_name_is_not_of_it() -> None:
    assert _headed("#text(20pt)[Ada Okafor-Lund] #text(10pt)[Marketing Manager]") == ("Ada Okafor-Lund", "Marketing Manager")


@pytest.mark.parametrize("head", ["#text(20pt)[Ada Okafor-Lund]", "#text(20pt)[ADA] #text(14pt)[OKAFOR-LUND]"])
def test_a_name_in_two_looks_stays_whole(head: str) -> None:
    assert _headed(head)[0].lower() == "ada okafor-lund"
