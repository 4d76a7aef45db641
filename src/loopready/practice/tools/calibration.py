"""A calibration in words: what can be said of drift and what can not, where two raters differ, and whom to talk over first."""

from __future__ import annotations

from loopready.model.report import Chart, Figure, Point, Report, ReportSection, Series, Table
from loopready.model.tools.calibration import CalibrationInputs, CalibrationResult, CaseReason, ManagerRead
from loopready.practice.tools.wording import chance, citing, columns, count, listed, number

_REASONS: dict[CaseReason, str] = {
    "apart": "two managers rate it differently",
    "edge": "an end of the scale",
    "no evidence": "no written evidence",
    "drift": "their manager's ratings may lie off by half a step or more",
    "recent": "evidence of the last third of the period only",
    "thin": "few dated items",
}
_FEW, _SAME = 5, 3
_SOURCES = (
    "cal.microsoft",
    "interview.panel_agreement",
    "Snedecor and Cochran, Statistical Methods (1989): one-way random effects with unequal sizes",
    "Robinson, That BLUP is a good thing: the estimation of random effects, Statistical Science 6 (1991)",
    "Krippendorff, Computing Krippendorff's alpha-reliability (2011)",
)
_from = citing(_SOURCES)


def report(inputs: CalibrationInputs, result: CalibrationResult) -> Report:
    """The calibration as a report."""
    return Report(
        title="Calibration",
        lead=tuple(_lead(result)),
        figures=tuple(_figures(result)),
        sections=(_cases(inputs, result), _drift(result), _shared(result), _distribution(inputs, result), _bias()),
        warnings=tuple(_warnings(result)),
        sources=_SOURCES,
    )


def _lead(result: CalibrationResult) -> list[str]:
    lines = []
    if result.chance is None:
        lines.append("These ratings cannot tell managers apart: it takes two managers, and one of them with two people.")
    elif result.between == 0 or result.chance >= 0.05:
        lines.append(
            f"The managers' means differ no more than luck may give ({chance(result.chance)}): do not talk of a soft or a hard manager."
        )
    else:
        lines.append(
            f"The managers' means differ by more than luck gives ({chance(result.chance)}). Whether it is the bar or the"
            " teams, they do not say."
        )
    if result.shared_cases:
        differ = sum(case.apart > 0 for case in result.shared_cases)
        whole = count(len(result.shared_cases), "person is", "people are")
        lines.append(f"{whole} rated by two managers; on {differ} of them they differ. Only these can show a difference of bar.")
    else:
        lines.append(
            "Nobody is rated by two managers, so a difference of bar cannot be told from a difference of teams. Have three"
            " to five people rated twice."
        )
    for read in result.shared:
        if read.size >= _SAME and read.size in (read.higher, read.lower):
            way = "higher" if read.higher else "lower"
            lines.append(
                f"{read.manager} is {way} on all {read.size} people they share: too few for a figure, enough to ask what each has seen."
            )
    lines.append(f"{count(len(result.cases), 'case')} to talk over, about {number(result.minutes)} minutes, by evidence.")
    return lines


def _figures(result: CalibrationResult) -> list[Figure]:
    figures = [
        Figure(
            label="Cases to talk over",
            value=str(len(result.cases)),
            because=f"of {count(result.people, 'person', 'people')}, by the reasons below",
        )
    ]
    if result.between is not None and result.within is not None:
        figures.append(
            Figure(
                label="Between managers",
                value=f"{result.between:.2f} of a step",
                because="standard deviation beyond luck: root of (mean square between - within) / effective size, never below 0",
            )
        )
        figures.append(
            Figure(label="Within a manager's people", value=f"{result.within:.2f} of a step", because="root of the pooled variance")
        )
    if result.agreement is not None:
        because = f"Krippendorff's alpha, ordinal, {count(len(result.shared_cases), 'shared case')}: 1 is full agreement, 0 is chance"
        figures.append(Figure(label="Agreement of raters", value=f"{result.agreement:.2f}", because=because))
    return figures


def _cases(inputs: CalibrationInputs, result: CalibrationResult) -> ReportSection:
    rows = tuple(
        (
            case.person,
            case.level or "-",
            case.manager,
            f"{case.rating} of {inputs.highest}",
            listed([_REASONS[reason] for reason in case.reasons]),
        )
        for case in result.cases
    )
    if not rows:
        return ReportSection(title="Whom to talk over", text=("Nobody: no edge, no gap of evidence and no two ratings that differ.",))
    table = Table(caption="In this order", columns=columns("Person", "Level", "Manager", "Rating", "Why"), rows=rows)
    text = (
        "For each: the manager reads the dated items against the words of the level, the second rater theirs; then the"
        " rating is said again,"
        " and the reason for a change is written down. Nobody's rating is moved by a number on this page.",
    )
    return ReportSection(title="Whom to talk over", text=text, tables=(table,))


