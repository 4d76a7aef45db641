"""Reader processes: hostile files are read in a child that can be stopped."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from loopready.model import InputError, LoopreadyError

Result = TypeVar("Result")

SECONDS = 18.0
"""Longest time one file may take."""
START_SECONDS = 30.0
"""Longest time a child may take to start; not counted against the file."""
MEMORY_MB = 1000
"""Address space that a reader may add to what it starts with."""
MOST_IDLE = 4
"""Children that wait for work; each holds some tens of megabytes."""
_SAVE_AGAIN = "save it again as a plain PDF or as text"


class Workers:
    """A pool of warm child processes, each of which runs one function at a time and is killed when it takes too long.

    Use as a context manager, or call ``close``. Functions and arguments must pickle.
    """

    def __init__(self, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> None:
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, function: Callable[..., Result], *args: Any, name: str, **kwargs: Any) -> Result:
        """``function(*args, **kwargs)`` in a child.

        Raises:
            InputError: what the function raised; or that it took too long, used too much memory or made the child stop.
        """
        worker = self._take()
        try:
            answer = worker.ask((function, args, kwargs), seconds=self._seconds)
        except TimeoutError:
            worker.kill()
            says = f"reading took over {self._seconds:.0f} s and was stopped; {_SAVE_AGAIN}"
            raise InputError("too_slow", says, name=name) from None
        except EOFError:
            worker.kill()
            raise InputError("reader_stopped", f"the file made the reader stop; {_SAVE_AGAIN}", name=name) from None
        self._give_back(worker)
        if isinstance(answer, LoopreadyError):
            raise answer
        result: Result = answer
        return result

    def warm(self, count: int = 1) -> None:
        """Start children ahead of use."""
        with self._lock:
            while len(self._idle) < count:
                self._idle.append(_Worker(memory_mb=self._memory_mb))

    def idle(self) -> int:
        """How many children wait for work."""
        with self._lock:
            return len(self._idle)

    def close(self) -> None:
        """Stop all children."""
        with self._lock:
            for worker in self._idle:
                worker.kill()
            self._idle.clear()

    def _give_back(self, worker: _Worker) -> None:
        """Keep a child for the next file; one more than ``MOST_IDLE`` ends, so that a crowd leaves none behind."""
        with self._lock:
            if len(self._idle) < MOST_IDLE:
                self._idle.append(worker)
                return
        worker.kill()

    def _take(self) -> _Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive():
                    return worker
        return _Worker(memory_mb=self._memory_mb)


class _Worker:
    """A child process with a pipe to it."""

    def __init__(self, *, memory_mb: int) -> None:
        self.pipe: Connection
        self.process: BaseProcess | subprocess.Popen[bytes]
        self.pipe, self.process = _forked(memory_mb) if _may_fork() else _started(memory_mb)
        self._ready = False

    def alive(self) -> bool:
        if isinstance(self.process, subprocess.Popen):
            return self.process.poll() is None
        return self.process.is_alive()

    def ask(self, request: object, *, seconds: float) -> Any:
        try:
            if not self._ready and not (self.pipe.poll(START_SECONDS) and self.pipe.recv()):
                raise TimeoutError
            self._ready = True
            self.pipe.send(request)
            if not self.pipe.poll(seconds):
                raise TimeoutError
            return self.pipe.recv()
        except (BrokenPipeError, ConnectionResetError):
            raise EOFError from None

    def kill(self) -> None:
        _kill_group(self.process.pid)
        self.process.kill()
        if isinstance(self.process, subprocess.Popen):
            self.process.wait()
        else:
            self.process.join()
        self.pipe.close()


def _kill_group(pid: int | None) -> None:
    """Stops the programs that a reader started (OCR) along with it."""
    if pid is None or sys.platform == "win32":
        return
    with suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)


def _may_fork() -> bool:
    """A fork costs a tenth of a fresh start, and is safe while this process has one thread."""
    return sys.platform == "linux" and threading.active_count() == 1 and "onnxruntime" not in sys.modules


def _forked(memory_mb: int) -> tuple[Connection, BaseProcess]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve_forked, args=(theirs, ours, memory_mb), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _started(memory_mb: int) -> tuple[Connection, subprocess.Popen[bytes]]:
    """A fresh interpreter that imports this module alone.

    Why: multiprocessing's own fresh start runs the caller's main script again, which a script without a guard does not survive.
    """
    ours, theirs = multiprocessing.Pipe()
    handle = theirs.fileno()
    os.set_inheritable(handle, True)
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", _PROGRAM, str(handle), str(memory_mb)],
        stdin=subprocess.DEVNULL, close_fds=sys.platform != "win32", pass_fds=() if sys.platform == "win32" else (handle,), env=places,
    )  # fmt: skip
    theirs.close()
    return ours, process


_PROGRAM = "import sys; from loopready.adapters.workers import serve_handle; serve_handle(int(sys.argv[1]), int(sys.argv[2]))"


def serve_handle(handle: int, memory_mb: int) -> None:
    """The child's side of a pipe that was handed over by its number.

    Why it ignores the signals: who stops a service signals all its processes at once, and the reader must not end before its asker has
    taken in that this is the end of both, and not the file's fault.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    _serve(Connection(handle), memory_mb)


def _serve_forked(pipe: Connection, other: Connection, memory_mb: int) -> None:
    """A fork's side. It holds the other end too, and would never see that end if the asker were killed."""
    other.close()
    _serve(pipe, memory_mb)


def _serve(pipe: Connection, memory_mb: int) -> None:
    """Runs what comes through the pipe. An error for the person goes back as a value; any other ends the process."""
    if not os.environ.get("LOOPREADY_DEBUG"):
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
    if sys.platform != "win32":
        os.setpgid(0, 0)
    _limit_memory(memory_mb)
    pipe.send(True)
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except EOFError:
            return
        try:
            answer = function(*args, **kwargs)
        except LoopreadyError as error:
            answer = error
        except (MemoryError, RecursionError):
            answer = InputError("too_big", f"reading needs more memory than a CV or posting should; {_SAVE_AGAIN}")
        pipe.send(answer)


def _limit_memory(memory_mb: int) -> None:
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - not a file of a person's
        now = int(statm.read().split()[0]) * resource.getpagesize()
    limit = now + memory_mb * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))


def allow_more_memory(memory_mb: int) -> None:
    """Raises this process's limit of address space, where it has one and may: for a trusted engine with a need of its own."""
    if sys.platform != "linux":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft >= 0:
        more = soft + memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (more if hard < 0 else min(more, hard), hard))
