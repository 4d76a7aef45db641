"""Every rule on conversations and design prompts finds a planted fault, and nothing in what is shipped."""

from pathlib import Path

import pytest
import yaml

from loopready.library.linting.language import Rules
from loopready.library.linting.talks import talk_faults, talk_units
from loopready.library.resources import content_root

ROOT = Path(str(content_root()))
RULES = Rules(yaml.safe_load((ROOT / "lexicon/lint.yaml").read_text(encoding="utf-8")))
FACTS = frozenset(
    fact["id"] for file in (ROOT / "facts").glob("*.yaml") for fact in yaml.safe_load(file.read_text(encoding="utf-8"))["facts"]
)  # fmt: skip
CASE, BOOK, PROMPT = "conversations/mirela.yaml", "conversations/book.yaml", "designs/data_api.yaml"
PLANTED = [
    (CASE, "cause: unwritten", "cause: weather", "unknown_reference"),
    (CASE, "months: [20, 26]", "moons: [20, 26]", "slot"),
    (CASE, "where: see_rota", "where: see_moon", "unknown_reference"),
    (CASE, "topic: future", "topic: weather", "unknown_reference"),
    (CASE, "right_ends: [decide_formal", "right_ends: [ask_open", "unknown_reference"),
    (CASE, "id: role_fits", "id: sleeps", "duplicate_id"),
    (CASE, "sources: [pip.shrm]", "sources: [no.such]", "unknown_fact"),
    (CASE, "It fits. I like", "It fits! I like", "exclamation"),
    (CASE, "seat: a senior", "seats: a senior", "schema"),
    (CASE, "# yaml-language-server", "# yaml", "modeline"),
    (CASE, "  own_part:", "  no_reply:", "unknown_reference"),
    (BOOK, "lifts: [share_rota]", "lifts: [no_move]", "unknown_reference"),
    (BOOK, '    closed: ["As written."]', "", "schema"),
    (PROMPT, "'@egress'", "'@nothing'", "cue"),
    (PROMPT, "30 * 24 * 60 * (1", "30 * * 24 * 60 * (1", "formula"),
    (PROMPT, "points: [requirements]}", "points: [moon]}", "unknown_reference"),
    (PROMPT, "    full: 4", "    full: 9", "schema"),
]


def shipped(tmp_path: Path) -> Path:
    for name in (BOOK, CASE, PROMPT):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    return tmp_path


def test_what_is_shipped_has_no_fault() -> None:
    units, torn = talk_units(ROOT)
    assert len(units) >= 11
    assert [str(each) for each in torn + talk_faults(units, RULES, FACTS)] == []


@pytest.mark.parametrize(("name", "old", "new", "code"), PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    root = shipped(tmp_path)
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    units, torn = talk_units(root)
    assert code in {each.code for each in torn + talk_faults(units, RULES, FACTS) if each.file == name}


def test_a_torn_file_is_a_fault_of_its_own(tmp_path: Path) -> None:
    root = shipped(tmp_path)
    (root / CASE).write_text("id: [", encoding="utf-8")
    _, torn = talk_units(root)
    assert {each.code for each in torn} == {"yaml"}
