"""CVs of twelve trades, exactly; and CVs in scripts that the reader has no headings for."""

from __future__ import annotations

import pytest

from loopready.model import Profile
from loopready.reading import document_from_text, read_profile

from .cv_trades import TRADES, Trade


def read(text: str) -> Profile:
    return read_profile(document_from_text(text, kind="cv", name="cv.txt"))


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.key)
def test_a_trade_is_read_exactly(trade: Trade) -> None:
    profile = read(trade.text)
    got = profile.json_resume()
    assert got["basics"]["name"] == trade.name
    entries = [(w.get("name"), w.get("position"), w.get("startDate"), w.get("endDate"), len(w["highlights"])) for w in got["work"]]
    assert entries == list(trade.work)
    assert [study.get("institution") for study in got["education"]] == list(trade.schools)


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.key)
def test_every_highlight_is_its_span(trade: Trade) -> None:
    for start, end in (span for pointer, span in read(trade.text).spans().items() if "/highlights/" in pointer):
        assert trade.text[start:end] == " ".join(trade.text[start:end].split())


@pytest.mark.parametrize(
    "line", ["Career break: caring for a parent", "Parental leave", "Full-time parent", "Elternzeit", "Sabbatical - travel in Asia"]
)
def test_time_without_employment_is_no_work(line: str) -> None:
    text = f"Ada Example\nada@example.org\n\nEmployment\n\n2019 - 2021  Baker, Crumb & Sons Ltd\n- Bread\n\n2017 - 2018  {line}\n"
    assert [work.name.value for work in read(text).work if work.name] == ["Crumb & Sons Ltd"]
    assert len(read(text).work) == 1


def test_a_sabbatical_cover_is_work() -> None:
    text = "Ada Example\nada@example.org\n\nEmployment\n\n2019 - 2021  Sabbatical Cover Teacher, Ashgrove School\n- Maths\n"
    assert [work.name.value for work in read(text).work if work.name] == ["Ashgrove School"]


@pytest.mark.parametrize(
    ("first", "name", "label"),
    [
        ("AILEEN EXAMPLE-BOYD, RN", "AILEEN EXAMPLE-BOYD", None),
        ("Kayla Sample, BSN, RN, CEN", "Kayla Sample", None),
        ("Chloe Sample RDN", "Chloe Sample", None),
        ("Lucien SAMPLE", "Lucien SAMPLE", None),
        ("Rosa Sample ARB RIBA\nProject Architect", "Rosa Sample", "Project Architect"),
        ("Ann Sample\n14 Larch Close, Swindon", "Ann Sample", None),
    ],
)
def test_letters_after_a_name_and_addresses_are_no_label(first: str, name: str, label: str | None) -> None:
    person = read(f"{first}\na@example.org\n\nWORK\n\nBaker, Crumb Ltd  2019 - 2021\n- Bread\n").person
    assert (person.name and person.name.value, person.label and person.label.value) == (name, label)


def test_courses_without_a_school_are_certificates() -> None:
    text = (
        "Ada Example\nada@example.org\n\nEDUCATION\nBSc Nursing, University of Hull, 2013 - 2016\n"
        "Immediate Life Support, renewed March 2026\nNon-medical prescribing: place offered for January 2027\n"
    )
    profile = read(text)
    assert [study.institution.value for study in profile.education if study.institution] == ["University of Hull"]
    assert len(profile.education) == 1
    assert [leaf.value for extra in profile.extras for leaf in extra.lines] == [
        "Immediate Life Support, renewed March 2026",
        "Non-medical prescribing: place offered for January 2027",
    ]


SCRIPTS = {
    "japanese": "山田 花子\nhanako@example.org\n+81 90 1234 5678\n\n職歴\n2018年4月 - 2021年3月 株式会社例示 技師\n・決済の開発\n",
    "chinese": "王小明\nming@example.org\n+86 138 0013 8000\n\n工作经历\n2018.04 - 2021.03 示例公司 工程师\n- 负责支付\n",
    "arabic": "ليلى مثال\nlayla@example.org\n+971 50 123 4567\n\nالخبرة\n04/2018 - 03/2021 شركة المثال مهندسة\n- تطوير نظام الدفع\n",
}


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_other_scripts_keep_their_text_and_contact_data(script: str) -> None:
    text = SCRIPTS[script]
    document = document_from_text(text, kind="cv", name="cv.txt")
    profile = read_profile(document)
    assert document.text == text
    assert profile.person.email is not None and profile.person.email.value.endswith("@example.org")
    assert profile.person.phone is not None and profile.person.phone.value.startswith("+")
    entries = [(work.start and work.start.value, work.end and work.end.value) for work in profile.work]
    assert entries == [("2018-04", "2021-03")] or "low_coverage" in {notice.code for notice in profile.notices}
