"""Guides: list, find, show, compile, compare, begin, lint."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from loopready.app.content import current_library
from loopready.app.own_places import is_own
from loopready.app.settings import data_folder, library_folders
from loopready.engines.text import fold, words
from loopready.library import Fault, Library, Similarity, cites_of, compiled_file, find_delta, lint, prose, schemas, similarity, skeleton
from loopready.model import Cite, Document, Guide, InputError
from loopready.plugins import faults as faults_of_plugins
from loopready.reading import BROKEN_PLUGIN
from loopready.rendering import render_delta
from loopready.rendering.registry import find_format


class Listed(NamedTuple):
    """A line of the list of guides."""

    path: str
    title: str
    status: str
    own: bool
    by: str = ""


def listed(library: Library | None = None) -> list[Listed]:
    """Every guide of a library (the shared one where none is given), by path; ``own`` are the person's, ``by`` the plugin it came with."""
    library = library or current_library()
    heads = sorted(library.heads.values(), key=lambda head: head.path)
    return [Listed(head.path, head.title, head.status, head.path in library.own, library.added.get(head.path, "")) for head in heads]


def broken() -> list[str]:
    """What of the person's own folders and of plugins could not be used, one line each; of plugins as far as they were looked at."""
    return [*(str(error) for error in current_library().broken), *(str(fault) for fault in faults_of_plugins())]


def broken_readers(read: Sequence[Document]) -> list[str]:
    """What of plugins could not be used as these documents were read, which happens in a process of its own; one line each."""
    return list(dict.fromkeys(notice.message for document in read for notice in document.notices if notice.code == BROKEN_PLUGIN))


def found(text: str, *, library: Library | None = None) -> list[tuple[str, str]]:
    """(path, title) of the guides that hold every word of a text, those with it in the title first."""
    wanted = {fold(word.text) for word in words(text)}
    if not wanted:
        raise InputError("no_words", "give a word to look for", name="--find")
    library = library or current_library()
    hits = []
    for path, title, *_ in listed(library):
        in_title = wanted <= _folded(f"{path.replace('/', ' ').replace('_', ' ')} {title}")
        if in_title or wanted <= _words_of(path, library=library):
            hits.append((not in_title, path, title))
    return [(path, title) for _, path, title in sorted(hits)]


_WORDS: dict[str, tuple[Guide, frozenset[str]]] = {}
"""Path -> guide and its words, folded. Why: taking a guide apart costs a hundred times what looking into it does."""


def _words_of(path: str, *, library: Library) -> frozenset[str]:
    guide = library.guides[path]
    if is_own(path):  # of these there is one for each person, and nothing of a person's is held by its path
        return _folded(guide.model_dump_json())
    held = _WORDS.get(path)
    if held is None or held[0] is not guide:
        held = _WORDS[path] = (guide, _folded(guide.model_dump_json()))
    return held[1]


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in {word.text for word in words(text)})


def one(path: str) -> Guide:
    """The guide of a path, or of a compiled or written file of that name; InputError where there is neither."""
    library = current_library()
    if path in library.guides:
        return library.guides[path]
    if path.endswith((".yaml", ".json")) and Path(path).is_file():
        return compiled_file(Path(path), library=library)
    raise InputError("no_guide", "no guide of that path; see: loopready guide --list", name=path)


def held(path: str, *, library: Library | None = None) -> Guide:
    """The guide of a path of the library, never a file. InputError where there is none."""
    library = library or current_library()
    if path not in library.guides:
        raise InputError("no_guide", "there is no guide of that path; see the list of guides", name=path[:200])
    return library.guides[path]


def check_held(path: str | None, *, name: str, library: Library | None = None) -> None:
    """InputError for a path, given in the field ``name``, that the library has no guide of."""
    if path is not None and path not in (library or current_library()).guides:
        raise InputError("unknown_guide", "there is no guide of that path; see the list of guides", name=name)


def held_as(path: str, *, format: str, library: Library | None = None) -> str:
    """The same guide as a text: md or json."""
    chosen = find_format(format)
    assert chosen.guide is not None
    return str(chosen.guide(held(path, library=library), expand, facts=fact_lines()))


def shown(path: str, *, format: str) -> str | bytes:
    """A guide in a format (md, json, html, pdf)."""
    guide = one(path)
    chosen = find_format(format)
    if chosen.guide is None:
        raise InputError("no_guide_format", f"a guide is not written as {format}; use md, json, html or pdf", name="--format")
    return chosen.guide(guide, expand, facts=fact_lines())


def fact_lines() -> dict[str, str]:
    """Fact id -> its line: statement, source and date."""
    return {id: f"{fact.statement} ({fact.source_title}, {fact.as_of})" for id, fact in current_library().facts.items()}


def expand(text: str) -> tuple[str, Sequence[Cite]]:
    """Prose of the content as plain text, and what it cites."""
    passage = prose(text, library=current_library())
    return passage.text, cites_of(passage)


