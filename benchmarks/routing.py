"""Routing among many guides: python benchmarks/routing.py [--guides 10000]. Prints the index's build time and the time of a posting.

The guides are generated from a seed: roles (each in many domains) with title cues, domains with routing words, and a bag of words of
both, drawn from an invented vocabulary and from words that postings share. Asked are postings made of one guide's words, and the
postings of evals/data/routing, which none of them covers.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from pathlib import Path
from typing import Any

import yaml

from loopready.library import load_library
from loopready.library.catalogue import GuideHead
from loopready.library.posted import Posted
from loopready.library.routing_index import RoutingIndex
from loopready.model import Routing

DATA = Path(__file__).parent.parent / "evals" / "data" / "routing"
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre clo dri fla gro".split()  # noqa: SIM905
_SHARED = """team customer service quality manage plan design report data project risk cost review build support deliver partner process
system develop lead improve analysis operate safety contract budget test document train""".split()  # noqa: SIM905


def word(rng: random.Random) -> str:
    """An invented word."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))


def generated(count: int, *, seed: int) -> tuple[list[GuideHead], list[dict[str, int]]]:
    """``count`` guides (roles in domains) and their bags of words."""
    rng = random.Random(seed)
    per_role = 20
    domains = [[word(rng) for _ in range(200)] for _ in range(max(1, count // 50))]
    heads, bags = [], []
    role: list[str] = []
    titles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    for number in range(count):
        if number % per_role == 0:
            role = [word(rng) for _ in range(200)]
            titles = tuple(f"{role[i]} {role[i + 1]}" for i in range(12))
            duties = tuple(f"{role[i]} {rng.choice(_SHARED)}" for i in range(60, 90))
        domain = domains[rng.randrange(len(domains))]
        words = tuple(dict.fromkeys([*rng.sample(domain, 30), *rng.sample(role, 10), *rng.sample(_SHARED, 5)]))
        path = f"sector_{number % 40}/domain_{number % 400}/role_{number}"
        heads.append(
            GuideHead(path=path, title=f"{titles[0]} in {domain[0]}", revision=1, reviewed="2026-11-25",
                      routing=Routing(titles=titles, not_titles=(role[50], role[51]), words=words,
                                      duties=duties, not_duties=(role[52], role[53])))
        )  # fmt: skip
        bag = {each: rng.randint(1, 30) for each in rng.sample(domain, 150) + rng.sample(role, 150) + _SHARED}
        bags.append(bag)
    return heads, bags


def postings(heads: list[GuideHead], bags: list[dict[str, int]], *, count: int, seed: int) -> list[tuple[str | None, str]]:
    """(title, text) of postings made of a guide's words, a fifth of them without a title; then those of evals/data/routing."""
    rng = random.Random(seed)
    out: list[tuple[str | None, str]] = []
    for number in range(count):
        at = rng.randrange(len(heads))
        said = rng.choices(list(bags[at]), k=120) + rng.sample(heads[at].routing.words, 12) + rng.choices(_SHARED, k=80)
        rng.shuffle(said)
        lines = [" ".join(said[i : i + 12]) + "." for i in range(0, len(said), 12)]
        title = rng.choice(heads[at].routing.titles)
        out.append((None if number % 5 == 0 else title, "\n".join([title, *lines])))
    for file in sorted(DATA.glob("*.dev.yaml")):
        out += [(posting["title"], posting["text"]) for posting in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return out


def measured(guides: int) -> dict[str, Any]:
    """Seconds to build the index, and milliseconds a posting (median and 95th percentile) after it."""
    heads, bags = generated(guides, seed=7)
    library = load_library()
    rules = library.lexicon["routing"]["guides"]
    start = time.perf_counter()
    index = RoutingIndex(heads, bags, dict.fromkeys(_SHARED, 20), rules, posted=Posted(library.lexicon["routing_postings"]))
    index.signs("warming up", "the index is built when it is first asked")
    built = time.perf_counter() - start
    times = []
    for title, text in postings(heads, bags, count=200, seed=8):
        start = time.perf_counter()
        index.signs(title, text)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return {
        "guides": guides,
        "built": built,
        "p50": statistics.median(times),
        "p95": times[int(0.95 * (len(times) - 1))],
        "most": times[-1],
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guides", type=int, default=10_000)
    found = measured(parser.parse_args().guides)
    print(
        f"{found['guides']} guides: index built in {found['built']:.1f} s; a posting takes {found['p50']:.1f} ms "
        f"(95th percentile {found['p95']:.1f}, most {found['most']:.1f})"
    )


if __name__ == "__main__":
    main()
