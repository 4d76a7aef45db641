"""Posts of the answer beside those of the CV: years in them, when they began and ended, their titles, their employers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loopready.engines.dates import merged_months, month_text
from loopready.engines.degrees import LADDER, level_in
from loopready.engines.text import fold, stem, words
from loopready.model import ClaimState
from loopready.practice.claims.answered import Said, same_title, titles_in
from loopready.practice.claims.lexicon import all_stems, any_of, claims, content, pattern, stems, word_set
from loopready.practice.claims.quantities import Point, points
from loopready.practice.claims.record import Post, Record, is_head
from loopready.practice.claims.verdicts import Found

YEAR_SECONDS = 31_556_952.0
_YEAR = re.compile(r"\b(?:19[4-9]|20[0-4])\d\b")
_RANGE = re.compile(
    r"\b(?:from\s+)?(?P<first>(?:19[4-9]|20[0-4])\d)\s*(?:to|till|until|through|[-–—])\s*(?P<last>(?:19[4-9]|20[0-4])\d)\b", re.IGNORECASE
)
_THERE = re.compile(
    r"^(?:in|at|with)\s+(?!(?:the\s+)?(?:19|20)\d\d)[^,;]{2,40},?\s+(?:(?:in|in the|the)\s+)?"
    r"(?:(?:spring|summer|autumn|fall|winter|early|late|end)\s+(?:of\s+)?)?$"
)
"""A firm, and right behind it a time."""
_APART = re.compile(r"\b(?:before|after|since|until|till|joined|left|founded|already|later|customer|supplier|client)\b")
_TOOK_OVER = re.compile(r"\b(?:took|taken|take)\b\s+(?:over\b[^,;.]{0,25}|[^,;.]{1,25}?\bover\b)")
_TENURE_AFTER = re.compile(
    r"^\s*(?:now\s+|there\s+)?(?:as|at|with|in|on|of|for|running|leading|managing|being|getting|doing|working|till|until|there|here)\b"
)
_TENURE_BEFORE = re.compile(
    r"\b(?:i|i've|i'd|we|i'm)\b.*\bfor\s+(?:\w+\s+){0,2}$|\b(?:after|with|in|my|spent)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_OWN = re.compile(r"\bi(?:'m|'ve been| am| was| became| have been)$")


def years_judged(said: Said, record: Record) -> list[Found]:
    """Years claimed in a post, at a firm or under a title."""
    out = []
    for point in points(said.text):
        if point.kind != "duration" or point.value < 0.9 * YEAR_SECONDS or point.role in ("from", "to"):
            continue
        ahead, after = said.text[: point.start], said.text[point.end :]
        titled = _titled_behind(after, record) if _BEEN.search(ahead.lower()) else []
        found = _short_of(said, point, record)
        if found is not None:
            out.append(found)
            continue
        if not (titled or _TENURE_AFTER.match(after.lower()) or _TENURE_BEFORE.search(ahead)):
            continue
        posts, sure = (titled, True) if titled else _meant(said, record, point)
        found = _tenure(said, point, posts, record) if posts else None
        if found is not None and (sure or found.state == "supported"):
            out.append(found)
    return out


_WHOLE_TIME = re.compile(
    r"\bi(?:'ve| have)?\s+(?:was|been|stayed|spent|worked)\b"
    r"(?:(?!\b(?:before|when|while|until|with me)\b)[^,;.]){0,50}?(?:\b(?:for|spent|only|about)\s+)?(?:just\s+)?$"
)
_PART_OF_TIME = re.compile(
    r"^\s*(?:before|when|until|till|of|later|after|ago|out of|in charge of|on the|working on|then)\b|^[^,;.]{0,20}\b(?:team|project)\b"
)
_SHORT = 0.6
"""Share of the CV's time in a firm below which what is told as the whole of it can not be."""
_SHORT_BY = 18
"""And months by which it is less."""


