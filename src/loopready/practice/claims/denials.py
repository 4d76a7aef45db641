"""What the answer denies and the CV lists, what the CV denies and the answer claims, and how a thing ended."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loopready.engines.skill_book import implied, topics_in
from loopready.engines.text import fold
from loopready.practice.claims.answered import Said
from loopready.practice.claims.lexicon import any_of, claims, content, pattern, shared, stems
from loopready.practice.claims.record import CvLine, Record
from loopready.practice.claims.verdicts import Found

_OBJECT_END = re.compile(
    r"[,;:.!?]|\b(?:so|but|and|because|since|if|when|which|who|that|until|till|in production|at all|either|yet|before)\b"
)
_SUBJECT_END = re.compile(r"[,;:.]|\b(?:and|but|because|since|so|which|when)\b")


def denials_judged(said: Said, record: Record) -> list[Found]:
    """Things that the person says they never did or had, and the CV lists."""
    out = []
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


def _listed(thing: str, said: Said, record: Record) -> CvLine | None:
    """The line of the CV that lists the thing: by its name, by a kind of it, or by all its words."""
    plain = re.sub(r"^\s*(?:with|in|on|of|an?|the|any)\s+", "", thing)
    named = topics_in(plain)
    lines = [line for line in record.lines if not pattern("denied_in_cv").search(line.text)]
    for start, _, name in named:
        for line in lines:
            if start < 25 and any(one == name or name in implied(one) for _, _, one in topics_in(line.text)):
                return line
    wanted = content(plain)
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
                if match is None or re.search(r"\b(?:not|n't|never|would|could|should)\b|n't\b", clause[: match.start()].lower()):
                    continue
                line = _contrary(clause, contrary, told, record)
                if line is not None:
                    lead = len(clause) - len(clause.lstrip(" ,;:"))
                    out.append(Found(said.start + start + lead, said.start + start + match.end(), "contradicted", "outcome", line))
    return out


def _contrary(clause: str, contrary: re.Pattern[str], told: re.Pattern[str], record: Record) -> CvLine | None:
    words_of = content(contrary.sub(" ", told.sub(" ", clause)))
    for line in record.lines:
        if line.kind != "fact":
            continue
        for part in re.split(r"[,;]", line.text):
            if contrary.search(part) and not told.search(part):
                subject = content(contrary.sub(" ", part)) - stems("groups")
                common = shared(subject, words_of)
                if common and (
                    len(common) >= 2
                    or any(
                        name[:1].isupper()
                        for name in re.findall(r"\w+", part)
                        if content(name) & common and not part.lstrip().startswith(name)
                    )
                    or len(common) == len(subject)
                ):
                    return line
                if common and any(
                    fold(word) in fold(clause) and word[:1].isupper() and clause.lstrip(" ,;").startswith(word) for word in part.split()
                ):
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
