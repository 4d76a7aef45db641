"""The workbench in the browser, without its script."""

from __future__ import annotations

import re

import pytest

from loopready.app.workbench import TOOLS
from web_site import Site


def test_the_list_leads_to_every_tool(site: Site) -> None:
    page = site.get("/workbench")
    assert page.status_code == 200
    for id in TOOLS:
        assert f'href="/workbench/{id}"' in page.text


@pytest.mark.parametrize("id", sorted(TOOLS))
def test_a_tool_shows_its_worked_example(site: Site, id: str) -> None:
    page = site.get(f"/workbench/{id}")
    assert page.status_code == 200
    assert 'class="rp"' in page.text and 'role="alert"' not in page.text
    assert " style=" not in page.text and " onclick=" not in page.text


def test_the_address_carries_the_inputs(site: Site) -> None:
    page = site.get("/workbench/sla?contract=gcp_bigtable_regions&incident=2026-04-02")
    assert "Credits under a contract: Google Cloud, Bigtable" in page.text
    assert re.search(r'href="/workbench/sla\?contract=gcp_bigtable_regions&amp;incident=2026-04-02">A link', page.text)


def test_faults_stand_by_their_fields_and_what_was_typed_is_kept(site: Site) -> None:
    page = site.get("/workbench/sla?claiming=lots&incident=%3Cscript%3E")
    assert page.status_code == 422
    assert page.text.count('aria-invalid="true"') == 2
    assert 'value="lots"' in page.text and "&lt;script&gt;" in page.text and "<script>x" not in page.text


def test_a_row_is_added_and_taken_away(site: Site) -> None:
    more = site.get("/workbench/sla?do=add:regions")
    assert more.status_code == 200 and 'name="regions.3.region"' in more.text
    fewer = site.get("/workbench/sla?do=remove:customers.2")
    assert 'name="customers.1.customer"' in fewer.text and 'name="customers.2.customer"' not in fewer.text


@pytest.mark.parametrize("format", ["md", "docx", "json"])
def test_the_report_is_taken_along(site: Site, format: str) -> None:
    answer = site.get(f"/workbench/sla/report.{format}?claiming=50")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]


def test_a_file_of_faulty_inputs_or_of_no_format_is_refused_in_words(site: Site) -> None:
    assert site.get("/workbench/sla/report.md?claiming=lots").status_code == 422
    assert site.get("/workbench/sla/report.exe").status_code == 422
    assert site.get("/workbench/nothing").status_code == 404


def test_inputs_are_kept_changed_and_deleted(site: Site) -> None:
    site.get("/workbench/sla")
    made = site.post("/workbench/sla/keep", {"claiming": "55", "called": "March"})
    path = made.url.path
    assert path.startswith("/workbench/kept/") and 'value="55"' in made.text and "<h1>March</h1>" in made.text
    assert "March" in site.get("/workbench").text
    changed = site.post(path, {"claiming": "66", "called": "April", "version": "1"})
    assert 'value="66"' in changed.text and "<h1>April</h1>" in changed.text
    late = site.post(path, {"claiming": "77", "called": "May", "version": "1"})
    assert late.status_code == 409 and 'value="77"' in late.text
    gone = site.post(f"{path}/delete")
    assert "Deleted." in gone.text
    assert site.get(path).status_code == 404


def test_calculators_are_listed_sought_and_worked(site: Site) -> None:
    assert "Burn rate" in site.get("/workbench/calculator").text
    found = site.get("/workbench/calculator?q=shuffled+shards").text
    assert "/workbench/calculator.shard_overlap" in found and "/workbench/calculator.burn_rate" not in found
    assert "No calculator has all of these words" in site.get("/workbench/calculator?q=%3Cb%3E").text
    fresh = site.get("/workbench/calculator.burn_rate")
    assert fresh.status_code == 200 and 'role="alert"' not in fresh.text
    assert "10 times" in site.get("/workbench/calculator.burn_rate?error_percent=1&target=99.9").text
    assert site.get("/workbench/calculator.burn_rate?error_percent=1").status_code == 422
