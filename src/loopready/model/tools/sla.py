"""What the SLA tool takes in and gives out. Percentages are per cent, money is US dollars, downtime is minutes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, JsonValue

from loopready.model.base import Noun

Contract = Literal[
    "aws_ec2_region", "aws_s3_standard", "aws_s3_infrequent", "aws_dynamodb", "aws_dynamodb_global", "aws_rds_multi_az", "aws_rds_single",
    "aws_aurora", "aws_dsql_regions", "aws_lambda", "azure_vm_zones", "gcp_compute_zones", "gcp_storage_multi", "gcp_bigtable_regions",
    "ibm_platform", "cloudflare", "own",
]  # fmt: skip
"""The contracts of ``lexicon/sla_contracts.yaml``, and one's own."""
Counting = Literal["minutes", "zones", "slices", "threshold", "proportional"]
"""How a contract counts downtime; ``lexicon/sla_contracts.yaml`` explains each."""
CONTRACTS: dict[str, JsonValue] = {
    "aws_ec2_region": "AWS: EC2, region level", "aws_s3_standard": "AWS: S3 Standard", "aws_s3_infrequent": "AWS: S3 Infrequent Access",
    "aws_dynamodb": "AWS: DynamoDB, one region", "aws_dynamodb_global": "AWS: DynamoDB global tables",
    "aws_rds_multi_az": "AWS: RDS over several zones", "aws_rds_single": "AWS: RDS, one database",
    "aws_aurora": "AWS: Aurora over several zones", "aws_dsql_regions": "AWS: Aurora DSQL, peered regions", "aws_lambda": "AWS: Lambda",
    "azure_vm_zones": "Azure: virtual machines over zones",
    "gcp_compute_zones": "Google Cloud: Compute Engine over zones", "gcp_storage_multi": "Google Cloud: Cloud Storage, several regions",
    "gcp_bigtable_regions": "Google Cloud: Bigtable, three regions or more", "ibm_platform": "IBM Cloud: platform services",
    "cloudflare": "Cloudflare: Business and Enterprise", "own": "One of your own, by the steps below",
}  # fmt: skip
COUNTINGS: dict[str, JsonValue] = {
    "minutes": "Whole minutes without service", "zones": "Only minutes with two or more zones down together",
    "slices": "The mean error rate of short slices", "threshold": "Minutes above an error rate, in runs of a least length",
    "proportional": "The share of time times the share of users",
}  # fmt: skip

_OWN = "Terms of a contract of your own"


class SlaRegion(Noun):
    """A region in the month of the incident."""

    region: str = Field(title="Region", min_length=1, max_length=60)
    minutes: float = Field(default=0, title="Down", ge=0, json_schema_extra={"unit": "minutes"})
    errors: float = Field(default=100, title="Requests that failed meanwhile", ge=0, le=100, json_schema_extra={"unit": "%"})
    zones: int = Field(default=2, title="Zones down together", ge=0, le=20)
    reached: float = Field(
        default=100, title="Other customers reached", ge=0, le=100, json_schema_extra={"unit": "%"},
        description="The share of the spend of customers not named below that the outage reached; with cells it is less than all.",
    )  # fmt: skip
    spend: float = Field(
        title="Month's bill of all customers here", ge=0, le=1e12, json_schema_extra={"unit": "USD"},
        description="What all customers of the service paid for it in this region in the month.",
    )  # fmt: skip


class SlaCustomer(Noun):
    """A customer looked at by name."""

    customer: str = Field(title="Customer", min_length=1, max_length=60, description="By role, such as retailer A.")
    region: str = Field(title="Region", min_length=1, max_length=60)
    spend: float = Field(title="Month's bill here", ge=0, le=1e12, json_schema_extra={"unit": "USD"})
    hit: bool = Field(default=True, title="Was reached")
    claims: Literal["yes", "no", "unknown"] = Field(
        default="unknown", title="Will claim", json_schema_extra={"labels": {"unknown": "Not known"}}
    )


class SlaStep(Noun):
    """A step of a contract of one's own: below this uptime, this credit."""

    below: float = Field(title="Below this uptime", gt=0, le=100, json_schema_extra={"unit": "%"})
    credit: float = Field(title="Credit", ge=0, le=100, json_schema_extra={"unit": "%"})


