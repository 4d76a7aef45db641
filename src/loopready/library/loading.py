"""Opens the library: files into guides laid over their bases, facts, firms and lexicon."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from loopready.library.cache import Cache
from loopready.library.catalogue import GuideHead, LazyMapping, Library
from loopready.library.compiling import inherit, origins
from loopready.library.parsing import merge, parse_keys, parse_yaml
from loopready.library.practising import with_checks
from loopready.library.resources import BASES, Added, ContentFile, content_root, guide_files, yaml_files
from loopready.library.vocabulary import bag_of
from loopready.model import ContentError, Fact, Firm, Guide, Paper

T = TypeVar("T")
_HEAD_KEYS = frozenset({"path", "title", "revision", "reviewed", "status", "extends", "routing"})
_BAG_FORM = 2
"""Raised when the counting of words changes."""
_Named = TypeVar("_Named", Fact, Firm)


@functools.lru_cache(maxsize=4)
def load_library(folders: tuple[Path, ...] = (), cache: Path | None = None, added: tuple[Added, ...] = ()) -> Library:
    """The library of the installed package with those of plugins and the person's own ``folders`` beside it.

    One per process and choice; those of the last four choices are kept. ``cache`` is the folder for what was parsed, one for each version
    of the package; nothing is kept without it.
    """
    return open_library(content_root(), *folders, cache=cache, added=added)


def open_library(root: Traversable, *own: Path, cache: Path | None = None, added: tuple[Added, ...] = ()) -> Library:
    """The library whose content lies in ``root``, and in the folders ``own`` beside it. Of ``root`` nothing is parsed yet.

    An own guide, base, fact or firm stands in the place of a shipped one of the same name; one of a plugin (``added``) never does. What
    is broken in those folders, or has a name that is taken, is left out and told in ``broken``.

    Raises:
        ContentError: at the first use of a value of ``root`` whose file does not fit its type.
    """
    return _Shelf(root, own, added, Cache(cache)).library()


def compiled_file(path: Path, *, library: Library) -> Guide:
    """The guide of one file: as written (laid over the bases of the installed package), or as ``guide --compile`` writes it.

    Raises:
        ContentError: the file does not fit.
    """
    file = ContentFile(path.name, path)
    value = _mapping(file)  # JSON is YAML
    if value.get("inherited") or not value.get("extends"):
        return checked(TypeAdapter(Guide), with_checks(value), name=str(path))
    bases = [(base, library.compiled(base)) for base in _extended(value)]
    laid = inherit(value, [each for _, each in bases])
    return checked(TypeAdapter(Guide), with_checks({**laid, "inherited": origins(value, bases)}), name=str(path))


class _Shelf:
    """The files of all folders, and how values are made of them."""

    def __init__(self, root: Traversable, own: tuple[Path, ...], added: tuple[Added, ...], cache: Cache) -> None:
        self._root, self._own, self._plugins, self._cache = root, own, added, cache
        self._broken: list[ContentError] = []
        self._added: dict[str, str] = {}
        self._guides = {**guide_files(root), **self._own_groups("guides")}
        usable = {path: files for path, files in self._own_groups(BASES).items() if self._is_readable(path, files)}
        self._bases = {**guide_files(root, BASES), **usable}

    def library(self) -> Library:
        mine = frozenset(path for path, files in self._guides.items() if files[0].own)
        left_out = {path for path in mine if self._is_broken(path)}
        paths = tuple(path for path in sorted(self._guides) if path not in left_out)
        facts, firms = self._all("facts", _facts), self._all("firms", _firms)
        papers = functools.cache(self._papers)
        lexicon = {file.name.removeprefix("lexicon/").removesuffix(".yaml"): file for file in yaml_files(self._root, "lexicon")}
        heads = functools.cache(lambda: self._heads(paths))
        return Library(
            guides=LazyMapping(lambda: paths, self._guide),
            heads=LazyMapping(lambda: paths, lambda path: heads()[path]),
            facts=LazyMapping(lambda: tuple(facts()), lambda id: facts()[id]),
            firms=LazyMapping(lambda: tuple(firms()), lambda id: firms()[id]),
            papers=LazyMapping(lambda: tuple(papers()), lambda id: papers()[id]),
            compiled=self._compiled,
            bags=functools.cache(lambda: self._bags(paths)),
            lexicon=LazyMapping(lambda: tuple(lexicon), lambda name: parse_yaml(lexicon[name].read(), name=lexicon[name].name)),
            own=mine - left_out,
            broken=tuple(self._broken),
            added={path: by for path, by in self._added.items() if path in mine - left_out},
        )

    def _own_groups(self, folder: str) -> dict[str, tuple[ContentFile, ...]]:
        """The guides (or bases) of plugins whose path is free, and the person's own over them."""
        shipped = guide_files(self._root, folder)
        found: dict[str, tuple[ContentFile, ...]] = {}
        for by, place in self._plugins:
            for path, files in guide_files(place, folder, own=True).items():
                if path in shipped or path in found:
                    self._broken.append(_taken(path, by))
                    continue
                found[path] = files
                if folder == "guides":
                    self._added[path] = by
        for each in self._own:
            own = guide_files(each, folder, own=True)
            found |= own
            self._added = {path: by for path, by in self._added.items() if path not in own}
        return found

    def _is_readable(self, path: str, files: tuple[ContentFile, ...]) -> bool:
        """Whether an own base can be parsed at all; what its guides make of it is told with them."""
        return not self._fails(f"readable {path}", list(files), path, lambda: guide_value(files))

    def _fails(self, name: str, files: list[ContentFile], path: str, attempt: Callable[[], object]) -> bool:
        """Whether an attempt ends in a ContentError, which is told; remembered with the files' stamp."""

        def look() -> list[str] | None:
            try:
                attempt()
            except ContentError as error:
                return [error.code, error.message, error.name or path]
            return None

        found = self._cache.value(name, files, look)
        if found:
            self._broken.append(ContentError(found[0], found[1], name=found[2]))
        return bool(found)

    def _is_broken(self, path: str) -> bool:
        """Whether an own guide can not be used."""

        def attempt() -> None:
            _validated(path, self._guides[path], with_checks(self._compiled(path)))
            self._head(path)

        return self._fails(f"usable {path}", self._files_of_all(), path, attempt)

    def _files_of_all(self) -> list[ContentFile]:
        """Every guide's and base's files: a guide may extend any of them."""
        return [file for groups in (self._guides, self._bases) for files in groups.values() for file in files]

    def _guide(self, path: str) -> Guide:
        value = self._cache.value(f"guide {path}", self._files_of_all(), lambda: with_checks(self._compiled(path)))
        return _validated(path, self._guides[path], value)

    def _compiled(self, path: str, above: tuple[str, ...] = ()) -> dict[str, Any]:
        """The value of a guide or base laid over what it extends."""
        files = self._guides.get(path) or self._bases.get(path)
        if files is None:
            raise ContentError(
                "extends", f"it extends {path}, and there is no such base or guide", name=self._name(above[-1]) if above else path
            )
        if path in above:
            raise ContentError("extends", f"it extends itself: {' > '.join((*above, path))}", name=files[0].name)
        own = guide_value(files)
        bases = [(base, self._compiled(base, (*above, path))) for base in _extended(own)]
        if not bases:
            return own
        try:
            laid = inherit(own, [value for _, value in bases])
        except ContentError as error:
            raise ContentError(error.code, error.message, name=files[0].name) from error
        return {**laid, "inherited": origins(own, bases)} if path in self._guides else laid

    def _name(self, path: str) -> str:
        return (self._guides.get(path) or self._bases[path])[0].name

    def _heads(self, paths: tuple[str, ...]) -> dict[str, GuideHead]:
        value = self._cache.value("heads", self._files_of_all(), lambda: {path: self._head_value(path) for path in paths})
        return {path: checked(TypeAdapter(GuideHead), value[path], name=self._name(path)) for path in paths}

    def _bags(self, paths: tuple[str, ...]) -> dict[str, dict[str, int]]:
        bags: dict[str, dict[str, int]] = self._cache.value(
            f"words {_BAG_FORM}", self._files_of_all(), lambda: {path: bag_of(self._compiled(path)) for path in paths}
        )
        return bags

    def _head(self, path: str) -> GuideHead:
        return checked(TypeAdapter(GuideHead), self._head_value(path), name=self._name(path))

    def _head_value(self, path: str, above: tuple[str, ...] = ()) -> dict[str, Any]:
        """The keys that routing and listing need, of the guide and of what it extends; the rest of the files is not parsed."""
        files = self._guides.get(path) or self._bases.get(path, ())
        own = merge([(file.name, parse_keys(file.read(), _HEAD_KEYS, name=file.name)) for file in files])
        bases = [self._head_value(base, (*above, path)) for base in _extended(own) if base not in above]
        laid = inherit(own, bases)
        return {"path": path, **{name: value for name, value in laid.items() if name != "extends"}}

    def _all(self, folder: str, read: Callable[[str, dict[str, Any]], tuple[_Named, ...]]) -> Callable[[], dict[str, _Named]]:
        """The facts or firms by id; those of the shipped files are parsed when first asked for, own ones now."""
        mine: dict[str, _Named] = {}
        files = yaml_files(self._root, folder)
        for by, place in self._plugins:
            for file in yaml_files(place, folder, own=True):
                try:
                    new = _by_id(self._mappings(file.name, (file,)), read)
                except ContentError as error:
                    self._broken.append(error)
                    continue
                shipped = _by_id(self._mappings(folder, files), read)
                self._broken += [_taken(id, by) for id in new if id in mine or id in shipped]
                mine |= {id: value for id, value in new.items() if id not in mine and id not in shipped}
        for each in self._own:
            for file in yaml_files(each, folder, own=True):
                try:
                    mine.update(_by_id(self._mappings(file.name, (file,)), read))
                except ContentError as error:
                    self._broken.append(error)
        return functools.cache(lambda: {**_by_id(self._mappings(folder, files), read), **mine})

    def _papers(self) -> dict[str, Paper]:
        """The papers by id, of the shipped files alone: their signs and harms are lists of the package."""
        files = self._mappings("papers", yaml_files(self._root, "papers"))
        return {paper.id: paper for paper in (checked(TypeAdapter(Paper), value, name=name) for name, value in files.items())}

    def _mappings(self, name: str, files: tuple[ContentFile, ...]) -> dict[str, dict[str, Any]]:
        """File name -> its mapping."""
        value: dict[str, dict[str, Any]] = self._cache.value(
            f"files {name}", list(files), lambda: {file.name: _mapping(file) for file in files}
        )
        return value


