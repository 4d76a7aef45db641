"""The library to read in: what stands in a folder, a guide as a page, where it comes from, and words found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from loopready.app.content import current_library
from loopready.app.guides import expand, fact_lines, items_of
from loopready.app.own_places import COACH, is_own
from loopready.engines.text import fold, stem, words
from loopready.library import Library, find_delta
from loopready.model import Guide, InputError
from loopready.rendering import find_format
from loopready.rendering.delta_page import delta_page
from loopready.rendering.guide_page import guide_page
from loopready.rendering.labels import humanise, labels
from loopready.rendering.layout import Anchors
from loopready.rendering.view import Page

MOST_OPENED = 200
"""Guides of a folder that are opened for their numbers; where there are more, only their folders are shown."""
MOST_HITS = 20
_SHOWN = 3
_AROUND = 90
_MARKS = re.compile(r"\[(?:fact:[^\]]*|given|judgement)\]|\{\{.*?\}\}")


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A guide as a folder shows it. ``numbers`` are what it holds: (count, of what)."""

    path: str
    title: str
    revision: int
    reviewed: str
    draft: bool
    own: bool
    numbers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A folder of the library. ``count`` is how many guides stand in it and below."""

    path: str
    name: str
    count: int
    folders: tuple[Folder, ...] = ()
    guides: tuple[Shelved, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a guide has from one base: items as they are, items with words of its own and which of their fields."""

    base: str
    kept: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Lineage:
    """Where a guide's items come from. ``own`` are those that are its own: (anchor, title)."""

    origins: tuple[Origin, ...]
    own: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words found in an item of a guide: its anchor and title, and the text in runs (said, whether it is a word looked for)."""

    anchor: str
    title: str
    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A guide that holds the words looked for, how many of its items hold them all, and the first of those."""

    path: str
    title: str
    own: bool
    items: int
    passages: tuple[Passage, ...]


def folder(path: str = "", *, library: Library | None = None) -> Folder:
    """What stands below a path; the whole library for the empty one. InputError where nothing does."""
    library = library or current_library()
    below = sorted(each for each in library.heads if not path or each.startswith(path + "/"))
    if not below:
        raise _no_guide(path)
    return _folder(path, below, library, opened=len(below) <= MOST_OPENED)


def _folder(path: str, below: Sequence[str], library: Library, *, opened: bool) -> Folder:
    start = len(path) + 1 if path else 0
    inner: dict[str, list[str]] = {}
    for each in below:
        head, _, rest = each[start:].partition("/")
        inner.setdefault(head if rest else "", []).append(each)
    guides = tuple(_shelved(each, library, opened=opened) for each in inner.pop("", []))
    folders = tuple(
        _folder(f"{path}/{name}".lstrip("/"), members, library, opened=opened)
        if opened
        else Folder(path=f"{path}/{name}".lstrip("/"), name=folder_name(f"{path}/{name}".lstrip("/"), library=library), count=len(members))
        for name, members in inner.items()
    )
    return Folder(path=path, name=folder_name(path, library=library) if path else "", count=len(below), folders=folders, guides=guides)


def folder_name(path: str, *, library: Library | None = None) -> str:
    """What a folder is called: as the library of a person names it, else as the labels do."""
    return (library or current_library()).names.get(path) or labels().folder(path.rsplit("/", 1)[-1])


def _shelved(path: str, library: Library, *, opened: bool) -> Shelved:
    head = library.heads[path]
    return Shelved(
        path=path, title=head.title, revision=head.revision, reviewed=head.reviewed, draft=head.status != "ready",
        own=is_yours(path, library=library),
        numbers=numbers(library.guides[path]) if opened else (),
    )  # fmt: skip


def numbers(guide: Guide) -> tuple[tuple[int, str], ...]:
    """What a guide holds."""
    concepts = sum(len(area.concepts) for area in guide.areas)
    counts = (
        (len(guide.signals), "signal"), (len(guide.questions) + len(guide.bank), "question"), (concepts, "concept"),
        (len(guide.drills), "drill"), (len(guide.rounds), "round"),
    )  # fmt: skip
    return tuple((count, noun if count == 1 else noun + "s") for count, noun in counts if count)


def is_guide(path: str, *, library: Library | None = None) -> bool:
    """Whether a path is a guide's."""
    return path in (library or current_library()).heads


def is_yours(path: str, *, library: Library | None = None) -> bool:
    """Whether a guide is the person's, and not a coach's or a plugin's."""
    library = library or current_library()
    return path in library.own and path not in library.added and not path.startswith(f"{COACH}/")


def guide_of(path: str, *, library: Library | None = None) -> Guide:
    """The guide of a path of the library. InputError, with the nearest paths, where there is none."""
    library = library or current_library()
    if not is_guide(path, library=library):
        raise _no_guide(path)
    return library.guides[path]


