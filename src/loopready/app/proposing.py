"""A story's draft by a language model that the person turned on: beside their words, never in place of them, and not kept."""

from __future__ import annotations

from loopready.app.guests import PRACTICE, Guests, Host, heard, model_off
from loopready.app.service import PERSONAL, Service
from loopready.app.stories import StoryBank
from loopready.model import StoryProposal
from loopready.practice.guest.drafting import proposal_of, story_prompt

NOTHING = "no part of it stands in your CV's words any more, so there is nothing to draft from"


class Proposals:
    """Drafts of stories for one owner."""

    def __init__(self, service: Service, owner: str = PERSONAL, *, guests: Host | None = None) -> None:
        self._guests = guests or Guests(service, owner)
        self._bank = StoryBank(service, owner)
        self._desk = service.desk(owner)

    @property
    def name(self) -> str:
        """Who would be asked; empty where nobody may be."""
        return self._guests.name()

    def of(self, id: str) -> StoryProposal:
        """The draft of a story: what the CV says in sentences, its blanks kept; the skeleton where the model's words fall or none come.

        Raises:
            InputError: there is no such story; ``model_off`` where no model is turned on, or its settings are none.
        """
        story = self._bank.get(id)
        prompt = story_prompt(story)
        texts = [each.text for each in prompt.data] if prompt is not None else []
        brief = self._desk.brief(story.preparation) if story.preparation is not None else None
        model = self._guests.model(person=brief, texts=texts, spoken=texts, spent_for=story.preparation or PRACTICE)
        if model is None:
            raise model_off("the draft")
        if prompt is None:
            return proposal_of(story, None, by=model.name, note=NOTHING)
        came = heard(model, {"story": prompt})
        return proposal_of(story, came.answers.get("story"), by=model.name, note=came.note)