class SlaInputs(Noun):
    """An incident under a contract. The defaults are an invented four-hour outage of one region of three."""

    contract: Contract = Field(default="aws_dynamodb", title="Contract", json_schema_extra={"labels": CONTRACTS})
    incident: dt.date = Field(default=dt.date(2026, 3, 10), title="Day of the incident", description="The contract's month is this day's.")
    regions: tuple[SlaRegion, ...] = Field(
        default=(
            SlaRegion(region="region A", minutes=240, reached=40, spend=6_000_000),
            SlaRegion(region="region B", minutes=3, spend=4_000_000),
            SlaRegion(region="region C", minutes=0, spend=2_000_000),
        ),
        title="Regions", description="Every region in which the service is sold, also those without downtime.",
    )  # fmt: skip
    customers: tuple[SlaCustomer, ...] = Field(
        default=(
            SlaCustomer(customer="retailer A", region="region A", spend=900_000, claims="yes"),
            SlaCustomer(customer="bank B", region="region A", spend=700_000, claims="yes"),
            SlaCustomer(customer="game maker C", region="region A", spend=250_000, hit=False, claims="no"),
        ),
        title="Large customers", description="Those to speak of by name; their bills are part of their region's.",
    )  # fmt: skip
    claiming: float = Field(
        default=30, title="Other customers who will claim", ge=0, le=100, json_schema_extra={"unit": "%"},
        description="Your estimate, by share of spend. The example's 30% is invented; published contracts leave it to the customer to ask.",
    )  # fmt: skip
    own_counting: Counting = Field(
        default="minutes", title="What counts as downtime", json_schema_extra={"labels": COUNTINGS, "group": _OWN}
    )
    own_error_rate: float = Field(
        default=5, title="Error rate above which a minute counts", ge=0, lt=100, json_schema_extra={"unit": "%", "group": _OWN}
    )
    own_least_run: float = Field(
        default=5, title="Least length of a run", ge=0, le=1440, json_schema_extra={"unit": "minutes", "group": _OWN}
    )
    own_steps: tuple[SlaStep, ...] = Field(
        default=(SlaStep(below=99.95, credit=10), SlaStep(below=99.0, credit=25), SlaStep(below=95.0, credit=50)),
        title="Credit steps", description="From the highest threshold down. They matter only with a contract of your own.",
        json_schema_extra={"group": _OWN},
    )  # fmt: skip


class SlaTerms(Noun):
    """A contract as applied."""

    id: Contract
    provider: str
    service: str
    target: float
    steps: tuple[SlaStep, ...]
    counts: Counting
    counts_cited: bool = Field(description="Whether a fact states this way of counting; else it is taken.")
    error_rate: float
    least_run: float
    claim_says: str
    claim_until: dt.date | None
    facts: tuple[str, ...]


class SlaRegionResult(Noun):
    """A region under the contract. Exposures are USD."""

    region: str
    minutes: float
    counted: float = Field(description="Minutes that the contract counts.")
    plain: float = Field(description="Uptime by the minutes down alone, per cent.")
    uptime: float = Field(description="Uptime as the contract counts it, for a customer who was reached, per cent.")
    credit: float = Field(description="Per cent of the bill.")
    to_next: float | None = Field(description="Counted minutes until the next step; None where there is none.")
    reached_spend: float
    most: float
    likely: float
    named: float = Field(description="The part of ``most`` that customers named would have.")


class SlaCustomerResult(Noun):
    """A customer under the contract."""

    customer: str
    region: str
    spend: float
    credit: float
    most: float
    claims: Literal["yes", "no", "unknown"]


class SlaResult(Noun):
    """What is owed if all claim (``most``), what is likely, and how each region stands."""

    terms: SlaTerms
    days: int
    window: float = Field(description="Minutes of the month.")
    allowed: float = Field(description="Minutes that the target leaves in the month.")
    regions: tuple[SlaRegionResult, ...]
    customers: tuple[SlaCustomerResult, ...]
    spend: float
    most: float
    likely: float
    mean_uptime: float = Field(description="Uptime as counted, weighted by spend over regions; no contract pays by it.")
