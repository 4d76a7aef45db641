"""Which guide a posting asks for, and which firm of the library it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from loopready.engines.text import fold, words
from loopready.engines.titles import TitleIndex, plain_title
from loopready.library.catalogue import GuideHead, Library
from loopready.library.loading import load_library
from loopready.model import Embedder, Firm, Noun


class RankedGuide(Noun):
    """A guide and how well it fits; the reasons sum to the confidence."""

    path: str
    title: str
    confidence: float = Field(ge=0.0, le=1.0)
    by_title: float
    by_words: float


class GuideRouting(Noun):
    """The guide a posting asks for. ``path`` is None where none fits and the general guide carries the brief."""

    path: str | None
    confidence: float = Field(ge=0.0, le=1.0)
    runner_up: str | None = None
    ranked: tuple[RankedGuide, ...] = ()


def find_guides(title: str | None, text: str, *, library: Library | None = None, embedder: Embedder | None = None) -> GuideRouting:
    """The guide for a posting with this title and text, by the guides' own routing cues.

    A title must name the seat; the words of the text then tell it from its neighbours, and words of another trade that
    uses the same title count against it. Confidence is 0 to 1; under the
    threshold of ``lexicon/routing.yaml`` no guide is chosen. Of guides of equal confidence the one whose title comes nearer to the
    posting's goes first (by meaning where an embedder is given, else by words), then the path decides.
    """
    source = library or load_library()
    weights = source.lexicon["routing"]["guides"]
    index = source.routing
    head_only = not (title and title.strip())
    where, factor = (text[: int(weights["head_characters"])], weights["title_in_text"]) if head_only else (str(title), 1.0)
    numbers = index.named(where)
    ranked = [
        _rank(index.heads[number], by_title=weights["title_weight"] * factor, words=count, weights=weights)
        for number, count in index.counts(text, numbers).items()
    ]
    tied = len({guide.confidence for guide in ranked}) < len(ranked)
    near = _nearness(ranked, str(title), embedder) if tied and not head_only else {}
    ranked.sort(key=lambda guide: (-guide.confidence, -near.get(guide.path, 0.0), guide.path))
    chosen = ranked[0] if ranked and ranked[0].confidence >= weights["threshold"] else None
    others = [guide.path for guide in ranked if guide is not chosen]
    return GuideRouting(
        path=chosen.path if chosen else None,
        confidence=ranked[0].confidence if ranked else 0.0,
        runner_up=others[0] if others else None,
        ranked=tuple(ranked),
    )


def _rank(head: GuideHead, *, by_title: float, words: int, weights: Mapping[str, Any]) -> RankedGuide:
    by_words = weights["words_weight"] * min(1.0, words / weights["words_full"])
    return RankedGuide(
        path=head.path, title=head.title, confidence=round(by_title + by_words, 4), by_title=round(by_title, 4), by_words=round(by_words, 4)
    )


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
