# ruff: noqa: E501
"""An invented brief with every section, many kinds of item and every state, for the tests of rendering."""

from __future__ import annotations

from collections import Counter

from loopready.model import (
    Block,
    Brief,
    CalculatedCite,
    Cap,
    Cite,
    Claim,
    DateLeaf,
    Document,
    Evidence,
    FacetResult,
    FactCite,
    Groundedness,
    GuideChoice,
    GuideCite,
    Item,
    Leaf,
    Match,
    Person,
    PersonCite,
    Posting,
    PostingLine,
    Profile,
    QuoteCite,
    Reason,
    Requirement,
    Row,
    ScopePoint,
    Section,
    SignalRow,
    Span,
    Work,
)

CV = """Marit Dahlgren-Osei
Engineering Manager
Bergen · marit@example.org

EXPERIENCE
Senior Engineering Manager, Kvitfjell Payments
2021-03 – present
• Lead two teams (14 engineers) that own the ledger store in two regions
• Raised availability from 99.91% to 99.98% in five quarters by splitting the monolith into 12 cells
• Cut storage cost by 1.9M CHF a year (27%) with tiering and compaction
• Pages per week fell from 31 to 6; rota rebuilt with follow-the-sun cover
Engineering Manager, Kvitfjell Payments
2018-01 – 2021-02
• Grew the team from 4 to 9 people; hired 7 on written rubrics
• Incident commander for the 2019 settlement outage (3 h 40 min, 61 merchants); ran the customer postmortem with the two largest
• Moved one senior engineer out after a 10-week improvement plan
Staff Engineer, Nordlys Data
2013-06 – 2017-12
• Wrote the compaction engine used by 40 services
SKILLS
Go, Kubernetes, PostgreSQL, FinOps
"""
JOB = """Senior Manager, Regional Object Store
Brumal Cloud · Zürich

What you will do
- Run two to three teams (24 engineers) that own the regional object store
- Keep a 99.99% contract with financial credits in 11 regions
- Carry reliability, features and cost as one plan
Must have
- 2+ years managing managers or several teams
- Operated a multi-region service with an availability target of 99.95% or higher
- Spoken to enterprise customers after an outage
- Run a FinOps or efficiency programme with attribution by customer
Nice to have
- Experience with storage engines
- Willing to travel to Seattle twice a year
What we offer
- Pension and 27 days of leave
"""
GUIDE_ITEMS = {
    "signals/people": "Manages an underperformer to an end that is fair",
    "signals/hiring": "Hires and grows engineers to the bar",
    "signals/strategy": "Sets a strategy over several quarters and pays its price",
    "signals/incident": "Owns an outage and the customer behind it",
    "signals/delivery": "Delivers without burning out the rota",
    "signals/comms": "Speaks plainly to customers and executives",
    "questions/decision": "Tell me about your most impactful management decision",
    "questions/failure": "Tell me about a failure",
    "questions/walk": "Walk me through your CV",
    "concepts/contract": "The contract is not the objective",
    "concepts/cells": "Cells and blast radius",
    "drills/breach": "Four hours down in two of three regions",
    "rounds/manager": "Hiring manager",
    "rounds/design": "System design as a manager is asked it",
    "asks/team": "Team and scope",
    "general:topics/offer": "Offer and level",
    "firm:brumal/loop": "Brumal Cloud: loop",
    "related/payments": "Engineering manager in payments",
    "seat": "The seat",
}
FACTS = {
    "sla.bands": "Usual object storage contracts pay 10% under 99.9% and 25% under 99.0% (Provider service terms, 2026-05)",
    "loop.rounds": "Manager loops commonly hold four to six rounds (Published candidate guides, 2026-02)",
}


