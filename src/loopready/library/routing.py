"""Which guide a posting asks for, and which firm of the library it comes from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from loopready.engines.text import fold, words
from loopready.engines.titles import TitleIndex, plain_title
from loopready.library.catalogue import GuideHead, Library
from loopready.library.loading import load_library
from loopready.library.routing_index import Signs
from loopready.model import Embedder, Firm, Noun


class RankedGuide(Noun):
    """A guide and how well it fits: confidence is the logistic function of the sum of its reasons (in log-odds)."""

    path: str
    title: str
    confidence: float = Field(ge=0.0, le=1.0)
    reasons: dict[str, float]

    @property
    def odds(self) -> float:
        """The sum of the reasons, in log-odds: tells guides apart whose confidence is 1.000 alike."""
        return round(sum(self.reasons.values()), 6)


class GuideRouting(Noun):
    """The guide a posting asks for. ``path`` is None where none fits and the general guide carries the brief."""

    path: str | None
    confidence: float = Field(ge=0.0, le=1.0)
    runner_up: str | None = None
    ranked: tuple[RankedGuide, ...] = ()


def find_guides(title: str | None, text: str, *, library: Library | None = None, embedder: Embedder | None = None) -> GuideRouting:
    """The guide for a posting with this title and text, by the guides' own routing cues and all their words.

    Each sign (the title names the seat, the text comes near the guide's words, ...) is weighed by ``lexicon/routing.yaml``; under its
    threshold no guide is chosen. Of guides of equal odds the one whose title comes nearer to the posting's goes first (by
    meaning where an embedder is given, else by words), then the path decides.
    """
    source = library or load_library()
    rules = source.lexicon["routing"]["guides"]
    index = source.routing
    said = title.strip() if title and title.strip() else None
    ranked = [_rank(index.heads[signs.number], signs, rules) for signs in index.signs(said, text)]
    tied = len({guide.odds for guide in ranked}) < len(ranked)
    near = _nearness(ranked, said, embedder) if tied and said else {}
    ranked.sort(key=lambda guide: (-guide.odds, -near.get(guide.path, 0.0), guide.path))
    fits = [guide for guide in ranked if guide.confidence >= rules["least"]]
    chosen = fits[0] if fits and fits[0].confidence >= rules["threshold"] else None
    others = [guide.path for guide in fits if guide is not chosen]
    return GuideRouting(
        path=chosen.path if chosen else None,
        confidence=fits[0].confidence if fits else 0.0,
        runner_up=others[0] if others else None,
        ranked=tuple(fits),
    )


def _rank(head: GuideHead, signs: Signs, rules: Mapping[str, Any]) -> RankedGuide:
    reasons = {"prior": float(rules["prior"])}
    reasons |= {name: round(rules["weights"][name] * value, 3) for name, value in signs.values.items() if value}
    confidence = 1 / (1 + math.exp(-sum(reasons.values())))
    return RankedGuide(path=head.path, title=head.title, confidence=round(confidence, 3), reasons=reasons)


def _nearness(guides: Sequence[RankedGuide], title: str, embedder: Embedder | None) -> dict[str, float]:
    """Path -> how near the guide's title comes to the posting's title."""
    index = TitleIndex([plain_title(guide.title) for guide in guides], embedder=embedder)
    return {guide.path: score for guide, score in zip(guides, index.scores(title), strict=True)}


def firm_of(name: str | None, text: str, *, library: Library | None = None) -> Firm | None:
    """The firm of the library that the posting comes from, or None.

    The posting's own firm name decides where it was read; else only a frame such as "about X" or "join X" does, since a
    posting may name any firm as a skill. Names are compared as whole words; the longest alias wins.
    """
    source = library or load_library()
    rules = source.lexicon["routing"]["firms"]
    aliases = sorted(
        ((tuple(_tokens(alias)), firm) for firm in source.firms.values() for alias in (firm.name, *firm.aliases)),
        key=lambda pair: (-len(pair[0]), pair[0], pair[1].id),
    )
    if name and name.strip():
        spoken, beside = _tokens(name), set(rules["beside"])
        return next((firm for alias, firm in aliases if _is_name(spoken, alias, beside)), None)
    spoken = _tokens(text)
    found = [
        (place, -len(alias), firm.id)
        for alias, firm in aliases
        for frame in rules["frames"]
        for place in _places(spoken, tuple(_tokens(frame.replace("{firm}", " ".join(alias)))))
    ]
    return source.firms[min(found)[2]] if found else None


def _is_name(spoken: list[str], alias: tuple[str, ...], beside: set[str]) -> bool:
    return any(all(word in beside for word in spoken[:at] + spoken[at + len(alias) :]) for at in _places(spoken, alias))


def _places(spoken: list[str], phrase: tuple[str, ...]) -> list[int]:
    if not phrase:
        return []
    return [i for i in range(len(spoken) - len(phrase) + 1) if tuple(spoken[i : i + len(phrase)]) == phrase]


def _tokens(text: str) -> list[str]:
    return [fold(word.text) for word in words(text)]
