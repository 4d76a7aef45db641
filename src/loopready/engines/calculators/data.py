"""Replicas, partitions, caches, rate limits, storage engines and data migrations."""

from __future__ import annotations

import math

from loopready.engines.calculators.registry import calculator, demand, not_negative, positive, share, whole

_ROUNDING = 1e-9


def _quorums(n: float, r: float, w: float) -> None:
    demand(
        whole("replicas", n, least=1),
        whole("replicas read", r, least=1),
        whole("replicas written", w, least=1),
        (r <= n and w <= n, f"a quorum has at most all {n:g} replicas"),
    )


@calculator(unit="replicas", says="the replicas that every read shares with every write", source="pigeonhole principle: r + w - n")
def quorum_overlap(n: float, r: float, w: float) -> int:
    """max(0, r + w - n): 0 means that a read may miss the latest acknowledged write. ValueError for a quorum over n.

    Overlap is needed for fresh reads and is not enough for linearizability (concurrent writes, sloppy quorums, failed writes).
    """
    _quorums(n, r, w)
    return int(max(0, r + w - n))


@calculator(
    unit="per cent of reads",
    says="the chance that a read quorum holds no replica of the last write",
    source="Bailis et al., Probabilistically Bounded Staleness (VLDB 2012): C(n - w, r) / C(n, r)",
)
def stale_read_percent(n: float, r: float, w: float) -> float:
    """C(n - w, r) / C(n, r) x 100 for quorums drawn at random, before the write has spread to further replicas.

    An upper bound for Dynamo-style stores, which send the write to all n and only wait for w. ValueError for a quorum over n.
    """
    _quorums(n, r, w)
    return math.comb(int(n - w), int(r)) / math.comb(int(n), int(r)) * 100


@calculator(unit="replicas", says="the replicas that may be down while reads and writes both go on", source="n - max(r, w)")
def quorum_tolerance(n: float, r: float, w: float) -> int:
    """n - max(r, w): 1 for a majority of 3, 2 for a majority of 5. ValueError for a quorum over n."""
    _quorums(n, r, w)
    return int(n - max(r, w))


@calculator(
    unit="partitions",
    says="the partitions that size, writes and reads ask for",
    source="the largest of three quotients, each rounded up",
)
def partitions_needed(gigabytes: float, writes: float, reads: float, most_gigabytes: float, most_writes: float, most_reads: float) -> int:
    """max of ceil(gigabytes / most_gigabytes), ceil(writes / most_writes), ceil(reads / most_reads), at least 1; even spread assumed.

    ValueError for a limit of 0 or a negative demand.
    """
    demand(
        not_negative("size", gigabytes),
        not_negative("writes", writes),
        not_negative("reads", reads),
        positive("size of a partition", most_gigabytes),
        positive("writes of a partition", most_writes),
        positive("reads of a partition", most_reads),
    )
    quotients = (gigabytes / most_gigabytes, writes / most_writes, reads / most_reads)
    return max(1, *(math.ceil(quotient - _ROUNDING) for quotient in quotients))


@calculator(
    unit="per cent of keys", says="the keys that move when the number of nodes changes", source="consistent hashing: change / larger"
)
def consistent_hash_moved(before: float, after: float) -> float:
    """|after - before| / max(before, after) x 100: the least that keeps the load even. ValueError for no node."""
    demand(whole("nodes before", before, least=1), whole("nodes after", after, least=1))
    return abs(after - before) / max(before, after) * 100


@calculator(unit="requests a second", says="the load that a cache lets through", source="load x (1 - hit ratio)")
def cache_miss_load(qps: float, hit: float) -> float:
    """qps x (1 - hit / 100); ``hit`` in per cent. ValueError for a hit ratio outside 0 to 100."""
    demand(not_negative("load", qps), share("hit ratio", hit))
    return qps * (1 - hit / 100)


@calculator(unit="per cent", says="the hit ratio that keeps a backend within its capacity", source="1 - capacity / load")
def hit_ratio_needed(qps: float, capacity: float) -> float:
    """(1 - capacity / qps) x 100, 0 where the backend carries all. ValueError for no load."""
    demand(positive("load", qps), not_negative("capacity", capacity))
    return max(0.0, 1 - capacity / qps) * 100


@calculator(unit="as the latencies", says="the mean latency behind a cache", source="weighted mean of hit and miss")
def effective_latency(hit: float, hit_latency: float, miss_latency: float) -> float:
    """hit / 100 x hit_latency + (1 - hit / 100) x miss_latency; ``miss_latency`` includes the look-up that missed.

    A mean: percentiles do not follow from it. ValueError for a hit ratio outside 0 to 100.
    """
    demand(share("hit ratio", hit), not_negative("latency of a hit", hit_latency), not_negative("latency of a miss", miss_latency))
    return hit / 100 * hit_latency + (1 - hit / 100) * miss_latency