class Sample:
    """Builds claims with cites that are true of the two texts."""

    def __init__(self, cv: str = CV, job: str = JOB) -> None:
        self.cv = Document.of(kind="cv", name="marit-dahlgren-osei.pdf", text=cv)
        self.job = Document.of(kind="job", name="object-store.html", text=job)
        self.count = 0

    def q(self, source: str, words: str) -> QuoteCite:
        text = (self.cv if source == "cv" else self.job).text
        start = text.index(words)
        return QuoteCite(source=source, start=start, end=start + len(words), quote=words)  # type: ignore[arg-type]

    def cvq(self, words: str) -> QuoteCite:
        return self.q("cv", words)

    def jobq(self, words: str) -> QuoteCite:
        return self.q("job", words)

    def claim(self, text: str, *cites: Cite) -> Claim:
        self.count += 1
        return Claim(id=f"c{self.count}", text=text, cites=cites or (GuideCite(item="seat"),))

    def block(self, role: str, *claims: Claim) -> Block:
        return Block(role=role, claims=claims)

    def span(self, source: str, words: str) -> Span:
        cite = self.q(source, words)
        return Span(document=(self.cv if source == "cv" else self.job).id, start=cite.start, end=cite.end)


BULLETS = {
    "teams": "Lead two teams (14 engineers)",
    "slo": "Raised availability from 99.91% to 99.98% in five quarters",
    "cells": "splitting the monolith into 12 cells",
    "cost": "Cut storage cost by 1.9M CHF a year (27%)",
    "pages": "Pages per week fell from 31 to 6",
    "grew": "Grew the team from 4 to 9 people; hired 7 on written rubrics",
    "incident": "Incident commander for the 2019 settlement outage (3 h 40 min, 61 merchants)",
    "customer": "ran the customer postmortem with the two largest",
    "exit": "Moved one senior engineer out after a 10-week improvement plan",
    "engine": "Wrote the compaction engine used by 40 services",
}
SIGNALS = {
    "people": ("shown", "exit"), "hiring": ("shown", "grew"), "strategy": ("half", "slo"),
    "incident": ("half", "incident"), "delivery": ("shown", "pages"), "comms": ("absent", None),
}  # fmt: skip


def _summary(s: Sample) -> Section:
    g = GuideCite(item="general:topics/offer")
    return Section(id="summary", title="Summary", items=(
        Item(id="summary/verdict", title="Credible for this seat; the level is the open question", kind="verdict", state="credible", blocks=(
            s.block("text", s.claim(
                "Of 6 requirements 3 are met with evidence, 2 in part, none is missing and 1 could not be judged. The part that decides: "
                "“2+ years managing managers or several teams”; your CV shows “Lead two teams (14 engineers)”, not since when, "
                "and no managers under you.", s.jobq("2+ years managing managers or several teams"), s.cvq(BULLETS["teams"]),
                CalculatedCite(engine="match.tally", inputs={"rows": 6}, result={"met": 3, "partial": 2, "unjudgeable": 1}))),)),
        Item(id="summary/strengths", title="What carries you", kind="strengths", blocks=(s.block("text",
            s.claim("Availability with a before and an after: “from 99.91% to 99.98% in five quarters”.", s.cvq(BULLETS["slo"])),
            s.claim("A people act with an end: “10-week improvement plan”.", s.cvq(BULLETS["exit"])),
            s.claim("Money with a base to defend: “1.9M CHF a year (27%)”.", s.cvq(BULLETS["cost"]))),)),
        Item(id="summary/risks", title="What will be tested", kind="risks", blocks=(s.block("text",
            s.claim("14 people against the posting's 24 is the level question.", s.cvq(BULLETS["teams"]), s.jobq("24 engineers")),
            s.claim("Attribution by customer: nothing in the CV.", s.jobq("attribution by customer")),
            s.claim("No words of yours to an executive or a customer in writing.", GuideCite(item="signals/comms"))),)),
        Item(id="summary/next", title="Do these five next", kind="next", blocks=(s.block("next",
            s.claim("Date the second team (2 min).", s.cvq(BULLETS["teams"])),
            s.claim("Work the breach drill with this job's own tier: 4.32 minutes a month (25 min).", s.jobq("99.99% contract"),
                    CalculatedCite(engine="slo.allowed_downtime", inputs={"availability": 0.9999, "days": 30}, result="4.32 min")),
            s.claim("Tell the cell split as a decision: five quarters of roadmap spent, and who lost (20 min).", s.cvq(BULLETS["cells"])),
            s.claim("Say what 1.9M CHF was measured against (5 min).", s.cvq(BULLETS["cost"])),
            s.claim("Ask the recruiter which level is assessed (2 min).", g)),), minutes=54),
    ))  # fmt: skip


