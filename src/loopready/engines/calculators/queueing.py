"""Queues, overload, retries and the tail of a fan-out."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_LITTLE = "Little's law: L = lambda x W"
_MM1 = "M/M/1 queue (Poisson arrivals, exponential service, one server)"
_MMC = "M/M/c queue, Erlang C"
_SECOND = 1_000


def _load(qps: float, service_ms: float) -> float:
    return qps * service_ms / _SECOND


def _stable(load: float, servers: float) -> tuple[bool, str]:
    return load < servers, f"a load of {load:g} does not fit on {servers:g} servers, so the queue grows without end"


def _blocked(load: float, servers: int) -> float:
    """Erlang B by its recursion, as a share of 1: stable for many servers where factorials are not."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


@calculator(unit="ms", says="the time that work spends in a system", source=_LITTLE)
def little_time_ms(in_system: float, qps: float) -> float:
    """in_system / qps x 1,000: 400 requests in flight at 2,000 a second spend 200 ms each. ValueError for no throughput."""
    demand(not_negative("work in the system", in_system), positive("throughput", qps))
    return in_system / qps * _SECOND


@calculator(unit="requests a second", says="the most that a pool of workers can pass on", source=_LITTLE)
def little_throughput(workers: float, held_ms: float) -> float:
    """workers / held_ms x 1,000: 200 threads held for 50 ms each pass 4,000 a second. ValueError for a time of 0."""
    demand(not_negative("workers", workers), positive("time each is held", held_ms))
    return workers / held_ms * _SECOND


@calculator(unit="minutes", says="the time until a backlog is gone", source="backlog / (capacity - arrivals)")
def drain_minutes(backlog: float, capacity_qps: float, arrival_qps: float) -> float:
    """backlog / (capacity_qps - arrival_qps) / 60. ValueError unless the capacity is above the arrivals."""
    demand(
        not_negative("backlog", backlog),
        not_negative("arrivals", arrival_qps),
        (capacity_qps > arrival_qps, "a backlog shrinks only where the capacity is above the arrivals"),
    )
    return backlog / (capacity_qps - arrival_qps) / 60


@calculator(unit="per cent", says="the share of the time that servers are busy", source="utilisation = arrivals x service time / servers")
def utilisation(qps: float, service_ms: float, servers: float = 1) -> float:
    """qps x service_ms / 1,000 / servers x 100; above 100 the queue grows without end. ValueError for no server."""
    demand(not_negative("arrivals", qps), not_negative("service time", service_ms), whole("servers", servers, least=1))
    return _load(qps, service_ms) / servers * 100


@calculator(unit="ms", says="the mean wait in the queue of one server", source=_MM1)
def mm1_wait_ms(qps: float, service_ms: float) -> float:
    """service_ms x rho / (1 - rho), rho = qps x service_ms / 1,000. ValueError for rho of 1 or more."""
    rho = _load(qps, service_ms)
    demand(not_negative("arrivals", qps), positive("service time", service_ms), _stable(rho, 1))
    return service_ms * rho / (1 - rho)


@calculator(unit="ms", says="the mean response time of one server, wait and service", source=_MM1)
def mm1_response_ms(qps: float, service_ms: float) -> float:
    """service_ms / (1 - rho): at 50, 80, 90 and 95 per cent busy 2, 5, 10, 20 times the service time. ValueError for rho of 1 or more."""
    rho = _load(qps, service_ms)
    demand(not_negative("arrivals", qps), positive("service time", service_ms), _stable(rho, 1))
    return service_ms / (1 - rho)


@calculator(unit="ms", says="a percentile of the response time of one server", source=f"{_MM1}: response times are exponential")
def mm1_percentile_ms(qps: float, service_ms: float, percentile: float) -> float:
    """-ln(1 - percentile / 100) x mm1_response_ms: the 99th percentile is 4.6 times the mean. ValueError for a percentile of 100."""
    demand((0 < percentile < 100, f"the percentile must lie between 0 and 100, not {percentile:g}"))
    return -math.log(1 - percentile / 100) * mm1_response_ms(qps, service_ms)


@calculator(unit="per cent of requests", says="the share that has to wait for one of several servers", source=_MMC)
def erlang_c(qps: float, service_ms: float, servers: float) -> float:
    """Erlang C by way of the Erlang B recursion, B / (1 - rho x (1 - B)). ValueError where the load does not fit."""
    load = _load(qps, service_ms)
    demand(
        not_negative("arrivals", qps),
        not_negative("service time", service_ms),
        whole("servers", servers, least=1),
        (servers <= 100_000, f"at most 100,000 servers, not {servers:g}"),
        _stable(load, servers),
    )
    blocked = _blocked(load, int(servers))
    return blocked / (1 - load / servers * (1 - blocked)) * 100


