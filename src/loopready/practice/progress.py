"""Readiness per signal with what moved it, and habits counted over sessions. Plain counting; nothing here predicts an interviewer.

Readiness, 0 to 100, is ``CV_SHARE`` times the share of a signal's facets that the CV has words for, plus the rest times the marks
of the best answers to ``MOST_WANTED`` different questions (fewer where the guide has fewer) of that signal. The best mark of a question
counts, however long ago: it says what was once shown, and does not wear off. A drill counts as one question, its score times what the
level of its run is worth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from loopready.engines.lexicon import table
from loopready.model import (
    Brief,
    Exercised,
    Guide,
    Habit,
    HabitCount,
    Interview,
    Moved,
    Practised,
    Progress,
    Scorecard,
    Signal,
    SignalProgress,
    Turn,
)
from loopready.practice.living import stood
from loopready.practice.telling import answered, moment_of, wholes

CV_SHARE = 40
"""Points of 100 that the CV's words can give; the other 60 are for answers."""
MOST_WANTED = 2
"""How many different questions of a signal count at most: one good story is not a habit."""
SILENT_DAYS = 1
"""No figure is shown on the interview's day and on so many days before it."""


def is_silent(*, on: str | None, today: dt.date) -> bool:
    """Whether figures are kept back: the interview is less than a day away, or today. ``on`` is YYYY-MM-DD.

    Why whole days: the interview's hour is not known, and a figure seen on the eve changes nothing but the night.
    """
    return on is not None and 0 <= (dt.date.fromisoformat(on) - today).days <= SILENT_DAYS


def progress_of(brief: Brief, guide: Guide, interviews: Sequence[Interview], *, exercised: Sequence[Exercised] = ()) -> Progress:
    """What the sessions changed for a preparation, and what exercises (drills) showed."""
    turns = wholes(interviews)
    lines = stood(brief, guide, turns)
    marked = answered(turns)
    signals = [
        _signal(signal, brief, guide, marked, exercised).model_copy(update={"lines": lines.get(signal.id, ())}) for signal in guide.signals
    ]
    ordered = sorted(signals, key=lambda each: -each.weight)
    return Progress(
        signals=tuple(ordered), habits=habits_of(interviews), sessions=tuple(map(practised, by_time(interviews))), answers=len(marked)
    )


def by_time(interviews: Iterable[Interview]) -> list[Interview]:
    """Sessions in which something was answered, the oldest first."""
    held = [each for each in interviews if answered(wholes([each]))]
    return sorted(held, key=lambda each: (each.created, each.id))


def practised(interview: Interview) -> Practised:
    """A session in one line."""
    overalls = [turn.scorecard.overall for turn in answered(wholes([interview])) if turn.scorecard and turn.scorecard.overall is not None]
    return Practised(
        interview=interview.id, preparation=interview.preparation, title=interview.title, mode=interview.mode, answered=len(overalls),
        mean=round(sum(overalls) / len(overalls)) if overalls else None, created=interview.created,
    )  # fmt: skip


def _signal(signal: Signal, brief: Brief, guide: Guide, marked: Sequence[Turn], exercised: Sequence[Exercised]) -> SignalProgress:
    asked = sum(signal.id in question.signals for question in guide.questions) + sum(signal.id in each.signals for each in guide.bank)
    wanted = max(1, min(MOST_WANTED, asked))
    cv = _from_cv(signal, brief)
    best: dict[str, int] = {}
    moved: list[Moved] = []
    now = cv
    for item, move in _moves(signal, marked, exercised):
        best[item] = max(move.overall, best.get(item, 0))
        before, now = now, cv + _from_answers(best, wanted)
        if now != before:
            moved.append(move.model_copy(update={"before": before, "after": now}))
    return SignalProgress(
        signal=signal.id, title=signal.title, weight=signal.weight, cv=cv, now=now, wanted=wanted, practised=len(best), moved=tuple(moved)
    )


def _moves(signal: Signal, marked: Sequence[Turn], exercised: Sequence[Exercised]) -> list[tuple[str, Moved]]:
    """What was shown of a signal in the order of time, by what it answers: questions and exercises."""
    found = [
        (
            turn.question.id,
            Moved(
                at=moment_of(turn), turn=turn.id, interview=turn.interview, question=turn.question.text, before=0, after=0,
                overall=turn.scorecard.overall,
            ),
        )
        for turn in marked
        if turn.scorecard is not None and turn.scorecard.overall is not None and signal.id in turn.question.signals
    ]  # fmt: skip
    found += [
        (
            f"{each.kind}/{each.item}",
            Moved(
                at=each.at, turn="", interview="", question=each.title, before=0, after=0, overall=each.overall, exercise=each.exercise,
                kind=each.kind,
            ),
        )
        for each in exercised
        if signal.id in each.signals
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1].at)


def _from_cv(signal: Signal, brief: Brief) -> int:
    row = next((row for row in brief.match.signals if row.signal == signal.id), None)
    shown = {each.facet for each in row.facets if each.evidence} if row else set()
    return round(CV_SHARE * sum(facet.id in shown for facet in signal.facets) / len(signal.facets))


def _from_answers(best: dict[str, int], wanted: int) -> int:
    counted = sorted(best.values(), reverse=True)[:wanted]
    return round((100 - CV_SHARE) * sum(counted) / (100 * wanted))


def habits_of(interviews: Iterable[Interview]) -> tuple[Habit, ...]:
    """The habits that any marked answer shows, the most frequent first; of each session how many of its answers show it."""
    sessions = [(each, [turn.scorecard for turn in answered(wholes([each])) if turn.scorecard]) for each in by_time(interviews)]
    out = []
    for rule in table("progress")["habits"]:
        types = frozenset(rule["types"].split())
        counts = []
        for interview, cards in sessions:
            bearing = [card for card in cards if card.question_type in types]
            held = sum(_holds(rule, card) for card in bearing)
            if bearing:
                counts.append(HabitCount(interview=interview.id, created=interview.created, count=held, of=len(bearing)))
        total = sum(each.count for each in counts)
        if total:
            of = sum(each.of for each in counts)
            out.append(Habit(id=rule["id"], title=rule["title"], instead=rule["instead"], count=total, of=of, sessions=tuple(counts)))
    return tuple(sorted(out, key=lambda habit: (-habit.count / habit.of, -habit.count, habit.id)))


def _holds(rule: dict[str, str], card: Scorecard) -> bool:
    """Whether a scorecard shows a habit: by a probe's piece, by a cap, or by what evidence the answer holds and lacks."""
    if {probe.piece for probe in card.probes} & set(rule.get("pieces", "").split()):
        return True
    if {cap.id for cap in card.caps} & set(rule.get("caps", "").split()):
        return True
    if "without" not in rule:
        return False
    kinds = {span.kind for span in card.evidence}
    return set(rule.get("with", "").split()) <= kinds and not kinds & set(rule["without"].split())
