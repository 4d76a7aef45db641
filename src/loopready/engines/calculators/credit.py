"""Service credits: attainment over regions, credit bands, exposure."""

from __future__ import annotations

from itertools import pairwise

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_BANDS = "service credits as contracts state them: the lowest band reached pays its percentage of the bill"


@calculator(unit="per cent", says="the availability over regions weighted by their share", source="weighted mean")
def weighted_attainment(*pairs: float) -> float:
    """Weighted mean of availabilities, given as availability, weight, availability, weight ... (any weights above 0), in per cent.

    ValueError for an odd number of values, an availability outside 0 to 100, or weights that do not add up above 0.
    """
    demand((bool(pairs) and len(pairs) % 2 == 0, "give pairs of availability and weight"))
    values, weights = pairs[::2], pairs[1::2]
    demand(
        *(share("each availability", value) for value in values),
        *(not_negative("each weight", weight) for weight in weights),
        positive("the weights together", sum(weights)),
    )
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / sum(weights)


@calculator(unit="per cent of the bill", says="the credit that an availability earns", source=_BANDS)
def credit_percent(availability: float, *bands: float) -> float:
    """The credit of the lowest band reached, in per cent of the bill; 0 at or above the first threshold.

    ``bands`` are threshold, credit, threshold, credit ... from the highest threshold down, each "below this availability, this
    credit": ``credit_percent(99.5, 99.99, 10, 99.0, 25, 95.0, 100)`` is 10. ValueError for bands out of order.
    """
    thresholds, credits = _bands(bands)
    demand(share("availability", availability))
    return float(max((credit for threshold, credit in zip(thresholds, credits, strict=True) if availability < threshold), default=0.0))


@calculator(unit="minutes", says="the further downtime until the next credit band", source=_BANDS)
def minutes_to_next_band(down_minutes: float, days: float, *bands: float) -> float:
    """Minutes of downtime that may still pass, in a window of ``days``, before the next threshold is reached.

    ``bands`` as for ``credit_percent``. At the threshold itself the band is not yet reached. ValueError where the lowest band is
    reached already, for negative downtime, or for bands out of order.
    """
    thresholds, _ = _bands(bands)
    demand(
        not_negative("downtime", down_minutes),
        positive("days", days),
        (down_minutes <= days * 1_440, "the downtime is longer than the window"),
    )
    limits = [(100 - threshold) / 100 * days * 1_440 for threshold in thresholds]
    ahead = [limit - down_minutes for limit in limits if limit >= down_minutes]
    demand((bool(ahead), "the lowest band is reached already"))
    return min(ahead)


@calculator(unit="as the spend", says="the money that credits may cost", source="spend x credit percentage x share that claims")
def credit_exposure(spend: float, credit: float, claimed: float = 100) -> float:
    """spend x credit / 100 x claimed / 100; ``claimed`` is the share of customers who claim, in per cent. ValueError outside 0 to 100."""
    demand(not_negative("spend", spend), share("credit", credit), share("claimed share", claimed))
    return spend * credit / 100 * claimed / 100


@calculator(unit="per cent", says="the availability of a service whose regions were hit unevenly", source="unweighted mean over regions")
def regional_availability(regions: float, hit: float, down_minutes: float, days: float = 30) -> float:
    """Mean availability over ``regions`` equal regions of which ``hit`` were down for ``down_minutes`` each, in per cent.

    ValueError for more regions hit than there are, or more downtime than the window holds.
    """
    demand(
        whole("regions", regions, least=1),
        whole("regions hit", hit),
        (hit <= regions, "more regions are hit than there are"),
        not_negative("downtime", down_minutes),
        positive("days", days),
        (down_minutes <= days * 1_440, "the downtime is longer than the window"),
    )
    return 100 - hit / regions * down_minutes / (days * 1_440) * 100


def _bands(bands: tuple[float, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    demand((bool(bands) and len(bands) % 2 == 0, "give pairs of threshold and credit"))
    thresholds, credits = bands[::2], bands[1::2]
    demand(
        *(share("each threshold", threshold) for threshold in thresholds),
        *(share("each credit", credit) for credit in credits),
        (all(a > b for a, b in pairwise(thresholds)), "thresholds must fall from band to band"),
        (all(a <= b for a, b in pairwise(credits)), "credits must not fall from band to band"),
    )
    return thresholds, credits