def near(path: str, *, most: int = 5, library: Library | None = None) -> list[tuple[str, str]]:
    """Path and title of the guides whose path, or its last part, reads most like this one."""
    heads = (library or current_library()).heads
    wanted = fold(path).replace("-", "_").strip("/")
    close = get_close_matches(wanted, list(heads), n=most, cutoff=0.5)
    last = wanted.rsplit("/", 1)[-1]
    ends = [each for each in heads if last and (each.endswith("/" + last) or last in each)]
    return [(each, heads[each].title) for each in dict.fromkeys([*close, *sorted(ends)])][:most]


def _no_guide(path: str) -> InputError:
    return InputError("no_guide", "there is no guide or folder of that path in the library", name=path or "the library")


def laid_out(guide: Guide) -> Page:
    """A guide as a page: its prose expanded, its facts numbered."""
    return guide_page(guide, expand, facts=fact_lines())


def step_page(start: Guide, goal: Guide) -> Page:
    """The way from one seat to another as a page."""
    return delta_page(find_delta(start, goal, library=current_library()))


def exported(guide: Guide, *, format: str) -> str | bytes:
    """A guide in a format (md, pdf, json, html).

    InputError where it is not written in that format.
    """
    found = find_format(format)
    if found.guide is None:
        raise InputError("no_guide_format", f"a guide is not written as {format}; use md, json, html or pdf", name=format)
    return found.guide(guide, expand, facts=fact_lines())


def file_of(path: str, *, format: str) -> tuple[str, str]:
    """The media type of a guide in a format, and a name for its file. InputError for an unknown format."""
    found = find_format(format)
    return found.media_type, path.replace("/", "-") + found.suffix


def lineage(guide: Guide) -> Lineage:
    """What a guide inherits from each base and what it changed of it, and what it adds."""
    titles = {item: expand(title)[0] for item, title in items_of(guide).items()}
    signal = {f"bank/{question.id}": f"bank/{question.signals[0]}" for question in guide.bank}  # they stand below it on the page
    at = {item: _anchor(signal.get(item, item)) for item in titles}
    origins = []
    for base in dict.fromkeys(each.base for each in guide.inherited):
        mine = [each for each in guide.inherited if each.base == base and each.item in titles]
        kept = tuple((at[each.item], titles[each.item]) for each in mine if not each.changed)
        changed = tuple(
            (at[each.item], titles[each.item], ", ".join(humanise(name).lower() for name in each.changed)) for each in mine if each.changed
        )
        if kept or changed:
            origins.append(Origin(base=base, kept=kept, changed=changed))
    taken = {each.item for each in guide.inherited}
    return Lineage(origins=tuple(origins), own=tuple((at[item], title) for item, title in titles.items() if item not in taken))


def _anchor(item: str) -> str:
    """The anchor of an item on the guide's page."""
    return Anchors().of(item)


@dataclass(frozen=True)
class _Entry:
    """An item as it is searched: anchor, title, its texts as written, and all its words folded."""

    anchor: str
    title: str
    texts: tuple[str, ...]
    folded: str


def find(text: str, *, library: Library | None = None) -> list[Hit]:
    """The guides that hold every word of a text (a word may go on where it ends), those with them in title or path first.

    After these come the guides of which most items hold all the words. InputError where the text has no word.
    """
    wanted = tuple(dict.fromkeys(fold(word.text) for word in words(text)))
    if not wanted:
        raise InputError("no_words", "give a word to look for", name="search")
    pattern = [re.compile(rf"(?<!\w){re.escape(word)}") for word in wanted]
    library = library or current_library()
    found = []
    for path in _candidates(wanted, library):
        head = library.heads[path]
        called = fold(f"{path} {head.title}").replace("_", " ").replace("/", " ")
        in_title = all(each.search(called) for each in pattern)
        entries = _entries(library.guides[path])
        near = [entry for entry in entries if all(word in entry.folded for word in wanted)]
        holding = [entry for entry in near if all(each.search(entry.folded) for each in pattern)]
        whole = holding or all(any(each.search(entry.folded) for entry in entries) for each in pattern)
        if in_title or whole:
            best = sorted(holding, key=lambda entry: _apart(entry, wanted)) or _partly(entries, pattern)
            passages = tuple(_passage(entry, wanted) for entry in best[:_SHOWN])
            hit = Hit(path=path, title=head.title, own=is_yours(path, library=library), items=len(holding), passages=passages)
            found.append((not in_title, -len(holding), path, hit))
    return [hit for *_, hit in sorted(found, key=lambda each: each[:3])][:MOST_HITS]


