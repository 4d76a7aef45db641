"""A bill that nobody was sent: six months of a data API at about 8 million dollars a month, in FOCUS columns, made from a seed."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import NamedTuple

from loopready.engines.tools.focus import read_bill
from loopready.model.tools.focus import Bill

SEED = 20260101
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
_NEXT = (*MONTHS[1:], "2026-07")
_NEGOTIATED = Decimal("0.94")
_COMMITTED = Decimal("0.72")
"""A commitment's price as a share of the contracted one: 28 per cent off."""
_GROWTH = Decimal("1.026")
_COMMITMENT = "cd-compute-one-year"
COLUMNS = (
    "BillingAccountId", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd",
    "ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "CommitmentDiscountCategory", "CommitmentDiscountId",
    "CommitmentDiscountStatus", "CommitmentDiscountType", "PricingCategory", "ProviderName", "RegionId", "ServiceCategory",
    "ServiceName", "SkuMeter", "SubAccountId", "SubAccountName", "Tags", "ListCost", "ContractedCost", "EffectiveCost", "BilledCost",
)  # fmt: skip


class _Line(NamedTuple):
    """What is used every month: its list cost in June in thousands, and who it is for."""

    service: str
    category: str
    meter: str
    cost: int
    team: str = ""
    customer: str = ""
    environment: str = "production"
    pricing: str = "Standard"


_VM, _DB, _KV = ("Virtual Machines", "Compute"), ("Relational Database", "Databases"), ("Key-Value Store", "Databases")
_OBJECT, _BLOCK = ("Object Storage", "Storage"), ("Block Storage", "Storage")
_NET, _LB = ("Data Transfer", "Networking"), ("Load Balancing", "Networking")
_LOGS, _QUEUE, _K8S = ("Log Analytics", "Management and Governance"), ("Message Queue", "Integration"), ("Managed Kubernetes", "Compute")
_LINES = (
    _Line(*_VM, "General purpose hours", 310, "api", "Aster"),
    _Line(*_VM, "General purpose hours", 240, "api", "Birch"),
    _Line(*_VM, "General purpose hours", 180, "api", "Cedar"),
    _Line(*_VM, "General purpose hours", 95, "api", "Dahlia"),
    _Line(*_VM, "General purpose hours", 1450, "api", pricing="Committed"),
    _Line(*_VM, "General purpose hours", 640, "api"),
    _Line(*_VM, "Memory optimised hours", 520, "ingest"),
    _Line(*_VM, "Memory optimised hours", 560, "query"),
    _Line(*_VM, "Memory optimised hours", 640, "query", pricing="Committed"),
    _Line(*_VM, "General purpose hours", 520, "platform", pricing="Committed"),
    _Line(*_VM, "General purpose hours", 210, "platform"),
    _Line(*_VM, "General purpose hours", 150, "api", environment="development"),
    _Line(*_VM, "General purpose hours", 170, "query", environment="staging"),
    _Line(*_VM, "General purpose hours", 120, "ingest", environment="test"),
    _Line(*_VM, "General purpose hours", 190, environment=""),
    _Line(*_VM, "Spot hours", 130, "query", pricing="Dynamic"),
    _Line(*_K8S, "Cluster hours", 240, "platform"),
    _Line(*_OBJECT, "Standard storage", 120, "api", "Aster"),
    _Line(*_OBJECT, "Standard storage", 90, "api", "Birch"),
    _Line(*_OBJECT, "Standard storage", 250, "api"),
    _Line(*_OBJECT, "Standard storage", 520, "ingest"),
    _Line(*_OBJECT, "Backup storage", 310, "platform"),
    _Line(*_OBJECT, "Standard storage", 60, environment=""),
    _Line(*_BLOCK, "Volume storage", 190, "api"),
    _Line(*_BLOCK, "Volume storage", 170, "query"),
    _Line(*_BLOCK, "Volume storage", 85, environment=""),
    _Line(*_DB, "Instance hours", 380, "api"),
    _Line(*_DB, "Instance hours", 160, "platform"),
    _Line(*_DB, "Instance hours", 60, "api", environment="development"),
    _Line(*_KV, "Provisioned units", 420, "api"),
    _Line(*_KV, "Provisioned units", 150, "ingest"),
    _Line(*_NET, "Internet data transfer out", 110, "api", "Aster"),
    _Line(*_NET, "Internet data transfer out", 390, "api"),
    _Line(*_NET, "Inter-region data transfer", 260, "ingest"),
    _Line(*_NET, "Inter-zone data transfer", 150, "query"),
    _Line(*_LB, "Processed bytes", 120, "api"),
    _Line(*_LOGS, "Log ingestion", 240, "platform"),
    _Line(*_LOGS, "Log ingestion", 160, "api"),
    _Line(*_LOGS, "Log ingestion", 90, "ingest"),
    _Line(*_QUEUE, "Requests", 130, "ingest"),
)
_EVENTS = {
    ("2026-03", "Log Analytics", "Log ingestion", "ingest"): Decimal("3.2"),
    ("2026-05", "Data Transfer", "Inter-region data transfer", "ingest"): Decimal("1.9"),
    ("2026-06", "Data Transfer", "Inter-region data transfer", "ingest"): Decimal("1.8"),
}
"""What went wrong: debug logs left on in March, and replication to another region sent twice from May on."""
_UNUSED = {"2026-01": 60, "2026-02": 65, "2026-03": 90, "2026-04": 120, "2026-05": 150, "2026-06": 165}
"""The commitment that nobody used, in thousands at its price: the query team moved off the machines that it was bought for."""
_SCALE = Decimal("0.7935")
_UPFRONT = Decimal("317400.00")
"""Paid in advance for each month of the year, so that January's invoice holds twelve of them and each month's cost one."""


