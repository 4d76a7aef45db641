"""Claims of a CV: each number and strong verb with its probes, in the CV's words; what is taken back does not stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from loopready.app.sample import CV
from loopready.engines.ground import ungrounded
from loopready.model import Defence, Document, InputError, QuoteCite
from loopready.practice.defence import claim_of, defences, line_target, moved, states_retracted, without
from loopready.reading import read_document, read_profile

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/cv.*"))


def of(data: bytes, name: str) -> tuple[Document, tuple[Defence, ...]]:
    cv = read_document(data, kind="cv", name=name)
    return cv, defences(read_profile(cv), cv)


@cache
def sample() -> dict[str, Defence]:
    return {f"{claim.kind} {claim.words}": claim for claim in of(CV.encode(), "cv.txt")[1]}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_claims_quote_the_cv_and_have_keys_of_their_own(path: Path) -> None:
    cv, found = of(path.read_bytes(), path.name)
    assert found and len({claim.key for claim in found}) == len(found)
    for claim in found:
        words, line = claim.cites
        assert isinstance(words, QuoteCite) and isinstance(line, QuoteCite)
        assert all(cv.text[cite.start : cite.end] == cite.quote for cite in (words, line))
        assert claim.words in claim.line and line.start <= words.start < words.end <= line.end
        assert len(claim.probes) >= 4 and len(set(claim.probes)) == len(claim.probes)
        assert all("____" not in probe for probe in claim.probes)
    assert [claim.key for claim in of(path.read_bytes(), "other-name" + path.suffix)[1]] == [claim.key for claim in found]


def test_each_number_is_asked_by_its_kind() -> None:
    found = sample()
    assert "21.6 lost minutes" in found["number 99.95%"].probes[0]
    assert "a base of about 95.5M" in found["number 22%"].probes[0]
    assert found["number 9 to 4"].probes[0].startswith("“9 to 4” is -56%")
    assert "in which months was each" in found["number 95 to 12 seconds"].probes[0]
    assert "counted how" in found["number 160 applicants"].probes[0]
    general = " ".join(found["number 160 applicants"].probes)
    assert all(word in general for word in ("yours", "measured", "what time", "caused"))


def test_a_calculation_of_a_probe_rests_on_its_line() -> None:
    for claim in sample().values():
        loose = ungrounded(claim.probes[0], [claim.line], results=[21.6, 17.3, 95.5, -56, 30, 0.06, 95_500_000, 21.62])
        assert loose == [], claim.probes[0]


def test_only_verbs_that_open_a_clause_are_acts() -> None:
    acts = {key.removeprefix("act ") for key in sample() if key.startswith("act ")}
    assert {"Lead", "Raised", "Hired", "Cut", "wrote"} <= acts
    assert not {"leads", "lead"} & acts, "the tech leads and lead time are no acts"


def test_states_move_only_where_they_may() -> None:
    claim = sample()["number 22%"]
    with pytest.raises(InputError, match="write what you would say"):
        moved(claim, "defended")
    answered = claim.model_copy(update={"answer": "Of the storage budget of 2023."})
    assert moved(answered, "defended").state == "defended"
    gone = moved(answered, "retracted")
    with pytest.raises(InputError, match="took this claim back"):
        moved(gone, "defended")
    assert moved(gone, "open").state == "open" and moved(gone, "retracted") is gone


def test_what_is_left_of_a_line() -> None:
    found = sample()
    money, share, act = (found[key] for key in ("number NOK 21M a year", "number 22%", "act Reduced"))
    assert line_target(money) == line_target(share) == line_target(act)
    left = without(money.line, (money, share))
    assert left is not None and left.startswith("Reduced infrastructure cost by ____ (____):")
    assert without(money.line, (act,)) is None
    assert without("Led 5 engineers of 15 engineers", (found["number 5 engineers"],)) == "Led ____ of 15 engineers"


def test_a_text_that_states_what_was_taken_back_is_told() -> None:
    share, act = sample()["number 22%"], sample()["act Reduced"]
    assert states_retracted("We cut it by 22%.", (share, act)) == (share,)
    assert states_retracted("We cut it by 122% or 22%5", (share,)) == ()
    assert states_retracted(f"I {act.line}", (act,)) == (act,)


def test_a_claim_that_is_not_made_is_told() -> None:
    with pytest.raises(InputError, match="no such claim"):
        claim_of((), "x/y/z")
