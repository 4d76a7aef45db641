"""Processor time of the workbench's tools, without the network: python benchmarks/workbench.py.

For each tool the worked example is read from what is typed, worked, told as a report and put on a page; for all calculators, a form each.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from run import p95

from loopready.app.calculators import PREFIX, groups
from loopready.app.tool_fields import example_of
from loopready.app.tool_inputs import read_inputs
from loopready.app.workbench import TOOLS, facts, find_tool, worked, written
from loopready.rendering.report import report_html

ROUNDS = 50


def timed(what: Callable[[], object], *, rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile of processor time in milliseconds, after a first call."""
    what()
    out = []
    for _ in range(rounds):
        began = time.process_time()
        what()
        out.append((time.process_time() - began) * 1_000)
    return statistics.median(out), p95(out)


def main() -> None:
    """Print a table."""
    print("| what | median ms | p95 ms |\n|---|---|---|")
    known = facts()
    for tool in TOOLS.values():
        inputs = read_inputs(tool.inputs, example_of(tool.inputs)).inputs
        report = worked(tool.id, {}).report
        if inputs is None or report is None:
            raise SystemExit(f"{tool.id}: the worked example does not work")
        steps: dict[str, Callable[[], object]] = {
            "read": lambda tool=tool: read_inputs(tool.inputs, example_of(tool.inputs)),  # type: ignore[misc]
            "work": lambda tool=tool, inputs=inputs: tool.work(inputs),  # type: ignore[misc]
            "typed to report": lambda tool=tool: worked(tool.id, {}),  # type: ignore[misc]
            "HTML": lambda report=report: report_html(report, facts=known),  # type: ignore[misc]
            "text": lambda report=report: written(report, format="text"),  # type: ignore[misc]
            "DOCX": lambda report=report: written(report, format="docx"),  # type: ignore[misc]
        }
        for name, step in steps.items():
            median, high = timed(step, rounds=10 if name == "DOCX" else ROUNDS)
            print(f"| {tool.id}: {name} | {median:.2f} | {high:.2f} |")
    names = [each.name for group in groups() for each in group.calculators]
    median, high = timed(lambda: [example_of(find_tool(f"{PREFIX}{name}").inputs) for name in names])
    print(f"| {len(names)} calculators: their fields | {median:.2f} | {high:.2f} |")


if __name__ == "__main__":
    main()
