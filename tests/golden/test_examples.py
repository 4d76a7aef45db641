"""The briefs of examples/, file by file, and what must hold of every claim in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from golden import EXAMPLES, Case, cases, golden_files, prepare_case
from loopready.app.prepare import Pipeline, Prepared
from loopready.engines.ground import ungrounded
from loopready.library import load_library
from loopready.model import CalculatedCite, Claim, FactCite, GuideCite, QuoteCite
from loopready.rendering import unfolded_words

CASES = cases(EXAMPLES)
PERSONAL = ("summary", "deciders", "signals", "fit", "probes", "plan")


@pytest.fixture(scope="module")
def prepared(pipeline: Pipeline) -> dict[str, Prepared]:
    return {case.folder.name: prepare_case(case, pipeline=pipeline) for case in CASES}


def test_there_are_four_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_golden_files(case: Case, pipeline: Pipeline) -> None:
    made = golden_files(case, pipeline=pipeline)
    written = {file.name: file.read_bytes() for file in case.folder.glob("brief.*")}
    stale = [name for name in sorted(made.keys() | written.keys()) if made.get(name) != written.get(name)]
    assert stale == [], "run `make golden` and read the diff"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_every_quote_stands_in_its_document(case: Case) -> None:
    brief = json.loads((case.folder / "brief.json").read_text(encoding="utf-8"))
    seen = 0
    for cite in _cites(brief):
        if cite["source"] in ("cv", "job"):
            assert brief["documents"][cite["source"]]["text"][cite["start"] : cite["end"]] == cite["quote"]
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_nothing_was_refused(case: Case, prepared: dict[str, Prepared]) -> None:
    assert prepared[case.folder.name].refused == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_numbers_and_names_of_personal_claims_occur_in_their_cites(case: Case, prepared: dict[str, Prepared]) -> None:
    """Walks the claims again from the outside: the texts of quotes, facts, guide items and calculations hold each number and name."""
    brief = prepared[case.folder.name].brief
    texts = _guide_texts(brief.guide.path)
    loose = {
        claim.id: found for claim in brief.claims() if (found := ungrounded(claim.text, _support(claim, texts), results=_results(claim)))
    }
    assert loose == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_what_is_unfolded_reads_in_twenty_minutes(case: Case, prepared: dict[str, Prepared]) -> None:
    assert unfolded_words(prepared[case.folder.name].brief) <= 4500


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_a_degree_is_no_strength(case: Case, prepared: dict[str, Prepared]) -> None:
    brief = prepared[case.folder.name].brief
    formal = {row.requirement.id for row in brief.match.rows if row.requirement.degree is not None}
    (summary,) = [section for section in brief.sections if section.id == "summary"]
    said = [claim.id for item in summary.items for block in item.blocks for claim in block.claims]
    told = {id.rpartition("/")[2] for id in said if id.startswith("summary/strengths/")}
    assert told and not told & formal


def test_two_people_for_one_job_read_different_briefs(pipeline: Pipeline) -> None:
    """At most a tenth of the sentences of the personal sections are equal for two CVs and one posting."""
    job = next(case.job for case in CASES if case.folder.name == "saas-manager")
    sentences = []
    for name in ("saas-manager", "staff-engineer", "manager-with-gaps"):
        cv = next(case.cv for case in CASES if case.folder.name == name)
        brief = pipeline.prepare(cv, job, today="2026-11-23").brief
        sentences.append({claim.text for claim in brief.claims() if claim.id.split("/")[0] in PERSONAL})
    for ours, theirs in ((0, 1), (0, 2), (1, 2)):
        shared = sentences[ours] & sentences[theirs]
        share = len(shared) / min(len(sentences[ours]), len(sentences[theirs]))
        assert share <= 0.1, sorted(shared)


def _cites(brief: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in brief["sections"]:
        for item in section["items"]:
            for block in item["blocks"]:
                for claim in block["claims"]:
                    assert claim["cites"], claim["id"]
                    yield from claim["cites"]


def _guide_texts(path: str | None) -> str:
    library = load_library()
    held = [library.guides["general"].model_dump_json(), *(firm.model_dump_json() for firm in library.firms.values())]
    if path:
        held.append(library.guides[path].model_dump_json())
    return "\n".join(held)


def _support(claim: Claim, guide_texts: str) -> list[str]:
    out = []
    for cite in claim.cites:
        if isinstance(cite, QuoteCite):
            out.append(cite.quote)
        elif isinstance(cite, GuideCite):
            out.append(guide_texts)
        elif isinstance(cite, FactCite):
            out.append(load_library().facts[cite.id].model_dump_json())
        elif isinstance(cite, CalculatedCite):
            out.append(json.dumps(cite.inputs))
    return out


def _results(claim: Claim) -> list[object]:
    """Results and inputs of the calculations; a result may be worded in millions or billions ("47.8 billion calls")."""
    held = [value for cite in claim.cites if isinstance(cite, CalculatedCite) for value in (cite.result, *cite.inputs.values())]
    numbers = [value for value in held if isinstance(value, int | float)]
    return [*held, *(round(value, 2) * 1e6 for value in numbers), *(round(value, 1) * 1e9 for value in numbers)]