def _deciders(s: Sample) -> Section:
    items = [Item(id="deciders/level", title="Level asked against scope shown", kind="level", state="partial", blocks=(
        s.block("asked", s.claim("The posting asks for “two to three teams (24 engineers)”.", s.jobq("two to three teams (24 engineers)"))),
        s.block("shown", s.claim("The CV states 14 people in two teams.", s.cvq(BULLETS["teams"]))),
        s.block("risk", s.claim("14 is 58% of 24: expect the level to be opened.", s.cvq(BULLETS["teams"]), s.jobq("24 engineers"),
                CalculatedCite(engine="arithmetic.share", inputs={"part": 14, "whole": 24}, result=0.5833)))))]  # fmt: skip
    for signal, (state, key) in SIGNALS.items():
        g = GuideCite(item=f"signals/{signal}")
        blocks = []
        if key:
            blocks.append(s.block("evidence", s.claim(f"“{BULLETS[key]}”", s.cvq(BULLETS[key]))))
            blocks.append(s.block("scope", s.claim("Two teams, 14 people; own decision not stated.", s.cvq(BULLETS["teams"]))))
            blocks.append(s.block("level", s.claim("Manager of one to two teams.", s.cvq(BULLETS["teams"]), g)))
        else:
            blocks.append(s.block("evidence", s.claim("Nothing in the CV speaks of it.", g)))
        blocks += [
            s.block("doubt", s.claim("The act is shown; deciding against a live alternative is not.", g)),
            s.block("probe", s.claim("“What did you stop, and who objected?”", g)),
            s.block("missing", s.claim("The first decision and its minute: ____", g)),
        ]
        items.append(
            Item(id=f"deciders/{signal}", title=GUIDE_ITEMS[f"signals/{signal}"], kind="signal", state=state, blocks=tuple(blocks))
        )
    return Section(id="deciders", title="The page the deciders read", items=tuple(items))


def _role(s: Sample) -> Section:
    return Section(id="role", title="What this seat is", items=(
        Item(id="role/seat", title="The seat", kind="seat", blocks=(s.block("text",
            s.claim("A contract with credits in 11 regions; two to three teams.", s.jobq("in 11 regions")),
            s.claim("The work is people, a pager and a cost line at once.", GuideCite(item="seat"))),)),
        Item(id="role/level", title="Level", kind="level", blocks=(
            s.block("asked", s.claim("“Senior Manager”: several teams, mostly through managers.", s.jobq("Senior Manager"))),
            s.block("means", s.claim("Scope of 15 to 30 people.", GuideCite(item="seat"))))),
        Item(id="role/team", title="Team type: service", kind="team_type", blocks=(
            s.block("given_away_by", s.claim("“own the regional object store”", s.jobq("own the regional object store"))),
            s.block("demands", s.claim("Customers with contracts, a budget that bites.", GuideCite(item="seat"))))),
        Item(id="role/contrast", title="Against enterprise SaaS", kind="contrast", folded=True, blocks=(
            s.block("text", s.claim("More pager, less product; the customer holds a contract.", GuideCite(item="seat"))),)),
    ))  # fmt: skip


def _signals(s: Sample) -> Section:
    items = []
    for signal, (state, key) in SIGNALS.items():
        g = GuideCite(item=f"signals/{signal}")
        blocks = [s.block("listens_for", s.claim("An act with a date, a price and a named objection.", g))]
        if key:
            blocks.append(s.block("evidence", s.claim(f"You have “{BULLETS[key]}”.", s.cvq(BULLETS[key]))))
        blocks.append(s.block("absent", s.claim("Not shown: the first 15 minutes; how the blast radius was cut.", g)))
        blocks.append(
            s.block(
                "asked",
                s.claim(
                    "This job asks for it: “Spoken to enterprise customers after an outage”.",
                    s.jobq("Spoken to enterprise customers after an outage"),
                ),
            )
        )
        items.append(
            Item(
                id=f"signals/{signal}",
                title=GUIDE_ITEMS[f"signals/{signal}"],
                kind="signal",
                state=state,
                blocks=tuple(blocks),
                folds=("asked",),
            )
        )
    return Section(id="signals", title="What interviewers look for", items=tuple(items))


