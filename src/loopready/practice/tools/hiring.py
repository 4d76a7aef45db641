"""The hiring funnel in words: what leaks, what must enter and by when, which sources differ, and where the counts are too small to say."""

from __future__ import annotations

import itertools
import math

from loopready.model.report import Chart, Figure, Point, Report, ReportSection, Series, Table
from loopready.model.tools.hiring import Comparison, HiringInputs, HiringResult, Leak, Share, Stage
from loopready.practice.tools.wording import between, chance, citing, columns, count, day, number, percent, points

STAGE_WORDS: dict[Stage, str] = {
    "entered": "entered",
    "recruiter_screen": "recruiter screen",
    "manager_screen": "manager screen",
    "loop": "loop",
    "offer": "offer",
    "accepted": "accepted",
}
_LEVER = {"inbound": 152, "sourced": 72, "referral": 16, "agency": 22}
"""People per hire in the fact fun.lever, by kind of source."""
_SOURCES = (
    "fun.lever",
    "fun.calc",
    "fun.diag",
    "Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927)",
    "Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), method 10",
    "Fisher's exact test (1935); Holm, A simple sequentially rejective multiple test procedure (1979)",
)
_from = citing(_SOURCES)


def report(inputs: HiringInputs, result: HiringResult) -> Report:
    """The funnel as a report."""
    return Report(
        title="Hiring funnel",
        lead=tuple(_lead(inputs, result)),
        figures=tuple(_figures(inputs, result)),
        sections=(_funnel(result), _sources(result), _leaks(result), _offers(result), _top(inputs, result), _hours(inputs, result)),
        warnings=tuple(_warnings(inputs, result)),
        sources=_SOURCES,
    )


def _said(share: Share) -> str:
    few = "; small number" if share.is_small else ""
    return f"{percent(share.value)} ({share.passed} of {share.entered}, {between(share.low, share.high)}{few})"


def _lead(inputs: HiringInputs, result: HiringResult) -> list[str]:
    lines = []
    if result.overall.passed:
        one_in = f"one hire per {number(1 / result.overall.value)} who entered"
        lines.append(f"{one_in[0].upper()}{one_in[1:]}: {_said(result.overall)}.")
    else:
        lines.append(
            f"Nobody of {result.overall.entered} was hired, so no need can be worked out; at most {percent(result.overall.high)} are."
        )
    if result.need.sure == 0:
        lines.append(f"The people in it now fill {count(inputs.hires, 'seat')} with a chance of {percent(result.open_fills)}.")
    elif result.need.sure is not None:
        lines.append(
            f"For {count(inputs.hires, 'seat')} with {inputs.sure:g}% certainty,"
            f" {count(result.need.sure, 'more person', 'more people')} must"
            f" enter by {day(result.last_entry)}."
            if result.weeks
            else f"At work by {day(inputs.by)} is out of reach for people who enter today: the pass takes"
            f" {number(result.days)} days and the"
            f" notice {number(inputs.notice_days)}, so {day(result.earliest)} is the first day for them."
        )
    if result.leaks:
        leak = result.leaks[0]
        lines.append(f"The largest leak is at {_at(leak.stage)}: {count(leak.left, 'person', 'people')} left by themselves, {_cost(leak)}.")
    return lines


def _at(stage: Stage) -> str:
    return "the application" if stage == "entered" else f"the {STAGE_WORDS[stage]}"


def _cost(leak: Leak) -> str:
    if leak.stage == "offer":
        return "each of them a hire"
    return f"worth {number(leak.hires)} hires ({number(leak.low)} to {number(leak.high)})"


