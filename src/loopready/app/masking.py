"""Placeholders around a language model: what it is sent names nobody, and what it says names them again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from loopready.app.personal import address_words, contact_words, contacts_in, employer_words, lone_in, name_words, others_in, street_words
from loopready.engines.placeholders import Mask
from loopready.model import Completion, Heard, LanguageModel, Profile, Prompt
from loopready.model.language import seen


def mask_of(
    profile: Profile, cv: str, *, others: Iterable[str] = (), spoken: Iterable[str] = (), employers: bool
) -> Mask:  # fmt: skip
    """The mask of a person: their name, e-mail, phone, links and address, and with ``employers`` these too.

    ``cv`` is the CV's text; ``others`` are texts that go out beside it (the posting, answers, stories), in which contacts, people and
    customers are looked for as in the CV. ``spoken`` are those of them that are somebody's running words: single capitalised words that no
    list knows are hidden in these too, since a given name often stands alone there.
    """
    texts = [seen(text) for text in (cv, *others)]
    secrets = [*name_words(profile, cv), *contact_words(profile, cv), *address_words(profile, cv), *street_words(profile, cv)]
    if employers:
        secrets += employer_words(profile, cv)
    for text in texts:
        secrets += contacts_in(text)
    secrets += [*others_in(texts), *lone_in(map(seen, spoken))]
    return Mask(secrets, texts=texts)


class MaskedModel:
    """A language model that is sent placeholders for what a mask hides; its answers come with the words put back."""

    def __init__(self, model: LanguageModel, mask: Mask) -> None:
        self.name = model.name
        self._model = model
        self._mask = mask

    def hidden(self, text: str) -> str:
        """A text as the model is sent it."""
        return self._mask.hide(seen(text))

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        """As the model's own; see ``LanguageModel``."""
        data = tuple(each.model_copy(update={"text": self.hidden(each.text)}) for each in prompt.data)
        telling = _Telling(self._mask, heard) if heard is not None else None
        made = self._model.complete(prompt.model_copy(update={"data": data}), seconds=seconds, heard=telling)
        if telling is not None:
            telling.end()
        shown = (
            self._mask.show(made.text) if prompt.answer_schema is None else json.dumps(self._all(json.loads(made.text)), ensure_ascii=False)
        )
        return made.model_copy(update={"text": shown})

    def _all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._mask.show(value)
        if isinstance(value, list):
            return [self._all(member) for member in value]
        return {name: self._all(member) for name, member in value.items()} if isinstance(value, dict) else value


class _Telling:
    """Pieces as they come, held back while a placeholder may be cut in two."""

    _LONGEST = 24

    def __init__(self, mask: Mask, heard: Heard) -> None:
        self._mask = mask
        self._heard = heard
        self._held = ""

    def __call__(self, piece: str) -> None:
        self._held += piece
        opened = self._held.rfind("[")
        cut = opened if opened >= 0 and "]" not in self._held[opened:] and len(self._held) - opened < self._LONGEST else len(self._held)
        self._tell(cut)

    def end(self) -> None:
        """Tell what is still held."""
        self._tell(len(self._held))

    def _tell(self, cut: int) -> None:
        ready, self._held = self._held[:cut], self._held[cut:]
        if ready:
            self._heard(self._mask.show(ready))
