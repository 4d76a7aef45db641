"""Making claims: every one with its cites, checked against them, with an id that holds over re-runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loopready.engines.ground import ungrounded
from loopready.engines.passage import Passage, expand
from loopready.engines.text import slug
from loopready.model import (
    Block,
    CalculatedCite,
    Cite,
    Claim,
    DateLeaf,
    Document,
    Evidence,
    Fact,
    FactCite,
    GuideCite,
    Item,
    Leaf,
    PersonCite,
    QuoteCite,
    Span,
)  # fmt: skip

Value = int | float | str | bool | None


@dataclass
class Claims:
    """The maker of a brief's claims. It refuses what its cites do not hold, and remembers what it refused."""

    cv: Document
    job: Document
    facts: Mapping[str, Fact]
    names: Mapping[str, str] = field(default_factory=dict)
    retracted: frozenset[str] = frozenset()
    refused: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)
    guide_items: dict[str, str] = field(default_factory=dict)
    cited_facts: dict[str, Fact] = field(default_factory=dict)

    def quote(self, span: Span) -> QuoteCite:
        """A cite of these words of the CV or the posting."""
        source = self.cv if span.document == self.cv.id else self.job
        return QuoteCite(source=source.kind, start=span.start, end=span.end, quote=span.quote(source))

    def of(self, thing: Leaf | DateLeaf | Evidence | Span) -> Cite:
        """The cite of a leaf, a piece of evidence or a span; a correction is cited as the person's."""
        source = thing.span if isinstance(thing, Evidence) else thing if isinstance(thing, Span) else thing.source
        if isinstance(source, Span):
            return self.quote(source)
        return PersonCite(item=source.id)

    def guide(self, item: str, title: str) -> GuideCite:
        """A cite of an item of the guide, whose title is kept for the sources."""
        self.guide_items[item] = title
        return GuideCite(item=item)

    def say(self, at: str, text: str, *cites: Cite | None, allow: Sequence[str] = ()) -> Claim | None:
        """A claim at the place ``at`` (section/item/role), or None where a number or name in it is not held by its cites.

        ``allow`` holds texts that are neither quoted nor calculated but certain (the title of the item a claim stands in).
        """
        return self._made(at, text, text, cites, allow)

    def teach(
        self, at: str, prose: str, item: str, title: str, *more: Cite | None, before: str = "", after: str = "", allow: str = ""
    ) -> Claim | None:
        """A claim in the guide's words: its figures cite their facts and calculations.

        ``before`` and ``after`` frame it with this person's own words, which ``more`` cites and which are checked. The guide's own
        words are not checked again: the content lint has done that; ``allow`` holds those of them that stand in the frame.
        """
        passage = expanded(prose)
        cites: list[Cite | None] = [self.guide(item, title), *more]
        cites += [self.fact(fact) for fact in passage.facts]
        cites += [CalculatedCite(engine=done.formula, inputs=dict(done.inputs), result=done.value) for done in passage.calculations]
        return self._made(at, f"{before}{passage.text}{after}", f"{before} ____ {after}" if before or after else "", cites, (allow,))

    def recite(self, at: str, text: str, *cites: Cite) -> Claim | None:
        """A claim whose text is the library's own, word for word: a drill's scenario, a fact, a source."""
        return self._made(at, text, "", cites, ())

    def _made(self, at: str, text: str, checked: str, cites: Sequence[Cite | None], allow: Sequence[str]) -> Claim | None:
        held = tuple(cite for cite in cites if cite is not None)
        if not text.strip() or not held:
            return None
        id = self._id(at)
        if id in self.retracted:
            return None
        if checked:
            support = [self._support(cite) for cite in held]
            results = [cite.result for cite in held if isinstance(cite, CalculatedCite)]
            loose = ungrounded(checked, [*support, *allow], results=results)
            if loose:
                self.refused.append((f"{id}: {text}", tuple(loose)))
                return None
        return Claim(id=id, text=text.strip(), cites=_unique(held))

    def fact(self, id: str) -> FactCite:
        """A cite of a fact; KeyError where the library holds none of that id."""
        self.cited_facts[id] = self.facts[id]
        return FactCite(id=id)

    def _support(self, cite: Cite) -> str:
        match cite:
            case QuoteCite():
                return cite.quote
            case GuideCite():
                return self.guide_items.get(cite.item, "")
            case FactCite():
                fact = self.facts[cite.id]
                return " ".join([fact.statement, fact.source_title, fact.as_of, str(fact.figures)])
            case CalculatedCite():
                return " ".join(str(value) for value in (*cite.inputs.values(), cite.result))
            case _:
                return self.names.get(cite.item, "")

    def _id(self, at: str) -> str:
        count = self._ids.get(at, 0) + 1
        self._ids[at] = count
        return at if count == 1 else f"{at}~{count}"


@lru_cache(maxsize=8192)
def expanded(prose: str) -> Passage:
    """A prose of the content without its markup, with what it cites; worked out once."""
    return expand(prose)


def calculated(engine: str, result: Value, **inputs: Value) -> CalculatedCite:
    """A cite of a calculation."""
    return CalculatedCite(engine=engine, inputs=dict(inputs), result=result)


def block(role: str, *claims: Claim | None) -> Block | None:
    """A block of the claims that stand, or None where none does."""
    held = tuple(claim for claim in claims if claim is not None)
    return Block(role=role, claims=held) if held else None


def blocks(*held: Block | None) -> tuple[Block, ...]:
    """The blocks that hold something."""
    return tuple(each for each in held if each is not None)


def items(held: Iterable[Item | None]) -> tuple[Item, ...]:
    """The items that hold something."""
    return tuple(each for each in held if each is not None)


def key(text: str) -> str:
    """A short id part made of words."""
    return slug(text, limit=40)


def _unique(cites: tuple[Cite, ...]) -> tuple[Cite, ...]:
    kept: list[Cite] = []
    for cite in cites:
        if cite not in kept:
            kept.append(cite)
    return tuple(kept)
