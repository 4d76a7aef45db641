"""The calculators of replicas, caches, rate limits and storage against closed forms and published figures."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.calculators import data

steady = settings(deadline=None, derandomize=True, max_examples=100)
sizes = st.integers(1, 7)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("quorum_overlap", (3, 2, 2), 1),
        ("quorum_overlap", (3, 1, 1), 0),
        ("quorum_overlap", (5, 3, 3), 1),
        ("quorum_overlap", (3, 1, 3), 1),
        ("stale_read_percent", (3, 1, 1), 200 / 3),
        ("stale_read_percent", (3, 2, 1), 100 / 3),
        ("stale_read_percent", (3, 2, 2), 0),
        ("stale_read_percent", (5, 1, 1), 80),
        ("quorum_tolerance", (3, 2, 2), 1),
        ("quorum_tolerance", (5, 3, 3), 2),
        ("quorum_tolerance", (3, 1, 3), 0),
        ("partitions_needed", (1_000, 50_000, 90_000, 10, 1_000, 3_000), 100),
        ("partitions_needed", (100, 50_000, 90_000, 10, 1_000, 3_000), 50),
        ("partitions_needed", (100, 5_000, 90_001, 10, 1_000, 3_000), 31),
        ("partitions_needed", (0, 0, 0, 10, 1_000, 3_000), 1),
        ("consistent_hash_moved", (9, 10), 10),
        ("consistent_hash_moved", (10, 9), 10),
        ("consistent_hash_moved", (4, 4), 0),
        ("cache_miss_load", (100_000, 99), 1_000),
        ("cache_miss_load", (100_000, 98), 2_000),
        ("hit_ratio_needed", (100_000, 5_000), 95),
        ("hit_ratio_needed", (100, 500), 0),
        ("effective_latency", (90, 1, 11), 2),
        ("effective_latency", (0, 1, 11), 11),
        ("token_bucket_admitted", (100, 500, 10), 1_500),
        ("token_bucket_wait", (800, 100, 500), 3),
        ("token_bucket_wait", (500, 100, 500), 0),
        ("token_bucket_lasts", (150, 100, 500), 10),
        ("backfill_hours", (3_600_000, 1_000), 1),
        ("clean_sample_bound", (1,), 95),
        ("lsm_levels", (1_000, 1, 10), 4),
        ("lsm_levels", (256, 0.256, 10), 4),
        ("lsm_levels", (0.1, 1, 10), 1),
        ("lsm_write_amplification", (1, 10), 4),
        ("lsm_write_amplification", (4, 10), 34),
    ],
)
def test_values_follow_from_the_closed_form(name: str, arguments: tuple[float, ...], value: float) -> None:
    assert getattr(data, name)(*arguments) == near(value)


def test_ten_bits_a_key_give_the_published_rate_of_about_one_per_cent() -> None:
    """RocksDB's documentation: about 10 bits a key yield a filter with about 1 per cent false positives."""
    assert data.bloom_false_positive(10) == pytest.approx(0.82, abs=0.01)
    assert data.bloom_false_positive(10, 6) == pytest.approx(0.84, abs=0.01)


def test_the_best_number_of_hashes_is_not_beaten_by_its_neighbours() -> None:
    for bits in range(2, 21):
        best = data.bloom_false_positive(bits)
        count = max(1, round(bits * math.log(2)))
        assert best <= data.bloom_false_positive(bits, count + 1) + 1e-12
        if count > 1:
            assert best <= data.bloom_false_positive(bits, count - 1) + 1e-12


@steady
@given(n=sizes, r=sizes, w=sizes)
def test_stale_reads_equal_the_count_of_disjoint_quorums(n: int, r: int, w: int) -> None:
    if r > n or w > n:
        with pytest.raises(ValueError, match="at most"):
            data.stale_read_percent(n, r, w)
        return
    written = set(range(w))
    reads = [set(chosen) for chosen in combinations(range(n), r)]
    disjoint = sum(not (chosen & written) for chosen in reads)
    assert data.stale_read_percent(n, r, w) == near(disjoint / len(reads) * 100)
    assert (data.stale_read_percent(n, r, w) == 0) == (data.quorum_overlap(n, r, w) > 0)
    assert data.quorum_overlap(n, r, w) == max(0, min(len(chosen & written) for chosen in reads))


@steady
@given(rate=st.integers(1, 50), burst=st.integers(1, 200), requests=st.integers(1, 1_000))
def test_the_wait_admits_exactly_the_requests(rate: int, burst: int, requests: int) -> None:
    wait = data.token_bucket_wait(requests, rate, burst)
    assert data.token_bucket_admitted(rate, burst, wait) >= requests - 1e-6
    if wait > 0:
        assert data.token_bucket_admitted(rate, burst, wait) == near(requests)


@steady
@given(qps=st.floats(1, 1e7), capacity=st.floats(0, 1e7))
def test_the_hit_ratio_needed_fills_the_backend(qps: float, capacity: float) -> None:
    assert data.cache_miss_load(qps, data.hit_ratio_needed(qps, capacity)) == pytest.approx(min(qps, capacity), rel=1e-6, abs=1e-3)


@steady
@given(checked=st.integers(30, 10_000_000))
def test_a_clean_sample_follows_the_rule_of_three(checked: int) -> None:
    assert data.clean_sample_bound(checked) == pytest.approx(300 / checked, rel=0.06)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("quorum_overlap", (3, 4, 1)),
        ("quorum_tolerance", (3, 0, 1)),
        ("partitions_needed", (1, 1, 1, 0, 1, 1)),
        ("cache_miss_load", (10, 101)),
        ("hit_ratio_needed", (0, 1)),
        ("effective_latency", (-1, 1, 1)),
        ("token_bucket_wait", (1, 0, 1)),
        ("token_bucket_lasts", (100, 100, 5)),
        ("backfill_hours", (1, 0)),
        ("clean_sample_bound", (0,)),
        ("bloom_false_positive", (0,)),
        ("lsm_levels", (1, 1, 1)),
        ("lsm_write_amplification", (0, 10)),
        ("consistent_hash_moved", (0, 1)),
        ("token_bucket_admitted", (1, 0, 1)),
    ],
)
def test_values_out_of_bounds_are_refused(name: str, arguments: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"must|at most"):
        getattr(data, name)(*arguments)
