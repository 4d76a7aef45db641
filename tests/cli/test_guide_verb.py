"""The verbs on the library as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from program import run_text

EM = "technology_software/cloud_hyperscale/engineering_management"


def loopready(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(folder / "data")}
    return run_text(*arguments, cwd=folder, env=places, timeout=120)


def test_a_guide_of_ones_own_from_skeleton_to_list(tmp_path: Path) -> None:
    begun = loopready("guide", "--new", "trades/timber/joiner", folder=tmp_path)
    file = Path(begun.stdout.strip())
    assert begun.returncode == 0 and file.is_file(), begun.stderr
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert (file.parent / first.split("$schema=")[1]).resolve().is_file()
    assert "path: trades/timber/joiner" in file.read_text(encoding="utf-8")

    refused = loopready("lint", str(file), folder=tmp_path)
    assert refused.returncode == 2
    assert " slot " in refused.stdout and " floor " in refused.stdout

    again = loopready("guide", "--new", "trades/timber/joiner", folder=tmp_path)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1) and "there already" in again.stderr

    listed = loopready("guide", "--list", folder=tmp_path)
    assert "trades/timber/joiner" in listed.stdout and "draft\tyours" in listed.stdout
    assert EM in listed.stdout

    file.write_text("title: [", encoding="utf-8")
    broken = loopready("guide", "--list", folder=tmp_path)
    assert broken.returncode == 0 and EM in broken.stdout and "joiner" not in broken.stdout
    assert broken.stderr.startswith("loopready: left out: guides/trades/timber/joiner.yaml") and broken.stderr.count("\n") == 1


@pytest.mark.parametrize("path", ["joiner", "Trades/Joiner", "../up/out", "a//b", "a/b c", "/etc/passwd"])
def test_a_path_that_is_none_is_refused(tmp_path: Path, path: str) -> None:
    done = loopready("guide", "--new", path, folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "sector/subsector/role" in done.stderr


def test_the_skeleton_names_every_part_of_a_guide(tmp_path: Path) -> None:
    done = loopready("guide", "--new", "trades/timber/joiner", "-o", "joiner.yaml", folder=tmp_path)
    assert done.stdout.strip() == "joiner.yaml"
    value = yaml.safe_load((tmp_path / "joiner.yaml").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "guide.schema.json").read_text(encoding="utf-8"))
    written_by_hand = set(schema["properties"]) - {"topics", "extends", "without"}
    assert set(value) == written_by_hand


def test_compile_writes_the_whole_guide_that_diff_reads_again(tmp_path: Path) -> None:
    compiled = loopready("guide", EM, "--compile", "-o", "old.json", folder=tmp_path)
    assert compiled.stdout.strip() == "old.json", compiled.stderr
    value = json.loads((tmp_path / "old.json").read_text(encoding="utf-8"))
    assert value["path"] == EM and value["inherited"] and len(value["signals"]) == 6
    assert loopready("guide", "--diff", "old.json", EM, folder=tmp_path).stdout == "no difference\n"
    value["questions"][0]["text"] = "What would you do first?"
    dropped = value["bank"].pop()
    (tmp_path / "old.json").write_text(json.dumps(value), encoding="utf-8")
    lines = loopready("guide", "--diff", "old.json", EM, folder=tmp_path).stdout.splitlines()
    assert [line[0] for line in lines] == ["+", "~"]
    assert dropped["text"] in lines[0] and "(text)" in lines[1]


def test_explain_tells_what_came_from_where(tmp_path: Path) -> None:
    lines = loopready("guide", EM, "--explain", folder=tmp_path).stdout.splitlines()
    assert any(line.startswith("roles/engineering_management\tsignals/hiring_growth") for line in lines)
    assert any(line.startswith("domains/cloud_hyperscale\tconcepts/finops") for line in lines)
    assert any(line.startswith("own\tsignals/") for line in lines)


def test_schema_is_that_of_a_compiled_guide(tmp_path: Path) -> None:
    schema = json.loads(loopready("guide", "--schema", folder=tmp_path).stdout)
    assert "inherited" in schema["properties"] and "path" in schema["required"]


@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_the_delta_of_two_guides_is_written(tmp_path: Path, format: str) -> None:
    done = loopready("guide", "--delta", "general", EM, "--format", format, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Owns an outage and the customer behind it" in done.stdout
    if format == "json":
        assert json.loads(done.stdout)["to_path"] == EM


def test_a_folder_named_on_the_command_line_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "house" / "guides" / "a"
    folder.mkdir(parents=True)
    (folder / "b.yaml").write_text(f'path: a/b\ntitle: Our seat\nrevision: 1\nreviewed: "2026-11-25"\nextends: [{EM}]\n', encoding="utf-8")
    done = loopready("guide", "--list", "--library", "house", folder=tmp_path)
    assert "a/b\tOur seat\tyours" in done.stdout
    shown = loopready("guide", "a/b", "--library", "house", folder=tmp_path)
    assert shown.stdout.startswith("# Our seat")
    lost = loopready("guide", "--list", "--library", "nowhere", folder=tmp_path)
    assert (lost.returncode, lost.stderr.count("\n")) == (2, 1) and "no such folder" in lost.stderr


def test_the_likeness_of_guides_is_printed(tmp_path: Path) -> None:
    done = loopready("lint", "--similarity", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout == "" or "%" in done.stdout.splitlines()[0]


def test_prep_tells_what_of_the_own_folder_was_left_out_and_goes_on(tmp_path: Path) -> None:
    examples = Path(__file__).resolve().parents[2] / "examples" / "nurse"
    folder = tmp_path / "house" / "guides"
    folder.mkdir(parents=True)
    (folder / "torn.yaml").write_text("title: [", encoding="utf-8")
    arguments = (str(examples / "cv.txt"), str(examples / "job.txt"), "--today", "2026-11-23", "--format", "md", "--library", "house")
    done = loopready("prep", *arguments, folder=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("# ")
    assert done.stderr.startswith("loopready: left out: guides/torn.yaml") and done.stderr.count("\n") == 1
