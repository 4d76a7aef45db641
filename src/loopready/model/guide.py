"""Guide, Fact and Firm: what the library knows of a seat, with its sources.

Texts of the content (``Prose``) carry their proof inline: ``[fact:ID]`` cites a fact, ``{{ formula | format }}`` stands for
a calculated value, ``[given]`` marks the numbers of a sentence as an example's assumptions and ``[judgement]`` as our own advice.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from loopready.model.base import Noun
from loopready.model.drill import Drill
from loopready.model.marking import Lens, QuestionType

Prose = Annotated[str, Field(min_length=1)]
Cue = Annotated[str, Field(min_length=2)]
"""A phrase looked for in a CV or posting: words in order, up to two others between them; ``word*`` is a prefix, ``a|b`` a choice."""
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Who = Literal["recruiter", "hiring_manager", "peer_manager", "engineer", "product", "executive", "assessor", "customer", "panel"]
FigureKind = Literal["people", "teams", "money", "percent", "duration", "count", "date", "availability"]


class Fact(Noun):
    """Something true of the world: statement in our own words, figures, source, date and how sure we are."""

    id: str
    statement: str
    figures: dict[str, Any] = {}
    source_title: str
    source_url: str | None = None
    as_of: str
    confidence: Literal["high", "medium", "low"]
    firm: str | None = None


class GuideSource(Noun):
    """Where an item of a guide comes from; items name it by id."""

    id: Slug
    title: str
    url: str | None = None
    as_of: str | None = None
    note: str | None = None


class Routing(Noun):
    """How a posting finds this guide: cues in its title, words of its domain, and what the seat's holder does or never does."""

    titles: tuple[Cue, ...] = ()
    not_titles: tuple[Cue, ...] = Field(default=(), description="Words of a neighbour's title.")
    words: tuple[Cue, ...] = ()
    duties: tuple[Cue, ...] = Field(default=(), description="What a posting for this seat says its holder does, answers for or has done.")
    not_duties: tuple[Cue, ...] = Field(default=(), description="What only a neighbouring seat's posting says.")


class Level(Noun):
    """A level of the seat and the scope that goes with it, lowest rank first."""

    id: Slug
    rank: int
    name: str
    titles: tuple[Cue, ...] = ()
    people: tuple[int, int] | None = None
    teams: tuple[int, int] | None = None
    managers: bool = Field(default=False, description="Manages managers.")
    scope: Prose
    sources: tuple[str, ...] = ()


class TeamType(Noun):
    """A kind of team this seat may lead, what it demands, and the words by which a posting gives it away."""

    id: Slug
    name: str
    what: Prose
    demands: Prose
    ask: Prose = Field(description="What the candidate should be ready to say for it.")
    cues: tuple[Cue, ...] = ()
    sources: tuple[str, ...] = ()


class Contrast(Noun):
    """How this seat differs from a neighbouring one."""

    id: Slug
    seat: str
    text: Prose
    cues: tuple[Cue, ...] = Field(default=(), description="Words of a CV that show the neighbouring seat.")
    sources: tuple[str, ...] = ()


