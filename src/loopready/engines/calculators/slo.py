"""Availability, error budgets, burn rates, redundancy and blast radius."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

MINUTES_A_DAY = 1_440
_BUDGET = "error budget = 100 per cent - target, over the window (SRE practice)"
_INDEPENDENT = "probability of independent events"


def _target(name: str, value: float) -> tuple[bool, str]:
    return 0 <= value < 100, f"{name} must lie from 0 to below 100 per cent, not {value:g}"


@calculator(unit="minutes", says="the downtime that an availability target leaves in a window", source=_BUDGET)
def downtime_minutes(target: float, days: float = 30) -> float:
    """(1 - target / 100) x days x 1,440; 99.99 over 30 days leaves 4.32 minutes. ValueError outside 0 to 100 per cent or for no days."""
    demand(share("target", target), positive("days", days))
    return (100 - target) / 100 * days * MINUTES_A_DAY


@calculator(unit="per cent", says="the availability that a downtime amounts to", source=_BUDGET)
def availability(down_minutes: float, days: float = 30) -> float:
    """(1 - down_minutes / (days x 1,440)) x 100, in per cent. ValueError for negative downtime, or more than the window holds."""
    demand(not_negative("downtime", down_minutes), positive("days", days))
    window = days * MINUTES_A_DAY
    demand((down_minutes <= window, f"{down_minutes:g} minutes of downtime do not fit in {days:g} days"))
    return (1 - down_minutes / window) * 100


@calculator(unit="per cent of the budget", says="the share of the window's error budget that a downtime uses", source=_BUDGET)
def budget_consumed(down_minutes: float, target: float, days: float = 30) -> float:
    """down_minutes / downtime_minutes(target, days) x 100; above 100 the target is missed. ValueError for a target of 100 per cent."""
    demand(not_negative("downtime", down_minutes), _target("target", target), positive("days", days))
    return down_minutes / ((100 - target) / 100 * days * MINUTES_A_DAY) * 100


@calculator(unit="minutes", says="the downtime left before the target is missed", source=_BUDGET)
def budget_left(down_minutes: float, target: float, days: float = 30) -> float:
    """downtime_minutes(target, days) - down_minutes; negative where the budget is overspent."""
    demand(not_negative("downtime", down_minutes), _target("target", target), positive("days", days))
    return (100 - target) / 100 * days * MINUTES_A_DAY - down_minutes


@calculator(unit="times", says="how many times faster than allowed the budget burns", source="burn rate = error rate / (1 - target)")
def burn_rate(error_percent: float, target: float) -> float:
    """error_percent / (100 - target), both in per cent; 1 uses the budget exactly over the window. ValueError for a target of 100."""
    demand(share("error rate", error_percent), _target("target", target))
    return error_percent / (100 - target)


@calculator(unit="hours", says="the time until the budget is gone at a burn rate", source="window / burn rate")
def hours_to_exhaustion(burn: float, days: float = 30, left_percent: float = 100) -> float:
    """days x 24 x (left_percent / 100) / burn. ValueError for a burn rate of 0 or less."""
    demand(positive("burn rate", burn), positive("days", days), share("budget left", left_percent))
    return days * 24 * left_percent / 100 / burn


@calculator(unit="times", says="the burn rate to alert at", source="threshold = budget share x window / alert window (multiwindow alerts)")
def alert_burn_rate(budget_percent: float, alert_hours: float, days: float = 30) -> float:
    """Burn rate that spends ``budget_percent`` of the budget within ``alert_hours``: 2 per cent in 1 h of 30 days is 14.4.

    budget_percent / 100 x days x 24 / alert_hours. ValueError for an alert window of 0 or longer than the budget's.
    """
    demand(
        share("budget share", budget_percent),
        positive("alert window", alert_hours),
        positive("days", days),
        (alert_hours <= days * 24, "the alert window is longer than the budget's window"),
    )
    return budget_percent / 100 * days * 24 / alert_hours


@calculator(unit="per cent of requests", says="the error rate at which an alert fires", source="threshold burn rate x (100 - target)")
def alert_error_percent(burn: float, target: float) -> float:
    """burn x (100 - target), at most 100. ValueError for a burn rate of 0 or less or a target of 100."""
    demand(positive("burn rate", burn), _target("target", target))
    return min(100.0, burn * (100 - target))


@calculator(unit="requests", says="the failed requests a target leaves", source="request-based error budget")
def request_budget(requests: float, target: float) -> float:
    """requests x (1 - target / 100). ValueError for negative requests."""
    demand(not_negative("requests", requests), share("target", target))
    return requests * (100 - target) / 100


@calculator(unit="per cent of the budget", says="the share of the request budget that failures use", source="request-based error budget")
def request_budget_consumed(failed: float, requests: float, target: float) -> float:
    """failed / request_budget(requests, target) x 100. ValueError for no requests, more failures than requests, or a target of 100."""
    demand(
        not_negative("failed requests", failed),
        positive("requests", requests),
        (failed <= requests, "more requests failed than came"),
        _target("target", target),
    )
    return failed / (requests * (100 - target) / 100) * 100


@calculator(unit="per cent", says="the availability of parts that must all be up", source=_INDEPENDENT)
def serial_availability(*parts: float) -> float:
    """Product of the parts' availabilities (independent, all needed), in per cent. ValueError for no parts."""
    demand((bool(parts), "give at least one part"), *(share("each part", part) for part in parts))
    return math.prod(part / 100 for part in parts) * 100


