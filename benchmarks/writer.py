"""What a language model costs a brief in time and tokens: ``python benchmarks/writer.py``.

A model that takes 300 ms a call and says each claim as it is, with a word before it; one whose words
are all refused; one that never answers; and the gate by itself.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from loopready.adapters.fakes import FakeModel
from loopready.app.model_budget import Prices, tokens_of
from loopready.app.model_writer import ModelWriter
from loopready.app.phrasing import claims_to_phrase, phrased
from loopready.app.prepare import Pipeline
from loopready.app.wording import writer_of
from loopready.model import Brief, Prompt

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = "2026-11-23"


def better(prompt: Prompt) -> str:
    """Each claim with a word before it."""
    said = [{"claim": each.name, "text": f"So: {each.text}"} for each in prompt.data if each.name.count("_") == 1]
    return json.dumps({"phrases": said})


def worse(prompt: Prompt) -> str:
    """Each claim with what it does not say, so that all is refused and asked for again."""
    said = [{"claim": each.name, "text": f"{each.text} It is splendid."} for each in prompt.data if each.name.count("_") == 1]
    return json.dumps({"phrases": said})


def measure(brief: Brief, name: str) -> None:
    """Print the line of one brief."""
    writer = ModelWriter(FakeModel(better))
    claims = claims_to_phrase(brief)
    batches = writer.batches(claims)
    tokens_in = sum(tokens_of(batch.prompt) for batch in batches)
    tokens_out = sum(batch.prompt.max_tokens for batch in batches)
    count, most, _ = writer.estimate(claims, Prices())
    most_in = writer.estimate(claims, Prices(1.0, 0.0))[2]
    times = []
    for model in (FakeModel(better), FakeModel(better, delay=0.3), FakeModel(worse, delay=0.3), FakeModel(better, delay=60.0)):
        begun, worked = time.perf_counter(), time.process_time()
        made = phrased(brief, writer_of(brief, model))
        times.append((time.perf_counter() - begun, time.process_time() - worked, made.writing.stand if made.writing else 0))
    gate, slow, twice, never = times
    print(
        f"{name}: {count} sentences in {len(batches)} calls, {tokens_in} tokens in and {tokens_out} out at most, "
        f"{most_in} and {most - most_in} where all is asked twice; "
        f"ours {gate[1] / max(count, 1) * 1000:.1f} ms of processor a sentence, gate and all; "
        f"at once {gate[0]:.2f} s, 300 ms a call {slow[0]:.2f} s ({slow[2]} stand), all twice {twice[0]:.2f} s, none {never[0]:.2f} s"
    )


def main() -> None:
    """All examples."""
    with Pipeline() as pipeline:
        for folder in sorted(EXAMPLES.iterdir()):
            cv, job = next(iter(folder.glob("cv.*")), None), next(iter(folder.glob("job.*")), None)
            if cv is not None and job is not None:
                measure(pipeline.prepare(cv, job, today=TODAY).brief, folder.name)


if __name__ == "__main__":
    main()