def _figures(inputs: HiringInputs, result: HiringResult) -> list[Figure]:
    need, figures = result.need, []
    if need.sure is not None and need.at_best is not None:
        worst = f"{need.at_worst:,}" if need.at_worst is not None else "no number"
        figures.append(
            Figure(
                label="Must still enter",
                value=f"{need.sure:,}",
                because=f"the fewest with a chance of {inputs.sure:g}% for {count(inputs.hires, 'hire')} with those in it"
                f" now; {need.at_best:,} to"
                f" {worst} over the interval of the share; the mean need is {need.by_mean:,}",
            )
        )
    if result.per_week is not None and need.sure:
        weeks = f"{need.sure:,} / {number(result.weeks)} weeks to {day(result.last_entry)}"
        figures.append(Figure(label="Entering a week", value=number(math.ceil(result.per_week)), because=weeks))
    if result.acceptance:
        figures.append(
            Figure(label="Offers accepted", value=percent(result.acceptance.value), because=f"{_said(result.acceptance)}; Wilson")
        )
    if result.hours_per_hire is not None:
        because = "people at each stage x hours there, over all hires"
        figures.append(Figure(label="Your people's hours a hire", value=number(result.hours_per_hire), because=because))
    figures.append(
        Figure(
            label="Entry to yes",
            value=f"{number(result.days)} days",
            because="sum of the stages' mean days (means add up, medians do not)",
        )
    )
    return figures


def _funnel(result: HiringResult) -> ReportSection:
    rows = []
    for step in result.steps:
        name = f"{STAGE_WORDS[step.stage]} to {STAGE_WORDS[step.next]}"
        share = step.share
        if share is None:
            rows.append((name, "0", "0", "-", "-", "nobody reached it"))
        else:
            rows.append(
                (
                    name,
                    f"{share.entered:,}",
                    f"{share.passed:,}",
                    percent(share.value),
                    between(share.low, share.high),
                    "small number" if share.is_small else "",
                )
            )
    table = Table(
        caption="From stage to stage, all sources",
        columns=columns(
            "Step", "Reached", "Went on", "Share", "95% interval", "Note", right=("Reached", "Went on", "Share", "95% interval")
        ),
        rows=tuple(rows),
        note="Small number: the interval is wider than 20 points, or fewer than 5 went on. Read the interval, not the share.",
    )
    steps = [step for step in result.steps if step.share is not None]
    chart = Chart(
        kind="bars",
        title="Share that goes on",
        unit="%",
        alt="Share that goes on from each stage, with its 95% interval: "
        + "; ".join(f"{STAGE_WORDS[step.stage]} {_said(step.share)}" for step in steps if step.share)
        + ".",
        series=(Series(name="Goes on", points=tuple(_point(STAGE_WORDS[step.stage], step.share) for step in steps if step.share)),),
    )
    text = (
        "The same relative gain at any one stage gives the same gain in hires, since the shares multiply; what differs is its price."
        " A better early stage saves screens, a better late one saves loops.",
    )
    return ReportSection(title="The funnel", text=text, tables=(table,), charts=(chart,))


def _point(name: str, share: Share) -> Point:
    return Point(x=name, y=share.value * 100, low=share.low * 100, high=share.high * 100)


def _sources(result: HiringResult) -> ReportSection:
    rows = []
    for source in result.sources:
        published = _LEVER.get(source.kind)
        rows.append(
            (
                source.source,
                _said(source.overall) if source.overall else "nobody entered",
                number(source.per_hire) if source.per_hire else "no hire",
                f"{published}: {_beside(source.overall, published)}" if published and source.overall else "-",
                number(source.hours_per_hire) if source.hours_per_hire else "-",
            )
        )
    table = Table(
        caption="Sources",
        columns=columns(
            "Source",
            "Hired of entered",
            "Entered per hire",
            "Lever 2016, per hire",
            "Hours per hire",
            right=("Entered per hire", "Hours per hire"),
        ),
        rows=tuple(rows),
        note=f"Lever's figures are means over many firms and roles of 2016 ({_from('fun.lever')}): a place to start, no bar.",
    )
    compared = Table(
        caption="Sources against each other",
        columns=columns(
            "Pair", "What", "Difference, points", "95% interval", "Chance", "So", right=("Difference, points", "95% interval", "Chance")
        ),
        rows=tuple(_compared(each) for each in result.comparisons),
        note="Newcombe's interval of the difference; Fisher's exact test, two-sided, adjusted by Holm for the pairs of a kind."
        " The interval is for one pair alone and may differ from the adjusted test.",
    )
    charted = [source for source in result.sources if source.overall]
    chart = Chart(
        kind="bars",
        title="Hired of those who entered",
        unit="%",
        alt="Share hired by source, with its 95% interval: "
        + "; ".join(f"{each.source} {_said(each.overall)}" for each in charted if each.overall)
        + ".",
        series=(Series(name="Hired", points=tuple(_point(each.source, each.overall) for each in charted if each.overall)),),
    )
    apart = [each for each in result.comparisons if each.apart]
    text = [f"{_better(each)}." for each in apart]
    if not apart:
        text.append("These counts do not tell any two sources apart. That is not the same as being alike: wait for more, or pool periods.")
    elif len(apart) < len(result.comparisons):
        text.append("All other pairs cannot be told apart with these counts; that is not the same as being alike.")
    return ReportSection(title="By source", text=tuple(text), tables=(table, compared) if compared.rows else (table,), charts=(chart,))


