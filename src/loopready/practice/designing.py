"""A design talk as a manager is asked it: what the interviewer answers, and the marks by the written checklist with exact quotes.

A sentence serves two elements at most, a long one three, a copied or repeated one none; length earns nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from loopready.engines.figures import Number, numbers
from loopready.engines.formula import evaluate
from loopready.engines.lexicon import table
from loopready.engines.text import words
from loopready.model.designing import (
    DesignElement,
    DesignFact,
    DesignNumber,
    DesignPoint,
    DesignPrompt,
    DesignQuote,
    DesignSaid,
    DesignScore,
    NumberMark,
    PointMark,
)
from loopready.practice.design_stance import binds, of_the_case
from loopready.practice.marking.judging import unscored
from loopready.practice.marking.reading import Sentence, read

MOST_PROBES = 4
"""The interviewer asks after so many missing points, then lets the candidate go on."""
MOST_FACTS = 3
"""Facts given in one reply."""
_NEAR = 1.25
"""A sentence speaks for a second point as well where that is within this factor of the first."""
_SERVES, _LONG = 2, 28
_FEWEST_WORDS = 30
_BY_TIED = {0: 2, 1: 4}
"""The most that a point gets of which no element, or one, is said of this case; the rest holds for any system."""
_SAID_OF_ANY = "What you said holds for any system: say it of this one, with a number, a name or a thing that it has."
_ASKS = re.compile(
    r"\?|\b(?:may i|tell me|i ask)\b|\blet me (?:ask|know|see)\b|\bi (?:need|want|(?:would|'d) like) to know\b", re.IGNORECASE
)
_WOULD_ASK = re.compile(
    r"\b(?:i(?:'d| would| will|'ll)|let me) (?:also )?(?:read|look at|check|find out|assume|treat|leave|ask(?! (?:\w+ ){1,4}(?:to|for)\b)"
    r"|need to know|want to know|like to (?:know|hear|see|understand))",
    re.IGNORECASE,
)
"""What asks, and also says what one does: "I'd look at the cost of a job"."""
_GO_ON = ("Go on.", "All right. What else?", "I follow. And then?", "Good to know. Carry on, and end it when you are done.")


@dataclass(frozen=True)
class Spoken:
    """A sentence of the candidate that can be evidence: its turn, its place in that turn's words, and the sentence before it."""

    turn: int
    sentence: Sentence

    before: str = ""

    @property
    def room(self) -> int:
        """How many elements it can serve: two, a long one three."""
        return _SERVES + (len(words(self.sentence.plain)) >= _LONG)

    @property
    def asks(self) -> bool:
        """Whether it asks the interviewer something, or says that one would."""
        return self.only_asks or bool(_WOULD_ASK.search(self.sentence.plain))

    @property
    def only_asks(self) -> bool:
        """Whether it asks and says nothing besides."""
        return bool(_ASKS.search(self.sentence.plain))


def spoken(prompt: DesignPrompt, turns: Sequence[str]) -> list[Spoken]:
    """The sentences that count: not copied from the prompt, the checklist, the facts or the worked talk, no list of words, each once."""
    out: dict[tuple[str, ...], Spoken] = {}
    given = _given(prompt)
    for at, said in enumerate(turns):
        before = ""
        for sentence in read(said, given=given).said:
            key = tuple(word.text.lower() for word in words(sentence.plain))
            if key:
                out.setdefault(key, Spoken(at, sentence, before))
            before = sentence.plain
    return list(out.values())


@lru_cache(maxsize=64)
def _given(prompt: DesignPrompt) -> tuple[str, ...]:
    """The texts that a candidate may have before them."""
    points = [
        text for point in prompt.points for text in (point.title, point.looks_for, point.strong, point.average, point.weak, point.probe)
    ]
    points += [element.says for point in prompt.points for element in point.elements]
    facts = [text for fact in prompt.facts for text in (fact.title, fact.answer)]
    return (
        prompt.prompt,
        *points,
        *facts,
        *(turn.said for turn in prompt.worked),
        *(number.says for number in prompt.numbers),
        *prompt.traps,
    )