@calculator(unit="ms", says="the mean wait for one of several servers with one queue", source=_MMC)
def mmc_wait_ms(qps: float, service_ms: float, servers: float) -> float:
    """erlang_c / 100 x service_ms / (servers - load), load = qps x service_ms / 1,000. ValueError where the load does not fit."""
    waits = erlang_c(qps, service_ms, servers) / 100
    return waits * service_ms / (servers - _load(qps, service_ms))


@calculator(unit="times", says="the calls at the bottom for one call at the top when all fail", source="attempts to the power of layers")
def retry_amplification(attempts: float, layers: float) -> float:
    """attempts ** layers: three attempts in each of five layers make 243. ``attempts`` counts the first one.

    ValueError for fewer than one attempt or over 20 of either.
    """
    demand(
        whole("attempts", attempts, least=1),
        whole("layers", layers),
        (attempts <= 20 and layers <= 20, "at most 20 attempts and 20 layers"),
    )
    return float(attempts**layers)


@calculator(unit="attempts a request", says="the mean attempts where each fails by chance", source="geometric series, (1 - p^n) / (1 - p)")
def mean_attempts(failure_percent: float, attempts: float) -> float:
    """1 + p + ... + p^(attempts - 1), p = failure_percent / 100; at 100 per cent it is ``attempts``. ValueError for over 100 attempts."""
    demand(
        share("failure rate", failure_percent),
        whole("attempts", attempts, least=1),
        (attempts <= 100, f"at most 100 attempts, not {attempts:g}"),
    )
    return float(sum((failure_percent / 100) ** i for i in range(int(attempts))))


@calculator(unit="per cent of requests", says="the requests that meet at least one slow leaf", source="1 - (1 - p)^n, independent leaves")
def fan_out_slow(leaf_percent: float, leaves: float) -> float:
    """(1 - (1 - leaf_percent / 100) ** leaves) x 100: 1 per cent slow over 100 leaves is 63. ValueError outside 0 to 100 per cent."""
    demand(share("slow share of a leaf", leaf_percent), whole("leaves", leaves))
    return float(1 - (1 - leaf_percent / 100) ** leaves) * 100


@calculator(unit="per cent of calls", says="the slow share a leaf may have", source="1 - (1 - P)^(1 / n), independent leaves")
def leaf_allowance(root_percent: float, leaves: float) -> float:
    """(1 - (1 - root_percent / 100) ** (1 / leaves)) x 100, the inverse of fan_out_slow. ValueError for no leaf."""
    demand(share("slow share of the whole", root_percent), whole("leaves", leaves, least=1))
    return float(1 - (1 - root_percent / 100) ** (1 / leaves)) * 100


@calculator(unit="seconds", says="the longest wait before a retry", source="capped exponential backoff, min(cap, base x 2^(retry - 1))")
def backoff_ceiling(base: float, retry: float, cap: float) -> float:
    """min(cap, base x 2 ** (retry - 1)) for the first, second, ... retry; full jitter draws evenly from 0 to it, so its mean is half.

    ValueError for a base of 0, a cap under the base or over 60 retries.
    """
    demand(
        positive("base", base),
        whole("retry", retry, least=1),
        (retry <= 60, f"at most 60 retries, not {retry:g}"),
        (cap >= base, "the cap must not lie under the base"),
    )
    return min(cap, base * 2 ** (retry - 1))


@calculator(unit="seconds", says="the mean time spent backing off with full jitter", source="half the sum of the ceilings")
def backoff_mean_total(base: float, retries: float, cap: float) -> float:
    """Sum over the retries of backoff_ceiling / 2. ValueError as there."""
    demand(whole("retries", retries))
    return sum(backoff_ceiling(base, retry, cap) for retry in range(1, int(retries) + 1)) / 2


@calculator(
    unit="per cent",
    says="the share of requests a client holds back",
    source="adaptive throttling, max(0, (requests - K x accepts) / (requests + 1))",
)
def throttle_share(requests: float, accepts: float, multiplier: float = 2) -> float:
    """max(0, (requests - multiplier x accepts) / (requests + 1)) x 100 over the client's window. ValueError for more accepts than sent."""
    demand(
        not_negative("requests", requests),
        not_negative("accepts", accepts),
        (accepts <= requests, "more requests were accepted than sent"),
        (multiplier >= 1, f"the multiplier must be at least 1, not {multiplier:g}"),
    )
    return max(0.0, (requests - multiplier * accepts) / (requests + 1)) * 100
