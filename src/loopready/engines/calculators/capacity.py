"""Load, servers, regions, storage, bandwidth."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_SECONDS_A_DAY = 86_400


@calculator(unit="requests a second", says="the request rate at peak", source="daily volume / 86,400 x peak factor")
def peak_qps(daily: float, peak_factor: float = 1) -> float:
    """daily / 86,400 x peak_factor; a factor of 1 gives the mean. ValueError for a negative volume or a factor under 1."""
    demand(not_negative("daily volume", daily), (peak_factor >= 1, f"the peak factor must be at least 1, not {peak_factor:g}"))
    return daily / _SECONDS_A_DAY * peak_factor


@calculator(
    unit="servers", says="the servers for a load with headroom and spares", source="ceil(load / (capacity x (1 - headroom))) + spares"
)
def servers_needed(qps: float, per_server: float, headroom: float = 0, spares: float = 1) -> int:
    """ceil(qps / (per_server x (1 - headroom / 100))) + spares; ``headroom`` in per cent, ``spares`` 1 for N+1.

    ValueError for a capacity of 0, headroom of 100 per cent or more, or a fraction of a spare.
    """
    demand(
        not_negative("load", qps),
        positive("capacity of a server", per_server),
        (0 <= headroom < 100, f"headroom must lie from 0 to below 100 per cent, not {headroom:g}"),
        whole("spares", spares),
    )
    return math.ceil(qps / (per_server * (1 - headroom / 100)) * (1 - 1e-9)) + int(spares)


@calculator(unit="times", says="the load on each region left, against before", source="n / (n - lost)")
def survivor_load_factor(n: float, lost: float = 1) -> float:
    """n / (n - lost) for load spread evenly over n regions: 3 regions that lose 1 carry 1.5 times the load.

    ValueError unless lost < n.
    """
    demand(whole("regions", n, least=1), whole("regions lost", lost), (lost < n, "at least one region must be left"))
    return n / (n - lost)


@calculator(unit="per cent", says="the highest utilisation that survives the loss", source="(n - lost) / n")
def safe_utilisation(n: float, lost: float = 1) -> float:
    """(n - lost) / n x 100: up to this utilisation the regions left can carry all. ValueError unless lost < n."""
    demand(whole("regions", n, least=1), whole("regions lost", lost), (lost < n, "at least one region must be left"))
    return (n - lost) / n * 100


@calculator(unit="as the data", says="the raw storage for data with copies and slack", source="data x copies / fill")
def storage_needed(data: float, copies: float = 3, fill: float = 100) -> float:
    """data x copies / (fill / 100); ``copies`` may be a code's overhead (1.4), ``fill`` the share of the disks that may be used.

    ValueError for fewer than one copy or a fill of 0.
    """
    demand(
        not_negative("data", data), (copies >= 1, f"copies must be at least 1, not {copies:g}"), share("fill", fill), positive("fill", fill)
    )
    return data * copies / (fill / 100)


@calculator(unit="Gbit a second", says="the bandwidth of a request rate", source="rate x size x 8")
def bandwidth_gbps(qps: float, kilobytes: float) -> float:
    """qps x kilobytes x 8,000 / 1e9, with 1 kB = 1,000 bytes. ValueError for negative values."""
    demand(not_negative("request rate", qps), not_negative("size", kilobytes))
    return qps * kilobytes * 8_000 / 1e9


@calculator(unit="hours", says="the time to move data over a line", source="size x 8 / bandwidth")
def transfer_hours(terabytes: float, gbps: float, efficiency: float = 100) -> float:
    """terabytes x 8,000 / (gbps x efficiency / 100) / 3,600, with 1 TB = 1e12 bytes. ValueError for no bandwidth."""
    demand(
        not_negative("data", terabytes), positive("bandwidth", gbps), share("efficiency", efficiency), positive("efficiency", efficiency)
    )
    return terabytes * 8_000 / (gbps * efficiency / 100) / 3_600


@calculator(unit="requests in flight", says="the requests in the system at once", source="Little's law")
def in_flight(qps: float, latency_ms: float) -> float:
    """qps x latency_ms / 1,000. ValueError for negative values."""
    demand(not_negative("request rate", qps), not_negative("latency", latency_ms))
    return qps * latency_ms / 1_000


@calculator(unit="periods", says="the time until growth fills the capacity", source="log(capacity / use) / log(1 + rate)")
def periods_until_full(use: float, capacity: float, percent: float) -> float:
    """Periods of ``percent`` growth until ``use`` reaches ``capacity``; 0 where it is full. ValueError for a rate or use of 0 or less."""
    demand(positive("use", use), positive("capacity", capacity), positive("growth", percent))
    return max(0.0, math.log(capacity / use) / math.log(1 + percent / 100))
