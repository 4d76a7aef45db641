"""What each milestone and each warning of an onboarding says. Milestones are things done, each with what shows it."""

from __future__ import annotations

from typing import NamedTuple

from loopready.model.tools.onboarding import FaultName, MilestoneName, OncallKind


class MilestoneWords(NamedTuple):
    """A milestone: what is done, what shows it, and a few words for pictures and calendars."""

    done: str
    seen: str
    short: str


MILESTONES: dict[MilestoneName, MilestoneWords] = {
    "set_up": MilestoneWords(
        "Builds, tests and deploys to a test environment alone",
        "A deploy with their name; what was missing in the guide, mended by them",
        "deploys to test alone",
    ),
    "expectations": MilestoneWords(
        "Has the level's words, the first ninety days and how they will be judged, in writing",
        "The text, sent on the day",
        "the level's words, in writing",
    ),
    "first_change": MilestoneWords(
        "First small change live, by the usual review",
        "The change",
        "first change live",
    ),
    "map_people": MilestoneWords(
        "Has met product, support, the neighbours' teams and one customer's contact",
        "Five names of roles and what each wants of the team",
        "has met the neighbours",
    ),
    "read_reviews": MilestoneWords(
        "Has read the last six outage reviews and asked about one",
        "The question, in the review's thread",
        "has read six reviews",
    ),
    "feedback_30": MilestoneWords(
        "Thirty days: what is going well, what is not, both ways",
        "Three lines each, exchanged before the talk",
        "feedback, both ways",
    ),
    "project_plan": MilestoneWords(
        "First project: a page with the aim, what it leaves out, how it is undone",
        "The page, with a product owner's yes",
        "first project agreed",
    ),
    "project_half": MilestoneWords(
        "First project: a part of it used by somebody",
        "Whom it serves, what they said",
        "first project in use",
    ),
    "own_review": MilestoneWords(
        "Leads the review of a small incident or a near miss",
        "The review, with one action of theirs",
        "leads a review",
    ),
    "feedback_60": MilestoneWords(
        "Sixty days: both ways, and the level's words read again",
        "Three lines each; any doubt said now, with its example",
        "feedback, both ways",
    ),
    "project_done": MilestoneWords(
        "First project done, measured against its aim",
        "The measure, before and after",
        "first project done",
    ),
    "takes_over": MilestoneWords(
        "Owns a piece of the service by name: its alerts, its review, its backlog",
        "The ownership file",
        "owns a piece",
    ),
    "teach_back": MilestoneWords(
        "Teaches one thing to the team, and mends the guide for the next newcomer",
        "The change to the guide",
        "teaches one thing",
    ),
    "feedback_90": MilestoneWords(
        "Ninety days: a review against the level's words, and what comes next",
        "Written, theirs and yours, before the talk",
        "review of ninety days",
    ),
    "no_change": MilestoneWords(
        "Says in the first meeting that nothing changes in the first month unless safety needs it",
        "The sentence, said",
        "nothing changes yet",
    ),
    "listen": MilestoneWords(
        "A 1:1 with every engineer, the same four questions each: proud, slow, afraid, would you stay",
        "Your notes by theme, no names",
        "a 1:1 with everybody",
    ),
    "read_record": MilestoneWords(
        "Has read the last six outage reviews, the cost report, the rota and the open promises to customers",
        "A page of what surprised you",
        "has read the record",
    ),
    "customers": MilestoneWords(
        "Has heard three customers' contacts, product, and the manager above product",
        "What each would pay for, and what each is tired of",
        "has heard customers",
    ),
    "say_30": MilestoneWords(
        "Says back what was heard, to the team and to your own manager",
        "One page: heard, wrong about, not yet known",
        "says back what was heard",
    ),
    "two_priorities": MilestoneWords(
        "Two priorities, each with what stops for it",
        "A page that product has agreed to",
        "two priorities",
    ),
    "one_mend": MilestoneWords(
        "One thing that hurt the team is gone: the worst alert, the meeting, the form",
        "The figure before and after",
        "one thing mended",
    ),
    "say_60": MilestoneWords(
        "Sixty days with your own manager: what is at risk, whom you worry about losing",
        "Three lines, theirs beside yours",
        "what is at risk",
    ),
    "plan_out": MilestoneWords(
        "A plan for two quarters: reliability, features, cost, people, and the order if money is cut",
        "The plan, with objections written in",
        "plan for two quarters",
    ),
    "successor": MilestoneWords(
        "Each engineer has one thing that grows them; somebody can run the week without you",
        "A week that ran",
        "a week without you",
    ),
    "say_90": MilestoneWords(
        "Ninety days: what you changed, what it cost, what you were wrong about",
        "One page to the team",
        "what was wrong, to the team",
    ),
    "own": MilestoneWords("", "", ""),
}

ONCALL: dict[OncallKind, tuple[str, str]] = {
    "shadow": ("Shadow shift {number}", "Beside the primary, in their hours only; writes down what they would have done"),
    "drill": ("Drill", "An old incident, run again with the real tools and nobody's sleep at stake; they lead"),
    "secondary": ("Secondary", "Carries the pager second; the primary asks them first, by day"),
    "primary": ("Primary, with a named backup", "The backup has agreed to be woken; the day after is theirs to rest where it was broken"),
}

FAULTS: dict[FaultName, str] = {
    "project_large": "The first project takes {detail} working days for somebody who knows the system. Cut it to twenty or"
    " fewer, so that it ends"
    " before day ninety for a newcomer.",
    "project_on_path": "The first project lies on the path of the highest tier. Choose another, or the part of it that does not.",
    "project_no_undo": "The first project cannot be undone quickly. Put it behind a flag first, or choose another.",
    "no_buddy": "There is no buddy. Name one who answers every day and is not their manager, and give them the time for it.",
    "no_shadow": "There is no shadow shift before the pager. Give one at the least; PagerDuty gives a week.",
    "primary_early": "Primary on day {detail} comes before the shadow shifts, the drill and a shift as secondary are done; it is moved.",
    "small_rota": "A rota of {detail} has each of them on call every {detail} weeks. Do not start somebody new on it to"
    " mend it: borrow, or page less.",
    "unseen": "Nothing shows that this is done: {detail}. Say what you would see.",
    "crowded": "More than three milestones in week {detail}. Move one.",
}
