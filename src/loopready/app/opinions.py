"""A second opinion on an answer, by a language model that the person turned on: beside the engine's marks, kept nowhere as a mark."""

from __future__ import annotations

from loopready.app.guests import PRACTICE, Guests, Host, heard, model_off
from loopready.app.service import PERSONAL, Service
from loopready.model import Brief, PracticeQuestion, Profile, Scorecard, SecondOpinion
from loopready.practice.guest.judging import Judgement, opinion_prompts


class Opinions:
    """Second opinions for one owner."""

    def __init__(self, service: Service, owner: str = PERSONAL, *, guests: Host | None = None) -> None:
        self._guests = guests or Guests(service, owner)

    @property
    def name(self) -> str:
        """Who would be asked; empty where nobody may be."""
        return self._guests.name()

    def of(
        self, question: PracticeQuestion, text: str, card: Scorecard, *, person: Brief | tuple[Profile, str] | None = None,
        preparation: str | None = None,
    ) -> SecondOpinion:  # fmt: skip
        """The opinion on an answer that ``card`` marks. ``person`` is whose words they are, as far as it is known.

        An answer that could not be marked is not sent; a server that fails leaves criteria, or all of them, unscored.

        Raises:
            InputError: ``model_off`` where no model is turned on, or its settings are none.
        """
        texts = (question.text, text, *(check.text for check in question.checks))
        model = self._guests.model(person=person, texts=texts, spoken=(text,), spent_for=preparation or PRACTICE)
        if model is None:
            raise model_off("the second opinion")
        if card.unscored is not None:
            return SecondOpinion(by=model.name, question=question.id, overall=None, unscored=card.unscored)
        came = heard(model, opinion_prompts(question, text, card))
        made = Judgement(question, text, card).opinion(came.answers, by=model.name)
        if made.unscored is not None and came.note:
            made = made.model_copy(update={"unscored": f"{made.unscored}: {came.note}"})
        return made
