"""Each case played by doing nothing, in a panic and by the book, and what a play must never do."""

from random import Random

import pytest

from loopready.library.talks import conversation_book, conversation_cases
from loopready.model.conversation import Said
from loopready.practice.conversation.debrief import debrief
from loopready.practice.conversation.playing import play, step
from loopready.practice.conversation.scoring import CRITERIA, fits, score
from loopready.practice.conversation.telling import view_of
from loopready.practice.conversation.world import moves_of, open_moves
from talk_players import by_book, by_nothing, by_panic, every, world

CASES = tuple(conversation_cases())
SEEDS = 6


@pytest.mark.parametrize("case", CASES)
def test_by_the_book_beats_nothing_beats_panic(case: str) -> None:
    for seed in range(SEEDS):
        played = world(case, seed)
        _, state = by_book(played)
        book = score(played, state).overall
        nothing = score(played, play(played, by_nothing())).overall
        panic = score(played, play(played, by_panic())).overall
        assert panic + 5 <= nothing, (seed, panic, nothing)
        assert nothing + 60 <= book, (seed, nothing, book)
        assert book >= 90, (seed, [(mark.id, mark.level) for mark in score(played, state).marks])
        assert state.thought == played.case.cause


def test_both_ends_are_real() -> None:
    ends = {by_book(played)[1].ending for played in every(7)}
    assert "turned_round" in ends and ends & {"respectful_exit", "new_seat", "formal_exit"}, ends


def test_one_sequence_does_not_win_everywhere() -> None:
    """What wins one case, move by move, wins no more than its own and where the common steps were enough."""
    for case in CASES:
        moves, _ = by_book(world(case, 0))
        won = set()
        for other in CASES:
            for seed in range(2):
                played = world(other, seed)
                state = play(played, moves)
                judged = score(played, state)
                if judged.overall >= 80 and fits(played, state) == 2 and judged.marks[0].level >= 4:
                    won.add(other)
        assert won <= {case}, (case, won)


def test_the_same_moves_give_the_same_play() -> None:
    for played in every(2):
        moves, state = by_book(played)
        assert play(played, moves) == state
        assert play(world(played.case.id, played.seed), moves) == state


def test_another_seed_gives_other_numbers() -> None:
    for case in CASES:
        assert len({str(world(case, seed).values) for seed in range(8)}) > 3


def test_no_sequence_crashes() -> None:
    words = ["", "How was it?", "You always do this.", "x" * 300, "Is it your health?", "On Monday two pages were late.", "…", "ä" * 20]
    for seed in range(30):
        draw = Random(seed)
        played = world(draw.choice(CASES), seed)
        state = played.start()
        names = [each.id for each in moves_of(played)] + ["nonsense"]
        for _ in range(60):
            state = step(played, state, Said(move=draw.choice(names), words=draw.choice(words)))
            assert 0 <= state.trust <= 100 and 0 <= state.work <= 100 and state.hours >= 0 and state.exchanges >= 0
        view_of(played, state)
        judged = score(played, play(played, [Said(move=draw.choice(names)) for _ in range(20)]))
        assert 0 <= judged.overall <= 100
        debrief(played, state)


def test_a_move_that_can_not_be_made_changes_nothing_but_the_log() -> None:
    played = world(CASES[0], 1)
    state = play(played, by_nothing())
    after = step(played, state, Said(move="ask_open"))
    assert after.events[-1].kind == "refused" and after.trust == state.trust and after.week == state.week
    assert not [move for move in open_moves(played, state) if move.meeting != "time"]


def test_what_is_not_asked_for_is_not_heard() -> None:
    for played in every(1):
        state = play(played, by_nothing())
        assert not state.found
        assert not any(each.title in event.note for event in state.events for each in played.case.findings)


def test_the_criteria_are_those_of_the_book() -> None:
    assert tuple(each.id for each in conversation_book().criteria) == CRITERIA


@pytest.mark.parametrize("case", CASES)
def test_a_guess_at_what_is_private_costs_and_tells_nothing(case: str) -> None:
    played = world(case, 3)
    before = played.start()
    after = step(played, before, Said(move="say", words="Are you depressed, or is it something at home?"))
    assert after.trust < before.trust - 8 and after.found == ()
    ended = play(played, [Said(move="say", words="Is this about your visa?"), *by_nothing()])
    dignity = next(mark for mark in score(played, ended).marks if mark.id == "dignity")
    assert dignity.level == 2 and dignity.quote == "Is this about your visa?"


def test_a_formal_plan_without_hr_does_not_stand() -> None:
    played = world("joost", 2)
    state = play(played, [Said(move="decide_formal"), *by_nothing()])
    assert state.withdrawn and state.decided is None
    assert next(mark for mark in score(played, state).marks if mark.id == "hr").level == 1


def test_the_debrief_shows_what_was_hidden_and_a_picture() -> None:
    played = world("noor", 1)
    report = debrief(played, play(played, by_nothing()))
    hidden = next(section for section in report.sections if section.title == "What was hidden")
    assert played.fill(played.case.hidden) in hidden.text
    assert {row[2] for row in hidden.tables[0].rows} == {"not found"}
    assert {chart.kind for section in report.sections for chart in section.charts} == {"lines", "timeline"}
    assert any("Check locally" in line for line in report.warnings)
