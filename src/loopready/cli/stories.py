"""The verbs of stories and claims: what one has to tell, and what one can stand by."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from loopready.cli.printing import print_out
from loopready.model import InputError

if TYPE_CHECKING:
    from loopready.app.defending import ClaimsAtHand
    from loopready.app.service import Service
    from loopready.app.stories import StoryBank
    from loopready.model import DefenceState, Portfolio, Scorecard, Story

story = typer.Typer(invoke_without_command=True, help="Your stories, the questions they answer, and the claims of your CV.")
Prep = Annotated[str | None, typer.Option("--prep", metavar="ID", help="The preparation; default the last.")]
StoryId = Annotated[str, typer.Argument(metavar="ID", help="A story's id, as list prints it; its beginning will do.")]
Key = Annotated[str, typer.Argument(metavar="KEY", help="A claim's key, as claims prints it; its end will do.")]
Text = Annotated[str, typer.Option("--text", help="Your words; - reads them from standard input.")]


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.add_typer(story, name="story")


@contextmanager
def _opened() -> Iterator[tuple[Service, StoryBank, ClaimsAtHand]]:
    from loopready.app.defending import ClaimsAtHand
    from loopready.app.service import PERSONAL, Service
    from loopready.app.stories import StoryBank

    with Service() as service:
        yield service, StoryBank(service, PERSONAL), ClaimsAtHand(service, PERSONAL)


def _of(service: Service, prep: str | None) -> str:
    """The preparation that is named, else the last. InputError where there is none."""
    if prep is not None:
        return service.desk().preparations.get(prep).id
    latest = service.desk().preparations.all(limit=1)
    if not latest:
        raise InputError("not_found", "nothing is prepared yet; make a brief: loopready prep CV JOB --save", name="story")
    return latest[0].id


@story.callback()
def bank(context: typer.Context, prep: Prep = None) -> None:
    """Show the bank, and which likely question has no story."""
    if context.invoked_subcommand is not None:
        if prep is not None:
            says = f"comes behind the verb: loopready story {context.invoked_subcommand} --prep {prep}"
            raise InputError("misplaced", says, name="--prep")
        return
    with _opened() as (service, stories, _):
        chosen = _of(service, prep)
        held = stories.all()
        print_out("\n".join([*_listed(held), "", *_uncovered(stories.portfolio(chosen))]))


@story.command("list")
def list_(archived: Annotated[bool, typer.Option("--archived", help="Those in the archive.")] = False) -> None:
    """List the stories of the bank."""
    with _opened() as (_, stories, _claims):
        print_out("\n".join(_listed(stories.all(archived=archived))))


@story.command()
def draft(
    prep: Prep = None,
    key: Annotated[str | None, typer.Option("--take", metavar="KEY", help="Take this line into the bank.")] = None,
    suggested: Annotated[bool, typer.Option("--suggested", help="Take the lines that would cover most of the likely questions.")] = False,
) -> None:
    """Show which lines of the CV can become stories, or take them into the bank."""
    from loopready.rendering.clean import one_line

    with _opened() as (service, stories, _):
        chosen = _of(service, prep)
        if key is not None or suggested:
            wanted = [key] if key is not None else stories.suggested(chosen)
            print_out("\n".join(_listed(stories.take(chosen, wanted))) if wanted else "no line of the CV would cover more")
            return
        lines = [f"{each.key}\n  {one_line(each.data.line)}" for each in stories.drafts(chosen)]
        print_out("\n".join(lines or ["every line of the CV is in the bank"]))


@story.command()
def show(id: StoryId, versions: Annotated[bool, typer.Option("--versions", help="Its earlier versions too.")] = False) -> None:
    """Print a story with what its parts ask for."""
    from loopready.practice.stories import part_guides

    with _opened() as (_, stories, _claims):
        held = _found(stories, id)
        out = [held.title, f"  {held.data.line}" if held.data.line else "", ""]
        for guide in part_guides():
            out += [
                f"{guide.label} ({guide.name})",
                f"  {held.part(guide.name).text or '____'}",
                f"  {guide.ask} {guide.safe}".rstrip(),
                "",
            ]
        if held.scorecard is not None:
            out += _judged(held.scorecard)
        if versions:
            for each in stories.editions(held.id):
                out += [f"version {each.number}, {each.created:%Y-%m-%d %H:%M} UTC"]
                out += [f"  {guide.name}: {each.parts[guide.name].text}" for guide in part_guides() if guide.name in each.parts]
        print_out("\n".join(out))


@story.command()
def write(
    id: StoryId,
    part: Annotated[str, typer.Option("--part", metavar="NAME", help="situation, task, action, result, learning or secret.")],
    words: Text,
) -> None:
    """Write a part of a story in your own words."""
    with _opened() as (_, stories, _claims):
        held = _found(stories, id)
        made = stories.write(held.id, {part: _given(words)}, version=held.version)
        print_out(f"{made.id}  version {made.edition}")


@story.command()
def judge(
    id: StoryId,
    prep: Prep = None,
    question: Annotated[str | None, typer.Option("--question", metavar="ID", help="As the answer to this question of the guide.")] = None,
) -> None:
    """Judge a story as the answer to the question it serves best."""
    with _opened() as (service, stories, _):
        made = stories.judge(_found(stories, id).id, preparation=_of(service, prep), question=question)
        assert made.scorecard is not None
        print_out("\n".join(_judged(made.scorecard)))


@story.command()
def propose(id: StoryId) -> None:
    """Have the language model you turned on draft a story from its CV line, beside yours; what it adds is refused."""
    from loopready.app.guests import SENDS_STORY
    from loopready.app.proposing import Proposals
    from loopready.rendering.guest import proposal_lines

    with _opened() as (service, stories, _claims):
        held, proposals = _found(stories, id), Proposals(service)
        if proposals.name:
            sys.stderr.write(f"{SENDS_STORY.format(name=proposals.name)}\n")
        print_out("\n".join(proposal_lines(proposals.of(held.id))))


@story.command()
def portfolio(prep: Prep = None) -> None:
    """Print which story goes to which likely question, uncovered ones first."""
    with _opened() as (service, stories, _):
        print_out("\n".join(_shared_out(stories.portfolio(_of(service, prep)), stories.all())))


@story.command()
def claims(
    prep: Prep = None,
    state: Annotated[str | None, typer.Option("--state", metavar="open|defended|retracted", help="Those in one state.")] = None,
) -> None:
    """Print the claims of the CV with what will be asked of each."""
    with _opened() as (service, _, held):
        lines = []
        for claim in held.all(_of(service, prep)):
            if state in (None, claim.state):
                lines += [f"{claim.state:<9} {claim.words}   {claim.key}", f"          “{claim.line}”"]
                lines += [f"          - {probe}" for probe in claim.probes]
                lines += [f"          > {line}" for line in claim.answer.splitlines()]
        print_out("\n".join(lines or ["no such claim"]))


@story.command()
def defend(key: Key, words: Text, prep: Prep = None) -> None:
    """Keep what you would say to a claim's probes: you stand by it."""
    with _opened() as (service, _, held):
        chosen = _of(service, prep)
        claim = _claim(held, chosen, key)
        answered = held.answer(chosen, claim, _given(words), version=_version(held, chosen, claim))
        print_out(f"{held.settle(chosen, claim, 'defended', version=answered.version).state}  {answered.words}")


