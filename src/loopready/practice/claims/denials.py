"""What the answer denies and the CV lists, what the CV denies and the answer claims, and how a thing ended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from loopready.engines.skill_book import implied, topics_in
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import any_of, claims, content, pattern, shared, stems
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_OBJECT_END = re.compile(
    r"[,;:.!?]|\b(?:so|but|and|because|since|if|when|which|who|that|until|till|in production|at all|either|yet|before)\b"
)
_NEAR = 25
"""Within so many letters a thing's name stands that is denied."""
_SAME_THING = 2
"""Words that two texts share where they speak of one thing."""
_PROPER = re.compile(r"\b[A-ZÀ-Þ][\w-]{3,}")
_POINTS_BACK = re.compile(r"\b(?:it|that|this|them|those|one|any)\b|\bnot me\b")
_SHORT = 60
"""Letters of a sentence that only names what the next is about: "AutoCAD? Not me"."""
_FEW = 3
_SUBJECT_END = re.compile(r"[,;:.]|\b(?:and|but|because|since|so|which|when)\b")


def denials_judged(said: Said, record: Record) -> list[Found]:
    """Things that the person says they never did or had, and the CV lists."""
    out = []
    out += _not_held(said, record)
    for match in pattern("denials").finditer(said.low):
        rest = said.text[match.end() :]
        end = _OBJECT_END.search(rest.lower())
        thing = rest[: end.start()] if end else rest
        if pattern("denied_limits").search(thing.lower()) or not thing.strip():
            continue
        line = _listed(thing, said, record)
        if line is not None:
            stop = match.end() + len(thing.rstrip())
            out.append(Found(said.start + match.start(), said.start + stop, "contradicted", "denied", line))
    return out


_NOT_HELD = re.compile(
    r"\bi(?:'m| am) (?:not|still not)(?: yet| even)? (?:an? )?(?P<thing>[a-z]{5,})(?: yet)?(?=[,;.]|\s+(?:yet|and|so|but|because)\b|$)"
)
_SHORT_LINE = 6
"""Words of a line that lists what somebody holds, and tells nothing."""


def _not_held(said: Said, record: Record) -> list[Found]:
    """A standing that the person says they have not ("I'm not chartered yet") and the CV lists."""
    for match in _NOT_HELD.finditer(said.low):
        wanted = content(match["thing"])
        for line in record.lines:
            listed = line.kind == "fact" and len(line.text.split()) <= _SHORT_LINE and line.text[:1].isupper()
            if wanted and listed and wanted <= content(line.text) and not _pending(line):
                return [Found(said.start + match.start(), said.start + match.end(), "contradicted", "denied", line)]
    return []


def _pending(line: CvLine) -> bool:
    """Whether a line says that something is not held, or not yet."""
    return bool(pattern("denied_in_cv").search(line.text) or any_of(tuple(str(one) for one in claims()["pending"])).search(line.text))


def disowned_judged(all_said: Sequence[Said], record: Record) -> list[Found]:
    """Tools and papers by name that a sentence, or the one before where this names none, says are none of the person's own."""
    out = []
    for at, said in enumerate(all_said):
        for start, end in said.clauses:
            match = pattern("disowned").search(said.low, start, end)
            if match is None or pattern("denied_limits").search(said.low, match.end(), end):
                continue
            if pattern("disowned_limits").search(said.low, match.end(), end) and "until now" not in said.low:
                continue
            line = _named_here(said.text[start:end], said, record)
            if line is None and not topics_in(said.text[start:end]) and _POINTS_BACK.search(said.low[start:end]):
                before = (all_said[at - 1].text + " " if at and len(all_said[at - 1].text) < _SHORT else "") + said.text[:start]
                line = _named_here(before, said, record)
            if line is not None:
                out.append(Found(said.start + match.start(), said.start + match.end(), "contradicted", "denied", line))
                break
    return out


def _named_here(text: str, said: Said, record: Record) -> CvLine | None:
    """The line that lists the only thing which a text names, in a post that the sentence may speak of."""
    named = {name for _, _, name in topics_in(text)}
    if len(named) > 1:
        return None
    lines = [line for line in record.lines if any(name in named for _, _, name in topics_in(line.text))]
    if not named:
        proper = set(_PROPER.findall(text))
        lines = [line for line in record.lines if line.kind == "fact" and proper & set(_PROPER.findall(line.text)) - {line.text.split()[0]}]
        lines += [line for line in record.lines if line.kind == "fact" and line.text.split(",")[0] in proper]
    if not lines or any(_pending(line) for line in lines):
        return None
    return next((line for line in lines if not said.posts or line.post is None or line.post in said.posts), None)


def _listed(thing: str, said: Said, record: Record) -> CvLine | None:
    """The line of the CV that lists the thing: by its name, by a kind of it, or by all its words."""
    plain = re.sub(r"^\s*(?:with|in|on|of|an?|the|any)\s+", "", thing)
    if any(content(plain) & content(line.text) for line in record.lines if pattern("denied_in_cv").search(line.text)):
        return None
    named = topics_in(plain)
    lines = [line for line in record.lines if not pattern("denied_in_cv").search(line.text)]
    for start, end, name in named:
        further = content(plain[:end]) - content(plain[start:end])
        for line in lines:
            if said.posts and line.post is not None and line.post not in said.posts:
                continue
            listed = any(one == name or name in implied(one) for _, _, one in topics_in(line.text))
            if start < _NEAR and listed and further <= content(line.text):
                return line
    wanted = content(plain) - stems("papers")
    if not wanted or named:
        return None
    head = content(" ".join(re.findall(r"[^\W\d_][\w-]*", plain)[:4]))
    for line in lines:
        held = content(line.text)
        if (
            line.kind == "fact"
            and wanted
            and len(shared(wanted, held)) / len(wanted) >= (1.0 if len(wanted) == 1 else 0.6)
            and shared(head, held)
        ):
            return line
    if len(wanted) == 2:
        verb = said.content
        for line in lines:
            if (
                line.kind == "fact"
                and shared(wanted, content(line.text))
                and len(shared(verb, content(line.text))) >= 1
                and _act_shared(said, line)
            ):
                return line
    return None


