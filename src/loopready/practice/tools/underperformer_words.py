"""What each step and each check of the plan for somebody who falls short says. In the second person, for the manager."""

from __future__ import annotations

from typing import NamedTuple

from loopready.model.tools.underperformer import CheckName, StepName


class StepWords(NamedTuple):
    """A step: what it is called, what to do, what to keep, what the calendar may show, and a few words for the picture."""

    title: str
    do: str
    keep: str
    calendar: str
    short: str


_PRIVATE = "Private"
STEPS: dict[StepName, StepWords] = {
    "own_side": StepWords(
        "Your own side first",
        "Go through the checks above before you speak. What you did not do, you say yourself in the talk.",
        "The checks with today's answers and date.",
        _PRIVATE,
        "own side",
    ),
    "hr": StepWords(
        "HR, before anything is written to them",
        "Tell HR what you saw and what you plan. Ask what the law and the firm's rules ask for here, and whether the timing"
        " needs care first."
        " Do not guess why it might.",
        "Date, whom you asked, what they said.",
        _PRIVATE,
        "HR",
    ),
    "cover": StepWords(
        "Protect the customer",
        "Take the highest tier off their primary shifts for a named time, with a second person beside them. Say that it is"
        " for the service,"
        " that it ends, and when. Pay for on-call stays as it was.",
        "From when, until when, who covers, what stays as it was.",
        _PRIVATE,
        "customer",
    ),
    "talk": StepWords(
        "The direct talk",
        "One-to-one, in private, not by surprise. Two acts with their dates, what they cost, what is expected; then ask, and be quiet:"
        " what did you see, what stood in the way, what would you need? Say your own part.",
        "The two acts, their answer in their words, what each of you will do.",
        "1:1",
        "direct talk",
    ),
    "facts": StepWords(
        "Check the facts",
        "Times, pages, updates, reviews over the same weeks for everybody in the role. Look for what speaks against your view.",
        "The figures above, with the weeks they are of.",
        _PRIVATE,
        "facts",
    ),
    "diagnose": StepWords(
        "Decision 1: what is it?",
        "Skill: could they on their best day? Clarity: could they say what is expected? Will: what do they want to do"
        " instead? Context: load,"
        " tools, team, you. If it is clarity or context, mend that and stop here.",
        "Which of the four, on what evidence, and what speaks against it.",
        _PRIVATE,
        "what is it?",
    ),
    "write": StepWords(
        "Write what is expected",
        "The same words and the same bar as for everybody in the role; each with how it is seen, from when, and what help"
        " there is. HR reads it"
        " first.",
        "The text and the version that HR saw.",
        _PRIVATE,
        "in writing",
    ),
    "agree": StepWords(
        "Agree the coaching plan",
        "Go through it together and change what is wrong in it. A buddy who is not their rival, a lighter surface, one thing at a time.",
        "The text as agreed, sent to them on the day.",
        "1:1",
        "coaching agreed",
    ),
    "checkin": StepWords(
        "Weekly check-in",
        "What was seen this week, good and bad, with dates; what help came; one thing for next week. No surprises are kept for later.",
        "Three lines, sent to them on the day; their reply beside them.",
        "1:1",
        "check-in",
    ),
    "halfway": StepWords(
        "Look over your shoulder",
        "Your own manager reads the weekly notes beside those of somebody who is doing well. Is it one bar? Is there a"
        " trend that both can see?",
        "Date, what your manager said.",
        _PRIVATE,
        "second look",
    ),
    "decide": StepWords(
        "Decision 2: back to normal, formal plan, or another seat",
        "With HR and your own manager, from the weekly notes alone. Met: say so and end it. Moving, not there: name the"
        " date that settles it."
        " Not moving: a formal plan, a seat that fits, or an exit by agreement. Not deciding is a decision as well, and the worst.",
        "The decision, the evidence it rests on, who was there.",
        _PRIVATE,
        "which way?",
    ),
    "say": StepWords(
        "Say it",
        "The next working day, in private, in the first sentence. What it means for pay, place and time comes from HR, in writing.",
        "Date, what was said, what was handed over.",
        "1:1",
        "say it",
    ),
    "plan_start": StepWords(
        "If it is needed: the formal plan",
        "Shortfalls with dates, targets that can be counted, help, weekly check-ins, the length, and what follows either"
        " way."
        " Start it only if you want it to work and would be glad if it did.",
        "The plan as HR issued it, and that they have read it.",
        _PRIVATE,
        "formal plan",
    ),
    "plan_checkin": StepWords(
        "Weekly check-in of the plan",
        "Against the plan's own targets, with what was seen. Met is said as clearly as not met.",
        "Three lines a target, sent to them on the day; their reply beside them.",
        "1:1",
        "check-in",
    ),
    "plan_halfway": StepWords(
        "Half of the plan",
        "Say how it stands in plain words. If it cannot be met any more, talk of an exit by agreement now, not on the last day.",
        "How each target stands, what was said.",
        _PRIVATE,
        "half of it",
    ),
    "outcome": StepWords(
        "Decision 3: met, or an end with dignity",
        "Met: close it in writing, say thank you for the work, give the on-call back, and never use it again as a label."
        " Not met: HR leads; notice, reference"
        " and last day agreed; their work handed over by them, their goodbye in their words.",
        "The outcome, the evidence, the letter.",
        _PRIVATE,
        "met or not?",
    ),
    "close": StepWords(
        "Close it, and your own part with it",
        "Rebalance the rota for good. The team hears what changes for it and nothing about the person. Write down what you"
        " would see earlier.",
        "One paragraph to your own manager: what the system will catch next time.",
        _PRIVATE,
        "close",
    ),
}

CHECKS: dict[CheckName, tuple[str, str]] = {
    "written": ("Everything expected is in writing", "Write it in the words used for everybody; the time to be judged by it begins then."),
    "told": (
        "They were told before, with an example",
        "The direct talk is the first they hear: do not speak of a pattern they were never told of.",
    ),
    "rota": ("Their load is like the others'", "Mend the rota first. What was measured under the heavier load does not count."),
    "same_bar": ("Everybody in the role is held to it", "Hold the same words and figures against all in the role before you go on."),
    "tools": ("They had the means that the others had", "Give them, and count from then."),
    "own_side": ("You did what you had promised", "Say which, in the talk, and do it in the first week."),
    "routed": (
        "The work still reaches them",
        "The team goes around them because it was let. Send the work back to them, with help, and say so to nobody else.",
    ),
    "hr": ("HR knows, and has no care about the timing", "Nothing goes to them in writing before HR has answered."),
    "adjust": ("They know whom to ask for an adjustment", "Tell everybody in the team the way, in general words. They owe you no reason."),
}

NEVER = (
    "Health, family, pregnancy, age, belief, visa or home, asked or guessed. If they speak of it, say thank you, ask"
    " nothing more, and name"
    " the way to HR.",
    "Why they were away, or what a leave was for. Time away is left out of every figure.",
    "What the others think of them. You speak of what you saw yourself or can show.",
    "A plan whose end is settled before it starts.",
    "Words about who they are. Acts, dates, what it cost.",
)
