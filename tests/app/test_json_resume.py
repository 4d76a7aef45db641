"""A CV out as JSON Resume 1.0 and in again: the document keeps that format's rules, and gives the same profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from json_resume_rules import broken_rules
from loopready.cli.commands import app
from loopready.model import (
    DateLeaf,
    Document,
    Education,
    Extra,
    InputError,
    Leaf,
    Person,
    Profile,
    ProfileLink,
    SkillGroup,
    Work,
)  # fmt: skip
from loopready.reading import read_document, read_profile
from loopready.rendering import json_resume_text

EXAMPLES = Path(__file__).parents[2] / "examples"
CVS = sorted(EXAMPLES.glob("*/cv.*"))
WHERE = Document.of(kind="cv", name="cv", text="x").span(0, 1)


def read(data: bytes, name: str = "cv.json") -> Profile:
    return read_profile(read_document(data, kind="cv", name=name))


def again(profile: Profile) -> Profile:
    return read(json_resume_text(profile).encode("utf-8"))


def said(profile: Profile) -> dict[str, Any]:
    """What a profile says, without where it stands: ids, places and coverage are of the one document."""
    gone = {"source", "id", "span", "document", "headings", "coverage", "notices", "withdrawn"}

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return (
                value["value"] if set(value) == {"value", "source"} else {key: bare(each) for key, each in value.items() if key not in gone}
            )
        return [bare(each) for each in value] if isinstance(value, list) else value

    found: dict[str, Any] = bare(profile.model_dump(mode="json"))
    return found


@pytest.mark.parametrize("cv", CVS, ids=lambda cv: cv.parent.name)
def test_an_example_keeps_the_rules_and_reads_the_same(cv: Path) -> None:
    profile = read(cv.read_bytes(), cv.name)
    assert broken_rules(json.loads(json_resume_text(profile))) == []
    assert said(again(profile)) == said(profile)


_words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp")), min_size=1, max_size=12)
_line = st.lists(_words, min_size=1, max_size=5).map(" ".join)
_leaf = _line.map(lambda text: Leaf(value=text, source=WHERE))
_maybe = st.none() | _leaf
_year = st.integers(1930, 2069)
_date = st.none() | st.builds(
    lambda year, month: DateLeaf(value=f"{year}-{month:02}" if month else str(year), source=WHERE), _year, st.integers(0, 12)
)
ADDRESSES = [
    "a.example",
    "https://a.example/ü?x#y#z",
    "http://a.example:80/%zz",
    "mailto:a@b.example",
    "a b",
    "://",
    "ü.example",
    "a@b.c.de",
]
KINDS = ["certificates", "awards", "publications", "projects", "volunteer", "languages", "interests", "references", "other"]
_address = _leaf | st.sampled_from(ADDRESSES).map(lambda text: Leaf(value=text, source=WHERE))
_link = st.builds(ProfileLink, network=st.none() | _line, username=st.none() | _line, url=_address)
_person = st.builds(
    Person, name=_leaf, label=_maybe, email=st.none() | _address, phone=_maybe, url=st.none() | _address, location=_maybe, summary=_maybe,
    profiles=st.lists(_link, max_size=3).map(tuple),
)  # fmt: skip
_lines = st.lists(_leaf, min_size=1, max_size=3).map(tuple)


@st.composite
def _job(draw: st.DrawFn) -> Work:
    end = draw(_date)
    return Work(
        id="x", name=draw(_leaf), position=draw(_maybe), location=draw(_maybe), start=draw(_date), end=end,
        ongoing=end is None and draw(st.booleans()), summary=draw(_maybe), highlights=draw(st.just(()) | _lines),
    )  # fmt: skip


_study = st.builds(Education, id=st.just("x"), institution=_leaf, area=_maybe, study_type=_maybe, start=_date, end=_date)
_group = st.builds(SkillGroup, name=_maybe, keywords=_lines)
_extra = st.builds(Extra, title=_leaf, lines=_lines, kind=st.sampled_from(KINDS))
_profile = st.builds(
    Profile, document=st.just(WHERE.document), person=_person, work=st.lists(_job(), max_size=3).map(tuple),
    education=st.lists(_study, max_size=2).map(tuple), skills=st.lists(_group, max_size=2).map(tuple),
    extras=st.lists(_extra, max_size=4).map(tuple),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_profile)
def test_any_profile_keeps_the_rules_and_reads_the_same(profile: Profile) -> None:
    assert broken_rules(json.loads(json_resume_text(profile))) == []
    assert said(again(profile)) == said(profile)


@pytest.mark.parametrize(
    ("document", "at"),
    [
        ({"basic": {}}, "/basic"),
        ({"basics": {"url": "a.example"}}, "/basics/url"),
        ({"basics": {"email": "nobody"}}, "/basics/email"),
        ({"basics": {"location": "Bath"}}, "/basics/location"),
        ({"basics": {"profiles": [{"url": "https://a.example/#a#b"}]}}, "/basics/profiles/0/url"),
        ({"work": [{"startDate": "March 2019"}]}, "/work/0/startDate"),
        ({"work": [{"company": "Oak"}]}, "/work/0/company"),
        ({"certificates": ["First aid"]}, "/certificates/0"),
        ({"languages": {"language": "Welsh"}}, "/languages"),
        ({"skills": [{"keywords": "Go"}]}, "/skills/0/keywords"),
    ],
)
def test_a_planted_fault_breaks_a_rule(document: dict[str, Any], at: str) -> None:
    assert broken_rules(document) == [at]


FULL = {
    "basics": {
        "name": "Ilse Varga", "url": "https://ilse.example", "location": {"city": "Graz", "region": "Styria", "countryCode": "AT"},
        "profiles": [{"network": "GitHub", "username": "ilsev"}, {"network": "LinkedIn", "username": "iv", "url": "https://l.example/in/iv"}],
    },
    "work": [{"name": "Oak Ltd", "position": "Baker", "startDate": "2019-03-04", "endDate": "2021"}],
    "volunteer": [{"position": "Driver", "organization": "Soup Bus", "startDate": "2015", "endDate": "2017-05", "highlights": ["Drove"]}],
    "certificates": [{"name": "Food safety", "issuer": "City Board", "date": "2020-02"}],
    "awards": [{"title": "Best loaf", "awarder": "Guild", "date": "2018"}],
    "publications": [{"name": "On rye", "publisher": "Crumb", "releaseDate": "2016-01-01"}],
    "languages": [{"language": "German", "fluency": "Native"}, {"language": "Welsh", "fluency": "A2"}],
    "interests": [{"name": "Rivers", "keywords": ["maps"]}],
    "projects": [{"name": "Oven", "description": "A brick oven", "roles": ["Mason"], "url": "https://oven.example"}],
    "references": [{"name": "A head baker", "reference": "Never late."}],
}  # fmt: skip


def test_every_list_of_a_json_resume_is_read_with_its_dates() -> None:
    profile = read(json.dumps(FULL).encode())
    assert {extra.kind: [line.value for line in extra.lines] for extra in profile.extras} == {
        "volunteer": ["Driver, Soup Bus, 2015 - 2017-05, Drove"],
        "projects": ["Oven, Mason, A brick oven, https://oven.example"],
        "certificates": ["Food safety, City Board, 2020-02"],
        "awards": ["Best loaf, Guild, 2018"],
        "publications": ["On rye, Crumb, 2016-01-01"],
        "languages": ["German, Native", "Welsh, A2"],
        "interests": ["Rivers, maps"],
        "references": ["A head baker, Never late."],
    }
    assert [(link.network, link.url.value) for link in profile.person.profiles] == [
        ("GitHub", "ilsev"),
        ("LinkedIn", "https://l.example/in/iv"),
    ]
    assert said(again(profile)) == said(profile)


def test_the_contracts_own_profile_is_read_with_its_sections() -> None:
    profile = read((EXAMPLES / "manager-with-gaps/cv.pdf").read_bytes(), "cv.pdf")
    back = read(json.dumps(profile.json_resume()).encode())
    assert back.json_resume() == profile.json_resume() and back.extras


def test_what_another_program_changed_stands_as_it_is_now() -> None:
    profile = read(CVS[0].read_bytes(), CVS[0].name)
    document = json.loads(json_resume_text(profile))
    document["basics"]["profiles"][0]["url"] = "https://new.example/me"
    document["certificates"] += [{"name": "First aid", "date": "2026"}]
    document["meta"]["loopready"]["no_end"] = {"/work/0": "1999"}
    back = read(json.dumps(document).encode())
    assert back.person.profiles[0].url.value == "https://new.example/me"
    held = next(extra for extra in back.extras if extra.kind == "certificates")
    assert held.lines[-1].value == "First aid, 2026" and len(held.lines) == 3
    assert back.work[0].ongoing


@pytest.mark.parametrize(
    "own",
    [
        [], "x", {"sections": {}}, {"sections": [1, {"certificates": ["x"], "entries": "9" * 9}]},
        {"as_written": []}, {"as_written": {"/basics/name": 1}},
        {"no_end": {"/work/0": ["2019-03"]}}, {"sections": [{"other": "Else", "lines": "none"}]}, {"other": ["x"]},
    ],
)  # fmt: skip
def test_odd_words_about_itself_change_nothing(own: Any) -> None:
    plain = read(json.dumps(FULL).encode())
    assert said(read(json.dumps({**FULL, "meta": {"loopready": own}}).encode())) == said(plain)


def test_the_verb_prints_one_document_and_tells_its_warnings(tmp_path: Path) -> None:
    cv = tmp_path / "cv.json"
    cv.write_text(json.dumps({**FULL, "skills": {}}), encoding="utf-8")
    done = CliRunner().invoke(app, ["read", "cv", str(cv), "--format", "jsonresume"])
    assert done.exit_code == 0 and broken_rules(json.loads(done.stdout)) == []
    assert "/skills" in done.stderr and str(cv) in done.stderr
    to = tmp_path / "out.json"
    assert CliRunner().invoke(app, ["read", "cv", str(cv), "--format", "jsonresume", "-o", str(to)]).stdout == f"{to}\n"
    assert to.read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("more", "code"), [(["--explain"], "two_formats"), (["other.json"], "one_output"), (["--format", "yaml"], "format"), ([], "missing")]
)
def test_what_can_not_be_one_document_is_said(more: list[str], code: str) -> None:
    done = CliRunner().invoke(app, ["read", "cv", "none.json", "--format", "jsonresume", *more])
    assert isinstance(done.exception, InputError) and done.exception.code == code
