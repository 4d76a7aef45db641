"""The cost report: what it says follows from the figures, and its tables add up as they are read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from focus_files import bill_of
from loopready.engines.tools.cost import work
from loopready.engines.tools.invented_bill import invented_csv
from loopready.model import Report, Table
from loopready.model.tools.cost import CostInputs
from loopready.practice.tools.cost import report
from loopready.practice.tools.cost_words import column, named, share, short, small, total_of

TEN_DAYS = {"ChargePeriodEnd": "2026-01-11T00:00:00Z"}


def made(**given: object) -> Report:
    inputs = CostInputs(**given)  # type: ignore[arg-type]
    return report(inputs, work(inputs))


def tables(of: Report) -> dict[str, Table]:
    return {table.caption: table for section in of.sections for table in section.tables}


def text(of: Report) -> str:
    return of.model_dump_json()


def amount(cell: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", cell))


@pytest.mark.parametrize("month", ["", "2026-03", "all"])
def test_columns_add_up_as_they_are_read(month):
    found = tables(made(month=month))
    for caption in (
        "Cost by service",
        "Cost by kind of charge",
        "Teams: the same cost by each rule",
        "Customers: the same cost by each rule",
    ):
        *rows, last = found[caption].rows
        width = 2 if caption.startswith("Cost") else len(last)
        for at in range(1, width):
            if found[caption].columns[at].title.startswith("A unit"):
                continue
            assert sum(amount(row[at]) for row in rows) == amount(last[at]), caption
    steps = found["From list price to cost"].rows
    assert sum(amount(row[2]) for row in steps[:-1]) == amount(steps[-1][2])


def test_the_lead_says_cost_change_and_levers():
    lead = " ".join(made().lead)
    assert "June 2026 cost $8.00M and was invoiced at $7.68M" in lead
    assert "cost rose by $1.13M (+16.5%) while units moved by +8.4%" in lead
    assert "The five largest levers come to $1.68M a month, $20.20M a year, if their assumptions hold: size down" in lead


def test_every_lever_shows_its_arithmetic_and_its_assumption():
    of = made(idle_share=12, on_hours=50)
    section = next(section for section in of.sections if section.title == "What could be saved")
    rows = section.tables[0].rows
    assert len(rows) == 10 and all(row[1] for row in rows[:-1])
    assert any("× (1 - 50 / 168 hours)" in row[1] for row in rows) and any("× 12% idle" in row[1] for row in rows)
    assert len(section.items) == 9 and "measured, not assumed" in " ".join(section.items)


def test_an_invented_bill_is_called_invented_and_an_opened_one_is_not():
    assert "invented bill" in made().title and "are invented" in " ".join(made().warnings)
    own = made(bill=bill_of({"EffectiveCost": "100"}))
    assert "invented" not in own.title and any("left out beside your bill" in warning for warning in own.warnings)
    assert all("never an employer's" in of.warnings[0] for of in (made(), own))


def test_a_strange_bill_is_told_with_care():
    own = made(bill=bill_of({"Tags": "{", "ContractedCost": "", **TEN_DAYS}, {"EffectiveCost": "-50", **TEN_DAYS}))
    said = " ".join(own.warnings)
    for words in ("no JSON object", "no ContractedCost", "only a part of 2026-01", "not above zero"):
        assert words in said
    assert "No charge carries the tag team" in text(own)
    part = made(bill=bill_of(TEN_DAYS))
    assert "over 10 days, if their assumptions hold" in part.lead[-1] and "a year" not in part.lead[-1]


def test_a_bill_without_commitments_or_tags_says_so():
    own = text(made(bill=bill_of({})))
    assert "No usage runs under a commitment." in own and "The bill's tags are: none" in own


def test_hostile_names_stay_text_and_stay_short():
    own = made(bill=bill_of({"ServiceName": "=cmd|' /C calc'!A0" + "x" * 190, "Tags": '{"team": "<b>"}'}))
    cell = tables(own)["Cost by service"].rows[0][0]
    assert cell.startswith("=cmd|") and len(cell) <= 48 and cell.endswith("…")


def test_many_teams_are_folded_and_still_add_up():
    rows = [{"EffectiveCost": f"{at}.37", "Tags": f'{{"team": "t{at:03}"}}'} for at in range(60)]
    found = tables(made(bill=bill_of(*rows)))["Teams: the same cost by each rule"]
    assert len(found.rows) == 32 and found.rows[-2][0] == "30 others"
    assert sum(amount(row[1]) for row in found.rows[:-1]) == amount(found.rows[-1][1])


def test_another_currency_is_written_with_its_code():
    assert "CHF 8.50" in text(made(bill=bill_of({"BillingCurrency": "chf"})))


def test_the_invented_bill_opened_as_a_file_gives_the_same_figures():
    opened, built_in = made(bill=invented_csv(), shared_teams=("platform",)), made()
    assert opened.figures[0] == built_in.figures[0]
    assert tables(opened)["Cost by service"] == tables(built_in)["Cost by service"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (8_000_877.32, "$8.00M"), (12_345, "$12.3k"), (9_999.4, "$9,999"), (999.4, "$999.40"), (-41_250, "-$41.2k"),
        (999_600_000, "$1.00bn"), (0, "$0.00"),
    ],
)  # fmt: skip
def test_sums_are_short(value, said):
    assert short(value, "USD") == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.200021933, "$0.200"), (0.0000312, "$0.0000312"), (12.4, "$12.40"), (0, "$0"), (-0.5, "-$0.500")]
)
def test_prices_of_a_unit_keep_their_digits(value, said):
    assert small(value, "USD") == said


def test_a_column_is_in_cents_until_it_is_large():
    assert column([Decimal("0.005"), Decimal("0.005")], "EUR") == ("€0.01", "€0.00")
    assert total_of([Decimal("100000.5"), Decimal("0.5")], "EUR") == ("€100,001", "€0", "€100,001")
    assert share(None) == "–" and named("  ") == "no name"
