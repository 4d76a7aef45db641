"""A posting by its address: fetched, read in a child like a file, and named without what may be secret."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from loopready.adapters.fakes import FakeFetcher, HashEmbedder
from loopready.adapters.workers import Workers
from loopready.app.matches import match_record
from loopready.app.prepare import Pipeline
from loopready.app.readings import cv_records, job_records
from loopready.app.writing import default_name
from loopready.model import Fetched, InputError, OutsideError
from loopready.reading import read_document
from program import run_text

ROOT = Path(__file__).parents[2]
POSTING = (ROOT / "examples/manager-with-gaps/job.html").read_bytes()
ADDRESS = "https://jobs.example/roles/7?token=5ecret99"


class Unplugged:
    """A fetcher without a network."""

    def fetch(self, url: str) -> Fetched:
        raise OutsideError(
            "no_network", "the name can not be looked up now; check the network, or give a file", name="https://jobs.example/"
        )


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as pool:
        yield pool


def test_an_address_reads_as_the_saved_page_does(workers: Workers) -> None:
    fetcher = FakeFetcher({ADDRESS: POSTING})
    (record,) = job_records([f" {ADDRESS}\n"], workers=workers, fetcher=fetcher)
    (saved,) = job_records([str(ROOT / "examples/manager-with-gaps/job.html")], workers=workers)
    assert record["ok"] and fetcher.asked == [ADDRESS]
    assert (record["posting"], record["text"], record["warnings"]) == (saved["posting"], saved["text"], saved["warnings"])


def test_the_brief_names_the_address_without_its_query() -> None:
    with Pipeline(embedder=HashEmbedder(), fetcher=FakeFetcher({ADDRESS: POSTING})) as pipeline:
        brief = pipeline.prepare(ROOT / "examples/manager-with-gaps/cv.pdf", ADDRESS, today="2026-11-23").brief
        assert brief.job.name == "https://jobs.example/roles/7" and "5ecret99" not in brief.model_dump_json()
        record = match_record(str(ROOT / "examples/manager-with-gaps/cv.pdf"), ADDRESS, pipeline=pipeline, today="2026-11-23")
        assert record["documents"]["job"]["name"] == "https://jobs.example/roles/7" and record["rows"]
    assert default_name("cv.pdf", ADDRESS, suffix="html") == "brief-cv-7.html"


def test_what_can_not_be_fetched_is_a_record(workers: Workers) -> None:
    (gone,) = job_records(["https://jobs.example/none"], workers=workers, fetcher=FakeFetcher({}))
    assert gone["error"]["code"] == "gone" and "outside" not in gone["error"]
    (unplugged,) = job_records([ADDRESS], workers=workers, fetcher=Unplugged())
    assert (unplugged["ok"], unplugged["error"]["code"], unplugged["error"]["outside"]) == (False, "no_network", True)


def test_an_empty_page_is_named(workers: Workers) -> None:
    (record,) = job_records([ADDRESS], workers=workers, fetcher=FakeFetcher({ADDRESS: b" \n"}))
    assert record["error"]["code"] == "empty"


def test_a_cv_is_not_fetched(workers: Workers) -> None:
    (record,) = cv_records(["https://example.org/cv.pdf?token=secret"], workers=workers)
    assert record["error"]["code"] == "address" and "save this as a file" in record["error"]["message"]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Prüfingenieur für Züge".encode("cp1252"), "iso-8859-1"), ("Prüfingenieur für Züge".encode(), "utf-8"),
        ("Prüfingenieur für Züge".encode("utf-16-le"), "utf-16-le"), ("Prüfingenieur für Züge".encode("cp1250"), "windows-1250"),
        ("Prüfingenieur für Züge".encode(), "punycode"), ("Prüfingenieur für Züge".encode(), "no-such-thing"),
        ("Prüfingenieur für Züge".encode("utf-8-sig"), "iso-8859-1"), ("Prüfingenieur für Züge".encode(), "utf-7"),
    ],
)  # fmt: skip
def test_the_encoding_of_the_answer_counts(data: bytes, charset: str) -> None:
    assert read_document(data, kind="job", name="x", charset=charset).text == "Prüfingenieur für Züge"


def test_an_encoding_means_nothing_for_a_pdf() -> None:
    data = (ROOT / "examples/manager-with-gaps/cv.pdf").read_bytes()
    assert read_document(data, kind="job", name="x", charset="utf-16") == read_document(data, kind="job", name="x")


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_posting_in_json_is_read(wrapped: bool) -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Signal Engineer",
        "description": "<p>You test signals.</p><ul><li>5 years of testing</li></ul>",
    }
    data = json.dumps([{"@context": "https://schema.org", "@graph": [posting]}] if wrapped else posting).encode()
    text = read_document(data, kind="job", name="x").text
    assert text.startswith("Signal Engineer") and "\u2022 5 years of testing" in text
    with pytest.raises(InputError):
        read_document(data, kind="cv", name="x")


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    places = {**os.environ, "LOOPREADY_DATA_DIR": str(folder / "data")}
    return run_text(*arguments, cwd=folder, env=places)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://127.0.0.1/job", "no public address"), ("http://0x7f000001/job", "no public address"),
        ("https://[::1]/job", "no public address"),
        ("http://169.254.169.254/latest", "no public address"), ("file:///etc/passwd", "only http and https"),
        ("http://localhost:8000/", "port 8000"),
    ],
)  # fmt: skip
def test_the_command_line_refuses_inner_addresses(tmp_path: Path, address: str, says: str) -> None:
    (tmp_path / "cv.txt").write_text("Ilse Varga\n\nExperience\nTeam Lead, Fenwick Data Ltd, 2019 - present\n")
    for arguments in (("read", "job", address), ("prep", "cv.txt", address)):
        done = run(*arguments, folder=tmp_path)
        lines = done.stderr.splitlines()
        assert (done.returncode, len(lines)) == (2, 1), done.stderr
        assert says in lines[0] and address in lines[0]
    assert {file.name for file in tmp_path.iterdir()} - {"data"} == {"cv.txt"}
