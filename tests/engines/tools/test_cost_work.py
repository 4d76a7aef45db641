"""The cost tool against queries written apart in SQL, against published examples, and against what must always hold."""

from __future__ import annotations

import csv
import io
import sqlite3
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focus_files import bill_of
from loopready.engines.calculators.finops import (
    break_even_utilisation,
    commitment_coverage,
    effective_savings_rate,
    idle_cost,
    savings,
    unit_cost,
)
from loopready.engines.tools.apportion import exact_sum
from loopready.engines.tools.cost import work
from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.invented_bill import MONTHS, invented_csv
from loopready.model.tools.cost import CostInputs, UsageRow, VolumeRow

RESULT = work(CostInputs())
JUNE = "ChargePeriodStart LIKE '2026-06%'"


@pytest.fixture(scope="module")
def bill() -> sqlite3.Connection:
    """The invented bill as a table; costs in whole cents, so that SQL adds them exactly."""
    rows = list(csv.DictReader(io.StringIO(invented_csv())))
    base = sqlite3.connect(":memory:")
    costs = ("ListCost", "ContractedCost", "EffectiveCost", "BilledCost")
    columns = ", ".join(f"{name} {'INTEGER' if name in costs else 'TEXT'}" for name in rows[0])
    base.execute(f"CREATE TABLE bill ({columns})")
    values = [[int(Decimal(value) * 100) if name in costs else value for name, value in row.items()] for row in rows]
    base.executemany(f"INSERT INTO bill VALUES ({', '.join('?' * len(rows[0]))})", values)
    yield base
    base.close()


