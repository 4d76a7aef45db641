"""Words, sentences and light English stems. Offsets count Unicode code points of the text as given."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from loopready.engines import lexicon

_WORD = re.compile(
    r"""
    \d+(?:[.,'’]\d+)*(?![^\W\d_])          # 1,200 or 99.95, but not the 8 of k8s
    | (?<![^\W_])[A-Za-z](?:\+\+|\#)(?!\w)  # C++ C#
    | (?<![\w])\.NET\b
    | \b[^\W\d_](?:&[^\W\d_])+\b            # R&D
    | [^\W_]+(?:['’][^\W\d_]+)*             # letters and digits, inner apostrophe
    """,
    re.VERBOSE,
)
_END = re.compile(r"[.!?…]+[\"'’”)\]]*(?=\s|$)|\n")
_BULLET = re.compile(r"[ \t]*(?:[•▪◦‣·●○■□▸►–—*-]|\d{1,2}[.)])[ \t]")
_CLAUSE = re.compile(r"\s*(?:[;:]\s+|,\s+(?=and |which |so |with |each )|\s[–—]\s|\.\s+)")
_SENTENCE = 400
"""A text of at most so many characters has its words kept."""
BLANK = "____"
"""What a person is to fill in."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


class Word(NamedTuple):
    """A word and its place: ``text[start:end]``."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order. Hyphens and slashes part words; numbers keep point and comma; C++, C#, .NET, R&D stay whole."""
    return list(_kept_words(text)) if len(text) <= _SENTENCE else _words(text)


def _words(text: str) -> list[Word]:
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=2_048)
def _kept_words(text: str) -> tuple[Word, ...]:
    """The words of a sentence. Why: each rule that judges a sentence asks for them again, dozens of times in a marking."""
    return tuple(_words(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the white space round it.

    A blank line, a bullet or a short line parts sentences. A line that was wrapped (long, or ending on a word that
    leaves the phrase open, or followed by a lower-case letter) does not.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        at = match.end() if match.group() != "\n" else match.start()
        if match.group() == "\n":
            if not _line_break_parts(text, match.start()):
                continue
        elif not _stop_parts(text, match.start(), match.end()):
            continue
        _append(out, text, start, at)
        start = match.end()
    _append(out, text, start, len(text))
    return out


def clause_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each clause of a line: cut at semicolons, colons, dashes, stops, and commas before a clause of its own."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in _CLAUSE.finditer(text):
        _append(out, text, start, match.start())
        start = match.end()
    _append(out, text, start, len(text))
    return out


def clauses(text: str) -> list[str]:
    """A line cut at its clauses, each as it stands in the text."""
    return [text[start:end] for start, end in clause_spans(text)]


def _append(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def _stop_parts(text: str, start: int, end: int) -> bool:
    if text[start] != "." or text[start:end].count(".") > 1:
        return True
    before = text[max(0, start - 12) : start].split()
    last = before[-1].lower().lstrip("(\"'“") if before else ""
    if last in lexicon.word_set("sentences", "abbreviations") or (len(last) == 1 and last.isalpha() and before[-1].isupper()):
        rest = text[end : end + 1]
        return rest in ("", "\n")
    following = text[end : end + 3].lstrip()
    return not following or not following[0].islower()


def _line_break_parts(text: str, at: int) -> bool:
    line_start = text.rfind("\n", 0, at) + 1
    line = text[line_start:at].strip()
    after = text[at + 1 : at + 80].split("\n", 1)[0]
    if not line or not after.strip() or _BULLET.match(after):
        return True
    if line[-1] in ".!?:;":
        return True
    first = after.lstrip()[0]
    if first.islower() or line[-1] in ",&-–(" or line.rsplit(None, 1)[-1].lower() in lexicon.word_set("sentences", "open_ends"):
        return False
    return len(line) < 60


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes; for comparison only, since its length may differ from the text's."""
    lowered = text.translate(_APOSTROPHES).casefold()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def one_line(text: str) -> str:
    """The text as one line that can be shown: white space single, control and format characters and lone surrogates left out."""
    kept = "".join(letter for letter in text if letter.isspace() or (letter.isprintable() and not "\ud800" <= letter <= "\udfff"))
    return " ".join(kept.split())


def slug(text: str, *, limit: int = 48) -> str:
    """Letters and digits of the folded text joined by ``_``, cut at a word within ``limit`` characters; ``x`` where none is left."""
    parts = re.findall(r"[a-z0-9]+", fold(text).replace("'", ""))
    out = ""
    for part in parts:
        joined = f"{out}_{part}" if out else part
        if len(joined) > limit:
            break
        out = joined
    return out or (parts[0][:limit] if parts else "x")


def short_hash(text: str, *, length: int = 8) -> str:
    """The first ``length`` hexadecimal digits (at most 64) of the text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A light stem of an English word: plural, -ing and -ed taken off, irregular past forms led back, accents and case folded.

    Stems are for comparison with other stems only. Words of up to three letters, and words with digits, stay as they are.
    """
    folded = fold(word)
    folded = folded.removesuffix("'s").removesuffix("'").replace("'", "")
    irregular = lexicon.irregular_forms().get(folded)
    if irregular is not None:
        folded = irregular
    if len(folded) <= 3 or not folded.isalpha():
        return folded
    return _without_e_and_y(_verb_stem(_singular(folded)))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _verb_stem(word: str) -> str:
    if word.endswith("ing") and _can_stand(word[:-3]):
        return _undouble(word[:-3])
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ed") and not word.endswith("eed"):
        if _can_stand(word[:-2]):
            return _undouble(word[:-2])
        if len(word) == 4:
            return word[:-1]
    return word


def _can_stand(rest: str) -> bool:
    return len(rest) >= 3 and any(letter in "aeiouy" for letter in rest)


def _undouble(rest: str) -> str:
    if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz":
        return rest[:-1]
    return rest


def _without_e_and_y(word: str) -> str:
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    if len(word) > 4 and word.endswith("ll"):
        word = word[:-1]
    return word
