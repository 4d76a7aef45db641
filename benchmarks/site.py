"""Time and memory of the site, each part against a real server process. Run on a quiet machine: python benchmarks/site.py --all.

``--browser`` upload to finished brief in Chromium, ``--home`` first byte of the home page, ``--crowd`` fifty people at once, ``--memory``
resident memory over a thousand briefs, ``--list`` the list with ten thousand preparations stored. Each prints rows of a table.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import http.client
import os
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
from run import JOB, p95, two_page_cv
from sqlalchemy import insert

from loopready.adapters.database import Database
from loopready.adapters.database.tables import PreparationRow

ROUNDS = 25
WARMING = 3
PEOPLE = 50
STORED = 10_000
BRIEFS = 1000
Row = tuple[str, str, str]
"""What, measured, goal."""
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextlib.contextmanager
def server(data: Path) -> Iterator[tuple[str, psutil.Process]]:
    """A ``loopready serve`` on a data folder of its own, warm: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(data)}
    places.pop("LOOPREADY_DATABASE_URL", None)
    command = [sys.executable, "-m", "loopready", "serve", "--no-open", "--port", str(port)]
    process = subprocess.Popen(command, env=places, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 120
        while not _answers(address):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server does not start: {process.stderr.read().decode() if process.stderr else ''}")
            time.sleep(0.1)
        with httpx.Client(base_url=address, timeout=600) as client:
            for n in range(WARMING):
                finished(client, submitted(client, cv_text=cv_text(-n - 1)))
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/", timeout=30).status_code == 200
    except httpx.TransportError:
        return False


def cv_text(n: int) -> str:
    """A CV that no other number gives: the second example's, with other words in every line of an entry."""
    source = (JOB.parent.parent / "nurse" / "cv.txt").read_text(encoding="utf-8")
    return re.sub(r"(?m)^- (\w+)", rf"- In case {n}: \1", source)


def job_text(n: int) -> str:
    """A posting of its own."""
    return JOB.read_text(encoding="utf-8") + f"\n\nReference {n}\n"


def submitted(client: httpx.Client, *, cv_text: str, job: str | None = None) -> str:
    """A preparation's id."""
    answer = client.post("/api/v1/prep", json={"cv_text": cv_text, "job_text": job or JOB.read_text(encoding="utf-8"), "anyway": True})
    answer.raise_for_status()
    return str(answer.json()["id"])


def finished(client: httpx.Client, id: str) -> str:
    """The state a preparation ends in, told by its events."""
    state = ""
    with client.stream("GET", f"/api/v1/prep/{id}/events") as stream:
        for line in stream.iter_lines():
            if line.startswith("event: "):
                state = line.removeprefix("event: ")
    return state


def browser(address: str, folder: Path) -> list[Row]:
    """From the click on the home page to the brief's summary in view; each CV is seen for the first time."""
    from playwright.sync_api import sync_playwright

    path = next(found for found in map(shutil.which, _CHROMIUM) if found)
    cvs = [two_page_cv(folder, variant=n + 1) for n in range(ROUNDS + WARMING)]
    taken = []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = opened.new_page()
        for at, cv in enumerate(cvs):
            page.goto(address)
            page.set_input_files("input[name=cv]", cv)
            page.fill("textarea[name=posting]", JOB.read_text(encoding="utf-8"))
            start = time.perf_counter()
            page.click("form[data-begin] button.primary")
            page.locator("#summary").wait_for(state="visible", timeout=60_000)
            if at >= WARMING:
                taken.append(time.perf_counter() - start)
        opened.close()
    what = f"upload of a 2-page PDF to the brief in the browser, warm, {ROUNDS} rounds"
    return [(f"{what}, p50", f"{statistics.median(taken):.2f} s", "1.0 s"), ("the same, p95", f"{p95(taken):.2f} s", "2.0 s")]


def first_bytes(address: str, path: str, *, rounds: int) -> list[float]:
    """Seconds from the request to the first byte of the answer's body, over one connection."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    taken = []
    for at in range(rounds + WARMING):
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read(1)
        if at >= WARMING:
            taken.append(time.perf_counter() - start)
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
    connection.close()
    return taken


def home(address: str) -> list[Row]:
    """The home page's first byte, with some preparations listed."""
    taken = first_bytes(address, "/", rounds=200)
    shown = f"{1000 * statistics.median(taken):.1f} / {1000 * p95(taken):.1f} ms"
    return [("home page, first byte, p50 / p95", shown, "30 ms")]


def crowd(address: str, process: psutil.Process) -> list[Row]:
    """Fifty people who submit one preparation each at the same moment and wait for its end."""
    before, start = cpu_seconds(process), time.perf_counter()
    taken, errors = asyncio.run(_crowd(address))
    whole, used = time.perf_counter() - start, cpu_seconds(process) - before
    readers = len(process.children(recursive=True))
    return [
        (f"{PEOPLE} people at once, submission to finished brief, p50", f"{statistics.median(taken):.1f} s", ""),
        ("the same, p95", f"{p95(taken):.1f} s", ""),
        ("the same, errors", str(errors), "0"),
        ("the same, briefs per second", f"{PEOPLE / whole:.2f}", ""),
        ("the same, processor time a brief, server and readers", f"{used / PEOPLE:.2f} s", ""),
        ("reader processes afterwards", str(readers), ""),
    ]


def cpu_seconds(process: psutil.Process) -> float:
    """Processor time of a server and its readers so far; unlike wall time it does not count what else the machine does."""
    return sum(sum(each.cpu_times()[:2]) for each in (process, *process.children(recursive=True)))


async def _crowd(address: str) -> tuple[list[float], int]:
    limits = httpx.Limits(max_connections=PEOPLE, max_keepalive_connections=PEOPLE)
    async with httpx.AsyncClient(base_url=address, timeout=600, limits=limits) as client:
        done = await asyncio.gather(*(_one(client, n) for n in range(PEOPLE)))
    return [seconds for seconds, _ in done], sum(state != "done" for _, state in done)


async def _one(client: httpx.AsyncClient, n: int) -> tuple[float, str]:
    start = time.perf_counter()
    answer = await client.post("/api/v1/prep", json={"cv_text": cv_text(n), "job_text": job_text(n), "anyway": True})
    if answer.status_code != 202:
        return time.perf_counter() - start, str(answer.status_code)
    state = ""
    async with client.stream("GET", answer.json()["events"]) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                state = line.removeprefix("event: ")
    return time.perf_counter() - start, state


def memory(address: str, process: psutil.Process, *, most: int) -> list[Row]:
    """Resident memory of the server and its readers after a tenth, half and all of so many briefs, no two of the same texts."""
    rows = []
    with httpx.Client(base_url=address, timeout=600) as client:
        made = 0
        for at in (most // 10, most // 2, most):
            while made < at:
                id = submitted(client, cv_text=cv_text(1000 + made), job=job_text(made))
                if finished(client, id) != "done":
                    raise RuntimeError(f"brief {made} was not made")
                client.get(f"/api/v1/prep/{id}/brief.html").raise_for_status()
                client.get(f"/preparations/{id}").raise_for_status()
                made += 1
            readers = [child.memory_info().rss / 1e6 for child in process.children(recursive=True)]
            shown = f"{process.memory_info().rss / 1e6:.0f} MB + readers {', '.join(f'{each:.0f}' for each in readers)} MB"
            rows.append((f"resident memory after {at} briefs", shown, "no growth"))
            sys.stderr.write(f"{rows[-1][0]}: {shown}\n")
    return rows


def stored(data: Path) -> None:
    """Ten thousand finished preparations, as copies of one that a server made."""
    database = Database(data / "loopready.sqlite")
    with database.writing() as session:
        model = session.query(PreparationRow).filter(PreparationRow.state == "done").first()
        if model is None:
            raise RuntimeError("no preparation to copy")
        held = {column.key: getattr(model, column.key) for column in PreparationRow.__table__.columns}
        rows = [
            {**held, "id": secrets.token_hex(8), "title": f"Preparation {n}", "created": held["created"] - dt.timedelta(minutes=n)}
            for n in range(STORED)
        ]
        session.execute(insert(PreparationRow), rows)
    database.close()


def listing(address: str, data: Path) -> list[Row]:
    """The lists with ten thousand preparations."""
    stored(data)
    rows = []
    for path, what in (("/preparations", "list page"), ("/", "home page"), ("/api/v1/prep", "list of the API")):
        if path == "/preparations" and httpx.get(address + path, timeout=30).status_code in (404, 405):
            rows.append((f"{what}, {STORED:,} stored", "there is none yet", "100 ms"))
            continue
        taken = first_bytes(address, path, rounds=40)
        goal = "30 ms" if path == "/" else "100 ms"
        rows.append((f"{what}, {STORED:,} stored, p50 / p95", f"{1000 * statistics.median(taken):.1f} / {1000 * p95(taken):.1f} ms", goal))
    return rows


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ("home", "browser", "crowd", "memory", "list")
    for part in parts:
        parser.add_argument(f"--{part}", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--briefs", type=int, default=BRIEFS, help="the most briefs of --memory")
    given = parser.parse_args()
    asked = [part for part in parts if given.all or getattr(given, part)]
    sys.stdout.write(f"{dt.datetime.now():%Y-%m-%d %H:%M}, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.2f} at the start\n\n")
    sys.stdout.write("| what | measured | goal |\n|---|---|---|\n")
    for part in asked:
        with tempfile.TemporaryDirectory() as name, server(Path(name) / "data") as (address, process):
            rows = {
                "home": lambda: home(address),
                "browser": lambda: browser(address, Path(name)),
                "crowd": lambda: crowd(address, process),
                "memory": lambda: memory(address, process, most=given.briefs),
                "list": lambda: listing(address, Path(name) / "data"),
            }[part]()  # fmt: skip
        for row in rows:
            sys.stdout.write(f"| {' | '.join(row)} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
