"""An answer read for marking: sentences, clauses, acts, particulars, and which sentences could stand in any answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from loopready.engines.figures import Number, numbers
from loopready.engines.lexicon import irregular_forms, table, word_set
from loopready.engines.text import sentences, stem, words
from loopready.practice.marking.judging import is_code, speaks_to_marker
from loopready.practice.marking.words import Span, pattern, places, straight, verbs

Who = Literal["i", "we", "other", "none"]
_CLAUSE = re.compile(
    r"[;:]\s+|\s-\s|,\s+(?=(?:and|but|so|because|which|who|while|although|when|if|since|then|where|as|i|i'\w+|we|we'\w+|he|she|they|it|you|there|nobody|everyone|not)\b)"
    r"|\s+(?=(?:and|but|so|because|although|while)\s+(?:i|we|he|she|they|it|you|there|my|our|the|then|also)\b)|,\s+and\s+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|spring|summer|autumn|winter|christmas|easter|(?:19|20)\d\d|noon|midnight)s?\b"
    r"|\b(?:last|next|same|that|following|first|second|third|every|each) "
    r"(?:year|month|week|day|night|morning|evening|afternoon|quarter|time)\b"
    r"|\b(?:years?|months?|weeks?|days?|hours?|minutes?|quarters?) (?:ago|later|after|before)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z][a-z]{2,}\b")
_QUOTE = re.compile(r'"[^"]{3,}"')
_ROW, _LONG = 8, 30
"""A row has at least so many words; one of as many as the second is long."""
_SMALL, _SMALL_OF_LONG = 0.2, 0.3
"""A row has fewer small words than this share, of a long one less is asked; a sentence has about half."""
_RUN = 4
_SHORT = 2
_RARE = 8
"""One word in so many may be another in a sentence of words that stand in any answer."""
_WE = frozenset({"we", "we've", "we'd", "we're", "we'll", "us"})
_I = frozenset({"i", "i've", "i'd", "i'm", "i'll"})
_PARTED = re.compile(
    r"(?:now|since|since then|still|again|today|nowadays|these days|any more|no longer|by then|so far|ever since|twice"
    r"|(?:half )?(?:an?|one|two|three|four|five|six|ten|\d+) (?:\w+ )?(?:second|minute|hour|day|night|week|month|year)s? (?:later|after))",
    re.IGNORECASE,
)
"""Words that part now from then, and nothing else."""
_WHY = re.compile(r"\W*(?:and |but )?(?:because|while|before|until|when|if|as long as)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\W*(?:(?:so|and|but|now|then|since|since then|today|nowadays|these days|after that|because|that|which|when|if|where|also"
    r"|whenever|before|what)\W+)*(?P<who>i|we)\b",
    re.IGNORECASE,
)
_AM = frozenset({"i'm", "we're"})
"""What the speaker is, is no act: "I am structured and open to feedback"."""
_HAVE = frozenset({"have", "had", "i've", "we've", "i'd", "we'd"})
_NO_VERB_BEHIND = frozenset({"to", "a", "the", "my", "our", "an", "his", "her", "of", "in", "for", "by", "was", "were", "been", "being"})
"""Words behind which a form of a verb is none of the subject's doing: "I was told"."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody did: the words of its clause, who, the class of its verb, whether it can be pictured."""

    start: int
    end: int
    who: Who
    verb: str
    form: str
    concrete: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence of the answer. ``plain`` is its text with straight quotes; places count from the answer's start."""

    start: int
    end: int
    plain: str
    numbers: tuple[Number, ...]

    @cached_property
    def particulars(self) -> tuple[Span, ...]:
        """Places of what makes this event differ from others: figures, times, names, quoted words."""
        found = list(self.figures)
        for each in (_TIME, _NAME, _QUOTE):
            found += [match.span() for match in each.finditer(self.plain)]
        return tuple(sorted(found))

    @cached_property
    def figures(self) -> tuple[Span, ...]:
        """Places of its numbers, in the sentence, without "one" and "zero", which count nothing by themselves."""
        return tuple((n.start, n.end) for n in self.numbers if self.plain[n.start : n.end].lower() not in ("one", "zero", "a couple of"))

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """People named by their role."""
        return tuple(word.text.lower() for word in words(self.plain) if word.text.lower() in verbs("roles"))

    @cached_property
    def hypothetical(self) -> bool:
        """Whether it says what one would or usually does, and tells nothing that happened."""
        return self.has("hypothetical") and not any(act.form == "past" for act in self.acts)

    @cached_property
    def general(self) -> bool:
        """Whether it could stand in any answer: a saying or a view of oneself, with no act and no particular to hold on to."""
        said = len(places("platitude", self.plain))
        viewed = len(places("self_view", self.plain))
        if not said and not viewed:
            return False
        held = len(self.particulars) + sum(act.concrete and act.form == "past" and act.who in ("i", "we") for act in self.acts)
        return held < (2 * said + viewed) if held else True

    @cached_property
    def listed(self) -> bool:
        """Whether it is a row of words and no sentence: hardly a small word in it, or a comma every few words."""
        said = [word.text.lower() for word in words(self.plain)]
        small = sum(word in word_set("marking_judging", "small") for word in said)
        commas = self.plain.count(",")
        bare = small < (_SMALL if len(said) < _LONG else _SMALL_OF_LONG) * len(said)
        return len(said) >= _ROW and (bare or (commas > 4 and commas * 4 >= len(said)))

    @cached_property
    def timeless(self) -> bool:
        """Whether it holds at any time: nothing happened in it, nothing parts now from then, nobody in it does a thing."""
        return not (self.past or self.particulars or self.roles or self.has("since") or self.has("here") or self.doing)

    @cached_property
    def doing(self) -> bool:
        """Whether the speaker or the team does something in it, at whatever time."""
        return any(act.verb != "state" and act.who in ("i", "we") for act in self.acts)

    @cached_property
    def vague(self) -> bool:
        """Whether its words say little and no particular, no person and no act stands beside them."""
        said = len(places("vague", self.plain))
        return said > 1 and said > len(self.particulars) + len(self.roles) + 2 * self.own

    @cached_property
    def commonplace(self) -> bool:
        """Whether it is of words alone that stand in any answer, and nobody does a thing in it that can be pictured."""
        if self.figures or (self.roles and not self.hypothetical) or (self.own and self.past) or _admits().search(self.plain):
            return False
        said = [word.text for word in words(self.plain) if word.text.lower() not in word_set("marking_judging", "small")]
        other = [word for word in said if len(word) > _SHORT and stem(word) not in _commonplace()]
        return not other if self.own else len(other) * _RARE <= len(said)

    @cached_property
    def tied(self) -> bool:
        """Whether it holds something of this case: a particular, a person by role, an act of the speaker's."""
        return bool(self.particulars or self.roles or self.own)

    @cached_property
    def past(self) -> bool:
        """Whether something in it happened, by the forms of its verbs."""
        return any(_is_past(word.text.lower()) or word.text.lower() in ("was", "were", "had") for word in words(self.plain))

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Start and end of its clauses, in the sentence."""
        cuts = [0, *(match.end() for match in _CLAUSE.finditer(self.plain)), len(self.plain)]
        return tuple((a, b) for a, b in pairwise(cuts) if self.plain[a:b].strip(" ,;:-"))

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """What is done in it, by whom; a clause without a subject goes on with the one before."""
        out: list[Act] = []
        who: Who = "none"
        for start, end in self.clauses:
            found, who = _acts(self, start, end, who)
            out += found
        return tuple(out)

    @cached_property
    def own(self) -> bool:
        """Whether the speaker does something in it that can be pictured."""
        return any(act.who == "i" and act.concrete for act in self.acts)

    def spans(self, name: str) -> list[Span]:
        """Places in the answer of a list's patterns."""
        return [(self.start + a, self.start + b) for a, b in self._places(name)]

    def has(self, name: str) -> bool:
        """Whether a list's patterns occur."""
        return bool(self._places(name))

    def _places(self, name: str) -> tuple[Span, ...]:
        """Places of a list's patterns in the sentence; "now I ask first" and "I rang again" tell what one does, and no outcome."""
        found = places(name, self.plain)
        return found if name != "outcome" else tuple(place for place in found if not (self._own_way(place) or self._why(place)))

    def _why(self, place: Span) -> bool:
        """Whether words stand in a clause that tells why or when something else was so: "because the machines were shipped"."""
        start = next((a for a, b in self.clauses if a <= place[0] < b), 0)
        return _WHY.match(self.plain[start:]) is not None

    def _own_way(self, place: Span) -> bool:
        """Whether a word that parts now from then stands by what the speaker does, with no state of things beside it."""
        if not _PARTED.fullmatch(self.plain[slice(*place)].strip(" ,;:")):
            return False
        start, end = next(((a, b) for a, b in self.clauses if a <= place[0] < b), (0, len(self.plain)))
        subject = _SUBJECT.match(self.plain[start:end])
        counted = any(start <= a < end for a, _ in self.figures)
        return subject is not None and (subject["who"].lower() == "i" or not counted)


