"""A guide as a page: its content in the order a reader takes it, prose expanded and its facts numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loopready.engines.drill import instance
from loopready.model import Area, Block, Claim, Concept, Drill, Guide, GuideCite, Item, Question, Section, Signal, Who
from loopready.rendering.labels import humanise, labels
from loopready.rendering.layout import Anchors, lay_out_item, lay_out_section
from loopready.rendering.notes import Notebook
from loopready.rendering.registry import Expand
from loopready.rendering.view import Page

_WHEN = ("first", "before", "day_before", "day_of", "after", "if_needed")


def guide_page(guide: Guide, expand: Expand, *, facts: Mapping[str, str]) -> Page:
    """The page of a guide. ``expand`` turns prose into plain text and cites, ``facts`` gives the line of each fact."""
    notebook = Notebook(facts=facts, unmarked=("guide",))
    anchors = Anchors()
    sections = []
    for section in guide_sections(guide, expand):
        items = [lay_out_item(item, notebook=notebook, anchors=anchors) for item in section.items]
        sections.append(lay_out_section(section, items))
    return Page(
        kind="guide",
        title=guide.title,
        subtitle=" · ".join(labels().folder(part) for part in guide.path.split("/")[:-1]) or "Every trade",
        kicker="Role guide",
        running=guide.title,
        today=guide.reviewed,
        meta=(("Path", guide.path), ("Revision", str(guide.revision)), ("Reviewed", guide.reviewed), ("Status", guide.status)),
        sections=tuple(sections),
        notes=notebook.notes(),
        colophon=(
            *_lineage(guide),
            "Numbers rest on the facts and calculations marked; figures of examples are assumptions.",
        ),
    )


def _lineage(guide: Guide) -> tuple[str, ...]:
    """What the guide is laid over, in a sentence."""
    if not guide.extends:
        return ()
    changed = sum(bool(each.changed) for each in guide.inherited)
    return (f"Laid over {' and '.join(guide.extends)}: {len(guide.inherited)} items inherited, {changed} of them with words of its own.",)


def guide_sections(guide: Guide, expand: Expand) -> tuple[Section, ...]:
    """The guide as sections of claims, those without content left out."""
    write = _Writer(guide, expand)
    made = (
        ("role", "What this seat is", write.seat()),
        ("signals", "What interviewers look for", [write.signal(signal) for signal in guide.signals]),
        ("questions", "Questions to expect", [write.question(question) for question in guide.questions]),
        ("bank", "Further questions for practice", write.bank()),
        ("concepts", "Concepts to know", [write.concept(area, concept) for area in guide.areas for concept in area.concepts]),
        ("drills", "Drills", [write.drill(drill) for drill in guide.drills]),
        ("asks", "Questions to ask", write.asks()),
        ("loop", "The loop", write.rounds()),
        ("topics", "What every candidate meets", write.topics()),
        ("related", "Related seats", write.related()),
        ("sources", "Sources", write.sources()),
    )
    return tuple(Section(id=id, title=title, items=tuple(items)) for id, title, items in made if items)


class _Writer:
    """Turns the parts of a guide into items."""

    def __init__(self, guide: Guide, expand: Expand) -> None:
        self._guide = guide
        self._expand = expand
        self._titles = {source.id: source.title for source in guide.sources}

    def _who(self, who: Who) -> str:
        """What an interviewer is called: in the guide's own words, else by the name of the role."""
        return self._guide.who.get(who) or humanise(who).lower()

    def _block(self, role: str, texts: Iterable[str], *, item: str) -> Block | None:
        claims = []
        for number, text in enumerate(texts):
            said, cites = self._expand(text)
            if said.strip():
                claims.append(Claim(id=f"{item}/{role}/{number}", text=said, cites=(*cites, GuideCite(item=item))))
        return Block(role=role, claims=tuple(claims)) if claims else None

    def _item(
        self,
        id: str,
        title: str,
        kind: str,
        parts: Sequence[tuple[str, Sequence[str]]],
        *,
        sources: Sequence[str] = (),
        folds: tuple[str, ...] = (),
        minutes: int | None = None,
    ) -> Item:
        named = [("sources", ["; ".join(self._titles.get(source, source) for source in sources)])] if sources else []
        blocks = [self._block(role, texts, item=id) for role, texts in (*parts, *named)]
        folded = ("sources", *folds)
        return Item(
            id=id, title=self._plain(title), kind=kind, blocks=tuple(block for block in blocks if block), folds=folded, minutes=minutes
        )

    def _plain(self, text: str) -> str:
        return self._expand(text)[0] or text

    def seat(self) -> list[Item]:
        seat = self._guide.seat
        items = [
            self._item(
                "seat", "The seat", "seat", [("text", [seat.summary]), ("day", seat.day), ("great", seat.great)], sources=seat.sources
            )
        ]
        items += [
            self._item(f"seat/levels/{level.id}", level.name, "level", [("scope_of_level", [level.scope])], sources=level.sources)
            for level in sorted(seat.levels, key=lambda level: level.rank)
        ]
        items += [
            self._item(f"seat/team_types/{team.id}", team.name, "team_type",
                       [("what", [team.what]), ("demands", [team.demands]), ("be_ready_to_say", [team.ask])], sources=team.sources)
            for team in seat.team_types
        ]  # fmt: skip
        items += [
            self._item(f"seat/contrasts/{contrast.id}", contrast.seat, "contrast", [("text", [contrast.text])], sources=contrast.sources)
            for contrast in seat.contrasts
        ]
        return items

    def signal(self, signal: Signal) -> Item:
        facets = [f"{facet.name}: {facet.missing}" for facet in signal.facets]
        doubts = [text for facet in signal.facets for text in (facet.doubt, facet.probe)]
        parts = [("question", [signal.question]), ("listens_for", [signal.listens_for]), ("facets", facets), ("doubts_and_probes", doubts)]
        return self._item(f"signals/{signal.id}", signal.title, "signal", parts, sources=signal.sources, folds=("doubts_and_probes",))

    def question(self, question: Question) -> Item:
        slots = [f"{slot.label}: {slot.ask}" for slot in question.slots]
        parts = [
            ("tests", [question.tests]), ("skeleton", slots), ("great", question.great), ("average", question.average),
            ("downgrade", question.downgrade), ("follow_ups", question.follow_ups), ("traps", question.traps),
        ]  # fmt: skip
        return self._item(
            f"questions/{question.id}", question.text, "question", parts, sources=question.sources,
            folds=("follow_ups", "traps"), minutes=question.minutes,
        )  # fmt: skip

    def bank(self) -> list[Item]:
        """The bank, grouped by the signal a question tests first."""
        out = []
        for signal in self._guide.signals:
            asked = [question for question in self._guide.bank if question.signals[0] == signal.id]
            blocks = []
            for question in asked:
                item = f"bank/{question.id}"
                who = ", ".join(self._who(by) for by in question.by)
                lines = [f"{question.text} ({who})", f"Tests: {question.tests}", f"A strong answer: {question.listen}"]
                block = self._block("asked", lines, item=item)
                blocks += [block] if block else []
            if blocks:
                out.append(Item(id=f"bank/{signal.id}", title=self._plain(signal.title), kind="bank", blocks=tuple(blocks), folded=True))
        return out

    def concept(self, area: Area, concept: Concept) -> Item:
        parts: list[tuple[str, Sequence[str]]] = [
            ("area", [area.title]), ("what", [concept.what]), ("why", [concept.why]), ("goes_wrong", [concept.goes_wrong]),
            ("figures", concept.figures), ("worked", [concept.worked]),
            ("check", [card.ask for card in concept.cards]), ("answers", [card.answer for card in concept.cards]),
        ]  # fmt: skip
        return self._item(
            f"concepts/{concept.id}", concept.title, "concept", parts, sources=concept.sources, folds=("answers",), minutes=concept.minutes
        )

    def drill(self, drill: Drill) -> Item:
        drawn = instance(drill)
        parts = [
            ("scenario", [drawn.scenario]), ("questions", [question.ask for question in drawn.questions]),
            ("listens_for", drill.listens_for), ("traps", drill.traps), ("solution", [question.solution for question in drawn.questions]),
        ]  # fmt: skip
        return self._item(
            f"drills/{drill.id}", drill.title, "drill", parts, sources=drill.sources, folds=("solution",), minutes=drill.minutes
        )

    def asks(self) -> list[Item]:
        items = []
        for ask in self._guide.asks:
            questions = [f"To {self._who(question.to)}: {question.text}" for question in ask.questions]
            parts = [("ask", questions), ("good", [ask.good]), ("bad", [ask.bad])]
            items.append(self._item(f"asks/{ask.id}", ask.title, "ask", parts, sources=ask.sources))
        return items

    def rounds(self) -> list[Item]:
        return [
            self._item(f"rounds/{held.id}", held.name, "round",
                       [("who", [self._who(held.who)]), ("what", [held.what]), ("prepare", [held.prepare])], minutes=held.minutes)
            for held in self._guide.rounds
        ]  # fmt: skip

    def topics(self) -> list[Item]:
        ordered = sorted(self._guide.topics, key=lambda topic: _WHEN.index(topic.when))
        return [
            self._item(f"topics/{topic.id}", topic.title, "topic",
                       [("when", [humanise(topic.when)]), ("text", topic.body), ("questions", topic.questions)], sources=topic.sources)
            for topic in ordered
        ]  # fmt: skip

    def related(self) -> list[Item]:
        return [
            self._item(f"related/{seat.id}", seat.title, "related", [("carries", [seat.carries]), ("new", [seat.new])])
            for seat in self._guide.related
        ]

    def sources(self) -> list[Item]:
        lines = []
        for source in self._guide.sources:
            dated = f" ({source.as_of})" if source.as_of else ""
            lines.append(". ".join(part for part in (f"{source.title}{dated}", source.note, source.url) if part))
        return [self._item("sources", "What this guide rests on", "sources_list", [("text", lines)])] if lines else []
