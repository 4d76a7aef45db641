"""A cloud bill, read from a file in FOCUS columns and condensed to what the cost tool asks of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from pydantic import Field

from loopready.model.base import Noun

ChargeCategory = Literal["Usage", "Purchase", "Tax", "Credit", "Adjustment"]
PricingCategory = Literal["Standard", "Dynamic", "Committed", "Other", ""]
CommitmentStatus = Literal["Used", "Unused", ""]


class Charge(Noun):
    """Lines of a bill that agree in everything but their resource and hour, as one. Costs are in the bill's currency."""

    month: str = Field(pattern=r"^\d{4}-\d{2}$", description="The month in which the charge period starts.")
    service: str
    category: str = Field(description="ServiceCategory, such as Compute or Storage.")
    meter: str = Field(default="", description="SkuMeter, or what else names what was counted.")
    account: str = Field(default="", description="SubAccountName, or else SubAccountId.")
    charge: ChargeCategory
    pricing: PricingCategory = ""
    status: CommitmentStatus = ""
    commitment: str = Field(default="", description="CommitmentDiscountId.")
    tags: tuple[tuple[str, str], ...] = Field(default=(), description="Key and value, in order of the keys.")
    list_cost: Decimal
    contracted: Decimal
    effective: Decimal
    billed: Decimal
    rows: int = Field(default=1, ge=1, description="How many lines of the file it holds.")
    bad_tags: bool = Field(default=False, description="Its Tags are no JSON object; it counts as untagged.")
    no_contract: bool = Field(default=False, description="It has no ContractedCost, which is taken to be its ListCost.")


class Bill(Noun):
    """A bill in one currency over whole charge periods from ``start`` up to, without, ``end``."""

    currency: str
    start: dt.date
    end: dt.date
    rows: int = Field(ge=1)
    charges: tuple[Charge, ...] = Field(min_length=1)
    read_as: tuple[tuple[str, str], ...] = Field(default=(), description="Columns of older names: the name found, the name it is read as.")
    invented: bool = False

    @property
    def bad_tags(self) -> int:
        """Lines whose Tags are no JSON object."""
        return sum(charge.rows for charge in self.charges if charge.bad_tags)

    @property
    def no_contract(self) -> int:
        """Lines without ContractedCost."""
        return sum(charge.rows for charge in self.charges if charge.no_contract)
