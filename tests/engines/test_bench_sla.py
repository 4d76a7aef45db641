"""Credits under a contract, against published terms and closed forms."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loopready.engines.lexicon import table
from loopready.engines.tools.faults import FaultyInputsError
from loopready.engines.tools.sla import counted_minutes, work
from loopready.library import load_library
from loopready.model.tools.sla import CONTRACTS, SlaCustomer, SlaInputs, SlaRegion, SlaStep

CONTRACT_DATA: dict[str, dict[str, Any]] = table("sla_contracts")["contracts"]


def month(contract: str = "aws_dynamodb", *, minutes: float, days: int = 30, **region: Any) -> SlaInputs:
    incident = {30: dt.date(2026, 4, 10), 31: dt.date(2026, 3, 10), 28: dt.date(2026, 2, 10)}[days]
    held = SlaRegion(**{"region": "A", "minutes": minutes, "spend": 1_000_000, **region})
    return SlaInputs.model_validate({"contract": contract, "incident": incident, "regions": (held,), "customers": ()})


def test_the_tool_offers_the_contracts_of_the_data_file_and_ones_own() -> None:
    assert {*CONTRACT_DATA, "own"} == set(CONTRACTS)


@pytest.mark.parametrize("id", sorted(CONTRACT_DATA))
def test_the_steps_are_those_of_a_fact(id: str) -> None:
    """Each contract's thresholds and credits stand in the figures of a fact that it cites."""
    facts = load_library().facts
    steps = CONTRACT_DATA[id]["steps"]
    found = []
    for fact in CONTRACT_DATA[id]["facts"]:
        figures = facts[fact].figures
        edges = [held for name, held in figures.items() if name.endswith("edges")]
        found += [[list(pair) for pair in zip(each, figures["credits"], strict=True)] for each in edges]
        if "steps" in figures:
            found.append([[99.99 if step.get("from") == 99.0 else step.get("below", 99.0), step["credit"]] for step in figures["steps"]])
    assert [[float(below), credit] for below, credit in steps] in found or not steps


@pytest.mark.parametrize("id", sorted(CONTRACT_DATA))
def test_the_first_step_begins_at_the_target(id: str) -> None:
    steps = CONTRACT_DATA[id]["steps"]
    assert not steps or steps[0][0] == CONTRACT_DATA[id]["target"]


PUBLISHED = [
    # (contract, minutes down in 30 days, credit): the band's edges as each provider's page publishes them
    pytest.param("aws_ec2_region", 5, 10, id="AWS Compute SLA: 99.0 to under 99.99 pays 10"),
    pytest.param("aws_ec2_region", 500, 30, id="AWS Compute SLA: 95.0 to under 99.0 pays 30"),
    pytest.param("aws_ec2_region", 2_200, 100, id="AWS Compute SLA: under 95.0 pays 100"),
    pytest.param("aws_s3_standard", 44, 10, id="Amazon S3 SLA: under 99.9 pays 10"),
    pytest.param("aws_s3_standard", 43, 0, id="Amazon S3 SLA: 99.9 or more pays nothing"),
    pytest.param("aws_s3_infrequent", 440, 10, id="Amazon S3 SLA: infrequent access, under 99.0 pays 10"),
    pytest.param("aws_s3_infrequent", 900, 25, id="Amazon S3 SLA: infrequent access, under 98.0 pays 25"),
    pytest.param("aws_rds_multi_az", 22, 10, id="Amazon RDS SLA: under 99.95 pays 10"),
    pytest.param("aws_rds_multi_az", 450, 25, id="Amazon RDS SLA: under 99.0 pays 25"),
    pytest.param("aws_rds_single", 217, 10, id="Amazon RDS SLA: one database, under 99.5 pays 10"),
    pytest.param("aws_dsql_regions", 1, 10, id="Aurora DSQL SLA: under 99.999 pays 10"),
    pytest.param("gcp_bigtable_regions", 2_200, 50, id="Bigtable SLA: under 95.0 pays 50 and no more"),
    pytest.param("ibm_platform", 50, 25, id="IBM Cloud: under 99.9 pays 25"),
    pytest.param("ibm_platform", 2_200, 100, id="The Register 2020: IBM's full refund under 95"),
]


@pytest.mark.parametrize(("contract", "minutes", "credit"), PUBLISHED)
def test_published_steps(contract: str, minutes: float, credit: float) -> None:
    assert work(month(contract, minutes=minutes)).regions[0].credit == credit


def test_four_hours_pay_the_same_step_as_a_miss_of_minutes() -> None:
    """Derived in the facts (sla.pattern.bands): 240 minutes in 30 days are 99.444 per cent and the first step."""
    found = work(month(minutes=240)).regions[0]
    assert found.uptime == pytest.approx(99.4444, abs=1e-4)
    assert found.credit == work(month(minutes=5)).regions[0].credit == 10