REQUIREMENTS = (
    ("2+ years managing managers or several teams", "must", "partial", "teams"),
    ("Operated a multi-region service with an availability target of 99.95% or higher", "must", "met", "slo"),
    ("Spoken to enterprise customers after an outage", "must", "met", "customer"),
    ("Run a FinOps or efficiency programme with attribution by customer", "must", "partial", "cost"),
    ("Experience with storage engines", "nice", "met", "engine"),
    ("Willing to travel to Seattle twice a year", "nice", "unjudgeable", None),
    ("Run two to three teams (24 engineers) that own the regional object store", "responsibility", "missing", None),
)


def _fit(s: Sample) -> Section:
    items = []
    for number, (text, kind, state, key) in enumerate(REQUIREMENTS):
        blocks = []
        if key:
            blocks.append(s.block("evidence", s.claim(f"“{BULLETS[key]}”", s.cvq(BULLETS[key]))))
            blocks.append(
                s.block(
                    "reasons",
                    s.claim("same measure +.45", s.cvq(BULLETS[key])),
                    s.claim("work bullet, current role +.15", s.cvq(BULLETS[key])),
                )
            )
        blocks.append(s.block("note", s.claim("Weak point: the target itself is not written. Say it: ____", s.jobq(text))))
        items.append(Item(id=f"fit/r{number}", title=text, kind=kind, state=state, strength=0.6, blocks=tuple(blocks), folds=("reasons",)))
    return Section(id="fit", title="Requirement by requirement", items=tuple(items))


def _walkthrough(s: Sample) -> Section:
    return Section(id="walkthrough", title="Two minutes through your CV", items=(
        Item(id="walk/now", title="Now", kind="step", minutes=1, blocks=(s.block("text", s.claim("Two teams, 14 people, the ledger store, 99.98%.", s.cvq(BULLETS["teams"]), s.cvq(BULLETS["slo"]))),)),
        Item(id="walk/turn", title="The turn", kind="step", blocks=(s.block("text", s.claim("2018: staff engineer to manager; 4 to 9 people. Why that move? ____", s.cvq(BULLETS["grew"]))),)),
        Item(id="walk/end", title="End at this seat", kind="step", blocks=(s.block("text", s.claim("Why regional storage, why under a contract? ____", s.jobq("99.99% contract"))),)),
    ))  # fmt: skip


def _questions(s: Sample) -> Section:
    items = []
    titles = ("Tell me about your most impactful management decision.", "Tell me about a failure, and what changed.", "Walk me through your CV.",
              "Why this firm?", "Which team would you want to run, and why?", "What does a great manager here do in a week?")  # fmt: skip
    for number, title in enumerate(titles):
        g = GuideCite(item="questions/decision" if number % 2 == 0 else "questions/failure")
        items.append(Item(
            id=f"questions/q{number}", title=title, kind="question", folded=number >= 5, folds=("average", "sinks", "follow_ups", "traps"), minutes=15,
            blocks=(
                s.block("why", s.claim("Ranked here because the posting weighs plan and cost “as one plan”.", s.jobq("as one plan"))),
                s.block("tests", s.claim("Judgement with stakes, alternatives and an outcome.", g)),
                s.block("story", s.claim("The split into cells: “splitting the monolith into 12 cells”.", s.cvq(BULLETS["cells"]))),
                s.block("second", s.claim("The exit: “10-week improvement plan”.", s.cvq(BULLETS["exit"]))),
                s.block("skeleton",
                        s.claim("Stakes: 99.91% is about 39 minutes a month lost; what did a minute cost? ____", s.cvq("99.91%"),
                                CalculatedCite(engine="slo.allowed_downtime", inputs={"availability": 0.9991, "days": 30}, result="38.9 min")),
                        s.claim("Alternatives you turned down: ____", g),
                        s.claim("Your decision, and what you gave up for five quarters: ____", s.cvq("five quarters")),
                        s.claim("Outcome: 99.98%, pages 31 to 6 a week.", s.cvq(BULLETS["slo"]), s.cvq(BULLETS["pages"])),
                        s.claim("Next time: ____", g)),
                s.block("great", s.claim("Names the option that almost won, who disagreed and what they were right about.", g)),
                s.block("average", s.claim("Tells the architecture.", g)),
                s.block("sinks", s.claim("No decision of yours in it.", g)),
                s.block("follow_ups", s.claim("What did the roadmap lose?", g), s.claim("Who opposed it?", g), s.claim("How did you know in quarter two?", g)),
                s.block("traps", s.claim("12 cells with two regions invites: how do you move a customer between cells?", s.cvq("12 cells"))),
            )))  # fmt: skip
    return Section(id="questions", title="Questions to expect", items=tuple(items))


