from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from loopready.rendering.clean import REPLACEMENT, one_line, plain, words


def test_steering_characters_become_visible() -> None:
    assert plain("a\u202eb\x1b[31mc\u2066d\x00e") == f"a{REPLACEMENT}b{REPLACEMENT}[31mc{REPLACEMENT}d{REPLACEMENT}e"


def test_line_breaks_of_every_kind_become_one() -> None:
    assert plain("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"


def test_ordinary_letters_of_any_script_stay() -> None:
    text = "Zoë 李小龙 مرحبا नमस्ते \u200f\u200d 🙂"
    assert plain(text) == text


@given(st.text())
def test_nothing_that_steers_a_display_is_left(text: str) -> None:
    left = [letter for letter in plain(text) if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"]
    assert left == []
    plain(text).encode("utf-8")


@given(st.text())
def test_one_line_has_no_break_and_no_double_space(text: str) -> None:
    said = one_line(text)
    assert "\n" not in said
    assert "  " not in said
    assert said == said.strip()


def test_words_are_tokens_with_a_letter_or_digit() -> None:
    assert words("Two teams, 14 people – and ____ more…") == 6
