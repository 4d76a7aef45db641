"""A brief as a file that leaves this machine."""

from __future__ import annotations

from collections.abc import Sequence

from loopready.app.notes import with_notes
from loopready.app.redacting import Hidden, covered
from loopready.model import Brief, ItemNote
from loopready.rendering import render
from loopready.rendering.clean import one_line


def exported(brief: Brief, *, format: str, notes: Sequence[ItemNote] = (), without: Sequence[Hidden] = ()) -> str | bytes:
    """The brief in a format, with notes of the person's own, without their name or contact data.

    Raises:
        InputError: for an unknown format.
    """
    return render(covered(with_notes(brief, notes), without), format=format)


def held_in(brief: Brief) -> tuple[tuple[str, str], ...]:
    """What a file of the brief holds of the person: label and value."""
    person = brief.profile.person
    leaves = (("Name", person.name), ("E-mail", person.email), ("Phone", person.phone), ("Link", person.url), ("Place", person.location))
    held = [(label, one_line(leaf.value)) for label, leaf in leaves if leaf]
    held += [("Link", one_line(link.url.value)) for link in person.profiles]
    lines = sum(1 for line in brief.cv.text.splitlines() if line.strip())
    held.append(("The CV's whole text", f"{lines} lines of {one_line(brief.cv.name)}"))
    held.append(("The job description's whole text", one_line(brief.job.name)))
    return tuple(held)