def _drift(result: CalibrationResult) -> ReportSection:
    if result.chance is None:
        return ReportSection(title="Drift between managers", text=("There is too little to work it out.",))
    table = Table(
        caption="Managers' ratings of their own people, against the common mean",
        columns=columns(
            "Manager",
            "People",
            "Mean",
            "Apart",
            "95% interval",
            "Drawn together",
            "95% interval of it",
            right=("People", "Mean", "Apart", "95% interval", "Drawn together", "95% interval of it"),
        ),
        rows=tuple(_row(read) for read in result.managers),
        note="Apart: mean less the common mean, Student's t with the pooled spread. Drawn together: apart x between /"
        " (between + within / people),"
        " so that few people move little; its interval takes the two parts as known and is too narrow with few managers.",
    )
    chart = Chart(
        kind="bars",
        title="Difference from the common mean, drawn together",
        unit="steps",
        alt="Drawn difference by manager: " + "; ".join(f"{read.manager} {_step(read.drawn)}" for read in result.managers) + ".",
        series=(
            Series(
                name="Drawn together",
                points=tuple(
                    Point(x=read.manager, y=read.drawn or 0.0, low=read.drawn_low, high=read.drawn_high) for read in result.managers
                ),
            ),
        ),
    )
    text = [
        f"Dealing the same ratings out at random, the managers differ this much with {chance(result.chance)} (1,999 deals,"
        " always the same ones).",
        "A rating is against the person's own level, so levels are not adjusted for. A stronger team and a softer bar look alike here.",
    ]
    few = [read.manager for read in result.managers if read.size < _FEW]
    if few:
        text.append(f"{listed(few)}: fewer than {_FEW} people. Say nothing of this manager's bar from these.")
    return ReportSection(title="Drift between managers", text=tuple(text), tables=(table,), charts=(chart,))


def _step(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}" if abs(value) >= 0.005 else "0"


def _row(read: ManagerRead) -> tuple[str, ...]:
    return (
        read.manager,
        str(read.size),
        f"{read.mean:.2f}",
        _step(read.apart),
        f"{_step(read.low)} to {_step(read.high)}",
        _step(read.drawn),
        f"{_step(read.drawn_low)} to {_step(read.drawn_high)}",
    )


def _shared(result: CalibrationResult) -> ReportSection:
    if not result.shared_cases:
        nobody = (
            "Nobody was rated by two managers. Choose three to five people whose work another manager saw; each rates alone and in writing."
        )
        return ReportSection(title="People rated by two", text=(nobody,))
    cases = Table(
        caption="Shared cases",
        columns=columns("Person", "Ratings", "Apart", right=("Apart",)),
        rows=tuple(
            (case.person, "; ".join(f"{name} {rating}" for name, rating in case.ratings), str(case.apart)) for case in result.shared_cases
        ),
    )
    rows = tuple(
        (
            read.manager,
            str(read.size),
            _step(read.mean),
            f"{_step(read.low)} to {_step(read.high)}" if read.low is not None else "too few to say",
            f"{read.higher} and {read.lower}",
        )
        for read in result.shared
    )
    managers = Table(
        caption="Each manager against the others on the same people",
        columns=columns(
            "Manager", "Cases", "Mean difference", "95% interval", "Higher and lower", right=("Cases", "Mean difference", "95% interval")
        ),
        rows=rows,
        note="The mean of rating less the mean of the others' ratings of that person; Student's t.",
    )
    text = ["A difference here is of the bar or of what each has seen, not of the team. Read both notes before either speaks."]
    if len(result.shared_cases) < _FEW:
        text.append(f"{count(len(result.shared_cases), 'case')} is too few for a figure on anybody: use them as cases, not as a measure.")
    return ReportSection(title="People rated by two", text=tuple(text), tables=(cases, managers))


def _distribution(inputs: CalibrationInputs, result: CalibrationResult) -> ReportSection:
    steps = [str(value) for value in range(1, inputs.highest + 1)]
    managers = tuple((read.manager, *map(str, read.counts)) for read in result.managers)
    levels = tuple((level or "no level", *map(str, counts)) for level, counts in result.levels)
    chart = Chart(
        kind="bars",
        title="People by rating",
        unit="people",
        alt="People by rating: " + "; ".join(f"{step}: {each}" for step, each in zip(steps, result.counts, strict=True)) + ".",
        series=(Series(name="People", points=tuple(Point(x=step, y=each) for step, each in zip(steps, result.counts, strict=True))),),
    )
    text = (
        "There is no curve to fit: a small group need not look like a large one, and a share that must be low makes"
        " somebody low whatever they"
        f" did. Microsoft gave stack ranking up in 2013 ({_from('cal.microsoft')}).",
    )
    tables = (
        Table(caption="By manager", columns=columns("Manager", *steps, right=steps), rows=(*managers, ("all", *map(str, result.counts)))),
        Table(caption="By level", columns=columns("Level", *steps, right=steps), rows=levels),
    )
    return ReportSection(title="Distribution", text=text, tables=tables, charts=(chart,))


def _bias() -> ReportSection:
    items = (
        "Recent: would the same evidence from the first month count as much?",
        "Like me: would I say this of somebody whose way of working is not mine?",
        "Quiet: who has no sentence said about them, and what did they ship?",
        "Luck: was the project strong, or the person? Who else could have done it there?",
        "Load: did on-call, hiring or mending for others cost them time that the level's words do not name?",
        "Absence: a period away is left out, not counted as little. Why they were away is not asked and not said.",
    )
    return ReportSection(title="Ask of each case", items=items)


def _warnings(result: CalibrationResult) -> list[str]:
    found = [
        "Use labels and invented ratings; real ones belong in your firm's own system, and how they are kept is law in many"
        " places: check locally."
    ]
    if result.people < 4 * len(result.managers):
        found.append("Few people a manager: the intervals are wide, and the order of managers will change with a few ratings.")
    return found
