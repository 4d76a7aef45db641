"""A model is sent placeholders, and its answers come with the words put back."""

from __future__ import annotations

import json

from loopready import read_cv
from loopready.adapters.fakes import FakeModel
from loopready.app.masking import MaskedModel, mask_of
from loopready.engines.placeholders import Mask, Secret
from loopready.model import Profile, Prompt, Quoted

MASK = Mask([Secret('Ada "Ace" Okafor', "PERSON"), Secret("ada@example.org", "EMAIL")])
SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}}


def _prompt(text: str) -> Prompt:
    return Prompt(purpose="phrase", instructions="Say it.", data=(Quoted(name="cv", text=text),), max_tokens=9)


def test_what_is_hidden_does_not_reach_the_model_also_with_letters_between_that_nobody_sees() -> None:
    model = FakeModel(["[PERSON] led."])
    made = MaskedModel(model, MASK).complete(_prompt('Ada\u200b "Ace" Okafor, ada@exam\u00adple.org'), seconds=1)
    assert model.asked[0].data[0].text == "[PERSON], [EMAIL_1]"
    assert made.text == 'Ada "Ace" Okafor led.'


def test_words_are_put_back_inside_json() -> None:
    made = MaskedModel(FakeModel(['{"text": "[PERSON] led."}']), MASK).complete(
        _prompt("x").model_copy(update={"answer_schema": SCHEMA}), seconds=1
    )
    assert json.loads(made.text) == {"text": 'Ada "Ace" Okafor led.'}


def test_pieces_are_put_back_also_where_a_placeholder_is_cut_in_two() -> None:
    class Cut(FakeModel):
        def complete(self, prompt, *, seconds, heard=None):  # type: ignore[no-untyped-def]
            for piece in ("So [PER", "SON] led [a", " team] and [EMAIL", "_1"):
                heard(piece)
            return super().complete(prompt, seconds=seconds)

    heard: list[str] = []
    MaskedModel(Cut(["done"]), MASK).complete(_prompt("x"), seconds=1, heard=heard.append)
    assert "".join(heard) == 'So Ada "Ace" Okafor led [a team] and [EMAIL_1'


CV = b"""Ada Okafor
12 Harbour Road, 90210 Westhaven
ada@example.org | +47 912 34 567 | linkedin.com/in/adaokafor

Experience
Engineering Manager, Kvist Systems, Mar 2019 - Present
- Led two teams of 14 engineers with Jonas Berg, who said it could not be done
"""


def test_a_given_name_that_stands_alone_in_an_answer_is_hidden_and_what_lists_know_is_not() -> None:
    answer = (
        "We moved to Kafka on Tuesdays with Wrenlow in Bergen. I asked Oyelaran to lead it, and later told Zsófia-Maria why. "
        "The rota was mine. Thandeka never agreed; the rota, Rota or not, stayed."
    )
    mask = mask_of(Profile(document="none"), "", others=[answer], spoken=[answer], employers=True)
    hidden = mask.hide(answer)
    for words in ("Oyelaran", "Zsófia", "Maria", "Wrenlow", "Thandeka"):
        assert words not in hidden, words
    for words in ("Kafka", "Tuesdays", "Bergen", "The rota", "Rota or", "We moved"):
        assert words in hidden, words
    assert mask.show(hidden) == answer
    assert "Wrenlow" in mask_of(Profile(document="none"), "", others=[answer], employers=True).hide(answer)


def test_the_mask_of_a_person_covers_what_the_profile_and_the_texts_name() -> None:
    document, profile = read_cv(CV)
    mask = mask_of(profile, document.text, others=["My colleague Priya Raman told me so. Write to hr@firm.example."], employers=True)
    hidden = mask.hide(document.text + "My colleague Priya Raman told me so. Write to hr@firm.example.")
    for words in ("Ada", "Okafor", "Harbour Road", "example.org", "912 34", "adaokafor", "Kvist", "Jonas", "Priya", "hr@firm"):
        assert words not in hidden, words
    for words in ("Engineering Manager", "14 engineers", "Mar 2019"):
        assert words in hidden
    assert "[PERSON]" in hidden
    assert "Kvist Systems" in mask_of(profile, document.text, employers=False).hide(document.text)
