"""The page of the day before: openings to say once, questions to ask, what to lay ready. Nothing of it is new, and no figure judges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from loopready.model import Brief, Cite, Claim, DayBefore, Item, Logistic, Opening, QuoteCite, ToAsk
from loopready.practice.cards import OwnStory

OPENINGS = 4
ASKS = 6
READY = (
    ("day_before/way", "The address or the link, tried once, and the time it takes to be there."),
    ("day_before/zone", "The hour in your own time zone, written down."),
    ("day_before/call", "A telephone number or an e-mail address for the case that something fails."),
    ("day_before/papers", "What the invitation asks you to bring: papers, identification, your own questions on one sheet."),
    ("day_before/place", "A quiet place, water, paper and a pen; the charger; notices switched off."),
    ("day_before/end", "The hour at which you stop tonight."),
)
"""What to lay ready, by the key it is ticked under."""


def day_before(
    brief: Brief, *, on: dt.date | None, topics: Collection[str], done: Collection[str] = (), stories: Mapping[str, OwnStory] | None = None
) -> DayBefore:
    """The page from a brief.

    ``topics`` are the ids (``loop/topic_...``) of the brief's items on the day before and the day itself, ``done`` the keys that are
    ticked, ``stories`` the person's own words by the last part of a story's id.
    """
    asks = [claim for item in brief.section("asks").items for claim in _said(item, "questions")[:1]]
    advice = [claim.text for item in brief.section("loop").items if item.id in topics for claim in _said(item, "body")]
    return DayBefore(
        on=on,
        openings=_openings(brief, stories or {}),
        asks=tuple(ToAsk(text=claim.text, item=claim.id.rsplit("/questions/", 1)[0]) for claim in asks[:ASKS]),
        advice=tuple(advice),
        logistics=tuple(Logistic(key=key, text=text, done=key in done) for key, text in READY),
    )


def _openings(brief: Brief, stories: Mapping[str, OwnStory]) -> tuple[Opening, ...]:
    """The walk's first sentence, then those of the stories for the likeliest questions, each story once."""
    out = []
    walk = [claim for item in brief.section("walkthrough").items if item.kind == "walk" for claim in _said(item, "now")]
    if walk:
        out.append(Opening(question="Walk me through your CV", text=walk[0].text, item="walkthrough/walk", cites=walk[0].cites))
    told = set()
    for item in brief.section("questions").items:
        for claim in _said(item, "story")[:1]:
            name = claim.id.rsplit("/", 1)[-1]
            line = _line(claim.cites)
            if len(out) < OPENINGS and "/story/" in claim.id and line and name not in told:
                told.add(name)
                own = stories.get(name)
                text = own.opening if own and own.opening.strip() else line
                out.append(Opening(question=item.title.rstrip("."), text=text, item=item.id, cites=claim.cites))
    return tuple(out)


def _line(cites: tuple[Cite, ...]) -> str | None:
    """The longest words of the CV among the cites, on one line."""
    quotes = [cite.quote for cite in cites if isinstance(cite, QuoteCite) and cite.source == "cv"]
    return " ".join(max(quotes, key=len).split()) if quotes else None


def _said(item: Item, role: str) -> tuple[Claim, ...]:
    return tuple(claim for block in item.blocks if block.role == role for claim in block.claims)
