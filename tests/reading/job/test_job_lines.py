"""The kinds of lines, over invented postings of many trades, and over any text at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.model import Document
from loopready.reading.job import read_posting

KINDS = {"M": "must", "N": "nice", "R": "responsibility", "A": "about", "B": "benefit", "O": "other"}
DATA = Path(__file__).parent / "data" / "postings.txt"


def job(text: str) -> Document:
    return Document.of(kind="job", name="job.txt", text=text)


def labelled() -> list[tuple[str, list[tuple[str, str]]]]:
    out = []
    for block in DATA.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, body = block.partition("\n")
        out.append((name, [(row.partition("\t")[0], row.partition("\t")[2]) for row in body.split("\n")]))
    return out


POSTINGS = labelled()


@pytest.mark.parametrize(("name", "rows"), POSTINGS, ids=[name for name, _ in POSTINGS])
def test_every_line_of_an_invented_posting_gets_its_kind(name: str, rows: list[tuple[str, str]]) -> None:
    posting = read_posting(job("\n".join(text for _, text in rows)))
    wrong, at = [], 0
    for label, text in rows:
        if text:
            said = {line.kind for line in posting.lines if line.span.start < at + len(text) and at < line.span.end}
            if said != {KINDS[label]}:
                wrong.append((KINDS[label], sorted(said), text))
        at += len(text) + 1
    assert wrong == []


@pytest.mark.parametrize(
    "top", ["Essential | Desirable", "Criteria | Essential | Desirable", "| Essential | Desirable |", "Essential\tDesirable"]
)
def test_columns_say_what_is_needed_and_what_is_wanted(top: str) -> None:
    bar = "\t" if "\t" in top else " | "
    name = f"Training{bar}" if top.startswith("Criteria") else ""
    edge = "| " if top.startswith("|") else ""
    rows = f"{edge}{name}Degree in law{bar}Some Latin\n{edge}{name}Two years of filing{bar}Archive work\n"
    posting = read_posting(job(f"Clerk\n\n{top}\n{rows}\nWe offer\n- Cake\n"))
    said = [(one.text, one.kind) for one in posting.requirements]
    assert said == [("Degree in law", "must"), ("Some Latin", "nice"), ("Two years of filing", "must"), ("Archive work", "nice")]


def test_rows_of_a_table_whose_names_stand_on_lines_of_their_own() -> None:
    rows = "Training\nDegree in law  Some Latin\nWork\nTwo years of filing  Archive work\n"
    text = f"Clerk\n\nPoint  Essential  Desirable\n{rows}\nWe offer\n- Cake\n"
    said = [(one.text, one.kind) for one in read_posting(job(text)).requirements]
    assert said == [("Degree in law", "must"), ("Some Latin", "nice"), ("Two years of filing", "must"), ("Archive work", "nice")]


def test_labels_run_in_at_the_start_of_paragraphs() -> None:
    text = "Clerk\nOtter Ltd, Porto\n\n**Requirements:** Two years of filing.\n\n**Nice to have:** Some Latin.\n\n**Benefits:** Cake.\n"
    kinds = [line.kind for line in read_posting(job(text)).lines]
    assert kinds == ["other", "other", "must", "nice", "benefit"]


def test_numbered_headings_with_counts() -> None:
    parts = ("1. Responsibilities\n- File letters\n- Sort post", "2. Requirements\n- Two years", "3. Nice to have (2)\n- Latin\n- Greek")
    text = "Clerk\n\n" + "\n\n".join(parts)
    kinds = [one.kind for one in read_posting(job(text)).requirements]
    assert kinds == ["responsibility", "responsibility", "must", "nice", "nice"]


def check_spans(document: Document) -> None:
    posting = read_posting(document)
    at = 0
    for line in posting.lines:
        assert line.text == line.span.quote(document)
        assert line.span.start >= at
        at = line.span.end
    ids = [requirement.id for requirement in posting.requirements]
    assert len(ids) == len(set(ids))
    for requirement in posting.requirements:
        assert requirement.text == requirement.span.quote(document)
        for part in requirement.parts:
            assert part.text == part.span.quote(document)
            assert requirement.span.start <= part.span.start < part.span.end <= requirement.span.end
        for skill in requirement.skills:
            assert skill in " ".join(requirement.text.split())
    for leaf in (posting.title, posting.firm, posting.location, posting.level, posting.pay, posting.team):
        if leaf is not None:
            assert leaf.value == " ".join(leaf.source.quote(document).split())  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_and_every_span_quotes_its_words(text: str) -> None:
    check_spans(job(text))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([text for _, rows in POSTINGS for _, text in rows]), max_size=40),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n* "]),
)
def test_any_mixture_of_lines_keeps_its_spans(lines: list[str], joint: str) -> None:
    check_spans(job(joint.join(lines)))


def test_the_heading_decides_and_not_the_sound_of_the_sentence() -> None:
    posting = read_posting(job("Baker\n\nNice to have\n- You must have baked rye bread\n\nMust have\n- Ideally two years in a bakery\n"))
    assert [(one.text, one.kind) for one in posting.requirements] == [
        ("You must have baked rye bread", "nice"),
        ("Ideally two years in a bakery", "must"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "You need to be in the Porto office two days a week.",
        "The post is subject to a satisfactory criminal record check.",
        "Applicants must already have the right to work in Ireland.",
        "The post involves some travel in Savoy, with a night away each month.",
        "Security clearance is required before you start.",
        "We cannot sponsor visas, so you must be authorised to work in Canada.",
    ],
)
@pytest.mark.parametrize("heading", ["Small print", "What we offer", "About us"])
def test_conditions_of_employment_are_must_wherever_they_stand(heading: str, sentence: str) -> None:
    posting = read_posting(job(f"Clerk\n\nRequirements\n- Tidy filing\n\n{heading}\n{sentence}\n"))
    assert {"must"} == {line.kind for line in posting.lines if line.text in sentence and len(line.text) > 20}


def test_pay_is_a_benefit_in_a_section_of_conditions() -> None:
    small_print = "The practical bits\n£24,000 a year and 28 days of holiday.\nYou must live within an hour of Hull.\n"
    posting = read_posting(job(f"Clerk\n\nRequirements\n- Tidy filing\n\n{small_print}"))
    assert [line.kind for line in posting.lines][-2:] == ["benefit", "must"]


def test_a_line_of_two_kinds_is_split() -> None:
    text = "Vet\n\nAbout us\nWe are a practice of six vets. You must be registered with the RCVS.\n"
    posting = read_posting(job(text))
    assert [(line.kind, line.text) for line in posting.lines][-2:] == [
        ("about", "We are a practice of six vets."),
        ("must", "You must be registered with the RCVS."),
    ]


def test_without_headings_the_order_of_lines_changes_no_kind() -> None:
    lines = [
        "Bachelor's degree in civil engineering, or equivalent experience.",
        "Four years of inspecting bridges.",
        "Driving licence is required.",
        "Master's degree in structural engineering.",
        "Excellent drawing and presentation skills.",
        "Knowledge of timber structures is a plus.",
    ]
    kinds = set()
    for seed in range(6):
        shuffled = random.Random(seed).sample(lines, len(lines))
        posting = read_posting(job("Bridge Inspector\n" + "\n".join(shuffled) + "\n"))
        kinds.add(tuple(sorted((line.text, line.kind) for line in posting.lines if line.text in lines)))
    assert len(kinds) == 1
    said = dict(kinds.pop())
    assert said[lines[0]] == said[lines[1]] == said[lines[2]] == "must"
    assert said[lines[3]] == said[lines[5]] == "nice"


def test_ids_are_stable_and_numbered_when_words_repeat() -> None:
    once = read_posting(job("Clerk\n\nRequirements\n- Tidy filing\n- Good German\n"))
    twice = read_posting(job("Clerk\n\nAbout us\nWe file.\n\nRequirements\n- Good German\n- Tidy filing\n- Tidy filing\n"))
    first = {one.text: one.id for one in once.requirements}
    assert [one.id for one in twice.requirements] == [first["Good German"], first["Tidy filing"], first["Tidy filing"] + "-2"]


def test_a_text_that_asks_nothing_is_read_with_a_notice() -> None:
    posting = read_posting(job("The harbour\n\nBoats lay on the mud and nobody was about.\n"))
    assert [one for one in posting.requirements if one.kind != "responsibility"] == []
    assert [notice.code for notice in posting.notices] == ["no_requirements"]


def test_coverage_says_how_much_rests_on_headings_and_cues() -> None:
    told = read_posting(job("Clerk\n\nRequirements\n- Tidy filing\n- Good German\n"))
    guessed = read_posting(job("Clerk of works\n\nGrey stone.\nOld oak.\nTall ships.\nWet ropes.\n"))
    assert told.coverage == 1.0
    assert guessed.coverage < 0.6


def test_lines_broken_for_width_are_put_together() -> None:
    text = (
        "Archivist\n\nRequirements\n"
        "- Five years of work in a public archive, with responsibility for\n  a reading room and its staff\n"
        "- A degree in history or archive studies, or the experience that\n  would stand in for one\n"
        "- The patience to describe ten thousand photographs, one after\n  another, in the same words\n"
    )
    posting = read_posting(job(text))
    assert [one.years.min if one.years else None for one in posting.requirements] == [5.0, None, None]
    assert len(posting.requirements) == 3


def test_prose_that_paints_asks_for_nothing() -> None:
    text = (
        "Weaver\nLorne Mill, Perth\n\nDESCRIPTION\n\nHave you ever wondered who makes your tweed? We need it to be good, every day.\n\n"
        "A day in the life\n\nYou might start with the night shift's notes, which you need to read.\n\n"
        "BASIC QUALIFICATIONS\n- 3+ years of weaving experience\n- Knowledge of hand looms\n- Degree not required. We look at cloth\n\n"
        "Please note this post may close early.\n"
    )
    asked = [line.text for line in read_posting(job(text)).lines if line.kind in ("must", "nice", "responsibility")]
    assert asked == ["3+ years of weaving experience", "Knowledge of hand looms"]
