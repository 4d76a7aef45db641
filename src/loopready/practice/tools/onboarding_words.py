"""What each milestone and each warning of an onboarding says. Milestones are things done, each with what shows it."""

from __future__ import annotations

from loopready.model.tools.onboarding import FaultName, MilestoneName, OncallKind

MILESTONES: dict[MilestoneName, tuple[str, str]] = {
    "set_up": (
        "Builds, tests and deploys to a test environment alone",
        "A deploy with their name; what was missing in the guide, mended by them",
    ),
    "expectations": ("Has the level's words, the first ninety days and how they will be judged, in writing", "The text, sent on the day"),
    "first_change": ("First small change live, by the usual review", "The change"),
    "map_people": (
        "Has met product, support, the neighbours' teams and one customer's contact",
        "Five names of roles and what each wants of the team",
    ),
    "read_reviews": ("Has read the last six outage reviews and asked about one", "The question, in the review's thread"),
    "feedback_30": ("Thirty days: what is going well, what is not, both ways", "Three lines each, exchanged before the talk"),
    "project_plan": ("First project: a page with the aim, what it leaves out, how it is undone", "The page, with a product owner's yes"),
    "project_half": ("First project: a part of it used by somebody", "Whom it serves, what they said"),
    "own_review": ("Leads the review of a small incident or a near miss", "The review, with one action of theirs"),
    "feedback_60": ("Sixty days: both ways, and the level's words read again", "Three lines each; any doubt said now, with its example"),
    "project_done": ("First project done, measured against its aim", "The measure, before and after"),
    "takes_over": ("Owns a piece of the service by name: its alerts, its review, its backlog", "The ownership file"),
    "teach_back": ("Teaches one thing to the team, and mends the guide for the next newcomer", "The change to the guide"),
    "feedback_90": ("Ninety days: a review against the level's words, and what comes next", "Written, theirs and yours, before the talk"),
    "no_change": ("Says in the first meeting that nothing changes in the first month unless safety needs it", "The sentence, said"),
    "listen": (
        "A 1:1 with every engineer, the same four questions each: proud, slow, afraid, would you stay",
        "Your notes by theme, no names",
    ),
    "read_record": (
        "Has read the last six outage reviews, the cost report, the rota and the open promises to customers",
        "A page of what surprised you",
    ),
    "customers": (
        "Has heard three customers' contacts, product, and the manager above product",
        "What each would pay for, and what each is tired of",
    ),
    "say_30": ("Says back what was heard, to the team and to your own manager", "One page: heard, wrong about, not yet known"),
    "two_priorities": ("Two priorities, each with what stops for it", "A page that product has agreed to"),
    "one_mend": ("One thing that hurt the team is gone: the worst alert, the meeting, the form", "The figure before and after"),
    "say_60": ("Sixty days with your own manager: what is at risk, whom you worry about losing", "Three lines, theirs beside yours"),
    "plan_out": (
        "A plan for two quarters: reliability, features, cost, people, and the order if money is cut",
        "The plan, with objections written in",
    ),
    "successor": ("Each engineer has one thing that grows them; somebody can run the week without you", "A week that ran"),
    "say_90": ("Ninety days: what you changed, what it cost, what you were wrong about", "One page to the team"),
    "own": ("", ""),
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
