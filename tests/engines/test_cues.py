from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.cues import CueSet, find, find_any

steady = settings(deadline=None, derandomize=True, max_examples=150)


def shown(cue: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find(cue, text)]


@pytest.mark.parametrize(
    ("cue", "text", "hits"),
    [
        ("incident commander", "Incident\ncommander for two years", ["Incident\ncommander"]),
        ("reduce cost", "Reduced the storage costs", ["Reduced the storage costs"]),
        ("reduce cost", "Reduced all of the costs", []),
        ("lead team", "Led two big teams; leading a team", ["Led two big teams", "leading a team"]),
        ("cut|reduce|lower cost", "lowering cost and cut costs", ["lowering cost", "cut costs"]),
        ("observab*", "Observability at scale", ["Observability"]),
        ("on-call", "the on call rota, on-call", ["on call", "on-call"]),
        ("on-call", "on the call", []),
        ("resume", "Résumés", ["Résumés"]),
        ("team lead", "built the team. Lead engineer", []),
        ("team lead", "the team\n• Lead engineer", []),
        ("go", "going to Go", ["Go"]),
        ("=spring", "Springs and Spring", ["Spring"]),
        ("c++", "C, C++ and C#", ["C++"]),
        ("post-mortem|postmortem review", "a post-mortem and its review", ["post-mortem and its review"]),
        ("page page", "page page page page", ["page page", "page page"]),
    ],
)
def test_find(cue: str, text: str, hits: list[str]) -> None:
    assert shown(cue, text) == hits


def test_the_nearest_words_win_and_a_dead_end_is_left() -> None:
    assert shown("a b c", "a b b x x c") == ["a b b x x c"]


def test_find_any_names_the_cue_and_sorts_by_place() -> None:
    hits = find_any(["cost", "led team", "team"], "Led the team and cut cost")
    assert [(hit.cue, hit.start) for hit in hits] == [("led team", 0), ("team", 8), ("cost", 21)]


def test_a_cue_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no word"):
        CueSet(["team", "***"])


def test_a_set_finds_what_its_cues_find_alone() -> None:
    text = "Led two teams through the on-call redesign, planned hiring and cut costs by moving data"
    cues = ["lead team", "on-call", "plan* hire", "cut|reduce cost", "mov* data", "nothing here", "redesign"]
    together = {(hit.cue, hit.start, hit.end) for hit in CueSet(cues).hits(text)}
    alone = {(cue, start, end) for cue in cues for start, end in find(cue, text)}
    assert together == alone


vocabulary = st.sampled_from(["led", "team", "costs", "cut", "of", "plan"])


@steady
@given(st.lists(vocabulary, min_size=1, max_size=3), st.lists(vocabulary, max_size=12))
def test_hits_agree_with_the_definition(cue: list[str], text: list[str]) -> None:
    """Against a plain search over all places: some hit exists exactly where the words follow each other with gaps of at most two."""

    def follows(rest: list[str], at: int) -> bool:
        return not rest or any(place < len(text) and text[place] == rest[0] and follows(rest[1:], place) for place in range(at + 1, at + 4))

    expected = any(text[i] == cue[0] and follows(cue[1:], i) for i in range(len(text)))
    hits = find(" ".join(cue), " ".join(text))
    assert bool(hits) == expected
    assert all(before[1] <= after[0] for before, after in pairwise(hits))
