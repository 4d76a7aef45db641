"""What routing asks of all guides at once, indexed once: which guides a title names, whose words a text holds, whose it comes near."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from loopready.engines.cues import CueHit, CueSet
from loopready.engines.lexicon import table
from loopready.engines.text import stem, words
from loopready.engines.titles import plain_title
from loopready.library.posted import Posted, role_of
from loopready.library.resources import GENERAL
from loopready.library.vocabulary import Vocabulary

if TYPE_CHECKING:
    from loopready.library.catalogue import GuideHead, Library
    from loopready.library.vocabulary import Numbers

_GRADE = re.compile(r"\b([A-Z]{2,5})(\d{1,2})\b")
_LABEL = re.compile(r"^[\w ]{2,20}:\s+")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_DENIED = re.compile(
    r"(?:\b(?:no|not|without|never|none|nobody|neither|nor|isn|don|won)|n['’]t)\b(?:[^\w.!?;:\n]+\w+){0,3}[^\w.!?;:\n]*$", re.IGNORECASE
)
_BEFORE = 60
"""Characters before a duty in which a word may deny it."""
_LONGEST_TITLE = 120
"""Characters of a line that may be a title as a whole."""
_NEAREST = 40
"""Guides that are looked at for their words alone."""
_NAMED = 200
"""Of the guides that a title names, how many are looked at besides, the nearest by their words first."""


class Signs(NamedTuple):
    """What speaks for a guide: its number, and the value of each sign of ``lexicon/routing.yaml``."""

    number: int
    values: dict[str, float]


class _Cues:
    """Cues of many owners, each distinct cue looked for once; a cue is rarer the fewer owners it has (1 for one owner)."""

    def __init__(self, owned: Iterable[tuple[int, Iterable[str]]], *, of: int) -> None:
        self._owners: dict[str, list[int]] = defaultdict(list)
        self._held: dict[int, frozenset[str]] = {}
        for owner, cues in owned:
            self._held[owner] = frozenset(cues)
            for cue in dict.fromkeys(cues):
                self._owners[cue].append(owner)
        most = math.log(of + 1)
        self._rarity = {cue: math.log((of + 1) / len(owners)) / most for cue, owners in self._owners.items()}

    @cached_property
    def _set(self) -> CueSet:
        return CueSet(self._owners)

    def hits(self, text: str) -> dict[int, list[CueHit]]:
        """Owner -> the places of its cues."""
        found: dict[int, list[CueHit]] = defaultdict(list)
        for hit in self._set.hits(text):
            for owner in self._owners[hit.cue]:
                found[owner].append(hit)
        return found

    def counts(self, text: str, owners: Iterable[int]) -> dict[int, tuple[int, float]]:
        """Of these owners, how many of their cues occur in the text, and the sum of their rarity."""
        return self._counted(self._set.found(text), owners)

    def claimed(self, text: str, owners: Iterable[int]) -> dict[int, tuple[int, float]]:
        """The same, without the cues that the text only denies ("no line management")."""
        said = {hit.cue for hit in self._set.hits(text) if not _DENIED.search(text[max(0, hit.start - _BEFORE) : hit.start])}
        return self._counted(said, owners)

    def _counted(self, said: set[str], owners: Iterable[int]) -> dict[int, tuple[int, float]]:
        out = {}
        for owner in owners:
            held = said & self._held[owner]
            out[owner] = (len(held), sum(sorted(self._rarity[cue] for cue in held)))
        return out


class RoutingIndex:
    """The guides that may be chosen, with all that is compared of them. ``rules`` is ``guides`` of ``lexicon/routing.yaml``."""

    def __init__(
        self,
        heads: Sequence[GuideHead],
        bags: Sequence[Mapping[str, int]],
        other: Mapping[str, int],
        rules: Mapping[str, Any],
        *,
        posted: Posted,
    ) -> None:
        self.heads = tuple(heads)
        self._rules = rules
        numbered, count = list(enumerate(self.heads)), len(self.heads)
        self._titles = _Cues(((number, head.routing.titles) for number, head in numbered), of=count)
        self._not_titles = _Cues(((number, head.routing.not_titles) for number, head in numbered), of=count)
        self._words = _Cues(((number, head.routing.words) for number, head in numbered), of=count)
        self._duties = _Cues(((number, head.routing.duties) for number, head in numbered), of=count)
        self._not_duties = _Cues(((number, head.routing.not_duties) for number, head in numbered), of=count)
        self._posts = [frozenset(post for cue in head.routing.titles for post in _posts(cue)) for head in self.heads]
        self._against = {sector: CueSet(cues) for sector, cues in rules["against"].items() if cues}
        self._vocabulary = Vocabulary([*bags, other])
        self._posted = posted

    def signs(self, title: str | None, text: str) -> list[Signs]:
        """The signs of every guide that the title names or whose words the text comes near, by number.

        ``named``: the title names the seat. ``other``: the title names another post (a line without a word for a post is no title);
        ``stranger``: one that no title of the guide ends in. ``excluded``: it holds words of a neighbour. ``near``: cosine of text and
        guide, the general guide's words counting as common. ``words``: how many of the guide's routing words the text holds;
        ``rare_words``: the same, a word counting less the more guides have it. ``duties``, ``not_duties``: how many of the seat's
        duties, and of what only its neighbours do, the text names and does not deny. Of these four the square root is taken: each
        further one says less. ``undescribed``: the guide names no duties. ``against``: how many words speak against its sector.
        ``posted``, ``posted_role``, ``posted_others``: cosine of the text and the postings written for the guide, for all guides of
        its role, and for trades that no guide covers; ``unposted``: none were written for the guide.
        """
        near = self._vocabulary.nearness(text)[:-1]
        named, excluded = self._named({title, _line_of(title, text)}) if title else (set[int](), set[int]())
        posts = _posts(title) if title and len(title.split()) <= self._rules["title_words"] else frozenset[str]()
        looked = sorted({*_nearest(near, _NEAREST), *sorted(named, key=lambda number: (-near[number], number))[:_NAMED]})
        words, against = self._words.counts(text, looked), dict[str, float]()
        duties, not_duties = self._duties.claimed(text, looked), self._not_duties.claimed(text, looked)
        posted, out = self._posted.nearness(text), []
        for number in looked:
            path = self.heads[number].path
            sector = path.split("/")[0]
            if sector not in against:
                against[sector] = float(len(self._against[sector].found(text))) if sector in self._against else 0.0
            count, rare = words[number]
            values = {
                "named": float(number in named),
                "other": float(bool(posts) and number not in named),
                "stranger": float(bool(posts) and number not in named and not posts & self._posts[number]),
                "excluded": float(number in excluded),
                "near": float(near[number]),
                "words": math.sqrt(count),
                "rare_words": math.sqrt(rare),
                "against": against[sector],
                "duties": math.sqrt(duties[number][0]),
                "not_duties": math.sqrt(not_duties[number][0]),
                "undescribed": float(not self.heads[number].routing.duties),
                "posted": posted.guides.get(path, 0.0),
                "posted_role": posted.roles.get(role_of(path), 0.0) if path in posted.guides else 0.0,
                "posted_others": posted.others if path in posted.guides else 0.0,
                "unposted": float(path not in posted.guides),
            }
            out.append(Signs(number, values))
        return out

    def _named(self, titles: Collection[str]) -> tuple[set[int], set[int]]:
        """The guides that one of these titles names, and those that one excludes.

        A title names a guide where a title cue hits and no excluding cue does except inside of it ("software engineer" in "software
        engineering manager"). A short title is looked at in its other writings too; there an excluding cue's words must stand together,
        since "Software Engineer, Hypervisor Security" turned round is no "security engineer".
        """
        named: set[int] = set()
        excluded: set[int] = set()
        short = self._rules["short"]
        for said in {each for title in titles for each in (_writings(title, short) if len(title) <= _LONGEST_TITLE else (title,))}:
            hits, against = self._titles.hits(said), self._not_titles.hits(said)
            if said not in titles:
                against = {
                    number: [no for no in found if _stems(said[no.start : no.end]) <= _stems(no.cue)] for number, found in against.items()
                }
            out = {number for number, found in against.items() if not _inside(said, found, hits.get(number, ()))}
            excluded |= out
            named |= hits.keys() - out
        return named - excluded, excluded


def _writings(title: str, short: Mapping[str, str]) -> tuple[str, ...]:
    """A title as written and in other ways that say the same: "INTERNAL: Mgr, SW Eng (M3), Block Volumes, Req 48817" without its label,
    as "software engineering manager" from its first two pieces, with a grade parted from its short form ("SRE3") and that written out.
    """
    parted = re.sub(r"\w+", lambda word: short.get(word.group(), word.group()), _GRADE.sub(r"\1 \2", title))
    bare = _LABEL.sub("", parted).strip()
    pieces = [piece.strip() for piece in re.split(r"[,/|–—]|\s-\s", _ASIDE.sub(" ", bare)) if piece.strip()]
    heads = [", ".join(pieces[:count]) for count in (1, 2) if len(pieces) > count]
    said = [title, parted, plain_title(title), *(plain_title(each) for each in (bare, *heads) if each)]
    return tuple(dict.fromkeys(each for each in said if each))


def _line_of(title: str, text: str) -> str:
    """The line of the text that begins with the title, where it is short: what follows ("Associate - Audit") tells the seat too."""
    found = re.search(rf"^[ \t]*{re.escape(title)}[^\n]*", text, re.MULTILINE)
    line = found.group().strip() if found else title
    return line if len(line) <= _LONGEST_TITLE else title


def _inside(title: str, against: Sequence[CueHit], hits: Sequence[CueHit]) -> bool:
    """True where every excluding hit lies inside of a title hit and is made of that cue's own words, not of words in its gaps."""
    return all(any(hit.start <= no.start and no.end <= hit.end and _stems(title[no.start : no.end]) <= _stems(hit.cue) for hit in hits)
               for no in against)  # fmt: skip


@cache
def _heads() -> frozenset[str]:
    return frozenset(stem(str(word)) for word in table("cv_titles")["heads"])


def _posts(title: str) -> frozenset[str]:
    """The stems of a title's words that name a post: engineer, manager, auditor."""
    return frozenset(stem(word.text) for word in words(title)) & _heads()


def _stems(text: str) -> set[str]:
    return {stem(word.text) for word in words(text)}


def _nearest(near: Numbers, count: int) -> list[int]:
    """The numbers of the ``count`` largest values; of equal ones the first."""
    if len(near) > count:
        least = near[(-near).argpartition(count - 1)[count - 1]]
        able = (near >= least).nonzero()[0]
    else:
        able = (near >= 0).nonzero()[0]
    ordered: list[int] = able[(-near[able]).argsort(kind="stable")].tolist()
    return ordered[:count]


def index_of(library: Library) -> RoutingIndex:
    """The index of the guides that may be chosen: those that are ready and have titles."""
    able = [head for head in library.heads.values() if head.routing.titles and head.status == "ready"]
    bags = library.bags()
    return RoutingIndex(
        able,
        [bags[head.path] for head in able],
        bags.get(GENERAL, {}),
        library.lexicon["routing"]["guides"],
        posted=Posted(library.lexicon["routing_postings"]),
    )