def _short_of(said: Said, point: Point, record: Record) -> Found | None:
    """Years told as all the time in a post or at a firm, where the CV has far more of them there."""
    ahead = said.low[: point.start]
    if (
        (point.exactness == "over" and not re.search(r"\b(?:just|bit|little) over\s+$", ahead))
        or not _WHOLE_TIME.search(ahead)
        or _PART_OF_TIME.match(said.low[point.end :])
    ):
        return None
    if re.search(r"\b(?:first|last|next|these|those|of them|another|other)\b", said.low[slice(*said.clause(point.start))]):
        return None
    titles = [title for _, _, title in titles_in(said.text)] + _title_words(said.low, record)
    titled = [post for post in record.posts if any(same_title(title, post) for title in titles)]
    firm = [post for post in record.posts if post.number in said.posts and post.name_stems & capitals(said.text)]
    posts = [post for post in titled if not firm or post in firm] or firm
    if not posts or any(post.first is None for post in posts):
        return None
    spans = [
        (month_text(post.first), month_text(post.last if post.last is not None else record.now))
        for post in posts if post.first is not None
    ]  # fmt: skip
    most = merged_months(spans)
    asked = point.value / YEAR_SECONDS * 12
    if asked < _SHORT * (most - 12) and most - 12 - asked >= _SHORT_BY:
        start, end = _phrase(said, point)
        return Found(said.start + start, said.start + end, "contradicted", "years", posts[0].line)
    return None


def _title_words(low: str, record: Record) -> list[str]:
    """The head words of posts that stand right behind "been": "been head here for three years"."""
    match = re.search(r"\bi(?:'ve| have) been (?:the |a |an )?(?P<title>[\w-]+)", low)
    if match is None:
        return []
    return [
        post.title
        for post in record.posts
        if post.ongoing and stem(match["title"]) in {s[: len(stem(match["title"]))] for s in post.title_stems}
    ]


_BEEN = re.compile(r"\b(?:i've|i have|i'd|i had) been(?: now)?(?: for)?(?: \w+)?\s*$|\bi was\s*$")


def _titled_behind(after: str, record: Record) -> list[Post]:
    """The posts whose title stands right behind a length of time: "fifteen years production manager"."""
    words_behind = re.findall(r"[^\W\d_][\w-]*", after.split(",", maxsplit=1)[0])[:4]
    for size in range(len(words_behind), 0, -1):
        said = " ".join(words_behind[:size])
        found = [post for post in record.posts if content(said) and same_title(said, post) and content(said) == post.title_stems]
        if found:
            return found
    return []


def _meant(said: Said, record: Record, point: Point) -> tuple[list[Post], bool]:
    """The posts in which the years are claimed (of the title named, the firm named, or both), and whether they are named outright."""
    titles = [title for _, _, title in titles_in(said.text)]
    titled = [post for post in record.posts if any(same_title(title, post) for title in titles)] if _as_title(said, point) else []
    now = [post for post in record.posts if post.ongoing]
    if not said.posts and not titled and len(now) == 1 and pattern("run_it").search(said.low):
        return now, True
    at_firm = [post for post in record.posts if post.number in said.posts]
    proper = capitals(said.text)
    firm = [post for post in record.posts if any(post.name_stems & other.name_stems & proper for other in at_firm)]
    if titled:
        both = [post for post in titled if post in firm]
        return both or titled, True
    return (firm, True) if firm else (at_firm, False)


_AS_TITLE = re.compile(r"^\s*(?:now\s+|of working\s+|of work\s+)?as\b")


def _as_title(said: Said, point: Point) -> bool:
    """Whether the years are those under a title: "ten years as a nurse", "as a nurse for ten years"."""
    ahead = said.low[max(0, point.start - 60) : point.start]
    return bool(
        _AS_TITLE.match(said.low[point.end :])
        or re.search(
            r"\b(?:as|(?:been|was|i'm|am)(?!\s+(?:with|at|in|there|on|doing|working)\b))\b[^,;.]*\b(?:for|these|my)\s+(?:\w+\s+)?$", ahead
        )
    )


