"""What the terminal shows of a brief and a match: rows of plain strings, safe to print; the CLI puts them into tables."""

from __future__ import annotations

from loopready.model import Brief, Match
from loopready.rendering.clean import one_line
from loopready.rendering.labels import labels

_STYLES = {
    "met": "green", "shown": "green", "strong": "green", "credible": "green",
    "partial": "yellow", "half": "yellow", "stretch": "yellow",
    "missing": "red", "absent": "red", "weak": "red",
}  # fmt: skip


def markup(text: str, *, style: str = "") -> str:
    """Text as rich markup that shows exactly these letters, in a style where one is given."""
    from rich.markup import escape

    safe = escape(one_line(text))
    closed = style or ("none" if safe.endswith("\\") else "")
    return f"[{closed}]{safe}[/{closed}]" if closed else safe


def state_markup(state: str) -> str:
    """The word for a state as rich markup in its colour."""
    return markup(labels().state(state), style=_STYLES.get(state, ""))


def summary_rows(brief: Brief) -> list[tuple[str, str]]:
    """The brief in a few rows of plain text: seat, verdict, requirements by state, what caps it, guide, the next steps."""
    words = labels()
    seat = " at ".join(one_line(leaf.value) for leaf in (brief.posting.title, brief.posting.firm) if leaf)
    counts = [
        (state, sum(row.coverage == state for row in brief.match.rows))
        for state in ("met", "partial", "missing", "unjudgeable", "unreadable")
    ]
    rows = [("Person", one_line(brief.profile.person.name.value))] if brief.profile.person.name else []
    rows += [("Seat", seat)] if seat else []
    rows.append(("Verdict", words.state(brief.match.verdict)))
    rows.append(("Requirements", ", ".join(f"{count} {words.states[state].lower()}" for state, count in counts if count) or "none read"))
    rows += [("Held by", one_line(cap.because)) for cap in brief.match.caps]
    rows.append(("Guide", one_line(brief.guide.title) + ("" if brief.guide.path else " (no guide fits this posting)")))
    steps = [
        claim.text
        for item in brief.section("summary").items
        for block in item.blocks
        if block.role in words.numbered
        for claim in block.claims
    ]
    rows += [("Next" if number == 0 else "", f"{number + 1}. {one_line(step)}") for number, step in enumerate(steps)]
    rows += [
        ("Note", one_line(notice.message))
        for notice in (*brief.cv.notices, *brief.job.notices, *brief.profile.notices, *brief.posting.notices)
    ]
    return rows


def match_rows(match: Match) -> list[tuple[str, str, str, str]]:
    """Per requirement: the state's word, must / nice to have / responsibility, the requirement, and the best words of the CV."""
    words = labels()
    return [
        (
            words.states[row.coverage],
            words.kinds[row.requirement.kind],
            one_line(row.requirement.text),
            one_line(row.evidence[0].quote) if row.evidence else "",
        )
        for row in match.rows
    ]
