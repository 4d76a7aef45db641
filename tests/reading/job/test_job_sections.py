"""Sections whose headings no list knows, and postings without any: what their lines and places say."""

from __future__ import annotations

from loopready.model import LineKind
from loopready.reading.job.headings import find_headings, wording
from loopready.reading.job.layout import logical_lines
from loopready.reading.job.posting import read_posting
from loopready.reading.plain import document_from_text

PARTS: list[tuple[LineKind, str, list[str]]] = [
    (
        "responsibility",
        "Monday to Friday",
        ["Reconcile the ledgers of two companies", "Prepare the monthly pack", "Review the work of two clerks"],
    ),
    ("must", "The kit in your bag", ["5 years of experience in accounting", "Knowledge of VAT", "Experience with a large ERP system"]),
    ("nice", "The cherry", ["Experience in manufacturing", "Familiarity with SQL", "Knowledge of grant accounting"]),
    ("benefit", "Our side of it", ["£48,000 to £55,000 a year", "Flexible hours", "26 days of holiday and a pension"]),
]


def kinds_of(text: str) -> dict[str, LineKind]:
    """The kind of each line, by its text."""
    posting = read_posting(document_from_text(text, kind="job", name="x"))
    return {line.text: line.kind for line in posting.lines}


def posting_of(mark: str) -> str:
    """The parts as a posting; ``mark`` stands before each line of a list."""
    body = "".join(f"\n{heading}\n" + "".join(f"{mark}{line}\n" for line in lines) for _, heading, lines in PARTS)
    return f"Management Accountant\n{body}"


def test_sections_under_headings_that_no_list_knows() -> None:
    said = kinds_of(posting_of("- "))
    assert {line: said[line] for kind, _, lines in PARTS for line in lines} == {line: kind for kind, _, lines in PARTS for line in lines}


def test_short_lines_that_open_every_block_are_headings_without_marks_too() -> None:
    lines = logical_lines(posting_of(""))
    assert [lines[heading.line].text for heading in find_headings(lines) if heading.line] == [heading for _, heading, _ in PARTS]


def test_a_second_list_with_a_bar_is_needed_too() -> None:
    said = kinds_of(
        "Clerk\n\nThe kit in your bag\n- Knowledge of VAT\n- Experience with a large ERP system\n- Strong Excel skills\n"
        "\nBox two\n- A degree in accounting\n- At least 3 years of experience in payroll\n"
    )
    assert said["A degree in accounting"] == "must"


def test_a_section_named_after_hiring_that_lists_what_is_asked_is_asked() -> None:
    said = kinds_of(
        "Engineer\n\nMeasured at application\n- 3 years of experience with Linux\n- A degree in computing\n- Knowledge of PowerShell\n"
    )
    assert said["3 years of experience with Linux"] == "must"


def test_a_number_before_a_heading_is_none_of_its_letters() -> None:
    said = wording("04 / Shiny extras")
    assert said is not None and said.kind == "nice" and said.share > 0.5


def test_what_we_can_not_do_without_is_needed_and_no_offer() -> None:
    said = wording("What we cannot do without")
    assert said is not None and said.kind == "must_strong"


def test_one_plain_line_among_others_is_no_heading() -> None:
    lines = ["Servicing and repairs in private homes", "Cloud certification", "Own hand tools", "Polite with people who are cold"]
    assert find_headings(logical_lines("Heating engineer\n" + "\n".join(lines) + "\n")) == []


def test_two_plain_lines_of_two_kinds_are_headings() -> None:
    text = "Engineer\nRequirements\nKnowledge of Linux\nOwn hand tools\nBenefits\nFree parking\nFlexible hours\n"
    assert [heading.kind for heading in find_headings(logical_lines(text))] == ["must", "benefit"]


def test_one_labelled_line_does_not_make_the_others_prose() -> None:
    said = kinds_of(
        "Test Engineer\nYou have tested back-end services for five years or more.\nExperience with Java or Kotlin\n"
        "Nice-to-have: performance testing with k6\nKnowledge of payment schemes is a plus\n28 days of holiday plus your birthday\n"
    )
    assert said["Experience with Java or Kotlin"] == "must"
    assert said["28 days of holiday plus your birthday"] == "benefit"
