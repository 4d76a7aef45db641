"""The debrief: each lens of the loop judges by the session's answers, votes by stated rules, and says what would have changed its vote."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.model import AnswerClaim, Guide, Interview, Mark, Scorecard, Turn
from loopready.model.debrief import Ballot, BallotQuote, Debrief, LensVote

MEAN_FOR = 3.5
FIT, FIT_FOR = "fit", 3
TOP, BOTTOM = 5, 1
QUOTED_FROM = 3
MOST_QUOTES = 3
RULES = (
    f"For: the strongest answer on this lens has a mean level of at least {MEAN_FOR:g} of 5, what its question tests is at level "
    f"{FIT_FOR} or more, no cap holds it, and no answer says other than your CV.",
    "Not yet: an answer was judged, and one of these fails.",
    "Not enough to go by: no answer that this lens could judge was given. A lens never votes on what was not said.",
)
"""How a lens votes, as it is shown."""
_CAP_ON = {
    "no_outcome": "outcome", "no_own_act": "own_act", "team_as_own": "own_act", "hypothetical": "own_act", "disguise": "real_cost",
    "blame": "ownership", "no_change": "changed_habit", "no_own_link": "own_link", "wrong": "correct", "no_destination": "destination",
    "no_decision": "decision", "other_question": FIT,
}  # fmt: skip
"""The criterion that lifts a cap when it is shown; a cap that is not named here (platitudes, terms only) is lifted by no single piece."""
_OWN_LENSES = (
    ("claims/", "cv", "Stands behind the CV", "Do the claims of the CV hold when they are looked into?"),
    ("requirements/", "posting", "Has what the posting asks for", "How far does the nearest thing done reach into what is asked?"),
)


def debrief(guide: Guide, interview: Interview) -> Debrief:
    """The votes of a session's lenses: the signals its questions test, those of its round, and in a whole loop all of the guide."""
    questions = interview.questions()
    votes = [_vote(interview, lens, title, asks, by, turns, hint)
             for lens, title, asks, by, turns, hint in _lenses(guide, interview)]  # fmt: skip
    judged = [interview.judged(turn).scorecard for turn in questions]
    return Debrief(
        interview=interview.id, votes=tuple(votes),
        answered=sum(1 for turn in questions if turn.state == "answered"),
        skipped=sum(1 for turn in questions if turn.state != "answered"),
        unscored=sum(1 for card in judged if card is not None and card.overall is None),
    )  # fmt: skip


_Lens = tuple[str, str, str, tuple[str, ...], tuple[Turn, ...], str]


def _lenses(guide: Guide, interview: Interview) -> list[_Lens]:
    """Id, title, the interviewer's question, roles, the turns that test it, and a question that would."""
    questions = interview.questions()
    tested = {signal for turn in questions for signal in turn.question.signals}
    of_round = {signal for round_ in guide.rounds if round_.id == interview.round for signal in round_.signals}
    out: list[_Lens] = []
    for signal in guide.signals:
        if interview.scope != "loop" and signal.id not in tested | of_round:
            continue
        by = tuple(dict.fromkeys(round_.who for round_ in guide.rounds if signal.id in round_.signals))
        turns = tuple(turn for turn in questions if signal.id in turn.question.signals)
        out.append((signal.id, signal.title, signal.question, by, turns, _hint(guide, signal.id)))
    for start, id, title, asks in _OWN_LENSES:
        turns = tuple(turn for turn in questions if turn.question.id.startswith(start))
        if turns:
            out.append((id, title, asks, tuple(dict.fromkeys(turns[0].question.by)), turns, turns[0].said))
    return out


def _hint(guide: Guide, signal: str) -> str:
    """The likeliest question of the guide that tests a signal."""
    found = [question for question in guide.questions if signal in question.signals]
    best = max(found, key=lambda question: (question.likelihood, question.id), default=None)
    return best.text if best is not None else ""


def _vote(interview: Interview, lens: str, title: str, asks: str, by: tuple[str, ...], turns: tuple[Turn, ...], hint: str) -> LensVote:
    judged = [interview.judged(turn) for turn in turns]
    scored = [(turn, turn.scorecard) for turn in judged if turn.scorecard is not None and turn.scorecard.overall is not None]
    ids = tuple(turn.id for turn in turns)
    if not scored:
        return LensVote(
            lens=lens, title=title, asks=asks, by=by, vote="not_enough", because=_nothing(judged), turns=ids,
            decisive=f"An answer to “{turns[0].said if turns else hint}”",
        )  # fmt: skip
    turn, card = max(scored, key=lambda pair: pair[1].overall or 0)
    denied = [claim for _, each in scored for claim in each.claims if claim.state == "contradicted"]
    vote: Ballot = "for" if not denied and _stands(card.marks, [cap.at_most for cap in card.caps]) else "not_yet"
    evidence = _evidence(turn, card)
    if vote == "for" and not evidence:
        vote = "not_yet"
    return LensVote(
        lens=lens, title=title, asks=asks, by=by, vote=vote, because=_because(card, denied, of=len(scored)), turns=ids,
        evidence=evidence, levels={mark.criterion: mark.level for mark in card.marks if mark.level is not None},
        decisive=_carried(card) if vote == "for" else _lacked(card, denied),
    )  # fmt: skip


