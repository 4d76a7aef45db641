"""Jobs in threads of this process: nothing is taken up again after a kill. For tests, and for one-off use."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from loopready.model import STAGES, RunStage


class ThreadJobs:
    """Runs the stages one after the other in a small pool of threads."""

    def __init__(self, run_stage: RunStage, *, threads: int = 2) -> None:
        self._run_stage = run_stage
        self._executor = f"threads-{os.getpid()}"
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._lock = Lock()
        self._running: dict[tuple[str, int], Future[None]] = {}

    def start(self, preparation: str, run: int) -> None:
        """Begin a run, unless it runs already."""
        with self._lock:
            self._running = {key: future for key, future in self._running.items() if not future.done()}
            if (preparation, run) not in self._running:
                self._running[preparation, run] = self._pool.submit(self._run, preparation, run)

    def _run(self, preparation: str, run: int) -> None:
        for stage in STAGES:
            if not self._run_stage(preparation, run, stage, self._executor):
                return

    def forget(self, preparation: str) -> None:
        """Runs that have not begun are dropped; a running one ends with its stage, since its preparation is gone."""
        with self._lock:
            for (id, _), future in self._running.items():
                if id == preparation:
                    future.cancel()

    def close(self) -> None:
        """Wait for what runs, and end."""
        self._pool.shutdown(wait=True, cancel_futures=True)