def compiled(path: str | None) -> str:
    """A guide laid over its bases as JSON (``schema/compiled_guide.schema.json``); of every guide, one a line, without a path."""
    paths = [path] if path is not None else [each.path for each in listed()]
    values = [one(each).model_dump(mode="json") for each in paths]
    return "\n".join(json.dumps(value, ensure_ascii=False, indent=2 if path is not None else None) for value in values)


def schema_text(name: str = "compiled_guide") -> str:
    """A JSON Schema of the library as text: ``guide`` (a file as written) or ``compiled_guide``."""
    return json.dumps(schemas()[name], indent=2, ensure_ascii=False)


def explained(path: str) -> list[str]:
    """What a guide inherits from which base and what it changed of it, then what it adds, a line an item."""
    guide = one(path)
    titles = items_of(guide)
    taken = {each.item for each in guide.inherited}
    lines = [
        f"{each.base}\t{each.item}" + (f"\tchanged: {', '.join(each.changed)}" if each.changed else "")
        for each in sorted(guide.inherited, key=lambda each: (each.base, each.item))
    ]
    return lines + [f"own\t{item}\t{title}" for item, title in titles.items() if item not in taken]


def begun(path: str, *, out: Path | None) -> Path:
    """Writes a commented skeleton for a guide of this path, and the schema that its first line names; the file it was written to.

    Without ``out`` it goes to the person's own library.

    Raises:
        InputError: the path is none, or there is a file already.
    """
    parts = path.split("/")
    if len(parts) < 2 or not all(part and part[0].isalnum() and part.replace("_", "").isalnum() and part == part.lower() for part in parts):
        raise InputError("no_path", "write it as sector/subsector/role, in small letters, digits and _", name=path)
    library = data_folder() / "library"
    target = out or library.joinpath("guides", *parts[:-1], f"{parts[-1]}.yaml")
    if target.exists():
        raise InputError("there_already", "the file is there already; choose another name with -o, or edit it", name=str(target))
    beside = (library if out is None else target.parent) / "guide.schema.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside.write_text(schema_text("guide") + "\n", encoding="utf-8")
    up = "../" * (len(parts) if out is None else 0) or "./"
    target.write_text(skeleton(path, schema=f"{up}guide.schema.json"), encoding="utf-8")
    return target


def difference(first: str, second: str) -> list[str]:
    """What the second guide has that the first has not (+), the other way round (-), and what changed (~), item by item.

    Either may be a path of the library or a file: a guide as written, or one that ``--compile`` wrote of an earlier revision.
    """
    one_guide, other = one(first), one(second)
    ours, theirs = items_of(one_guide), items_of(other)
    values, others = _values(one_guide), _values(other)
    out = [f"- {item}: {ours[item]}" for item in sorted(ours.keys() - theirs.keys())]
    out += [f"+ {item}: {theirs[item]}" for item in sorted(theirs.keys() - ours.keys())]
    for item in sorted(ours.keys() & theirs.keys()):
        fields = [name for name in others[item] if values[item].get(name) != others[item][name]]
        if fields:
            renamed = f" -> {theirs[item]}" if ours[item] != theirs[item] else ""
            out.append(f"~ {item}: {ours[item]}{renamed} ({', '.join(fields)})")
    return out


def step(start: str, goal: str, *, format: str) -> str | bytes:
    """The way from one seat to another: what carries over, what changes, what is new, as md, html, pdf, docx or json."""
    return render_delta(find_delta(one(start), one(goal), library=current_library()), format=format)


def _values(guide: Guide) -> dict[str, dict[str, Any]]:
    """Item -> its fields as plain values."""
    plain = guide.model_dump(mode="json")
    found = {f"{name}/{item['id']}": item for name in ("signals", "questions", "bank", "drills", "asks", "rounds") for item in plain[name]}
    return found | {f"concepts/{item['id']}": item for area in plain["areas"] for item in area["concepts"]}


def items_of(guide: Guide) -> dict[str, str]:
    """A guide's items by kind and id, and what each is called."""
    items = {f"signals/{signal.id}": signal.title for signal in guide.signals}
    items |= {f"questions/{question.id}": question.text for question in guide.questions}
    items |= {f"bank/{question.id}": question.text for question in guide.bank}
    items |= {f"concepts/{concept.id}": concept.title for area in guide.areas for concept in area.concepts}
    items |= {f"drills/{drill.id}": drill.title for drill in guide.drills}
    items |= {f"asks/{ask.id}": ask.title for ask in guide.asks}
    items |= {f"rounds/{round_.id}": round_.name for round_ in guide.rounds}
    return items


def faults(paths: Sequence[Path] | None = None) -> Sequence[Fault]:
    """All faults in one pass: of the named files, or of the library and the person's own folders."""
    if paths:
        return lint(list(paths))
    mine = [file for folder in library_folders() for file in sorted(folder.rglob("*.yaml"))]
    return lint(None, drafts=mine)


def alike() -> list[Similarity]:
    """How alike the guides and bases are, the most alike first."""
    return similarity()
