"""Reading a bill in FOCUS columns (1.0 to 1.2, and older names of them): all that a stranger's CSV may hold is checked."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import cast, get_args

from loopready.engines.tools.apportion import WIDE
from loopready.model.tools.focus import Bill, Charge, ChargeCategory, CommitmentStatus, PricingCategory

MOST_BYTES = 4_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CHARGES = 20_000
"""Lines after condensing: what is kept with a saved exercise."""
_MOST_FAULTS = 6
_MOST_TAG_CHARACTERS = 10_000
_MOST_TAG_DEPTH = 40
_MOST_NAME = 200
_MOST_LIKENED = 60
_COSTS = ("ListCost", "ContractedCost", "EffectiveCost", "BilledCost")
REQUIRED = ("BillingCurrency", "ChargeCategory", "ChargePeriodStart", "ChargePeriodEnd", "ServiceCategory", "ServiceName", *_COSTS)
"""Columns that every version from 1.0 on makes mandatory and that the tool can not do without."""
OPTIONAL = (
    "ChargeDescription", "CommitmentDiscountId", "CommitmentDiscountStatus", "PricingCategory", "SkuMeter", "SubAccountId",
    "SubAccountName", "Tags", "x_lines",
)  # fmt: skip
_LEFT_OUT = ("ChargeDescription", "SubAccountId")
_OLDER = {"amortizedcost": "EffectiveCost", "chargetype": "ChargeCategory"}
"""Names of FOCUS 0.5."""
_CATEGORIES = {name.lower(): name for name in get_args(ChargeCategory)}
_PRICING = {name.lower(): name for name in get_args(PricingCategory)} | {
    "on-demand": "Standard", "commitment-based": "Committed", "commitment discount": "Committed",
}  # fmt: skip
_STATUS = {name.lower(): name for name in get_args(CommitmentStatus)}
_NUMBER = re.compile(r"[+-]?(?:\d{1,18}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_COMMA_NUMBER = re.compile(r"[+-]?\d{1,18},\d{1,40}", re.ASCII)
_MOST_COST = Decimal(10) ** 15
_FINEST = -40
_NULLS = frozenset({"", "null", "none", "nan"})
_FORMATS = (
    (b"PK", "This is a zip archive or a workbook: unpack it or save the sheet as CSV."),
    (b"\x1f\x8b", "This file is compressed with gzip: unpack it first."),
    (b"PAR1", "This is a Parquet file: export the bill as CSV."),
    (b"%PDF", "This is a PDF: export the bill as CSV in FOCUS columns."),
)


def read_bill(given: str | bytes) -> Bill:
    """The bill of a CSV file's text, condensed by month, service, meter, account, kind of charge, commitment and tags.

    Text of any cell is data: nothing is evaluated. ValueError in one line, which names rows and columns and what to change, for a
    file that is too large, no CSV, lacks a column, mixes currencies, or holds a cost, date or kind of charge that can not be read.
    """
    text = _decoded(given)
    rows, delimiter = _rows(text)
    header = next(rows, None)
    if header is None:
        raise ValueError("The file is empty: it needs a line of FOCUS column names and a line for each charge.")
    places, read_as = _places(header)
    reading = _Reading(places=places, decimal_comma=delimiter == ";")
    count = 0
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise ValueError(f"The file has more than {MOST_ROWS:,} lines of charges: open one month, or sums by day, instead.")
        if len(row) != len(header):
            reading.fault(f"row {number} has {len(row)} cells where the header has {len(header)}")
        else:
            reading.take(number, row)
    return reading.bill(count, read_as)


def _decoded(given: str | bytes) -> str:
    data = given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given
    if len(data) > MOST_BYTES:
        raise ValueError(f"The file is larger than {MOST_BYTES // 1_000_000} MB: open one month, or sums by day, instead.")
    for start, says in _FORMATS:
        if data.startswith(start):
            raise ValueError(says)
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"The file is not UTF-8 text (byte {error.start + 1:,}): save it as CSV UTF-8.") from error
    if "\0" in text:
        raise ValueError("The file holds binary data, not text: export the bill as CSV.")
    return text


def _rows(text: str) -> tuple[Iterator[list[str]], str]:
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    return _checked(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)), delimiter


def _checked(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise ValueError(f"Row {number + 1} is not CSV ({error}): check its quotes.") from error
        number += 1
        yield row


def _normal(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _places(header: list[str]) -> tuple[dict[str, int], tuple[tuple[str, str], ...]]:
    """Where each column that is read stands, and which were found under an older name."""
    if len(header) > MOST_COLUMNS:
        raise ValueError(f"The first line has {len(header):,} columns, where a FOCUS bill has some fifty: check that it is the header.")
    wanted = {_normal(name): name for name in (*REQUIRED, *OPTIONAL)}
    names = [_normal(name) for name in header]
    faults = [f"the column {wanted[name]} stands there twice" for name, times in Counter(names).items() if times > 1 and name in wanted]
    places = {wanted[name]: at for at, name in enumerate(names) if name in wanted}
    read_as = []
    for older, name in _OLDER.items():
        if name not in places and older in names:
            places[name] = names.index(older)
            read_as.append((header[names.index(older)].strip()[:_MOST_NAME], name))
    unread = [name.strip()[:_MOST_LIKENED] for name in header if _normal(name) not in wanted and name.strip()]
    for name in (name for name in REQUIRED if name not in places):
        close = difflib.get_close_matches(name.lower(), [other.lower() for other in unread], n=1, cutoff=0.75)
        like = next((other for other in unread if close and other.lower() == close[0]), None)
        faults.append(f"the column {name} is missing" + (f" ({like!r} looks like it: rename it)" if like else ""))
    if faults:
        end = "FOCUS 1.0 to 1.2 make these columns mandatory."
        raise ValueError(f"The file is no FOCUS bill as it stands: {'; '.join(faults)}. {end}")
    return places, tuple(read_as)


@dataclass
class _Reading:
    """The rows read so far: sums by key, and the faults met."""

    places: dict[str, int]
    decimal_comma: bool
    sums: dict[tuple[object, ...], list[Decimal]] = field(default_factory=dict)
    counts: Counter[tuple[object, ...]] = field(default_factory=Counter)
    currencies: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """The first faults; all are counted."""
    faulty: int = 0
    moments: dict[str, dt.datetime | None] = field(default_factory=dict)
    tagged: dict[str, tuple[tuple[str, str], ...] | None] = field(default_factory=dict)
    first: dt.datetime | None = None
    last: dt.datetime | None = None

    def fault(self, words: str) -> None:
        self.faulty += 1
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(words)

    def cell(self, row: list[str], column: str) -> str:
        """The cell as it is to be read: no white space at its ends, empty for the ways to write null."""
        at = self.places.get(column)
        if at is None:
            return ""
        text = " ".join(row[at].split())
        return "" if text.lower() in _NULLS else text

    def take(self, number: int, row: list[str]) -> None:
        """Add a row to the sums, or its faults to the faults."""
        before = self.faulty
        costs = self._costs(number, row)
        start = self._moment(number, row, "ChargePeriodStart")
        end = self._moment(number, row, "ChargePeriodEnd")
        if start and end and end <= start:
            self.fault(f"row {number}: the charge period ends ({end:%Y-%m-%d %H:%M}) before it starts ({start:%Y-%m-%d %H:%M})")
        charge = self._choice(number, row, "ChargeCategory", _CATEGORIES)
        if not charge and not self.cell(row, "ChargeCategory"):
            self.fault(f"row {number}: ChargeCategory is empty")
        for column in ("ServiceName", "ServiceCategory"):
            if not self.cell(row, column):
                self.fault(f"row {number}: {column} is empty")
        currency = self.cell(row, "BillingCurrency").upper()
        if not re.fullmatch(r"[A-Z]{3}", currency):
            self.fault(f"row {number}: BillingCurrency is {currency[:20]!r}, not a code of three letters such as USD")
        pricing = self._choice(number, row, "PricingCategory", _PRICING)
        status = self._choice(number, row, "CommitmentDiscountStatus", _STATUS)
        tags = self._tags(self.cell(row, "Tags"))
        odd = (tags is None, not self.cell(row, "ContractedCost"))
        if self.faulty > before or start is None or end is None:
            return
        self.currencies[currency] += 1
        self.first = min(self.first or start, start)
        self.last = max(self.last or end, end)
        names = tuple(self.cell(row, column)[:_MOST_NAME] for column in ("ServiceName", "ServiceCategory"))
        meter = (self.cell(row, "SkuMeter") or self.cell(row, "ChargeDescription"))[:_MOST_NAME]
        account = (self.cell(row, "SubAccountName") or self.cell(row, "SubAccountId"))[:_MOST_NAME]
        commitment = self.cell(row, "CommitmentDiscountId")[:_MOST_NAME]
        key = (f"{start:%Y-%m}", *names, meter, account, charge, pricing, status, commitment, tags or (), *odd)
        sums = self.sums.setdefault(key, [Decimal(0)] * len(_COSTS))
        with localcontext(WIDE):
            for at, cost in enumerate(costs):
                sums[at] += cast(Decimal, cost)
        self.counts[key] += self._lines(row)

    def _costs(self, number: int, row: list[str]) -> list[Decimal | None]:
        """The four costs. Without a negotiated price the contracted one is the list price, as FOCUS has it."""
        list_cost, effective, billed = (self._cost(number, row, column) for column in ("ListCost", "EffectiveCost", "BilledCost"))
        if self.cell(row, "ContractedCost"):
            return [list_cost, self._cost(number, row, "ContractedCost"), effective, billed]
        return [list_cost, list_cost, effective, billed]

    def _cost(self, number: int, row: list[str], column: str) -> Decimal | None:
        text = self.cell(row, column)
        if self.decimal_comma and _COMMA_NUMBER.fullmatch(text):
            text = text.replace(",", ".")
        if _NUMBER.fullmatch(text):
            with localcontext(WIDE):
                value = Decimal(text)
            if abs(value) < _MOST_COST and cast(int, value.as_tuple().exponent) >= _FINEST:
                return value
        says = "is empty" if not text else f"is {text[:30]!r}, which is no plain number such as 1234.56 or -0.5"
        self.fault(f"row {number}: {column} {says}")
        return None

    def _moment(self, number: int, row: list[str], column: str) -> dt.datetime | None:
        text = self.cell(row, column)
        if text not in self.moments:
            self.moments[text] = _moment(text)
        if self.moments[text] is None:
            self.fault(f"row {number}: {column} is {text[:30]!r}, not a date such as 2026-01-31T00:00:00Z")
        return self.moments[text]

    def _choice(self, number: int, row: list[str], column: str, known: dict[str, str]) -> str:
        text = self.cell(row, column)
        if text and text.lower() not in known:
            allowed = ", ".join(dict.fromkeys(value for value in known.values() if value))
            self.fault(f"row {number}: {column} is {text[:30]!r}, not one of {allowed}")
        return known.get(text.lower(), "")

    def _tags(self, text: str) -> tuple[tuple[str, str], ...] | None:
        if text not in self.tagged:
            self.tagged[text] = _tags(text)
        return self.tagged[text]

    def _lines(self, row: list[str]) -> int:
        """How many lines a row stands for: more than one in a bill that ``condensed`` wrote."""
        text = self.cell(row, "x_lines")
        return int(text) if re.fullmatch(r"[1-9][0-9]{0,6}", text) else 1

    def bill(self, rows: int, read_as: tuple[tuple[str, str], ...]) -> Bill:
        """The bill, or ValueError with the faults."""
        if self.faults:
            more = self.faulty - len(self.faults)
            raise ValueError(f"The bill can not be read: {'; '.join(self.faults)}{f'; and {more:,} more' if more else ''}.")
        if not rows or self.first is None or self.last is None:
            raise ValueError("The file has a header and no charges.")
        if len(self.currencies) > 1:
            said = ", ".join(f"{code} ({count:,} rows)" for code, count in sorted(self.currencies.items()))
            raise ValueError(f"The bill mixes currencies: {said}. They are not added up; open a file of one currency at a time.")
        if any(abs(cost) >= _MOST_COST for sums in self.sums.values() for cost in sums):
            raise ValueError("The costs add up to more than any bill has: look for digits that ran together.")
        if len(self.sums) > MOST_CHARGES:
            raise ValueError(
                f"The bill has more than {MOST_CHARGES:,} different charges after adding up hours and resources: open fewer months."
            )
        charges = [_charge(key, self.sums[key], self.counts[key]) for key in sorted(self.sums, key=repr)]
        end = self.last.date() + dt.timedelta(days=1 if self.last.time() != dt.time(0) else 0)
        return Bill(
            currency=next(iter(self.currencies)), start=self.first.date(), end=end, rows=sum(self.counts.values()), charges=tuple(charges),
            read_as=read_as,
        )  # fmt: skip


def _charge(key: tuple[object, ...], sums: list[Decimal], rows: int) -> Charge:
    month, service, category, meter, account, charge, pricing, status, commitment, tags, bad_tags, no_contract = key
    return Charge(
        month=cast(str, month), service=cast(str, service), category=cast(str, category), meter=cast(str, meter),
        account=cast(str, account), charge=cast(ChargeCategory, charge), pricing=cast(PricingCategory, pricing),
        status=cast(CommitmentStatus, status), commitment=cast(str, commitment), tags=cast(tuple[tuple[str, str], ...], tags),
        list_cost=sums[0], contracted=sums[1], effective=sums[2], billed=sums[3], rows=rows,
        bad_tags=bool(bad_tags), no_contract=bool(no_contract),
    )  # fmt: skip


def condensed(bill: Bill) -> str:
    """The bill as a CSV of its sums: what the tool asks of it, and nothing of resources, hours, accounts' numbers or invoices.

    ``read_bill`` of it gives the same charges.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*REQUIRED, *(name for name in OPTIONAL if name not in _LEFT_OUT)))
    for charge in bill.charges:
        first = dt.date.fromisoformat(f"{charge.month}-01")
        following = (first + dt.timedelta(days=31)).replace(day=1)
        writer.writerow(
            (
                bill.currency, charge.charge, max(first, bill.start), max(min(following, bill.end), first + dt.timedelta(days=1)),
                charge.category, charge.service, charge.list_cost, "" if charge.no_contract else charge.contracted, charge.effective,
                charge.billed, charge.commitment, charge.status, charge.pricing, charge.meter, charge.account,
                "{" if charge.bad_tags else json.dumps(dict(charge.tags), ensure_ascii=False) if charge.tags else "", charge.rows,
            )
        )  # fmt: skip
    return out.getvalue()


def _moment(text: str) -> dt.datetime | None:
    """A moment in UTC; None for text that is none, or a year that no bill has."""
    if len(text) > 40 or not re.match(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        moment = dt.datetime.fromisoformat(text.removesuffix(" UTC"))
        aware = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    return aware if 2000 <= aware.year <= 2100 else None


def _tags(text: str) -> tuple[tuple[str, str], ...] | None:
    """Keys and values of a JSON object, in order of the keys; None for text that is no such object or is nested too deep to be one."""
    if not text:
        return ()
    if len(text) > _MOST_TAG_CHARACTERS or text.count("{") + text.count("[") > _MOST_TAG_DEPTH:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    said = {str(key).strip()[:_MOST_NAME]: _said(value) for key, value in found.items()}
    return tuple(sorted((key, value) for key, value in said.items() if key and value))


def _said(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return " ".join(text.split())[:_MOST_NAME]