def reply(prompt: DesignPrompt, before: Sequence[DesignSaid], said: str) -> DesignSaid:
    """What the interviewer answers to a turn: the facts that were asked for, and a probe for the first point that is missing.

    Args:
        prompt: the design question.
        before: the turns held so far.
        said: what the candidate says now.
    """
    told = {id for turn in before for id in turn.given}
    now = [each for each in spoken(prompt, [*(turn.said for turn in before), said]) if each.turn == len(before)]
    facts = [fact for fact in asked_for(prompt, now) if fact.id not in told][:MOST_FACTS]
    answers = [fact.answer for fact in facts]
    claims = sum(not each.asks for each in now)
    probe = _next_probe(prompt, before, said) if claims > 1 or not facts else None
    if not answers and probe is None:
        answers = [_GO_ON[len(before) % len(_GO_ON)]]
    return DesignSaid(
        said=said,
        reply=" ".join([*answers, *([probe.probe] if probe else [])]),
        given=tuple(fact.id for fact in facts),
        probe=probe.id if probe else None,
    )


def asked_for(prompt: DesignPrompt, sentences: Sequence[Spoken]) -> list[DesignFact]:
    """The facts that questions among the sentences ask for, in the order of the prompt."""
    asking = [each.sentence.plain for each in sentences if each.asks]
    return [fact for fact in prompt.facts if any(_has(cue, text) for cue in fact.cues for text in asking)]


def _next_probe(prompt: DesignPrompt, before: Sequence[DesignSaid], said: str) -> DesignPoint | None:
    """The first point that is not yet made and was not asked after; nobody is asked after more than four."""
    asked = [turn.probe for turn in before if turn.probe is not None]
    if len(asked) >= MOST_PROBES:
        return None
    made = {each.id for each in mark(prompt, [*(turn.said for turn in before), said]).marks if each.level > 3}
    return next((point for point in prompt.points if point.id not in made and point.id not in asked), None)


def mark(prompt: DesignPrompt, turns: Sequence[str], *, given: Sequence[str] = ()) -> DesignScore:
    """The marks of a talk by the prompt's checklist.

    Args:
        prompt: the design question.
        turns: what the candidate said, turn by turn.
        given: ids of facts that were asked for.
    """
    whole = "\n".join(turns)
    said = spoken(prompt, turns)
    why = unscored(whole) or (_TOO_LITTLE if sum(len(words(each.sentence.plain)) for each in said) < _FEWEST_WORDS else None)
    served = _served(prompt, said) if why is None else {}
    marks = tuple(_point(prompt, point, turns, said, served) for point in prompt.points)
    mean = sum(each.level for each in marks) / len(marks)
    return DesignScore(
        marks=marks,
        numbers=tuple(_numbers(prompt, said)) if why is None else (),
        asked=tuple(fact.id for fact in prompt.facts if fact.id in given),
        not_asked=tuple(fact.id for fact in prompt.facts if fact.id not in given),
        overall=int(100 * (mean - 1) / 4 + 0.5) if why is None else None,
        unscored=why,
    )


_TOO_LITTLE = "there is too little here that is your own: say in a few sentences how you would go about it"


def _served(prompt: DesignPrompt, said: Sequence[Spoken]) -> dict[tuple[str, str], int]:
    """Point and element -> the sentence that it rests on: as many elements as can be served, none serving more than it has room for."""
    fits = _fits(prompt, said)
    held: dict[int, list[tuple[str, str]]] = {}

    def place(key: tuple[str, str], tried: set[int]) -> bool:
        for at in fits[key]:
            if at in tried:
                continue
            tried.add(at)
            there = held.setdefault(at, [])
            if len(there) < said[at].room:
                there.append(key)
                return True
            for other in list(there):
                if place(other, tried):
                    there[there.index(other)] = key
                    return True
        return False

    for key in fits:
        place(key, set())
    return {key: at for at, keys in held.items() for key in keys}


def _fits(prompt: DesignPrompt, said: Sequence[Spoken]) -> dict[tuple[str, str], list[int]]:
    """Point and element -> the sentences that hold it, each only for the point that it speaks for most (for several where they tie).

    Why: words of one point stand in the sentences of another, and a point that nobody made must not live on them.
    """
    out: dict[tuple[str, str], list[int]] = {(point.id, element.id): [] for point in prompt.points for element in point.elements}
    for at, each in enumerate(said):
        found = {
            point.id: [element for element in point.elements if holds(element, each)]
            for point in prompt.points
            if _may_speak_to(prompt, point, each)
        }
        weight = {id: sum(1 + len(element.cues) for element in elements) for id, elements in found.items()}
        most = max(weight.values(), default=0)
        for id, elements in found.items():
            if elements and weight[id] * _NEAR >= most:
                for element in elements:
                    out[id, element.id].append(at)
    return out


