"""Builds ``lexicon/alike.txt``: common English words that mean much the same, found with the sentence model that the package carries.

    python scripts/make_alike.py

Every plain word of the model's vocabulary becomes a vector of its own; pairs whose cosine reaches ``NEAR`` are written as stems, those
under ``VERY_NEAR`` with a ``~`` behind the word. Left out are pairs that stems alone tell, pairs that ``kinship.yaml`` keeps apart,
places, languages, products, and pairs of which no word is written in small letters anywhere in the package's own content.
Why a file: 20,000 words take a minute or two to embed, and reading the pairs takes milliseconds.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from loopready.adapters.embedder import FOLDER, MiniLM
from loopready.engines.skill_book import by_alias, is_product
from loopready.engines.text import stem
from loopready.matching.lexicon import kept_apart, kin_groups, word_set
from loopready.matching.names import places_and_tongues
from loopready.matching.words import related

CONTENT = Path(__file__).parent.parent / "src" / "loopready" / "library" / "content"
NEAR, VERY_NEAR = 0.65, 0.75
LEAST_LETTERS, MOST_NEIGHBOURS, ROUND = 4, 24, 2
HEAD = """# Common English words that mean much the same, as stems; ~ marks those a little less near. Made by scripts/make_alike.py with the
# sentence model in adapters/minilm (Apache License 2.0, see its NOTICE): do not edit, add to kinship.yaml instead.
"""


def vocabulary() -> list[str]:
    """The plain words of the model's vocabulary that are neither names the package knows nor words without matter."""
    known = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    plain = sorted(word for word in known if word.isalpha() and word.isascii() and len(word) >= LEAST_LETTERS)
    names = places_and_tongues() | word_set("stop")
    return [word for word in plain if word not in names and not (word in by_alias() and is_product(by_alias()[word]))]


def written() -> frozenset[str]:
    """The stems of the words that the package's content writes in small letters."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.yaml"))]
    return frozenset(stem(word) for text in texts for word in re.findall(r"(?<![\w-])[a-z]{4,}(?![\w-])", text))


def pairs(words: list[str]) -> dict[tuple[str, str], float]:
    """Pairs of stems, in order, with the cosine of their nearest words."""
    vectors = np.asarray(MiniLM().embed(words), dtype=np.float32)
    common = written()
    out: dict[tuple[str, str], float] = {}
    for row, word in enumerate(words):
        near = vectors @ vectors[row]
        nearest = [int(at) for at in np.argsort(-near)[1 : MOST_NEIGHBOURS + 1] if near[at] >= NEAR]
        for other in nearest:
            one, two = sorted((stem(word), stem(words[other])))
            alike = kin_groups().get(one, frozenset()) & kin_groups().get(two, frozenset())
            if one == two or related(one, two) or alike or frozenset((one, two)) in kept_apart() or not {one, two} & common:
                continue
            out[one, two] = max(out.get((one, two), 0.0), round(float(near[other]), ROUND))
    return out


def main() -> None:
    """Write the file."""
    found: dict[str, list[str]] = {}
    for (one, two), near in sorted(pairs(vocabulary()).items()):
        found.setdefault(one, []).append(two if near >= VERY_NEAR else f"{two}~")
    lines = [f"{one} {' '.join(others)}" for one, others in sorted(found.items())]
    path = CONTENT / "lexicon" / "alike.txt"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {sum(len(others) for others in found.values())} pairs, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
