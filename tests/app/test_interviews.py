"""The interview room: from the choice over answers and follow-ups to the debrief, for every guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from loopready.adapters.database import Database
from loopready.app import interviews
from loopready.app.content import current_library
from loopready.app.interviews import MOST_LETTERS, InterviewRoom
from loopready.app.service import Service
from loopready.model import Answer, InputError, Interview, PracticeQuestion, Scorecard, Turn
from practice_things import ANSWER, judge

PATHS = sorted(current_library().guides)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(database=Database(tmp_path_factory.mktemp("room") / "room.sqlite")) as made:
        yield made


@pytest.fixture
def room(service: Service) -> InterviewRoom:
    """A room without a past: what was asked before, and so what is drawn, does not hang on which tests ran in this process."""
    made = InterviewRoom(service, mark=judge)
    for held in made.all(limit=1000):
        made.delete(held.id)
    return made


def opened(room: InterviewRoom, interview: Interview) -> Turn:
    turn = room.open(interview.id)
    assert turn is not None
    return turn


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(InputError) as fault:
        call()
    return fault.value.code


@pytest.mark.parametrize("path", PATHS)
def test_the_whole_way_works_for_every_guide(room: InterviewRoom, path: str) -> None:
    told = f"{ANSWER} It was measured by the pager instead of a poll."
    made = room.start(guide=path, scope="loop")
    while (turn := room.open(made.id)) is not None:
        room.answer(made.id, turn.id, told, version=turn.version)
        for follow in room.get(made.id).turns:
            if follow.of == turn.id:
                room.skip(made.id, follow.id)
    held = room.get(made.id)
    assert held.ended is not None and all(each.scorecard is not None for each in held.questions())
    found = room.debrief(made.id)
    assert {vote.lens for vote in found.votes} == {signal.id for signal in current_library().guides[path].signals}
    for vote in found.votes:
        assert vote.decisive and vote.because
        assert vote.evidence and all(quote.quote in told for quote in vote.evidence)


def test_follow_ups_ask_for_what_is_still_missing_and_stop(room: InterviewRoom) -> None:
    made = room.start(guide="general", question="weakness")
    first = opened(room, made)
    room.answer(made.id, first.id, ANSWER, version=first.version)
    follow = opened(room, made)
    assert (follow.of, follow.piece, follow.said) == (first.id, "measure", "And measure?")
    given = room.answer(made.id, follow.id, "It was measured by the pager.", version=follow.version)
    assert given.scorecard is not None and given.scorecard.marks[0].level == 3, "the whole answer so far is judged"
    last = opened(room, made)
    assert last.piece == "alternatives"
    room.answer(made.id, last.id, "We thought of hiring instead.", version=last.version)
    assert room.open(made.id) is None and room.get(made.id).ended is not None


def test_a_piece_that_was_given_meanwhile_is_not_asked(room: InterviewRoom) -> None:
    made = room.start(guide="general", question="weakness")
    first = opened(room, made)
    room.answer(made.id, first.id, ANSWER, version=first.version)
    follow = opened(room, made)
    room.answer(made.id, follow.id, "It was measured by the pager, and we hired nobody instead.", version=follow.version)
    assert room.open(made.id) is None


def test_what_is_typed_survives_and_goes_on_elsewhere(room: InterviewRoom, service: Service) -> None:
    made = room.start(guide="general", round="panel")
    turn = opened(room, made)
    room.save(made.id, turn.id, "We had 31", version=turn.version)
    again = InterviewRoom(service, mark=judge)
    assert opened(again, made).answer == "We had 31"
    assert again.all(going=True, limit=1)[0].id == made.id


def test_an_answer_whose_marking_was_cut_off_is_marked_later(room: InterviewRoom, service: Service) -> None:
    def fails(question: PracticeQuestion, answer: Answer, brief: object, *, retracted: Sequence[str] = ()) -> Scorecard:
        raise OSError("pulled the plug")

    made = room.start(guide="general", round="panel")
    turn = opened(room, made)
    with pytest.raises(OSError, match="plug"):
        InterviewRoom(service, mark=fails).answer(made.id, turn.id, ANSWER, version=turn.version)
    held = room.turn(made.id, turn.id)
    assert held.state == "answered" and held.scorecard is None and held.answer == ANSWER
    follow = opened(room, made)
    assert follow.of == turn.id and room.turn(made.id, turn.id).scorecard is not None


def test_bad_answers_get_a_word_and_lose_nothing(room: InterviewRoom) -> None:
    made = room.start(guide="general", round="panel")
    turn = opened(room, made)
    held = room.save(made.id, turn.id, "kept", version=turn.version)
    assert code_of(lambda: room.answer(made.id, turn.id, " \n ", version=held.version)) == "empty"
    assert code_of(lambda: room.save(made.id, turn.id, "x" * (MOST_LETTERS + 1), version=held.version)) == "too_large"
    assert room.turn(made.id, turn.id).answer == "kept"
    long = "word " * 20_000
    version = room.save(made.id, turn.id, long, version=held.version).version
    odd = "one\r\ntwo\x00 <script>alert(1)</script>"
    kept = room.save(made.id, turn.id, odd, version=version)
    assert kept.answer == "one\ntwo <script>alert(1)</script>"
    short = room.answer(made.id, turn.id, "Ja, nein.", version=kept.version)
    assert short.scorecard is not None and short.scorecard.overall is None
    assert all(each.of is None for each in room.get(made.id).turns), "what could not be judged is not followed up"


def test_sessions_do_not_ask_what_was_just_asked(room: InterviewRoom) -> None:
    first = room.start(guide="general", round="panel")
    for turn in first.turns:
        room.skip(first.id, opened(room, first).id)
        assert turn.of is None
    second = room.start(guide="general", round="panel")
    assert not {each.question.id for each in first.turns} & {each.question.id for each in second.turns}


def test_a_seed_makes_a_session_again(service: Service) -> None:
    room = InterviewRoom(service, mark=judge)
    one, two = (room.start(guide="general", scope="loop", seed=11) for _ in range(2))
    assert [each.question for each in one.turns] == [each.question for each in two.turns]


def test_what_is_not_there_is_told(room: InterviewRoom) -> None:
    assert code_of(lambda: room.start(guide="no/such")) == "no_guide"
    assert code_of(lambda: room.start(guide="general", round="no_such")) == "not_found"
    assert code_of(lambda: room.start(preparation="0" * 16)) == "not_found"
    made = room.start(guide="general", round="panel")
    assert code_of(lambda: room.turn(made.id, "x")) == "not_found"
    room.delete(made.id)
    assert code_of(lambda: room.get(made.id)) == "not_found"


def test_titles_say_what_a_session_is(room: InterviewRoom) -> None:
    assert room.start(guide="general", scope="loop").title == "The whole loop"
    assert room.start(guide="general", round="panel").title == "Panel interview"
    assert room.start(guide="general", who="recruiter").title == "A talk with the recruiter"
    one = room.start(guide="general", question="weakness")
    assert one.title == one.turns[0].said


def test_a_draft_has_its_vectors_made_while_it_is_typed(room: InterviewRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(interviews, "embed_ahead", lambda text, embedder: read.append(text))
    made = room.start(guide=PATHS[0])
    turn = opened(room, made)
    room.save(made.id, turn.id, "I rang both customers.", version=turn.version)
    assert read == ["I rang both customers."]
