"""Claim defence: every number and strong verb of the CV, with what an interviewer asks of it, and how far the person stands by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from loopready.engines import lexicon
from loopready.engines.cues import CueSet
from loopready.engines.figures import Figure, figures
from loopready.engines.probing import act_of, figure_probes
from loopready.engines.text import BLANK, clause_spans, short_hash, slug
from loopready.model import ClaimKind, Defence, DefenceState, Document, InputError, Leaf, Profile, QuoteCite, Span, Work

MOVES: dict[DefenceState, frozenset[DefenceState]] = {
    "open": frozenset({"defended", "retracted"}),
    "defended": frozenset({"open", "retracted"}),
    "retracted": frozenset({"open"}),
}
"""The states that a claim may go to from each. From retracted only back to open, and only where the person says so."""
_COUNTED = frozenset({"count", "duration", "people", "teams"})
_ANY = ("part", "measured", "time", "cause")


def defences(profile: Profile, cv: Document) -> tuple[Defence, ...]:
    """The claims of a CV's lines, in the order of the CV: a line's numbers, then its act where the verb claims something.

    Keys are made of the entry, the line's words and the claim's own, so that they hold over re-runs. All states are ``open``.
    """
    return tuple(claim for work in profile.work for leaf in work.highlights for claim in _of_line(work, leaf, cv))


def claim_of(found: tuple[Defence, ...], key: str) -> Defence:
    """The claim of a key. InputError where the CV makes no such claim, any more."""
    for claim in found:
        if claim.key == key:
            return claim
    raise InputError("not_found", "the CV makes no such claim any more; reload the page", name=key[:80])


def line_target(claim: Defence) -> str:
    """The correction that holds what was retracted of a claim's line: its entry and the hash of its words."""
    work, line, _ = claim.key.split("/")
    return f"profile/work/{work}/lines/{line}"


def line_id(key: str) -> str:
    """The last part of the brief's item ids that speak of a claim's line (``probes/...``), from the claim's key or that part itself."""
    parts = key.split("/")
    return f"{parts[0]}_{parts[1]}" if len(parts) == 3 else parts[-1]


def moved(claim: Defence, state: DefenceState) -> Defence:
    """The claim in another state.

    Raises:
        InputError: it can not be defended without an answer, or the state can not be reached from the one it is in.
    """
    if state == claim.state:
        return claim
    if state not in MOVES[claim.state]:
        raise InputError("retracted", "you took this claim back; open it again before you defend it", name=claim.words[:80])
    if state == "defended" and not claim.answer.strip():
        raise InputError("no_answer", "write what you would say to its probes first; then it is defended", name=claim.words[:80])
    return claim.model_copy(update={"state": state})


def without(line: str, claims: tuple[Defence, ...]) -> str | None:
    """What is left of a line when some of its claims are taken back: numbers become ``____``; None where its act is taken back."""
    if any(claim.kind == "act" for claim in claims):
        return None
    flat = " ".join(line.split())
    for claim in sorted(claims, key=lambda claim: -len(claim.words)):
        flat = _whole(claim.words).sub(BLANK, flat)
    return flat


def states_retracted(text: str, retracted: tuple[Defence, ...]) -> tuple[Defence, ...]:
    """The retracted claims that a text states all the same: their number, or the line itself where its act was taken back."""
    flat = " ".join(text.split())
    return tuple(claim for claim in retracted if _whole(claim.words if claim.kind == "number" else claim.line).search(flat))


def _whole(words: str) -> re.Pattern[str]:
    """Looks for words that are not part of longer ones: "5 engineers" does not stand in "15 engineers"."""
    return re.compile(rf"(?<![\w.,]){re.escape(words)}(?!\w|[.,]\d)")


def _of_line(work: Work, leaf: Leaf, cv: Document) -> Iterator[Defence]:
    span = leaf.source
    if not isinstance(span, Span) or span.document != cv.id or _denies(leaf.value):
        return
    text = span.quote(cv)
    found = [figure for figure in figures(text) if figure.kind != "date"]
    line, seen = " ".join(text.split()), set[str]()
    for figure in sorted(found, key=lambda figure: figure.start):
        words = " ".join(text[figure.start : figure.end].split()).rstrip(".,;:")
        if words and words not in seen:
            seen.add(words)
            yield _claim(
                "number", work, leaf, line, words, _cite(cv, span, figure.start, figure.end), cv, _of_number(text, figure, found, words)
            )
    act = act_of(text)
    if act is not None and act.id in _lists()["strong"] and _opens_a_clause(text, act.start):
        cite = _cite(cv, span, act.start, act.end)
        words = " ".join(cite.quote.split())
        asked = (f"“{words}”: {act.says[0]}", *_lists()["act"].values())
        yield _claim("act", work, leaf, line, words, cite, cv, asked)


def _claim(
    kind: ClaimKind, work: Work, leaf: Leaf, line: str, words: str, cite: QuoteCite, cv: Document, probes: tuple[str, ...]
) -> Defence:
    span = leaf.source
    assert isinstance(span, Span)
    whole = QuoteCite(source="cv", start=span.start, end=span.end, quote=span.quote(cv))
    place = ", ".join(" ".join(each.value.split()) for each in (work.position, work.name) if each)
    key = f"{work.id}/{short_hash(leaf.value)}/{kind}_{slug(words, limit=32)}_{short_hash(words, length=4)}"
    return Defence(key=key, kind=kind, words=words, line=line, place=place, probes=probes, cites=(cite, whole))


def _opens_a_clause(text: str, at: int) -> bool:
    """Whether a clause begins there, so that the word is its verb: not the "leads" of "the tech leads"."""
    return any(text[start:at].strip().lower() in ("", "and", "i", "also") for start, end in clause_spans(text) if start <= at < end)


def _of_number(text: str, figure: Figure, found: list[Figure], words: str) -> tuple[str, ...]:
    """The line's own arithmetic first, then what is asked of any number of its kind."""
    own = tuple(said.replace(BLANK, "").strip() for _, said, _ in figure_probes(text, found) if words in said)
    first = "change" if figure.base is not None else "counted" if figure.kind in _COUNTED else "baseline"
    said = {name: line.format(words=words) for name, line in _lists()["number"].items()}
    return (*(own or (said[first],)), *(said[name] for name in _ANY))


def _cite(cv: Document, span: Span, start: int, end: int) -> QuoteCite:
    return QuoteCite(source="cv", start=span.start + start, end=span.start + end, quote=cv.text[span.start + start : span.start + end])


def _denies(text: str) -> bool:
    return bool(_denials().hits(text))


@cache
def _denials() -> CueSet:
    return CueSet(lexicon.table("composing")["denials"])


@cache
def _lists() -> dict[str, Any]:
    return lexicon.table("defence")
