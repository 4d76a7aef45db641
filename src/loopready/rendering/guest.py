"""What a language model said in practice, as lines of plain text: beside what is the engine's or the person's, and said to be its."""

from __future__ import annotations

from collections.abc import Iterator

from loopready.model import GivenPaper, Scorecard, SecondOpinion, StoryProposal
from loopready.rendering.clean import one_line
from loopready.rendering.scorecard import criterion_name, wrapped

NOT_THE_MARK = "A second opinion by a language model. The marks above stay what they are; the two are not averaged."
NOT_OURS = "From documents you gave. loopready has not checked them, and they are no part of its library."


def opinion_lines(opinion: SecondOpinion, card: Scorecard) -> Iterator[str]:
    """The opinion criterion by criterion beside the engine's level, then where the two do not agree."""
    yield from wrapped(f"Second opinion by {one_line(opinion.by)}")
    yield from wrapped(NOT_THE_MARK)
    engine = {mark.criterion: mark.level for mark in card.marks}
    for mark in opinion.marks:
        name, ours = criterion_name(mark.criterion).capitalize(), engine.get(mark.criterion)
        if mark.level is None:
            yield from wrapped(f"-  {name}: no opinion, {mark.unscored}", rest="   ")
            continue
        cut = f"; it said {mark.said}, its quotes hold {mark.level}" if mark.said != mark.level else ""
        yield from wrapped(f"{mark.level}  {name}: loopready {ours}{cut}. {mark.why}", rest="   ")
        for quote in mark.quotes:
            yield from wrapped(f"“{one_line(quote.quote)}”", first="   ", rest="   ")
    for cap in opinion.caps:
        yield from wrapped(f"Held at {cap.at_most}: {cap.because}")
    yield ""
    yield from wrapped(differences_line(opinion))
    if opinion.overall is None:
        yield from wrapped(f"No overall: {opinion.unscored}.")
    else:
        yield from wrapped(f"Its overall {opinion.overall} of 100, loopready's {card.overall}.")


def differences_line(opinion: SecondOpinion) -> str:
    """Where the two do not agree, in a sentence."""
    if not any(mark.level is not None for mark in opinion.marks):
        return "There is nothing to compare."
    if not opinion.differences:
        return "The two agree on every criterion that both judged."
    named = [f"{criterion_name(each.criterion)} (loopready {each.engine}, the model {each.model})" for each in opinion.differences]
    return f"They do not agree on {', '.join(named)}. Read the quotes of both and judge for yourself."


def proposal_lines(proposal: StoryProposal) -> Iterator[str]:
    """A story's draft part by part, whose words each part is in, and what was refused."""
    yield from wrapped(f"A draft by {one_line(proposal.by)}, out of your CV's words alone. Your story is as it was.")
    says = {"model": "in its words", "cv": "the CV's words, as they were", "person": "your words, as they were"}
    for part in proposal.parts:
        yield ""
        yield f"{part.name.capitalize()} ({says[part.by]})"
        yield from wrapped(one_line(part.text) or "____", first="  ", rest="  ")
    yield ""
    yield from wrapped(dropped_line(proposal))
    if proposal.note:
        yield from wrapped(f"Note: {proposal.note}.")


def dropped_line(proposal: StoryProposal) -> str:
    """How many sentences were refused."""
    count = proposal.dropped
    if not count:
        return "No sentence was refused."
    said = "1 sentence" if count == 1 else f"{count} sentences"
    return f"{said} said more or less than your CV; the CV's own words stand in place of those parts."


def paper_lines(paper: GivenPaper) -> Iterator[str]:
    """A document that was given: what it says, with its words."""
    yield f"{paper.id}  {one_line(paper.name)}"
    for each in paper.statements:
        yield from wrapped(one_line(each.text), first="  - ", rest="    ")
        if one_line(each.quote) != one_line(each.text):
            yield from wrapped(f"“{one_line(each.quote)}”", first="    ", rest="    ")
    yield from wrapped(paper_told(paper), first="  ", rest="  ")


def paper_told(paper: GivenPaper) -> str:
    """How many statements stand, what was refused, and what was not looked at."""
    found = f"{len(paper.statements)} statements, found by {one_line(paper.by)}"
    said = f"{found}; {paper.dropped} refused, whose quote does not stand or say so"
    if paper.unread:
        said += f"; {paper.unread:,} letters were not looked at{f' ({paper.note})' if paper.note else ''}"
    return f"{said}."
