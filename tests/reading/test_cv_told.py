"""Headers that tell as well as name: a firm with what it does, a study with what came of it, posts that nobody's list knows."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import read_document, read_profile


def _read(text: str, name: str = "cv.md") -> Profile:
    return read_profile(read_document(f"# Ann Berg\nann@example.org\n\n{text}".encode(), kind="cv", name=name))


def _works(text: str, name: str = "cv.md") -> list[tuple[str | None, ...]]:
    read = _read(text, name).work
    return [tuple(leaf.value if leaf is not None else None for leaf in (work.position, work.name, work.location)) for work in read]


def _studies(text: str) -> list[tuple[str | None, ...]]:
    found = _read(text).education
    return [tuple(leaf.value if leaf is not None else None for leaf in (one.study_type, one.area, one.institution)) for one in found]


@pytest.mark.parametrize("tail", ["", " – cloud software", " – cloud software for trade wholesalers, 1,100 customers"])
def test_a_firm_may_say_what_it_does_between_seat_and_dates(tail: str) -> None:
    text = f"## Experience\n\n**Product Manager, Invoicing**\nKontorra GmbH, Berlin{tail}\nMay 2023 – present\n\n- Ran invoicing.\n"
    assert _works(text) == [("Product Manager, Invoicing", "Kontorra GmbH", "Berlin")]


def test_running_text_above_a_header_stays_text() -> None:
    text = (
        "## Experience\n\n**Nurse, Moor Hospital**\n2015 – 2017\n\nI looked after a ward of twenty beds with two colleagues a night\n\n"
        "**Matron, Weir Hospital**\n2018 – 2020\n\nRan the ward.\n"
    )
    assert _works(text) == [("Nurse", "Moor Hospital", None), ("Matron", "Weir Hospital", None)]


def test_posts_are_a_section_and_not_a_seat() -> None:
    post = "**Class teacher, Elmsgate Primary School, Nottingham**\nSeptember 2021 – present\n\n- Taught Year 4.\n"
    about = "## Personal statement\n\nI teach.\n\n"
    text = f"{about}## Teaching posts\n\n{post}\n## Education\n\nPGCE, University of Derby, 2019\n"
    assert _works(text) == [("Class teacher", "Elmsgate Primary School", "Nottingham")]


def test_what_came_before_a_calling_is_a_section_and_no_line_of_a_post() -> None:
    text = (
        "**Experience**\n\n*Moor School, Derby* — Teacher of Mathematics, **September 2019 – now**\n\n* Years 7 to 13\n\n"
        "**Before teaching**\n\nActuarial trainee, Ravensbourne Life, Cardiff, 2013–2015\n\n"
        "**Education**\n\nPGCE, University of Derby, 2019\n"
    )
    work = _read(text).work
    assert [leaf.value for leaf in work[0].highlights] == ["Years 7 to 13"]
    assert _works(text)[1] == ("Actuarial trainee", "Ravensbourne Life", "Cardiff")


def test_a_sentence_behind_the_dates_names_nothing() -> None:
    text = "## Experience\n\nActuarial trainee, Ravensbourne Life, Cardiff, 2013–2015. Passed two papers and liked the maths.\n"
    assert _works(text) == [("Actuarial trainee", "Ravensbourne Life", "Cardiff")]


def test_an_address_is_no_firm() -> None:
    assert all(
        "@" not in (part or "") for work in _works("Teacher of mathematics\nann@example.org\n2019 – now\n\n- Taught.\n") for part in work
    )


def test_who_works_for_themselves_has_no_firm() -> None:
    text = (
        "## Experience\n\n**MERCIA HOMES**  2016 – 2020\nAssistant Site Manager\n- Set out plots\n\nSelf-employed bricklayer  2006 – 2016\n"
    )
    assert _works(text)[-1] == ("Self-employed bricklayer", None, None)


def test_a_town_may_stand_behind_what_the_firm_is() -> None:
    text = (
        "EXPERIENCE\n\n"
        "06.2022 - today   Shift Operations Manager, Oakhanger Fulfilment (third-party logistics), Daventry\n   > 38,000 m2\n\n"
        "03.2016 - 02.2022   Team Leader, Pellworm Grocery Distribution, Northampton\n   > Chilled\n"
    )
    assert _works(text, "cv.txt")[0] == ("Shift Operations Manager", "Oakhanger Fulfilment", "Daventry")


def test_a_study_may_be_told_of_in_a_sentence_behind_it() -> None:
    told = "Placements included two weeks in intensive care and ten weeks with community nurses."
    text = (
        f"## Education\n\n- BN (Hons) Child Nursing, Cardiff University, 2016 – 2019, upper second. {told}\n"
        "- A levels in biology, Welsh and drama, 2014\n"
    )
    assert _studies(text) == [("BN (Hons)", "Child Nursing", "Cardiff University"), ("A levels", "biology", None)]


def test_subjects_at_school_are_no_school() -> None:
    assert _studies("## Education\n\nA levels: Biology, Psychology, Spanish. 2013\n") == [
        ("A levels", "Biology, Psychology, Spanish", None)
    ]
