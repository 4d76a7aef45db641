"""An answer in sentences and clauses, and the posts that each speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loopready.engines.text import sentences
from loopready.practice.claims.lexicon import content, folded, stems
from loopready.practice.claims.record import Post, Record, is_head

_CLAUSE = re.compile(
    r"\s*(?:[;:]|,\s+(?:and|but|so|because|since|which|who|though|although|while|as|or|yet)\b|\.\s|[—–]|,)\s*", re.IGNORECASE
)
_HERE = frozenset({"the", "a", "my", "our", "that", "this", "an"})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the answer: ``answer[start:end]``, its folded form of equal length, its stems, and the posts that it names."""

    start: int
    end: int
    text: str
    low: str
    content: frozenset[str]
    posts: frozenset[int]
    clauses: tuple[tuple[int, int], ...]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause round a place, as places in the sentence."""
        return next(((start, end) for start, end in self.clauses if start <= at < end), (0, len(self.text)))


def said_in(answer: str, record: Record) -> list[Said]:
    """The sentences of an answer."""
    out = []
    for start, end in sentences(answer):
        text = _in_figures(answer[start:end])
        held = content(text)
        out.append(Said(start, end, text, folded(text), held, frozenset(_posts(text, held, record)), tuple(_clauses(text))))
    return out


_TEEN_WORDS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEENS = {name: 10 + n for n, name in enumerate(_TEEN_WORDS.split(" "))}
_TENS = {name: 20 + 10 * n for n, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])}
_ONES = {name: 1 + n for n, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])}
_SPOKEN_YEAR = re.compile(
    rf"\b(?P<age>twenty|nineteen)[ ](?:(?P<teen>{'|'.join(_TEENS)})"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<ones>{'|'.join(_ONES)}))?)\b(?![-\w])"
    rf"|\btwo[ ]thousand[ ]and[ ](?:(?P<teens>{'|'.join(_TEENS)})|(?P<one>{'|'.join(_ONES)}))\b(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)


_DIGITS = {name: n for n, name in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])} | {
    "nought": 0,
    "oh": 0,
    "o": 0,
}
_SAID_WHOLE = "|".join(sorted([*_ONES, *_TEENS, *_TENS, "nought", "zero"], key=len, reverse=True))
_POINT = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[ -])?(?P<whole>{_SAID_WHOLE}|\d{{1,3}}) point (?P<digits>(?:(?:{'|'.join(_DIGITS)})\b[ -]?)+)",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b(?P<many>three[ -]quarters|a[ -]quarter) of an hour\b", re.IGNORECASE)
_ODD = re.compile(r"\b(?P<number>\w+ty|hundred|thousand|\d+)[ -]odd(?= )", re.IGNORECASE)


def _in_figures(text: str) -> str:
    """A sentence of equal length in which what is told in words is in figures: years, "four point one", "three quarters of
    an hour", "seventy-odd"."""

    def padded(match: re.Match[str], said: str) -> str:
        return said.ljust(len(match.group()))

    text = _SPOKEN_YEAR.sub(lambda match: padded(match, str(_spoken_year(match))), text)
    text = _POINT.sub(
        lambda match: _spoken_decimal(match).rjust(len(match.group().rstrip(" -"))) + match.group()[len(match.group().rstrip(" -")) :], text
    )
    text = _HOUR.sub(lambda match: padded(match, "45 minutes" if match["many"].lower().startswith("three") else "15 minutes"), text)
    return _ODD.sub(lambda match: match["number"].rjust(len(match.group())), text)


def _spoken_decimal(match: re.Match[str]) -> str:
    """ "four point one" as 4.1."""
    whole = match["whole"].lower()
    known = {**_ONES, **_TEENS, **_TENS, "nought": 0, "zero": 0}
    value = int(whole) if whole.isdigit() else known[whole]
    value += _TENS[match["tens"].lower()] if match["tens"] else 0
    digits = "".join(str(_DIGITS[one]) for one in re.split(r"[ -]+", match["digits"].strip(" -").lower()))
    return f"{value}.{digits}"


