"""Documents on a firm that the person gave, and what they say: for one preparation, apart from the library's facts, deletable."""

from __future__ import annotations

from loopready.adapters.database import Exercises
from loopready.app.guests import Guests, Host, heard, model_off
from loopready.app.inputs import Handed, document_of, within_limits
from loopready.app.service import PERSONAL, Service
from loopready.model import Exercise, ExerciseKind, GivenPaper, InputError, OutsideError
from loopready.practice.guest.firm import firm_prompts, paper_of

KIND: ExerciseKind = "firm"
MOST_PAPERS = 20
MOST_LETTERS = 400_000


class GivenPapers:
    """The documents of one owner."""

    def __init__(self, service: Service, owner: str = PERSONAL, *, guests: Host | None = None) -> None:
        self._service = service
        self._desk = service.desk(owner)
        self._exercises = Exercises(service.database, owner)
        self._guests = guests or Guests(service, owner)

    @property
    def name(self) -> str:
        """Who would be asked; empty where nobody may be."""
        return self._guests.name()

    def all(self, preparation: str) -> list[GivenPaper]:
        """The documents given for a preparation, the last first. InputError where there is no such preparation."""
        self._desk.preparations.get(preparation)
        return [_paper_of(each) for each in self._exercises.all(kind=KIND, preparation=preparation)]

    def get(self, id: str) -> GivenPaper:
        """A document. InputError where this owner has none of that id."""
        try:
            return _paper_of(self._exercises.get(id, KIND))
        except InputError:
            raise InputError("not_found", "there is no such document; see: loopready firm", name=id[:40]) from None

    def add(self, preparation: str, given: Handed) -> GivenPaper:
        """Look for statements in a document and keep it with those that its own words bear out.

        Raises:
            InputError: there is no such preparation, the file is at fault or too long, twenty are kept already; ``model_off`` where no
                model is turned on, or its settings are none.
            OutsideError: the model gave no answer at all.
        """
        name = self._desk.preparations.get(preparation).name
        if not self._guests.name():
            raise model_off("the document")
        if len(self.all(preparation)) >= MOST_PAPERS:
            raise InputError("too_full", f"holds {MOST_PAPERS} documents already; delete one first", name=name)
        data = within_limits(given.data or b"", given.name)
        document = document_of(data, kind="job", workers=self._service.pipeline.workers)
        document = document.model_copy(update={"name": given.name})
        if len(document.text) > MOST_LETTERS:
            raise InputError(
                "too_long", f"has {len(document.text):,} letters; give the part that matters, up to {MOST_LETTERS:,}", name=given.name
            )
        brief = self._desk.brief(preparation)
        model = self._guests.model(person=brief, texts=(document.text,), spent_for=preparation)
        if model is None:
            raise model_off("the document")
        prompts = {str(place): prompt for place, prompt in enumerate(firm_prompts(document))}
        came = heard(model, prompts)
        if not came.answers:
            raise OutsideError("no_answer", f"could not be looked through, and nothing was kept: {came.note}", name=given.name)
        made = paper_of(document, [came.answers.get(id) for id in prompts], by=model.name, note=came.note)
        return _paper_of(
            self._exercises.create(kind=KIND, item=document.id, data=_kept(made), title=given.name, preparation=preparation)
        )  # fmt: skip

    def delete(self, id: str, *, preparation: str | None = None) -> None:
        """Delete a document with its statements. InputError where this owner, or the preparation that is named, has none of that id."""
        if preparation is not None and self.get(id).preparation != self._desk.preparations.get(preparation).id:
            raise InputError("not_found", "there is no such document for this preparation", name=id[:40])
        self._exercises.delete(self.get(id).id)


def _kept(paper: GivenPaper) -> dict[str, object]:
    return paper.model_dump(mode="json", exclude={"id", "preparation", "given"})


def _paper_of(kept: Exercise) -> GivenPaper:
    return GivenPaper.model_validate({**kept.data, "id": kept.id, "preparation": kept.preparation, "given": kept.created})
