"""What finished exercises of every kind count for: readiness of the signals their criteria speak to, what the plan offers next, and cards.

One mechanism: an exercise is kept with its marks, criterion -> 0 to 100. Which signals a criterion speaks to, what a full mark is worth
and how long it takes is data (``lexicon/exercises.yaml``). Drills come in by the same nouns (``Exercised``, ``Missed``); their signals
are stated by their guide and their steps are judged right or wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from loopready.engines.lexicon import table
from loopready.engines.passage import expand
from loopready.model import Brief, Cite, DrillSlip, Exercise, Exercised, ExerciseKind, Guide
from loopready.model.conversation import ConversationBook, ConversationCase
from loopready.model.designing import DesignPrompt
from loopready.model.incident import Scenario
from loopready.model.marking import RubricCriterion
from loopready.model.paper import Paper

SHOWN_WELL = 60
"""What a piece shows, of 100, from which it is not offered again: as for drills."""
MOST_WANTED = 2
"""How many pieces of a kind shown well are enough: as with the questions of a signal."""
MISSED_UNDER = 60.0
"""A criterion's mark under which it becomes a card: three of five levels and less, or what was thin."""
WORDS_A_MINUTE = 12
"""How fast a paper is drafted: our judgement."""
_ANY = "*"


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """A criterion of an exercise: what it looks for, what a full mark holds, and the signals it speaks to."""

    id: str
    title: str
    looks_for: str
    best: str
    signals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something of the library that can be worked on as an exercise. ``place`` is its page, ``act`` what the plan calls it."""

    kind: ExerciseKind
    item: str
    title: str
    act: str
    minutes: int
    place: str
    worth: float
    aspects: tuple[Aspect, ...]

    @property
    def key(self) -> str:
        """Its key in a plan."""
        return f"{self.kind}_{self.item}"


@dataclass(frozen=True, kw_only=True)
class Missed:
    """Something that went wrong in an exercise, to be remembered: a card's front and back. ``item`` is the brief's, where it is of one."""

    key: str
    title: str
    front: str
    back: str
    item: str
    cites: tuple[Cite, ...] = ()
    mended: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A piece that the plan may set, with what it would gain; see ``Act``. ``tried`` counts earlier goes at it."""

    piece: Piece
    likelihood: float
    gap: float
    importance: float
    tried: int
    because: str


def pieces_of(
    *, scenarios: Iterable[Scenario], rubric: Sequence[tuple[str, RubricCriterion]], cases: Iterable[ConversationCase],
    book: ConversationBook, prompts: Iterable[DesignPrompt], papers: Iterable[Paper],
) -> tuple[Piece, ...]:  # fmt: skip
    """Everything that can be worked on and is judged by written criteria, kind by kind."""
    lived = [(each.id, title, each.looks_for, each.anchors[max(each.anchors)]) for title, each in rubric]
    sat = [(each.id, each.title, each.looks_for, each.levels[max(each.levels)]) for each in book.criteria]
    return (
        *(_piece("incident", each.id, each.title, lived) for each in scenarios),
        *(_piece("conversation", each.id, each.name, sat) for each in cases),
        *(
            _piece("design", each.id, each.title, [(p.id, p.title, p.looks_for, p.strong) for p in each.points], minutes=each.minutes)
            for each in prompts
        ),
        *(
            _piece(
                "paper", each.id, each.title, [(c.id, c.name, expand(c.looks_for).text, expand(c.ask).text) for c in each.criteria],
                minutes=math.ceil((each.length.low + each.length.high) / 2 / WORDS_A_MINUTE / 5) * 5,
            )
            for each in papers
        ),
    )  # fmt: skip


def _piece(
    kind: ExerciseKind, item: str, title: str, criteria: Sequence[tuple[str, str, str, str]], *, minutes: int | None = None
) -> Piece:
    """``criteria`` are id, title, what is looked for and what a full mark holds."""
    rules = table("exercises")[kind]
    speaks = rules["signals"].get(item, rules["signals"].get(_ANY, {}))
    return Piece(
        kind=kind,
        item=item,
        title=title,
        act=rules["act"].format(title=title, item=item),
        minutes=max(rules["minutes"], minutes or 0),
        place=rules["place"].format(item=item),
        worth=rules["worth"],
        aspects=tuple(
            Aspect(id=id, title=name, looks_for=looks_for, best=best, signals=tuple(speaks.get(id, speaks.get(_ANY, ()))))
            for id, name, looks_for, best in criteria
        ),
    )


def exercised(done: Iterable[Exercise], pieces: Sequence[Piece], guide: Guide) -> list[Exercised]:
    """What exercises show of a guide's signals: of each, the mean of the criteria that speak to it, times the piece's worth."""
    out = []
    for exercise, piece in _known(done, pieces):
        for signal in guide.signals:
            marks = [exercise.marks[each.id] for each in piece.aspects if signal.id in each.signals and each.id in exercise.marks]
            if marks:
                out.append(
                    Exercised(
                        exercise=exercise.id, kind=exercise.kind, item=exercise.item, title=piece.title, signals=(signal.id,),
                        overall=round(sum(marks) / len(marks) * piece.worth), at=exercise.ended or exercise.updated,
                    )
                )  # fmt: skip
    return out


def _known(done: Iterable[Exercise], pieces: Sequence[Piece]) -> list[tuple[Exercise, Piece]]:
    """Exercises with the piece that they are of; those whose piece the library has no more are left out."""
    held = {(each.kind, each.item): each for each in pieces}
    return [(each, held[each.kind, each.item]) for each in done if (each.kind, each.item) in held]