@functools.cache
def invented_csv(seed: int = SEED) -> str:
    """The bill as a CSV file in FOCUS columns. Equal seeds give equal text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(_charges(Random(seed)))  # noqa: S311
    return out.getvalue()


@functools.cache
def invented_bill(seed: int = SEED) -> Bill:
    """The bill as it is read, marked as invented."""
    return read_bill(invented_csv(seed).encode()).model_copy(update={"invented": True})


def _charges(random: Random) -> Iterator[dict[str, str]]:
    for at, month in enumerate(MONTHS):
        used = Decimal(0)
        for line in _LINES:
            wobble = Decimal(round(random.random() * 400) - 200) / 10_000
            event = _EVENTS.get((month, line.service, line.meter, line.team), Decimal(1))
            cost = _cents(line.cost * 1000 * _SCALE * _GROWTH ** (at - len(MONTHS) + 1) * (1 + wobble) * event)
            charge = _usage(line, month, cost)
            used += Decimal(charge["EffectiveCost"]) if line.pricing == "Committed" else 0
            yield charge
        yield from _commitment(month, used)
        yield from _others(month)


def _usage(line: _Line, month: str, list_cost: Decimal) -> dict[str, str]:
    contracted = _cents(list_cost * _NEGOTIATED)
    covered = line.pricing == "Committed"
    effective = _cents(contracted * (_COMMITTED if covered else Decimal("0.35") if line.pricing == "Dynamic" else 1))
    commitment = _of_commitment("Used") if covered else {}
    tags = {"team": line.team, "customer": line.customer, "environment": line.environment}
    said = {key: value for key, value in tags.items() if value}
    return {
        **_period(month), **commitment, "ChargeCategory": "Usage", "ChargeFrequency": "Usage-Based", "PricingCategory": line.pricing,
        "ChargeDescription": f"{line.meter} of {line.service}", "ServiceCategory": line.category, "ServiceName": line.service,
        "SkuMeter": line.meter, "Tags": json.dumps(said) if said else "",
        **_costs(list_cost, contracted, effective, Decimal("0.00") if covered else effective),
    }  # fmt: skip


def _commitment(month: str, used: Decimal) -> Iterator[dict[str, str]]:
    """What the commitment left unused, and its fees: FOCUS has them equal, over the term, what was used and unused of it."""
    unused = _cents(_UNUSED[month] * 1000 * _SCALE)
    machines = {"ServiceCategory": "Compute", "ServiceName": "Virtual Machines", "SkuMeter": "One-year commitment"}
    worth = _cents(unused / _COMMITTED)
    yield {
        **_period(month), **machines, **_of_commitment("Unused"), "ChargeCategory": "Usage", "ChargeFrequency": "Usage-Based",
        "PricingCategory": "Committed", "ChargeDescription": "Unused part of the commitment",
        **_costs(worth, worth, unused, Decimal("0.00")),
    }  # fmt: skip
    fees = {"Monthly fee of the commitment": used + unused - _UPFRONT}
    if month == MONTHS[0]:
        fees["Part of the commitment paid for a year ahead"] = 12 * _UPFRONT
    for says, fee in fees.items():
        yield {
            **_period(month), **machines, **_of_commitment(""), "ChargeCategory": "Purchase", "PricingCategory": "Standard",
            "ChargeFrequency": "Recurring" if says.startswith("Monthly") else "One-Time", "ChargeDescription": says,
            **_costs(fee, fee, Decimal("0.00"), fee),
        }  # fmt: skip


def _others(month: str) -> Iterator[dict[str, str]]:
    support = _cents(180_000 * _SCALE)
    yield {
        **_period(month), "ChargeCategory": "Purchase", "ChargeFrequency": "Recurring", "PricingCategory": "Standard",
        "ChargeDescription": "Support plan", "ServiceCategory": "Other", "ServiceName": "Support", "SkuMeter": "Support plan",
        **_costs(support, support, support, support),
    }  # fmt: skip
    if month == "2026-04":
        credit = Decimal("-41250.00")
        yield {
            **_period(month), "ChargeCategory": "Credit", "ChargeFrequency": "One-Time", "ServiceCategory": "Databases",
            "ServiceName": "Relational Database", "ChargeDescription": "Service credit for February",
            **_costs(credit, credit, credit, credit),
        }  # fmt: skip
    if month == "2026-05":
        refund = Decimal("-18340.25")
        yield {
            **_period(month), "ChargeCategory": "Usage", "ChargeClass": "Correction", "ChargeFrequency": "Usage-Based",
            "PricingCategory": "Standard", "ServiceCategory": "Management and Governance", "ServiceName": "Log Analytics",
            "SkuMeter": "Log ingestion", "ChargeDescription": "Correction of March", "Tags": json.dumps({"team": "ingest"}),
            **_costs(refund, refund, refund, refund),
        }  # fmt: skip


def _period(month: str) -> dict[str, str]:
    start, end = (f"{name}-01T00:00:00Z" for name in (month, _NEXT[MONTHS.index(month)]))
    return {
        "BillingAccountId": "invented-1", "BillingCurrency": "USD", "BillingPeriodStart": start, "BillingPeriodEnd": end,
        "ChargePeriodStart": start, "ChargePeriodEnd": end, "ProviderName": "Invented Cloud", "RegionId": "north-1",
        "SubAccountId": "data-api", "SubAccountName": "Data API",
    }  # fmt: skip


def _of_commitment(status: str) -> dict[str, str]:
    return {
        "CommitmentDiscountCategory": "Spend", "CommitmentDiscountId": _COMMITMENT, "CommitmentDiscountStatus": status,
        "CommitmentDiscountType": "Savings plan",
    }  # fmt: skip


def _costs(list_cost: Decimal, contracted: Decimal, effective: Decimal, billed: Decimal) -> dict[str, str]:
    names = ("ListCost", "ContractedCost", "EffectiveCost", "BilledCost")
    return {name: str(cost) for name, cost in zip(names, (list_cost, contracted, effective, billed), strict=True)}


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))
