"""The debrief of a design talk as a report: the checklist with the candidate's own words, the figures, what was never asked."""

from __future__ import annotations

from loopready.model.designing import DesignPrompt, DesignScore
from loopready.model.report import Chart, Column, Figure, Point, Report, ReportSection, Series, Table

_MOST = 220


def design_report(prompt: DesignPrompt, score: DesignScore) -> Report:
    """The report of a talk by its marks."""
    if score.unscored is not None:
        lead: tuple[str, ...] = (f"Not marked: {score.unscored}.",)
        return Report(
            title=f"Debrief: {prompt.title}",
            lead=lead,
            sections=(_checklist(prompt, score), _answers(prompt), _worked(prompt)),
            sources=prompt.sources,
        )
    strong = [each.title for each in score.marks if each.word == "strong"]
    weak = [each.title for each in score.marks if each.word == "weak"]
    sections = [_checklist(prompt, score), _levels(score)]
    if score.numbers:
        sections.append(_figures(score))
    sections += [
        _facts(prompt, score),
        ReportSection(title="Traps of this question", items=prompt.traps),
        _answers(prompt),
        _worked(prompt),
    ]
    return Report(
        title=f"Debrief: {prompt.title}",
        lead=(
            f"Strong: {_listed(strong)}." if strong else "No point was made to the full.",
            f"Not heard: {_listed(weak)}." if weak else "Every point was touched.",
            "Marked by a written checklist from your own sentences; length earns nothing, and no interviewer is predicted by it.",
        ),
        figures=(
            Figure(label="By the checklist", value=f"{score.overall} of 100", because=f"100 x (mean of {len(score.marks)} levels - 1) / 4"),
            Figure(label="Points made in full", value=f"{len(strong)} of {len(score.marks)}", because="Levels 4 and 5"),
            Figure(
                label="Facts asked for",
                value=f"{len(score.asked)} of {len(prompt.facts)}",
                because="The interviewer gives them only when asked",
            ),
        ),
        sections=tuple(section for section in sections if section.items or section.tables or section.charts or section.text),
        sources=prompt.sources,
    )


def _listed(titles: list[str]) -> str:
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _checklist(prompt: DesignPrompt, score: DesignScore) -> ReportSection:
    rows = []
    for point, mark in zip(prompt.points, score.marks, strict=True):
        quotes = " / ".join(f"“{_cut(each)}”" for each in dict.fromkeys(quote.quote for quote in mark.quotes))
        missing = "; ".join(mark.missing)
        rows.append((point.title, f"{mark.level} of 5, {mark.word}", quotes or "nothing", missing or "nothing", point.looks_for))
    columns = tuple(Column(title=title) for title in ("Point", "Level", "What was heard", "What was not", "It looks for"))
    table = Table(caption="The checklist, point by point, in your own words", columns=columns, rows=tuple(rows))
    return ReportSection(title="The checklist", tables=(table,))


def _answers(prompt: DesignPrompt) -> ReportSection:
    answers = tuple(f"{point.title}. Strong: {point.strong} Average: {point.average} Weak: {point.weak}" for point in prompt.points)
    return ReportSection(title="What strong, average and weak answers hold", folded=True, items=answers)


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST else flat[: _MOST - 1].rsplit(" ", 1)[0] + "…"


def _levels(score: DesignScore) -> ReportSection:
    chart = Chart(
        kind="bars",
        title="Level by point",
        alt="; ".join(f"{each.title}: {each.level} of 5" for each in score.marks),
        unit="of 5",
        series=(Series(name="Level", points=tuple(Point(x=each.title, y=each.level) for each in score.marks)),),
    )
    return ReportSection(title="At a glance", charts=(chart,))


def _figures(score: DesignScore) -> ReportSection:
    rows = tuple((f"“{_cut(each.said)}”", each.worked, "yes" if each.right else "no", each.says) for each in score.numbers)
    columns = tuple(Column(title=title) for title in ("You said", "Worked out", "Does it fit", "The sum"))
    return ReportSection(title="Your figures", tables=(Table(caption="Figures beside the worked ones", columns=columns, rows=rows),))


def _facts(prompt: DesignPrompt, score: DesignScore) -> ReportSection:
    rows = tuple((fact.title, fact.answer, "yes" if fact.id in score.asked else "no") for fact in prompt.facts)
    columns = tuple(Column(title=title) for title in ("What one could ask", "The answer", "Asked"))
    return ReportSection(title="What the interviewer knew", tables=(Table(caption="Given only when asked", columns=columns, rows=rows),))


def _worked(prompt: DesignPrompt) -> ReportSection:
    text = ("One way to hold it, not the only one. Copied into an answer it counts for nothing.",)
    return ReportSection(
        title="A talk worked through",
        folded=True,
        text=text,
        items=tuple(f"{turn.who.capitalize()}: {turn.said}" for turn in prompt.worked),
    )
