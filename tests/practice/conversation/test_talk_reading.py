"""What words said in a 1:1 are read as."""

import pytest

from loopready.practice.conversation.reading import heard, offers_route

READ = [
    ("How have your pager weeks been?", "open_question"),
    ("Tell me how the nights have been for you.", "open_question"),
    ("Walk me through what happened on Tuesday.", "open_question"),
    ("Is it because you are not interested any more?", "leading"),
    ("Don't you think that you could answer faster?", "leading"),
    ("Why didn't you answer the page?", "leading"),
    ("On Tuesday the page was answered after 14 minutes.", "precise"),
    ("Three of the eight promised pieces came late in October.", "precise"),
    ("There has been some feedback about you.", "vague"),
    ("I need you to step up and be more proactive.", "vague"),
    ("You are letting the team down.", "blame"),
    ("You never answer the pager in time.", "blame"),
    ("This is your last chance.", "threat"),
    ("Answer in five minutes or you are out.", "threat"),
    ("Everyone else manages it.", "compare"),
    ("Are you depressed?", "private"),
    ("Is everything all right at home?", "private"),
    ("Could it be that you have a problem with alcohol?", "private"),
    ("Does this have to do with your visa?", "private"),
    ("Are you pregnant by any chance?", "private"),
    ("I wonder whether it is your age.", "private"),
    ("Your job is safe, I promise.", "promise"),
    ("Part of this is on me, I should have said it in spring.", "own_part"),
    ("If I understood you right, the nights are the problem.", "heard"),
    ("Thank you for the handover on Thursday.", "thanks"),
]
NOT_PRIVATE = [
    "I am not asking about your health, and you need not tell me.",
    "You can ask for adjustments through HR at any time without giving a reason.",
    "How is the on-call load for you at the moment?",
    "Which parts of the work fit you?",
    "I will send you the notes at home time on Friday.",
    "The storage family of services paged four times on Monday.",
    "You do not have to tell me why.",
]


@pytest.mark.parametrize(("said", "tone"), READ)
def test_a_tone_is_read_with_its_words(said: str, tone: str) -> None:
    found = heard(said)
    assert tone in [each.tone for each in found.readings], found
    assert next(each.quote for each in found.readings if each.tone == tone) in said


@pytest.mark.parametrize("said", NOT_PRIVATE)
def test_what_asks_for_nothing_private_is_not_read_so(said: str) -> None:
    assert not heard(said).has("private", "blame", "threat"), heard(said)


def test_a_question_names_its_topics() -> None:
    assert "load" in heard("How were your nights on the pager?").asked
    assert "future" in heard("What would you like to be doing in a year?").asked
    assert heard("The nights were long.").asked == ()


def test_quotes_stand_in_what_was_said_with_curly_marks_too() -> None:
    said = "I can’t say much. You don’t care about the team. It’s the 4th page of 9 on Monday."
    for each in heard(said).readings:
        assert each.quote in said
    assert heard(said).has("blame")


def test_the_route_to_adjustments() -> None:
    assert offers_route("If you need an adjustment, HR arranges it, no reason owed.")
    assert not offers_route("We need to adjust the alert.")


def test_empty_and_odd_words_are_read_as_nothing() -> None:
    for said in ("", "   ", "?", "ok", "\n\n", "…", "🙂🙂🙂"):
        assert heard(said).readings == ()
