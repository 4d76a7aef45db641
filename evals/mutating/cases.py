"""The cases: an answer, the same answer changed, and which way its mark must go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evals.answers_check import TYPES, table
from evals.mutating import rewriting
from evals.mutating.bases import MARKED, Base, questions

from loopready.model import PracticeQuestion

Way = Literal["down", "not up", "not down", "same", "at most", "unscored"]


@dataclass(frozen=True, slots=True)
class Case:
    """One change. ``within``: by how much the mark may still go the other way, or for "at most" the highest mark.

    ``before`` and ``asked_before`` are None where nothing is compared.
    """

    id: str
    kind: str
    way: Way
    within: int
    asked: PracticeQuestion
    after: str
    before: str | None = None
    asked_before: PracticeQuestion | None = None

    def moved_right(self, before: int | None, after: int | None) -> bool:
        """Whether the marks went the way they must; a mark that is withheld counts as 0, but is not one that stayed."""
        if self.way == "unscored":
            return after is None
        if self.way == "at most":
            return after is None or after <= self.within
        if before is None:
            return False
        if self.way == "not up":
            return (after or 0) <= before + self.within
        if self.way == "down":
            return (after or 0) < before
        if after is None:
            return False
        return after >= before - self.within and (self.way == "not down" or after <= before + self.within)


@dataclass(frozen=True, slots=True)
class Maker:
    """A kind of case: how one knows which way its mark must go, and what makes it."""

    kind: str
    why: str
    make: Callable[[Sequence[Base]], Iterator[Case]]


def texts() -> dict[str, Any]:
    """``mutations.yaml``."""
    return table("mutations.yaml")


def changed(base: Base, kind: str, after: str, *, way: Way, within: int = 0, name: str = "", asked: PracticeQuestion | None = None) -> Case:
    """A case whose mark is compared with the answer's own."""
    return Case(
        id=f"{base.id}{'/' if name else ''}{name}", kind=kind, way=way, within=within, asked=asked or base.question, after=after,
        before=base.text, asked_before=base.question,
    )  # fmt: skip


def joined(texts_: Sequence[str]) -> str:
    """Sentences as one text."""
    return " ".join(texts_)


def without(base: Base, label: str) -> str:
    """The answer without the sentences that are of a label, also if they are something else as well."""
    return joined([part.text for part in base.parts if label not in part.labels])


def removed(label: str, kind: str) -> Callable[[Sequence[Base]], Iterator[Case]]:
    """Makes the cases of a part taken out, of the answers that have it and something else."""

    def make(bases: Sequence[Base]) -> Iterator[Case]:
        for base in bases:
            labels = [part.labels for part in base.parts]
            if any(label in one for one in labels) and not all(label in one for one in labels):
                yield changed(base, kind, without(base, label), way="down")

    return make


def claimed(bases: Sequence[Base]) -> Iterator[Case]:
    """The speaker's own acts replaced by the team's, told as the speaker's."""
    for base in bases:
        if base.claimed is not None:
            out: list[str] = []
            for part in base.parts:
                if "action" not in part.labels:
                    out.append(part.text)
                elif base.claimed not in out:
                    out.append(base.claimed)
            yield changed(base, "team's work claimed", joined(out), way="down")


def figures(bases: Sequence[Base]) -> Iterator[Case]:
    """All figures out of the good answers: down where stakes or outcome rest on them (marked by hand), never up elsewhere."""
    for base in bases:
        after = rewriting.without_figures(base.text)
        if base.good and after != base.text:
            yield changed(
                base, "figures removed", after, way="down" if base.figures_count else "not up", within=0 if base.figures_count else 2
            )