def capitals(text: str) -> frozenset[str]:
    """The stems of the words that are written with a capital."""
    return frozenset(stem(word.text) for word in words(text) if word.text[:1].isupper())


def _tenure(said: Said, point: Point, posts: Sequence[Post], record: Record) -> Found | None:
    spans = [
        (month_text(post.first), month_text(post.last if post.last is not None else record.now))
        for post in posts
        if post.first is not None and (post.last is not None or post.ongoing)
    ]
    if not spans:
        return None
    most = merged_months(spans)
    whole_years = any(len(text or "") == 4 for post in posts for text in (post.start_text, post.end_text) if text)
    least = max(1, most - (23 if whole_years else 1))
    asked = point.value / YEAR_SECONDS * 12
    start, end = _phrase(said, point)
    line = posts[-1].line
    if least - 13 <= asked <= most + 7:
        return Found(said.start + start, said.start + end, "supported", "years", line)
    slack = 18 if point.exactness != "exact" else 12
    if asked > max(most + slack, most * 1.2):
        return Found(said.start + start, said.start + end, "contradicted", "years", line)
    return None


def _phrase(said: Said, point: Point) -> tuple[int, int]:
    start, end = said.clause(point.start)
    lead = re.match(r"[\s,;:—–]*(?:(?:and|but|so|because|since|after|with|in)\s+)?", said.low[start:])
    return start + (lead.end() if lead else 0), max(end, point.end)


def dates_judged(said: Said, before: Said | None, record: Record) -> list[Found]:
    """When a post began or ended, beside the CV's dates of it."""
    out = []
    ranges = list(_RANGE.finditer(said.text))
    for match in ranges:
        out += _range(said, match, record)
    for match in _YEAR.finditer(said.text):
        if any(each.start() <= match.start() < each.end() for each in ranges):
            continue
        start, end = said.clause(match.start())
        clause = said.low[start:end]
        out += _outside(said, match, record)
        begins = any_of(_verbs("start_verbs")).search(clause) or _TOOK_OVER.search(clause)
        ends = any_of(_verbs("end_verbs")).search(clause)
        if (since := pattern("since_year").search(said.low[: match.start()])) is not None and not since["not"]:
            out += _since(said, match, record)
            continue
        studied = any_of(_verbs("study_verbs")).search(clause)
        year = int(match.group())
        if studied:
            out += _study_date(said, (start, end), year, record)
            continue
        if not (begins or ends) or not re.search(r"\b(?:i|i'd|i've|we|me|my)\b", clause):
            continue
        posts = [post for post in record.posts if post.number in (said.posts or (before.posts if before is not None else ()))]
        posts = posts or _by_head(clause, record)
        if not posts and (taken := _TOOK_OVER.search(clause)):
            posts = [post for post in record.posts if post.title_stems & content(taken.group())][:1]
        found = _date(said, (start, end), match, posts, bool(begins))
        if found is not None:
            out.append(found)
    return out


def _range(said: Said, match: re.Match[str], record: Record) -> list[Found]:
    """From a year to a year in a post whose title and firm the sentence names, beside the CV's years of it."""
    posts = [post for post in record.posts if post.number in said.posts and post.title_stems and post.title_stems <= all_stems(said.text)]
    first, last = int(match["first"]), int(match["last"])
    dated = [post for post in posts if post.start_text and post.end_text]
    if not dated:
        return []
    best = max(dated, key=lambda post: len(post.title_stems))
    start, end = int(str(best.start_text)[:4]), int(str(best.end_text)[:4])
    state: ClaimState = "supported" if (first, last) == (start, end) else "contradicted"
    return [Found(said.start + match.start(), said.start + match.end(), state, "dates", best.line)]


