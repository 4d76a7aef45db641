"""What a page of practice asks: the books of whoever asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from loopready.app.afterwards import AfterwardsBook
from loopready.app.progress import ProgressBook
from loopready.web.people import ThePerson, TheService


def progress_book(person: ThePerson, service: TheService) -> ProgressBook:
    """What practice changed for whoever asks."""
    return ProgressBook(service, person.id)


def afterwards_book(person: ThePerson, service: TheService) -> AfterwardsBook:
    """What whoever asks tells of real interviews."""
    return AfterwardsBook(service, person.id)


TheProgress = Annotated[ProgressBook, Depends(progress_book)]
TheAfterwards = Annotated[AfterwardsBook, Depends(afterwards_book)]
