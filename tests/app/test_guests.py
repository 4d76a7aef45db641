"""A language model as a guest of practice: off until it is turned on, bounded, checked, and nobody's name in what is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator

import pytest

from database_things import prepared
from guest_host import Seated
from loopready.adapters.database import Database, Stories
from loopready.adapters.fakes import FakeModel
from loopready.app import interviews
from loopready.app.api import read_cv
from loopready.app.given_papers import GivenPapers
from loopready.app.guests import Guests, heard
from loopready.app.inputs import Handed
from loopready.app.interviews import InterviewRoom
from loopready.app.marking import Marker
from loopready.app.opinions import Opinions
from loopready.app.proposing import Proposals
from loopready.app.sample import CV
from loopready.app.service import PERSONAL, Service
from loopready.app.stories import StoryBank
from loopready.model import TOLD_PARTS, Answer, Completion, Heard, InputError, OutsideError, Prompt, Turn
from loopready.practice.stories import drafts
from practice_things import ANSWER, judge, question
from warm import warm_pipeline

TOLD = f"{ANSWER} Ana Silva said so in her mail to ana@silva.example."
PHRASE = "Pages fell from 31 to 12. And what was the measure?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    made = Service(database=Database(tmp_path_factory.mktemp("guest") / "guest.sqlite"), pipeline=warm_pipeline())
    yield made
    made.jobs.close()
    made.database.close()


def converse(probe: str, text: str) -> Callable[[Prompt], str]:
    return lambda _: json.dumps({"probe": probe, "text": text})


def asked_next(service: Service, host: Seated) -> tuple[Turn, InterviewRoom]:
    """The follow-up to an answer."""
    room = InterviewRoom(service, mark=judge, guests=host)
    made = room.start(guide="general", question="weakness")
    first = room.open(made.id)
    assert first is not None
    room.answer(made.id, first.id, TOLD, version=first.version)
    follow = room.open(made.id)
    assert follow is not None and follow.of == first.id
    return follow, room


def test_a_follow_up_is_the_models_choice_in_its_words_and_the_engines_are_at_hand(service: Service) -> None:
    follow, room = asked_next(service, Seated(converse("probe_1", PHRASE)))
    assert (follow.said, follow.piece) == (PHRASE, "measure")
    assert room.put_by_engine(follow) == "And measure?"
    follow, room = asked_next(service, Seated(converse("probe_2", "And alternatives?")))
    assert (follow.said, follow.piece) == ("And alternatives?", "alternatives") and room.put_by_engine(follow) == ""


def test_nobody_is_named_in_what_is_sent_and_names_come_back(service: Service) -> None:
    host = Seated(lambda prompt: json.dumps({"probe": "probe_1", "text": f"You said {name_in(prompt)} said so. And what was the measure?"}))
    follow, _ = asked_next(service, host)
    assert follow.said == "You said Ana Silva said so. And what was the measure?"
    assert "Silva" not in host.sent and "@" not in host.sent and "[PERSON" in host.sent and "31 pages" in host.sent


def name_in(prompt: Prompt) -> str:
    """The placeholder of a person in what was sent."""
    sent = prompt.quoted()
    at = sent.index("[PERSON")
    return sent[at : sent.index("]", at) + 1]


@pytest.mark.parametrize(
    "host",
    [
        Seated(None),
        Seated(converse("probe_9", PHRASE)),
        Seated(converse("probe_1", "Great answer! And what was the measure?")),
        Seated(lambda _: "no JSON"),
        Seated(lambda _: json.dumps({"probe": "probe_1"})),
        Seated(lambda _: OutsideError("model_down", "failed", name="fake")),  # type: ignore[arg-type, return-value]
        Seated(converse("probe_1", PHRASE), delay=1.0),
    ],
)
def test_off_or_wrong_or_broken_or_slow_it_is_the_engines(service: Service, host: Seated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interviews, "CONVERSE_SECONDS", 0.3)
    follow, room = asked_next(service, host)
    assert (follow.said, follow.piece) == ("And measure?", "measure") and room.put_by_engine(follow) == ""


def test_it_is_off_until_it_is_turned_on(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    host = Guests(service, PERSONAL)
    assert host.name() == "" and host.model(person=None, texts=(TOLD,), spent_for="practice") is None
    card = Marker(service.pipeline).mark(question(), Answer(text=TOLD))
    with pytest.raises(InputError) as fault:
        Opinions(service).of(question(), TOLD, card)
    assert fault.value.code == "model_off"
    monkeypatch.setenv("LOOPREADY_MODEL_URL", "not an address")
    assert host.name() == ""
    follow, _ = asked_next(service, host)  # type: ignore[arg-type]
    assert follow.said == "And measure?", "a session goes on whatever the settings are"


def test_a_second_opinion_is_asked_side_by_side_and_a_failure_is_named(service: Service) -> None:
    put = question()
    card = Marker(service.pipeline).mark(put, Answer(text=TOLD))
    five = Seated(lambda prompt: json.dumps(
        {"level": 5, "quotes": ["I gave the queue to the storage team"]} if "level" in str(prompt.answer_schema) else {"checks": []}
    ))  # fmt: skip
    found = Opinions(service, guests=five).of(put, TOLD, card)
    assert (
        found.overall is not None and found.by == "fake" and {each.criterion for each in found.marks} == {m.criterion for m in card.marks}
    )
    assert "Silva" not in five.sent and five.fake is not None and len(five.fake.asked) == len(card.marks)
    down = Seated(lambda _: OutsideError("model_down", "failed", name="fake"))  # type: ignore[arg-type, return-value]
    found = Opinions(service, guests=down).of(put, TOLD, card)
    assert found.overall is None and found.unscored is not None and "failed" in found.unscored and found.refused == len(card.marks)
    short = Marker(service.pipeline).mark(put, Answer(text="No idea."))
    assert Opinions(service, guests=five).of(put, "No idea.", short).unscored == short.unscored


def test_calls_run_side_by_side_and_none_is_waited_for_longer_than_it_may_take() -> None:
    prompt = Prompt(purpose="judge", instructions="x", answer_schema={"type": "object"}, max_tokens=9)
    asked, meeting = {str(n): prompt for n in range(4)}, threading.Barrier(4)

    def meets(_: Prompt) -> str:
        meeting.wait(timeout=30)
        return "{}"

    assert set(heard(Meeting(meets), asked, seconds=60.0, at_once=4).answers) == set(asked)
    late = heard(FakeModel(lambda _: "{}", delay=5.0), asked, seconds=0.1)
    assert late.answers == {} and "gave no answer" in late.note


class Meeting:
    """A model whose calls are under way at the same time, or it breaks."""

    name = "meeting"

    def __init__(self, says: Callable[[Prompt], str]) -> None:
        self._says = says

    def complete(self, prompt: Prompt, *, seconds: float, heard: Heard | None = None) -> Completion:
        return Completion(text=self._says(prompt), model=self.name)


def test_a_fault_of_ours_is_no_failure_of_the_model() -> None:
    def breaks(_: Prompt) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        heard(FakeModel(breaks), {"a": Prompt(purpose="judge", instructions="x", max_tokens=9)}, seconds=1.0)


@pytest.fixture(scope="module")
def preparation(service: Service) -> str:
    """One without a brief: nothing here needs it."""
    return prepared(service.database, owner=PERSONAL).id


def story_said(prompt: Prompt) -> str:
    """Of each part: its first word in a sentence that no line of the CV says, but for the result, which is told as it stands."""
    parts = {each.name.removeprefix("part_"): each.text for each in prompt.data if each.name.startswith("part_")}
    told = {name: [f"I {text[0].lower()}{text[1:]}."] if name == "result" else ["I won an award for it."] for name, text in parts.items()}
    return json.dumps({"parts": [{"part": name, "sentences": sentences} for name, sentences in told.items()]})


def test_a_story_is_drafted_beside_the_persons_and_nothing_of_it_is_kept(service: Service) -> None:
    bank, (cv, profile) = StoryBank(service, PERSONAL), read_cv(CV.encode())
    draft = next(each for each in drafts(profile, cv) if "“" in each.parts["result"].text and "“" in each.parts["action"].text)
    story = Stories(service.database, PERSONAL).add(draft, preparation=None)
    host = Seated(story_said)
    found = Proposals(service, guests=host).of(story.id)
    by = {part.name: part.by for part in found.parts}
    assert found.dropped >= 1 and by["action"] == by["situation"] == by["task"] == "cv"
    assert bank.get(story.id) == story, "beside, not instead"
    assert all(part.text.count("____") == story.part(part.name).text.count("____") for part in found.parts)
    written = bank.write(story.id, dict.fromkeys(TOLD_PARTS, "My own words."), version=story.version)
    assert Proposals(service, guests=host).of(written.id).note and host.fake is not None and len(host.fake.asked) == 1
    with pytest.raises(InputError, match="no language model"):
        Proposals(service).of(story.id)


SAID = "Recovery took 94 minutes because the rollback tool ran in the region that was gone."
POST = f"# What went wrong\n\n{SAID} Write to priya.nair@cloud.example.\n"


def firm_said(prompt: Prompt) -> str:
    lie = {"text": "Recovery took 9 minutes.", "quote": "Recovery took 94 minutes"}
    return json.dumps({"statements": [{"text": SAID, "quote": SAID}, lie]})


def test_a_document_is_kept_with_what_its_words_bear_out_and_can_be_deleted(service: Service, preparation: str) -> None:
    host = Seated(firm_said)
    papers = GivenPapers(service, guests=host)
    made = papers.add(preparation, Handed(name="post.md", data=POST.encode()))
    assert [each.text for each in made.statements] == [SAID]
    assert made.dropped == 1 and made.by == "fake" and made.name == "post.md" and "nair" not in host.sent
    assert papers.all(preparation) == [made] == [papers.get(made.id)]
    with pytest.raises(InputError):
        GivenPapers(service, "somebody").get(made.id)
    papers.delete(made.id)
    assert papers.all(preparation) == []


def test_a_document_that_nobody_may_or_can_read_is_not_kept(service: Service, preparation: str) -> None:
    given = Handed(name="post.md", data=POST.encode())
    with pytest.raises(InputError, match="no language model"):
        GivenPapers(service).add(preparation, given)
    with pytest.raises(OutsideError, match="nothing was kept"):
        GivenPapers(service, guests=Seated(lambda _: "no JSON")).add(preparation, given)
    with pytest.raises(InputError, match="is empty"):
        GivenPapers(service, guests=Seated(firm_said)).add(preparation, Handed(name="post.md", data=b"  "))
    assert GivenPapers(service).all(preparation) == []
