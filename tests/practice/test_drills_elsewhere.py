"""What drills do to cards, the plan, readiness and the questions of an interview; answers in words by a drill's own criteria."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from loopready.app.content import current_library
from loopready.engines.drill import instance
from loopready.model import Answer, Brief, Criterion, DrillSlip, DrillStanding, Exercised, Guide
from loopready.practice.acts import Practised, open_acts
from loopready.practice.cards import card_texts
from loopready.practice.exercising import missed_in_drills
from loopready.practice.marking import mark
from loopready.practice.marking.criteria import mark_by_criteria
from loopready.practice.progress import progress_of
from loopready.practice.questions import MOST_NUMBERS, drill_in_words
from practice_briefs import guide_of

AT = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def guide(brief: Brief) -> Guide:
    return current_library().guides[brief.guide.path or "general"]


def slip(guide: Guide, mistake: str = "year", **more: object) -> DrillSlip:
    drill = guide.drills[0]
    made = DrillSlip(
        drill=f"{guide.path}:{drill.id}", title=drill.title, question=drill.questions[0].id, ask="How much is allowed?", mistake=mistake,
        says="You took the year's.", step="The month's is 4.3 minutes.", last=AT,
    )  # fmt: skip
    return made.model_copy(update=more)


def test_a_missed_step_becomes_a_card_of_the_preparation_whose_guide_has_the_drill(brief: Brief, guide: Guide) -> None:
    slips = [slip(guide), slip(guide, drill="other/guide:x"), slip(guide, drill=f"{guide.path}:gone")]
    texts = card_texts(brief, preparation="p1", missed=missed_in_drills(slips, brief))
    added = texts[: len(texts) - len(card_texts(brief, preparation="p1"))]
    assert len(added) == 1
    assert added[0].key == f"drill/{guide.path}/{guide.drills[0].id}/{guide.drills[0].questions[0].id}/year"
    assert added[0].kind == "concept" and added[0].shared and added[0].cites
    assert added[0].front.startswith("How much is allowed?") and added[0].back == "You took the year's.\nThe month's is 4.3 minutes."


def test_runs_move_a_drills_place_in_the_plan(brief: Brief) -> None:
    act = next(act for act in open_acts(brief) if act.kind == "drill")
    assert act.item is not None

    def after(**standing: object) -> list[str]:
        held = DrillStanding.model_validate({"drill": "d", **standing})
        acts = open_acts(brief, Practised(questions={}, drills={str(act.item): held}))
        return [each.key for each in acts if each.item == act.item and each.kind == "drill"]

    assert after(runs=0) == [act.key]
    assert after(runs=1, last=40.0, best=0.24) == [f"{act.key}_2"]
    assert after(runs=2, last=100.0, best=0.7) == []
    held = DrillStanding(drill="d", runs=1, last=40, best=0.25, level=1)
    again = next(each for each in open_acts(brief, Practised(questions={}, drills={act.item: held})) if each.key == f"{act.key}_2")
    assert again.gap == pytest.approx(act.gap * 0.75) and "40 of 100" in again.why and "level 1" in again.text


def test_a_drill_counts_as_one_question_of_its_signals(brief: Brief) -> None:
    guide = guide_of()
    signal = guide.signals[0].id
    shown = [
        Exercised(exercise="e1", kind="drill", item="g:a", title="A drill", signals=(signal,), overall=50, at=AT),
        Exercised(exercise="e2", kind="drill", item="g:a", title="A drill", signals=(signal,), overall=30, at=AT + dt.timedelta(days=1)),
    ]
    before = next(each for each in progress_of(brief, guide, []).signals if each.signal == signal)
    after = next(each for each in progress_of(brief, guide, [], exercised=shown).signals if each.signal == signal)
    assert after.now == before.now + round(60 * 50 / (100 * after.wanted))
    assert [(each.exercise, each.kind, each.question, each.turn) for each in after.moved] == [("e1", "drill", "A drill", "")]
    assert after.practised == 1


DRILLED = [
    (path, drill.id) for path in sorted(current_library().guides) for drill in current_library().guides[path].drills
]  # fmt: skip


@pytest.mark.parametrize(("path", "id"), DRILLED[::4])
def test_a_drill_as_a_question_of_an_interview_has_its_numbers_judged(path: str, id: str) -> None:
    guide = current_library().guides[path]
    drill = next(each for each in guide.drills if each.id == id)
    made = instance(drill, seed=3)
    question = drill_in_words(drill, made, guide=guide)
    assert question is not None and question.id == f"drills/{id}" and question.type == "drill"
    assert 0 < len(question.numbers) <= MOST_NUMBERS and made.scenario.strip() in question.text
    assert drill_in_words(drill, instance(drill, seed=4), guide=guide) != question, "each seed has its numbers"
    step = {each.id: each.solution for each in made.questions}
    right = "I take the figures as they were given. " + " ".join(step[each.id] for each in question.numbers)
    wrong = "I take the figures as they were given. We should look at it with the team and decide then what is best for us all."
    levels = [
        next(each.level for each in mark(question, Answer(text=text)).marks if each.criterion == "numbers") for text in (right, wrong)
    ]
    assert levels == [5, 1]


class Letters:
    """An embedder for tests: how often each letter comes, as a unit vector; equal texts are alike, others less."""

    dimensions = 26

    def embed(self, sentences: Sequence[str]) -> list[list[float]]:
        out = []
        for each in sentences:
            words = {word.strip(".,;:").lower() for word in each.split()}
            counts = [float(sum(hash_of(word) == n for word in words)) for n in range(64)]
            size = sum(count * count for count in counts) ** 0.5 or 1.0
            out.append([count / size for count in counts])
        return out


def hash_of(word: str) -> int:
    return sum(ord(letter) * (at + 7) for at, letter in enumerate(word)) % 64


CRITERIA = (
    Criterion(
        id="figures", title="The measured figure", great="Names the minutes lost and the regions that failed.", average="a", sinks="b"
    ),
    Criterion(id="next", title="What comes next", great="Says when the next note comes.", average="a", sinks="b"),
)


def marked(text: str) -> list[int | None]:
    card = mark_by_criteria(CRITERIA, Answer(text=text), asked="Write the note.", embedder=Letters())
    return [each.level for each in card.marks]


def test_words_are_marked_by_the_drills_own_criteria_with_quotes() -> None:
    text = "I name the 240 minutes lost in March and the two regions that failed that night. We stand together as a team in this."
    card = mark_by_criteria(CRITERIA, Answer(text=text), asked="Write the note.", embedder=Letters())
    assert [each.criterion for each in card.marks] == ["figures", "next"]
    first, second = card.marks
    assert first.level is not None and first.level >= 4 and first.quote is not None and text[first.start : first.end] == first.quote
    assert second.level == 1 and second.quote is None and second.why.startswith("Sought: says when")
    assert card.missing and card.overall is not None and card.question_type == "drill"


def test_length_headings_and_copied_words_earn_nothing() -> None:
    assert marked("The measured figure. What comes next. " * 6) == [1, 1]
    assert marked(" ".join(each.great for each in CRITERIA)) == [1, 1]
    vague = "It is important to be open and to work well together with everybody in such a time. "
    assert marked(vague * 20) == [1, 1]
    assert mark_by_criteria(CRITERIA, Answer(text="No."), asked="", embedder=Letters()).overall is None