def _act_shared(said: Said, line: CvLine) -> bool:
    """Whether the line is of leading, running or making the thing too."""
    return bool(
        re.match(r"\W*(?:lead|leads|led|ran|runs|run|managed|manages|organis|organiz|taught|built|made|wrote|set up)", line.text.lower())
    ) and bool(re.search(r"\b(?:run|ran|led|lead|managed?|organi[sz]ed|taught|built|made|written|wrote|set up)\b", said.low))


def claimed_judged(said: Said, record: Record) -> list[Found]:
    """Things that the answer says the person did, and the CV says they did not."""
    out: list[Found] = []
    for line in record.lines:
        for denied in re.finditer(r"\b(?:no|not|never|without)\b(?P<thing>[^.;,\n]{2,60})", line.text, re.IGNORECASE):
            thing = content(denied["thing"])
            if not thing or line.kind != "fact":
                continue
            for start, end in said.clauses:
                clause = said.low[start:end]
                if (
                    not re.search(r"\b(?:i|i've|i'd|we|we've)\b", clause)
                    or pattern("denials").search(clause)
                    or re.search(r"\b(?:no|not|never|n't|nothing)\b|n't\b", clause)
                ):
                    continue
                if thing <= content(clause):
                    lead = len(clause) - len(clause.lstrip(" ,;:"))
                    out.append(Found(said.start + start + lead, said.start + end, "contradicted", "claimed", line))
                    break
    return out


def outcomes_judged(said: Said, record: Record) -> list[Found]:
    """How a thing ended (on time or late, under or over budget), where the CV says the contrary of the same thing."""
    out = []
    for pair in claims()["outcomes"]:
        good, bad = (any_of(tuple(str(one) for one in pair[side])) for side in ("good", "bad"))
        for start, end in said.clauses:
            clause = said.text[start:end]
            for told, contrary in ((good, bad), (bad, good)):
                match = told.search(clause)
                if match is None or _NOT_SO.search(clause[: match.start()].lower()):
                    continue
                line = _contrary(content(clause[: match.start()]), told, contrary, record, names=_names(clause[: match.start()]))
                line = line or _contrary_named(said.text[: start + match.start()], told, contrary, record)
                if line is not None:
                    lead = len(clause) - len(clause.lstrip(" ,;:"))
                    out.append(Found(said.start + start + lead, said.start + start + match.end(), "contradicted", "outcome", line))
    return out


_NOT_SO = re.compile(r"\b(?:not|never|would|could|should|might)\b|n't\b")


def _names(text: str) -> frozenset[str]:
    """The stems of the words of a clause that are written with a capital, but for "I" and the like."""
    return content(" ".join(re.findall(r"\b[A-ZÀ-Þ][\w-]{2,}", text)))


def _contrary_named(text: str, told: re.Pattern[str], contrary: re.Pattern[str], record: Record) -> CvLine | None:
    """The only line with a name that the words before say, where it says the contrary and nothing like what is told."""
    names = _names(text)
    lines = [line for line in record.lines if line.kind == "fact" and names & _names(line.text)]
    ends = [line for line in lines if contrary.search(line.text) and not told.search(line.text)]
    return ends[0] if len(ends) == 1 and len(lines) == 1 else None


def _contrary(
    of: frozenset[str], told: re.Pattern[str], contrary: re.Pattern[str], record: Record, *, names: frozenset[str]
) -> CvLine | None:
    """The line that says the contrary of the thing whose words are ``of``; where it speaks of two ends, the part that does."""
    for line in record.lines:
        if line.kind != "fact" or not contrary.search(line.text):
            continue
        parts = re.split(r"[,;]", line.text) if told.search(line.text) else [line.text]
        for part in parts:
            if not contrary.search(part) or told.search(part):
                continue
            common = shared(of, content(contrary.sub(" ", part)) - stems("groups"))
            if len(common) >= _SAME_THING or (common and common == of) or (common & names and len(of) <= _FEW):
                return line
    return None


def skills_judged(said: Said, record: Record) -> list[Found]:
    """Named tools, papers and methods: listed by the CV or not."""
    listed = _listed_skills(record)
    out = []
    for start, end, name in topics_in(said.text):
        if not any(char.isupper() or char.isdigit() for char in name):
            continue
        line = listed.get(name)
        out.append(Found(said.start + start, said.start + end, "supported" if line is not None else "absent", "name", line))
    return out


def _listed_skills(record: Record) -> Mapping[str, CvLine]:
    out: dict[str, CvLine] = {}
    for line in record.lines:
        if pattern("denied_in_cv").search(line.text):
            continue
        for _, _, name in topics_in(line.text):
            out.setdefault(name, line)
    return out