def offers(pieces: Sequence[Piece], guide: Guide, *, ready: Mapping[str, int], done: Sequence[Exercise]) -> tuple[Offer, ...]:
    """Of each kind the piece that gains most a minute; none of a kind of which two were shown well, or that speaks to no signal here.

    ``ready`` is the readiness of each signal, 0 to 100. What a piece rehearses is asked about as likely as the likeliest question of its
    signals; its gap is what they lack, each by how many criteria speak to it.
    """
    best: dict[tuple[str, str], float] = {}
    tried: dict[tuple[str, str], int] = {}
    worth = {(each.kind, each.item): each.worth for each in pieces}
    for each in done:
        place = (each.kind, each.item)
        tried[place] = tried.get(place, 0) + 1
        best[place] = max(best.get(place, 0.0), (each.score or 0.0) * worth.get(place, 0.0))
    out = []
    for kind in dict.fromkeys(each.kind for each in pieces):
        of_kind = [each for each in pieces if each.kind == kind]
        if sum(best.get((each.kind, each.item), 0.0) >= SHOWN_WELL for each in of_kind) >= MOST_WANTED:
            continue
        left = [each for each in of_kind if best.get((each.kind, each.item), 0.0) < SHOWN_WELL]
        found = [offer for each in left if (offer := _offer(each, guide, ready, tried.get((each.kind, each.item), 0))) is not None]
        if found:
            out.append(min(found, key=lambda offer: (offer.tried, -_rate(offer), offer.piece.item)))
    return tuple(out)


def _rate(offer: Offer) -> float:
    return offer.likelihood * offer.gap * offer.importance / offer.piece.minutes


def _offer(piece: Piece, guide: Guide, ready: Mapping[str, int], tried: int) -> Offer | None:
    spoken = [signal for aspect in piece.aspects for signal in aspect.signals]
    signals = {signal.id: signal for signal in guide.signals if signal.id in spoken}
    if not signals:
        return None
    times = {id: spoken.count(id) for id in signals}
    total = sum(times.values())
    asked = [each.likelihood for each in guide.questions if signals.keys() & set(each.signals)]
    gap = sum(count * (100 - ready.get(id, 0)) / 100 for id, count in times.items()) / total
    heaviest = max(signal.weight for signal in guide.signals)
    named = sorted(signals.values(), key=lambda signal: (-times[signal.id], signal.id))
    return Offer(
        piece=piece,
        likelihood=max(asked, default=0.0),
        gap=gap * piece.worth,
        importance=min(1.0, sum(signal.weight for signal in signals.values()) / heaviest),
        tried=tried,
        because="Its criteria speak to: " + "; ".join(signal.title for signal in named) + ".",
    )


def missed_in(done: Iterable[Exercise], pieces: Sequence[Piece], brief: Brief) -> list[Missed]:
    """The criteria that exercises fell short of and that speak to a signal of the brief, those not mended since first, the latest first."""
    lines = {item.id for item in brief.section("deciders").items}
    found: dict[str, Missed] = {}
    for exercise, piece in _known(sorted(done, key=lambda each: (each.ended or each.updated, each.id)), pieces):
        for aspect in piece.aspects:
            item = next((f"deciders/{signal}" for signal in aspect.signals if f"deciders/{signal}" in lines), None)
            if item is None or aspect.id not in exercise.marks:
                continue
            missed = _missed(piece, aspect, item=item)
            if exercise.marks[aspect.id] < MISSED_UNDER:
                found.pop(missed.key, None)
                found[missed.key] = missed
            elif missed.key in found:
                found[missed.key] = replace(missed, mended=True)
    latest_first = list(found.values())[::-1]
    return sorted(latest_first, key=lambda each: each.mended)


def _missed(piece: Piece, aspect: Aspect, *, item: str) -> Missed:
    rules = table("exercises")[piece.kind]
    # Criteria that every piece of a kind shares are one card; those of one piece alone belong to it.
    shared = piece.kind in ("incident", "conversation")
    name = aspect.id if shared else f"{piece.item}/{aspect.id}"
    front = rules["asks"].format(title=aspect.title.lower() if shared else aspect.title, item=piece.title)
    return Missed(
        key=f"exercise/{piece.kind}/{name}",
        title=piece.title if not shared else aspect.title,
        front=f"{front}\nYou fell short of it once. Say it, then say what you will do.",
        back=f"{aspect.looks_for}\n{aspect.best}",
        item=item,
    )


def missed_in_drills(slips: Sequence[DrillSlip], brief: Brief) -> list[Missed]:
    """The steps that went wrong in the drills of the brief's guide: what was asked in front, what is easily missed and the step behind."""
    path = brief.guide.path or "general"
    known = {item.id: item for item in brief.section("drills").items}
    out = []
    for slip in slips:
        guide, _, drill = slip.drill.partition(":")
        item = known.get(f"drills/{drill}")
        if guide != path or item is None:
            continue
        out.append(
            Missed(
                key=f"drill/{guide}/{drill}/{slip.question}/{slip.mistake}",
                title=slip.title,
                front=f"{slip.ask}\nYou once got this wrong. Say how it is worked out, and what is easily missed.",
                back=slip.says if slip.step in ("", slip.says) else f"{slip.says}\n{slip.step}",
                item=item.id,
                cites=item.blocks[0].claims[0].cites if item.blocks else (),
                mended=slip.right_since,
            )
        )
    return out
