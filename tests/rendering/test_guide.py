from __future__ import annotations

import json

import pytest
from rendering_sample_guide import FACTS, expand, sample_guide

from loopready.rendering import formats, render_guide


@pytest.mark.parametrize("format", formats())
def test_a_guide_comes_in_every_format_and_the_same_each_time(format: str) -> None:
    made = render_guide(sample_guide(), expand, format=format, facts=FACTS)
    assert made == render_guide(sample_guide(), expand, format=format, facts=FACTS)
    assert len(made) > 1000


def test_prose_is_expanded_and_its_facts_are_numbered() -> None:
    text = str(render_guide(sample_guide(), expand, format="md", facts=FACTS))
    assert text.startswith("# Harbour \\<pilot\\> & co\n")
    assert "What is left. [fact 1]" in text
    assert "43200 minutes in 30 days. [calc 1]" in text or "43,200 minutes in 30 days. [calc 1]" in text
    assert "- [fact 1] Contracts pay 10% under 99.9% (Provider terms, 2026-05)" in text
    assert "The ship is 20 minutes late." in text
    assert "[guide" not in text
    assert "[given]" not in text
    assert "[judgement]" not in text


def test_every_part_of_the_guide_is_on_the_page() -> None:
    page = str(render_guide(sample_guide(), expand, format="html", facts=FACTS))
    for said in ("Brings ships in.", "Stays calm", "Tell me about a refusal.", "A budget", "A late tide", "Who tows?", "On the bridge",
                 "Tug master",
                 "Ask for it in writing.", "Book of tides (2025)", "Slot 2:", "Harbour &lt;pilot&gt; &amp; co"):  # fmt: skip
        assert said in page


def test_json_keeps_the_guides_shape_with_its_prose_expanded() -> None:
    guide = json.loads(str(render_guide(sample_guide(), expand, format="json", facts=FACTS)))
    assert guide["schema"] == "loopready.guide/1"
    assert guide["path"] == "harbour/pilotage/pilot"
    assert {"signals", "questions", "areas", "drills", "asks", "rounds", "related", "sources"} <= set(guide)
    assert guide["areas"][0]["concepts"][0]["what"] == "What is left."
    assert guide["cites"]["/areas/0/concepts/0/what"] == [{"source": "fact", "id": "sla.bands"}]
    assert guide["drills"][0]["scenario"] == "The ship is {{ late | int }} minutes late."
    assert guide["drills"][0]["instance"]["scenario"] == "The ship is 20 minutes late."