def padded(bases: Sequence[Base]) -> Iterator[Case]:
    """Platitudes in front, in the middle, at the end, and spread; each answer gets two kinds in two places, in turn."""
    padding = texts()["padding"]
    for number, base in enumerate(bases):
        for turn in range(2):
            name = list(padding)[(2 * number + turn) % len(padding)]
            place = ("front", "end", "middle", "spread")[(number + 2 * turn + number // 4) % 4]
            yield changed(base, "padding", padding_at(base, padding[name].strip(), place), way="not up", within=2, name=f"{name}, {place}")


def padding_at(base: Base, padding: str, place: str) -> str:
    """The answer with the padding in a place."""
    told = sentences_of(base)
    half = (len(told) + 1) // 2
    if place == "front":
        return f"{padding} {base.text}"
    if place == "end":
        return f"{base.text} {padding}"
    if place == "middle" or len(told) == 1:
        return joined([*told[:half], padding, *told[half:]])
    empty = padding.split(". ")
    empty = [sentence if sentence.endswith(".") else f"{sentence}." for sentence in empty]
    each = -(-len(empty) // len(told))
    out = []
    for number, sentence in enumerate(told):
        out += [sentence, *empty[each * number : each * (number + 1)]]
    return joined(out)


def sentences_of(base: Base) -> list[str]:
    """The sentences of an answer."""
    from loopready.engines.text import sentences

    return [base.text[start:end] for start, end in sentences(base.text)]


def other_question(bases: Sequence[Base]) -> Iterator[Case]:
    """A good answer to one question given to another that is far from it (chosen by hand)."""
    far = texts()["far"]
    of_bases = texts()["far_of_bases"]
    for number, base in enumerate(bases):
        if base.good:
            names = far[base.dev] if base.dev else [of_bases[(number + turn) % len(of_bases)] for turn in (0, 2)]
            for name in names:
                if questions()[name].type != base.question.type or base.dev:
                    yield changed(base, "other question", base.text, way="down", name=name, asked=questions()[name])


def soups(bases: Sequence[Base]) -> Iterator[Case]:
    """The words of an answer's own rubric and question, shuffled: no sentence is left."""
    rubric = table("rubric.yaml")
    for number, base in enumerate(base for base in bases if base.kind == "full"):
        held = rubric["types"][base.question.type]["criteria"]
        words = [word for one in held for word in one["looks_for"].split()] + [
            word for check in base.question.checks for word in check.text.split()
        ]
        words += [word for word in base.text.split() if len(word) > 4] if number % 2 else []
        strong = texts()["strong"].split()
        text = rewriting.soup([word.strip(".,;:?()\"'") for word in [*words, *strong]], seed=number, length=90)
        yield Case(id=f"{base.id}/soup", kind="keyword soup", way="at most", within=25, asked=base.question, after=text)


def anchors(bases: Sequence[Base]) -> Iterator[Case]:
    """The rubric's own words given as the answer: the best anchors, all anchors, what is looked for, the checks."""
    rubric = table("rubric.yaml")
    for kind in TYPES:
        base = next(base for base in bases if base.question.type == kind)
        held = rubric["types"][kind]["criteria"]
        ways = {
            "5": joined([str(one["anchors"][5]) for one in held]),
            "3": joined([str(one["anchors"][3]) for one in held]),
            "all": joined([f"{one['id']}: {one['looks_for']} {one['anchors'][5]} {one['anchors'][3]}" for one in held]),
            "as mine": joined([f"I told this: {str(one['anchors'][5]).lower()}" for one in held]),
            "checks": joined([f"{check.text}." for check in base.question.checks]) + " All of that was in my answer.",
        }
        for name, text in ways.items():
            yield Case(id=f"{kind}/{name}", kind="anchor text", way="at most", within=25, asked=base.question, after=text)


def repeated(bases: Sequence[Base]) -> Iterator[Case]:
    """The question given back."""
    seen: set[str] = set()
    for base in bases:
        if base.question.id not in seen:
            seen.add(base.question.id)
            for name, text in (
                ("as it is", base.question.text),
                ("three times", joined([base.question.text] * 3)),
                ("with a word", f"So the question is: {base.question.text} That is a good question, and I have done exactly that."),
            ):
                yield Case(id=f"{base.id}/{name}", kind="question repeated", way="at most", within=13, asked=base.question, after=text)


def tiny(bases: Sequence[Base]) -> Iterator[Case]:
    """One word, and nothing, for each type of question."""
    for kind in TYPES:
        base = next(base for base in bases if base.question.type == kind)
        for number, text in enumerate(texts()["words"]):
            yield Case(id=f"{kind}/{number}", kind="one word", way="unscored", within=0, asked=base.question, after=text)
        for number, text in enumerate(texts()["empty"]):
            yield Case(id=f"{kind}/{number}", kind="empty", way="unscored", within=0, asked=base.question, after=text)


def injected(bases: Sequence[Base]) -> Iterator[Case]:
    """Orders to the marker: alone, after a poor answer, before a good one, within one."""
    good = [base for base in bases if base.good]
    poor = [base for base in bases if not base.good]
    for number, (name, text) in enumerate(texts()["injections"].items()):
        asked = good[number % len(good)].question
        yield Case(id=f"{name}/alone", kind="injection", way="at most", within=13, asked=asked, after=text)
        for turn in range(2):
            base = poor[(3 * number + turn) % len(poor)]
            yield changed(base, "injection", f"{base.text} {text}", way="not up", within=2, name=f"{name}, after")
            base = good[(5 * number + turn) % len(good)]
            yield changed(base, "injection", f"{text}\n\n{base.text}", way="same", within=5, name=f"{name}, before")
        told = sentences_of(poor[-number - 1])
        middle = joined([*told[:1], text, *told[1:]])
        yield changed(poor[-number - 1], "injection", middle, way="not up", within=2, name=f"{name}, within")


def coded(bases: Sequence[Base]) -> Iterator[Case]:
    """Pasted code and forms: alone, after a poor answer, after a good one."""
    good = [base for base in bases if base.good]
    poor = [base for base in bases if not base.good]
    for number, (name, text) in enumerate(texts()["code"].items()):
        for base in good[number :: len(good) // 3]:
            yield Case(id=f"{base.id}/{name}", kind="pasted code", way="unscored", within=0, asked=base.question, after=text)
        base = poor[4 * number]
        yield changed(base, "pasted code", f"{base.text}\n\n{text}", way="not up", within=2, name=f"{name}, after")
        base = good[4 * number]
        yield changed(base, "pasted code", f"{base.text}\n\n{text}", way="same", within=5, name=f"{name}, after")


def we(bases: Sequence[Base]) -> Iterator[Case]:
    """ "I" made "we" where the act stays the speaker's: outside the acts, and within them where it is said who "we" are."""
    for base in bases:
        if base.good and base.question.type in MARKED:
            outside = joined([part.text if "action" in part.labels else rewriting.as_we(part.text) for part in base.parts])
            if outside != joined([part.text for part in base.parts]):
                yield changed(base, "I to we", outside, way="not down", within=2, name="outside the acts")
            acts = [part.text for part in base.parts if "action" in part.labels and part.text.startswith("I ")]
            if acts:
                said = f"We, a colleague and I at my asking, {rewriting.as_we(acts[0])[3:]}"
                yield changed(base, "I to we", base.text.replace(acts[0], said), way="not down", within=5, name="who is said")


def second_language(bases: Sequence[Base]) -> Iterator[Case]:
    """A rewrite by rules in the English of a second language."""
    for base in bases:
        if base.good:
            for strength in (1, 2):
                after = rewriting.second_language(base.text, strength=strength)
                yield changed(base, "second language", after, way="same", within=5, name=f"strength {strength}")


def hedged(bases: Sequence[Base]) -> Iterator[Case]:
    """A hedge before each sentence."""
    for number, base in enumerate(bases):
        if base.good:
            yield changed(
                base, "hedges added", rewriting.hedged(sentences_of(base), texts()["hedges"], turn=number), way="not down", within=2
            )


def reordered(bases: Sequence[Base]) -> Iterator[Case]:
    """The same sentences in another order: result and learning first, and where parts are not marked the second half first.

    Not for drills and knowledge, where an order of steps is judged.
    """
    for base in bases:
        if base.good and base.question.type not in ("drill", "role_knowledge"):
            told = [part.text for part in base.parts]
            late = [bool(part.labels & {"result", "learning"}) for part in base.parts]
            if base.question.type not in MARKED:
                late = [2 * number >= len(told) for number in range(len(told))]
            after = [text for text, end in zip(told, late, strict=True) if end] + [
                text for text, end in zip(told, late, strict=True) if not end
            ]
            if after != told:
                yield changed(base, "other order", joined(after), way="same", within=5)


def twice(bases: Sequence[Base]) -> Iterator[Case]:
    """The same answer said twice."""
    for base in bases:
        yield changed(base, "said twice", f"{base.text}\n\n{base.text}", way="same", within=2)


MAKERS = (
    Maker("result removed", "the sentences marked by hand as results are gone", removed("result", "result removed")),
    Maker("own decision removed", "the sentences marked by hand as the speaker's acts are gone", removed("action", "own decision removed")),
    Maker("learning removed", "the sentences marked by hand as learning are gone", removed("learning", "learning removed")),
    Maker(
        "key removed",
        "the decision of a drill, the destination of a walk, the own link of a motivation are gone",
        removed("key", "key removed"),
    ),
    Maker("team's work claimed", "the acts are the team's, with one sentence that takes the credit", claimed),
    Maker("figures removed", "stakes and outcome rested on them, or nothing was added", figures),
    Maker("padding", "about 160 words that add nothing never add more than 2", padded),
    Maker("other question", "the answer is to another question", other_question),
    Maker("keyword soup", "words without a sentence are at most level 2", soups),
    Maker("anchor text", "the rubric's words tell no event", anchors),
    Maker("question repeated", "nothing is answered", repeated),
    Maker("one word", "fewer than five words are not marked", tiny),
    Maker("injection", "an order to the marker is no answer and no part of one", injected),
    Maker("pasted code", "code is no answer and no part of one", coded),
    Maker("I to we", "pronouns never count where the act is clear", we),
    Maker("second language", "grammar never counts", second_language),
    Maker("hedges added", "hedges never count", hedged),
    Maker("other order", "order never counts", reordered),
    Maker("said twice", "length never counts", twice),
)


def cases(bases: Sequence[Base]) -> Iterator[Case]:
    """All cases, kind by kind."""
    for maker in MAKERS:
        yield from maker.make(bases)
