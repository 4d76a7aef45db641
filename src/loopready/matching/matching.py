"""The match of a profile with a posting and a guide."""

from __future__ import annotations

from collections.abc import Mapping

from loopready.engines.text import fold, words
from loopready.matching.bridge import bridge
from loopready.matching.cv import Cv
from loopready.matching.judge import judge, texts_of
from loopready.matching.signals import judge_signals, texts_of_guide
from loopready.matching.verdict import decide
from loopready.model import Document, Embedder, Guide, Match, Posting, Profile


def match(
    profile: Profile, posting: Posting, guide: Guide | None = None, *, documents: Mapping[str, Document], embedder: Embedder, today: str
) -> Match:
    """How a profile stands against a posting, requirement by requirement, and against the signals of a guide, where one is given.

    ``documents`` holds the CV and the posting by id; ``today`` is ``YYYY-MM-DD`` and dates what is ongoing. KeyError where a document
    of the profile or posting is not among them.
    """
    document, job = documents[profile.document], documents[posting.document]
    cv = Cv(profile, document, embedder=embedder, today=today)
    asked = [text for requirement in posting.requirements for text in texts_of(requirement)]
    cv.prepare([*asked, *(texts_of_guide(guide) if guide is not None else ())])
    ignore = _own_names(posting)
    rows = [judge(requirement, cv, ignore=ignore) for requirement in posting.requirements]
    signals = judge_signals(guide, cv, posting, job, embedder=embedder) if guide is not None else ()
    seen = bridge(rows, signals, guide) if guide is not None else tuple(rows)
    verdict, caps = decide(seen, profile, posting, said=len(cv.statements))
    return Match(cv=document.id, job=job.id, rows=seen, signals=signals, verdict=verdict, caps=caps)


def _own_names(posting: Posting) -> frozenset[str]:
    """The words of the hiring firm's name and place, folded."""
    leaves = [leaf for leaf in (posting.firm, posting.location) if leaf is not None]
    return frozenset(fold(word.text) for leaf in leaves for word in words(leaf.value))
