"""After the real interview: what was asked beside what we had listed, and how that re-weights the questions of a guide.

Weights are counts with a prior, nothing else. A question's likelihood in its guide counts as ``PRIOR`` interviews that nobody held
(a Beta prior); what was asked in interviews that were held is added to it, first for all questions of its signal, then for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loopready.model import Brief, Foreseen, Guide, Odds, RealQuestion
from loopready.practice.likely import OF_THE_BANK

BANK = "bank/"
"""How ids of questions begin that the guide holds for practice and no brief lists."""
PRIOR = 8.0
"""How many interviews a guide's own likelihood counts for."""
BASELINE_RECALL = 0.44
BASELINE_PRECISION = 0.50
"""The figures that one other tool published for its own questions; ours are shown beside them."""
_LEAST, _MOST = 0.01, 0.99


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of the note after a round: what to write while it is fresh."""

    id: str
    label: str
    hint: str


FIELDS = (
    Field(id="asked", label="What they asked, in the order it came", hint="Their words as near as you have them. People by role."),
    Field(id="told", label="What you told, question by question", hint="Which story, and where you stopped short."),
    Field(id="pressed", label="Where they pressed", hint="The follow-up you had no answer to, and the figure you did not have."),
    Field(id="learnt", label="What you learnt of the seat and the team", hint="What surprised you; what they care about most."),
    Field(id="owed", label="What you owe them, or they you", hint="A name, a figure to send, a date they gave."),
    Field(id="next", label="What to do before the next round", hint="At most two things."),
)
"""The note's fields: about ten minutes, best within the hour."""


def listed_in(brief: Brief) -> list[str]:
    """The ids (``questions/ID``) of the questions that a brief lists, in its order."""
    return [item.id for item in brief.section("questions").items if item.id.startswith("questions/")]


def foreseen(questions: Iterable[RealQuestion]) -> Foreseen:
    """How the listed questions did. What was asked and not listed counts as missed, also where the guide's bank holds it."""
    held = list(questions)
    listed = [each for each in held if is_listed(each)]
    missed = [each for each in held if not is_listed(each) and each.asked]
    return Foreseen(
        listed=len(listed), hit=sum(each.asked for each in listed), missed=len(missed),
        in_bank=sum(each.question is not None for each in missed), interviews=len({each.preparation for each in listed}),
    )  # fmt: skip


def is_listed(question: RealQuestion) -> bool:
    """Whether it is one that the brief listed; one of the bank, or the person's own, was not."""
    return question.question is not None and not question.question.startswith(BANK)


def sums_item(question: RealQuestion) -> str:
    """Under what a question is counted in the machine's sums: its signal, and whether it was listed. Never its words."""
    return f"{'signals' if is_listed(question) else 'missed'}/{question.signal or ''}"


def primary_signal(guide: Guide, question: str) -> str | None:
    """The first signal of a question of a guide (``questions/ID`` or ``bank/ID``); None where the guide has no such question."""
    return next(iter(_signals(guide).get(question, ())), None)


def texts_of(guide: Guide) -> dict[str, str]:
    """The questions of a guide by id, those of the bank after the others."""
    return {
        **{f"questions/{each.id}": each.text for each in guide.questions},
        **{f"{BANK}{each.id}": each.text for each in guide.bank},
    }


def weights(guide: Guide, *, questions: Mapping[str, Odds], signals: Mapping[str, Odds]) -> dict[str, float]:
    """The likelihood, 0 to 1, of each question of a guide (``questions/ID``, ``bank/ID``).

    ``questions`` are the person's own counts by question; ``signals`` those of others by signal, without the person's.
    """
    prior = _priors(guide)
    moved = {signal: _moved(signal, guide, prior, odds) for signal, odds in signals.items() if odds.listed}
    of, out = _signals(guide), {}
    for question, likelihood in prior.items():
        signal = next(iter(of[question]), "")
        mean = min(_MOST, max(_LEAST, likelihood * moved.get(signal, 1.0)))
        own = questions.get(question, Odds())
        out[question] = round((PRIOR * mean + own.asked) / (PRIOR + own.listed), 4)
    return out


def moved_likelihoods(guide: Guide, mine: Sequence[RealQuestion], sums: Mapping[str, Odds]) -> dict[str, float]:
    """The likelihoods of a guide's questions by the person's own interviews, question by question, and those of others by signal.

    ``sums`` are this machine's by signal, the person's own among them. Empty where no interview was told of: then the guide's hold.
    """
    own = [each for each in mine if each.guide == guide.path]
    others = _without(sums, own)
    if not own and not any(odds.listed for odds in others.values()):
        return {}
    return weights(guide, questions=odds_of(own, guide), signals=others)


def _without(signals: Mapping[str, Odds], mine: Sequence[RealQuestion]) -> dict[str, Odds]:
    """The sums by signal without the person's own, which count question by question."""
    out = dict(signals)
    for each in mine:
        signal = each.signal or ""
        if is_listed(each) and signal in out:
            held = out[signal]
            out[signal] = Odds(listed=max(0, held.listed - 1), asked=max(0, held.asked - each.asked))
    return out


def _moved(signal: str, guide: Guide, prior: Mapping[str, float], odds: Odds) -> float:
    """By how much the counts of a signal move the likelihood of its questions: their rate with the prior, over the prior's."""
    held = [
        prior[question] for question, signals in _signals(guide).items() if signals[:1] == (signal,) and question.startswith("questions/")
    ]
    if not held:
        return 1.0
    mean = sum(held) / len(held)
    strength = PRIOR * len(held)
    return (strength * mean + odds.asked) / (strength + odds.listed) / mean


def _priors(guide: Guide) -> dict[str, float]:
    return {
        **{f"questions/{each.id}": each.likelihood for each in guide.questions},
        **{f"{BANK}{each.id}": OF_THE_BANK for each in guide.bank},
    }


def _signals(guide: Guide) -> dict[str, tuple[str, ...]]:
    return {
        **{f"questions/{each.id}": each.signals for each in guide.questions},
        **{f"{BANK}{each.id}": each.signals for each in guide.bank},
    }


def odds_of(questions: Sequence[RealQuestion], guide: Guide) -> dict[str, Odds]:
    """The person's counts by question of one guide. A question of the bank was within reach in each interview that was told of."""
    mine = [each for each in questions if each.guide == guide.path and each.question is not None]
    interviews = len({each.preparation for each in mine})
    out = {f"{BANK}{each.id}": Odds(listed=interviews) for each in guide.bank}
    for each in mine:
        question = each.question or ""
        before = out.get(question, Odds())
        out[question] = Odds(listed=before.listed + is_listed(each), asked=before.asked + each.asked)
    return out