@story.command()
def retract(key: Key, prep: Prep = None) -> None:
    """Take a claim back: the brief is made again without it, and it does not return."""
    _settled(key, prep, "retracted")


@story.command()
def reopen(key: Key, prep: Prep = None) -> None:
    """Open a claim again that was defended or taken back."""
    _settled(key, prep, "open")


def _settled(key: str, prep: str | None, state: DefenceState) -> None:
    with _opened() as (service, _, held):
        chosen = _of(service, prep)
        claim = _claim(held, chosen, key)
        made = held.settle(chosen, claim, state, version=_version(held, chosen, claim))
        print_out(f"{made.state}  {made.words}")


def _claim(held: ClaimsAtHand, preparation: str, key: str) -> str:
    """The key of the one claim whose key ends so. InputError where none or several do."""
    found = [claim.key for claim in held.all(preparation) if claim.key == key or claim.key.endswith(f"/{key}")]
    if len(found) != 1:
        says = "no claim has that key" if not found else f"{len(found)} claims end so; give the whole key"
        raise InputError("not_found", f"{says}; see: loopready story claims", name=key[:80])
    return found[0]


def _version(held: ClaimsAtHand, preparation: str, key: str) -> int:
    return next(claim.version for claim in held.all(preparation) if claim.key == key)


def _found(stories: StoryBank, id: str) -> Story:
    """The one story whose id begins so. InputError where none or several do."""
    found = [each for archived in (False, True) for each in stories.all(archived=archived) if each.id.startswith(id)]
    if len(found) != 1:
        says = "there is no such story" if not found else f"{len(found)} stories begin so"
        raise InputError("not_found", f"{says}; see: loopready story list", name=id[:80])
    return found[0]


def _given(words: str) -> str:
    return sys.stdin.read() if words == "-" else words


def _listed(stories: list[Story]) -> list[str]:
    from loopready.rendering.clean import one_line

    if not stories:
        return ["the bank is empty; take lines of the CV: loopready story draft --suggested"]
    return [f"{each.id}  {_strength(each):>10}  {one_line(each.title)}" for each in stories]


def _strength(story: Story) -> str:
    if story.scorecard is None:
        return "not judged"
    return "unscored" if story.scorecard.overall is None else f"{story.scorecard.overall} of 100"


def _uncovered(found: Portfolio) -> list[str]:
    if not found.uncovered:
        return ["every likely question has a story"]
    return [f"{len(found.uncovered)} of {len(found.rows)} likely questions have no story:", *(f"  {row.text}" for row in found.uncovered)]


def _shared_out(found: Portfolio, stories: list[Story]) -> list[str]:
    from loopready.rendering.clean import one_line

    titles = {each.id: f"{one_line(each.title)} ({each.id})" for each in stories}
    lines = []
    for row in found.rows:
        lines += [one_line(row.text), f"  {titles[row.story]}" if row.story else "  no story"]
        lines += [f"  the CV offers: loopready story draft --take {key}" for key in row.offers[:1]]
    for each in found.overused:
        lines.append(f"overused: {titles[each.story]}: best for {len(each.wanted)} questions, told {each.told} times in this loop")
    return lines or ["the guide has no question that wants a story"]


def _judged(card: Scorecard) -> list[str]:
    lines = [f"unscored: {card.unscored}" if card.overall is None else f"{card.overall} of 100"]
    for mark in card.marks:
        lines.append(f"  {mark.criterion}: {mark.level if mark.level is not None else 'not judged'}. {mark.why}")
        lines += [f"    “{' '.join(mark.quote.split())}”"] if mark.quote else []
    return [*lines, *(f"  missing: {line}" for line in card.missing), *(f"  careful: {line}" for line in card.cautions)]
