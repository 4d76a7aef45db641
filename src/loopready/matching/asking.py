"""A requirement taken apart: what it asks, part by part, and which parts are alternatives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loopready.engines.skill_book import is_product, topics_in
from loopready.engines.text import sentences, words
from loopready.matching.lexicon import stem_set
from loopready.matching.stance import begins_with_act
from loopready.matching.words import bare, concepts, looks_like_name

_ITEM = r"[^,;:()/]{2,40}?"
_LIST = re.compile(rf"(?P<items>{_ITEM}(?:,\s+{_ITEM})*(?:,?\s+(?:or|and|and/or)\s+){_ITEM})(?=$|[.;:()]|,)", re.IGNORECASE)
_JOIN = re.compile(r",\s*(?:or|and|and/or)\s+|\s+(?:or|and|and/or)\s+|,\s*|(?<=\w)/(?=\w)", re.IGNORECASE)
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_EXAMPLE = re.compile(r",?\s*\(?(?:for instance|for example|e\.g\.?,?|such as|like|including|i\.e\.?,?|namely)\s+", re.IGNORECASE)


_TOPIC_WORDS = 4
"""Longest words before a colon that name what the list after it is of ("Storage systems: replication, erasure coding")."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a requirement: its text with the words it shares with the others, its place in the requirement's text, and its group."""

    text: str
    start: int
    end: int
    item: str
    alternative: bool


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a requirement joined by "and", "or" or commas; empty where it is one thing.

    Names are always parted ("Figma, Sketch or Penpot"); other words where three or more stand in a list, or two alternatives.
    """
    best: tuple[Part, ...] = ()
    cut = _HANDS_ON.search(text)
    text = text[: cut.start()] if cut else text
    for start, listed in _lists(text):
        items = [item for item in listed if not _OTHERWISE.fullmatch(text[slice(*item)])]
        if len(items) < 2:
            continue
        alternative = bool(_OR.search(text[start : listed[-1][1]]))
        if not _worth_parting(text, items, alternative=alternative):
            continue
        head, tail = _shared(text, items)
        tail = tail if items[-1] == listed[-1] else ""
        made = tuple(Part(f"{head}{text[a:b]}{tail}".strip(), a, b, text[a:b], alternative) for a, b in items)
        act = None if alternative else _act_before(text, items[0][0])
        if act is not None:
            made = (Part(act, 0, len(act), act, False), *made)
        if len(made) > len(best):
            best = made
    return best


def _before_colon(text: str, start: int) -> str | None:
    """The words before the colon that a list follows; None where it follows none."""
    head = text[:start].rstrip()
    return head[:-1].rstrip() if head.endswith(":") else None


def _act_before(text: str, start: int) -> str | None:
    """The act that a list after a colon spells out ("Own the monthly contract: budgets, launches, credits"), which is asked as well."""
    head = _before_colon(text, start)
    if head is None or not begins_with_act(bare(head)):
        return None
    return head if sum(concept.weight >= 1.0 for concept in concepts(bare(head))) >= 2 else None


def _lists(text: str) -> list[tuple[int, list[tuple[int, int]]]]:
    """Runs of short items parted by commas, slashes, "and" or "or", as places of the items."""
    out = []
    for stretch in re.finditer(r"[^;:()]+", text):
        cuts = [cut for cut in _JOIN.finditer(text, stretch.start(), stretch.end()) if not _OR_MORE.match(text, cut.end())]
        if not cuts:
            continue
        edges = [stretch.start(), *[place for cut in cuts for place in cut.span()], stretch.end()]
        pieces = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        if len(cuts) == 1 and cuts[0].group().strip() == ",":
            continue
        items = [_trim(text, *piece) for piece in pieces]
        if any(a >= b for a, b in items):
            continue
        items[0] = _last_words(text, items[0], others=items[1:-1] or items[1:])
        items[-1] = _first_words(text, items[-1], others=items[1:-1] or items[:1])
        out.append((items[0][0], items))
    return out


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "+#"):
        end -= 1
    return start, end


def _last_words(text: str, item: tuple[int, int], *, others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Of the first item only so many words as the others have belong to the list ("prototypes drawn in Figma" -> "Figma")."""
    found = words(text[item[0] : item[1]])
    size = max(1, min(len(words(text[a:b])) for a, b in others))
    if len(found) <= size:
        return item
    linked = [n for n, word in enumerate(found) if word.text.lower() in _LINKS]
    at = linked[-1] + 1 if linked and linked[-1] + 1 < len(found) else len(found) - size
    return item[0] + found[at].start, item[1]


