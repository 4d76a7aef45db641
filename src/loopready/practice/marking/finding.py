"""The level of one criterion with the words that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loopready.engines.lexicon import table
from loopready.model.marking import AnswerSpan, Mark


@dataclass(frozen=True)
class Finding:
    """What was found for a criterion. ``level`` is None where it is not judged; a level above 1 rests on spans."""

    level: int | None
    spans: tuple[AnswerSpan, ...] = ()
    checks: dict[str, float] = field(default_factory=dict)


def words_of(criterion: str) -> dict[str, object]:
    """What a scorecard says of a criterion (``lexicon/marking_words.yaml``)."""
    found: dict[str, object] = table("marking_words")["criteria"][criterion]
    return found


def found(level: int, spans: Sequence[AnswerSpan]) -> Finding:
    """A finding at a level of 1 to 5; without words to rest on it is 1."""
    distinct = tuple(dict.fromkeys(spans))
    return Finding(max(1, min(5, level)) if distinct else 1, distinct)


def mark_of(criterion: str, finding: Finding) -> Mark:
    """The mark of a finding: what is present quotes the answer, what is absent names what was sought."""
    said = words_of(criterion)
    sought, at_level = str(said["sought"]), said["found"]
    if finding.level is None:
        return Mark(criterion=criterion, level=None, why=sought, unscored=sought)
    assert isinstance(at_level, dict)
    absent = finding.level == 1 and not finding.checks
    why = sought if absent else str(at_level.get(finding.level, sought))
    quoted = None if absent or not finding.spans else finding.spans[0]
    return Mark(
        criterion=criterion,
        level=finding.level,
        quote=quoted.quote if quoted else None,
        start=quoted.start if quoted else None,
        end=quoted.end if quoted else None,
        why=why,
        present=() if absent else finding.spans,
        checks=finding.checks,
    )