@pytest.mark.parametrize(("edge", "minutes"), [("99.0", 7.2 * 60), ("95.0", 36 * 60)])
def test_hours_to_the_lower_steps(edge: str, minutes: float) -> None:
    """sla.pattern.bands: 7.2 hours to 99.0 and 36 hours to 95 in 30 days; at the edge itself the step is not reached."""
    at, above = work(month(minutes=minutes)).regions[0], work(month(minutes=minutes + 0.01)).regions[0]
    assert at.to_next == pytest.approx(0)
    assert above.credit > at.credit


def test_cloudflares_own_formula() -> None:
    """Cloudflare's SLA (sla.cf): 100 minutes x 2.1 per cent of users over 43,200 scheduled minutes is 0.0049 per cent."""
    found = work(month("cloudflare", minutes=100, errors=2.1)).regions[0]
    assert found.credit == pytest.approx(0.0049, abs=5e-5)


def test_one_zone_down_breaks_no_regional_promise() -> None:
    """AWS Compute SLA, definitions (sla.aws.ec2.unavailable)."""
    assert work(month("aws_ec2_region", minutes=300, zones=1)).most == 0
    assert work(month("aws_ec2_region", minutes=300, zones=2)).most == 100_000


def test_slices_count_minutes_by_error_rate() -> None:
    """Amazon S3 SLA, definitions (sla.aws.s3.def): the month's uptime is 100 less the mean error rate of five-minute slices."""
    slices = [50.0] * 60 + [0.0] * (43_200 // 5 - 60)
    found = work(month("aws_s3_standard", minutes=300, errors=50)).regions[0]
    assert found.uptime == pytest.approx(100 - sum(slices) / len(slices))


@pytest.mark.parametrize(
    ("errors", "minutes", "counted"),
    [(5, 60, 0), (5.1, 60, 60), (80, 4.9, 0), (80, 5, 5)],
    ids=["at 5 per cent", "above 5 per cent", "under five minutes", "five minutes"],
)
def test_a_threshold_counts_whole_runs_or_nothing(errors: float, minutes: float, counted: float) -> None:
    """Cloud Spanner's text of 2019 (sla.gcp.spanner): above a 5 per cent error rate, for five straight minutes."""
    region = SlaRegion(region="A", minutes=minutes, errors=errors, spend=1)
    assert counted_minutes(region, "threshold", error_rate=5, least_run=5) == counted


@pytest.mark.parametrize(
    ("contract", "until"),
    [("aws_rds_multi_az", dt.date(2026, 6, 30)), ("azure_vm_zones", dt.date(2026, 6, 30)), ("gcp_compute_zones", dt.date(2026, 5, 30))],
    ids=["AWS: end of the second billing cycle after", "Azure: two months after the billing month", "Google: 30 days"],
)
def test_the_last_day_to_claim(contract: str, until: dt.date) -> None:
    assert work(month(contract, minutes=60)).terms.claim_until == until


def test_business_days_skip_the_weekend() -> None:
    inputs = month("cloudflare", minutes=60).model_copy(update={"incident": dt.date(2026, 4, 9)})
    assert work(inputs).terms.claim_until == dt.date(2026, 4, 16)


def test_exposure_is_the_bills_reached_by_the_step() -> None:
    inputs = SlaInputs(
        incident=dt.date(2026, 4, 1),
        regions=(SlaRegion(region="A", minutes=60, reached=50, spend=1_000_000), SlaRegion(region="B", spend=500_000)),
        customers=(
            SlaCustomer(customer="x", region="A", spend=200_000, claims="yes"),
            SlaCustomer(customer="y", region="A", spend=100_000, hit=False),
            SlaCustomer(customer="z", region="A", spend=100_000),
        ),
        claiming=10,
    )
    found = work(inputs)
    assert found.most == pytest.approx((200_000 + 100_000 + 600_000 * 0.5) * 0.1)
    assert found.likely == pytest.approx((200_000 + 50_000 + 300_000 * 0.1) * 0.1)
    assert [each.most for each in found.customers] == pytest.approx([20_000, 0, 10_000])


def test_all_faults_are_told_at_once_each_by_its_field() -> None:
    inputs = SlaInputs(
        contract="own", incident=dt.date(2026, 2, 1), own_steps=(SlaStep(below=99, credit=25), SlaStep(below=99.5, credit=10)),
        regions=(SlaRegion(region="A", minutes=50_000, spend=10), SlaRegion(region="A", spend=0)),
        customers=(SlaCustomer(customer="x", region="mars", spend=1), SlaCustomer(customer="y", region="A", spend=11)),
    )  # fmt: skip
    with pytest.raises(FaultyInputsError) as caught:
        work(inputs)
    fields = [field for field, _ in caught.value.faults]
    assert {"regions.1.region", "regions.0.minutes", "customers.0.region", "regions.0.spend", "own_steps.1.below"} <= set(fields)
