"""The lint's one pass: files into units, units through the rules, faults in order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from loopready.library.linting.fault import Fault
from loopready.library.linting.language import Rules, language_faults
from loopready.library.linting.laying import Layers
from loopready.library.linting.likeness import Similarity, question_faults, similarities, skeleton_faults
from loopready.library.linting.papers import paper_faults, rests_on
from loopready.library.linting.scenarios import scenario_facts, scenario_faults
from loopready.library.linting.source import Unit, read_unit
from loopready.library.linting.structure import (
    cue_faults,
    drill_faults,
    floor_faults,
    id_faults,
    modeline_faults,
    reference_faults,
    schema_faults,
    source_faults,
    unsourced_faults,
)
from loopready.library.linting.talks import talk_faults, talk_units
from loopready.library.linting.whole import cited_facts, fact_faults, listed_facts, listed_faults, prose_faults, repeated_faults
from loopready.library.parsing import parse_yaml
from loopready.library.resources import BASES, content_root, guide_files, yaml_files
from loopready.model import InputError


def lint(paths: Sequence[str | Path] | None = None, *, root: Traversable | None = None, drafts: Sequence[Path] = ()) -> list[Fault]:
    """All faults of the content in one pass, sorted by file, line, column, code and message.

    ``paths`` limits the report to these files. A path outside of the content is read as a draft (its first word before a
    dot names the guide that several drafts form) and judged beside the content. ``root`` is another content folder; ``drafts`` are
    judged with the whole content where no ``paths`` are given.

    Raises:
        InputError: for a path that is no file.
    """
    place = root or content_root()
    rules = Rules(parse_yaml(content_root().joinpath("lexicon/lint.yaml").read_bytes(), name="lexicon/lint.yaml"))
    units, lexicon, faults = _content_units(place)
    wanted, outside = _wanted(paths, place)
    draft_units, draft_faults = _draft_units([*outside, *drafts])
    faults += draft_faults
    everything = units + draft_units
    guides = [unit for unit in everything if unit.kind == "guide"]
    facts = {
        str(fact["id"]): str(fact.get("confidence"))
        for unit in everything
        if unit.kind == "facts" and isinstance(unit.value.get("facts"), list)
        for fact in unit.value["facts"]
        if isinstance(fact, dict) and "id" in fact
    }
    paths_known = frozenset(unit.name for unit in guides)
    torn = {fault.file for fault in faults if fault.code == "yaml"}
    layers, drills = Layers(everything), dict[str, list[str]]()
    firms = frozenset(str(unit.value.get("id")) for unit in everything if unit.kind == "firm")
    judged = draft_units if wanted is not None and not wanted else everything
    for unit in judged:
        whole, found = layers.compiled(unit)
        faults += found + modeline_faults(unit) + cue_faults(unit) + _path_faults(unit)
        faults += prose_faults(unit) + language_faults(unit, rules, facts)
        if whole is None or torn & set(whole.files):
            continue  # what a file lacks because it can not be parsed is no fault of its own
        faults += layers.substance_faults(unit, rules.data["own"]) + id_faults(unit)
        faults += schema_faults(whole) + floor_faults(whole, rules.data["floor"]) + id_faults(whole) + source_faults(whole)
        faults += reference_faults(whole, guides=paths_known, firms=firms) + unsourced_faults(whole)
        faults += paper_faults(whole, known=frozenset(facts))
        faults += drill_faults(whole, seeds=rules.data["drill_seeds"], checked=drills) + question_faults(whole, rules.data["likeness"])
    scenarios, found = _scenario_units(place)
    faults += found + [fault for unit in scenarios for fault in scenario_faults(unit, frozenset(facts), _drills(guides))]
    used = _used_facts(everything, lexicon) | {id for unit in scenarios for id in scenario_facts(unit)}
    faults += fact_faults(everything, frozenset(facts), frozenset(used)) + listed_faults(lexicon, frozenset(facts))
    talks, torn_talks = talk_units(place)
    faults += torn_talks + talk_faults(talks, rules, frozenset(facts))
    written = [unit for unit in everything if unit.kind in ("guide", "base")]
    faults += repeated_faults(
        written, rules.data["shared_words"], frozenset(str(rules.data["likeness"]["small_words"]).split())
    ) + skeleton_faults(written, rules.data["likeness"])
    if wanted is not None:
        shown = wanted | {name for unit in draft_units for name in unit.files}
        faults = [fault for fault in faults if fault.file in shown]
    return sorted(set(faults))


def similarity(*, root: Traversable | None = None) -> list[Similarity]:
    """How alike the guides and bases of the content are, pair by pair, the most alike first."""
    rules = Rules(parse_yaml(content_root().joinpath("lexicon/lint.yaml").read_bytes(), name="lexicon/lint.yaml"))
    units, _, _ = _content_units(root or content_root())
    return similarities([unit for unit in units if unit.kind in ("guide", "base")], rules.data["likeness"])


def _used_facts(units: list[Unit], lexicon: list[Unit]) -> set[str]:
    cited = {id for unit in units if unit.kind != "facts" for id in cited_facts(unit)}
    papers = {id for unit in units if unit.kind == "paper" for id in rests_on(unit)}
    return cited | papers | {id for unit in lexicon for id in listed_facts(unit)}


def _content_units(root: Traversable) -> tuple[list[Unit], list[Unit], list[Fault]]:
    """The units that are judged, the word lists, and what can not be read."""
    units: list[Unit] = []
    lexicon: list[Unit] = []
    faults: list[Fault] = []
    groups = [("guide", path, list(files)) for path, files in guide_files(root).items()]
    groups += [("base", path, list(files)) for path, files in guide_files(root, BASES).items()]
    groups += [("facts", file.name, [file]) for file in yaml_files(root, "facts")]
    groups += [("firm", file.name, [file]) for file in yaml_files(root, "firms")]
    groups += [("paper", file.name, [file]) for file in yaml_files(root, "papers")]
    groups += [("lexicon", file.name, [file]) for file in yaml_files(root, "lexicon")]
    for kind, name, files in groups:
        unit, found = read_unit(kind, name, [(file.name, file.read()) for file in files])
        faults += found
        (lexicon if kind == "lexicon" else units).append(unit)
    return units, lexicon, faults


def _drills(guides: list[Unit]) -> frozenset[str]:
    """The drills that guides' own files hold, as ``guide path:drill``."""
    held = ((unit, unit.value.get("drills")) for unit in guides)
    return frozenset(
        f"{unit.name}:{each.get('id')}" for unit, drills in held if isinstance(drills, list) for each in drills if isinstance(each, dict)
    )