def _candidates(wanted: tuple[str, ...], library: Library) -> list[str]:
    """The guides to look through: all, or of very many those whose title or counted words hold one of the words."""
    if len(library.heads) <= MOST_OPENED:
        return list(library.heads)
    stems = {stem(word) for word in wanted}
    bags = library.bags()
    titled = [path for path, head in library.heads.items() if any(word in fold(f"{path} {head.title}") for word in wanted)]
    counted = sorted((path for path, bag in bags.items() if stems <= bag.keys()), key=lambda path: -sum(bags[path][each] for each in stems))
    return list(dict.fromkeys([*library.own, *titled, *counted]))[:MOST_OPENED]


def _apart(entry: _Entry, wanted: tuple[str, ...]) -> int:
    """How far apart the words stand in an item: 0 as one phrase in its title, 1 in its text, 2 in one text, 3 in several."""
    phrase = " ".join(wanted)
    if phrase in fold(entry.title):
        return 0
    if phrase in entry.folded:
        return 1
    return 2 if any(all(word in fold(text) for word in wanted) for text in entry.texts) else 3


def _partly(entries: Sequence[_Entry], pattern: Sequence[re.Pattern[str]]) -> list[_Entry]:
    """Where no item holds all the words: the first item of each."""
    firsts = [next((entry for entry in entries if each.search(entry.folded)), None) for each in pattern]
    return [entry for entry in dict.fromkeys(firsts) if entry is not None]


@lru_cache(maxsize=MOST_OPENED)
def _entries_of(path: str, identity: int) -> tuple[_Entry, ...]:
    """The items of a guide of the shared library; ``identity`` parts guides of one path."""
    return _entries_made(current_library().guides[path])


def _entries_made(guide: Guide) -> tuple[_Entry, ...]:
    return tuple(
        _Entry(_anchor(item), title, texts, fold(_MARKS.sub("", " ".join((title, *texts))))) for item, title, texts in _items(guide)
    )


def _entries(guide: Guide) -> tuple[_Entry, ...]:
    return _entries_made(guide) if is_own(guide.path) else _entries_of(guide.path, id(guide))


def _items(guide: Guide) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Item, title and texts of what a reader meets on the page, in its order."""
    yield "seat", "The seat", (guide.seat.summary, *guide.seat.day, *guide.seat.great)
    for signal in guide.signals:
        facets = [text for facet in signal.facets for text in (facet.name, facet.doubt, facet.probe, facet.missing)]
        yield f"signals/{signal.id}", signal.title, (signal.question, signal.listens_for, *facets)
    for question in guide.questions:
        told = (*question.great, *question.average, *question.downgrade, *question.follow_ups, *question.traps)
        yield f"questions/{question.id}", question.text, (question.tests, *told)
    for asked in guide.bank:
        yield f"bank/{asked.signals[0]}", asked.text, (asked.tests, asked.listen)
    for concept in (concept for area in guide.areas for concept in area.concepts):
        told = (concept.what, concept.why, concept.goes_wrong, *concept.figures, concept.worked)
        yield f"concepts/{concept.id}", concept.title, (*told, *(text for card in concept.cards for text in (card.ask, card.answer)))
    for drill in guide.drills:
        yield f"drills/{drill.id}", drill.title, (*drill.listens_for, *drill.traps)
    for ask in guide.asks:
        yield f"asks/{ask.id}", ask.title, (*(question.text for question in ask.questions), ask.good, ask.bad)
    for held in guide.rounds:
        yield f"rounds/{held.id}", held.name, (held.what, held.prepare)
    for topic in guide.topics:
        yield f"topics/{topic.id}", topic.title, (*topic.body, *topic.questions)
    for seat in guide.related:
        yield f"related/{seat.id}", seat.title, (seat.carries, seat.new)


def _passage(entry: _Entry, wanted: Sequence[str]) -> Passage:
    """The text of an item that holds most of the words, cut round the first of them."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}\w*" for word in wanted))
    scored = [(-len(set(pattern.findall(fold(text)))), place) for place, text in enumerate(entry.texts)]
    best = entry.texts[min(scored)[1]] if scored and min(scored)[0] < 0 else entry.texts[0] if entry.texts else ""
    said = expand(best)[0] if best else ""
    return Passage(anchor=entry.anchor, title=expand(entry.title)[0], runs=_runs(said, wanted))


def _runs(said: str, wanted: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A text in runs, about a line of it, the words looked for set off."""
    hits = [(word.start, word.end) for word in words(said) if any(fold(word.text).startswith(each) for each in wanted)]
    first = hits[0][0] if hits else 0
    start = 0 if first <= _AROUND else said.rfind(" ", 0, first - _AROUND // 2) + 1
    end = min(len(said), start + 2 * _AROUND + 40)
    end = end if end == len(said) else said.rfind(" ", start, end)
    runs, at = [("…", False)] if start else [], start
    for low, high in hits:
        if low < at or high > end:
            continue
        runs += [(said[at:low], False), (said[low:high], True)]
        at = high
    runs += [(said[at:end], False)] + ([("…", False)] if end < len(said) else [])
    return tuple(run for run in runs if run[0])
