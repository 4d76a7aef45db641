"""A host that seats a scripted model, or none: what stands in tests for the choice of a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from loopready.adapters.fakes import FakeModel
from loopready.app.masking import MaskedModel, mask_of
from loopready.model import Brief, LanguageModel, Profile, Prompt


class Seated:
    """A model that was turned on, or None; it is sent placeholders as in earnest. ``sent`` is all that went out."""

    def __init__(self, says: Callable[[Prompt], str] | None, *, delay: float = 0.0) -> None:
        self.fake = FakeModel(says, delay=delay) if says is not None else None

    @property
    def sent(self) -> str:
        return "\n".join(prompt.quoted() for prompt in self.fake.asked) if self.fake is not None else ""

    def name(self) -> str:
        return "fake at a test" if self.fake is not None else ""

    def model(
        self, *, person: Brief | tuple[Profile, str] | None, texts: Iterable[str], spoken: Iterable[str] = (), spent_for: str
    ) -> LanguageModel | None:  # fmt: skip
        if self.fake is None:
            return None
        assert spent_for
        profile, cv = (person.profile, person.cv.text) if isinstance(person, Brief) else person or (Profile(document="none"), "")
        return MaskedModel(self.fake, mask_of(profile, cv, others=tuple(texts), spoken=tuple(spoken), employers=True))