@cache
def _commonplace() -> frozenset[str]:
    return frozenset(stem(word) for word in word_set("marking_judging", "commonplace"))


@cache
def _admits() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in table("marking_judging")["admission"]), re.IGNORECASE)


def _acts(sentence: Sentence, start: int, end: int, who: Who) -> tuple[list[Act], Who]:
    """The acts of a clause and its subject; ``who`` is the subject of the clause before."""
    tokens = [w for w in words(sentence.plain) if start <= w.start < end]
    out: list[Act] = []
    subject: Who = who
    modal = described = False
    at = 0
    if tokens and _opens_with_verb(tokens[0].text) and who == "none":
        subject = "i"
    while at < len(tokens):
        word = tokens[at].text.lower()
        if word in _I or (word in _WE and word != "us"):
            subject, modal = ("i" if word in _I else "we"), word.endswith(("'ll", "'d"))
            described = word in _AM or (at + 1 < len(tokens) and tokens[at + 1].text.lower() in ("am", "are"))
        elif word in verbs("others") or (word in verbs("roles") and not out and at < 4):
            subject, modal, described = "other", False, False
        elif word in ("would", "could", "should", "might", "will", "can", "may", "must"):
            modal = True
        elif subject in ("i", "we") and (made := _verb_class(word)):
            before = tokens[at - 1].text.lower() if at else ""
            negated = before in ("not", "never", "didn't", "don't", "couldn't", "wasn't")
            form = _form(word, modal=modal, before=before)
            if form and not (described and made != "state") and before not in _NO_VERB_BEHIND:
                out.append(_act(sentence, start, end, subject, made, form, negated=negated))
                modal = False
        at += 1
    return out, "none" if described else subject