def asked(base: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    return base.execute(sql).fetchall()


def money(cents: object) -> Decimal:
    return Decimal(int(str(cents))) / 100


def test_totals_of_every_month_agree_with_sql(bill):
    found = asked(bill, "SELECT substr(ChargePeriodStart, 1, 7), SUM(EffectiveCost), SUM(BilledCost) FROM bill GROUP BY 1 ORDER BY 1")
    assert [(month.month, month.effective, month.billed) for month in RESULT.months] == [(m, money(e), money(b)) for m, e, b in found]


def test_services_agree_with_sql(bill):
    found = asked(bill, f"SELECT ServiceName, SUM(EffectiveCost) FROM bill WHERE {JUNE} GROUP BY 1 ORDER BY 2 DESC")
    assert [(item.name, item.cost) for item in RESULT.services] == [(name, money(cost)) for name, cost in found]


def test_kinds_of_charge_over_the_whole_bill_agree_with_sql(bill):
    found = dict(asked(bill, "SELECT ChargeCategory, SUM(EffectiveCost) FROM bill GROUP BY 1"))
    assert {kind.name: kind.cost for kind in work(CostInputs(month="all")).kinds} == {name: money(cost) for name, cost in found.items()}


@pytest.mark.parametrize("month", [*MONTHS, "all"])
def test_teams_and_what_is_untagged_agree_with_sql(bill, month):
    where = "1" if month == "all" else f"ChargePeriodStart LIKE '{month}%'"
    tag = "CASE WHEN Tags = '' THEN NULL ELSE json_extract(Tags, '$.team') END"
    found = dict(asked(bill, f"SELECT {tag}, SUM(EffectiveCost) FROM bill WHERE {where} GROUP BY 1"))
    teams = work(CostInputs(month=month)).teams
    assert {row.name: row.direct for row in teams.rows} == {
        name: money(cost) for name, cost in found.items() if name not in (None, "platform")
    }
    assert teams.untagged == money(found[None]) and teams.shared == money(found[None]) + money(found["platform"])
    without, usage = asked(bill, f"SELECT SUM(CASE WHEN {tag} IS NULL THEN EffectiveCost END), SUM(EffectiveCost) FROM bill "
                                 f"WHERE ChargeCategory = 'Usage' AND {where}")[0]  # fmt: skip
    assert teams.untagged_percent == pytest.approx(100 * without / usage, rel=1e-12)


def test_shared_cost_in_proportion_and_by_use_agrees_with_sql(bill):
    sql = f"""
        WITH one AS (SELECT CASE WHEN Tags = '' THEN NULL ELSE json_extract(Tags, '$.team') END AS team, EffectiveCost AS cost
                     FROM bill WHERE {JUNE}),
             own AS (SELECT team, SUM(cost) AS cost FROM one WHERE team NOT NULL AND team <> 'platform' GROUP BY 1),
             pool AS (SELECT SUM(cost) AS cost FROM one WHERE team IS NULL OR team = 'platform'),
             weight(team, units) AS (VALUES ('api', 62), ('ingest', 23), ('query', 15))
        SELECT team, own.cost + pool.cost * own.cost * 1.0 / (SELECT SUM(cost) FROM own), own.cost + pool.cost * units / 100.0
        FROM own JOIN weight USING (team), pool"""
    rows = {row.name: row for row in RESULT.teams.rows}
    for team, proportional, by_use in asked(bill, sql):
        assert float(rows[str(team)].proportional or 0) == pytest.approx(float(str(proportional)) / 100, abs=0.01)
        assert float(rows[str(team)].usage or 0) == pytest.approx(float(str(by_use)) / 100, abs=0.01)


def test_customers_agree_with_sql(bill):
    sql = f"SELECT json_extract(Tags, '$.customer'), SUM(EffectiveCost) FROM bill WHERE {JUNE} AND Tags LIKE '%customer%' GROUP BY 1"
    own = {row.name: row.direct for row in RESULT.customers.rows if row.direct}
    assert own == {name: money(cost) for name, cost in asked(bill, sql)}


def test_savings_agree_with_sql_on_an_accrual_basis(bill):
    listing, contracted, effective, wasted = asked(bill, f"""
        SELECT SUM(CASE WHEN CommitmentDiscountStatus <> 'Unused' THEN ListCost END),
               SUM(CASE WHEN CommitmentDiscountStatus <> 'Unused' THEN ContractedCost END), SUM(EffectiveCost),
               SUM(CASE WHEN CommitmentDiscountStatus = 'Unused' THEN EffectiveCost END)
        FROM bill WHERE ChargeCategory = 'Usage' AND {JUNE}""")[0]  # fmt: skip
    found = RESULT.savings
    assert (found.list_cost, found.contracted, found.effective, found.wasted) == tuple(map(money, (listing, contracted, effective, wasted)))
    assert found.over_list == pytest.approx(100 * (1 - effective / listing)) and found.over_contracted == pytest.approx(
        100 * (1 - effective / contracted)
    )
    assert found.list_cost - found.negotiated - found.committed - found.other + found.wasted == found.effective


def test_coverage_and_utilisation_agree_with_sql(bill):
    covered, eligible, used, unused = asked(bill, f"""
        SELECT SUM(CASE WHEN CommitmentDiscountStatus = 'Used' THEN ContractedCost END),
               SUM(CASE WHEN CommitmentDiscountStatus = 'Used' OR (CommitmentDiscountStatus = '' AND PricingCategory <> 'Dynamic'
                        AND ServiceCategory IN ('Compute', 'Databases')) THEN ContractedCost END),
               SUM(CASE WHEN CommitmentDiscountStatus = 'Used' THEN EffectiveCost END),
               SUM(CASE WHEN CommitmentDiscountStatus = 'Unused' THEN EffectiveCost END)
        FROM bill WHERE ChargeCategory = 'Usage' AND {JUNE}""")[0]  # fmt: skip
    assert RESULT.coverage.coverage == pytest.approx(commitment_coverage(covered, eligible))
    assert RESULT.coverage.utilisation == pytest.approx(100 * used / (used + unused))
    assert (RESULT.coverage.covered, RESULT.coverage.eligible) == (money(covered), money(eligible))
    assert RESULT.coverage.commitments[0].discount == pytest.approx(28, abs=0.001)


def test_the_levers_bases_agree_with_sql(bill):
    on_demand = f"ChargeCategory = 'Usage' AND PricingCategory = 'Standard' AND CommitmentDiscountStatus = '' AND {JUNE}"
    environment = "CASE WHEN Tags = '' THEN '' ELSE coalesce(json_extract(Tags, '$.environment'), '') END"
    wanted = {
        "off_hours": f"ServiceCategory IN ('Compute', 'Databases') AND {environment} IN ('development', 'staging', 'test')",
        "tiering": "ServiceCategory = 'Storage'",
        "transfer": "ServiceName = 'Data Transfer'",
        "logs": "ServiceName = 'Log Analytics'",
    }
    bases = {lever.id: lever.base for lever in RESULT.levers}
    for lever, where in wanted.items():
        assert bases[lever] == money(asked(bill, f"SELECT SUM(EffectiveCost) FROM bill WHERE {on_demand} AND {where}")[0][0])
    alone = {lever.id: float(lever.alone) for lever in RESULT.levers}
    compute, machines = asked(bill, f"""SELECT SUM(CASE WHEN ServiceCategory = 'Compute' THEN EffectiveCost END), SUM(EffectiveCost)
        FROM bill WHERE {on_demand} AND ServiceCategory IN ('Compute', 'Databases')""")[0]  # fmt: skip
    assert alone["idle"] == pytest.approx(savings(compute / 100, 100, 8), abs=0.01)
    assert alone["rightsize"] == pytest.approx(savings(machines / 100, 35, 50), abs=0.01)
    assert alone["off_hours"] == pytest.approx(idle_cost(float(bases["off_hours"]), 60 / 168 * 100), abs=0.01)


def test_movements_agree_with_sql(bill):
    sql = """
        WITH month AS (SELECT substr(ChargePeriodStart, 1, 7) AS m, ServiceName AS s, SUM(EffectiveCost) AS c,
                              julianday(MAX(ChargePeriodEnd)) - julianday(MIN(ChargePeriodStart)) AS days
                       FROM bill WHERE ChargeCategory = 'Usage' AND CommitmentDiscountStatus <> 'Unused' GROUP BY 1, 2),
             whole AS (SELECT substr(ChargePeriodStart, 1, 7) AS m, SUM(EffectiveCost) AS c FROM bill
                       WHERE ChargeCategory = 'Usage' GROUP BY 1)
        SELECT now.m, now.s, now.c - old.c / old.days * now.days FROM month now
        JOIN month old ON old.s = now.s AND old.m = substr(date(now.m || '-01', '-1 month'), 1, 7) JOIN whole ON whole.m = now.m
        WHERE abs(now.c / now.days / (old.c / old.days) - 1) > 0.2 AND abs(now.c - old.c / old.days * now.days) >= 0.005 * whole.c
        ORDER BY abs(3) DESC"""
    found = {(m, s): round(float(str(extra)) / 100, 2) for m, s, extra in asked(bill, sql)}
    assert {(each.month, each.service): float(each.extra) for each in RESULT.anomalies} == pytest.approx(found, abs=0.011)
    assert set(found) == {("2026-03", "Log Analytics"), ("2026-04", "Log Analytics"), ("2026-05", "Data Transfer")}
    assert {each.team for each in RESULT.anomalies} == {"ingest"}


# Published examples


@pytest.mark.parametrize(
    ("used", "unused", "on_demand", "utilisation"),
    [("1.00", None, None, 100), (None, "1.00", None, 0), ("0.75", "0.25", None, 75), ("1.00", None, "0.50", 100)],
)
def test_the_four_hours_of_the_specification(used, unused, on_demand, utilisation):
    """FOCUS 1.2, appendix on commitment discounts, usage scenarios 1 to 4: a dollar an hour, used wholly, not, by 3/4, and over."""
    committed = {"PricingCategory": "Committed", "CommitmentDiscountId": "one", "BilledCost": "0"}
    rows = [committed | {"CommitmentDiscountStatus": "Used", "EffectiveCost": used}] if used else []
    rows += [committed | {"CommitmentDiscountStatus": "Unused", "EffectiveCost": unused}] if unused else []
    rows += [{"EffectiveCost": on_demand, "BilledCost": on_demand}] if on_demand else []
    result = work(CostInputs(bill=bill_of(*rows)))
    assert result.coverage.utilisation == utilisation
    assert result.total == sum(Decimal(each) for each in (used, unused, on_demand) if each)


@pytest.mark.parametrize(("billed", "purchase"), [("8760.00", "all upfront"), ("1.00", "no upfront"), ("0.50", "partial upfront")])
def test_a_purchase_of_the_specification_costs_nothing_until_it_is_used(billed, purchase):
    """FOCUS 1.2, the same appendix, purchase scenarios 1 to 3: billed when bought, with an effective cost of 0."""
    row = {"ChargeCategory": "Purchase", "EffectiveCost": "0.00", "BilledCost": billed, "ListCost": billed, "CommitmentDiscountId": "one"}
    result = work(CostInputs(bill=bill_of(row, {"EffectiveCost": "1.00", "ListCost": "2.00", "ContractedCost": "2.00"})))
    assert (result.total, result.billed) == (1, Decimal(billed) + Decimal("8.5"))
    assert result.savings.over_list == 50


def test_unused_commitment_is_no_saving_whatever_its_list_cost():
    """FOCUS 1.2, commitment discount flexibility, zero utilisation: an unused hour with a list cost of 3.00, one on demand of 2.00."""
    rows = (
        {"PricingCategory": "Committed", "CommitmentDiscountId": "one", "CommitmentDiscountStatus": "Unused", "ListCost": "3.00",
         "ContractedCost": "3.00", "EffectiveCost": "1.50", "BilledCost": "0"},
        {"ListCost": "2.00", "ContractedCost": "2.00", "EffectiveCost": "2.00", "BilledCost": "2.00"},
    )  # fmt: skip
    result = work(CostInputs(bill=bill_of(*rows)))
    assert result.coverage.utilisation == 0 and result.savings.wasted == Decimal("1.50")
    assert result.savings.over_list == -75  # 3.50 is paid for what two dollars buy


def test_full_use_at_half_price_saves_half():
    """FOCUS 1.2, commitment discount flexibility, full utilisation: list 3.00, effective 1.50."""
    row = {"PricingCategory": "Committed", "CommitmentDiscountId": "one", "CommitmentDiscountStatus": "Used", "ListCost": "3.00",
           "ContractedCost": "3.00", "EffectiveCost": "1.50", "BilledCost": "0"}  # fmt: skip
    result = work(CostInputs(bill=bill_of(row)))
    assert result.savings.over_list == 50 and result.coverage.coverage == 100
    assert result.coverage.commitments[0].discount == 50 == break_even_utilisation(50)


def test_a_large_machine_covered_by_a_third():
    """FOCUS 1.2, flexibility with one resource: the commitment carries part of the hour (0.50 for it), the rest is on demand (2.25)."""
    rows = (
        {"PricingCategory": "Committed", "CommitmentDiscountId": "one", "CommitmentDiscountStatus": "Used", "ListCost": "1.00",
         "ContractedCost": "1.00", "EffectiveCost": "0.50", "BilledCost": "0"},
        {"ListCost": "2.25", "ContractedCost": "2.25", "EffectiveCost": "2.25", "BilledCost": "2.25"},
    )  # fmt: skip
    result = work(CostInputs(bill=bill_of(*rows)))
    assert result.total == Decimal("2.75") and result.coverage.coverage == pytest.approx(100 / 3.25)


def test_effective_savings_rate_of_78_for_100():
    """A published worked example (recfo.dev, S6-01): 100 thousand on demand and 78 thousand paid is 22 per cent."""
    row = {"ListCost": "100000", "ContractedCost": "100000", "EffectiveCost": "78000", "BilledCost": "78000"}
    assert work(CostInputs(bill=bill_of(row))).savings.over_list == pytest.approx(22)


def test_unit_cost_of_eight_million_over_forty_billion():
    """Fact kpi.unit.formula: 8.0 million dollars over 40 billion calls is 0.20 dollars for a thousand."""
    row = {"EffectiveCost": "8000000", "BilledCost": "8000000"}
    result = work(CostInputs(bill=bill_of(row), volumes=(VolumeRow(month="2026-01", units=40_000_000),)))
    assert result.months[0].unit_cost == 0.2 == unit_cost(8_000_000, 40_000_000)


def test_a_commitment_of_28_per_cent_pays_above_72_per_cent_of_use():
    """Fact kpi.breakeven: at 28 per cent off, 72 per cent must be used to be no worse than on demand."""
    for use, pays in ((71.9, False), (72, False), (72.1, True)):
        lever = next(each for each in work(CostInputs(commitment_use=use, commitment_discount=28)).levers if each.id == "commit")
        assert (lever.saves > 0) is pays


@pytest.mark.parametrize(("discount", "use"), [(28, 95), (40, 100), (66, 80), (72, 90)])
def test_a_new_commitment_saves_as_the_calculator_says(discount, use):
    lever = next(each for each in work(CostInputs(commitment_discount=discount, commitment_use=use)).levers if each.id == "commit")
    assert float(lever.saves) == pytest.approx(float(lever.extra) * effective_savings_rate(100, discount, use) / 100, abs=0.02)


# What must always hold

percentages = st.integers(0, 100)


SHARES = (
    "idle_share", "oversized_share", "oversized_saves", "cold_share", "cold_saves", "transfer_share", "logs_share", "target_coverage",
    "commitment_discount", "commitment_use", "chip_share", "chip_saves",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(SHARES, percentages)), st.integers(0, 168))
