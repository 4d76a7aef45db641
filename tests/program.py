"""The program as a process of its own that starts at once: forked from one that has imported everything and done nothing else.

Exit code, standard streams, working folder and environment are a real process's. What a command costs before it begins (a second
of imports) is paid once; tests/cli/test_jobs.py and test_package.py start the program from nothing.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

WARM = (
    "loopready.cli.commands", "loopready.app.prepare", "loopready.app.service", "loopready.rendering.html", "tokenizers", "sqlalchemy",
    "alembic.command", "jinja2", "rich", "docx", "typst",
)  # fmt: skip
"""Imported before the first command comes; a command imports what else it needs (onnxruntime starts a thread: no fork could end)."""


def run(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None, input: bytes = b"", timeout: float = 300
) -> subprocess.CompletedProcess[bytes]:
    """``loopready`` with some words, run to its end; an AssertionError where that takes longer than ``timeout`` seconds."""
    with tempfile.TemporaryDirectory() as folder:
        given, said, told = (Path(folder) / name for name in ("given", "said", "told"))
        given.write_bytes(input)
        asked = {
            "words": words, "cwd": str(cwd or Path.cwd()), "env": dict(os.environ) if env is None else env, "timeout": timeout,
            "given": str(given), "said": str(said), "told": str(told),
        }  # fmt: skip
        server = _server()
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(json.dumps(asked).encode() + b"\n")
        server.stdin.flush()
        code = json.loads(server.stdout.readline() or b"null")
        assert code is not None, f"loopready {' '.join(words)} takes longer than {timeout:.0f} s"
        return subprocess.CompletedProcess(["loopready", *words], code, said.read_bytes(), told.read_bytes())


def run_text(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None, input: str = "", timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """The same, in text."""
    done = run(*words, cwd=cwd, env=env, input=input.encode(), timeout=timeout)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@cache
def _server() -> subprocess.Popen[bytes]:
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    made = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    atexit.register(_end, made)
    return made


def _end(server: subprocess.Popen[bytes]) -> None:
    server.kill()
    server.communicate()


def _serve() -> None:
    for module in WARM:
        importlib.import_module(module)
    if _threads() > 1:
        sys.exit("something that was imported runs a thread, and a fork of that may hang: leave it out of WARM")
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(asked)
        print(json.dumps(_end_of(child, asked["timeout"])), flush=True)


def _threads() -> int:
    """How many threads run here, those of native libraries too where the system tells."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _end_of(child: int, timeout: float) -> int | None:
    """The exit code of a child; None where it had to be killed, as subprocess tells it: negative for a signal."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _become(asked: dict[str, Any]) -> NoReturn:
    """This process is the command from here on, and ends with it."""
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    made = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, (path, how) in enumerate(((asked["given"], os.O_RDONLY), (asked["said"], made), (asked["told"], made))):
        opened = os.open(path, how, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.argv = ["loopready", *asked["words"]]
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(number, mode, encoding="utf-8", closefd=False) for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    from loopready.cli import main

    main()
    sys.exit(0)


if __name__ == "__main__":
    _serve()
