"""OCR by the tesseract program: one process a page, words with boxes as tab-separated values."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from loopready.engines.lexicon import table
from loopready.model import Picture, Word

ENGLISH = "eng"
_QUESTION_SECONDS = 5.0
_SIDE_BY_SIDE = 4
_SENSELESS = 0.55
"""Mean confidence under which a page is in another script, or no text."""
_LEAST_WORDS = 12
_WORD_LEVEL = "5"
_NO_LANGUAGE = {"osd", "equ"}


class Tesseract:
    """The tesseract program. ``languages`` are its installed packs; ``layout`` is its page segmentation mode.

    Why mode 3: the whole page with tesseract's own columns reads more of small type than sparse text (11) does.
    """

    def __init__(self, program: str, *, version: str, languages: Sequence[str], layout: int = 3) -> None:
        self.name = f"tesseract {version}".strip()
        self.languages = tuple(languages)
        self._program = program
        self._layout = layout

    def recognise(self, pictures: Sequence[Picture], *, seconds: float) -> list[list[Word] | None]:
        """The words of each picture; None for one that the program did not finish in time or failed on.

        The first picture tells the language: where its words are of another installed language, it is read again with both.
        """
        if not pictures:
            return []
        end = time.monotonic() + seconds
        first = ENGLISH if ENGLISH in self.languages else self.languages[0]
        opening = self._page(pictures[0], first, end)
        packs = first
        if opening is not None:
            packs = self._fitting(opening, first)
            if packs != first:
                again = self._page(pictures[0], packs, end)
                if again is not None and confidence_of(again) >= confidence_of(opening) - 0.02:
                    opening = again
                else:
                    packs = first
        count = max(1, min(len(pictures) - 1, len(os.sched_getaffinity(0)) if sys.platform == "linux" else 2, _SIDE_BY_SIDE))
        with ThreadPoolExecutor(count) as side_by_side:
            return [opening, *side_by_side.map(lambda picture: self._page(picture, packs, end), pictures[1:])]

    def _fitting(self, words: Sequence[Word], first: str) -> str:
        """The packs to read the other pages with, as tesseract names them."""
        if len(words) >= _LEAST_WORDS and confidence_of(words) < _SENSELESS:
            others = [pack for pack in table("ocr")["other_scripts"] if pack in self.languages]
            return "+".join([*others[:3], first])
        language = language_of([word.text for word in words])
        return f"{language}+{first}" if language is not None and language != first and language in self.languages else first

    def _page(self, picture: Picture, packs: str, end: float) -> list[Word] | None:
        left = end - time.monotonic()
        if left <= 0.2:
            return None
        command = [
            self._program, "stdin", "stdout", "-l", packs, "--dpi", str(round(picture.dpi)), "--psm", str(self._layout),
            "-c", "tessedit_create_tsv=1",
        ]  # fmt: skip
        data = b"P5 %d %d 255\n" % (picture.width, picture.height) + picture.pixels
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=left, env=_one_thread(), check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return None
        return words_of(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None


def find_tesseract() -> Tesseract | None:
    """The tesseract on the PATH, where it works and has at least one language."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    said = _asked(program, "--version")
    version = re.search(r"tesseract v?(\S+)", said)
    languages = [line.strip() for line in _asked(program, "--list-langs").splitlines()[1:] if re.fullmatch(r"[A-Za-z_]+", line.strip())]
    languages = [language for language in languages if language not in _NO_LANGUAGE]
    return Tesseract(program, version=version[1] if version else "", languages=languages) if version and languages else None


def _asked(program: str, question: str) -> str:
    try:
        done = subprocess.run([program, question], capture_output=True, timeout=_QUESTION_SECONDS, env=_one_thread(), check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def _one_thread() -> dict[str, str]:
    """Why: tesseract's own threads slow one another down; pages side by side gain more."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}


def words_of(tsv: str) -> list[Word]:
    """The words of tesseract's tab-separated values."""
    out: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        x, y, width, height = (int(cell) for cell in cells[6:10])
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        sure = min(1.0, max(0.0, float(cells[10]) / 100))
        out.append(Word(text=cells[11].strip(), x0=x, y0=y, x1=x + width, y1=y + height, confidence=sure, line=line))
    return out


def confidence_of(words: Sequence[Word]) -> float:
    """Mean confidence over the letters; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def language_of(texts: Sequence[str]) -> str | None:
    """The language whose small words are most of the words, as tesseract names its pack; None where too few are any's."""
    if len(texts) < _LEAST_WORDS:
        return None
    plain = [text.strip(".,;:()").lower() for text in texts]
    counts: dict[str, int] = {}
    for name, words in table("ocr")["languages"].items():
        known = frozenset(str(words).split())
        counts[str(name)] = sum(1 for text in plain if text in known)
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= max(4.0, 0.05 * len(plain)) and counts[best] > 1.3 * counts[ENGLISH] else None