def _probes(s: Sample) -> Section:
    out = []
    for number, key in enumerate(("cost", "slo", "incident", "grew", "pages", "exit")):
        out.append(Item(id=f"probes/{key}", title=f"“{BULLETS[key]}”", kind="probe", folded=number >= 5, blocks=(
            s.block("claim", s.claim(f"“{BULLETS[key]}”", s.cvq(BULLETS[key]))),
            s.block("they_ask", s.claim("27% of 7.0M CHF: is 7.0M the base?", s.cvq(BULLETS["cost"]), CalculatedCite(engine="finops.base", inputs={"saved": "1.9M CHF", "share": 0.27}, result="7.0M CHF")),
                    s.claim("Measured against which month? ____", s.cvq(BULLETS[key])), s.claim("Your part and finance's part? ____", s.cvq(BULLETS[key]))),
            s.block("safe_form", s.claim("A ratio or an order of magnitude will do; give no figure your employer keeps to itself.", GuideCite(item="seat"))))))  # fmt: skip
    return Section(id="probes", title="What your claims will be asked", items=tuple(out))


def _concepts(s: Sample) -> Section:
    out = []
    for number, title in enumerate(("The contract is not the objective", "Cells and blast radius", "Error budgets that bite")):
        g = GuideCite(item="concepts/contract" if number == 0 else "concepts/cells")
        out.append(Item(id=f"concepts/c{number}", title=title, kind="concept", folded=number > 0, minutes=10, folds=("answer",), state="half", blocks=(
            s.block("why", s.claim("The job's tier is 99.99% with credits; your figures carry no contract.", s.jobq("99.99% contract"), g)),
            s.block("what", s.claim("An objective has a budget and sits inside the contract.", g)),
            s.block("goes_wrong", s.claim("The average hides which customers were down.", g)),
            s.block("figures", s.claim("Allowed: 4.32 minutes in 30 days.", CalculatedCite(engine="slo.allowed_downtime", inputs={"availability": 0.9999, "days": 30}, result="4.32 min")),
                    s.claim("Bands: 10% under 99.9%, 25% under 99.0%.", FactCite(id="sla.bands"))),
            s.block("worked", s.claim("50 minutes down in one region leave 99.884%: the first band.", CalculatedCite(engine="slo.attained", inputs={"minutes": 50}, result=0.99884), FactCite(id="sla.bands"))),
            s.block("check", s.claim("A region is down 50 minutes. Which band, and who has to claim?", g)),
            s.block("answer", s.claim("The first band; the customer claims within the window.", FactCite(id="sla.bands"))))))  # fmt: skip
    return Section(id="concepts", title="Concepts to know cold", items=tuple(out))


def _drills(s: Sample) -> Section:
    g = GuideCite(item="drills/breach")
    return Section(id="drills", title="Drills", items=(
        Item(id="drills/breach", title="Four hours down in two of three regions", kind="drill", minutes=25, folds=("solution",), blocks=(
            s.block("scenario", s.claim("Your service misses 99.99% in 2 of 3 regions for 4 hours. Three customers write to the CFO.", g, s.jobq("99.99% contract"))),
            s.block("question", s.claim("How many months of budget is that?", g), s.claim("Which band, and what is owed on $2.4M a month?", g)),
            s.block("listens_for", s.claim("Mitigation before root cause; the third region protected first.", g)),
            s.block("solution", s.claim("240 minutes against 4.32 is 55.6 months of budget.", CalculatedCite(engine="slo.budget_months", inputs={"minutes": 240}, result=55.6)),
                    s.claim("99.444% is the first band: 10%.", FactCite(id="sla.bands"))))),
    ))  # fmt: skip


