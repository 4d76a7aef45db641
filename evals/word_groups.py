"""Word groups for the span tagger -> src/loopready/reading/job/spans/{words.tsv.gz,phrases.txt.gz}.

The words are those of the sentence model's vocabulary and of the book of skills; each is embedded alone by the model that the package
holds, and the vectors are grouped by k-means: 800 fine groups, the fine ones to 160, those to 40. Seeded; run by hand only where the
vocabulary or the model changes, and train again afterwards.

    python evals/word_groups.py [--check]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np
import yaml

from loopready.adapters import embedder

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "loopready" / "reading" / "job" / "spans"
BOOK = ROOT / "src" / "loopready" / "library" / "content" / "lexicon" / "skills.yaml"
CACHE = ROOT / "out"
SIZES = (800, 160, 40)
WIDTH = 100
"""Principal directions kept."""


def ways() -> list[str]:
    """Every way to say a skill of the book, and the fields above, in lower case without commas."""
    found: set[str] = set()
    for name, entry in yaml.safe_load(BOOK.read_text(encoding="utf-8"))["skills"].items():
        for way in (name, *(entry or {}).get("aliases", ()), *(entry or {}).get("parents", ())):
            found.add(" ".join(re.findall(r"[^\s,]+", str(way).lower())))
    return sorted(found)


def vocabulary() -> list[str]:
    """The words to group, sorted."""
    pieces = json.loads((embedder.FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    known = {word for word in pieces if len(word) > 1 and re.fullmatch(r"[a-z][a-z0-9.+#'-]*", word)}
    return sorted(known | {word for way in ways() for word in way.split()})


def vectors(words: list[str]) -> np.ndarray:
    """One vector a word, kept under out/ by the hash of the words."""
    name = hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]
    kept = CACHE / f"word-vectors-{name}.npy"
    if not kept.is_file():
        CACHE.mkdir(exist_ok=True)
        np.save(kept, np.array(embedder.MiniLM().embed(words), dtype=np.float32))
    return np.load(kept)


def group(points: np.ndarray, count: int, *, rounds: int) -> tuple[np.ndarray, np.ndarray]:
    """k-means on the unit sphere: the group of each point, and the groups' centres."""
    rng = np.random.default_rng(0)
    centres = points[rng.choice(len(points), count, replace=False)].copy()
    for _ in range(rounds):
        of = (points @ centres.T).argmax(axis=1)
        for number in range(count):
            if (of == number).any():
                mean = points[of == number].mean(axis=0)
                centres[number] = mean / np.linalg.norm(mean)
    return (points @ centres.T).argmax(axis=1), centres


def grouped(words: list[str]) -> str:
    """A line a fine group: its number, its middle and coarse group, its words."""
    held = vectors(words).astype(np.float64)
    held -= held.mean(axis=0)
    axes = np.linalg.svd(held.T @ held)[0][:, :WIDTH]
    points = held @ axes
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    fine, centres = group(points, SIZES[0], rounds=15)
    middle, above = group(centres, SIZES[1], rounds=30)
    coarse, _ = group(above, SIZES[2], rounds=30)
    lines = []
    for number in range(SIZES[0]):
        members = " ".join(word for word, of in zip(words, fine, strict=True) if of == number)
        if members:
            lines.append(f"{number}\t{middle[number]}\t{coarse[middle[number]]}\t{members}\n")
    return "".join(lines)


def main() -> int:
    """Write the two files, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="make them again and compare with the files of the package")
    check = parser.parse_args().check
    made = {"words.tsv.gz": grouped(vocabulary()), "phrases.txt.gz": "".join(f"{way}\n" for way in ways())}
    for name, text in made.items():
        if check and gzip.decompress((OUT / name).read_bytes()).decode("utf-8") != text:
            print(f"{name} differs from what the script makes", file=sys.stderr)
            return 1
        if not check:
            (OUT / name).write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