def test_no_lever_saves_more_than_there_is_or_twice_the_same(shares, hours):
    result = work(CostInputs(**shares, on_hours=hours))
    assert all(0 <= lever.saves <= lever.base for lever in result.levers)
    assert 0 <= result.saves <= result.total
    assert all(lever.saves <= lever.alone for lever in result.levers)
    assert list(result.largest) == [lever.id for lever in sorted(result.levers, key=lambda each: -each.saves) if lever.saves > 0][:5]


LINES = st.tuples(
    st.decimals(-(10**6), 10**6, places=6),
    st.sampled_from(["a", "b", ""]),
    st.sampled_from(["Usage", "Tax", "Credit"]),
    st.sampled_from(["x", "y", "z"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_every_table_adds_up_to_any_bill(lines):
    rows = [
        {"EffectiveCost": f"{cost:f}", "Tags": f'{{"team": "{team}"}}', "ChargeCategory": kind, "ServiceName": service}
        for cost, team, kind, service in lines
    ]
    result = work(CostInputs(bill=bill_of(*rows), team_rule="even", customer_rule="even"))
    assert exact_sum(item.cost for item in result.services) == exact_sum(item.cost for item in result.kinds) == result.total
    assert exact_sum(row.total for row in result.teams.rows) == (result.total if result.teams.rows else 0)


@given(st.sampled_from(MONTHS[1:]))
def test_a_change_of_cost_is_volume_and_rate(last):
    volumes = tuple(VolumeRow(month=month, units=30 + at) for at, month in enumerate(MONTHS) if month <= last)
    change = work(CostInputs(volumes=volumes)).unit_change
    assert change is not None and change.by_volume + change.by_rate == change.change and change.last == last


def test_february_is_not_cheaper_for_being_shorter():
    rows = [
        {"ChargePeriodStart": f"2026-{month:02}-01", "ChargePeriodEnd": f"2026-{month + 1:02}-01", "EffectiveCost": str(days * 100)}
        for month, days in ((1, 31), (2, 28), (3, 31))
    ]
    assert work(CostInputs(bill=bill_of(*rows), anomaly_percent=1, anomaly_share=0)).anomalies == ()


def test_a_service_that_is_new_is_pointed_out():
    first = {"ChargePeriodStart": "2026-01-01", "ChargePeriodEnd": "2026-02-01", "EffectiveCost": "100"}
    second = {"ChargePeriodStart": "2026-02-01", "ChargePeriodEnd": "2026-03-01"}
    found = work(
        CostInputs(bill=bill_of(first, second | {"EffectiveCost": "95"}, second | {"ServiceName": "New", "EffectiveCost": "50"}))
    ).anomalies
    assert [(each.service, each.percent, each.extra) for each in found] == [("New", None, 50)]


def test_a_part_of_a_month_is_told_and_compared_by_the_day():
    rows = [
        {"ChargePeriodStart": f"2026-01-{day:02}", "ChargePeriodEnd": f"2026-01-{day + 1:02}", "EffectiveCost": "1"} for day in range(1, 11)
    ]
    month = work(CostInputs(bill=bill_of(*rows))).months[0]
    assert (month.days, month.whole) == (10, False)


def test_levers_are_said_of_a_whole_month_where_there_is_one():
    january = {"EffectiveCost": "100"}
    begun = {"ChargePeriodStart": "2026-02-01", "ChargePeriodEnd": "2026-02-03", "EffectiveCost": "8"}
    for month, expected in (("", "2026-01"), ("all", "2026-01"), ("2026-01", "2026-01")):
        assert work(CostInputs(bill=bill_of(january, begun), month=month)).lever_month == expected
    assert work(CostInputs(bill=bill_of(begun))).lever_month == "2026-02"


def test_a_bill_of_ones_own_does_not_meet_invented_customers():
    result = work(CostInputs(bill=bill_of({"Tags": '{"customer": "Z"}'}, {})))
    assert [row.name for row in result.customers.rows] == ["Z"] and result.customers.rule == "proportional"
    assert result.left_out == ("team_usage", "customer_usage", "volumes") and result.unit_change is None
    own = work(
        CostInputs(
            bill=bill_of({"Tags": '{"customer": "Z"}'}, {}), customer_usage=(UsageRow(name="Z", units=1), UsageRow(name="Y", units=1))
        )
    )
    assert {row.name for row in own.customers.rows} == {"Z", "Y"} and own.customers.rule == "usage"


def test_accounts_can_stand_for_teams():
    result = work(CostInputs(bill=bill_of({}, {"SubAccountName": "two"}), team_key="account"))
    assert {row.name for row in result.teams.rows} == {"one", "two"} and result.teams.untagged_percent == 0


def faults(**given: object) -> dict[str, str]:
    with pytest.raises(FaultyInputsError) as caught:
        work(CostInputs(**given))  # type: ignore[arg-type]
    return dict(caught.value.faults)


def test_faults_name_their_field():
    assert "the bill holds 2026-01 to 2026-06" in faults(month="2025-01")["month"]
    twice = faults(month="x", volumes=(VolumeRow(month="2026-01", units=1), VolumeRow(month="2026-01", units=2)))
    assert set(twice) == {"month", "volumes.1.month"}
    assert "the column ListCost is missing" in faults(bill=bill_of({}, columns=("ServiceName",)))["bill"]
    assert "the use of" in faults(team_rule="usage", team_usage=())["team_rule"]
    assert set(faults(team_rule="usage", team_usage=(), customer_usage=())) == {"team_rule", "customer_rule"}
