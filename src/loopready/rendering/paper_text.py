"""Papers, and drafts held against them, as plain text and Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from loopready.engines.passage import expand
from loopready.model import Paper, PaperMark
from loopready.rendering.clean import one_line

WIDTH = 88
STATES = {"present": "present", "thin": "thin", "missing": "not found"}
LEFT_OUT = {
    "blank": "has a blank to fill", "repeated": "stands twice", "marker": "speaks to the marker", "copied": "is copied from this page",
    "list": "is a row of words", "general": "could stand in any paper",
}  # fmt: skip
"""Why a part of a draft did not count."""
NO_PROPHET = (
    "It goes by words and figures, and misses much that is said in unusual words: “not found” is for you to judge. It foretells no reader."
)
PRIVATE = "Use invented or rounded figures, never an employer's confidential ones; name people and customers by their role."
_MOST_QUOTE = 160


def words_of(text: str) -> str:
    """A text of a paper without its marks of proof."""
    return expand(text).text


def listed_lines(papers: tuple[Paper, ...]) -> Iterator[str]:
    """A line for each paper."""
    width = max(len(paper.id) for paper in papers)
    for paper in papers:
        yield f"{paper.id.ljust(width)}  {paper.title} ({paper.length.low} to {paper.length.high} words)"


def paper_lines(paper: Paper) -> Iterator[str]:
    """A paper with its criteria."""
    yield paper.title
    yield from _wrapped(words_of(paper.says))
    for label, text in (("For", paper.for_whom), ("When", paper.when)):
        yield from _wrapped(f"{label}: {words_of(text)}")
    yield from _wrapped(f"Length: {paper.length.low} to {paper.length.high} words; length itself earns nothing.")
    yield ""
    yield "What must be there"
    for each in paper.criteria:
        yield from _wrapped(f"{each.name}: {words_of(each.looks_for)}", first="  - ", rest="    ")
    yield ""
    for note in paper.notes:
        yield from _wrapped(words_of(note))
    yield from _wrapped(PRIVATE)


def mark_lines(paper: Paper, mark: PaperMark) -> Iterator[str]:
    """What a draft holds, for a terminal."""
    if mark.score is None:
        yield from _wrapped(f"Not marked: {mark.unmarked}")
        return
    for each in mark.criteria:
        yield f"[{STATES[each.state]}] {each.name}"
        for span in each.evidence:
            yield from _wrapped(f"“{_quote(span.quote)}”", first="    ", rest="    ")
        if each.state != "present":
            yield from _wrapped(words_of(each.ask), first="    > ", rest="      ")
    for harm in mark.harms:
        yield ""
        yield f"[hurts] {harm.name}"
        for span in harm.spans:
            yield from _wrapped(f"“{_quote(span.quote)}”", first="    ", rest="    ")
        yield from _wrapped(f"{harm.because} {harm.instead}", first="    > ", rest="      ")
    yield ""
    yield from (line for told in _asides(paper, mark) for line in _wrapped(told))
    yield from _wrapped(f"{mark.found} of {len(mark.criteria)} found. {NO_PROPHET}")


def mark_markdown(paper: Paper, mark: PaperMark) -> str:
    """What a draft holds, as Markdown."""
    out = [f"# {paper.title}: what the draft holds", ""]
    if mark.score is None:
        return "\n".join([*out, mark.unmarked, ""])
    out += [f"**{mark.found} of {len(mark.criteria)} found.** {NO_PROPHET}", ""]
    for each in mark.criteria:
        out += [f"## {each.name}: {STATES[each.state]}", ""]
        out += [f"> {_quote(span.quote)}\n" for span in each.evidence]
        out += [words_of(each.ask), ""] if each.state != "present" else []
    for harm in mark.harms:
        out += [f"## {harm.name}: hurts", "", *(f"> {_quote(span.quote)}\n" for span in harm.spans), f"{harm.because} {harm.instead}", ""]
    return "\n".join([*out, *(f"- {told}" for told in _asides(paper, mark)), ""])


def _asides(paper: Paper, mark: PaperMark) -> Iterator[str]:
    yield length_line(paper, mark)
    if mark.blanks:
        yield f"{mark.blanks} blanks are left open; what stands beside them does not count yet."
    for why, spans in mark.left_out.items():
        if why != "blank":
            yield f"Not counted, since it {LEFT_OUT[why]}: " + "; ".join(f"“{_quote(span.quote)}”" for span in spans[:4]) + "."
    for caution in dict.fromkeys(each.prompt for each in mark.cautions):
        yield f"Before it leaves your hands: {one_line(caution)}"


def length_line(paper: Paper, mark: PaperMark) -> str:
    """How long a draft is beside how long it should be."""
    wanted = f"{paper.length.low} to {paper.length.high}"
    if mark.length == "long":
        return f"{mark.words} words; its readers expect {wanted}. Cut what no criterion needs."
    if mark.length == "short":
        return f"{mark.words} words; papers of this kind have {wanted}. Length earns nothing: add what is missing, no more."
    return f"{mark.words} words, within the {wanted} of its kind."


def _quote(text: str) -> str:
    said = one_line(text)
    return said if len(said) <= _MOST_QUOTE else said[:_MOST_QUOTE].rsplit(" ", 1)[0] + " …"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False) or [first.rstrip()]
