"""The package as people get it: a wheel, outside the checkout, with nothing else of the project near."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAZY = ("pydantic", "onnxruntime", "typer", "docx", "typst", "numpy", "pypdfium2", "trafilatura", "mcp")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "src", folder / "copy" / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / "copy")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(folder / "copy")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next((folder / "dist").glob("*.whl"))


def test_the_wheel_holds_content_templates_model_and_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("content/guides/general.yaml", "engineering_management.yaml", "content/lexicon/skills.yaml", "minilm/model.onnx",
                 "minilm/NOTICE", "minilm/tokenizer.json", "page.html.j2", "py.typed", "licenses/LICENSE"):  # fmt: skip
        assert any(name.endswith(part) for name in names), part
    assert not any("test" in name.lower().split("/")[0] or name.startswith("examples") for name in names)


def test_an_installed_wheel_makes_the_example_brief_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False)
    packages = next(environment.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(packages)
    other = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    linked = [path for path in other.iterdir() if "loopready" not in path.name and path.suffix not in (".pth", ".py")]
    for path in [*linked, *(path for path in other.glob("*.py") if not path.name.startswith("_"))]:
        if not (packages / path.name).exists():
            (packages / path.name).symlink_to(path)
    for name in ("cv.pdf", "job.md"):
        shutil.copy(ROOT / "examples" / "saas-manager" / name, tmp_path)
    python = str(environment / "bin" / "python")
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    where = subprocess.run(
        [python, "-c", "import loopready; print(loopready.__file__)"], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )
    assert str(packages) in where.stdout
    command = [python, "-m", "loopready", "prep", "cv.pdf", "job.md", "--today", "2026-11-23", "-o", "brief.html"]
    done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "brief.html\n"), done.stderr
    assert "Marit Sandvik-Oduya" in (tmp_path / "brief.html").read_text(encoding="utf-8")


def test_importing_the_package_loads_nothing_heavy() -> None:
    program = f"import sys, loopready; print([name for name in {LAZY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_public_names_are_there() -> None:
    program = "import loopready; print(all(callable(getattr(loopready, name)) for name in loopready.__all__ if not name.startswith('_')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
