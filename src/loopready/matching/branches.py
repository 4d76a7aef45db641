"""Branches of the economy: which ones a text names, and whether a post lies in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from loopready.engines.text import fold, stem
from loopready.matching.cv import Cv
from loopready.matching.finding import Finding, grounds
from loopready.matching.lexicon import domains, stem_set, word_set
from loopready.matching.statements import Statement
from loopready.matching.words import bare, concepts, stems
from loopready.model import Work

_BRANCH = re.compile(r"\b(?:background|sector|industry|environment|market|domain)\b", re.IGNORECASE)


def judge_branch(text: str, cv: Cv) -> Finding | None:
    """A branch of the economy asked as a background ("Retail background"); None where something else is asked."""
    asked = branches_in(text)
    plain = bool(asked) and word_set("skill_branches").isdisjoint(asked)
    if not _BRANCH.search(text) and not plain:
        return None
    branches = frozenset().union(*(stems(name) for name in asked))
    rest = [c for c in concepts(bare(text)) if c.weight >= 1.0 and c.stem not in branches and c.stem not in stem_set("branch_words")]
    if not asked or rest:
        return None
    posts = [work for work in cv.profile.work if in_domain(text, work, cv.of_work(work))]
    evidence = tuple(s for work in posts for s in cv.of_work(work) if s.kind == "post")[:3]
    if not evidence:
        return None
    return Finding("partial" if evidence[0].old else "met", evidence, grounds(evidence[0]), text=text)


def in_domain(of: str, work: Work, own: Sequence[Statement]) -> bool:
    """Whether the post lies in a branch of the economy that is asked."""
    said = [leaf.value for leaf in (work.position, work.name) if leaf is not None]
    heading = " . ".join([*said, *(statement.text for statement in own if statement.kind == "post")])
    text = " . ".join(statement.text for statement in own)
    return any(domains()[name].hits(heading) or len(domains()[name].found(text)) >= 2 for name in branches_in(of))


@lru_cache(maxsize=1024)
def branches_in(text: str) -> tuple[str, ...]:
    """The branches of the economy that a text names: "banking or insurance" -> bank, insurance."""
    said = stems(text)
    return tuple(
        name for name in domains() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fold(text)) or (" " not in name and stem(name) in said)
    )
