"""Cost divided among teams or customers: what carries the tag, and what is shared out by three rules, to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from loopready.engines.tools.apportion import apportioned, exact_sum, percent, rounded_parts
from loopready.model.tools.cost import Allocated, Allocation, Rule, UsageRow
from loopready.model.tools.focus import Charge

ACCOUNT = "account"
"""The key that stands for the sub-account, for bills that are divided by accounts and not by tags."""


def tag_of(charge: Charge, key: str) -> str:
    """The value of a charge's tag, whose key is compared without regard to case; empty where it has none."""
    if key.lower() == ACCOUNT:
        return charge.account
    return next((value for name, value in charge.tags if name.lower() == key.lower()), "")


def listed(values: Iterable[str] | None) -> frozenset[str]:
    """Values without regard to case."""
    return frozenset(value.strip().lower() for value in values or ())


def allocate(charges: Sequence[Charge], *, key: str, shared: frozenset[str], rule: Rule, usage: Sequence[UsageRow]) -> Allocation:
    """The effective cost of charges divided among the values of a tag.

    A charge without the tag, or with a value in ``shared``, is shared out: in proportion to what each has of its own (nothing for
    who has nothing, or less than nothing), evenly, or by use. Who is named in ``usage`` takes part even without a charge.
    ValueError, in words for a person, where the rule chosen can not be applied.
    """
    direct: dict[str, list[Decimal]] = defaultdict(list)
    untagged: list[Decimal] = []
    pooled: list[Decimal] = []
    for charge in charges:
        name = tag_of(charge, key)
        place = untagged if not name else pooled if name.lower() in shared else direct[name]
        place.append(charge.effective)
    found = bool(direct or pooled)
    units = {row.name.strip(): row.units for row in usage if row.name.strip().lower() not in shared}
    own = {name: exact_sum(costs) for name, costs in direct.items()}
    own |= {name: Decimal(0) for name in units if name not in own} if found else {}
    names = sorted(own, key=lambda name: (-own[name], name))
    pool = exact_sum((*untagged, *pooled))
    missing = tuple(name for name in names if name not in units)
    ways = _ways([own[name] for name in names], pool, [units.get(name) for name in names]) if names else {}
    if names and rule not in ways:
        raise ValueError(
            f"the use of {', '.join(missing[:5])}{' and others' if len(missing) > 5 else ''} is not given: add rows, or choose another rule"
            if rule == "usage"
            else "nobody has a cost of their own to go by: choose another rule"
        )
    parts = rounded_parts([*(own[name] for name in names), exact_sum(untagged), exact_sum(pooled)])
    rows = tuple(
        Allocated(
            name=name, direct=parts[at], proportional=_at(ways, "proportional", at), even=ways["even"][at], usage=_at(ways, "usage", at),
            total=ways[rule][at], units=units.get(name),
        )
        for at, name in enumerate(names)
    )  # fmt: skip
    return Allocation(
        key=key, found=found, rule=rule, direct=exact_sum(parts[:-2]), shared=exact_sum(parts[-2:]), untagged=parts[-2],
        untagged_percent=_untagged_percent(charges, key), rows=rows, without_units=missing,
    )  # fmt: skip


def _ways(own: Sequence[Decimal], pool: Decimal, units: Sequence[float | None]) -> dict[Rule, tuple[Decimal, ...]]:
    """Each one's whole cost by each rule that can be applied."""
    weights: dict[Rule, list[Fraction]] = {"even": [Fraction(1)] * len(own)}
    if any(cost > 0 for cost in own):
        weights["proportional"] = [Fraction(max(cost, Decimal(0))) for cost in own]
    if None not in units:
        weights["usage"] = [Fraction(unit) for unit in units if unit is not None]
    return {
        rule: rounded_parts([Fraction(cost) + share for cost, share in zip(own, apportioned(pool, given), strict=True)])
        for rule, given in weights.items()
    }


def _at(ways: dict[Rule, tuple[Decimal, ...]], rule: Rule, at: int) -> Decimal | None:
    return ways[rule][at] if rule in ways else None


def _untagged_percent(charges: Sequence[Charge], key: str) -> float | None:
    usage = [charge for charge in charges if charge.charge == "Usage"]
    without = exact_sum(charge.effective for charge in usage if not tag_of(charge, key))
    return percent(without, exact_sum(charge.effective for charge in usage))
