"""Reading bills: what a good file gives, and what a stranger's file is told."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from focus_files import GOOD, bill_of
from loopready.engines.tools import focus
from loopready.engines.tools.apportion import exact_sum
from loopready.engines.tools.focus import condensed, read_bill
from loopready.engines.tools.invented_bill import COLUMNS, MONTHS, invented_bill, invented_csv


def refused(text: str | bytes) -> str:
    with pytest.raises(ValueError) as caught:
        read_bill(text)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_invented_bill_is_read_as_it_was_written():
    rows = list(csv.DictReader(io.StringIO(invented_csv())))
    bill = invented_bill()
    assert bill.rows == len(rows) == 261
    assert {row["BillingCurrency"] for row in rows} == {bill.currency}
    assert exact_sum(charge.billed for charge in bill.charges) == sum(Decimal(row["BilledCost"]) for row in rows)
    assert tuple(sorted({charge.month for charge in bill.charges})) == MONTHS
    assert bill.bad_tags == bill.no_contract == 0


def test_equal_seeds_give_equal_bills_and_others_do_not():
    assert invented_csv.__wrapped__(7) == invented_csv.__wrapped__(7)
    assert invented_csv.__wrapped__(7) != invented_csv.__wrapped__(8)


@pytest.mark.parametrize("seed", [1, 2, 3, 20260101])
def test_the_invented_bill_keeps_to_the_specification(seed):
    """FOCUS 1.2, EffectiveCost: a purchase that pays ahead has none; used and unused of a commitment add up to what it costs."""
    rows = list(csv.DictReader(io.StringIO(invented_csv.__wrapped__(seed))))
    assert set(rows[0]) == set(COLUMNS)
    for row in rows:
        if row["ChargeCategory"] == "Purchase" and row["CommitmentDiscountId"]:
            assert Decimal(row["EffectiveCost"]) == 0 and Decimal(row["BilledCost"]) > 0
        if row["ChargeCategory"] == "Usage" and row["CommitmentDiscountId"]:
            assert row["CommitmentDiscountStatus"] in ("Used", "Unused") and row["PricingCategory"] == "Committed"
            assert Decimal(row["BilledCost"]) == 0
        if row["ChargeCategory"] == "Credit":
            assert row["EffectiveCost"] == row["BilledCost"] == row["ListCost"] == row["ContractedCost"]
        assert row["ChargePeriodStart"] < row["ChargePeriodEnd"]
    paid = sum(Decimal(r["BilledCost"]) for r in rows if r["CommitmentDiscountId"] and r["ChargeCategory"] == "Purchase")
    used = sum(Decimal(r["EffectiveCost"]) for r in rows if r["CommitmentDiscountId"] and r["ChargeCategory"] == "Usage")
    months_ahead = 6 * Decimal("317400.00")
    assert paid - months_ahead == used


def test_lines_that_agree_are_one_charge_with_exact_sums():
    rows = [
        {"EffectiveCost": "0.1", "Tags": '{"team": "a"}'},
        {"EffectiveCost": "0.2", "Tags": '{ "team":"a"}'},
        {"EffectiveCost": "1", "Tags": "{}"},
    ]
    bill = read_bill(bill_of(*rows))
    assert sorted((charge.rows, charge.effective) for charge in bill.charges) == [(1, Decimal("1")), (2, Decimal("0.3"))]


def test_sums_are_exact_far_beyond_28_digits():
    tiny, huge = "0." + "0" * 25 + "1", "999999999999999"
    assert read_bill(bill_of({"EffectiveCost": huge}, {"EffectiveCost": tiny}, {"EffectiveCost": f"-{huge}"})).charges[
        0
    ].effective == Decimal(tiny)


def test_nulls_byte_order_marks_and_other_spellings_are_read():
    text = bill_of({"Tags": "NULL", "CommitmentDiscountStatus": "null"}).replace("ServiceName", "service_name").replace("Usage", "usage")
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), text.replace("\r\n", "\n")):
        charge = read_bill(data).charges[0]
        assert (charge.service, charge.charge, charge.status, charge.tags) == ("Virtual Machines", "Usage", "", ())


def test_semicolons_with_decimal_commas_and_tabs_are_read():
    text = bill_of({"EffectiveCost": "8,25", "ListCost": "-1,5"}, delimiter=";")
    assert read_bill(text).charges[0].effective == Decimal("8.25")
    assert read_bill(bill_of({}, delimiter="\t")).charges[0].billed == Decimal("8.5")


def test_a_name_of_focus_0_5_is_read_and_told():
    text = bill_of({}).replace("EffectiveCost", "AmortizedCost").replace("ChargeCategory", "ChargeType")
    bill = read_bill(text)
    assert set(bill.read_as) == {("AmortizedCost", "EffectiveCost"), ("ChargeType", "ChargeCategory")}
    assert bill.charges[0].effective == Decimal("8.5")


def test_a_missing_contracted_cost_is_the_list_cost_and_counted():
    bill = read_bill(bill_of({"ContractedCost": "NULL"}, {}))
    assert bill.no_contract == 1 and sorted(charge.contracted for charge in bill.charges) == [9, 10]


def test_unknown_columns_do_no_harm():
    text = bill_of({}, columns=(*GOOD, "x_internal", "InvoiceId", "PricingCurrency"))
    assert read_bill(text).rows == 1


def test_negative_credits_and_corrections_are_kept():
    bill = read_bill(bill_of({"ChargeCategory": "Credit", "EffectiveCost": "-3.00"}, {"EffectiveCost": "-1e-3"}))
    assert sorted(charge.effective for charge in bill.charges) == [Decimal("-3.00"), Decimal("-0.001")]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.test","y")', "+1+1", "@SUM(A1)", "-2+3", "<script>alert(1)</script>", "'; drop table bill"]
)
def test_what_would_be_a_formula_or_code_elsewhere_is_data(text):
    bill = read_bill(bill_of({"ServiceName": text, "Tags": json.dumps({"team": text})}))
    assert bill.charges[0].service == text and bill.charges[0].tags == (("team", text),)


@pytest.mark.parametrize("tags", ["{", "[1]", '"a"', "[" * 5000, '{"a":' * 5000, "x" * 20_000, '{"a": ' + "9" * 6000 + "}", "team=a"])
def test_tags_that_are_no_object_count_as_none(tags):
    bill = read_bill(bill_of({"Tags": tags}))
    assert bill.bad_tags == 1 and bill.charges[0].tags == ()


def test_values_of_tags_become_texts():
    assert read_bill(bill_of({"Tags": '{"b": true, "a": null, "c": {"d": 1}}'})).charges[0].tags == (("b", "true"), ("c", '{"d": 1}'))


def strange() -> str:
    return bill_of(
        {"Tags": "{", "ChargePeriodStart": "2026-01-05T03:00:00Z"}, {"Tags": '{"team": "ä,\\"b\\""}'}, {"ContractedCost": ""}, {},
        {"EffectiveCost": "-0.00000000001"}, {}, {"ServiceName": "=1+1", "CommitmentDiscountId": "c", "CommitmentDiscountStatus": "Used"},
        {"ChargePeriodStart": "2026-02-01", "ChargePeriodEnd": "2026-02-09T12:00:00Z", "SkuMeter": "", "SubAccountName": "NULL"},
    )  # fmt: skip


@pytest.mark.parametrize("text", [invented_csv(), strange()])
def test_a_condensed_bill_is_the_same_bill(text):
    bill = read_bill(text)
    again = read_bill(condensed(bill))
    assert again.charges == bill.charges
    assert (again.currency, again.start, again.end, again.rows) == (bill.currency, bill.start, bill.end, bill.rows)
    assert (again.bad_tags, again.no_contract) == (bill.bad_tags, bill.no_contract)
    assert condensed(again) == condensed(bill)


def test_a_condensed_bill_holds_no_resource_hour_or_account_number():
    text = bill_of({"ResourceId": "vm-77", "SubAccountId": "123456789"}, columns=(*GOOD, "ResourceId", "SubAccountId"))
    short = condensed(read_bill(text))
    assert "vm-77" not in short and "123456789" not in short and "T00:00" not in short


@pytest.mark.parametrize("column", focus.REQUIRED)
def test_a_missing_column_is_named(column):
    assert f"the column {column} is missing" in refused(bill_of({}, columns=tuple(name for name in GOOD if name != column)))


def test_a_renamed_column_is_recognised_by_its_likeness():
    said = refused(bill_of({}).replace("ServiceName", "ServiceNam").replace("ListCost", "Price"))
    assert "ServiceName is missing ('ServiceNam' looks like it: rename it)" in said and "the column ListCost is missing" in said


def test_a_column_that_stands_twice_is_named():
    assert "the column ServiceName stands there twice" in refused(bill_of({}).replace("SkuMeter", "ServiceName"))


def test_currencies_are_not_added_up():
    said = refused(bill_of({}, {"BillingCurrency": "EUR"}, {"BillingCurrency": "eur"}))
    assert said == "The bill mixes currencies: EUR (2 rows), USD (1 rows). They are not added up; open a file of one currency at a time."


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ChargePeriodEnd": "2025-12-31T00:00:00Z"}, "the charge period ends (2025-12-31 00:00) before it starts (2026-01-01 00:00)"),
        ({"ChargePeriodStart": "2023-02-01T30:00:00Z"}, "row 2: ChargePeriodStart is '2023-02-01T30:00:00Z', not a date"),
        ({"ChargePeriodStart": "01/02/2026"}, "not a date such as"),
        ({"ChargePeriodStart": "0001-01-01"}, "not a date such as"),
        ({"ChargePeriodEnd": ""}, "ChargePeriodEnd is ''"),
        ({"EffectiveCost": ""}, "row 2: EffectiveCost is empty"),
        ({"EffectiveCost": "1,234.50"}, "row 2: EffectiveCost is '1,234.50', which is no plain number"),
        ({"ListCost": "$5"}, "ListCost is '$5'"),
        ({"BilledCost": "NaN"}, "BilledCost is empty"),
        ({"BilledCost": "Infinity"}, "BilledCost is 'Infinity'"),
        ({"BilledCost": "1e99"}, "BilledCost is '1e99'"),
        ({"BilledCost": "1e-99"}, "BilledCost is '1e-99'"),
        ({"BilledCost": "9" * 5000}, "BilledCost is '9999"),
        ({"BilledCost": "١٢"}, "BilledCost is '١٢'"),
        ({"BillingCurrency": "dollars"}, "BillingCurrency is 'DOLLARS', not a code of three letters"),
        ({"ChargeCategory": "Fees"}, "ChargeCategory is 'Fees', not one of Usage, Purchase, Tax, Credit, Adjustment"),
        ({"ChargeCategory": ""}, "ChargeCategory is empty"),
        ({"PricingCategory": "Cheap"}, "PricingCategory is 'Cheap', not one of Standard, Dynamic, Committed, Other"),
        ({"CommitmentDiscountStatus": "Half"}, "CommitmentDiscountStatus is 'Half', not one of Used, Unused"),
        ({"ServiceName": "NULL"}, "ServiceName is empty"),
    ],
)  # fmt: skip
def test_a_fault_names_row_column_and_what_to_change(change, says):
    assert says in refused(bill_of(change))


def test_all_faults_are_told_at_once_and_counted():
    said = refused(bill_of(*({"EffectiveCost": "x"} for _ in range(40))))
    assert said.count("EffectiveCost") == 6 and said.endswith("and 34 more.")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "The file is empty"),
        (",".join(GOOD) + "\n", "has a header and no charges"),
        ("hello\nworld\n", "the column ServiceName is missing; the column ListCost is missing; the column ContractedCost is missing"),
        (b"PK\x03\x04" + b"\0" * 40, "zip archive or a workbook"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"PAR1....", "Parquet"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xff\xff\xffabc", "not UTF-8"),
        ("Serv\0ice", "binary data"),
        (bill_of({}) + "1,2,3\n", "row 3 has 3 cells where the header has 16"),
        (",".join(["a"] * 501), "has 501 columns"),
        (",".join(GOOD) + '\n"USD"x,Usage\n', "is not CSV"),
        (",".join(GOOD) + '\n"never closed', "is not CSV"),
        (",".join(GOOD) + "\n" + "x" * 200_000, "is not CSV"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_bill_is_told_what_it_is(data, says):
    assert says in refused(data)


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(focus, "MOST_BYTES", 1_000)
    assert "larger than" in refused("x" * 1_001)


def test_too_many_lines_or_too_many_kinds_of_them_are_refused(monkeypatch):
    monkeypatch.setattr(focus, "MOST_ROWS", 3)
    assert "more than 3 lines" in refused(bill_of({}, {}, {}, {}))
    monkeypatch.setattr(focus, "MOST_CHARGES", 2)
    assert "more than 2 different charges" in refused(bill_of({"SkuMeter": "a"}, {"SkuMeter": "b"}, {"SkuMeter": "c"}))
