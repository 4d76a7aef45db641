"""Content words of a requirement, and how near a statement's words come to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loopready.engines.skill_book import topics_in
from loopready.engines.text import fold, stem, words
from loopready.matching.lexicon import alike, frames, kin_groups, stem_set, word_set

SAME, KIN, LIKE, NEAR = 1.0, 0.85, 0.7, 0.5
_ASIDE = re.compile(r"\b(?:so that|in order to|because|when|while|where|which|who|whom|whose|that|whether|until|without)\b", re.IGNORECASE)
_VERB = re.compile(
    r"(?<!e)ed$|^(?:led|ran|built|held|taught|wrote|run|lead|own|build|teach|write|manage|develop|design|deliver|support|plan|drive|create)$"
)
_SUFFIXES = frozenset(
    [
        "or",
        "er",
        "ement",
        "ant",
        "ist",
        "ing",
        "ment",
        "ion",
        "ation",
        "al",
        "ance",
        "ence",
        "ive",
        "ity",
        "ship",
        "ian",
        "ee",
        "ics",
        "ic",
        "ful",
        "ness",
        "ier",
        "ory",
        "ary",
        "iv",
        "y",
        "ers",
        "ors",
        "r",
        "s",
        "es",
        "ed",
        "d",
        "n",
        "t",
        "ies",
        "i",
        "age",
    ]
)
_NOT_KIN = frozenset(
    {
        ("engin", "engineer"),
        ("product", "production"),
        ("product", "productiv"),
        ("general", "generation"),
        ("univers", "universiti"),
        ("organ", "organis"),
    }
)


@dataclass(frozen=True, slots=True)
class Concept:
    """A word asked for: its folded form, its stem, how much it weighs, and the skill or field of the book it belongs to."""

    form: str
    stem: str
    weight: float
    topic: str = ""


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A requirement without the words that ask for its matter: "Proven experience of bookbinding" -> "bookbinding"."""
    rest = " ".join(text.split()).strip(" -*•·.;:,")
    for _ in range(6):
        before = rest
        for frame in frames():
            cut = frame.sub("", rest, count=1).strip(" -.;:,")
            if re.search(r"\w", cut):
                rest = cut
        if rest == before:
            break
    return rest


@lru_cache(maxsize=4096)
def concepts(text: str) -> tuple[Concept, ...]:
    """The content words of a text, once each, in order. Figures and words that carry no matter are left out.

    Words after "so that", "which", "when" and the like weigh less: they say what for, not what.
    """
    out: dict[str, Concept] = {}
    topics = [(start, end, topic) for start, end, topic in topics_in(text)]
    aside = _ASIDE.search(text, 12)
    for place, word in enumerate(words(text)):
        folded = fold(word.text)
        if (
            folded in word_set("stop")
            or (folded.replace(",", "").replace(".", "").isdigit())
            or (len(folded) == 1 and not word.text.isupper())
        ):
            continue
        weight = 2.0 if looks_like_name(word.text, first=place == 0) else 1.0
        if stem(folded) in stem_set("weak"):
            weight = 0.35
        topic = next((topic for start, end, topic in topics if start <= word.start < end), "")
        if topic:
            weight = max(weight, 1.0)
        if place == 0 and _VERB.search(folded) and not topic:
            weight *= 0.5
        if aside is not None and word.start >= aside.start():
            weight *= 0.4
        key = stem(folded)
        if key not in out or out[key].weight < weight:
            out[key] = Concept(form=folded, stem=key, weight=weight, topic=topic)
    return tuple(out.values())


def leading_verb(text: str) -> str | None:
    """The stem of the verb that a requirement begins with ("presented findings ..."); None where it begins otherwise."""
    found = [word for word in words(bare(text)) if fold(word.text) not in word_set("stop")]
    return stem(found[0].text) if found and _VERB.search(fold(found[0].text)) else None


def looks_like_name(word: str, *, first: bool = False) -> bool:
    """Whether a word is written as a name: capitals or digits inside, or a capital where no sentence begins."""
    if len(word) > 1 and (word.isupper() or any(char.isdigit() for char in word) or any(char.isupper() for char in word[1:])):
        return not word.isdigit()
    return not first and word[:1].isupper() and fold(word) not in word_set("stop") and fold(word) not in word_set("asking_nouns")


def related(one: str, other: str) -> bool:
    """Whether two stems are of one family (audit, auditor) or one ends on the other."""
    if _family(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.endswith(short)


@lru_cache(maxsize=16_384)
def nearness(asked: str, said: str) -> float:
    """How near two stems are: 1 the same, less for one family and for words that mean much the same, else 0."""
    if asked == said:
        return SAME
    if related(asked, said):
        return KIN
    groups = kin_groups()
    if groups.get(asked, frozenset()) & groups.get(said, frozenset()):
        return LIKE
    very = alike().get(asked, {}).get(said)
    return 0.0 if very is None else LIKE if very else NEAR


def _family(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or (short, long) in _NOT_KIN:
        return False
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    if shared < 4 or shared < len(short) - 2:
        return False
    return (long[shared:] in _SUFFIXES) and (short[shared:] == "" or short[shared:] in _SUFFIXES)


def overlap(
    asked: Sequence[Concept], said: frozenset[str], *, context: frozenset[str] = frozenset(), topics: frozenset[str] = frozenset(),
    least: float = 0.0,
) -> float:  # fmt: skip
    """The weighted share of the asked words that are said, 0 to 1.

    Words of the context (the post's title and firm) count half; a word of a field counts as said where a skill of the field is.
    ``least`` leaves out what is less near.
    """
    total = sum(concept.weight for concept in asked)
    if not total:
        return 0.0
    found = 0.0
    for concept in asked:
        if concept.topic and concept.topic in topics:
            found += concept.weight
            continue
        here = max((nearness(concept.stem, word) for word in said), default=0.0)
        if here < SAME and context:
            here = max(here, 0.5 * max((nearness(concept.stem, word) for word in context), default=0.0))
        found += concept.weight * here if here >= least else 0.0
    return found / total


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text that carry matter, with hyphenated words also as one (on-call: oncall)."""
    found = {stem(word.text) for word in words(text) if fold(word.text) not in word_set("stop")}
    found |= {stem(match.group().replace("-", "")) for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)+", text)}
    return frozenset(found)