def _may_speak_to(prompt: DesignPrompt, point: DesignPoint, said: Spoken) -> bool:
    """Whether a sentence can make a point: requirements are made by asking, the others by a sentence that takes a stand."""
    if point.asks:
        return said.asks
    return not said.only_asks and (binds(said.sentence) or of_the_case(prompt, said.sentence))


def _tied(prompt: DesignPrompt, point: DesignPoint, said: Sequence[Spoken]) -> int:
    """How many elements of a point are said of this case, in whatever sentence that can make it."""
    own = [each for each in said if _may_speak_to(prompt, point, each) and of_the_case(prompt, each.sentence)]
    return sum(any(holds(element, each) for each in own) for element in point.elements)


def holds(element: DesignElement, said: Spoken) -> bool:
    """Whether a sentence holds an element: its first pattern, a number where it needs one, and the others here or in the sentence before.

    Why: people begin "They run at two thirds" after the sentence that says who.
    """
    first, *rest = element.cues
    text = said.sentence.plain
    if not _has(first, text) or (element.number and not said.sentence.numbers):
        return False
    return all(_has(cue, text) or _has(cue, said.before) for cue in rest)


@lru_cache(maxsize=65_536)
def _has(cue: str, text: str) -> bool:
    """Whether a cue is found in a text; kept, since each turn of a talk marks the earlier ones again."""
    return bool(_compiled(cue).search(text))


def _point(
    prompt: DesignPrompt, point: DesignPoint, turns: Sequence[str], said: Sequence[Spoken], served: dict[tuple[str, str], int]
) -> PointMark:
    found = [(element, said[served[point.id, element.id]]) for element in point.elements if (point.id, element.id) in served]
    share = len(found) / point.full
    level = 5 if share >= 1 else 4 if share >= 0.75 else 3 if share >= 0.5 else 2 if found else 1
    tied = len(point.elements) if point.asks else _tied(prompt, point, said)
    level = min(level, _BY_TIED.get(tied, 5))
    missing = tuple(element.says for element in point.elements if (point.id, element.id) not in served)
    quotes = tuple(_quote(element, turns, each) for element, each in found)
    word = "strong" if level > 3 else "average" if level > 1 else "weak"
    why = {"strong": point.strong, "average": point.average, "weak": point.weak}[word]
    why = f"{why} {_SAID_OF_ANY}" if found and tied == 0 else why
    return PointMark(id=point.id, title=point.title, level=level, word=word, why=why, quotes=quotes, missing=missing if level < 5 else ())


def _quote(element: DesignElement, turns: Sequence[str], each: Spoken) -> DesignQuote:
    start, end = each.sentence.start, each.sentence.end
    return DesignQuote(element=element.id, turn=each.turn, start=start, end=end, quote=turns[each.turn][start:end])


def _numbers(prompt: DesignPrompt, said: Sequence[Spoken]) -> Iterator[NumberMark]:
    """The figures of the talk beside the worked ones; one that was not given is no fault."""
    for number in prompt.numbers:
        value = float(evaluate(number.formula))
        for each in said:
            given = _given_number(number, each.sentence, value)
            if given is not None:
                right = abs(given.value - value) <= number.tolerance * abs(value)
                quote = each.sentence.plain
                yield NumberMark(id=number.id, says=number.says, right=right, said=quote, worked=f"{_plain(value)} {number.unit}")
                break


def _given_number(number: DesignNumber, sentence: Sentence, value: float) -> Number | None:
    """The number of a sentence that stands for a figure: the one that is right, else the one with its unit behind it."""
    if not all(_has(cue, sentence.plain) for cue in number.cues):
        return None
    unit = number.unit.split()[-1].rstrip("s")
    near = [
        each
        for each in numbers(sentence.plain)
        if re.match(rf"[\s-]*(?:\w+\s+)?{re.escape(unit)}", sentence.plain[each.end : each.end + 30])
    ]
    right = next((each for each in numbers(sentence.plain) if abs(each.value - value) <= number.tolerance * abs(value)), None)
    return right or next(iter(near), None)


def _plain(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 1 else f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def _compiled(cue: str) -> re.Pattern[str]:
    """A cue as a pattern; ``@name`` stands for one of ``lexicon/design.yaml``."""
    named: dict[str, str] = table("design")["patterns"]
    return re.compile(re.sub(r"@([a-z_]+)", lambda match: f"(?:{named[match.group(1)]})", cue), re.IGNORECASE)
