"""The plugin of the documentation, installed as anybody would and used through its entry points."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs/plugins/loopready-cvx"
PROGRAM = """
import json, sys
import loopready
early = [name for name in sys.modules if name.startswith(("loopready_cvx", "importlib.metadata"))]
from loopready.adapters.writers import find_writer
from loopready.app import doctor
from loopready.app.content import current_library
from loopready.engines.formula import evaluate
from loopready.library import prose
from loopready.model import Claim, GuideCite
ours = evaluate("availability(43.2, 30) > 99")
late = [name for name in sys.modules if name.startswith("loopready_cvx.")]
document, profile = loopready.read_cv(sys.argv[1])
library = current_library()
guide = library.guide("trades/baking/bakery_manager")
listen = next(question.listen for question in guide.bank if question.id == "night_bake")
claim = Claim(id="c", text="Bakes at night.", cites=(GuideCite(item="x"),), made_by="engine")
print(json.dumps({
    "early": early, "late": late, "people": [work.name.value for work in profile.work],
    "notices": [notice.code for notice in document.notices], "by": dict(library.added), "listen": str(prose(listen, library=library).text),
    "sum": evaluate("ovens_needed(12001, 400, 6)"), "phrase": find_writer("small").phrase([claim]),
    "doctor": {finding.what: finding.state for finding in doctor.plugged()},
}))
"""


def test_the_example_is_installed_and_each_part_is_used(tmp_path: Path) -> None:
    copy, target = tmp_path / "copy", tmp_path / "installed"
    shutil.copytree(EXAMPLE, copy)
    command = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--no-build-isolation", "--quiet"]
    done = subprocess.run(
        [*command, "--python", sys.executable, "--target", str(target), str(copy)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    places = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(EXAMPLE / "example.cvx")], cwd=tmp_path, env=places, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["early"], found["late"]) == ([], [])
    assert found["people"] == ["Oak & Rye Ltd", "Mill Lane Foods"] and found["notices"] == ["plugin_reader"]
    assert found["by"] == {"trades/baking/bakery_manager": "loopready-cvx 0.3.0"} and "5 ovens are needed" in found["listen"]
    assert found["sum"] == 6 and found["phrase"] == ["bakes at night."]
    plugins = {what: state for what, state in found["doctor"].items() if what.startswith("plugin")}
    assert plugins == {
        f"plugin loopready-cvx 0.3.0, {each}": "good" for each in ("calculators cvx", "guides cvx", "readers cvx", "writers small")
    }


def test_the_page_shows_the_examples_own_entry_points() -> None:
    page = (ROOT / "docs/how-to/write-a-plugin.md").read_text(encoding="utf-8")
    declared = (EXAMPLE / "pyproject.toml").read_text(encoding="utf-8")
    shown = page.partition("```toml\n")[2].partition("```")[0].strip()
    assert shown and shown in declared
