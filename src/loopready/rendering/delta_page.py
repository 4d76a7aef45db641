"""The way from one seat to another as a page: signals and concepts that carry over, change, or are new."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import Block, Carry, Claim, Delta, DeltaStep, GuideCite, Item, Section
from loopready.rendering.layout import Anchors, lay_out_item, lay_out_section
from loopready.rendering.notes import Notebook
from loopready.rendering.view import Page

_TITLES: dict[Carry, str] = {"new": "New", "changes": "Changes", "carries": "Carries over"}


def delta_page(delta: Delta) -> Page:
    """The page of a delta: what is new first, since it needs the most time."""
    notebook = Notebook(facts={}, unmarked=("guide",))
    anchors = Anchors()
    sections = []
    for section in _sections(delta):
        items = [lay_out_item(item, notebook=notebook, anchors=anchors) for item in section.items]
        sections.append(lay_out_section(section, items))
    title = f"From {delta.from_title} to {delta.to_title}"
    counts = {state: len(delta.of("signal", state)) for state in _TITLES}
    return Page(
        kind="guide",
        title=title,
        subtitle="What is new, what changes, what carries over",
        kicker="Two role guides",
        running=title,
        today="",
        meta=(
            ("From", delta.from_path),
            ("To", delta.to_path),
            *((f"Signals: {_TITLES[state].lower()}", str(count)) for state, count in counts.items()),
        ),
        sections=tuple(sections),
        notes=notebook.notes(),
        colophon=("Items of one base are the same thing in both guides; others are held against each other by their words.",),
    )


def _sections(delta: Delta) -> list[Section]:
    made = []
    for state, title in _TITLES.items():
        items = [_item(step) for step in delta.of("signal", state)]
        concepts = delta.of("concept", state)
        if concepts:
            claims = [_claim(f"{state}/{step.item}", _line(step), step.item) for step in concepts]
            items.append(
                Item(id=f"{state}/concepts", title="Concepts", kind="concepts", blocks=(Block(role="text", claims=tuple(claims)),))
            )
        if items:
            made.append(Section(id=state, title=title, items=tuple(items)))
    if delta.left:
        claims = [_claim(f"left/{place}", f"{title}.", f"left/{place}") for place, title in enumerate(delta.left)]
        left = Item(id="left", title="Asked for there and not here", kind="left", blocks=(Block(role="text", claims=tuple(claims)),))
        made.append(Section(id="left", title="What the new seat does not ask for", items=(left,)))
    return made


def _item(step: DeltaStep) -> Item:
    said: list[str] = [step.about] if step.state != "carries" else []
    if step.near:
        said.append(f"Known there as: {step.near}.")
    if step.added:
        said += ["What has to show here besides:", *(f"{name[:1].upper()}{name[1:]}." for name in step.added)]
    return Item(id=step.item, title=step.title, kind="signal", blocks=_blocks(step.item, said))


def _blocks(item: str, said: Sequence[str]) -> tuple[Block, ...]:
    claims = tuple(_claim(f"{item}/{place}", text, item) for place, text in enumerate(said))
    return (Block(role="text", claims=claims),) if claims else ()


def _line(step: DeltaStep) -> str:
    return f"{step.title}. Known there as: {step.near}." if step.near else f"{step.title}."


def _claim(id: str, text: str, item: str) -> Claim:
    return Claim(id=id, text=text, cites=(GuideCite(item=item),))
