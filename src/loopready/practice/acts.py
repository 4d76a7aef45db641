"""What could be done next, from a brief and from what was practised since: each act with its minutes and its expected gain.

The brief's plan gives the acts with the calculation that put them where they stand (``plan.gain_per_minute``: likelihood x gap x importance
a minute). Practice moves the gap: what is done goes, what is half done counts half, an answer that was marked low comes back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loopready.model import Act, ActKind, Brief, CalculatedCite, Cite, Claim, DoneAct, DrillStanding, GuideCite, Item
from loopready.practice.exercising import Offer

GOOD_ENOUGH = 70
"""An answer's overall from which its question is not practised again, of 100."""
DRILL_SHOWN = 0.6
"""The share of a drill shown (its best score times what the level is worth) from which it is not planned again."""
AGAIN_MINUTES = 15
CLAIM_MINUTES = 8
STORY_MINUTES = 15
_MINUTES = re.compile(r" \((\d+) min\)\.$")
_PREFIXES: dict[str, ActKind] = {"row": "row", "fact": "fact", "question": "question", "concept": "concept", "drill": "drill"}
_WHOLE: dict[str, ActKind] = {"walk": "walk", "firm": "firm", "asks": "asks"}
_OFFERED: dict[str, ActKind] = {"incident": "incident", "conversation": "conversation", "design": "design", "paper": "paper"}
_PLACES: dict[ActKind, str] = {"row": "fit/", "question": "questions/", "concept": "concepts/", "drill": "drills/"}


@dataclass(frozen=True, kw_only=True)
class PractisedQuestion:
    """A question that was answered: how often, and the last mark (None where it could not be judged)."""

    id: str
    times: int
    overall: int | None
    at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class OpenStory:
    """A story of the person's bank that is not whole yet, and how much of it is missing, 0 to 1."""

    key: str
    title: str
    missing: float


@dataclass(frozen=True, kw_only=True)
class Practised:
    """What was done so far, as plain values.

    ``claims`` has, by a line's name in the brief, the share of its claims that is still open; a line that it has not is wholly open.
    """

    questions: Mapping[str, PractisedQuestion]
    claims: Mapping[str, float] = field(default_factory=dict)
    stories: tuple[OpenStory, ...] = ()
    drills: Mapping[str, DrillStanding] = field(default_factory=dict)
    """Where the person stands with drills that were run, by the brief's item."""
    offers: tuple[Offer, ...] = ()
    """Incidents, conversations, design talks and papers that are worth doing."""
    done: tuple[DoneAct, ...] = ()


NOTHING = Practised(questions={})


def open_acts(brief: Brief, practised: Practised = NOTHING) -> tuple[Act, ...]:
    """All that is still worth doing, in the brief's own order, then what it does not list."""
    found = every_act(brief, practised)
    answered = practised.questions
    found = tuple(act for act in found if not (act.kind == "question" and act.item in answered))
    spent: dict[str, int] = {}
    for each in practised.done:
        spent[each.key] = spent.get(each.key, 0) + each.minutes
    return tuple(act for act in (_rest(act, spent.get(act.key, 0)) for act in found) if act is not None)


def every_act(brief: Brief, practised: Practised = NOTHING) -> tuple[Act, ...]:
    """All acts, those that are done too."""
    planned = [act for each in _of_plan(brief) if (act := _after_runs(each, practised)) is not None]
    covered = {act.item for act in planned if act.kind == "question"}
    return (
        *planned,
        *_again(brief, practised, covered),
        *_claims(brief, practised),
        *(_story(story) for story in practised.stories),
        *map(_offered, practised.offers),
    )


def _after_runs(act: Act, practised: Practised) -> Act | None:
    """A drill's act as the runs of it leave it: the gap is what they have not shown; None where enough is."""
    held = practised.drills.get(act.item or "") if act.kind == "drill" else None
    if held is None or held.runs == 0:
        return act
    if held.best >= DRILL_SHOWN:
        return None
    last = f"Your last run stood at {held.last:.0f} of 100; " if held.last is not None else ""
    return act.model_copy(
        update={
            "key": f"{act.key}_{held.runs + 1}",
            "text": f"{act.text}, again at level {held.level}",
            "gap": act.gap * (1 - held.best),
            "why": f"{last}the mistakes are named on its page.",
        }
    )


def _rest(act: Act, spent: int) -> Act | None:
    """What is left of an act after some minutes of it: the gap shrinks with them; None where all is done."""
    if spent >= act.minutes:
        return None
    left = act.minutes - spent
    return act.model_copy(update={"minutes": left, "gap": act.gap * left / act.minutes}) if spent else act


def _of_plan(brief: Brief) -> Iterable[Act]:
    """The acts of the brief's plan, each once."""
    known = {item.id for section in brief.sections for item in section.items}
    seen = set()
    for item in brief.section("plan").items:
        for block in item.blocks:
            for claim in block.claims:
                act = _act(claim, known)
                if act is not None and act.key not in seen:
                    seen.add(act.key)
                    yield act


