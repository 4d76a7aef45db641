"""Dividing money: nothing is lost, and nobody's part moves by a whole cent."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loopready.engines.tools.apportion import apportioned, exact_sum, percent, rounded, rounded_parts
from loopready.engines.tools.cost_allocation import allocate
from loopready.model.tools.cost import UsageRow
from loopready.model.tools.focus import Charge

costs = st.decimals(min_value=-(10**9), max_value=10**9, places=9)
CENT = Decimal("0.01")


def charge(effective: Decimal | int | str, **tags: str) -> Charge:
    value = Decimal(effective)
    return Charge(
        month="2026-01", service="s", category="Compute", charge="Usage", tags=tuple(sorted(tags.items())), list_cost=value,
        contracted=value, effective=value, billed=value,
    )  # fmt: skip


@given(st.lists(costs, max_size=30))
def test_rounded_parts_add_up_and_move_by_less_than_a_cent(parts):
    made = rounded_parts(parts)
    assert exact_sum(made) == rounded(exact_sum(parts))
    assert all(abs(a - b) < CENT for a, b in zip(made, parts, strict=True))


@given(costs, st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=20))
def test_a_total_apportioned_is_whole_again(total, weights):
    if not any(weights):
        with pytest.raises(ValueError, match="no weight"):
            apportioned(total, weights)
        return
    parts = apportioned(total, weights)
    assert sum(parts) == Fraction(total)
    assert all(part == 0 for part, weight in zip(parts, weights, strict=True) if not weight)


def test_a_third_each_of_a_dollar_gives_the_odd_cent_to_the_first():
    assert rounded_parts(apportioned(Decimal(1), [Decimal(1)] * 3)) == (Decimal("0.34"), Decimal("0.33"), Decimal("0.33"))


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="negative"):
        apportioned(Decimal(1), [Decimal(2), Decimal(-1)])


def test_a_share_of_nothing_is_none():
    assert percent(Decimal(1), Decimal(0)) is None and percent(Decimal(1), Decimal(8)) == 12.5


@given(
    st.lists(st.tuples(costs, st.sampled_from(["a", "b", "c", "shared", ""])), min_size=1, max_size=25),
    st.sampled_from(["even", "usage"]),
)  # fmt: skip
def test_every_allocation_adds_up_to_the_bill_by_every_rule(lines, rule):
    charges = [charge(cost, **({"team": team} if team else {})) for cost, team in lines]
    usage = [UsageRow(name=name, units=units) for name, units in (("a", 1), ("b", 2.5), ("c", 0.1), ("d", 7))]
    found = allocate(charges, key="team", shared=frozenset({"shared"}), rule=rule, usage=usage)
    total = rounded(exact_sum(cost for cost, _ in lines))
    if not found.rows:
        assert not any(team for _, team in lines)
        return
    for column in ("proportional", "even", "usage", "total"):
        values = [getattr(row, column) for row in found.rows]
        if None not in values:
            assert exact_sum(values) == total
    assert found.direct + found.shared == total
    assert exact_sum(row.direct for row in found.rows) == found.direct


def test_three_rules_on_figures_one_can_check_in_the_head():
    charges = [charge(60, team="a"), charge(30, team="b"), charge(10), charge(20, team="platform")]
    usage = [UsageRow(name="a", units=1), UsageRow(name="b", units=3), UsageRow(name="c", units=6)]
    found = allocate(charges, key="TEAM", shared=frozenset({"platform"}), rule="usage", usage=usage)
    rows = {row.name: (row.direct, row.proportional, row.even, row.usage) for row in found.rows}
    assert rows == {
        "a": (60, 80, 70, 63),  # 60 + 30 × 60/90, + 30/3, + 30 × 1/10
        "b": (30, 40, 40, 39),
        "c": (0, 0, 10, 18),
    }
    assert (found.untagged, found.shared) == (10, 30) and found.untagged_percent == pytest.approx(100 * 10 / 120)


def test_who_has_less_than_nothing_carries_nothing_in_proportion():
    charges = [charge(90, team="a"), charge(-10, team="b"), charge(20)]
    found = allocate(charges, key="team", shared=frozenset(), rule="proportional", usage=())
    assert {row.name: row.total for row in found.rows} == {"a": 110, "b": -10}


def test_a_rule_that_can_not_be_applied_says_what_is_missing():
    charges = [charge(1, team="a"), charge(1, team="b"), charge(1)]
    with pytest.raises(ValueError, match="the use of b is not given"):
        allocate(charges, key="team", shared=frozenset(), rule="usage", usage=[UsageRow(name="a", units=1)])
    with pytest.raises(ValueError, match="nobody has a cost"):
        allocate([charge(-1, team="a")], key="team", shared=frozenset(), rule="proportional", usage=())


def test_without_the_tag_nothing_is_divided():
    found = allocate([charge(5, team="a")], key="owner", shared=frozenset(), rule="usage", usage=[UsageRow(name="a", units=1)])
    assert not found.found and found.rows == () and found.untagged_percent == 100
