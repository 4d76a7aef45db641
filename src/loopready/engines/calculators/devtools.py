"""Tools that other people build with: pipelines, flaky tests, metered minutes, free tiers, old versions and patches that others install."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_AMDAHL = "Amdahl's law"
_FLAKY = "probability of independent events"
_DECAY = "geometric decay with a share that never moves"
_HALF_LIFE = "exponential decay by its half-life"


@calculator(unit="times", says="how many times faster a job gets with more workers", source=_AMDAHL)
def amdahl_speedup(parallel_percent: float, workers: float) -> float:
    """1 / ((1 - p) + p / workers), with p the parallel share of the work. ValueError for a share outside 0 to 100 or under one worker."""
    demand(share("the parallel share", parallel_percent), (workers >= 1, f"there must be at least one worker, not {workers:g}"))
    return 1 / ((100 - parallel_percent) / 100 + parallel_percent / 100 / workers)


@calculator(unit="times", says="the speed-up that no number of workers passes", source=_AMDAHL)
def amdahl_limit(parallel_percent: float) -> float:
    """1 / (1 - p): the limit of the speed-up as workers grow. ValueError for a share outside 0 to 100, or of 100."""
    demand(share("the parallel share", parallel_percent), (parallel_percent < 100, "without a serial part there is no limit"))
    return 100 / (100 - parallel_percent)


@calculator(unit="as the time", says="the time a job takes with more workers", source=_AMDAHL)
def parallel_time(time: float, parallel_percent: float, workers: float) -> float:
    """``time`` / amdahl_speedup: the serial part unchanged, the parallel part divided. ValueError as there, or for a negative time."""
    demand(not_negative("time", time))
    return time / amdahl_speedup(parallel_percent, workers)


@calculator(unit="per cent of runs", says="the chance that a suite is red though the code is right", source=_FLAKY)
def suite_red(flake_percent: float, tests: float, attempts: float = 1) -> float:
    """(1 - (1 - p^attempts)^tests) x 100: a test is red if all its attempts fail, the suite if any test is. Attempts count the first.

    Assumes that failures are independent; a flake with a common cause makes retries worth less. ValueError outside 0 to 100,
    or for tests or attempts that are not whole and at least 1.
    """
    demand(share("flakiness", flake_percent), whole("tests", tests, least=1), whole("attempts", attempts, least=1))
    return (1 - math.pow(1 - math.pow(flake_percent / 100, attempts), tests)) * 100


@calculator(unit="per cent a test", says="the flakiness of each test that keeps a suite within its share of false reds", source=_FLAKY)
def flake_allowed(red_percent: float, tests: float, attempts: float = 1) -> float:
    """(1 - (1 - red)^(1 / tests))^(1 / attempts) x 100: suite_red solved for the flakiness. ValueError as for suite_red."""
    demand(share("false reds", red_percent), whole("tests", tests, least=1), whole("attempts", attempts, least=1))
    return math.pow(1 - math.pow(1 - red_percent / 100, 1 / tests), 1 / attempts) * 100


@calculator(unit="runs", says="the runs of the whole suite until one is green", source="mean of the geometric distribution")
def runs_to_green(flake_percent: float, tests: float) -> float:
    """1 / (1 - p)^tests, where the whole suite is run again after each red. ValueError for a flakiness outside 0 to 100, or of 100."""
    demand(
        share("flakiness", flake_percent), whole("tests", tests, least=1), (flake_percent < 100, "a test that always fails is not flaky")
    )
    return 1 / math.pow(1 - flake_percent / 100, tests)


@calculator(unit="minutes", says="the minutes billed for jobs that are each rounded up", source="metering by the started minute")
def billed_minutes(jobs: float, seconds: float) -> float:
    """jobs x ceil(seconds / 60), all jobs of the same length. ValueError for negative jobs or seconds."""
    demand(not_negative("jobs", jobs), not_negative("seconds", seconds))
    return jobs * math.ceil(seconds / 60)


@calculator(unit="money", says="the charge for use beyond what is included", source="metered use over an allowance")
def use_charge(used: float, included: float, rate: float) -> float:
    """max(0, used - included) x rate. ValueError for anything negative."""
    demand(not_negative("use", used), not_negative("included use", included), not_negative("rate", rate))
    return max(0.0, used - included) * rate


@calculator(
    unit="per cent of accounts",
    says="the share of accounts that must pay for a free tier to carry itself",
    source="paid x margin = free x cost",
)
def free_tier_break_even(free_cost: float, paid_margin: float) -> float:
    """free_cost / (free_cost + paid_margin) x 100: of all accounts, c pay and 1 - c do not, and c x margin = (1 - c) x cost.

    ``paid_margin`` is what one paying account leaves after its own cost to serve; both in the same money and period.
    ValueError for a negative cost or a margin of 0 or less.
    """
    demand(not_negative("cost of a free account", free_cost), positive("margin of a paying account", paid_margin))
    return free_cost / (free_cost + paid_margin) * 100


@calculator(unit="versions", says="the most versions that are supported at once", source="ceil(support / interval)")
def versions_alive(support_months: float, interval_months: float) -> int:
    """ceil(support / interval): a release every interval, each supported so long. ValueError for a time of 0 or less."""
    demand(positive("months of support", support_months), positive("months between releases", interval_months))
    return math.ceil(round(support_months / interval_months, 9))


@calculator(unit="cells", says="the combinations a release has to be tested on", source="product of the axes")
def support_cells(versions: float, systems: float, variants: float = 1) -> float:
    """versions x systems x variants. ValueError for an axis that is not a whole number of at least 1."""
    demand(whole("versions", versions, least=1), whole("systems", systems, least=1), whole("variants", variants, least=1))
    return versions * systems * variants


@calculator(unit="as the users", says="the users still on an old version", source=_DECAY)
def still_on_old(users: float, moved_percent: float, months: float, stuck_percent: float = 0) -> float:
    """users x (s + (1 - s) x (1 - r)^months): each month r of those who can move do, and the share s never does.

    ValueError outside 0 to 100, or for negative users or months.
    """
    demand(
        not_negative("users", users),
        share("moved a month", moved_percent),
        not_negative("months", months),
        share("the share that never moves", stuck_percent),
    )
    stuck = stuck_percent / 100
    return users * (stuck + (1 - stuck) * math.pow(1 - moved_percent / 100, months))


@calculator(unit="months", says="the months until so small a share is left on an old version", source=_DECAY)
def months_until_left(left_percent: float, moved_percent: float, stuck_percent: float = 0) -> float:
    """log((left - s) / (100 - s)) / log(1 - r): still_on_old solved for the months.

    ValueError where the share left is not above the share that never moves, or nobody or everybody moves in a month.
    """
    demand(
        share("the share left", left_percent),
        share("the share that never moves", stuck_percent),
        (left_percent > stuck_percent, "the share left must be above the share that never moves"),
        (0 < moved_percent < 100, f"the share moved a month must lie between 0 and 100 per cent, not {moved_percent:g}"),
    )
    return math.log((left_percent - stuck_percent) / (100 - stuck_percent)) / math.log(1 - moved_percent / 100)


@calculator(unit="per cent", says="the share of installations upgraded so many days after the fix", source=_HALF_LIFE)
def share_upgraded(days: float, half_life_days: float) -> float:
    """(1 - 2^(-days / half-life)) x 100. ValueError for negative days or a half-life of 0 or less."""
    demand(not_negative("days", days), positive("half-life", half_life_days))
    return (1 - math.pow(2, -days / half_life_days)) * 100


@calculator(unit="days", says="the days until a share of the installations is upgraded", source=_HALF_LIFE)
def days_to_upgrade(percent: float, half_life_days: float) -> float:
    """half-life x log2(1 / (1 - share)): share_upgraded solved for the days. ValueError for a share outside 0 to 100, or of 100."""
    demand(share("the share upgraded", percent), (percent < 100, "all of them is never reached"), positive("half-life", half_life_days))
    return half_life_days * math.log2(100 / (100 - percent))


@calculator(unit="installation-days", says="the exposure between two days after the fix", source=f"integral of {_HALF_LIFE}")
def exposed_days(installations: float, half_life_days: float, first_day: float, last_day: float) -> float:
    """installations x half-life / ln 2 x (2^(-first / half-life) - 2^(-last / half-life)): the area under those not yet upgraded.

    ValueError for negative installations or days, a half-life of 0 or less, or days in the wrong order.
    """
    demand(
        not_negative("installations", installations),
        positive("half-life", half_life_days),
        not_negative("the first day", first_day),
        (last_day >= first_day, "the last day lies before the first"),
    )
    left = math.pow(2, -first_day / half_life_days) - math.pow(2, -last_day / half_life_days)
    return installations * half_life_days / math.log(2) * left
