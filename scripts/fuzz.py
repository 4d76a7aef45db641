"""The coverage-guided fuzz run over the readers: bytes -> Document -> Profile or Posting, in this process.

    python scripts/fuzz.py all --minutes 30      every target for its share, two at a time, in child processes
    python scripts/fuzz.py one text --seconds 60 one target, here
    python scripts/fuzz.py replay text FILE      what an input that was kept does

Only InputError may escape a reader; every span stands in the text; reading twice gives the same. What breaks that is kept in
out/fuzz/found, once per place. Needs atheris (requirements/fuzz.txt); see docs/fuzzing.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
import traceback
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]
PLACE = ROOT / "out" / "fuzz"
SECONDS_AN_INPUT = 20
RSS_MB = 2_500


def check(name: str, data: bytes) -> None:
    """Reads an input of a target as the program would; AssertionError where what was read breaks a promise."""
    from fuzz_shapes import TARGETS

    target = TARGETS[name]
    file = target.file_of(data)
    kind = "job" if zlib.crc32(data) & 1 else "cv"
    first = read(file, kind, target.file_name)
    if zlib.crc32(data) % 16 in (2, 3):
        assert read(file, kind, target.file_name) == first, "reading twice gave two results"


def read(file: bytes, kind: Any, name: str) -> str:
    """Everything that is read, as one text; of a file at fault, the error."""
    from loopready.model import InputError
    from loopready.reading import looks_like_cv, looks_like_posting, read_document, read_posting, read_profile
    from loopready.rendering.contract import posting_json, profile_json, spans_json

    try:
        document = read_document(file, kind=kind, name=name)
    except InputError as error:
        assert error.code and error.message and "\n" not in str(error), "an error that is no clear line"
        return error.code
    text = document.text
    assert text.strip(), "a document without text"
    text.encode("utf-8")
    read = read_profile(document) if kind == "cv" else read_posting(document)
    for start, end in spans(read.model_dump(), document.id):
        assert 0 <= start < end <= len(text) and text[start:end].strip(), f"span {start}-{end} of {len(text)}"
    if kind == "cv":
        said = json.dumps([profile_json(read), spans_json(read)], ensure_ascii=False)
    else:
        assert all(text[line.span.start : line.span.end] == line.text for line in read.lines), "a line that is not the text's"
        assert all(text[one.span.start : one.span.end] == one.text for one in read.requirements), "a requirement that is not the text's"
        said = json.dumps(posting_json(read), ensure_ascii=False)
    said.encode("utf-8")
    return f"{said}{looks_like_cv(text)}{looks_like_posting(document)}{document.model_dump_json()}"


def spans(value: Any, id: str) -> Iterator[tuple[int, int]]:
    """The spans anywhere in a dumped noun."""
    if isinstance(value, dict):
        if value.get("document") == id and "start" in value:
            yield value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner, id)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner, id)


def one(name: str, *, seconds: int, seed: int) -> None:
    """Fuzzes one target for a while; the process ends with the run."""
    import atheris

    with atheris.instrument_imports(include=["loopready", "striprtf", "trafilatura"]):
        import selectolax.lexbor  # noqa: F401 - imported before the run, not within an input's time
        import striprtf.striprtf  # noqa: F401
        import trafilatura  # noqa: F401
        from fuzz_shapes import LONGEST, TARGETS

        import loopready.reading
        import loopready.rendering.contract  # noqa: F401

    target = TARGETS[name]
    corpus = PLACE / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for data in target.seeds():
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data[:LONGEST])

    def run(data: bytes) -> None:
        try:
            check(name, data)
        except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for, and is kept
            keep(name, data, error)

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        source = random.Random(seed)
        if target.mutate is not None and data and source.random() < 0.7:
            return target.mutate(data, source)[:most]
        return bytes(atheris.Mutate(data, most))

    flags = [f"-max_total_time={seconds}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={RSS_MB}", f"-max_len={LONGEST}",
             f"-seed={seed}",              "-print_final_stats=1", "-report_slow_units=5",
             f"-artifact_prefix={PLACE / 'found'}/{name}-"]  # fmt: skip
    (PLACE / "found").mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *flags, str(corpus)], run, custom_mutator=mutated)
    atheris.Fuzz()


def keep(name: str, data: bytes, error: Exception) -> None:
    """Keeps an input and its traceback, the shortest input per kind of error and place."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "loopready" in frame.filename or "fuzz" in frame.filename]
    where = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "outside"
    file = PLACE / "found" / f"{name}-{type(error).__name__}-{where}"
    if not file.exists() or file.stat().st_size > len(data):
        file.write_bytes(data)
        file.with_name(file.name + ".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        sys.stderr.write(f"FOUND {file.name} {error}\n")


def every(*, minutes: float, lanes: int) -> None:
    """Every target for its share of the time, ``lanes`` at once; one that stops early (a hang, a crash) is started again."""
    from fuzz_shapes import TARGETS

    share = minutes * 60 * lanes / len(TARGETS)
    (PLACE / "logs").mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(lanes) as pool:
        rows = list(pool.map(lambda name: _fuzzed(name, share), TARGETS))
    sys.stdout.write("| target | seconds | executions | edges | features | corpus | stopped early |\n|---|---|---|---|---|---|---|\n")
    for row in rows:
        sys.stdout.write("| " + " | ".join(map(str, row)) + " |\n")


def _fuzzed(name: str, seconds: float) -> tuple[Any, ...]:
    begin, stops, executions, said = time.monotonic(), 0, 0, ""
    log = PLACE / "logs" / f"{name}.txt"
    log.unlink(missing_ok=True)
    while (left := int(seconds - (time.monotonic() - begin))) > 5:
        with log.open("ab") as out:
            place = out.tell()
            command = [sys.executable, __file__, "one", name, "--seconds", str(left), "--seed", str(stops + 1)]
            subprocess.run(command, stdout=out, stderr=out, check=False, env={**os.environ, "PYTHONHASHSEED": "0"})
        said = log.read_bytes()[place:].decode("utf-8", "replace")
        executions += max(map(int, re.findall(r"^#(\d+)\t", said, re.MULTILINE)), default=0)
        stops += "Done " not in said
    last = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", said) or [("?", "?", "?")]
    return name, round(time.monotonic() - begin), executions, *last[-1], stops


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["all", "one", "replay"])
    parser.add_argument("target", nargs="?")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--lanes", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    if said.what == "all":
        every(minutes=said.minutes, lanes=said.lanes)
    elif said.what == "one":
        one(said.target, seconds=said.seconds, seed=said.seed)
    else:
        check(said.target, said.file.read_bytes())


if __name__ == "__main__":
    main()
