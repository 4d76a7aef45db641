"""What a language model costs a brief in time and tokens: ``python benchmarks/writer.py``.

A model that takes 300 ms a call and says each claim as it is, with a word before it; one that never answers; and the gate by itself.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from loopready.adapters.fakes import FakeModel
from loopready.app.model_budget import Prices
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


def measure(brief: Brief, name: str) -> None:
    """Print the line of one brief."""
    count, tokens, _ = ModelWriter(FakeModel(better)).estimate(claims_to_phrase(brief), Prices())
    batches = ModelWriter(FakeModel(better)).batches(claims_to_phrase(brief))
    out = sum(prompt.max_tokens for _, prompt in batches)
    times = []
    for model in (FakeModel(better), FakeModel(better, delay=0.3), FakeModel(better, delay=60.0)):
        begun, worked = time.perf_counter(), time.process_time()
        made = phrased(brief, writer_of(brief, model))
        times.append((time.perf_counter() - begun, time.process_time() - worked, made.writing.stand if made.writing else 0))
    gate, slow, never = times
    print(
        f"{name}: {count} sentences in {len(batches)} calls, {tokens - out} tokens in and {out} out at most; "
        f"the gate and all of ours {gate[1] / max(count, 1) * 1000:.1f} ms of processor a sentence; "
        f"at once {gate[0]:.2f} s, 300 ms a call {slow[0]:.2f} s ({slow[2]} stand), no answer {never[0]:.2f} s"
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
