"""The story bank of one person: stories drafted from a CV, written, shelved, and shared out among the likely questions."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from loopready.adapters.database import Stories
from loopready.app.defending import ClaimsAtHand
from loopready.app.guests import Guests
from loopready.app.guides import expand
from loopready.app.interviews import MarkAnswer, marker_of
from loopready.app.service import Service
from loopready.engines.text import short_hash
from loopready.model import (
    STORY_PARTS,
    Answer,
    Brief,
    Check,
    Defence,
    Guide,
    InputError,
    Portfolio,
    PracticeQuestion,
    Story,
    StoryData,
    StoryDraft,
    StoryEdition,
    StoryPart,
    StoryPartName,
    Telling,
)  # fmt: skip
from loopready.practice.defence import states_retracted
from loopready.practice.portfolio import likely_questions, solve
from loopready.practice.privacy import cautions_of
from loopready.practice.questions import practised
from loopready.practice.stories import all_text, drafts, plain_question, serves_question, told_text

MOST_LETTERS = 6_000
"""Letters of one part of a story."""
MOST_TOLD = 120


class StoryBank:
    """The stories of one owner."""

    def __init__(self, service: Service, owner: str, *, mark: MarkAnswer | None = None) -> None:
        self._mark = mark or marker_of(service)
        self._service = service
        self._desk = service.desk(owner)
        self._stories = Stories(service.database, owner)
        self._claims = ClaimsAtHand(service, owner)
        self._guests = Guests(service, owner)

    @property
    def guest(self) -> str:
        """The language model that may draft a story; empty where none is turned on."""
        return self._guests.name()

    def all(self, *, archived: bool = False) -> list[Story]:
        """The stories, the one changed last first."""
        return self._stories.all(archived=archived)

    def get(self, id: str) -> Story:
        """A story. InputError where there is none of that id."""
        return self._stories.get(id)

    def drafts(self, preparation: str) -> tuple[StoryDraft, ...]:
        """What the CV of a preparation holds for stories that are not in the bank yet, worthiest first.

        InputError where there is no such preparation, or no brief of it yet.
        """
        brief, guide = self._brief(preparation)
        taken = self._stories.keys()
        return tuple(draft for draft in self._drafts(brief, guide) if draft.key not in taken)

    def _drafts(self, brief: Brief, guide: Guide) -> tuple[StoryDraft, ...]:
        return drafts(brief.profile, brief.cv, match=brief.match, guide=guide.path)

    def take(self, preparation: str, keys: Sequence[str]) -> list[Story]:
        """Take drafts into the bank by their keys. InputError where the CV holds no such line."""
        brief, guide = self._brief(preparation)
        by_key = {draft.key: draft for draft in self._drafts(brief, guide)}
        missing = [key for key in keys if key not in by_key]
        if missing:
            raise InputError("not_found", "the CV has no such line any more; reload the page", name=missing[0][:80])
        return [self._stories.add(by_key[key], preparation=preparation) for key in dict.fromkeys(keys)]

    def suggested(self, preparation: str) -> tuple[str, ...]:
        """The keys of the drafts that would cover most of what is uncovered, each taken once."""
        brief, guide = self._brief(preparation)
        offered = self._drafts(brief, guide)
        taken, moment = self._stories.keys(), dt.datetime.now(dt.UTC)
        as_stories = [
            Story(
                id=draft.key, owner="", key=draft.key, title=draft.title, parts=draft.parts, data=draft.data, created=moment, updated=moment
            )
            for draft in offered
            if draft.key not in taken
        ]
        solved = self._solved(brief, guide, [*self.all(), *as_stories], preparation, ())
        wanted = {row.story for row in solved.rows}
        return tuple(draft.key for draft in offered if draft.key in wanted and draft.key not in taken)

    def begin(self, title: str, *, preparation: str | None = None) -> Story:
        """A story of the person's own, which no line of the CV holds. InputError for an empty or long title."""
        parts: dict[StoryPartName, StoryPart] = {name: StoryPart(by="person") for name in STORY_PARTS}
        guide = self._brief(preparation)[1].path if preparation is not None else None
        draft = StoryDraft(key=f"own/{secrets.token_hex(8)}", title=title, parts=parts, data=StoryData(guide=guide))
        return self._stories.add(draft, preparation=preparation)

    def write(self, id: str, texts: Mapping[str, str], *, version: int) -> Story:
        """Keep parts by their names as they were typed.

        Raises:
            InputError: there is no such story or part, a text is too long, or the story was changed elsewhere.
        """
        story = self._stories.get(id)
        parts: dict[StoryPartName, StoryPart] = {}
        for name in STORY_PARTS:
            if name in texts:
                parts[name] = _typed(story.part(name), texts[name])
        if set(texts) - set(parts):
            raise InputError("no_part", f"a story has the parts {', '.join(STORY_PARTS)}", name=", ".join(sorted(set(texts) - set(parts))))
        return self._stories.write(id, parts, version=version)

    def rename(self, id: str, title: str, *, version: int) -> Story:
        """Give a story another name."""
        return self._stories.change(id, version=version, title=title)

    def show_competences(self, id: str, preparation: str, signals: Sequence[str], *, version: int) -> Story:
        """Say which of the guide's competences a story shows. InputError where the guide has none of that id."""
        _, guide = self._brief(preparation)
        known = [signal.id for signal in guide.signals]
        strange = [signal for signal in signals if signal not in known]
        if strange:
            raise InputError("no_signal", "the guide has no such competence any more; reload the page", name=strange[0][:80])
        return self._stories.change(id, version=version, signals=tuple(each for each in known if each in signals), guide=guide.path)

    def tell(self, id: str, *, day: str, where: str, preparation: str | None, version: int) -> Story:
        """Note that a story was told. InputError for a day that is none, or lies ahead."""
        try:
            told = dt.date.fromisoformat(day)
        except ValueError:
            raise InputError("no_date", f"{day[:40]!r} is no date; write it as YYYY-MM-DD", name="the day") from None
        if told > dt.datetime.now(dt.UTC).astimezone().date():
            raise InputError("date_ahead", "lies ahead; note a story when it was told", name=day)
        if preparation is not None:
            self._desk.preparations.get(preparation)
        said = " ".join(where.split())[:MOST_TOLD]
        return self._stories.change(id, version=version, told=Telling(day=told.isoformat(), where=said, preparation=preparation))

    def shelve(self, id: str, *, archived: bool, version: int) -> Story:
        """Put a story into the archive, or take it out."""
        return self._stories.change(id, version=version, archived=archived)

    def delete(self, id: str) -> None:
        """Delete a story with all its versions."""
        self._stories.delete(id)

    def editions(self, id: str) -> list[StoryEdition]:
        """The versions of a story, the latest first."""
        return self._stories.editions(id)

    def keep_edition(self, id: str, *, version: int) -> Story:
        """Keep the story as it stands as a version of its own, and go on in a new one."""
        return self._stories.write(id, {}, version=version, anew=True)

    def restore(self, id: str, edition: int, *, version: int) -> Story:
        """Begin a new version with the texts of an earlier one."""
        return self._stories.restore(id, edition, version=version)

    def portfolio(self, preparation: str) -> Portfolio:
        """Which story goes to which likely question of a preparation, and which questions have none."""
        brief, guide = self._brief(preparation)
        taken = self._stories.keys()
        offered = [draft for draft in self._drafts(brief, guide) if draft.key not in taken]
        return self._solved(brief, guide, self.all(), preparation, offered)

    def _solved(self, brief: Brief, guide: Guide, stories: Sequence[Story], preparation: str, offered: Sequence[StoryDraft]) -> Portfolio:
        order = [item.id.removeprefix("questions/") for item in brief.section("questions").items]
        likely = likely_questions(guide, order=order)
        solved = solve(likely, stories, guide=guide, today=brief.today, preparation=preparation, drafts=offered)
        rows = [row.model_copy(update={"text": expand(row.text)[0]}) for row in solved.rows]
        return solved.model_copy(update={"rows": tuple(rows)})

    def questions(self, story: Story, preparation: str | None) -> tuple[PracticeQuestion, ...]:
        """The questions that a story can be judged against, the one it serves best first; a plain one where no preparation is at hand."""
        if preparation is None:
            return (_plain_question(),)
        brief, guide = self._brief(preparation)
        whole = {question.id: question for question in guide.questions}
        fits: list[tuple[float, int, PracticeQuestion]] = []
        for place, each in enumerate(practised(guide)):
            question = whole.get(each.id.removeprefix("questions/"))
            if question is None or each.type != "behavioural" or question.story != "bullet":
                continue
            fits.append((-serves_question(question, all_text(story), story.data, today=brief.today)[0], place, each))
        return tuple(each for _, _, each in sorted(fits, key=lambda fit: fit[:2])) or (_plain_question(),)

    def judge(self, id: str, *, preparation: str | None, question: str | None = None) -> Story:
        """Judge a story, as it is told, as the answer to a question (the one it serves best unless told), and keep the marks.

        Raises:
            InputError: there is no such story or question, or nothing of it is written yet.
        """
        story = self._stories.get(id)
        told = told_text(story)
        if not told:
            raise InputError("empty", "write a part of it first; then it can be judged", name=story.title[:80])
        asked = self.questions(story, preparation)
        chosen = asked[0] if question is None else next((each for each in asked if each.id == question), None)
        if chosen is None:
            raise InputError("not_found", "the guide has no such question for a story; reload the page", name=(question or "")[:80])
        brief = self._desk.brief(preparation) if preparation is not None else None
        return self._stories.mark(id, story.edition, self._mark(chosen, Answer(text=told), brief))

    def guide(self, preparation: str) -> Guide:
        """The guide that a preparation's brief was made with."""
        return self._brief(preparation)[1]

    def retracted_in(self, story: Story, preparation: str | None) -> tuple[Defence, ...]:
        """The claims that the person took back and that the story states all the same."""
        if preparation is None:
            return ()
        taken_back = tuple(claim for claim in self._claims.all(preparation) if claim.state == "retracted")
        return states_retracted(all_text(story), taken_back)

    def cautions(self, story: Story, preparation: str | None) -> tuple[str, ...]:
        """Prompts to disguise a person, or to keep back what is confidential, for the words that the person wrote."""
        own = "\n\n".join(part.text for part in story.parts.values() if part.by == "person" and part.text)
        brief = self._desk.brief(preparation) if preparation is not None else None
        return cautions_of(own, known=brief.cv.text if brief is not None else story.data.line)

    def _brief(self, preparation: str) -> tuple[Brief, Guide]:
        found = self._desk.preparations.get(preparation)
        brief = self._desk.brief(preparation)
        if brief is None:
            raise InputError("not_ready", "has no brief yet; look again when it is made", name=found.name)
        guide = self._service.stages.guide_of(brief, self._desk.owner)
        if guide is None:
            raise InputError("no_guide", "was made with a guide that the library has no more; make the brief again", name=found.name)
        return brief, guide


def _as_story(draft: StoryDraft, moment: dt.datetime) -> Story:
    """A draft as if it were in the bank, to see what it would cover; its key stands for an id."""
    return Story(
        id=draft.key, owner="", key=draft.key, title=draft.title, parts=draft.parts, data=draft.data, created=moment, updated=moment
    )  # fmt: skip


def _plain_question() -> PracticeQuestion:
    said, tests = plain_question()
    return PracticeQuestion(
        id=f"own/{short_hash(said)}", text=said, type="behavioural", tests=tests, checks=(Check(id="tests", text=tests),)
    )


def _typed(before: StoryPart, text: str) -> StoryPart:
    """A part as it was typed; what stands as the CV's draft left it stays the CV's."""
    said = text.replace("\r\n", "\n").replace("\0", " ").rstrip()
    if len(said) > MOST_LETTERS:
        raise InputError("too_large", f"a part holds up to {MOST_LETTERS:,} letters; this one has {len(said):,}", name="your story")
    if before.by == "cv" and said == before.text:
        return before
    return StoryPart(text=said, by="person")