def _firm(s: Sample) -> Section:
    return Section(id="firm", title="The firm", items=(
        Item(id="firm/loop", title="How it interviews", kind="firm", blocks=(s.block("text", s.claim("Four to six rounds are common.", FactCite(id="loop.rounds"))),)),
        Item(id="firm/unknown", title="What could not be found", kind="unknown", blocks=(s.block("text", s.claim("Who owns the pager for the storage layer is not public: ask.", GuideCite(item="firm:brumal/loop"))),)),
    ))  # fmt: skip


def _asks(s: Sample) -> Section:
    out = []
    for who in ("Hiring manager", "Engineer of the team", "Product"):
        g = GuideCite(item="asks/team")
        out.append(Item(id=f"asks/{who.split()[0].lower()}", title=f"To the {who.lower()}", kind="ask", folds=("bad",), blocks=(
            s.block("ask", s.claim("“Keep a 99.99% contract” in 11 regions: which region missed last, and what did the budget make you stop?", s.jobq("Keep a 99.99% contract"), s.jobq("11 regions")),
                    s.claim("What would the seat own in twelve months?", g)),
            s.block("good", s.claim("A named change, with a date.", g)), s.block("bad", s.claim("A shrug about the policy.", g)))))  # fmt: skip
    return Section(id="asks", title="Questions to ask", items=tuple(out))


def _loop(s: Sample) -> Section:
    rounds = []
    for name, minutes in (("Recruiter", 30), ("Hiring manager", 60), ("People", 60), ("System design", 60)):
        g = GuideCite(item="rounds/manager")
        rounds.append(Item(id=f"loop/{name.lower().replace(' ', '-')}", title=name, kind="round", minutes=minutes, blocks=(
            s.block("what", s.claim("Scope, motive and one story at depth.", g)), s.block("prepare", s.claim("The cell split, told as a decision.", s.cvq(BULLETS["cells"]))))))  # fmt: skip
    rows = [Item(id=f"loop/cover/{signal}", title=GUIDE_ITEMS[f"signals/{signal}"], kind="coverage", state=state, blocks=(
        (s.block("story", s.claim(f"“{BULLETS[key]}”", s.cvq(BULLETS[key]))), s.block("round", s.claim("Hiring manager", GuideCite(item="rounds/manager"))))
        if key else (s.block("story", s.claim("No story covers it: ____", GuideCite(item="signals/comms"))),)))
        for signal, (state, key) in SIGNALS.items()]  # fmt: skip
    return Section(id="loop", title="The loop", items=(*rounds, *rows))


def _stories(s: Sample) -> Section:
    rows = [Item(id=f"stories/{key}", title=f"“{BULLETS[key]}”", kind="story_row", blocks=(
        s.block("first_for", s.claim("Decision; strategy", s.cvq(BULLETS[key]), GuideCite(item="questions/decision"))),
        s.block("second_for", s.claim("Failure", GuideCite(item="questions/failure")))))
        for key in ("cells", "exit", "incident")]  # fmt: skip
    gap = Item(id="stories/uncovered", title="Not covered by any story", kind="uncovered", state="absent", blocks=(
        s.block("text", s.claim("Speaks plainly to customers and executives. Which memo of yours changed a mind? ____", GuideCite(item="signals/comms"))),))  # fmt: skip
    return Section(id="stories", title="Your stories", items=(*rows, gap))


def _plan(s: Sample) -> Section:
    days = (("2026-11-24", "Date the second team; write the first decision", 45), ("2026-11-26", "The breach drill, then the credit bands", 60),
            ("2026-11-29", "Two stories aloud, timed", 50), ("2026-12-04", "Nothing new in the evening", 20))  # fmt: skip
    items = [Item(id=f"plan/{day}", title=f"{day}: {what}", kind="session", minutes=minutes, blocks=(
        s.block("do", s.claim("Fill the blanks of “Lead two teams (14 engineers)” (15 min).", s.cvq(BULLETS["teams"])), s.claim("Work the drill (25 min).", GuideCite(item="drills/breach"))),
        s.block("why", s.claim("Level is the open question; it costs least to close.", s.jobq("24 engineers")))))
        for day, what, minutes in days]  # fmt: skip
    return Section(id="plan", title="Plan to the day", items=tuple(items))


