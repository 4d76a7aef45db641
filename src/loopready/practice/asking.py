"""Which questions an interview asks: the likeliest that the CV answers least, by round or by who sits opposite, never one just seen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from loopready.model import Guide, InputError, InterviewScope, PracticeQuestion, Round
from loopready.practice.likely import Likely

JUST_SEEN = 20
"""The questions asked last that do not come again, as long as there is another."""
WEARS = 0.85
"""What a question's rank keeps each time it was asked before that."""
SHAKE = 0.2
"""How far the seed moves a rank up or down: equals change places, a likely question stays likely."""
SAME_SIGNALS = 0.8
"""What a question's rank keeps for each question already chosen that tests one of its signals."""
A_TALK = 45
"""Minutes of a talk with somebody whose round is not named."""
FEWEST, MOST = 2, 5
A_ROUND_OF_A_LOOP = 2
OPENINGS = ("cv_walk", "motivation")
DRILLS = "drills/"
OWN = ("claims/", "requirements/")
"""Beginnings of ids of which a round asks one each: an interview is not a reading of the CV or of the posting."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for. ``recent`` are the ids of questions asked before, the last one first."""

    scope: InterviewScope
    round: str | None = None
    question: str | None = None
    who: str | None = None
    recent: Sequence[str] = ()
    seed: int = 0


def spoken_rounds(guide: Guide, pool: Sequence[Likely]) -> tuple[Round, ...]:
    """The rounds of which questions can be answered in words, in order; one that is only worked at (coding) has none."""
    return tuple(
        round_
        for round_ in guide.rounds
        if any(_in_round(likely.question, round_) and not _own(likely) and not _is_drill(likely) for likely in pool)
    )


def round_name(round_: Round, firm: str | None) -> str:
    """What a round is called at a firm (its id), or in general."""
    return round_.names.get(firm or "", round_.name)


def roles(guide: Guide, pool: Sequence[Likely]) -> tuple[str, ...]:
    """Who may sit opposite: every role that asks a question of this loop, those with a round first and in its order."""
    with_round = [round_.who for round_ in spoken_rounds(guide, pool)]
    others = sorted({role for likely in pool for role in likely.question.by})
    return tuple(dict.fromkeys([*with_round, *others]))


def choose(pool: Sequence[Likely], guide: Guide, wish: Wish) -> tuple[PracticeQuestion, ...]:
    """The questions in the order they are asked; equal wishes get equal questions.

    A question that is asked in a round names that round first in ``rounds``.

    Raises:
        InputError: there is no such question, round or role in this guide, or the round has no question that is answered in words.
    """
    if wish.question is not None:
        return (_named(pool, wish.question),)
    if wish.scope == "loop":
        return _loop(pool, guide, wish)
    if wish.round is None:
        return _talk(pool, guide, wish)
    round_ = _round(guide, pool, wish.round)
    return _of_round(pool, guide, round_, wish, count=1 if wish.scope == "question" else None, used=())


def _named(pool: Sequence[Likely], id: str) -> PracticeQuestion:
    for likely in pool:
        if likely.question.id in (id, f"questions/{id}", f"bank/{id}", f"{DRILLS}{id}"):
            return likely.question
    raise InputError("not_found", "there is no such question for this loop; see the list on the practice page", name=id[:80])


def _round(guide: Guide, pool: Sequence[Likely], id: str) -> Round:
    spoken = spoken_rounds(guide, pool)
    for round_ in spoken:
        if round_.id == id:
            return round_
    choice = ", ".join(each.id for each in spoken)
    if any(each.id == id for each in guide.rounds):
        raise InputError("no_questions", f"this round is worked at, not talked through; choose one of: {choice}", name=id)
    raise InputError("not_found", f"this loop has no such round; choose one of: {choice}", name=id[:80])