def _beside(overall: Share, published: int) -> str:
    if overall.low <= 1 / published <= overall.high:
        return "not told apart from yours"
    return "yours needs fewer" if overall.low > 1 / published else "yours needs more"


def _what(each: Comparison) -> str:
    return "hired of entered" if each.what == "overall" else "offer of loop"


def _compared(each: Comparison) -> tuple[str, ...]:
    verdict = "told apart" if each.apart else "cannot be told apart"
    return (
        f"{each.one} - {each.two}",
        _what(each),
        points(each.gap),
        f"{points(each.low)} to {points(each.high)}",
        chance(each.chance),
        verdict,
    )


def _better(each: Comparison) -> str:
    one, two = (each.one, each.two) if each.gap > 0 else (each.two, each.one)
    return f"{one}: a higher share than {two} ({_what(each)}; {chance(each.chance)} after Holm)"


def _leaks(result: HiringResult) -> ReportSection:
    if not result.leaks:
        text = "Nobody is recorded as having left by themselves. If that is not known, ask: it is the only loss that you can win back."
        return ReportSection(title="Where it leaks", text=(text,))
    table = Table(
        caption="People who left by themselves",
        columns=columns("Stage", "Left", "Of", "Hires lost", "95% interval", right=("Left", "Of", "Hires lost", "95% interval")),
        rows=tuple(
            (STAGE_WORDS[leak.stage], f"{leak.left}", f"{leak.reached}", number(leak.hires), f"{number(leak.low)} to {number(leak.high)}")
            for leak in result.leaks
        ),
        note="Hires lost = left x accepted / (reached - left): as if they had been as good as those who stayed. A declined"
        " offer is a hire lost.",
    )
    words = [
        "A rejection is the funnel at work; a leak is somebody you may have wanted who left first. These are hires that no"
        " sourcing has to replace."
    ]
    overlap = [pair for pair in itertools.pairwise(result.leaks) if pair[1].high >= pair[0].low]
    if overlap:
        words.append("Where the intervals overlap, the order of the leaks is not settled.")
    chart = Chart(
        kind="bars",
        title="Hires lost to people who left",
        unit="hires",
        alt="Expected hires lost by stage: " + "; ".join(f"{STAGE_WORDS[leak.stage]} {number(leak.hires)}" for leak in result.leaks) + ".",
        series=(
            Series(
                name="Hires lost",
                points=tuple(Point(x=STAGE_WORDS[leak.stage], y=leak.hires, low=leak.low, high=leak.high) for leak in result.leaks),
            ),
        ),
    )
    return ReportSection(title="Where it leaks", text=tuple(words), tables=(table,), charts=(chart,))


