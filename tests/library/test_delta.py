from __future__ import annotations

from loopready.library import find_delta, load_library
from loopready.model import Guide

LIBRARY = load_library()
CLOUD = LIBRARY.guides["technology_software/cloud_hyperscale/engineering_management"]
SAAS = LIBRARY.guides["technology_software/saas_enterprise/engineering_management"]
ENGINEER = LIBRARY.guides["technology_software/cloud_hyperscale/engineering_ic"]


def test_a_seat_against_itself_carries_over_whole() -> None:
    delta = find_delta(CLOUD, CLOUD)
    assert {step.state for step in delta.steps} == {"carries"}
    assert delta.left == ()


def test_items_of_one_base_are_the_same_thing_in_both_guides() -> None:
    states = {step.item: step.state for step in find_delta(SAAS, CLOUD).steps}
    assert states["signals/hiring_growth"] in ("carries", "changes")
    assert states["signals/people_performance"] in ("carries", "changes")


def test_what_a_laid_over_signal_asks_besides_is_named() -> None:
    signal = CLOUD.signals[0]
    less = signal.model_copy(update={"facets": signal.facets[:-1]})
    before = CLOUD.model_copy(update={"signals": (less, *CLOUD.signals[1:])})
    (step,) = [each for each in find_delta(before, CLOUD).steps if each.item == f"signals/{signal.id}"]
    assert (step.state, step.added, step.near) == ("changes", (signal.facets[-1].name,), None)


def test_every_signal_and_concept_of_the_wanted_seat_is_a_step_once() -> None:
    for start, goal in ((ENGINEER, CLOUD), (CLOUD, ENGINEER), (LIBRARY.general, SAAS)):
        items = [step.item for step in find_delta(start, goal).steps]
        assert items == _items(goal)


def test_what_is_asked_there_and_not_here_is_left() -> None:
    delta = find_delta(CLOUD, LIBRARY.general)
    assert delta.left
    assert set(delta.left) <= {signal.title for signal in CLOUD.signals} | {c.title for area in CLOUD.areas for c in area.concepts}


def _items(guide: Guide) -> list[str]:
    return [f"signals/{signal.id}" for signal in guide.signals] + [f"concepts/{c.id}" for area in guide.areas for c in area.concepts]
