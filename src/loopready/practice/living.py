"""The page the deciders read, as practice changes it: a line gives way to better evidence, and what stood there before is kept.

Everything is made anew from the brief and the answers that are kept, so that an answer which is deleted gives its line back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loopready.engines.lexicon import table
from loopready.engines.scope import level_by_scope
from loopready.model import Block, Brief, Cite, Claim, Facet, FactCite, Guide, GuideCite, Item, PersonCite, Section, Signal, Stood, Turn
from loopready.practice.telling import Told, moment_of, shows, told_by

Expand = Callable[[str], tuple[str, Sequence[Cite]]]
"""Prose of the content -> plain text, and what it cites."""
PRACTISED = "practised"
"""The state of a signal whose line rests on an answer."""
HISTORY = "history"
_LINE = 110
_ASKED = 70
_MOST_FIGURES = 3


@dataclass
class _Line:
    """A line as it stands, what it displaced, and the answers on its signal. ``lacking`` are the facets that the CV does not show."""

    signal: Signal
    item: Item
    lacking: tuple[Facet, ...]
    rank: float
    by: Told | None = None
    past: list[tuple[float, Told | None, Told]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def offer(self, told: Told) -> None:
        """An answer, in the order of time: it takes the line where its level is higher than what stands there."""
        self.told.append(told)
        if told.rank > self.rank:
            self.past.append((self.rank, self.by, told))
            self.rank, self.by = told.rank, told


def living(brief: Brief, guide: Guide, turns: Iterable[Turn], *, expand: Expand, facts: Mapping[str, str]) -> Brief:
    """The brief with its deciders' page as the answers leave it; the very same brief where no answer shows anything.

    ``facts`` gives the line of each fact that the guide's words cite.
    """
    lines = [line for line in _lines(brief, guide, turns) if line.by]
    if not lines:
        return brief
    made = {line.item.id: _item(line, guide, expand=expand) for line in lines}
    deciders = brief.section("deciders")
    section = Section(id=deciders.id, title=deciders.title, items=tuple(made.get(item.id, item) for item in deciders.items))
    sections = tuple(section if each.id == section.id else each for each in brief.sections)
    titles = {told.item: _called(told) for line in lines for told in line.told}
    titles |= {told.turn.question.id: told.turn.question.text for line in lines for told in line.told}
    titles |= {f"signals/{line.signal.id}/{facet.id}": facet.name for line in lines for facet in line.signal.facets}
    titles |= {f"seat/levels/{level.id}": level.name for level in guide.seat.levels}
    return _counted(brief, brief.model_copy(update={"sections": sections}), titles=titles, facts=facts)


def stood(brief: Brief, guide: Guide, turns: Iterable[Turn]) -> dict[str, tuple[Stood, ...]]:
    """Every line of the deciders' page that stood or stands, by signal, the first one first; the CV's always is one of them."""
    return {line.signal.id: tuple(_stood(line)) for line in _lines(brief, guide, turns)}


def _lines(brief: Brief, guide: Guide, turns: Iterable[Turn]) -> list[_Line]:
    items = {item.id: item for item in brief.section("deciders").items}
    ranks = table("progress")["cv_rank"]
    held = [(signal, items.get(f"deciders/{signal.id}")) for signal in guide.signals]
    shown = {row.signal: {each.facet for each in row.facets if each.evidence} for row in brief.match.signals}
    lines: dict[str, _Line] = {}
    for signal, item in held:
        if item:
            lacking = tuple(facet for facet in signal.facets if facet.id not in shown.get(signal.id, ()))
            lines[signal.id] = _Line(signal=signal, item=item, lacking=lacking, rank=float(ranks.get(item.state, 0)))
    for told in told_by(turns):
        for id in told.turn.question.signals:
            if id in lines:
                lines[id].offer(told)
    return list(lines.values())


def _item(line: _Line, guide: Guide, *, expand: Expand) -> Item:
    told = line.by
    assert told is not None
    at = line.item.id
    blocks = {block.role: block for block in line.item.blocks}
    blocks["evidence"] = Block(role="evidence", claims=(_evidence(at, told),))
    scope = _scope(at, line, guide)
    if scope:
        blocks["scope"] = Block(role="scope", claims=(scope,))
    blocks.update(_doubt(line, blocks, expand=expand))
    order = ("evidence", "scope", "doubt", "probe", "missing")
    kept = [blocks[role] for role in (*order, *(role for role in blocks if role not in order)) if role in blocks]
    past = Block(role=HISTORY, claims=tuple(_history(line)))
    return line.item.model_copy(
        update={"blocks": (*kept, past), "state": PRACTISED, "folds": (*line.item.folds, HISTORY)}
    )  # fmt: skip


def _evidence(at: str, told: Told) -> Claim:
    said = words_of(told)
    text = f"{said} ({_answer(told)})"
    return Claim(id=f"{at}/evidence/{told.item}", text=text, made_by="person", cites=_cites(told))


def words_of(told: Told) -> str:
    """The words of an answer that stand for it: what was done, then what came of it."""
    said = quoted(told.lead.quote)
    return f"{said}; {quoted(told.result.quote)}" if told.result else said


def _scope(at: str, line: _Line, guide: Guide) -> Claim | None:
    """The figures of the answer that stands and the level that its people support; None where it has no figure."""
    told = line.by
    assert told is not None
    figures = list(dict.fromkeys(quoted(span.quote, limit=60) for span in told.figures))[:_MOST_FIGURES]
    if not figures:
        return None
    text = "; ".join(figures) + "."
    people, teams = told.led("people"), told.led("teams")
    level = level_by_scope(guide.seat.levels, people=people, teams=teams, managers=False) if guide.seat.leads else None
    cites = list(_cites(told))
    if level:
        text += f" Supports, by your own words: {level.name[:1].lower() + level.name[1:]}."
        cites.append(GuideCite(item=f"seat/levels/{level.id}"))
    elif guide.seat.leads:
        text += " Level: the answer names no number of people led."
    return Claim(id=f"{at}/scope/{told.item}", text=text, made_by="person", cites=tuple(cites))


def _doubt(line: _Line, blocks: dict[str, Block], *, expand: Expand) -> dict[str, Block]:
    """The doubt, its test and the missing fact that are left when the answers are read beside the CV."""
    open_ = [facet for facet in line.lacking if not any(shows(told, facet) for told in line.told)]
    if open_ and open_[0] is line.lacking[0]:
        return {}
    for role in ("doubt", "probe", "missing"):
        blocks.pop(role, None)
    if not open_:
        return _asked_next(line)
    at, facet = line.item.id, open_[0]
    made = {"doubt": facet.doubt, "probe": f"“{facet.probe}”", "missing": f"{facet.missing.rstrip('.')}: ____"}
    item = GuideCite(item=f"signals/{line.signal.id}/{facet.id}")
    return {role: _taught(f"{at}/{role}/{facet.id}", role, prose, item, expand=expand) for role, prose in made.items()}


def _taught(id: str, role: str, prose: str, item: Cite, *, expand: Expand) -> Block:
    text, more = expand(prose)
    return Block(role=role, claims=(Claim(id=id, text=text[:1].upper() + text[1:], cites=(item, *more)),))


def _asked_next(line: _Line) -> dict[str, Block]:
    """Where every facet has words: the first piece that the answer itself leaves open, as the next question asks for it."""
    told = line.by
    if told is None or not told.scorecard.probes:
        return {}
    probe = told.scorecard.probes[0]
    at = line.item.id
    asked = Claim(id=f"{at}/probe/{told.item}", text=f"“{probe.ask}”", cites=(PersonCite(item=told.item),))
    lacks = Claim(id=f"{at}/missing/{told.item}", text=f"{probe.instruction.rstrip('.')}: ____", cites=(PersonCite(item=told.item),))
    return {"probe": Block(role="probe", claims=(asked,)), "missing": Block(role="missing", claims=(lacks,))}


def _history(line: _Line) -> list[Claim]:
    """What stood on the line before, the latest first, with what it rested on and the answer that took its place."""
    out = []
    evidence = next(block for block in line.item.blocks if block.role == "evidence")
    for number, (_, before, after) in reversed(list(enumerate(line.past, 1))):
        told = f"{line.item.id}/{HISTORY}/{number}"
        when = f"Until {_day(after)}, when your answer to {_question(after)} took its place: "
        if before:
            out.append(Claim(id=told, text=when + words_of(before), made_by="person", cites=(*_cites(before), PersonCite(item=after.item))))
            continue
        for place, claim in enumerate(evidence.claims, 1):
            id = told if place == 1 else f"{told}/{place}"
            out.append(claim.model_copy(update={"id": id, "text": when + claim.text, "cites": (*claim.cites, PersonCite(item=after.item))}))
    return out


def _stood(line: _Line) -> list[Stood]:
    evidence = next((block for block in line.item.blocks if block.role == "evidence"), None)
    first = " ".join(claim.text for claim in evidence.claims) if evidence else "Nothing in the CV."
    out: list[Stood] = []
    for rank, before, after in line.past:
        out.append(_one(first, before, rank, until=after))
    out.append(_one(first, line.by, line.rank, until=None))
    return out


def _one(first: str, told: Told | None, rank: float, *, until: Told | None) -> Stood:
    return Stood(
        text=words_of(told) if told else first, turn=told.turn.id if told else None, rank=round(rank, 2),
        since=told.turn.answered if told else None, until=until.turn.answered if until else None, by=until.turn.id if until else None,
    )  # fmt: skip


def _cites(told: Told) -> tuple[Cite, ...]:
    question = told.turn.question.id
    guided = (GuideCite(item=question),) if question.startswith(("questions/", "bank/")) else ()
    return (PersonCite(item=told.item), *guided)


def _answer(told: Told) -> str:
    return f"your answer of {_day(told)} to {_question(told)}"


def _question(told: Told) -> str:
    return quoted(told.turn.said or told.turn.question.text, limit=_ASKED)


def _called(told: Told) -> str:
    answer = _answer(told)
    return answer[:1].upper() + answer[1:]


def _day(told: Told) -> str:
    moment = moment_of(told.turn)
    return f"{moment.day} {moment:%b %Y}"


def quoted(text: str, *, limit: int = _LINE) -> str:
    """Words in quotation marks on one line, cut at a word where they are long."""
    whole = " ".join(text.split()).strip(" .;,:")
    if len(whole) <= limit:
        return f"“{whole}”"
    return f"“{whole[:limit].rsplit(' ', 1)[0].rstrip(' .;,:')}…”"


def _counted(before: Brief, after: Brief, *, titles: Mapping[str, str], facts: Mapping[str, str]) -> Brief:
    """The living brief with its statements counted anew, and the titles of what they cite now."""
    claims = after.claims()
    cites = [cite for claim in claims for cite in claim.cites]
    sources = Counter(source for claim in claims for source in {cite.source for cite in claim.cites})
    items = {cite.item for cite in cites if isinstance(cite, GuideCite | PersonCite)} - before.guide_items.keys()
    cited = {cite.id for cite in cites if isinstance(cite, FactCite)} - before.facts.keys()
    counted = before.groundedness.model_copy(
        update={
            "claims": len(claims),
            "by_source": dict(sorted(sources.items())),
            "blanks": sum(claim.text.count("____") for claim in claims),
        }
    )
    return after.model_copy(
        update={
            "groundedness": counted,
            "guide_items": dict(sorted({**before.guide_items, **{item: titles[item] for item in items if item in titles}}.items())),
            "facts": dict(sorted({**before.facts, **{id: facts[id] for id in cited if id in facts}}.items())),
        }
    )
