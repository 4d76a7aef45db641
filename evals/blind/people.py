"""The people of the blind set: careers drawn as the own set draws them, from other occupations, names and schools."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from evals.own.people import Person, ascii_of, make_person
from evals.own.written import Occupation, read_occupation

FOLDER = Path(__file__).parent / "content"


def table(name: str) -> dict[str, Any]:
    """A content file of this set as data."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def occupations() -> list[Occupation]:
    """The occupations of this set, those in English first."""
    found = [read_occupation(path) for path in sorted((FOLDER / "occupations").glob("*.yaml"))]
    return sorted(found, key=lambda occupation: occupation.language != "en")


def person(seed: int, index: int, occupation: Occupation) -> Person:
    """One person. Equal seed, index and occupation give an equal person."""
    rng = random.Random(f"{seed}/blind/{occupation.key}/{index}")
    names = table("names")
    language = occupation.language
    pool = names["english" if language == "en" else language]
    given, family = rng.choice(pool["given"]), rng.choice(pool["family"])
    first, last = ascii_of(given).split()[0], ascii_of(family).replace(" ", "").replace("'", "")
    base = make_person(seed, index, occupation)
    schools = rng.sample(names["schools"][language], len(base.studies))
    links = [f"linkedin.com/in/{first}{last}", *([f"{last}.example.net"] if rng.random() < 0.5 else [])]
    return replace(
        base, key=f"{index:02d}-{occupation.key}", name=f"{given} {family}",
        email=f"{rng.choice([f'{first}_{last}', f'{first[0]}{last}', f'contact.{first}'])}@{rng.choice(['example.com', 'example.org'])}",
        links=tuple(links), studies=tuple(replace(s, school=school) for s, school in zip(base.studies, schools, strict=True)),
    )  # fmt: skip
