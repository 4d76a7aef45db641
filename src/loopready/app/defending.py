"""The claims of a preparation's CV: what is asked of each, what the person answers, and what they take back."""

from __future__ import annotations

from loopready.adapters.database import Defences
from loopready.app.corrections import LINES, correct_profile, holding
from loopready.app.service import Service
from loopready.model import Defence, DefenceState, InputError, Override
from loopready.practice.defence import claim_of, defences, line_target, moved, without
from loopready.practice.own_questions import claim_questions

MOST_LETTERS = 6_000
"""Letters of one answer."""


class ClaimsAtHand:
    """The claims that one owner's CVs make."""

    def __init__(self, service: Service, owner: str) -> None:
        self._service = service
        self._desk = service.desk(owner)
        self._defences = Defences(service.database, owner)

    def all(self, preparation: str) -> tuple[Defence, ...]:
        """Every claim of the CV as it was read, retracted ones too, with its answer and state.

        A claim is retracted while the correction that took it back holds, whatever else is kept of it.

        InputError where there is no such preparation, or its files are not read yet.
        """
        return tuple(settled for _, settled in self._all(preparation))

    def _all(self, preparation: str) -> list[tuple[Defence, Defence]]:
        """Every claim as it is kept, and as the corrections that hold leave it."""
        found = self._desk.preparations.get(preparation)
        cv, job = self._service.stages.read_cv(found), self._service.stages.read_job(found)
        if cv is None or job is None:
            raise InputError("not_ready", "is not read yet; look again in a moment", name=found.name)
        held, _ = holding(cv.profile, job.posting, self._desk.corrections(preparation))
        others = [override for override in held if not _is_line(override)]
        lines = {override.target: override.value for override in held if _is_line(override)}
        made = defences(correct_profile(cv.profile, others), cv.document)
        return [(claim, _settled(claim, lines)) for claim in self._defences.kept(preparation, made)]

    def likely(self, preparation: str) -> tuple[str, ...]:
        """The lines that the brief expects to be probed, the likeliest first, as ``line_id`` names them; none while there is no brief."""
        brief = self._desk.brief(preparation)
        if brief is None:
            return ()
        return tuple(each.question.id.removeprefix("claims/") for each in claim_questions(brief))

    def answer(self, preparation: str, key: str, text: str, *, version: int) -> Defence:
        """Keep an answer as it was typed. One that is emptied is not defended any more.

        InputError where the CV makes no such claim, the answer is too long, or it was changed elsewhere.
        """
        claim = claim_of(self.all(preparation), key)
        said = text.replace("\r\n", "\n").replace("\0", " ").rstrip()
        if len(said) > MOST_LETTERS:
            raise InputError("too_large", f"an answer holds up to {MOST_LETTERS:,} letters; this one has {len(said):,}", name="your answer")
        state: DefenceState = "open" if claim.state == "defended" and not said else claim.state
        return self._defences.write(preparation, claim, version=version, answer=said, state=state)

    def settle(self, preparation: str, key: str, state: DefenceState, *, version: int) -> Defence:
        """Say that a claim is defended, open, or taken back. One taken back leaves the brief, which is made again without it.

        InputError where the CV makes no such claim, the state can not be reached, or the claim was changed elsewhere.
        """
        claims = self._all(preparation)
        claim = claim_of(tuple(settled for _, settled in claims), key)
        wanted = moved(claim, state)
        same_line = [each for each in claims if line_target(each[1]) == line_target(claim) and each[1].key != key]
        own = tuple(settled for kept, settled in same_line if kept.state == settled.state == "retracted")
        act = next((each for each in own if each.kind == "act"), None)
        if claim.state == "retracted" and state == "open" and act is not None:
            says = f"its whole line was taken back with “{act.words}”; open that claim first"
            raise InputError("retracted", says, name=claim.words[:80])
        kept = self._defences.write(preparation, wanted, version=version, state=state)
        if "retracted" in (claim.state, state) and claim.state != state:
            self._take_back(preparation, wanted, (*own, *([wanted] if state == "retracted" else [])))
        return kept.model_copy(update={"state": state})

    def _take_back(self, preparation: str, claim: Defence, gone: tuple[Defence, ...]) -> None:
        """Corrects a claim's line to what ``gone`` leaves of it, or lets the correction go where nothing is taken back any more."""
        target, version = line_target(claim), self._desk.preparations.get(preparation).version
        if gone:
            self._desk.correct(preparation, {target: without(claim.line, gone)}, version=version)
        else:
            self._desk.correct(preparation, {}, drop=[target], version=version)


def _is_line(override: Override) -> bool:
    return f"/{LINES}/" in override.target


def _settled(claim: Defence, lines: dict[str, str | None]) -> Defence:
    """The claim with its state by the corrections that hold: what they took out of its line is retracted, and nothing else is."""
    target = line_target(claim)
    if target in lines and (lines[target] is None or not _left(claim, lines[target] or "")):
        return claim.model_copy(update={"state": "retracted"})
    return claim.model_copy(update={"state": "open"}) if claim.state == "retracted" else claim


def _left(claim: Defence, line: str) -> bool:
    return claim.kind == "act" or claim.words in line