def _related(s: Sample) -> Section:
    return Section(id="related", title="Other seats this CV fits", items=(
        Item(id="related/payments", title="Engineering manager in payments", kind="related", blocks=(
            s.block("carries", s.claim("Hiring by rubric, incident command, cost.", s.cvq(BULLETS["grew"]), s.cvq(BULLETS["incident"]))),
            s.block("new", s.claim("Contract credits, an outside assessor.", GuideCite(item="related/payments"))))),
    ))  # fmt: skip


def _sources(s: Sample) -> Section:
    return Section(id="sources", title="Sources", items=(
        Item(id="sources/facts", title="Facts", kind="facts", blocks=(s.block("text", *(s.claim(line, FactCite(id=id)) for id, line in FACTS.items())),)),
        Item(id="sources/you", title="Your own corrections", kind="corrections", blocks=(s.block("text", s.claim("The second team since 2022-02.", PersonCite(item="profile/work/1/start"))),)),
    ))  # fmt: skip


def _match(s: Sample) -> Match:
    rows = []
    for number, (text, kind, state, key) in enumerate(REQUIREMENTS):
        evidence = (Evidence(span=s.span("cv", BULLETS[key]), quote=BULLETS[key]),) if key else ()
        strength = {"met": 0.8, "partial": 0.5}.get(state, 0.0)
        reasons = (Reason(name="same measure", weight=strength),) if strength else ()
        rows.append(Row(
            requirement=Requirement(id=f"r{number}", text=text, kind=kind, span=s.span("job", text)), coverage=state, strength=strength,  # type: ignore[arg-type]
            reasons=reasons, evidence=evidence))  # fmt: skip
    signals = []
    for signal, (state, key) in SIGNALS.items():
        evidence = (Evidence(span=s.span("cv", BULLETS[key]), quote=BULLETS[key]),) if key else ()
        facets = (FacetResult(facet="the_act", evidence=evidence), FacetResult(facet="a_price_paid", evidence=evidence if state == "shown" else ()),
                  FacetResult(facet="the_result"))  # fmt: skip
        signals.append(
            SignalRow(
                signal=signal, shown=state, strength={"shown": 0.8, "half": 0.4, "absent": 0.0}[state], facets=facets, evidence=evidence
            )
        )  # type: ignore[arg-type]
    return Match(
        cv=s.cv.id,
        job=s.job.id,
        rows=tuple(rows),
        signals=tuple(signals),
        verdict="credible",
        caps=(Cap(name="level", because="14 people against 24"),),
    )


def _leaf(s: Sample, source: str, words: str) -> Leaf:
    return Leaf(value=words, source=s.span(source, words))


def _profile(s: Sample) -> Profile:
    date = DateLeaf(value="2021-03", source=s.span("cv", "2021-03"))
    first_line = s.cv.text.split("\n", 1)[0]
    work = Work(id="kvitfjell-2021", name=_leaf(s, "cv", "Kvitfjell Payments"), position=_leaf(s, "cv", "Senior Engineering Manager"), start=date, ongoing=True,
                highlights=(_leaf(s, "cv", BULLETS["teams"]),))  # fmt: skip
    return Profile(
        document=s.cv.id,
        person=Person(name=_leaf(s, "cv", first_line), email=_leaf(s, "cv", "marit@example.org")),
        work=(work,),
        coverage=0.9,
    )


def _posting(s: Sample) -> Posting:
    lines = tuple(PostingLine(text=text, kind=kind, span=s.span("job", text)) for text, kind, _, _ in REQUIREMENTS)  # type: ignore[arg-type]
    requirements = tuple(
        Requirement(id=f"r{n}", text=text, kind=kind, span=s.span("job", text)) for n, (text, kind, _, _) in enumerate(REQUIREMENTS)
    )  # type: ignore[arg-type]
    title, firm = s.job.text.split("\n")[0], s.job.text.split("\n")[1].split(" · ")[0]
    return Posting(
        document=s.job.id, title=_leaf(s, "job", title), firm=_leaf(s, "job", firm), lines=lines, requirements=requirements, coverage=1.0
    )


SCOPE = (
    ScopePoint(work="nordlys-2013", label="Staff Engineer, Nordlys Data", start="2013-06", end="2017-12"),
    ScopePoint(work="kvitfjell-2018", label="Engineering Manager, Kvitfjell Payments", start="2018-01", end="2021-02", people=9, teams=1),
    ScopePoint(
        work="kvitfjell-2021",
        label="Senior Engineering Manager, Kvitfjell Payments",
        start="2021-03",
        end="2026-11",
        ongoing=True,
        people=14,
        teams=2,
    ),
)


