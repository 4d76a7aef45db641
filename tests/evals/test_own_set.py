"""The set made by evals/own: its truth follows from the seed alone, stands in the files, and its scores bite."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from evals.own.alike import plain, shown
from evals.own.dates import STYLES, TODAY, DateWriter, truth_of
from evals.own.generate import Size, generate
from evals.own.layouts import LAYOUTS, QUICK
from evals.own.layouts.pdf import Typst, html_page
from evals.own.layouts.scan import scanned
from evals.own.layouts.texts import text_cv
from evals.own.layouts.word import word_cv
from evals.own.matches import RANK, make_match, months_worked
from evals.own.people import Person, Role, Stay, make_people
from evals.own.posting_files import posting_file
from evals.own.postings import make_postings
from evals.own.report import report
from evals.own.scoring import CvScore, worst_failures
from evals.own.scoring_jobs import MatchScores, PostingScores
from evals.own.view import file_truth, truth, view
from evals.own.written import KINDS, local_occupations, occupations, table

SMALL = Size(people=2, postings=2, scans=0, layouts=("text", "docx_table"))


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return make_people(3, len(occupations()))


def _profile(found: dict[str, Any]) -> dict[str, Any]:
    """A truth as the reader would say it, all right."""
    return {
        "basics": {
            "name": found["name"],
            "email": found["email"],
            "phone": found["phone"],
            "profiles": [{"url": x} for x in found["links"]],
        },
        "work": [
            {"name": w["company"], "position": w["title"], "startDate": w["start"], "highlights": w["highlights"]}
            | ({} if w["end"] == "present" else {"endDate": w["end"]})
            for w in found["work"]
        ],
        "education": [{**e, "endDate": e["end"]} for e in found["education"]],
        "skills": [{"name": "all", "keywords": found["skills"]}],
    }


def _figures(found: dict[str, Any], profile: dict[str, Any]) -> tuple[dict[str, float], list[str]]:
    from evals.own.scoring import Tally

    score = CvScore("a.txt", "text", found, {"ok": True, "profile": profile}, bool)
    return Tally(score.score()).figures(), [m.field for m in score.misses]


def test_equal_seeds_give_equal_truth_and_other_seeds_other_truth(tmp_path: Path) -> None:
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        generate(tmp_path / name, seed=seed, size=SMALL)
    files = sorted(p.name for p in (tmp_path / "a" / "truth").iterdir())
    assert files == ["cvs.jsonl", "matches.jsonl", "people.jsonl", "postings.jsonl"]
    for name in files:
        first, again, other = ((tmp_path / d / "truth" / name).read_bytes() for d in "abc")
        assert first == again
        assert first != other
    made = json.loads((tmp_path / "a" / "truth" / "cvs.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (tmp_path / "a" / made["file"]).is_file()


def test_an_earlier_set_is_emptied(tmp_path: Path) -> None:
    generate(tmp_path, seed=5, size=SMALL)
    (tmp_path / "cvs" / "left.txt").write_text("old", encoding="utf-8")
    generate(tmp_path, seed=5, size=SMALL)
    assert not (tmp_path / "cvs" / "left.txt").exists()


def test_enough_is_written_for_every_occupation() -> None:
    assert len(occupations()) >= 14
    assert {o.language for o in local_occupations()} == {"de", "fr", "es", "pt", "nl", "it"}
    least = {"must": 20, "nice": 12, "nice_said": 5, "responsibility": 15, "about": 8, "benefit": 10}
    assert set(least) == set(KINDS)
    seen: set[str] = set()
    for work in occupations():
        bullets = [*work.early, *work.late, *(tool.bullet for tool in work.tools)]
        assert len(set(bullets)) >= 30, work.key
        assert not seen & set(bullets), work.key
        seen |= set(bullets)
        assert all(len(set(work.lines[kind])) >= count for kind, count in least.items()), work.key
        assert len(work.titles) == 4 and len(work.tools) >= 6, work.key
        assert all(tool.named_in(tool.bullet) and tool.named_in(tool.ask) for tool in work.tools), work.key


def test_layouts_cover_every_engine() -> None:
    engines = [layout.engine for layout in LAYOUTS]
    assert engines.count("typst") >= 8
    assert engines.count("html") >= 6
    assert engines.count("docx") == 4
    assert engines.count("scan") == 3
    assert {layout.template for layout in LAYOUTS if layout.engine == "text"} >= {"odt", "rtf", "html", "markdown", "text"}
    assert set(QUICK) <= {layout.name for layout in LAYOUTS}


@pytest.mark.parametrize("layout", [x for x in LAYOUTS if x.engine in ("docx", "text")], ids=lambda x: x.name)
def test_every_truth_value_stands_in_the_text_formats(layout: Any, people: list[Person], tmp_path: Path) -> None:
    for person in people[::4]:
        page = view(person, layout, 3)
        extension, data = ("docx", word_cv(layout.template, page)) if layout.engine == "docx" else text_cv(layout.template, page)
        path = tmp_path / f"{person.key}.{extension}"
        path.write_bytes(data)
        text = plain(_rtf_text(data)) if extension == "rtf" else shown(path)
        assert text is not None
        found = file_truth(person, layout, page)
        values = [found["name"], found["email"], found["phone"], *found["links"], *found["skills"]]
        values += [x for w in found["work"] for x in (w["company"], w["title"], *w["highlights"])]
        values += [x for e in found["education"] for x in (e["institution"], e["studyType"], e["area"])]
        assert [v for v in values if plain(v) not in text] == []


def _rtf_text(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(data.decode("ascii")))


def test_pdf_and_html_layouts_show_the_person(people: list[Person], tmp_path: Path) -> None:
    setter = Typst()
    for layout in LAYOUTS:
        person = people[len(layout.name) % len(people)]
        page = view(person, layout, 3)
        if layout.engine == "typst":
            path = tmp_path / f"{layout.name}.pdf"
            path.write_bytes(setter(layout.template, page))
            text = shown(path)
        elif layout.engine == "html":
            path = tmp_path / f"{layout.name}.html"
            path.write_text(html_page(layout.template, page), encoding="utf-8")
            text = shown(path)
        else:
            continue
        assert text is not None
        heads = [plain(x) for w in truth(person)["work"] for x in (w["company"], w["title"])]
        assert [h for h in heads if h not in text] == [], layout.name
        assert plain(person.email) in text, layout.name


def test_scans_hold_pictures_and_no_text(people: list[Person], tmp_path: Path) -> None:
    layout = next(x for x in LAYOUTS if x.engine == "scan")
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(Typst()(layout.template, view(people[0], layout, 3)), seed=1))
    assert shown(path) == ""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", list(table("words")))
def test_dates_are_written_in_every_language(style: str, language: str) -> None:
    dates = DateWriter(style, language)
    closed, ongoing = dates.span(2019 * 12 + 2, 2021 * 12 + 5), dates.span(2019 * 12 + 2, None)
    assert closed != ongoing
    if style == "apostrophe":
        assert "'19" in closed and "'21" in closed
    else:
        assert "2019" in closed and "2021" in closed and "2019" in ongoing
    assert truth_of(2019 * 12 + 2) == "2019-03"


def test_careers_are_in_order_and_some_have_promotions_gaps_and_overlaps() -> None:
    crowd = [p for seed in range(4) for p in make_people(seed, 14)]
    promoted = gaps = overlaps = closed = 0
    for person in crowd:
        spans = [(role.start, role.end) for _, role in reversed(person.roles)]
        assert all(end is None or start <= end <= TODAY for start, end in spans)
        assert spans == sorted(spans, key=lambda s: s[0])
        assert len({b for _, r in person.roles for b in r.bullets}) == sum(len(r.bullets) for _, r in person.roles)
        promoted += any(len(stay.roles) > 1 for stay in person.stays)
        closed += spans[-1][1] is not None
        for (_, end), (start, _) in itertools.pairwise(spans):
            gaps += end is not None and start > end + 2
            overlaps += end is not None and start <= end
    assert min(promoted, gaps, overlaps, closed) > 3


def test_planted_tools_are_where_they_were_planted(people: list[Person]) -> None:
    for person in people:
        if person.plan is None:
            continue
        bullets = "\n".join(b for _, role in person.roles for b in role.bullets)
        listed = [s for items in person.skills.values() for s in items]
        rest = "\n".join([person.summary, *person.certificates, *(f"{a} {b}" for a, b in person.projects), *person.publications])
        assert person.plan.shown.named_in(bullets)
        assert person.plan.listed.name in listed and not person.plan.listed.named_in(bullets + rest)
        assert not person.plan.absent.named_in("\n".join([bullets, rest, *listed]))


def test_planted_years_and_degrees_follow_the_rule() -> None:
    for seed in range(6):
        for person in make_people(seed, 14):
            if person.plan is None:
                continue
            asked = {r.group: r for r in make_match(person, seed).requirements}
            years = int("".join(c for c in asked["years"].text if c.isdigit()))
            share = months_worked(person) / (12 * years)
            assert asked["years"].coverage == ("met" if share >= 1 else "partial" if share >= 0.5 else "missing")
            if "degree" in asked:
                degree = next(d for d in person.occupation.degree_asks if d.text == asked["degree"].text).degree
                has = max(RANK.index(s.degree.level) for s in person.studies)
                assert (asked["degree"].coverage == "met") == (has >= RANK.index(str(degree)))


def test_overlaps_count_once_and_months_inclusively(people: list[Person]) -> None:
    import dataclasses

    stays = (Stay("B", "x", (Role("b", 24005, 24010, ()),)), Stay("A", "x", (Role("a", 24000, 24006, ()),)))
    assert months_worked(dataclasses.replace(people[0], stays=stays)) == 11


def test_postings_show_their_lines_and_say_the_kind_of_each(tmp_path: Path) -> None:
    postings = make_postings(3, 24)
    assert len({p.house for p in postings}) >= 8
    for posting in postings:
        name, data = posting_file(posting, 3)
        (tmp_path / name).write_bytes(data)
        text = shown(tmp_path / name)
        found = posting.truth()
        assert text is not None
        assert [x["text"] for x in found["lines"] if plain(x["text"]) not in text] == []
        assert {x["kind"] for x in found["lines"]} >= {"must", "responsibility"}
        assert all("{" not in x["text"] for x in found["lines"])
    ld = [p for p in tmp_path.glob("*.html") if "application/ld+json" in p.read_text(encoding="utf-8")]
    assert ld and len(ld) < len(list(tmp_path.glob("*.html")))


def test_a_right_reading_scores_one_and_each_fault_is_seen(people: list[Person]) -> None:
    layout = next(x for x in LAYOUTS if x.name == "text")
    person = next(p for p in people if len(p.roles) > 2)
    found = file_truth(person, layout, view(person, layout, 3)) | {"year_only": False}
    right = _profile(found)
    figures, misses = _figures(found, right)
    assert set(figures.values()) == {1.0} and misses == []

    def spoilt(**changes: object) -> tuple[dict[str, float], list[str]]:
        profile = copy.deepcopy(right)
        profile["work"][0].update(changes)
        return _figures(found, profile)

    assert spoilt(name="Another Firm")[1] == ["company"]
    assert spoilt(position="Astronaut")[1] == ["title"]
    assert spoilt(startDate="1980-01")[1] == ["dates"]
    assert spoilt(name="Another Firm")[0]["entry"] < 1
    no_bullets = spoilt(highlights=[])
    assert no_bullets[0]["bullets"] < 1 and set(no_bullets[1]) == {"bullet"}
    more = copy.deepcopy(right)
    more["work"].append({"name": "Nobody & Co", "position": "Ghost"})
    assert _figures(found, more)[0]["entry"] < 1 and _figures(found, more)[1] == ["extra entry"]
    assert _figures(found, {})[0]["entry"] == 0


def test_posting_and_match_scores_bite() -> None:
    posting = make_postings(3, 1)[0].truth() | {"file": "a.md"}
    lines = [{"text": x["text"], "kind": x["kind"]} for x in posting["lines"]]
    said = {"title": posting["title"], "firm": posting["firm"], "location": posting["place"], "lines": lines}
    scores = PostingScores()
    scores.add(posting, {"ok": True, "posting": said})
    assert scores.figures()["kinds"] == 1 and scores.figures()["firm"] == 1
    lines[0] = lines[0] | {"kind": "other"}
    scores.add(posting, {"ok": True, "posting": said})
    assert scores.figures()["kinds"] < 1 and scores.figures()["confusions"]
    pair = {"job": "a.txt", "requirements": [{"text": "Experience with Rust", "group": "tool", "coverage": "met"}]}
    row = {"requirement": {"text": "Experience with Rust"}, "coverage": "met", "evidence": [{"start": 0, "end": 4, "quote": "Rust"}]}
    matches = MatchScores()
    matches.add(pair, {"rows": [row], "documents": {"cv": {"text": "Rust, Go"}}}, "text")
    assert matches.figures()["quote_stands"] == 1 and matches.figures()["groups"]["tool"]["right"] == 1
    matches.add(pair, {"rows": [row | {"coverage": "missing"}], "documents": {"cv": {"text": "Go"}}}, "text")
    matches.refuse(pair, "not a CV")
    assert matches.figures()["groups"]["tool"]["right"] == pytest.approx(1 / 3, abs=1e-3)
    assert matches.failed == 1 and [m["read"] for m in matches.misses] == ["missing", "not a CV", "unread"]


def test_the_page_is_written_from_the_figures_with_the_worst_first(people: list[Person]) -> None:
    layout = next(x for x in LAYOUTS if x.name == "text")
    found = file_truth(people[0], layout, view(people[0], layout, 3))
    score = CvScore("cvs/a.txt", "text", found, {"profile": {}}, bool)
    score.score()
    cvs = {
        "files": 1, "all": {"entry": 0.0}, "scans_failed": 0, "seconds": {"median": 0.1, "p95": 0.2},
        "failed": [{"file": "b.pdf", "code": "broken", "message": "cut | off"}],
        "layouts": [{"layout": "text", "files": 1, "entry": 0.0}], "worst": worst_failures(score.misses),
    }  # fmt: skip
    postings = {"postings": 0, "lines": 0, **PostingScores().figures()}
    matches = {"pairs": 0, **MatchScores().figures()}
    page = report({"version": "0", "seed": 3, "left_out": ["No Chromium."], "cvs": cvs, "postings": postings, "matches": matches})
    assert "No Chromium." in page and "b.pdf: broken, cut / off" in page
    assert f"- text, entry: {len(people[0].roles)} times in 1 files; for example" in page