@calculator(unit="requests", says="the most requests that a token bucket lets through in a time", source="burst + rate x time")
def token_bucket_admitted(rate: float, burst: float, seconds: float) -> float:
    """burst + rate x seconds from a full bucket: the bound over any window of that length. ValueError for a rate of 0."""
    demand(positive("rate", rate), positive("burst", burst), not_negative("time", seconds))
    return burst + rate * seconds


@calculator(unit="seconds", says="the wait of the last of so many requests that come at once", source="(requests - burst) / rate")
def token_bucket_wait(requests: float, rate: float, burst: float) -> float:
    """max(0, (requests - burst) / rate) from a full bucket that queues what it cannot admit. ValueError for a rate of 0."""
    demand(not_negative("requests", requests), positive("rate", rate), positive("burst", burst))
    return max(0.0, (requests - burst) / rate)


@calculator(unit="seconds", says="the time a full bucket covers a load above its rate", source="burst / (load - rate)")
def token_bucket_lasts(load: float, rate: float, burst: float) -> float:
    """burst / (load - rate). ValueError unless the load is above the rate, for then the bucket never empties."""
    demand(positive("rate", rate), positive("burst", burst), (load > rate, "the load must be above the rate"))
    return burst / (load - rate)


@calculator(unit="hours", says="the time to copy so many rows at a rate", source="rows / rate")
def backfill_hours(rows: float, per_second: float) -> float:
    """rows / per_second / 3,600. ValueError for no rate."""
    demand(not_negative("rows", rows), positive("rate", per_second))
    return rows / per_second / 3_600


@calculator(
    unit="per cent",
    says="the largest share of faults that a clean sample still allows",
    source="exact binomial bound at 95 per cent, about 3 / n (Hanley and Lippman-Hand, JAMA 1983)",
)
def clean_sample_bound(checked: float) -> float:
    """(1 - 0.05 ** (1 / checked)) x 100: none of ``checked`` drawn at random was wrong. ValueError for an empty sample."""
    demand(whole("sample", checked, least=1))
    return -math.expm1(math.log(0.05) / checked) * 100


@calculator(
    unit="per cent of absent keys",
    says="the false positives of a Bloom filter",
    source="(1 - exp(-k / b)) ** k with b bits a key and k hashes (Bloom 1970; as in RocksDB's BloomMath)",
)
def bloom_false_positive(bits_per_key: float, hashes: float = 0) -> float:
    """(1 - exp(-hashes / bits_per_key)) ** hashes x 100; 0 hashes means the best whole number, bits_per_key x ln 2 rounded.

    ValueError for no bits or a fraction of a hash.
    """
    demand(positive("bits a key", bits_per_key), whole("hashes", hashes))
    count = hashes or max(1, round(bits_per_key * math.log(2)))
    return float((1 - math.exp(-count / bits_per_key)) ** count) * 100


@calculator(unit="levels", says="the levels of a log-structured merge tree", source="log(data / first level) / log(size ratio), rounded up")
def lsm_levels(gigabytes: float, first_level: float, ratio: float = 10) -> int:
    """1 + ceil(log(gigabytes / first_level) / log(ratio)), at least 1: sorted levels below the write buffer.

    ValueError for no data, no first level, or a ratio of 1 or less.
    """
    demand(positive("data", gigabytes), positive("first level", first_level), (ratio > 1, f"the size ratio must be above 1, not {ratio:g}"))
    return 1 + max(0, math.ceil(math.log(gigabytes / first_level) / math.log(ratio) - _ROUNDING))


@calculator(
    unit="times",
    says="the bytes a levelled merge tree writes for a byte of the user, at the worst",
    source="levelled compaction: log 1, flush 1, first level 2, the size ratio for each further level (RocksDB wiki, Compaction)",
)
def lsm_write_amplification(levels: float, ratio: float = 10) -> float:
    """1 + 1 + 2 + (levels - 1) x ratio: log, flush, the merge into a first level as large as what comes, then each further level.

    An estimate for random keys; measured values are lower where keys are skewed or written in order. ValueError for a ratio of 1 or less.
    """
    demand(whole("levels", levels, least=1), (ratio > 1, f"the size ratio must be above 1, not {ratio:g}"))
    return 4 + (levels - 1) * ratio
