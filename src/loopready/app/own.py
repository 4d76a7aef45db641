"""Guides and questions of a person's own: kept as text, checked in a child process, laid beside the shipped library of that person alone.

Their own stand below ``own/``; those of coaches whom they accepted below ``coach/``. Questions on a shipped guide make a guide of their
own, ``own/questions/<path>``: that guide with these questions in its bank.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from loopready.adapters.database import Audit, Database, OwnContents
from loopready.adapters.workers import Workers
from loopready.app.content import current_library
from loopready.app.held import Held
from loopready.app.own_places import COACH, OWN, QUESTIONS, is_own
from loopready.library import Library, bank_question, compile_own, mapping_of, with_own
from loopready.library.catalogue import GuideHead
from loopready.library.checking import check_guide, check_question
from loopready.model import ContentError, Guide, InputError, OwnCheck, OwnContent
from loopready.model.guide import Who

ASKERS: tuple[Who, ...] = get_args(Who)
ONCE_IN = dt.timedelta(hours=1)
"""A look at a coach's guide is noted for the coach once in this time."""
_MOST_PATH = 150
_PLACE = re.compile(r"[a-z0-9][a-z0-9_]*(?:/[a-z0-9][a-z0-9_]*)*")
_STATED = re.compile(r"(?m)^path:\s*[\"']?([^\s\"'#]+)")
_GUIDE_BYTES = 3 * 1024 * 1024
"""About what one compiled guide takes in memory."""
_made = Held(most_bytes=16 * _GUIDE_BYTES)


class OwnShelf:
    """One account's own guides and questions, and those of their coaches."""

    def __init__(self, database: Database, owner: str, workers: Workers) -> None:
        self._contents = OwnContents(database, owner)
        self._database = database
        self._owner = owner
        self._workers = workers

    def all(self) -> list[OwnContent]:
        """One's own, by path, without their texts."""
        return self._contents.all()

    def get(self, id: str) -> OwnContent:
        """One of one's own, with its text. InputError where there is none."""
        return self._contents.get(id)

    @functools.cached_property
    def library(self) -> Library:
        """The library of this person: the shared one, and what they and their coaches wrote beside it, as it was when first asked for."""
        groups = self._groups
        heads = {path: _head(path, group) for path, group in groups.items()}
        return with_own(current_library(), heads, self._guide, names=self._names())

    @functools.cached_property
    def _groups(self) -> dict[str, tuple[OwnContent, ...]]:
        """Path of a guide as this person sees it -> the texts it is made of: the guide's own first, then its questions."""
        usable = [each for each in self._contents.all() if each.check.usable]
        found: dict[str, list[OwnContent]] = {}
        for each in [*usable, *self._contents.shared()]:
            if each.kind == "guide":
                found.setdefault(self._shown(each, each.path), []).append(each)
        for each in [*usable, *self._contents.shared()]:
            if each.kind == "question":
                at = self._shown(each, each.guide if is_own(each.guide) else f"{OWN}/{QUESTIONS}/{each.guide}")
                if at in found or each.guide in current_library().heads:
                    found.setdefault(at, []).append(each)
        return {path: tuple(group) for path, group in sorted(found.items())}

    def _shown(self, content: OwnContent, path: str) -> str:
        return path if content.owner == self._owner else f"{COACH}/{content.owner[:8]}{path.removeprefix(OWN)}"

    def _names(self) -> dict[str, str]:
        """What the folders are called."""
        names = {OWN: "Your own", COACH: "From your coach", f"{OWN}/{QUESTIONS}": "With questions of your own"}
        for path, group in self._groups.items():
            if path.startswith(f"{COACH}/"):
                folder = "/".join(path.split("/")[:2])
                names[folder] = group[0].owner_name or "Your coach"
                names[f"{folder}/{QUESTIONS}"] = "With questions of theirs"
        return names

    def _guide(self, path: str) -> Guide:
        """The guide of a path. InputError where it does not fit this version of the program any more."""
        group = self._groups[path]
        key = ("own", path, *((each.id, each.version) for each in group))
        try:
            return _made.get(key, lambda: self._compiled(path, group), size=lambda _: _GUIDE_BYTES)
        except ContentError as error:
            says = f"this guide does not fit any more ({error.message}); open it under Library, Your own, and save it again"
            raise InputError("no_guide", says, name=path) from error

    def _compiled(self, path: str, group: Sequence[OwnContent]) -> Guide:
        texts = self._contents.texts([each.id for each in group])
        if len(texts) < len(group):
            raise ContentError("gone", "it was deleted meanwhile", name=path)
        values = [(each, mapping_of(texts[each.id].encode(), name=path)) for each in group]
        asked = [(bank_question(value, id=f"own_{each.id}", name=path), each) for each, value in values if each.kind == "question"]
        own = next((value for each, value in values if each.kind == "guide"), None)
        if own is None:
            base = group[0].guide
            own = {"title": _head(path, group).title, "revision": 1, "reviewed": _head(path, group).reviewed, "extends": [base]}
        signals = {signal.id for signal in compile_own(own, path=path, library=current_library()).signals}
        bank = [question for question, _ in asked if signals.issuperset(question["signals"])]
        return compile_own(own, path=path, library=current_library(), bank=bank)

    def put_guide(self, text: str, *, path: str) -> OwnContent:
        """Keep a new guide, usable or not; what is to be mended stands in its ``check``.

        Raises:
            InputError: its path is none or taken, or the text is nothing that can be looked at (too large, aliases, tags, no end).
        """
        place = placed(path, text)
        return self._contents.add("guide", path=lambda _: place, text=text, check=self._checked(text, place))

    def change_guide(self, id: str, text: str, *, version: int) -> OwnContent:
        """Keep other words of a guide. InputError as ``put_guide`` says, or where it was changed elsewhere."""
        held = self._contents.get(id)
        return self._contents.change(id, text=text, check=self._checked(text, held.path), version=version)

    def put_question(self, text: str, *, guide: str) -> OwnContent:
        """Keep a new question on a guide, as ``question_text`` writes it. InputError where the guide or the text is at fault."""
        check = self._checked_question(text, guide=guide)
        return self._contents.add("question", path=lambda id: f"{guide}/{id}", text=text, check=check)

    def change_question(self, id: str, text: str, *, version: int) -> OwnContent:
        """Keep other words of a question. InputError as ``put_question`` says, or where it was changed elsewhere."""
        check = self._checked_question(text, guide=self._contents.get(id).guide)
        return self._contents.change(id, text=text, check=check, version=version)

    def delete(self, id: str) -> OwnContent:
        """Delete a guide or question; briefs made with it stay. InputError where there is none."""
        return self._contents.delete(id)

    def check_restored(self) -> None:
        """Look at what came with a backup, which was not looked at here yet. What is refused stays, and is not usable."""
        for each in self._contents.unchecked():
            try:
                check = self._check(each.text, each)
            except InputError:
                check = OwnCheck(title=each.path, usable=False)
            self._contents.keep_check(each.id, check=check, version=each.version)

    def guides_to_ask_on(self) -> list[tuple[str, str]]:
        """Path and title of the guides that a question can be put on: the shared ones, and one's own."""
        mine = {each.path for each in self._contents.all() if each.kind == "guide" and each.check.usable}
        heads = self.library.heads
        return sorted(((path, heads[path].title) for path in (*current_library().heads, *mine)), key=lambda each: each[1].casefold())

    def note_use(self, path: str | None, *, action: str) -> None:
        """Write down, for the coach, that a guide of theirs was looked at or used."""
        if path is None or not path.startswith(f"{COACH}/") or path not in self._groups:
            return
        first = self._groups[path][0]
        Audit(self._database, first.owner).note(actor=self._owner, action=action, what=first.id, within=ONCE_IN)

    def _check(self, text: str, content: OwnContent) -> OwnCheck:
        return self._checked(text, content.path) if content.kind == "guide" else self._checked_question(text, guide=content.guide)

    def _checked(self, text: str, path: str) -> OwnCheck:
        return self._in_child(check_guide, text, path)

    def _checked_question(self, text: str, *, guide: str) -> OwnCheck:
        if guide not in self.library.heads or guide.startswith(f"{COACH}/"):
            raise InputError("no_guide", "there is no such guide to put a question on; choose one of the list", name="Guide")
        check = self._in_child(check_question, text, "question")
        held = {signal.id for signal in self.library.guides[guide].signals}
        lacking = [each for each in mapping_of(text.encode(), name=guide)["signals"] if each not in held]
        if lacking:
            raise InputError("no_signal", f"the guide has no signal {lacking[0]}; choose of those shown", name="What it tests for")
        return check

    def _in_child(self, check: Any, text: str, path: str) -> OwnCheck:
        """Checked with a limit on time and memory, since a formula may be written not to end."""
        try:
            made: OwnCheck = self._workers.run(check, text.encode("utf-8", "replace"), path, name=path)
        except InputError as error:
            says = "this takes more time or memory to look at than a guide does (a formula or a drill that does not end?); make it smaller"
            raise InputError("refused_guide", says, name=path) from error
        except ContentError as error:
            raise InputError("refused_guide", error.message, name=path) from error
        return made


