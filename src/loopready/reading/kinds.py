"""What a file is: a job description, a CV, a cover letter, or none of them."""

from __future__ import annotations

import math
import re

from loopready.model import Document
from loopready.reading.job.headings import find_headings
from loopready.reading.job.layout import logical_lines
from loopready.reading.job.lexicon import fold, pattern, patterns

LEAST_POSTING = 2.5
LIKELY = 0.6
_RANGE = pattern("file_kinds_range")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+")
_PHONE = re.compile(r"(?<!\d)\+?\d[\d ()./-]{7,16}\d(?!\d)")
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|my|me)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|your|you'll|you're|you've)\b")


def looks_like_posting(document: Document) -> tuple[bool, str]:
    """Whether a document reads like a job description; where not, one line that says what it seems to be and what to do."""
    text = document.text
    if not text.strip():
        return False, "the file holds no text; give the job description as text, Markdown, HTML, PDF or DOCX."
    if looks_like_cover_letter(text) >= LIKELY:
        return False, "this reads like a cover letter, not a job description; give the posting."
    score = posting_score(text, enough=2 * LEAST_POSTING)
    if looks_like_cv(text) >= LIKELY and score < 2 * LEAST_POSTING:
        return False, "this reads like a CV, not a job description; give the CV first and the posting second."
    if score < LEAST_POSTING:
        return (
            False,
            "this does not read like a job description: too little is said of a job or asked of a candidate; give the posting.",
        )
    return True, ""


def posting_score(text: str, *, enough: float = math.inf) -> float:
    """How much a text speaks of a job and asks of a candidate; 0 where nothing does, about 10 for an ordinary posting.

    Where its wording alone comes to ``enough``, that much is told: its headings, which can only add to it, are not looked for.
    """
    folded = fold(text)
    words = max(1, len(folded.split()))
    strong = {" ".join(found.group().split()) for found in patterns("job_kinds")["posting_strong"].finditer(folded)}
    weak = {" ".join(found.group().split()) for found in patterns("job_kinds")["posting_weak"].finditer(folded)}
    length = min(1.0, 1500 / words)
    worded = (min(len(strong), 6) + 0.3 * min(len(weak), 8)) * length
    if worded >= enough:
        return worded
    sections = {
        heading.kind
        for heading in find_headings(logical_lines(text))
        if heading.kind in ("must_strong", "must", "nice", "mixed", "responsibility", "role", "benefit")
    }
    return worded + min(len(sections), 3) * length


def looks_like_cv(text: str) -> float:
    """How sure it is that a text is a CV, 0 to 1: spans of years, headings of a CV, contact data, and nobody addressed."""
    folded = fold(text)
    words = max(1, len(folded.split()))
    ranges = len(_RANGE.findall(folded))
    headings = {
        found.group() for line in folded.splitlines() if (found := patterns("job_kinds")["cv_headings"].fullmatch(line.strip(" #*:_-=\t")))
    }
    contact = bool(_MAIL.search(folded[:1500])) + bool(_PHONE.search(folded[:1500]))
    addressed = len(_SECOND_PERSON.findall(folded)) / words
    score = 0.9 * min(ranges, 4) + 0.8 * min(len(headings), 4) + 0.6 * contact - min(3.0, 150 * addressed) - 1.2 * _letter_cues(folded)
    return _squashed(score - 2.6)


def looks_like_cover_letter(text: str) -> float:
    """How sure it is that a text is a cover letter, 0 to 1: its phrases, the first person, and running prose without a CV's dates."""
    folded = fold(text)
    words = max(1, len(folded.split()))
    first = len(_FIRST_PERSON.findall(folded)) / words
    score = (
        1.3 * min(_letter_cues(folded), 4)
        + min(2.0, 60 * first)
        - 0.8 * min(len(_RANGE.findall(folded)), 4)
        - (2.0 if words > 1500 else 0.0)
    )
    return _squashed(score - 4.0)


def _letter_cues(folded: str) -> int:
    pattern = patterns("job_kinds")["letter"]
    return len({found.group() for line in folded.splitlines() for found in pattern.finditer(line.strip())})


def _squashed(score: float) -> float:
    return round(1.0 / (1.0 + math.exp(-score)), 3)
