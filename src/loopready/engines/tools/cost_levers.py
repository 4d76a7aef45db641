"""Ways to spend less, one after another, so that no unit of money is saved twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from loopready.engines.tools.apportion import exact_sum, rounded
from loopready.engines.tools.cost_allocation import listed, tag_of
from loopready.model.tools.cost import CostInputs, Lever, LeverId
from loopready.model.tools.focus import Charge

MACHINES = ("Compute", "Databases")
"""Categories of services that are bought by size and hour, and so can be sized, switched off and committed to."""
_TRANSFER = re.compile(r"transfer|egress|bandwidth|inter-|cross-", re.IGNORECASE)
_LOGS = re.compile(r"\blog|logs?\b|metric|monitor|trac(?:e|ing)|observab", re.IGNORECASE)
HOURS_A_WEEK = 168


def on_demand(charge: Charge) -> bool:
    """Whether a charge is usage at the normal price, under no commitment and not at a spot price.

    Using less of what a commitment covers saves nothing before the commitment ends, so levers leave it out.
    """
    return charge.charge == "Usage" and charge.pricing in ("Standard", "") and not charge.status


@dataclass(frozen=True)
class _Pools:
    """What the levers act on, a month: on-demand machines by category and environment, and the rest."""

    compute: Fraction
    compute_off: Fraction
    data: Fraction
    data_off: Fraction
    storage: Fraction
    transfer: Fraction
    logs: Fraction
    unused: Fraction
    covered: Fraction
    promised: Fraction = Fraction(0)

    def machines(self) -> Fraction:
        return self.compute + self.compute_off + self.data + self.data_off

    def less(self, *, compute: Fraction = Fraction(0), data: Fraction = Fraction(0), off: Fraction = Fraction(0)) -> _Pools:
        """The pools after shares of all compute, of all databases, and of what is not production are gone."""
        return _Pools(
            compute=self.compute * (1 - compute), compute_off=self.compute_off * (1 - compute) * (1 - off),
            data=self.data * (1 - data), data_off=self.data_off * (1 - data) * (1 - off), storage=self.storage,
            transfer=self.transfer, logs=self.logs, unused=self.unused, covered=self.covered, promised=self.promised,
        )  # fmt: skip


def levers(charges: Sequence[Charge], inputs: CostInputs) -> tuple[Lever, ...]:
    """Every lever on a month's charges, in the order in which they are best applied: off before smaller, smaller before committed."""
    untouched = _pools(charges, inputs)
    left, out = untouched, []
    for name, act in _ACTS.items():
        base, saves, extra, after = act(left, inputs)
        alone = act(untouched, inputs)[1]
        out.append(Lever(id=name, base=rounded(base), saves=rounded(saves), alone=rounded(alone), extra=rounded(extra)))
        left = after
    return tuple(out)


def largest(found: Iterable[Lever], *, most: int = 5) -> tuple[LeverId, ...]:
    """The levers that save most, largest first; none that saves nothing."""
    return tuple(lever.id for lever in sorted(found, key=lambda lever: -lever.saves) if lever.saves > 0)[:most]


def _pools(charges: Sequence[Charge], inputs: CostInputs) -> _Pools:
    off = listed(inputs.not_production)

    def total(cost: str, fits: Callable[[Charge], bool]) -> Fraction:
        return max(Fraction(0), Fraction(exact_sum(getattr(charge, cost) for charge in charges if fits(charge))))

    def machines(category: str, resting: bool) -> Fraction:
        return total(
            "effective",
            lambda c: on_demand(c) and c.category == category and (tag_of(c, inputs.environment_key).lower() in off) is resting,
        )

    return _Pools(
        compute=machines("Compute", False), compute_off=machines("Compute", True), data=machines("Databases", False),
        data_off=machines("Databases", True), storage=total("effective", lambda c: on_demand(c) and c.category == "Storage"),
        transfer=total("effective", lambda c: on_demand(c) and c.category == "Networking" and bool(_TRANSFER.search(_words(c)))),
        logs=total("effective", lambda c: on_demand(c) and c.category != "Storage" and bool(_LOGS.search(_words(c)))),
        unused=total("effective", lambda c: c.charge == "Usage" and c.status == "Unused"),
        covered=total("contracted", lambda c: c.charge == "Usage" and c.status == "Used"),
    )  # fmt: skip


def _words(charge: Charge) -> str:
    return f"{charge.service} {charge.meter}"


_Step = tuple[Fraction, Fraction, Fraction, _Pools]
_NONE = Fraction(0)


def _share(value: float) -> Fraction:
    """A percentage as typed, exactly: 0.1 is a tenth of one per cent and not the binary number next to it."""
    return Fraction(Decimal(repr(value))) / 100


def _unused(pools: _Pools, inputs: CostInputs) -> _Step:
    return pools.unused, pools.unused, _NONE, pools


def _off_hours(pools: _Pools, inputs: CostInputs) -> _Step:
    base = pools.compute_off + pools.data_off
    gone = 1 - _share(inputs.on_hours) * 100 / HOURS_A_WEEK
    return base, base * gone, _NONE, pools.less(off=gone)


def _idle(pools: _Pools, inputs: CostInputs) -> _Step:
    base, gone = pools.compute + pools.compute_off, _share(inputs.idle_share)
    return base, base * gone, _NONE, pools.less(compute=gone)


def _rightsize(pools: _Pools, inputs: CostInputs) -> _Step:
    gone = _share(inputs.oversized_share) * _share(inputs.oversized_saves)
    return pools.machines(), pools.machines() * gone, _NONE, pools.less(compute=gone, data=gone)


def _tiering(pools: _Pools, inputs: CostInputs) -> _Step:
    return pools.storage, pools.storage * _share(inputs.cold_share) * _share(inputs.cold_saves), _NONE, pools


def _transfer(pools: _Pools, inputs: CostInputs) -> _Step:
    return pools.transfer, pools.transfer * _share(inputs.transfer_share), _NONE, pools


def _logs(pools: _Pools, inputs: CostInputs) -> _Step:
    return pools.logs, pools.logs * _share(inputs.logs_share), _NONE, pools


def _commit(pools: _Pools, inputs: CostInputs) -> _Step:
    """What the coverage aimed at takes beyond what is covered, of production alone, at the price of a commitment used in part."""
    steady = pools.compute + pools.data
    wanted = _share(inputs.target_coverage) * (pools.covered + pools.machines()) - pools.covered
    covers = max(_NONE, min(wanted, steady))
    use = _share(inputs.commitment_use)
    saves = covers * (1 - (1 - _share(inputs.commitment_discount)) / use) if use else _NONE
    if saves <= 0:
        return steady, _NONE, _NONE, pools
    after = pools.less()
    promised = covers * pools.compute / steady if steady else _NONE
    return steady, saves, covers, _Pools(**{**after.__dict__, "promised": promised})


def _chip(pools: _Pools, inputs: CostInputs) -> _Step:
    base = pools.compute + pools.compute_off - pools.promised
    return base, base * _share(inputs.chip_share) * _share(inputs.chip_saves), _NONE, pools


_ACTS: dict[LeverId, Callable[[_Pools, CostInputs], _Step]] = {
    "unused": _unused, "off_hours": _off_hours, "idle": _idle, "rightsize": _rightsize, "tiering": _tiering, "transfer": _transfer,
    "logs": _logs, "commit": _commit, "chip": _chip,
}  # fmt: skip
