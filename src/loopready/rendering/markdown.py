"""Markdown: readable in a terminal and on GitHub; words of documents never become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loopready.rendering.labels import labels
from loopready.rendering.linear import linear
from loopready.rendering.view import BlockView, ClaimView, Group, ItemView, Note, Page, Run, SectionView
from loopready.rendering.writing import BY

_ALWAYS = re.compile(r"([\\`*\[\]<>|~])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DOLLAR = re.compile(r"\$(?!\d)")
_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)](?=\s|$))")
_CLOSING = re.compile(r"(#)(?=#*\s*$)")
_BRACES = re.compile(r"([{}])(?=[{}%])")


def render_page(page: Page) -> str:
    """A page as Markdown: headings, tables for fit and plan, cites as ``[cv 3]`` with their words in a list at the end."""
    page = linear(page)
    out = [heading(1, page.title), ""]
    if page.subtitle:
        out += [f"**{escape(page.subtitle)}**", ""]
    facts = [f"{label}: {escape(value)}" for label, value in page.meta]
    if page.verdict_label:
        facts.insert(0, f"Verdict: **{escape(page.verdict_label)}**")
    out += [" · ".join(facts), ""] if facts else []
    if page.tally:
        out += ["Requirements: " + ", ".join(f"{tally.count} {tally.label.lower()}" for tally in page.tally), ""]
    for section in page.sections:
        out += _section(section)
    if page.depth:
        out += ["## In more depth", ""]
    for section in page.depth:
        out += [heading(3, section.title), ""]
        for item in section.items:
            out += _item(item, level=4)
    out += _notes(page.notes)
    out += ["---", ""] + [f"{escape(line)}  " for line in page.colophon]
    return "\n".join(out).rstrip() + "\n"


def escape(text: str) -> str:
    """Text as Markdown that shows exactly these letters."""
    text = _ALWAYS.sub(r"\\\1", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _DOLLAR.sub(r"\\$", text) if text.count("$") < 2 else text.replace("$", r"\$")
    return _BRACES.sub(r"\\\1", text)


def starting(text: str) -> str:
    """Escaped text that begins a line or a list's entry, where a mark such as ``#`` or ``1.`` would be read as one."""
    return _START.sub(lambda found: found.group(1) + _escaped_start(found.group(2)), text)


def heading(level: int, text: str) -> str:
    """A heading; marks at its end stay part of its words."""
    return "#" * level + " " + _CLOSING.sub(r"\\\1", starting(escape(text)))


