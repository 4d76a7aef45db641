"""The story bank over a real preparation: drafts, words as typed, the portfolio; and claims that are taken back for good."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.database import Database
from loopready.app.defending import ClaimsAtHand
from loopready.app.prepare import Pipeline
from loopready.app.sample import CV, JOB
from loopready.app.service import PERSONAL, Service
from loopready.app.stories import StoryBank
from loopready.model import Asked, Defence, InputError


@pytest.fixture
def service(pipeline: Pipeline, tmp_path: Path) -> Iterator[Service]:
    made = Service(database=Database(tmp_path / "bank.sqlite"), pipeline=pipeline)
    yield made
    made.jobs.close()
    made.database.close()


@pytest.fixture
def prepared(service: Service) -> str:
    desk = service.desk()
    made = desk.submit(Asked(cv=desk.put(CV.encode(), name="cv.txt"), job=desk.put(JOB.encode(), name="job.txt")))
    ended(service, made.id)
    return made.id


@pytest.fixture
def bank(service: Service) -> StoryBank:
    return StoryBank(service, PERSONAL)


@pytest.fixture
def claims(service: Service) -> ClaimsAtHand:
    return ClaimsAtHand(service, PERSONAL)


def ended(service: Service, id: str) -> None:
    end = time.monotonic() + 60
    while service.desk().preparations.get(id).state in ("queued", "running"):
        assert time.monotonic() < end, "the run does not end"
        time.sleep(0.02)


def one(found: tuple[Defence, ...], words: str, kind: str = "number") -> Defence:
    return next(claim for claim in found if claim.words == words and claim.kind == kind)


def test_an_empty_bank_covers_nothing_and_the_cv_offers(bank: StoryBank, prepared: str) -> None:
    before = bank.portfolio(prepared)
    assert before.rows and not any(row.story for row in before.rows)
    assert sum(bool(row.offers) for row in before.rows) >= len(before.rows) / 2
    assert all("[" not in row.text and "{{" not in row.text for row in before.rows)
    keys = bank.suggested(prepared)
    assert keys and len(set(keys)) == len(keys)
    taken = bank.take(prepared, keys)
    assert {story.key for story in taken} == set(keys)
    after = bank.portfolio(prepared)
    assert len(after.uncovered) < len(before.uncovered)
    assert not set(keys) & {draft.key for draft in bank.drafts(prepared)}
    assert bank.suggested(prepared) == ()
    with pytest.raises(InputError, match="no such line"):
        bank.take(prepared, ["no/such"])


def test_what_is_typed_is_kept_as_typed(bank: StoryBank, prepared: str) -> None:
    story = bank.take(prepared, [bank.drafts(prepared)[0].key])[0]
    drafted = story.part("action").text
    made = bank.write(story.id, {"action": drafted, "task": "Mine to decide:\r\n50 people ", "secret": ""}, version=1)
    assert made.part("action").by == "cv" and made.part("action").cites
    assert (made.part("task").by, made.part("task").text) == ("person", "Mine to decide:\n50 people")
    assert made.part("secret").by == "person"
    with pytest.raises(InputError, match="a story has the parts"):
        bank.write(story.id, {"ending": "x"}, version=2)
    with pytest.raises(InputError, match="letters"):
        bank.write(story.id, {"task": "x" * 6001}, version=2)


def test_a_story_of_ones_own_with_its_competences(bank: StoryBank, prepared: str) -> None:
    story = bank.begin("The night in Oslo", preparation=prepared)
    signals = [signal.id for signal in bank.guide(prepared).signals]
    made = bank.show_competences(story.id, prepared, [signals[1], signals[0]], version=1)
    assert made.data.signals == (signals[0], signals[1])
    with pytest.raises(InputError, match="no such competence"):
        bank.show_competences(story.id, prepared, ["x"], version=2)
    assert bank.write(story.id, {"action": "I stopped 3 launches."}, version=2).edition == 1
    told = bank.tell(story.id, day="2026-01-05", where=" Firn,  first round", preparation=prepared, version=3)
    assert told.data.told[0].where == "Firn, first round"
    for day, code in (("soon", "no_date"), ("2999-01-01", "date_ahead")):
        with pytest.raises(InputError) as fault:
            bank.tell(story.id, day=day, where="", preparation=None, version=4)
        assert fault.value.code == code
    kept = bank.keep_edition(story.id, version=4)
    assert [each.number for each in bank.editions(story.id)] == [2, 1] and kept.edition == 2
    bank.delete(story.id)
    assert bank.all() == []


def test_without_a_brief_it_says_what_to_do(bank: StoryBank) -> None:
    with pytest.raises(InputError) as fault:
        bank.portfolio("nothing")
    assert fault.value.code == "not_found"


def test_a_claim_is_answered_and_defended(claims: ClaimsAtHand, prepared: str) -> None:
    claim = one(claims.all(prepared), "22%")
    with pytest.raises(InputError, match="write what you would say"):
        claims.settle(prepared, claim.key, "defended", version=0)
    answered = claims.answer(prepared, claim.key, "Of the hardware budget. ", version=0)
    assert (answered.answer, answered.version) == ("Of the hardware budget.", 1)
    assert claims.settle(prepared, claim.key, "defended", version=1).state == "defended"
    assert one(claims.all(prepared), "22%").state == "defended"
    assert claims.answer(prepared, claim.key, "", version=2).state == "open", "without an answer it is not defended"
    with pytest.raises(InputError, match="no such claim"):
        claims.answer(prepared, "x/y/z", "x", version=0)


def test_a_retracted_number_never_returns(service: Service, bank: StoryBank, claims: ClaimsAtHand, prepared: str) -> None:
    claim = one(claims.all(prepared), "22%")
    story = bank.take(prepared, [draft.key for draft in bank.drafts(prepared) if "22%" in draft.data.line])[0]
    claims.settle(prepared, claim.key, "retracted", version=0)
    for again in range(2):
        ended(service, prepared)
        brief = service.desk().brief(prepared)
        assert brief is not None
        assert not [each.text for each in brief.claims() if "22%" in each.text]
        assert one(claims.all(prepared), "22%").state == "retracted"
        assert not [draft for draft in bank.drafts(prepared) if "22%" in draft.data.line]
        if again == 0:
            service.desk().again(prepared, version=service.desk().preparations.get(prepared).version)
    assert [each.words for each in bank.retracted_in(story, prepared)] == ["22%"]
    assert one(claims.all(prepared), "NOK 21M a year").state == "open", "the rest of the line stands"


def test_a_retracted_act_takes_its_line_along_until_it_is_opened_again(service: Service, claims: ClaimsAtHand, prepared: str) -> None:
    found = claims.all(prepared)
    act, share, money = one(found, "Reduced", "act"), one(found, "22%"), one(found, "NOK 21M a year")
    claims.settle(prepared, share.key, "retracted", version=0)
    ended(service, prepared)
    claims.settle(prepared, act.key, "retracted", version=0)
    ended(service, prepared)
    brief = service.desk().brief(prepared)
    assert brief is not None and not [each.text for each in brief.claims() if "Reduced infrastructure" in each.text]
    assert {one(claims.all(prepared), words).state for words in ("22%", "NOK 21M a year")} == {"retracted"}
    with pytest.raises(InputError, match="open that claim first"):
        claims.settle(prepared, money.key, "open", version=0)
    claims.settle(prepared, act.key, "open", version=1)
    ended(service, prepared)
    assert [one(claims.all(prepared), words).state for words in ("22%", "NOK 21M a year")] == ["retracted", "open"]
    claims.settle(prepared, share.key, "open", version=1)
    ended(service, prepared)
    brief = service.desk().brief(prepared)
    assert brief is not None and [each.text for each in brief.claims() if "22%" in each.text]
    assert service.desk().corrections(prepared) == []


def test_a_retraction_that_is_taken_back_on_the_page_of_the_reading_is_open_again(
    service: Service, claims: ClaimsAtHand, prepared: str
) -> None:
    claim = one(claims.all(prepared), "22%")
    claims.settle(prepared, claim.key, "retracted", version=0)
    ended(service, prepared)
    desk = service.desk()
    desk.correct(prepared, {}, drop=[each.target for each in desk.corrections(prepared)], version=desk.preparations.get(prepared).version)
    ended(service, prepared)
    assert one(claims.all(prepared), "22%").state == "open"
    copied = desk.duplicate(prepared)
    ended(service, copied.id)
    assert one(claims.all(copied.id), "22%").state == "open"