def _act(claim: Claim, known: set[str]) -> Act | None:
    """The act that a claim of the plan states; None for a claim without the calculation."""
    gain = next((cite for cite in claim.cites if isinstance(cite, CalculatedCite) and cite.engine == "plan.gain_per_minute"), None)
    key = claim.id.rsplit("/", 1)[-1]
    first, _, rest = key.partition("_")
    kind = _WHOLE.get(key) or _PREFIXES.get(first)
    if gain is None or kind is None:
        return None
    values = gain.inputs
    return Act(
        key=key, kind=kind, text=_MINUTES.sub("", claim.text).rstrip("."), minutes=int(values["minutes"]), likelihood=values["likelihood"],
        gap=values["gap"], importance=values["importance"], why=_why(kind), item=_item(kind, rest, claim, known), cites=claim.cites,
    )  # fmt: skip


def _item(kind: ActKind, rest: str, claim: Claim, known: set[str]) -> str | None:
    """The item of the brief that an act is about: by its own id, else by the first item of the guide that it cites."""
    cited = [cite.item for cite in claim.cites if isinstance(cite, GuideCite)]
    own = {"walk": "walkthrough/walk"}.get(kind, f"{_PLACES.get(kind, '')}{rest}")
    for id in (own, *cited, *("/".join(each.split("/")[:2]) for each in cited)):
        if id in known:
            return id
    return None


def _again(brief: Brief, practised: Practised, covered: set[str | None]) -> Iterable[Act]:
    """Questions that no act of the plan drafts and that were never practised, and those that were marked low."""
    for place, item in enumerate(brief.section("questions").items):
        held = practised.questions.get(item.id)
        if held is None and item.id in covered:
            continue
        if held is not None and held.overall is not None and held.overall >= GOOD_ENOUGH:
            continue
        times = held.times if held else 0
        gap = 1 - held.overall / 100 if held is not None and held.overall is not None else 0.5
        why = "You have not practised it yet." if held is None else _marked(held)
        yield Act(
            key=f"practise_{item.id.rsplit('/', 1)[-1]}_{times + 1}", kind="practise", minutes=AGAIN_MINUTES,
            text=f"Practise “{item.title.rstrip('.')}” aloud" + (" again" if held else ""), likelihood=_falling(place), gap=gap,
            importance=1.0, new=True, why=why, item=item.id, cites=_cites(item),
        )  # fmt: skip


def _marked(held: PractisedQuestion) -> str:
    if held.overall is None:
        return "Your last answer could not be judged."
    return f"Your last answer stood at {held.overall} of 100; the marks say what was missing."


def _claims(brief: Brief, practised: Practised) -> Iterable[Act]:
    """Lines of the CV whose probes have no answer yet."""
    lines = [item for item in brief.section("probes").items if item.kind == "claim"]
    for place, item in enumerate(lines):
        name = item.id.rsplit("/", 1)[-1]
        still = practised.claims.get(name, 1.0)
        if still > 0:
            yield Act(
                key=f"claim_{name}", kind="claim", text=f"Answer what will be asked of “{item.title}”", minutes=CLAIM_MINUTES,
                likelihood=_falling(place), gap=0.5 * still, importance=0.5, why="It stands in your CV, and is not answered.", item=item.id,
                cites=_cites(item),
            )  # fmt: skip


def _story(story: OpenStory) -> Act:
    return Act(
        key=f"story_{story.key}"[:240], kind="story", text=f"Complete the story “{story.title}”", minutes=STORY_MINUTES, likelihood=0.7,
        gap=story.missing, importance=0.9, why="Parts of it are still blank.",
    )  # fmt: skip


def _offered(offer: Offer) -> Act:
    piece = offer.piece
    again = f"_{offer.tried + 1}" if offer.tried else ""
    return Act(
        key=f"{piece.key}{again}"[:240], kind=_OFFERED[piece.kind], text=piece.act + (", again" if again else ""), minutes=piece.minutes,
        likelihood=offer.likelihood, gap=offer.gap, importance=offer.importance, why=offer.because, place=piece.place,
    )  # fmt: skip


def _falling(place: int) -> float:
    """A likelihood for what the brief ranks without a figure: it falls with the rank, never under 0.3."""
    return max(0.3, 0.75 - 0.03 * place)


def _cites(item: Item) -> tuple[Cite, ...]:
    return item.blocks[0].claims[0].cites if item.blocks else ()


def _why(kind: ActKind) -> str:
    return {
        "row": "The posting asks for it, and your CV shows it in part or not at all.",
        "fact": "Interviewers look for this fact, and your CV does not give it.",
        "question": "It is likely to be asked.",
        "concept": "The job leans on it.",
        "drill": "Rounds of this kind ask you to calculate.",
        "walk": "Nearly every first round opens with it.",
        "firm": "Why this firm is nearly always asked.",
        "asks": "You will be asked for your questions.",
    }.get(kind, "")
