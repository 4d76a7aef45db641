"""Reader processes: what goes wrong in a child comes back as one clear error, and the pool goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from loopready.adapters.workers import MOST_IDLE, Workers
from loopready.model import InputError


def double(number: int) -> int:
    return 2 * number


def who() -> int:
    return os.getpid()


def sleep_long() -> None:
    time.sleep(60)


def stop_at_once() -> None:
    os._exit(9)


def a_bug() -> None:
    raise ZeroDivisionError


def too_much() -> int:
    return len(bytearray(3_000_000_000))


def refuse() -> None:
    raise InputError("empty", "is empty; give a file with text", name="cv.pdf")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(seconds=4.0) as pool:
        yield pool


def test_a_result_comes_back(workers: Workers) -> None:
    assert workers.run(double, 21, name="x") == 42


def test_it_runs_in_a_child_that_stays_warm(workers: Workers) -> None:
    first = workers.run(who, name="x")
    assert first != os.getpid()
    assert workers.run(who, name="x") == first


def test_the_persons_error_comes_back_whole(workers: Workers) -> None:
    with pytest.raises(InputError) as caught:
        workers.run(refuse, name="x")
    assert (caught.value.code, caught.value.name) == ("empty", "cv.pdf")


@pytest.mark.parametrize(
    ("function", "code"), [(sleep_long, "too_slow"), (stop_at_once, "reader_stopped"), (a_bug, "reader_stopped"), (too_much, "too_big")]
)
def test_a_bad_file_is_one_clear_error_and_the_pool_goes_on(workers: Workers, function: object, code: str) -> None:
    with pytest.raises(InputError) as caught:
        workers.run(function, name="cv.pdf")  # type: ignore[arg-type]
    assert caught.value.code == code
    assert workers.run(double, 2, name="x") == 4


def test_a_child_that_was_killed_meanwhile_is_replaced(workers: Workers) -> None:
    child = workers.run(who, name="x")
    os.kill(child, 9)
    time.sleep(0.1)
    assert workers.run(double, 3, name="x") == 6


def test_a_fresh_interpreter_does_not_run_the_callers_script_again(tmp_path: Path) -> None:
    """The second call in a script that has threads by then: no guard round its main part is needed."""
    script = tmp_path / "script.py"
    script.write_text(
        "import threading, time\n"
        "from loopready.adapters.workers import Workers\n"
        "threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
        "with Workers() as workers:\n"
        "    print(workers.run(max, 1, 2, name='x'))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("2\n", 0), done.stderr


def rest() -> int:
    time.sleep(1.5)
    return os.getpid()


def test_a_crowd_leaves_few_children_behind() -> None:
    with Workers() as workers, ThreadPoolExecutor(MOST_IDLE + 2) as threads:
        asked = [threads.submit(workers.run, rest, name="x") for _ in range(MOST_IDLE + 2)]
        used = {each.result() for each in asked}
        assert len(used) == MOST_IDLE + 2
        alive = [pid for pid in used if psutil.pid_exists(pid)]
        assert len(alive) == MOST_IDLE


def test_a_stop_of_the_whole_service_is_not_the_files_fault() -> None:
    threading.Thread(target=threading.Event().wait, args=(60,), daemon=True).start()
    with Workers() as pool:
        for each in (signal.SIGINT, signal.SIGTERM):
            pool.run(signal.raise_signal, each, name="cv.txt")


def test_a_forked_reader_ends_when_its_asker_is_killed() -> None:
    program = "import os, signal; from loopready.adapters.workers import Workers; print(Workers().run(os.getpid, name='x'), flush=True); "
    command = [sys.executable, "-c", program + "os.kill(os.getpid(), signal.SIGKILL)"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL and done.stdout.strip().isdigit(), "its output ends, so nothing of it is left"
