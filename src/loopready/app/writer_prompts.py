"""What a writer made of a language model asks: which claims, with which words to keep, and once more what was wrong with an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from loopready.engines import lexicon
from loopready.engines.gate import BLANK, words_to_keep
from loopready.engines.placeholders import without_placeholders
from loopready.engines.text import fold, words
from loopready.model import Claim, PersonCite, Prompt, QuoteCite, Quoted

Hide = Callable[[str], str]
"""A text as it goes out: names as placeholders."""
MOST_FAULTS = 4
"""Faults of a phrase that are told; the rest goes by itself or comes up in none."""
_LEAST_WORDS = 12
"""Words of a claim beside its quotations and brackets; with fewer it is a label or a line of the CV, and has no prose to better."""
_QUOTATION = re.compile(r"[“\"][^”\"]*[”\"]")
_BRACKETS = re.compile(r"\([^()]*\)")
_SUM = re.compile(r"[+-]0\.\d\d\b")
_GONE = "…"
_LETTERS_OF_A_FAULT = 70
"""Of the words that show a fault; longer ones are cut."""


class Refused(NamedTuple):
    """Words for a claim that may not stand, and what is wrong with them: kinds and words of ``engines.gate``."""

    words: str
    faults: tuple[tuple[str, str], ...]


def is_worth_phrasing(claim: Claim) -> bool:
    """Whether a claim is the engine's own sentence about the person or the job, and prose enough to be bettered.

    Not a form to fill in (it has a blank), no sum of weights, and no label with quotations: these have few words of ours, and a model can
    only put them in another order. Measured: decision 0043.
    """
    own = claim.made_by == "engine" and any(isinstance(cite, QuoteCite | PersonCite) for cite in claim.cites)
    if not own or BLANK in claim.text or _SUM.search(claim.text):
        return False
    return len(words(_BRACKETS.sub(" ", _QUOTATION.sub(" ", claim.text)))) >= _LEAST_WORDS


def prompt_of(claims: Sequence[Claim], *, hide: Hide = str) -> Prompt:
    """The prompt of a batch: each claim ("claim_1" ...) and the words of it that must stay ("claim_1_keep").

    The lines of the CV and the posting do not go along: nothing of them may come in that the claim has not.
    """
    data: list[Quoted] = []
    for number, claim in enumerate(claims, start=1):
        data += _of_a_claim(number, claim, hide)
    return _prompt(str(_texts()["phrase"]), data, claims)


def prompt_again(claims: Sequence[Claim], refused: Sequence[Refused], *, hide: Hide = str) -> Prompt:
    """The prompt of a second try: each claim with the words that were refused, and their faults in words."""
    data: list[Quoted] = []
    for number, (claim, said) in enumerate(zip(claims, refused, strict=True), start=1):
        data += _of_a_claim(number, claim, hide)
        data.append(Quoted(name=f"claim_{number}_refused", text=said.words[: _longest_words(claim)]))
        data.append(Quoted(name=f"claim_{number}_faults", text=faults_in_words(claim.text, said, hide=hide)))
    return _prompt(f"{_texts()['phrase']}\n\n{_texts()['phrase_again']}", data, claims)


def most_again(claims: Sequence[Claim], *, hide: Hide = str) -> Prompt:
    """The largest prompt that a second try of some claims can have, for an estimate: all refused, each for as much as is told."""
    data: list[Quoted] = []
    for number, claim in enumerate(claims, start=1):
        data += _of_a_claim(number, claim, hide)
        data.append(Quoted(name=f"claim_{number}_refused", text="x" * _longest_words(claim)))
        data.append(Quoted(name=f"claim_{number}_faults", text="x" * (MOST_FAULTS * _longest_fault())))
    return _prompt(f"{_texts()['phrase']}\n\n{_texts()['phrase_again']}", data, claims)


def faults_in_words(claim: str, refused: Refused, *, hide: Hide = str) -> str:
    """What is wrong with words for a claim, for the model: a sentence a fault.

    Words that stand in neither text as it goes out (a part of a name, say) are told as "…": what is hidden there is hidden here.
    """
    shown = {fold(word.text) for text in (claim, refused.words) for word in words(without_placeholders(hide(text)))}
    told = [_fault(kind, said, shown) for kind, said in refused.faults]
    return " ".join(list(dict.fromkeys(told))[:MOST_FAULTS])


def _fault(kind: str, said: str, shown: set[str]) -> str:
    kept = [word.text if fold(word.text) in shown else _GONE for word in words(said)]
    told = " ".join(word for word, _ in groupby(kept))[:_LETTERS_OF_A_FAULT]
    return str(_texts()["faults"][kind]).format(words=told or _GONE)


def _longest_words(claim: Claim) -> int:
    """Letters of refused words that are told; what is longer is refused for that."""
    return len(claim.text) * 3 // 2 + 60


def _longest_fault() -> int:
    return _LETTERS_OF_A_FAULT + max(len(text) for text in _texts()["faults"].values())


def _of_a_claim(number: int, claim: Claim, hide: Hide) -> list[Quoted]:
    """Why the words to keep are looked for in the text as it goes out: a part of a name is none of them then."""
    keep = ", ".join(words_to_keep(without_placeholders(hide(claim.text))))
    return [Quoted(name=f"claim_{number}", text=claim.text), Quoted(name=f"claim_{number}_keep", text=keep)]


def _prompt(instructions: str, data: Sequence[Quoted], claims: Sequence[Claim]) -> Prompt:
    names = [f"claim_{number}" for number in range(1, len(claims) + 1)]
    return Prompt(
        purpose="phrase", instructions=instructions, data=tuple(data), answer_schema=_schema(names), max_tokens=_longest_answer(claims)
    )  # fmt: skip


def _longest_answer(claims: Sequence[Claim]) -> int:
    return min(32_000, 100 + sum(len(claim.text) for claim in claims) // 2 + 25 * len(claims))


def _schema(names: list[str]) -> dict[str, Any]:
    phrase = {
        "type": "object", "properties": {"claim": {"type": "string", "enum": names}, "text": {"type": "string"}},
        "required": ["claim", "text"], "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object", "properties": {"phrases": {"type": "array", "items": phrase, "maxItems": len(names)}},
        "required": ["phrases"], "additionalProperties": False,
    }  # fmt: skip


def _texts() -> Mapping[str, Any]:
    return lexicon.table("prompts")
