"""What the words of one line speak for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from loopready.reading.job.lexicon import fold, pattern, patterns, read_lexicon

CLASSES = ("nice_whole", "must_whole", "hard", "condition", "benefit", "about", "process", "responsibility", "asked", "notice", "offers")
_MONEY = re.compile(
    r"[$€£¥₹]\s?\d|\b(?:usd|eur|gbp|chf|aud|cad|sek|nok|dkk|inr|pln)\s?\d|\d\s?(?:k|usd|eur|gbp|chf|euros?|dollars|pounds)\b"
)
_PAY = pattern("cues_pay")
_PRESENT = pattern("cues_present")
_NO_CONDITION = pattern("cues_no_condition")
_OPENING = re.compile(r"[\W\d]*(?:(?:you'll|you will|to|and|will)\s+)?([a-z][a-z'-]*)(?:\s+([a-z][a-z'-]*))?")
_OF_THE_ROLE = pattern("cues_of_the_role")
_OF_THE_FIRM = re.compile(r"\b(?:we|our|us)\b|^\W*(?:the|this|it|there|as)\b[^,;]{0,60}?\b(?:is|are|was|has|have)\b|'s (?:a|an|the)\b")
_NAME_DOES = re.compile(r"\W*(?:The )?[A-Z][\w'’&.-]*(?: (?:[A-Z&][\w'’&.-]*|of|and|the))* [a-z]+s\b")
_JOB_HOLDER = pattern("cues_job_holder")
_CONTACT = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.]+|(?<!\d)\+?\d[\d ()-]{8,15}\d(?!\d)")
_LEADS_WITH_PAY = re.compile(
    r"\W*(?:salary|pay|wages?|base|up to|from|circa|c\.|gross)?[\s:of-]*(?:[$€£]|(?:usd|eur|gbp|chf|nok|sek|dkk)\s)\s?\d"
)
_NEEDED = r"(?:required|needed|necessary|essential|a must)"
_UNASKED = re.compile(
    rf"\W*(?:(?:an? |the |any |prior |previous |formal )?(?:[\w'’/+#-]+ ){{1,4}}(?:(?:is|are) )?(?:not|n['’]t) {_NEEDED}"
    rf"|no (?:[\w'’/+#-]+ ){{1,5}}(?:is |are )?{_NEEDED})\b(?! (?:but|if|to|for)\b)[^;,]*(?:[.!]|$)"
)
"""A sentence that says what is not asked: "Degree not required", "No prior experience needed"."""
_MUSING = re.compile(
    r"\W*(?:you(?:'d| would| could| might| may) (?:might |probably |perhaps )?(?:start|begin|spend|find yourself)\b"
    r"|have you ever\b|ever wondered\b|imagine\b)"
)
"""A sentence that paints a day or asks to be read on: it asks for nothing."""
_SECOND = re.compile(r"\byou\b|\byour\b|\byou'")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which cue classes a line hits, and how often."""

    hits: dict[str, int]
    work_verb: bool
    gerund: bool
    second_person: bool
    of_the_role: bool
    of_the_firm: bool
    pay: bool
    leads_with_pay: bool
    condition: bool
    unasked: bool
    musing: bool

    def __getitem__(self, name: str) -> int:
        return self.hits.get(name, 0)


@lru_cache(maxsize=4096)
def evidence(text: str) -> Evidence:
    """The cues of one line or sentence."""
    folded = fold(text)
    compiled = patterns("job_cues")
    hits = {name: sum(1 for _ in compiled[name].finditer(folded)) for name in CLASSES}
    verb, gerund = opens_with_work(folded)
    pay = bool(_MONEY.search(folded)) and (bool(_PAY.search(folded)) or hits["benefit"] > 0) and "budget" not in folded
    hits["process"] += bool(_CONTACT.search(folded))
    denied = bool(_NO_CONDITION.search(folded)) and not hits["hard"]
    return Evidence(
        hits=hits, work_verb=verb, gerund=gerund, second_person=bool(_SECOND.search(folded)), of_the_role=bool(_OF_THE_ROLE.search(folded)),
        of_the_firm=not _JOB_HOLDER.match(folded) and bool(_OF_THE_FIRM.search(folded) or _NAME_DOES.match(text)), pay=pay,
        leads_with_pay=bool(_LEADS_WITH_PAY.match(folded)),
        condition=hits["condition"] > 0 and bool(_PRESENT.search(folded)) and not denied, unasked=bool(_UNASKED.match(folded)),
        musing=bool(_MUSING.match(folded)),
    )  # fmt: skip


def opens_with_work(folded: str) -> tuple[bool, bool]:
    """Whether a line opens with a verb of work (imperative or third person), and whether with its -ing form."""
    found = _OPENING.match(folded)
    if found is None:
        return False, False
    first, second = found[1], found[2]
    if first in _before() and second:
        first = second
    if first in _base():
        return True, False
    return (True, True) if _ing().get(first) else (_third().get(first, False), False)


@cache
def _base() -> frozenset[str]:
    return frozenset(read_lexicon("job_verbs")["work"])


@cache
def _before() -> frozenset[str]:
    return frozenset(read_lexicon("job_verbs")["before"])


@cache
def _ing() -> dict[str, bool]:
    out = {}
    for verb in _base():
        out[verb + "ing"] = True
        if verb.endswith("ie"):
            out[verb[:-2] + "ying"] = True
        elif verb.endswith("e"):
            out[verb[:-1] + "ing"] = True
        elif len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou":
            out[verb + verb[-1] + "ing"] = True
    return out


@cache
def _third() -> dict[str, bool]:
    return {form: True for verb in _base() for form in (verb + "s", verb + "es", verb[:-1] + "ies") if len(verb) > 3}
