"""A brief as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from loopready.engines.dates import month_number
from loopready.model import Block, Brief, Claim, Item, QuoteCite, ScopePoint, Section
from loopready.rendering.claim_html import claim as claim_html
from loopready.rendering.clean import one_line
from loopready.rendering.labels import Labels, humanise, labels
from loopready.rendering.layout import Anchors, lay_out_item, lay_out_section, quote_of
from loopready.rendering.notes import Address, Notebook
from loopready.rendering.view import Page, Readiness, ScopeBar, SectionView, Tally
from loopready.rendering.writing import writing_line

_COVERAGES = ("met", "partial", "missing", "unjudgeable", "unreadable")
_DRAWN = {"scope": "walkthrough", "readiness": "signals"}


def brief_page(brief: Brief, *, address: Address | None = None) -> Page:
    """The page of a brief: its sections in order, its cites numbered, its two documents cut at the quotes.

    ``address`` is where links to quoted words lead, if not to the documents on the page itself.
    """
    words = labels()
    notebook = _notebook(brief, address)
    sections = _sections(brief, notebook)
    person = one_line(brief.profile.person.name.value) if brief.profile.person.name else ""
    seat = one_line(brief.posting.title.value) if brief.posting.title else ""
    firm = one_line(brief.posting.firm.value) if brief.posting.firm else ""
    subtitle = " at ".join(part for part in (seat, firm) if part) or one_line(brief.job.name)
    title = person or one_line(brief.cv.name)
    return Page(
        kind="brief",
        title=title,
        subtitle=subtitle,
        kicker="Brief for one interview loop",
        running=" · ".join(part for part in (title, firm or seat) if part),
        today=brief.today,
        meta=_meta(brief),
        sections=sections,
        notes=notebook.notes(),
        documents=tuple(notebook.document(source) for source in ("cv", "job")),
        tally=_tally(brief, words),
        verdict=brief.match.verdict,
        verdict_label=words.state(brief.match.verdict),
        colophon=colophon(brief),
    )


class ClaimParts:
    """The claims of a brief's page one by one, as HTML, for a page that is open: with the page's own numbers, whatever their words."""

    def __init__(self, brief: Brief, *, address: Address | None = None) -> None:
        self._notebook = _notebook(brief, address)
        self._items = [item for section in brief.sections for item in section.items]
        _sections(brief, self._notebook)

    def html(self, claims: Iterable[Claim]) -> dict[str, Markup]:
        """The HTML of claims by id, as the page would hold it; one that is not on the page is left out."""
        new = {claim.id: claim for claim in claims}
        out: dict[str, Markup] = {}
        for item in self._items:
            if any(claim.id in new for block in item.blocks for claim in block.claims):
                blocks = tuple(_with(block, new) for block in item.blocks)
                laid = lay_out_item(item.model_copy(update={"blocks": blocks}), notebook=self._notebook, anchors=Anchors())
                out |= {view.id: claim_html(view) for block in laid.blocks for view in block.claims if view.id in new}
        return out


def _with(block: Block, new: Mapping[str, Claim]) -> Block:
    return block.model_copy(update={"claims": tuple(new.get(claim.id, claim) for claim in block.claims)})


def _notebook(brief: Brief, address: Address | None) -> Notebook:
    return Notebook(documents={"cv": brief.cv, "job": brief.job}, facts=brief.facts, titles=brief.guide_items, address=address)


def _sections(brief: Brief, notebook: Notebook) -> tuple[SectionView, ...]:
    anchors = Anchors()
    return tuple(_section(section, brief=brief, notebook=notebook, anchors=anchors) for section in brief.sections)


def _section(section: Section, *, brief: Brief, notebook: Notebook, anchors: Anchors) -> SectionView:
    words = labels()
    items = []
    for item in section.items:
        fit = section.id == "fit"
        cite = quote_of(item) if fit else None
        tag = _tag(item, brief=brief, words=words) if fit else ""
        items.append(lay_out_item(item, notebook=notebook, anchors=anchors, tag=tag, quoted=notebook.note(cite) if cite else None))
    laid = lay_out_section(section, items, intro=words.intros.get(section.id, ""))
    scope = tuple(_bar(point) for point in brief.scope) if section.id == _DRAWN["scope"] else ()
    readiness = _readiness(brief, order=[item.title for item in items]) if section.id == _DRAWN["readiness"] else ()
    return SectionView(
        id=laid.id, title=laid.title, intro=laid.intro, layout=laid.layout, groups=laid.groups, scope=scope, readiness=readiness
    )


def _tag(item: Item, *, brief: Brief, words: Labels) -> str:
    """must, nice to have or responsibility: the item's own kind, or that of the row it speaks of."""
    if item.kind in words.kinds:
        return words.kinds[item.kind]
    for row in brief.match.rows:
        if item.id == row.requirement.id or item.id.endswith(f"/{row.requirement.id}"):
            return words.kinds[row.requirement.kind]
    return ""