class Seat(Noun):
    """What the seat is: the work, its levels, the kinds of team and the neighbouring seats."""

    summary: Prose
    day: tuple[Prose, ...] = Field(default=(), description="What the work is, in hours or acts.")
    great: tuple[Prose, ...] = ()
    levels: tuple[Level, ...] = ()
    team_types: tuple[TeamType, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether people report to this seat at any of its levels."""
        return any(level.managers or (level.people is not None and level.people[1] > 0) for level in self.levels)


class Facet(Noun):
    """One thing that must be shown for a signal to stand.

    ``name`` finishes the sentence "the CV shows / does not show ...". ``missing`` is the fact to bring, as a noun phrase.
    """

    id: Slug
    name: str
    cues: tuple[Cue, ...] = Field(min_length=1)
    like: tuple[str, ...] = Field(default=(), description="Sentences a CV might use for it, for comparison by meaning.")
    figure: FigureKind | None = Field(default=None, description="A figure of this kind in the same bullet makes it stand firmer.")
    doubt: Prose
    probe: Prose = Field(description="The question an interviewer tests the doubt with, in their words.")
    missing: Prose
    safe: Prose | None = Field(default=None, description="How to say it where the figure is confidential.")


class Signal(Noun):
    """What interviewers look for."""

    id: Slug
    title: str = Field(description="Short, as a verb phrase with an unnamed subject: 'Owns an outage and the customer behind it'.")
    question: Prose = Field(description="The question the interviewer answers in the debrief.")
    listens_for: Prose
    weight: float = Field(gt=0, le=1)
    facets: tuple[Facet, ...] = Field(min_length=2)
    asked_by: tuple[Cue, ...] = Field(default=(), description="Words by which a posting asks for it.")
    like: tuple[str, ...] = Field(default=(), description="Sentences a posting might ask for it with.")
    sources: tuple[str, ...] = ()


class Slot(Noun):
    """A slot of an answer's skeleton: filled from the CV where its words fit, else a blank with the question to answer."""

    id: Slug
    label: str
    ask: Prose
    cues: tuple[Cue, ...] = ()
    figure: FigureKind | None = None
    safe: Prose | None = None


class Question(Noun):
    """A question to expect, what it tests, and what great, average and downgrading answers hold."""

    id: Slug
    text: Prose
    tests: Prose
    signals: tuple[Slug, ...] = Field(min_length=1)
    likelihood: float = Field(gt=0, le=1)
    rounds: tuple[Slug, ...] = ()
    minutes: int = 15
    great: tuple[Prose, ...] = Field(min_length=1)
    average: tuple[Prose, ...] = Field(min_length=1)
    downgrade: tuple[Prose, ...] = Field(min_length=1)
    follow_ups: tuple[Prose, ...] = Field(min_length=1)
    traps: tuple[Prose, ...] = Field(min_length=1)
    slots: tuple[Slot, ...] = Field(min_length=3)
    story: Literal["bullet", "career", "firm", "none"] = Field(
        default="bullet", description="What the answer is built of: a bullet of the CV, the whole career, the firm, or neither."
    )
    story_cues: tuple[Cue, ...] = ()
    asked_by: tuple[Cue, ...] = Field(default=(), description="Words of a posting that make it likelier.")
    type: QuestionType | None = Field(
        default=None, description="How answers are marked; the compiler's by the question's words where none is given."
    )
    checks: tuple[str, ...] = Field(default=(), description="What an answer is checked for; cut from `tests` where none are given.")
    lenses: tuple[Lens, ...] | None = Field(default=None, description="The manager's criteria sought; the compiler's where none are given.")
    sources: tuple[str, ...] = ()


class BankQuestion(Noun):
    """A further question for practice, with what it tests and what a strong answer holds."""

    id: Slug
    text: Prose
    tests: Prose
    listen: Prose = Field(description="What a strong answer holds.")
    signals: tuple[Slug, ...] = Field(min_length=1)
    rounds: tuple[Slug, ...] = ()
    by: tuple[Who, ...] = Field(min_length=1, description="Who asks it.")
    minutes: int = 8
    asked_by: tuple[Cue, ...] = Field(default=(), description="Words of a posting that make it likelier.")
    type: QuestionType | None = Field(
        default=None, description="How answers are marked; the compiler's by the question's words where none is given."
    )
    checks: tuple[str, ...] = Field(default=(), description="What an answer is checked for; cut from `tests` where none are given.")
    lenses: tuple[Lens, ...] | None = Field(default=None, description="The manager's criteria sought; the compiler's where none are given.")
    sources: tuple[str, ...] = ()


class StudyCard(Noun):
    """A self-check card: a question and its answer."""

    ask: Prose
    answer: Prose


class Concept(Noun):
    """A concept taught: what, why at this scale, how it goes wrong, figures, a worked example, cards."""

    id: Slug
    title: str
    what: Prose
    why: Prose
    goes_wrong: Prose
    figures: tuple[Prose, ...] = Field(min_length=1)
    worked: Prose
    cards: tuple[StudyCard, ...] = Field(min_length=2)
    signals: tuple[Slug, ...] = ()
    cues: tuple[Cue, ...] = Field(min_length=1, description="Words by which a posting weighs it and a CV shows it.")
    minutes: int = 10
    sources: tuple[str, ...] = ()


class Area(Noun):
    """A field of knowledge with its concepts."""

    id: Slug
    title: str
    concepts: tuple[Concept, ...] = Field(min_length=1)


class AskQuestion(Noun):
    """A question to ask, and to whom. ``cues`` are words of a posting that make it the one to ask."""

    text: Prose
    to: Who
    cues: tuple[Cue, ...] = ()


class Ask(Noun):
    """A subject to ask about, real questions, and what good and bad answers sound like."""

    id: Slug
    title: str
    questions: tuple[AskQuestion, ...] = Field(min_length=2)
    good: Prose
    bad: Prose
    sources: tuple[str, ...] = ()


class Round(Noun):
    """A round of the loop. ``names`` gives the name it has at a firm (firm id -> name)."""

    id: Slug
    name: str
    who: Who
    minutes: int
    what: Prose
    prepare: Prose
    signals: tuple[Slug, ...] = ()
    questions: tuple[Slug, ...] = ()
    drills: tuple[str, ...] = ()
    names: dict[str, str] = {}
    sources: tuple[str, ...] = ()


class Related(Noun):
    """A neighbouring seat. ``path`` is None while no guide of it exists; ``cues`` are titles that show a CV comes from it."""

    id: Slug
    path: str | None = None
    title: str
    carries: Prose
    new: Prose
    cues: tuple[Cue, ...] = ()


class Topic(Noun):
    """Something every candidate meets, apart from the seat: a screen, an offer, the day itself."""

    id: Slug
    title: str
    when: Literal["first", "before", "day_before", "day_of", "after", "if_needed"]
    body: tuple[Prose, ...] = Field(min_length=1)
    questions: tuple[Prose, ...] = ()
    sources: tuple[str, ...] = ()


class Inherited(Noun):
    """An item that a guide has from a base, and the fields of it that the guide lays its own words over."""

    item: str = Field(description="questions/ID, concepts/ID, signals/ID, ...")
    base: str
    changed: tuple[str, ...] = ()


class Guide(Noun):
    """A role guide. ``path`` is its identity: file, URL and CLI argument.

    A guide that ``extends`` bases is compiled before it is a Guide; ``inherited`` then says what came from where.
    """

    path: str
    title: str
    revision: int = Field(ge=1)
    reviewed: str
    status: Literal["ready", "draft"] = "ready"
    extends: tuple[str, ...] = Field(default=(), description="What it is laid over: roles/..., domains/..., or a guide's path.")
    without: tuple[str, ...] = Field(default=(), description="Inherited items to drop: questions/ID, concepts/ID, signals/ID/facets/ID.")
    inherited: tuple[Inherited, ...] = Field(default=(), description="Written by the compiler.")
    routing: Routing = Routing()
    seat: Seat
    who: dict[Who, Prose] = Field(default={}, description="What interviewers are called in this seat, with an article: a partner.")
    signals: tuple[Signal, ...]
    questions: tuple[Question, ...]
    bank: tuple[BankQuestion, ...] = ()
    areas: tuple[Area, ...]
    drills: tuple[Drill, ...]
    asks: tuple[Ask, ...]
    rounds: tuple[Round, ...]
    related: tuple[Related, ...] = ()
    topics: tuple[Topic, ...] = ()
    sources: tuple[GuideSource, ...] = ()

    def signal(self, id: str) -> Signal:
        """The signal with this id; KeyError where the guide has none."""
        for signal in self.signals:
            if signal.id == id:
                return signal
        raise KeyError(id)


class Principle(Noun):
    """A principle or hiring attribute under the firm's own name, and what a story needs to show it (our words)."""

    name: str
    shows: Prose
    cues: tuple[Cue, ...] = ()


class Firm(Noun):
    """What is publicly known of a firm that hires for such seats; ``unknown`` says what could not be found."""

    id: Slug
    name: str
    aliases: tuple[str, ...] = ()
    about: tuple[Prose, ...] = Field(min_length=1, description="How it runs engineering, dated facts.")
    loop: tuple[Prose, ...] = ()
    assessor: Prose | None = Field(default=None, description="The outside assessor under the firm's own name.")
    levels: tuple[Prose, ...] = ()
    read: tuple[Prose, ...] = Field(default=(), description="What to read before the loop, and what to take from it.")
    principles: tuple[Principle, ...] = ()
    ai_rule: Prose | None = None
    unknown: tuple[Prose, ...] = ()
    sources: tuple[GuideSource, ...] = ()
