"""What a language model said as a guest of practice, after it was checked: beside the engine's own words, never in their place."""

from __future__ import annotations

import datetime as dt

from pydantic import Field, model_validator

from loopready.model.base import Noun
from loopready.model.marking import CapHeld
from loopready.model.story import StoryPartName


class AnswerQuote(Noun):
    """Words of an answer: ``answer[start:end] == quote``."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str


class OpinionMark(Noun):
    """A second opinion on one criterion. ``said`` is the level that the model gave, ``level`` what is left of it by our rules.

    ``level`` is None where the opinion was refused, and ``unscored`` then says why. A level above 1 rests on quotes.
    """

    criterion: str
    level: int | None = Field(ge=1, le=5)
    said: int | None = Field(default=None, ge=1, le=5)
    quotes: tuple[AnswerQuote, ...] = ()
    why: str = Field(default="", description="What the rubric says of this level, in our words.")
    unscored: str | None = None

    @model_validator(mode="after")
    def _level_or_reason(self) -> OpinionMark:
        if (self.level is None) != (self.unscored is not None):
            raise ValueError(f"{self.criterion}: an opinion has a level, or says why it has none")
        if self.level is not None and self.level > 1 and not self.quotes:
            raise ValueError(f"{self.criterion}: a level above 1 rests on quotes")
        return self


class Difference(Noun):
    """A criterion on which the engine and the model do not agree."""

    criterion: str
    engine: int = Field(ge=1, le=5)
    model: int = Field(ge=1, le=5)


class SecondOpinion(Noun):
    """A language model's marks of one answer beside the engine's. They are shown next to each other and never averaged or kept as the mark.

    ``overall`` is by the same formula and caps as a scorecard's; None where a criterion was refused.
    """

    by: str = Field(description="The model and where it runs.")
    question: str = ""
    overall: int | None = Field(ge=0, le=100)
    marks: tuple[OpinionMark, ...] = ()
    caps: tuple[CapHeld, ...] = ()
    differences: tuple[Difference, ...] = Field(default=(), description="The widest first.")
    refused: int = Field(default=0, description="Criteria whose opinion could not stand.")
    unscored: str | None = None

    @model_validator(mode="after")
    def _number_or_reason(self) -> SecondOpinion:
        if (self.overall is None) != (self.unscored is not None):
            raise ValueError("an opinion has a number, or says why it has none")
        return self


class ProposedPart(Noun):
    """A part of a story as a model would tell it. ``by`` is "cv" where the engine's skeleton stands, "person" where their words do."""

    name: StoryPartName
    text: str
    by: str = Field(pattern="^(model|cv|person)$")


class StoryProposal(Noun):
    """A draft of a story in a model's words, beside what the person has. Blanks are the skeleton's; ``dropped`` sentences were refused."""

    by: str
    parts: tuple[ProposedPart, ...] = ()
    dropped: int = 0
    note: str = Field(default="", description="Why nothing was drafted, where nothing was.")

    @property
    def drafted(self) -> tuple[ProposedPart, ...]:
        """The parts that are in the model's words."""
        return tuple(part for part in self.parts if part.by == "model")


class GivenStatement(Noun):
    """What a document says of a firm, with its own words: ``text[start:end] == quote`` of the document."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str


class GivenPaper(Noun):
    """A document that the person gave on the firm of a preparation, and what it says there. It is no part of the library's facts."""

    id: str = ""
    preparation: str | None = None
    name: str
    text: str
    by: str = Field(description="The model that looked for the statements.")
    statements: tuple[GivenStatement, ...] = ()
    dropped: int = Field(default=0, description="Statements that said what their quote does not, or whose quote is not in the document.")
    unread: int = Field(default=0, description="Letters at the end that were not looked at.")
    note: str = ""
    given: dt.datetime | None = None

    @model_validator(mode="after")
    def _quotes_stand(self) -> GivenPaper:
        loose = [each.quote for each in self.statements if self.text[each.start : each.end] != each.quote]
        if loose:
            raise ValueError(f"{loose[0]!r} does not stand in the document")
        return self
