"""The least inputs of what the fuzz run found, and its harness on its own seeds."""

from __future__ import annotations

import random

import fuzz
import pytest
from fuzz_shapes import TARGETS

from loopready.model import InputError
from loopready.reading import read_document

FINDS = {
    "a processing instruction in a page": ("html", b"<html><body><p>Welder<?li ?> sought"),
    "a page of a letter that can not be seen": ("html", b"<html><body>\xe2\x80\x8b"),
}


@pytest.mark.parametrize("find", FINDS)
def test_a_find_stays_mended(find: str) -> None:
    target, data = FINDS[find]
    for kind in ("cv", "job"):
        fuzz.read(TARGETS[target].file_of(data), kind, TARGETS[target].file_name)


def test_a_page_that_shows_nothing_is_empty() -> None:
    with pytest.raises(InputError) as caught:
        read_document(b"<html><body>\xe2\x80\x8b", kind="job", name="page.html")
    assert caught.value.code == "empty"


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_changed_seeds_are_read(name: str) -> None:
    target, source = TARGETS[name], random.Random(7)
    seeds = list(target.seeds())
    for _ in range(6):
        data = source.choice(seeds)
        fuzz.check(name, target.mutate(data, source) if target.mutate is not None else data)


def test_the_harness_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that loses a line's place is told."""
    monkeypatch.setattr(fuzz, "spans", lambda value, id: iter([(3, 3)]))
    with pytest.raises(AssertionError, match="span 3-3"):
        fuzz.read(b"Ilse Varga\nTeam Lead", "cv", "x.txt")