def placed(path: str, text: str) -> str:
    """The place of a guide: ``own/`` and the path given, or the one that its text states. InputError where that is none."""
    stated = _STATED.search(text)
    given = (path.strip() or (stated.group(1) if stated else "")).strip("/").removeprefix(f"{OWN}/")
    if not _PLACE.fullmatch(given) or len(given) > _MOST_PATH - len(OWN) - 1:
        raise InputError("no_path", "write it as sector/role, in small letters, digits and _", name="Its place")
    if given.split("/")[0] == QUESTIONS:
        raise InputError("no_path", f"{QUESTIONS}/ is where guides with questions of yours stand; choose another", name="Its place")
    return f"{OWN}/{given}"


def question_text(*, guide: str, text: str, tests: str, listen: str, signals: Sequence[str], by: Sequence[str]) -> str:
    """A question as YAML. InputError where a field is empty."""
    fields = {"Question": text, "What it tests": tests, "What a strong answer holds": listen}
    for name, said in fields.items():
        if not said.strip():
            raise InputError("nothing_said", "write a line", name=name)
    if not signals:
        raise InputError("no_signal", "choose at least one", name="Signals")
    import yaml

    value = {"guide": guide, "text": text, "tests": tests, "listen": listen, "signals": list(signals), "by": list(by) or [ASKERS[1]]}
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def question_fields(content: OwnContent) -> dict[str, Any]:
    """What ``question_text`` was given. InputError where the text is no question any more."""
    try:
        value: dict[str, Any] = mapping_of(content.text.encode(), name=content.path)
        bank_question(value, id=f"own_{content.id}", name=content.path)
    except ContentError as error:
        raise InputError("refused_guide", error.message, name=content.path) from error
    return value


def _head(path: str, group: Sequence[OwnContent]) -> GuideHead:
    """How lists and pages name it. A guide of questions alone is called after the guide they are on."""
    first = group[0]
    day = max(each.updated for each in group).date().isoformat()
    if first.kind == "guide":
        return GuideHead(
            path=path, title=first.check.title or path, revision=first.check.revision, reviewed=first.check.reviewed or day
        )  # fmt: skip
    base: Mapping[str, GuideHead] = current_library().heads
    return GuideHead(path=path, title=f"{base[first.guide].title}, with own questions", revision=1, reviewed=day)
