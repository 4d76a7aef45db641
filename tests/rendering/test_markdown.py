from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rendering_sample import HOSTILE, STEERING, hostile_brief, sample_brief

from loopready.rendering import render
from loopready.rendering.clean import one_line
from loopready.rendering.markdown import escape, heading, starting


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough")


def _leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (token, *(_leaves(token.children) if token.children else []))]


def _text(source: str) -> str:
    return "".join(leaf.content for leaf in _leaves(_markdown().parse(source)) if leaf.type in ("text", "text_special"))


def test_headings_tables_and_cites() -> None:
    text = str(render(sample_brief(), format="md"))
    assert text.startswith("# Marit Dahlgren-Osei\n")
    assert re.search(r"^\| 1 \| 2\+ years managing managers or several teams \[job \d+\] \| must \| \*\*Partial\*\* \|", text, re.MULTILINE)
    assert re.search(r"^\| Tue 24 Nov \| 45 min \|", text, re.MULTILINE)
    used, resolved = (
        set(re.findall(r"\[((?:cv|job|guide|fact|calc|you) \d+)\]", text)),
        set(re.findall(r"^- \[(.+?)\] ", text, re.MULTILINE)),
    )
    assert used == resolved
    assert "- [cv 1] line 8: • **Lead two teams (14 engineers)** that own the ledger store in two regions" in text


@pytest.mark.parametrize("state", ["Met", "Partial", "Missing", "Unjudgeable"])
def test_states_are_written_out(state: str) -> None:
    assert f"| **{state}** |" in str(render(sample_brief(), format="md"))


def test_blanks_are_seen() -> None:
    text = str(render(sample_brief(), format="md"))
    assert "The first decision and its minute: ____" in text
    assert "____" in _text(text)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_is_text_in_paragraph_heading_and_cell(said: str) -> None:
    escaped = escape(one_line(said))
    assert _text(starting(escaped)) == said
    assert _text(heading(3, said)) == said
    cells = [leaf for leaf in _leaves(_markdown().parse(f"| a | b |\n| --- | --- |\n| {escaped} | x |\n")) if leaf.type == "td_open"]
    assert len(cells) == 2


def test_a_hostile_brief_holds_no_markup_of_its_own() -> None:
    tokens = _leaves(_markdown().parse(str(render(hostile_brief(), format="md"))))
    kinds = {token.type for token in tokens}
    assert kinds.isdisjoint({"link_open", "image", "html_block", "code_inline", "code_block", "fence", "s_open"})
    assert {token.content for token in tokens if token.type == "html_inline"} <= {"<br>"}
    assert one_line(STEERING) in _text(str(render(hostile_brief(), format="md")))


@given(st.text(alphabet=st.sampled_from("ab 1.#-+*_`[]()<>|~$\\&;:!{}%=\"'x"), min_size=1, max_size=30))
def test_escaped_text_reads_as_itself(text: str) -> None:
    said = one_line(text)
    if not said:
        return
    parsed = _markdown().parse("Label. " + escape(said))
    assert [token.type for token in parsed] == ["paragraph_open", "inline", "paragraph_close"]
    assert _text("Label. " + escape(said)) == "Label. " + said
    assert _text(starting(escape(said))) == said


@pytest.mark.parametrize(
    ("said", "written"),
    [("2.80 a share", "2.80 a share"), ("2. Then", "2\\. Then"), ("2) then", "2\\) then"), ("1.", "1\\."), ("1.5", "1.5"), ("3)x", "3)x")],
)
def test_only_what_would_become_a_list_is_escaped(said: str, written: str) -> None:
    assert starting(escape(said)) == written
    assert _text(starting(escape(said))) == said