def _loop(pool: Sequence[Likely], guide: Guide, wish: Wish) -> tuple[PracticeQuestion, ...]:
    out: list[PracticeQuestion] = []
    for round_ in spoken_rounds(guide, pool):
        out += _of_round(pool, guide, round_, wish, count=A_ROUND_OF_A_LOOP, used=out)
    for signal in guide.signals:
        if not any(signal.id in question.signals for question in out):
            out = _tested(signal.id, out, pool, guide, wish)
    return tuple(out)


def _tested(signal: str, chosen: Sequence[PracticeQuestion], pool: Sequence[Likely], guide: Guide, wish: Wish) -> list[PracticeQuestion]:
    """A loop with a signal tested that it had left out: the best question on it in place of one of its round that nothing rests on."""
    taken = {question.id for question in chosen}
    ranks = {likely.question.id: likely.rank for likely in pool}
    best: tuple[tuple[float, float, str], int, PracticeQuestion] | None = None
    for place, held in enumerate(chosen):
        others = [each for at, each in enumerate(chosen) if at != place]
        rests = set(held.signals) - {each for question in others for each in question.signals}
        round_ = next((each for each in guide.rounds if each.id == held.rounds[0]), None)
        if round_ is None or held.type in OPENINGS or rests:
            continue
        beside = [each for each in others if each.rounds[0] == round_.id]
        for likely in pool:
            question = likely.question
            if question.id in taken or signal not in question.signals or _is_drill(likely):
                continue
            if not _in_round(question, round_) or not _fits(likely, beside):
                continue
            seen = question.id in wish.recent[:JUST_SEEN]
            worth = (-float(seen), _worth(likely, wish, ())[0] - ranks[held.id], question.id)
            if best is None or worth > best[0]:
                best = (worth, place, _told_in(question, round_))
    return [*chosen] if best is None else [best[2] if at == best[1] else each for at, each in enumerate(chosen)]


def _talk(pool: Sequence[Likely], guide: Guide, wish: Wish) -> tuple[PracticeQuestion, ...]:
    """A talk without a round: with somebody of a role, or the likeliest of all."""
    theirs = [likely for likely in pool if not _is_drill(likely) and (wish.who is None or wish.who in _askers(likely.question, guide))]
    if not theirs:
        says = f"asks nothing in this loop; choose one of: {', '.join(roles(guide, pool))}"
        raise InputError("not_found", says, name=(wish.who or "")[:40])
    if wish.scope == "question":
        return _picked([theirs], wish, minutes=0, count=1, used=())
    return _opened(_picked([theirs], wish, minutes=A_TALK, count=None, used=()))


def _of_round(
    pool: Sequence[Likely], guide: Guide, round_: Round, wish: Wish, *, count: int | None, used: Sequence[PracticeQuestion]
) -> tuple[PracticeQuestion, ...]:
    """A round's questions. Where all its own were just seen, others of the same interviewer or on the same signals come in."""
    inside = [likely for likely in pool if _in_round(likely.question, round_)]
    if wish.who is not None:
        inside = [likely for likely in inside if wish.who in _askers(likely.question, guide)] or inside
    same = [likely for likely in pool if round_.who in _askers(likely.question, guide)]
    near = [likely for likely in pool if set(likely.question.signals) & set(round_.signals)]
    drill = _drill_of(inside, wish, used) if count is None else ()
    talked = [[likely for likely in supply if not _is_drill(likely)] for supply in (inside, same, near)]
    left = round_.minutes - sum(question.minutes for question in drill)
    found = _picked(talked, wish, minutes=left, count=count, used=(*used, *drill))
    most = MOST - len(drill)
    return (*_opened(tuple(_told_in(question, round_) for question in found[:most])), *(_told_in(question, round_) for question in drill))


def _drill_of(inside: Sequence[Likely], wish: Wish, used: Sequence[PracticeQuestion]) -> tuple[PracticeQuestion, ...]:
    """The drill that a round asks at its end, where it asks one: the best that was not used or just seen."""
    taken = {question.id for question in used} | set(wish.recent[:JUST_SEEN])
    offered = [likely for likely in inside if _is_drill(likely) and likely.question.id not in taken]
    best = max(offered, key=lambda each: _worth(each, wish, ()), default=None)
    return (best.question,) if best is not None else ()


