"""The extractors that carry over to wordings nobody foresaw: each rule with a sentence that it finds, and one near it that it must not."""

from __future__ import annotations

import pytest
from tests.practice.marking.test_marking import asked, card, levels

from loopready.model.marking import QuestionType
from loopready.practice.marking.behavioural import outcome
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.reading import Sentence, read


def sentence(text: str) -> Sentence:
    (only,) = read(text).sentences
    return only


def whose(text: str) -> set[str]:
    """Whose acts that can be pictured are told."""
    return {act.who for act in sentence(text).acts if act.concrete}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("I rang the harbour master and asked for two tugs.", True),
        ("My uncle asked the harbour master for two tugs.", False),
        ("And the surveyor signed the paper for the west wing.", False),
        ("I waited, and they've offered me two tugs.", False),
        ("That was the plan the surveyor and I wrote on Monday.", True),
    ],
)
def test_an_act_belongs_to_the_noun_that_opens_its_clause(text: str, own: bool) -> None:
    assert ("i" in whose(text)) is own


def test_a_noun_behind_a_comma_takes_over_from_the_speaker() -> None:
    taken = sentence("I had a fever on Tuesday, my sister called the office.")
    assert not any(act.who == "i" and act.concrete for act in taken.acts)
    listed = sentence("I called the office, my sister and two neighbours on Tuesday.")
    assert any(act.who == "i" and act.concrete for act in listed.acts)


@pytest.mark.parametrize(("text", "found"), [("I found the answer unfair.", True), ("I found it very strange.", False)])
def test_finding_something_strange_finds_nothing_out(text: str, found: bool) -> None:
    assert any(act.verb == "look" for act in sentence(text).acts) is found


@pytest.mark.parametrize(
    ("text", "hypothetical"), [("I'd sworn it was safe.", False), ("I'd swear it is safe.", True), ("I'd felt it before.", False)]
)
def test_what_had_been_is_not_what_would_be(text: str, hypothetical: bool) -> None:
    assert sentence(text).hypothetical is hypothetical


def test_a_contraction_is_a_small_word() -> None:
    assert not sentence("I'll lose colour work, I've done two posters since.").listed
    assert sentence("Kubernetes Terraform Kafka Python Spark Airflow Snowflake Redis Docker.").listed


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("Since May each crew measures the load before it goes.", True),
        ("Any plan we draw now comes with its price.", True),
        ("I don't take a key home until somebody has signed for it.", True),
        ("A failed batch now gets its page on the same day.", True),
        ("She teaches the two younger ones now.", False),
        ("The bridge is broken now.", False),
        ("Nowadays I'm much more conscious of it.", False),
        ("In May each crew weighed its own load.", False),
    ],
)
def test_a_habit_is_an_act_in_the_present_that_is_new(text: str, habit: bool) -> None:
    held = Evidence(read(text))
    assert bool(held.habits) is habit
    assert all(text[span.start : span.end] == span.quote for span in held.of("changed_habit"))


def test_a_habit_is_quoted_whole() -> None:
    text = "What's different: I don't take a key home until somebody has signed for it."
    assert [span.quote for span in Evidence(read(text)).of("changed_habit")] == [text]


def test_a_routine_that_is_not_new_is_no_lesson() -> None:
    story = "In March the ferry lost an engine, and I sent 40 passengers to the train. "
    assert (levels(f"{story}Since then I check both engines each morning.")["learning"] or 0) >= 4
    assert (levels(f"{story}Personally I check both engines each morning.")["learning"] or 0) <= 2


def test_an_outcome_without_an_act_is_not_tied_to_one() -> None:
    outcome = "By June complaints had fallen from 40 to 12 a month, and in July there were nine."
    assert (levels(f"I moved two clerks to the counter in May. {outcome}")["outcome"] or 0) >= 4
    assert (levels(outcome)["outcome"] or 0) <= 3


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("They got 40 of the crates back on the Friday.", True),
        ("There were 46 open complaints in April.", False),
        ("I think people were a bit annoyed.", False),
    ],
)
def test_what_came_of_it_is_read_from_how_a_sentence_is_made(text: str, state: bool) -> None:
    assert bool(Evidence(read(text)).states) is state


def test_how_things_stood_before_anybody_acted_is_not_quoted_as_the_outcome() -> None:
    before = "In 2023 our ferry failed 1 in 140 crossings at the start of each month."
    after = "Failures went from 1 in 140 to 1 in 2,100 by September."
    told = Evidence(read(f"{before} I moved two mates to the night boat in May. {after}"))
    assert [span.quote for span in outcome(told).spans] == [after, before]


