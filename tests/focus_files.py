"""Bills in FOCUS columns for tests: a good row, and files made of changes to it."""

from __future__ import annotations

import csv
import io

GOOD = {
    "BillingCurrency": "USD", "ChargeCategory": "Usage", "ChargePeriodStart": "2026-01-01T00:00:00Z",
    "ChargePeriodEnd": "2026-02-01T00:00:00Z",
    "ServiceCategory": "Compute", "ServiceName": "Virtual Machines", "ListCost": "10", "ContractedCost": "9", "EffectiveCost": "8.5",
    "BilledCost": "8.5", "PricingCategory": "Standard", "CommitmentDiscountId": "", "CommitmentDiscountStatus": "", "Tags": "",
    "SkuMeter": "hours", "SubAccountName": "one",
}  # fmt: skip


def bill_of(*rows: dict[str, str], columns: tuple[str, ...] = tuple(GOOD), delimiter: str = ",") -> str:
    """A file with a row for each change to the good one."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(GOOD | row for row in rows)
    return out.getvalue()
