"""The education section -> Education."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from loopready.engines.text import slug
from loopready.model import DateLeaf, Document, Education, Leaf, Span
from loopready.reading import dates, lexicon
from loopready.reading.cv.entries import Entry
from loopready.reading.cv.items import leaf_of
from loopready.reading.cv.lines import CvLine
from loopready.reading.cv.places import place_weight
from loopready.reading.cv.stretches import Name, names_of
from loopready.reading.cv.titles import firm_weight
from loopready.reading.cv.work import dates_of, leaf

_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_OF = re.compile(r"\s+(?:of|in|de|en|em|der|des|di|van|der|d'|fur|für|i|-|–|—)\s+|\s*[:,(]\s*|\s+", re.IGNORECASE)
_IN = re.compile(r"\s+(?:in|en|em|im|fur|für|-|–|—)\s+|\s*[:,]\s+", re.IGNORECASE)
_LABELLED = re.compile(r"[^:]{2,40}:\s")
_AT_SCHOOL = re.compile(r"\b(?:[ao][- ]levels?|i?gcses?|highers)\b", re.IGNORECASE)
_TOTAL = 4


def educations_of(document: Document, entries: Sequence[Entry], loose: Sequence[CvLine]) -> list[Education]:
    """One Education per dated entry; without dates, one per line that names a degree or a school."""
    out = [made for entry in entries if (made := _education(document, entry)) is not None]
    if not entries:
        for line in loose:
            if degree_weight(line.body) > 0.4 or school_weight(line.body) > 0.4:
                made = _education(document, Entry([line], None, None))
                if made is not None:
                    out.append(made)
    return _with_ids(out)


def certificates_in(entries: Sequence[Entry]) -> tuple[list[Entry], list[CvLine]]:
    """(the entries that are studies, the lines of the others): a course with one date, no degree and no school is a certificate."""
    studies: list[Entry] = []
    lines: list[CvLine] = []
    for entry in map(_with_line_below, entries):
        if entry.span is not None and (entry.span.single or entry.span.ongoing) and all(_is_course(line) for line in entry.head):
            lines += entry.lines
            continue
        courses = [line for line in entry.body if not line.bullet and dates.find_dates(line.text) and _is_course(line)]
        lines += courses
        studies.append(replace(entry, body=[line for line in entry.body if line not in courses]) if courses else entry)
    return studies, lines


def _is_course(line: CvLine) -> bool:
    text = dates.without_dates(line.body)
    known = lexicon.flat(text)
    papers = any(word in known for word in ("certificate", "certificat", "zertifikat", "certificado"))
    thesis = re.search(r"\b(?:thesis|dissertation|gpa|grade|note|advisor|supervisor|modules?)\b", known)
    return thesis is None and school_weight(text) < 0.3 and (papers or degree_weight(text) <= 0.4)


@lru_cache(maxsize=4096)
def degree_weight(text: str) -> float:
    """How much the words name a course of study: 0 to 1."""
    low = lexicon.flat(text)
    words = [word.replace(".", "") for word in _WORD.findall(low)]
    known = lexicon.words("cv_degrees", "degrees")
    if not words:
        return 0.0
    if any(str(part) in text for part in lexicon.table("cv_degrees")["degrees_joined"]):
        return 0.9
    if words[0] in known and (len(words[0]) > 2 or _WORD.findall(text)[0].replace(".", "")[:1].isupper()):
        return 1.0
    if any(word in known and len(word) > 2 for word in words[:_TOTAL]):
        return 0.8
    if any(phrase in low for phrase in known if " " in phrase):
        return 0.8
    return 0.6 if any(word in known and len(word) > 3 for word in words) else 0.0


@lru_cache(maxsize=4096)
def school_weight(text: str) -> float:
    """How much the words name a school: 0 to about 1."""
    words = [word.replace(".", "") for word in _WORD.findall(lexicon.flat(text))]
    known = lexicon.words("cv_degrees", "institutions")
    joined = any(str(part) in text for part in lexicon.table("cv_degrees")["institutions_joined"])
    if joined or any(word in known and len(word) > 4 for word in words):
        return 1.0
    return 0.7 if any(word in known for word in words) else 0.2 * min(firm_weight(text), 1.0)


def _education(document: Document, entry: Entry) -> Education | None:
    entry = _with_line_below(entry)
    names = [name for name in names_of(entry) if not dates.is_length(name.text)]
    names = [part for name in names for part in _parts(name)]
    if not names:
        return None
    named = max(names, key=lambda name: (name.label == "award", degree_weight(name.text), -name.order))

    def likely(name: Name) -> tuple[float, int]:
        apart = 0.15 if name.line != named.line else 0.0
        said = {"school": 9.0, "award": -9.0}.get(name.label, 0.0)
        return school_weight(name.text) - 0.6 * degree_weight(name.text) - _unlikely(name) + apart + said, -name.order

    school: Name | None = max(names, key=likely)
    if school is not None and school_weight(school.text) < 0.3 and (degree_weight(school.text) > 0.4 or _unlikely(school) > 0.5):
        school = None
    if school is not None and school.line == named.line and school_weight(school.text) < 0.5 and _AT_SCHOOL.search(named.text):
        school = None  # "A levels in biology, Welsh and drama"
    others = [name for name in names if name is not school and place_weight(name.text) < 0.9]
    study = max(others, key=lambda name: (degree_weight(name.text), -name.order), default=None)
    kind, area = (None, None)
    if study is not None and degree_weight(study.text) > 0.4:
        kind, area = _study(document, study)
        if area is None:
            later = [name for name in others if name is not study and school_weight(name.text) < 0.5 and not _unlikely(name)]
            area = leaf(document, later[0]) if later else None
    elif study is not None and not _unlikely(study):
        area = leaf(document, study)
    if study is not None and area is not None:
        area = _whole_area(document, study, area, names)
    start, end, _ = dates_of(document, entry)
    if entry.span is not None and entry.span.single:
        start = None
    if school is None and kind is None and area is None:
        return None
    lines = entry.lines
    return Education(
        id="",
        institution=leaf(document, school),
        area=area,
        study_type=kind,
        start=start,
        end=end,
        span=document.span(min(line.start for line in lines), max(line.end for line in lines)),
    )


def _with_line_below(entry: Entry) -> Entry:
    """The entry with the line below its header in it, where that names the school, or the degree, that the header does not."""
    if not entry.head or not entry.body:
        return entry
    head, below = " ".join(dates.without_dates(line.text) for line in entry.head), entry.body[0]
    if below.bullet or len(below.text) > 90 or below.index != max(line.index for line in entry.head) + 1 or _LABELLED.match(below.text):
        return entry
    studied = max(degree_weight(part) for part in re.split(r"\s{2,}|,\s", head))
    school = school_weight(head) < 0.7 and school_weight(below.text) >= 0.7 and degree_weight(below.text) <= studied
    degree = studied <= 0.4 and school_weight(head) >= 0.7 and degree_weight(below.text) > 0.7
    return replace(entry, head=[*entry.head, below], body=entry.body[1:]) if school or degree else entry


def _whole_area(document: Document, study: Name, area: Leaf, names: Sequence[Name]) -> Leaf:
    """The area with its last word, where that stands alone on the line below ("B.Tech. Information" / "Technology")."""
    below = next((name for name in names if name.line == study.line + 1), None)
    if below is None or not isinstance(area.source, Span) or area.source.end != study.end or below.style != study.style:
        return area
    text = below.text
    alone = text.isalpha() and text[:1].isupper() and 0 < below.start - study.end <= 2 and place_weight(text) < 0.6
    if not alone or school_weight(text) >= 0.3 or degree_weight(text) or lexicon.flat(text) in ("distinction", "merit", "pass"):
        return area
    return leaf_of(document, area.source.start, below.end) or area


def _unlikely(name: Name) -> float:
    low = lexicon.flat(name.text)
    if (
        name.bracketed
        or not any(letter.isalpha() for letter in name.text)
        or re.search(r"\b(?:gpa|grade|score|note|thesis|dissertation|cum laude|class of|advisor|credits|minor)\b|\d\.\d", low)
    ):
        return 1.0
    return 0.8 if place_weight(name.text) >= 0.6 else 0.0


def _parts(name: Name) -> list[Name]:
    """A stretch that holds both a degree and a school, cut at the comma or slash between."""
    cuts = [match.span() for match in re.finditer(r"[,،]\s+|[，、]\s*|\s/\s", name.text)]
    for start, end in cuts:
        one, two = name.text[:start], name.text[end:]
        parted = (school_weight(two) > 0.5) != (school_weight(one) > 0.5)
        if parted or (degree_weight(one) > 0.4 and start == cuts[-1][0] and degree_weight(two) == 0.0):
            first = Name(one, name.start, name.start + start, name.line, name.order, name.style, name.bracketed)
            rest = Name(two, name.start + end, name.end, name.line, name.order, name.style, name.bracketed)
            return [first, *_parts(rest)]
    return [name]


def _study(document: Document, study: Name) -> tuple[Leaf | None, Leaf | None]:
    """Study type and area: "B.Sc." and "Public Health", "Master of Science" and "Physics"."""
    text = study.text
    by_word = _IN.search(text)
    if by_word and degree_weight(text[: by_word.start()]) > 0.4:
        return (
            leaf_of(document, study.start, study.start + by_word.start()),
            leaf_of(document, study.start + by_word.end(), study.end),
        )
    known = lexicon.words("cv_degrees", "degrees")
    end = 0
    last = ""
    for match in _WORD.finditer(text):
        word = lexicon.flat(match.group()).replace(".", "")
        linked = word in lexicon.words("cv_degrees", "tails") or (
            word in ("science", "arts", "engineering", "laws") and last in ("of", "de", "en")
        )
        if word in known or (end and linked and match.start() - end < 4):
            last = word
            end = match.end()
            if text[end : end + 1] in (".", ")"):
                end += 1
        else:
            break
    if text[end:].lstrip().lower().startswith("(hons)"):
        end = text.lower().index("(hons)") + 6
    if not end:
        return leaf(document, study), None
    rest = end + len(text[end:]) - len(text[end:].lstrip(" ,:-–—"))
    area = leaf_of(document, study.start + rest, study.end) if rest < len(text) else None
    return leaf_of(document, study.start, study.start + end), area


def _with_ids(out: list[Education]) -> list[Education]:
    done: list[Education] = []
    seen: dict[str, int] = {}
    for study in out:
        told: list[Leaf | DateLeaf | None] = [study.institution, study.study_type, study.area, study.end]
        base = slug(" ".join(part.value for part in told if part is not None), limit=72)
        seen[base] = seen.get(base, 0) + 1
        done.append(study.model_copy(update={"id": base if seen[base] == 1 else f"{base}_{seen[base]}"}))
    return done
