"""A brief in a language model's words, where its person turned one on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from loopready.adapters.database import Database
from loopready.adapters.openai_model import warm
from loopready.app.masking import MaskedModel, mask_of
from loopready.app.model_budget import money
from loopready.app.model_server import model_server
from loopready.app.model_writer import SECONDS, ModelWriter
from loopready.app.modelling import Modelling
from loopready.app.owning import opened
from loopready.app.phrasing import Passed, claims_to_phrase, phrased
from loopready.model import Brief, InputError, LanguageModel, LoopreadyError, Writer, Writing

Opens = Callable[[], AbstractContextManager[tuple[Database, str]]]


def worded(brief: Brief, modelling: Modelling, *, id: str, passed: Passed | None = None, seconds: float = SECONDS) -> Brief:
    """The brief with what stands of the model's phrases. ``id`` is what costs are written down for.

    What is at fault with the model is a note of the brief, which is complete in any case.
    """
    try:
        model = modelling.masked(brief.profile, brief.cv.text, others=[brief.job.text], brief=id)
        return phrased(brief, ModelWriter(model, hide=model.hidden, seconds=seconds), passed=passed)
    except LoopreadyError as error:
        return brief.model_copy(update={"writing": Writing(by=error.name or "the writer", note=error.message)})


def is_wanted(modelling: Modelling) -> bool:
    """Whether its person turned a model on; also where the settings are damaged, since ``worded`` then tells that."""
    try:
        return modelling.is_on()
    except LoopreadyError:
        return True


def writer_of(brief: Brief, given: Writer | LanguageModel) -> Writer:
    """A writer for a brief: the one given, or one made of a model, which is sent placeholders for the person and their employers."""
    if not isinstance(given, LanguageModel):
        return given
    model = MaskedModel(given, mask_of(brief.profile, brief.cv.text, others=[brief.job.text], employers=True))
    return ModelWriter(model, hide=model.hidden)


def warm_model(*, wanted: bool | None = None) -> None:
    """Load the client in the background where a server is set and the writer is not declined; nothing is sent."""
    with suppress(LoopreadyError):  # what is wrong with the settings is told where they are used
        if wanted is not False and model_server() is not None:
            warm()


def worded_here(brief: Brief, *, wanted: bool | None, tell: Callable[[str], None], opens: Opens = opened) -> Brief:
    """The brief of the one person of this machine, worded where ``wanted``, or where that is None and they turned a model on.

    ``tell`` is told beforehand what goes where and what it costs at most.

    Raises:
        InputError: it is wanted, and no model is turned on.
        OutsideError: the database does not answer.
    """
    if wanted is False or (wanted is None and model_server() is None):
        return brief
    with opens() as (database, owner):
        modelling = Modelling(database, owner)
        status = modelling.status()
        if not status.on or status.server is None:
            if wanted is None:
                return brief
            raise InputError("model_off", "no language model is turned on; see: loopready model status", name="--writer")
        model = modelling.masked(brief.profile, brief.cv.text, others=[brief.job.text], brief="")
        count, tokens, cost = ModelWriter(model, hide=model.hidden).estimate(claims_to_phrase(brief), status.server.known_prices)
        tell(f"{count} sentences go to {status.server.model} at {status.server.where}: {tokens} tokens at most, {money(cost)} at most")
        return worded(brief, modelling, id=f"{brief.today}/{brief.cv.id[:16]}/{brief.job.id[:16]}")
