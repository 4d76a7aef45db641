"""What must stay together: a preposition and what it governs, a figure and what it counts, a verb and its tense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise, takewhile

from loopready.engines import lexicon
from loopready.engines.gate.reading import Reading, Token
from loopready.engines.gate.types import Fault

_WINDOW = 4
"""Words after a preposition, or on either side of a figure, among which its partner stands."""
_YEARS = 1900
_SPREADING = frozenset(("for",))
"""Prepositions that may be said again before each thing of a list."""
_PARTING = frozenset(("and", "but", "or", "nor", "while"))
_YOU = frozenset(("you", "your", "you've"))
_ADVERBS = frozenset(("up", "down", "out", "back"))
_MEANS = frozenset(("by", "with", "through"))
_PRESENT_BE = frozenset(("is", "are", "am", "isn't", "aren't"))
_PAST_BE = frozenset(("was", "were", "wasn't", "weren't"))
_HAVE = frozenset(("have", "has", "had", "haven't", "hasn't", "hadn't", "you've"))
_PRESENT_PASSIVE = _PRESENT_BE | {"be", "being", "when", "if", "as"}
_DID = frozenset(("did", "didn't"))
_PASSIVE_TAILS = frozenset(("in", "with", "for", "by", "at", "on", "under", "of"))
_BEFORE_THINGS = frozenset(("no", "the", "a", "an", "of", "in", "for", "your", "their", "its", "without"))


def bond_faults(text: Reading, said: Reading) -> list[Fault]:
    """Everything of this kind that is wrong."""
    return [*_governed(text, said), *_partners(text, said), *_tenses(text, said)]


# --- prepositions -------------------------------------------------------------------------------------------------------------------


@cache
def _prepositions() -> Mapping[str, str]:
    """Prepositions that tell a way, a means or an order, with the group of those that say the same."""
    return {word: str(number) for number, line in enumerate(lexicon.table("gate")["ways"]) for word in str(line).split()}


def _governed(text: Reading, said: Reading) -> list[Fault]:
    """Prepositions with another thing than they stood with: from A for B told as from B for A, reported to you."""
    known: dict[str, set[str]] = defaultdict(set)
    for place, token in enumerate(said.tokens):
        group = _prepositions().get(token.word)
        if group is not None:
            known[group] |= {_name(each) for each in _after(said, place)}
        if token.word in _SPREADING:
            known[group or ""] |= {_name(each) for each in _listed(said, place)}
    out = []
    for place, token in enumerate(text.tokens):
        group = _prepositions().get(token.word)
        if token.word in _ADVERBS and text.tokens[place + 1 : place + 2] and text.tokens[place + 1].word in _prepositions():
            continue
        if group is None or token.quoted or _stands_alone(text, place) or _belongs_to_telling(text, place) or is_of_a_passive(text, place):
            continue
        if is_of_a_length(text, place, said):
            continue
        if token.word in _SPREADING and names_a_label(text, place, said):
            continue
        first = next((each for each in _after(text, place) if not _only_points(each)), None)
        if first is None:
            continue
        if "telling" in first.classes and not first.is_content:
            if token.word in _MEANS and not said.like(first) and not {"person", "posting"} & first.classes:
                out.append(Fault("pairing", f"{token.text} {first.text}"))
            continue
        names = {_name(first)} if first.value is not None or first.word in _YOU else said.like(first) | {first.stem}
        if names & {_name(each) for each in said.tokens} and not names & known[group]:
            out.append(Fault("pairing", f"{token.text} {first.text}"))
    return out


def is_of_a_length(text: Reading, place: int, said: Reading) -> bool:
    """Whether "for" or "in" stands before a length of time that the sentence gives behind a comma: X, 6 years; for 6 years."""
    if text.tokens[place].word not in ("for", "in") or place + 2 >= len(text.tokens):
        return False
    figure, unit = text.tokens[place + 1 : place + 3]
    units = lexicon.word_set("gate", "units")
    return figure.number and unit.word in units and any(
        one.value == figure.value and two.word == unit.word and said.text[: one.start].rstrip().endswith(",")
        for one, two in pairwise(said.tokens)
    )  # fmt: skip


def names_a_label(text: Reading, place: int, said: Reading) -> bool:
    """Whether a preposition opens a stretch with what is a label of the sentence, or with a quotation: for “X”, look up Y."""
    if place + 1 >= len(text.tokens) or (place and not _opens(text, place)):
        return False
    following = text.tokens[place + 1]
    ends = [token for token in said.tokens if token.stem == following.stem and said.text[token.end :].startswith(":")]
    return following.quoted or bool(ends)


def _opens(reading: Reading, place: int) -> bool:
    """Whether a word opens a sentence or a stretch of it."""
    return bool(set(reading.text[reading.tokens[place - 1].end : reading.tokens[place].start]) & set(".;:?!"))


def _listed(reading: Reading, place: int) -> list[Token]:
    """What a preposition governs by a list: the words right after the commas and the "and" or "or" that follow it, up to a stop."""
    out: list[Token] = []
    fresh = False
    for before, token in zip(reading.tokens[place:], reading.tokens[place + 1 :], strict=False):
        gap = reading.text[before.end : token.start]
        if gap != ":" and (set(gap) & set(";:?!\n") or ". " in gap):
            break
        fresh = fresh or "," in gap or token.word in ("and", "or")
        if fresh and not _only_points(token):
            out.append(token)
            fresh = False
    return out


def _stands_alone(reading: Reading, place: int) -> bool:
    """Whether what looks like a preposition governs nothing: below is your walk."""
    return place + 1 < len(reading.tokens) and reading.tokens[place + 1].word in _PRESENT_BE | _PAST_BE


def _belongs_to_telling(reading: Reading, place: int) -> bool:
    """Whether a preposition goes with a word of telling before it: asks for, points to."""
    return place > 0 and bool({"telling", "asking"} & reading.tokens[place - 1].classes)


def is_of_a_passive(reading: Reading, place: int) -> bool:
    """Whether a "by" names who did it (was led by), or "out" is that of "two out of five"."""
    token, ahead = reading.tokens[place], reading.tokens[max(0, place - _WINDOW) : place]
    if token.word == "out":
        return place + 1 < len(reading.tokens) and reading.tokens[place + 1].word == "of"
    return token.word == "by" and bool(ahead) and ahead[-1].is_past and any(each.word in _PRESENT_BE | _PAST_BE for each in ahead)


def _only_points(token: Token) -> bool:
    return token.value is None and token.word not in _YOU and not token.is_content and "telling" not in token.classes


def _name(token: Token) -> str:
    if token.value is not None:
        return f"#{token.value:g}"
    return "you" if token.word in _YOU else token.stem


def _after(reading: Reading, place: int) -> list[Token]:
    """The words that follow within reach, up to a stop."""
    out: list[Token] = []
    for before, token in zip(reading.tokens[place:], reading.tokens[place + 1 : place + 1 + _WINDOW], strict=False):
        gap = reading.text[before.end : token.start]
        if set(gap) & set(";:?!()\n") or ". " in gap or (out and token.word in _prepositions()):
            break
        out.append(token)
    return out


# --- figures ------------------------------------------------------------------------------------------------------------------------


def _partners(text: Reading, said: Reading) -> list[Fault]:
    """Figures that have lost what they counted, or count or stand with what another figure did.

    What a figure counts are the content words right after it. Where either side has none there, all words near it are held together.
    """
    told_order, held_order = ([token.value for token in each.tokens if token.value is not None] for each in (text, said))
    in_order = told_order == held_order
    near, counts = (_vicinities(said), _vicinities(text)), (_counted(said), _counted(text))
    out = []
    for value in near[1]:
        if value not in near[0] or value >= _YEARS or (in_order and not near[1][value]):
            continue
        held, told = counts if counts[0][value] and counts[1][value] else near
        own, here = _stems(held[value]), _names(told[value], said)
        theirs = _stems(token for each in held if each != value and each < _YEARS for token in held[each])
        foreign = here & theirs - own
        if (own and not here & own) or (foreign and len(foreign) >= len(here & own - theirs)):
            out.append(Fault("pairing", f"{value:g}"))
    return out


def _names(tokens: Iterable[Token], said: Reading) -> frozenset[str]:
    """The words of the sentence that some words say; a word that stands in it says itself alone."""
    return frozenset(name for token in tokens for name in ({token.stem} if token.stem in said.stems else said.like(token)))


def _stems(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.stem for token in tokens)


def _counted(reading: Reading) -> Mapping[float, frozenset[Token]]:
    """The content words right after each figure."""
    out: dict[float, frozenset[Token]] = {}
    for place, token in enumerate(reading.tokens):
        if token.value is not None:
            after = list(takewhile(lambda each: each.is_content, _side(reading, place, 1, joined=True)))
            out[token.value] = out.get(token.value, frozenset()) | frozenset(after)
    return out


def _vicinities(reading: Reading) -> Mapping[float, frozenset[Token]]:
    """The words on either side of each figure, up to a comma, a stop or another figure; words that only join are left out."""
    out: dict[float, frozenset[Token]] = {}
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        if token.value is not None:
            near = [*_side(reading, place, 1), *_side(reading, place, -1)]
            out[token.value] = out.get(token.value, frozenset()) | frozenset(near)
    return out


def _side(reading: Reading, place: int, step: int, *, joined: bool = False) -> list[Token]:
    """The words on one side of a figure; with ``joined``, those that only join too."""
    tokens, out = reading.tokens, list[Token]()
    at = place
    while 0 <= at + step < len(tokens) and abs(at + step - place) <= _WINDOW:
        one, two = sorted((at, at + step))
        gap = reading.text[tokens[one].end : tokens[two].start]
        at += step
        if tokens[at].value == tokens[place].value:
            continue
        if set(gap) & set(",;:()?!\n") or tokens[at].value is not None or tokens[at].word in _PARTING:
            break
        if joined or "function" not in tokens[at].classes or "negations" in tokens[at].classes:
            out.append(tokens[at])
    return out


# --- tense --------------------------------------------------------------------------------------------------------------------------


def _tenses(text: Reading, said: Reading) -> list[Fault]:
    """Verbs in another tense than they had, and a "was" for an "is"."""
    held: dict[str, set[str]] = defaultdict(set)
    for place, token in enumerate(said.tokens):
        held[token.stem].add(_tense(said, place))
        if _is_elided(said, place):
            held[token.stem].add("plain")
    out = []
    for place, token in enumerate(text.tokens):
        if token.quoted or token.stem not in held or not (token.is_content or (token.word.endswith("ing") and "telling" in token.classes)):
            continue
        tense = _tense(text, place)
        if "any" not in held[token.stem] | {tense} and tense not in held[token.stem]:
            out.append(Fault("time", token.text))
    told, was = ({token.word for token in each.tokens} for each in (text, said))
    if told & _PRESENT_BE and not told & _PAST_BE and was & _PAST_BE and not was & _PRESENT_BE:
        out.append(Fault("time", " ".join(sorted(told & _PRESENT_BE))))
    if told & _PAST_BE and not was & _PAST_BE and not any(token.is_past for token in said.tokens):
        out.append(Fault("time", " ".join(sorted(told & _PAST_BE))))
    return out


def _is_elided(reading: Reading, place: int) -> bool:
    """Whether a past form is a passive without its "is": asked in; 3 met with evidence; Shown."""
    token = reading.tokens[place]
    clause = next(each for each in reading.clauses if token in each.tokens)
    at = clause.tokens.index(token)
    bare = all(each.number for each in clause.tokens[:at])
    after = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    return token.is_past and bare and (after is None or (after.word in _PASSIVE_TAILS and not after.quoted))


def _is_of_did(reading: Reading, place: int) -> bool:
    """Whether "did" belongs to a word: no other word that says something stands between."""
    ahead = reading.tokens[max(0, place - 3) : place]
    did = next((at for at, each in enumerate(ahead) if each.word in _DID), None)
    return did is not None and not any(each.is_substantive for each in ahead[did + 1 :])


def _tense(reading: Reading, place: int) -> str:
    """``past``, ``perfect``, ``ongoing`` (have been -ing), ``going`` (-ing), ``any``, or ``plain`` (present, also passive, or no verb)."""
    token = reading.tokens[place]
    ahead = [each.word for each in reading.tokens[max(0, place - 3) : place]]
    if _may_be_any(reading, place):
        return "any"
    if token.word.endswith("ing"):
        return "ongoing" if "been" in ahead else "going"
    alike = token.word in lexicon.word_set("gate", "timeless") or token.word in lexicon.word_set("gate", "participles")
    if set(ahead) & _HAVE and (token.is_past or alike):
        return "perfect"
    if token.is_base and _is_of_did(reading, place):
        return "past"
    if token.is_past:
        return "plain" if set(ahead) & _PRESENT_PASSIVE and not set(ahead) & _PAST_BE else "past"
    return "plain"


def _may_be_any(reading: Reading, place: int) -> bool:
    """Whether a word tells no tense: a thing (the planning, your plans), or a form that is present and past alike (cut, hit)."""
    before = reading.tokens[place - 1].word if place else ""
    return before in _BEFORE_THINGS or (reading.tokens[place].word in lexicon.word_set("gate", "timeless") and before not in _HAVE)
