"""The page of what was read: marks from the reading's own spans, boxes from the lines, hostile text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from loopready.model import Box, Document, Line, PageImage, Run
from loopready.reading import document_from_text, read_document, read_posting, read_profile
from loopready.rendering import render_explained
from loopready.rendering.explain.boxes import placed_on, rectangle_of
from loopready.rendering.explain.kinds import kinds
from loopready.rendering.explain.marks import Group, Mark, groups_of
from loopready.rendering.explain.view import explained

CV = """Ilse Varga
Leeds, UK | ilse@example.org | +44 20 7946 0018

Experience

Team Lead, Fenwick Data Ltd, Leeds
Mar 2019 - Present
- Led 6 engineers on the billing service
- Cut the cost of storage by 9%

Engineer, Rye Systems, York
Jan 2014 - Feb 2019
- Built a ledger in Go

Education

BSc Physics, University of Leeds
2010 - 2014

Skills

Languages: Go, SQL
Driving licence class B with trailer
"""
JOB = """Engineering Manager, Payments

Requirements
- At least three years of experience as a manager of engineers
- Experience with Kafka and PostgreSQL
- A bachelor's degree in computer science

Nice to have
- Knowledge of card payments
"""
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> \"'></a></title><svg onload=alert(3)> {{ 7*7 }} \u202egnp.exe"
JPEG = b"\xff\xd8\xff\xd9"


class _Page(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def cv_groups() -> tuple[Document, list[Group]]:
    document = document_from_text(CV, kind="cv", name="cv.txt")
    return document, groups_of(document, read_profile(document))


def words(document: Document, groups: list[Group], kind: str) -> list[str]:
    return [document.text[mark.start : mark.end] for group in groups for mark in group.all() if mark.kind == kind]


def test_marks_are_the_readings_own_places() -> None:
    document, groups = cv_groups()
    assert words(document, groups, "name") == ["Ilse Varga"]
    assert words(document, groups, "email") == ["ilse@example.org"]
    assert words(document, groups, "title") == ["Team Lead", "Engineer"]
    assert words(document, groups, "company") == ["Fenwick Data Ltd", "Rye Systems"]
    assert words(document, groups, "heading") == ["Experience", "Education", "Skills"]
    assert "Led 6 engineers on the billing service" in words(document, groups, "bullet")
    marks = [mark for group in groups for mark in group.all()]
    assert [mark.id for mark in marks] == list(range(1, len(marks) + 1))
    assert {mark.kind for mark in marks} <= set(kinds())


def test_a_position_that_goes_on_takes_the_word_that_says_so() -> None:
    document, groups = cv_groups()
    assert words(document, groups, "dates")[0] == "Mar 2019 - Present"
    assert not any("Present" in loose for loose in words(document, groups, "unused"))


def test_words_in_no_field_are_told_and_joining_words_are_not() -> None:
    head = "Ilse Varga\nilse@example.org\nForty flowers at a window\n\n"
    text = head + "Experience\n\nTeam Lead at Rye Systems\nMar 2019 - May 2021\n- Led a team\n"
    document = document_from_text(text, kind="cv", name="cv.txt")
    profile = read_profile(document)
    loose = words(document, groups_of(document, profile), "unused")
    taken = set(profile.spans().values())
    assert all(not (start <= document.text.find(word) < end) for word in loose for start, end in taken)
    assert "at" not in loose
    bare = groups_of(document, profile.model_copy(update={"work": (), "headings": (), "extras": ()}))
    assert "Team Lead at Rye Systems" in words(document, bare, "unused")


def test_a_posting_shows_each_lines_kind_and_what_is_asked() -> None:
    document = document_from_text(JOB, kind="job", name="job.txt")
    groups = groups_of(document, read_posting(document))
    asked = next(group for group in groups if group.title == "Asked for")
    assert document.text[asked.marks[0].start :].startswith("At least three years")
    assert "at least 3 years" in asked.marks[0].detail
    assert "degree: bachelor" in asked.marks[2].detail
    assert {document.text[mark.start : mark.end] for mark in asked.marks[1].inner} == {"Kafka", "PostgreSQL"}
    assert words(document, groups, "nice") == ["Knowledge of card payments"]
    assert words(document, groups, "title") == ["Engineering Manager, Payments"]


def _line(text: str, *runs: Run, y: float = 100, part: str = "body", start: int = 0) -> Line:
    box = Box(x0=50, y0=y, x1=250, y1=y + 12)
    return Line.model_validate({"start": start, "end": start + len(text), "page": 1, "box": box, "runs": runs, "part": part})


def test_a_box_is_the_line_or_the_runs_part_of_it() -> None:
    text = "aaaaaaaaaa  bbbbbbbbbb"
    line = _line(text, Run(start=0, end=10, x0=50, x1=150, size=10), Run(start=12, end=22, x0=200, x1=250, size=10))
    whole, half, second = (rectangle_of(text, line, *span) for span in ((0, 22), (0, 5), (12, 22)))
    assert whole is not None and (whole.x0, whole.x1) == (49, 251)
    assert half is not None and (half.x0, half.x1) == (49, 101)
    assert second is not None and (second.x0, second.x1) == (199, 251)
    hebrew = "אבגדהוזחטי"
    right = rectangle_of(hebrew, _line(hebrew, Run(start=0, end=10, x0=50, x1=150, size=10)), 0, 5)
    assert right is not None and (right.x0, right.x1) == (99, 151)


def test_labels_stay_on_the_page_and_off_each_other() -> None:
    text = "aaaa bbbb cccc dddd"
    runs = [Run(start=at, end=at + 4, x0=50 + 10 * at, x1=88 + 10 * at, size=10) for at in (0, 5, 10, 15)]
    document = Document.of(kind="cv", name="cv", text=text, lines=(_line(text, *runs),), pages=1)
    marks = [
        Mark(kind=kind, start=at, end=at + 4, id=at)
        for at, kind in zip((0, 5, 10, 15), ("title", "company", "place", "dates"), strict=True)
    ]
    boxes = [one.rectangles[0] for one in placed_on(document, marks, widths={1: 300})[1]]
    assert [box.label for box in boxes] == ["title", "company", "place", "dates"]
    tabs = [(box.label_x, box.label_y, box.label_x + box.label_width, box.label_y + box.label_height) for box in boxes]
    assert all(x0 >= 0 and x1 < 300 for x0, _, x1, _ in tabs)
    for i, one in enumerate(tabs):
        assert not any(one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3] for other in tabs[i + 1 :])


def test_furniture_is_set_aside_and_pages_left_out_are_said() -> None:
    text = "Ada Okoro\nPage 1 of 9\nAda in text only\n"
    lines = (_line("Ada Okoro"), _line("Page 1 of 9", y=800, part="furniture", start=10), Line(start=22, end=38, page=7))
    document = Document.of(kind="cv", name="cv", text=text, lines=lines, pages=9)
    page = explained(document, read_profile(document), [PageImage(page=1, width=300, height=850, jpeg=JPEG)])
    aside = next(group for group in page.groups if group.title.startswith("Page headers"))
    assert [page.said(mark) for mark in aside.marks] == ["Page 1 of 9"]
    assert "8 more pages are left out" in page.left_out
    assert ["".join(segment.text for segment in line.segments) for line in page.lines] == ["Ada in text only"]


@pytest.mark.parametrize("pages", [True, False], ids=["with a page", "as text"])
def test_hostile_text_comes_out_as_text(pages: bool) -> None:
    text = f"{HOSTILE}\n\nExperience\n\nTeam Lead, {HOSTILE}\nMar 2019 - May 2021\n- Led {HOSTILE}\n"
    document = document_from_text(text, kind="cv", name=f"{HOSTILE}.txt")
    if pages:
        placed = [
            line.model_copy(update={"page": 1, "box": Box(x0=9, y0=20 * n, x1=200, y1=20 * n + 10)})
            for n, line in enumerate(document.lines)
        ]
        document = document.model_copy(update={"lines": tuple(placed), "pages": 1})
    images = [PageImage(page=1, width=300, height=850, jpeg=JPEG)] if pages else []
    source = render_explained(document, read_profile(document), images)
    page = _Page(source)
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert len([tag for tag, _ in page.tags if tag == "svg"]) == int(pages)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "style"]
    assert "alert(1)" in "".join(page.texts)
    assert "\u202e" not in source
    assert "49" not in page.texts


def test_the_policy_allows_this_style_and_these_scripts_alone() -> None:
    document, _ = cv_groups()
    source = render_explained(document, read_profile(document))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    said = policy.group(1).replace("&#39;", "'")
    for kept in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", source, re.DOTALL):
        assert "sha256-" + base64.b64encode(hashlib.sha256(kept.encode()).digest()).decode() in said
    assert "default-src 'none'" in said and "unsafe" not in said


def test_every_entry_leads_to_its_words_and_back() -> None:
    document, groups = cv_groups()
    page = _Page(render_explained(document, read_profile(document)))
    links = [attributes["href"][1:] for tag, attributes in page.tags if tag == "a" and "data-m" in attributes]
    assert set(links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {f"e-{mark.id}" for group in groups for mark in group.all()} <= set(page.ids)


def test_a_reading_of_another_document_is_refused() -> None:
    document, _ = cv_groups()
    other = document_from_text(JOB, kind="cv", name="other.txt")
    with pytest.raises(ValueError, match="belongs to"):
        render_explained(document, read_profile(other))


def test_headings_that_the_reader_put_in_are_not_called_unused() -> None:
    data = b'{"basics": {"name": "Ada Okoro"}, "work": [{"name": "Rye Systems", "position": "Lead", "startDate": "2020-01"}]}'
    document = read_document(data, kind="cv", name="cv.json")
    assert "Experience" in document.text
    assert words(document, groups_of(document, read_profile(document)), "unused") == []
