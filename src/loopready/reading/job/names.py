"""Names on the first lines of a posting: what is a firm's, what a place's, what only terms of employment."""

from __future__ import annotations

import re

from loopready.reading.job.lexicon import compile_phrases, fold, pattern, read_lexicon

_FORM_AT_END = re.compile(rf"(?:^|\s){pattern('head_form').pattern}$")
_FORM = re.compile(rf"\b{pattern('head_form').pattern}(?!\w)")
_REMOTE = re.compile(
    r"\b(?:fully remote|remote(?:ly)?(?: (?:in|within|from|across) (?:the )?[A-Z][\w]*)?|hybrid|work from home)\b", re.IGNORECASE
)
_TERMS = re.compile(
    r"(?:full|part)[- ]time(?: .*)?|permanent|contract|temporary|fixed[- ]term|hybrid|remote|on[- ]?site|freelance|\d+ (?:hours|h).*",
    re.IGNORECASE,
)
"""Terms of employment that stand beside a firm's name and place."""
_STRONG = re.compile(r"\s*[|•·—]\s*|\s+[-–]\s+|\s+\((?=[A-Z])")
_COMMA = re.compile(r",\s+(?!Inc|LLC|Ltd)")
_IN = re.compile(r"\s+in\s+(?=[A-Z])")
_REGION_CODE = re.compile(r"[A-Z]{2,3}(?: \d{5})?")
_STOP = re.compile(r"\.\s")
_SMALL = frozenset(read_lexicon("job_names")["small"])
_LONGEST_PLACE = 4

Stretch = tuple[int, int]


def named_pieces(text: str) -> list[Stretch]:
    """The stretches of a head line that name something, in order: firm first, then place; terms of employment are left out.

    "Firm, Place", "Firm | Place", "Firm in Place", "Firm (Place)"; a town and its region are one: "Tucson, AZ".
    """
    stop = _STOP.search(text)
    if stop is not None and not is_called(text) and not _FORM_AT_END.search(text[: stop.start() + 1]):
        text = text[: stop.start()]
    strong = [piece for piece in _cut(text, _STRONG) if not _TERMS.fullmatch(_bare(text, piece))]
    if len(strong) > 1:
        return strong
    parted = [piece for whole in strong for half in _by_in(text, whole) for piece in _by_comma(text, half)]
    return [piece for piece in parted if not _TERMS.fullmatch(_bare(text, piece))]


def is_called(text: str) -> bool:
    """Whether words are written as a name: no lower-case word but the small ones and a firm's form."""
    words = re.findall(r"[^\W_][\w'’.&-]*", _FORM_AT_END.sub("", text.strip(" *_")) or text)
    return (
        0 < len(words) <= 8
        and words[0][0].upper() == words[0][0]
        and all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    )


def is_place(text: str) -> bool:
    """Whether words are known to name a place: a large city, a region, a country, or that the work is done from home."""
    bare = text.strip(" *_,.")
    town, _, region = bare.partition(", ")
    within = bool(_REGION_CODE.fullmatch(region)) or (fold(town) in _places() and fold(region) in _places())
    return bool(_REMOTE.search(text)) or fold(bare) in _places() or (is_called(town) and within)


def may_be_place(text: str) -> bool:
    """Whether a name that stands beside the firm's can be a place's: short, without a firm's form, naming no unit, team or trade."""
    return len(text.split()) <= _LONGEST_PLACE and is_called(text) and not _FORM.search(text) and not _units().search(fold(text))


def _by_comma(text: str, whole: Stretch) -> list[Stretch]:
    start, end = whole
    pieces = [(start + a, start + b) for a, b in _cut(text[start:end], _COMMA)]
    if len(pieces) > 1 and _FORM_AT_END.search(_bare(text, pieces[-1])) and not is_place(text[start:end]):
        return [whole]
    out: list[Stretch] = []
    for piece in pieces:
        if out and _within(_bare(text, piece), _bare(text, out[-1]), first=len(out) == 1):
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
    return out


def _by_in(text: str, whole: Stretch) -> list[Stretch]:
    """ "Firm in Place" as two; a field of study or work is no place: "Institute for Research in Medicine"."""
    start, end = whole
    cut = _IN.search(text, start, end)
    if cut is None or not may_be_place(text[cut.end() : end].split(",", maxsplit=1)[0].strip(" *_")):
        return [whole]
    return [(start, cut.start()), (cut.end(), end)]


def _cut(text: str, between: re.Pattern[str]) -> list[Stretch]:
    out, start = [], 0
    for found in between.finditer(text):
        if text[start : found.start()].strip(" *_,-–|"):
            out.append((start, found.start()))
        start = found.end()
    if text[start:].strip(" *_,-–|)"):
        out.append((start, len(text.rstrip(" *_" if "(" in text[start:] else " *_)"))))
    return out


def _bare(text: str, piece: Stretch) -> str:
    return text[slice(*piece)].strip(" *_")


def _within(region: str, town: str, *, first: bool) -> bool:
    """Whether a piece is the region or country of the one before it; what comes first may be a firm."""
    if _REGION_CODE.fullmatch(region):
        return not _FORM.search(town)
    return fold(region) in _places() and (not first or fold(town) in _places())


def _places() -> frozenset[str]:
    return frozenset(read_lexicon("job_places")["places"])


def _units() -> re.Pattern[str]:
    return compile_phrases(read_lexicon("job_names")["units"])
