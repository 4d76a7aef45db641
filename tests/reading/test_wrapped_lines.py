"""Lines that a narrow column breaks: entry heads, bullets, addresses, dates and skills read as if the column were wide."""

from __future__ import annotations

import pytest

from loopready.model import Box, Document, Leaf, Line, Profile, Run, Span
from loopready.reading import read_profile

LETTER, HEIGHT, STEP = 5.5, 10.0, 12.0


def read(*rows: str) -> tuple[Document, Profile]:
    """A page set in one column flush left; ``*`` before a row sets it bold, an empty row leaves white."""
    lines: list[Line] = []
    parts: list[str] = []
    at, y = 0, 72.0
    for row in rows:
        y += STEP
        bold, text = row.startswith("*"), row.removeprefix("*")
        if not text:
            continue
        end, x1 = at + len(text), 72 + LETTER * len(text) * 1.001
        run = Run(start=at, end=end, x0=72, x1=x1, size=HEIGHT, bold=bold, colour="000000")
        lines.append(Line(start=at, end=end, page=1, box=Box(x0=72, y0=y - HEIGHT, x1=x1, y1=y), size=HEIGHT, bold=bold, runs=(run,)))
        parts.append(text + "\n")
        at = end + 1
    document = Document.of(kind="cv", name="cv.pdf", text="".join(parts), lines=tuple(lines))
    return document, read_profile(document)


HEAD = ("*Ilse Marit Varga", "ilse.varga@example.org", "")
WORK = ("*Experience", "*Data Engineer | Oakfield Analytics", "2021-03 - 2023-05")
WIDE = "- Built the nightly loads of all sales data for the team"


def said(leaf: Leaf | None) -> str | None:
    return leaf.value if leaf is not None else None


def test_a_bullet_goes_on_with_a_capital_where_its_line_was_full() -> None:
    more = ("- Wrote checks", "*Analyst | Larkspur Foods", "2019-01 - 2021-02", "- Counted stock")
    _, profile = read(*HEAD, *WORK, WIDE, "- Moved the reports of three departments to pipelines in", "Scala", *more)
    assert [len(work.highlights) for work in profile.work] == [3, 1]
    assert profile.work[0].highlights[1].value.endswith("pipelines in Scala")


def test_a_short_bullet_is_not_joined_with_the_next_head() -> None:
    _, profile = read(*HEAD, *WORK, WIDE, "- Wrote checks", "Analyst | Larkspur Foods", "2019-01 - 2021-02", "- Counted stock")
    assert [(said(work.name), len(work.highlights)) for work in profile.work] == [("Oakfield Analytics", 2), ("Larkspur Foods", 1)]


def test_a_head_over_two_lines_is_one_name_though_the_first_entry_has_one_line() -> None:
    wrapped = ("*Scientific Programmer and Analyst | Riverbend Cloud and", "*Hosting Services", "2019-01 - 2021-02", "- Counted stock")
    _, profile = read(*HEAD, *WORK, WIDE, *wrapped)
    assert [said(work.name) for work in profile.work] == ["Oakfield Analytics", "Riverbend Cloud and Hosting Services"]
    assert len(profile.work[0].highlights) == 1


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (("emre.castillo@example.o", "rg"), "emre.castillo@example.org"),
        (("mateo.lindqvist@exampl", "e.org"), "mateo.lindqvist@example.org"),
        (("anneliese.von-", "brueckner@example.org"), "anneliese.von-brueckner@example.org"),
        (("anneliese.brueckner", "@example.org"), "anneliese.brueckner@example.org"),
        (("E-mail: jo.brandt@", "example.org"), "jo.brandt@example.org"),
    ],
)
def test_an_address_broken_over_two_lines_is_joined_and_its_place_covers_the_break(lines: tuple[str, str], address: str) -> None:
    document, profile = read("*Ilse Marit Varga", *lines, "Leeds, UK", "", *WORK, "- Wrote checks")
    email = profile.person.email
    assert email is not None and email.value == address and isinstance(email.source, Span)
    assert "".join(email.source.quote(document).split()) == address


@pytest.mark.parametrize("below", ["Leeds", "rg", "and more", "org"])
def test_a_whole_address_stays_as_it_is(below: str) -> None:
    _, profile = read("*Ilse Marit Varga", "The Old Mill House, 12 Wharf Lane", "jo@example.org", below, "", *WORK, "- Wrote checks")
    assert said(profile.person.email) == "jo@example.org"


def test_a_link_broken_at_its_hyphen_is_joined() -> None:
    document, profile = read("*Ilse Marit Varga", "linkedin.com/in/emre-", "castillo", "Leeds, UK", "", *WORK, "- Wrote checks")
    (link,) = profile.person.profiles
    assert link.url.value == "linkedin.com/in/emre-castillo" and link.username == "emre-castillo"
    assert isinstance(link.url.source, Span) and link.url.source.quote(document) == "linkedin.com/in/emre-\ncastillo"


def test_a_link_is_not_joined_with_a_word_that_follows_it() -> None:
    _, profile = read(
        "*Ilse Marit Varga", "The Old Mill House, 12 Wharf Lane", "linkedin.com/in/emre", "leeds", "", *WORK, "- Wrote checks"
    )
    assert [link.url.value for link in profile.person.profiles] == ["linkedin.com/in/emre"]


def test_a_year_alone_below_a_comma_belongs_to_the_study_above() -> None:
    studies = (
        "*Education",
        "B.Eng. Information Systems, Norrland University, 2015",
        "Diploma Mechanical Engineering, Norrland College,",
        "2011",
    )
    _, profile = read(*HEAD, *WORK, WIDE, "", *studies)
    assert [(said(study.institution), study.end.value if study.end else None) for study in profile.education] == [
        ("Norrland University", "2015"),
        ("Norrland College", "2011"),
    ]


def test_a_skill_over_two_lines_counts_once() -> None:
    skills = ("*Skills", "- MongoDB", "- National Instruments", "LabVIEW", "- Linux", "- Requirements Analysis")
    _, profile = read("*Ilse Marit Varga", "ilse@example.org", "", *skills)
    assert [word.value for group in profile.skills for word in group.keywords] == [
        "MongoDB",
        "National Instruments LabVIEW",
        "Linux",
        "Requirements Analysis",
    ]
