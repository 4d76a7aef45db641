"""A person's own guides as text: what is refused before anything is built, what is told, and how they lie beside the library."""

from __future__ import annotations

import pytest

from loopready.library import Library, check_bounds, compile_own, load_library, mapping_of, with_own
from loopready.library.catalogue import GuideHead
from loopready.library.checking import check_guide, check_question
from loopready.model import ContentError, Guide

BASE = "technology_software/saas_enterprise/engineering_management"
TEXT = f"""\
title: Engineering Manager, payments
revision: 3
reviewed: 2026-11-20
extends: [{BASE}]
bank:
  - id: ledger_mismatch
    text: The ledger and the bank's file differ by one payment. What happens in the next hour?
    tests: Whether money is made safe before it is explained.
    listen: Stops what could pay twice, tells who must know, and only then looks for the cause.
    signals: [multi_tenant]
    by: [engineer]
"""

HOSTILE = {
    "an alias": "a: &a [x]\nb: *a\n",
    "a billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "a tag": "a: !!python/object/apply:os.system [x]\n",
    "a tag of its own": "a: !x y\n",
    "depth": "[" * 40 + "]" * 40,
    "a list as a key": "? [a, b]\n: c\n",
    "a number without end": f"a: {'9' * 5000}\n",
    "a text without end": f"a: {'word ' * 5000}\n",
    "too many values": "a: [" + "1," * 60_001 + "]\n",
    "size": "a: b\n" * 300_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_yaml_is_refused_before_it_is_built(kind: str) -> None:
    with pytest.raises(ContentError) as caught:
        check_guide(HOSTILE[kind].encode(), "own/x")
    assert caught.value.code == "bounds" and "\n" not in caught.value.message and len(caught.value.message) < 160


@pytest.mark.parametrize("text", [TEXT, "a: 'x'\nb: {c: [1, 2], d: e}\n", "", "- a\n- b\n", "a: [\n"])
def test_plain_yaml_passes_the_bounds(text: str) -> None:
    check_bounds(text.encode(), name="x")


def test_a_guide_over_a_shipped_one_is_usable_and_advised() -> None:
    check = check_guide(TEXT.encode(), "own/payments")
    assert check.usable and check.title == "Engineering Manager, payments" and check.revision == 3
    assert check.faults and {fault.code for fault in check.faults} == {"own_substance"} and not any(fault.must for fault in check.faults)


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("signals: [multi_tenant]", "signals: [no_such]"), "unknown_reference", 10),
        ((BASE, "no/such/base"), "extends", 4),
        (("by: [engineer]", "by: [nobody]"), "schema", 11),
        (("    tests: Whether", "    tested: Whether"), "unknown_field", 8),
        (("revision: 3", "revision: 08"), "yaml", 1),
        (("title: Eng", "title: [Eng"), "yaml", 2),
        (("one payment. What", "{{ 2 ** 2 ** 9999 }} payments. What"), "formula", 7),
        (("one payment. What", "[fact:no_such_fact] one. What"), "unknown_fact", 7),
    ],
)
def test_what_keeps_a_guide_from_use_is_told_with_its_line(change: tuple[str, str], code: str, line: int) -> None:
    check = check_guide(TEXT.replace(*change).encode(), "own/payments")
    assert not check.usable
    assert (code, line) in {(fault.code, fault.line) for fault in check.faults if fault.must}


def test_a_guide_without_what_every_brief_needs_is_not_usable() -> None:
    empty = "".join(f"{name}: []\n" for name in ("signals", "questions", "areas", "drills", "asks", "rounds"))
    bare = f"title: x\nrevision: 1\nreviewed: 2026-11-20\nseat: {{summary: A seat.}}\n{empty}"
    check = check_guide(bare.encode(), "own/bare")
    assert not check.usable and "too_little" in {fault.code for fault in check.faults}


def test_a_question_is_checked_as_a_banks() -> None:
    said = "guide: general\ntext: Why now?\ntests: Reasons.\nlisten: Names one.\nsignals: [ownership]\nby: [recruiter]\n"
    assert check_question(said.encode(), "x").usable
    assert not check_question(said.replace("Reasons.", "'{{ 1/0 }}'").encode(), "x").usable
    with pytest.raises(ContentError, match="by"):
        check_question(said.replace("[recruiter]", "[nobody]").encode(), "x")


def test_it_lies_beside_the_library_and_is_never_routed_to() -> None:
    shared = load_library()
    made: list[str] = []

    def make(path: str) -> Guide:
        made.append(path)
        return compile_own(mapping_of(TEXT.encode(), name=path), path=path, library=shared)

    head = GuideHead(path="own/payments", title="P", revision=3, reviewed="2026-11-20")
    mine: Library = with_own(shared, {"own/payments": head}, make, names={"own": "Your own"})
    assert "own/payments" in mine.guides and "own/payments" not in shared.guides and not made
    guide = mine.guides["own/payments"]
    assert guide.path == "own/payments" and guide.bank[0].id == "ledger_mismatch" and len(guide.bank) > 30 and guide.inherited
    assert mine.guides[BASE] is shared.guides[BASE] and mine.own >= {"own/payments"} and mine.names["own"] == "Your own"
    assert mine.routing is shared.routing and "own/payments" not in mine.routing.heads
    assert len(mine.guides) == len(shared.guides) + 1 and set(mine.heads) == {*shared.heads, "own/payments"}