def _opens_with_verb(word: str) -> bool:
    lower = word.lower()
    return word[:1].isupper() and lower != "let" and _verb_class(lower) in ("tell", "decide", "give", "change", "look") and _is_past(lower)


def _verb_class(word: str) -> str | None:
    base = irregular_forms().get(word, word)
    for name in ("state", "weak", "tell", "decide", "give", "change", "look"):
        if word in verbs(name) or base in verbs(name):
            return name
    return "other" if word.endswith("ed") and len(word) > 4 else None


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in verbs("past")


def _form(word: str, *, modal: bool, before: str) -> str | None:
    if modal and not (_is_past(word) and before in ("i'd", "we'd", "have", "had")) and before not in ("have",):
        return "past" if _is_past(word) and before in ("i'd", "we'd") else "modal"
    if _is_past(word):
        return "past"
    if before in ("did", "didn't") or (before in _HAVE and word in irregular_forms()):
        return "past"
    return "present"


def _act(sentence: Sentence, start: int, end: int, who: Who, verb: str, form: str, *, negated: bool) -> Act:
    text = sentence.plain[start:end]
    lower = {w.text.lower() for w in words(text)}
    held = any(start <= a < end for a, _ in sentence.particulars)
    person = bool(lower & (verbs("roles") | {"him", "her", "them"}))
    empty = bool(lower & verbs("abstract")) or bool(places("vague", text) or places("talk", text))
    strong = verb in ("tell", "decide", "give", "change", "look")
    concrete = strong and not negated and (held or person or not empty) and (len(lower) >= 4 or held or person)
    return Act(sentence.start + start, sentence.start + end, who, verb, form, concrete)


@dataclass(frozen=True)
class Reading:
    """An answer read: its sentences, and those that tell of the case. ``given`` are runs of words of the question and the rubric."""

    text: str
    sentences: tuple[Sentence, ...]
    given: frozenset[tuple[str, ...]] = frozenset()

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The said sentences of the case: not what one would do, nor what holds at any time, nor words that say little."""
        return tuple(each for each in self.said if not (each.hypothetical or each.vague or each.timeless))

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """The sentences that are neither a saying, a view of oneself, a row of words, copied, nor said to the marker; each once."""
        kept = {tuple(word.text.lower() for word in words(each.plain)): each for each in reversed(self.sentences)}
        once = [each for each in self.sentences if kept[tuple(word.text.lower() for word in words(each.plain))] is each]
        return tuple(
            each
            for each in once
            if not (
                each.general
                or each.commonplace
                or each.listed
                or is_code(each.plain)
                or self.is_copied(each)
                or speaks_to_marker(each.plain)
            )
        )

    def is_copied(self, sentence: Sentence) -> bool:
        """Whether half of a sentence's runs of words are those of the question or the rubric."""
        runs = runs_of(sentence.plain)
        return bool(runs) and sum(run in self.given for run in runs) * 2 >= len(runs)

    def acts(self, *who: Who) -> list[Act]:
        """The acts of the told sentences by these."""
        return [act for each in self.told for act in each.acts if act.who in who]


def read(text: str, *, given: Iterable[str] = ()) -> Reading:
    """The reading of an answer; ``given`` are texts that the person could copy from: the question, its checks, the rubric."""
    runs = frozenset(run for each in given for run in runs_of(straight(each)))
    return Reading(text, tuple(_sentences(straight(text))), runs)


@lru_cache(maxsize=2_048)
def runs_of(text: str) -> tuple[tuple[str, ...], ...]:
    """All runs of four words of a text, in lower case."""
    said = [word.text.lower() for word in words(text)]
    return tuple(tuple(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1))


def _sentences(plain: str) -> Iterator[Sentence]:
    for first, end in sentences(plain):
        start = _after_hedges(plain, first, end)
        part = plain[start:end]
        yield Sentence(start, end, part, tuple(numbers(part)))


def _after_hedges(plain: str, start: int, end: int) -> int:
    """Where a sentence begins behind the hedges that open it: a hedge takes nothing away, so it must not hide who acts either."""
    while (match := pattern("hedge_opening").match(plain, start, end)) is not None and match.end() < end:
        start = match.end()
    return start
