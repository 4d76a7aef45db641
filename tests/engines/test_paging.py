"""Pages hold everything once and in order, within their bound; a shortened record is within its bound and says what is gone."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.paging import compact, fitted, paged, pieces, size_of

steady = settings(deadline=None, derandomize=True, max_examples=60)
texts = st.text(max_size=80)
values = st.none() | st.integers() | texts | st.lists(texts, max_size=6) | st.dictionaries(texts, texts, max_size=4)


@steady
@given(st.lists(texts, max_size=30), st.integers(10, 200))
def test_pages_hold_all_parts_in_order_within_the_bound(parts: list[str], most: int) -> None:
    pages = paged(parts, most=most)
    assert [part for page in pages for part in page] == parts
    assert pages and all(pages[1:]) and (parts == [] or pages[0])
    assert all(len(page) == 1 or sum(size_of(part) + 1 for part in page) <= most for page in pages if page)


@steady
@given(st.text(st.characters(exclude_categories=()), max_size=400), st.integers(14, 120))
def test_pieces_join_to_the_text_within_the_bound(text: str, most: int) -> None:
    places = pieces(text, most=most)
    assert "".join(text[start:end] for start, end in places) == text
    assert all(size_of(text[start:end]) <= most for start, end in places)


@steady
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), values, max_size=5), st.integers(80, 400))
def test_a_shortened_record_is_within_its_bound(record: dict[str, object], most: int) -> None:
    made = fitted({**record, "id": "x"}, most=most, keep=("id",), first=("b",))
    gone = made.pop("left_out", [])
    assert size_of(made | ({"left_out": gone} if gone else {})) <= most or not any(made[name] for name in record)
    assert made["id"] == "x" and made.keys() == record.keys() | {"id"}
    assert all(made[name] == record[name] for name in record.keys() - set(gone))
    assert not gone or size_of({**record, "id": "x"}) > most


def test_what_fits_is_left_as_it_is() -> None:
    assert fitted({"a": [1, 2], "b": "x"}, most=100) == {"a": [1, 2], "b": "x"}
    assert fitted({"a": ["x" * 40, "y" * 40], "b": "z"}, most=80) == {"a": ["x" * 40], "b": "z", "left_out": ["a"]}
    assert fitted({"a": "x" * 90, "b": "y" * 90}, most=130, first=("b",))["left_out"] == ["b"]


def test_a_lone_surrogate_keeps_its_place() -> None:
    assert json.loads(compact({"a": "x\ud800y"})) == {"a": "x\N{REPLACEMENT CHARACTER}y"}
