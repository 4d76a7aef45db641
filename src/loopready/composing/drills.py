"""The drills section: the guide's scenarios with the job's own numbers where it gives them, and worked solutions."""

from __future__ import annotations

from loopready.composing.claims import block, blocks, calculated, items
from loopready.composing.context import Context
from loopready.composing.lexicon import cues_of
from loopready.composing.phrases import listed, quoted
from loopready.engines.drill import instance
from loopready.engines.figures import figures
from loopready.model import AskedQuestion, Claim, Drill, DrillInstance, Item, Posting, Section, Span


def job_figures(posting: Posting) -> dict[str, float]:
    """The figures of a posting that a drill can use: availability_target, people, teams, regions, monthly_cost."""
    out: dict[str, float] = {}
    for line in posting.lines:
        if line.kind == "benefit":
            continue
        for figure in figures(line.text):
            name = _name(figure.kind, (figure.noun or "").lower(), figure.value)
            if name and name not in out:
                out[name] = figure.value
    return out


def _name(kind: str, noun: str, value: float) -> str | None:
    if kind == "availability" and 95 <= value < 100:
        return "availability_target"
    if kind in ("people", "teams"):
        return kind
    if noun.startswith("region"):
        return "regions"
    return None


def drills_section(ctx: Context) -> Section:
    """All drills, the likeliest for this posting first and open down to its questions."""
    ranked = sorted(ctx.guide.drills, key=lambda drill: (-_asked(ctx, drill)[0], drill.id))
    return Section(id="drills", title="Drills", items=items(_drill(ctx, drill, open_=i == 0) for i, drill in enumerate(ranked)))


def _asked(ctx: Context, drill: Drill) -> tuple[int, tuple[Span, ...]]:
    if not drill.cues:
        return 0, ()
    cues = cues_of(drill.cues)
    held = [line.span for line in ctx.posting.lines if line.kind != "benefit" and cues.hits(line.text)]
    return len(held), tuple(held[:2])


def _drill(ctx: Context, drill: Drill, *, open_: bool) -> Item:
    at = f"drills/{drill.id}"
    made = instance(drill, seed=None, job_figures=ctx.job_figures)
    item = f"drills/{drill.id}"
    guide = ctx.claims.guide(item, drill.title)
    numbers = calculated(f"drill.{drill.id}", "instance", **dict(made.values))
    given = [parameter.label for parameter in drill.parameters if parameter.name in made.from_job]

    def say(role: str, text: str) -> Claim | None:
        worked = calculated(f"drill.{drill.id}", text, **dict(made.values))
        return ctx.claims.recite(f"{at}/{role}", text, guide, worked)

    from_job = None
    _, spans = _asked(ctx, drill)
    if given or spans:
        cites = [ctx.claims.of(span) for span in spans]
        parts = []
        if spans:
            parts.append(f"Near to this job: {listed([quoted(span.quote(ctx.job), limit=80) for span in spans])}")
        if given:
            parts.append(f"{listed(given)} taken from the posting")
        from_job = ctx.claims.say(f"{at}/from_job", "; ".join(parts) + ".", *cites, guide, numbers, allow=given)
    asks, solutions = [], []
    for question in made.questions:
        asks.append(say(f"asks/{question.id}", _ask(question)))
        solutions.append(say(f"solution/{question.id}", _solution(question, made)))
    listens = [ctx.claims.teach(f"{at}/listens_for/{i + 1}", line, item, drill.title) for i, line in enumerate(drill.listens_for)]
    traps = [ctx.claims.teach(f"{at}/traps/{i + 1}", line, item, drill.title) for i, line in enumerate(drill.traps)]
    return Item(
        id=at,
        title=drill.title,
        kind="drill",
        minutes=drill.minutes,
        folded=not open_,
        folds=("scenario", "asks", "listens_for", "traps", "solution") if from_job else ("asks", "listens_for", "traps", "solution"),
        blocks=blocks(
            block("from_job", from_job),
            block("scenario", say("scenario", made.scenario)),
            block("asks", *asks),
            block("listens_for", *listens),
            block("traps", *traps),
            block("solution", *solutions),
        ),
    )


def _ask(question: AskedQuestion) -> str:
    if question.kind == "choice":
        return f"{question.ask} " + " ".join(f"({letter(at)}) {option.text}" for at, option in enumerate(question.options))
    if question.kind == "order":
        return f"{question.ask} Steps, shuffled: {'; '.join(step.rstrip('.;') for step in question.order)}."
    return question.ask


def letter(at: int) -> str:
    """a, b, c ... for the options of a choice."""
    return chr(ord("a") + at)


def _solution(question: AskedQuestion, made: DrillInstance) -> str:
    if question.kind == "choice":
        at, right = next((at, option) for at, option in enumerate(question.options) if option.right)
        return f"({letter(at)}) {right.text} {question.solution}"
    if question.kind == "order":
        return f"{'; '.join(step.rstrip('.;') for step in question.right_order)}. {question.solution}"
    return question.solution