def test_others_faults_are_no_reason_and_no_ownership() -> None:
    blame = "If they had asked the drivers in time it would have been cheaper, because nobody listened. "
    assert levels(blame + "In May the depot lost 30 parcels.")["reasoning"] == 1
    own = "I rang the 12 drivers in May, because the depot had no list. "
    assert (levels(own)["reasoning"] or 0) > 1


WEAKNESS = (
    "I put off hard calls. In May I rang a patient's daughter three days late, and she lost her flight because of me; I was ashamed. "
    "Since then I call before noon on the same day, and the ward's log shows the hour."
)
BLAMING = (
    "I put off a call in May and a patient's daughter lost her flight. The doctor was supposed to ring her, and the secretary should have "
    "told me. If they had listened to me it would not have happened. Nobody informed me, and the doctor was too busy."
)


def test_a_fault_passed_on_is_not_owned() -> None:
    question = asked("weakness")
    assert (levels(WEAKNESS, question)["ownership"] or 0) >= 4
    assert (levels(BLAMING, question)["ownership"] or 0) <= 2


def test_blame_said_twice_counts_once() -> None:
    text = "I put off a call in May, and a patient lost her flight because of me. The doctor was supposed to ring her."
    assert levels(f"{text} {text}", asked("weakness")) == levels(text, asked("weakness"))


def test_denying_a_weakness_is_none() -> None:
    denied = card("Expenses perhaps. But in what counts I wouldn't say I put anything off, and I work with lists.", asked("weakness"))
    assert "disguise" in {cap.id for cap in denied.caps}
    assert "disguise" not in {cap.id for cap in card(WEAKNESS, asked("weakness")).caps}


@pytest.mark.parametrize(
    ("type", "criterion", "found", "near"),
    [
        (
            "motivation",
            "seat_known",
            "You get whoever lives in the valley, and 35 minutes pass until the helicopter is here.",
            "You were founded in 2004, and your revenue rose by 19 per cent last year.",
        ),
        (
            "motivation",
            "own_link",
            "In 2019 I built the rota of a ward with 30 beds.",
            "I've been a user since 2016 and I watched your founder's talk in May.",
        ),
        ("motivation", "choice", "They made me an offer in May. But they see it from outside only.", "I like this kind of work very much."),
        ("drill", "decision", "So I say yes to the 40 vans.", "So we're good at it."),
        ("role_knowledge", "practice", "In March we weighed 40 sacks, and nine were short.", "Sacks are weighed before they are sold."),
        ("role_knowledge", "limits", "A lid won't stop it at 40 degrees.", "You don't need to worry about it at all."),
    ],
)
def test_what_is_said_of_the_case_counts_and_what_is_near_it_does_not(type: QuestionType, criterion: str, found: str, near: str) -> None:
    question = asked(type)
    assert (levels(found, question)[criterion] or 0) > (levels(near, question)[criterion] or 0) == 1


def test_a_quote_is_long_enough_to_say_something() -> None:
    walk = (
        "I led four cooks in Leeds in 2019, and 30 cooks in York in 2022. "
        "Why here: your kitchen feeds 900 patients, and I have never done that."
    )
    marks = {each.criterion: each for each in card(walk, asked("cv_walk")).marks}
    assert marks["destination"].quote and "your kitchen" in marks["destination"].quote
    assert marks["growth"].quote and "cooks" in marks["growth"].quote
    assert all(each.quote is None or walk[each.start : each.end] == each.quote for each in marks.values())


def test_a_cause_followed_to_what_is_done_is_worth_more_than_causes_alone() -> None:
    alone = "It gets warm because the pump stands still, so the seal dries, and then it leaks."
    done = f"{alone} We had that in March, so we stopped the pump and changed the seal at 60 degrees."
    question = asked("role_knowledge")
    assert (levels(done, question)["mechanism"] or 0) > (levels(alone, question)["mechanism"] or 0)


def test_a_maxim_about_leaders_is_a_platitude() -> None:
    assert sentence("What I take from it is that honesty always pays.").general
    assert not sentence("On 3 May honesty cost me the contract with two shops.").general


def test_how_a_sentence_is_made_does_not_hang_on_i_or_we() -> None:
    one, many = sentence("I look at the ridge before I give an order now."), sentence("We look at the ridge before we give an order now.")
    assert one.shares == many.shares and one.shares != sentence("They looked at the ridge.").shares