@calculator(unit="per cent", says="the availability of parts of which one is enough", source=_INDEPENDENT)
def parallel_availability(*parts: float) -> float:
    """1 - product of the parts' unavailabilities (independent, one enough), in per cent. ValueError for no parts."""
    demand((bool(parts), "give at least one part"), *(share("each part", part) for part in parts))
    return (1 - math.prod(1 - part / 100 for part in parts)) * 100


@calculator(unit="per cent", says="the availability where k of n equal parts are enough", source=f"{_INDEPENDENT} (binomial)")
def k_of_n_availability(k: float, n: float, part: float) -> float:
    """Sum over i = k..n of C(n, i) p^i (1 - p)^(n - i), p = part / 100, in per cent. ValueError unless 1 <= k <= n <= 1,000."""
    demand(
        whole("k", k, least=1), whole("n", n, least=1), (k <= n <= 1_000, "k must be at most n, and n at most 1,000"), share("part", part)
    )
    needed, total, up = int(k), int(n), part / 100
    return min(100.0, sum(math.comb(total, i) * up**i * (1 - up) ** (total - i) for i in range(needed, total + 1)) * 100)


@calculator(unit="per cent of customers", says="the customers that the loss of cells reaches", source="customers spread evenly over cells")
def blast_radius(cells: float, lost: float = 1) -> float:
    """lost / cells x 100. ValueError for fewer cells than are lost."""
    demand(whole("cells", cells, least=1), whole("lost cells", lost), (lost <= cells, "more cells are lost than there are"))
    return lost / cells * 100


@calculator(unit="combinations", says="the different shards that nodes can form", source="binomial coefficient")
def shard_combinations(nodes: float, shard_size: float) -> int:
    """C(nodes, shard_size). ValueError for a shard larger than the nodes."""
    demand(
        whole("nodes", nodes, least=1),
        whole("shard size", shard_size, least=1),
        (shard_size <= nodes <= 10_000, "a shard can not hold more nodes than there are, and there may be 10,000 at most"),
    )
    return math.comb(int(nodes), int(shard_size))


@calculator(unit="per cent", says="the chance that two shuffled shards share so many nodes", source="hypergeometric distribution")
def shard_overlap(nodes: float, shard_size: float, shared: float) -> float:
    """C(s, m) C(n - s, s - m) / C(n, s) x 100 for exactly m shared nodes of shards of s out of n, in per cent.

    ValueError for a shard larger than the nodes, or more shared nodes than a shard holds.
    """
    demand(
        whole("nodes", nodes, least=1),
        whole("shard size", shard_size, least=1),
        whole("shared nodes", shared),
        (nodes <= 10_000, "at most 10,000 nodes"),
        (shared <= shard_size <= nodes, "shared nodes, shard size and nodes must rise in this order"),
    )
    n, s, m = int(nodes), int(shard_size), int(shared)
    return math.comb(s, m) * math.comb(n - s, s - m) / math.comb(n, s) * 100