def _is_drill(likely: Likely) -> bool:
    return likely.question.id.startswith(DRILLS)


def _told_in(question: PracticeQuestion, round_: Round) -> PracticeQuestion:
    others = tuple(each for each in question.rounds if each != round_.id)
    return question.model_copy(update={"rounds": (round_.id, *others)})


def _picked(
    supplies: Sequence[Sequence[Likely]], wish: Wish, *, minutes: int, count: int | None, used: Sequence[PracticeQuestion]
) -> tuple[PracticeQuestion, ...]:
    """Questions one by one, the best of the first supply that has one left that was not just seen; at last the one seen longest ago."""
    just = wish.recent[:JUST_SEEN]
    taken = {question.id for question in used}
    out: list[PracticeQuestion] = []
    while not _enough(out, minutes=minutes, count=count):
        best = None
        for supply in supplies:
            fresh = [each for each in supply if each.question.id not in taken and each.question.id not in just and _fits(each, out)]
            best = max(fresh, key=lambda each: _worth(each, wish, out), default=None)
            if best is not None:
                break
        if best is None and len(out) < (count or 1):
            seen = [each for each in supplies[0] if each.question.id not in taken]
            best = max(seen, key=lambda each: just.index(each.question.id) if each.question.id in just else JUST_SEEN, default=None)
        if best is None:
            break
        taken.add(best.question.id)
        out.append(best.question)
    return tuple(out)


def _enough(out: Sequence[PracticeQuestion], *, minutes: int, count: int | None) -> bool:
    if count is not None:
        return len(out) >= count
    return len(out) >= MOST or (len(out) >= FEWEST and sum(question.minutes for question in out) >= minutes)


def _fits(likely: Likely, out: Sequence[PracticeQuestion]) -> bool:
    """Whether a question's kind is not asked already where one of it is enough."""
    for start in OWN:
        if likely.question.id.startswith(start):
            return not any(each.id.startswith(start) for each in out)
    return not (likely.question.type in OPENINGS and any(each.type == likely.question.type for each in out))


def _worth(likely: Likely, wish: Wish, out: Sequence[PracticeQuestion]) -> tuple[float, str]:
    question = likely.question
    before = sum(1 for id in wish.recent[JUST_SEEN:] if id == question.id)
    alike = sum(1 for each in out if set(each.signals) & set(question.signals))
    return likely.rank * WEARS**before * SAME_SIGNALS**alike * (1 + SHAKE * _drawn(wish.seed, question.id)), question.id


def _drawn(seed: int, id: str) -> float:
    """A number from -1 to 1 that a seed gives a question, whatever others there are."""
    digest = hashlib.sha256(f"{seed}/{id}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 0xFFFFFFFF * 2 - 1


def _opened(questions: tuple[PracticeQuestion, ...]) -> tuple[PracticeQuestion, ...]:
    """The order of an interview: the walk through the CV and the motive first, the rest as they were chosen."""
    return tuple(sorted(questions, key=lambda question: OPENINGS.index(question.type) if question.type in OPENINGS else len(OPENINGS)))


def _own(likely: Likely) -> bool:
    return likely.question.id.startswith(OWN)


def _in_round(question: PracticeQuestion, round_: Round) -> bool:
    """Whether a question belongs to a round: it says so, the round does, or it is one on this very CV or posting that its asker puts."""
    if question.id.startswith(OWN):
        return round_.who in question.by
    return round_.id in question.rounds or question.id.removeprefix("questions/") in round_.questions


def _askers(question: PracticeQuestion, guide: Guide) -> frozenset[str]:
    """Who asks a question: those it names, and those whose round it is asked in."""
    return frozenset(question.by) | {round_.who for round_ in guide.rounds if _in_round(question, round_)}