def sample_brief(*, cv: str = CV, job: str = JOB, extra: dict[str, tuple[Item, ...]] | None = None) -> Brief:
    """The sample; ``extra`` items are added to the sections they name, ``cv`` and ``job`` replace the texts (keep the quoted words)."""
    s = Sample(cv, job)
    makers = (
        _summary,
        _deciders,
        _role,
        _signals,
        _fit,
        _walkthrough,
        _questions,
        _probes,
        _concepts,
        _drills,
        _firm,
        _asks,
        _loop,
        _stories,
        _plan,
        _related,
        _sources,
    )
    sections = [make(s) for make in makers]
    for at, section in enumerate(sections):
        if extra and section.id in extra:
            sections[at] = section.model_copy(update={"items": (*section.items, *extra[section.id])})
    claims = [claim for section in sections for item in section.items for block in item.blocks for claim in block.claims]
    by = Counter(cite.source for claim in claims for cite in claim.cites)
    return Brief(
        cv=s.cv, job=s.job, revision="r1-0a1b2c3d", today="2026-11-23", on="2026-12-05",
        guide=GuideChoice(path="technology_software/cloud_hyperscale/engineering_management", title="Engineering management, hyperscale cloud", revision=1, confidence=0.93),
        profile=_profile(s), posting=_posting(s), match=_match(s), scope=SCOPE, sections=tuple(sections), facts=FACTS, guide_items=GUIDE_ITEMS,
        groundedness=Groundedness(claims=len(claims), by_source=dict(by), blanks=sum(claim.text.count("____") for claim in claims)),
        seconds={"read": 0.1, "compose": 0.02},
    )  # fmt: skip


HOSTILE = (
    "<script>alert('x')</script>",
    "</style><img src=x onerror=alert(1)>",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    '#set page(width: 1pt) #eval("1+1") #let x = 2',
    "*_[x](javascript:alert(1))_* ![y](http://example.org/p.png)",
    "$ x^2 $ and $8M/month of $9M",
    "back\\slash \\n `code` ~~gone~~ | pipe | <b>bold</b>",
    "# not a heading #",
    "1. not a list",
    "- not a list",
    "&lt;entity&gt; &amp; &#60;",
    "@reference <label> = heading // comment /* comment */",
    "a __dunder__ name_with_lines _x_ and ** stars **",
    "[cv 1] [red]rich[/red] [cv 1]: http://example.org",
    "=1+1 %s {0} {name!r}",
)
STEERING = "before\u202eafter\x07bell\x1b[31mred\u2066iso\x00nul\x85next"


def hostile_brief() -> Brief:
    """The sample with every hostile text as a name, a title, a claim and a quote of the CV and the posting."""
    name = HOSTILE[0]
    cv = CV.replace("Marit Dahlgren-Osei", name) + "\n".join(HOSTILE) + "\n" + STEERING + "\n"
    job = JOB.replace("Senior Manager, Regional Object Store", f"Senior Manager {HOSTILE[3]}") + "\n".join(HOSTILE) + "\n"
    s = Sample(cv, job)
    s.count = 5000
    items = tuple(
        Item(id=f"hostile/{number}", title=text, kind="probe", blocks=(
            s.block("they_ask", s.claim(f"{text}: ____", s.q("cv", text)), s.claim(f"“{text}” said", s.q("job", text))),
            s.block(text, s.claim(text, s.q("cv", text))),
        ))
        for number, text in enumerate(HOSTILE)
    )  # fmt: skip
    rows = tuple(
        Item(id=f"hostile-row/{number}", title=text, kind="must", state="partial", blocks=(s.block("evidence", s.claim(text, s.q("cv", text))),))
        for number, text in enumerate(HOSTILE)
    )  # fmt: skip
    steering = Item(
        id="hostile/steering", title=STEERING, kind="probe", blocks=(s.block("they_ask", s.claim(STEERING, s.q("cv", STEERING))),)
    )
    return sample_brief(cv=cv, job=job, extra={"probes": (*items, steering), "fit": rows, "loop": ()})
