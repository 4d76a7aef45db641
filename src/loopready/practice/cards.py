"""Cards: what a brief gives to remember, which of them are due, and in what order they are asked for.

A card is made of the brief as it stands now; only what was asked for, put aside or deleted is kept of it (``KeptCard``), by its key. So a
card whose words changed keeps its memory, none is there twice, and a deleted one does not come back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loopready.engines.figures import figures
from loopready.engines.figures.numbers import numbers
from loopready.engines.text import sentences, short_hash
from loopready.model import Brief, Card, CardKind, CardText, Claim, Item, KeptCard, QuoteCite, Review
from loopready.practice.exercising import Missed
from loopready.practice.memory import due_with, recall

BLANK = "____"
MOST_FACTS = 10
MOST_CLAIMS = 12
MOST_MISSED = 12
SECONDS_A_CARD = 30
MOST_KEY = 240
SOON = dt.timedelta(minutes=20)
"""A card that is being learned may be asked for this much before it is due, where nothing else is left."""


@dataclass(frozen=True, kw_only=True)
class OwnStory:
    """A story in the person's own words: its opening sentence, and its figures in one line."""

    opening: str
    figures: str = ""


def card_texts(
    brief: Brief, *, preparation: str, answers: Mapping[str, str] | None = None, stories: Mapping[str, OwnStory] | None = None,
    missed: Sequence[Missed] = (),
) -> tuple[CardText, ...]:  # fmt: skip
    """The cards of a brief, the kinds taking turns, what the brief ranks highest first; before them what was missed in exercises.

    ``answers`` are the person's own words on lines of their CV, ``stories`` their stories; both by the last part of the brief's item ids.
    ``missed`` is what went wrong in the person's exercises; of it the first dozen become cards.
    """
    kinds = (
        _concepts(brief),
        _claims(brief, preparation, answers or {}),
        _stories(brief, preparation, stories or {}),
        _facts(brief, preparation),
    )
    pairs = [kinds[0][0::2], kinds[0][1::2]]
    turns = zip_longest(pairs[0], kinds[1], pairs[1], kinds[2], kinds[3])
    found = {text.key: text for text in map(_of_missed, missed[:MOST_MISSED])} | {
        text.key: text for turn in turns for text in turn if text is not None
    }
    return tuple(found.values())


def deck(texts: Iterable[CardText], kept: Mapping[str, KeptCard], *, on: dt.date | None) -> tuple[Card, ...]:
    """The cards with what is kept of them; deleted ones are not among them. Due dates never go past the interview ``on``."""
    out = []
    for text in texts:
        held = kept.get(text.key)
        if held is None:
            out.append(Card(text=text))
        elif not held.gone:
            due = due_with(held.due, last=held.memory.last, key=text.key, on=on) if held.memory else None
            out.append(Card(text=text, memory=held.memory, due=due, suspended=held.suspended, version=held.version))
    return tuple(out)


def due(cards: Sequence[Card], *, now: dt.datetime, new: int) -> tuple[Card, ...]:
    """What to ask for now, in order: what is due, the longest first, then up to ``new`` new ones.

    Where nothing is left but cards that are being learned, those due within twenty minutes come too.
    """
    active = [card for card in cards if not card.suspended]
    seen = sorted((card for card in active if card.due is not None), key=lambda card: (card.due, card.key))
    ready = [card for card in seen if card.due is not None and card.due <= now]
    fresh = [card for card in active if card.due is None][: max(0, new)]
    if ready or fresh:
        return (*ready, *fresh)
    return tuple(card for card in seen if card.memory and card.memory.phase != "review" and card.due is not None and card.due <= now + SOON)


def new_left(reviews: Iterable[Review], *, since: dt.datetime, a_day: int, quiet: bool) -> int:
    """How many new cards may still come today: none from the day before the interview on. ``since`` is when today began."""
    if quiet:
        return 0
    first: dict[str, dt.datetime] = {}
    for review in reviews:
        first[review.key] = min(review.at, first.get(review.key, review.at))
    return max(0, a_day - sum(1 for at in first.values() if at >= since))


@dataclass(frozen=True, kw_only=True)
class DeckCounts:
    """A deck in figures. ``recalled`` is the mean chance, 0 to 1, that a seen card is recalled now; None where none was seen."""

    cards: int
    new: int
    due: int
    suspended: int
    reviews: int
    by_kind: Mapping[CardKind, int]
    stabilities: tuple[tuple[str, int], ...]
    recalled: float | None


STEPS = ((1.0, "under a day"), (7.0, "a week"), (21.0, "three weeks"), (60.0, "two months"), (float("inf"), "longer"))
"""Bounds of stability in days, and their names."""


def counts(cards: Sequence[Card], *, now: dt.datetime, reviews: int) -> DeckCounts:
    """A deck in figures, as of ``now``."""
    active = [card for card in cards if not card.suspended]
    seen = [card.memory for card in active if card.memory is not None]
    held = Counter(next(name for bound, name in STEPS if memory.stability < bound) for memory in seen)
    return DeckCounts(
        cards=len(cards),
        new=sum(card.memory is None for card in active),
        due=sum(card.due is not None and card.due <= now for card in active),
        suspended=len(cards) - len(active),
        reviews=reviews,
        by_kind=dict(Counter(card.text.kind for card in cards)),
        stabilities=tuple((name, held[name]) for _, name in STEPS),
        recalled=sum(recall(memory, at=now) for memory in seen) / len(seen) if seen else None,
    )


def card_id(key: str) -> str:
    """A card's name in an address."""
    return short_hash(key, length=16)