def _spoken_year(match: re.Match[str]) -> int:
    told = {name: value.lower() for name, value in match.groupdict().items() if value is not None}
    age = 1900 if told.get("age") == "nineteen" else 2000
    return (
        age
        + _TEENS.get(told.get("teen") or told.get("teens", ""), 0)
        + _TENS.get(told.get("tens", ""), 0)
        + _ONES.get(told.get("ones") or told.get("one", ""), 0)
    )


def _clauses(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for match in _CLAUSE.finditer(text):
        if match.start() > at and not (text[match.start() : match.end()].strip() == "," and match.start() - at < 4):
            out.append((at, match.start()))
            at = match.start()
    out.append((at, len(text)))
    return out


def _posts(text: str, held: frozenset[str], record: Record) -> list[int]:
    """The posts whose firm, place or title the words name and no other's."""
    found = [post for post in record.posts if _names_of(post, record) & held]
    by_title = [post for post in record.posts if named_by_title(post, text)]
    if found and by_title:
        both = [post.number for post in found if post in by_title]
        if both:
            return both
    return [post.number for post in (found or by_title)]


def _names_of(post: Post, record: Record) -> frozenset[str]:
    """The stems by which a post's firm or place is told from the words of titles and from the places where all posts are."""
    everywhere = frozenset.intersection(*(one.name_stems for one in record.posts)) if len(record.posts) > 2 else frozenset()
    titles = frozenset().union(*(one.title_stems for one in record.posts))
    return post.name_stems - titles - stems("groups") - (everywhere if len(everywhere) < len(post.name_stems) else frozenset())


_AS = re.compile(
    r"\b(?:as|was|were|am|been|i'm|became)\s+(?:(?:a|an|the|their|its)\s+)?"
    r"(?P<title>(?:(?!(?:as|at|for|with|who|years?|months?)\b)[^\W\d_][\w&'’-]*\s*){1,5})",
    re.IGNORECASE,
)


def named_by_title(post: Post, text: str) -> bool:
    """Whether a text says "as a" and the post's title."""
    return any(same_title(title, post) for _, _, title in titles_in(text))


def titles_in(text: str) -> list[tuple[int, int, str]]:
    """The titles that a text claims after "as", "I am" and the like: start and end of the whole words, and the title."""
    out = []
    for match in _AS.finditer(text):
        words = list(re.finditer(r"[^\W\d_][\w&'’-]*", match["title"]))
        last = next((n for n, word in enumerate(words) if is_head(word.group()) and not _goes_on(words, n)), None)
        if last is None:
            continue
        of = _of_what(text, match.start("title") + words[last].end()) if words[last].group().lower() in _OPEN else 0
        end = match.start("title") + words[last].end() + of
        out.append((match.start(), end, text[match.start("title") : end]))
    return out


_OPEN = frozenset({"head", "director", "manager", "chief", "vice", "president", "lead", "leader", "captain", "dean", "master"})


def _goes_on(words: list[re.Match[str]], at: int) -> bool:
    """Whether the next word is a head too, so that the title goes on: the engineer of "lead engineer"."""
    return any(is_head(word.group()) for word in words[at + 1 : at + 3]) and words[at + 1].group().lower() not in (
        "at", "of", "in", "on", "with", "for", "over", "who", "and", "to",
    )  # fmt: skip


def _of_what(text: str, at: int) -> int:
    match = re.match(r"\s+of\s+(?:the\s+)?[^\W\d_][\w&-]*", text[at:])
    return match.end() if match else 0


def same_title(title: str, post: Post) -> bool:
    """Whether a title says the post's, in whole or in its main words."""
    said = content(title)
    if not said:
        return False
    return said <= post.title_stems | post.name_stems and bool(said & post.title_stems)