def _escaped_start(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else "\\" + mark


def _section(section: SectionView) -> list[str]:
    out = [heading(2, section.title), ""]
    if section.intro:
        out += [f"*{section.intro}*", ""]
    if section.readiness:
        rows = [
            [row.title, row.state_label, f"{sum(shown for _, shown in row.facets)} of {len(row.facets)}" if row.facets else ""]
            for row in section.readiness
        ]
        out += _table(["Signal", "State", "Facets shown"], [[escape(cell) for cell in row] for row in rows])
    if section.scope:
        out += _table(["Entry", "Months", "Scope stated"], [[escape(bar.label), bar.period, bar.stated] for bar in section.scope])
    if section.layout == "fit":
        out += _fit(section.items)
    for group in section.groups if section.layout != "fit" else ():
        if group.form == "sessions":
            out += _sessions(group.items)
        elif group.form == "table":
            out += _grid(group)
        else:
            for item in group.items:
                out += _item(item)
    if section.further:
        out += ["*In more depth below:* " + "; ".join(escape(title) for title, _ in section.further), ""]
    return out


def _fit(items: Sequence[ItemView]) -> list[str]:
    rows, rest = [], []
    for number, item in enumerate(items, start=1):
        evidence = [claim for block in item.blocks if block.role == "evidence" for claim in block.claims]
        title = escape(item.title) + (f" [{item.quoted.label}]" if item.quoted else "")
        state = f"**{escape(item.state_label)}**" if item.state_label else ""
        rows.append([str(number), title, escape(item.tag), state, "; ".join(_claim(claim) for claim in evidence)])
        notes = [block for block in item.blocks if block.role != "evidence"]
        if notes:
            said = "; ".join(f"{block.label}: {' '.join(_claim(claim) for claim in block.claims)}".removeprefix(": ") for block in notes)
            rest.append(f"{number}. {said}")
    out = _table(["#", "Requirement", "Kind", "Verdict", "Words of the CV"], rows)
    return [*out, "**On the rows**", "", *rest, ""] if rest else out


def _sessions(items: Sequence[ItemView]) -> list[str]:
    rows = []
    for item in items:
        matter = [f"**{escape(item.title)}**"] if item.title else []
        what = "<br>".join([*matter, *(_inline(block) for block in item.blocks)])
        rows.append([escape(item.when), f"{item.minutes} min" if item.minutes else "", what + _marks(item.shared)])
    return _table(["Day", "Time", "What"], rows)


def _grid(group: Group) -> list[str]:
    rows = []
    for item in group.items:
        by_role = {block.role: block for block in item.blocks}
        facts = [f"{item.minutes} min"] if item.minutes else []
        facts += [f"**{escape(item.state_label)}**"] if item.state_label else []
        head = escape(item.title) + (f" ({', '.join(facts)})" if facts else "") + _marks(item.shared)
        rows.append([head, *(_cell(by_role.get(role)) for role, _ in group.columns)])
    return _table([escape(labels().head(group.kind)), *(escape(label) for _, label in group.columns)], rows)


def _cell(block: BlockView | None) -> str:
    return "<br>".join(_claim(claim) for claim in block.claims) if block else ""


def _item(item: ItemView, *, level: int = 3) -> list[str]:
    after = [f"**{escape(item.state_label)}**"] if item.state_label else []
    after += [f"{item.minutes} min"] if item.minutes else []
    after += [escape(item.tag)] if item.tag else []
    out = [heading(level, item.title) + "".join(f" · {part}" for part in after), ""]
    for block in item.blocks:
        out += _block(block)
    if item.shared:
        out += [f"*Unmarked lines rest on*{_marks(item.shared)}", ""]
    return out


def _block(block: BlockView) -> list[str]:
    label = f"**{escape(block.label)}.**" if block.label else ""
    if len(block.claims) == 1:
        said = _claim(block.claims[0])
        return [f"{label} {said}" if label else starting(said), ""]
    marks = (f"{number}." if block.numbered else "-" for number in range(1, len(block.claims) + 1))
    lines = [f"{mark} {starting(_claim(claim))}" for mark, claim in zip(marks, block.claims, strict=True)]
    return ([label, ""] if label else []) + [*lines, ""]


def _inline(block: BlockView) -> str:
    said = " ".join(_claim(claim) for claim in block.claims)
    return f"**{escape(block.label)}:** {said}" if block.label else said


def _claim(claim: ClaimView) -> str:
    by = f" *({BY[claim.made_by]})*" if claim.made_by in BY else ""
    return _runs(claim.runs) + by + _marks(claim.marks)


def _runs(runs: Sequence[Run]) -> str:
    out: list[str] = []
    for place, run in enumerate(runs):
        if run.kind == "blank":
            before = runs[place - 1].text[-1:] if place else ""
            after = runs[place + 1].text[:1] if place + 1 < len(runs) else " "
            out.append("____" if before.isspace() and after.isspace() else r"\_\_\_\_")
        elif run.kind == "lead":
            out.append(f"**{escape(run.text)}**")
        elif run.kind == "quote" and run.note:
            out.append(f"{escape(run.text)} [{run.note.label}]")
        else:
            out.append(escape(run.text))
    return "".join(out)


def _marks(notes: Iterable[Note]) -> str:
    return "".join(f" [{note.label}]" for note in notes)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    return [line(head), line(["---"] * len(head)), *(line(row) for row in rows), ""]


def _notes(notes: Sequence[Note]) -> list[str]:
    out: list[str] = []
    quoted, others = [note for note in notes if note.quote], [note for note in notes if not note.quote]
    if quoted:
        out += ["## Quoted words", ""]
        for note in quoted:
            context = f"{escape(note.before)} **{escape(note.quote)}** {escape(note.after)}".strip()
            out.append(f"- [{note.label}] {note.where}: {context}")
        out.append("")
    if others:
        out += ["## Other grounds", ""]
        out += [f"- [{note.label}] {_ground(note)}" for note in others]
        out.append("")
    return out


def _ground(note: Note) -> str:
    if len(note.lines) == 1:
        return escape(note.lines[0][1])
    return "; ".join(f"{label.lower()}: {escape(text)}" for label, text in note.lines)
