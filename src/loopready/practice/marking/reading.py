"""An answer read for marking: sentences, clauses, acts, particulars, and which sentences could stand in any answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from loopready.engines.figures import Number, numbers
from loopready.engines.lexicon import irregular_forms, table, word_set
from loopready.engines.text import Word, sentences, stem, words
from loopready.model import SegmentLabel
from loopready.practice.marking.judging import is_code, speaks_to_marker
from loopready.practice.marking.words import Span, in_singular, pattern, places, straight, verbs
from loopready.practice.segments import shares_of

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
_LIKELY = 0.6
"""Share from which a sentence counts as made like a part of an answer."""
_SHORT = 2
_RARE = 8
"""One word in so many may be another in a sentence of words that stand in any answer."""
_WE = frozenset({"we", "we've", "we'd", "we're", "we'll", "us"})
_I = frozenset({"i", "i've", "i'd", "i'm", "i'll"})
_SELF = _I | _WE | {"me", "my", "mine", "our", "ours"}
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
_JOINS = frozenset({"and", "but", "so", "then", "because", "which", "when", "while", "although", "also"})
_DETERMINERS = frozenset({"my", "our", "his", "her", "their", "the", "a", "an", "another"})
_LINKS = frozenset({"that", "which", "who", "whom", "in", "on", "at", "after", "before", "with", "by", "for", "when"})
_NOUNS = 4
"""Words of a noun that may stand between its article and its verb."""
_BEFORE_NOUN = _DETERMINERS | {"each", "every", "any", "no", "this", "that", "all"}
_NO_HABIT = frozenset({"he", "she", "him", "her", "was", "were", "had"})
_MAY = re.compile(r"\b(?:i|we|you|they|it) (?:can|could|would|may|might|should)\b", re.IGNORECASE)
_DOING = ("tell", "decide", "give", "change", "look")
"""Classes of verbs of acts that can be pictured."""
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
        would = any(not _had(self.plain[slice(*place)]) for place in self._places("hypothetical"))
        return would and not any(act.form == "past" for act in self.acts)

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
        small = sum(word.partition("'")[0] in word_set("marking_judging", "small") for word in said)
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

    def reads_as(self, label: SegmentLabel) -> bool:
        """Whether it is made like sentences of a part of an answer, with something of this case in it and nothing vague."""
        held = self.tied or any(act.concrete and act.who == "we" for act in self.acts)
        return self.shares[label] >= _LIKELY and held and not self.has("vague")

    @cached_property
    def shares(self) -> Mapping[SegmentLabel, float]:
        """How likely it is each part of an answer, whether "I" is said in it or "we"."""
        return shares_of(in_singular(self.plain))

    @cached_property
    def spoken_of_self(self) -> bool:
        """Whether the speaker occurs in it and nobody else is blamed."""
        return any(word.text.lower() in _SELF for word in words(self.plain)) and not self.has("blame")

    @cached_property
    def practised(self) -> bool:
        """Whether somebody does a thing in the present that is new (a word by it parts now from then) or that is let pass on terms only."""
        if self.has("condition") and not self.hypothetical:
            return True
        at = [a - self.start for a, _ in self.spans("now")]
        held = [(a, b) for a, b in self.clauses if any(a <= place < b for place in at)]
        return any(_practises(self.plain[a:b]) for a, b in held)

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
    if _named_subject([token.text.lower() for token in tokens]):
        subject = "other"
    opinions = places("opinion", sentence.plain)
    while at < len(tokens):
        word = tokens[at].text.lower()
        if word in _I or (word in _WE and word != "us"):
            subject, modal = ("i" if word in _I else "we"), word.endswith(("'ll", "'d"))
            described = word in _AM or (at + 1 < len(tokens) and tokens[at + 1].text.lower() in ("am", "are"))
        elif (
            word.partition("'")[0] in verbs("others")
            or (word in verbs("roles") and not out and at < 4)
            or _joined(sentence.plain, tokens[at:])
        ):
            subject, modal, described = "other", False, False
        elif word in ("would", "could", "should", "might", "will", "can", "may", "must"):
            modal = True
        elif subject in ("i", "we") and (made := _verb_class(word)):
            before = tokens[at - 1].text.lower() if at else ""
            negated = before in ("not", "never", "didn't", "don't", "couldn't", "wasn't")
            form = _form(word, modal=modal, before=before)
            opinion = any(a <= tokens[at].start < b for a, b in opinions)
            if form and not opinion and not (described and made != "state") and before not in _NO_VERB_BEHIND:
                out.append(_act(sentence, start, end, subject, made, form, negated=negated))
                modal = False
        at += 1
    return out, "none" if described else subject


def _practises(clause: str) -> bool:
    """Whether a clause tells in the present what the speaker, a team or a thing does; not how things are, nor what one person came to."""
    said = [word.text.lower() for word in words(clause)]
    told = [word for before, word in pairwise(["", *said]) if _is_past(word) and not (word.endswith("ed") and before in _BEFORE_NOUN)]
    if told or not _NO_HABIT.isdisjoint(said) or _MAY.search(clause):
        return False
    done = {word.removesuffix("s") for word in said} | set(said)
    return any(_verb_class(word) in _DOING or word in verbs("runs") for word in done - verbs("nouns_too"))


def _named_subject(said: Sequence[str]) -> bool:
    """Whether a clause opens with whose act it is, by a noun: "my wife said", "the surveyor signed"; the speaker does nothing in it."""
    at = next((n for n, word in enumerate(said) if word not in _JOINS), len(said))
    if at == len(said) or said[at] not in _DETERMINERS:
        return False
    behind = next((n for n, word in enumerate(said[at + 2 : at + 2 + _NOUNS], at + 2) if _is_past(word) and _verb_class(word)), None)
    return behind is not None and not any(word in _I or word in _WE or word in _LINKS for word in said[at + 1 : behind])


def _joined(plain: str, tokens: Sequence[Word]) -> bool:
    """Whether a comma ends what the speaker does, and another's act begins by a noun: "I wrote it down, the surveyor signed"."""
    return plain[: tokens[0].start].endswith(", ") and _named_subject([token.text.lower() for token in tokens])


def _had(words_: str) -> bool:
    """Whether "I'd felt" is what had happened, and not what would: a participle follows."""
    said = words_.lower().split()
    return len(said) > 1 and said[0] in ("i'd", "we'd") and (said[-1].endswith("ed") or said[-1] in verbs("participles"))


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
    if before in ("did", "didn't") or (before in _HAVE and (word in irregular_forms() or word in verbs("participles"))):
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
