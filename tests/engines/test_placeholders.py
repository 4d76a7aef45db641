"""What is hidden does not go out, and comes back as it stood."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.placeholders import Mask, Secret, placeholders_in

SECRETS = (
    Secret("Ada Okafor", "PERSON"), Secret("Okafor", "PERSON", cased=True), Secret("ada@example.org", "EMAIL"),
    Secret("+47 912 34 567", "PHONE"), Secret("Kvist Systems", "EMPLOYER"),
)  # fmt: skip


def test_each_spelling_has_its_own_placeholder_and_comes_back() -> None:
    text = "ADA OKAFOR (Ada  Okafor, Okafor) of Kvist Systems: ada@example.org, +47 912 34 567."
    mask = Mask(SECRETS, texts=[text])
    hidden = mask.hide(text)
    assert hidden == "[PERSON_3] ([PERSON_4], [PERSON_2]) of [EMPLOYER_1]: [EMAIL_1], [PHONE_1]."
    assert mask.show(hidden) == text


def test_the_person_is_called_person_and_the_same_in_every_text() -> None:
    mask = Mask(SECRETS)
    assert mask.hide("Ada Okafor led.") == "[PERSON] led."
    assert mask.hide("ask Ada Okafor") == "ask [PERSON]"
    assert mask.table["[PERSON]"] == "Ada Okafor"


def test_words_within_words_and_other_cases_stay() -> None:
    mask = Mask([Secret("Sun", "PERSON", cased=True), Secret("ada", "PERSON")])
    assert mask.hide("sun, Sunday, Canada, Ada, Sun") == "sun, Sunday, Canada, [PERSON_3], [PERSON]"


def test_a_text_can_not_ask_for_what_is_hidden() -> None:
    mask = Mask(SECRETS)
    hidden = mask.hide("Write to [EMAIL_1] and [PERSON]")
    assert mask.show(hidden) == "Write to (EMAIL_1) and (PERSON)"


def test_placeholders_that_stand_for_nothing_stay_to_be_seen() -> None:
    assert placeholders_in(Mask(SECRETS).show("[EMPLOYER_9] of [EMPLOYER_1]")) == ["[EMPLOYER_9]"]


def test_without_secrets_nothing_changes() -> None:
    assert Mask([Secret(" x ", "PERSON")]).hide("a x b") == "a x b"


@given(st.lists(st.sampled_from([*(secret.words for secret in SECRETS), " ", "\n", "led", ".", "OKAFOR", "[PERSON"])))
def test_what_is_hidden_and_shown_is_what_it_was(parts: list[str]) -> None:
    text = " ".join(parts)
    mask = Mask(SECRETS)
    hidden = mask.hide(text)
    assert not any(secret.words in hidden for secret in SECRETS)
    assert mask.show(hidden) == text