def _first_words(text: str, item: tuple[int, int], *, others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    found = words(text[item[0] : item[1]])
    if len(found) <= 1:
        return item
    linked = [n for n, word in enumerate(found) if n and word.text.lower() in _LINKS]
    size = linked[0] if linked else max([1, *(len(words(text[a:b])) for a, b in others)])
    if len(found) <= size:
        return item
    return item[0], item[0] + found[size - 1].end


_HANDS_ON = re.compile(r",?\s+hands[- ]on\W*$", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"(?:an? )?(?:equivalent|similar|related|comparable|other|others|another|more|above|higher|better|over|later|plus|so)\b.*",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"(?:more|above|over|higher|better|larger|greater|bigger|longer|beyond)\b", re.IGNORECASE)
"""What stands after "or" where a least is set, not another way: "£5M or more from trusts"."""
_LINKS = frozenset(
    [
        "in",
        "of",
        "with",
        "for",
        "on",
        "to",
        "at",
        "as",
        "from",
        "by",
        "using",
        "through",
        "across",
        "into",
        "under",
        "over",
        "within",
        "via",
        "that",
        "which",
        "who",
        "a",
        "an",
        "the",
        "your",
        "our",
    ]
)


def _worth_parting(text: str, items: Sequence[tuple[int, int]], *, alternative: bool) -> bool:
    pieces = [text[a:b] for a, b in items]
    if any(len(words(piece)) > 5 for piece in pieces):
        return False
    named = [
        any(is_product(name) for _, _, name in topics_in(piece)) or any(looks_like_name(word.text) for word in words(piece))
        for piece in pieces
    ]
    if sum(named) >= max(2, len(pieces) - 1):
        return True
    return len(pieces) >= 3 or alternative


def _shared(text: str, items: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """The words before the list and after it, which belong to every item."""
    head, tail = text[: items[0][0]], text[items[-1][1] :]
    topic = _before_colon(text, items[0][0])
    if topic is not None:
        heavy = [concept for concept in concepts(bare(topic)) if concept.weight >= 1.0]
        head = f"{topic} " if heavy and len(words(topic)) <= _TOPIC_WORDS and not begins_with_act(bare(topic)) else ""
    return (head if len(words(head)) <= 12 else ""), (tail if len(words(tail)) <= 8 else "")


def examples(text: str) -> tuple[str, tuple[str, ...]]:
    """A requirement without its examples, and the examples ("a till system, for example Lightspeed or Toast")."""
    match = _EXAMPLE.search(text)
    if match is None:
        return text, ()
    given = re.split(r"[.;)]", text[match.end() :])[0]
    return text[: match.start()].strip(" ,("), tuple(piece.strip() for piece in _JOIN.split(given) if piece.strip())


def asking_sentences(text: str) -> str:
    """A requirement without the sentences in which the firm speaks of itself ("Our kitchen seats forty")."""
    found = [text[start:end] for start, end in sentences(text)]
    kept = [
        sentence
        for sentence in found
        if not re.match(r"(?:we|our|it|this|they)\b(?!.*\byou (?:need|must|have)\b)", sentence, re.IGNORECASE)
    ]
    return " ".join(kept) if kept and len(kept) < len(found) else text


def without_initials(text: str) -> str:
    """A requirement without the initials in brackets after the words they stand for: "Qualified Teacher Status (QTS)"."""
    for match in re.finditer(r"\s*\(([A-Z][A-Za-z&/]{1,7})\)", text):
        before = [word.text for word in words(text[: match.start()])][-8:]
        initials = "".join(word[0].upper() for word in before)
        if initials.endswith(match.group(1).upper().rstrip("S")) or initials.endswith(match.group(1).upper()):
            return text[: match.start()] + text[match.end() :]
    return text


_ALSO = re.compile(
    r",?\s+(?:and|plus|as well as|together with|coupled with)\s+"
    r"(?=(?:also |some |an? |the |your |good |strong |sound |solid |proven |working |hands-on |practical |deep |detailed )*"
    r"(?:experience|knowledge|understanding|familiarity|awareness|ability|proficiency|evidence of|track record|qualifi"
    r"|you (?:have|hold|know|can|are|will)|hold(?:s|ing)?\b)\b)",
    re.IGNORECASE,
)


def askings(text: str) -> list[str]:
    """The askings of a requirement that asks more than once: "Advanced Excel and working knowledge of a consolidation tool"."""
    found = [piece.strip(" ,") for piece in _ALSO.split(text)]
    return found if len(found) > 1 and all(is_readable(piece) for piece in found) else [text]


_UNASKED = re.compile(
    r"(?:[;.,(]|\s[-–—]\s|\bbut\b|^)[^;.,()]{0,60}?\b(?:(?:is|are)\s+)?(?:not|n[’']t)\s+"
    r"(?:required|needed|necessary|essential|a must)\b[^;.,()]*\)?",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"[,:;(]?\s*\bnot (?:only|just|merely|simply)\s+(?:by |in |as |to )?[^,;:.()]+?(?=[,;:.)]|\bbut\b|$)(?:,?\s*but(?: also)?\b)?",
    re.IGNORECASE,
)


def without_unasked(text: str) -> str:
    """A requirement without what it says is not needed ("German is not needed") or not enough ("not only interviewed")."""
    kept = _NOT_ONLY.sub("", _UNASKED.sub("", text)).strip(" ,;:-–—")
    return kept if is_readable(kept) else text


_MARK = re.compile(
    r"\s*[(\[](?:E|D|M|N|essential|desirable|required|preferred|mandatory|optional|must[- ]have|nice[- ]to[- ]have)[)\]]\s*$", re.IGNORECASE
)


def without_mark(text: str) -> str:
    """A requirement without the mark at its end that says how much it counts: "Experience as a form tutor (E)"."""
    return _MARK.sub("", text)


def is_trait(text: str) -> bool:
    """Whether all that a requirement asks is a quality of the person ("Stays calm under pressure"), which an interview shows and no CV."""
    matter = [concept for concept in concepts(bare(text.split(":", maxsplit=1)[0])) if concept.weight >= 1.0]
    qualities = [concept for concept in matter if concept.stem in stem_set("traits") and not concept.topic]
    return bool(qualities) and qualities[0] == matter[0] and len(qualities) * 2 > len(matter)


_READY = re.compile(
    r"^(?:you(?:['’]re| are|['’]ll be| will be| must be| should be)? |(?:be|an?|the|your|full|must be)\s)*"
    r"(?:happy|willing|willingness|ready|readiness|prepared|preparedness)\b to\b",
    re.IGNORECASE,
)


def asks_readiness(text: str) -> bool:
    """Whether a requirement asks for being ready to do something ("Happy to lodge away from home"), which only the person can say."""
    return _READY.search(text) is not None


def without_readiness(text: str) -> str:
    """The deed that a requirement of readiness speaks of: "Happy to lodge away" -> "lodge away"."""
    return _READY.sub("", text).strip()


def otherwise(text: str) -> bool:
    """Whether words only leave room for the like ("equivalent", "similar tools", "more")."""
    return _OTHERWISE.match(text.strip()) is not None


def is_readable(text: str) -> bool:
    """Whether a requirement holds a word of matter at all."""
    letters = sum(char.isalpha() for char in text)
    return letters >= 2 and letters >= 0.3 * len(text.replace(" ", "")) and bool(bare(text))
