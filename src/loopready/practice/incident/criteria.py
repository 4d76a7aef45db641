"""The levels of the written criteria, each with the moments it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loopready.engines.lexicon import table
from loopready.model.marking import RubricCriterion
from loopready.practice.incident.account import judge_account
from loopready.practice.incident.moves import ME, chosen
from loopready.practice.incident.record import Record

_TOP = 5


@dataclass(frozen=True, slots=True)
class Level:
    """A criterion's level, or why it has none; ``rests_on`` are the moments, as text with their minute."""

    criterion: str
    title: str
    level: int | None
    why: str
    rests_on: tuple[str, ...] = ()


@dataclass(slots=True)
class _Score:
    """A level that is lowered step by step, with the moments that lowered it."""

    level: int = _TOP
    notes: list[str] | None = None

    def less(self, by: int, note: str) -> None:
        self.level -= by
        self.notes = [*(self.notes or ()), note]

    def seen(self, note: str) -> None:
        self.notes = [*(self.notes or ()), note]

    def at_most(self, level: int, note: str) -> None:
        self.level = min(self.level, level)
        self.seen(note)

    def result(self, floor: int = 1) -> tuple[int, list[str]]:
        return max(floor, min(_TOP, self.level)), self.notes or []


@cache
def criteria() -> tuple[tuple[str, RubricCriterion], ...]:
    """The written criteria with their titles, in order."""
    return tuple(
        (
            each["title"],
            RubricCriterion(id=each["id"], looks_for=each["looks_for"], anchors={int(k): v for k, v in each["anchors"].items()}),
        )
        for each in table("incident_rubric")["criteria"]
    )


def levels(record: Record) -> tuple[Level, ...]:
    """Every criterion judged. A course in which nothing had shown yet has no levels."""
    out = []
    for title, criterion in criteria():
        if record.sign is None:
            out.append(Level(criterion.id, title, None, "Nothing had shown itself yet when it stopped."))
            continue
        level, notes = _JUDGES[criterion.id](record)
        why = criterion.anchors[level] if level is not None else "It was over before the shift ended and nobody was tired: not asked for."
        out.append(Level(criterion.id, title, level, why, tuple(notes)))
    return tuple(out)


def overall(judged: tuple[Level, ...]) -> float | None:
    """100 x (mean of the levels - 1) / 4; None where nothing was judged."""
    found = [each.level for each in judged if each.level is not None]
    return 100 * (sum(found) / len(found) - 1) / (_TOP - 1) if found else None


def marks_of(judged: tuple[Level, ...]) -> dict[str, float]:
    """Criterion -> 0 to 100, of those that were judged."""
    return {each.criterion: 100 * (each.level - 1) / (_TOP - 1) for each in judged if each.level is not None}


def _ladder(minutes: int, steps: tuple[int, ...]) -> int:
    """5 within the first step, 4 within the second ... and the level under the last one beyond it."""
    return _TOP - sum(minutes > step for step in steps)


def _mitigation(record: Record) -> tuple[int, list[str]]:
    score = _Score()
    if not record.helpful:
        score.at_most(1, "No order took a minute of failure away." if record.orders() else "No order to mitigate was given.")
        return score.result()
    first = min(record.helpful, key=lambda each: each.move.at)
    minutes = record.after(first.move.at)
    score.level = _ladder(minutes, (12, 20, 40))
    score.seen(
        f"Minute {first.move.at}: {chosen(record.world.plant.forms, first.move)}, {minutes} minutes after the first sign; "
        f"it saved {first.saved:.0f} minutes."
    )
    if (asked := record.first("ask_cause")) is not None and asked.at < first.move.at:
        score.less(1, f"Minute {asked.at}: people were sent for the cause before anything was mitigated.")
    for each in record.harmful[:2]:
        score.less(1, f"Minute {each.move.at}: {chosen(record.world.plant.forms, each.move)}; it cost {-each.saved:.0f} minutes.")
    return score.result(floor=2)


def _declare(record: Record) -> tuple[int, list[str]]:
    declared = record.first("declare")
    if declared is None:
        return 1, ["It was never declared."]
    minutes = record.after(declared.at)
    severity = record.named("declare")[-1].options["severity"]
    score = _Score(level=3 if minutes < 0 else _ladder(minutes, (5, 10, 20, 45)))
    when = f"{minutes} minutes after the first sign" if minutes >= 0 else "before there was any sign"
    score.seen(f"Minute {declared.at}: declared as {severity.upper().replace('SEV', 'SEV-')}, {when}.")
    if severity == "sev3":
        score.less(1, "SEV-3 is too low for what customers felt; when unsure, the higher one.")
    return score.result()


