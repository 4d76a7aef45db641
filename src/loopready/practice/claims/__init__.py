"""The claims of an answer beside a CV: what it supports, what it does not speak of, and what can not both be true.

What a claim means, and when two figures contradict, is written in ``evals/data/answers/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loopready.model import AnswerClaim, Document, Profile
from loopready.model.ports import Embedder
from loopready.practice.claims import figures
from loopready.practice.claims.answered import Said, said_in
from loopready.practice.claims.changes import changes_judged, singles_judged
from loopready.practice.claims.crews import crews_judged
from loopready.practice.claims.denials import claimed_judged, denials_judged, disowned_judged, outcomes_judged, skills_judged
from loopready.practice.claims.employers import employers_judged
from loopready.practice.claims.events import directions_judged, events_judged
from loopready.practice.claims.fields import fields_judged
from loopready.practice.claims.lexicon import pattern
from loopready.practice.claims.likeness import Meaning
from loopready.practice.claims.measured import measured
from loopready.practice.claims.names import names_judged
from loopready.practice.claims.opposites import opposites_judged
from loopready.practice.claims.papers import degrees_judged, languages_judged
from loopready.practice.claims.posts import dates_judged, titles_judged, years_judged
from loopready.practice.claims.rates import rates_judged
from loopready.practice.claims.record import record_of
from loopready.practice.claims.roles import order_judged, reports_judged, roles_judged, still_judged
from loopready.practice.claims.sectors import sectors_judged
from loopready.practice.claims.sequence import sequence_judged
from loopready.practice.claims.studied import no_studies_judged, studied_judged
from loopready.practice.claims.swaps import swaps_judged
from loopready.practice.claims.towns import seats_judged, towns_judged
from loopready.practice.claims.verdicts import Found, as_claim, unborne
from loopready.practice.claims.when import when_judged

__all__ = ["claims_of", "unborne"]
_OF_A_SENTENCE = (
    roles_judged, reports_judged, still_judged, order_judged, sequence_judged, towns_judged, seats_judged, when_judged, names_judged,
    sectors_judged,
)  # fmt: skip
_ORDER = {"contradicted": 0, "supported": 1, "absent": 2}


def claims_of(answer_text: str, cv: Document, profile: Profile, *, today: str, embedder: Embedder | None = None) -> tuple[AnswerClaim, ...]:
    """The claims of an answer that a CV can bear out, in order of place. ``today`` (YYYY-MM or YYYY-MM-DD) ends the posts that go on.
    With an ``embedder`` a figure may be linked to a line of the CV by what the sentence means, where no word is shared.

    ``answer_text[claim.start:claim.end] == claim.text`` and ``cv.text[claim.cv.start:claim.cv.end] == claim.cv.quote``, always.
    """
    record = record_of(cv, profile, today=today)
    held = measured(record)
    found: list[Found] = []
    before = None
    all_said = said_in(answer_text, record)
    for said in all_said:
        found += degrees_judged(said, record)
        found += studied_judged(said, record)
        found += no_studies_judged(said, record)
        found += languages_judged(said, record)
        found += titles_judged(said, before, record)
        found += years_judged(said, record)
        found += dates_judged(said, before, record)
        found += employers_judged(said, record)
        found += denials_judged(said, record)
        found += claimed_judged(said, record)
        found += outcomes_judged(said, record)
        found += figures.judged(said, before, held, record)
        found += rates_judged(said, held)
        found += swaps_judged(said, record, held)
        found += opposites_judged(said, record)
        found += directions_judged(said, held)
        found += events_judged(said, record)
        found += fields_judged(said, record)
        for judged in _OF_A_SENTENCE:
            found += judged(said, record)
        found += skills_judged(said, record)
        before = said
    found += crews_judged(all_said, held, record)
    found += disowned_judged(all_said, record)
    meaning = Meaning(embedder, held, all_said)
    found += changes_judged(all_said, held, meaning)
    found += singles_judged(all_said, held, meaning, found, record)
    return tuple(as_claim(one, answer_text) for one in _kept([one for one in found if not _supposed(one, all_said)]))


def _supposed(found: Found, all_said: Sequence[Said]) -> bool:
    """Whether what would be contradicted is only thought, meant or wished: "if we had forty people"."""
    if found.state != "contradicted":
        return False
    said = next((one for one in all_said if one.start <= found.start < one.end), None)
    if said is None:
        return False
    start, _ = said.clause(found.start - said.start)
    return pattern("supposed").search(said.low[start : found.end - said.start]) is not None


def _kept(found: list[Found]) -> list[Found]:
    """The claims in order of place; of two over the same words the graver stands, then the one found first, cut to its least words."""
    chosen: list[Found] = []
    for one in sorted(found, key=lambda claim: _ORDER[claim.state]):
        cut = replace(one, start=one.core[0], end=one.core[1]) if one.core is not None else one
        free = next((each for each in (one, cut) if not any(each.start < other.end and other.start < each.end for other in chosen)), None)
        if free is not None:
            chosen.append(free)
    return sorted(chosen, key=lambda claim: claim.start)