def _offers(result: HiringResult) -> ReportSection:
    share = result.acceptance
    if share is None:
        return ReportSection(title="Offers", text=("No offer was made in this period.",))
    text = [
        f"{share.passed} of {share.entered} offers were accepted: {percent(share.value)}, and the interval runs from"
        f" {between(share.low, share.high)}."
    ]
    if share.is_small:
        text.append(
            "That is too few to say whether acceptance is good or falling. Ask each person who declined; the reasons weigh"
            " more than the share."
        )
    text.append(
        f"Low acceptance points to pay, speed, or the manager who closes ({_from('fun.diag')}). Look at the days"
        " from loop to offer"
        " first: they are yours."
    )
    return ReportSection(title="Offers", text=tuple(text))


def _top(inputs: HiringInputs, result: HiringResult) -> ReportSection:
    need = result.need
    text = [
        f"{count(sum(row.open_now for row in inputs.stages), 'person is', 'people are')} in the process now:"
        f" {number(result.open_expected)} hires on"
        f" average, and all {inputs.hires} with a chance of {percent(result.open_fills)}."
    ]
    if need.sure is None:
        text.append("At the share seen, no number of people who enter is enough: hire one first, or use a longer period.")
    elif need.sure:
        worst = f"{need.at_worst:,}" if need.at_worst is not None else "more than can be named"
        text.append(
            f"{number(need.missing)} hires are missing on average, which is {need.by_mean:,} who enter; to be"
            f" {inputs.sure:g}% sure it is {need.sure:,}."
            f" Over the interval of the share it is from {need.at_best:,} to {worst}: plan with the middle, and look again"
            " after the first half."
        )
    text.append(
        f"To start by {day(inputs.by)}, the last of them enters by {day(result.last_entry)}: {number(result.days)} days of stages and"
        f" {number(inputs.notice_days)} of notice before."
    )
    if not result.weeks:
        text.append(
            f"That day has passed. Move the date to {day(result.earliest)} or later, cut the days in a stage, or fill a seat from inside."
        )
    chart = Chart(
        kind="bars",
        title="Hires from the people in it now",
        unit="%",
        alt="Chance of each number of hires from the people in the process now: "
        + "; ".join(f"{_or_more(at, result)} {percent(each)}" for at, each in enumerate(result.open_chances))
        + ".",
        series=(
            Series(name="Chance", points=tuple(Point(x=_or_more(at, result), y=each * 100) for at, each in enumerate(result.open_chances))),
        ),
    )
    return ReportSection(title="What must enter, and by when", text=tuple(text), charts=(chart,) if len(result.open_chances) <= 13 else ())


def _or_more(at: int, result: HiringResult) -> str:
    return f"{at} or more" if at == len(result.open_chances) - 1 else str(at)


def _hours(inputs: HiringInputs, result: HiringResult) -> ReportSection:
    rows = [
        (source.source, number(source.hours), number(source.hours_per_hire) if source.hours_per_hire else "no hire")
        for source in result.sources
    ]
    table = Table(
        caption="Interviewers' hours", columns=columns("Source", "Hours", "Per hire", right=("Hours", "Per hire")), rows=tuple(rows)
    )
    text = []
    if result.hours_needed is not None:
        fits = (
            "which is enough"
            if result.hours_given >= result.hours_needed
            else "which is not enough: fewer stages, more trained people, or a later date"
        )
        text.append(
            f"Those who must still enter cost about {number(result.hours_needed)} hours; {number(inputs.hours_a_week)} a"
            " week until the last yes"
            f" give {number(result.hours_given)}, {fits}."
        )
    return ReportSection(title="Your people's time", text=tuple(text), tables=(table,))


def _warnings(inputs: HiringInputs, result: HiringResult) -> list[str]:
    found = ["Use invented or rounded figures, never an employer's confidential ones."]
    if len(result.sources) > 1:
        found.append(
            "The shares over all sources hold for this mix. Where the mix changes (more referrals, say), work the sources"
            " out one at a time."
        )
    if any(row.open_now for row in inputs.stages):
        found.append(
            "The chance from the people in it now takes the past shares as exact; with small numbers the truth is less sure than it says."
        )
    return found
