"""A process for the tests of durable jobs: the service as it is, but for one stage that never ends. Killed by the test.

python holding.py ADDRESS [--submit] [--hold STAGE] [--version VERSION]; it prints ``submitted ID``, ``held STAGE`` and ``up``.
"""

from __future__ import annotations

import argparse
import time

import loopready


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--submit", action="store_true")
    parser.add_argument("--hold")
    parser.add_argument("--version", default=loopready.__version__)
    asked = parser.parse_args()
    loopready.__version__ = asked.version

    from loopready.adapters.database import Database
    from loopready.adapters.fakes import HashEmbedder
    from loopready.app import service
    from loopready.app.prepare import Pipeline
    from loopready.app.sample import CV, JOB
    from loopready.app.stages import StageRunner
    from loopready.model import Asked

    class Held(StageRunner):
        """The runner, one stage of which never ends."""

    def held(_: StageRunner, preparation: object) -> None:
        print(f"held {asked.hold}", flush=True)
        time.sleep(3600)

    if asked.hold is not None:
        setattr(Held, f"_{asked.hold}", held)
    service.StageRunner = Held  # type: ignore[misc,unused-ignore]
    pipeline = Pipeline(embedder=HashEmbedder())
    with service.Service(database=Database(asked.address), pipeline=pipeline, jobs=service.durable_jobs()) as running:
        print("up", flush=True)
        if asked.submit:
            desk = running.desk()
            cv, job = desk.put(CV.encode(), name="cv.txt"), desk.put(JOB.encode(), name="job.txt")
            print(f"submitted {desk.submit(Asked(cv=cv, job=job)).id}", flush=True)
        time.sleep(3600)


if __name__ == "__main__":
    main()
