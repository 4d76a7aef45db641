"""The workbench at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready.app.workbench import TOOLS
from loopready.cli.commands import app
from loopready.model import InputError


def run(*words: str) -> str:
    answer = CliRunner().invoke(app, ["tool", *words])
    if answer.exception is not None:
        raise answer.exception
    return answer.stdout


def test_all_tools_and_their_fields_are_listed() -> None:
    assert [line.split("\t")[0] for line in run("--list").splitlines()] == list(TOOLS)
    for id in TOOLS:
        assert run(id, "--fields")


def test_set_lies_over_the_file_and_the_file_over_the_example(tmp_path: Path) -> None:
    file = tmp_path / "in.yaml"
    file.write_text(
        "claiming: 10\nincident: 2026-04-01\nregions: [{region: A, minutes: 60, spend: $1M}]\ncustomers: []\n", encoding="utf-8"
    )
    told = json.loads(run("sla", "--input", str(file), "--set", "regions.0.minutes=8 h", "--format", "json"))
    figures = {figure["label"]: figure["value"] for figure in told["figures"]}
    assert (figures["Most exposure"], figures["Likely exposure"]) == ("$250,000", "$25,000")


def test_a_file_is_written_where_it_is_asked(tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    assert run("sla", "--format", "docx", "-o", str(out)).strip() == str(out)
    assert out.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "name a tool"), (("nothing",), "there are sla"), (("sla", "--set", "x"), "NAME=VALUE"),
        (("sla", "--set", "x=1"), "no such field"),
        (("sla", "--set", "claiming=lots"), "no single number"), (("sla", "--format", "pdf"), "text, md, json, docx"),
        (("sla", "--format", "docx"), "-o"), (("sla", "--input", "no-such-file.yaml"), "can not be read"),
    ],
)  # fmt: skip
def test_bad_input_says_what_to_do(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        run(*words)