def _cadence(record: Record) -> tuple[int, list[str]]:
    updates = record.named("status_page")
    if not updates:
        return 1, ["The status page said nothing."]
    score, first = _Score(), record.after(updates[0].at)
    if first > 20:
        score.less(2 if first > 45 else 1, f"Minute {updates[0].at}: the first update came {first} minutes after the first sign.")
    else:
        score.seen(f"Minute {updates[0].at}: the first update, {first} minutes after the first sign.")
    end = min(record.end, record.recovered + 15) if record.recovered is not None else record.end
    times = [*(update.at for update in updates), max(end, updates[-1].at)]
    gap, since = max(((b - a, a) for a, b in pairwise(times)), default=(0, 0))
    if gap > (40 if record.recovered is None or since < record.recovered else 75):
        score.less(2 if gap > 100 else 1, f"From minute {since} on nothing was published for {gap} minutes.")
    if any(update.options["next"] == "none" for update in updates[:-1] or updates):
        score.less(1, "An update did not say when the next one comes.")
    told = record.first("update_executives")
    if told is None or record.after(told.at) > 30:
        score.less(1, f"Minute {told.at}: the first word to the executives." if told else "The executives were told nothing.")
    return score.result(floor=2)


def _honesty(record: Record) -> tuple[int, list[str]]:
    score, updates = _Score(), list(record.events("status"))
    if not updates:
        return 1, ["Nothing was published that could be true."]
    weak = {
        "vague": (2, "it names nothing that a customer could act on"),
        "promise": (3, "it promises a time that nobody knows"),
        "blame": (3, "it blames somebody"),
    }
    for event in updates:
        tone = str(event.data["tone"])
        if tone in weak:
            score.less(weak[tone][0], f"Minute {event.at}: {weak[tone][1]}.")
        elif event.data["false_end"]:
            score.less(3, f"Minute {event.at}: it declares an end that was none.")
    for move in record.named("update_executives"):
        if move.options["say"] != "facts":
            told = "a guess" if move.options["say"] == "cause" else "that it is under control"
            score.less(1, f"Minute {move.at}: the executives were told {told}.")
    for event in record.events("ticket"):
        if event.by == "customers" and "update has passed" in event.text:
            score.less(1, f"Minute {event.at}: the promised time of an update passed in silence.")
    if not score.notes:
        score.seen(f"{len(updates)} updates, each specific and true when it was written.")
    return score.result()


def _customers(record: Record) -> tuple[int, list[str]]:
    score, calls = _Score(), record.named("call_customers")
    lead, accounts, impact = record.first("name_customer_lead"), record.first("brief_accounts"), record.first("ask_impact")
    if lead is None or lead.options["who"] == ME:
        score.less(1, "Nobody but you led for customers.")
    if not calls or record.after(calls[0].at) > 60:
        score.less(2, f"Minute {calls[0].at}: the first calls." if calls else "Nobody was called.")
    if accounts is None:
        score.less(1, "Account teams had no common text.")
    if impact is None or (calls and impact.at > calls[0].at):
        score.less(1, "Customers were called before anybody had measured what they lost." if calls else "Their losses were never measured.")
    for call in calls:
        if call.options["say"] != "facts":
            told = "a guess at the cause" if call.options["say"] == "cause" else "that credits will come"
            score.less(1, f"Minute {call.at}: they were told {told}.")
    moods = record.state.told.mood
    for customer, mood in zip(record.world.scenario.customers, moods, strict=True):
        if customer.tier == "enterprise" and mood < 25:
            score.at_most(3, f"{customer.name} ended at a mood of {mood:.0f} of 100.")
            break
    if calls and calls[0].options["say"] == "facts" and record.after(calls[0].at) <= 60:
        score.seen(f"Minute {calls[0].at}: the largest were called with facts.")
    return score.result(floor=2 if calls or lead else 1)


