"""A backup is taken only where every name, size and hash of it is right."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from loopready.adapters import archive as archive_module
from loopready.adapters.archive import Archive, Writer
from loopready.model import InputError

SHA = hashlib.sha256(b"a CV").hexdigest()


def made() -> bytes:
    out = io.BytesIO()
    with Writer(out) as writer:
        writer.rows("preparation", iter([{"id": "a", "text": "é\ud800"}, {"id": "b"}]))
        writer.file(SHA, b"a CV")
        assert writer.guide("guides/food/bakery/lead.yaml", b"title: Lead\n")
        assert not writer.guide("../secret.yaml", b"x") and not writer.guide("guides/x.sh", b"x")
    return out.getvalue()


def opened(data: bytes) -> Archive:
    return Archive(io.BytesIO(data), name="mine.zip")


def remade(
    change: Callable[[dict[str, bytes], dict[str, Any]], None], *, compression: int = zipfile.ZIP_DEFLATED, names: list[str] | None = None
) -> bytes:
    """The backup with its parts and manifest changed; what ``change`` does to a part is not put right in the manifest."""
    with zipfile.ZipFile(io.BytesIO(made())) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts, manifest)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as after:
        for name, data in parts.items():
            after.writestr(name, data)
        after.writestr("manifest.json", json.dumps(manifest))
    return out.getvalue()


def added(name: str, data: bytes) -> Callable[[dict[str, bytes], dict[str, Any]], None]:
    """A part that the manifest names rightly."""

    def change(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
        parts[name] = data
        manifest["parts"].append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})

    return change


def test_what_was_written_is_read() -> None:
    read = opened(made())
    assert list(read.rows("preparation")) == [{"id": "a", "text": "é\ud800"}, {"id": "b"}] and list(read.rows("note")) == []
    assert read.file(SHA) == b"a CV" and read.files == {SHA}
    assert read.guides == ("guides/food/bakery/lead.yaml",) and read.guide(read.guides[0]) == b"title: Lead\n"
    assert read.manifest.counts == {"preparation": 2, "files": 1, "guides": 1}


def test_a_backup_that_was_left_in_the_middle_has_no_manifest() -> None:
    out = io.BytesIO()
    with pytest.raises(ZeroDivisionError), Writer(out) as writer:
        writer.file(SHA, b"a CV")
        raise ZeroDivisionError
    with pytest.raises(InputError, match="has no manifest"):
        opened(out.getvalue())


@pytest.mark.parametrize("cut", [0, 1, 30, 200, -400, -22, -1])
def test_one_that_was_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(InputError, match="nothing was changed"):
        opened(made()[:cut])


def test_one_byte_of_damage_is_refused() -> None:
    whole = made()
    place = whole.index(b"a CV")
    with pytest.raises(InputError, match="nothing was changed"):
        opened(whole[:place] + b"b" + whole[place + 1 :])


@pytest.mark.parametrize(
    "name",
    ["../x.yaml", "guides/../../x.yaml", "/etc/x", "guides//x.yaml", "guides/.x.yaml", "guides/a\\..\\x.yaml", "C:/x", "data/Table.jsonl",
     "files/short", "guides/x.sh", "guides/a/./x.yaml", "x", "data/../data/note.jsonl", "guides/x\n.yaml", "guides/" + "a/" * 9 + "x.yaml"],
)  # fmt: skip
def test_names_that_belong_in_no_backup_are_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"belongs in no backup|cut short or damaged"):
        opened(remade(added(name, b"x")))


def _newer(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["format"] = "loopready.backup/2"


def _other(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["format"] = "another.thing/1"


def _wrong_hash(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    next(part for part in manifest["parts"] if part["name"].startswith("data/"))["sha256"] = "0" * 64


def _wrong_size(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["parts"][0]["size"] += 1


def _negative(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["parts"][0]["size"] = -1


def _file_of_another_hash(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    added(f"files/{'0' * 64}", b"planted")(parts, manifest)


def _unnamed(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    parts["data/note.jsonl"] = b"{}\n"


def _missing(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    del parts[f"files/{SHA}"]


def _named_twice(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["parts"].append(manifest["parts"][0])


def _odd_manifest(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["parts"] = "none"


def _large_guide(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    import random

    added("guides/x.yaml", random.Random(1).randbytes(archive_module.MOST_GUIDE + 1))(parts, manifest)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_newer, "made by a newer version of loopready; install that version"),
        (_other, "is no backup of loopready"),
        (_wrong_hash, "is not what was written"),
        (_wrong_size, "another size than it says"),
        (_negative, "another size than it says"),
        (_file_of_another_hash, "is not the file it says"),
        (_unnamed, "does not hold the parts that it names"),
        (_missing, "does not hold the parts that it names"),
        (_named_twice, "names a part twice"),
        (_odd_manifest, "a manifest that can not be read"),
        (_large_guide, "another size than it says"),
        (added("data/x.jsonl", b"0" * 40_000_000), "unpack to far more"),
    ],
)
def test_a_hostile_backup_is_refused_in_one_line(change: Callable[[dict[str, bytes], dict[str, Any]], None], says: str) -> None:
    with pytest.raises(InputError, match=says) as told:
        opened(remade(change))
    assert str(told.value).startswith("mine.zip: ") and str(told.value).endswith("nothing was changed") and "\n" not in str(told.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_stands_twice_is_refused() -> None:
    out = io.BytesIO(made())
    with zipfile.ZipFile(out, "a") as more:
        more.writestr(f"files/{SHA}", b"a CV")
    with pytest.raises(InputError, match="names a part twice"):
        opened(out.getvalue())


def test_another_way_of_packing_is_refused() -> None:
    with pytest.raises(InputError, match=r"can not be unpacked|cut short or damaged"):
        opened(remade(lambda parts, manifest: None, compression=zipfile.ZIP_BZIP2))


def test_more_entries_than_any_backup_has_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_DIRECTORY", 100)
    with pytest.raises(InputError, match="more entries than any"):
        opened(made())


@pytest.mark.parametrize(
    "line", [b"not json\n", b"[1]\n", b"[" * 100_000 + b"\n", b'{"a": NaN}\n', b'{"a": "\xff"}\n', b"1" * 5000 + b"\n"]
)
def test_rows_that_can_not_be_read_are_refused(line: bytes) -> None:
    read = opened(remade(added("data/note.jsonl", line)))
    with pytest.raises(InputError, match="is damaged: row 1 of note"):
        list(read.rows("note"))


def test_a_row_larger_than_any_and_rows_that_are_not_counted_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    read = opened(remade(added("data/note.jsonl", b'{"a": "' + b"x" * 100 + b'"}\n')))
    with pytest.raises(InputError, match="not the number of rows"):
        list(read.rows("note"))
    monkeypatch.setattr(archive_module, "MOST_LINE", 50)
    with pytest.raises(InputError, match="larger than any"):
        list(read.rows("note"))