def _meta(brief: Brief) -> tuple[tuple[str, str], ...]:
    guide = one_line(brief.guide.title)
    out = [("Interview", brief.on)] if brief.on else []
    out += [("Written", brief.today), ("Guide", guide if brief.guide.path else f"{guide} (no guide fits this posting)")]
    return tuple((label, value) for label, value in out if value)


def _tally(brief: Brief, words: Labels) -> tuple[Tally, ...]:
    counts = Counter[str](row.coverage for row in brief.match.rows)
    return tuple(Tally(state=state, label=words.states[state], count=counts[state]) for state in _COVERAGES if counts[state])


def _bar(point: ScopePoint) -> ScopeBar:
    stated = [_counted(point.people, "person", "people"), _counted(point.teams, "team", "teams")]
    return ScopeBar(
        label=one_line(point.label),
        period=point.period or f"{point.start} to {'now' if point.ongoing else point.end}",
        first=month_number(point.start),
        last=max(month_number(point.start), month_number(point.end, end=True)),
        people=point.people,
        teams=point.teams,
        stated=", ".join(part for part in stated if part) or "team size not stated",
    )


def _counted(count: int | None, one: str, many: str) -> str:
    return "" if count is None else f"{count} {one if count == 1 else many}"


def _readiness(brief: Brief, *, order: list[str]) -> tuple[Readiness, ...]:
    """The signals in the order the section takes them."""
    words = labels()
    out = []
    for row in brief.match.signals:
        title = brief.guide_items.get(f"signals/{row.signal}") or humanise(row.signal)
        names = {facet.facet: brief.guide_items.get(f"signals/{row.signal}/{facet.facet}", humanise(facet.facet)) for facet in row.facets}
        facets = tuple((one_line(names[facet.facet]), bool(facet.evidence)) for facet in row.facets)
        out.append(Readiness(title=one_line(title), state=row.shown, state_label=words.state(row.shown), facets=facets))
    return tuple(sorted(out, key=lambda row: order.index(row.title) if row.title in order else len(order)))


def colophon(brief: Brief) -> tuple[str, ...]:
    """The lines that end a brief's page: what it rests on, and what a writer made of it."""
    grounded = brief.groundedness
    words = labels()
    by = ", ".join(f"{words.sources.get(source, source)} {count}" for source, count in grounded.by_source.items() if count)
    lines = [f"{grounded.claims} statements, each with the words it rests on ({by})." if by else f"{grounded.claims} statements."]
    if grounded.blanks:
        lines.append(f"{grounded.blanks} gaps are left for you to fill.")
    if brief.writing is not None:
        lines.append(writing_line(brief.writing))
    quoted = sum(isinstance(cite, QuoteCite) for claim in brief.claims() for cite in claim.cites)
    lines.append(f"{quoted} quotes checked against the text of the CV and the posting. Revision {one_line(brief.revision)}.")
    return tuple(lines)