def _nothing(judged: Sequence[Turn]) -> str:
    reasons = [turn.scorecard.unscored for turn in judged if turn.scorecard is not None and turn.scorecard.unscored]
    if reasons:
        return f"The answer could not be judged: {reasons[0]}"
    return "The question was not answered." if judged else "No question of this session tests it."


def _mean(marks: Sequence[Mark], caps: Sequence[int]) -> float:
    levels = [mark.level for mark in marks if mark.level is not None]
    mean = sum(levels) / len(levels) if levels else float(BOTTOM)
    return min([mean, *map(float, caps)])


def _stands(marks: Sequence[Mark], caps: Sequence[int]) -> bool:
    """The rule of a vote for, the CV aside."""
    fit = [mark.level for mark in marks if mark.criterion == FIT and mark.level is not None]
    return not caps and _mean(marks, caps) >= MEAN_FOR and all(level >= FIT_FOR for level in fit)


def _because(card: Scorecard, denied: Sequence[AnswerClaim], *, of: int) -> str:
    caps = [cap.at_most for cap in card.caps]
    which = "The answer" if of == 1 else f"The strongest of {of} answers"
    fit = next((mark.level for mark in card.marks if mark.criterion == FIT and mark.level is not None), None)
    parts = [f"{which} has a mean level of {_mean(card.marks, caps):.1f} of 5"]
    if fit is not None:
        parts.append(f"what the question tests is at level {fit}")
    parts += [f"a cap holds: {cap.because.rstrip('.')}" for cap in card.caps[:1]]
    if denied:
        parts.append("an answer says other than your CV")
    return "; ".join(parts) + "."


def _evidence(turn: Turn, card: Scorecard) -> tuple[BallotQuote, ...]:
    found = [mark for mark in card.marks if mark.quote and mark.level is not None and mark.level >= QUOTED_FROM]
    found.sort(key=lambda mark: -(mark.level or 0))
    out: dict[str, BallotQuote] = {}
    for mark in found:
        if mark.quote and mark.level is not None and mark.quote not in out:
            out[mark.quote] = BallotQuote(
                turn=turn.id, question=turn.question.id, criterion=mark.criterion, level=mark.level, quote=mark.quote
            )
    return tuple(out.values())[:MOST_QUOTES]


def _with(marks: Sequence[Mark], criterion: str, level: int) -> list[Mark]:
    """The marks with one criterion at another level."""
    return [mark.model_copy(update={"level": level}) if mark.criterion == criterion and mark.level is not None else mark for mark in marks]


def _lacked(card: Scorecard, denied: Sequence[AnswerClaim]) -> str:
    """The one missing piece that would have made it a vote for, found by giving each its best level in turn."""
    if denied:
        claim = denied[0]
        beside = f", your CV “{_line(claim.cv.quote)}”" if claim.cv is not None else ""
        return f"One sentence that settles which is so: the answer says “{_line(claim.text)}”{beside}."
    tried = []
    for mark in card.marks:
        if mark.level is None or mark.level == TOP:
            continue
        raised = _with(card.marks, mark.criterion, TOP)
        left = [cap.at_most for cap in card.caps if _CAP_ON.get(cap.id) != mark.criterion]
        tried.append((_stands(raised, left), _mean(raised, left), -mark.level, mark))
    if not tried:
        return "None: the answer says nothing that only this seat's answer could say."
    enough, _, _, best = max(tried, key=lambda each: each[:3])
    said = next((probe.instruction for probe in card.probes if probe.criterion == best.criterion), best.why)
    return said if enough else f"No single piece would have been enough. The first: {said}"


def _carried(card: Scorecard) -> str:
    """The quoted piece without which it would not have been a vote for."""
    quoted = sorted((mark for mark in card.marks if mark.quote and mark.level is not None), key=lambda mark: -(mark.level or 0))
    for mark in quoted:
        if not _stands(_with(card.marks, mark.criterion, BOTTOM), []):
            return f"Without “{_line(mark.quote or '')}” it would have been not yet."
    return "None: it would have stood without any one piece of it."


def _line(quote: str, *, most: int = 160) -> str:
    """A quote in one line; a long one is cut between words."""
    said = " ".join(quote.split())
    return said if len(said) <= most else said[: said.rindex(" ", 0, most)] + " …"
