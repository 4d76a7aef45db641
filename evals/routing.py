"""Which guide a posting gets, on postings written for it: python evals/routing.py [--set dev|test] [--wrong] [--content DIR].

evals/data/routing holds, per guide, eight postings for development and eight held out, written by somebody who had not seen the
guides' cues, and sixty of each of trades that no guide covers. Every posting is read as the program reads it (its title too).
Printed: the share whose guide is right (general counts as right where none covers the trade), per guide and in all, and of the
uncovered ones the share that is wrongly given a guide. ``--content`` measures another content folder.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from loopready.adapters.embedder import MiniLM
from loopready.library import Library, find_guides, load_library, open_library
from loopready.reading import document_from_text, read_posting

DATA = Path(__file__).parent / "data" / "routing"


class Routed(NamedTuple):
    """A posting of the set, the guide it should get and the one it got (None: the general one), and how sure that was."""

    id: str
    title: str | None
    wanted: str | None
    got: str | None
    confidence: float
    runner_up: str | None


def routed(part: str, library: Library) -> Iterator[Routed]:
    """Every posting of the ``dev`` or ``test`` half, read and routed."""
    embedder = MiniLM()
    for file in sorted(DATA.glob(f"*.{part}.yaml")):
        for posting in yaml.safe_load(file.read_text(encoding="utf-8")):
            document = document_from_text(posting["text"], kind="job", name=posting["id"])
            title = read_posting(document).title
            found = find_guides(title.value if title else None, document.text, library=library, embedder=embedder)
            yield Routed(posting["id"], title.value if title else None, posting["guide"], found.path, found.confidence, found.runner_up)


def figures(done: list[Routed]) -> dict[str, float]:
    """Top-1 over covered postings, the share of covered ones left to the general guide, and of uncovered ones given a guide."""
    covered = [each for each in done if each.wanted is not None]
    bare = [each for each in done if each.wanted is None]
    return {
        "top1": sum(each.got == each.wanted for each in covered) / len(covered),
        "left_general": sum(each.got is None for each in covered) / len(covered),
        "uncovered_given": sum(each.got is not None for each in bare) / len(bare),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="part", choices=("dev", "test"), default="test")
    parser.add_argument("--wrong", action="store_true", help="list the postings that were routed wrongly")
    parser.add_argument("--content", type=Path, help="another content folder")
    given = parser.parse_args()
    library = open_library(given.content) if given.content else load_library()
    done = list(routed(given.part, library))
    per_guide: dict[str | None, Counter[bool]] = defaultdict(Counter)
    for each in done:
        per_guide[each.wanted][each.got == each.wanted] += 1
    for path, counts in sorted(per_guide.items(), key=lambda pair: str(pair[0])):
        print(f"{counts[True]:3d} of {counts.total():3d}  {path or '(none covers it)'}")
    print({name: round(value, 3) for name, value in figures(done).items()})
    if given.wrong:
        for each in done:
            if each.got != each.wanted:
                print(f"{each.id:22} {each.confidence:.2f} {each.title!r}: {each.got} for {each.wanted}")


if __name__ == "__main__":
    main()