def _blast(record: Record) -> tuple[int, list[str]]:
    if not record.orders():
        return 1, ["Nothing was done to hold it back."]
    score, froze = _Score(), record.first("stop_change")
    if froze is None or record.after(froze.at) > 40:
        score.less(
            2 if froze is None else 1, "Change went on everywhere." if froze is None else f"Minute {froze.at}: change was stopped, late."
        )
    elif record.after(froze.at) > 15:
        score.less(1, f"Minute {froze.at}: change was stopped, {record.after(froze.at)} minutes after the first sign.")
    else:
        score.seen(f"Minute {froze.at}: all change was stopped.")
    moved, asked = record.first("drain_region", "isolate_cell"), record.first("ask_capacity")
    if moved is not None and (asked is None or asked.at > moved.at):
        score.less(1, f"Minute {moved.at}: traffic was moved before anybody asked whether it fits.")
    states = record.played.states
    at = min((record.sign or 0) + 15, len(states) - 1)
    spread = record.state.grid.hit - states[at].grid.hit
    if spread:
        score.less(1, f"It reached {record.world.plant.place_name(spread)} after minute {at}.")
    for each in record.harmful:
        if each.move.name not in ("stop_shedding", "resume_writes"):
            score.less(2, f"Minute {each.move.at}: {chosen(record.world.plant.forms, each.move)} cost {-each.saved:.0f} minutes.")
            break
    return score.result()


def _credits(record: Record) -> tuple[int, list[str]]:
    promised = [call for call in record.named("call_customers") if call.options["say"] == "credits"]
    said = record.named("decide_credits")
    if not said:
        return 1, ["Finance was told nothing."]
    last = said[-1]
    measured = [move for move in record.named("ask_impact") if move.at <= last.at]
    level = {"refund": 2, "all": 1, "none": 1}.get(last.options["say"], _TOP if measured else 3)
    score = _Score(level=level)
    score.seen(f"Minute {last.at}: {chosen(record.world.plant.forms, last)}" + ("" if level != 3 else ", and nobody had measured it") + ".")
    if level == _TOP and record.after(last.at) < 30 and (record.recovered is None or last.at < record.recovered):
        score.less(1, "It was said while it still grew, and could not be known yet.")
    if promised:
        score.at_most(1, f"Minute {promised[0].at}: credits were promised on a call.")
    return score.result()


def _handover(record: Record) -> tuple[int | None, list[str]]:
    handed, shift = record.first("hand_over"), record.world.scenario.shift
    needed = record.end > shift or record.tired_at is not None
    if handed is None:
        return (1, [f"The same people worked until minute {record.end}; the shift ended at {shift}."]) if needed else (None, [])
    score = _Score(level=_ladder(handed.at, (shift + 30, shift + 90)))
    score.seen(f"Minute {handed.at}: {chosen(record.world.plant.forms, handed)}; the shift ended at minute {shift}.")
    if record.tired_at is not None and record.tired_at < handed.at:
        score.less(1, f"From minute {record.tired_at} on people were tired.")
    if handed.options["brief"] == "none":
        score.at_most(2, "The next shift began again from nothing.")
    return score.result()


def _own_role(record: Record) -> tuple[int, list[str]]:
    score, commander, comms = _Score(), record.first("name_commander"), record.first("name_comms")
    if commander is None:
        score.less(3, "Nobody commanded.")
    else:
        late = record.after(commander.at)
        if late > 20:
            score.less(1, f"Minute {commander.at}: a commander was named, {late} minutes after the first sign.")
        if commander.options["who"] == ME:
            score.less(2, f"Minute {commander.at}: you took the command yourself.")
    if comms is None or comms.options["who"] == ME:
        score.less(1, "You kept the updates for yourself.")
    for move in record.named("take_keyboard"):
        score.less(2, f"Minute {move.at}: you took the keyboard.")
    for move in record.named("override_commander"):
        score.less(2, f"Minute {move.at}: you overruled the commander.")
    if not score.notes and commander is not None:
        score.seen(f"Minute {commander.at}: a commander was named and left to work.")
    return score.result()


def _postmortem(record: Record) -> tuple[int, list[str]]:
    written = record.first("write_postmortem")
    if written is None:
        return 1, ["None was written."]
    return judge_account(record.world.scenario, written)


_JUDGES: dict[str, Callable[[Record], tuple[int | None, list[str]]]] = {
    "mitigation": _mitigation,
    "declare": _declare,
    "cadence": _cadence,
    "honesty": _honesty,
    "customers": _customers,
    "blast": _blast,
    "credits": _credits,
    "handover": _handover,
    "postmortem": _postmortem,
    "own_role": _own_role,
}
