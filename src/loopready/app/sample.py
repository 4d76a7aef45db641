"""An invented CV and posting that ship with the package: what a newcomer tries first, and the self-test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CV = """\
Noor Halvorsen-Achebe
noor.ha@example.org | +47 21 55 01 42 | Bergen, Norway | linkedin.com/in/noor-ha-example

SUMMARY

Engineering manager for storage and data services that other companies build on. Eleven years in infrastructure, five of them leading
people: two teams, 14 engineers, four regions. Came up through on-call and still read every postmortem.

EXPERIENCE

Engineering Manager, Kvist Systems, Bergen                Mar 2021 - present
Archive and object storage for banks, hospitals and public broadcasters.
- Lead two teams, 14 engineers, who run the archive service in four regions against an availability contract of 99.95%
- Raised availability from 99.90% to 99.96% in three quarters by isolating the two largest tenants in cells of their own
- Introduced error budgets with product: two launches were held back in 2023, and no contract has been missed since
- Incident commander for the 2024 metadata outage (3 h 10 min, 41 customers): mitigated in 50 minutes, spoke to six customers myself,
  and published the postmortem within five days
- Reduced infrastructure cost by NOK 21M a year (22%): cold objects moved to wider erasure coding, durability checked by a model first
- Halved pages per on-call shift from 9 to 4 in a year: 31 alerts deleted, two services rewritten, a follow-the-sun rota agreed with Pune
- Hired 9 engineers in two years from 160 applicants; wrote the interview rubric that three other teams now use
- Promoted four engineers, one to staff; moved one senior engineer out after a 12-week improvement plan with weekly goals
- Delegated release decisions to the tech leads and set the quarterly plan as one written document, with what we will not do

Team Lead, Kvist Systems, Bergen                          Jan 2019 - Feb 2021
- Led 5 engineers through the move of 4,200 customers to the second-generation ingest path without a maintenance window
- Brought lead time for changes from 11 days to 2 by staged rollout with automatic rollback
- Mentored two engineers who were new to on-call; both led incidents within the year

Senior Software Engineer, Kvist Systems, Bergen           Jan 2016 - Dec 2018
- Built the ingest path in Go: 40,000 objects a minute at a p99 of 180 ms
- Designed the checksum scrubber that has found every silent corruption since, 212 of them
- On-call one week in five; wrote 17 postmortems

Software Engineer, Tarn Data, Oslo                        Aug 2013 - Dec 2015
- Replication and failover for a PostgreSQL-compatible database in C++ and Go
- Cut failover time from 95 to 12 seconds

EDUCATION

MSc Computer Science, University of Bergen, 2011 - 2013
BSc Computer Science, University of Bergen, 2008 - 2011

SKILLS

Go, C++, Python, Kubernetes, PostgreSQL, Prometheus, Terraform
Capacity planning, erasure coding, incident command, error budgets, hiring

TALKS

Deleting alerts, Nordic Reliability Days, 2024
What a cell costs, Oslo Systems Meetup, 2022

LANGUAGES

Norwegian (native), English (fluent), Igbo (conversational)
"""
JOB = """\
Engineering Manager, Cold Storage
Firn Cloud, Bergen (hybrid, three days a week on site)

About Firn Cloud
Firn Cloud runs eleven regions. Cold Storage keeps what customers may not lose and rarely read: backups, medical images, films, the
archives of two parliaments. The service holds 6 exabytes, and its price per terabyte has to fall every year.

About the role
Three teams run Cold Storage, and their manager answers for the service, the people, the plan and the money.

Responsibilities
- Lead three teams, 22 engineers and two managers, that own a storage service with a 99.95% availability contract
- Run incidents from mitigation to the customer's postmortem, and speak to the customer yourself
- Own the error budget: decide with product when launches stop, and tell finance what a missed month costs in credits
- Bring the cost of a stored terabyte down by 15% a year without giving up durability
- Plan capacity two years ahead with hardware supply and finance
- Hire eight engineers in your first year, to a written bar
- Take the service through its yearly audits with security and compliance

Requirements
- At least three years of managing software engineers
- Experience of managing managers
- Experience running a multi-region service with an availability target of 99.95% or higher
- Experience with error budgets that have stopped launches
- Experience as incident commander for customer-facing incidents
- A track record of reducing infrastructure cost with measured results
- Experience of hiring at scale and of handling underperformance to a fair outcome
- Ownership of a capacity plan or hardware budget of at least USD 20M a year
- Strong knowledge of distributed storage: replication, erasure coding, failure domains
- Bachelor's degree in computer science or equivalent experience
- Right to work in Norway

Nice to have
- Kubernetes
- Experience with audits such as SOC 2 or ISO 27001
- Experience with tape or other offline media
- Go or C++

What we offer
- NOK 1.35M to 1.6M a year, shares, 30 days of leave
- A relocation budget and a language course
"""


@contextmanager
def sample_files() -> Iterator[tuple[Path, Path]]:
    """The sample as two files that are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        cv, job = Path(folder) / "cv.txt", Path(folder) / "job.txt"
        cv.write_text(CV, encoding="utf-8")
        job.write_text(JOB, encoding="utf-8")
        yield cv, job
