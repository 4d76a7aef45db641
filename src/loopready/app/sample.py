"""A small invented CV and posting that ship with the package, for the self-test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CV = """\
Noor Halvorsen-Achebe
noor.ha@example.org | +47 21 55 01 42 | Bergen

EXPERIENCE

Engineering Manager, Kvist Systems, Bergen                Mar 2021 - present
- Lead 8 engineers who own the archive service, two regions
- Raised availability from 99.90% to 99.96% in three quarters by isolating the two largest tenants
- Cut storage cost by NOK 2.1M a year (22%)

Senior Software Engineer, Kvist Systems, Bergen           Jan 2016 - Feb 2021
- Built the ingest path in Go; 40,000 objects a minute

EDUCATION
BSc Computer Science, University of Bergen, 2012 - 2015

SKILLS
Go, Kubernetes, PostgreSQL
"""
JOB = """\
Engineering Manager, Cold Storage
Firn Cloud, Bergen

Responsibilities
- Lead a team of 10 engineers that owns a storage service with a 99.95% availability contract
- Run incidents from mitigation to the customer's postmortem

Requirements
- At least three years of managing software engineers
- Experience with error budgets
- Bachelor's degree in computer science

Nice to have
- Kubernetes
"""


@contextmanager
def sample_files() -> Iterator[tuple[Path, Path]]:
    """The sample as two files that are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        cv, job = Path(folder) / "cv.txt", Path(folder) / "job.txt"
        cv.write_text(CV, encoding="utf-8")
        job.write_text(JOB, encoding="utf-8")
        yield cv, job
