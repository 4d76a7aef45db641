"""The verdict over all rows, and the caps that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.matching.lexicon import cues, weight, weights
from loopready.model import Cap, Posting, Profile, Row, Verdict

LADDER: tuple[Verdict, ...] = ("weak", "stretch", "credible", "strong")
_FEWEST = 2


def decide(rows: Sequence[Row], profile: Profile, posting: Posting, *, said: int) -> tuple[Verdict, tuple[Cap, ...]]:
    """The verdict and its caps, most telling first. ``said`` is the number of the CV's statements that matching could use."""
    judged = [row for row in rows if row.coverage in ("met", "partial", "missing")]
    if not judged:
        return "withheld", (Cap(name="nothing read", because="no requirement of the posting could be read and judged"),)
    if said < _FEWEST:
        return "withheld", (Cap(name="CV not read", because="next to nothing of the CV could be read, so nothing is said of the fit"),)
    worth, value = weights()["verdict"]["worth"], weights()["verdict"]["value"]
    total = sum(worth[row.requirement.kind] for row in judged)
    share = sum(worth[row.requirement.kind] * value[row.coverage] for row in judged) / total
    level = (
        3
        if share >= weight("verdict", "strong")
        else 2
        if share >= weight("verdict", "credible")
        else 1
        if share >= weight("verdict", "stretch")
        else 0
    )
    caps = []
    for highest, cap in (*_of_reading(judged, profile, posting), *_caps(rows, judged)):
        level = min(level, highest)
        caps.append(cap)
    return LADDER[level], tuple(caps)


def _of_reading(judged: Sequence[Row], profile: Profile, posting: Posting) -> list[tuple[int, Cap]]:
    """What was read of the two documents, where it is too little for a verdict above "stretch"."""
    out: list[tuple[int, Cap]] = []
    if len(judged) < weight("verdict", "fewest_requirements"):
        out.append((1, Cap(name="few_requirements_read", because=f"requirements of the posting read and judged: {len(judged)}")))
    if posting.coverage < weight("verdict", "least_coverage"):
        because = f"only {posting.coverage:.0%} of the posting's lines could be told apart by more than a guess"
        out.append((1, Cap(name="posting_hardly_read", because=because)))
    if not profile.work:
        out.append((1, Cap(name="no_work_read", because="no work entry could be read from the CV")))
    return out


def _caps(rows: Sequence[Row], judged: Sequence[Row]) -> list[tuple[int, Cap]]:
    musts = [row for row in judged if row.requirement.kind == "must"]
    missing = [row for row in musts if row.coverage == "missing"]
    out: list[tuple[int, Cap]] = []
    formal = [row for row in missing if cues("formal").hits(row.requirement.text) or row.requirement.degree]
    if formal:
        out.append((1, Cap(name="formal requirement missing", because=_quoted(formal))))
    if len(missing) * 2 > len(musts) >= 2:
        out.append((0, Cap(name="most musts missing", because=_quoted(missing))))
    elif len(missing) >= 2 and len(missing) * 4 > len(musts):
        out.append((1, Cap(name="several musts missing", because=_quoted(missing))))
    elif missing:
        out.append((2, Cap(name="a must is missing", because=_quoted(missing))))
    unread = [row for row in rows if row.coverage == "unreadable"]
    if len(unread) * 3 > len(rows):
        out.append((2, Cap(name="much unread", because=f"{len(unread)} of {len(rows)} requirements could not be read")))
    return out


def _quoted(rows: Sequence[Row]) -> str:
    return "; ".join(" ".join(row.requirement.text.split()) for row in rows[:3]) + ("" if len(rows) <= 3 else f"; and {len(rows) - 3} more")
