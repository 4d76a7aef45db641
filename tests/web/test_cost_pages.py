"""Opening a bill in the browser: it is worked, shortened, kept, and refused in words."""

from __future__ import annotations

import html
import re

import pytest

from focus_files import GOOD, bill_of
from loopready.engines.tools.invented_bill import invented_csv
from web_site import Site

RAW = bill_of(
    {"ResourceId": "vm-77", "Tags": '{"team": "red"}', "EffectiveCost": "70.25"},
    {"ResourceId": "vm-78", "Tags": '{"team": "blue"}', "EffectiveCost": "29.75"},
    columns=(*GOOD, "ResourceId"),
)  # fmt: skip


def opened(site: Site, text: str, path: str = "/workbench/cost", **more: str):
    site.get("/workbench/cost")
    return site.post(path, {"bill": "", **more}, files={"bill.file": ("bill.csv", text.encode(), "text/csv")})


def hidden(page: str) -> dict[str, str]:
    """What the page would send to keep it."""
    form = page[page.index('class="wb-keep"') :]
    return {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}


def test_a_bill_that_is_opened_is_worked_and_shortened(site: Site) -> None:
    page = opened(site, RAW)
    assert page.status_code == 200
    assert "January 2026 cost $100.00" in page.text and "red" in page.text
    assert "never an employer&#39;s" in page.text or "never an employer's" in page.text
    report = page.text[page.text.index('class="rp"') : page.text.index("h-take")]
    assert "vm-77" not in page.text and "Aster" not in report and "left out beside your bill" in report


def test_what_is_kept_holds_no_resource(site: Site) -> None:
    made = site.post("/workbench/cost/keep", {**hidden(opened(site, RAW).text), "called": "January"})
    path = made.url.path
    assert path.startswith("/workbench/kept/") and "January 2026 cost $100.00" in made.text
    again = opened(site, RAW.replace("29.75", "9.75"), path, called="Again", version="1")
    assert "January 2026 cost $80.00" in again.text and "vm-78" not in again.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (bill_of({}, {"BillingCurrency": "EUR"}), "mixes currencies: EUR (1 rows), USD (1 rows)"),
        (bill_of({"ChargePeriodEnd": "2025-01-01"}), "before it starts"),
        (bill_of({}, columns=("ServiceName", "BilledCost")), "the column ListCost is missing"),
        ("not,a,bill\n1,2,3\n", "the column EffectiveCost is missing"),
        (bill_of({"EffectiveCost": "lots"}), "no plain number"),
    ],
)
def test_a_bill_that_can_not_be_read_says_why_and_stays(site: Site, text: str, says: str) -> None:
    page = opened(site, text, month="2026-01", customer_key="tenant")
    assert page.status_code == 422 and says in html.unescape(page.text)
    assert 'value="tenant"' in page.text and "What you typed is kept." in page.text


def test_a_formula_in_a_cell_is_shown_as_text(site: Site) -> None:
    page = opened(site, bill_of({"ServiceName": "=cmd|' /C calc'!A0<img src=x>"}))
    assert page.status_code == 200 and "&lt;img" in page.text and "<img src=x>" not in page.text


def test_a_huge_bill_is_refused_before_it_is_read(site: Site) -> None:
    page = opened(site, "x" * 4_000_001)
    assert page.status_code in (413, 422) and "4 MB" in page.text


def test_the_invented_bill_can_be_opened_as_a_file(site: Site) -> None:
    assert "June 2026 cost $8.00M" in opened(site, invented_csv()).text


def test_the_invented_bill_is_taken_along_and_opened_again_it_gives_the_same_figures(site: Site) -> None:
    page = site.get("/workbench/cost").text
    assert 'href="/workbench/cost/example.csv"' in page
    file = site.get("/workbench/cost/example.csv")
    assert file.headers["content-type"].startswith("text/csv") and "example-cost.csv" in file.headers["content-disposition"]
    assert file.text == invented_csv()
    again = opened(site, file.text)
    figures = re.compile(r'<dd class="rp-value">.*?</dd>|<span class="rp-value">.*?</span>', re.S)
    assert again.status_code == 200 and "$8.00M" in again.text
    assert figures.findall(again.text) == figures.findall(page)
    assert site.get("/workbench/sla/example.csv").status_code == 404