def _since(said: Said, match: re.Match[str], record: Record) -> list[Found]:
    """A year from which the person says they have been in a post or at a firm, before the CV's first of it."""
    titles = [title for _, _, title in titles_in(said.text)]
    titled = [post for post in record.posts if any(same_title(title, post) for title in titles)]
    firm = [post for post in record.posts if post.number in said.posts and post.name_stems & capitals(said.text)]
    posts = [post for post in titled if not firm or post in firm] or firm or _by_title_words(said.text[: match.start()], record)
    starts = [int(str(post.start_text)[:4]) for post in posts if post.start_text]
    if not starts or not any(post.ongoing for post in posts):
        return []
    first, year = min(starts), int(match.group())
    place = (said.start + match.start(), said.start + match.end())
    if year == first:
        return [Found(*place, "supported", "dates", posts[-1].line)]
    return [Found(*place, "contradicted", "dates", posts[-1].line)] if year < first else []


def _by_title_words(text: str, record: Record) -> list[Post]:
    """The posts of a title that stands in a text without "as a" or "I am a": all those whose title ends with its last word."""
    heads = [stem(word.text) for word in words(text) if is_head(word.text)]
    if not heads:
        return []
    held = all_stems(text)
    whole = [post for post in record.posts if post.title_stems and post.title_stems <= held]
    return whole or [post for post in record.posts if heads[-1] in post.title_stems]