def _scenario_units(root: Traversable) -> tuple[list[Unit], list[Fault]]:
    """The scenarios of incidents, and what can not be read."""
    read = [read_unit("scenario", file.name, [(file.name, file.read())]) for file in yaml_files(root, "scenarios")]
    return [unit for unit, _ in read], [fault for _, faults in read for fault in faults]


def _wanted(paths: Sequence[str | Path] | None, root: Traversable) -> tuple[set[str] | None, list[Path]]:
    """The shown names of the content files asked for (None: all), and the drafts outside of the content."""
    if paths is None:
        return None, []
    inside: set[str] = set()
    drafts: list[Path] = []
    base = Path(str(root)).resolve()
    for given in paths:
        path = Path(given)
        if not path.is_file():
            raise InputError("no_file", "there is no such file; give a YAML file of the content or a draft", name=str(given))
        if path.resolve().is_relative_to(base):
            inside.add(path.resolve().relative_to(base).as_posix())
        else:
            drafts.append(path)
    return inside, sorted(set(drafts))


def _draft_units(drafts: list[Path]) -> tuple[list[Unit], list[Fault]]:
    groups: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
    for path in drafts:
        data = path.read_bytes()
        groups.setdefault((_draft_kind(path, data), f"{path.parent}/{path.name.split('.')[0]}"), []).append((str(path), data))
    units: list[Unit] = []
    faults: list[Fault] = []
    for (kind, name), files in groups.items():
        unit, found = read_unit(kind, name, files)
        units.append(unit)
        faults += found
    return units, faults


def _draft_kind(path: Path, data: bytes) -> str:
    if BASES in path.parts:
        return "base"
    heads = {line.split(b":")[0] for line in data.splitlines() if line[:1].isalpha()}
    if b"facts" in heads:
        return "facts"
    return "firm" if b"about" in heads and b"signals" not in heads else "guide"


def _path_faults(unit: Unit) -> list[Fault]:
    inside = unit.kind in ("guide", "base") and unit.files[0].startswith(("guides/", "bases/"))
    if inside and "path" in unit.value and unit.value["path"] != unit.name:
        return [unit.fault(("path",), "path", f"the path is {unit.value['path']!r}, its place says {unit.name!r}")]
    return []
