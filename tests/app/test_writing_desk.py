"""The writing desk: drafts begun, kept, checked with a history, taken along, and nobody else's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from loopready.adapters.database import Database, Exercises
from loopready.app.papers import WritingDesk, checked, draft_of, find, papers
from loopready.app.service import Service
from loopready.model import InputError, PaperDraft


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    with Service(database=Database(tmp_path / "papers.sqlite")) as made:
        yield made


@pytest.fixture
def desk(service: Service) -> WritingDesk:
    return WritingDesk(service)


def test_those_for_people_inside_come_first() -> None:
    audiences = [paper.audience for paper in papers()]
    assert audiences == sorted(audiences, reverse=True) and len(audiences) == 8


def test_a_draft_is_begun_kept_and_checked(desk: WritingDesk) -> None:
    held = desk.begin("status")
    assert "____" in draft_of(held).text and held.kind == "paper" and held.title == "Weekly status with risks"
    assert desk.mark(held).score == 0
    saved = desk.save(held.id, find("status").weak + "\r\nEnd of it.\x00", version=held.version)
    assert draft_of(saved).text.endswith("\nEnd of it.") and saved.title == "Weekly update"
    again, mark = desk.check(held.id, version=saved.version)
    assert [(check.score, check.harms) for check in draft_of(again).checks] == [(mark.score, len(mark.harms))]
    assert desk.all()[0].id == held.id and again.version == saved.version + 1


def test_what_can_not_be_marked_leaves_no_check(desk: WritingDesk) -> None:
    held = desk.begin("memo", start="empty")
    again, mark = desk.check(held.id, version=held.version)
    assert mark.score is None and draft_of(again).checks == () and again.version == held.version


def test_the_worked_example_is_not_the_writers_own(desk: WritingDesk) -> None:
    held = desk.begin("rfc", start="example")
    assert (desk.mark(held).score or 0) <= 15
    assert (checked(find("rfc"), find("rfc").weak).score or 0) <= 20


def test_another_window_is_told(desk: WritingDesk) -> None:
    held = desk.begin("memo")
    desk.save(held.id, "one", version=held.version)
    with pytest.raises(InputError, match="another window"):
        desk.save(held.id, "two", version=held.version)
    assert draft_of(desk.get(held.id)).text == "one"


@pytest.mark.parametrize("verb", ["get", "delete"])
def test_nobody_elses(service: Service, desk: WritingDesk, verb: str) -> None:
    held = desk.begin("memo")
    other = Exercises(service.database, "me").create(kind="tool", item="slo", data={})
    for wrong in ("nothing", other.id):
        with pytest.raises(InputError, match="no such exercise"):
            getattr(desk, verb)(wrong)
    desk.delete(held.id)
    assert desk.all() == []


def test_bad_input_is_told(service: Service, desk: WritingDesk) -> None:
    with pytest.raises(InputError, match="no such paper"):
        desk.begin("novel")
    held = desk.begin("memo")
    with pytest.raises(InputError, match="60,000 letters"):
        desk.save(held.id, "x" * 60_001, version=held.version)
    odd = Exercises(service.database, "me").create(kind="paper", item="memo", data={"text": 3})
    with pytest.raises(InputError, match="delete it and begin anew"):
        draft_of(odd)


def test_the_history_does_not_grow_without_end(desk: WritingDesk) -> None:
    held = desk.begin("status")
    check = desk.check(held.id, version=held.version)[0]
    full = PaperDraft(text=find("status").weak, checks=draft_of(check).checks * 60)
    kept = desk._exercises.save(held.id, full.as_data(), version=check.version)
    again, _ = desk.check(held.id, version=kept.version)
    assert len(draft_of(again).checks) == 60


def test_a_draft_goes_along_as_files(desk: WritingDesk) -> None:
    held = desk.begin("status", start="example")
    title, markdown = desk.export(held.id, format="md")
    assert markdown.decode().startswith("# Cells for query routing") and title
    document = docx.Document(io.BytesIO(desk.export(held.id, format="docx")[1]))
    assert document.paragraphs[0].style.name == "Heading 1" and "Cells" in document.paragraphs[0].text
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Risk", "Effect", "Step", "Owner, by"]
    assert any(run.bold and run.text == "Amber, was green." for paragraph in document.paragraphs for run in paragraph.runs)
    assert desk.export(held.id, format="docx")[1] == desk.export(held.id, format="docx")[1]
    odd = desk.save(held.id, "# \x01\x1b[31m\ud800 |\n|||\n|a|b|\n|c|\n1. one\n\u202e**b", version=held.version)
    assert docx.Document(io.BytesIO(desk.export(odd.id, format="docx")[1])).tables