def _concepts(brief: Brief) -> list[CardText]:
    """The self-check cards of the concepts, in the order the brief ranks them."""
    guide = brief.guide.path or "general"
    out = []
    for item in brief.section("concepts").items:
        answers = {_tail(claim): claim for claim in _said(item, "answer")}
        for check in _said(item, "check"):
            answer = answers.get(_tail(check))
            if answer is not None:
                key = _key(f"concept/{guide}/{item.id.removeprefix('concepts/')}/{_tail(check)}")
                cites = (*check.cites, *(cite for cite in answer.cites if cite not in check.cites))
                out.append(
                    CardText(
                        key=key,
                        kind="concept",
                        front=check.text,
                        back=answer.text,
                        title=item.title,
                        item=item.id,
                        cites=cites,
                        shared=True,
                    )
                )
    return out


def _of_missed(missed: Missed) -> CardText:
    return CardText(
        key=_key(missed.key), kind="concept", front=missed.front, back=missed.back, title=missed.title, item=missed.item,
        cites=missed.cites, shared=True,
    )  # fmt: skip


def _claims(brief: Brief, preparation: str, answers: Mapping[str, str]) -> list[CardText]:
    """The lines of the CV that will be probed: the line and its probes in front, the person's own words behind."""
    out = []
    for item in brief.section("probes").items:
        lines, asked = _said(item, "claim"), _said(item, "asks")
        if item.kind != "claim" or not lines or not asked:
            continue
        own = answers.get(_name(item), "").strip()
        front = "\n".join([lines[0].text, *(_asked(claim.text) for claim in asked)])
        out.append(
            CardText(
                key=_key(f"claim/{preparation}/{_name(item)}"), kind="claim", front=front, back=own, title=item.title, item=item.id,
                cites=lines[0].cites,
            )
        )  # fmt: skip
    return out[:MOST_CLAIMS]


def _stories(brief: Brief, preparation: str, stories: Mapping[str, OwnStory]) -> list[CardText]:
    """The stories: say the opening and the figures. Behind stand the person's own words, else the CV's."""
    out = []
    for item in brief.section("stories").items:
        evidence = _said(item, "evidence")
        quotes = [cite for claim in evidence[:1] for cite in claim.cites if isinstance(cite, QuoteCite) and cite.source == "cv"]
        if item.kind != "story" or not quotes:
            continue
        own = stories.get(_name(item))
        line = " ".join(max(quotes, key=lambda cite: len(cite.quote)).quote.split())
        opening = own.opening if own and own.opening.strip() else line
        said = own.figures if own and own.figures.strip() else ", ".join(figure.text for figure in figures(opening) if figure.text)
        served = [claim.text for claim in _said(item, "serves")[:1]]
        front = "\n".join([f"Your story “{item.title}”: say its opening sentence, then its figures.", *served])
        back = opening + (f"\nFigures: {said}" if said else "")
        out.append(
            CardText(
                key=_key(f"story/{preparation}/{_name(item)}"), kind="story", front=front, back=back, title=item.title, item=item.id,
                cites=tuple(quotes),
            )
        )  # fmt: skip
    return out


def _facts(brief: Brief, preparation: str) -> list[CardText]:
    """What is known of the firm, the figures blanked; its assessor, levels and rules; its principles against the CV's lines."""
    out = []
    firm = brief.posting.firm.value if brief.posting.firm else "the employer"
    for item in brief.section("firm").items:
        for block in item.blocks:
            for claim in block.claims:
                front = _fact_front(item, block.role, claim.text, firm)
                if front is None:
                    continue
                shared = all(not isinstance(cite, QuoteCite) for cite in claim.cites)
                key = _key(f"fact/{claim.id}" if shared else f"fact/{preparation}/{claim.id}")
                out.append(
                    CardText(
                        key=key, kind="fact", front=front, back=claim.text, title=item.title, item=item.id, cites=claim.cites, shared=shared
                    )
                )
    return out[:MOST_FACTS]


_ASKED = {
    "assessor": "What is known of the outside assessor at {firm}?",
    "levels": "How do the levels at {firm} compare with yours?",
    "ai_rule": "What does {firm} say of using AI tools in its interviews?",
}


def _fact_front(item: Item, role: str, text: str, firm: str) -> str | None:
    """The question of a fact's card; None where it can be asked for neither by a figure nor by its subject."""
    if role in ("about", "posting", "rounds"):
        blanked = blanks(text.strip("“”"))
        return f"{firm}, fill the blanks: {blanked}" if blanked else None
    if role == "principles" and BLANK not in text and ": " in text:
        return f"{firm}, “{text.split(': ', 1)[0]}”: what does it ask for, and which line of yours shows it?"
    return _ASKED[role].format(firm=firm) if role in _ASKED else None


def blanks(text: str) -> str | None:
    """The sentences of a text that hold numbers, each number a blank; None where there is none."""
    found = numbers(text)
    out = []
    for start, end in sentences(text):
        inside = [number for number in found if start <= number.start and number.end <= end]
        if not inside:
            continue
        said, at = "", start
        for number in inside:
            said += text[at : number.start] + BLANK
            at = number.end
        out.append((said + text[at:end]).strip())
    return " ".join(out) or None


def _key(name: str) -> str:
    """A name as a key: whole, or its beginning and its hash where it is longer than a key may be."""
    return name if len(name) <= MOST_KEY else f"{name[: MOST_KEY - 33]}/{short_hash(name, length=32)}"


def _said(item: Item, role: str) -> tuple[Claim, ...]:
    return tuple(claim for block in item.blocks if block.role == role for claim in block.claims)


def _asked(text: str) -> str:
    """A probe without the blank it is to be answered in."""
    return " ".join(text.replace(BLANK, " ").split())


def _tail(claim: Claim) -> str:
    return claim.id.rsplit("/", 1)[-1]


def _name(item: Item) -> str:
    return item.id.rsplit("/", 1)[-1]
