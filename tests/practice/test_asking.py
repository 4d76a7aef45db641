"""Which questions are asked: for every guide, in every scope, by rank, and never one just seen."""

from __future__ import annotations

import pytest

from loopready.library import Library, load_library
from loopready.model import Guide, InputError, PracticeQuestion
from loopready.practice.asking import FEWEST, JUST_SEEN, MOST, Wish, choose, roles, round_name, spoken_rounds
from loopready.practice.likely import Likely, likely_questions
from practice_things import practised_of, question

LIBRARY = load_library()
PATHS = sorted(LIBRARY.guides)
MANAGERS = "technology_software/cloud_hyperscale/engineering_management"


@pytest.fixture
def library() -> Library:
    return LIBRARY


def pool_of(guide: Guide) -> tuple[Likely, ...]:
    return likely_questions(guide, practised_of(guide))


def ids(questions: tuple[PracticeQuestion, ...]) -> list[str]:
    return [each.id for each in questions]


@pytest.mark.parametrize("path", PATHS)
def test_every_round_of_every_guide_is_asked_or_told_to_be_worked_at(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    spoken = spoken_rounds(guide, pool)
    assert len(spoken) >= len(guide.rounds) - 1, "at most one round of a loop has no question that is answered in words"
    for round_ in spoken:
        found = choose(pool, guide, Wish(scope="round", round=round_.id))
        assert FEWEST <= len(found) <= MOST and len(set(ids(found))) == len(found)
        assert {each.rounds[0] for each in found} == {round_.id}
        one = choose(pool, guide, Wish(scope="question", round=round_.id))
        assert len(one) == 1
    for round_ in [each for each in guide.rounds if each not in spoken]:
        with pytest.raises(InputError, match="worked at") as fault:
            choose(pool, guide, Wish(scope="round", round=round_.id))
        assert fault.value.code == "no_questions"


@pytest.mark.parametrize("path", PATHS)
def test_a_whole_loop_of_every_guide_asks_two_a_round_and_none_twice(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    found = choose(pool, guide, Wish(scope="loop"))
    assert len(set(ids(found))) == len(found) == 2 * len(spoken_rounds(guide, pool))
    in_order = [round_.id for round_ in spoken_rounds(guide, pool) for _ in range(2)]
    assert [each.rounds[0] for each in found] == in_order


@pytest.mark.parametrize("path", PATHS)
def test_a_whole_loop_tests_every_signal_whatever_was_asked_before(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    recent: list[str] = []
    for seed in range(8):
        found = choose(pool, guide, Wish(scope="loop", seed=seed, recent=recent))
        assert {signal.id for signal in guide.signals} <= {signal for each in found for signal in each.signals}
        assert [each.rounds[0] for each in found] == [round_.id for round_ in spoken_rounds(guide, pool) for _ in range(2)]
        recent = [*reversed(ids(found)), *recent]


@pytest.mark.parametrize("path", PATHS)
def test_everybody_who_sits_opposite_asks_something(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    for who in roles(guide, pool):
        found = choose(pool, guide, Wish(scope="round", who=who))
        asked_in = {round_.id: round_.who for round_ in guide.rounds}
        assert found
        for each in found:
            theirs = {asked_in[id] for id in each.rounds} | {round_.who for round_ in guide.rounds if each.id[10:] in round_.questions}
            assert who in {*each.by, *theirs}
    with pytest.raises(InputError, match="asks nothing in this loop"):
        choose(pool, guide, Wish(scope="round", who="astronaut"))


@pytest.mark.parametrize("path", PATHS)
def test_a_question_just_seen_does_not_come_again(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    for round_ in spoken_rounds(guide, pool):
        recent: list[str] = []
        for seed in range(4):
            found = ids(choose(pool, guide, Wish(scope="round", round=round_.id, recent=recent, seed=seed)))
            assert not set(found) & set(recent[:JUST_SEEN]), (round_.id, seed)
            recent = [*reversed(found), *recent]


def test_where_nothing_else_is_left_the_one_seen_longest_ago_comes(library: Library) -> None:
    guide = library.guides["general"]
    few = [Likely(question=question(f"questions/{name}"), likelihood=0.9, gap=1.0) for name in "abc"]
    found = choose(few, guide, Wish(scope="question", recent=["questions/b", "questions/a", "questions/c"]))
    assert ids(found) == ["questions/c"]


@pytest.mark.parametrize("path", PATHS)
def test_equal_seeds_ask_alike_and_others_differ(library: Library, path: str) -> None:
    guide = library.guides[path]
    pool = pool_of(guide)
    loops = [choose(pool, guide, Wish(scope="loop", seed=seed)) for seed in (1, 1, 2, 3)]
    assert loops[0] == loops[1]
    assert len({tuple(ids(loop)) for loop in loops}) > 1


def test_likelihood_times_gap_decides(library: Library) -> None:
    guide = library.guides[MANAGERS]
    whole = practised_of(guide)
    all_shown = {signal.id: 1.0 for signal in guide.signals}
    for signal in guide.signals:
        strengths = all_shown | {signal.id: 0.0}
        pool = likely_questions(guide, whole, strengths=strengths)
        alone = next(each for each in pool if each.question.signals == (signal.id,))
        shown = next(each for each in likely_questions(guide, whole, strengths=all_shown) if each.question.id == alone.question.id)
        assert alone.gap == 1.0 and shown.gap == 0.0 and alone.rank == pytest.approx(2 * shown.rank)


def test_lines_of_the_posting_make_a_question_likelier(library: Library) -> None:
    guide = library.guides[MANAGERS]
    whole = practised_of(guide)
    asked = next(each for each in guide.questions if each.asked_by)
    line = asked.asked_by[0].replace("*", "").replace("=", "").split("|")[0]
    plain = {each.question.id: each.likelihood for each in likely_questions(guide, whole)}
    with_line = {each.question.id: each.likelihood for each in likely_questions(guide, whole, lines=[line])}
    id = f"questions/{asked.id}"
    assert with_line[id] == pytest.approx(min(1.0, plain[id] + 0.06))
    assert all(with_line[each] >= plain[each] for each in plain)


def test_the_walk_through_the_cv_comes_first_and_once(library: Library) -> None:
    guide = library.guides["general"]
    pool = pool_of(guide)
    walks = [each.question for each in pool if each.question.type == "cv_walk"]
    found = choose(pool, guide, Wish(scope="round", round="panel", seed=5))
    assert walks and sum(each.type == "cv_walk" for each in found) <= 1
    if any(each.type == "cv_walk" for each in found):
        assert found[0].type == "cv_walk"


def test_a_question_is_named_with_or_without_its_kind(library: Library) -> None:
    guide = library.guides["general"]
    pool = pool_of(guide)
    full = choose(pool, guide, Wish(scope="question", question="questions/weakness"))
    assert ids(full) == ids(choose(pool, guide, Wish(scope="question", question="weakness"))) == ["questions/weakness"]
    with pytest.raises(InputError) as fault:
        choose(pool, guide, Wish(scope="question", question="no_such"))
    assert fault.value.code == "not_found"


def test_of_claims_and_of_the_posting_a_round_asks_one_each(library: Library) -> None:
    guide = library.guides[MANAGERS]
    own = [Likely(question=question(f"{kind}/{n}", by=("hiring_manager",), signals=()), likelihood=1.0, gap=1.0)
           for kind in ("claims", "requirements") for n in range(4)]  # fmt: skip
    found = ids(choose([*pool_of(guide), *own], guide, Wish(scope="round", round="hiring_manager")))
    assert sum(id.startswith("claims/") for id in found) == sum(id.startswith("requirements/") for id in found) == 1


def test_a_round_has_the_name_it_has_at_the_firm(library: Library) -> None:
    assessor = next(round_ for round_ in library.guides[MANAGERS].rounds if round_.id == "assessor")
    assert round_name(assessor, "aws") == "Bar Raiser"
    assert round_name(assessor, "no_such_firm") == round_name(assessor, None) == "Outside assessor"
