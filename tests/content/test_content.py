from __future__ import annotations

import pytest

from loopready.engines.cues import CueSet
from loopready.engines.drill import instance, selfcheck
from loopready.library import cites_of, load_library, prose
from loopready.library.linting.run import content_root, yaml_files
from loopready.model import FactCite, Guide

LIBRARY = load_library()
PATHS = sorted(LIBRARY.guides)


def test_every_file_of_the_content_is_loaded() -> None:
    assert {"general"} < set(PATHS)
    assert len(LIBRARY.firms) == len(yaml_files(content_root(), "firms")) == 8
    assert len(LIBRARY.facts) > 100


@pytest.fixture(params=PATHS)
def guide(request: pytest.FixtureRequest) -> Guide:
    return LIBRARY.guides[request.param]


def test_a_guide_says_what_each_signal_misses(guide: Guide) -> None:
    for signal in guide.signals:
        assert len({facet.missing for facet in signal.facets}) == len(signal.facets), signal.id
        assert len({facet.probe for facet in signal.facets}) == len(signal.facets), signal.id


def test_the_general_cues_find_a_sentence_that_shows_the_facet() -> None:
    for signal in LIBRARY.general.signals:
        for facet in signal.facets:
            if facet.like:
                assert any(CueSet(facet.cues).hits(sentence) for sentence in facet.like), f"{signal.id}.{facet.id}"


def test_no_facet_is_shown_by_everything(guide: Guide) -> None:
    bystanders = [
        "Enjoys long walks and old films.",
        "Curriculum vitae",
        "References on request.",
        "Born by the sea.",
        "Hobbies: chess, choir.",
    ]
    for signal in guide.signals:
        for facet in signal.facets:
            assert not [text for text in bystanders if CueSet(facet.cues).hits(text)], f"{signal.id}.{facet.id}"


def test_every_drill_holds_over_a_hundred_seeds(guide: Guide) -> None:
    for drill in guide.drills:
        assert selfcheck(drill, seeds=100) == [], drill.id


def test_two_seeds_give_different_numbers(guide: Guide) -> None:
    for drill in guide.drills:
        if drill.parameters:
            assert len({tuple(instance(drill, seed=seed).values.items()) for seed in range(20)}) > 5, drill.id


def test_every_signal_is_tested_by_a_question(guide: Guide) -> None:
    asked = {signal for question in guide.questions for signal in question.signals}
    assert {signal.id for signal in guide.signals} <= asked


def test_the_general_guide_teaches_what_every_candidate_meets() -> None:
    topics = {topic.id: topic for topic in LIBRARY.general.topics}
    assert {
        "screen_questions", "level", "adjustments", "written_exercises", "ai_rules", "confidentiality", "internal_transfer", "virtual",
        "day_before", "day_of", "day_after", "references", "offer_level", "rejection",
    } <= set(topics)  # fmt: skip
    assert len(topics["screen_questions"].questions) == 12
    assert any("Read your invitation" in text for text in topics["ai_rules"].body)
    assert {topic.when for topic in topics.values()} == {"first", "before", "day_before", "day_of", "after", "if_needed"}


def test_advice_that_touches_the_law_says_to_check_locally() -> None:
    for topic in ("screen_questions", "adjustments", "references", "offer_level", "ai_rules"):
        text = " ".join(next(each for each in LIBRARY.general.topics if each.id == topic).body)
        assert "check locally" in text, topic


def test_the_general_guide_is_found_by_no_title() -> None:
    assert LIBRARY.general.routing.titles == ()


def test_the_figures_on_interviews_rest_on_dated_facts() -> None:
    concept = next(concept for area in LIBRARY.general.areas for concept in area.concepts if concept.id == "structured")
    cites = [cite for text in concept.figures for cite in cites_of(prose(text))]
    dates = [LIBRARY.facts[cite.id].as_of for cite in cites if isinstance(cite, FactCite)]
    assert dates == ["2022", "2014", "2009"]