def _outside(said: Said, match: re.Match[str], record: Record) -> list[Found]:
    """A year in which the person says they were at a firm, before or after all the CV's years there."""
    posts = [post for post in record.posts if post.number in said.posts]
    firms = [post for post in posts if said.content & post.name_stems]
    dated = [post for post in firms if post.first is not None and (post.last is not None or post.ongoing)]
    ahead = said.low[: match.start()]
    if not dated or len(dated) != len(firms) or not _THERE.search(ahead) or _APART.search(said.low):
        return []
    if not re.search(r"\b(?:i|i'd|we|my|our)\b", said.low):
        return []
    year = int(match.group())
    first = min(int(str(post.start_text)[:4]) for post in dated if post.start_text)
    last = max((post.last if post.last is not None else record.now) // 12 for post in dated)
    if first <= year <= last:
        return []
    return [Found(said.start + match.start(), said.start + match.end(), "contradicted", "dates", dated[-1].line)]


@cache
def _verbs(key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in claims()[key])


def _by_head(clause: str, record: Record) -> list[Post]:
    """Posts whose title's last word the clause names: the manager of "took over as manager"."""
    return [post for post in record.posts if any(same_title(title, post) for _, _, title in titles_in(clause))]


def _date(said: Said, clause: tuple[int, int], match: re.Match[str], posts: Sequence[Post], begins: bool) -> Found | None:
    year = int(match.group())
    told = [(post, post.start_text if begins else post.end_text) for post in posts]
    dated = [(post, int(text[:4])) for post, text in told if text]
    if not dated:
        return None
    start = clause[0] + len(said.text[clause[0] : clause[1]]) - len(said.text[clause[0] : clause[1]].lstrip(" ,;:—–"))
    place = (said.start + start, said.start + max(match.end(), min(clause[1], match.end())))
    exact = next((post for post, known in dated if known == year), None)
    if exact is not None:
        return Found(*place, "supported", "dates", exact.line)
    about = re.search(r"\b(?:about|around|circa|roughly|or so|sometime)\s+(?:in\s+)?$", said.low[: match.start()])
    nearest, _ = (min if begins else max)(dated, key=lambda pair: pair[1])
    if min(abs(one - year) for _, one in dated) <= (1 if about else 0) or (not begins and nearest.ongoing):
        return None
    return Found(*place, "contradicted", "dates", nearest.line)


def _study_date(said: Said, clause: tuple[int, int], year: int, record: Record) -> list[Found]:
    dated = [line for line in record.studies if _YEAR.search(line.text)]
    if _DEGREE.search(said.low[slice(*clause)]):
        dated = [line for line in dated if level_in(line.text) >= LADDER.index("bachelor")] or dated
    for line in dated:
        known = [int(text) for text in _YEAR.findall(line.text)]
        place = (said.start + clause[0], said.start + clause[1])
        if year in known:
            return [Found(*place, "supported", "dates", line)]
        if len(dated) == 1 and min(abs(year - one) for one in known) >= 1:
            return [Found(*place, "contradicted", "dates", line)]
    return []


_DEGREE = re.compile(r"\b(?:degree|university)\b")


def titles_judged(said: Said, before: Said | None, record: Record) -> list[Found]:
    """Titles that the answer claims: the CV's, or ones above the CV's at that firm."""
    out = []
    for start, end, title in titles_in(said.text):
        lead = said.low[start : start + 12]
        if re.match(r"(?:were|are)\b", lead) or (not lead.startswith("as ") and not _OWN.search(said.low[: start + len(lead.split()[0])])):
            continue
        found = _title(said, before, (start, end), title, record, present=bool(re.match(r"(?:i'm|am)\b", lead)))
        if found is not None:
            out.append(found)
    return out


def _title(said: Said, before: Said | None, place: tuple[int, int], title: str, record: Record, *, present: bool) -> Found | None:
    start, end = place
    posts = [post for post in record.posts if post.number in said.posts] or (
        [post for post in record.posts if before is not None and post.number in before.posts] if not present else []
    )
    same = next((post for post in [*posts, *record.posts] if same_title(title, post)), None)
    if same is not None:
        return Found(said.start + start, said.start + end, "supported", "title", same.line)
    if _idle_title(said, start, end, title):
        return None
    firm = [post for post in record.posts if any(_firm_shared(post, other) for other in posts)] if posts else []
    current = [post for post in record.posts if post.ongoing] or list(record.posts[:1])
    against = firm or (current if present else list(record.posts) if _OF_ME.search(said.low[:start]) else [])
    if not against:
        return None
    if rank(title) > max(rank(post.title) for post in against):
        best = max(against, key=lambda post: rank(post.title))
        return Found(said.start + start, said.start + end, "contradicted", "title", best.line)
    return Found(said.start + start, said.start + end, "absent", "title")


_OF_ME = re.compile(r"\b(?:me|i|my (?:job|work|time|role|years?|life))\s*,?\s*$")


def _firm_shared(post: Post, other: Post) -> bool:
    return post is other or bool((post.name_stems & other.name_stems) - stems("groups"))


def _idle_title(said: Said, start: int, end: int, title: str) -> bool:
    """Whether the words after "as" name no post held: somebody else's, a comparison, a hope, or a role beside work."""
    around = said.low[max(0, start - 40) : start]
    return bool(
        pattern("idle_title").search(around)
        or re.match(r"as (?:your|his|her|their|any|every|many|much)\b", said.low[start:])
        or re.search(r"\b(?:better|worse|not)\b", title.lower())
    )  # fmt: skip


@cache
def _ranks() -> dict[str, int]:
    return {str(word): int(rank) for rank, listed in claims()["ranks"].items() for word in listed}


_EXECUTIVE = 5
"""The rank of an executive chef; an account executive has none by that word."""


def rank(title: str) -> int:
    """The rank of a title, 0 an apprentice to 7 a chief; 2 where its words name none."""
    said = [fold(word.text) for word in words(title)]
    found = [_ranks()[word] for word in said if word in _ranks()]
    if "executive" in said[:-1]:
        found.append(_EXECUTIVE)
    lowered = any(word in word_set("lower") for word in said[:-1])
    if not found:
        return 2
    best = max(found)
    if said[-1:] == ["engineer"] and best == 7:
        best = 3
    if "product" in said or "account" in said or "project" in said or "program" in said or "programme" in said:
        best = min(best, 3) if best == 4 else best
    return best - 1 if lowered and best > 1 else best