def _taken(name: str, by: str) -> ContentError:
    return ContentError("taken", f"{by} brings it, and there is one of this name already; the plugin's is left out", name=name)


def guide_value(files: tuple[ContentFile, ...]) -> dict[str, Any]:
    """The merged value of a guide's files, not yet laid over its bases nor checked against the schema."""
    return merge([(file.name, _mapping(file)) for file in files])


def _extended(own: Mapping[str, Any]) -> tuple[str, ...]:
    named = own.get("extends")
    return tuple(each for each in named if isinstance(each, str)) if isinstance(named, list) else ()


def _validated(path: str, files: tuple[ContentFile, ...], value: dict[str, Any]) -> Guide:
    guide = checked(TypeAdapter(Guide), value, name=files[0].name)
    if guide.path != path:
        raise ContentError("path", f"its path is {guide.path!r}, its place says {path!r}", name=files[0].name)
    return guide


def _facts(name: str, value: dict[str, Any]) -> tuple[Fact, ...]:
    return checked(TypeAdapter(tuple[Fact, ...]), value.get("facts", ()), name=name)


def _firms(name: str, value: dict[str, Any]) -> tuple[Firm, ...]:
    return (checked(TypeAdapter(Firm), value, name=name),)


def _by_id(files: Mapping[str, dict[str, Any]], read: Callable[[str, dict[str, Any]], tuple[_Named, ...]]) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for name, value in files.items():
        for each in read(name, value):
            if each.id in found:
                raise ContentError("duplicate", f"{each.id} is given twice; keep one", name=name)
            found[each.id] = each
    return found


def _mapping(file: ContentFile) -> dict[str, Any]:
    value = parse_yaml(file.read(), name=file.name)
    if not isinstance(value, dict):
        raise ContentError("schema", "the file is not a mapping of keys to values", name=file.name)
    return value


def checked(adapter: TypeAdapter[T], value: Any, *, name: str) -> T:
    """``value`` as the adapter's type; ContentError with the first fault's place and the number of faults."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ContentError("schema", f"{place}: {first['msg']} ({error.error_count()} faults; run `loopready lint`)", name=name) from error
